// SPDX-License-Identifier: Apache-2.0
// A place's number along the Hilbert curve: near numbers are near places. Sorting by it keeps neighbours together.
#pragma once

#include <cstdint>

namespace tilth::geo {

/// Along the curve of order 31 over the whole globe (cells of 19 mm), so below 2^62: fits a signed 64-bit column.
/// Out-of-range places count as the nearest on the edge; NaN as 0.
std::uint64_t hilbert_key(double lon, double lat);

}  // namespace tilth::geo
