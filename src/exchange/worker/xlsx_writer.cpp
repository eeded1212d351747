// SPDX-License-Identifier: Apache-2.0
// XLSX by libxlsxwriter in constant memory: one sheet a table, numbers as numbers, dates as dates, codes as text.
#include "exchange/worker/problem_frame.h"
#include "exchange/worker/write_command.h"
#include "geo/codec.h"

#include <xlsxwriter.h>

#include <charconv>
#include <cmath>
#include <set>

namespace tilth::formats {
namespace {

constexpr lxw_row_t kMostRows = 1'048'576;      // of a sheet
constexpr std::size_t kMostCellBytes = 32'000;  // a cell takes 32,767 characters

class XlsxWriter final : public TableWriter {
 public:
  explicit XlsxWriter(const std::string& file) : file_(file) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book_ = workbook_new_opt(file.c_str(), &options);
    if (book_ == nullptr) throw std::runtime_error{"the file cannot be made"};
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, "yyyy-mm-dd");
  }
  ~XlsxWriter() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  void begin(const Json& header) override {
    sheet_ = workbook_add_worksheet(book_, sheet_name(header.at("layer")).c_str());
    if (sheet_ == nullptr) throw std::runtime_error{"a sheet cannot be made"};
    types_.clear();
    lxw_col_t column = 0;
    for (const Json& entry : header.at("columns")) {
      types_.push_back(entry.at("type"));
      worksheet_write_string(sheet_, 0, column++, entry.at("name").get<std::string>().c_str(), bold_);
    }
    geometry_ = !header.at("geometry").get<std::string>().empty();
    if (geometry_) worksheet_write_string(sheet_, 0, column, "wkt", bold_);
    const std::vector<std::string> tags = tag_row(header);
    row_ = tags.empty() ? 0 : 1;
    for (std::size_t i = 0; i < tags.size(); ++i) {
      if (!tags[i].empty()) worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(i), tags[i].c_str(), nullptr);
    }
    worksheet_freeze_panes(sheet_, row_ + 1, 0);
  }

  void add(const exchange::SourceRow& row) override {
    if (++row_ >= kMostRows)
      throw WorkerProblem{"export.too_many_rows", {{"format", "xlsx"}, {"limit", kMostRows - 1}}};
    for (std::size_t i = 0; i < row.cells.size(); ++i) write(static_cast<lxw_col_t>(i), types_[i], row.cells[i].text);
    if (!geometry_ || row.geometry.empty()) return;
    const std::string wkt = geo::to_wkt(geo::from_wkb(row.geometry));
    if (wkt.size() <= kMostCellBytes) {
      worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(row.cells.size()), wkt.c_str(), nullptr);
    } else {
      const std::string instead = "(" + std::to_string(wkt.size()) + " characters of WKT, more than a cell can hold)";
      worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(row.cells.size()), instead.c_str(), nullptr);
    }
  }

  void finish() override {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) throw std::runtime_error{lxw_strerror(error)};
  }

 private:
  /// At most 31 characters, none of []:*?/\, unique.
  std::string sheet_name(std::string name) {
    for (char& c : name) {
      if (std::string_view{"[]:*?/\\'"}.find(c) != std::string_view::npos) c = '_';
    }
    if (name.size() > 31) name.resize(31);
    const std::string base = name.substr(0, 27);
    for (int times = 2; !names_.insert(name).second; ++times) name = base + "_" + std::to_string(times);
    return name;
  }

  void write(lxw_col_t column, const std::string& type, const std::string& text) {
    if (text.empty()) return;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && std::isfinite(number);
    if ((type == "integer" || type == "number") && whole && std::fabs(number) < 9e15) {
      worksheet_write_number(sheet_, row_, column, number, nullptr);
    } else if (type == "boolean") {
      worksheet_write_boolean(sheet_, row_, column, text == "true" ? 1 : 0, nullptr);
    } else if (type == "date" && text.size() == 10 && text >= "1900-03-01") {
      lxw_datetime date{};
      date.year = std::stoi(text.substr(0, 4));
      date.month = std::stoi(text.substr(5, 2));
      date.day = std::stoi(text.substr(8, 2));
      worksheet_write_datetime(sheet_, row_, column, &date, date_);
    } else {
      std::string plain = without_formula(text);
      if (plain.size() > kMostCellBytes) {
        plain.resize(kMostCellBytes);
        while (!plain.empty() && (static_cast<unsigned char>(plain.back()) & 0xc0) == 0x80) plain.pop_back();
        plain.pop_back();
        plain += "...";
      }
      worksheet_write_string(sheet_, row_, column, plain.c_str(), nullptr);
    }
  }

  std::string file_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* bold_ = nullptr;
  lxw_format* date_ = nullptr;
  std::vector<std::string> types_;
  std::set<std::string> names_;
  bool geometry_ = false;
  lxw_row_t row_ = 0;
};

}  // namespace

std::unique_ptr<TableWriter> xlsx_writer(const std::string& file) { return std::make_unique<XlsxWriter>(file); }

}  // namespace tilth::formats
