// SPDX-License-Identifier: Apache-2.0
// Outlines in one form, and hashes of it.
#include "geo/near_duplicates.h"

#include "geo/area.h"
#include "geo/parallel.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tilth::geo {
namespace {

struct Corner {
  std::int64_t x, y;
  auto operator<=>(const Corner&) const = default;
};
using Outline = std::vector<Corner>;

std::int64_t rounded(double degrees) {
  const double scaled = std::nearbyint(degrees * 1e7);
  return std::abs(scaled) < 9e18 ? static_cast<std::int64_t>(scaled) : 0;
}

/// Where the smallest of all rotations begins (Booth's idea, in the two-pointer form), in linear time.
std::size_t smallest_rotation(const Outline& o) {
  std::size_t i = 0, j = 1, k = 0;
  const std::size_t n = o.size();
  while (i < n && j < n && k < n) {
    const Corner &a = o[(i + k) % n], &b = o[(j + k) % n];
    if (a == b) {
      ++k;
      continue;
    }
    (a > b ? i : j) += k + 1;
    if (i == j) ++j;
    k = 0;
  }
  return std::min(i, j);
}

Outline canonical(const Geometry& g, std::size_t path) {
  Outline outline;
  for (std::size_t i = g.path_begin(path); i < g.path_end(path); ++i) {
    const Corner corner{rounded(g.x[i]), rounded(g.y[i])};
    if (outline.empty() || corner != outline.back()) outline.push_back(corner);
  }
  Outline other{outline.rbegin(), outline.rend()};
  if (g.polygonal()) {
    while (outline.size() > 1 && outline.front() == outline.back()) outline.pop_back();
    other.assign(outline.rbegin(), outline.rend());
    for (Outline* o : {&outline, &other}) {
      std::rotate(o->begin(), o->begin() + static_cast<std::ptrdiff_t>(smallest_rotation(*o)), o->end());
    }
  }
  return std::min(outline, other);
}

/// Parts of canonical outlines, the shell first and holes sorted, parts sorted; members of a collection one after
/// another.
using Form = std::vector<std::vector<Outline>>;

void append_form(const Geometry& g, Form& form) {
  for (const Geometry& member : g.members) append_form(member, form);
  for (std::size_t part = 0; part < g.part_ends.size(); ++part) {
    std::vector<Outline> outlines;
    for (std::size_t path = g.part_begin(part); path < g.part_end(part); ++path) outlines.push_back(canonical(g, path));
    std::sort(outlines.begin() + 1, outlines.end());
    form.push_back(std::move(outlines));
  }
}

Form form_of(const Geometry& g) {
  Form form;
  append_form(g, form);
  std::sort(form.begin(), form.end());
  return form;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {  // the finalizer of splitmix64 (Steele, Lea, Flood 2014)
  hash += value + 0x9e3779b97f4a7c15;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
  return hash ^ (hash >> 31);
}

}  // namespace

std::uint64_t outline_key(const Geometry& geometry) {
  std::uint64_t hash = static_cast<std::uint64_t>(geometry.dimension());
  for (const auto& part : form_of(geometry)) {
    hash = mixed(hash, part.size());
    for (const Outline& outline : part) {
      hash = mixed(hash, outline.size());
      for (const Corner& corner : outline) {
        hash = mixed(mixed(hash, static_cast<std::uint64_t>(corner.x)), static_cast<std::uint64_t>(corner.y));
      }
    }
  }
  return hash;
}

bool same_outline(const Geometry& a, const Geometry& b) {
  return a.dimension() == b.dimension() && form_of(a) == form_of(b);
}

std::vector<std::vector<std::uint32_t>> same_outlines(std::span<const Geometry* const> geometries, unsigned threads) {
  std::vector<std::uint64_t> keys(geometries.size());
  in_parallel(geometries.size(), threads, 1024, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) keys[i] = outline_key(*geometries[i]);
  });
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < geometries.size(); ++i) {
    if (geometries[i]->vertex_count() > 0) order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
  std::vector<std::vector<std::uint32_t>> groups;
  for (std::size_t low = 0, high = 0; low < order.size(); low = high) {
    std::vector<std::vector<std::uint32_t>> same;  // one key, almost always one outline
    for (high = low; high < order.size() && keys[order[high]] == keys[order[low]]; ++high) {
      const auto group = std::find_if(same.begin(), same.end(), [&](const auto& members) {
        return same_outline(*geometries[members.front()], *geometries[order[high]]);
      });
      if (group == same.end()) {
        same.push_back({order[high]});
      } else {
        group->push_back(order[high]);
      }
    }
    for (auto& group : same) {
      if (group.size() > 1) groups.push_back(std::move(group));
    }
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

std::vector<NearDuplicate> near_duplicates(const Layer& layer, std::span<const Overlap> overlaps, double least) {
  std::unordered_map<std::uint32_t, double> areas;
  const auto area = [&](std::uint32_t i) {
    const auto [found, fresh] = areas.try_emplace(i, 0);
    if (fresh) found->second = area_m2(layer.sound(i));
    return found->second;
  };
  std::vector<NearDuplicate> found;
  for (const Overlap& overlap : overlaps) {
    const double likeness = overlap.area_m2 / (area(overlap.first) + area(overlap.second) - overlap.area_m2);
    if (likeness > least) found.push_back({overlap.first, overlap.second, std::min(likeness, 1.0)});
  }
  return found;
}

}  // namespace tilth::geo
