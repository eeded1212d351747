// SPDX-License-Identifier: Apache-2.0
// Codes that two organisations compare instead of people.
#include "people/private_codes.h"

#include <sodium.h>

#include <bit>
#include <charconv>

namespace tilth::people {
namespace {

using Digest = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

Digest hmac(std::string_view key, std::string_view text) {
  Digest digest{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  return digest;
}

constexpr std::size_t kDigits = 16;  // of a word of the filter

}  // namespace

std::string keyed_code(std::string_view key, std::string_view text) {
  const Digest digest = hmac(key, text);
  std::string hex(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();
  return hex;
}

std::optional<std::string> keyed_code(std::string_view key, std::span<const std::string> parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) return std::nullopt;
    text += (text.empty() ? "" : "|") + part;
  }
  return text.empty() ? std::nullopt : std::optional{keyed_code(key, text)};
}

std::set<std::string> padded_bigrams(std::string_view word) {
  std::set<std::string> pairs;
  if (word.empty()) return pairs;
  const std::string padded = "_" + std::string{word} + "_";
  for (std::size_t i = 0; i + 1 < padded.size(); ++i) pairs.insert(padded.substr(i, 2));
  return pairs;
}

void add_to(BloomFilter& filter, std::string_view key, std::string_view field, std::span<const std::string> words) {
  for (const std::string& word : words)
    for (const std::string& pair : padded_bigrams(word)) {
      const Digest digest = hmac(key, std::string{field} + "|" + pair);
      for (std::size_t i = 0; i + 1 < digest.size(); i += 2) {  // 16 numbers of 16 bits; 1024 divides their range
        const std::size_t bit = (static_cast<std::size_t>(digest[i]) << 8 | digest[i + 1]) % 1024;
        filter[bit / 64] |= std::uint64_t{1} << bit % 64;
      }
    }
}

double dice(const BloomFilter& one, const BloomFilter& other) {
  std::size_t of_one = 0, of_other = 0, both = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    of_one += static_cast<std::size_t>(std::popcount(one[i]));
    of_other += static_cast<std::size_t>(std::popcount(other[i]));
    both += static_cast<std::size_t>(std::popcount(one[i] & other[i]));
  }
  return of_one + of_other == 0 ? 0 : 2 * static_cast<double>(both) / static_cast<double>(of_one + of_other);
}

std::string to_hex(const BloomFilter& filter) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex;
  for (const std::uint64_t word : filter)
    for (std::size_t i = 0; i < kDigits; ++i) hex += kHex[word >> 4 * (kDigits - 1 - i) & 0xf];
  return hex;
}

std::optional<BloomFilter> bloom_from_hex(std::string_view hex) {
  BloomFilter filter{};
  if (hex.size() != filter.size() * kDigits) return std::nullopt;
  for (std::size_t i = 0; i < filter.size(); ++i) {
    const char* from = hex.data() + i * kDigits;
    const auto [end, error] = std::from_chars(from, from + kDigits, filter[i], 16);
    if (error != std::errc{} || end != from + kDigits) return std::nullopt;
  }
  return filter;
}

}  // namespace tilth::people
