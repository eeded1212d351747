// SPDX-License-Identifier: Apache-2.0
// The web application: its files, and its one page for every path that is left.
#include "base/problem.h"
#include "base/sha256.h"
#include "http/compression.h"
#include "http/routes/all_routes.h"
#include "http/security_headers.h"
#include "http/services.h"
#include "http/settings.h"
#include "http/web_files.h"

#include <algorithm>

namespace tilth::http {
namespace {

constexpr std::size_t kLargestFile = 64U << 20;

const WebFile* file_of(std::string_view path) {
  const auto& files = web_files();
  const auto at = std::lower_bound(files.begin(), files.end(), path,
                                   [](const WebFile& file, std::string_view wanted) { return file.path < wanted; });
  return at != files.end() && at->path == path ? &*at : nullptr;
}

/// A script that runs beside the page keeps to the policy that it came with.
bool is_worker(const WebFile& file) { return file.path.find("worker") != std::string_view::npos; }

Response show(const Request& request, Services& services) {
  const WebFile* file = file_of(request.path == "/" ? "/index.html" : request.path);
  // A path without a dot at its end is a page of the application, drawn by the one page that there is.
  const bool page = request.path.find('.', request.path.rfind('/')) == std::string::npos;
  if (file == nullptr && page) file = file_of("/index.html");
  if (file == nullptr) {
    if (web_files().empty() && page) throw Problem{"server.no_application", Json::object()};
    throw Problem{"request.no_such_path", {{"path", request.path}}};
  }
  Response response;
  response.with("Content-Type", std::string{media_type_of(file->path)});
  const bool sets_policy = file->path.ends_with(".html") || is_worker(*file);
  const std::vector<std::string> origins =
      sets_policy ? base_map_origins(services.store()) : std::vector<std::string>{};
  if (origins.empty()) {
    response.with("ETag", "\"" + std::string{file->hash} + "\"");
  } else {  // another policy is another answer
    const std::string policy = content_security_policy(origins);
    response.with("Content-Security-Policy", policy)
        .with("ETag", "\"" + std::string{file->hash} + "-" + hex(sha256(policy)).substr(0, 12) + "\"");
  }
  // The build puts a hash into the names below /assets/: such a file never changes.
  const bool for_ever = file->path.starts_with("/assets/") && !is_worker(*file);
  response.with("Cache-Control", for_ever ? "public, max-age=31536000, immutable" : "no-cache");
  if (!file->gzipped) {
    response.body = std::string{file->bytes()};
    return response;
  }
  response.with("Vary", "Accept-Encoding");
  const std::string accepted{request.header("accept-encoding").value_or("")};
  if (chosen_coding(accepted) == Coding::identity || accepted.find("gzip") == std::string::npos) {
    response.body = gunzipped(file->bytes(), kLargestFile).value();
    return response;
  }
  response.with("Content-Encoding", "gzip");
  response.body = std::string{file->bytes()};
  return response;
}

}  // namespace

RouteList web_routes() {
  RouteList list_of;
  for (const auto& [pattern, id] : {std::pair{"/", "application"}, std::pair{"/{path*}", "applicationFile"}})
    list_of.routes.push_back({.pattern = pattern,
                              .access = Access::anyone,
                              .operation_id = id,
                              .summary = "The web application.",
                              .tag = "Application",
                              .response_type = "text/html",
                              .any_parameter = true,
                              .handle = show});
  return list_of;
}

}  // namespace tilth::http
