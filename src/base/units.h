// SPDX-License-Identifier: Apache-2.0
// Measures with their unit in the type.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace tilth {

/// Land area in hundredths of a square metre, so that sums are exact in any order (DESIGN 5, Area).
class SquareMetres {
 public:
  constexpr SquareMetres() = default;
  static constexpr SquareMetres from_hundredths(std::int64_t hundredths) { return SquareMetres{hundredths}; }
  /// Rounds half away from zero. @throws std::invalid_argument when not finite or beyond 9e16 m2
  static SquareMetres from_double(double square_metres);

  [[nodiscard]] constexpr std::int64_t hundredths() const { return hundredths_; }
  [[nodiscard]] constexpr double as_double() const { return static_cast<double>(hundredths_) / 100.0; }
  /// "18000" or "18000.25".
  [[nodiscard]] std::string text() const;

  constexpr auto operator<=>(const SquareMetres&) const = default;
  constexpr SquareMetres& operator+=(SquareMetres o) {
    hundredths_ += o.hundredths_;
    return *this;
  }
  constexpr SquareMetres& operator-=(SquareMetres o) {
    hundredths_ -= o.hundredths_;
    return *this;
  }
  friend constexpr SquareMetres operator+(SquareMetres a, SquareMetres b) { return a += b; }
  friend constexpr SquareMetres operator-(SquareMetres a, SquareMetres b) { return a -= b; }
  constexpr SquareMetres operator-() const { return SquareMetres{-hundredths_}; }

 private:
  constexpr explicit SquareMetres(std::int64_t hundredths) : hundredths_(hundredths) {}
  std::int64_t hundredths_ = 0;
};

namespace literals {
constexpr SquareMetres operator""_m2(unsigned long long metres) {
  return SquareMetres::from_hundredths(static_cast<std::int64_t>(metres) * 100);
}
}  // namespace literals

}  // namespace tilth
