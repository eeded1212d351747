// SPDX-License-Identifier: Apache-2.0
// A programme as it is served.
#include "http/programme.h"

#include "http/openapi.h"

#include <chrono>

namespace tilth::http {
namespace {

namespace fs = std::filesystem;

/// The folder, private to this user; what an earlier run left in it goes after a day.
const fs::path& prepared(const fs::path& folder) {
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all);
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours{24};
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{folder}) {
    if (entry.path().filename() != "jobs" && entry.last_write_time(error) < old) fs::remove_all(entry.path(), error);
  }
  return folder;
}

}  // namespace

Programme::Programme(store::Store& store, std::vector<RouteList> lists, ProgrammeFolders folders, Log& log)
    : store_(store),
      lists_(std::move(lists)),
      folders_(std::move(folders)),
      log_(log),
      sessions_(store, log),
      jobs_(prepared(folders_.work) / "jobs", log) {}

Json Programme::openapi(std::string_view below, std::string_view base_url) const {
  return openapi_of(lists_, below, base_url, "Tilth, programme " + store_.model()->name);
}

std::vector<Route> Programme::routes() const {
  std::vector<Route> all;
  for (const RouteList& list : lists_) all.insert(all.end(), list.routes.begin(), list.routes.end());
  return all;
}

}  // namespace tilth::http
