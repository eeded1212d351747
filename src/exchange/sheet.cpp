// SPDX-License-Identifier: Apache-2.0
#include "exchange/sheet.h"

#include "base/problem.h"
#include "exchange/frames.h"
#include "exchange/open_table.h"

namespace tilth::exchange {

void write_workbook(const std::filesystem::path& file, const std::vector<Sheet>& sheets,
                    const std::filesystem::path& worker, const Progress& progress) {
  FormatWorker writer{worker.empty() ? worker_beside_program() : worker, {"write", "xlsx", file.string()}, {}};
  std::string out;
  for (const Sheet& sheet : sheets) {
    Json header{{"layer", sheet.title}, {"title", sheet.title}, {"geometry", ""}, {"columns", Json::array()}};
    for (const SheetColumn& column : sheet.columns)
      header["columns"].push_back({{"name", column.name}, {"type", column.type}});
    append_frame(out, 'H', header.dump(-1, ' ', false, Json::error_handler_t::replace));
    SourceRow row;
    std::string payload;
    for (const auto& cells : sheet.rows) {
      ++row.number;
      row.cells.resize(cells.size());
      for (std::size_t i = 0; i < cells.size(); ++i) row.cells[i].text = cells[i];
      payload.clear();
      append_row(payload, row);
      append_frame(out, 'R', payload);
    }
  }
  append_frame(out, 'E', "{}");
  (void)writer.write(out, progress);
  writer.close_input();
  char letter = 0;
  std::string_view payload;
  if (!writer.next(letter, payload, progress)) {
    const std::string reason = writer.ending();
    throw Problem{"export.unwritable",
                  {{"file", file.filename().string()}, {"reason", reason.empty() ? "the writer stopped" : reason}}};
  }
  if (letter != 'P') return;
  const Json problem = Json::parse(payload);
  throw Problem{problem.at("code").get<std::string>(), problem.at("values")};
}

}  // namespace tilth::exchange
