// SPDX-License-Identifier: Apache-2.0
// The orientation determinant as an expansion: a sum of doubles that do not overlap.
#include "geo/orientation.h"

#include <array>

namespace tilth::geo {
namespace {

struct Two {
  double sum, rest;  // the exact result is their sum
};

// Not inlined, so that no compiler fuses the product into a later sum.
[[gnu::noinline]] Two product(double a, double b) {
  const double p = a * b;
  return {p, std::fma(a, b, -p)};
}

Two sum(double a, double b) {
  const double s = a + b, part = s - a;
  return {s, (a - (s - part)) + (b - part)};
}

class Expansion {
 public:
  void add(double term) {
    for (std::size_t i = 0; i < size_; ++i) {
      const Two both = sum(term, terms_[i]);
      terms_[i] = both.rest;
      term = both.sum;
    }
    terms_[size_++] = term;
  }
  void add_product(double a, double b) {
    const Two both = product(a, b);
    add(both.rest);
    add(both.sum);
  }
  /// From the smallest term up, so the sum has the sign of the last term that is not 0.
  [[nodiscard]] double value() const {
    double total = 0;
    for (std::size_t i = 0; i < size_; ++i) total += terms_[i];
    return total;
  }

 private:
  std::array<double, 12> terms_{};
  std::size_t size_ = 0;
};

}  // namespace

double exact_orientation(double ax, double ay, double bx, double by, double cx, double cy) {
  Expansion determinant;
  determinant.add_product(ax, by);
  determinant.add_product(-ax, cy);
  determinant.add_product(-cx, by);
  determinant.add_product(-ay, bx);
  determinant.add_product(ay, cx);
  determinant.add_product(cy, bx);
  return determinant.value();
}

}  // namespace tilth::geo
