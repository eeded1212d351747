// SPDX-License-Identifier: Apache-2.0
// Spatial predicates and repair.
#include "geo/predicates.h"

#include "geo/geos_bridge.h"
#include "geo/rings.h"
#include "geo/segments_meet.h"

#include <algorithm>
#include <memory>

namespace tilth::geo {
namespace {

using geos::context;
using geos::Shape;

bool is_collection(const GEOSGeometry* shape) { return GEOSGeomTypeId_r(context(), shape) == GEOS_GEOMETRYCOLLECTION; }

/// GEOS relates no collections: their union stands for them, or of mixed dimensions the part of the highest.
Shape relatable(Shape shape) {
  if (!is_collection(shape.get())) return shape;
  Shape merged{GEOSUnaryUnion_r(context(), shape.get())};
  if (merged && !is_collection(merged.get())) return merged;
  const GEOSGeometry* from = merged ? merged.get() : shape.get();
  return geos::shape_of(geos::geometry_of(from, std::max(0, GEOSGeom_getDimensions_r(context(), from))));
}

struct DestroyPrepared {
  void operator()(const GEOSPreparedGeometry* prepared) const { GEOSPreparedGeom_destroy_r(context(), prepared); }
};

/// One side of a question and what was worked out about it.
class Operand {
 public:
  explicit Operand(const Geometry& geometry) : geometry_(&geometry), box_(geometry.box()) {}
  /// Of a copy, to be kept.
  explicit Operand(std::unique_ptr<const Geometry> copy) : Operand(*copy) { copy_ = std::move(copy); }

  [[nodiscard]] const Geometry& geometry() const { return *geometry_; }
  [[nodiscard]] const Box& box() const { return box_; }
  [[nodiscard]] bool kept() const { return copy_ != nullptr; }

  bool is_plain() {
    if (!plain_) plain_ = plain(*geometry_);
    return *plain_;
  }
  const GEOSGeometry* sound() {
    if (!sound_) sound_ = geos::sound_shape_of(*geometry_);
    return sound_.get();
  }
  /// Nothing where GEOS fails.
  const GEOSGeometry* related() {
    if (!is_collection(sound())) return sound();
    if (!related_) related_ = relatable(Shape{GEOSGeom_clone_r(context(), sound())});
    return related_.get();
  }
  const GEOSPreparedGeometry* prepared() {
    if (!prepared_) prepared_.reset(GEOSPrepare_r(context(), related()));
    return prepared_.get();
  }

 private:
  const Geometry* geometry_;
  std::unique_ptr<const Geometry> copy_;
  Box box_;
  std::optional<bool> plain_;
  Shape sound_, related_;
  std::unique_ptr<const GEOSPreparedGeometry, DestroyPrepared> prepared_;  // before the shape it was made of goes
};

/// A filter asks with the same geometry for every row, so the one that comes again is kept, ready made.
class Memory {
 public:
  Memory() { context(); }  // made first, so it outlives the shapes that are kept here

  /// The kept operand when `g` is that geometry, by content; kept now when it comes a second time in a row.
  Operand* recall(const Geometry& g, const Geometry*& last) {
    if (kept_ && where_ == &g && kept_->geometry() == g) return kept_.get();
    const bool again = last == &g;
    last = &g;
    if (!again || g.empty()) return nullptr;
    kept_ = std::make_unique<Operand>(std::make_unique<const Geometry>(g));
    where_ = &g;
    return kept_.get();
  }

  const Geometry* last_left = nullptr;  // only compared, never followed
  const Geometry* last_right = nullptr;

 private:
  std::unique_ptr<Operand> kept_;
  const Geometry* where_ = nullptr;
};

/// Both sides of a question; one of them may be kept from the question before.
class Question {
 public:
  Question(const Geometry& a, const Geometry& b) {
    thread_local Memory memory;
    left_ = memory.recall(a, memory.last_left);
    if (left_ == nullptr) right_ = memory.recall(b, memory.last_right);
    if (left_ == nullptr) left_ = &fresh_[0].emplace(a);
    if (right_ == nullptr) right_ = &fresh_[1].emplace(b);
  }
  Operand& left() { return *left_; }
  Operand& right() { return *right_; }
  bool boxes_meet() { return left_->box().meets(right_->box()); }

  using Relation = char (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);
  bool related(Relation relation) {
    if (!boxes_meet()) return false;
    const GEOSGeometry *a = left_->related(), *b = right_->related();
    return a != nullptr && b != nullptr && relation(context(), a, b) == 1;
  }

 private:
  std::optional<Operand> fresh_[2];
  Operand* left_ = nullptr;
  Operand* right_ = nullptr;
};

bool any_part_intersects(const GEOSGeometry* a, const GEOSGeometry* b) {
  if (is_collection(a)) {
    const int n = GEOSGetNumGeometries_r(context(), a);
    for (int i = 0; i < n; ++i) {
      if (any_part_intersects(GEOSGetGeometryN_r(context(), a, i), b)) return true;
    }
    return false;
  }
  if (is_collection(b)) return any_part_intersects(b, a);
  return GEOSIntersects_r(context(), a, b) == 1;
}

/// `whole` contains `part`: inside or on its border, and not on its border alone.
bool contained(Question& question, Operand& whole, Operand& part) {
  if (!question.boxes_meet()) return false;
  if (part.geometry().kind == Kind::point && whole.geometry().polygonal() && part.is_plain() && whole.is_plain()) {
    return side_of(whole.geometry(), part.geometry().x[0], part.geometry().y[0]) == Side::inside;
  }
  if (whole.related() == nullptr || part.related() == nullptr) return false;
  if (whole.kept()) return GEOSPreparedContains_r(context(), whole.prepared(), part.related()) == 1;
  return GEOSContains_r(context(), whole.related(), part.related()) == 1;
}

}  // namespace

bool intersects(const Geometry& a, const Geometry& b) {
  Question question{a, b};
  if (!question.boxes_meet()) return false;
  Operand &left = question.left(), &right = question.right();
  for (Operand* side : {&left, &right}) {
    constexpr std::size_t kWorthPreparing =
        256;  // vertices; GEOS' index is faster than a walk over all edges from here
    if (!side->kept() || side->geometry().vertex_count() < kWorthPreparing) continue;
    Operand& other = side == &left ? right : left;
    if (is_collection(side->sound()) || is_collection(other.sound())) break;
    return GEOSPreparedIntersects_r(context(), side->prepared(), other.sound()) == 1;
  }
  if (left.is_plain() && right.is_plain()) {
    if (const auto answer = plain_intersect(a, left.box(), b, right.box())) return *answer;
  }
  return any_part_intersects(left.sound(), right.sound());
}

bool disjoint(const Geometry& a, const Geometry& b) { return !intersects(a, b); }

bool equals(const Geometry& a, const Geometry& b) {
  if (a.vertex_count() == 0 || b.vertex_count() == 0) return a.vertex_count() == b.vertex_count();
  return Question{a, b}.related(GEOSEquals_r);
}

bool touches(const Geometry& a, const Geometry& b) { return Question{a, b}.related(GEOSTouches_r); }
bool crosses(const Geometry& a, const Geometry& b) { return Question{a, b}.related(GEOSCrosses_r); }
bool overlaps(const Geometry& a, const Geometry& b) { return Question{a, b}.related(GEOSOverlaps_r); }

bool contains(const Geometry& a, const Geometry& b) {
  Question question{a, b};
  return contained(question, question.left(), question.right());
}

bool within(const Geometry& a, const Geometry& b) {
  Question question{a, b};
  return contained(question, question.right(), question.left());
}

std::optional<Geometry> repaired(const Geometry& geometry) { return repaired(geometry, validity(geometry)); }

std::optional<Geometry> repaired(const Geometry& geometry, const Validity& verdict) {
  if (verdict.valid) return geometry;
  const Shape sound = geos::sound_shape_of(geometry);
  Geometry mended = geos::geometry_of(sound.get(), geometry.dimension());
  if (mended.empty()) return std::nullopt;
  if (static_cast<int>(geometry.kind) - static_cast<int>(mended.kind) == 3) mended.kind = geometry.kind;  // stays multi
  return mended;
}

}  // namespace tilth::geo
