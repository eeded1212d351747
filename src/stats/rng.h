// SPDX-License-Identifier: Apache-2.0
// Random numbers that are the same on every machine (methods 0.3).
#pragma once

#include <cstdint>
#include <random>

namespace tilth::stats {

/// The inverse of the standard normal distribution by AS 241 (Wichura 1988, PPND16). @pre 0 < p < 1
double normal_quantile(double p);

/// std::mt19937_64, whose output the C++ standard fixes; the distributions of the library are not, so they are not
/// used.
class Rng {
 public:
  explicit Rng(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t raw() { return engine_(); }
  /// ((raw >> 11) + 0.5) * 2^-53: never 0, never 1.
  double uniform() { return (static_cast<double>(raw() >> 11) + 0.5) * 0x1p-53; }
  double normal() { return normal_quantile(uniform()); }
  /// Inversion by sequential search. @pre 0 <= mean < 30
  int poisson(double mean);
  double triangular(double least, double mode, double most);
  double lognormal(double median, double sd);  ///< median * exp(sd * z)

 private:
  std::mt19937_64 engine_;
};

}  // namespace tilth::stats
