// SPDX-License-Identifier: Apache-2.0
// A number that geometries of the same content have in common.
#pragma once

#include "geo/geometry.h"

#include <cstdint>

namespace tilth::geo {

/// The same for geometries of the same content, bit by bit; nearly always another for others.
std::uint64_t content_hash(const Geometry& geometry);

}  // namespace tilth::geo
