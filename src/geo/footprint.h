// SPDX-License-Identifier: Apache-2.0
// A polygon that needs no judging, and its box.
#pragma once

#include "geo/geometry.h"

namespace tilth::geo {

/// A valid polygon or multipolygon with its box, so that neither is worked out anew at every question. Does not own it.
struct Footprint {
  const Geometry* polygon;
  Box box;
};

}  // namespace tilth::geo
