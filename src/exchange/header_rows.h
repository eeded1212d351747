// SPDX-License-Identifier: Apache-2.0
// From bare rows to a table with named columns: header rows, HXL tag rows (HXL 1.1), repeated and missing names.
#pragma once

#include "exchange/table.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilth::exchange {

/// The tag row's rule: at least one tag, and nothing but tags and empty cells.
bool is_tag_row(const std::vector<Cell>& cells);
inline constexpr std::size_t kTagRowWithin = 25;

/// Bare rows: true while there was one; the number is the row's for people.
using BareRows = std::function<bool(std::vector<Cell>& cells, std::uint64_t& number)>;

struct HeaderChoice {
  int rows = -1;      ///< header rows; the last names the columns. -1: one, or all before an HXL tag row. 0: no names
  int skip_rows = 0;  ///< rows before the header, left out
};

/// Names the columns and gives the rows behind them, with each row as wide as the header.
class HeadedRows {
 public:
  HeadedRows(BareRows rows, const HeaderChoice& choice);
  [[nodiscard]] const std::vector<SourceColumn>& columns() const { return columns_; }
  [[nodiscard]] bool tagged() const { return tagged_; }
  bool next(SourceRow& row);

 private:
  BareRows rows_;
  std::vector<SourceColumn> columns_;
  bool tagged_ = false;
  std::vector<std::pair<std::uint64_t, std::vector<Cell>>> waiting_;  // read while looking for the header, in order
  std::size_t waiting_next_ = 0;
};

/// Unique names: empty ones become "column 3", a repeated one "name (2)".
void make_names_unique(std::vector<SourceColumn>& columns);

}  // namespace tilth::exchange
