// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_institutions.h"

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

constexpr const char* kState = "AQ";  // no state has this code: Kitara is none

Uuid named(const std::string& what) { return Uuid::named("kitara/institution/" + what); }
Value number(std::int64_t value) { return Value{value}; }
Value text(std::string words) { return Value{std::move(words)}; }
Value day(int year, int month, int of_month) {
  return Value{
      Date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(of_month)}};
}
Value year(int of) { return Value{Date{static_cast<std::int16_t>(of), 0, 0}}; }

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
    chains();
    outcomes();
    coordination();
    coalition();
    treaties();
    obligation();
    development();
    law();
    strategy();
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
            .set("ends", day(budget ? y : y + 2, 12, 31));
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
                     .set("passed_on_day", day(y, 3, 1));
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
    constexpr std::array<const char*, 3> kStatus{"paid", "verified", "claimed"};
    for (int i = 0; i < 3; ++i) {
      const std::int64_t quantity = 50'000 + 10'000 * i;
      Draft& one = writer_.begin("outcome_claim", named(fmt::format("claim/{}", i)))
                       .set("local_id", text(fmt::format("CL-{}", i + 1)))
                       .set("contract", contract)
                       .set("claimed_on", day(2024, 3 * i + 1, 10))
                       .set("reported_quantity", Value{static_cast<double>(quantity + 4'000)})
                       .set("quantity", Value{static_cast<double>(quantity)})
                       .set("evidence", "completion reports (made up)")
                       .set("status", kStatus[static_cast<std::size_t>(i)])
                       .set("currency", "USD");
      if (i == 2) continue;
      one.set("verified_quantity", Value{static_cast<double>(quantity + 1'000)})
          .set("verified_on", day(2024, 3 * i + 2, 10))
          .set("verified_by", verifier_);
      if (i == 0) one.set("paid", number(quantity * 135)).set("paid_on", day(2024, 4, 1));
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
    const Uuid id = named("coalition");
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

  void treaties() {
    for (int y = kFirstYear; y < kLastYear; ++y) {
      const Uuid report = named(fmt::format("treaty/{}", y));
      // The forms come first: what belongs to a submitted report cannot be added to it.
      for (const char form : std::string_view{"abcdefghij"}) {
        const bool none = form == 'e';
        Draft& one = writer_.begin("form_entry", named(fmt::format("treaty/{}/{}", y, form)))
                         .set("report", report)
                         .set("form", text(std::string{form}))
                         .set("state", none ? "not_applicable" : "changed")
                         .set("narrative", none ? "Kitara never had production facilities (made up)."
                                                : "As told in the annual account (made up).");
        if (form == 'd') one.set("total_quantity", number(1000 - 40 * (y - kFirstYear)));
      }
      writer_.begin("treaty_report", report)
          .set("local_id", text(fmt::format("A7-{}", y)))
          .set("treaty", "apmbc")
          .set("state", kState)
          .set("year", number(y))
          .set("kind", "annual")
          .set("version", number(1))
          .set("due_on", day(y + 1, 4, 30))
          .set("status", "submitted")
          .set("submitted_on", day(y + 1, 4, 20));
    }
    writer_.begin("treaty_report", named("treaty/ccm"))
        .set("local_id", text(fmt::format("C7-{}", kLastYear - 1)))
        .set("treaty", "ccm")
        .set("state", kState)
        .set("year", number(kLastYear - 1))
        .set("kind", "annual")
        .set("version", number(1))
        .set("due_on", day(kLastYear, 4, 30))
        .set("status", "draft");
    for (int y = kFirstYear; y <= kLastYear; ++y) {
      Draft& one = writer_.begin("retained_item", named(fmt::format("retained/{}", y)))
                       .set("treaty", "apmbc")
                       .set("kind_of", "K-1 blast mine (made up)")
                       .set("year", year(y))
                       .set("quantity", number(1000 - 40 * (y - kFirstYear)))
                       .set("institution", "School of the centre (made up)")
                       .set("purpose", "training of dogs");
      if (y > kFirstYear) one.set("year_before", named(fmt::format("retained/{}", y - 1))).set("consumed", number(40));
      writer_.begin("stockpile_holding", named(fmt::format("stock/{}", y)))
          .set("treaty", "ccm")
          .set("kind_of", "K-9 submunition (made up)")
          .set("quantity", number(std::max(0, 9000 - 1000 * (y - kFirstYear))))
          .set("status", "being_destroyed")
          .set("as_at", day(y, 12, 31));
    }
  }

  void obligation() {
    const Uuid duty = named("obligation"), request = named("extension");
    writer_.begin("clearance_obligation", duty)
        .set("title", "Article 5 of Kitara (made up)")
        .set("treaty", "apmbc")
        .set("state", kState)
        .set("entry_into_force", day(2014, 3, 1))
        .set("deadline", day(2024, 3, 1))
        .set("extended_to", day(2030, 3, 1))
        .set("residual_arrangements", "The police of Kitara answer finds (made up).");
    writer_.begin("extension_request", request)
        .set("local_id", "EX-1")
        .set("obligation", duty)
        .set("requested_from", day(2024, 3, 1))
        .set("requested_to", day(2030, 3, 1))
        .set("status", "granted")
        .set("submitted_on", day(2023, 3, 31))
        .set("decided_on", day(2023, 11, 24))
        .set("duration_reasons", "Six years, since more teams cannot be trained faster (made up).")
        .set("reasons", "Rubble and floods held up the work (made up).")
        .set("implications", "Fields stay empty and children take detours (made up).")
        .set("baseline_area", Value{600'000.0})
        .set("baseline_areas", number(120));
    for (int y = 2024; y <= 2029; ++y)
      writer_.begin("clearance_milestone", named(fmt::format("milestone/{}", y)))
          .set("request", request)
          .set("obligation", duty)
          .set("year", year(y))
          .set("place", country_)
          .set("target_cancelled", Value{30'000.0})
          .set("target_reduced", Value{30'000.0})
          .set("target_cleared", Value{40'000.0})
          .set("target_areas", number(20))
          .set("budget", number(120'000'000))
          .set("currency", "USD")
          .set("teams", number(12));
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
          .set("budget_line", "4.2.1");
  }

  void law() {
    constexpr std::array<const char*, 4> kTitles{"Act on the prohibition of mines", "Decree on the national authority",
                                                 "Act on the rights of persons with disabilities",
                                                 "Regulation on access to information"};
    constexpr std::array<const char*, 4> kTopics{"national_measures", "authority", "victim_rights", "information"};
    for (std::size_t i = 0; i < kTitles.size(); ++i)
      writer_.begin("legal_instrument", named(fmt::format("law/{}", i)))
          .set("title", text(fmt::format("{} (made up)", kTitles[i])))
          .set("kind", i == 1   ? "decree"
                       : i == 3 ? "regulation"
                                : "law")
          .set("number", text(fmt::format("{}/{}", i + 1, 2010 + i)))
          .codes("topics", {kTopics[i]})
          .set("adopted_on", day(2010 + static_cast<int>(i), 1, 1))
          .set("in_force_from", day(2010 + static_cast<int>(i), 6, 1));
    for (int y = kFirstYear; y < kLastYear; ++y)
      writer_.begin("publication_log", named(fmt::format("published/{}", y)))
          .set("title", text(fmt::format("Annual figures of {} (made up)", y)))
          .set("dataset", "land released, accidents, sessions")
          .set("period_end", day(y, 12, 31))
          .set("published_on", day(y + 1, 2, 28 - (y - kFirstYear)))
          .set("channel", "website")
          .set("language", "ar, en");
  }

  void strategy() {
    constexpr std::array<const char*, 3> kOutcomes{"Protection", "Survivors", "National institutions"};
    for (std::size_t i = 0; i < kOutcomes.size(); ++i) {
      const Uuid id = named(fmt::format("framework/{}", i));
      writer_.begin("framework_indicator", id)
          .set("framework", "Strategy of Kitara (made up)")
          .set("edition", "2019-2027")
          .set("code", text(fmt::format("KS-{}", i + 1)))
          .set("text", text(fmt::format("What is reached for: {} (made up)", kOutcomes[i])))
          .set("outcome", kOutcomes[i])
          .set("level", "outcome")
          .set("unit", "points")
          .set("frequency", "yearly")
          .set("baseline", Value{38.0 + static_cast<double>(i)})
          .set("baseline_on", year(2018))
          .set("target", Value{75.0})
          .set("target_on", year(2027));
      for (int y = 2019; y <= 2023; ++y)
        writer_.begin("framework_value", named(fmt::format("framework/{}/{}", i, y)))
            .set("indicator", id)
            .set("period", year(y))
            .set("value",
                 Value{static_cast<double>(40 + 4 * (y - 2019)) + static_cast<double>(i) + (y % 2 == 0 ? 1.5 : 0)})
            .set("completeness", Value{0.95})
            .set("timeliness", Value{0.9})
            .set("accuracy", Value{0.92})
            .set("consistency", Value{0.97})
            .set("verified_by", "Plain Audit (made up)")
            .set("verified_on", day(y + 1, 2, 1));
    }
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
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
      Draft& one = writer_.begin("border_record", named(fmt::format("border/{}", i)))
                       .set("local_id", text(fmt::format("BR-{}", i + 1)))
                       .set("kind", kKinds[i])
                       .set("neighbour", "BV")
                       .set("neighbour_authority", "Authority of the other shore (made up)")
                       .set("recorded_on", day(2022, 1 + static_cast<int>(i), 20))
                       .set("data_shared", Value{i == 2});
      if (i == 0) one.set("surveyed_length", Value{12'500.0});
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

}  // namespace

void write_institutions(RecordWriter& writer, const std::vector<MadeUpOrganisation>& organisations,
                        const std::vector<MadeUpPlace>& places) {
  Institutions{writer, organisations, places}.write();
}

void write_site_institutions(RecordWriter& writer, const ThemeSite& site) {
  const auto own = [&](const char* what) { return named(fmt::format("site/{}/{}", what, site.number)); };
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
