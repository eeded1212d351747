// SPDX-License-Identifier: Apache-2.0
// What a worker gone wild might send: refused or read, and a row that is read is written back the same.
#include "exchange/frames.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth::exchange;
  SourceRow row;
  try {
    read_row({reinterpret_cast<const char*>(data), size}, row);
  } catch (const std::runtime_error&) {
    return 0;
  }
  std::string again;
  append_row(again, row);
  SourceRow twice;
  read_row(again, twice);
  if (twice.cells != row.cells || twice.geometry != row.geometry) std::abort();
  return 0;
}
