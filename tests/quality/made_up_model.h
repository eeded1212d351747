// SPDX-License-Identifier: Apache-2.0
// A small programme with one rule for every check in code, each named as its check.
#pragma once

#include "model/model.h"

#include <map>
#include <string>

namespace tilth::tests {

inline std::map<std::string, std::string> made_up_model() {
  // SUBJECT stands for the type's name.
  const auto check = [](const std::string& name, const std::string& with = "{}") {
    return "  - {id: SUBJECT." + name + ", severity: warning, check: " + name + ", with: " + with +
           ", message: {en: \"" + name + "\"}, source: test}\n";
  };
  const auto type = [](const std::string& name, const std::string& head, const std::string& fields,
                       const std::string& rules = "") {
    std::string text = "type: " + name + "\ntitle: {en: " + name + "}\nsource: test\n" + head + "fields:\n" + fields +
                       (rules.empty() ? "" : "rules:\n" + rules);
    for (std::size_t at = text.find("SUBJECT"); at != std::string::npos; at = text.find("SUBJECT", at))
      text.replace(at, 7, name);
    return text;
  };
  return {
      {"model.yaml", "model: test\nversion: '1'\nlanguages: [en]\n"},
      {"codes/lists.yaml",
       "codes: land_class\ntitle: {en: Class}\nsource: test\nvalues:\n  sha: {title: {en: Suspected}}\n  cha: {title: "
       "{en: Confirmed}, aliases: [CHA1]}\n"
       "---\ncodes: state\ntitle: {en: State}\nsource: test\nvalues:\n  open: Open\n  closed: Closed\n  approved: "
       "Approved\n  granted: Granted\n"
       "---\ncodes: product\ntitle: {en: Product}\nsource: test\nvalues:\n  cancelled: C\n  reduced: R\n  cleared: K\n"
       "---\ncodes: evidence_kind\ntitle: {en: Kind}\nsource: test\nvalues:\n  direct: D\n  indirect: I\n"
       "---\ncodes: scope\ntitle: {en: Scope}\nsource: test\nvalues:\n  manual: M\n  eod: E\n"},
      {"types/term_register.yaml", type("term_register", "label: term\n",
                                        "  term: {kind: text}\n  language: {kind: text}\n  preferred: {kind: text}\n")},
      {"types/message.yaml",
       type("message", "label: text\n", "  text: {kind: text}\n  language: {kind: text}\n", check("outdated_term"))},
      {"types/organisation.yaml", type("organisation", "label: name\n", "  name: {kind: text}\n")},
      {"types/place.yaml",
       type("place", "label: name\ngeometry: outline\n",
            "  name: {kind: text}\n  level: {kind: integer}\n  parent: {kind: reference, to: place}\n"
            "  outline: {kind: geometry, geometry: polygon}\n")},
      {"types/hazard.yaml",
       type("hazard", "label: local_id\ngeometry: perimeter\nplace: place\ndated_by: identified_on\n",
            "  local_id: {kind: text, required: true}\n  class: {kind: code, codes: land_class}\n  status: {kind: "
            "code, codes: state}\n"
            "  place: {kind: reference, to: place}\n  perimeter: {kind: geometry, geometry: polygon}\n"
            "  benchmark: {kind: geometry, geometry: point}\n  reference_point: {kind: geometry, geometry: point}\n"
            "  area_reported: {kind: area}\n  identified_on: {kind: date}\n"
            "  devices: {kind: lines, fields: {category: {kind: text}, quantity: {kind: integer}}}\n",
            check("ring_too_short") + check("invalid_geometry") + check("same_shape") + check("repeated_vertex") +
                check("long_edge") + check("parts_overlap") + check("overlap", "{where: \"status <> 'closed'\"}") +
                check("near_duplicate") + check("same_record", "{fields: [class, area_reported, perimeter]}") +
                check("area_mismatch") + check("area_in_degrees") + check("outside_place") +
                check("outside_country", "{box: [20, 0, 40, 10]}") + check("null_island") +
                check("swapped_coordinates", "{box: [20, 0, 40, 10]}") + check("benchmark_inside") +
                check("reference_inside_hazard") + check("place_concentration", "{share: 0.5, at_least: 4}") +
                check("without_geometry") + check("duplicate_key") + check("code_variant") +
                check("differing_value", "{key: local_id, field: class}") + check("hazard_without_evidence") +
                check("duplicate_lines", "{lines: devices, key: [category, quantity]}") + check("remaining_negative") +
                check("product_outside_hazard") +
                "  - {id: SUBJECT.dated, severity: error, must: \"identified_on IS NOT NULL OR task_count = 0\", "
                "message: {en: x}, source: test,\n"
                "     examples: [{identified_on: 2020-01-01, holds: true}, {task_count: 2, holds: false}]}\n"
                "children:\n  task_count: {of: task, by: hazard}\n")},
      {"types/evidence.yaml",
       type("evidence", "", "  hazard: {kind: reference, to: hazard}\n  kind: {kind: code, codes: evidence_kind}\n")},
      {"types/land_point.yaml", type("land_point", "label: point_id\ngeometry: location\n",
                                     "  hazard: {kind: reference, to: hazard}\n  point_id: {kind: text}\n  point_type: "
                                     "{kind: text}\n  part_id: {kind: text}\n"
                                     "  location: {kind: geometry, geometry: point}\n",
                                     check("same_point_id") + check("same_point_place") + check("same_part_id"))},
      {"types/task.yaml", type("task", "label: number\n",
                               "  number: {kind: text}\n  start: {kind: date}\n  end: {kind: date}\n  hazard: {kind: "
                               "reference, to: hazard}\n")},
      {"types/activity.yaml",
       type("activity", "label: local_id\norganisation: organisation\ndated_by: start\n",
            "  local_id: {kind: text}\n  organisation: {kind: reference, to: organisation}\n  task: {kind: reference, "
            "to: task}\n"
            "  hazard: {kind: reference, to: hazard}\n  start: {kind: date}\n  end: {kind: date}\n  method: {kind: "
            "code, codes: scope}\n",
            check("outside_task_dates") + check("not_accredited", "{scope: method}") + check("stale_information") +
                "  - {id: SUBJECT.follows_task, severity: error, must: \"task.number <> 'T-bad'\", message: {en: x}, "
                "source: test,\n"
                "     examples: [{\"task.number\": T-1, holds: true}, {\"task.number\": T-bad, holds: false}]}\n")},
      {"types/accreditation.yaml",
       type("accreditation", "",
            "  organisation: {kind: reference, to: organisation}\n  scope: {kind: code, codes: scope, many: true}\n"
            "  valid_from: {kind: date}\n  valid_to: {kind: date}\n  status: {kind: code, codes: state}\n")},
      {"types/land_release_product.yaml",
       type("land_release_product", "label: local_id\ngeometry: polygon\ndated_by: released_on\n",
            "  local_id: {kind: text}\n  activity: {kind: reference, to: activity}\n  hazard: {kind: reference, to: "
            "hazard}\n"
            "  product: {kind: code, codes: product}\n  status: {kind: code, codes: state}\n  polygon: {kind: "
            "geometry, geometry: polygon}\n"
            "  area_reported: {kind: area}\n  released_on: {kind: date}\n  eo_found: {kind: integer}\n",
            check("clearing_empty_land",
                  "{organisation: activity.organisation, where: \"product = 'cleared'\", at_least: 3}"))},
      {"types/progress.yaml",
       type("progress", "",
            "  activity: {kind: reference, to: activity}\n  period_end: {kind: date}\n  area: {kind: area}\n",
            check("cumulative_series"))},
      {"types/device.yaml", type("device", "geometry: location\n", "  location: {kind: geometry, geometry: point}\n",
                                 check("devices_in_cancelled"))},
      {"types/accident.yaml",
       type("accident", "label: local_id\ngeometry: location\ndated_by: date\n",
            "  local_id: {kind: text}\n  date: {kind: date}\n  location: {kind: geometry, geometry: point}\n  killed: "
            "{kind: integer}\n"
            "  injured: {kind: integer}\n",
            check("accident_in_released") + check("accident_outside_hazard") + check("possible_duplicate_accident"))},
  };
}

}  // namespace tilth::tests
