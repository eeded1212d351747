// SPDX-License-Identifier: Apache-2.0
// A vector tile of records: one layer a record type, of what the caller may see and the filter keeps.
#pragma once

#include "geo/tile_shape.h"
#include "store/store.h"

#include <string>
#include <vector>

namespace tilth::tiles {

class MapMemory;

/// One layer of a tile.
struct LayerQuestion {
  std::string type;  ///< with a geometry; it names the layer
  std::optional<cql2::Expression> where;
  std::optional<std::int64_t> known_at;
  std::vector<std::string> fields;  ///< of the features; empty: tile_fields(), at kMergeLevel and below look_fields()
};

struct VectorTile {
  std::string bytes;          ///< empty where the land of the tile holds nothing
  std::int64_t features = 0;  ///< drawn
  std::int64_t merged = 0;    ///< not drawn by themselves: others of the same look stand for them (kMergeLevel)
};

/// At this level and below, points and dust of one record type that look the same and fall into the same square of
/// kMergeSide units are one feature, whose property "count" says of how many records. Where more than kMostSmall would
/// stay, the square's side doubles until fewer do. Nothing else is ever left out. The same are those with the same
/// values in look_fields(), or in the codes among the fields that are asked for.
inline constexpr int kMergeLevel = 8;
inline constexpr int kMergeSide = geo::TileShaper::kDustSide;
inline constexpr std::size_t kMostSmall = 10'000;
/// From this level, each polygon that is no dust has a point in the layer TYPE_label, in one tile alone.
inline constexpr int kLabelLevel = 9;

/// What a map draws a record by: its codes of one value, its label and its date, where the caller may see them.
std::vector<std::string> tile_fields(const store::Caller& caller, const model::RecordType& type);

/// The state of the workflow and the required codes of one value; of a type without either, all its codes: what a
/// symbol on a map of a whole country hangs on. They come with the label, which dust does not carry.
std::vector<std::string> look_fields(const store::Caller& caller, const model::RecordType& type);

/// Layers in the order of the questions; those without features are left out. Features are in the order of the record
/// ids, so the same records give the same bytes in any store. Each has the property "id" (the record's), its fields as
/// far as they have a value, and "dust" where a square stands for its land. With a memory, layers without a filter and
/// of now are made from it where it holds them, byte for byte the same.
/// @throws Problem as Store::each
VectorTile build(const store::Store& store, const store::Caller& caller, const geo::TilePlace& place,
                 const std::vector<LayerQuestion>& layers, geo::TileGrid grid = {}, MapMemory* memory = nullptr);

}  // namespace tilth::tiles
