// SPDX-License-Identifier: Apache-2.0
// Batches that follow from their number alone, so that whoever opens a file later knows what must be in it.
#pragma once

#include "store_fixture.h"

#include <map>
#include <set>

namespace tilth::store {

/// The plan of a programme's writing: batch k creates a few hazards (every fifth: a hundred, as a bulk load), changes
/// one of the batch before, and every seventh takes one away. Each change of a batch is exactly one operation.
class PlannedBatches {
 public:
  explicit PlannedBatches(const Store& store) : model_(store.model()), hazard_(*model_->find_type("hazard")) {}

  static Uuid id(int batch, int number) {
    return Uuid::named("hazard " + std::to_string(batch) + " " + std::to_string(number));
  }
  static bool is_load(int batch) { return batch % 5 == 4; }
  static int created(int batch) { return is_load(batch) ? 100 : 1 + batch % 4; }
  static bool takes_away(int batch) { return batch % 7 == 6; }
  static std::string informant(int batch) { return "made-up person " + std::to_string(batch); }

  [[nodiscard]] std::vector<Change> changes(int batch) const {
    std::vector<Change> all;
    for (int i = 0; i < created(batch); ++i) {
      Change change{OperationKind::create, id(batch, i), "hazard", {}, 0};
      change.set.emplace_back(hazard_.index_of("devices"), Value{std::int64_t{batch}});
      change.set.emplace_back(hazard_.index_of("perimeter"), square(batch % 80, i % 80, 0.5));
      if (i == 0) change.set.emplace_back(hazard_.index_of("informant"), Value{informant(batch)});
      all.push_back(std::move(change));
    }
    if (batch > 0) {
      Change change{OperationKind::change, id(batch - 1, 0), "hazard", {}, 0};
      change.set.emplace_back(hazard_.index_of("devices"), Value{std::int64_t{-batch}});
      change.set.emplace_back(hazard_.index_of("benchmark"), point(batch % 80, 0.25));
      all.push_back(std::move(change));
    }
    if (takes_away(batch)) all.push_back({OperationKind::remove, id(batch - 2, 0), "hazard", {}, 0});
    return all;
  }

  /// Writes batch k and returns its last sequence.
  std::int64_t write(Store& store, int batch) const {
    Batch by;
    by.author = "ana";
    by.device = "test";
    by.reason = std::to_string(batch);
    if (!is_load(batch)) return store.append(by, changes(batch));
    SilentProgress silent;
    const auto load = store.begin_load(by);
    for (const Change& change : changes(batch)) load->add(change);
    return load->commit(silent);
  }

  /// Checks a store that was opened after a mishap: batches 0 ... k are there, whole and in order; nothing else is.
  /// Returns k, -1 when there is none. `acknowledged`: batch and sequence that the writer was told of.
  int check(Store& store, const std::map<int, std::int64_t>& acknowledged) const {
    std::map<std::int64_t, std::pair<int, std::size_t>> found;  // file's batch -> planned batch, operations
    std::map<int, std::int64_t> last_of;
    int last = -1;
    store.operations_since(0, [&](const Operation& operation) {
      const int batch = std::stoi(operation.context.reason);
      found.try_emplace(operation.batch, batch, 0).first->second.second++;
      EXPECT_GE(batch, last) << "an earlier batch comes after a later one";
      last = batch;
      last_of[batch] = operation.seq;
      return true;
    });
    int expected = 0;
    std::size_t operations = 0;
    for (const auto& [number, what] : found) {
      EXPECT_EQ(what.first, expected++) << "a batch is missing or there twice";
      EXPECT_EQ(what.second, changes(what.first).size()) << "batch " << what.first << " is not there whole";
      operations += what.second;
    }
    EXPECT_EQ(store.last_seq(), static_cast<std::int64_t>(operations));
    for (const auto& [batch, seq] : acknowledged) {
      EXPECT_LE(batch, last) << "an acknowledged batch is gone";
      EXPECT_EQ(last_of[batch], seq) << "batch " << batch << " ends elsewhere than its writer was told";
    }
    SilentProgress silent;
    const VerifyReport report = store.verify(silent);
    EXPECT_TRUE(report.sound()) << (report.faults.empty() ? "no words" : report.faults.front());
    check_records(store, last);
    return last;
  }

 private:
  /// Living records, their places in the spatial index, and what is encrypted.
  void check_records(Store& store, int last) const {
    const Caller owner;
    std::int64_t living = 0;
    std::set<int> taken;
    for (int batch = 0; batch <= last; ++batch) {
      living += created(batch);
      if (takes_away(batch)) taken.insert(batch - 2);
    }
    living -= static_cast<std::int64_t>(taken.size());
    Query all;
    all.type = "hazard";
    EXPECT_EQ(store.count(owner, all), living);
    all.box = geo::Box{-1, -1, 181, 91};
    EXPECT_EQ(store.count(owner, all), living) << "the spatial index lacks records or has too many";
    for (int batch = std::max(0, last - 12); batch <= last; ++batch) {
      const auto record = store.find(owner, "hazard", id(batch, 0));
      if (taken.contains(batch)) {
        EXPECT_TRUE(record && record->removed) << "a record that was taken away is back";
        continue;
      }
      ASSERT_TRUE(record) << "a record of batch " << batch << " is missing";
      EXPECT_EQ(std::get<std::int64_t>(value_of(hazard_, *record, "devices")), batch < last ? -batch - 1 : batch);
      EXPECT_TRUE(cql2::same(value_of(hazard_, *record, "informant"), Value{informant(batch)}))
          << "what was encrypted in batch " << batch << " cannot be read";
    }
    EXPECT_FALSE(store.find(owner, "hazard", id(last + 1, 0))) << "a batch that was cut off left a record";
  }

  static Value point(double lon, double lat) {
    return Value{std::make_shared<const geo::Geometry>(geo::Geometry::point(lon, lat))};
  }

  std::shared_ptr<const model::Model> model_;  ///< keeps the type alive
  const model::RecordType& hazard_;
};

}  // namespace tilth::store
