// SPDX-License-Identifier: Apache-2.0
// What an import has staged is in nobody's way until it is written, and then it is there whole or not at all.
#include "exchange/staged_load.h"

#include "base/problem.h"
#include "exchange/scratch_files.h"
#include "geo/codec.h"
#include "store/sqlite/sqlite_store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace tilth::exchange {
namespace {

using store::Change;
using store::OperationKind;
using store::Value;

class StagedLoadTest : public ::testing::Test {
 protected:
  StagedLoadTest()
      : store_(store::sqlite::create(
            folder_.at("programme.gpkg"),
            {{"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
             {"codes/kind.yaml", "codes: kind\ntitle: Kind\nvalues:\n  mine: Mine\n  bomb: Bomb\n"},
             {"types/find.yaml",
              "type: find\ntitle: Find\nsource: test\ngeometry: at\nfields:\n  name: {kind: text, encrypted: true}\n  "
              "found_on: {kind: date}\n  seen_at: {kind: instant}\n  depth: {kind: length}\n  marked: {kind: "
              "boolean}\n  "
              "items: {kind: integer}\n  kinds: {kind: code, codes: kind, many: true}\n  at: {kind: geometry, "
              "geometry: "
              "any}\n"}})) {}

  [[nodiscard]] Change find(int number, OperationKind kind = OperationKind::create) const {
    auto kinds = std::make_shared<cql2::Array>(cql2::Array{Value{"mine"}, Value{"bomb"}});
    return {kind,
            Uuid::named("find " + std::to_string(number)),
            "find",
            {{0, Value{"Somebody Made Up"}},
             {1, Value{Date{2024, 5, 0}}},
             {2, Value{*Instant::parse("2024-05-06T07:08:09.123+02:00")}},
             {3, Value{0.1 + number}},
             {4, Value{number % 2 == 0}},
             {5, Value{std::int64_t{number}}},
             {6, Value{std::shared_ptr<const cql2::Array>{kinds}}},
             {7, Value{std::make_shared<const geo::Geometry>(geo::from_wkt("POLYGON((1 1,2 1,2 2,1 1),(1.4 1.1,1.5 "
                                                                           "1.1,1.5 1.2,1.4 1.1))"))}}},
            0};
  }
  static store::Batch batch(std::string author) {
    store::Batch by;
    by.author = std::move(author);
    return by;
  }
  [[nodiscard]] std::optional<store::Record> record(int number) const {
    return store_->find({}, "find", Uuid::named("find " + std::to_string(number)));
  }
  void expect_whole(int number) const {
    const auto found = record(number);
    ASSERT_TRUE(found);
    for (const auto& [field, value] : find(number).set)
      EXPECT_TRUE(cql2::same(found->values[static_cast<std::size_t>(field)], value)) << "field " << field;
  }

  const ScratchFiles folder_;
  std::unique_ptr<store::Store> store_;
  SilentProgress silent_;
};

TEST_F(StagedLoadTest, LetsOthersWriteUntilItIsWritten) {
  StagedLoad load{*store_, batch("import"), StagedLoad::Staging::apart};
  for (int i = 0; i < 1000; ++i) load.add(find(i));
  store_->append(batch("field"), {find(-1)});  // would wait for ever if the load held the file
  EXPECT_FALSE(record(0)) << "what is staged is not known yet";
  EXPECT_EQ(load.commit(silent_), 1001);
  for (const int number : {-1, 0, 1, 999}) expect_whole(number);
  EXPECT_TRUE(store_->verify(silent_).sound());
  EXPECT_EQ(store_->history({}, Uuid::named("find 5")).at(0).context.author, "import");
}

TEST_F(StagedLoadTest, WrittenAsItIsReadSaysTheSame) {
  StagedLoad load{*store_, batch("import"), StagedLoad::Staging::together};
  for (int i = 0; i < 1000; ++i) load.add(find(i));
  EXPECT_EQ(load.commit(silent_), 1000);
  for (const int number : {0, 1, 999}) expect_whole(number);
}

TEST_F(StagedLoadTest, LeavesNothingWithoutItsCommit) {
  {
    StagedLoad load{*store_, batch("import"), StagedLoad::Staging::apart};
    load.add(find(1));
  }
  EXPECT_EQ(store_->last_seq(), 0);
}

TEST_F(StagedLoadTest, IsRefusedWholeWhenWhatItHasSeenMovedOn) {
  const std::int64_t seen = store_->append(batch("field"), {find(7)});
  StagedLoad load{*store_, batch("import"), StagedLoad::Staging::apart};
  load.add(find(1));
  Change change = find(7, OperationKind::change);
  change.set = {{5, Value{std::int64_t{70}}}};
  change.seen_seq = seen;
  load.add(change);
  Change other = find(7, OperationKind::change);
  other.set = {{5, Value{std::int64_t{8}}}};
  store_->append(batch("field"), {other});
  EXPECT_EQ(problem_of([&] { load.commit(silent_); }), "store.stale");
  EXPECT_EQ(store_->last_seq(), 2);
  EXPECT_FALSE(record(1));
}

TEST_F(StagedLoadTest, HoldsNoNameInTheClearOnTheDisk) {
  StagedLoad load{*store_, batch("import"), StagedLoad::Staging::apart};
  for (int i = 0; i < 6000; ++i) load.add(find(i));
  std::size_t nameless = 0;
  for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"}) {
    std::error_code error;
    const std::string target = std::filesystem::read_symlink(entry.path(), error).string();
    if (error || !target.ends_with(" (deleted)")) continue;
    std::ifstream in{entry.path(), std::ios::binary};
    const std::string all{std::istreambuf_iterator<char>{in}, {}};
    nameless += all.size() > 1'000'000 ? 1 : 0;
    EXPECT_EQ(all.find("Somebody"), std::string::npos);
  }
  EXPECT_EQ(nameless, 1U) << "the staging file was not looked at";
}

}  // namespace
}  // namespace tilth::exchange
