// SPDX-License-Identifier: Apache-2.0
#include "http/answer_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace tilth::http {
namespace {

TEST(AnswerCache, WorksAnAnswerOutOnceHoweverManyAsk) {
  AnswerCache cache{1000};
  std::atomic<int> worked{0};
  std::atomic<bool> asked{false};
  std::vector<std::thread> askers;
  std::atomic<int> right{0};
  for (int i = 0; i < 8; ++i)
    askers.emplace_back([&] {
      const auto answer = cache.text("k", [&] {
        ++worked;
        while (!asked) std::this_thread::yield();
        return std::string{"the answer"};
      });
      if (*answer == "the answer") ++right;
    });
  asked = true;
  for (std::thread& asker : askers) asker.join();
  EXPECT_EQ(worked, 1);
  EXPECT_EQ(right, 8);
}

TEST(AnswerCache, KeepsNoMoreThanItsBytesAndLetsTheLongestUnaskedGo) {
  AnswerCache cache{1000};
  int worked = 0;
  const auto ask = [&](const std::string& key) {
    return *cache.text(key, [&] {
      ++worked;
      return std::string(300, 'x');
    });
  };
  ask("a");
  ask("b");
  ask("a");
  ask("c");  // b goes
  EXPECT_LE(cache.bytes(), 1000U);
  EXPECT_EQ(worked, 3);
  ask("a");
  EXPECT_EQ(worked, 3);
  ask("b");
  EXPECT_EQ(worked, 4);
}

TEST(AnswerCache, GivesAnAnswerLargerThanItselfWithoutKeepingIt) {
  AnswerCache cache{100};
  EXPECT_EQ(cache.text("k", [] { return std::string(500, 'x'); })->size(), 500U);
  EXPECT_EQ(cache.bytes(), 0U);
}

TEST(AnswerCache, DoesNotKeepAFailure) {
  AnswerCache cache{1000};
  EXPECT_THROW(cache.text("k", []() -> std::string { throw std::runtime_error("no"); }), std::runtime_error);
  EXPECT_EQ(*cache.text("k", [] { return std::string{"yes"}; }), "yes");
}

}  // namespace
}  // namespace tilth::http
