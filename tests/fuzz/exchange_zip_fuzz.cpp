// SPDX-License-Identifier: Apache-2.0
// Directories of zip archives from anyone: refused or read, never a crash, never more memory than they are worth.
#include "base/problem.h"
#include "exchange/zip_directory.h"
#include "exchange_file_in_memory.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  const exchange::FileInMemory file{data, size};
  try {
    exchange::refuse_zip_bomb(file.path(), exchange::zip_directory(file.path()));
  } catch (const Problem&) {
  }
  return 0;
}
