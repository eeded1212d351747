// SPDX-License-Identifier: Apache-2.0
// WKT (ISO 19125) with PostGIS' "SRID=4326;" in front accepted.
#include "geo/codec.h"
#include "geo/unreadable.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tilth::geo {
namespace {

constexpr std::array<std::string_view, 8> kNames = {
    "", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool is_letter(char c) { return upper(c) >= 'A' && upper(c) <= 'Z'; }

class WktReader {
 public:
  explicit WktReader(std::string_view text) : text_(text) {}

  Geometry whole() {
    srid();
    Geometry geometry = read(0);
    skip();
    if (at_ != text_.size()) fail("there is more after its end");
    return geometry;
  }
  [[nodiscard]] bool dropped() const { return dropped_; }

 private:
  [[noreturn]] void fail(std::string_view reason) const { unreadable(reason, "column " + std::to_string(at_ + 1)); }
  void skip() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) fail(std::string{"expected '"} + c + "'");
  }
  /// The next word in capitals, none taken when `wanted` is given and it is another.
  bool take_word(std::string_view wanted) {
    skip();
    std::size_t end = at_;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    if (end - at_ != wanted.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (upper(text_[at_ + i]) != wanted[i]) return false;
    }
    at_ = end;
    return true;
  }
  void srid() {
    if (!take_word("SRID")) return;
    expect('=');
    skip();
    int number = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), number);
    if (error != std::errc{}) fail("expected an SRID");
    if (number != 4326 && number != 0) fail("its SRID is not 4326");
    at_ = static_cast<std::size_t>(end - text_.data());
    expect(';');
  }
  Kind kind() {
    skip();
    std::size_t end = at_;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    std::string word;
    if (end - at_ > 24) fail("expected a kind of geometry");
    for (std::size_t i = at_; i < end; ++i) word.push_back(upper(text_[i]));
    for (const std::string_view suffix : {"", "ZM", "Z", "M"}) {  // POINTZ(..) is POINT Z (..)
      if (!word.ends_with(suffix)) continue;
      const std::string_view stem = std::string_view{word}.substr(0, word.size() - suffix.size());
      for (std::size_t i = 1; i < kNames.size(); ++i) {
        if (stem != kNames[i]) continue;
        at_ = end;
        if (suffix.empty() && !take_word("ZM") && !take_word("Z")) take_word("M");
        return static_cast<Kind>(i);
      }
    }
    fail("expected a kind of geometry");
  }
  double number() {
    skip();
    std::size_t from = at_;
    if (from < text_.size() && text_[from] == '+') ++from;
    double value = 0;
    const auto [end, error] = std::from_chars(text_.data() + from, text_.data() + text_.size(), value);
    if (error != std::errc{} || !std::isfinite(value) || (from != at_ && text_[from] == '-')) {
      fail("expected a number");
    }
    at_ = static_cast<std::size_t>(end - text_.data());
    return value;
  }
  bool number_follows() {
    skip();
    if (at_ >= text_.size()) return false;
    const char c = text_[at_];
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
  }
  void vertex(Geometry& into) {
    const double lon = number();
    const double lat = number();
    for (int extra = 0; extra < 2 && number_follows(); ++extra) {
      number();
      dropped_ = true;
    }
    into.x.push_back(lon);
    into.y.push_back(lat);
  }
  bool path(Geometry& into) {
    if (take_word("EMPTY")) return false;
    expect('(');
    do {
      vertex(into);
    } while (take(','));
    expect(')');
    into.close_path();
    return true;
  }
  void point(Geometry& into, bool bare) {
    if (bare) {  // MULTIPOINT (1 2, 3 4)
      vertex(into);
    } else {
      if (take_word("EMPTY")) return;
      expect('(');
      vertex(into);
      expect(')');
    }
    into.close_path();
    into.close_part();
  }
  void one(Kind kind, Geometry& into) {
    if (kind == Kind::point) return point(into, false);
    if (kind == Kind::line) {
      if (path(into)) into.close_part();
      return;
    }
    if (take_word("EMPTY")) return;
    const std::size_t before = into.path_ends.size();
    bool first = true, shell = false;
    expect('(');
    do {
      const bool some = path(into);
      if (first) shell = some;
      if (some && !shell) fail("a shell is empty");
      first = false;
    } while (take(','));
    expect(')');
    if (into.path_ends.size() > before) into.close_part();
  }

  Geometry read(int depth) {
    Geometry geometry{.kind = kind()};
    switch (geometry.kind) {
      case Kind::point:
      case Kind::line:
      case Kind::polygon:
        one(geometry.kind, geometry);
        break;
      case Kind::multi_point:
      case Kind::multi_line:
      case Kind::multi_polygon: {
        if (take_word("EMPTY")) break;
        const auto of = static_cast<Kind>(static_cast<int>(geometry.kind) - 3);
        expect('(');
        do {
          if (of == Kind::point && number_follows()) {
            point(geometry, true);
          } else {
            one(of, geometry);
          }
        } while (take(','));
        expect(')');
        break;
      }
      case Kind::collection:
        if (depth >= kDeepestCollection) fail("collections are nested too deep");
        if (take_word("EMPTY")) break;
        expect('(');
        do {
          geometry.members.push_back(read(depth + 1));
        } while (take(','));
        expect(')');
        break;
    }
    return geometry;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool dropped_ = false;
};

void append_number(std::string& out, double value) {
  if (value == 0) value = 0;  // no "-0"
  std::array<char, 32> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), end);
}

void append_path(std::string& out, const Geometry& g, std::size_t path) {
  out.push_back('(');
  for (std::size_t i = g.path_begin(path); i < g.path_end(path); ++i) {
    if (i > g.path_begin(path)) out += ", ";
    append_number(out, g.x[i]);
    out.push_back(' ');
    append_number(out, g.y[i]);
  }
  out.push_back(')');
}

void append_part(std::string& out, const Geometry& g, std::size_t part) {
  if (!g.polygonal()) return append_path(out, g, g.part_begin(part));
  out.push_back('(');
  for (std::size_t path = g.part_begin(part); path < g.part_end(part); ++path) {
    if (path > g.part_begin(part)) out += ", ";
    append_path(out, g, path);
  }
  out.push_back(')');
}

void append_wkt(std::string& out, const Geometry& g) {
  out += kNames[static_cast<std::size_t>(g.kind)];
  const bool collection = g.kind == Kind::collection;
  if (collection ? g.members.empty() : g.part_ends.empty()) {
    out += " EMPTY";
    return;
  }
  out.push_back(' ');
  if (static_cast<int>(g.kind) <= static_cast<int>(Kind::polygon)) return append_part(out, g, 0);
  out.push_back('(');
  const std::size_t count = collection ? g.members.size() : g.part_ends.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ", ";
    if (collection) {
      append_wkt(out, g.members[i]);
    } else {
      append_part(out, g, i);
    }
  }
  out.push_back(')');
}

}  // namespace

Geometry from_wkt(std::string_view wkt, bool* dropped_z) {
  WktReader reader{wkt};
  Geometry geometry = reader.whole();
  if (dropped_z != nullptr && reader.dropped()) *dropped_z = true;
  return geometry;
}

std::string to_wkt(const Geometry& geometry) {
  std::string out;
  append_wkt(out, geometry);
  return out;
}

}  // namespace tilth::geo
