// SPDX-License-Identifier: Apache-2.0
// A body on its way to the disk.
#pragma once

#include <filesystem>
#include <string_view>

namespace tilth::http::sockets {

/// For its owner alone; gone with this.
class TemporaryFile {
 public:
  TemporaryFile() = default;
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  /// False where the folder takes no file.
  [[nodiscard]] bool open(const std::filesystem::path& folder);
  /// False when the disk takes no more.
  [[nodiscard]] bool write(std::string_view bytes) const;
  void close();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace tilth::http::sockets
