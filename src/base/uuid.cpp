// SPDX-License-Identifier: Apache-2.0
// Ids: UUIDs of version 7 (RFC 9562).
#include "base/uuid.h"

#include "base/sha256.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <random>

namespace tilth {
namespace {

constexpr char kHex[] = "0123456789abcdef";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void set_version(Uuid& id, int version) {
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | (version << 4));
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
}

}  // namespace

std::string Uuid::text() const {
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kHex[bytes[i] >> 4];
    out += kHex[bytes[i] & 15];
  }
  return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid id;
  std::size_t at = 0;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) {
      if (text[at++] != '-') return std::nullopt;
    }
    const int high = hex_digit(text[at]);
    const int low = hex_digit(text[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    at += 2;
  }
  return id;
}

Uuid Uuid::from_parts(std::int64_t unix_ms, std::uint64_t random_a, std::uint64_t random_b) {
  Uuid id;
  for (int i = 0; i < 6; ++i)
    id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(unix_ms >> (40 - 8 * i));
  id.bytes[6] = static_cast<std::uint8_t>(random_a >> 8);
  id.bytes[7] = static_cast<std::uint8_t>(random_a);
  for (int i = 0; i < 8; ++i)
    id.bytes[8U + static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(random_b >> (56 - 8 * i));
  set_version(id, 7);
  return id;
}

Uuid Uuid::make() {
  thread_local std::mt19937_64 random = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device(), device(), device()};
    return std::mt19937_64{seed};
  }();
  thread_local std::int64_t last_ms = 0;
  thread_local std::uint64_t counter = 0;
  const std::int64_t wall =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  if (wall > last_ms) {
    last_ms = wall;
    counter = random() & 0x7ff;  // room to count up inside the 12 bits of rand_a
  } else if (++counter > 0xfff) {
    ++last_ms;
    counter = random() & 0x7ff;
  }
  return from_parts(last_ms, counter, random());
}

Uuid Uuid::named(std::string_view name) {
  const Sha256 hash = sha256(name);
  Uuid id;
  std::copy_n(hash.begin(), 16, id.bytes.begin());
  set_version(id, 8);
  return id;
}

}  // namespace tilth

std::size_t std::hash<tilth::Uuid>::operator()(const tilth::Uuid& id) const noexcept {
  std::uint64_t high, low;
  std::memcpy(&high, id.bytes.data(), 8);
  std::memcpy(&low, id.bytes.data() + 8, 8);
  return static_cast<std::size_t>(high ^ (low * 0x9e3779b97f4a7c15ULL));
}
