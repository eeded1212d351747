// SPDX-License-Identifier: Apache-2.0
// On which side of a line a point lies, with a sign that is never wrong: what the kernels' certainty rests on.
#pragma once

#include <cmath>

namespace tilth::geo {

/// The determinant by exact expansions: right to the last digit, zero only when it is.
double exact_orientation(double ax, double ay, double bx, double by, double cx, double cy);

/// Twice the area of the triangle a, b, c: positive where c lies left of a to b, zero exactly when the three are in
/// line. Shewchuk's filter first (Adaptive Precision Floating-Point Arithmetic, 1997, bound A), expansions in doubt.
/// @pre finite coordinates, no larger than 1e100 and no smaller than 1e-100 except 0
inline double orientation(double ax, double ay, double bx, double by, double cx, double cy) {
  const double left = (ax - cx) * (by - cy), right = (ay - cy) * (bx - cx);
  const double determinant = left - right;
  const double bound = 3.3306690738754716e-16 * (std::abs(left) + std::abs(right));
  if (std::abs(determinant) >= bound) return determinant;
  return exact_orientation(ax, ay, bx, by, cx, cy);
}

}  // namespace tilth::geo
