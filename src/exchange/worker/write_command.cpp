// SPDX-License-Identifier: Apache-2.0
#include "exchange/worker/write_command.h"

#include "exchange/frames.h"
#include "exchange/worker/problem_frame.h"

#include <algorithm>
#include <cstdio>

namespace tilth::formats {
namespace {

/// Frames from standard input.
class Frames {
 public:
  bool next(char& letter, std::string& payload) {
    char head[5];
    if (!read_exactly(head, 5, true)) return false;
    std::uint32_t length = 0;
    std::memcpy(&length, head + 1, 4);
    if (length > exchange::kMaxFrameBytes) throw std::runtime_error{"a frame is too long"};
    letter = head[0];
    payload.resize(length);
    read_exactly(payload.data(), length, false);
    return true;
  }

 private:
  static bool read_exactly(char* to, std::size_t count, bool may_end) {
    const std::size_t got = std::fread(to, 1, count, stdin);
    if (got == count) return true;
    if (got == 0 && may_end) return false;
    throw std::runtime_error{"the rows are cut off"};
  }
};

std::unique_ptr<TableWriter> writer_for(const std::string& format, const std::string& file) {
  if (format == "csv") return csv_writer(file);
  if (format == "xlsx") return xlsx_writer(file);
  if (format == "pdf") return page_writer(file);
  return gdal_writer(format, file);
}

}  // namespace

std::string without_formula(std::string text) {
  if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text[0]) != std::string_view::npos) text.insert(0, 1, '\'');
  return text;
}

std::vector<std::string> tag_row(const Json& header) {
  std::vector<std::string> tags;
  for (const Json& column : header.at("columns")) tags.push_back(column.value("tag", ""));
  if (!header.at("geometry").get<std::string>().empty()) tags.push_back(header.value("geometry_tag", ""));
  const bool any = std::any_of(tags.begin(), tags.end(), [](const std::string& tag) { return !tag.empty(); });
  return any ? tags : std::vector<std::string>{};
}

void write_file(const std::string& format, const std::string& file) {
  const std::unique_ptr<TableWriter> writer = writer_for(format, file);
  Frames frames;
  exchange::SourceRow row;
  char letter = 0;
  std::string payload;
  std::uint64_t rows = 0;
  bool ended = false;
  while (!ended && frames.next(letter, payload)) {
    if (letter == 'H') {
      writer->begin(Json::parse(payload));
    } else if (letter == 'R') {
      exchange::read_row(payload, row);
      writer->add(row);
      ++rows;
    } else {
      ended = letter == 'E';
    }
  }
  if (!ended) throw std::runtime_error{"the rows are cut off"};
  writer->finish();
  std::string out;
  exchange::append_frame(out, 'E', Json{{"rows", rows}}.dump());
  exchange::write_all(STDOUT_FILENO, out);
}

}  // namespace tilth::formats
