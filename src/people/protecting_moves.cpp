// SPDX-License-Identifier: Apache-2.0
// Boxes of cells.
#include "people/protecting_moves.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <set>

namespace tilth::people {
namespace {

constexpr double kEmptyCell = 1e4;               // empty cells stand as they are where anything else will do
constexpr std::size_t kMostBoxes = 64;           // added up for one primary; more than its people are never needed
constexpr std::int64_t kGoodEnough = 4;          // a box that keeps nothing more back need not move all at once
constexpr std::size_t kMostSteps = 600'000'000;  // corners looked at for one table: about five seconds
constexpr std::size_t kMostTried = 6'600;        // choices of the other corners: all of ten categories by four

}  // namespace

ProtectingMoves::ProtectingMoves(PublishedCells& cells, const Lattice& lattice, const std::vector<int>& numbers,
                                 const std::vector<bool>& may_hide, std::int64_t k)
    : cells_(cells),
      lattice_(lattice),
      numbers_(numbers),
      may_hide_(may_hide),
      k_(k),
      fixed_(cells.size(), true),
      lines_of_(cells.size()),
      moved_(cells.size(), 0) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    at_[numbers[i]] = i;
    fixed_[static_cast<std::size_t>(numbers[i])] = false;
  }
  for (std::size_t i = 0; i < cells.lines().size(); ++i) {
    const PublishedCells::Line& line = cells.lines()[i];
    lines_of_[static_cast<std::size_t>(line.total)].push_back(static_cast<int>(i));
    for (const int part : line.parts) lines_of_[static_cast<std::size_t>(part)].push_back(static_cast<int>(i));
  }
  std::set<std::pair<int, std::vector<int>>> own;
  lattice.each_line([&](std::size_t total, std::size_t first, std::size_t stride, std::size_t n) {
    std::vector<int> parts;
    for (std::size_t i = 0; i < n; ++i) parts.push_back(numbers[first + i * stride]);
    std::sort(parts.begin(), parts.end());
    own.insert({numbers[total], parts});
  });
  for (const PublishedCells::Line& line : cells.lines()) {
    std::vector<int> parts = line.parts;
    std::sort(parts.begin(), parts.end());
    if (own.contains({line.total, parts})) continue;  // a box leaves it as it is
    std::vector<Step> members{{line.total, -1}};
    for (const int part : line.parts) members.push_back({part, 1});
    const auto slack = std::find_if(members.begin(), members.end(), [&](const Step& one) {
      const auto number = static_cast<std::size_t>(one.cell);
      return number >= cells.remainders_from() && lines_of_[number].size() == 1 &&
             cells.shown(one.cell) != Shown::value;
    });
    for (const Step& one : members) {
      if (!at_.contains(one.cell)) continue;
      if (slack == members.end()) {
        fixed_[static_cast<std::size_t>(one.cell)] = true;
      } else {
        after_[one.cell].push_back({slack->cell, -one.sign * slack->sign});
        remainder_of_[slack->cell] = {static_cast<int>(at_.at(one.cell)), -one.sign * slack->sign};
      }
    }
  }
}

bool ProtectingMoves::target_of(int cell, Target& target) const {
  const std::int64_t down = cells_.count(cell), up = std::max<std::int64_t>(0, k_ - down);
  if (const auto found = remainder_of_.find(cell); found != remainder_of_.end()) {
    target.at = static_cast<std::size_t>(found->second.cell);
    target.down = found->second.sign > 0 ? down : up;
    target.up = found->second.sign > 0 ? up : down;
    return true;
  }
  const auto at = at_.find(cell);
  if (at == at_.end()) return false;
  target = {at->second, down, up};
  return true;
}

bool ProtectingMoves::box(const Edges& edges, std::int64_t sign, Box& steps, std::int64_t& fits, double& cost,
                          double most) const {
  steps.clear();
  fits = std::numeric_limits<std::int64_t>::max();
  cost = 0;
  // One corner after the other: a bit of `corner` goes along an edge, to the other category or to the total.
  std::array<std::size_t, std::size_t{1} << kMostEdges> cells;
  cells[0] = edges.start;
  for (std::size_t corner = 0; corner < std::size_t{1} << edges.count; ++corner) {
    if (corner > 0) {
      const auto along = static_cast<std::size_t>(std::countr_zero(corner));
      cells[corner] = cells[corner & (corner - 1)] + edges.by[along];  // steps back are steps around 2^64
    }
    const int number = numbers_[cells[corner]];
    const auto n = static_cast<std::size_t>(number);
    const std::int64_t change = (std::popcount(corner & edges.turning) & 1) == 0 ? sign : -sign;
    ++tried_;
    if (fixed_[n]) return false;
    if (change < 0) {
      fits = std::min(fits, cells_.count(number) + moved_[n]);
      if (fits <= 0) return false;
    }
    if (cells_.shown(number) == Shown::value) {
      if (!may_hide_[n]) return false;
      cost += cells_.count(number) == 0 ? kEmptyCell : 1 + static_cast<double>(cells_.count(number));
      if (cost >= most) return false;
    }
    steps.push_back({number, change});
    if (after_.empty()) continue;
    if (const auto after = after_.find(number); after != after_.end()) {
      for (const Step& one : after->second) {
        const std::int64_t taken = change * one.sign;
        if (taken < 0) fits = std::min(fits, cells_.count(one.cell) + moved_[static_cast<std::size_t>(one.cell)]);
        if (fits <= 0) return false;
        steps.push_back({one.cell, taken});
      }
    }
  }
  return true;
}

bool ProtectingMoves::cheapest(std::size_t at, const std::vector<bool>& sums, bool up, std::int64_t people, Box& best,
                               std::int64_t& fits) const {
  struct Choice {
    std::size_t edge = 0;  ///< of a turn; that of a total begins elsewhere
    std::size_t stride = 0;
    int now = 0, first = 0, other = 0, categories = 0;
    bool turns = false;
  };
  const std::vector<Dimension>& dimensions = lattice_.dimensions();
  Edges edges{.start = at};
  std::vector<Choice> free;  // dimensions along which there is something to choose
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (!dimensions[d].total) continue;
    if (edges.count == kMostEdges) return false;
    const auto n = static_cast<int>(dimensions[d].categories.size());
    const int now = lattice_.position(at, d);
    // Begins at a place of the cell's own, so that not all take the same corners, and at the same one every time.
    const auto first = static_cast<int>((at * 7 + 1 + free.size()) % static_cast<std::size_t>(n));
    if (!sums[d]) edges.turning |= std::size_t{1} << edges.count;
    if (!sums[d] || now == n) free.push_back({edges.count, lattice_.stride(d), now, first, first, n, !sums[d]});
    edges.by[edges.count++] = static_cast<std::size_t>(n - now) * lattice_.stride(d);
  }
  double least = std::numeric_limits<double>::infinity();
  bool found = false;
  Box steps;
  for (std::size_t tried = 0; tried < kMostTried; ++tried) {
    bool apart = true;
    edges.start = at;
    for (const Choice& one : free) {
      apart = apart && one.now != one.other;
      const std::size_t step = (static_cast<std::size_t>(one.other) - static_cast<std::size_t>(one.now)) * one.stride;
      if (one.turns) {
        edges.by[one.edge] = step;
      } else {
        edges.start += step;
        edges.by[one.edge] = 0 - step;
      }
    }
    std::int64_t here = 0;
    double cost = 0;
    // A box that moves fewer people than are wanted is one of several.
    if (apart && box(edges, up ? 1 : -1, steps, here, cost, least)) {
      here = std::min(here, people);
      const std::int64_t more = (people - 1) / here;
      const double all = cost + static_cast<double>(more);
      if (all < least) {
        least = all;
        std::swap(best, steps);
        fits = here;
        found = true;
        if (cost == 0 && here * kGoodEnough >= people) return true;
      }
    }
    std::size_t i = 0;
    for (; i < free.size(); ++i) {
      free[i].other = (free[i].other + 1) % free[i].categories;
      if (free[i].other != free[i].first) break;
    }
    if (i == free.size()) break;
  }
  return found;
}

bool ProtectingMoves::best_box(std::size_t at, bool up, std::int64_t people, Box& best, std::int64_t& fits) const {
  const std::vector<Dimension>& dimensions = lattice_.dimensions();
  std::vector<std::size_t> turns;  // dimensions along which people may go to another category
  std::vector<bool> sums(dimensions.size(), true);
  for (std::size_t d = 0; d < dimensions.size(); ++d)
    if (dimensions[d].total && !lattice_.is_total(at, d) && dimensions[d].categories.size() > 1) turns.push_back(d);
  // The fewer totals it changes the better; without any turn everybody's number would change.
  for (std::size_t kept = turns.size(); kept > 0; --kept) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t set = 1; set < std::size_t{1} << turns.size(); ++set) {
      if (static_cast<std::size_t>(std::popcount(set)) != kept) continue;
      for (std::size_t i = 0; i < turns.size(); ++i) sums[turns[i]] = (set >> i & 1) == 0;
      Box steps;
      std::int64_t here = 0;
      if (!cheapest(at, sums, up, people, steps, here)) continue;
      const std::int64_t more = (people - 1) / here;
      auto cost = static_cast<double>(more);
      for (const Step& one : steps)
        if (cells_.shown(one.cell) == Shown::value) cost += 1 + static_cast<double>(cells_.count(one.cell));
      if (cost >= least) continue;
      least = cost;
      best = std::move(steps);
      fits = here;
    }
    if (least < std::numeric_limits<double>::infinity()) return true;
  }
  return false;
}

bool ProtectingMoves::move(std::size_t at, std::int64_t people, bool up) {
  const std::int64_t wanted = up ? people : -people;
  std::vector<int> touched;
  bool all = true;
  for (std::size_t boxes = 0; people > 0; ++boxes) {
    Box steps;
    std::int64_t fits = 0;
    if (boxes == kMostBoxes || tried_ > kMostSteps || !best_box(at, up, people, steps, fits)) {
      all = false;
      break;
    }
    for (const Step& one : steps) {
      moved_[static_cast<std::size_t>(one.cell)] += one.sign * fits;
      touched.push_back(one.cell);
      if (cells_.shown(one.cell) == Shown::value) cells_.show(one.cell, Shown::secondary);
    }
    people -= fits;
  }
  // Nothing above is taken on trust: there where it must be, no cell below 0, none shown that moved, every sum as it
  // was.
  all = all && moved_[static_cast<std::size_t>(numbers_[at])] == wanted;
  std::set<int> lines;
  for (const int cell : touched) {
    const auto n = static_cast<std::size_t>(cell);
    all = all && cells_.count(cell) + moved_[n] >= 0 && (moved_[n] == 0 || cells_.shown(cell) != Shown::value);
    lines.insert(lines_of_[n].begin(), lines_of_[n].end());
  }
  for (const int number : lines) {
    const PublishedCells::Line& line = cells_.lines()[static_cast<std::size_t>(number)];
    std::int64_t sum = -moved_[static_cast<std::size_t>(line.total)];
    for (const int part : line.parts) sum += moved_[static_cast<std::size_t>(part)];
    all = all && sum == 0;
  }
  for (const int cell : touched) moved_[static_cast<std::size_t>(cell)] = 0;
  return all;
}

std::vector<int> ProtectingMoves::protect(const std::vector<int>& wanted) {
  std::vector<int> without;
  for (const int cell : wanted) {
    Target target;
    if (!target_of(cell, target) || !move(target.at, target.down, false) || !move(target.at, target.up, true))
      without.push_back(cell);
    if (without.size() > kMostWithout) break;
  }
  return without;
}

}  // namespace tilth::people
