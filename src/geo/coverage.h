// SPDX-License-Identifier: Apache-2.0
// How much land many polygons cover together, and how much is covered several times.
#pragma once

#include "geo/layer.h"

#include <vector>

namespace tilth::geo {

/// Land covered by at least 1, 2, 3 ... polygons of the layer, in m2 and exact: nothing is counted twice. As long as
/// there is land that so many cover; empty when there is none at all.
///
/// The first figure is the area of the union. All together are the sum of the polygons' areas, but for what geodesics
/// bulge less where a border is cut (about 1e-6 of the area where borders are 100 m long). Reference geo 3.4.
std::vector<double> coverage_m2(const Layer& layer, unsigned threads = 1);

/// The first figure of coverage_m2(): the land that any of them covers.
double union_area_m2(const Layer& layer, unsigned threads = 1);

}  // namespace tilth::geo
