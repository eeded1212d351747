// SPDX-License-Identifier: Apache-2.0
#include "http/answer_files.h"

#include "base/uuid.h"

#include <chrono>
#include <utility>

namespace tilth::http {
namespace {

constexpr auto kKept = std::chrono::hours{1};

}  // namespace

std::filesystem::path AnswerFiles::make(const std::filesystem::path& work_folder, const std::string& name) {
  namespace fs = std::filesystem;
  const std::lock_guard lock{guard_};
  const fs::path all = work_folder / "answers";
  std::error_code error;
  fs::create_directories(all, error);
  const auto now = fs::file_time_type::clock::now();
  for (const fs::directory_entry& folder : fs::directory_iterator{all, error}) {
    const auto made = folder.last_write_time(error);
    if (!error && now - made > kKept) fs::remove_all(folder.path(), error);
  }
  const fs::path folder = all / Uuid::make().text();
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all);
  return folder / name;
}

std::string download_type(const std::string& name) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".csv", "text/csv; charset=utf-8"},
      {".geojson", "application/geo+json"},
      {".gpkg", "application/geopackage+sqlite3"},
      {".kml", "application/vnd.google-earth.kml+xml"},
      {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {".html", "text/html; charset=utf-8"},
      {".pdf", "application/pdf"},
      {".json", "application/json"}};
  for (const auto& [ending, type] : kTypes)
    if (name.ends_with(ending)) return std::string{type};
  return "application/octet-stream";
}

Response file_answer(const std::filesystem::path& file, const std::string& name) {
  Response response;
  response.with("Content-Type", download_type(name))
      .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
      .with("Cache-Control", "private, no-store");
  response.body = file;
  return response;
}

}  // namespace tilth::http
