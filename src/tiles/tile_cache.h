// SPDX-License-Identifier: Apache-2.0
// Tiles that were asked for, kept in memory until a write reaches them.
#pragma once

#include "geo/geometry.h"
#include "store/store.h"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tilth::tiles {

struct KeptTile {
  std::shared_ptr<const std::string> bytes;
  std::string etag;  ///< of the bytes: a tile that no write reached keeps it
  std::int64_t features = 0, merged = 0;
};

/// What a tile was made of: it is forgotten when a record of one of the types changes on its land, before or after.
struct MadeOf {
  geo::Box box;  ///< with its buffer
  std::vector<std::string> types;
  bool of_others = false;  ///< a filter follows references or counts children: any write may change it
};

/// Bounded in bytes, the least used goes first. Any thread.
class TileCache {
 public:
  explicit TileCache(std::size_t most_bytes = std::size_t{64} << 20) : most_bytes_(most_bytes) {}

  /// Brings itself up to the log and looks. `seq`, where given, is how far the log had come: to be handed to put().
  std::optional<KeptTile> find(const store::Store& store, const std::string& key, std::int64_t& seq);
  /// Keeps a tile that was made after find() had said `seq`; not when the log has gone on since and was looked at.
  void put(std::string key, KeptTile tile, MadeOf of, std::int64_t seq);

  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] std::size_t tiles() const;

 private:
  struct Entry {
    std::string key;
    KeptTile tile;
    MadeOf of;
    std::size_t size = 0;
  };
  void catch_up(const store::Store& store);
  void forget(std::list<Entry>::iterator entry);

  mutable std::mutex guard_;
  std::size_t most_bytes_, bytes_ = 0;
  std::int64_t seen_ = -1;
  std::list<Entry> entries_;  ///< the latest used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace tilth::tiles
