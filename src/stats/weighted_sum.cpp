// SPDX-License-Identifier: Apache-2.0
#include "stats/weighted_sum.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace tilth::stats {
namespace {

struct Range {
  double least = std::numeric_limits<double>::infinity(), most = -std::numeric_limits<double>::infinity();
};

Range range_of(const std::vector<Alternative>& alternatives, std::size_t criterion) {
  Range range;
  for (const Alternative& one : alternatives) {
    if (!one.values[criterion]) continue;
    range.least = std::min(range.least, *one.values[criterion]);
    range.most = std::max(range.most, *one.values[criterion]);
  }
  return range;
}

double between(double value, const Range& range) {
  if (!(range.most > range.least)) return 0;
  return std::clamp((value - range.least) / (range.most - range.least), 0.0, 1.0);
}

double normal(const Criterion& criterion, const Range& range, double value) {
  if (criterion.transform == Transform::step) {
    const bool reached = value >= criterion.least;
    return reached == criterion.benefit ? 1 : 0;
  }
  const Range used = criterion.transform == Transform::fixed ? Range{criterion.least, criterion.most} : range;
  if (!(used.most > used.least)) return 0;  // it tells nobody apart
  return criterion.benefit ? between(value, used) : 1 - between(value, used);
}

}  // namespace

std::vector<Ranked> weighted_sum(const std::vector<Criterion>& criteria, const std::vector<Alternative>& alternatives) {
  double total = 0;
  for (const Criterion& one : criteria) {
    if (!(one.weight >= 0)) throw std::invalid_argument("a weight is negative");
    total += one.weight;
  }
  if (!(total > 0)) throw std::invalid_argument("the weights have no sum");
  std::vector<Range> ranges;
  for (const Alternative& one : alternatives)
    if (one.values.size() != criteria.size()) throw std::invalid_argument("an alternative lacks a value");
  for (std::size_t c = 0; c < criteria.size(); ++c) ranges.push_back(range_of(alternatives, c));

  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    Ranked one{.alternative = i};
    double known = 0, sum = 0;
    for (std::size_t c = 0; c < criteria.size(); ++c) {
      const double weight = criteria[c].weight / total;
      const std::optional<double>& value = alternatives[i].values[c];
      if (!value) {
        one.parts.emplace_back();
        continue;
      }
      const double part = weight * normal(criteria[c], ranges[c], *value);
      one.parts.emplace_back(part);
      known += weight;
      sum += part;
    }
    one.score = known > 0 ? sum / known : 0;
    one.least = sum;
    one.most = sum + (1 - known);
    if (known > 1 - 1e-12) one.score = one.least = one.most = sum;
    ranked.push_back(std::move(one));
  }
  std::sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) {
    if (a.score != b.score) return a.score > b.score;
    return alternatives[a.alternative].id < alternatives[b.alternative].id;
  });
  for (std::size_t i = 0; i < ranked.size(); ++i) ranked[i].rank = i + 1;
  return ranked;
}

std::vector<RankChange> rank_changes(const std::vector<Ranked>& before, const std::vector<Ranked>& after,
                                     std::size_t top) {
  std::vector<std::size_t> now(before.size());
  for (const Ranked& one : after) now.at(one.alternative) = one.rank;
  std::vector<RankChange> changes;
  for (const Ranked& one : before) {
    const std::size_t rank = now[one.alternative];
    if (rank != one.rank && std::min(rank, one.rank) <= top) changes.push_back({one.alternative, one.rank, rank});
  }
  return changes;
}

std::vector<RankChange> rank_changes(const std::vector<Criterion>& criteria,
                                     const std::vector<Alternative>& alternatives, const std::vector<Ranked>& before,
                                     std::size_t criterion, double factor, std::size_t top) {
  std::vector<Criterion> changed = criteria;
  changed.at(criterion).weight *= factor;
  return rank_changes(before, weighted_sum(changed, alternatives), top);
}

}  // namespace tilth::stats
