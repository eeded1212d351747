// SPDX-License-Identifier: Apache-2.0
// Reading in pieces, on several threads: the same records as one after the other, all of one moment.
#include "store/store_fixture.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <map>
#include <set>
#include <thread>

namespace tilth::store {
namespace {

class Pieces : public StoreTest {
 protected:
  static constexpr std::int64_t kRecords = 9000;  // more than one thread's worth

  void SetUp() override {
    StoreTest::SetUp();
    SilentProgress progress;
    const auto load = store_->begin_load(by("first"));
    for (std::int64_t i = 0; i < kRecords; ++i) {
      ids_.push_back(Uuid::make());
      Change change = create("hazard", ids_.back(),
                             {{"local_id", "HA-" + std::to_string(i)},
                              {"devices", i},
                              {"perimeter", square(static_cast<double>(i % 300) * 0.1, 10, 0.01)}});
      // Few are encrypted: each has a key, and a key is on the disk before what it encrypts is.
      if (i % 1000 == 0) change.set.emplace_back(field("hazard", "informant"), Value{std::string{"someone"}});
      load->add(change);
    }
    load->commit(progress);
  }

  using Rows = std::map<Uuid, std::pair<std::int64_t, std::vector<Value>>>;
  [[nodiscard]] Rows one_by_one(const Caller& caller, const Query& query) const {
    Rows rows;
    store_->each(caller, query, [&](const Record& record) {
      rows[record.id] = {record.seq, record.values};
      return true;
    });
    return rows;
  }
  [[nodiscard]] Rows in_pieces(const Caller& caller, const Query& query, unsigned threads) const {
    std::array<std::vector<Record>, Store::kPieces> pieces;
    store_->each_in_pieces(caller, query, threads, [&](std::size_t piece, Record& record) {
      pieces.at(piece).push_back(std::move(record));  // what a visitor takes must not be missed by the next
      return true;
    });
    Rows rows;
    for (const std::vector<Record>& piece : pieces)
      for (const Record& record : piece)
        EXPECT_TRUE(rows.emplace(record.id, std::pair{record.seq, record.values}).second) << "told twice";
    return rows;
  }
  static bool same(const Rows& a, const Rows& b) {
    if (a.size() != b.size()) return false;
    for (auto one = a.begin(), other = b.begin(); one != a.end(); ++one, ++other) {
      if (one->first != other->first || one->second.first != other->second.first) return false;
      for (std::size_t i = 0; i < one->second.second.size(); ++i)
        if (!cql2::same(one->second.second[i], other->second.second[i])) return false;
    }
    return true;
  }
  void expect_same(const Caller& caller, const Query& query) const {
    const Rows rows = one_by_one(caller, query);
    for (const unsigned threads : {0U, 1U, 2U, 5U})
      EXPECT_TRUE(same(in_pieces(caller, query, threads), rows)) << threads;
  }

  std::vector<Uuid> ids_;
};

INSTANTIATE_TEST_SUITE_P(Makers, Pieces, testing::ValuesIn(makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(Pieces, TellEveryRecordOnceAsItIs) {
  store_->append(by("one goes, one changes"), {{OperationKind::remove, ids_[17], "hazard", {}, 0},
                                               set("hazard", ids_[4000], {{"devices", std::int64_t{-1}}})});
  expect_same(owner_, {.type = "hazard"});
  EXPECT_EQ(in_pieces(owner_, {.type = "hazard"}, 2).size(), kRecords - 1);
  EXPECT_FALSE(in_pieces(owner_, {.type = "hazard"}, 2).contains(ids_[17]));
  expect_same(owner_, {.type = "hazard", .with_removed = true});
  expect_same(owner_, {.type = "hazard", .fields = {"devices"}});
  expect_same(owner_, {.type = "place"});  // there are none
}

TEST_P(Pieces, AnswerTheSameQuestions) {
  expect_same(owner_, {.type = "hazard", .where = cql2::parse_text("devices >= 100 AND devices < 7000")});
  expect_same(owner_, {.type = "hazard", .where = cql2::parse_text("finds = 0 AND devices < 50")});
  expect_same(owner_, {.type = "hazard", .box = geo::Box{1, 9, 2, 11}});
  expect_same(owner_, {.type = "hazard", .sort = {{"devices", true}}, .limit = 10});
  expect_same(owner_, {.type = "hazard", .true_at = Date::from_days(10'000)});
  const std::int64_t then = store_->last_seq();
  store_->append(by("later"), {set("hazard", ids_[1], {{"devices", std::int64_t{5}}})});
  expect_same(owner_, {.type = "hazard", .known_at = then});
}

TEST_P(Pieces, AreBoundByTheRightsOfTheCaller) {
  Caller narrow{.name = "narrow", .highest_class = model::FieldClass::restricted};
  narrow.rows.emplace("hazard", cql2::parse_text("devices < 3000"));
  expect_same(narrow, {.type = "hazard"});
  EXPECT_EQ(in_pieces(narrow, {.type = "hazard"}, 2).size(), 3000u);
  const Caller outside{.name = "outside", .highest_class = model::FieldClass::public_};
  EXPECT_TRUE(in_pieces(outside, {.type = "hazard"}, 2).empty());
  EXPECT_EQ(store_->at_most(outside, "hazard"), 0);
}

TEST_P(Pieces, StopWhenTheVisitorHasEnough) {
  std::atomic<int> seen{0};
  store_->each_in_pieces(owner_, {.type = "hazard"}, 2, [&](std::size_t, Record&) { return ++seen < 10; });
  EXPECT_GE(seen, 10);
  EXPECT_LT(seen, 100);
  EXPECT_THROW(store_->each_in_pieces(owner_, {.type = "hazard"}, 2,
                                      [](std::size_t, Record&) -> bool { throw std::runtime_error{"no more"}; }),
               std::runtime_error);
  EXPECT_EQ(in_pieces(owner_, {.type = "hazard"}, 2).size(), kRecords);  // and nothing is left open
}

TEST_P(Pieces, AreAllOfOneMomentWhileOthersWrite) {
  std::atomic<bool> done{false};
  std::atomic<int> written{0};
  std::thread writer{[&] {
    for (std::int64_t round = 1; !done; ++round) {
      std::vector<Change> changes;
      for (std::size_t i = 0; i < ids_.size(); i += 500)
        changes.push_back(set("hazard", ids_[i], {{"devices", -round}}));
      store_->append(by("round"), changes);
      ++written;
    }
  }};
  while (written < 1) std::this_thread::yield();
  for (int i = 0; i < 15; ++i) {
    std::array<std::set<std::int64_t>, Store::kPieces> rounds;
    store_->each_in_pieces(owner_, {.type = "hazard", .fields = {"devices"}}, 2,
                           [&](std::size_t piece, Record& record) {
                             const auto devices = std::get<std::int64_t>(at(record, "devices"));
                             if (devices < 0) rounds.at(piece).insert(devices);
                             return true;
                           });
    std::set<std::int64_t> all;
    for (const auto& piece : rounds) all.insert(piece.begin(), piece.end());
    EXPECT_EQ(all.size(), 1u) << "records of two moments";
  }
  done = true;
  writer.join();
  EXPECT_GT(written, 1);
}

TEST_P(Pieces, AtMostCountsNoFewerThanThereAre) {
  EXPECT_GE(store_->at_most(owner_, "hazard"), kRecords);
  EXPECT_EQ(store_->at_most(owner_, "place"), 0);
}

}  // namespace
}  // namespace tilth::store
