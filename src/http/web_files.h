// SPDX-License-Identifier: Apache-2.0
// The web application's files, built into the program.
#pragma once

#include <string_view>
#include <vector>

namespace tilth::http {

struct WebFile {
  std::string_view path;  ///< "/index.html"
  const char* begin;
  const char* end;
  bool gzipped;           ///< the bytes are a gzip file
  std::string_view hash;  ///< of the content

  [[nodiscard]] std::string_view bytes() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

/// Sorted by path; empty where the program was built without the application.
const std::vector<WebFile>& web_files();
std::string_view media_type_of(std::string_view path);

}  // namespace tilth::http
