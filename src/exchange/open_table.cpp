// SPDX-License-Identifier: Apache-2.0
#include "exchange/open_table.h"

#include "base/problem.h"
#include "exchange/delimited_reader.h"
#include "exchange/json_table.h"
#include "exchange/zip_directory.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <string_view>

namespace tilth::exchange {
namespace {

class TextTable final : public RowReader {
 public:
  TextTable(const std::filesystem::path& file, const ReadOptions& options)
      : reader_(file, options.encoding, {.delimiter = options.delimiter}),
        rows_([this](std::vector<Cell>& cells, std::uint64_t& number) { return reader_.next(cells, number); },
              options.headers) {
    header_.columns = rows_.columns();
    header_.tagged = rows_.tagged();
    header_.encoding = reader_.source().encoding();
    header_.delimiter = std::string(1, reader_.dialect().delimiter);
  }
  [[nodiscard]] const SourceHeader& header() const override { return header_; }
  bool next(SourceRow& row) override { return rows_.next(row); }
  [[nodiscard]] std::uint64_t progress_total() const override { return reader_.source().file_bytes(); }
  [[nodiscard]] std::uint64_t progress_done() const override { return reader_.source().file_bytes_read(); }

 private:
  DelimitedReader reader_;
  HeadedRows rows_;
  SourceHeader header_;
};

std::string lower_name(const std::filesystem::path& file) {
  std::string name = file.filename().string();
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

std::string json_kind(const std::filesystem::path& file) {
  TextSource source{file, ""};
  std::string first;
  while (first.size() < 65536) {
    const std::string_view piece = source.next();
    if (piece.empty()) break;
    first += piece;
  }
  const bool geojson =
      first.find("\"FeatureCollection\"") != std::string::npos || first.find("\"Feature\"") != std::string::npos;
  return geojson ? "geojson" : "json";
}

/// A table of IMSMA NG among the files of an archive (geocheck's names).
bool is_imsma_table(const std::string& name) {
  static const std::set<std::string_view> kTables{
      "accident",         "gazetteer", "geopoint",     "geospatialinfo", "hazard", "hazreduc", "imsmaenum",
      "location",         "mre",       "organisation", "place",          "qa",     "task",     "victim",
      "victim_assistance"};
  return name.ends_with(".csv") && kTables.contains(std::string_view{name}.substr(0, name.size() - 4));
}

/// What an SQLite file says of itself, at its byte 68 (GeoPackage 1.0 to 1.4).
bool is_geopackage(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string id(4, '\0');
  in.seekg(68);
  in.read(id.data(), 4);
  return id == "GPKG" || id == "GP10" || id == "GP11";
}

bool is_maxml(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string first(4096, '\0');
  in.read(first.data(), static_cast<std::streamsize>(first.size()));
  first.resize(static_cast<std::size_t>(in.gcount()));
  std::erase(first, '\0');  // of UTF-16
  return first.find("MineActionFieldReport") != std::string::npos;
}

std::string zip_kind(const std::filesystem::path& file) {
  bool imsma = false;
  for (const ZipEntry& entry : zip_directory(file)) {
    const std::string name = lower_name(entry.name);
    if (name.ends_with(".shp")) return "shapefile";
    if (name.ends_with(".kml")) return "kml";
    if (entry.name == "xl/workbook.xml") return "xlsx";
    imsma = imsma || is_imsma_table(name);
  }
  if (imsma) return "imsma";
  throw Problem{"import.unknown_format", {{"file", file.filename().string()}}};
}

}  // namespace

std::string format_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::error_code error;
  const bool regular = std::filesystem::is_regular_file(file, error);
  if (!in || !regular) {
    throw Problem{
        "import.unreadable",
        {{"file", file.filename().string()}, {"reason", regular ? "it cannot be opened" : "there is no such file"}}};
  }
  std::string first(16, '\0');
  in.read(first.data(), 16);
  first.resize(static_cast<std::size_t>(in.gcount()));
  if (first.empty())
    throw Problem{"import.unreadable", {{"file", file.filename().string()}, {"reason", "it is empty"}}};
  std::string name = lower_name(file);
  const bool zip = first.starts_with(std::string_view{"PK\x03\x04", 4});
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  if (zip) return zip_kind(file);
  if (first.starts_with("SQLite format 3")) return is_geopackage(file) || name.ends_with(".gpkg") ? "gpkg" : "imsma";
  if (first.starts_with("\xd0\xcf\x11\xe0")) return "xls";
  if (first.starts_with(std::string_view{"\0\0\x27\x0a", 4})) return "shapefile";
  for (const char* ending : {".csv", ".tsv", ".ssv", ".tab", ".txt", ".psv"}) {
    if (name.ends_with(ending)) return "csv";
  }
  if (name.ends_with(".kml")) return "kml";
  if ((name.ends_with(".xml") || name.ends_with(".maxml")) && is_maxml(file)) return "maxml";
  if (name.ends_with(".geojson") || name.ends_with(".json")) return json_kind(file);
  for (const char* ending : {".gpkg", ".xlsx", ".xls", ".shp", ".kmz", ".zip"}) {
    if (name.ends_with(ending)) {
      throw Problem{"import.unreadable",
                    {{"file", file.filename().string()}, {"reason", "its content is not what its name says"}}};
    }
  }
  throw Problem{"import.unknown_format", {{"file", file.filename().string()}}};
}

std::filesystem::path worker_beside_program() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return program.parent_path() / "tilth-formats";
}

std::unique_ptr<RowReader> open_table(const std::filesystem::path& file, const ReadOptions& options,
                                      const Progress& progress) {
  const std::string found =
      format_of(file);  // asked even when the profile says it: it also finds a file that is not there
  const std::string format = options.format.empty() ? found : options.format;
  if (format == "csv") return std::make_unique<TextTable>(file, options);
  if (format == "json") return open_json_table(file, options.headers);
  std::ifstream in{file, std::ios::binary};
  char first[2] = {};
  in.read(first, 2);
  if (first[0] == 'P' && first[1] == 'K') refuse_zip_bomb(file, zip_directory(file));
  if (first[0] == '\x1f' && first[1] == '\x8b') refuse_gzip_bomb(file);
  return open_through_worker({.program = options.worker.empty() ? worker_beside_program() : options.worker,
                              .file = file,
                              .format = format,
                              .layer = options.layer,
                              .encoding = options.encoding,
                              .headers = options.headers,
                              .limits = options.limits},
                             progress);
}

}  // namespace tilth::exchange
