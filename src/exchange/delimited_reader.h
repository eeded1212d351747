// SPDX-License-Identifier: Apache-2.0
// Comma, semicolon, tab and bar separated text, streamed: a file of any size in the memory of one record.
#pragma once

#include "exchange/table.h"
#include "exchange/text_source.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::exchange {

/// How a text table is written. Zero: found out from its first lines.
struct Dialect {
  char delimiter = 0;
  char quote = 0;
};
/// The delimiter whose count agrees best from line to line, and the quote that fields begin and end with.
Dialect guess_dialect(std::string_view first_lines);

/// Records as they stand, header lines among them: quotes doubled inside quotes, line ends inside quotes, CR, LF or
/// CRLF.
class DelimitedReader {
 public:
  DelimitedReader(const std::filesystem::path& file, const std::string& encoding, Dialect dialect);

  /// The next record that is not an empty line. `line` is where it begins, from 1.
  /// @throws Problem "import.record_too_long", "import.too_many_columns", and those of TextSource
  bool next(std::vector<Cell>& cells, std::uint64_t& line);
  [[nodiscard]] const Dialect& dialect() const { return dialect_; }
  [[nodiscard]] const TextSource& source() const { return source_; }

 private:
  bool more();
  TextSource source_;
  Dialect dialect_;
  std::string name_;
  std::string first_;       // what the dialect was guessed from
  std::string_view piece_;  // of source_, the part that is not read yet
  bool ended_ = false;
  std::uint64_t line_ = 1;
  std::string record_;             // the record's text, unquoted, its cells one after the other
  std::vector<std::size_t> ends_;  // where each cell ends in record_
};

}  // namespace tilth::exchange
