// SPDX-License-Identifier: Apache-2.0
// The web application's files.
#include "http/web_files.h"

#include <array>
#include <utility>

namespace tilth::http {

std::string_view media_type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kKnown{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".geojson", "application/geo+json"},
      {".map", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".wasm", "application/wasm"},
      {".pbf", "application/x-protobuf"},
      {".txt", "text/plain; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
  }};
  for (const auto& [suffix, type] : kKnown) {
    if (path.ends_with(suffix)) return type;
  }
  return "application/octet-stream";
}

}  // namespace tilth::http
