// SPDX-License-Identifier: Apache-2.0
// The web application: its files, and its one page for every path that is left.
#include "base/problem.h"
#include "http/compression.h"
#include "http/routes/all_routes.h"
#include "http/web_files.h"

#include <algorithm>

namespace tilth::http {
namespace {

const WebFile* file_of(std::string_view path) {
  const auto& files = web_files();
  const auto at = std::lower_bound(files.begin(), files.end(), path,
                                   [](const WebFile& file, std::string_view wanted) { return file.path < wanted; });
  return at != files.end() && at->path == path ? &*at : nullptr;
}

Response show(const Request& request, Services&) {
  const WebFile* file = file_of(request.path == "/" ? "/index.html" : request.path);
  // A path without a dot at its end is a page of the application, drawn by the one page that there is.
  const bool page = request.path.find('.', request.path.rfind('/')) == std::string::npos;
  if (file == nullptr && page) file = file_of("/index.html");
  if (file == nullptr) {
    if (web_files().empty() && page) throw Problem{"server.no_application", Json::object()};
    throw Problem{"request.no_such_path", {{"path", request.path}}};
  }
  Response response;
  response.with("Content-Type", std::string{media_type_of(file->path)})
      .with("ETag", "\"" + std::string{file->hash} + "\"");
  // The build puts a hash into the names below /assets/: such a file never changes.
  const bool for_ever = file->path.starts_with("/assets/");
  response.with("Cache-Control", for_ever ? "public, max-age=31536000, immutable" : "no-cache");
  if (!file->gzipped) {
    response.body = std::string{file->bytes()};
    return response;
  }
  response.with("Vary", "Accept-Encoding");
  const std::string accepted{request.header("accept-encoding").value_or("")};
  if (chosen_coding(accepted) == Coding::identity || accepted.find("gzip") == std::string::npos) {
    response.body = gunzipped(file->bytes());
    return response;
  }
  response.with("Content-Encoding", "gzip");
  response.body = std::string{file->bytes()};
  return response;
}

}  // namespace

RouteList web_routes() {
  RouteList list;
  Route route;
  route.pattern = "/";
  route.access = Access::anyone;
  route.operation_id = "application";
  route.summary = "The web application.";
  route.tag = "Application";
  route.response_type = "text/html";
  route.any_parameter = true;
  route.handle = show;
  list.routes.push_back(route);
  route.pattern = "/{path*}";
  route.operation_id = "applicationFile";
  list.routes.push_back(route);
  return list;
}

}  // namespace tilth::http
