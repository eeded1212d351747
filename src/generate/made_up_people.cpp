// SPDX-License-Identifier: Apache-2.0
// Made-up people of the themes.
#include "generate/made_up_people.h"

#include "generate/made_up_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tilth::generate {
namespace {

using store::Value;

constexpr std::array<std::string_view, 5> kComponents{"rehabilitation", "medical_care", "psychosocial_support",
                                                      "inclusion", "rehabilitation"};
constexpr std::array<std::string_view, 3> kLayers{"community_family", "focused", "specialised"};
constexpr std::array<std::string_view, 4> kLanguages{"en", "fr", "es", "ar"};
constexpr std::array<std::string_view, 6> kDomains{"wg_seeing",      "wg_hearing",   "wg_walking",
                                                   "wg_remembering", "wg_self_care", "wg_communicating"};

Uuid named(const std::string& what) { return Uuid::named("kitara/people/" + what); }
Uuid provider(std::size_t n) { return named(fmt::format("provider/{}", n)); }

template <std::size_t N>
std::string_view pick(stats::Rng& rng, const std::array<std::string_view, N>& list) {
  return list[rng.raw() % N];
}
Value picked(stats::Rng& rng, const std::array<std::string_view, 4>& list) {
  return Value{std::string{pick(rng, list)}};
}

std::vector<std::size_t> districts_of(const std::vector<MadeUpPlace>& places) {
  std::vector<std::size_t> districts;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i].level == 2) districts.push_back(i);
  return districts;
}
constexpr std::size_t kMostProviders = 36;
std::size_t providers_in(const std::vector<MadeUpPlace>& places) {
  return std::min(kMostProviders, districts_of(places).size());
}

/// One site, as its people lived through it.
class People {
 public:
  People(RecordWriter& writer, stats::Rng& rng, const ThemeSite& site, const std::vector<MadeUpPlace>& places)
      : writer_(writer), rng_(rng), site_(site), places_(places), last_(site.last_day) {}

  void write() {
    add_to_what_is_there();
    if (some(0.03) && !site_.task.is_nil()) demining_accident();
    for (const Hurt& one : hurt_) {
      if (one.killed ? some(0.3) : some(0.7)) survivor(one);
    }
    if (some(0.05)) peer_session();
    if (some(0.03)) broadcast();
    if (some(0.04)) return_area();
    if (some(0.02)) access_note();
    if (some(0.08)) community_assessment();
    if (some(0.15)) engagement();
    if (some(0.10)) feedback();
    if (some(0.08)) ticket();
    if (some(0.04)) interview();
    if (some(0.05)) training();
    if (some(0.08) && !site_.task.is_nil()) stand_down();
    if (some(0.01)) plan();
  }

 private:
  struct Hurt {
    Uuid casualty;
    std::string sex, age_band;
    std::int32_t on = 0;
    bool killed = false;
  };

  bool some(double share) { return rng_.uniform() < share || site_.all; }
  std::int64_t upto(std::uint64_t most) { return static_cast<std::int64_t>(rng_.raw() % (most + 1)); }
  /// A day of the site's time, early enough that something can follow within that many days.
  std::int32_t a_day(int room) {
    const std::int32_t from = std::min(site_.found, last_ - room - 1);
    return from + static_cast<std::int32_t>(rng_.raw() % static_cast<std::uint64_t>(last_ - room - from));
  }
  std::string key(const char* prefix) { return fmt::format("{}-{:07}-{}", prefix, site_.number + 1, ++count_); }
  Draft& begin(const char* type, const Uuid& record, const char* prefix) {
    return writer_.begin(type, record).set("local_id", text(key(prefix)));
  }
  Draft& begin(const char* type, const char* prefix) { return begin(type, site_.id(), prefix); }

  /// Notes the casualties that the site has drafted, and says more of its sessions, spot tasks and task.
  void add_to_what_is_there() {
    std::vector<std::pair<Uuid, std::int32_t>> direct;
    for (Draft& draft : writer_.drafts()) {
      const std::string& type = draft.type().name;
      if (type == "casualty") {
        hurt_.push_back({draft.id(), draft.text("sex"), draft.text("age_band"), draft.date("happened_on").last_day(),
                         draft.text("outcome") == "killed"});
      } else if (type == "eore_session") {
        draft.set("remote", Value{rng_.uniform() < 0.08});
        if (draft.text("category") != "direct") continue;
        direct.emplace_back(draft.id(), draft.date("held_on").last_day());
        if (rng_.uniform() > 0.2) continue;
        draft.set("displaced_site", Value{true})
            .set("residence_status", "idp")
            .set("destination", places_[1 + rng_.raw() % (places_.size() - 1)].id);
      } else if (type == "spot_task") {
        draft.set("from_public", Value{rng_.uniform() < 0.7});
      } else if (type == "task") {
        draft.set("planned_days", number(60 + upto(120)));
      }
    }
    for (const auto& [session, held] : direct) {
      if (!some(0.3)) continue;
      begin("eore_material", "EM")
          .set("kind", rng_.uniform() < 0.5 ? "leaflet" : "poster")
          .set("quantity", number(10 + upto(90)))
          .set("language", picked(rng_, kLanguages))
          .set("session", session)
          .set("given_on", day(held))
          .set("place", site_.place)
          .set("organisation", site_.organisation);
    }
    if (direct.empty() && site_.all)
      begin("eore_material", "EM")
          .set("kind", "poster")
          .set("quantity", number(40))
          .set("language", "ar")
          .set("given_on", day(a_day(0)))
          .set("place", site_.place)
          .set("organisation", site_.organisation);
  }

  void demining_accident() {
    const Uuid accident = site_.id(), casualty = site_.id();
    const std::int32_t on = site_.found + 10;  // before any of the land is released
    begin("accident", accident, "DA")
        .set("class", "demining")
        .set("happened_on", day(on))
        .set("place", site_.place)
        .set("organisation", site_.organisation)
        .set("hazard", site_.hazard)
        .set("location", site_.inside)
        .set("injured", number(1));
    writer_.begin("casualty", casualty)
        .set("code", text(key("V")))
        .set("accident", accident)
        .set("happened_on", day(on))
        .set("place", site_.place)
        .set("sex", rng_.uniform() < 0.2 ? "female" : "male")
        .set("age_band", "adult")
        .set("outcome", "injured")
        .set("civil_status", "deminer")
        .set("eore_before", "yes");
    begin("investigation", "IN")
        .set("accident", accident)
        .set("level", "detailed_investigation")
        .set("organisation", site_.organisation)
        .set("due_on", day(on + 30))
        .set("done_on", day(on + 10 + static_cast<std::int32_t>(upto(15))))
        .codes("factors", {"training", "vegetation"})
        .codes("causes", {"procedure"})
        .set("actions_open", number(0))
        .set("closed_on", day(on + 35));
    hurt_.push_back({casualty, "male", "adult", on, false});
  }

  void survivor(const Hurt& one) {
    const Uuid file = site_.id();
    const std::int32_t registered = std::min(last_ - 40, one.on + 5 + static_cast<std::int32_t>(upto(60)));
    const bool indirect = one.killed;
    Draft& draft = begin("survivor_case", file, "SC")
                       .set("casualty", one.casualty)
                       .set("victim_kind", indirect ? "indirect_victim" : "survivor")
                       .set("registered_on", day(registered))
                       .set("place", site_.place)
                       .set("organisation", site_.organisation)
                       .set("sex", indirect ? "female" : one.sex.c_str())
                       .set("age_band", indirect ? "adult" : one.age_band.c_str())
                       .set("consent", Value{true})
                       .codes("consent_to", {"service_providers"})
                       .set("residence_status", rng_.uniform() < 0.8 ? "resident" : "idp")
                       .set("priority", "high")
                       .set("assessed_on", day(registered + 10))
                       .set("status", "active");
    if (indirect) draft.set("relation", "family_of_killed");
    const bool impaired = !indirect && rng_.uniform() < 0.5;
    for (const std::string_view domain : kDomains) draft.set(domain, "none");
    if (impaired) draft.set("wg_walking", rng_.uniform() < 0.7 ? "a_lot" : "cannot");
    const int needs = 1 + static_cast<int>(rng_.raw() % 2);
    for (int n = 0; n < needs; ++n)
      need(file, registered, indirect && n == 0 ? "psychosocial_support" : pick(rng_, kComponents));
  }

  void need(const Uuid& file, std::int32_t registered, std::string_view component) {
    const Uuid wanted = site_.id(), sent = site_.id();
    const bool met = rng_.uniform() < 0.6 || site_.all;
    const std::int32_t made = registered + 12, received = made + 3 + static_cast<std::int32_t>(upto(20));
    Draft& draft = begin("need", wanted, "ND")
                       .set("case", file)
                       .set("component", Value{std::string{component}})
                       .set("urgency", "medium")
                       .set("identified_on", day(registered + 10))
                       .set("met", Value{met});
    if (met) draft.set("met_on", day(received)).set("met_evidence", "service_record");
    const Uuid by = provider(rng_.raw() % providers_in(places_));
    Draft& referral = begin("referral", sent, "RF")
                          .set("case", file)
                          .set("need", wanted)
                          .set("from_organisation", site_.organisation)
                          .set("provider", by)
                          .set("made_on", day(made))
                          .set("mode", "accompanied")
                          .set("consent", Value{true})
                          .set("acknowledged_on", day(made + 2));
    if (!met) {
      referral.set("status", "failed").set("outcome", "not_available");
      return;
    }
    referral.set("status", "closed")
        .set("received_on", day(received))
        .set("outcome", "service_given")
        .set("satisfaction", number(3 + upto(2)));
    Draft& service = begin("service_given", "SG")
                         .set("case", file)
                         .set("need", wanted)
                         .set("referral", sent)
                         .set("provider", by)
                         .set("given_on", day(received))
                         .set("component", Value{std::string{component}})
                         .set("cost", number(5'000 + upto(20'000)))
                         .set("currency", "USD");
    if (component == "psychosocial_support") service.set("layer", Value{std::string{pick(rng_, kLayers)}});
  }

  void peer_session() {
    begin("peer_support_session", "PS")
        .set("held_on", day(a_day(0)))
        .set("place", site_.place)
        .set("organisation", site_.organisation)
        .set("theme", rng_.uniform() < 0.5 ? "stigma" : "daily_life")
        .set("layer", "community_family")
        .set("participants_women", number(5 + upto(5)))
        .set("participants_men", number(3 + upto(5)))
        .set("survivors", number(5))
        .set("indirect_victims", number(2))
        .set("with_disability", number(3))
        .set("remote", Value{rng_.uniform() < 0.1});
  }

  void broadcast() {
    const std::int32_t on = a_day(31);
    begin("broadcast", "BC")
        .set("channel", rng_.uniform() < 0.6 ? "radio" : "social_media")
        .set("outlet", "Radio Kitara (made up)")
        .set("language", picked(rng_, kLanguages))
        .set("starts_on", day(on))
        .set("ends_on", day(on + 30))
        .set("times", number(10 + upto(50)))
        .set("reach_estimate", number(5'000 + upto(60'000)))
        .set("reach_method", "audience_survey")
        .set("place", site_.place)
        .set("organisation", site_.organisation);
  }

  void return_area() {
    const Uuid area = site_.id(), camp = places_[1 + rng_.raw() % (places_.size() - 1)].id;
    const std::int32_t expected = a_day(60);
    begin("return_area", area, "RA")
        .set("name", text(fmt::format("Return {} (made up)", site_.number + 1)))
        .set("place", site_.place)
        .set("origin", camp)
        .codes("hazards", {site_.hazard.text()})
        .set("expected_on", day(expected))
        .set("status", rng_.uniform() < 0.5 ? "ongoing" : "done")
        .set("returnees_expected_women", number(100 + upto(300)))
        .set("returnees_expected_men", number(100 + upto(300)))
        .set("returned_women", number(upto(90)))
        .codes("utilities", {"water"})
        .set("organisation", site_.organisation);
    begin("eore_session", "EC")
        .set("held_on", day(expected + 5))
        .set("organisation", site_.organisation)
        .set("place", camp)
        .set("category", "direct")
        .set("activity", "direct_re")
        .set("method", "interactive_group")
        .set("location_type", "camp")
        .set("sessions", number(1))
        .set("reached_women", number(8 + upto(20)))
        .set("reached_girls", number(4 + upto(10)))
        .set("first_time", number(5))
        .set("origin", camp)
        .set("destination", site_.place)
        .set("return_area", area)
        .set("residence_status", "refugee")
        .set("displaced_site", Value{true})
        .set("remote", Value{false});
  }

  void access_note() {
    const std::int32_t on = a_day(90);
    begin("access_note", "AN")
        .set("place", site_.place)
        .set("reason", rng_.uniform() < 0.5 ? "conflict" : "road")
        .set("noted_on", day(on))
        .set("until_on", day(on + 90))
        .set("people_women", number(100 + upto(200)))
        .set("people_girls", number(100 + upto(200)))
        .set("volunteers", Value{rng_.uniform() < 0.5})
        .set("organisation", site_.organisation);
  }

  void community_assessment() {
    begin("community_assessment", "CA")
        .set("assessed_on", day(a_day(0)))
        .set("place", site_.place)
        .set("organisation", site_.organisation)
        .set("population_women", number(200 + upto(300)))
        .set("population_men", number(200 + upto(300)))
        .set("displaced_present", number(upto(50)))
        .set("returns_expected", number(upto(80)))
        .set("contamination_perceived", "yes")
        .set("marking", "none")
        .set("accidents_six_months", number(upto(2)))
        .codes("blocked", {"agriculture", "roads"})
        .set("eore_six_months", rng_.uniform() < 0.5 ? "yes" : "no")
        .set("clearance_six_months", "no")
        .set("informants_women", number(3 + upto(4)))
        .set("informants_men", number(3 + upto(4)));
  }

  void engagement() {
    const std::int32_t on = a_day(60);
    const bool changed = rng_.uniform() < 0.3 || site_.all;
    Draft& draft = begin("ce_activity", "CE")
                       .set("held_on", day(on))
                       .set("phase", site_.task.is_nil()    ? "survey"
                                     : rng_.uniform() < 0.6 ? "task"
                                                            : "handover")
                       .set("kind", rng_.uniform() < 0.5 ? "meeting" : "mapping")
                       .set("place", site_.place)
                       .set("organisation", site_.organisation)
                       .set("hazard", site_.hazard)
                       .set("participants_women", number(6 + upto(10)))
                       .set("participants_men", number(6 + upto(10)))
                       .set("participants_girls", number(upto(4)))
                       .set("with_disability", number(upto(3)))
                       .set("young", number(upto(6)))
                       .set("questions", "when can the path be used (made up)")
                       .set("decision_changed", Value{changed})
                       .set("reported_back_on", day(on + 20))
                       .set("remote", Value{rng_.uniform() < 0.1});
    if (!site_.task.is_nil()) draft.set("task", site_.task);
    if (changed) draft.set("decision", "the path to the well goes first (made up)");
  }

  void feedback() {
    const std::int32_t on = a_day(60);
    const auto waited = static_cast<std::int32_t>(1 + upto(20));
    begin("feedback", "FB")
        .set("channel", rng_.uniform() < 0.5 ? "phone" : "in_person")
        .set("category", rng_.uniform() < 0.5 ? "question" : "complaint_service")
        .set("sensitive", Value{false})
        .set("language", picked(rng_, kLanguages))
        .set("received_on", day(on))
        .set("answered_on", day(on + waited))
        .set("closed_on", day(on + waited + 2))
        .set("outcome", "answered")
        .set("place", site_.place)
        .set("organisation", site_.organisation);
  }

  void ticket() {
    const std::int32_t on = a_day(10);
    const Instant opened = *Instant::parse(Date::from_days(on).text() + "T08:00:00Z");
    const Instant answered = *Instant::parse(
        fmt::format("{}T{:02}:30:00Z", Date::from_days(on + static_cast<std::int32_t>(upto(3))).text(), 9 + upto(8)));
    begin("helpdesk_ticket", "HD")
        .set("language", picked(rng_, kLanguages))
        .set("channel", "phone")
        .set("topic", rng_.uniform() < 0.5 ? "assistance" : "report_a_find")
        .set("opened_on", day(on))
        .set("opened_at", Value{opened})
        .set("due_on", day(on + 14))
        .set("answered_at", Value{answered})
        .set("satisfaction", number(2 + upto(3)))
        .set("place", site_.place)
        .set("organisation", site_.organisation);
  }

  void interview() {
    const std::string code = key("R");
    begin("outcome_interview", "OI")
        .set("interviewed_on", day(a_day(0)))
        .set("respondent", text(code))
        .set("sex", "female")
        .set("age_band", "adult")
        .set("function", "operations")
        .set("organisation", site_.organisation)
        .set("place", site_.place)
        .set("consent", Value{true})
        .set("income", rng_.uniform() < 0.7 ? "better" : "same")
        .set("decision_power", rng_.uniform() < 0.5 ? "better" : "same")
        .set("safety", rng_.uniform() < 0.6 ? "same" : "better");
  }

  void training() {
    const double before = 35 + static_cast<double>(upto(20));
    begin("capacity_activity", "CP")
        .set("kind", "training")
        .set("topic", rng_.uniform() < 0.5 ? "threat_mitigation" : "anti_bias")
        .set("cohort", text(fmt::format("Cohort {}", 1 + upto(4))))
        .set("recipient", site_.organisation)
        .set("starts_on", day(a_day(10)))
        .set("days", Value{5.0})
        .set("place", site_.place)
        .set("participants_women", number(10 + upto(10)))
        .set("participants_men", number(upto(5)))
        .set("tested", number(10))
        .set("score_before", Value{before})
        .set("score_after", Value{before + 10 + static_cast<double>(upto(30))})
        .set("in_post_after_year", number(7 + upto(3)))
        .set("remote", Value{rng_.uniform() < 0.2});
  }

  void stand_down() {
    const std::int32_t on = a_day(30);
    const auto lost = static_cast<std::int32_t>(1 + upto(9));
    begin("stand_down", "SD")
        .set("organisation", site_.organisation)
        .set("task", site_.task)
        .set("place", site_.place)
        .set("cause", rng_.uniform() < 0.4   ? "pandemic"
                      : rng_.uniform() < 0.5 ? "weather"
                                             : "security")
        .set("from_on", day(on))
        .set("to_on", day(on + lost + 2))
        .set("days_lost", number(lost))
        .set("teams", number(1 + upto(2)))
        .set("remote_delivery", Value{false});
  }

  void plan() {
    const std::int32_t on = a_day(200);
    begin("bcc_plan", "BP")
        .set("target_behaviour", "people who find an item leave it and report it (made up)")
        .set("group", "forced")
        .set("audience", "farmers")
        .set("barriers", "the way round is long (made up)")
        .set("enablers", "elders agree (made up)")
        .codes("determinants", {"self_efficacy", "social_norms"})
        .set("message", named("message/report"))
        .set("channel", "radio")
        .set("study", "KAP Kitara")
        .set("question", "leaves an item and reports it")
        .set("place", site_.place)
        .set("organisation", site_.organisation)
        .set("starts_on", day(on))
        .set("ends_on", day(on + 180));
  }

  RecordWriter& writer_;
  stats::Rng& rng_;
  const ThemeSite& site_;
  const std::vector<MadeUpPlace>& places_;
  std::int32_t last_;
  int count_ = 0;
  std::vector<Hurt> hurt_;
};

void write_providers(RecordWriter& writer, const std::vector<MadeUpPlace>& places) {
  // A directory is verified as it is used: in the month before the country is made, whatever the seed.
  const std::int32_t verified = Instant::now().date().first_day() - 30;
  const std::vector<std::size_t> districts = districts_of(places);
  for (std::size_t n = 0; n < providers_in(places); ++n) {
    const MadeUpPlace& place = places[districts[n]];
    const geo::Box box = place.area.box();
    writer.begin("service_provider", provider(n))
        .set("local_id", text(fmt::format("SP-{:03}", n + 1)))
        .set("name", text(place.name + " health and social centre (made up)"))
        .codes("services", {"medical_care", "rehabilitation", "psychosocial_support", "inclusion"})
        .set("place", place.id)
        .set("location", geo::Geometry::point((box.west + box.east) / 2, (box.south + box.north) / 2))
        .set("hours", "08:00 to 16:00")
        .set("languages", "en, ar")
        .set("accessible", n % 3 == 0 ? "no" : "yes")
        .set("cost", "free")
        .set("referral_route", "by phone through the case worker, who goes along (made up)")
        .set("capacity", number(40))
        .set("open_to_all", "yes")
        .set("verified_on", day(verified));
  }
}

void write_messages(RecordWriter& writer) {
  struct Message {
    const char* key;
    const char* title;
    std::array<const char*, 4> text;  // as kLanguages
  };
  constexpr std::array<Message, 3> kMessages{
      {{"enter", "Do not enter", {"Do not enter.", "N'entrez pas.", "No entre.", "لا تدخل."}},
       {"touch", "Do not touch", {"Do not touch.", "Ne touchez pas.", "No toque.", "لا تلمس."}},
       {"report",
        "Report",
        {"Report what you see.", "Signalez ce que vous voyez.", "Avise lo que ve.", "أبلغ عما تراه."}}}};
  for (const Message& message : kMessages) {
    const Uuid id = named(std::string{"message/"} + message.key);
    writer.begin("public_message", id)
        .set("local_id", text(std::string{"PM-"} + message.key))
        .set("title", message.title)
        .set("audience", "everybody")
        .set("valid_from", day(16801));
    for (std::size_t i = 0; i < kLanguages.size(); ++i)
      writer.begin("message_translation", named(fmt::format("message/{}/{}", message.key, kLanguages[i])))
          .set("message", id)
          .set("language", Value{std::string{kLanguages[i]}})
          .set("text", message.text[i])
          .set("plain", "yes")
          .set("checked_by", "a teacher (made up)")
          .set("checked_on", day(16900));
  }
}

void write_staff(RecordWriter& writer, stats::Rng& rng, const std::vector<MadeUpOrganisation>& organisations,
                 bool small) {
  constexpr std::array<std::string_view, 4> kFunctions{"operations", "management", "eore", "support"};
  const std::size_t employers = small ? 1 : organisations.size() - 1;
  for (int year = small ? kLastYear : kLastYear - 2; year <= kLastYear; ++year) {
    const Value counted{Date{static_cast<std::int16_t>(year), 12, 31}};
    for (std::size_t o = 0; o < employers; ++o) {
      const auto cell = [&](std::string_view function, std::string_view grade, std::string_view nationality,
                            std::string_view sex, std::int64_t people, const char* disability = "no") {
        const bool unknown = sex == "unknown";
        writer
            .begin("staff_snapshot", named(fmt::format("staff/{}/{}/{}/{}/{}/{}/{}", year, o, function, grade,
                                                       nationality, sex, disability)))
            .set("age_group", unknown             ? "unknown"
                              : grade == "senior" ? "from_35_to_49"
                                                  : "from_25_to_34")
            .set("disability", unknown ? "unknown" : disability)
            .set("organisation", organisations[o].id)
            .set("year", number(year))
            .set("counted_on", counted)
            .set("function", Value{std::string{function}})
            .set("grade", Value{std::string{grade}})
            .set("contract", "fixed_term")
            .set("nationality", Value{std::string{nationality}})
            .set("sex", Value{std::string{sex}})
            .set("people", number(people));
      };
      for (const std::string_view function : kFunctions) {
        const auto many = function == "operations" ? 30 : 6;
        cell(function, "junior", "national", "female", 2 + static_cast<std::int64_t>(rng.raw() % (many / 2)));
        cell(function, "junior", "national", "male", many + static_cast<std::int64_t>(rng.raw() % many));
        if (small) break;
        cell(function, "senior", "national", "female", static_cast<std::int64_t>(rng.raw() % 4));
        cell(function, "senior", "national", "male", 1 + static_cast<std::int64_t>(rng.raw() % 4));
        cell(function, "senior", "international", "male", static_cast<std::int64_t>(rng.raw() % 3));
      }
      cell("support", "junior", "national", o % 2 == 0 ? "female" : "male", 1, "yes");
      cell("operations", "junior", "unknown", "unknown", 1 + static_cast<std::int64_t>(rng.raw() % 3));
    }
  }
  constexpr std::array<std::string_view, 4> kPolicies{"psea", "code_of_conduct", "anti_discrimination",
                                                      "accessibility"};
  for (std::size_t o = 0; o < employers; ++o) {
    for (std::size_t p = 0; p < (small ? 1 : 2 + rng.raw() % 3); ++p)
      writer.begin("policy_register", named(fmt::format("policy/{}/{}", o, p)))
          .set("local_id", text(fmt::format("PO-{}-{}", o + 1, p + 1)))
          .set("organisation", organisations[o].id)
          .set("topic", Value{std::string{kPolicies[p]}})
          .set("adopted_on", Value{Date{2018, 3, 1}})
          .set("reviewed_on", Value{Date{2024, 3, 1}})
          .set("review_due_on", Value{Date{2030, 3, 1}});
    writer.begin("complaint_count", named(fmt::format("complaints/{}", o)))
        .set("local_id", text(fmt::format("CC-{}", o + 1)))
        .set("organisation", organisations[o].id)
        .set("starts_on", Value{Date{2025, 1, 1}})
        .set("ends_on", Value{Date{2025, 12, 31}})
        .set("topic", o % 2 == 0 ? "pay" : "discrimination")
        .set("received", number(3 + static_cast<std::int64_t>(rng.raw() % 9)))
        .set("resolved", number(2));
    writer.begin("engagement_budget", named(fmt::format("budget/{}", o)))
        .set("local_id", text(fmt::format("EB-{}", o + 1)))
        .set("organisation", organisations[o].id)
        .set("starts_on", Value{Date{2025, 1, 1}})
        .set("ends_on", Value{Date{2025, 12, 31}})
        .set("currency", "USD")
        .set("for_engagement", number(2'000'000 + static_cast<std::int64_t>(rng.raw() % 3'000'000)))
        .set("whole", number(100'000'000));
  }
  writer.begin("term_register", named("term/1"))
      .set("term", "beneficiary")
      .set("language", "en")
      .set("preferred", "person we work with")
      .set("reason", "people are not receivers alone (made up)")
      .set("since_on", Value{Date{2021, 5, 1}});
}

/// One study before and after, of as many different people as there is room for.
void write_surveys(RecordWriter& writer, stats::Rng& rng, const std::vector<MadeUpPlace>& places,
                   const std::vector<MadeUpOrganisation>& organisations, std::uint64_t records) {
  constexpr std::int64_t kClusters = 40;
  const std::uint64_t people = std::clamp<std::uint64_t>(records / 100, 3, 400);
  for (const bool after : {false, true}) {
    const Uuid survey = named(after ? "kap/endline" : "kap/baseline");
    writer.begin("kap_survey", survey)
        .set("local_id", after ? "KAP-2" : "KAP-1")
        .set("study", "KAP Kitara")
        .set("round", after ? "endline" : "baseline")
        .set("questionnaire", "1")
        .set("key_fixed_on", Value{Date{2021, 1, 10}})
        .set("held_on", Value{Date{static_cast<std::int16_t>(after ? 2024 : 2021), 3, 1}})
        .set("ended_on", Value{Date{static_cast<std::int16_t>(after ? 2024 : 2021), 3, 20}})
        .set("place", places[1].id)
        .set("organisation", organisations[1].id)
        .set("design", "cluster")
        .set("clusters", number(kClusters))
        .set("cluster_size", number(std::max<std::int64_t>(1, static_cast<std::int64_t>(people) / kClusters)))
        .set("population", number(58'000))
        .set("least_age", number(15))
        .set("response_rate", Value{after ? 0.91 : 0.94})
        .set("with_disability", number(static_cast<std::int64_t>(people / 12)))
        .set("design_effect", Value{1.8})
        .set("respondents_women", number(static_cast<std::int64_t>(people / 2)))
        .set("respondents_men", number(static_cast<std::int64_t>(people - people / 2)));
    for (std::uint64_t n = 0; n < people; ++n) {
      for (const bool behaviour : {true, false}) {
        writer.begin("kap_answer", named(fmt::format("kap/{}/{}/{}", after, n, behaviour)))
            .set("survey", survey)
            .set("respondent", text(fmt::format("{}-{:04}", after ? "E" : "B", n + 1)))
            .set("cluster", text(std::to_string(n % kClusters + 1)))
            .set("sex", n < people / 2 ? "female" : "male")
            .set("age_band", "adult")
            .set("question", behaviour ? "leaves an item and reports it" : "knows the signs")
            .set("kind", behaviour ? "behaviour" : "knowledge")
            .set("safe", Value{rng.uniform() < (after ? 0.58 : 0.42)});
      }
    }
  }
}

}  // namespace

void write_people_themes(RecordWriter& writer, stats::Rng& rng, const ThemeSite& site,
                         const std::vector<MadeUpPlace>& places) {
  People{writer, rng, site, places}.write();
}

void write_people_of_country(RecordWriter& writer, stats::Rng& rng, const std::vector<MadeUpPlace>& places,
                             const std::vector<MadeUpOrganisation>& organisations, std::uint64_t records) {
  const bool small = records < 2000;
  write_providers(writer, places);
  write_messages(writer);
  write_staff(writer, rng, organisations, small);
  write_surveys(writer, rng, places, organisations, records);
  writer.flush();
}

}  // namespace tilth::generate
