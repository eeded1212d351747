// SPDX-License-Identifier: Apache-2.0
// Codes by which two organisations find the people both know without showing each other who they are (methods 3.4).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::people {

/// HMAC-SHA256 in hex. Never a plain hash: names can be guessed.
std::string keyed_code(std::string_view key, std::string_view text);
/// Of normalised parts with | between them. Nothing where one is empty: an empty name is nobody's.
std::optional<std::string> keyed_code(std::string_view key, std::span<const std::string> parts);

/// Pairs of neighbouring letters of a word, with its ends marked by _. None of an empty one.
std::set<std::string> padded_bigrams(std::string_view word);

/// One filter for a whole record: a filter for each field gives away more. 1024 bits.
using BloomFilter = std::array<std::uint64_t, 16>;
/// Sets 16 bits for each bigram of the words, each by the key. Which field a word is of counts: `field` goes in.
void add_to(BloomFilter& filter, std::string_view key, std::string_view field, std::span<const std::string> words);
double dice(const BloomFilter& one, const BloomFilter& other);  ///< 2 both / (one + other); 0 where both are empty
std::string to_hex(const BloomFilter& filter);
std::optional<BloomFilter> bloom_from_hex(std::string_view hex);

}  // namespace tilth::people
