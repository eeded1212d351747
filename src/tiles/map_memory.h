// SPDX-License-Identifier: Apache-2.0
// What maps draw, kept in memory beside the store: tiles of any place are made without reading the file.
#pragma once

#include "tiles/map_table.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

namespace tilth::tiles {

/// Keeps the tables that were asked for, read on a thread of its own, and brings them up to the log by what changed
/// since. Tables that nobody asked for in ten minutes go, each by itself; what could not be read, or did not fit, is
/// tried again after as long. Any thread may ask.
class MapMemory {
 public:
  /// The store must outlive it.
  explicit MapMemory(const store::Store& store, std::size_t most_bytes = std::size_t{512} << 20);
  ~MapMemory();
  MapMemory(const MapMemory&) = delete;
  MapMemory& operator=(const MapMemory&) = delete;

  /// As far as the log has come. Null where none is there yet, which is then read meanwhile, where the caller's rows
  /// are limited (a limit may depend on other records), or where the type does not fit beside those that are there.
  std::shared_ptr<const MapTable> table(const store::Caller& caller, const model::RecordType& type);
  using Time = std::chrono::steady_clock::time_point;
  /// Lets go what nobody asked for since, and what has been without a table since.
  void let_go(Time since);
  /// Waits until all that was asked for is read.
  void settle();
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Kept {
    std::shared_ptr<const model::Model> model;
    std::string type;
    model::FieldClass highest_class;
    std::shared_ptr<const MapTable> table;
    Time asked;          ///< last
    Time read = {};      ///< last, whether or not it came to a table
    bool wanted = true;  ///< to be read
  };
  void work();
  [[nodiscard]] std::size_t held() const;  ///< under the guard
  void let_go_unlocked(Time since);

  const store::Store& store_;
  const std::size_t most_bytes_;
  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::list<std::shared_ptr<Kept>> kept_;  ///< the one asked for last first
  std::atomic<bool> ending_ = false;
  bool reading_ = false;
  std::thread reader_;
};

}  // namespace tilth::tiles
