// SPDX-License-Identifier: Apache-2.0
// tilth-formats: reads and writes foreign file formats in a process of its own, so that a hostile file hurts nothing
// else.
#include "exchange/frames.h"
#include "exchange/worker/imsma_tables.h"
#include "exchange/worker/map_command.h"
#include "exchange/worker/maxml_command.h"
#include "exchange/worker/problem_frame.h"
#include "exchange/worker/read_command.h"
#include "exchange/worker/write_command.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>

#include <cstdio>
#include <new>
#include <string>
#include <vector>

namespace {

using namespace tilth;

void configure_gdal() {
  CPLSetConfigOption("GDAL_HTTP_TIMEOUT", "1");
  CPLSetConfigOption("CPL_CURL_ENABLE_VSIMEM", "NO");
  CPLSetConfigOption("OGR_ENABLE_PARTIAL_REPROJECTION", "NO");
  CPLSetConfigOption("LIBKML_READ_GROUND_OVERLAY", "NO");
  CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
  CPLSetConfigOption("OGR_XLS_HEADERS", "DISABLE");
  CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
  CPLSetConfigOption("OGR_XLS_FIELD_TYPES", "STRING");
  CPLSetConfigOption("GDAL_CACHEMAX", "64");
  CPLSetErrorHandler(CPLQuietErrorHandler);
  GDALAllRegister();
}

void end_with(const formats::WorkerProblem& problem) {
  std::string out;
  exchange::append_frame(
      out, 'P',
      Json{{"code", problem.code}, {"values", problem.values}}.dump(-1, ' ', false, Json::error_handler_t::replace));
  exchange::write_all(STDOUT_FILENO, out);
}

std::string option(const std::vector<std::string>& words, const std::string& name) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == name) return words[i + 1];
  }
  return {};
}

void failed(const std::vector<std::string>& words, const std::string& when_reading, const std::string& reason) {
  const std::string code = words[0] == "read"  ? when_reading
                           : words[0] == "map" ? "map.not_a_picture"
                                               : "export.unwritable";
  end_with({code, {{"file", words[2].substr(words[2].rfind('/') + 1)}, {"reason", reason}}});
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words{argv + 1, argv + argc};
  if (words.size() < 3 || (words[0] != "read" && words[0] != "write" && words[0] != "map")) {
    std::fputs(
        "tilth-formats is started by tilth: tilth-formats read FORMAT FILE | write FORMAT FILE | map FILE TILES\n",
        stderr);
    return 2;
  }
  try {
    configure_gdal();
    if (words[0] == "read") {
      const formats::ReadRequest request{.file = words[2],
                                         .format = words[1],
                                         .layer = option(words, "--layer"),
                                         .encoding = option(words, "--encoding")};
      if (request.format == "maxml")
        formats::read_maxml(request);
      else if (request.format == "imsma")
        formats::read_imsma_table(request);
      else
        formats::read_layers(request);
    } else if (words[0] == "map") {
      formats::make_map_tiles(words[1], words[2]);
    } else {
      formats::write_file(words[1], words[2]);
    }
    return 0;
  } catch (const formats::WorkerProblem& problem) {
    end_with(problem);
  } catch (const std::bad_alloc&) {
    failed(words, "import.worker_stopped", "it needs more memory than allowed");
  } catch (const std::exception& error) {
    failed(words, "import.unreadable", error.what());
  }
  return 3;
}
