// SPDX-License-Identifier: Apache-2.0
#include "exchange/worker/maxml_command.h"

#include "exchange/frames.h"
#include "exchange/worker/maxml_reports.h"
#include "exchange/worker/problem_frame.h"

#include <fstream>

namespace tilth::formats {
namespace {

constexpr std::size_t kMostBytes = 256U << 20;  // the whole document and its table are in memory at once

}  // namespace

void read_maxml(const ReadRequest& request) {
  const std::string name = request.file.substr(request.file.rfind('/') + 1);
  std::ifstream in{request.file, std::ios::binary};
  std::string xml, piece(1U << 20, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
    xml.append(piece, 0, static_cast<std::size_t>(in.gcount()));
    if (xml.size() > kMostBytes)
      throw WorkerProblem{"import.too_large", {{"file", name}, {"limit_mb", kMostBytes >> 20}}};
  }
  const MaxmlTable table = maxml_table(std::move(xml), request.layer, name);
  Json header{{"layer", table.layer},           {"sheet", false},
              {"columns", Json::array()},       {"crs", "EPSG:4326"},
              {"geometry", table.has_geometry}, {"count", table.rows.size()}};
  for (const std::string& column : table.columns) header["columns"].push_back({{"name", column}, {"type", "text"}});
  std::string out, payload;
  exchange::append_frame(out, 'H', header.dump(-1, ' ', false, Json::error_handler_t::replace));
  for (const exchange::SourceRow& row : table.rows) {
    payload.clear();
    exchange::append_row(payload, row);
    if (payload.size() > exchange::kMaxFrameBytes)
      throw WorkerProblem{"import.record_too_long",
                          {{"file", name}, {"line", row.number}, {"limit_mb", exchange::kMaxFrameBytes >> 20}}};
    exchange::append_frame(out, 'R', payload);
    if (out.size() >= (1U << 18)) {
      if (!exchange::write_all(STDOUT_FILENO, out)) return;  // nobody listens any more
      out.clear();
    }
  }
  exchange::append_frame(out, 'E', Json{{"rows", table.rows.size()}}.dump());
  exchange::write_all(STDOUT_FILENO, out);
}

}  // namespace tilth::formats
