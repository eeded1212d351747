// SPDX-License-Identifier: Apache-2.0
// A small made-up country in which no rule of the base model finds anything, and what is found with more in it.
#pragma once

#include "report/whole_check.h"
#include "store/sqlite/sqlite_store.h"
#include "store/written_record.h"
#include "support/paths.h"
#include "support/scratch_folder.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace tilth::test {

/// Two provinces with one hazard and the work on it; 0.001 degrees are about 111 m.
inline constexpr const char* kCountry = R"json({
  "place": [
    {"id": "land", "pcode": "0", "level": 0, "name": "Kitara", "area": "POLYGON((30 10, 30.4 10, 30.4 10.2, 30 10.2, 30 10))"
},
    {"id": "west", "pcode": "01", "level": 1, "name": "West", "parent": "land", "area": "POLYGON((30 10, 30.2 10, 30.2 10.2, 30 10.2, 30 10))"},
    {"id": "east", "pcode": "02", "level": 1, "name": "East", "parent": "land", "area": "POLYGON((30.2 10, 30.4 10, 30.4 10.2, 30.2 10.2, 30.2 10))"}],
  "organisation": [{"id": "org", "local_id": "O1", "name": "North Survey", "kind": "national_operator"}],
  "accreditation": [{"id": "paper", "local_id": "P1", "organisation": "org", "status": "granted", "valid_from": "2020-01-01", "valid_to": "2030-12-31",
    "scope": ["non_technical_survey", "technical_survey", "clearance", "eod_spot_task", "eore"]}],
  "hazard": [{"id": "h", "local_id": "H1", "class": "cha", "status": "worked_on", "place": "west", "contamination": ["ap_mine"], "identified_on": "2021-01-01",
    "perimeter": "POLYGON((30.1 10.1, 30.104 10.1, 30.104 10.104, 30.1 10.104, 30.1 10.1))", "benchmark": "POINT(30.0995 10.0995)", "reference_point": "POINT(30.09 10.09)"}],
  "evidence": [{"id": "e", "hazard": "h", "kind": "direct", "kind_of": "eo_present", "means": "visual", "seen_on": "2021-01-01", "location": "POINT(30.101 10.101)"}],
  "task": [{"id": "t", "number": "T1", "organisation": "org", "hazards": ["h"], "activities": ["clearance"], "issued_on": "2021-02-01", "start": "2021-02-01", "status": "ongoing"}],
  "env_screening": [{"id": "es", "local_id": "ES1", "task": "t", "screened_on": "2021-01-20", "screened_by": "org", "result": "no_further"}],
  "activity": [
    {"id": "nts", "local_id": "A0", "class": "non_technical_survey", "organisation": "org", "task": "t", "hazard": "h", "place": "west", "start": "2021-02-01", "end": "2021-02-10", "status": "completed"},
    {"id": "a", "local_id": "A1", "class": "clearance", "organisation": "org", "task": "t", "hazard": "h", "place": "west", "start": "2021-03-01", "end": "2021-04-01", "status": "completed"}],
  "land_release_product": [{"id": "p", "local_id": "L1", "hazard": "h", "activity": "a", "organisation": "org", "place": "west", "product": "cleared", "status": "approved",
    "contamination": ["ap_mine"], "released_on": "2021-04-01", "depth": 0.2, "eo_found": 3, "perimeter": "POLYGON((30.1 10.1, 30.101 10.1, 30.101 10.101, 30.1 10.101, 30.1 10.1))"}],
  "accident": [{"id": "acc", "local_id": "AC1", "class": "mine", "happened_on": "2020-06-01", "place": "west", "location": "POINT(30.103 10.103)", "hazard": "h", "killed": 0, "injured": 1}],
  "casualty": [{"id": "c", "accident": "acc", "happened_on": "2020-06-01", "place": "west", "sex": "male", "age_band": "adult", "outcome": "injured", "civil_status": "civilian"}],
  "eore_session": [{"id": "s", "local_id": "R1", "held_on": "2021-05-01", "organisation": "org", "place": "west", "category": "direct", "activity": "direct_re", "reached_women": 20}],
  "spot_task": [{"id": "sp", "local_id": "S1", "reported_on": "2021-05-01", "place": "west", "organisation": "org", "status": "done", "action": "nothing_found", "location": "POINT(30.05 10.05)"}]
})json";

/// A country kept in a file, so that each look at it takes a copy with more in it.
class MadeUpCountry {
 public:
  MadeUpCountry() : model_(model::load({source_dir() / "model"}).model) {
    if (model_ == nullptr) throw std::runtime_error("the base model does not load");
    std::vector<store::Change> changes;
    const Json country = Json::parse(kCountry);
    for (const auto& [type, list] : country.items())
      for (const Json& record : list) {
        changes.push_back(written(type, record));
        known_.insert(changes.back().record);
      }
    SilentProgress silent;
    const auto store = store::sqlite::create(folder_ / "country.gpkg", model_->sources);
    store->append({}, changes);
    store->backup(folder_ / "country.backup", silent);
  }

  [[nodiscard]] const model::Model& model() const { return *model_; }

  /// The id behind the name that a record is written with.
  static Uuid id_of(const std::string& name) { return Uuid::named("rules/" + name); }

  /// The country with {type: [record]} in it: a record of a known id replaces those fields.
  std::unique_ptr<store::Store> with(const Json& more) {
    std::vector<store::Change> changes;
    for (const auto& [type, list] : more.items())
      for (const Json& record : list) {
        changes.push_back(written(type, record));
        if (known_.contains(changes.back().record)) changes.back().kind = store::OperationKind::change;
      }
    const auto file = folder_ / (std::to_string(++number_) + ".gpkg");
    store::sqlite::restore(folder_ / "country.backup", file);
    auto store = store::sqlite::open(file, store::sqlite::Mode::read_write);
    store->append({}, changes);
    return store;
  }

  /// What a check of the whole programme then finds.
  std::vector<Finding> findings_with(const Json& more) {
    SilentProgress silent;
    quality::CheckResult checked = report::whole_check(*with(more), {}, {}, silent);
    EXPECT_GE(checked.records["hazard"], 1) << "the country is empty";
    return std::move(checked.findings);
  }

 private:
  [[nodiscard]] store::Change written(const std::string& type, const Json& record) const {
    return store::written_record(*model_->find_type(type), record,
                                 [](std::string_view, const Json& name) { return id_of(name.get<std::string>()); });
  }

  ScratchFolder folder_;
  std::shared_ptr<const model::Model> model_;
  std::set<Uuid> known_;  ///< written with the country
  int number_ = 0;
};

}  // namespace tilth::test
