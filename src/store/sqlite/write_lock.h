// SPDX-License-Identifier: Apache-2.0
// One writing process a file: a lock beside it that says who holds it.
#pragma once

#include <filesystem>

namespace tilth::store::sqlite {

/// Held while it lives; the system lets go of it when the process ends, however it ends.
class WriteLock {
 public:
  /// @throws Problem "store.locked" that names the holder
  explicit WriteLock(const std::filesystem::path& file);
  ~WriteLock();
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace tilth::store::sqlite
