// SPDX-License-Identifier: Apache-2.0
// A folder for a bench's files, gone when the bench ends.
#pragma once

#include <unistd.h>
#include <filesystem>
#include <string>

namespace tilth::bench {

class ScratchFolder {
 public:
  explicit ScratchFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("tilth-bench-files-" + name + "-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
    // The peer's server reads from here under an account of its own.
    std::filesystem::permissions(path_, std::filesystem::perms::others_exec | std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace tilth::bench
