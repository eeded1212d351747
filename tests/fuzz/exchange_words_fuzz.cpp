// SPDX-License-Identifier: Apache-2.0
// Headers and cells of tables from anyone: what they mean, if anything. The input is lines.
#include "base/hxl_tag.h"
#include "exchange/cell_value.h"
#include "exchange/header_rows.h"
#include "exchange/header_words.h"
#include "exchange/mapping_profile.h"
#include "must.h"

#include <cmath>
#include <set>

namespace {

using namespace tilth;
using namespace tilth::exchange;
using fuzz::must;

void read_cell(std::string_view text) {
  if (const auto number = number_from(text, ",")) must(std::isfinite(*number));
  if (const auto whole = integer_from(text)) must(number_from(text).has_value());
  if (const auto date = date_from(text)) must(Date::parse(date->text()) == date);
  for (const char* format : {"d mon yyyy", "dd/mm/yy", "yyyymmdd", "m.yyyy"})
    if (const auto date = date_from(text, format)) must(Date::parse(date->text()) == date);
  if (const auto month = month_from(text)) must(*month >= 1 && *month <= 12);
  static_cast<void>(truth_from(text));
  must(with_leading_zeros(text, 8).size() >= text.size());
  static_cast<void>(without_mark(text, ","));
  static_cast<void>(notions_of_header(text));
  static_cast<void>(notion_of_value(text));
  must(folded_text(folded_text(text)) == folded_text(text));
  if (const auto tag = hxl_tag(text)) must(hxl_tag(*tag) == tag);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  std::string_view text = fuzz::text_of(data, size);
  std::vector<SourceColumn> columns;
  std::vector<Cell> cells;
  while (!text.empty()) {
    const std::string_view line = fuzz::take_line(text);
    read_cell(line);
    columns.emplace_back().name = line;
    cells.emplace_back().text = line;
  }
  static_cast<void>(is_tag_row(cells));
  make_names_unique(columns);
  std::set<std::string> names;
  for (const SourceColumn& column : columns) must(!column.name.empty() && names.insert(column.name).second);
  return 0;
}
