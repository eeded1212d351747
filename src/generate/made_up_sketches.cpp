// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_sketches.h"

#include "base/sha256.h"
#include "base/uuid.h"

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace tilth::generate {
namespace {

constexpr int kWidth = 160, kHeight = 120;
enum Ink : char { paper, river, road, house, avoided };
constexpr std::array<unsigned char, 15> kInks{0xf6, 0xf0, 0xe0, 0x4a, 0x7f, 0xb5, 0x8d, 0x7b,
                                              0x68, 0x3b, 0x2f, 0x2a, 0xc0, 0x39, 0x2b};

/// Half a sketch is 300 m wide and 225 m high, and turned by some degrees as people hold the paper.
constexpr double kHalfWidth = 300, kHalfHeight = 225, kTurn = 0.2;
constexpr double kMetresPerDegree = 111'320;

Ink ink_at(int x, int y) {
  const double bend = 0.35 * kHeight + 14 * std::sin(x / 22.0);
  if (std::abs(y - bend) < 4) return river;
  if (std::abs(x - y * 0.5 - 50) < 2) return road;
  const bool fields = x > 105 && x < 145 && y > 70 && y < 105;
  if (fields) return (x + y) % 6 < 2 ? avoided : paper;
  for (const auto& [left, top] : {std::pair{30, 70}, {44, 78}, {34, 92}, {98, 14}, {118, 18}})
    if (x >= left && x < left + 8 && y >= top && y < top + 7) return house;
  return paper;
}

/// Parts of a PNG (ISO/IEC 15948): a length, a name, the content and their CRC-32.
void put_number(std::string& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
}
std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320U : crc >> 1;
  }
  return ~crc;
}
void put_part(std::string& out, const char* name, const std::string& content) {
  put_number(out, static_cast<std::uint32_t>(content.size()));
  const std::string named = name + content;
  out += named;
  put_number(out, crc32(named));
}

/// The zlib stream of one stored block (RFC 1950, 1951). @pre rows.size() < 65536
std::string stored(const std::string& rows) {
  std::string out = "\x78\x01\x01";
  const auto size = static_cast<std::uint32_t>(rows.size());
  for (const std::uint32_t number : {size, ~size}) {
    out += static_cast<char>(number & 0xff);
    out += static_cast<char>(number >> 8 & 0xff);
  }
  out += rows;
  std::uint32_t a = 1, b = 0;  // Adler-32
  for (const char c : rows) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  put_number(out, b << 16 | a);
  return out;
}

geo::Geometry about(const geo::Geometry& point) {
  const double lon = point.x.front(), lat = point.y.front();
  const double north = kMetresPerDegree, east = kMetresPerDegree * std::cos(lat * 3.14159265358979 / 180);
  geo::Geometry shape;
  shape.kind = geo::Kind::polygon;
  for (const auto& [x, y] : {std::pair{-1, 1}, {-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
    const double right = x * kHalfWidth, up = y * kHalfHeight;
    shape.x.push_back(lon + (right * std::cos(kTurn) - up * std::sin(kTurn)) / east);
    shape.y.push_back(lat + (right * std::sin(kTurn) + up * std::cos(kTurn)) / north);
  }
  shape.close_path();
  shape.close_part();
  return shape;
}

}  // namespace

std::string made_up_sketch() {
  std::string header, inks, rows;
  put_number(header, kWidth);
  put_number(header, kHeight);
  header += std::string{"\x08\x03\0\0\0", 5};  // 8 bits, from a palette
  for (const unsigned char one : kInks) inks += static_cast<char>(one);
  for (int y = 0; y < kHeight; ++y) {
    rows += '\0';
    for (int x = 0; x < kWidth; ++x) rows += ink_at(x, y);
  }
  std::string png = "\x89PNG\r\n\x1a\n";
  put_part(png, "IHDR", header);
  put_part(png, "PLTE", inks);
  put_part(png, "IDAT", stored(rows));
  put_part(png, "IEND", "");
  return png;
}

void write_sketches(RecordWriter& writer, const ThemeSite& site) {
  static const std::string kDigest = hex(sha256(made_up_sketch()));
  for (Draft& draft : writer.drafts())
    if (draft.type().name == "community_assessment")
      draft.set("sketch_map", store::Value{kDigest}).set("sketch_extent", about(site.point));
}

void keep_sketch(store::Store& store, const store::Batch& batch) {
  const auto file = std::filesystem::temp_directory_path() / ("tilth-sketch-" + Uuid::make().text() + ".png");
  {
    std::ofstream out{file, std::ios::binary};
    out << made_up_sketch();
  }
  store.attach(file, "image/png", batch);
  std::filesystem::remove(file);
}

}  // namespace tilth::generate
