// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4) by OpenSSL, and the hash chain made of it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tilth {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);
std::string hex(std::string_view bytes);
std::string hex(const Sha256& hash);

/// h_i = SHA256(h_{i-1} || canonical JSON of operation i), h_0 = 32 zero bytes (methods 6.4).
Sha256 chain_link(const Sha256& previous, std::string_view canonical);

/// Hashes bytes that arrive in pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  void add(std::string_view bytes);
  Sha256 finish();  ///< and starts anew

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tilth
