// SPDX-License-Identifier: Apache-2.0
// How much people without an account may send. Limits are in memory: a restart forgives.
#pragma once

#include "http/password.h"

#include <string>
#include <string_view>

namespace tilth::http::visitors {

/// The network that one person may have many addresses of: 256 of IPv4, a /64 of IPv6. @param address as text; a text
/// that is none stands for itself
std::string network_of(const std::string& address);

class Limits {
 public:
  /// @param problem the code that whoever sends too much is told, with {seconds}
  /// @param guesses wrong references or codes from an address in ten minutes; from its network three times as many
  explicit Limits(std::string_view problem, int guesses = 20)
      : problem_(problem),
        guesses_{guesses, std::chrono::seconds{600}},
        network_guesses_{3 * guesses, std::chrono::seconds{600}} {}

  /// Counts one sending from an address: 20 in ten minutes (a village may share one), 60 from its network, 2,000 an
  /// hour from everybody. @throws Problem
  void take(const std::string& from);
  void require_below(Tries& tries, const std::string& key) const;  ///< @throws Problem
  /// References, codes and keys that do not exist, from an address and its network. @throws Problem
  void require_may_guess(const std::string& from);
  void guessed_wrong(const std::string& from);

 private:
  std::string_view problem_;
  Tries from_address_{20, std::chrono::seconds{600}};
  Tries from_network_{60, std::chrono::seconds{600}};
  Tries from_public_{2000, std::chrono::seconds{3600}};
  Tries guesses_, network_guesses_;
};

}  // namespace tilth::http::visitors
