// SPDX-License-Identifier: Apache-2.0
// Conversion between flat arrays and GEOS.
#include "geo/geos_bridge.h"

#include <cmath>
#include <utility>

namespace tilth::geo::geos {
namespace {

struct Context {
  Context() : handle(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(
        handle, [](const char* text, void* self) { static_cast<Context*>(self)->error = text; }, this);
    GEOSContext_setNoticeMessageHandler_r(
        handle, [](const char*, void*) {}, nullptr);
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { GEOS_finish_r(handle); }

  GEOSContextHandle_t handle;
  std::string error;
};

Context& this_threads() {
  thread_local Context context;
  return context;
}

GEOSCoordSequence* sequence(const double* x, const double* y, std::size_t n) {
  return GEOSCoordSeq_copyFromArrays_r(context(), x, y, nullptr, nullptr, static_cast<unsigned>(n));
}

Shape polygon_of(Shape shell, std::vector<Shape> holes) {
  if (!shell) return nullptr;
  std::vector<GEOSGeometry*> raw;
  raw.reserve(holes.size());
  for (Shape& hole : holes) {
    if (!hole) return nullptr;
    raw.push_back(hole.get());
  }
  GEOSGeometry* made = GEOSGeom_createPolygon_r(context(), shell.get(), raw.data(), static_cast<unsigned>(raw.size()));
  if (made != nullptr) {  // the polygon owns them now
    static_cast<void>(shell.release());
    for (Shape& hole : holes) static_cast<void>(hole.release());
  }
  return Shape{made};
}

int multi_type(Kind kind) {
  switch (kind) {
    case Kind::multi_point:
      return GEOS_MULTIPOINT;
    case Kind::multi_line:
      return GEOS_MULTILINESTRING;
    case Kind::multi_polygon:
      return GEOS_MULTIPOLYGON;
    default:
      return GEOS_GEOMETRYCOLLECTION;
  }
}

Shape empty_of(Kind kind) {
  switch (kind) {
    case Kind::point:
      return Shape{GEOSGeom_createEmptyPoint_r(context())};
    case Kind::line:
      return Shape{GEOSGeom_createEmptyLineString_r(context())};
    case Kind::polygon:
      return Shape{GEOSGeom_createEmptyPolygon_r(context())};
    default:
      return Shape{GEOSGeom_createEmptyCollection_r(context(), multi_type(kind))};
  }
}

/// Builds parts from paths that `path` turns into coordinates; nothing where GEOS refuses one.
class Builder {
 public:
  explicit Builder(bool mend) : mend_(mend) {}

  Shape whole(const Geometry& g) {
    if (g.kind == Kind::collection) {
      std::vector<Shape> members;
      for (const Geometry& member : g.members) {
        if (member.vertex_count() == 0) continue;  // GEOS 3.11.1 crashes on the union of empty points
        members.push_back(whole(member));
        if (!members.back()) return nullptr;
      }
      return collection_of(std::move(members), GEOS_GEOMETRYCOLLECTION);
    }
    std::vector<Shape> parts;
    for (std::size_t i = 0; i < g.part_ends.size(); ++i) {
      Shape made = part(g, i);
      if (!made && mend_) continue;
      if (!made) return nullptr;
      parts.push_back(std::move(made));
    }
    if (static_cast<int>(g.kind) > static_cast<int>(Kind::polygon))
      return collection_of(std::move(parts), multi_type(g.kind));
    return parts.empty() ? empty_of(g.kind) : std::move(parts.front());
  }

 private:
  /// The path's coordinates, mended where asked for; the number of them.
  std::size_t take(const Geometry& g, std::size_t path, bool ring) {
    x_ = g.x.data() + g.path_begin(path);
    y_ = g.y.data() + g.path_begin(path);
    const std::size_t n = g.path_end(path) - g.path_begin(path);
    if (!mend_) return n;
    mended_x_.clear();
    mended_y_.clear();
    for (std::size_t i = 0; i < n; ++i) {
      if (!std::isfinite(x_[i]) || !std::isfinite(y_[i])) continue;
      mended_x_.push_back(x_[i]);
      mended_y_.push_back(y_[i]);
    }
    if (mended_x_.empty()) return 0;
    const auto again = [this](std::size_t i) {
      const double x = mended_x_[i], y = mended_y_[i];
      mended_x_.push_back(x);
      mended_y_.push_back(y);
    };
    if (ring) {
      if (mended_x_.front() != mended_x_.back() || mended_y_.front() != mended_y_.back()) again(0);
      while (mended_x_.size() < 4) again(0);
    } else if (g.dimension() == 1 && mended_x_.size() == 1) {
      again(0);
    }
    x_ = mended_x_.data();
    y_ = mended_y_.data();
    return mended_x_.size();
  }
  Shape ring(const Geometry& g, std::size_t path) {
    const std::size_t n = take(g, path, true);
    if (n == 0) return nullptr;
    GEOSCoordSequence* coordinates = sequence(x_, y_, n);
    return Shape{coordinates == nullptr ? nullptr : GEOSGeom_createLinearRing_r(context(), coordinates)};
  }
  Shape part(const Geometry& g, std::size_t i) {
    const std::size_t first = g.part_begin(i);
    if (g.polygonal()) {
      Shape shell = ring(g, first);
      std::vector<Shape> holes;
      for (std::size_t path = first + 1; path < g.part_end(i); ++path) {
        Shape hole = ring(g, path);
        if (!hole && mend_) continue;
        holes.push_back(std::move(hole));
      }
      return polygon_of(std::move(shell), std::move(holes));
    }
    const std::size_t n = take(g, first, false);
    if (n == 0) return nullptr;
    GEOSCoordSequence* coordinates = sequence(x_, y_, n);
    if (coordinates == nullptr) return nullptr;
    return Shape{g.dimension() == 0 ? GEOSGeom_createPoint_r(context(), coordinates)
                                    : GEOSGeom_createLineString_r(context(), coordinates)};
  }

  bool mend_;
  const double* x_ = nullptr;
  const double* y_ = nullptr;
  std::vector<double> mended_x_, mended_y_;
};

void append_path(const GEOSGeometry* shape, Geometry& into) {
  const GEOSCoordSequence* coordinates = GEOSGeom_getCoordSeq_r(context(), shape);
  unsigned n = 0;
  GEOSCoordSeq_getSize_r(context(), coordinates, &n);
  if (n == 0) return;
  const std::size_t at = into.x.size();
  into.x.resize(at + n);
  into.y.resize(at + n);
  GEOSCoordSeq_copyToArrays_r(context(), coordinates, into.x.data() + at, into.y.data() + at, nullptr, nullptr);
  into.close_path();
}

/// Every simple part of `shape` that has the dimension (or all for -1), depth first.
template <typename Visit>
void each_part(const GEOSGeometry* shape, const Visit& visit) {
  if (GEOSGeomTypeId_r(context(), shape) < GEOS_MULTIPOINT) {
    if (GEOSisEmpty_r(context(), shape) == 0) visit(shape);
    return;
  }
  const int n = GEOSGetNumGeometries_r(context(), shape);
  for (int i = 0; i < n; ++i) each_part(GEOSGetGeometryN_r(context(), shape, i), visit);
}

void append_part(const GEOSGeometry* shape, Geometry& into) {
  if (GEOSGeomTypeId_r(context(), shape) == GEOS_POLYGON) {
    append_path(GEOSGetExteriorRing_r(context(), shape), into);
    const int holes = GEOSGetNumInteriorRings_r(context(), shape);
    for (int i = 0; i < holes; ++i) append_path(GEOSGetInteriorRingN_r(context(), shape, i), into);
  } else {
    append_path(shape, into);
  }
  into.close_part();
}

}  // namespace

GEOSContextHandle_t context() { return this_threads().handle; }

std::string take_error() { return std::exchange(this_threads().error, {}); }

Shape shape_of(const Geometry& geometry) { return Builder{false}.whole(geometry); }

Shape sound_shape_of(const Geometry& geometry) {
  Shape shape = Builder{true}.whole(geometry);
  if (!shape) return empty_of(Kind::collection);
  if (GEOSisValid_r(context(), shape.get()) == 1) return shape;
  if (Shape valid = made_valid(shape.get(), true)) return valid;
  // Rare: GEOS gave up. A hazard must not vanish from a question, so rather too much land than none.
  Shape valid{GEOSMakeValid_r(context(), shape.get())};
  if (!valid) valid.reset(GEOSConvexHull_r(context(), shape.get()));
  return valid ? std::move(valid) : empty_of(Kind::collection);
}

Shape made_valid(const GEOSGeometry* shape, bool keep_collapsed) {
  GEOSMakeValidParams* how = GEOSMakeValidParams_create_r(context());
  GEOSMakeValidParams_setMethod_r(context(), how, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(context(), how, keep_collapsed ? 1 : 0);
  Shape valid{GEOSMakeValidWithParams_r(context(), shape, how)};
  GEOSMakeValidParams_destroy_r(context(), how);
  return valid;
}

Shape collection_of(std::vector<Shape> shapes, int type) {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(shapes.size());
  for (Shape& shape : shapes) raw.push_back(shape.get());
  Shape made{GEOSGeom_createCollection_r(context(), type, raw.data(), static_cast<unsigned>(raw.size()))};
  if (made) {
    for (Shape& shape : shapes) static_cast<void>(shape.release());
  }
  return made;
}

Geometry geometry_of(const GEOSGeometry* shape, int dimension) {
  Geometry geometry;
  each_part(shape, [&](const GEOSGeometry* part) {
    if (GEOSGeom_getDimensions_r(context(), part) == dimension) append_part(part, geometry);
  });
  const int multi = geometry.part_ends.size() > 1 ? 3 : 0;
  geometry.kind = static_cast<Kind>(dimension + 1 + multi);
  return geometry;
}

Geometry geometry_of(const GEOSGeometry* shape) {
  switch (GEOSGeomTypeId_r(context(), shape)) {
    case GEOS_POINT:
    case GEOS_MULTIPOINT:
      return geometry_of(shape, 0);
    case GEOS_LINESTRING:
    case GEOS_LINEARRING:
    case GEOS_MULTILINESTRING:
      return geometry_of(shape, 1);
    case GEOS_POLYGON:
    case GEOS_MULTIPOLYGON:
      return geometry_of(shape, 2);
    default:
      break;
  }
  Geometry collection{.kind = Kind::collection};
  const int n = GEOSGetNumGeometries_r(context(), shape);
  for (int i = 0; i < n; ++i) collection.members.push_back(geometry_of(GEOSGetGeometryN_r(context(), shape, i)));
  return collection;
}

}  // namespace tilth::geo::geos
