// SPDX-License-Identifier: Apache-2.0
#include "exchange/header_rows.h"

#include "base/hxl_tag.h"
#include "base/problem.h"

#include <algorithm>
#include <set>

namespace tilth::exchange {
namespace {

bool blank(const std::vector<Cell>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.text.empty(); });
}

}  // namespace

bool is_tag_row(const std::vector<Cell>& cells) {
  std::size_t tags = 0;
  for (const Cell& cell : cells) {
    if (cell.text.empty()) continue;
    if (!hxl_tag(cell.text)) return false;
    ++tags;
  }
  return tags > 0;
}

void make_names_unique(std::vector<SourceColumn>& columns) {
  std::set<std::string> taken;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::string& name = columns[i].name;
    if (name.empty()) name = "column " + std::to_string(i + 1);
    const std::string base = name;
    for (int times = 2; !taken.insert(name).second; ++times) name = base + " (" + std::to_string(times) + ")";
  }
}

HeadedRows::HeadedRows(BareRows rows, const HeaderChoice& choice) : rows_(std::move(rows)) {
  std::vector<Cell> cells;
  std::uint64_t number = 0;
  for (int i = 0; i < choice.skip_rows && rows_(cells, number); ++i) {
  }
  std::optional<std::size_t> tag_row;
  while (waiting_.size() < kTagRowWithin && rows_(cells, number)) {
    waiting_.emplace_back(number, cells);
    if (is_tag_row(cells)) {
      tag_row = waiting_.size() - 1;
      break;
    }
  }
  std::vector<Cell> names;
  if (tag_row) {
    tagged_ = true;
    if (*tag_row > 0) names = waiting_[*tag_row - 1].second;
    waiting_next_ = *tag_row + 1;
  } else {
    const auto header_rows = static_cast<std::size_t>(choice.rows < 0 ? 1 : choice.rows);
    while (waiting_next_ < waiting_.size() && blank(waiting_[waiting_next_].second)) ++waiting_next_;
    if (header_rows > 0 && waiting_next_ + header_rows <= waiting_.size()) {
      names = waiting_[waiting_next_ + header_rows - 1].second;
      waiting_next_ += header_rows;
    } else if (header_rows > 0) {
      waiting_next_ = waiting_.size();
    }
  }
  std::size_t width = names.size();
  if (tag_row) {
    width = std::max(width, waiting_[*tag_row].second.size());
  } else if (names.empty()) {
    for (const auto& [row, row_cells] : waiting_) width = std::max(width, row_cells.size());
  }
  if (width > kMaxColumns)
    throw Problem{"import.too_many_columns", {{"file", ""}, {"line", 1}, {"limit", kMaxColumns}}};
  columns_.resize(width);
  for (std::size_t i = 0; i < width; ++i) {
    SourceColumn& column = columns_[i];
    if (i < names.size()) column.header = names[i].text;
    column.name = column.header;
    if (tag_row && i < waiting_[*tag_row].second.size()) {
      if (const auto tag = hxl_tag(waiting_[*tag_row].second[i].text)) column.name = *tag;
    }
  }
  while (!columns_.empty() && columns_.back().name.empty() && !names.empty()) columns_.pop_back();
  make_names_unique(columns_);
}

bool HeadedRows::next(SourceRow& row) {
  row.geometry.clear();
  row.fault.clear();
  row.fault_value.clear();
  do {
    if (waiting_next_ < waiting_.size()) {
      row.number = waiting_[waiting_next_].first;
      row.cells.swap(waiting_[waiting_next_].second);
      if (++waiting_next_ == waiting_.size()) {
        waiting_.clear();
        waiting_next_ = 0;
      }
    } else if (!rows_(row.cells, row.number)) {
      return false;
    }
  } while (blank(row.cells));
  for (std::size_t i = columns_.size(); i < row.cells.size(); ++i) {
    if (!row.cells[i].text.empty() && row.fault.empty()) {
      row.fault = "more cells than the header has columns";
      row.fault_value = row.cells[i].text.substr(0, 200);
    }
  }
  if (row.cells.size() != columns_.size()) row.cells.resize(columns_.size());
  return true;
}

}  // namespace tilth::exchange
