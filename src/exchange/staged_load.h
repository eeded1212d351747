// SPDX-License-Identifier: Apache-2.0
// A bulk load that writes on a thread of its own while the caller reads and maps the next rows.
#pragma once

#include "store/store.h"

#include <condition_variable>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace tilth::exchange {

/// Changes are written in the order they are added. What goes wrong in a write is thrown by a later add() or by
/// commit(). Memory is bounded: add() waits while two batches are unwritten.
class StagedLoad {
 public:
  explicit StagedLoad(std::unique_ptr<store::Store::Load> load);
  ~StagedLoad();  ///< without commit() nothing stays written
  StagedLoad(const StagedLoad&) = delete;
  StagedLoad& operator=(const StagedLoad&) = delete;

  void add(store::Change change);
  /// Keeps a file with the load, as store::Store::Load::attach. Nothing is added after it.
  std::string attach(const std::filesystem::path& file, std::string_view media_type);
  std::int64_t commit(Progress& progress);

 private:
  static constexpr std::size_t kBatch = 256;

  void write_all();
  void hand_over();
  void stop();
  void finish();

  std::unique_ptr<store::Store::Load> load_;
  std::vector<store::Change> filling_;
  std::mutex guard_;
  std::condition_variable moved_;
  std::vector<store::Change> waiting_;  // handed over, not yet taken by the writer
  bool ending_ = false;
  std::exception_ptr failure_;
  std::thread writer_;
};

}  // namespace tilth::exchange
