// SPDX-License-Identifier: Apache-2.0
// Ten years of one made-up site.
#include "generate/made_up_history.h"

#include "generate/made_up_land.h"
#include "geo/area.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace tilth::generate {
namespace {

using store::Value;

constexpr std::array<const char*, 8> kOperators{"Kitara Mine Action Agency",  "Open Fields (made up)",
                                                "Ground Truth (made up)",     "Bende Survey Team (made up)",
                                                "Coruma Clearance (made up)", "Ashari Community Network (made up)",
                                                "Long Walk Home (made up)",   "Blue River Deminers (made up)"};

template <std::size_t N>
std::string_view pick(stats::Rng& rng, const std::array<std::string_view, N>& list) {
  return list[rng.raw() % N];
}

constexpr std::array<std::string_view, 8> kContamination{"ap_mine",   "ap_mine",   "ap_mine", "cluster_munition",
                                                         "other_uxo", "other_uxo", "ied",     "av_mine"};
constexpr std::array<std::string_view, 6> kDevices{"ap_blast", "ap_fragmentation", "submunition",
                                                   "mortar",   "hand_grenade",     "ied_victim_operated"};
constexpr std::array<std::string_view, 5> kLandUse{"agriculture", "grazing", "housing", "road", "water"};
constexpr std::array<std::string_view, 6> kActivityAtTime{
    "farming", "herding", "collecting_water_wood_food", "playing", "travelling_on_foot", "scrap_collection"};

constexpr std::int32_t kFirstDay = 16801;  // 2016-01-01
constexpr std::int32_t kLastDay = 20453;   // 2025-12-31

/// The ids and days of one site, handed out in the order they are asked for.
class Site {
 public:
  Site(RecordWriter& writer, std::uint64_t number, const Options& options, const std::vector<MadeUpPlace>& places,
       const std::vector<MadeUpOrganisation>& organisations)
      : writer_(writer),
        number_(number),
        options_(options),
        organisations_(organisations),
        rng_(options.seed * 0x9e3779b97f4a7c15ULL + number),
        place_(community(places)),
        id_base_(1'451'606'400'000LL + static_cast<std::int64_t>(number)) {}

  int write() {
    const double lon = place_.lon + (rng_.uniform() - 0.5) * 0.04;
    const double lat = place_.lat + (rng_.uniform() - 0.5) * 0.12;
    land_ = made_up_land(rng_, lon, lat, 80);
    confirmed_ = rng_.uniform() < 0.6;
    contamination_ = pick(rng_, kContamination);
    found_ = kFirstDay + static_cast<std::int32_t>(rng_.raw() % (kLastDay - kFirstDay - 30));
    operator_ = organisations_[1 + rng_.raw() % (organisations_.size() - 1)].id;
    hazard_ = id();
    plan();
    dirt();
    write_hazard();
    write_evidence();
    write_work();
    write_people();
    writer_.finish();
    return planted_ ? 1 : 0;
  }

 private:
  struct Step {
    std::string_view product, work;
    std::size_t from = 0, to = 0;
    std::int32_t day = 0;
    std::int64_t devices = 0;
  };

  const MadeUpPlace& community(const std::vector<MadeUpPlace>& places) {
    // A third of the communities are contaminated, some much more than others.
    std::size_t number =
        places.size() - 1 - static_cast<std::size_t>(std::floor(std::pow(rng_.uniform(), 2) * 144)) * 3;
    while (places[number].level != 3) ++number;
    return places[number];
  }
  Uuid id() {
    const std::uint64_t a = rng_.raw();
    const std::uint64_t b = rng_.raw();
    return Uuid::from_parts(id_base_, a, b);
  }
  static Value date(std::int32_t day) { return Value{Date::from_days(day)}; }
  std::int32_t later(std::int32_t day, int least, int spread) {
    return day + least + static_cast<std::int32_t>(rng_.raw() % static_cast<std::uint64_t>(spread));
  }
  static Value whole(std::int64_t number) { return Value{number}; }
  static Value area(const geo::Geometry& shape) { return Value{std::round(geo::area_m2(shape))}; }

  /// What survey and clearance release, sector by sector; what nobody came to remains.
  void plan() {
    const std::size_t vertices = land_.x.size();
    std::size_t at = 0;
    std::int32_t day = found_;
    const auto step = [&](std::string_view product, std::string_view work, double share) {
      const auto width = std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(vertices)));
      const std::size_t to = std::min(vertices, at + width);
      day = later(day, 30, 400);
      if (to <= at || day > kLastDay) return;
      Step one{product, work, at, to, day, 0};
      if (product == "cleared") one.devices = rng_.uniform() < 0.3 ? 0 : rng_.poisson(4);
      steps_.push_back(one);
      at = to;
    };
    const double fate = rng_.uniform();
    if (!confirmed_ && fate < 0.25)
      step("cancelled", "non_technical_survey", 1);
    else if (fate < 0.35)
      step("cancelled", "non_technical_survey", 0.4);
    if (rng_.uniform() < 0.35) step("reduced", "technical_survey", 0.3);
    while (at < vertices && rng_.uniform() < 0.55) step("cleared", "clearance", 0.2 + 0.6 * rng_.uniform());
    released_whole_ = at >= vertices && !steps_.empty();
  }

  /// One planted fault, of a kind that the site's records can carry.
  void dirt() {
    if (rng_.uniform() >= options_.dirt) return;
    static constexpr std::array<std::string_view, 7> kFaults{"crossing", "repeated",  "swapped", "dates",
                                                             "evidence", "benchmark", "area"};
    fault_ = pick(rng_, kFaults);
    static const std::map<std::string_view, std::pair<std::string_view, std::string_view>> kRules{
        {"crossing", {"hazard.invalid_outline", "the outline crosses itself"}},
        {"repeated", {"hazard.repeated_vertex", "a vertex stands twice"}},
        {"swapped", {"hazard.swapped_coordinates", "longitude and latitude are exchanged"}},
        {"dates", {"hazard.closed_before_identified", "closed before it was identified"}},
        {"evidence", {"", "no evidence was recorded"}},
        {"benchmark", {"hazard.benchmark_inside", "the benchmark lies inside the outline"}},
        {"area", {"hazard.area_mismatch", "the reported area is three times the measured one"}}};
    const auto& [rule, what] = kRules.at(fault_);
    const std::string_view named = fault_ != "evidence" ? rule
                                   : confirmed_         ? "hazard.confirmed_without_direct_evidence"
                                                        : "hazard.suspected_without_evidence";
    planted_ = true;
    if (options_.planted) options_.planted({std::string{named}, hazard_, std::string{what}});
  }

  void write_hazard() {
    geo::Geometry outline = land_.outline();
    if (fault_ == "crossing")
      std::swap(outline.x[1], outline.x[outline.x.size() / 2]),
          std::swap(outline.y[1], outline.y[outline.y.size() / 2]);
    if (fault_ == "repeated") {
      outline.x.insert(outline.x.begin() + 2, outline.x[1]);
      outline.y.insert(outline.y.begin() + 2, outline.y[1]);
      ++outline.path_ends.front();
    }
    if (fault_ == "swapped") std::swap(outline.x, outline.y);
    const bool closed = released_whole_ || fault_ == "dates";
    writer_.begin("hazard", hazard_)
        .set("local_id", Value{fmt::format("HA-{:07}", number_ + 1)})
        .set("class", confirmed_ ? "cha" : "sha")
        .set("status", closed           ? "closed"
                       : steps_.empty() ? "open"
                                        : "worked_on")
        .set("place", place_.id)
        .set("organisation", operator_)
        .codes("contamination", {contamination_})
        .set("basis", "geometric")
        .set("area_reported", Value{std::round(geo::area_m2(land_.outline())) * (fault_ == "area" ? 3 : 1)})
        .set("identified_on", date(found_))
        .set("intended_land_use", Value{std::string{pick(rng_, kLandUse)}})
        .set("marked", Value{rng_.uniform() < 0.4})
        .set("priority", rng_.uniform() < 0.3   ? "high"
                         : rng_.uniform() < 0.5 ? "medium"
                                                : "low")
        .set("expected_women", whole(rng_.poisson(9)))
        .set("expected_men", whole(rng_.poisson(8)))
        .set("expected_girls", whole(rng_.poisson(7)))
        .set("expected_boys", whole(rng_.poisson(7)))
        .set("perimeter", outline)
        .set("benchmark", fault_ == "benchmark" ? geo::Geometry::point(land_.lon, land_.lat) : land_.beyond(0));
    if (closed) {
      writer_.set("closed_on", date(fault_ == "dates" ? found_ - 40 : steps_.back().day))
          .set("closure_reason", "released_mixed");
    }
  }

  void write_evidence() {
    if (fault_ == "evidence") return;
    const int lines = 1 + rng_.poisson(0.4);
    for (int i = 0; i < lines; ++i) {
      const bool direct = confirmed_ && i == 0;
      writer_.begin("evidence", id())
          .set("hazard", hazard_)
          .set("kind", direct ? "direct" : "indirect")
          .set("kind_of", direct                 ? (rng_.uniform() < 0.5 ? "eo_present" : "detonation")
                          : rng_.uniform() < 0.5 ? "former_combat_zone"
                                                 : "unused_land")
          .set("means", rng_.uniform() < 0.6 ? "visual" : "verbal")
          .set("seen_on", date(found_))
          .set("location", geo::Geometry::point(land_.x[0], land_.y[0]));
    }
  }

  void write_work() {
    if (steps_.empty()) return;
    const Uuid task = id();
    const std::int32_t begun = std::max(found_, steps_.front().day - 25);
    writer_.begin("task", task)
        .set("number", Value{fmt::format("T-{:07}", number_ + 1)})
        .set("organisation", operator_)
        .codes("hazards", {hazard_.text()})
        .codes("activities", {steps_.back().work})
        .set("issued_on", date(begun))
        .set("start", date(begun))
        .set("status", released_whole_ ? "completed" : "ongoing");
    if (released_whole_) writer_.set("end", date(steps_.back().day));
    int count = 0;
    for (const Step& step : steps_) {
      const geo::Geometry shape = land_.sector(step.from, step.to);
      const double size = geo::area_m2(shape);
      const Uuid activity = id(), product = id();
      writer_.begin("activity", activity)
          .set("local_id", Value{fmt::format("A-{:07}-{}", number_ + 1, ++count)})
          .set("class", Value{std::string{step.work}})
          .set("organisation", operator_)
          .set("task", task)
          .set("hazard", hazard_)
          .set("place", place_.id)
          .set("start", date(std::max(begun, step.day - 20)))
          .set("end", date(step.day))
          .set("status", "completed")
          .set("personnel_men", whole(6 + rng_.poisson(4)))
          .set("personnel_women", whole(rng_.poisson(4)))
          .set("deminer_days", Value{std::ceil(size / (step.product == "cleared" ? 45 : 400)) + 1})
          .set("cost", whole(static_cast<std::int64_t>(size * (step.product == "cleared" ? 180 : 20)) + 20'000))
          .set("cost_currency", "USD");
      writer_.begin("land_release_product", product)
          .set("local_id", Value{fmt::format("LR-{:07}-{}", number_ + 1, count)})
          .set("hazard", hazard_)
          .set("activity", activity)
          .set("organisation", operator_)
          .set("place", place_.id)
          .set("product", Value{std::string{step.product}})
          .set("status", rng_.uniform() < 0.97 || released_whole_ ? "approved" : "submitted")
          .codes("contamination", {contamination_})
          .set("perimeter", shape)
          .set("area_reported", area(shape))
          .set("released_on", date(step.day))
          .set("eo_found", whole(step.devices));
      if (step.product == "cleared") writer_.set("depth", Value{contamination_ == "cluster_munition" ? 0.25 : 0.2});
      if (step.devices > 0) {
        writer_.begin("device_line", id())
            .set("activity", activity)
            .set("product", product)
            .set("category", Value{std::string{pick(rng_, kDevices)}})
            .set("quantity", whole(step.devices))
            .set("depth", Value{0.05})
            .set("disposal", "detonated_in_situ")
            .set("found_on", date(step.day))
            .set("disposed_on", date(step.day))
            .set("location", geo::Geometry::point(land_.x[step.from], land_.y[step.from]));
      }
      if (rng_.uniform() < 0.4) {
        const double outcome = rng_.uniform();
        const Uuid visit = id();
        writer_.begin("qm_visit", visit)
            .set("local_id", Value{fmt::format("QM-{:07}-{}", number_ + 1, count)})
            .set("activity", activity)
            .set("visited_on", date(step.day))
            .set("kind", "qa_monitoring")
            .set("inspector", organisations_.front().id)
            .set("inspected", operator_)
            .set("result", outcome < 0.85   ? "conforms"
                           : outcome < 0.96 ? "minor"
                                            : "major")
            .set("external", Value{true})
            .set("lots_inspected", whole(10))
            .set("lots_rejected", whole(outcome < 0.96 ? 0 : 1));
        if (outcome >= 0.85) {
          writer_.begin("nonconformity", id())
              .set("visit", visit)
              .set("kind", "documentation")
              .set("severity", outcome < 0.96 ? "minor" : "major")
              .set("status", "closed")
              .set("measure", "records completed")
              .set("due_on", date(step.day + 30))
              .set("corrected_on", date(step.day + 20));
        }
      }
    }
    if (!released_whole_) return;
    const Uuid completion = id(), handover = id();
    const std::int32_t done = steps_.back().day;
    writer_.begin("completion_report", completion)
        .set("local_id", Value{fmt::format("C-{:07}", number_ + 1)})
        .set("task", task)
        .set("hazard", hazard_)
        .set("completed_on", date(done))
        .set("status", "approved")
        .set("area", area(land_.outline()))
        .set("handover_state", "handed_over");
    writer_.begin("handover", handover)
        .set("local_id", Value{fmt::format("H-{:07}", number_ + 1)})
        .set("completion", completion)
        .set("handed_over_on", date(later(done, 5, 50)))
        .set("present_women", whole(rng_.poisson(6)))
        .set("present_men", whole(rng_.poisson(8)))
        .set("residual_statement",
             "Released after all reasonable effort; ordnance deeper than the stated depth may remain.")
        .set("report_finds_to", "the nearest mine action office")
        .set("signed", Value{true});
    if (rng_.uniform() < 0.5) {
      writer_.begin("post_release_visit", id())
          .set("handover", handover)
          .set("visited_on", date(later(done, 180, 60)))
          .set("use_now", "agriculture")
          .set("in_intended_use", Value{rng_.uniform() < 0.8})
          .set("area", area(land_.outline()));
    }
  }

  void write_people() {
    if (rng_.uniform() < 0.06) write_accident();
    const int sessions = rng_.poisson(0.8);
    for (int i = 0; i < sessions; ++i) {
      const std::int64_t women = rng_.poisson(8), men = rng_.poisson(6), girls = rng_.poisson(7),
                         boys = rng_.poisson(7);
      writer_.begin("eore_session", id())
          .set("local_id", Value{fmt::format("RE-{:07}-{}", number_ + 1, i + 1)})
          .set("held_on", date(std::min(kLastDay, later(found_, 0, 700))))
          .set("organisation", operator_)
          .set("place", place_.id)
          .set("category", "direct")
          .set("activity", "direct_re")
          .set("method", rng_.uniform() < 0.6 ? "interactive_group" : "house_to_house")
          .set("sessions", whole(1))
          .set("reached_women", whole(women))
          .set("reached_men", whole(men))
          .set("reached_girls", whole(girls))
          .set("reached_boys", whole(boys))
          .set("first_time", whole((women + men + girls + boys) / 2));
    }
    if (rng_.uniform() < 0.15) {
      const std::int64_t items = rng_.poisson(1.4);
      const Uuid spot = id();
      const std::int32_t day = std::min(kLastDay - 3, later(found_, 0, 900));
      const auto moment = [](std::int32_t on, int hour) {
        return Value{Instant{static_cast<std::int64_t>(on) * 86'400'000 + std::int64_t{hour} * 3'600'000, 0}};
      };
      writer_.begin("spot_task", spot)
          .set("local_id", Value{fmt::format("SP-{:07}", number_ + 1)})
          .set("reported_on", date(day))
          .set("reported_at", moment(day, 9))
          .set("responded_at", moment(day + static_cast<std::int32_t>(rng_.raw() % 5), 15))
          .set("place", place_.id)
          .set("organisation", operator_)
          .set("status", "done")
          .set("action", items > 0 ? "destroyed" : "nothing_found")
          .set("items_destroyed", whole(items))
          .set("location", land_.beyond(3));
      if (items > 0) {
        writer_.begin("device_line", id())
            .set("spot_task", spot)
            .set("category", Value{std::string{pick(rng_, kDevices)}})
            .set("quantity", whole(items))
            .set("disposal", "detonated_in_situ")
            .set("found_on", date(day))
            .set("disposed_on", date(day + 5));
      }
    }
  }

  void write_accident() {
    const Uuid accident = id();
    const std::int32_t day = std::max(kFirstDay, found_ - 20 - static_cast<std::int32_t>(rng_.raw() % 200));
    const int people = 1 + rng_.poisson(0.5);
    std::vector<bool> killed;
    for (int i = 0; i < people; ++i) killed.push_back(rng_.uniform() < 0.3);
    std::int64_t dead = 0;
    for (const bool one : killed) dead += one ? 1 : 0;
    writer_.begin("accident", accident)
        .set("local_id", Value{fmt::format("AC-{:07}", number_ + 1)})
        .set("class", contamination_ == "ied"         ? "ied"
                      : contamination_ == "other_uxo" ? "uxo_axo"
                                                      : "mine")
        .set("happened_on", date(day))
        .set("place", place_.id)
        .set("hazard", hazard_)
        .set("location", geo::Geometry::point(land_.lon, land_.lat))
        .set("killed", whole(dead))
        .set("injured", whole(people - dead));
    for (int i = 0; i < people; ++i) {
      const double age = rng_.uniform();
      writer_.begin("casualty", id())
          .set("code", Value{fmt::format("V-{:07}-{}", number_ + 1, i + 1)})
          .set("accident", accident)
          .set("happened_on", date(day))
          .set("place", place_.id)
          .set("sex", rng_.uniform() < 0.2 ? "female" : "male")
          .set("age_band", age < 0.35   ? "child"
                           : age < 0.95 ? "adult"
                                        : "unknown")
          .set("outcome", killed[static_cast<std::size_t>(i)] ? "killed" : "injured")
          .set("civil_status", rng_.uniform() < 0.85  ? "civilian"
                               : rng_.uniform() < 0.6 ? "security_force"
                                                      : "unknown")
          .set("activity_at_time", Value{std::string{pick(rng_, kActivityAtTime)}})
          .set("device_category", Value{std::string{pick(rng_, kDevices)}})
          .set("eore_before", rng_.uniform() < 0.2   ? "yes_"
                              : rng_.uniform() < 0.6 ? "no_"
                                                     : "unknown");
    }
  }

  RecordWriter& writer_;
  std::uint64_t number_;
  const Options& options_;
  const std::vector<MadeUpOrganisation>& organisations_;
  stats::Rng rng_;
  const MadeUpPlace& place_;
  std::int64_t id_base_;
  MadeUpLand land_;
  bool confirmed_ = false, released_whole_ = false, planted_ = false;
  std::string_view contamination_, fault_;
  std::int32_t found_ = 0;
  Uuid operator_, hazard_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<MadeUpOrganisation> write_organisations(RecordWriter& writer, std::uint64_t seed) {
  std::vector<MadeUpOrganisation> all;
  for (std::size_t i = 0; i < kOperators.size(); ++i) {
    MadeUpOrganisation one{Uuid::named("kitara/organisation/" + std::to_string(seed) + "/" + std::to_string(i)),
                           kOperators[i],
                           i == 0  ? "authority"
                           : i < 4 ? "international_ngo"
                                   : "national_ngo"};
    writer.begin("organisation", one.id)
        .set("local_id", Value{fmt::format("ORG-{:02}", i + 1)})
        .set("name", Value{one.name})
        .set("kind", Value{one.kind});
    writer.begin("accreditation", Uuid::named("kitara/accreditation/" + std::to_string(seed) + "/" + std::to_string(i)))
        .set("local_id", Value{fmt::format("ACC-{:02}", i + 1)})
        .set("organisation", one.id)
        .codes("scope", {"non_technical_survey", "technical_survey", "clearance"})
        .set("valid_from", Value{Date{2015, 1, 1}})
        .set("valid_to", Value{Date{2030, 12, 31}})
        .set("status", "granted");
    all.push_back(std::move(one));
  }
  writer.finish();
  return all;
}

void write_places(RecordWriter& writer, const std::vector<MadeUpPlace>& places) {
  for (const MadeUpPlace& place : places) {
    writer.begin("place", place.id)
        .set("pcode", Value{place.pcode})
        .set("level", Value{std::int64_t{place.level}})
        .set("name", Value{place.name})
        .set("area", place.area)
        .set("population", Value{place.population})
        .set("population_on", Value{Date{2024, 0, 0}})
        .set("population_source", "made up");
    if (place.parent >= 0) writer.set("parent", places[static_cast<std::size_t>(place.parent)].id);
  }
  writer.finish();
}

int write_site(RecordWriter& writer, std::uint64_t number, const Options& options,
               const std::vector<MadeUpPlace>& places, const std::vector<MadeUpOrganisation>& organisations) {
  return Site{writer, number, options, places, organisations}.write();
}

}  // namespace tilth::generate
