// SPDX-License-Identifier: Apache-2.0
// A programme of the small model in a folder that goes when it goes.
#pragma once

#include "small_sources.h"
#include "store/sqlite/sqlite_store.h"

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

namespace tilth::fuzz {

class SmallStore {
 public:
  /// @param fuzzer tells the folders of two fuzzers of one process apart
  explicit SmallStore(const std::string& fuzzer)
      : folder_(std::filesystem::temp_directory_path() / ("tilth-fuzz-" + fuzzer + "-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    store_ = store::sqlite::create(folder_ / "small.gpkg", small_sources());
  }
  ~SmallStore() {
    store_.reset();
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  SmallStore(const SmallStore&) = delete;
  SmallStore& operator=(const SmallStore&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  store::Store& operator*() const { return *store_; }
  store::Store* operator->() const { return store_.get(); }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace tilth::fuzz
