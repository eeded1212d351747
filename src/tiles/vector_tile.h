// SPDX-License-Identifier: Apache-2.0
// Writes a Mapbox Vector Tile 2.1: layers of features with their properties.
#pragma once

#include "cql2/value.h"
#include "geo/geometry.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tilth::tiles {

/// Appends the drawing commands of a geometry in whole units of the tile, rings closed and turned as geo::TileShape
/// says.
void append_commands(std::vector<std::uint32_t>& out, const geo::Geometry& geometry);

/// One layer. Keys and values are written once each, however many features name them.
class TileLayer {
 public:
  TileLayer(std::string name, int extent);

  /// The number of a key.
  std::uint32_t key(std::string_view name);
  /// The number of a value. Dates are text; what a tile cannot hold (geometries, lists) has none: -1.
  std::int64_t value(const cql2::Value& value);
  /// Of a text that no other feature has, so nobody looks whether it is there.
  std::int64_t text_of_its_own(std::string_view text);

  /// `commands` as append_commands() writes them; `tags` are numbers of keys and values in turn. Ids are below 2^53,
  /// which JavaScript can hold.
  void add(std::uint64_t id, int dimension, std::span<const std::uint32_t> commands,
           std::span<const std::uint32_t> tags);

  [[nodiscard]] std::size_t features() const { return count_; }
  /// Appends the layer to a tile. Tiles are layers one after the other.
  void append_to(std::string& tile) const;

 private:
  std::int64_t number_of(const std::string& encoded);
  std::int64_t append(const std::string& encoded);

  std::string name_;
  int extent_;
  std::string features_;
  std::size_t count_ = 0;
  std::vector<std::string> keys_;
  std::string values_;  ///< as the tile holds them, in the order of their numbers
  std::uint32_t value_count_ = 0;
  std::unordered_map<std::string, std::uint32_t> value_numbers_;
  std::string encoded_;
};

}  // namespace tilth::tiles
