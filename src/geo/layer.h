// SPDX-License-Identifier: Apache-2.0
// Polygons made ready for questions about all of them: boxes, verdicts, repaired stand-ins.
#pragma once

#include "geo/geometry.h"
#include "geo/predicates.h"

#include <memory>
#include <span>
#include <vector>

namespace tilth::geo {

/// Keeps pointers to the geometries, which must outlive it. Then only read; any number of threads may ask.
class Layer {
 public:
  explicit Layer(std::span<const Geometry* const> geometries, unsigned threads = 1);
  /// With verdicts known already, from validities().
  Layer(std::span<const Geometry* const> geometries, std::span<const Validity> verdicts, unsigned threads = 1);

  [[nodiscard]] std::size_t size() const { return sound_.size(); }
  /// A valid polygon or multipolygon: the geometry itself, its repaired copy, or the polygons of a collection made
  /// one. Empty for points, lines, and what no polygon is left of.
  [[nodiscard]] const Geometry& sound(std::size_t i) const { return *sound_[i]; }
  [[nodiscard]] const Box& box(std::size_t i) const { return boxes_[i]; }  ///< of sound(i)
  [[nodiscard]] std::span<const Box> boxes() const { return boxes_; }
  [[nodiscard]] bool repaired(std::size_t i) const { return stand_ins_[i] != nullptr; }

 private:
  void take(std::size_t i, const Geometry& geometry, bool valid);

  std::vector<const Geometry*> sound_;
  std::vector<Box> boxes_;
  std::vector<std::unique_ptr<Geometry>> stand_ins_;
};

/// A valid polygon or multipolygon for any geometry, as Layer::sound() promises; `keep` holds it where it is a copy.
const Geometry& sound_polygon(const Geometry& geometry, bool valid, std::unique_ptr<Geometry>& keep);

}  // namespace tilth::geo
