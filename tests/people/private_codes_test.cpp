// SPDX-License-Identifier: Apache-2.0
// Codes between organisations against the worked numbers of methods 3.4 (Python's hmac).
#include "people/private_codes.h"

#include <gtest/gtest.h>

#include <map>

namespace tilth::people {
namespace {

// T-3.4a
TEST(PrivateCodes, T34aIsHmacSha256OverTheNormalisedFields) {
  const std::vector<std::string> parts{"FATIMA", "1987"};
  EXPECT_EQ(keyed_code("test-key", parts), "abe363fb8be28bfc49f91cdd18ae4b5c86bdbb0c9e26d94a05a70f74e787d44c");
  EXPECT_NE(keyed_code("another-key", parts), keyed_code("test-key", parts)) << "a new key makes all codes new";
  EXPECT_FALSE(keyed_code("test-key", std::vector<std::string>{"", "1987"})) << "an empty name is nobody's";
  EXPECT_FALSE(keyed_code("test-key", std::vector<std::string>{}));
}

// T-3.4b
TEST(PrivateCodes, T34bDiceOfPaddedBigrams) {
  const auto fatima = padded_bigrams("FATIMA"), fatema = padded_bigrams("FATEMA");
  EXPECT_EQ(fatima.size(), 7U);
  EXPECT_EQ(fatema.size(), 7U);
  EXPECT_TRUE(padded_bigrams("").empty());
  // One bit a bigram, as if no two fell on one.
  std::map<std::string, std::size_t> bits;
  const auto filter = [&](const std::set<std::string>& bigrams) {
    BloomFilter made{};
    for (const std::string& one : bigrams) {
      const std::size_t bit = bits.try_emplace(one, 61 + bits.size()).first->second;  // over the edge of a word
      made[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
    return made;
  };
  EXPECT_NEAR(dice(filter(fatima), filter(fatema)), 0.714286, 5e-7);
  EXPECT_DOUBLE_EQ(dice(filter(fatima), filter(fatima)), 1);
  EXPECT_DOUBLE_EQ(dice(filter(fatima), filter({})), 0);
  EXPECT_DOUBLE_EQ(dice(filter({}), filter({})), 0);
}

BloomFilter filter_of(std::string_view key, const std::vector<std::string>& words) {
  BloomFilter filter{};
  add_to(filter, key, "name", words);
  return filter;
}

TEST(PrivateCodes, FiltersOfLikeNamesAreAlikeUnderOneKeyAlone) {
  const BloomFilter fatima = filter_of("key", {"FATIMA", "HASSAN"}), fatema = filter_of("key", {"FATEMA", "HASSAN"});
  EXPECT_GT(dice(fatima, fatema), 0.8);
  EXPECT_LT(dice(fatima, filter_of("key", {"YUSUF", "BARRE"})), 0.5);
  EXPECT_LT(dice(fatima, filter_of("other", {"FATIMA", "HASSAN"})), 0.5) << "of another project";
  EXPECT_DOUBLE_EQ(dice(fatima, fatima), 1);
  EXPECT_DOUBLE_EQ(dice(fatima, fatema), dice(fatema, fatima));
}

TEST(PrivateCodes, AFilterIsWrittenAndReadAgain) {
  const BloomFilter filter = filter_of("key", {"AMINA"});
  EXPECT_EQ(to_hex(filter).size(), 256U);
  EXPECT_EQ(bloom_from_hex(to_hex(filter)), filter);
  EXPECT_FALSE(bloom_from_hex("00"));
  EXPECT_FALSE(bloom_from_hex(std::string(256, 'g')));
}

}  // namespace
}  // namespace tilth::people
