// SPDX-License-Identifier: Apache-2.0
// Packing boxes along the Hilbert curve; sweeping them in bands of latitude.
#include "geo/spatial_index.h"

#include "geo/bands.h"
#include "geo/hilbert.h"
#include "geo/parallel.h"

#include <algorithm>
#include <cmath>

namespace tilth::geo {

SpatialIndex::SpatialIndex(std::span<const Box> boxes) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  order.reserve(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    if (box.empty()) continue;
    order.emplace_back(hilbert_key(0.5 * (box.west + box.east), 0.5 * (box.south + box.north)),
                       static_cast<std::uint32_t>(i));
  }
  std::sort(order.begin(), order.end());
  boxes_.reserve(order.size());
  numbers_.reserve(order.size());
  for (const auto& [key, number] : order) {
    boxes_.push_back(boxes[number]);
    numbers_.push_back(number);
  }
  const auto grow = [](Box& box, const Box& by) {
    box.add(by.west, by.south);
    box.add(by.east, by.north);
  };
  for (std::size_t first = 0; first < boxes_.size(); first += kFan) {
    Node node{.first = static_cast<std::uint32_t>(first),
              .count = static_cast<std::uint32_t>(std::min<std::size_t>(kFan, boxes_.size() - first))};
    for (std::uint32_t i = 0; i < node.count; ++i) grow(node.box, boxes_[first + i]);
    nodes_.push_back(node);
  }
  std::size_t level = 0;
  while (nodes_.size() - level > 1) {
    const std::size_t end = nodes_.size();
    for (std::size_t first = level; first < end; first += kFan) {
      Node node{.first = static_cast<std::uint32_t>(first),
                .count = static_cast<std::uint32_t>(std::min<std::size_t>(kFan, end - first)),
                .leaf = false};
      for (std::uint32_t i = 0; i < node.count; ++i) grow(node.box, nodes_[first + i].box);
      nodes_.push_back(node);
    }
    level = end;
  }
}

std::vector<std::uint32_t> SpatialIndex::in(const Box& window) const {
  std::vector<std::uint32_t> found;
  each(window, [&](std::uint32_t number) { found.push_back(number); });
  std::sort(found.begin(), found.end());
  return found;
}

namespace {

struct Entry {
  Box box;
  std::uint32_t number;
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> meeting_pairs(std::span<const Box> boxes, unsigned threads) {
  const Bands bands = bands_for(boxes);
  std::vector<std::size_t> ends(bands.count + 1, 0);
  for (const Box& box : boxes) {
    if (box.empty()) continue;
    for (std::size_t band = bands.of(box.south), last = bands.of(box.north); band <= last; ++band) ++ends[band + 1];
  }
  for (std::size_t band = 0; band < bands.count; ++band) ends[band + 1] += ends[band];
  std::vector<Entry> entries(ends.back());
  std::vector<std::size_t> next{ends.begin(), ends.end() - 1};
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes[i].empty()) continue;
    for (std::size_t band = bands.of(boxes[i].south), last = bands.of(boxes[i].north); band <= last; ++band) {
      entries[next[band]++] = {boxes[i], static_cast<std::uint32_t>(i)};
    }
  }
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> found(std::max(threads, 1U));
  in_parallel(bands.count, threads, 16, [&](unsigned thread, std::size_t from, std::size_t to) {
    auto& pairs = found[thread];
    for (std::size_t band = from; band < to; ++band) {
      const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(ends[band]);
      const auto end = entries.begin() + static_cast<std::ptrdiff_t>(ends[band + 1]);
      std::sort(begin, end, [](const Entry& a, const Entry& b) { return a.box.west < b.box.west; });
      for (auto one = begin; one != end; ++one) {
        for (auto two = one + 1; two != end && two->box.west <= one->box.east; ++two) {
          if (two->box.south > one->box.north || one->box.south > two->box.north) continue;
          if (bands.of(std::max(one->box.south, two->box.south)) != band) continue;  // another band reports it
          pairs.emplace_back(std::minmax(one->number, two->number));
        }
      }
    }
  });
  auto pairs = std::move(found[0]);
  for (std::size_t i = 1; i < found.size(); ++i) pairs.insert(pairs.end(), found[i].begin(), found[i].end());
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace tilth::geo
