// SPDX-License-Identifier: Apache-2.0
// How much people without an account may send and guess, from one address and from all that one person may have.
#include "http/visitors/limits.h"

#include "base/problem.h"

#include <gtest/gtest.h>

#include <functional>

namespace tilth::http::visitors {
namespace {

constexpr std::string_view kTooMany = "meeting.too_many";

/// How often it is taken from addresses 0, 1, 2 and so on; 1000 where it is never refused.
int taken(const std::function<void(int)>& work) {
  for (int count = 0; count < 1000; ++count) {
    try {
      work(count);
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.kind().code, kTooMany);
      return count;
    }
  }
  return 1000;
}

int guesses_from(const std::function<std::string(int)>& address, int guesses) {
  Limits limits{kTooMany, guesses};
  return taken([&](int count) {
    limits.require_may_guess(address(count));
    limits.guessed_wrong(address(count));
  });
}

TEST(VisitorLimits, ANetworkIs256AddressesOrA64HoweverTheyAreWritten) {
  EXPECT_EQ(network_of("192.0.2.7"), network_of("192.0.2.255"));
  EXPECT_NE(network_of("192.0.2.7"), network_of("192.0.3.7"));
  EXPECT_EQ(network_of("::ffff:192.0.2.7"), network_of("192.0.2.9")) << "as a socket of both kinds tells it";
  EXPECT_EQ(network_of("2001:db8::1"), network_of("2001:db8:0:0:ffff:ffff:ffff:ffff"));
  EXPECT_EQ(network_of("2001:db8::a:b:c:d"), network_of("2001:db8::e:b:c:d"));
  EXPECT_NE(network_of("2001:db8::1"), network_of("2001:db8:0:1::1"));
  EXPECT_NE(network_of("2001:db8::1"), network_of("192.0.2.1"));
  EXPECT_EQ(network_of("a name"), "a name");
}

TEST(VisitorLimits, OnePersonWithManyAddressesSendsNoMoreThanANetwork) {
  Limits one{kTooMany}, many{kTooMany}, apart{kTooMany};
  EXPECT_EQ(taken([&](int) { one.take("2001:db8::1"); }), 20);
  EXPECT_EQ(taken([&](int count) { many.take("2001:db8::" + std::to_string(count)); }), 60);
  EXPECT_EQ(taken([&](int count) { apart.take("2001:db8:0:" + std::to_string(count) + "::1"); }), 1000);
}

TEST(VisitorLimits, OnePersonWithManyAddressesGuessesNoMoreThanANetwork) {
  EXPECT_EQ(guesses_from([](int) { return "192.0.2.1"; }, 20), 20);
  EXPECT_EQ(guesses_from([](int count) { return "192.0.2." + std::to_string(count); }, 20), 60);
  EXPECT_EQ(guesses_from([](int count) { return "2001:db8::" + std::to_string(count); }, 100), 300);
  EXPECT_EQ(guesses_from([](int count) { return "2001:db8:0:" + std::to_string(count) + "::1"; }, 20), 1000);
}

}  // namespace
}  // namespace tilth::http::visitors
