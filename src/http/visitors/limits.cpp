// SPDX-License-Identifier: Apache-2.0
#include "http/visitors/limits.h"

#include "base/problem.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace tilth::http::visitors {
std::string network_of(const std::string& address) {
  boost::system::error_code fault;
  const auto known = boost::asio::ip::make_address(address, fault);
  if (fault) return address;
  if (known.is_v6() && !known.to_v6().is_v4_mapped()) {
    auto bytes = known.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return boost::asio::ip::address_v6{bytes}.to_string();
  }
  using boost::asio::ip::make_address_v4;
  const auto v4 = known.is_v4() ? known.to_v4() : make_address_v4(boost::asio::ip::v4_mapped, known.to_v6());
  return boost::asio::ip::address_v4{v4.to_uint() & 0xffffff00U}.to_string();
}

void Limits::require_below(Tries& tries, const std::string& key) const {
  if (const int wait = tries.seconds_to_wait(key); wait > 0) throw Problem{std::string{problem_}, {{"seconds", wait}}};
}

void Limits::take(const std::string& from) {
  const std::array<std::pair<Tries*, std::string>, 3> limits{
      {{&from_address_, from}, {&from_network_, network_of(from)}, {&from_public_, ""}}};
  for (const auto& [tries, key] : limits) require_below(*tries, key);
  for (const auto& [tries, key] : limits) tries->failed(key);
}

void Limits::require_may_guess(const std::string& from) {
  require_below(guesses_, from);
  require_below(network_guesses_, network_of(from));
}

void Limits::guessed_wrong(const std::string& from) {
  guesses_.failed(from);
  network_guesses_.failed(network_of(from));
}

}  // namespace tilth::http::visitors
