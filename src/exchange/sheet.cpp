// SPDX-License-Identifier: Apache-2.0
#include "exchange/sheet.h"

#include "exchange/frames.h"

namespace tilth::exchange {

void write_workbook(const std::filesystem::path& file, const std::vector<Sheet>& sheets,
                    const std::filesystem::path& worker, const Progress& progress) {
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
  write_whole(file, "xlsx", out, worker, progress);
}

}  // namespace tilth::exchange
