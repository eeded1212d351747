// SPDX-License-Identifier: Apache-2.0
// The changes of an import on their way into the store: written by a thread of their own while the next rows are read
// and mapped, or staged outside the store until all are known.
#pragma once

#include "exchange/staging_file.h"
#include "store/store.h"

#include <condition_variable>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace tilth::exchange {

/// Changes are written in the order they are added. What goes wrong in a write is thrown by a later add() or by
/// commit(). Memory is bounded: add() waits while two batches are unwritten.
class StagedLoad {
 public:
  /// A load keeps every other writer out while it lasts: from the first change on (`together`), which is fastest where
  /// there are no others, or from commit() on (`apart`).
  enum class Staging : std::uint8_t { together, apart };
  StagedLoad(store::Store& store, const store::Batch& batch, Staging staging);
  ~StagedLoad();  ///< without commit() nothing stays written
  StagedLoad(const StagedLoad&) = delete;
  StagedLoad& operator=(const StagedLoad&) = delete;

  void add(store::Change change);
  /// Keeps a file with the load, as store::Store::Load::attach. Nothing is added after it.
  void attach(const std::filesystem::path& file, std::string_view media_type);
  std::int64_t commit(Progress& progress);

 private:
  static constexpr std::size_t kBatch = 256;

  [[nodiscard]] bool apart() const { return file_ != nullptr; }
  void write_all();
  void hand_over();
  void stop();
  void finish();

  store::Store& store_;
  store::Batch batch_;
  std::unique_ptr<StagingFile> file_;
  std::vector<std::pair<std::filesystem::path, std::string>> attached_;  ///< apart: file and media type
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
