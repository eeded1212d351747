// SPDX-License-Identifier: Apache-2.0
// Each numbered rule of the base model over a whole programme: one bad record, one finding, and none without it.
#include "report/base_model_rule_cases.h"
#include "report/made_up_country.h"

#include <gtest/gtest.h>

#include <set>

namespace tilth::report {
namespace {

struct Case {
  const char* rule;
  /// What is added to the country, or changed in it by id: a record with a known id replaces those fields.
  const char* bad;
  std::size_t findings = 1;
};

class BaseModelRules : public testing::Test {
 protected:
  /// The findings of a country with something bad in it, by rule.
  std::multiset<std::string> found(const Json& bad) {
    std::multiset<std::string> rules;
    for (const Finding& finding : country_.findings_with(bad)) rules.insert(finding.rule);
    return rules;
  }

  void fires(const Case& one) {
    SCOPED_TRACE(one.rule);
    const std::multiset<std::string> rules = found(Json::parse(one.bad));
    std::string all;
    for (const std::string& rule : rules) all += " " + rule;
    EXPECT_EQ(rules.count(one.rule), one.findings) << "found:" << all;
  }

 private:
  test::MadeUpCountry country_;
};

const Case kCases[] = {
    {"hazard.ring_too_short",
     R"json({"hazard": [{"id": "h", "perimeter": "POLYGON((30.1 10.1, 30.104 10.1, 30.1 10.1))"}]})json"},
    {"hazard.invalid_outline",
     R"json({"hazard": [{"id": "h", "perimeter": "POLYGON((30.1 10.1, 30.104 10.104, 30.104 10.1, 30.1 10.104, 30.1 10.1))"}]
})json"},
    {"hazard.same_shape",
     R"json({"hazard": [{"id": "h", "perimeter": "MULTIPOLYGON(((30.1 10.1, 30.104 10.1, 30.104 10.104, 30.1 10.104, 30.1 10.1)), ((30.1 10.1, 30.104 10.1, 30.104 10.104, 30.1 10.104, 30.1 10.1)))"}]
})json"},
    {"hazard.same_part_id", R"json({"hazard": [{"id": "h", "parts": [{"part_id": "A"}, {"part_id": " A "}]}]})json"},
    {"hazard.repeated_vertex",
     R"json({"hazard": [{"id": "h", "perimeter": "POLYGON((30.1 10.1, 30.104 10.1, 30.104 10.1, 30.104 10.104, 30.1 10.104, 30.1 10.1))"}]
})json"},
    {"hazard.same_point_id",
     R"json({"hazard": [{"id": "h", "turning_points": [{"point_id": "T1", "point_type": "turning"}, {"point_id": "T1", "point_type": "turning"}]}]})json"},
    {"evidence.same_place_as_another",
     R"json({"evidence": [{"hazard": "h", "kind": "indirect", "kind_of": "craters", "seen_on": "2021-01-01", "location": "POINT(30.101 10.101)"}]
})json"},
    {"evidence.same_point_id",
     R"json({"evidence": [{"id": "e", "point_id": "E1"}, {"hazard": "h", "kind": "direct", "kind_of": "eo_present", "point_id": "E1 ", "seen_on": "2021-01-01", "location": "POINT(30.102 10.101)"}]
})json"},
    {"land_release_product.long_edge",
     R"json({"land_release_product": [{"id": "p", "perimeter": "POLYGON((30.1 10.1, 30.16 10.1, 30.16 10.101, 30.1 10.101, 30.1 10.1))"}]
})json"},
    {"hazard.parts_overlap",
     R"json({"hazard": [{"id": "h", "perimeter": "MULTIPOLYGON(((30.1 10.1, 30.104 10.1, 30.104 10.104, 30.1 10.104, 30.1 10.1)), ((30.103 10.1, 30.107 10.1, 30.107 10.104, 30.103 10.104, 30.103 10.1)))"}]
})json"},
    {"hazard.overlaps_hazard",
     R"json({"hazard": [{"id": "h2", "local_id": "H2", "class": "indication", "status": "open", "place": "west", "contamination": ["ap_mine"], "identified_on": "2021-01-01", "perimeter": "POLYGON((30.102 10.1, 30.106 10.1, 30.106 10.104, 30.102 10.104, 30.102 10.1))"}]
})json"},
    {"land_release_product.outside_hazard",
     R"json({"land_release_product": [{"id": "p", "perimeter": "POLYGON((30.0995 10.1, 30.101 10.1, 30.101 10.101, 30.0995 10.101, 30.0995 10.1))"}]
})json"},
    {"hazard.area_mismatch", R"json({"hazard": [{"id": "h", "area_reported": 400000}]})json"},
    {"hazard.outside_place", R"json({"hazard": [{"id": "h", "place": "east"}]})json"},
    {"spot_task.outside_country", R"json({"spot_task": [{"id": "sp", "location": "POINT(31.5 10.1)"}]
})json"},
    {"spot_task.null_island", R"json({"spot_task": [{"id": "sp", "location": "POINT(0 0)"}]
})json"},
    {"spot_task.swapped_coordinates", R"json({"spot_task": [{"id": "sp", "location": "POINT(10.1 30.1)"}]
})json"},
    {"hazard.benchmark_inside", R"json({"hazard": [{"id": "h", "benchmark": "POINT(30.102 10.102)"}]
})json"},
    {"hazard.reference_point_inside", R"json({"hazard": [{"id": "h", "reference_point": "POINT(30.102 10.102)"}]
})json"},
    {"accident.same_key",
     R"json({"accident": [{"local_id": "ac1 ", "class": "mine", "happened_on": "2019-01-01", "place": "west", "location": "POINT(30.1035 10.1035)"}]
})json"},
    {"device_line.twice_on_one_activity",
     R"json({"device_line": [{"activity": "a", "category": "mortar", "quantity": 2}, {"activity": "a", "category": "mortar", "quantity": 2}]})json"},
    {"field.code_unknown", R"json({"hazard": [{"id": "h", "priority": "High"}]})json"},
    {"field.several_values", R"json({"hazard": [{"id": "h", "priority": "high; low"}]})json"},
    {"activity.ends_before_it_begins", R"json({"activity": [{"id": "a", "end": "2021-02-15"}]})json"},
    {"activity.outside_task", R"json({"activity": [{"id": "a", "start": "2021-01-15"}]})json"},
    {"spot_task.date_implausible",
     R"json({"spot_task": [{"id": "sp", "status": "assigned", "reported_on": "2999-01-01"}]})json"},
    {"area_change.stale_information",
     R"json({"area_change": [{"hazard": "h", "kind": "correction", "area": 1, "reason": "x", "changed_on": "2021-03-01", "status": "submitted"}, {"hazard": "h", "kind": "correction", "area": 1, "reason": "y", "changed_on": "2021-03-01", "status": "submitted"}]})json"},
    {"hazard.confirmed_without_direct_evidence",
     R"json({"evidence": [{"id": "e", "kind": "indirect", "kind_of": "craters"}]})json"},
    {"hazard.suspected_without_evidence",
     R"json({"hazard": [{"id": "h2", "local_id": "H2", "class": "sha", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "perimeter": "POLYGON((30.15 10.1, 30.151 10.1, 30.151 10.101, 30.15 10.101, 30.15 10.1))"}]
})json"},
    {"land_release_product.cleared_without_depth", R"json({"land_release_product": [{"id": "p", "depth": null}]})json"},
    {"land_release_product.cancelled_by_other_work",
     R"json({"land_release_product": [{"id": "p", "product": "cancelled"}]})json"},
    {"land_release_product.reduced_by_other_work",
     R"json({"land_release_product": [{"id": "p", "product": "reduced", "activity": "nts", "released_on": "2021-02-10"}]})json"},
    {"hazard.closed_with_land_remaining",
     R"json({"hazard": [{"id": "h", "status": "closed", "closed_on": "2021-06-01"}]})json"},
    {"hazard.more_released_than_there_was",
     R"json({"hazard": [{"id": "h2", "local_id": "H2", "class": "indication", "status": "worked_on", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "basis": "reported", "area_reported": 100}], "land_release_product": [{"hazard": "h2", "activity": "a", "organisation": "org", "place": "west", "product": "cleared", "status": "approved", "depth": 0.2, "eo_found": 1, "area_reported": 300, "released_on": "2021-04-01"}]})json"},
    {"device_line.in_cancelled_land",
     R"json({"land_release_product": [{"id": "p", "product": "cancelled", "activity": "nts", "released_on": "2021-02-10"}], "device_line": [{"hazard": "h", "category": "mortar", "quantity": 1, "location": "POINT(30.1005 10.1005)"}]
})json"},
    {"hazard.vague_contamination", R"json({"hazard": [{"id": "h", "contamination": ["mixed"]}]})json"},
    {"activity.not_accredited",
     R"json({"accreditation": [{"id": "paper", "scope": ["non_technical_survey", "eod_spot_task", "eore"]}]})json"},
    {"eore_session.not_accredited",
     R"json({"accreditation": [{"id": "paper", "scope": ["non_technical_survey", "clearance", "eod_spot_task"]}]})json"},
    {"spot_task.not_accredited",
     R"json({"accreditation": [{"id": "paper", "scope": ["non_technical_survey", "clearance", "eore"]}]})json"},
    {"accident.total_is_not_its_parts", R"json({"accident": [{"id": "acc", "people_stated": 4}]})json"},
    {"hazard.without_geometry",
     R"json({"hazard": [{"local_id": "H2", "class": "indication", "status": "open", "place": "west", "contamination": ["ied"], "identified_on": "2021-01-01", "basis": "reported", "area_reported": 100}]})json"},
    {"accident.victims_mismatch", R"json({"accident": [{"id": "acc", "killed": 2}]})json"},
    {"accident.in_released_land",
     R"json({"accident": [{"local_id": "AC2", "class": "mine", "happened_on": "2022-06-01", "place": "west", "location": "POINT(30.1005 10.1005)"}]
})json"},
    {"accident.outside_hazard", R"json({"accident": [{"id": "acc", "location": "POINT(30.15 10.15)"}]
})json"},
    {"accident.demining_without_investigation", R"json({"accident": [{"id": "acc", "class": "demining"}]})json"},
    {"accident.possible_duplicate",
     R"json({"accident": [{"local_id": "AC2", "class": "mine", "happened_on": "2020-06-02", "place": "west", "location": "POINT(30.1031 10.1031)", "killed": 0, "injured": 1}], "casualty": []
})json"},
    {"eore_session.media_counted_as_direct", R"json({"eore_session": [{"id": "s", "activity": "radio"}]})json"},
    {"eore_session.total_is_not_its_bands", R"json({"eore_session": [{"id": "s", "reached_stated": 25}]})json"},
    {"eore_session.very_large",
     R"json({"eore_session": [{"id": "s", "method": "interactive_group", "sessions": 1, "reached_women": 150}]})json"},
    {"eore_session.media_reach_of_direct", R"json({"eore_session": [{"id": "s", "media_reach_estimate": 5000}]})json"},
    {"eore_session.more_first_time_than_people", R"json({"eore_session": [{"id": "s", "first_time": 21}]})json"},
    {"eore_session.training_of_other_category",
     R"json({"eore_session": [{"id": "s", "activity": "training_of_trainers"}]})json"},
    {"beneficiary_count.register_counted_twice",
     R"json({"beneficiary_count": [{"place": "west", "pillar": "eore", "kind": "direct", "timing": "confirmed", "method": "register", "counted_on": "2021-05-01", "source": "x", "definition_edition": "2", "people_women": 3}, {"place": "west", "pillar": "eore", "kind": "direct", "timing": "confirmed", "method": "register", "counted_on": "2021-05-01", "source": "y", "definition_edition": "2", "people_women": 4}]})json"},
    {"beneficiary_count.estimate_without_multiplier",
     R"json({"beneficiary_count": [{"place": "west", "pillar": "eore", "kind": "indirect", "timing": "confirmed", "method": "household_estimate", "counted_on": "2021-05-01", "source": "x", "definition_edition": "2", "people_women": 3}]})json"},
    {"spot_task.done_without_devices", R"json({"spot_task": [{"id": "sp", "action": "destroyed"}]})json"},
    {"spot_task.looks_like_a_hazard",
     R"json({"spot_task": [{"id": "sp", "action": "destroyed"}], "device_line": [{"spot_task": "sp", "category": "mortar", "quantity": 30}]})json"},
    // The themes: a person paid twice in a month, across two grants; a task with a major impact.
    {"cva_transfer.same_person_same_month",
     R"json({"cva_grant": [{"id": "g", "local_id": "G1", "recipient_kind": "person", "recipient_code": "R1", "place": "west", "pillar_link": "va", "modality": "cash", "amount": 1000, "currency": "USD", "granted_on": "2021-01-01"}, {"id": "g2", "local_id": "G2", "recipient_kind": "person", "recipient_code": "R1", "place": "west", "pillar_link": "va", "modality": "cash", "amount": 1000, "currency": "USD", "granted_on": "2021-01-01"}], "cva_transfer": [{"grant": "g", "amount": 500, "currency": "USD", "planned_on": "2021-02-01", "received_on": "2021-02-01"}, {"grant": "g2", "amount": 500, "currency": "USD", "planned_on": "2021-02-27", "received_on": "2021-02-27"}, {"grant": "g2", "amount": 500, "currency": "USD", "planned_on": "2021-03-27", "received_on": "2021-03-27"}]})json"},
    {"cva_grant.paid_more_than_granted",
     R"json({"cva_grant": [{"id": "g", "local_id": "G1", "recipient_kind": "person", "recipient_code": "R1", "place": "west", "pillar_link": "va", "modality": "cash", "amount": 1000, "currency": "USD", "granted_on": "2021-01-01"}], "cva_transfer": [{"grant": "g", "amount": 700, "currency": "USD", "planned_on": "2021-02-01", "received_on": "2021-02-01"}, {"grant": "g", "amount": 700, "currency": "USD", "planned_on": "2021-03-01", "received_on": "2021-03-01"}]})json"},
    {"task.started_without_screening",
     R"json({"task": [{"number": "T2", "organisation": "org", "hazards": ["h"], "activities": ["clearance"], "issued_on": "2021-02-01", "status": "ongoing"}]})json"},
    {"task.started_with_major_impact",
     R"json({"env_receptor": [{"id": "r", "screening": "es", "kind": "water", "sensitivity": 5}], "env_impact": [{"receptor": "r", "aspect": "fuel", "magnitude": 4, "likelihood": 4, "residual_magnitude": 4, "residual_likelihood": 4}]})json"},
};

// Treaty reports: 3 mines destroyed in the year and 4 the year before; what was left marked and the mortar are none.
// The border drawn lies 10.9 km from the outline, then 4.4 km.
const Case kReportCases[] = {
    {"form_entry.devices_differ",
     R"json({"treaty_report": [{"id": "new", "local_id": "A7-23", "treaty": "apmbc", "state": "AF", "year": 2021, "kind": "annual", "version": 1, "due_on": "2022-04-30", "status": "draft"}], "device_line": [{"hazard": "h", "category": "ap_blast", "quantity": 3, "disposal": "burned", "found_on": "2021-04-01", "disposed_on": "2021-04-01"}, {"hazard": "h", "category": "ap_blast", "quantity": 4, "subcategory": "x", "disposal": "burned", "found_on": "2020-04-01", "disposed_on": "2020-04-01"}, {"hazard": "h", "category": "ap_blast", "quantity": 9, "disposal": "left_marked", "found_on": "2021-04-01", "disposed_on": "2021-04-01"}, {"hazard": "h", "category": "mortar", "quantity": 9, "disposal": "burned", "found_on": "2021-04-01", "disposed_on": "2021-04-01"}], "form_entry": [{"report": "new", "form": "g", "state": "changed", "ground_destroyed": 4, "ground_destroyed_since": 7}]})json"},
    {"form_entry.devices_since_differ",
     R"json({"treaty_report": [{"id": "new", "local_id": "A7-23", "treaty": "apmbc", "state": "AF", "year": 2021, "kind": "annual", "version": 1, "due_on": "2022-04-30", "status": "draft"}], "device_line": [{"hazard": "h", "category": "ap_blast", "quantity": 3, "disposal": "burned", "found_on": "2021-04-01", "disposed_on": "2021-04-01"}, {"hazard": "h", "category": "ap_blast", "quantity": 4, "subcategory": "x", "disposal": "burned", "found_on": "2020-04-01", "disposed_on": "2020-04-01"}, {"hazard": "h", "category": "ap_blast", "quantity": 9, "disposal": "left_marked", "found_on": "2021-04-01", "disposed_on": "2021-04-01"}, {"hazard": "h", "category": "mortar", "quantity": 9, "disposal": "burned", "found_on": "2021-04-01", "disposed_on": "2021-04-01"}], "clearance_obligation": [{"title": "Duty", "treaty": "apmbc", "state": "AF", "entry_into_force": "2020-06-01", "deadline": "2030-06-01"}], "form_entry": [{"report": "new", "form": "g", "state": "changed", "ground_destroyed": 3, "ground_destroyed_since": 7}]})json"},
    {"form_entry.opening_area_differs",
     R"json({"treaty_report": [{"id": "old", "local_id": "A7-22", "treaty": "apmbc", "state": "AF", "year": 2022, "kind": "annual", "version": 1, "due_on": "2023-04-30", "status": "submitted", "submitted_on": "2023-04-01"}, {"id": "new", "local_id": "A7-23", "treaty": "apmbc", "state": "AF", "year": 2023, "kind": "annual", "version": 1, "due_on": "2024-04-30", "status": "draft"}], "form_entry": [{"report": "old", "form": "c", "state": "changed", "total_area": 500}, {"report": "new", "form": "c", "state": "changed", "opening_area": 400}]})json"},
    {"form_entry.opening_quantity_differs",
     R"json({"treaty_report": [{"id": "old", "local_id": "A7-22", "treaty": "apmbc", "state": "AF", "year": 2022, "kind": "annual", "version": 1, "due_on": "2023-04-30", "status": "submitted", "submitted_on": "2023-04-01"}, {"id": "new", "local_id": "A7-23", "treaty": "apmbc", "state": "AF", "year": 2023, "kind": "annual", "version": 1, "due_on": "2024-04-30", "status": "draft"}], "form_entry": [{"report": "old", "form": "d", "state": "changed", "total_quantity": 50}, {"report": "new", "form": "d", "state": "changed", "opening_quantity": 40}, {"report": "new", "form": "b", "state": "changed", "opening_quantity": 40}]})json"},
    {"form_entry.quantities_do_not_add_up",
     R"json({"treaty_report": [{"id": "new", "local_id": "A7-23", "treaty": "apmbc", "state": "AF", "year": 2021, "kind": "annual", "version": 1, "due_on": "2022-04-30", "status": "draft"}], "form_entry": [{"report": "new", "form": "d", "state": "changed", "total_quantity": 50, "entries": [{"kind_of": "A", "quantity": 30}, {"kind_of": "not specified", "quantity": 10}]}]})json"},
    {"form_entry.areas_do_not_add_up",
     R"json({"treaty_report": [{"id": "new", "local_id": "A7-23", "treaty": "apmbc", "state": "AF", "year": 2021, "kind": "annual", "version": 1, "due_on": "2022-04-30", "status": "draft"}], "form_entry": [{"report": "new", "form": "f", "state": "changed", "total_area": 50, "entries": [{"kind_of": "A", "area": 30}]}]})json"},
    {"hazard.border_distance_differs",
     R"json({"border_line": [{"name": "West", "line": "LINESTRING(30 9, 30 11)"}], "hazard": [{"id": "h", "border_distance": 6000}]})json"},
    {"hazard.border_distance_missing",
     R"json({"border_line": [{"name": "West", "line": "LINESTRING(30.06 9, 30.06 11)"}]})json"},
};

TEST_F(BaseModelRules, FindNothingInASoundCountry) {
  std::multiset<std::string> rules = found(Json::object());
  EXPECT_TRUE(rules.empty()) << *rules.begin();
}

TEST_F(BaseModelRules, FireOnceForOneBadRecordEach) {
  for (const Case& one : kCases) fires(one);
}

TEST_F(BaseModelRules, FireOnceForOneBadTreatyReportOrBorderDistanceEach) {
  for (const Case& one : kReportCases) fires(one);
}

TEST_F(BaseModelRules, LeaveAnApprovedOrSmallerImpactAlone) {
  const char* const kImpact =
      R"json({"env_receptor": [{"id": "r", "screening": "es", "kind": "water", "sensitivity": 5}], "env_impact": [{"receptor": "r", "aspect": "fuel", "magnitude": 4, "likelihood": 4, "residual_magnitude": 4, "residual_likelihood": 4}]})json";
  Json approved = Json::parse(kImpact);
  approved["env_impact"][0]["approved"] = true;
  EXPECT_EQ(found(approved).count("task.started_with_major_impact"), 0U);
  Json smaller = Json::parse(kImpact);
  smaller["env_impact"][0]["residual_magnitude"] = 3;  // 5 x 3 x 4 = 60
  EXPECT_EQ(found(smaller).count("task.started_with_major_impact"), 0U);
}

}  // namespace

std::set<std::string> rules_shown_one_by_one() {
  std::set<std::string> rules;
  for (const Case& one : kCases) rules.insert(one.rule);
  for (const Case& one : kReportCases) rules.insert(one.rule);
  return rules;
}

}  // namespace tilth::report
