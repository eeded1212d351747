// SPDX-License-Identifier: Apache-2.0
// JSON tables from anyone: refused or read, never a crash.
#include "base/problem.h"
#include "exchange/json_table.h"
#include "exchange_file_in_memory.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  const exchange::FileInMemory file{data, size};
  try {
    const auto reader = exchange::open_json_table(file.path(), {});
    exchange::SourceRow row;
    while (reader->next(row)) {
    }
  } catch (const Problem&) {
  }
  return 0;
}
