// SPDX-License-Identifier: Apache-2.0
// A tile made from memory is byte for byte the one made from the file, whatever was written since and whoever asks.
#include "tiles/map_memory.h"

#include "store/store_fixture.h"
#include "tiles/tile_builder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace tilth::tiles {
namespace {

class Memory : public store::StoreTest {
 protected:
  const geo::TileMatrixSet& set_ = *geo::find_tile_matrix_set("WebMercatorQuad");
  std::mt19937_64 random_{21};

  double some(double most) { return most * static_cast<double>(random_() % 1'000'000) / 1e6; }

  /// Outlines of every kind that a record may have: plain, crossing themselves, with holes, of several parts, too small
  /// to draw, collections.
  store::Value land() {
    const double lon = 30 + some(0.4), lat = 50 + some(0.3), size = random_() % 3 == 0 ? 1e-5 : 0.004;
    geo::Geometry g{.kind = geo::Kind::multi_polygon};
    const int parts = 1 + static_cast<int>(random_() % 2);
    for (int part = 0; part < parts; ++part) {
      const double x = lon + part * size;
      for (const double radius : {size, size / 3}) {
        const std::size_t first = g.x.size();
        const int corners = 4 + static_cast<int>(random_() % 9);
        for (int i = 0; i < corners; ++i) {
          const double angle = 6.283185307179586 * (random_() % 20 == 0 ? some(corners) : i) / corners;
          g.x.push_back(x + radius * std::cos(angle));
          g.y.push_back(lat + radius * std::sin(angle));
        }
        g.x.push_back(g.x[first]);
        g.y.push_back(g.y[first]);
        g.close_path();
        if (random_() % 2 == 0) break;
      }
      g.close_part();
    }
    if (random_() % 15 != 0) return store::Value{std::make_shared<const geo::Geometry>(std::move(g))};
    geo::Geometry several{.kind = geo::Kind::collection};
    several.members.push_back(std::move(g));
    several.members.push_back(geo::Geometry::point(lon, lat));
    return store::Value{std::make_shared<const geo::Geometry>(std::move(several))};
  }
  store::Change hazard(const Uuid& id) {
    return create("hazard", id,
                  {{"status", std::string{random_() % 2 == 0 ? "open" : "closed"}},
                   {"local_id", "HA-" + std::to_string(random_() % 1000)},
                   {"marked", random_() % 2 == 0},
                   {"perimeter", land()}});
  }
  std::vector<geo::TilePlace> places() {
    std::vector<geo::TilePlace> all;
    for (const int level : {5, 9, 11, 14}) {
      const geo::TileRange range = geo::tiles_over(set_, level, {30, 50, 30.4, 50.3});
      for (std::int64_t row = range.first_row; row <= range.last_row; row += level == 14 ? 5 : 1) {
        for (std::int64_t column = range.first_column; column <= range.last_column; column += level == 14 ? 5 : 1)
          all.push_back({&set_, level, row, column});
      }
    }
    return all;
  }
  void expect_the_same(MapMemory& memory, const store::Caller& caller) {
    std::size_t drawn = 0;
    for (const geo::TilePlace& place : places()) {
      const VectorTile from_file = build(*store_, caller, place, {{.type = "hazard"}});
      ASSERT_EQ(build(*store_, caller, place, {{.type = "hazard"}}, {}, &memory).bytes, from_file.bytes)
          << place.level << "/" << place.row << "/" << place.column;
      drawn += static_cast<std::size_t>(from_file.features);
    }
    ASSERT_GT(drawn, 0U);
  }
};

INSTANTIATE_TEST_SUITE_P(Makers, Memory, testing::ValuesIn(store::makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(Memory, MakesTheTileOfTheFileThroughAnyCourseOfWrites) {
  const store::Caller owner;
  MapMemory memory{*store_};
  std::vector<Uuid> alive;
  std::vector<store::Change> changes;
  for (int i = 0; i < 300; ++i) {
    alive.push_back(Uuid::make());
    changes.push_back(hazard(alive.back()));
  }
  store_->append(by("x"), changes);
  const model::RecordType& type = *store_->model()->find_type("hazard");
  EXPECT_FALSE(memory.table(owner, type)) << "the first to ask does not wait";
  memory.settle();
  ASSERT_TRUE(memory.table(owner, type));
  EXPECT_GT(memory.bytes(), 10'000U);
  expect_the_same(memory, owner);
  for (int round = 0; round < 25; ++round) {
    for (int i = 0; i < 8; ++i) {
      const std::size_t at = random_() % alive.size();
      const auto dice = random_() % 5;
      if (dice == 0) {
        alive.push_back(Uuid::make());
        store_->append(by("x"), {hazard(alive.back())});
      } else if (dice == 1) {
        store_->append(by("x"), {set("hazard", alive[at], {{"perimeter", land()}})});
      } else if (dice == 2) {
        store_->append(by("x"), {set("hazard", alive[at], {{"status", std::string{"closed"}}})});
      } else if (dice == 3) {  // its land goes, the record stays
        store_->append(by("x"), {set("hazard", alive[at], {{"perimeter", store::Value{}}})});
      } else {
        store::Change gone = set("hazard", alive[at], {});
        gone.kind = store::OperationKind::remove;
        alive.erase(alive.begin() + static_cast<std::ptrdiff_t>(at));
        store_->append(by("x"), {gone});
      }
    }
    expect_the_same(memory, owner);
    const auto table = memory.table(owner, type);
    ASSERT_TRUE(table) << "the tiles came from memory";
    EXPECT_EQ(table->seq(), store_->last_seq());
  }
}

TEST_P(Memory, KeepsEachClassOfCallersApart) {
  std::vector<store::Change> changes;
  for (int i = 0; i < 40; ++i) changes.push_back(hazard(Uuid::make()));
  store_->append(by("x"), changes);
  MapMemory memory{*store_};
  const model::RecordType& type = *store_->model()->find_type("hazard");
  (void)memory.table(store::Caller{}, type);
  memory.settle();
  store::Caller everybody;
  everybody.highest_class = model::FieldClass::public_;
  (void)memory.table(everybody, type);
  memory.settle();
  for (const geo::TilePlace& place : places()) {
    EXPECT_EQ(build(*store_, everybody, place, {{.type = "hazard"}}, {}, &memory).bytes,
              build(*store_, everybody, place, {{.type = "hazard"}}).bytes);
    EXPECT_EQ(build(*store_, everybody, place, {{.type = "hazard"}}, {}, &memory).features, 0)
        << "the type is restricted";
  }
  store::Caller narrow;
  narrow.rows.emplace("hazard", cql2::parse_text("status = 'open'"));
  (void)memory.table(narrow, type);
  memory.settle();
  EXPECT_FALSE(memory.table(narrow, type)) << "which rows a caller sees may hang on other records";
  expect_the_same(memory, narrow);
}

TEST_P(Memory, LeavesToTheFileWhatItDoesNotHold) {
  std::vector<store::Change> changes;
  for (int i = 0; i < 3000; ++i) changes.push_back(hazard(Uuid::make()));
  store_->append(by("x"), changes);
  const model::RecordType& type = *store_->model()->find_type("hazard");
  MapMemory small{*store_, 50'000};
  (void)small.table({}, type);
  small.settle();
  EXPECT_FALSE(small.table({}, type)) << "too large for the memory";
  EXPECT_EQ(small.bytes(), 0U);
  expect_the_same(small, {});
  MapMemory memory{*store_};
  (void)memory.table({}, type);
  memory.settle();
  const geo::TilePlace place = places()[0];
  LayerQuestion other{.type = "hazard"};
  other.fields = {"devices", "found_on", "place"};
  EXPECT_EQ(build(*store_, {}, place, {other}, {}, &memory).bytes, build(*store_, {}, place, {other}).bytes);
  LayerQuestion filtered{.type = "hazard"};
  filtered.where = cql2::parse_text("status = 'open'");
  EXPECT_EQ(build(*store_, {}, place, {filtered}, {}, &memory).bytes, build(*store_, {}, place, {filtered}).bytes);
  LayerQuestion earlier{.type = "hazard"};
  earlier.known_at = 1000;
  EXPECT_EQ(build(*store_, {}, place, {earlier}, {}, &memory).bytes, build(*store_, {}, place, {earlier}).bytes);
}

TEST_P(Memory, LetsGoEachTableThatNobodyAsksForAndReadsInItsPlaceWhatDidNotFit) {
  std::vector<store::Change> changes;
  for (int i = 0; i < 3000; ++i) changes.push_back(hazard(Uuid::make()));
  store_->append(by("x"), changes);
  const model::RecordType& type = *store_->model()->find_type("hazard");
  const store::Caller owner;
  store::Caller other;
  other.highest_class = model::FieldClass::restricted;
  std::size_t one = 0;
  {
    MapMemory memory{*store_};
    (void)memory.table(owner, type);
    memory.settle();
    one = memory.bytes();
  }
  MapMemory memory{*store_, one + one / 2};
  const auto read = [&](const store::Caller& caller) {
    (void)memory.table(caller, type);
    memory.settle();
    return memory.table(caller, type) != nullptr;
  };
  EXPECT_TRUE(read(owner));
  EXPECT_FALSE(read(other)) << "it does not fit beside the first";
  const auto then = std::chrono::steady_clock::now();
  EXPECT_TRUE(memory.table(owner, type));
  memory.let_go(then);
  EXPECT_GT(memory.bytes(), 0U) << "it was asked for since";
  EXPECT_FALSE(read(other));
  memory.let_go(std::chrono::steady_clock::now() + std::chrono::nanoseconds{1});
  EXPECT_EQ(memory.bytes(), 0U);
  EXPECT_TRUE(read(other)) << "there is room now";
  EXPECT_FALSE(read(owner));
}

TEST_P(Memory, EndsWhileItReads) {
  std::vector<store::Change> changes;
  for (int i = 0; i < 3000; ++i) changes.push_back(hazard(Uuid::make()));
  store_->append(by("x"), changes);
  for (int i = 0; i < 20; ++i) {
    MapMemory memory{*store_};
    (void)memory.table({}, *store_->model()->find_type("hazard"));
  }
}

}  // namespace
}  // namespace tilth::tiles
