// SPDX-License-Identifier: Apache-2.0
// Records that rows speak of by a name or a number, or by land they share: found, or made when the profile says so.
#pragma once

#include "base/uuid.h"
#include "geo/geometry.h"
#include "geo/spatial_index.h"
#include "store/store.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tilth::exchange {

class References {
 public:
  /// @param ids names the source: ids of records made here come from it
  References(const store::Store& store, std::string ids);

  /// The record of `type` whose `field` reads as the text, folded. Several with the same text: the lowest id.
  std::optional<Uuid> find(const std::string& type, const std::string& field, const std::string& text);
  /// The record whose main geometry shares most land with this one; of points, the one around it.
  std::optional<Uuid> overlapping(const std::string& type, const geo::Geometry& geometry);
  /// A new record of the type with these values, found by find() from now on.
  Uuid make(const std::string& type, const std::string& field, const std::string& text,
            std::vector<std::pair<int, store::Value>> values);
  /// Records made since the last call; they go before the row that made them.
  std::vector<store::Change> take_made();

 private:
  using ByText = std::unordered_map<std::string, Uuid>;
  struct Outlines {
    std::vector<Uuid> ids;
    std::vector<geo::GeometryPtr> geometries;
    geo::SpatialIndex index;
  };
  ByText& texts_of(const std::string& type, const std::string& field);
  const Outlines& outlines_of(const std::string& type);

  const store::Store& store_;
  std::string ids_;
  std::map<std::pair<std::string, std::string>, ByText> texts_;
  std::map<std::string, Outlines> outlines_;
  std::vector<store::Change> made_;
};

}  // namespace tilth::exchange
