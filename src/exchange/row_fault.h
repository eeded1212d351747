// SPDX-License-Identifier: Apache-2.0
// Why a row cannot be imported: a code from one table, where it happened, and how to mend it.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tilth::exchange {

struct RowFaultKind {
  std::string_view code;    ///< "date.implausible"
  std::string_view reason;  ///< with {value}, {field} and the like
  std::string_view mend;    ///< what to do about it
};
std::span<const RowFaultKind> row_fault_kinds();

/// One reason against one row. A row may have several.
struct RowFault {
  std::string code;
  std::uint64_t row = 0;  ///< as the reader numbers rows
  std::string column;     ///< of the source; empty when it is about the row
  std::string value;      ///< as the source wrote it, at most 200 bytes
  Json values = Json::object();

  [[nodiscard]] std::string reason() const;
  [[nodiscard]] std::string mend() const;
};

}  // namespace tilth::exchange
