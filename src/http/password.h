// SPDX-License-Identifier: Apache-2.0
// Passwords (Argon2id), tokens, and how often somebody may guess.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace tilth::http {

/// 32 random bytes as text for a URL.
std::string new_token();
std::string hash_of_token(std::string_view token);  ///< SHA-256 in hex

/// @throws Problem "account.weak_password"
void require_good_password(std::string_view password, std::string_view name);
/// Argon2id with 64 MiB and 2 passes (libsodium's interactive limits, as RFC 9106 4 allows for a server). Two at a time
/// in the whole program; whoever would be the fifth to wait is sent away. @throws Problem "server.busy"
std::string hash_of_password(std::string_view password);
/// Takes the same time for an empty hash, so that a name that does not exist looks like a wrong password.
/// @throws Problem "server.busy"
bool is_password(std::string_view password, std::string_view hash);

/// Failed tries of a key (an account and address, an address) within a time.
class Tries {
 public:
  Tries(int most, std::chrono::seconds within) : most_(most), within_(within) {}
  /// Seconds until the next try is taken; 0: now.
  int seconds_to_wait(const std::string& key);
  void failed(const std::string& key);
  void succeeded(const std::string& key);

 private:
  struct Count {
    int tries = 0;
    std::chrono::steady_clock::time_point first;
  };
  int most_;
  std::chrono::seconds within_;
  std::mutex guard_;
  std::map<std::string, Count> counts_;  ///< guarded
};

}  // namespace tilth::http
