// SPDX-License-Identifier: Apache-2.0
#include "store/known_at.h"

#include "store/store_fixture.h"

#include <gtest/gtest.h>

namespace tilth::store {
namespace {

class KnownAt : public StoreTest {};

INSTANTIATE_TEST_SUITE_P(Makers, KnownAt, testing::ValuesIn(makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(KnownAt, IsANumberOfTheLogAnInstantOrTheEndOfADay) {
  const std::int64_t first = store_->append(by("land"), {create("hazard", Uuid::make(), {{"local_id", "HA-1"}})});
  EXPECT_EQ(seq_known_at(*store_, "0"), 0);
  EXPECT_EQ(seq_known_at(*store_, std::to_string(first)), first);
  EXPECT_EQ(seq_known_at(*store_, "0" + std::to_string(first)), first);
  EXPECT_EQ(seq_known_at(*store_, std::to_string(first + 1)), std::nullopt) << "nobody knows yet what that will be";
  EXPECT_EQ(seq_known_at(*store_, "2024"), std::nullopt) << "never a year, and no number of this log";
  EXPECT_EQ(seq_known_at(*store_, Instant::now().text()), first);
  EXPECT_EQ(seq_known_at(*store_, Instant::now().date().text()), first) << "a day counts to its end";
  EXPECT_EQ(seq_known_at(*store_, "2001-02-03"), 0);
  EXPECT_EQ(seq_known_at(*store_, "2001-02"), 0);
  for (const char* bad : {"", " 1", "1 ", "-1", "+1", "1.0", "0x10", "yesterday", "2024-13-01", "99999999999999999999"})
    EXPECT_EQ(seq_known_at(*store_, bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace tilth::store
