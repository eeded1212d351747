// SPDX-License-Identifier: Apache-2.0
// Changes kept outside the store until all of them are known: a temporary file without a name, encrypted under a key
// that is nowhere but in memory, since rows hold names.
#pragma once

#include "store/store.h"

#include <sodium.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tilth::exchange {

class StagingFile {
 public:
  /// In the system's folder for temporary files (TMPDIR). @throws Problem "store.io", "store.disk_full"
  StagingFile();
  ~StagingFile();
  StagingFile(const StagingFile&) = delete;
  StagingFile& operator=(const StagingFile&) = delete;

  void add(const store::Change& change);
  /// Every change in the order it was added, once. Nothing is added after it.
  void replay(const std::function<void(const store::Change&)>& take);
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  void seal();
  std::string open_next();

  int descriptor_ = -1;
  std::string block_;  ///< not yet sealed
  std::uint64_t count_ = 0;
  unsigned char key_[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  unsigned char header_[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  crypto_secretstream_xchacha20poly1305_state state_;
};

}  // namespace tilth::exchange
