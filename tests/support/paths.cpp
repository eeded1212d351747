// SPDX-License-Identifier: Apache-2.0
#include "support/paths.h"

#include <cstdlib>

namespace tilth::test {

std::filesystem::path source_dir() { return TILTH_SOURCE_DIR; }
std::filesystem::path bin_dir() { return TILTH_BIN_DIR; }
std::filesystem::path shared_data() {
  const char* named = std::getenv("TILTH_SHARED");
  return (named != nullptr ? std::filesystem::path{named} : source_dir() / ".." / "shared") / "data";
}

}  // namespace tilth::test
