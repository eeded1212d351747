// SPDX-License-Identifier: Apache-2.0
// Outlines that were entered twice: the same corners in any order of drawing, or almost the same land.
#pragma once

#include "geo/overlap.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tilth::geo {

/// The same for geometries whose rings have the same corners, rounded to 1e-7 degrees (1 cm), wherever each ring
/// starts, whichever way it runs, and in whatever order holes and parts come. Repeated vertices count once. Others have
/// the same key by chance once in 2^64; same_outline() settles it.
std::uint64_t outline_key(const Geometry& geometry);
bool same_outline(const Geometry& a, const Geometry& b);

/// Groups of two or more with the same outline, each rising, in the order of their first. Empty geometries have none.
std::vector<std::vector<std::uint32_t>> same_outlines(std::span<const Geometry* const> geometries,
                                                      unsigned threads = 1);

struct NearDuplicate {
  std::uint32_t first, second;
  double likeness;  ///< shared land over land of either, 0..1 (Jaccard)
};
/// Of pairs that overlap, those that are alike beyond `least`; exact duplicates among them.
std::vector<NearDuplicate> near_duplicates(const Layer& layer, std::span<const Overlap> overlaps, double least = 0.9);

}  // namespace tilth::geo
