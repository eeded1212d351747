// SPDX-License-Identifier: Apache-2.0
#include "http/visitors/limits.h"

#include "base/problem.h"

#include <array>
#include <utility>

namespace tilth::http::visitors {
namespace {

/// The network that one person may have many addresses of.
std::string network_of(const std::string& address) {
  const char between = address.find(':') == std::string::npos ? '.' : ':';
  const int parts = between == '.' ? 3 : 4;
  std::size_t end = 0;
  for (int part = 0; part < parts && end != std::string::npos; ++part) end = address.find(between, end + 1);
  return address.substr(0, end);
}

}  // namespace

void Limits::require_below(Tries& tries, const std::string& key) const {
  if (const int wait = tries.seconds_to_wait(key); wait > 0) throw Problem{std::string{problem_}, {{"seconds", wait}}};
}

void Limits::take(const std::string& from) {
  const std::array<std::pair<Tries*, std::string>, 3> limits{
      {{&from_address_, from}, {&from_network_, network_of(from)}, {&from_public_, ""}}};
  for (const auto& [tries, key] : limits) require_below(*tries, key);
  for (const auto& [tries, key] : limits) tries->failed(key);
}

}  // namespace tilth::http::visitors
