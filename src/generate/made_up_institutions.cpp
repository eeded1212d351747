// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_institutions.h"

#include "generate/example_table.h"
#include "generate/made_up_values.h"
#include "stats/rng.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

namespace tilth::generate {
namespace {

using store::Value;

constexpr double kNearBorder = 5'000;  // metres, as in hazard.near_border

Uuid named(const std::string& what) { return Uuid::named("kitara/institution/" + what); }

/// The commitment that pays for the work of a year.
Uuid grant_of(int year) { return named(fmt::format("grant/{}/A", year)); }

class Institutions {
 public:
  Institutions(RecordWriter& writer, const std::vector<MadeUpOrganisation>& organisations,
               const std::vector<MadeUpPlace>& places)
      : writer_(writer), authority_(organisations.front().id), country_(places.front().id), places_(places) {
    for (const MadeUpOrganisation& one : organisations)
      if (one.kind == "national_ngo") local_.push_back(one.id);
    for (const MadeUpOrganisation& one : organisations)
      if (one.kind == "international_ngo") international_.push_back(one.id);
  }

  void write() {
    partners();
    money();
    pledge();
    chains();
    outcomes();
    coordination();
    coalition();
    development();
    law();
    strategy();
    action_plans();
    trials();
    borders();
    planning();
    writer_.flush();
  }

 private:
  Uuid partner(const char* name, const char* kind, const char* status) {
    const Uuid id = named(std::string{"organisation/"} + name);
    writer_.begin("organisation", id)
        .set("local_id", text(fmt::format("ORG-P{}", ++partners_)))
        .set("name", text(fmt::format("{} (made up)", name)))
        .set("kind", kind)
        .set("local_status", status);
    return id;
  }

  void partners() {
    donor_ = partner("Northland", "donor", "international_private");
    fund_ = partner("Kitara Humanitarian Fund", "un", "un");
    verifier_ = partner("Plain Audit", "commercial", "international_private");
    ministry_ = partner("Ministry of Finance of Kitara", "authority", "national_authority");
    writer_.flush();
  }

  Draft& in_dollars(Draft& draft, std::int64_t cents, int at_year, int month, int of_month, bool euros = false) {
    return draft.set("amount", number(cents))
        .set("currency", euros ? "EUR" : "USD")
        .set("programme_currency", "USD")
        .set("rate", Value{euros ? 1.1 : 1.0})
        .set("rate_on", day(at_year, month, of_month))
        .set("rate_source", euros ? "Bank of Kitara (made up)" : "same currency");
  }

  void money() {
    for (int y = kFirstYear; y <= kLastYear; ++y) {
      const std::int64_t base = 100'000'000 + 5'000'000 * (y - kFirstYear);
      struct Kind {
        const char *key, *kind, *instrument, *earmark;
        std::int64_t share;
      };
      constexpr std::array<Kind, 4> kKinds{{{"A", "commitment", "grant", "softly", 60},
                                            {"B", "commitment", "national_budget", "unearmarked", 15},
                                            {"C", "disbursement", "grant", "softly", 50},
                                            {"D", "disbursement", "national_budget", "unearmarked", 15}}};
      for (const Kind& one : kKinds) {
        const bool budget = one.instrument == std::string_view{"national_budget"};
        const Uuid id = named(fmt::format("grant/{}/{}", y, one.key));
        in_dollars(writer_.begin("grant", id), base * one.share / 100, y, 1, 15, one.key[0] == 'A')
            .set("local_id", text(fmt::format("GR-{}-{}", y, one.key)))
            .set("donor", budget ? ministry_ : donor_)
            .set("recipient", authority_)
            .set("kind", one.kind)
            .set("instrument", one.instrument)
            .set("earmark", one.earmark)
            .set("humanitarian", Value{true})
            .set("signed_on", day(y, 1, 15))
            .set("starts", day(y, 1, 15))
            .set("ends", day(budget ? y : y + 2, 12, 31))
            .set("place", country_);
        for (const auto& [pillar, share] : {std::pair{"land_release", 70.0}, std::pair{"eore", 30.0}})
          writer_.begin("grant_share", named(fmt::format("grant/{}/{}/{}", y, one.key, pillar)))
              .set("grant", id)
              .set("pillar", pillar)
              .set("share", Value{share});
      }
      in_dollars(writer_.begin("need_estimate", named(fmt::format("need/{}", y))), base, y, 1, 1)
          .set("local_id", text(fmt::format("NE-{}", y)))
          .set("plan", "National plan (made up)")
          .set("planned_for", year(y))
          .set("estimated_on", day(y, 1, 1))
          .set("place", country_);
    }
  }

  Uuid link(int y, const char* key, const Uuid& from, const Uuid& giver, const Uuid& receiver, std::int64_t cents) {
    const Uuid id = named(fmt::format("chain/{}/{}", y, key));
    Draft& one = in_dollars(writer_.begin("funding_chain", id), cents, y, 3, 1)
                     .set("local_id", text(fmt::format("FC-{}-{}", y, key)))
                     .set("giver", giver)
                     .set("receiver", receiver)
                     .set("kind", "disbursement")
                     .set("passed_on_day", day(y, 3, 1))
                     .set("overhead", number(cents * 7 / 100))
                     .set("grant", grant_of(y));
    if (!from.is_nil()) one.set("passed_from", from);
    if (receiver == fund_) one.set("receiver_is_pooled_fund", Value{true});
    return id;
  }

  void chains() {
    for (int y = kFirstYear; y <= kLastYear; ++y) {  // a hundred, of which forty go on; twenty through the fund; ten
      const Uuid first = link(y, "1", {}, donor_, international_.front(), 100'000'00);
      link(y, "2", first, international_.front(), local_.front(), 40'000'00);
      const Uuid pooled = link(y, "3", {}, donor_, fund_, 20'000'00);
      link(y, "4", pooled, fund_, local_.back(), 20'000'00);
      link(y, "5", {}, donor_, local_.front(), 10'000'00);
    }
  }

  void pledge() {
    const Uuid id = named("grant/pledge");
    in_dollars(writer_.begin("grant", id), 40'000'000, kLastYear, 11, 15)
        .set("local_id", "GR-PLEDGE-1")
        .set("donor", donor_)
        .set("recipient", authority_)
        .set("kind", "pledge")
        .set("certainty", Value{0.7})
        .set("instrument", "grant")
        .set("earmark", "softly")
        .set("humanitarian", Value{true})
        .set("signed_on", day(kLastYear, 11, 15))
        .set("starts", day(kLastYear + 1, 4, 1))
        .set("ends", day(kLastYear + 3, 3, 31))
        .set("place", country_);
    writer_.begin("grant_share", named("grant/pledge/land_release"))
        .set("grant", id)
        .set("pillar", "land_release")
        .set("share", Value{100.0});
  }

  void outcomes() {
    const Uuid contract = named("outcome");
    writer_.begin("outcome_contract", contract)
        .set("local_id", "OC-1")
        .set("title", "From minefields to fields (made up)")
        .set("payer", donor_)
        .set("provider", international_.front())
        .set("investor", "Three investors who do not exist")
        .set("verifier", verifier_)
        .set("metric", "m2_cleared")
        .set("unit_price", number(135))
        .set("currency", "USD")
        .set("quantity_cap", Value{400'000.0})
        .set("contract_cap", number(60'000'000))
        .set("front_loading", Value{true})
        .set("land_rights_checked", Value{true})
        .set("starts", day(2023, 4, 1))
        .set("ends", day(2027, 3, 31));
    constexpr std::array<const char*, 5> kStatus{"paid", "verified", "claimed", "paid", "verified"};
    for (int i = 0; i < 5; ++i) {
      const std::int64_t quantity = 50'000 + 10'000 * (i % 3);
      const std::string_view status = kStatus[static_cast<std::size_t>(i)];
      const int y = 2024 + i / 3, month = 3 * (i % 3) + 1;
      Draft& one = writer_.begin("outcome_claim", named(fmt::format("claim/{}", i)))
                       .set("local_id", text(fmt::format("CL-{}", i + 1)))
                       .set("contract", contract)
                       .set("claimed_on", day(y, month, 10))
                       .set("reported_quantity", Value{static_cast<double>(quantity + 4'000)})
                       .set("quantity", Value{static_cast<double>(quantity)})
                       .set("evidence", "completion reports (made up)")
                       .set("status", text(std::string{status}))
                       .set("currency", "USD");
      if (status == "claimed") continue;
      one.set("verified_quantity", Value{static_cast<double>(quantity + 1'000)})
          .set("verified_on", day(y, month + 1, 10))
          .set("verified_by", verifier_);
      if (status == "paid") one.set("paid", number(quantity * 135)).set("paid_on", day(y, month + 3, 1));
    }
  }

  void coordination() {
    constexpr std::array<const char*, 3> kBodies{"Mine action sector", "Working group on information",
                                                 "Working group on risk education"};
    for (std::size_t i = 0; i < kBodies.size(); ++i) {
      const Uuid body = named(fmt::format("body/{}", i));
      writer_.begin("coordination_body", body)
          .set("name", text(fmt::format("{} (made up)", kBodies[i])))
          .set("kind", i == 0 ? "sector" : "working_group")
          .set("level", "national")
          .set("place", country_)
          .set("languages", "ar, fr")
          .set("helpdesk", "Helpdesk of the centre, in four languages (made up)");
      int n = 0;
      const auto member = [&](const Uuid& organisation, const char* seat) {
        writer_.begin("coordination_membership", named(fmt::format("member/{}/{}", i, n++)))
            .set("body", body)
            .set("organisation", organisation)
            .set("seat", seat)
            .set("since", day(2019, 1 + static_cast<int>(i), 1));
      };
      member(authority_, "chair");
      member(i == 0 ? local_.front() : international_.front(), "co_chair");
      member(local_.back(), "member");
      for (const Uuid& one : international_)
        if (one != international_.front()) member(one, "member");
    }
  }

  void coalition() {
    const Uuid id = coalition_of_kitara();
    writer_.begin("coalition", id)
        .set("name", "Coalition of the two shores (made up)")
        .set("purpose", "One plan for both sides of the water")
        .set("joint_plan", "Survey together, share the data, teach the same messages")
        .set("since", day(2021, 9, 1));
    int n = 0;
    for (const auto& [name, role, state] :
         {std::tuple{"Authority of Kitara (made up)", "affected_state", kState},
          std::tuple{"Authority of the other shore (made up)", "affected_state", "BV"},
          std::tuple{"Northland (made up)", "donor", "HM"}}) {
      writer_.begin("coalition_member", named(fmt::format("coalition/member/{}", n)))
          .set("coalition", id)
          .set("organisation_name", name)
          .set("country", state)
          .set("role", role);
      ++n;
    }
    for (int i = 1; i <= 3; ++i) {
      Draft& one = writer_.begin("joint_milestone", named(fmt::format("joint/{}", i)))
                       .set("reference", text(fmt::format("JM-{}", i)))
                       .set("coalition", id)
                       .set("title", text(fmt::format("Joint step {} (made up)", i)))
                       .codes("countries", {kState, "BV"})
                       .set("due_on", day(2022 + i, 6, 30))
                       .set("status", i < 3 ? "done" : "in_progress");
      if (i < 3) one.set("done_on", day(2022 + i, 6, 1));
    }
  }

  void development() {
    constexpr std::array<const char*, 8> kFunctions{
        "coordination", "information_management", "quality_management", "tasking", "eod_response",
        "eore",         "victim_assistance",      "reporting"};
    for (std::size_t i = 0; i < kFunctions.size(); ++i) {
      const bool done = i < 5;
      Draft& one = writer_.begin("function_transfer", named(fmt::format("function/{}", i)))
                       .set("function", kFunctions[i])
                       .set("giver", international_.front())
                       .set("receiver", authority_)
                       .set("state", done ? "national" : "shared")
                       .set("planned_on", day(2020 + static_cast<int>(i), 1, 1))
                       .set("evidence", "minutes of the handover (made up)");
      if (done) one.set("done_on", day(2020 + static_cast<int>(i), 1, 15));
    }
    for (int i = 0; i < 3; ++i)
      writer_.begin("plan_link", named(fmt::format("plan/{}", i)))
          .set("plan", text(fmt::format("National development plan {} (made up)", i + 1)))
          .set("ministry", "Ministry of Planning of Kitara (made up)")
          .set("cycle_start", day(2016 + 5 * i, 1, 1))
          .set("cycle_end", day(2020 + 5 * i, 12, 31))
          .set("mine_action_line", Value{true})
          .set("text_reference", "chapter 4 (made up)")
          .set("budget_line", "4.2.1")
          .set("budget", number(90'000'000 + 10'000'000 * i))
          .set("currency", "USD");
    for (int y = kFirstYear; y <= kLastYear; ++y)
      writer_.begin("sdg_link", named(fmt::format("goal/grant/{}", y)))
          .set("grant", grant_of(y))
          .set("target", "3.8")
          .set("kind", "indirect")
          .set("primary", Value{false})
          .set("quantity", Value{1'200.0})
          .set("unit", "people")
          .set("use_after", "two health posts can be reached again (made up)")
          .set("rationale", "roads of the grant's tasks lead to health posts (made up)")
          .set("linked_on", day(y, 12, 15));
    writer_.begin("sdg_link", named("goal/law"))
        .set("subject", "Act on the rights of persons with disabilities (made up)")
        .set("target", "10.2")
        .set("kind", "indirect")
        .set("primary", Value{false})
        .set("rationale", "survivors can claim what others claim (made up)")
        .set("linked_on", day(2013, 1, 1));
  }

  void law() {
    constexpr std::array<const char*, 4> kTitles{"Act on the prohibition of mines", "Decree on the national authority",
                                                 "Act on the rights of persons with disabilities",
                                                 "Regulation on access to information"};
    constexpr std::array<const char*, 4> kTopics{"national_measures", "authority", "victim_rights", "information"};
    for (std::size_t i = 0; i < kTitles.size(); ++i) {
      Draft& one = writer_.begin("legal_instrument", named(fmt::format("law/{}", i)))
                       .set("title", text(fmt::format("{} (made up)", kTitles[i])))
                       .set("kind", i == 1   ? "decree"
                                    : i == 3 ? "regulation"
                                             : "law")
                       .set("number", text(fmt::format("{}/{}", i + 1, 2010 + i)))
                       .codes("topics", {kTopics[i]})
                       .set("adopted_on", day(2010 + static_cast<int>(i), 1, 1))
                       .set("in_force_from", day(2010 + static_cast<int>(i), 6, 1))
                       .set("article", text(fmt::format("articles {} to {}", i + 2, i + 6)))
                       .set("link", text(fmt::format("https://example.org/made-up/laws/{}", i + 1)));
      if (i == 0) one.codes("topics", {kTopics[0], "land_release"});
    }
    for (int y = kFirstYear; y < kLastYear; ++y)
      writer_.begin("publication_log", named(fmt::format("published/{}", y)))
          .set("title", text(fmt::format("Annual figures of {} (made up)", y)))
          .set("dataset", "land released, accidents, sessions")
          .set("period_end", day(y, 12, 31))
          .set("published_on", day(y + 1, 2, 28 - (y - kFirstYear)))
          .set("channel", "website")
          .set("language", "ar, en")
          .set("link", text(fmt::format("https://example.org/made-up/figures/{}", y)));
  }

  void strategy() {
    strategy_of("2019-2027", "KS", 2019, 2023);
    strategy_of("2024-2028", "KT", kLastYear, kLastYear);
  }
  void strategy_of(const char* edition, const char* prefix, int from, int to) {
    constexpr std::array<const char*, 3> kOutcomes{"Protection", "Survivors", "National institutions"};
    for (std::size_t i = 0; i < kOutcomes.size(); ++i) {
      const Uuid id = named(fmt::format("framework/{}/{}", prefix, i));
      writer_.begin("framework_indicator", id)
          .set("framework", "Strategy of Kitara (made up)")
          .set("edition", edition)
          .set("code", text(fmt::format("{}-{}", prefix, i + 1)))
          .set("text", text(fmt::format("What is reached for: {} (made up)", kOutcomes[i])))
          .set("outcome", kOutcomes[i])
          .set("level", "outcome")
          .set("unit", "points")
          .set("frequency", "yearly")
          .set("baseline", Value{38.0 + static_cast<double>(i)})
          .set("baseline_on", year(2018))
          .set("target", Value{75.0})
          .set("target_on", year(2027));
      for (int y = from; y <= to; ++y)
        value_of(id, y, 2, 1)
            .set("value",
                 Value{static_cast<double>(40 + 4 * (y - 2019)) + static_cast<double>(i) + (y % 2 == 0 ? 1.5 : 0)})
            .set("accuracy", Value{0.92});
    }
  }

  /// The indicators of the action plans as they may be imported, each with what the country answered last year.
  void action_plans() {
    for (const char* file : {"frameworks/oslo_action_plan.csv", "frameworks/siem_reap_angkor_action_plan.csv"}) {
      int n = 0;
      for (ExampleRow& row : example_table(file)) {
        const Uuid id = named("framework/" + row["code"]);
        Draft& one = writer_.begin("framework_indicator", id).set("checked_with_source", Value{false});
        for (const char* field : {"framework", "edition", "code", "text", "outcome", "level", "unit", "formula",
                                  "disaggregation", "frequency"})
          if (!row[field].empty()) one.set(field, text(row[field]));
        Draft& said = value_of(id, kLastYear, 2, 10).set("evidence", "annual account (made up)");
        if (row["unit"] == "yes/no")
          said.set("answer", ++n % 4 == 0 ? "Not yet (made up)." : "Yes, as the account shows (made up).");
        else
          said.set("value", Value{static_cast<double>(20 + ++n * 7 % 60)});
      }
    }
  }
  /// What was reached in a year, with its assessed data; verified on a day of the year after.
  Draft& value_of(const Uuid& indicator, int of, int month, int of_month) {
    return writer_.begin("framework_value", named(fmt::format("framework/value/{}/{}", indicator.text(), of)))
        .set("indicator", indicator)
        .set("period", year(of))
        .set("completeness", Value{0.95})
        .set("timeliness", Value{0.9})
        .set("accuracy", Value{0.9})
        .set("consistency", Value{0.97})
        .set("verified_by", "Plain Audit (made up)")
        .set("verified_on", day(of + 1, month, of_month));
  }

  void trials() {
    constexpr std::array<const char*, 2> kTechnologies{"thermal_imaging", "detection_model"};
    for (int i = 0; i < 4; ++i)
      writer_.begin("tech_trial", named(fmt::format("trial/{}", i)))
          .set("local_id", text(fmt::format("TT-{}", i + 1)))
          .set("technology", kTechnologies[static_cast<std::size_t>(i % 2)])
          .set("product_name", "no product that exists")
          .set("organisation", international_.back())
          .set("place", places_.back().id)
          .set("site", "test lane (made up)")
          .set("tried_on", day(2022 + i / 2, 5 + i, 10))
          .set("reference_data", "50 items laid out by the centre")
          .set("laid_out", number(50))
          .set("found", number(45 - 3 * i))
          .set("false_alarms", number(12 + i))
          .set("true_negatives", number(150))
          .set("area", Value{600.0})
          .set("hours", Value{3.0})
          .set("conditions", "dry, short grass")
          .set("operator_skills", "two weeks of training")
          .set("decision", i < 2 ? "more_trials" : "reject");
  }

  void borders() {
    constexpr std::array<const char*, 4> kKinds{"survey", "agreement", "data_shared", "joint_task"};
    for (int i = 0; i < 4 * (kLastYear - 2021); ++i) {  // the agreement is renewed every year
      const auto kind = static_cast<std::size_t>(i % 4);
      Draft& one = writer_.begin("border_record", named(fmt::format("border/{}", i)))
                       .set("local_id", text(fmt::format("BR-{}", i + 1)))
                       .set("kind", kKinds[kind])
                       .set("neighbour", "BV")
                       .set("neighbour_authority", "Authority of the other shore (made up)")
                       .set("recorded_on", day(2022 + i / 4, 1 + i % 4, 20))
                       .set("place", places_[1].id)
                       .set("data_shared", Value{kind == 2});
      if (kind == 0) one.set("surveyed_length", Value{12'500.0 - 500.0 * (i / 4.0)});
      if (kind == 1) one.set("agreement", "work within 500 m of the line is told a week ahead (made up)");
    }
  }

  void planning() {
    const Uuid scheme = named("scheme");
    writer_.begin("priority_scheme", scheme)
        .set("name", "Tasks of Kitara (made up)")
        .set("edition", "1")
        .set("place", country_)
        .set("valid_from", day(2020, 1, 1))
        .set("gate", "land_dispute = 'yes'")
        .set("gate_reason", "Work on disputed land can do harm");
    struct Criterion {
      const char *name, *direction, *transform, *value;
      double weight, least, most;
    };
    constexpr std::array<Criterion, 4> kCriteria{
        {{"Pieces of evidence", "benefit", "fixed", "evidence_count", 0.4, 0, 5},
         {"Confirmed", "benefit", "step", "direct_evidence_count", 0.3, 1, 2},
         {"Size", "benefit", "fixed", "coalesce(area_computed, area_reported)", 0.2, 0, 100'000},
         {"Distance to the border", "cost", "fixed", "border_distance", 0.1, 0, 100'000}}};
    std::int64_t position = 0;
    for (const Criterion& one : kCriteria)
      writer_.begin("priority_criterion", named(std::string{"criterion/"} + one.name))
          .set("scheme", scheme)
          .set("name", one.name)
          .set("weight", Value{one.weight})
          .set("direction", one.direction)
          .set("transform", one.transform)
          .set("value", one.value)
          .set("least", Value{one.least})
          .set("most", Value{one.most})
          .set("position", number(++position));
    writer_.begin("priority_run", named("run"))
        .set("local_id", "PR-2024")
        .set("scheme", scheme)
        .set("run_on", day(2024, 2, 1))
        .set("decided_by", "Tasking meeting (made up)");
  }

  RecordWriter& writer_;
  Uuid authority_, country_, donor_, fund_, verifier_, ministry_;
  const std::vector<MadeUpPlace>& places_;
  std::vector<Uuid> local_, international_;
  int partners_ = 0;
};

/// Names the grant on two thirds of the work that it pays for, by the year in which that was done.
void name_grants(RecordWriter& writer, std::uint64_t site) {
  if (site % 3 == 2) return;
  for (Draft& draft : writer.drafts()) {
    const std::string& type = draft.type().name;
    const char* done = type == "activity" ? "end" : type == "eore_session" ? "held_on" : nullptr;
    if (done == nullptr) continue;
    const int year = draft.date(done).year;
    if (year >= kFirstYear && year <= kLastYear) draft.set("grant", grant_of(year));
  }
}

}  // namespace

void write_institutions(RecordWriter& writer, const std::vector<MadeUpOrganisation>& organisations,
                        const std::vector<MadeUpPlace>& places) {
  Institutions{writer, organisations, places}.write();
}

void write_site_institutions(RecordWriter& writer, const ThemeSite& site) {
  const auto hazard = std::find_if(writer.drafts().begin(), writer.drafts().end(),
                                   [&](const Draft& draft) { return draft.id() == site.hazard; });
  const auto* border = hazard == writer.drafts().end() ? nullptr : std::get_if<double>(&hazard->at("border_distance"));
  name_grants(writer, site.number);
  const auto own = [&](const char* what) { return named(fmt::format("site/{}/{}", what, site.number)); };
  if (border != nullptr && *border <= kNearBorder)
    writer.begin("border_record", own("mirror"))
        .set("local_id", text(fmt::format("BR-HA-{:06}", site.number + 1)))
        .set("kind", "mirrored_hazard")
        .set("neighbour", "BV")
        .set("neighbour_authority", "Authority of the other shore (made up)")
        .set("recorded_on", Value{Date::from_days(std::min(site.last_day, site.found + 120))})
        .set("place", site.place)
        .set("hazard", site.hazard)
        .set("mirrored_reference", text(fmt::format("OS-{:05}", site.number * 7 + 3)))
        .set("data_shared", Value{true});
  if (site.number < 30) {  // the board of a tasking meeting
    const double score = 95.0 - 2.0 * static_cast<double>(site.number);
    writer.begin("priority_result", own("rank"))
        .set("run", named("run"))
        .set("hazard", site.hazard)
        .set("score", Value{score})
        .set("score_least", Value{score - 1})
        .set("score_most", Value{score + 1})
        .set("rank", number(static_cast<std::int64_t>(site.number) + 1))
        .set("band", site.number < 10   ? "high"
                     : site.number < 20 ? "medium"
                                        : "low");
  }
  if (site.number % 25 == 0)
    writer.begin("threat_assessment", own("threat"))
        .set("local_id", text(fmt::format("TA-{:06}", site.number + 1)))
        .set("place", site.place)
        .set("hazard", site.hazard)
        .set("area", site.point)
        .set("assessed_on", Value{Date::from_days(site.found)})
        .set("intent", "low")
        .set("capability", "medium")
        .set("opportunity", "low")
        .set("pattern", "road")
        .codes("switches", {"victim_operated"})
        .set("main_charge", "small")
        .set("likely_location", "beside the old track (made up)")
        .set("summary", "Category of threat only, made up for the demo.")
        .set("review_due", Value{Date::from_days(site.found + 365)});
  if (site.product.is_nil()) return;
  if (site.number % 5 == 0)
    writer.begin("sample_inspection", own("sample"))
        .set("local_id", text(fmt::format("SI-{:06}", site.number + 1)))
        .set("product", site.product)
        .set("inspected_on", Value{Date::from_days(site.released)})
        .set("inspector", site.organisation)
        .set("share", Value{0.1})
        .set("sensitivity", Value{0.9})
        .set("found", number(0))
        .set("result", "accepted");
  if (site.number % 7 == 0) {
    const bool used = site.number % 14 == 0;
    Draft& one = writer.begin("sdg_link", own("goal"))
                     .set("product", site.product)
                     .set("target", "15.3")
                     .set("kind", "direct")
                     .set("primary", Value{true})
                     .set("rationale", "land that can be tilled again (made up)")
                     .set("linked_on", Value{Date::from_days(site.released)});
    if (used) one.set("quantity", Value{5'000.0}).set("unit", "m2").set("use_after", "fields");
  }
}

}  // namespace tilth::generate
