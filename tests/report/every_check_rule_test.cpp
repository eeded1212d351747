// SPDX-License-Identifier: Apache-2.0
// Every rule of the base model that names a check in code: a bad example that it finds, and a sound neighbour that it
// leaves alone. What `examples:` is to a rule with `must:`. A rule without such a pair fails the last test of this
// file.
//
// Checks that ask the same of many types are shown on each type that has them, with records made from its fields; the
// others by a case each. Many stand in one programme: what a rule says of the bad ones it must not say of the rest.
#include "people/record_linkage.h"
#include "report/base_model_rule_cases.h"
#include "report/made_up_country.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tilth::report {
namespace {

using Names = std::set<std::string>;

struct CheckRule {
  const model::RecordType* type;
  const model::Rule* rule;
  [[nodiscard]] std::string geometry() const { return rule->parameters.value("geometry", type->geometry_field); }
};

/// The rules that name a check for which `wanted` holds.
template <typename Wanted>
std::vector<CheckRule> check_rules(const model::Model& model, Wanted&& wanted) {
  std::vector<CheckRule> rules;
  for (const model::RecordType& type : model.types)
    for (const model::Rule& rule : type.rules)
      if (!rule.check.empty() && wanted(rule)) rules.push_back({&type, &rule});
  return rules;
}

// --- the same outline or point on every type that has the check ------------------------------------------------------

struct Shape {
  const char* name;
  const char* wkt;
  Names found_by;  ///< checks that find it; all others leave it alone
};

// West is the place of each record; it ends at 30.2 degrees east, the country at 30.4. 0.001 degrees are about 111 m.
const Shape kOutlines[] = {
    {"square", "POLYGON((30.01 10.01, 30.02 10.01, 30.02 10.02, 30.01 10.02, 30.01 10.01))", {}},
    {"triangle, the fewest corners", "POLYGON((30.01 10.01, 30.02 10.01, 30.02 10.02, 30.01 10.01))", {}},
    {"two corners", "POLYGON((30.01 10.01, 30.02 10.01, 30.01 10.01))", {"ring_too_short", "invalid_geometry"}},
    {"edges that cross",
     "POLYGON((30.01 10.01, 30.02 10.02, 30.02 10.01, 30.01 10.02, 30.01 10.01))",
     {"invalid_geometry"}},
    {"corner twice", "POLYGON((30.01 10.01, 30.02 10.01, 30.02 10.01, 30.02 10.02, 30.01 10.01))", {"repeated_vertex"}},
    {"corners 0.2 m apart", "POLYGON((30.01 10.01, 30.02 10.01, 30.02 10.010002, 30.02 10.02, 30.01 10.01))", {}},
    {"edge of 5.5 km", "POLYGON((30.01 10.01, 30.06 10.01, 30.06 10.02, 30.01 10.01))", {"long_edge"}},
    {"edge of 4.4 km", "POLYGON((30.01 10.01, 30.05 10.01, 30.05 10.02, 30.01 10.01))", {}},
    {"part twice",
     "MULTIPOLYGON(((30.01 10.01, 30.02 10.01, 30.02 10.02, 30.01 10.01)), ((30.02 10.01, 30.02 10.02, 30.01 10.01, "
     "30.02 10.01)))",
     {"same_shape", "parts_overlap", "invalid_geometry"}},
    {"parts that share a fifth",
     "MULTIPOLYGON(((30.01 10.01, 30.02 10.01, 30.02 10.02, 30.01 10.02, 30.01 10.01)), ((30.018 10.01, 30.028 10.01, "
     "30.028 10.02, 30.018 10.02, 30.018 10.01)))",
     {"parts_overlap", "invalid_geometry"}},
    {"parts that share a hundredth and a half of one",
     "MULTIPOLYGON(((30.01 10.01, 30.02 10.01, 30.02 10.02, 30.01 10.02, 30.01 10.01)), ((30.01985 10.01, 30.02985 "
     "10.01, 30.02985 10.02, 30.01985 10.02, 30.01985 10.01)))",
     {"invalid_geometry"}},
    {"parts side by side",
     "MULTIPOLYGON(((30.01 10.01, 30.02 10.01, 30.02 10.02, 30.01 10.02, 30.01 10.01)), ((30.03 10.01, 30.04 10.01, "
     "30.04 10.02, 30.03 10.02, 30.03 10.01)))",
     {}},
    {"over the edge of its place", "POLYGON((30.19 10.01, 30.21 10.01, 30.21 10.02, 30.19 10.01))", {}},
    {"in another place", "POLYGON((30.21 10.01, 30.22 10.01, 30.22 10.02, 30.21 10.01))", {"outside_place"}},
    {"over the edge of the country",
     "POLYGON((29.99 10.01, 30.01 10.01, 30.01 10.02, 29.99 10.01))",
     {"outside_country"}},
    {"in another country",
     "POLYGON((31.01 10.01, 31.02 10.01, 31.02 10.02, 31.01 10.01))",
     {"outside_country", "outside_place"}},
    {"round 0 degrees",
     "POLYGON((-0.01 -0.01, 0.01 -0.01, 0 0.01, -0.01 -0.01))",
     {"null_island", "outside_country", "outside_place"}},
    {"exchanged",
     "POLYGON((10.01 30.01, 10.01 30.02, 10.02 30.02, 10.01 30.01))",
     {"swapped_coordinates", "outside_country", "outside_place"}},
};
const Shape kPoints[] = {
    {"point", "POINT(30.01 10.01)", {}},
    {"point in another place", "POINT(30.21 10.01)", {"outside_place"}},
    {"point in another country", "POINT(31.01 10.01)", {"outside_country", "outside_place"}},
    {"point at 0 degrees", "POINT(0 0)", {"null_island", "outside_country", "outside_place"}},
    {"point 2 km from 0 degrees", "POINT(0.018 0)", {"outside_country", "outside_place"}},
    {"point exchanged", "POINT(10.01 30.01)", {"swapped_coordinates", "outside_country", "outside_place"}},
    {"point exchanged of another country", "POINT(10.01 31.01)", {"outside_country", "outside_place"}},
};

/// The shapes that a geometry field can hold.
std::vector<Shape> shapes_for(const model::Field& field) {
  std::vector<Shape> shapes;
  if (field.geometry != "point") shapes.insert(shapes.end(), std::begin(kOutlines), std::end(kOutlines));
  if (field.geometry != "polygon") shapes.insert(shapes.end(), std::begin(kPoints), std::end(kPoints));
  return shapes;
}

bool is_shape_check(const model::Rule& rule) {
  const auto finds = [&](const Shape& shape) { return shape.found_by.contains(rule.check); };
  return std::any_of(std::begin(kOutlines), std::end(kOutlines), finds) ||
         std::any_of(std::begin(kPoints), std::end(kPoints), finds);
}

// --- two records of one key ------------------------------------------------------------------------------------------

/// With `where` it takes more than the key: these have a case.
bool is_key_check(const model::Rule& rule) {
  return rule.check == "duplicate_key" && !rule.parameters.contains("where");
}

std::vector<std::string> key_of(const CheckRule& each) {
  const Json key = each.rule->parameters.value("key", Json(each.type->label_field));
  return key.is_string() ? std::vector{key.get<std::string>()} : key.get<std::vector<std::string>>();
}

/// A value of a field by its kind, `which` 0 or 1. A record that it refers to is put into `more` as well.
Json made_value(const model::Model& model, const model::Field& field, int which, std::map<std::string, Names>& more) {
  Json value;
  switch (field.kind) {
    case model::FieldKind::text:
      value = "Key " + std::to_string(which);
      break;
    case model::FieldKind::integer:
      value = static_cast<std::int64_t>(field.minimum.value_or(1)) + which;
      break;
    case model::FieldKind::date:
      value = "2021-05-0" + std::to_string(1 + which);
      break;
    case model::FieldKind::boolean:
      value = which == 0;
      break;
    case model::FieldKind::code:
      value = model.find_codes(field.codes)->codes.at(static_cast<std::size_t>(which)).value;
      break;
    case model::FieldKind::reference:
      value = field.refers_to + " " + std::to_string(which);
      more[field.refers_to].insert(value.get<std::string>());
      break;
    default:
      ADD_FAILURE() << "a key of kind " << text_of(field.kind) << ": say here what its values look like";
  }
  return field.many ? Json::array({value}) : value;
}

// --- cases -----------------------------------------------------------------------------------------------------------

struct Case {
  std::string rule;
  Json with, bad, sound;  ///< {type: [record]}: what both programmes have, and what one of them has alone
};

std::vector<Case> cases_in(const char* table) {
  std::vector<Case> cases;
  const Json rows = Json::parse(table, nullptr, true, true);  // with comments
  for (const Json& row : rows)
    cases.push_back({row.at("rule"), row.value("with", Json::object()), row.at("bad"), row.at("sound")});
  return cases;
}

/// A record of a case may stand several times: {"times": 20, ...}.
void put(Json& programme, const Json& records) {
  for (const auto& [type, list] : records.items())
    for (Json record : list) {
      const int times = record.value("times", 1);
      record.erase("times");
      for (int i = 0; i < times; ++i) programme[type].push_back(record);
    }
}

/// The programme of all bad examples, and that of their sound neighbours.
std::pair<Json, Json> programmes_of(const std::vector<Case>& cases) {
  Json bad, sound;
  for (const Case& one : cases) {
    put(bad, one.with);
    put(bad, one.bad);
    put(sound, one.with);
    put(sound, one.sound);
  }
  return {bad, sound};
}

// All in one programme, so no two of them speak of the same land, work or key.
const char* const kCases = R"json([
  // 0.1 by 0.1 degrees, of which a map's tool told 0.01.
  {"rule": "event.area_in_degrees",
    "bad": {"event": [
             {"kind": "battle", "happened_on": "2021-05-01", "place": "west", "location": "POLYGON((30.05 10.05, 30.15 10.05, 30.15 10.15, 30.05 10.15, 30.05 10.05))", "area_reported": 0.01}]},
    "sound": {"event": [
               {"kind": "battle", "happened_on": "2021-05-01", "place": "west", "location": "POLYGON((30.05 10.05, 30.15 10.05, 30.15 10.15, 30.05 10.15, 30.05 10.05))", "area_reported": 121200000}]}},
  {"rule": "hazard.area_in_degrees",
    "bad": {"hazard": [
             {"id": "degrees", "local_id": "DEGREES", "class": "indication", "status": "open", "place": "east", "contamination": ["ied"], "identified_on": "2021-01-01", "perimeter": "POLYGON((30.25 10.05, 30.35 10.05, 30.35 10.15, 30.25 10.15, 30.25 10.05))", "area_reported": 0.01}]},
    "sound": {"hazard": [
               {"id": "degrees", "local_id": "DEGREES", "class": "indication", "status": "open", "place": "east", "contamination": ["ied"], "identified_on": "2021-01-01", "perimeter": "POLYGON((30.25 10.05, 30.35 10.05, 30.35 10.15, 30.25 10.15, 30.25 10.05))", "area_reported": 121200000}]}},
  // 110 m by 111 m: 12,120 m2.
  {"rule": "land_release_product.area_mismatch",
    "bad": {"land_release_product": [{"id": "p", "area_reported": 13000}]},
    "sound": {"land_release_product": [{"id": "p", "area_reported": 12500}]}},
  // With the product of the country: 11 of 20 are more than half, 10 are not.
  {"rule": "land_release_product.clearing_empty_land",
    "with": {"hazard": [
              {"id": "empty", "local_id": "EMPTY", "class": "indication", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "area_reported": 100000}]},
    "bad": {"land_release_product": [
             {"times": 11, "hazard": "empty", "organisation": "org", "product": "cleared", "status": "approved", "released_on": "2021-05-01", "area_reported": 100, "eo_found": 0},
             {"times": 8, "hazard": "empty", "organisation": "org", "product": "cleared", "status": "approved", "released_on": "2021-05-01", "area_reported": 100, "eo_found": 2}]},
    "sound": {"land_release_product": [
               {"times": 10, "hazard": "empty", "organisation": "org", "product": "cleared", "status": "approved", "released_on": "2021-05-01", "area_reported": 100, "eo_found": 0},
               {"times": 9, "hazard": "empty", "organisation": "org", "product": "cleared", "status": "approved", "released_on": "2021-05-01", "area_reported": 100, "eo_found": 2}]}},
  // The last report is the total of the products; or each is what was done since the one before.
  {"rule": "progress_report.cumulative_series",
    "with": {"activity": [{"id": "grows", "local_id": "GROWS", "class": "technical_survey", "status": "completed"}],
             "hazard": [
              {"id": "grown", "local_id": "GROWN", "class": "indication", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "area_reported": 100000}],
             "progress_report": [
              {"activity": "grows", "period_start": "2021-03-01", "period_end": "2021-03-10", "area": 100},
              {"activity": "grows", "period_start": "2021-03-11", "period_end": "2021-03-20", "area": 200},
              {"activity": "grows", "period_start": "2021-03-21", "period_end": "2021-03-30", "area": 300}]},
    "bad": {"land_release_product": [
             {"hazard": "grown", "activity": "grows", "product": "reduced", "status": "approved", "released_on": "2021-05-01", "area_reported": 300}]},
    "sound": {"land_release_product": [
               {"hazard": "grown", "activity": "grows", "product": "reduced", "status": "approved", "released_on": "2021-05-01", "area_reported": 600}]}},
  // The second was entered after the first.
  {"rule": "progress_report.stale_information",
    "bad": {"progress_report": [
             {"activity": "nts", "period_start": "2021-02-01", "period_end": "2021-02-10"},
             {"activity": "nts", "period_start": "2021-02-01", "period_end": "2021-02-09"}]},
    "sound": {"progress_report": [
               {"activity": "nts", "period_start": "2021-02-01", "period_end": "2021-02-09"},
               {"activity": "nts", "period_start": "2021-02-01", "period_end": "2021-02-10"}]}},
  {"rule": "completion_report.stale_information",
    "bad": {"completion_report": [
             {"local_id": "C1", "task": "t", "hazard": "h", "status": "submitted", "completed_on": "2021-06-01"},
             {"local_id": "C2", "task": "t", "hazard": "h", "status": "submitted", "completed_on": "2021-05-01"}]},
    "sound": {"completion_report": [
               {"local_id": "C1", "task": "t", "hazard": "h", "status": "submitted", "completed_on": "2021-05-01"},
               {"local_id": "C2", "task": "t", "hazard": "h", "status": "submitted", "completed_on": "2021-06-01"}]}},
  {"rule": "kap_survey.other_questionnaire",
    "with": {"kap_survey": [
              {"local_id": "K1", "study": "Kitara", "round": "baseline", "questionnaire": "2021", "held_on": "2021-05-01", "design": "simple"}]},
    "bad": {"kap_survey": [
             {"local_id": "K2", "study": "Kitara", "round": "endline", "questionnaire": "2022", "held_on": "2022-05-01", "design": "simple"}]},
    "sound": {"kap_survey": [
               {"local_id": "K2", "study": "Kitara", "round": "endline", "questionnaire": "2021", "held_on": "2022-05-01", "design": "simple"}]}},
  {"rule": "land_release_product.released_twice",
    "with": {"hazard": [
              {"id": "twice", "local_id": "TWICE", "class": "indication", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "perimeter": "POLYGON((30.02 10.12, 30.03 10.12, 30.03 10.13, 30.02 10.13, 30.02 10.12))"}],
             "land_release_product": [
              {"hazard": "twice", "product": "reduced", "status": "approved", "released_on": "2021-05-01", "perimeter": "POLYGON((30.02 10.12, 30.025 10.12, 30.025 10.13, 30.02 10.13, 30.02 10.12))"}]},
    "bad": {"land_release_product": [
             {"hazard": "twice", "product": "reduced", "status": "approved", "released_on": "2021-06-01", "perimeter": "POLYGON((30.024 10.12, 30.03 10.12, 30.03 10.13, 30.024 10.13, 30.024 10.12))"}]},
    "sound": {"land_release_product": [
               {"hazard": "twice", "product": "reduced", "status": "approved", "released_on": "2021-06-01", "perimeter": "POLYGON((30.025 10.12, 30.03 10.12, 30.03 10.13, 30.025 10.13, 30.025 10.12))"}]}},
  {"rule": "land_release_product.before_hazard",
    "bad": {"land_release_product": [{"hazard": "h", "product": "reduced", "status": "approved", "released_on": "2020-12-31", "area_reported": 100}]},
    "sound": {"land_release_product": [{"hazard": "h", "product": "reduced", "status": "approved", "released_on": "2021-01-01", "area_reported": 100}]}},
  {"rule": "land_release_product.without_area",
    "bad": {"land_release_product": [{"hazard": "h", "product": "reduced", "status": "approved", "released_on": "2021-05-01"}]},
    "sound": {"land_release_product": [{"hazard": "h", "product": "reduced", "status": "approved", "released_on": "2021-05-01", "area_reported": 100}]}},
  {"rule": "land_release_product.same_part_id",
    "bad": {"land_release_product": [{"id": "p", "parts": [{"part_id": "A"}, {"part_id": " A"}]}]},
    "sound": {"land_release_product": [{"id": "p", "parts": [{"part_id": "A"}, {"part_id": "B"}, {"note": "none"}, {"note": "none"}]}]}},
  {"rule": "land_release_product.same_point_id",
    "bad": {"land_release_product": [
             {"id": "p", "turning_points": [{"point_id": "T1", "point_type": "turning"}, {"point_id": "T1 ", "point_type": "turning"}]}]},
    "sound": {"land_release_product": [
               {"id": "p", "turning_points": [{"point_id": "T1", "point_type": "turning"}, {"point_id": "T1", "point_type": "start"}]}]}},
  {"rule": "hazard.without_area",
    "bad": {"hazard": [
             {"local_id": "NOWHERE", "class": "indication", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01"}]},
    "sound": {"hazard": [
               {"local_id": "NOWHERE", "class": "indication", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "area_reported": 100}]}},
  // They share 19 parts of 21; the neighbours 16 of 24.
  {"rule": "hazard.near_duplicate",
    "with": {"hazard": [
              {"local_id": "NEAR1", "class": "indication", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "perimeter": "POLYGON((30.02 10.16, 30.04 10.16, 30.04 10.17, 30.02 10.17, 30.02 10.16))"}]},
    "bad": {"hazard": [
             {"local_id": "NEAR2", "class": "indication", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "perimeter": "POLYGON((30.021 10.16, 30.041 10.16, 30.041 10.17, 30.021 10.17, 30.021 10.16))"}]},
    "sound": {"hazard": [
               {"local_id": "NEAR2", "class": "indication", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "perimeter": "POLYGON((30.024 10.16, 30.044 10.16, 30.044 10.17, 30.024 10.17, 30.024 10.16))"}]}},
  {"rule": "device_line.twice_on_one_hazard",
    "bad": {"device_line": [{"times": 2, "hazard": "h", "category": "av", "quantity": 2}]},
    "sound": {"device_line": [{"hazard": "h", "category": "av", "quantity": 2}, {"hazard": "h", "category": "av", "quantity": 3}]}},
  {"rule": "device_line.twice_on_one_accident",
    "bad": {"device_line": [{"times": 2, "accident": "acc", "category": "av", "quantity": 2}]},
    "sound": {"device_line": [{"accident": "acc", "category": "av", "quantity": 2}, {"accident": "acc", "category": "av", "quantity": 3}]}},
  {"rule": "device_line.twice_on_one_spot_task",
    "bad": {"device_line": [{"times": 2, "spot_task": "sp", "category": "av", "quantity": 2}]},
    "sound": {"device_line": [{"spot_task": "sp", "category": "av", "quantity": 2}, {"spot_task": "sp", "category": "av", "quantity": 3}]}},
  {"rule": "device_line.same_point_id",
    "with": {"device_line": [{"hazard": "h", "category": "mortar", "point_id": "D1", "quantity": 1}]},
    "bad": {"device_line": [{"hazard": "h", "category": "mortar", "point_id": " D1", "quantity": 2}]},
    "sound": {"device_line": [{"hazard": "h", "category": "av", "point_id": "D1", "quantity": 4}]}},
  {"rule": "device_line.same_point_id_in_one_activity",
    "with": {"device_line": [{"activity": "a", "category": "mortar", "point_id": "D1", "quantity": 1}]},
    "bad": {"device_line": [{"activity": "a", "category": "mortar", "point_id": " D1", "quantity": 2}]},
    "sound": {"device_line": [{"activity": "nts", "category": "mortar", "point_id": "D1", "quantity": 2}]}},
  {"rule": "device_line.same_place_as_another",
    "with": {"device_line": [{"hazard": "h", "category": "mortar", "quantity": 5, "location": "POINT(30.102 10.102)"}]},
    "bad": {"device_line": [{"hazard": "h", "category": "mortar", "quantity": 6, "location": "POINT(30.102 10.102)"}]},
    "sound": {"device_line": [{"hazard": "h", "category": "mortar", "quantity": 6, "location": "POINT(30.102 10.102002)"}]}},
  {"rule": "device_line.same_place_in_one_activity",
    "with": {"device_line": [{"activity": "a", "category": "mortar", "quantity": 5, "location": "POINT(30.102 10.102)"}]},
    "bad": {"device_line": [{"activity": "a", "category": "mortar", "quantity": 6, "location": "POINT(30.102 10.102)"}]},
    "sound": {"device_line": [{"activity": "nts", "category": "mortar", "quantity": 6, "location": "POINT(30.102 10.102)"}]}},
  {"rule": "activity.same_record",
    "with": {"activity": [{"local_id": "S1", "class": "clearance", "status": "completed", "report": "R-7"}]},
    "bad": {"activity": [{"local_id": "S2", "class": "clearance", "status": "completed", "report": "r-7"}]},
    "sound": {"activity": [{"local_id": "S2", "class": "clearance", "status": "completed", "report": "R-8"}]}},
  {"rule": "activity.surveyed_twice",
    "with": {"activity": [
              {"local_id": "S3", "class": "technical_survey", "status": "completed", "report": "R-1", "area": "POLYGON((30.06 10.01, 30.07 10.01, 30.07 10.02, 30.06 10.01))"}]},
    "bad": {"activity": [
             {"local_id": "S4", "class": "technical_survey", "status": "completed", "report": "R-2", "area": "POLYGON((30.06 10.01, 30.07 10.01, 30.07 10.02, 30.06 10.01))"}]},
    "sound": {"activity": [
               {"local_id": "S4", "class": "non_technical_survey", "status": "completed", "report": "R-2", "area": "POLYGON((30.06 10.01, 30.07 10.01, 30.07 10.02, 30.06 10.01))"}]}},
  // Whole words, whatever their case.
  {"rule": "message_translation.outdated_term",
    "with": {"term_register": [{"term": "invalid", "language": "en", "preferred": "person with a disability"}],
             "public_message": [{"id": "m", "local_id": "M1"}]},
    "bad": {"message_translation": [{"message": "m", "language": "en", "text": "Invalids are helped, an Invalid too."}]},
    "sound": {"message_translation": [
               {"message": "m", "language": "en", "text": "Invalids are helped."},
               {"message": "m", "language": "fr", "text": "Billet invalid."}]}},
  {"rule": "sdg_link.two_primaries",
    "with": {"sdg_link": [{"product": "p", "target": "1.3", "kind": "direct", "primary": true, "unit": "m2", "linked_on": "2021-05-01"}]},
    "bad": {"sdg_link": [{"product": "p", "target": "1.4", "kind": "direct", "primary": true, "unit": "m2", "linked_on": "2021-05-01"}]},
    "sound": {"sdg_link": [
               {"product": "p", "target": "1.4", "kind": "direct", "primary": false, "unit": "m2", "linked_on": "2021-05-01"},
               {"product": "p", "target": "2.3", "kind": "direct", "primary": true, "unit": "people", "linked_on": "2021-05-01"},
               {"subject": "x", "target": "1.3", "kind": "direct", "primary": true, "unit": "m2", "linked_on": "2021-05-01"},
               {"subject": "y", "target": "1.3", "kind": "direct", "primary": true, "unit": "m2", "linked_on": "2021-05-01"}]}},
  // The one hazard with anti-personnel mines that was known by the end of 2019.
  {"rule": "form_entry.area_differs",
    "with": {"hazard": [
              {"local_id": "OLD", "class": "indication", "status": "open", "place": "west", "contamination": ["ap_mine"], "identified_on": "2019-01-01", "area_reported": 1000}],
             "treaty_report": [
              {"id": "2019", "local_id": "A7-19", "treaty": "apmbc", "state": "AF", "year": 2019, "kind": "annual", "version": 1, "due_on": "2020-04-30", "status": "draft"}]},
    "bad": {"form_entry": [{"report": "2019", "form": "c", "state": "changed", "total_area": 1500}]},
    "sound": {"form_entry": [{"report": "2019", "form": "c", "state": "changed", "total_area": 1000}]}}
])json";

// People who may stand twice, looked for by tilth link alone. The sound neighbour is somebody else of the same place.
const char* const kPeople = R"json([
  {"rule": "casualty.same_person",
    "with": {"casualty": [
              {"name": "Amina Karimi", "happened_on": "2020-06-01", "place": "west", "sex": "female", "age_band": "adult", "outcome": "injured", "civil_status": "civilian"}]},
    "bad": {"casualty": [
             {"name": "KARIMI, Amina", "happened_on": "2020-06-01", "place": "west", "sex": "female", "age_band": "adult", "outcome": "injured", "civil_status": "civilian"}]},
    "sound": {"casualty": [
               {"name": "Hawa Traore", "happened_on": "2020-06-01", "place": "west", "sex": "female", "age_band": "adult", "outcome": "injured", "civil_status": "civilian"}]}},
  {"rule": "cva_grant.same_person",
    "with": {"cva_grant": [
              {"local_id": "G1", "recipient_kind": "person", "recipient_code": "R1", "recipient_name": "Yusuf Barre", "sex": "male", "age_band": "adult", "place": "west", "pillar_link": "va", "modality": "cash", "amount": 1000, "currency": "USD", "granted_on": "2021-01-01"}]},
    "bad": {"cva_grant": [
             {"local_id": "G2", "recipient_kind": "person", "recipient_code": "R2", "recipient_name": "Yusuf Barre", "sex": "male", "age_band": "adult", "place": "west", "pillar_link": "va", "modality": "cash", "amount": 1000, "currency": "USD", "granted_on": "2021-02-01"}]},
    "sound": {"cva_grant": [
               {"local_id": "G2", "recipient_kind": "person", "recipient_code": "R1", "recipient_name": "Yusuf Barre", "sex": "male", "age_band": "adult", "place": "west", "pillar_link": "va", "modality": "cash", "amount": 1000, "currency": "USD", "granted_on": "2021-02-01"}]}},
  {"rule": "registration.same_person",
    "with": {"meeting": [{"id": "meeting"}],
             "registration": [
              {"meeting": "meeting", "participant": "P1", "name": "Leila Haddad", "organisation_name": "North Survey", "category": "state_party", "country": "AF", "sex": "female", "registered_on": "2021-05-01"}]},
    "bad": {"registration": [
             {"meeting": "meeting", "participant": "P2", "name": "Leila Haddad", "organisation_name": "North Survey", "category": "state_party", "country": "AF", "sex": "female", "registered_on": "2021-05-02"}]},
    "sound": {"registration": [
               {"meeting": "meeting", "participant": "P2", "name": "Zahra Noori", "organisation_name": "North Survey", "category": "state_party", "country": "AF", "sex": "female", "registered_on": "2021-05-02"}]}},
  {"rule": "survivor_case.same_person",
    "with": {"survivor_case": [
              {"local_id": "V1", "name": "Omar Diallo", "victim_kind": "indirect_victim", "registered_on": "2021-05-01", "place": "west", "sex": "male", "age_band": "adult", "age": 40, "consent": true, "status": "identified"}]},
    "bad": {"survivor_case": [
             {"local_id": "V2", "name": "Omar Diallo", "victim_kind": "indirect_victim", "registered_on": "2021-06-01", "place": "west", "sex": "male", "age_band": "adult", "age": 41, "consent": true, "status": "identified"}]},
    "sound": {"survivor_case": [
               {"local_id": "V2", "name": "Bilal Sesay", "victim_kind": "indirect_victim", "registered_on": "2021-06-01", "place": "west", "sex": "male", "age_band": "adult", "age": 40, "consent": true, "status": "identified"}]}},
  // Who was killed is no survivor.
  {"rule": "survivor_case.same_as_casualty",
    "with": {"survivor_case": [
              {"local_id": "V3", "name": "FARAH, Nadia", "victim_kind": "survivor", "registered_on": "2021-05-01", "place": "east", "sex": "female", "age_band": "adult", "consent": true, "status": "identified"}]},
    "bad": {"casualty": [
             {"name": "Nadia Farah", "happened_on": "2019-06-01", "place": "east", "sex": "female", "age_band": "adult", "outcome": "injured", "civil_status": "civilian"}]},
    "sound": {"casualty": [
               {"name": "Nadia Farah", "happened_on": "2019-06-01", "place": "east", "sex": "female", "age_band": "adult", "outcome": "killed", "civil_status": "civilian"}]}}
])json";

class EveryCheckRule : public testing::Test {
 protected:
  /// How often each rule speaks, and of which records: by the name that they were written with, else as an id.
  struct Told {
    std::map<std::string, int> findings;
    std::map<std::string, Names> records;
  };

  Told check(const Json& programme) {
    std::map<Uuid, std::string> names;
    for (const auto& [type, list] : programme.items())
      for (const Json& record : list)
        if (record.contains("id"))
          names[test::MadeUpCountry::id_of(record.at("id").get<std::string>())] = record.at("id").get<std::string>();
    Told told;
    for (const Finding& finding : country_.findings_with(programme)) {
      ++told.findings[finding.rule];
      for (const Uuid& id : finding.records)
        told.records[finding.rule].insert(names.contains(id) ? names.at(id) : id.text());
    }
    return told;
  }

  test::MadeUpCountry country_;
};

TEST_F(EveryCheckRule, OfAShapeOrAPlaceFindsTheBadShapesOfItsTypeAlone) {
  const std::vector<CheckRule> rules = check_rules(country_.model(), is_shape_check);
  Json programme;
  std::map<std::string, Names> bad;  // by rule
  std::set<std::string> drawn;
  for (const CheckRule& each : rules) {
    const std::string field = each.geometry(), subject = each.type->name + "." + field;
    const bool first = drawn.insert(subject).second;
    for (const Shape& shape : shapes_for(*each.type->find(field))) {
      const std::string name = subject + ": " + shape.name;
      if (shape.found_by.contains(each.rule->check)) bad[each.rule->id].insert(name);
      if (!first) continue;
      Json record = {{"id", name}, {field, shape.wkt}};
      if (!each.type->place_field.empty()) record[each.type->place_field] = "west";
      // The country is as large as its places.
      if (each.type->name != "place" || !shape.found_by.contains("outside_country"))
        programme[each.type->name].push_back(record);
    }
  }
  Told told = check(programme);
  for (const CheckRule& each : rules) {
    SCOPED_TRACE(each.rule->id);
    EXPECT_FALSE(bad[each.rule->id].empty()) << "no bad shape for this type";
    EXPECT_EQ(told.records[each.rule->id], bad[each.rule->id]);
    EXPECT_EQ(told.findings[each.rule->id], static_cast<int>(bad[each.rule->id].size()));
  }
}

TEST_F(EveryCheckRule, OfAKeyFindsTheTwoThatAreAlikeInIt) {
  const std::vector<CheckRule> rules = check_rules(country_.model(), is_key_check);
  Json programme;
  std::map<std::string, Names> referred;  // by type
  for (const CheckRule& each : rules) {
    const std::vector<std::string> key = key_of(each);
    Json first = {{"id", each.rule->id + " first"}}, second = {{"id", each.rule->id + " second"}};
    for (const std::string& name : key) {
      const model::Field* field = each.type->find(name);
      ASSERT_NE(field, nullptr) << each.rule->id << ": " << name;
      first[name] = second[name] = made_value(country_.model(), *field, 0, referred);
      if (field->kind == model::FieldKind::text) second[name] = " KEY  0 ";  // case and spaces aside
    }
    for (const std::string& name : key) {
      Json other = first;
      other["id"] = each.rule->id + " with another " + name;
      other[name] = made_value(country_.model(), *each.type->find(name), 1, referred);
      programme[each.type->name].push_back(other);
    }
    programme[each.type->name].push_back(first);
    programme[each.type->name].push_back(second);
  }
  for (const auto& [type, names] : referred)
    for (const std::string& name : names) programme[type].push_back(Json{{"id", name}});
  Told told = check(programme);
  for (const CheckRule& each : rules) {
    SCOPED_TRACE(each.rule->id);
    EXPECT_EQ(told.findings[each.rule->id], 1);
    EXPECT_EQ(told.records[each.rule->id], (Names{each.rule->id + " first", each.rule->id + " second"}));
  }
}

bool is_heap_check(const model::Rule& rule) { return rule.check == "place_concentration"; }
bool is_map_check(const model::Rule& rule) { return rule.check == "without_geometry"; }

TEST_F(EveryCheckRule, OfAHeapFindsThePlaceWithMoreThanItsShare) {
  const std::vector<CheckRule> rules = check_rules(country_.model(), is_heap_check);
  // 50 records and those of the country, in five villages under two parents; a fifth is no heap.
  const auto spread = [&](const std::vector<int>& counts) {
    Json programme;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const std::string village = "village " + std::to_string(i);
      programme["place"].push_back(Json{{"id", village}, {"name", village}, {"parent", i < 2 ? "west" : "east"}});
      for (const CheckRule& each : rules)
        for (int n = 0; n < counts[i]; ++n)
          programme[each.type->name].push_back(Json{{each.type->place_field, village}});
    }
    return programme;
  };
  Told heap = check(spread({8, 12, 10, 10, 10})), even = check(spread({10, 10, 10, 10, 10}));
  for (const CheckRule& each : rules) {
    SCOPED_TRACE(each.rule->id);
    EXPECT_EQ(heap.findings[each.rule->id], 1);
    EXPECT_EQ(heap.records[each.rule->id], Names{"village 1"});
    EXPECT_EQ(even.findings[each.rule->id], 0);
  }
}

TEST_F(EveryCheckRule, OfWhatNoMapShowsSpeaksOnceForAllRecords) {
  const std::vector<CheckRule> rules = check_rules(country_.model(), is_map_check);
  Json bare, drawn;
  for (const CheckRule& each : rules) {
    const std::string field = each.geometry();
    Json& without = bare[each.type->name];
    without.push_back(Json{{"id", each.rule->id + " 1"}});
    without.push_back(Json{{"id", each.rule->id + " 2"}});
    drawn[each.type->name].push_back(
        Json{{"id", each.rule->id}, {field, shapes_for(*each.type->find(field)).front().wkt}});
  }
  Told missing = check(bare), shown = check(drawn);
  for (const CheckRule& each : rules) {
    SCOPED_TRACE(each.rule->id);
    EXPECT_EQ(missing.findings[each.rule->id], 1);
    EXPECT_EQ(shown.findings[each.rule->id], 0);
  }
}

TEST_F(EveryCheckRule, WithACaseOfItsOwnFiresOnceAndNotForTheNeighbour) {
  const std::vector<Case> cases = cases_in(kCases);
  const auto [bad, sound] = programmes_of(cases);
  Told of_bad = check(bad), of_sound = check(sound);
  for (const Case& one : cases) {
    SCOPED_TRACE(one.rule);
    EXPECT_EQ(of_bad.findings[one.rule], 1);
    EXPECT_EQ(of_sound.findings[one.rule], 0);
  }
  EXPECT_EQ(of_bad.findings["field.code_unknown"] + of_sound.findings["field.code_unknown"], 0) << "a case of no model";
}

TEST_F(EveryCheckRule, OfOnePersonProposesThePairAndNobodyElse) {
  const std::vector<Case> cases = cases_in(kPeople);
  const auto proposed = [&](const Json& programme) {
    const auto store = country_.with(programme);
    std::map<std::string, std::size_t> pairs;
    for (const CheckRule& each :
         check_rules(*store->model(), [](const model::Rule& rule) { return rule.check == people::kSamePersonCheck; })) {
      SilentProgress silent;
      const people::LinkageRule rule = people::read_linkage_rule(*store->model(), *each.type, *each.rule);
      pairs[each.rule->id] = people::link_records(*store, {}, rule, {}, silent).pairs.size();
    }
    return pairs;
  };
  const auto [bad, sound] = programmes_of(cases);
  std::map<std::string, std::size_t> of_bad = proposed(bad), of_sound = proposed(sound);
  for (const Case& one : cases) {
    SCOPED_TRACE(one.rule);
    EXPECT_EQ(of_bad[one.rule], 1U);
    EXPECT_EQ(of_sound[one.rule], 0U);
  }
}

TEST_F(EveryCheckRule, HasABadExampleAndASoundNeighbour) {
  Names shown = rules_shown_one_by_one();
  for (const char* table : {kCases, kPeople})
    for (const Case& one : cases_in(table)) shown.insert(one.rule);
  for (const CheckRule& each : check_rules(country_.model(), [](const model::Rule&) { return true; })) {
    const model::Rule& rule = *each.rule;
    EXPECT_TRUE(is_shape_check(rule) || is_key_check(rule) || is_heap_check(rule) || is_map_check(rule) ||
                shown.contains(rule.id))
        << rule.id << " has no example: give it a case here (kCases) or in base_model_rules_test.cpp";
  }
}

}  // namespace
}  // namespace tilth::report
