// SPDX-License-Identifier: Apache-2.0
#include "exchange/references.h"

#include "exchange/mapping_profile.h"
#include "exchange/row_mapping.h"
#include "geo/predicates.h"

#include <algorithm>

namespace tilth::exchange {

References::References(const store::Store& store, std::string ids) : store_(store), ids_(std::move(ids)) {}

References::ByText& References::texts_of(const std::string& type, const std::string& field) {
  const auto [there, fresh] = texts_.try_emplace({type, field});
  ByText& texts = there->second;
  if (!fresh) return texts;
  const auto model = store_.model();
  const model::RecordType* target = model->find_type(type);
  const int index = target == nullptr ? -1 : target->index_of(field);
  if (index < 0) return texts;
  store_.each({}, {.type = type, .fields = {field}}, [&](const store::Record& record) {
    const store::Value& value = record.values[static_cast<std::size_t>(index)];
    if (!value.is_null()) texts.emplace(folded_text(key_text(value)), record.id);  // id order: the lowest comes first
    return true;
  });
  return texts;
}

std::optional<Uuid> References::find(const std::string& type, const std::string& field, const std::string& text) {
  const ByText& texts = texts_of(type, field);
  const auto found = texts.find(folded_text(text));
  return found == texts.end() ? std::nullopt : std::optional<Uuid>{found->second};
}

const References::Outlines& References::outlines_of(const std::string& type) {
  const auto [there, fresh] = outlines_.try_emplace(type);
  Outlines& outlines = there->second;
  if (!fresh) return outlines;
  const auto model = store_.model();
  const model::RecordType* target = model->find_type(type);
  if (target == nullptr || target->geometry_field.empty()) return outlines;
  const auto index = static_cast<std::size_t>(target->index_of(target->geometry_field));
  std::vector<geo::Box> boxes;
  store_.each({}, {.type = type, .fields = {target->geometry_field}}, [&](const store::Record& record) {
    const auto* geometry = std::get_if<geo::GeometryPtr>(&record.values[index]);
    if (geometry == nullptr || !*geometry) return true;
    outlines.ids.push_back(record.id);
    outlines.geometries.push_back(*geometry);
    boxes.push_back((*geometry)->box());
    return true;
  });
  outlines.index = geo::SpatialIndex{boxes};
  return outlines;
}

std::optional<Uuid> References::overlapping(const std::string& type, const geo::Geometry& geometry) {
  const Outlines& outlines = outlines_of(type);
  std::optional<Uuid> best;
  double most = 0;
  for (const std::uint32_t at : outlines.index.in(geometry.box())) {
    const geo::Geometry& other = *outlines.geometries[at];
    double shared = 0;
    if (geometry.dimension() == 2 && other.dimension() == 2) {
      shared = geo::overlap_area_m2(geometry, other);
    } else if (geo::intersects(geometry, other)) {
      shared = 1e-9;
    }
    if (shared > most) {
      most = shared;
      best = outlines.ids[at];
    }
  }
  return best;
}

Uuid References::make(const std::string& type, const std::string& field, const std::string& text,
                      std::vector<std::pair<int, store::Value>> values) {
  store::Change change;
  change.kind = store::OperationKind::create;
  change.type = type;
  change.record = Uuid::named(ids_ + "\n" + type + "\n" + field + "\n" + folded_text(text));
  change.set = std::move(values);
  texts_of(type, field).emplace(folded_text(text), change.record);
  made_.push_back(std::move(change));
  return made_.back().record;
}

std::vector<store::Change> References::take_made() { return std::exchange(made_, {}); }

}  // namespace tilth::exchange
