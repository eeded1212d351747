// SPDX-License-Identifier: Apache-2.0
// Which things hang together, from the pairs of them that do.
#pragma once

#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace tilth::geo {

/// Numbers grouped by what hangs together; groups in the order of their smallest number, numbers rising in each.
struct Components {
  std::vector<std::uint32_t> numbers;
  std::vector<std::uint32_t> ends;  ///< one past the last of each group

  [[nodiscard]] std::size_t count() const { return ends.size(); }
  [[nodiscard]] std::span<const std::uint32_t> group(std::size_t i) const {
    const std::size_t from = i == 0 ? 0 : ends[i - 1];
    return {numbers.data() + from, ends[i] - from};
  }
};

inline Components components_of(std::size_t count, std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs) {
  std::vector<std::uint32_t> root(count);
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&root](std::uint32_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (const auto& [a, b] : pairs) {
    const std::uint32_t one = find(a), two = find(b);
    if (one < two) root[two] = one;
    if (two < one) root[one] = two;
  }
  constexpr std::uint32_t kNone = ~0U;
  std::vector<std::uint32_t> group(count, kNone);
  Components result;
  for (std::uint32_t i = 0; i < count; ++i) {  // a root is the smallest of its group, so it comes first
    const std::uint32_t top = find(i);
    if (group[top] == kNone) {
      group[top] = static_cast<std::uint32_t>(result.ends.size());
      result.ends.push_back(0);
    }
    ++result.ends[group[top]];
  }
  std::uint32_t sum = 0;
  for (std::uint32_t& end : result.ends) sum = end += sum;
  std::vector<std::uint32_t> next(result.ends.size(), 0);
  for (std::size_t i = 1; i < next.size(); ++i) next[i] = result.ends[i - 1];
  result.numbers.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) result.numbers[next[group[find(i)]]++] = i;
  return result;
}

}  // namespace tilth::geo
