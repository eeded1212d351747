// SPDX-License-Identifier: Apache-2.0
// Dirt of every kind.
#include "generate/planted_faults.h"

#include "generate/made_up_names.h"
#include "generate/made_up_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tilth::generate {
namespace {

using store::Value;

Value distant_future() { return Value{Date{2126, 1, 1}}; }

double number_of(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value.base())) return static_cast<double>(*integer);
  const auto* decimal = std::get_if<double>(&value.base());
  return decimal == nullptr ? 0 : *decimal;
}
Value earlier(const Date& date, int days) { return Value{Date::from_days(date.first_day() - days)}; }

/// Sets one field of the first record of a type.
Uuid set(SiteDrafts& site, std::string_view type, std::string_view field, Value value) {
  Draft* draft = site.first(type);
  if (draft == nullptr) return {};
  draft->set(field, std::move(value));
  return draft->id();
}

geo::Geometry moved(geo::Geometry shape, double east, double north) {
  for (double& x : shape.x) x += east;
  for (double& y : shape.y) y += north;
  return shape;
}

geo::Geometry bow_tie(double lon, double lat) {
  constexpr double kSide = 2e-4;
  geo::Geometry shape;
  shape.kind = geo::Kind::polygon;
  shape.x = {lon, lon + kSide, lon + kSide, lon, lon};
  shape.y = {lat, lat + kSide, lat, lat + kSide, lat};
  shape.close_path();
  shape.close_part();
  return shape;
}

/// Two polygons as one multipolygon.
geo::Geometry both(geo::Geometry first, const geo::Geometry& second) {
  first.kind = geo::Kind::multi_polygon;
  first.x.insert(first.x.end(), second.x.begin(), second.x.end());
  first.y.insert(first.y.end(), second.y.begin(), second.y.end());
  first.close_path();
  first.close_part();
  return first;
}

/// The land's reach in degrees of longitude.
double reach(const MadeUpLand& land) {
  double furthest = 0;
  for (const double x : land.x) furthest = std::max(furthest, std::abs(x - land.lon));
  return furthest;
}

Uuid reshape(SiteDrafts& site, const geo::Geometry& shape) {
  site.hazard().set("perimeter", shape);
  return site.hazard().id();
}

Uuid crossing(SiteDrafts& site) {
  geo::Geometry outline = site.land.outline();
  const std::size_t other = site.land.x.size() / 2;
  std::swap(outline.x[1], outline.x[other]);
  std::swap(outline.y[1], outline.y[other]);
  return reshape(site, std::move(outline));
}

Uuid too_short(SiteDrafts& site) {
  geo::Geometry ring;
  ring.kind = geo::Kind::polygon;
  for (const std::size_t i : {0, 1, 1, 0}) {
    ring.x.push_back(site.land.x[i]);
    ring.y.push_back(site.land.y[i]);
  }
  ring.close_path();
  ring.close_part();
  return reshape(site, std::move(ring));
}

Uuid repeated(SiteDrafts& site) {
  geo::Geometry outline = site.land.outline();
  outline.x.insert(outline.x.begin() + 2, outline.x[1]);
  outline.y.insert(outline.y.begin() + 2, outline.y[1]);
  ++outline.path_ends.front();
  return reshape(site, std::move(outline));
}

Uuid spike(SiteDrafts& site) {
  MadeUpLand land = site.land;
  const double dx = land.x[3] - land.lon, dy = land.y[3] - land.lat, far = 0.06 / std::hypot(dx, dy);  // over 6 km
  land.x[3] = land.lon + dx * far;
  land.y[3] = land.lat + dy * far;
  return reshape(site, land.outline());
}

Uuid overlapping_parts(SiteDrafts& site) {
  const std::size_t n = site.land.x.size();
  return reshape(site, both(site.land.sector(0, n / 2 + 2), site.land.sector(n / 2 - 2, n)));
}

Uuid exchanged(SiteDrafts& site) {
  geo::Geometry outline = site.land.outline();
  std::swap(outline.x, outline.y);
  return reshape(site, std::move(outline));
}

Uuid same_turning_point(SiteDrafts& site) {
  Json lines = Json::array();
  for (const char* name : {"TP1", "TP2", "TP1"}) lines.push_back({{"point_id", name}, {"point_type", "turning"}});
  return set(site, "hazard", "turning_points", Value{lines.dump()});
}

/// The hazard a second time, with that outline and its own evidence.
Uuid second_hazard(SiteDrafts& site, const geo::Geometry& outline) {
  Draft copy = site.hazard().copy(site.id());
  copy.set("local_id", Value{copy.text("local_id") + "-B"})
      .set("perimeter", outline)
      .set("status", "open")
      .set("benchmark", Value{})
      .set("reference_point", Value{});
  const Uuid second = copy.id();
  std::vector<Draft> evidence;
  for (const Draft& draft : site.writer.drafts())
    if (draft.type().name == "evidence") evidence.push_back(draft.copy(site.id()));
  site.writer.add(std::move(copy));
  for (Draft& draft : evidence) {
    draft.set("hazard", second);
    site.writer.add(std::move(draft));
  }
  return second;
}

Uuid near_duplicate(SiteDrafts& site) {
  MadeUpLand land = site.land;
  land.x[2] = land.lon + (land.x[2] - land.lon) * 0.98;
  return second_hazard(site, land.outline());
}

Uuid without_evidence(SiteDrafts& site, std::string_view land_class) {
  site.hazard().set("class", Value{std::string{land_class}});
  std::erase_if(site.writer.drafts(), [](const Draft& draft) { return draft.type().name == "evidence"; });
  return site.hazard().id();
}

Uuid released_beyond(SiteDrafts& site) {
  const Draft& hazard = site.hazard();
  const Uuid of = hazard.id();
  const double area = number_of(hazard.at("area_reported"));
  const std::string name = hazard.text("local_id");
  Draft& product = site.writer.begin("land_release_product", site.id());
  product.set("local_id", Value{"LR-" + name})
      .set("hazard", of)
      .set("product", "reduced")
      .set("status", "approved")
      .set("area_reported", Value{area * 20})
      .set("released_on", Value{Date{2025, 12, 30}});
  return of;
}

Uuid without_outline(SiteDrafts& site) {
  site.hazard().set("perimeter", Value{}).set("basis", "reported");
  return site.hazard().id();
}

/// Does something with the site's first product and its activity.
Uuid of_work(SiteDrafts& site, void (*change)(Draft& product, Draft& activity)) {
  Draft* product = site.product();
  Draft* activity = site.first("activity");
  if (product == nullptr || activity == nullptr) return {};
  const Uuid carrier = product->id();
  change(*product, *activity);
  return carrier;
}

Uuid same_activity(SiteDrafts& site) {
  Draft* activity = site.first("activity");
  if (activity == nullptr) return {};
  activity->set("area", site.land.sector(0, site.land.x.size() / 2)).set("report", "R-17");
  Draft& other = site.again(*activity);
  other.set("local_id", Value{other.text("local_id") + "-B"});
  return other.id();
}

Uuid accident_in_released(SiteDrafts& site) {
  Draft& accident = site.writer.begin("accident", site.id());
  accident.set("local_id", Value{fmt::format("AC-{:07}-B", site.number + 1)})
      .set("class", "mine")
      .set("happened_on", Value{Date{2025, 12, 31}})
      .set("place", site.place.id)
      .set("location", site.land.within(0))
      .set("killed", number(0))
      .set("injured", number(1));
  return accident.id();
}

Uuid accident_twice(SiteDrafts& site) {
  Draft* accident = site.first("accident");
  if (accident == nullptr) return {};
  Draft& other = site.again(*accident);
  other.set("local_id", Value{other.text("local_id") + "-B"});
  return other.id();
}

Uuid devices_twice(SiteDrafts& site) {
  const Uuid hazard = site.hazard().id();
  Uuid last;
  for (int i = 0; i < 2; ++i) {
    last = site.id();
    site.writer.begin("device_line", last)
        .set("hazard", hazard)
        .set("category", "mortar")
        .set("subcategory", "60 mm")
        .set("quantity", number(7));
  }
  return last;
}

Uuid device_in_cancelled(SiteDrafts& site) {
  const Uuid hazard = site.hazard().id();
  Draft& device = site.writer.begin("device_line", site.id());
  device.set("hazard", hazard)
      .set("category", "hand_grenade")
      .set("quantity", number(1))
      .set("location", site.land.within(0));
  return device.id();
}

Uuid spot_devices(SiteDrafts& site, bool none) {
  Draft* spot = site.first("spot_task");
  if (spot == nullptr) return {};
  const Uuid carrier = spot->id();
  spot->set("action", "destroyed").set("hazard", Value{});
  std::erase_if(site.writer.drafts(), [&](const Draft& draft) {
    return draft.type().name == "device_line" && draft.text("spot_task") == carrier.text();
  });
  if (!none)
    site.writer.begin("device_line", site.id())
        .set("spot_task", carrier)
        .set("category", "artillery")
        .set("quantity", number(25));
  return carrier;
}

Uuid cumulative_series(SiteDrafts& site) {
  const Draft* product = site.product();
  if (product == nullptr) return {};
  const double area = number_of(product->at("area_reported"));
  const std::string activity = product->text("activity");
  const Date end = product->date("released_on");
  std::erase_if(site.writer.drafts(), [](const Draft& draft) { return draft.type().name == "progress_report"; });
  Uuid first;
  for (int i = 0; i < 4; ++i) {
    Draft& report = site.writer.begin("progress_report", site.id());
    report.set("activity", Value{activity})
        .set("period_start", earlier(end, 7 * (4 - i)))
        .set("period_end", earlier(end, 7 * (3 - i)))
        .set("area", Value{std::round(area * (i + 1) / 4)});
    if (i == 0) first = report.id();
  }
  return first;
}

Uuid change_of_area(SiteDrafts& site, const char* kind, double area) {
  const Uuid hazard = site.hazard().id();
  Draft& change = site.writer.begin("area_change", site.id());
  change.set("hazard", hazard)
      .set("kind", kind)
      .set("changed_on", Value{Date{2025, 12, 29}})
      .set("status", "submitted");
  if (area != 0) change.set("area", Value{area});
  return change.id();
}

Uuid second_place(SiteDrafts& site, bool same_code) {
  Draft& place = site.writer.begin("place", site.id());
  place.set("pcode", Value{same_code ? site.place.pcode : fmt::format("{}-{}", site.place.pcode, site.number)})
      .set("level", number(4))
      .set("name", "Old quarter (made up)")
      .set("parent", site.place.id);
  if (!same_code) place.set("area", bow_tie(site.land.lon, site.land.lat));
  return place.id();
}

// One line a kind. A fault may have other findings in its train: a product of a hazard whose outline was moved away
// lies outside it.
constexpr FaultKind kKinds[] = {
    {"accident_after_release", "accident.in_released_land", "an accident happened inside released land", Needs::cleared,
     accident_in_released},
    {"accident_future", "accident.in_future", "the accident lies in the future", Needs::accident,
     [](SiteDrafts& s) { return set(s, "accident", "happened_on", distant_future()); }},
    {"accident_outside", "accident.outside_hazard", "the accident happened in no hazard", Needs::accident,
     [](SiteDrafts& s) {
       s.first("accident")->set("location", s.land.beyond(0));
       return s.first("accident")->id();
     }},
    {"accident_twice", "accident.possible_duplicate", "the accident stands twice", Needs::accident, accident_twice},
    {"accident_uninvestigated", "accident.demining_without_investigation", "a demining accident was not investigated",
     Needs::accident,
     [](SiteDrafts& s) {
       s.first("accident")->set("class", "demining").set("investigated", Value{false});
       return s.first("accident")->id();
     }},
    {"accident_victims", "accident.victims_mismatch", "more victims are reported than recorded", Needs::accident,
     [](SiteDrafts& s) {
       Draft* accident = s.first("accident");
       accident->set("killed", number(static_cast<std::int64_t>(number_of(accident->at("killed"))) + 2));
       return accident->id();
     }},
    {"accreditation_dates", "accreditation.ends_before_it_begins", "an accreditation ends before it begins",
     Needs::nothing,
     [](SiteDrafts& s) {
       Draft& accreditation = s.writer.begin("accreditation", s.id());
       accreditation.set("local_id", Value{fmt::format("ACC-{}", s.number)})
           .set("organisation", s.authority)
           .codes("scope", {"marking"})
           .set("valid_from", Value{Date{2025, 1, 1}})
           .set("valid_to", Value{Date{2024, 1, 1}})
           .set("status", "applied");
       return accreditation.id();
     }},
    {"activity_dates", "activity.ends_before_it_begins", "the work ends before it begins", Needs::cleared,
     [](SiteDrafts& s) {
       Draft* activity = s.first("activity");
       activity->set("end", earlier(activity->date("start"), 10));
       return activity->id();
     }},
    {"activity_future", "activity.in_future", "completed in the future", Needs::cleared,
     [](SiteDrafts& s) { return set(s, "activity", "end", distant_future()); }},
    {"activity_outline", "activity.invalid_outline", "the outline of the work crosses itself", Needs::cleared,
     [](SiteDrafts& s) {
       s.first("activity")->set("area", bow_tie(s.land.lon, s.land.lat));
       return s.first("activity")->id();
     }},
    {"activity_twice", "activity.same_record", "the same report stands twice", Needs::cleared, same_activity},
    {"activity_unaccredited", "activity.not_accredited", "the organisation is not accredited", Needs::cleared,
     [](SiteDrafts& s) {
       s.first("activity")->set("organisation", s.unaccredited);
       return s.first("activity")->id();
     }},
    {"activity_before_task", "activity.outside_task", "the work begins before its task", Needs::cleared,
     [](SiteDrafts& s) {
       s.first("activity")->set("start", earlier(s.first("task")->date("start"), 100));
       return s.first("activity")->id();
     }},
    {"area_tripled", "hazard.area_mismatch", "the reported area is three times the measured one", Needs::nothing,
     [](SiteDrafts& s) {
       return set(s, "hazard", "area_reported", Value{number_of(s.hazard().at("area_reported")) * 3});
     }},
    {"benchmark_inside", "hazard.benchmark_inside", "the benchmark lies inside the outline", Needs::nothing,
     [](SiteDrafts& s) {
       s.hazard().set("benchmark", s.land.within(4));
       return s.hazard().id();
     }},
    {"beneficiaries_without_multiplier", "beneficiary_count.estimate_without_multiplier",
     "an estimate by households without their size", Needs::nothing,
     [](SiteDrafts& s) {
       Draft& count = s.writer.begin("beneficiary_count", s.id());
       count.set("place", s.place.id)
           .set("pillar", "land_release")
           .set("kind", "indirect")
           .set("timing", "planned")
           .set("method", "household_estimate")
           .set("people_women", number(40))
           .set("people_men", number(35))
           .set("counted_on", Value{Date{2025, 6, 1}})
           .set("source", "community meeting")
           .set("definition_edition", "second edition, October 2020");
       return count.id();
     }},
    {"cancelled_by_clearance", "land_release_product.cancelled_by_other_work", "cancelled by clearance",
     Needs::cancelled,
     [](SiteDrafts& s) { return of_work(s, [](Draft&, Draft& activity) { activity.set("class", "clearance"); }); }},
    {"casualty_age", "casualty.age_band_mismatch", "an adult stands in the band of children", Needs::accident,
     [](SiteDrafts& s) {
       s.first("casualty")->set("age_at_accident", number(41)).set("age_band", "child");
       return s.first("casualty")->id();
     }},
    {"casualty_future", "casualty.in_future", "hurt in the future", Needs::accident,
     [](SiteDrafts& s) { return set(s, "casualty", "happened_on", distant_future()); }},
    {"cleared_without_depth", "land_release_product.cleared_without_depth", "cleared, but to no recorded depth",
     Needs::cleared, [](SiteDrafts& s) { return set(s, "land_release_product", "depth", Value{}); }},
    {"closed_early", "hazard.closed_before_identified", "closed before it was identified", Needs::nothing,
     [](SiteDrafts& s) {
       s.hazard()
           .set("status", "closed")
           .set("closure_reason", "error")
           .set("closed_on", earlier(s.hazard().date("identified_on"), 40));
       return s.hazard().id();
     }},
    {"closed_with_land", "hazard.closed_with_land_remaining", "closed without a reason while land remains",
     Needs::open_land,
     [](SiteDrafts& s) {
       s.hazard().set("status", "closed").set("closed_on", Value{Date{2025, 12, 31}});
       return s.hazard().id();
     }},
    {"code_unknown", "field.code_unknown", "a code that its list does not have", Needs::nothing,
     [](SiteDrafts& s) { return set(s, "hazard", "priority", Value{std::string{"very urgent"}}); }},
    {"confirmed_without_evidence", "hazard.confirmed_without_direct_evidence", "confirmed without evidence",
     Needs::nothing, [](SiteDrafts& s) { return without_evidence(s, "cha"); }},
    {"correction_without_reason", "area_change.correction_without_reason", "a correction without a reason",
     Needs::nothing, [](SiteDrafts& s) { return change_of_area(s, "correction", -1); }},
    {"coordinates_exchanged", "hazard.swapped_coordinates", "longitude and latitude are exchanged", Needs::nothing,
     exchanged},
    {"crossing_outline", "hazard.invalid_outline", "the outline crosses itself", Needs::nothing, crossing},
    {"device_in_cancelled_land", "device_line.in_cancelled_land", "a device was found in cancelled land",
     Needs::cancelled, device_in_cancelled},
    {"device_dates", "device_line.disposed_before_found", "disposed of before it was found", Needs::nothing,
     [](SiteDrafts& s) {
       const Uuid hazard = s.hazard().id();
       Draft& device = s.writer.begin("device_line", s.id());
       device.set("hazard", hazard)
           .set("category", "rocket")
           .set("quantity", number(1))
           .set("found_on", Value{Date{2024, 5, 2}})
           .set("disposed_on", Value{Date{2024, 5, 1}});
       return device.id();
     }},
    {"devices_twice", "device_line.twice_on_one_hazard", "the same devices stand twice", Needs::nothing, devices_twice},
    {"event_future", "event.in_future", "the event lies in the future", Needs::event,
     [](SiteDrafts& s) { return set(s, "event", "happened_on", distant_future()); }},
    {"event_other_place", "event.outside_place", "the event is filed under another place", Needs::event,
     [](SiteDrafts& s) {
       s.first("event")->set("place", s.other_place.id);
       return s.first("event")->id();
     }},
    {"event_outside_country", "event.outside_country", "the event lies outside the country", Needs::event,
     [](SiteDrafts& s) {
       s.first("event")->set("location", geo::Geometry::point(s.land.lon + 20, s.land.lat));
       return s.first("event")->id();
     }},
    {"evidence_by_model", "evidence.model_is_indirect", "what a model says stands as direct evidence", Needs::nothing,
     [](SiteDrafts& s) {
       s.first("evidence")->set("by_model", Value{true}).set("kind", "direct");
       return s.first("evidence")->id();
     }},
    {"evidence_reliability", "field.out_of_range", "a reliability of 9 on a scale to 6", Needs::nothing,
     [](SiteDrafts& s) { return set(s, "evidence", "information_reliability", number(9)); }},
    {"handover_early", "handover.before_completion", "handed over before completion", Needs::whole,
     [](SiteDrafts& s) {
       s.first("handover")->set("handed_over_on", earlier(s.first("completion_report")->date("completed_on"), 30));
       return s.first("handover")->id();
     }},
    {"hazard_future", "hazard.identified_in_future", "identified in the future", Needs::open_land,
     [](SiteDrafts& s) { return set(s, "hazard", "identified_on", distant_future()); }},
    {"hazard_other_place", "hazard.outside_place", "the hazard is filed under another place", Needs::nothing,
     [](SiteDrafts& s) {
       s.hazard().set("place", s.other_place.id);
       return s.hazard().id();
     }},
    {"hazard_outside_country", "hazard.outside_country", "the hazard lies outside the country", Needs::nothing,
     [](SiteDrafts& s) { return reshape(s, moved(s.land.outline(), 20, 0)); }},
    {"hazard_same_id", "hazard.same_key", "two hazards have one id", Needs::earlier_site,
     [](SiteDrafts& s) { return set(s, "hazard", "local_id", Value{fmt::format("HA-{:07}", s.number)}); }},
    {"hazard_without_area", "hazard.without_area", "the hazard has neither outline nor area", Needs::open_land,
     [](SiteDrafts& s) {
       without_outline(s);
       return set(s, "hazard", "area_reported", Value{});
     }},
    {"hazard_without_outline", "hazard.without_geometry", "the hazard has no shape", Needs::open_land, without_outline},
    {"large_session", "eore_session.very_large", "900 people in one session", Needs::session,
     [](SiteDrafts& s) {
       s.first("eore_session")->set("reached_women", number(900)).set("method", "interactive_group");
       return s.first("eore_session")->id();
     }},
    {"long_edge", "hazard.long_edge", "one vertex lies more than 5 km away", Needs::nothing, spike},
    {"media_of_direct_session", "eore_session.media_reach_of_direct", "a reach by media of a direct session",
     Needs::session, [](SiteDrafts& s) { return set(s, "eore_session", "media_reach_estimate", number(5000)); }},
    {"first_time_above_total", "eore_session.more_first_time_than_people", "more for the first time than people",
     Needs::session, [](SiteDrafts& s) { return set(s, "eore_session", "first_time", number(100'000)); }},
    {"indirect_session", "eore_session.indirect_counts_direct", "an indirect activity counts people face to face",
     Needs::session, [](SiteDrafts& s) { return set(s, "eore_session", "category", Value{std::string{"indirect"}}); }},
    {"near_duplicate", "hazard.near_duplicate", "nearly the same hazard stands twice", Needs::open_land,
     near_duplicate},
    {"nonconformity_working_on", "nonconformity.critical_without_suspension", "critical, and operations go on",
     Needs::quality,
     [](SiteDrafts& s) {
       s.first("nonconformity")
           ->set("severity", "critical")
           .set("status", "raised")
           .set("operations_suspended", Value{false});
       return s.first("nonconformity")->id();
     }},
    {"null_island", "hazard.null_island", "the hazard lies at 0 degrees north and east", Needs::nothing,
     [](SiteDrafts& s) { return reshape(s, moved(s.land.outline(), -s.land.lon, -s.land.lat)); }},
    {"organisation_twice", "organisation.same_key", "two organisations have one id", Needs::nothing,
     [](SiteDrafts& s) {
       Draft& organisation = s.writer.begin("organisation", s.id());
       organisation.set("local_id", "org-01 ").set("name", "Kitara Mine Action Agency").set("kind", "authority");
       return organisation.id();
     }},
    {"overlapping_hazards", "hazard.overlaps_hazard", "two open hazards share land", Needs::open_land,
     [](SiteDrafts& s) { return second_hazard(s, moved(s.land.outline(), reach(s.land) / 2, 0)); }},
    {"parts_overlap", "hazard.parts_overlap", "parts of the outline overlap", Needs::nothing, overlapping_parts},
    {"part_twice", "hazard.same_shape", "a part of the outline stands twice", Needs::nothing,
     [](SiteDrafts& s) { return reshape(s, both(s.land.outline(), s.land.outline())); }},
    {"place_outline", "place.invalid_outline", "the outline of a place crosses itself", Needs::nothing,
     [](SiteDrafts& s) { return second_place(s, false); }},
    {"place_twice", "place.same_code", "two places have one code", Needs::nothing,
     [](SiteDrafts& s) { return second_place(s, true); }},
    {"product_before_hazard", "land_release_product.before_hazard", "released before the hazard was identified",
     Needs::cleared,
     [](SiteDrafts& s) {
       return set(s, "land_release_product", "released_on", earlier(s.hazard().date("identified_on"), 100));
     }},
    {"product_future", "land_release_product.released_in_future", "released in the future", Needs::cleared,
     [](SiteDrafts& s) { return set(s, "land_release_product", "released_on", distant_future()); }},
    {"product_outline", "land_release_product.invalid_outline", "the outline of a product crosses itself",
     Needs::cleared,
     [](SiteDrafts& s) {
       s.product()->set("perimeter", bow_tie(s.land.lon, s.land.lat));
       return s.product()->id();
     }},
    {"product_outside", "land_release_product.outside_hazard", "the product lies outside its hazard", Needs::cleared,
     [](SiteDrafts& s) {
       s.product()->set("perimeter", moved(s.product()->shape("perimeter"), reach(s.land) * 2.5, 0));
       return s.product()->id();
     }},
    {"product_tripled", "land_release_product.area_mismatch", "the reported area of a product is tripled",
     Needs::cleared,
     [](SiteDrafts& s) {
       return set(s, "land_release_product", "area_reported", Value{number_of(s.product()->at("area_reported")) * 3});
     }},
    {"product_twice", "land_release_product.released_twice", "the same land was released twice", Needs::cleared,
     [](SiteDrafts& s) {
       Draft& other = s.again(*s.product());
       other.set("local_id", Value{other.text("local_id") + "-B"}).set("released_on", Value{Date{2025, 12, 31}});
       return other.id();
     }},
    {"product_without_area", "land_release_product.without_area", "the product has neither outline nor area",
     Needs::cleared,
     [](SiteDrafts& s) {
       s.product()->set("perimeter", Value{});
       return set(s, "land_release_product", "area_reported", Value{});
     }},
    {"product_without_hazard", "land_release_product.without_hazard", "released land belongs to no hazard",
     Needs::cleared, [](SiteDrafts& s) { return set(s, "land_release_product", "hazard", Value{}); }},
    {"product_without_outline", "land_release_product.without_geometry", "the product has no shape", Needs::cleared,
     [](SiteDrafts& s) { return set(s, "land_release_product", "perimeter", Value{}); }},
    {"progress_cumulative", "progress_report.cumulative", "a progress report is cumulative", Needs::cleared,
     [](SiteDrafts& s) { return set(s, "progress_report", "cumulative", Value{true}); }},
    {"progress_dates", "progress_report.ends_before_it_begins", "a report's period ends before it begins",
     Needs::cleared,
     [](SiteDrafts& s) {
       Draft* report = s.first("progress_report");
       report->set("period_end", earlier(report->date("period_start"), 3));
       return report->id();
     }},
    {"person_twice", "casualty.same_person", "one person is two casualties, written otherwise", Needs::accident,
     [](SiteDrafts& s) {
       const Draft& first = *s.first("casualty");
       s.other = first.id();
       const std::string code = first.text("code"), name = first.text("name");
       return s.again(first).set("code", Value{code + "-B"}).set("name", Value{other_spelling(name)}).id();
     }},
    {"progress_series", "progress_report.cumulative_series", "the reports of a work are cumulative", Needs::cleared,
     cumulative_series},
    {"reclassified_to_nothing", "area_change.reclassified_to_nothing", "reclassified, but not into what",
     Needs::nothing, [](SiteDrafts& s) { return change_of_area(s, "reclassified", 0); }},
    {"reduced_by_interview", "land_release_product.reduced_by_other_work", "reduced by non-technical survey",
     Needs::reduced,
     [](SiteDrafts& s) {
       return of_work(s, [](Draft&, Draft& activity) { activity.set("class", "non_technical_survey"); });
     }},
    {"reference_point_inside", "hazard.reference_point_inside", "the reference point lies inside an open hazard",
     Needs::open_land,
     [](SiteDrafts& s) {
       s.hazard().set("reference_point", s.land.within(1));
       return s.hazard().id();
     }},
    {"released_beyond", "hazard.more_released_than_there_was", "more was released than there was", Needs::open_land,
     released_beyond},
    {"repeated_vertex", "hazard.repeated_vertex", "a vertex stands twice", Needs::nothing, repeated},
    {"required_empty", "field.required", "the contamination is empty", Needs::nothing,
     [](SiteDrafts& s) { return set(s, "hazard", "contamination", Value{}); }},
    {"short_ring", "hazard.ring_too_short", "the outline has two corners", Needs::open_land, too_short},
    {"spot_task_large", "spot_task.looks_like_a_hazard", "a spot task with 25 items", Needs::spot_task,
     [](SiteDrafts& s) { return spot_devices(s, false); }},
    {"spot_task_without_devices", "spot_task.done_without_devices", "destroyed, but no device is recorded",
     Needs::spot_task, [](SiteDrafts& s) { return spot_devices(s, true); }},
    {"suspected_without_evidence", "hazard.suspected_without_evidence", "suspected without evidence", Needs::nothing,
     [](SiteDrafts& s) { return without_evidence(s, "sha"); }},
    {"survivor_without_casualty", "survivor_case.same_as_casualty", "a survivor whose casualty was left out",
     Needs::accident,
     [](SiteDrafts& s) {
       Draft* survivor = s.first("survivor_case", "victim_kind", "survivor");
       const auto casualty = survivor == nullptr ? std::nullopt : Uuid::parse(survivor->text("casualty"));
       if (!casualty) return Uuid{};
       s.other = *casualty;
       const std::string name = survivor->text("name");
       return survivor->set("casualty", Value{}).set("name", Value{other_spelling(name)}).id();
     }},
    {"task_dates", "task.ends_before_it_begins", "the task ends before it begins", Needs::cleared,
     [](SiteDrafts& s) {
       s.first("task")->set("end", earlier(s.first("task")->date("start"), 5));
       return s.first("task")->id();
     }},
    {"task_twice", "task.same_number", "two tasks have one number", Needs::cleared,
     [](SiteDrafts& s) { return s.again(*s.first("task")).id(); }},
    {"turning_point_twice", "hazard.same_point_id", "a turning point stands twice", Needs::nothing, same_turning_point},
    {"two_codes", "field.several_values", "two codes in a field of one", Needs::nothing,
     [](SiteDrafts& s) { return set(s, "hazard", "priority", Value{std::string{"high; low"}}); }},
    {"vague_contamination", "hazard.vague_contamination", "the contamination is mixed", Needs::nothing,
     [](SiteDrafts& s) {
       s.hazard().codes("contamination", {"mixed"});
       return s.hazard().id();
     }},
    {"visit_lots", "qm_visit.more_rejected_than_inspected", "more lots rejected than inspected", Needs::quality,
     [](SiteDrafts& s) { return set(s, "qm_visit", "lots_rejected", number(20)); }},
    {"visit_without_subject", "qm_visit.without_subject", "a quality visit to nothing", Needs::quality,
     [](SiteDrafts& s) {
       set(s, "qm_visit", "activity", Value{});
       return set(s, "qm_visit", "task", Value{});
     }},
};

}  // namespace

Draft* SiteDrafts::first(std::string_view type, std::string_view field, std::string_view text) {
  for (Draft& draft : writer.drafts())
    if (draft.type().name == type && (field.empty() || draft.text(field) == text)) return &draft;
  return nullptr;
}

Draft& SiteDrafts::again(const Draft& draft) {
  Draft copy = draft.copy(id());
  writer.add(std::move(copy));
  return writer.drafts().back();
}

std::span<const FaultKind> planted_kinds() { return kKinds; }

std::vector<FaultDescription> fault_kinds() {
  std::vector<FaultDescription> all;
  for (const FaultKind& kind : kKinds) all.push_back({kind.kind, kind.rule, kind.what});
  all.push_back(kStatedArea);
  return all;
}

}  // namespace tilth::generate
