// SPDX-License-Identifier: Apache-2.0
// Question: does a table of 10,000 inner cells, with every total (14,641 cells and more), pass the disclosure gate in
// less than ten seconds, and how much of it is left to see? Data: fixed seed. Attendances: many people a cell,
// log-normal, one cell in twenty below 10. Casualties: thin, most cells small or empty. gate_bench [cells, always
// 10,000: a size of bench/run changes nothing]
#include "people/disclosure.h"
#include "stats/rng.h"
#include "support/row.h"

#include <cmath>
#include <string>

namespace tilth {
namespace {

people::Dimension numbered(const std::string& name, std::size_t n) {
  people::Dimension dimension{name, {}};
  for (std::size_t i = 1; i <= n; ++i) dimension.categories.push_back(name + std::to_string(i));
  return dimension;
}

people::CountTable table_of(std::initializer_list<std::size_t> sizes) {
  people::CountTable table;
  std::size_t cells = 1;
  for (const std::size_t n : sizes) {
    table.dimensions.push_back(numbered("d" + std::to_string(table.dimensions.size()), n));
    cells *= n;
  }
  table.counts.assign(cells, 0);
  return table;
}

people::CountTable attendances(std::initializer_list<std::size_t> sizes) {
  stats::Rng rng{20261128};
  people::CountTable table = table_of(sizes);
  for (std::int64_t& count : table.counts) count = static_cast<std::int64_t>(rng.lognormal(70, 1.2));
  return table;
}

/// `people` fall into the cells, into the first categories far more often than into the last.
people::CountTable casualties(std::initializer_list<std::size_t> sizes, int people) {
  stats::Rng rng{20261128};
  people::CountTable table = table_of(sizes);
  for (int i = 0; i < people; ++i) {
    std::size_t cell = 0;
    for (const people::Dimension& d : table.dimensions) {
      const auto n = static_cast<double>(d.categories.size());
      cell = cell * d.categories.size() + static_cast<std::size_t>(n * std::pow(rng.uniform(), 1.6));
    }
    ++table.counts[cell];
  }
  return table;
}

/// False when a small cell is shown, or has no proof, or nothing is shown: the time counts only where the answer is
/// right.
bool pass(const std::string& what, const people::CountTable& table) {
  const people::GatePolicy policy{.k = 10, .hierarchy = {}};
  people::GateResult result;
  bench::Row row{.work = what, .records = table.counts.size(), .peer = "ten seconds", .peer_s = 10, .least = 1};
  row.ours_s = bench::seconds_of([&] { result = people::pass_gate(table, policy); });
  std::size_t small = 0, shown = 0, given_away = 0;
  for (const people::PublishedCell& cell : result.table.cells) {
    small += cell.shown == people::Shown::primary;
    shown += cell.shown == people::Shown::value;
    given_away += cell.shown == people::Shown::value && cell.count > 0 && cell.count < policy.k;
  }
  row.agree =
      given_away == 0 && !result.withheld && people::protects(result.ranges, policy.k) && result.ranges.size() == small;
  row.work += ": " + std::to_string(shown) + " of " + std::to_string(result.table.cells.size()) + " cells shown, " +
              std::to_string(small) + " small, " + std::to_string(result.rolled_up.size()) + " given up";
  return bench::print_row(row);
}

bool run() {
  bool agree = pass("gate, attendances 10 x 10 x 10 x 10", attendances({10, 10, 10, 10}));
  agree = pass("gate, attendances 50 x 2 x 10 x 10", attendances({50, 2, 10, 10})) && agree;
  agree = pass("gate, 100,000 casualties 25 x 10 x 8 x 5", casualties({25, 10, 8, 5}, 100'000)) && agree;
  agree = pass("gate, 20,000 casualties 25 x 10 x 8 x 5", casualties({25, 10, 8, 5}, 20'000)) && agree;
  for (const std::size_t n : {5, 8, 10})  // solved by equations, near the largest of these, and the first that is not
    agree = pass("gate, attendances " + std::to_string(n) + " x 10 x 10", attendances({n, 10, 10})) && agree;
  return agree;
}

}  // namespace
}  // namespace tilth

int main() { return tilth::bench::exit_code_of(tilth::run); }
