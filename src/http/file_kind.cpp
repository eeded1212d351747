// SPDX-License-Identifier: Apache-2.0
#include "http/file_kind.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string_view>

namespace tilth::http {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::size_t at;
  std::string_view bytes;
  const char* media_type;
};
// In the order they are tried.
constexpr Mark kMarks[] = {{0, "\xff\xd8\xff"sv, "image/jpeg"},
                           {0, "\x89PNG\r\n\x1a\n"sv, "image/png"},
                           {0, "GIF8"sv, "image/gif"},
                           {8, "WEBP"sv, "image/webp"},
                           {8, "WAVE"sv, "audio/wav"},
                           {0, "II*\0"sv, "image/tiff"},
                           {0, "MM\0*"sv, "image/tiff"},
                           {0, "%PDF-"sv, "application/pdf"},
                           {4, "ftyphei"sv, "image/heic"},
                           {4, "ftypmif1"sv, "image/heif"},
                           {4, "ftyp"sv, "video/mp4"},
                           {0, "\x1a\x45\xdf\xa3"sv, "video/webm"},
                           {0, "OggS"sv, "audio/ogg"},
                           {0, "ID3"sv, "audio/mpeg"},
                           {0, "SQLite format 3\0"sv, "application/geopackage+sqlite3"},
                           {0, "PK\x03\x04"sv, "application/zip"}};

/// UTF-8 without control characters but those of layout.
bool is_plain_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte >> 5 == 6 ? 2 : byte >> 4 == 14 ? 3 : byte >> 3 == 30 ? 4 : 0;
    const bool layout = byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
    if (length == 0 || byte == 0x7f || (byte < 0x20 && !layout)) return false;
    if (i + length > text.size()) return true;  // cut by the end of what was read
    for (std::size_t next = 1; next < length; ++next)
      if (static_cast<unsigned char>(text[i + next]) >> 6 != 2) return false;
    i += length;
  }
  return true;
}

bool a_browser_runs(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  return text.starts_with('<') || text.starts_with("#!");
}

}  // namespace

std::optional<std::string> media_type_by_content(const std::filesystem::path& file) {
  std::string head(1U << 16, '\0');
  std::ifstream in{file, std::ios::binary};
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  const std::string_view text{head};
  for (const Mark& mark : kMarks)
    if (text.size() >= mark.at + mark.bytes.size() && text.substr(mark.at, mark.bytes.size()) == mark.bytes)
      return mark.media_type;
  if (text.empty() || !is_plain_text(text) || a_browser_runs(text)) return std::nullopt;
  return "text/plain; charset=utf-8";
}

}  // namespace tilth::http
