// SPDX-License-Identifier: Apache-2.0
// Passwords, tokens, and how often somebody may guess.
#include "http/password.h"

#include "base/problem.h"
#include "base/sha256.h"

#include <sodium.h>

#include <array>
#include <atomic>
#include <semaphore>
#include <stdexcept>

namespace tilth::http {
namespace {

constexpr int kAtATime = 2;
constexpr int kWaiting = 2;
constexpr std::size_t kLeast = 10, kMost = 200;

/// The right to hash for as long as it lives.
class Turn {
 public:
  Turn() {
    if (++asking() > kAtATime + kWaiting) {
      --asking();
      throw Problem{"server.busy", Json::object()};
    }
    turns().acquire();
  }
  ~Turn() {
    turns().release();
    --asking();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  static std::atomic<int>& asking() {
    static std::atomic<int> count = 0;
    return count;
  }
  static std::counting_semaphore<kAtATime>& turns() {
    static std::counting_semaphore<kAtATime> free{kAtATime};
    return free;
  }
};

std::string hashed(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str(text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    throw std::bad_alloc{};
  return text.data();
}

}  // namespace

std::string new_token() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

std::string hash_of_token(std::string_view token) { return hex(sha256(token)); }

void require_good_password(std::string_view password, std::string_view name) {
  if (password.size() < kLeast || password.size() > kMost || password == name)
    throw Problem{"account.weak_password", {{"least", kLeast}, {"most", kMost}}};
}

std::string hash_of_password(std::string_view password) {
  const Turn turn;
  return hashed(password);
}

bool is_password(std::string_view password, std::string_view hash) {
  if (password.size() > kMost) return false;
  const Turn turn;
  static const std::string nobody = hashed(new_token());
  const std::string against = hash.empty() ? nobody : std::string{hash};
  const bool same = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return same && !hash.empty();
}

int Tries::seconds_to_wait(const std::string& key) {
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock{guard_};
  const auto known = counts_.find(key);
  if (known == counts_.end()) return 0;
  if (now - known->second.first >= within_) {
    counts_.erase(known);
    return 0;
  }
  if (known->second.tries < most_) return 0;
  return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(known->second.first + within_ - now).count());
}

void Tries::failed(const std::string& key) {
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock{guard_};
  if (counts_.size() > 10'000) {  // bounded: what is over goes first, then all
    std::erase_if(counts_, [&](const auto& entry) { return now - entry.second.first >= within_; });
    if (counts_.size() > 10'000) counts_.clear();
  }
  Count& count = counts_[key];
  if (count.tries == 0) count.first = now;
  ++count.tries;
}

void Tries::succeeded(const std::string& key) {
  const std::lock_guard lock{guard_};
  counts_.erase(key);
}

}  // namespace tilth::http
