// SPDX-License-Identifier: Apache-2.0
// Filling the spatial indexes after many rows were written without their triggers: at once, in Hilbert order.
#pragma once

#include "base/progress.h"
#include "store/sqlite/schema.h"

#include <map>
#include <string>
#include <vector>

namespace tilth::store::sqlite {

class SpatialLoad {
 public:
  explicit SpatialLoad(Connection& writer) : writer_(writer) {}

  /// The shapes of a row, which was new or changed; a shape that was taken away leaves its index.
  void add(const TypeTable& table, std::int64_t fid, const std::vector<Value>& values);
  /// @throws Problem "job.cancelled"
  void finish(Progress& progress);

 private:
  struct Entry {
    std::uint64_t key;
    std::int64_t fid;
    geo::Box box;
  };
  void flush(const std::string& rtree, std::vector<Entry>& entries, Progress* progress, std::uint64_t* so_far);

  Connection& writer_;
  std::map<std::string, std::vector<Entry>> entries_;  ///< by R-tree
  std::uint64_t shapes_ = 0;
};

}  // namespace tilth::store::sqlite
