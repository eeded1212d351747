// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_details.h"

#include "generate/made_up_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace tilth::generate {
namespace {

using store::Value;

constexpr const char* kEdition = "second edition, October 2020";

std::int32_t day_of(const Draft& draft, std::string_view field) { return draft.date(field).last_day(); }
bool has(const Draft& draft, std::string_view field) { return !draft.at(field).is_null(); }
std::int64_t number_of(const Draft& draft, std::string_view field) {
  const auto* number = std::get_if<std::int64_t>(&draft.at(field).base());
  return number == nullptr ? 0 : *number;
}

/// What the ordnance of a contamination is called where people plan work on it.
const char* threat_of(std::string_view contamination) {
  if (contamination == "ap_mine") return "Anti-personnel mines, laid in rows and moved by rain (made up).";
  if (contamination == "av_mine") return "Anti-vehicle mines beside the track; few anti-personnel mines (made up).";
  if (contamination == "cluster_munition") return "Submunitions of one strike, scattered to 0.2 m (made up).";
  if (contamination == "ied") return "Improvised devices that a person sets off by stepping on them (made up).";
  return "Unexploded mortar bombs and grenades of one battle (made up).";
}

class Details {
 public:
  Details(RecordWriter& writer, std::uint64_t seed, const ThemeSite& site, std::string_view contamination)
      : writer_(writer),
        rng_(seed * 0x94d049bb133111ebULL + site.number * 2 + 1),
        site_(site),
        contamination_(contamination) {}

  void write() {
    for (Draft& draft : writer_.drafts()) {
      if (draft.type().name == "device_line" && !has(draft, "spot_task")) devices_ += number_of(draft, "quantity");
      if (draft.type().name == "task") task_ = draft.id();
    }
    for (Draft& draft : writer_.drafts()) fill(draft);
    for (const Counted& one : counted_) count(one);
    event();
  }

 private:
  /// People whom one piece of work reached.
  struct Counted {
    const char *pillar, *kind, *timing, *method, *of;  ///< `of`: the field that names the work; empty for none
    Uuid work;
    std::int32_t on = 0;
    std::array<std::int64_t, 4> people{};  ///< women, men, girls, boys
  };

  bool some(double share) { return rng_.uniform() < share || site_.all; }
  std::int64_t upto(std::uint64_t most) { return static_cast<std::int64_t>(rng_.raw() % (most + 1)); }
  template <std::size_t N>
  const char* pick(const std::array<const char*, N>& list) {
    return list[rng_.raw() % N];
  }

  void fill(Draft& draft) {
    using Fill = void (Details::*)(Draft&);
    constexpr std::array<std::pair<std::string_view, Fill>, 18> kFill{{{"hazard", &Details::hazard},
                                                                       {"evidence", &Details::evidence},
                                                                       {"task", &Details::task},
                                                                       {"activity", &Details::activity},
                                                                       {"land_release_product", &Details::product},
                                                                       {"device_line", &Details::device},
                                                                       {"completion_report", &Details::completion},
                                                                       {"env_closeout", &Details::closeout},
                                                                       {"handover", &Details::handover},
                                                                       {"qm_visit", &Details::visit},
                                                                       {"nonconformity", &Details::nonconformity},
                                                                       {"accident", &Details::accident},
                                                                       {"casualty", &Details::casualty},
                                                                       {"spot_task", &Details::spot_task},
                                                                       {"eore_session", &Details::session},
                                                                       {"referral", &Details::referral},
                                                                       {"capacity_activity", &Details::training},
                                                                       {"site_unit", &Details::building}}};
    for (const auto& [type, fill] : kFill)
      if (draft.type().name == type) return (this->*fill)(draft);
  }

  void hazard(Draft& draft) {
    constexpr std::array<const char*, 4> kTerrain{"flat", "hilly", "hilly", "mountain"};
    constexpr std::array<const char*, 3> kSlope{"flat", "gentle", "steep"};
    constexpr std::array<const char*, 4> kVegetation{"none", "light", "medium", "dense"};
    constexpr std::array<const char*, 3> kMetal{"low", "low", "medium"};
    constexpr std::array<const char*, 4> kNames{"Old track", "Well field", "Upper terrace", "Bridge bank"};
    draft.set("name", Value{std::string{pick(kNames)} + " of " + draft.text("local_id") + " (made up)"})
        .set("terrain", pick(kTerrain))
        .set("slope", pick(kSlope))
        .set("vegetation", pick(kVegetation))
        .set("soil_metal", pick(kMetal))
        .set("land_use_now", "none")
        .set("fenced", Value{some(0.1)})
        .set("land_dispute", site_.number % 50 == 49 ? "yes" : "no")
        .set("returnees_expected", Value{some(0.15)});
    if (const std::string use = draft.text("intended_land_use"); !use.empty()) draft.codes("blocked_land_use", {use});
    const bool marked = has(draft, "marked") && std::get<bool>(draft.at("marked").base());
    if (!marked || !some(0.15)) return;
    counted_.push_back({"marking",
                        "direct",
                        "confirmed",
                        "counted",
                        "hazard",
                        draft.id(),
                        day_of(draft, "identified_on"),
                        {10 + upto(20), 10 + upto(20), 8 + upto(15), 8 + upto(15)}});
    counted_.push_back({"land_release",
                        "direct",
                        "planned",
                        "counted",
                        "hazard",
                        draft.id(),
                        day_of(draft, "identified_on"),
                        {number_of(draft, "expected_women"), number_of(draft, "expected_men"),
                         number_of(draft, "expected_girls"), number_of(draft, "expected_boys")}});
  }

  void evidence(Draft& draft) {
    constexpr std::array<const char*, 4> kSource{"a", "b", "b", "c"};
    draft.set("source_reliability", pick(kSource)).set("information_reliability", number(1 + upto(3)));
  }

  void task(Draft& draft) {
    const std::int32_t issued = day_of(draft, "issued_on");
    const std::int32_t end = has(draft, "end") ? day_of(draft, "end") : issued;
    const std::int32_t planned = issued + 60 + static_cast<std::int32_t>(upto(120));
    draft.set("due_on", day(some(0.8) ? std::max(end + 10, planned) : planned))
        .set("priority", Value{hazard_priority()})
        .set("depth", Value{contamination_ == "cluster_munition" ? 0.25 : 0.2})
        .set("fade_out", Value{10.0})
        .codes("method", {"manual", "animal"})
        .set("threat_summary", threat_of(contamination_))
        .set("method_plan", "Lanes from the benchmark, then full clearance from the edge that was found (made up).")
        .set("quality_plan", "Daily internal checks; one external visit a month; a sample before handover (made up).");
    if (contamination_ == "ap_mine")
      draft.codes("target", {"ap_blast", "ap_fragmentation"});
    else if (contamination_ == "av_mine")
      draft.codes("target", {"av"});
    else if (contamination_ == "cluster_munition")
      draft.codes("target", {"submunition"});
    else if (contamination_ == "ied")
      draft.codes("target", {"ied_victim_operated"});
    else
      draft.codes("target", {"mortar", "hand_grenade"});
  }
  std::string hazard_priority() {
    for (const Draft& draft : writer_.drafts())
      if (draft.id() == site_.hazard) return draft.text("priority");
    return "low";
  }

  void activity(Draft& draft) {
    const std::string work = draft.text("class");
    if (work == "clearance") {
      draft.codes("method", {"manual"}).codes("assets", {"deminers", "detector"}).set("depth", Value{0.2});
    } else if (work == "technical_survey") {
      draft.codes("method", {"animal"}).codes("assets", {"dogs", "survey_team"});
    } else {
      draft.codes("method", {"interview"}).codes("assets", {"survey_team"});
    }
    draft.set("team", Value{"Team " + std::to_string(1 + upto(8))});
    if (const auto* days = std::get_if<double>(&draft.at("deminer_days").base())) draft.set("hours", Value{*days * 6});
  }

  void product(Draft& draft) {
    const std::string kind = draft.text("product");
    const std::int32_t released = day_of(draft, "released_on");
    const std::int32_t submitted = released + 2 + static_cast<std::int32_t>(upto(8));
    draft.set("submitted_on", day(submitted));
    if (draft.text("status") == "approved")
      draft.set("approved_on", day(submitted + 3 + static_cast<std::int32_t>(upto(20))));
    if (kind == "cleared")
      draft.codes("method", {some(0.8) ? "manual" : "mechanical"});
    else if (kind == "reduced")
      draft.codes("method", {"animal"}).codes("reduced_because", {"lanes_negative"});
    else
      draft.codes("method", {"interview"}).codes("cancelled_because", {"no_evidence_from_interviews"});
    const std::int64_t found = number_of(draft, "eo_found");
    if (kind != "cleared") return;
    const bool mines = contamination_ == "ap_mine", improvised = contamination_ == "ied";
    draft.set("ap_mines_found", number(mines ? found : 0))
        .set("ied_found", number(improvised ? found : 0))
        .set("uxo_found", number(mines || improvised || contamination_ == "av_mine" ? 0 : found));
  }

  void device(Draft& draft) {
    constexpr std::array<const char*, 4> kCondition{"intact", "fuzed", "deteriorated", "damaged"};
    draft.set("condition", pick(kCondition)).set("found_by", some(0.7) ? "deminers" : "dogs");
  }

  void completion(Draft& draft) {
    draft.set("devices", number(devices_))
        .set("quality_summary", "No critical non-conformity; the sample before handover found nothing (made up).")
        .set("recommendations", "Visit half a year after handover (made up).")
        .set("restrictions", "No digging below the cleared depth without a search (made up).");
  }

  void closeout(Draft& draft) {
    draft.set("state_before", "grass, two trees, a dry ditch (made up)")
        .set("state_after", "grass cut, the trees stand, the ditch is open (made up)")
        .set("explosive_kg", Value{static_cast<double>(devices_) * 0.2})
        .set("waste_t", Value{0.1 * static_cast<double>(1 + upto(9))});
  }

  void handover(Draft& draft) {
    const std::int32_t on = day_of(draft, "handed_over_on");
    draft.set("first_visit_due", day(on + 182))
        .set("second_visit_due", day(on + 365))
        .set("restrictions", "No digging below the cleared depth without a search (made up).");
  }

  void visit(Draft& draft) {
    if (!task_.is_nil()) draft.set("task", task_);
    draft.set("debrief_given", Value{true}).set("debrief_accepted", Value{true});
    last_visit_ = day_of(draft, "visited_on");
  }

  /// Drafted after its visit. Of the last months some are not settled yet.
  void nonconformity(Draft& draft) {
    draft.set("operations_suspended", Value{draft.text("severity") == "major"});
    if (last_visit_ > site_.last_day - 120)
      draft.set("status", "planned").set("corrected_on", Value{});
    else
      draft.set("verified_on", day(day_of(draft, "corrected_on") + 10)).set("verified_by", site_.organisation);
  }

  void accident(Draft& draft) {
    const bool at_work = draft.text("class") == "demining";
    draft.set("people_stated", number(number_of(draft, "killed") + number_of(draft, "injured")))
        .set("point_accuracy", "exact")
        .set("activation", contamination_ == "av_mine" ? "driven_over"
                           : some(0.7)                 ? "stepped_on"
                                                       : "handled")
        .codes("cause", {at_work ? "procedure" : "unmarked_area"})
        .set("marked_before", at_work || some(0.2) ? "yes" : "no")
        .set("investigated", Value{at_work || some(0.5)});
  }

  void casualty(Draft& draft) {
    constexpr std::array<const char*, 4> kFacility{"Health post (made up)", "District hospital (made up)",
                                                   "Provincial hospital (made up)", "Mobile clinic (made up)"};
    if (draft.text("device_category").empty() && contamination_ == "ap_mine") draft.set("device_category", "ap_blast");
    const std::int64_t minutes = 15 + upto(165);
    if (draft.text("outcome") != "injured") return;
    draft.set("minutes_to_facility", number(minutes))
        .set("transport_minutes", number(minutes - 10))
        .set("transport", some(0.3) ? "ambulance (made up)" : "a neighbour's car (made up)")
        .set("first_facility", pick(kFacility))
        .codes("injuries", {some(0.6) ? "lower_below_knee" : "upper_limbs"});
    if (!some(0.4)) return;
    draft.codes("losses", {"foot_toe"}).set("later_consequence", "permanent_impairment");
  }

  void spot_task(Draft& draft) {
    const auto* reported = std::get_if<Instant>(&draft.at("reported_at").base());
    constexpr std::int64_t kHour = 3'600'000;  // milliseconds
    if (reported != nullptr)
      draft.set("assigned_at", Value{Instant{reported->unix_ms + (1 + upto(3)) * kHour, reported->offset_minutes}});
    const std::int64_t women = 2 + upto(8), men = 2 + upto(8), girls = upto(8), boys = upto(8);
    draft.set("priority", some(0.3) ? "high" : "medium")
        .set("reporter_kind", "a farmer")
        .set("evacuation", Value{some(0.1)})
        .set("beneficiaries_women", number(women))
        .set("beneficiaries_men", number(men))
        .set("beneficiaries_girls", number(girls))
        .set("beneficiaries_boys", number(boys));
    if (some(0.5))
      counted_.push_back({"eod_spot",
                          "direct",
                          "confirmed",
                          "counted",
                          "spot_task",
                          draft.id(),
                          day_of(draft, "reported_on"),
                          {women, men, girls, boys}});
  }

  void session(Draft& draft) {
    const std::array<std::int64_t, 4> reached{number_of(draft, "reached_women"), number_of(draft, "reached_men"),
                                              number_of(draft, "reached_girls"), number_of(draft, "reached_boys")};
    const std::int64_t all = reached[0] + reached[1] + reached[2] + reached[3];
    draft.set("with_disability", number(all / 12)).set("messages", "do not enter, do not touch, report");
    if (!has(draft, "audience")) draft.set("audience", some(0.5) ? "community" : "farmers");
    if (!has(draft, "reason")) draft.set("reason", some(0.6) ? "routine" : "new_hazard");
    if (!has(draft, "location_type"))
      draft.set("location_type", draft.text("method") == "house_to_house" ? "household" : "community_centre");
    if (!some(0.25) || all == 0) return;
    const std::int32_t held = day_of(draft, "held_on");
    counted_.push_back({"eore", "direct", "confirmed", "counted", "session", draft.id(), held, reached});
    counted_.push_back({"eore",
                        "indirect",
                        "confirmed",
                        "household_estimate",
                        "session",
                        draft.id(),
                        held,
                        {reached[0] * 2, reached[1] * 2, reached[2], reached[3]}});
  }

  void referral(Draft& draft) {
    draft.set("follow_up_on", day(day_of(draft, "made_on") + 30));
    counted_.push_back({"victim_assistance",
                        "direct",
                        "confirmed",
                        "counted",
                        "",
                        {},
                        day_of(draft, "made_on"),
                        {upto(1), upto(1), upto(1), 1}});
  }

  void training(Draft& draft) {
    const std::int64_t women = number_of(draft, "participants_women"), men = number_of(draft, "participants_men");
    counted_.push_back(
        {"capacity", "direct", "confirmed", "counted", "", {}, day_of(draft, "starts_on"), {women, men, 0, 0}});
  }

  void building(Draft& draft) {
    draft.set("rooms", number(draft.text("kind") == "floor" ? 4 : 8));
    if (draft.text("kind") != "building") return;
    draft.codes("utilities", {"water", "electricity"}).codes("other_dangers", {"collapse"});
    for (Draft& product : writer_.drafts())
      if (product.id() == site_.product)
        product.set("floor_from", number(0))
            .set("floor_to", number(1))
            .set("rooms", number(8))
            .set("volume_m3", Value{45.0});
  }

  void count(const Counted& one) {
    const std::int64_t all = one.people[0] + one.people[1] + one.people[2] + one.people[3];
    Draft& draft = writer_.begin("beneficiary_count", site_.id())
                       .set("place", site_.place)
                       .set("pillar", one.pillar)
                       .set("kind", one.kind)
                       .set("timing", one.timing)
                       .set("method", one.method)
                       .set("people_women", number(one.people[0]))
                       .set("people_men", number(one.people[1]))
                       .set("people_girls", number(one.people[2]))
                       .set("people_boys", number(one.people[3]))
                       .set("with_disability", number(all / 15))
                       .set("counted_on", day(one.on))
                       .set("source", "team report (made up)")
                       .set("definition_edition", kEdition);
    if (*one.of != '\0') draft.set(one.of, one.work);
    if (one.method == std::string_view{"household_estimate"}) draft.set("household_size", Value{5.2});
  }

  /// What is heard of and becomes no hazard: a find, a strike, something seized.
  void event() {
    if (!some(0.05)) return;
    constexpr std::array<const char*, 4> kKinds{"uxo_find", "artillery_strike", "seizure", "uxo_find"};
    writer_.begin("event", site_.id())
        .set("kind", pick(kKinds))
        .set("happened_on", day(std::min(site_.last_day, site_.found + static_cast<std::int32_t>(upto(300)))))
        .set("place", site_.place)
        .set("location", site_.point)
        .set("point_accuracy", "somewhere_in_community")
        .set("name", "heard of in a meeting (made up)");
  }

  RecordWriter& writer_;
  stats::Rng rng_;
  const ThemeSite& site_;
  std::string_view contamination_;
  Uuid task_;
  std::int64_t devices_ = 0;
  std::int32_t last_visit_ = 0;
  std::vector<Counted> counted_;
};

}  // namespace

void write_details(RecordWriter& writer, std::uint64_t seed, const ThemeSite& site, std::string_view contamination) {
  Details{writer, seed, site, contamination}.write();
}

}  // namespace tilth::generate
