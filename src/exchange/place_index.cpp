// SPDX-License-Identifier: Apache-2.0
#include "exchange/place_index.h"

#include "base/fold.h"
#include "base/problem.h"
#include "exchange/cell_value.h"
#include "geo/predicates.h"

#include <algorithm>
#include <set>

namespace tilth::exchange {
namespace {

std::string text_or_empty(const store::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : std::string{};
}

}  // namespace

std::string_view text_of(PlacedBy by) {
  constexpr std::string_view kTexts[] = {"code", "name", "alias", "point", "nothing"};
  return kTexts[static_cast<std::size_t>(by)];
}

PlaceIndex::PlaceIndex(std::vector<KnownPlace> places, const PlaceMapping& mapping)
    : places_(std::move(places)), mapping_(mapping) {
  for (std::size_t i = 0; i < places_.size(); ++i) positions_.emplace(places_[i].id, i);
  const auto note = [&](const std::string& key, const Uuid& id) {
    const auto [there, fresh] = names_.emplace(key, id);
    if (!fresh && there->second != id) there->second.reset();
  };
  std::vector<geo::Box> boxes;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const KnownPlace& place = places_[i];
    if (!place.code.empty()) codes_.emplace(folded_text(place.code), place.id);
    if (place.outline) {
      const geo::Box outline = place.outline->box();
      if (!outline.empty()) {
        box_.add(outline.west, outline.south);
        box_.add(outline.east, outline.north);
      }
    }
    if (mapping_.level && place.level != mapping_.level) continue;
    std::set<std::string> folded;
    for (const std::string& name : place.names) folded.insert(fold_name(name));
    folded.erase("");
    const auto parent = positions_.find(place.parent);
    for (const std::string& name : folded) {
      note(name, place.id);
      if (parent == positions_.end()) continue;
      std::set<std::string> around;
      for (const std::string& within : places_[parent->second].names) around.insert(fold_name(within));
      around.erase("");
      for (const std::string& within : around) note(within + " / " + name, place.id);
    }
    if (place.outline && place.outline->dimension() == 2) {
      outlined_.push_back(i);
      boxes.push_back(place.outline->box());
    }
  }
  outlines_ = geo::SpatialIndex{boxes};
}

std::vector<KnownPlace> PlaceIndex::load(const store::Store& store, const model::RecordType& type,
                                         const PlaceMapping& mapping) {
  const int code = type.index_of(mapping.code_field);
  const int name = type.index_of(mapping.name_field);
  const int parent = type.index_of(mapping.parent_field);
  const int level = type.index_of(mapping.level_field);
  const int outline = type.geometry_field.empty() ? -1 : type.index_of(type.geometry_field);
  if (code < 0 && name < 0) {
    throw Problem{"import.profile_unfit",
                  {{"file", "the programme"},
                   {"reason", "record type " + type.name + " has neither field " + mapping.code_field + " nor " +
                                  mapping.name_field + " (place: places: in the profile)"}}};
  }
  std::vector<int> names;  // the name and its other spellings: name_es, name_local
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const model::Field& field = type.fields[i];
    if (field.kind == model::FieldKind::text && field.name.starts_with(mapping.name_field)) {
      names.push_back(static_cast<int>(i));
    }
  }
  std::vector<KnownPlace> places;
  store.each({}, {.type = type.name}, [&](const store::Record& record) {
    const auto value = [&](int field) -> const store::Value& {
      static const store::Value kNone;
      return field < 0 ? kNone : record.values[static_cast<std::size_t>(field)];
    };
    KnownPlace place;
    place.id = record.id;
    place.code = text_or_empty(value(code));
    for (const int field : names) {
      if (std::string text = text_or_empty(value(field)); !text.empty()) place.names.push_back(std::move(text));
    }
    place.parent = Uuid::parse(text_or_empty(value(parent))).value_or(Uuid{});
    if (const auto* number = std::get_if<std::int64_t>(&value(level))) place.level = static_cast<int>(*number);
    // A level that is a code such as "3" or "adm2" counts by its last digit.
    if (const std::string text = text_or_empty(value(level));
        !text.empty() && std::isdigit(static_cast<unsigned char>(text.back())) != 0) {
      place.level = text.back() - '0';
    }
    if (const auto* geometry = std::get_if<geo::GeometryPtr>(&value(outline))) place.outline = *geometry;
    places.push_back(std::move(place));
    return true;
  });
  return places;
}

std::optional<Uuid> PlaceIndex::by_code(const std::string& code) const {
  const auto found = codes_.find(folded_text(code));
  return found == codes_.end() ? std::nullopt : std::optional<Uuid>{found->second};
}

PlaceIndex::Answer PlaceIndex::find(const std::string& code, const std::string& name, const std::string& within) const {
  if (!code.empty()) {
    const std::string bare = without_mark(code, mapping_.thousands);
    for (const std::string& spelling : {bare, with_leading_zeros(bare, mapping_.width)}) {
      if (const auto place = by_code(spelling)) return {PlacedBy::code, *place};
    }
  }
  if (name.empty()) return {};
  const std::string folded = fold_name(name);
  const std::string folded_within = fold_name(within);
  const std::string both = folded_within + " / " + folded;
  const auto named = names_.find(within.empty() ? folded : both);
  if (named != names_.end() && named->second) return {PlacedBy::name, *named->second};
  for (const std::string& key : {both, folded}) {
    const auto alias = mapping_.aliases.find(key);
    if (alias == mapping_.aliases.end()) continue;
    if (const auto place = by_code(alias->second)) return {PlacedBy::alias, *place};
  }
  return {};
}

std::vector<std::size_t> PlaceIndex::around_point(double lon, double lat) const {
  std::vector<std::size_t> found;
  const geo::Geometry point = geo::Geometry::point(lon, lat);
  geo::Box window;
  window.add(lon, lat);
  outlines_.each(window, [&](std::uint32_t number) {
    const std::size_t place = outlined_[number];
    if (geo::intersects(*places_[place].outline, point)) found.push_back(place);
  });
  std::sort(found.begin(), found.end());
  return found;
}

PlaceIndex::Answer PlaceIndex::at_point(double lon, double lat) const {
  // Of nested places the one of the highest level, of neighbours that share the border the lower code.
  const KnownPlace* best = nullptr;
  for (const std::size_t at : around_point(lon, lat)) {
    const KnownPlace& place = places_[at];
    const int level = place.level.value_or(0);
    if (best == nullptr || level > best->level.value_or(0) ||
        (level == best->level.value_or(0) && place.code < best->code)) {
      best = &place;
    }
  }
  return best == nullptr ? Answer{} : Answer{PlacedBy::point, best->id};
}

bool PlaceIndex::otherwise_named(const std::string& name, double lon, double lat) const {
  const std::vector<std::size_t> around = around_point(lon, lat);
  const std::string folded = fold_name(name);
  const auto bears_it = [&](std::size_t at) {
    const std::vector<std::string>& names = places_[at].names;
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& known) { return fold_name(known) == folded; });
  };
  return !around.empty() && std::none_of(around.begin(), around.end(), bears_it);
}

PointLies PlaceIndex::point_lies(const Uuid& place, double lon, double lat) const {
  const auto at = positions_.find(place);
  if (at == positions_.end() || !places_[at->second].outline) return PointLies::unknown;
  if (geo::intersects(*places_[at->second].outline, geo::Geometry::point(lon, lat))) return PointLies::inside;
  return around_point(lon, lat).empty() ? PointLies::outside_all : PointLies::elsewhere;
}

}  // namespace tilth::exchange
