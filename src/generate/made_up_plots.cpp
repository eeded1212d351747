// SPDX-License-Identifier: Apache-2.0
// Where made-up sites lie.
#include "generate/made_up_plots.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>

namespace tilth::generate {
namespace {

constexpr double kMetresPerDegree = 111'320.0;
constexpr double kLargest = 1500, kComfortable = 500, kSmallest = 60;  // side of a plot, metres
// The inner part of a community that is its own wherever its corners were moved to, in degrees.
constexpr double kInnerWidth = kCommunityWidth * (1 - kCornerShiftX) * 0.98;
constexpr double kInnerHeight = kCommunityHeight * (1 - kCornerShiftY) * 0.98;

double metres_across(double lat) { return kMetresPerDegree * std::cos(lat * std::numbers::pi / 180); }

}  // namespace

MadeUpPlots::MadeUpPlots(const std::vector<MadeUpPlace>& places, std::uint64_t sites) {
  std::vector<const MadeUpPlace*> all, contaminated;
  for (const MadeUpPlace& place : places)
    if (place.level == 3) all.push_back(&place);
  for (std::size_t i = 0; i < all.size(); i += 3) contaminated.push_back(all[i]);
  const double one = kInnerWidth * metres_across(-12) * kInnerHeight * kMetresPerDegree;
  const auto side = [&](std::size_t communities, double room) {
    return std::sqrt(static_cast<double>(communities) * one / (room * static_cast<double>(sites + 1)));
  };
  // Four times the room that is needed leaves the heavily hit communities heavily hit.
  side_m_ = std::min(kLargest, side(contaminated.size(), 4));
  if (side_m_ < kComfortable) {
    contaminated = all;
    side_m_ = std::clamp(side(all.size(), 1.5), kSmallest, kComfortable);
  }
  for (const MadeUpPlace* place : contaminated) {
    Community community{.place = place,
                        .columns = static_cast<std::uint64_t>(kInnerWidth * metres_across(place->middle_lat) / side_m_),
                        .rows = static_cast<std::uint64_t>(kInnerHeight * kMetresPerDegree / side_m_),
                        .step = 1};
    const std::uint64_t plots = community.columns * community.rows;
    community.step = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(static_cast<double>(plots) * 0.6180339887));
    while (std::gcd(community.step, plots) != 1) ++community.step;
    communities_.push_back(community);
  }
}

Plot MadeUpPlots::next(stats::Rng& rng) {
  const auto count = communities_.size();
  auto at = static_cast<std::size_t>(std::pow(rng.uniform(), 2) * static_cast<double>(count));
  at = at * 89 % count;  // 89: prime to 144 and 432, so that the hit communities do not lie side by side
  for (std::size_t tried = 0; tried < count; ++tried, at = (at + 1) % count) {
    Community& community = communities_[at];
    const std::uint64_t plots = community.columns * community.rows;
    if (community.used >= plots) continue;
    const std::uint64_t number = community.used++ * community.step % plots;
    const double across = (static_cast<double>(number % community.columns) + 0.5) * side_m_;
    const double up = (static_cast<double>(number / community.columns) + 0.5) * side_m_;
    const MadeUpPlace& place = *community.place;
    return {.place = &place,
            .lon = place.middle_lon - kInnerWidth / 2 + across / metres_across(place.middle_lat),
            .lat = place.middle_lat - kInnerHeight / 2 + up / kMetresPerDegree,
            .side_m = side_m_};
  }
  throw std::length_error("the made-up country has no room for another site");
}

}  // namespace tilth::generate
