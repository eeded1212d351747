// SPDX-License-Identifier: Apache-2.0
// A folder for one test's or bench's files, gone when it ends.
#pragma once

#include "base/uuid.h"

#include <filesystem>
#include <string>

namespace tilth::test {

class ScratchFolder {
 public:
  ScratchFolder() : path_(std::filesystem::temp_directory_path() / ("tilth-test-" + Uuid::make().text())) {
    std::filesystem::create_directories(path_);
    // A peer's server reads from here under an account of its own.
    std::filesystem::permissions(path_, std::filesystem::perms::others_exec | std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
  }
  ~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace tilth::test
