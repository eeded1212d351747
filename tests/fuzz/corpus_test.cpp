// SPDX-License-Identifier: Apache-2.0
// Every fuzzer with its corpus, seeds and earlier findings alike, in an ordinary build: what was mended stays mended,
// and no fuzzer rots unseen. Each input is also cut off at a few places.
#include "harnesses.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tilth::fuzz {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream{file, std::ios::binary}.rdbuf();
  return bytes.str();
}

/// From memory of just that size, so that the address sanitizer sees a step over its end.
void ask(const Harness& harness, std::string_view input) {
  const std::vector<std::uint8_t> exact(input.begin(), input.end());
  harness.ask(exact.data(), exact.size());
}

class Fuzzer : public testing::TestWithParam<Harness> {};

TEST_P(Fuzzer, TakesEveryInputOfItsCorpus) {
  const auto folder = test::source_dir() / "tests" / "fuzz" / "corpus" / GetParam().name;
  int inputs = 0;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    ++inputs;
    SCOPED_TRACE(entry.path().filename().string());
    const std::string input = bytes_of(entry.path());
    ask(GetParam(), input);
    for (int eighths = 0; eighths < 8; ++eighths)
      ask(GetParam(), std::string_view{input}.substr(0, input.size() * static_cast<std::size_t>(eighths) / 8));
  }
  EXPECT_GE(inputs, 1) << "a fuzzer without seeds finds nothing: " << folder;
}

INSTANTIATE_TEST_SUITE_P(All, Fuzzer, testing::ValuesIn(harnesses()),
                         [](const testing::TestParamInfo<Harness>& info) { return info.param.name; });

TEST(FuzzCorpus, HasNoFolderWithoutAFuzzer) {
  for (const auto& entry : std::filesystem::directory_iterator{test::source_dir() / "tests" / "fuzz" / "corpus"}) {
    const std::string name = entry.path().filename().string();
    if (name == "README.md") continue;
    const auto known = [&name](const Harness& harness) { return harness.name == name; };
    EXPECT_TRUE(std::any_of(harnesses().begin(), harnesses().end(), known)) << name;
  }
}

}  // namespace
}  // namespace tilth::fuzz
