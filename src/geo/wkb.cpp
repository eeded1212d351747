// SPDX-License-Identifier: Apache-2.0
// WKB as ISO 19125 and PostGIS (EWKB) write it, and the GeoPackage blob around it (OGC 12-128r19, clause 2.1.3).
#include "geo/codec.h"
#include "geo/unreadable.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace tilth::geo {
namespace {

constexpr std::int32_t kWgs84 = 4326;
constexpr std::uint32_t kHasZ = 0x80000000, kHasM = 0x40000000, kHasSrid = 0x20000000;  // EWKB
constexpr std::size_t kSmallestGeometry = 9;  // byte order, type, a count of 0

class WkbReader {
 public:
  WkbReader(std::string_view bytes, std::size_t from) : bytes_(bytes), at_(from) {}

  Geometry whole() {
    Geometry geometry = read(0);
    if (at_ != bytes_.size()) unreadable_at_byte("there is more after its end", at_);
    return geometry;
  }
  [[nodiscard]] bool dropped() const { return dropped_; }

 private:
  struct Head {
    Kind kind;
    bool swap;        // its byte order is not this machine's
    int coordinates;  // 2, 3 or 4 numbers a vertex
  };

  void need(std::size_t count) const {
    if (bytes_.size() - at_ < count) unreadable_at_byte("it ends too early", bytes_.size());
  }
  std::uint32_t u32(bool swap) {
    need(4);
    std::uint32_t value;
    std::memcpy(&value, bytes_.data() + at_, 4);
    at_ += 4;
    return swap ? __builtin_bswap32(value) : value;
  }
  double f64(bool swap) {
    std::uint64_t bits;
    std::memcpy(&bits, bytes_.data() + at_, 8);
    at_ += 8;
    return std::bit_cast<double>(swap ? __builtin_bswap64(bits) : bits);
  }
  /// A count of things that take at least `each` bytes, so no count can ask for more memory than the input has bytes.
  std::uint32_t count(bool swap, std::size_t each) {
    const std::size_t place = at_;
    const std::uint32_t n = u32(swap);
    if (n > (bytes_.size() - at_) / each) unreadable_at_byte("a count is larger than what follows", place);
    return n;
  }

  Head head() {
    need(1);
    const auto order = static_cast<unsigned char>(bytes_[at_]);
    if (order > 1) unreadable_at_byte("the byte order is neither 0 nor 1", at_);
    ++at_;
    const bool swap = (order == 1) != (std::endian::native == std::endian::little);
    const std::size_t place = at_;
    std::uint32_t type = u32(swap);
    bool z = (type & kHasZ) != 0, m = (type & kHasM) != 0;
    if ((type & kHasSrid) != 0) {
      const auto srid = static_cast<std::int32_t>(u32(swap));
      if (srid != kWgs84 && srid != 0) unreadable_at_byte("its SRID is not 4326", at_ - 4);
    }
    type &= 0x1FFFFFFF;
    if (type >= 4000) unreadable_at_byte("the geometry type is not known", place);
    const std::uint32_t thousand = type / 1000;
    z = z || thousand == 1 || thousand == 3;
    m = m || thousand >= 2;
    type %= 1000;
    if (type < 1 || type > 7) unreadable_at_byte("the geometry type is not known (curves are not read)", place);
    if (z || m) dropped_ = true;
    return {static_cast<Kind>(type), swap, 2 + (z ? 1 : 0) + (m ? 1 : 0)};
  }

  void vertex(const Head& head, Geometry& into) {
    const std::size_t place = at_;
    const double lon = f64(head.swap), lat = f64(head.swap);
    if (!std::isfinite(lon) || !std::isfinite(lat)) unreadable_at_byte("a coordinate is not a finite number", place);
    at_ += 8 * static_cast<std::size_t>(head.coordinates - 2);
    into.x.push_back(lon);
    into.y.push_back(lat);
  }
  void path(const Head& head, Geometry& into) {
    const std::size_t each = 8 * static_cast<std::size_t>(head.coordinates);
    const std::uint32_t n = count(head.swap, each);
    if (n == 0) return;
    into.x.reserve(into.x.size() + n);
    into.y.reserve(into.y.size() + n);
    if (head.swap || head.coordinates != 2 || !plain_vertices(n, into)) {
      for (std::uint32_t i = 0; i < n; ++i) vertex(head, into);
    }
    into.close_path();
  }
  /// Vertices of two numbers in this machine's order: nearly all there are. False, and nothing read, where one is not
  /// finite, for vertex() to say which.
  bool plain_vertices(std::uint32_t n, Geometry& into) {
    const std::size_t before = into.x.size();
    into.x.resize(before + n);
    into.y.resize(before + n);
    double* x = into.x.data() + before;
    double* y = into.y.data() + before;
    double zeros = 0;  // no number if one is not finite
    const char* from = bytes_.data() + at_;
    for (std::uint32_t i = 0; i < n; ++i, from += 16) {
      std::memcpy(x + i, from, 8);
      std::memcpy(y + i, from + 8, 8);
      zeros += 0 * x[i] + 0 * y[i];
    }
    if (zeros == 0) {
      at_ += std::size_t{16} * n;
      return true;
    }
    into.x.resize(before);
    into.y.resize(before);
    return false;
  }
  void point(const Head& head, Geometry& into) {
    need(8 * static_cast<std::size_t>(head.coordinates));
    const std::size_t place = at_;
    const double lon = f64(head.swap), lat = f64(head.swap);
    at_ = place;
    if (std::isnan(lon) && std::isnan(lat)) {  // how WKB writes an empty point
      at_ += 8 * static_cast<std::size_t>(head.coordinates);
      return;
    }
    vertex(head, into);
    into.close_path();
    into.close_part();
  }
  void line(const Head& head, Geometry& into) {
    const std::size_t before = into.path_ends.size();
    path(head, into);
    if (into.path_ends.size() > before) into.close_part();
  }
  void polygon(const Head& head, Geometry& into) {
    const std::size_t before = into.path_ends.size();
    const std::size_t place = at_;
    const std::uint32_t rings = count(head.swap, 4);
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
      path(head, into);
      if (ring == 0 && into.path_ends.size() == before && rings > 1) unreadable_at_byte("a shell is empty", place);
    }
    if (into.path_ends.size() > before) into.close_part();
  }
  void one(const Head& head, Geometry& into) {
    switch (head.kind) {
      case Kind::point:
        return point(head, into);
      case Kind::line:
        return line(head, into);
      default:
        return polygon(head, into);
    }
  }

  Geometry read(int depth) {
    const Head head = this->head();
    Geometry geometry{.kind = head.kind};
    switch (head.kind) {
      case Kind::point:
      case Kind::line:
      case Kind::polygon:
        one(head, geometry);
        break;
      case Kind::multi_point:
      case Kind::multi_line:
      case Kind::multi_polygon: {
        const auto of = static_cast<Kind>(static_cast<int>(head.kind) - 3);
        const std::uint32_t n = count(head.swap, kSmallestGeometry);
        for (std::uint32_t i = 0; i < n; ++i) {
          const std::size_t place = at_;
          const Head inner = this->head();
          if (inner.kind != of) unreadable_at_byte("a part is of another kind than its whole", place);
          one(inner, geometry);
        }
        break;
      }
      case Kind::collection: {
        if (depth >= kDeepestCollection) unreadable_at_byte("collections are nested too deep", at_);
        const std::uint32_t n = count(head.swap, kSmallestGeometry);
        for (std::uint32_t i = 0; i < n; ++i) geometry.members.push_back(read(depth + 1));
        break;
      }
    }
    return geometry;
  }

  std::string_view bytes_;
  std::size_t at_;
  bool dropped_ = false;
};

class WkbWriter {
 public:
  explicit WkbWriter(std::string& out) : out_(out) {}

  void write(const Geometry& g) {
    if (g.kind == Kind::collection) {
      head(g.kind);
      u32(g.members.size());
      for (const Geometry& member : g.members) write(member);
      return;
    }
    if (static_cast<int>(g.kind) <= static_cast<int>(Kind::polygon)) return part(g, g.kind, g.part_ends.size(), 0);
    head(g.kind);
    u32(g.part_ends.size());
    for (std::size_t i = 0; i < g.part_ends.size(); ++i) {
      part(g, static_cast<Kind>(static_cast<int>(g.kind) - 3), g.part_ends.size(), i);
    }
  }

 private:
  void bytes(const void* from, std::size_t n) { out_.append(static_cast<const char*>(from), n); }
  void u32(std::size_t value) {
    const auto v = static_cast<std::uint32_t>(value);
    const char b[4] = {static_cast<char>(v), static_cast<char>(v >> 8), static_cast<char>(v >> 16),
                       static_cast<char>(v >> 24)};
    bytes(b, 4);
  }
  void f64(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    u32(bits & 0xFFFFFFFF);
    u32(bits >> 32);
  }
  void head(Kind kind) {
    out_.push_back(1);
    u32(static_cast<std::size_t>(kind));
  }
  void vertices(const Geometry& g, std::size_t path) {
    for (std::size_t i = g.path_begin(path); i < g.path_end(path); ++i) {
      f64(g.x[i]);
      f64(g.y[i]);
    }
  }
  void part(const Geometry& g, Kind kind, std::size_t parts, std::size_t i) {
    head(kind);
    if (kind == Kind::point) {
      if (i < parts) return vertices(g, g.part_begin(i));
      f64(std::numeric_limits<double>::quiet_NaN());
      f64(std::numeric_limits<double>::quiet_NaN());
      return;
    }
    if (i >= parts) return u32(0);
    if (kind == Kind::polygon) u32(g.part_end(i) - g.part_begin(i));
    for (std::size_t path = g.part_begin(i); path < g.part_end(i); ++path) {
      u32(g.path_end(path) - g.path_begin(path));
      vertices(g, path);
    }
  }

  std::string& out_;
};

std::size_t wkb_size(const Geometry& g) { return 9 + 16 * g.x.size() + 9 * (g.part_ends.size() + g.path_ends.size()); }

}  // namespace

Geometry from_wkb(std::string_view wkb, bool* dropped_z) {
  WkbReader reader{wkb, 0};
  Geometry geometry = reader.whole();
  if (dropped_z != nullptr && reader.dropped()) *dropped_z = true;
  return geometry;
}

Geometry from_gpkg(std::string_view blob, bool* dropped_z) {
  if (blob.size() < 8) unreadable_at_byte("it ends too early", blob.size());
  if (blob[0] != 'G' || blob[1] != 'P') unreadable_at_byte("it is no GeoPackage geometry", 0);
  if (blob[2] != 0) unreadable_at_byte("its version is not known", 2);
  const auto flags = static_cast<unsigned char>(blob[3]);
  if ((flags & 0x20) != 0) unreadable_at_byte("extended GeoPackage geometries are not read", 3);
  const bool little = (flags & 1) != 0;
  std::uint32_t srs = 0;
  for (int i = 0; i < 4; ++i) {
    srs |= static_cast<std::uint32_t>(static_cast<unsigned char>(blob[4 + static_cast<std::size_t>(i)]))
           << (8 * (little ? i : 3 - i));
  }
  if (static_cast<std::int32_t>(srs) != kWgs84 && srs != 0) unreadable_at_byte("its srs_id is not 4326", 4);
  constexpr std::size_t kEnvelope[] = {0, 32, 48, 48, 64};
  const std::size_t which = (flags >> 1) & 7;
  if (which > 4) unreadable_at_byte("its envelope is not known", 3);
  if (blob.size() < 8 + kEnvelope[which]) unreadable_at_byte("it ends too early", blob.size());
  WkbReader reader{blob, 8 + kEnvelope[which]};
  Geometry geometry = reader.whole();
  if (dropped_z != nullptr && reader.dropped()) *dropped_z = true;
  return geometry;
}

std::string to_wkb(const Geometry& geometry) {
  std::string out;
  out.reserve(wkb_size(geometry));
  WkbWriter{out}.write(geometry);
  return out;
}

std::string to_gpkg(const Geometry& geometry) {
  const Box box = geometry.box();
  const bool envelope = !box.empty() && geometry.kind != Kind::point;
  std::string out;
  out.reserve(40 + wkb_size(geometry));
  out += "GP";
  out.push_back(0);
  out.push_back(static_cast<char>(1 | (envelope ? 1 << 1 : 0) | (geometry.vertex_count() == 0 ? 1 << 4 : 0)));
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(kWgs84 >> (8 * i)));
  if (envelope) {
    for (const double value : {box.west, box.east, box.south, box.north}) {
      const auto bits = std::bit_cast<std::uint64_t>(value);
      for (int i = 0; i < 8; ++i) out.push_back(static_cast<char>(bits >> (8 * i)));
    }
  }
  WkbWriter{out}.write(geometry);
  return out;
}

}  // namespace tilth::geo
