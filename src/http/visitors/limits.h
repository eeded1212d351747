// SPDX-License-Identifier: Apache-2.0
// How much people without an account may send. Limits are in memory: a restart forgives.
#pragma once

#include "http/password.h"

#include <string>
#include <string_view>

namespace tilth::http::visitors {

class Limits {
 public:
  /// @param problem the code that whoever sends too much is told, with {seconds}
  /// @param guesses wrong references or codes from an address in ten minutes
  explicit Limits(std::string_view problem, int guesses = 20)
      : problem_(problem), guesses_{guesses, std::chrono::seconds{600}} {}

  /// Counts one sending from an address: 20 in ten minutes (a village may share one), 60 from its network, 2,000 an
  /// hour from everybody. @throws Problem
  void take(const std::string& from);
  void require_below(Tries& tries, const std::string& key) const;  ///< @throws Problem
  /// References, codes and keys that do not exist, from an address. @throws Problem
  void require_may_guess(const std::string& from) { require_below(guesses_, from); }
  void guessed_wrong(const std::string& from) { guesses_.failed(from); }

 private:
  std::string_view problem_;
  Tries from_address_{20, std::chrono::seconds{600}};
  Tries from_network_{60, std::chrono::seconds{600}};  ///< of 256 IPv4 addresses, or a /64 of IPv6
  Tries from_public_{2000, std::chrono::seconds{3600}};
  Tries guesses_;
};

}  // namespace tilth::http::visitors
