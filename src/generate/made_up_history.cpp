// SPDX-License-Identifier: Apache-2.0
// Ten years of one made-up site.
#include "generate/made_up_history.h"

#include "generate/made_up_borders.h"
#include "generate/made_up_details.h"
#include "generate/made_up_institutions.h"
#include "generate/made_up_land.h"
#include "generate/made_up_names.h"
#include "generate/made_up_people.h"
#include "generate/made_up_sketches.h"
#include "generate/made_up_themes.h"
#include "generate/planted_faults.h"
#include "geo/area.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace tilth::generate {
namespace {

using store::Value;

constexpr std::array<const char*, 9> kOperators{
    "Kitara Mine Action Agency",   "Open Fields (made up)",         "Ground Truth (made up)",
    "Bende Survey Team (made up)", "Coruma Clearance (made up)",    "Ashari Community Network (made up)",
    "Long Walk Home (made up)",    "Blue River Deminers (made up)", "New Ground (made up)"};

template <std::size_t N>
std::string_view pick(stats::Rng& rng, const std::array<std::string_view, N>& list) {
  return list[rng.raw() % N];
}

constexpr std::array<std::string_view, 8> kContamination{"ap_mine",   "ap_mine",   "ap_mine", "cluster_munition",
                                                         "other_uxo", "other_uxo", "ied",     "av_mine"};
constexpr std::array<std::string_view, 7> kDevices{"ap_blast",     "ap_fragmentation",    "submunition", "mortar",
                                                   "hand_grenade", "ied_victim_operated", "av"};

/// What lies in land of that contamination: one of two, by a draw.
std::string_view device_in(std::string_view contamination, std::uint64_t draw) {
  const bool first = draw % 2 == 0;
  if (contamination == "ap_mine") return first ? "ap_blast" : "ap_fragmentation";
  if (contamination == "av_mine") return "av";
  if (contamination == "cluster_munition") return "submunition";
  if (contamination == "ied") return "ied_victim_operated";
  return first ? "mortar" : "hand_grenade";
}
constexpr std::array<std::string_view, 5> kLandUse{"agriculture", "grazing", "housing", "road", "water"};
constexpr std::array<std::string_view, 6> kActivityAtTime{
    "farming", "herding", "collecting_water_wood_food", "playing", "travelling_on_foot", "scrap_collection"};

constexpr std::int32_t kFirstDay = 16801;  // 2016-01-01
constexpr std::int32_t kLastDay = 20453;   // 2025-12-31

/// What became of a site's land beside its release.
enum class Turn : std::uint8_t { none, extended, split, merged, confirmed, corrected };

/// The ids and days of one site, handed out in the order they are asked for.
class Site {
 public:
  Site(RecordWriter& writer, std::uint64_t number, const Options& options, MadeUpPlots& plots,
       const std::vector<MadeUpPlace>& places, const std::vector<MadeUpOrganisation>& organisations,
       const geo::LineDistance& border, MadeUpAccount& account)
      : writer_(writer),
        border_(border),
        account_(account),
        number_(number),
        places_(places),
        organisations_(organisations),
        rng_(options.seed * 0x9e3779b97f4a7c15ULL + number),
        plot_(plots.next(rng_)),
        place_(*plot_.place),
        id_base_(1'451'606'400'000LL + static_cast<std::int64_t>(number)),
        fault_(fault_of(options)),
        shows_people_(fault_ == nullptr && number == 0),
        shows_work_(fault_ == nullptr && number == 1) {}

  int write(const Options& options) {
    lay_land();
    confirmed_ = rng_.uniform() < 0.6;
    contamination_ = pick(rng_, kContamination);
    // A site that must have certain work is found early, so that there is time for it.
    found_ = kFirstDay + static_cast<std::int32_t>(
                             rng_.raw() % (fault_ != nullptr || shows_work_ ? 1500 : kLastDay - kFirstDay - 30));
    operator_ = organisations_[1 + rng_.raw() % (organisations_.size() - 2)].id;
    hazard_ = id();
    plan();
    write_hazard();
    write_evidence();
    write_turn();
    write_work();
    write_people();
    const ThemeSite site{.number = number_,
                         .place = place_.id,
                         .organisation = operator_,
                         .hazard = hazard_,
                         .screening = screening_,
                         .task = task_,
                         .product = product_,
                         .released = released_on_,
                         .found = found_,
                         .last_day = kLastDay,
                         .point = land_.beyond(4),
                         .inside = land_.within(0),
                         .all = shows_work_,
                         .id = [this] { return id(); }};
    write_themes(writer_, rng_, site);
    write_people_themes(writer_, rng_, site, places_);
    write_sketches(writer_, site);
    write_details(writer_, options.seed, site, contamination_);
    name_people(writer_);
    if (options.records >= kWithInstitutions) {
      write_border_distances(writer_, border_);
      write_site_institutions(writer_, site);
    }
    const bool planted = fault_ != nullptr && plant(options);
    writer_.flush();
    return planted ? 1 : 0;
  }

 private:
  struct Step {
    std::string_view product, work;
    std::size_t from = 0, to = 0;
    std::int32_t day = 0;
    std::int64_t devices = 0;
  };

  /// The kind of fault that this site gets; null for most.
  const FaultKind* fault_of(const Options& options) {
    double u = rng_.uniform();
    const std::uint64_t draw = rng_.raw();
    if (options.each_once && number_ >= kFewestSites && number_ - kFewestSites < planted_kinds().size())
      return &planted_kinds()[number_ - kFewestSites];
    if (options.dirt <= 0 && options.rates.empty()) return nullptr;
    std::vector<const FaultKind*> others;
    for (const FaultKind& kind : planted_kinds()) {
      const auto rate = options.rates.find(std::string{kind.kind});
      if (rate == options.rates.end()) {
        others.push_back(&kind);
        continue;
      }
      if (u < rate->second) return &kind;
      u -= rate->second;
    }
    return u < options.dirt && !others.empty() ? others[draw % others.size()] : nullptr;
  }
  /// What the site must have: what its fault is planted in, or what the first sites show.
  [[nodiscard]] bool needs(Needs what) const {
    if (fault_ != nullptr) return fault_->needs == what;
    const auto any_of = [&](std::initializer_list<Needs> all) {
      return std::find(all.begin(), all.end(), what) != all.end();
    };
    return (shows_people_ && any_of({Needs::accident, Needs::event, Needs::session, Needs::spot_task})) ||
           (shows_work_ && any_of({Needs::quality, Needs::whole}));
  }

  bool plant(const Options& options) {
    SiteDrafts drafts{.writer = writer_,
                      .land = land_,
                      .place = place_,
                      .other_place = &places_.back() == &place_ ? places_[places_.size() - 2] : places_.back(),
                      .unaccredited = organisations_.back().id,
                      .authority = organisations_.front().id,
                      .number = number_,
                      .id = [this] { return id(); }};
    if (fault_->needs == Needs::earlier_site && number_ == 0) return false;
    const Uuid carrier = fault_->plant(drafts);
    if (carrier.is_nil()) return false;
    if (options.planted)
      options.planted(
          {std::string{fault_->kind}, std::string{fault_->rule}, carrier, std::string{fault_->what}, drafts.other});
    return true;
  }

  void lay_land() {
    constexpr double kMargin = 18;  // room for benchmarks, metres
    const double limit = plot_.side_m / 2 - kMargin;
    land_ = made_up_land(rng_, plot_.lon, plot_.lat, std::min(80.0, limit / 1.6), limit);
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
  /// As a team reports it, to a tenth of a square metre.
  static Value area(const geo::Geometry& shape) { return Value{std::round(geo::area_m2(shape) * 10) / 10}; }

  /// What survey and clearance release, sector by sector; what nobody came to remains. And what else happened to the
  /// land before: found larger, split, merged, confirmed.
  void plan() {
    const std::size_t vertices = land_.x.size();
    const double luck = rng_.uniform();
    if (fault_ == nullptr && !shows_work_) {
      turn_ = luck < 0.05                 ? Turn::extended
              : luck < 0.08               ? Turn::split
              : luck < 0.10               ? Turn::merged
              : luck < 0.18 && confirmed_ ? Turn::confirmed
                                          : Turn::none;
    }
    cut_ = turn_ == Turn::none || turn_ == Turn::confirmed ? vertices : vertices - vertices / 4;
    turned_on_ = later(found_, 5, 20);
    // Of a split hazard the rest alone is worked on; of the other two, what came to it too.
    const std::size_t end = turn_ == Turn::split ? cut_ : vertices;
    std::size_t at = 0;
    std::int32_t day = found_;
    const auto step = [&](std::string_view product, std::string_view work, double share) {
      const auto width = std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(end)));
      const std::size_t to = std::min(end, at + width);
      day = later(day, 30, 400);
      if (to <= at || day > kLastDay) return;
      Step one{product, work, at, to, day, 0};
      if (product == "cleared") one.devices = rng_.uniform() < 0.2 ? 0 : rng_.poisson(4);
      steps_.push_back(one);
      at = to;
    };
    if (fault_ != nullptr || shows_work_) {
      if (needs(Needs::cancelled)) step("cancelled", "non_technical_survey", 0.4);
      if (needs(Needs::reduced)) step("reduced", "technical_survey", 0.4);
      if (needs(Needs::cleared) || needs(Needs::quality)) step("cleared", "clearance", 0.4);
      if (needs(Needs::whole)) step("cleared", "clearance", 1);
    } else {
      const double fate = rng_.uniform();
      if (!confirmed_ && fate < 0.25)
        step("cancelled", "non_technical_survey", 1);
      else if (fate < 0.35)
        step("cancelled", "non_technical_survey", 0.4);
      if (rng_.uniform() < 0.35) step("reduced", "technical_survey", 0.3);
      while (at < end && rng_.uniform() < 0.55) step("cleared", "clearance", 0.2 + 0.6 * rng_.uniform());
    }
    released_whole_ = at >= end && !steps_.empty();
    if (fault_ == nullptr && steps_.empty() && turn_ == Turn::none && rng_.uniform() < 0.03) turn_ = Turn::corrected;
  }

  /// The land as it was first recorded.
  [[nodiscard]] geo::Geometry first_outline() const {
    return turn_ == Turn::extended || turn_ == Turn::merged ? land_.sector(0, cut_) : land_.outline();
  }
  [[nodiscard]] geo::Geometry turned_land() const { return land_.sector(cut_, land_.x.size()); }
  /// What the hazard held when it was all released.
  [[nodiscard]] geo::Geometry whole_land() const {
    return turn_ == Turn::split ? land_.sector(0, cut_) : land_.outline();
  }

  Draft& begin_hazard(const Uuid& record, const std::string& local_id, const geo::Geometry& outline,
                      std::int32_t identified, std::size_t benchmark) {
    account_.found(contamination_, identified, geo::area_m2(outline));
    return writer_.begin("hazard", record)
        .set("local_id", Value{local_id})
        .set("class", confirmed_ ? "cha" : "sha")
        .set("status", "open")
        .set("place", place_.id)
        .set("organisation", operator_)
        .codes("contamination", {contamination_})
        .set("basis", "geometric")
        .set("area_reported", area(outline))
        .set("identified_on", date(identified))
        .set("perimeter", outline)
        .set("benchmark", land_.beyond(benchmark));
  }

  void write_hazard() {
    Draft& hazard = begin_hazard(hazard_, fmt::format("HA-{:07}", number_ + 1), first_outline(), found_, 0);
    hazard.set("intended_land_use", Value{std::string{pick(rng_, kLandUse)}})
        .set("marked", Value{rng_.uniform() < 0.4})
        .set("priority", rng_.uniform() < 0.3   ? "high"
                         : rng_.uniform() < 0.5 ? "medium"
                                                : "low")
        .set("expected_women", whole(rng_.poisson(9)))
        .set("expected_men", whole(rng_.poisson(8)))
        .set("expected_girls", whole(rng_.poisson(7)))
        .set("expected_boys", whole(rng_.poisson(7)))
        .set("reference_point", land_.beyond(2));
    if (!steps_.empty()) hazard.set("status", "worked_on");
    if (released_whole_)
      hazard.set("status", "closed").set("closed_on", date(steps_.back().day)).set("closure_reason", "released_mixed");
    if (rng_.uniform() < 0.1) hazard.set("turning_points", Value{turning_points()});
  }

  [[nodiscard]] std::string turning_points() const {
    Json lines = Json::array();
    for (std::size_t i = 0; i < land_.x.size(); ++i)
      lines.push_back({{"point_id", fmt::format("TP{}", i + 1)},
                       {"point_type", "turning"},
                       {"point_no", i + 1},
                       {"lon", land_.x[i]},
                       {"lat", land_.y[i]}});
    return lines.dump();
  }

  void write_evidence() {
    const int lines = 1 + rng_.poisson(0.4);
    for (int i = 0; i < lines; ++i)
      evidence(hazard_, confirmed_ && i == 0, found_, static_cast<std::size_t>(i) % land_.x.size());
  }

  void evidence(const Uuid& of, bool direct, std::int32_t day, std::size_t at) {
    writer_.begin("evidence", id())
        .set("hazard", of)
        .set("kind", direct ? "direct" : "indirect")
        .set("kind_of", direct                 ? (rng_.uniform() < 0.5 ? "eo_present" : "detonation")
                        : rng_.uniform() < 0.5 ? "former_combat_zone"
                                               : "unused_land")
        .set("means", rng_.uniform() < 0.6 ? "visual" : "verbal")
        .set("seen_on", date(day))
        .set("location", geo::Geometry::point(land_.x[at], land_.y[at]));
  }

  /// The change of the land, and the other hazard of a split or a merge.
  void write_turn() {
    if (turn_ == Turn::none) return;
    const auto change = [&](const Uuid& of, const char* kind) -> Draft& {
      return writer_.begin("area_change", id())
          .set("hazard", of)
          .set("kind", kind)
          .set("changed_on", date(turned_on_))
          .set("status", "approved");
    };
    const std::string other_id = fmt::format("HA-{:07}-B", number_ + 1);
    switch (turn_) {
      case Turn::extended:
        change(hazard_, "extended").set("perimeter", turned_land()).set("area", area(turned_land()));
        account_.grown(contamination_, turned_on_, geo::area_m2(turned_land()));
        break;
      case Turn::split: {
        const Uuid child = id();
        begin_hazard(child, other_id, turned_land(), turned_on_, cut_ + 1).set("predecessor", hazard_);
        evidence(child, confirmed_, turned_on_, cut_ + 1);
        change(hazard_, "split").set("to_hazard", child).set("perimeter", turned_land());
        account_.grown(contamination_, turned_on_, -geo::area_m2(turned_land()));  // found again as another hazard
        break;
      }
      case Turn::merged: {
        const Uuid other = id();
        begin_hazard(other, other_id, turned_land(), found_, cut_ + 1)
            .set("status", "closed")
            .set("closed_on", date(turned_on_))
            .set("closure_reason", "merged");
        evidence(other, confirmed_, found_, cut_ + 1);
        change(other, "merged").set("to_hazard", hazard_);
        account_.closed(contamination_, turned_on_);
        break;
      }
      case Turn::confirmed:
        change(hazard_, "reclassified").set("from_class", "sha").set("to_class", "cha");
        break;
      case Turn::corrected:
        change(hazard_, "correction").set("area", Value{-5.0}).set("reason", "boundary measured anew");
        account_.grown(contamination_, turned_on_, -5);
        break;
      case Turn::none:
        break;
    }
  }

  void write_work() {
    if (steps_.empty()) return;
    const Uuid task = id();
    const std::int32_t begun = std::max(turned_on_, steps_.front().day - 25);
    Draft& ordered = writer_.begin("task", task)
                         .set("number", Value{fmt::format("T-{:07}", number_ + 1)})
                         .set("organisation", operator_)
                         .codes("hazards", {hazard_.text()})
                         .codes("activities", {steps_.back().work})
                         .set("issued_on", date(begun))
                         .set("start", date(begun))
                         .set("status", released_whole_ ? "completed" : "ongoing");
    if (released_whole_) ordered.set("end", date(steps_.back().day));
    task_ = task;
    screening_ = id();
    writer_.begin("env_screening", screening_)
        .set("local_id", Value{fmt::format("ES-{:07}", number_ + 1)})
        .set("task", task)
        .set("screened_on", date(begun))
        .set("screened_by", operator_)
        .set("result", "no_further")
        .set("version", whole(1));
    for (std::size_t i = 0; i < steps_.size(); ++i) write_step(steps_[i], task, begun, i + 1);
    if (!released_whole_) return;
    account_.closed(contamination_, steps_.back().day);
    write_completion(task);
  }

  void write_step(const Step& step, const Uuid& task, std::int32_t begun, std::size_t count) {
    const geo::Geometry shape = land_.sector(step.from, step.to);
    const double size = geo::area_m2(shape);
    const std::int32_t started = std::max(begun, step.day - 20);
    const Uuid activity = id(), product = id();
    const bool approved = rng_.uniform() < 0.97 || released_whole_ || fault_ != nullptr;
    if (approved) {
      product_ = product;
      released_on_ = step.day;
      account_.released(contamination_, step.product, step.day, size);
    }
    writer_.begin("activity", activity)
        .set("local_id", Value{fmt::format("A-{:07}-{}", number_ + 1, count)})
        .set("class", Value{std::string{step.work}})
        .set("organisation", operator_)
        .set("task", task)
        .set("hazard", hazard_)
        .set("place", place_.id)
        .set("start", date(started))
        .set("end", date(step.day))
        .set("status", "completed")
        .set("personnel_men", whole(6 + rng_.poisson(4)))
        .set("personnel_women", whole(rng_.poisson(4)))
        .set("deminer_days", Value{std::ceil(size / (step.product == "cleared" ? 45 : 400)) + 1})
        .set("cost", whole(static_cast<std::int64_t>(size * (step.product == "cleared" ? 180 : 20)) + 20'000))
        .set("cost_currency", "USD");
    Draft& released = writer_.begin("land_release_product", product)
                          .set("local_id", Value{fmt::format("LR-{:07}-{}", number_ + 1, count)})
                          .set("hazard", hazard_)
                          .set("activity", activity)
                          .set("organisation", operator_)
                          .set("place", place_.id)
                          .set("product", Value{std::string{step.product}})
                          .set("status", approved ? "approved" : "submitted")
                          .codes("contamination", {contamination_})
                          .set("perimeter", shape)
                          .set("area_reported", area(shape))
                          .set("released_on", date(step.day))
                          .set("eo_found", whole(step.devices));
    if (step.product == "cleared") {
      released.set("depth", Value{contamination_ == "cluster_munition" ? 0.25 : 0.2});
      write_progress(activity, started, step, std::round(size));
    }
    if (step.devices > 0) {
      const std::string_view device = device_in(contamination_, rng_.raw());
      writer_.begin("device_line", id())
          .set("activity", activity)
          .set("product", product)
          .set("model", ordnance_model(device))
          .set("category", Value{std::string{device}})
          .set("quantity", whole(step.devices))
          .set("depth", Value{0.05})
          .set("disposal", "detonated_in_situ")
          .set("found_on", date(step.day))
          .set("disposed_on", date(step.day))
          .set("location", land_.within(step.from));
      account_.destroyed(device, step.day, step.devices);
    }
    if (rng_.uniform() < 0.4 || needs(Needs::quality)) write_visit(activity, step.day, count);
  }

  /// Weekly reports that add up to the land of the step.
  void write_progress(const Uuid& activity, std::int32_t started, const Step& step, double size) {
    const int reports = 2;
    const std::int32_t days = std::max(1, (step.day - started) / reports);
    for (int i = 0; i < reports; ++i) {
      const bool last = i + 1 == reports;
      const double part = std::round(size * 0.6);
      writer_.begin("progress_report", id())
          .set("activity", activity)
          .set("period_start", date(std::min(step.day, started + i * days)))
          .set("period_end", date(last ? step.day : std::min(step.day, started + (i + 1) * days - 1)))
          .set("area", Value{last ? size - part : part})
          .set("devices", whole(last ? step.devices - step.devices / 2 : step.devices / 2))
          .set("hours", Value{40.0 + static_cast<double>(rng_.raw() % 60)})
          .set("cumulative", Value{false});
    }
  }

  void write_visit(const Uuid& activity, std::int32_t day, std::size_t count) {
    const double outcome = needs(Needs::quality) ? 0.98 : rng_.uniform();
    const Uuid visit = id();
    writer_.begin("qm_visit", visit)
        .set("local_id", Value{fmt::format("QM-{:07}-{}", number_ + 1, count)})
        .set("activity", activity)
        .set("visited_on", date(day))
        .set("kind", "qa_monitoring")
        .set("inspector", organisations_.front().id)
        .set("inspected", operator_)
        .set("result", outcome < 0.85   ? "conforms"
                       : outcome < 0.96 ? "minor"
                                        : "major")
        .set("external", Value{true})
        .set("lots_inspected", whole(10))
        .set("lots_rejected", whole(outcome < 0.96 ? 0 : 1));
    if (outcome < 0.85) return;
    writer_.begin("nonconformity", id())
        .set("visit", visit)
        .set("kind", "documentation")
        .set("severity", outcome < 0.96 ? "minor" : "major")
        .set("status", "closed")
        .set("measure", "records completed")
        .set("due_on", date(day + 30))
        .set("corrected_on", date(day + 20));
  }

  void write_completion(const Uuid& task) {
    const Uuid completion = id(), handover = id();
    const std::int32_t done = steps_.back().day, handed = later(done, 5, 50);
    const bool handed_over = handed <= kLastDay || needs(Needs::whole);
    writer_.begin("completion_report", completion)
        .set("local_id", Value{fmt::format("C-{:07}", number_ + 1)})
        .set("task", task)
        .set("hazard", hazard_)
        .set("completed_on", date(done))
        .set("status", "approved")
        .set("area", area(whole_land()))
        .set("handover_state", handed_over ? "handed_over" : "due");
    writer_.begin("env_closeout", id())
        .set("completion", completion)
        .set("closed_on", date(done))
        .set("revegetated", Value{0.0})
        .set("fuel_l", Value{std::round(20 + 60 * rng_.uniform())});
    people_helped(hazard_, done);
    if (!handed_over) return;
    writer_.begin("handover", handover)
        .set("local_id", Value{fmt::format("H-{:07}", number_ + 1)})
        .set("completion", completion)
        .set("handed_over_on", date(handed))
        .set("present_women", whole(rng_.poisson(6)))
        .set("present_men", whole(rng_.poisson(8)))
        .set("residual_statement",
             "Released after all reasonable effort; ordnance deeper than the stated depth may remain.")
        .set("report_finds_to", "the nearest mine action office")
        .set("signed", Value{true});
    const std::int32_t visited = later(done, 180, 60);
    if (rng_.uniform() < 0.5 && visited <= kLastDay) {
      writer_.begin("post_release_visit", id())
          .set("handover", handover)
          .set("visited_on", date(visited))
          .set("use_now", "agriculture")
          .set("in_intended_use", Value{rng_.uniform() < 0.8})
          .set("area", area(whole_land()));
    }
  }

  void people_helped(const Uuid& hazard, std::int32_t day) {
    writer_.begin("beneficiary_count", id())
        .set("hazard", hazard)
        .set("place", place_.id)
        .set("pillar", "land_release")
        .set("kind", "direct")
        .set("timing", "confirmed")
        .set("method", "counted")
        .set("people_women", whole(rng_.poisson(12)))
        .set("people_men", whole(rng_.poisson(11)))
        .set("people_girls", whole(rng_.poisson(10)))
        .set("people_boys", whole(rng_.poisson(10)))
        .set("counted_on", date(std::min(kLastDay, day + 30)))
        .set("source", "community meeting (made up)")
        .set("definition_edition", "second edition, October 2020");
  }

  void write_people() {
    if (rng_.uniform() < 0.06 || needs(Needs::accident)) write_accident();
    if (rng_.uniform() < 0.3 || needs(Needs::event)) {
      writer_.begin("event", id())
          .set("kind", rng_.uniform() < 0.5 ? "battle" : "air_strike")
          .set("happened_on", Value{Date{static_cast<std::int16_t>(1992 + rng_.raw() % 12), 0, 0}})
          .set("place", place_.id)
          .set("location", land_.within(5))
          .set("point_accuracy", "somewhere_in_community");
    }
    const int sessions = std::max(rng_.poisson(0.8), needs(Needs::session) ? 1 : 0);
    for (int i = 0; i < sessions; ++i) write_session(i + 1);
    if (rng_.uniform() < 0.15 || needs(Needs::spot_task)) write_spot_task();
  }

  void write_session(int count) {
    const std::int64_t women = rng_.poisson(8), men = rng_.poisson(6), girls = rng_.poisson(7), boys = rng_.poisson(7);
    writer_.begin("eore_session", id())
        .set("local_id", Value{fmt::format("RE-{:07}-{}", number_ + 1, count)})
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

  void write_spot_task() {
    const std::int64_t items = std::min(10, rng_.poisson(1.4));
    const Uuid spot = id();
    const std::int32_t day = std::min(kLastDay - 5, later(found_, 0, 900));
    const std::int32_t answered = day + static_cast<std::int32_t>(rng_.raw() % 5);
    const auto moment = [](std::int32_t on, int hour) {
      return Value{Instant{static_cast<std::int64_t>(on) * 86'400'000 + std::int64_t{hour} * 3'600'000, 0}};
    };
    writer_.begin("spot_task", spot)
        .set("local_id", Value{fmt::format("SP-{:07}", number_ + 1)})
        .set("reported_on", date(day))
        .set("reported_at", moment(day, 9))
        .set("responded_at", moment(answered, 15))
        .set("place", place_.id)
        .set("organisation", operator_)
        .set("status", "done")
        .set("action", items > 0 ? "destroyed" : "nothing_found")
        .set("items_destroyed", whole(items))
        .set("location", land_.beyond(3));
    if (items == 0) return;
    const std::string_view device = pick(rng_, kDevices);
    writer_.begin("device_line", id())
        .set("spot_task", spot)
        .set("model", ordnance_model(device))
        .set("category", Value{std::string{device}})
        .set("quantity", whole(items))
        .set("disposal", "detonated_in_situ")
        .set("found_on", date(answered))
        .set("disposed_on", date(answered));
    account_.destroyed(device, answered, items);
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
        .set("location", land_.within(0))
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
          .set("device_category", Value{std::string{device_in(contamination_, rng_.raw())}})
          .set("eore_before", rng_.uniform() < 0.2   ? "yes"
                              : rng_.uniform() < 0.6 ? "no"
                                                     : "unknown");
    }
  }

  [[nodiscard]] static Uuid ordnance_model(std::string_view device) {
    return Uuid::named("kitara/ordnance_model/" + std::string{device});
  }

  RecordWriter& writer_;
  const geo::LineDistance& border_;
  MadeUpAccount& account_;
  std::uint64_t number_;
  const std::vector<MadeUpPlace>& places_;
  const std::vector<MadeUpOrganisation>& organisations_;
  stats::Rng rng_;
  Plot plot_;
  const MadeUpPlace& place_;
  std::int64_t id_base_;
  const FaultKind* fault_;
  bool shows_people_, shows_work_;  // the first sites: so that the smallest country has some of everything
  MadeUpLand land_;
  Turn turn_ = Turn::none;
  std::size_t cut_ = 0;  // vertex where the land that turned begins
  bool confirmed_ = false, released_whole_ = false;
  std::string_view contamination_;
  std::int32_t found_ = 0, turned_on_ = 0;
  Uuid operator_, hazard_, task_, screening_, product_;
  std::int32_t released_on_ = 0;
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
        .set("kind", Value{one.kind})
        .set("local_status", i == 0 ? "national_authority" : one.kind.c_str());
    if (i + 1 == kOperators.size()) {  // has applied, and works nowhere yet
      all.push_back(std::move(one));
      break;
    }
    writer.begin("accreditation", Uuid::named("kitara/accreditation/" + std::to_string(seed) + "/" + std::to_string(i)))
        .set("local_id", Value{fmt::format("ACC-{:02}", i + 1)})
        .set("organisation", one.id)
        .codes("scope", {"non_technical_survey", "technical_survey", "clearance", "eod_spot_task", "eore"})
        .set("valid_from", Value{Date{2015, 1, 1}})
        .set("valid_to", Value{Date{2030, 12, 31}})
        .set("status", "granted");
    all.push_back(std::move(one));
  }
  writer.flush();
  return all;
}

void write_ordnance_models(RecordWriter& writer) {
  struct Model {
    const char *name, *kind, *size, *fuze;
    double explosive_g, metal_g;
  };
  constexpr std::array<Model, 7> kModels{{{"K-1 blast mine", "blast", "90 x 40 mm", "pressure", 80, 6},
                                          {"K-2 bounding mine", "bounding", "110 x 140 mm", "tripwire", 210, 2'400},
                                          {"K-9 submunition", "dual purpose", "38 x 80 mm", "impact", 30, 190},
                                          {"60 mm mortar bomb", "high explosive", "60 x 240 mm", "impact", 200, 1'200},
                                          {"K-5 hand grenade", "fragmentation", "57 x 95 mm", "delay", 60, 280},
                                          {"pressure plate charge", "plate", "no two alike", "pressure", 4'000, 20},
                                          {"K-7 anti-vehicle mine", "blast", "310 x 110 mm", "pressure", 6'500, 900}}};
  static_assert(kModels.size() == kDevices.size());
  for (std::size_t i = 0; i < kDevices.size(); ++i) {
    const Model& model = kModels[i];
    writer.begin("ordnance_model", Uuid::named("kitara/ordnance_model/" + std::string{kDevices[i]}))
        .set("name", Value{std::string{model.name} + " (made up)"})
        .set("category", Value{std::string{kDevices[i]}})
        .set("subcategory", model.kind)
        .set("origin", "a workshop that does not exist")
        .set("dimensions", model.size)
        .set("fuzing", model.fuze)
        .set("net_explosive_mass_g", Value{model.explosive_g})
        .set("metal_content_g", Value{model.metal_g});
  }
  writer.flush();
}

void write_places(RecordWriter& writer, const std::vector<MadeUpPlace>& places) {
  for (const MadeUpPlace& place : places) {
    Draft& draft = writer.begin("place", place.id)
                       .set("pcode", Value{place.pcode})
                       .set("level", Value{std::int64_t{place.level}})
                       .set("name", Value{place.name})
                       .set("area", place.area)
                       .set("population", Value{place.population})
                       .set("population_on", Value{Date{2024, 0, 0}})
                       .set("population_source", "made up");
    if (place.parent >= 0) draft.set("parent", places[static_cast<std::size_t>(place.parent)].id);
  }
  writer.flush();
}

int write_site(RecordWriter& writer, std::uint64_t number, const Options& options, MadeUpPlots& plots,
               const std::vector<MadeUpPlace>& places, const std::vector<MadeUpOrganisation>& organisations,
               const geo::LineDistance& border, MadeUpAccount& account) {
  return Site{writer, number, options, plots, places, organisations, border, account}.write(options);
}

}  // namespace tilth::generate
