// SPDX-License-Identifier: Apache-2.0
// Text tables from anyone, in any encoding: refused or read, never a crash; every row as wide as the header.
#include "base/problem.h"
#include "exchange/cell_value.h"
#include "exchange/delimited_reader.h"
#include "exchange/header_rows.h"
#include "exchange_file_in_memory.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  using namespace tilth::exchange;
  if (size == 0) return 0;
  static const char* const kEncodings[] = {"", "UTF-16LE", "windows-1252", "windows-1256", "GB18030", "ISO-2022-JP"};
  const FileInMemory file{data + 1, size - 1};
  try {
    DelimitedReader reader{file.path(), kEncodings[data[0] % std::size(kEncodings)], {}};
    HeadedRows rows{[&](std::vector<Cell>& cells, std::uint64_t& number) { return reader.next(cells, number); }, {}};
    SourceRow row;
    while (rows.next(row)) {
      if (row.cells.size() != rows.columns().size()) std::abort();
      for (const Cell& cell : row.cells) {
        number_from(cell.text, ",");
        date_from(cell.text);
        date_from(cell.text, "d mon yyyy");
        truth_from(cell.text);
      }
    }
  } catch (const Problem&) {
  }
  return 0;
}
