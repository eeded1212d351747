// SPDX-License-Identifier: Apache-2.0
// How far two assessors agree beyond chance (methods 4.2).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace tilth::stats {

enum class Disagreement : std::uint8_t {
  any,        ///< every disagreement counts alike (Cohen 1960)
  linear,     ///< by how many levels apart
  quadratic,  ///< by their square (Cohen 1968)
};
/// 1 - sum w O / sum w E. `counts` row by row: first assessor's level, second's. Nothing without answers or where no
/// level varies. @pre counts.size() == levels * levels, levels >= 2, counts >= 0
std::optional<double> kappa(std::span<const std::int64_t> counts, std::size_t levels, Disagreement weights);

}  // namespace tilth::stats
