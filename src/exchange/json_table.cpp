// SPDX-License-Identifier: Apache-2.0
#include "exchange/json_table.h"

#include "base/hxl_tag.h"
#include "base/problem.h"
#include "exchange/text_source.h"

#include <simdjson.h>

#include <charconv>
#include <map>

namespace tilth::exchange {
namespace {

namespace dom = simdjson::dom;

std::string text_of(const dom::element& value) {
  switch (value.type()) {
    case dom::element_type::STRING:
      return std::string{std::string_view{value}};
    case dom::element_type::INT64:
      return std::to_string(int64_t{value});
    case dom::element_type::UINT64:
      return std::to_string(uint64_t{value});
    case dom::element_type::DOUBLE: {
      char digits[32];
      const auto end = std::to_chars(digits, digits + sizeof digits, double{value}).ptr;
      return {digits, end};
    }
    case dom::element_type::BOOL:
      return bool{value} ? "true" : "false";
    case dom::element_type::NULL_VALUE:
      return {};
    default:
      return simdjson::minify(value);
  }
}

/// The table: an array whose items are all arrays or all objects; breadth first, so that the outermost is taken.
const dom::element* find_table(const dom::element& root, int depth, dom::element& found) {
  if (root.is_array()) {
    const dom::array items = root;
    if (items.size() > 0) {
      bool rows = true;
      for (const dom::element item : items) rows = rows && (item.is_array() || item.is_object());
      if (rows) {
        found = root;
        return &found;
      }
    }
    return nullptr;
  }
  if (!root.is_object() || depth == 0) return nullptr;
  const dom::object object = root;
  for (const auto field : object) {
    if (field.value.is_array() && find_table(field.value, depth - 1, found) != nullptr) return &found;
  }
  for (const auto field : object) {
    if (field.value.is_object() && find_table(field.value, depth - 1, found) != nullptr) return &found;
  }
  return nullptr;
}

class JsonTable final : public RowReader {
 public:
  JsonTable(const std::filesystem::path& file, const HeaderChoice& choice) {
    TextSource source{file, ""};
    std::string text;
    for (std::string_view piece = source.next(); !piece.empty(); piece = source.next()) {
      text += piece;
      if (text.size() > kMaxJsonBytes) {
        throw Problem{"import.too_large", {{"file", file.filename().string()}, {"limit_mb", kMaxJsonBytes >> 20}}};
      }
    }
    const simdjson::padded_string padded{text};
    text.clear();
    text.shrink_to_fit();
    dom::element root;
    const simdjson::error_code error = parser_.parse(padded).get(root);
    if (error != simdjson::SUCCESS) {
      throw Problem{"import.unreadable",
                    {{"file", file.filename().string()},
                     {"reason", std::string{"it is not JSON: "} + simdjson::error_message(error)}}};
    }
    dom::element table;
    if (find_table(root, 4, table) == nullptr) {
      throw Problem{"import.unreadable", {{"file", file.filename().string()}, {"reason", "it holds no array of rows"}}};
    }
    rows_ = dom::array(table);
    at_ = rows_.begin();
    if (dom::element{rows_.at(0)}.is_object()) {
      read_object_names();
    } else {
      headed_ = std::make_unique<HeadedRows>(
          [this](std::vector<Cell>& cells, std::uint64_t& number) { return next_array(cells, number); }, choice);
      header_.columns = headed_->columns();
      header_.tagged = headed_->tagged();
    }
    header_.encoding = source.encoding();
    total_ = rows_.size();
  }

  [[nodiscard]] const SourceHeader& header() const override { return header_; }
  [[nodiscard]] std::uint64_t progress_total() const override { return total_; }
  [[nodiscard]] std::uint64_t progress_done() const override { return number_; }

  bool next(SourceRow& row) override {
    if (headed_) return headed_->next(row);
    if (!(at_ != rows_.end())) return false;
    row.number = ++number_;
    row.geometry.clear();
    row.fault.clear();
    row.fault_value.clear();
    row.cells.assign(header_.columns.size(), {});
    const dom::element item = *at_;
    ++at_;
    if (!item.is_object()) {
      row.fault = "not an object as the first row is";
      return true;
    }
    for (const auto field : dom::object(item)) {
      const auto column = columns_.find(std::string{field.key});
      if (column != columns_.end()) set(row.cells[column->second], text_of(field.value));
    }
    return true;
  }

 private:
  static void set(Cell& cell, const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    const auto last = text.find_last_not_of(" \t\r\n");
    cell.text = first == std::string::npos ? std::string{} : text.substr(first, last - first + 1);
    cell.formula = false;
  }

  bool next_array(std::vector<Cell>& cells, std::uint64_t& number) {
    if (!(at_ != rows_.end())) return false;
    number = ++number_;
    cells.clear();
    const dom::element item = *at_;
    ++at_;
    if (!item.is_array()) return true;
    for (const dom::element value : dom::array(item)) {
      cells.emplace_back();
      set(cells.back(), text_of(value));
      if (cells.size() > kMaxColumns) {
        throw Problem{"import.too_many_columns", {{"file", ""}, {"line", number}, {"limit", kMaxColumns}}};
      }
    }
    return true;
  }

  /// Keys of all rows in the order they first appear; keys that are tags make the table a tagged one.
  void read_object_names() {
    for (const dom::element item : rows_) {
      if (!item.is_object()) continue;
      for (const auto field : dom::object(item)) {
        const std::string key{field.key};
        if (!columns_.emplace(key, header_.columns.size()).second) continue;
        SourceColumn column;
        column.header = key;
        column.name = key;
        if (const auto tag = hxl_tag(key)) {
          column.name = *tag;
          header_.tagged = true;
        }
        header_.columns.push_back(column);
        if (header_.columns.size() > kMaxColumns) {
          throw Problem{"import.too_many_columns", {{"file", ""}, {"line", 1}, {"limit", kMaxColumns}}};
        }
      }
    }
    make_names_unique(header_.columns);
  }

  dom::parser parser_;
  dom::array rows_;
  dom::array::iterator at_;
  SourceHeader header_;
  std::map<std::string, std::size_t> columns_;
  std::unique_ptr<HeadedRows> headed_;
  std::uint64_t number_ = 0, total_ = 0;
};

}  // namespace

std::unique_ptr<RowReader> open_json_table(const std::filesystem::path& file, const HeaderChoice& choice) {
  return std::make_unique<JsonTable>(file, choice);
}

}  // namespace tilth::exchange
