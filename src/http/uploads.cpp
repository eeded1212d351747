// SPDX-License-Identifier: Apache-2.0
#include "http/uploads.h"

#include "base/date.h"
#include "base/fold.h"
#include "base/uuid.h"

#include <algorithm>
#include <chrono>
#include <fstream>

namespace tilth::http {
namespace {

namespace fs = std::filesystem;

constexpr auto kKept = std::chrono::hours{24};
constexpr const char* kAbout = "about.json";
constexpr std::size_t kMostName = 120;

std::optional<KeptFile> read(const fs::path& folder) {
  std::ifstream in{folder / kAbout};
  Json about = Json::parse(in, nullptr, false);
  if (!about.is_object() || !about.contains("file")) return std::nullopt;
  return KeptFile{folder.filename().string(), folder, folder / about["file"].get<std::string>(), std::move(about)};
}

}  // namespace

std::string safe_name(const std::string& name) {
  std::string safe = name.substr(name.find_last_of("/\\") == std::string::npos ? 0 : name.find_last_of("/\\") + 1);
  for (char& letter : safe) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20 || byte == 0x7f || std::string_view{"<>:\"|?*"}.find(letter) != std::string_view::npos)
      letter = '_';
  }
  if (safe.size() > kMostName) safe = safe.substr(safe.size() - kMostName);  // the ending says what it is
  if (safe.empty() || safe.front() == '.') safe = "file" + safe;
  return safe;
}

KeptFiles::KeptFiles(fs::path work_folder, std::string kind) : folder_(std::move(work_folder) / kind) {
  std::error_code error;
  fs::create_directories(folder_, error);
}

KeptFile KeptFiles::make(const Session& owner, const std::string& name, Json about) const {
  remove_old();
  KeptFile kept{.id = Uuid::make().text(), .folder = {}, .file = {}, .about = std::move(about)};
  kept.folder = folder_ / kept.id;
  fs::create_directories(kept.folder);
  fs::permissions(kept.folder, fs::perms::owner_all);
  kept.file = kept.folder / safe_name(name);
  kept.about["account"] = owner.account;
  kept.about["name"] = beginning_of(name, 500);
  kept.about["file"] = kept.file.filename().string();
  kept.about["at"] = Instant::now().text();
  note(kept);
  return kept;
}

void KeptFiles::note(const KeptFile& file) const {
  std::ofstream out{file.folder / kAbout, std::ios::trunc};
  out << file.about.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<KeptFile> KeptFiles::find(const Session& asker, std::string_view id) const {
  const auto uuid = Uuid::parse(id);
  auto kept = uuid ? read(folder_ / uuid->text()) : std::nullopt;
  if (!kept || asker.account.empty() || kept->about.value("account", "") != asker.account) return std::nullopt;
  return kept;
}

std::vector<KeptFile> KeptFiles::all(const Session& asker) const {
  std::vector<KeptFile> files;
  std::error_code error;
  for (const fs::directory_entry& folder : fs::directory_iterator{folder_, error})
    if (auto kept = find(asker, folder.path().filename().string())) files.push_back(std::move(*kept));
  std::sort(files.begin(), files.end(), [](const KeptFile& a, const KeptFile& b) { return a.id > b.id; });
  return files;
}

void KeptFiles::remove(const KeptFile& file) const {
  std::error_code error;
  fs::remove_all(file.folder, error);
}

void KeptFiles::remove_old() const {
  std::error_code error;
  const auto now = fs::file_time_type::clock::now();
  for (const fs::directory_entry& folder : fs::directory_iterator{folder_, error}) {
    const auto made = folder.last_write_time(error);
    if (!error && now - made > kKept) fs::remove_all(folder.path(), error);
  }
}

}  // namespace tilth::http
