// SPDX-License-Identifier: Apache-2.0
// CSV by RFC 4180: UTF-8 with its mark (spreadsheets need it), CRLF, geometry as WKT in the last column.
#include "exchange/worker/problem_frame.h"
#include "exchange/worker/write_command.h"
#include "geo/codec.h"

#include <cstdio>

namespace tilth::formats {
namespace {

class CsvWriter final : public TableWriter {
 public:
  explicit CsvWriter(const std::string& file) : file_(std::fopen(file.c_str(), "wbe")) {
    if (file_ == nullptr) {
      throw WorkerProblem{"export.unwritable",
                          {{"file", file.substr(file.rfind('/') + 1)}, {"reason", "it cannot be made"}}};
    }
    text_ = "\xef\xbb\xbf";
  }
  ~CsvWriter() override {
    if (file_ != nullptr) std::fclose(file_);
  }
  CsvWriter(const CsvWriter&) = delete;
  CsvWriter& operator=(const CsvWriter&) = delete;

  void begin(const Json& header) override {
    if (tables_++ > 0) throw WorkerProblem{"export.one_table_only", {{"format", "csv"}}};
    geometry_ = !header.at("geometry").get<std::string>().empty();
    for (const Json& column : header.at("columns")) {
      is_text_.push_back(column.at("type") == "text");
      append(column.at("name").get<std::string>(), is_text_.size() == 1);
    }
    if (geometry_) append("wkt", is_text_.empty());
    text_ += "\r\n";
    const std::vector<std::string> tags = tag_row(header);
    for (std::size_t i = 0; i < tags.size(); ++i) append(tags[i], i == 0);
    if (!tags.empty()) text_ += "\r\n";
  }

  void add(const exchange::SourceRow& row) override {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      append(is_text_[i] ? without_formula(row.cells[i].text) : row.cells[i].text, i == 0);
    }
    if (geometry_)
      append(row.geometry.empty() ? std::string{} : geo::to_wkt(geo::from_wkb(row.geometry)), row.cells.empty());
    text_ += "\r\n";
    if (text_.size() > (1U << 18)) flush();
  }

  void finish() override {
    flush();
    if (std::fclose(std::exchange(file_, nullptr)) != 0) throw std::runtime_error{"the disk is full"};
  }

 private:
  void append(const std::string& text, bool first) {
    if (!first) text_ += ',';
    if (text.find_first_of(",\"\r\n;\t") == std::string::npos) {
      text_ += text;
      return;
    }
    text_ += '"';
    for (const char c : text) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
  }

  void flush() {
    if (std::fwrite(text_.data(), 1, text_.size(), file_) != text_.size()) throw std::runtime_error{"the disk is full"};
    text_.clear();
  }

  std::FILE* file_;
  std::string text_;
  std::vector<bool> is_text_;
  bool geometry_ = false;
  int tables_ = 0;
};

}  // namespace

std::unique_ptr<TableWriter> csv_writer(const std::string& file) { return std::make_unique<CsvWriter>(file); }

}  // namespace tilth::formats
