// SPDX-License-Identifier: Apache-2.0
// The records of one type as maps draw them, in memory.
#pragma once

#include "geo/spatial_index.h"
#include "store/store.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace tilth::tiles {

/// The living records with land of one type, as one caller sees them: outlines, and the fields that maps are drawn by.
/// A table never changes; a later one shares with it what stayed.
class MapTable {
 public:
  /// Null when it would take more than `most_bytes`, or where `stop` came true. Calls no one back.
  static std::shared_ptr<const MapTable> read(const store::Store& store, const store::Caller& caller,
                                              const model::RecordType& type, std::size_t most_bytes,
                                              const std::atomic<bool>& stop);
  /// Up to the log; null where so much changed that it should be read anew.
  static std::shared_ptr<const MapTable> caught_up(std::shared_ptr<const MapTable> table, const store::Store& store,
                                                   const store::Caller& caller, const model::RecordType& type);

  [[nodiscard]] std::int64_t seq() const { return seq_; }  ///< of the log that it holds
  [[nodiscard]] bool holds(const std::vector<std::size_t>& fields) const;
  /// How many records changed since it was read.
  [[nodiscard]] std::size_t changes() const { return changed_.size(); }
  [[nodiscard]] std::size_t bytes() const { return base_->bytes; }

  /// The records whose land's box meets the box (west <= east), with these fields and the land, in no order. Boxes of
  /// small land come for it as by Query::coarse. What `visit` is given is good until it returns.
  void each(const geo::Box& box, double coarse, const std::vector<std::size_t>& fields,
            const std::function<void(const store::Record&)>& visit) const;

 private:
  /// The values of one field: few distinct ones as a rule.
  struct Column {
    std::vector<std::uint32_t> codes;
    std::vector<cql2::Value> values;
  };
  /// Records as they were read, one after the other.
  struct Base {
    std::vector<Uuid> ids;
    std::vector<geo::Kind> kinds;
    std::vector<geo::Box> boxes;
    std::vector<std::uint64_t> vertex_ends, path_ends, part_ends;  ///< of each record, in the arrays below
    std::vector<double> x, y;
    std::vector<std::uint32_t> paths, parts;                          ///< geo::Geometry::path_ends and part_ends
    std::unordered_map<std::uint32_t, geo::GeometryPtr> collections;  ///< by record: they are no flat arrays
    std::map<std::size_t, Column> fields;                             ///< by field index
    geo::SpatialIndex index;
    std::size_t bytes = 0;
  };
  class Reader;
  using Changed = std::map<Uuid, std::shared_ptr<const store::Record>>;  ///< null: gone, or without land

  std::int64_t seq_ = 0;
  std::string type_;
  std::size_t type_fields_ = 0, geometry_ = 0;
  std::shared_ptr<const Base> base_;
  Changed changed_;
};

}  // namespace tilth::tiles
