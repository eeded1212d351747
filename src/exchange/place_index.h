// SPDX-License-Identifier: Apache-2.0
// The programme's places, ready to be found by code, by folded name, by alias and by a point.
#pragma once

#include "base/uuid.h"
#include "exchange/mapping_profile.h"
#include "geo/geometry.h"
#include "geo/spatial_index.h"
#include "store/store.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tilth::exchange {

/// How a row found its place, in the order in which the ways are tried.
enum class PlacedBy : std::uint8_t { code, name, alias, point, nothing };
std::string_view text_of(PlacedBy by);

/// Where a point lies as seen from the place that the row names.
enum class PointLies : std::uint8_t { inside, elsewhere, outside_all, unknown };

struct KnownPlace {
  Uuid id;
  std::string code;
  std::vector<std::string> names;
  Uuid parent;
  std::optional<int> level;
  geo::GeometryPtr outline;
};

class PlaceIndex {
 public:
  PlaceIndex(std::vector<KnownPlace> places, const PlaceMapping& mapping);
  /// @throws Problem "import.profile_unfit" when the type lacks the fields that the mapping names
  static std::vector<KnownPlace> load(const store::Store& store, const model::RecordType& type,
                                      const PlaceMapping& mapping);

  struct Answer {
    PlacedBy by = PlacedBy::nothing;
    Uuid place;
  };
  /// `code` as the source has it. A name that several places have, and no place around it tells apart, is not taken.
  [[nodiscard]] Answer find(const std::string& code, const std::string& name, const std::string& within) const;
  [[nodiscard]] Answer at_point(double lon, double lat) const;
  [[nodiscard]] PointLies point_lies(const Uuid& place, double lon, double lat) const;
  /// Whether the point lies in a place, and none of those it lies in bears the name: what a comparison of names alone
  /// would call another place.
  [[nodiscard]] bool otherwise_named(const std::string& name, double lon, double lat) const;
  /// Around all places; empty when none has an outline.
  [[nodiscard]] const geo::Box& box() const { return box_; }
  [[nodiscard]] std::size_t size() const { return places_.size(); }

 private:
  [[nodiscard]] std::optional<Uuid> by_code(const std::string& code) const;
  [[nodiscard]] std::vector<std::size_t> around_point(double lon, double lat) const;

  std::vector<KnownPlace> places_;
  PlaceMapping mapping_;
  std::unordered_map<std::string, Uuid> codes_;
  std::unordered_map<std::string, std::optional<Uuid>> names_;  // folded "within / name" and "name"; nothing: several
  std::unordered_map<Uuid, std::size_t> positions_;
  std::vector<std::size_t> outlined_;
  geo::SpatialIndex outlines_;
  geo::Box box_;
};

}  // namespace tilth::exchange
