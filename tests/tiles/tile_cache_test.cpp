// SPDX-License-Identifier: Apache-2.0
// A kept tile is the tile that would be made now, whatever was written; and what no write reached is kept.
#include "tiles/tile_cache.h"

#include "store/store_fixture.h"
#include "tiles/tile_builder.h"

#include <gtest/gtest.h>

#include <random>

namespace tilth::tiles {
namespace {

class Cache : public store::StoreTest {
 protected:
  const geo::TileMatrixSet& set_ = *geo::find_tile_matrix_set("WebMercatorQuad");
  TileCache cache_;
  int made_ = 0;

  std::string through_cache(const geo::TilePlace& place) {
    const std::string key =
        std::to_string(place.level) + "/" + std::to_string(place.row) + "/" + std::to_string(place.column);
    std::int64_t seq = 0;
    if (const auto kept = cache_.find(*store_, key, seq)) return *kept->bytes;
    ++made_;
    VectorTile tile = build(*store_, store::Caller{}, place, {{.type = "hazard"}});
    const auto bytes = std::make_shared<const std::string>(tile.bytes);
    cache_.put(key, {bytes, "", tile.features, tile.merged}, {geo::box_of(place, 64.0 / 4096), {"hazard"}}, seq);
    return tile.bytes;
  }
};

INSTANTIATE_TEST_SUITE_P(Makers, Cache, testing::ValuesIn(store::makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(Cache, IsNeverStaleThroughAnyCourseOfWrites) {
  std::mt19937_64 random{9};
  std::vector<geo::TilePlace> places;
  for (const int level : {6, 10, 12}) {
    const geo::TileRange range = geo::tiles_over(set_, level, {30, 50, 30.4, 50.3});
    for (std::int64_t row = range.first_row; row <= range.last_row; ++row) {
      for (std::int64_t column = range.first_column; column <= range.last_column && places.size() < 30; ++column)
        places.push_back({&set_, level, row, column});
    }
  }
  std::vector<Uuid> alive;
  int kept = 0;
  for (int round = 0; round < 60; ++round) {
    const auto where = [&] {
      return store::square(30 + static_cast<double>(random() % 400) / 1000,
                           50 + static_cast<double>(random() % 300) / 1000, 0.002);
    };
    const auto dice = random() % 4;
    if (dice == 0 || alive.size() < 3) {
      alive.push_back(Uuid::make());
      store_->append(by("x"),
                     {create("hazard", alive.back(), {{"status", std::string{"open"}}, {"perimeter", where()}})});
    } else if (dice == 1) {  // moves: both places change
      store_->append(by("x"), {set("hazard", alive[random() % alive.size()], {{"perimeter", where()}})});
    } else if (dice == 2) {  // looks different where it is
      store_->append(by("x"), {set("hazard", alive[random() % alive.size()],
                                   {{"status", std::string{random() % 2 == 0 ? "open" : "closed"}}})});
    } else {
      store::Change gone = set("hazard", alive.back(), {});
      gone.kind = store::OperationKind::remove;
      alive.pop_back();
      store_->append(by("x"), {gone});
    }
    made_ = 0;
    for (const geo::TilePlace& place : places)
      ASSERT_EQ(through_cache(place), build(*store_, store::Caller{}, place, {{.type = "hazard"}}).bytes) << round;
    if (round > 0) kept += static_cast<int>(places.size()) - made_;
  }
  EXPECT_GT(kept, 1000) << "a write forgets the tiles that it reaches, not all of them";
}

TEST_P(Cache, StaysWithinItsBytesAndForgetsTheLeastUsed) {
  TileCache small{20'000};
  std::int64_t seq = 0;
  EXPECT_FALSE(small.find(*store_, "a", seq));
  const auto bytes = std::make_shared<const std::string>(std::string(2000, 'x'));
  for (int i = 0; i < 50; ++i) {
    small.put("tile " + std::to_string(i), {bytes, "", 0, 0}, {{}, {"hazard"}}, seq);
    if (i > 0) {
      EXPECT_TRUE(small.find(*store_, "tile 0", seq)) << "what is used stays";
    }
    EXPECT_LE(small.bytes(), 20'000U);
  }
  EXPECT_FALSE(small.find(*store_, "tile 1", seq));
  EXPECT_TRUE(small.find(*store_, "tile 49", seq));
  small.put("huge", {std::make_shared<const std::string>(std::string(19'000, 'x')), "", 0, 0}, {{}, {"hazard"}}, seq);
  EXPECT_FALSE(small.find(*store_, "huge", seq));
  // A tile that was made before a write that the cache knows of is not kept.
  store_->append(by("x"), {create("hazard", Uuid::make(), {{"perimeter", store::square(30, 50, 1)}})});
  std::int64_t later = 0;
  (void)small.find(*store_, "late", later);
  small.put("late", {bytes, "", 0, 0}, {{}, {"hazard"}}, seq);
  EXPECT_FALSE(small.find(*store_, "late", later));
}

}  // namespace
}  // namespace tilth::tiles
