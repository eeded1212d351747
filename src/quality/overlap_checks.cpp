// SPDX-License-Identifier: Apache-2.0
// Checks of records against each other on the ground: overlaps, near duplicates, the same record twice.
#include "quality/check_run.h"

#include "base/fold.h"
#include "geo/codec.h"
#include "geo/content_hash.h"
#include "geo/parallel.h"

#include <algorithm>
#include <cmath>

namespace tilth::quality {
namespace {

/// Pairs of records whose land moved from one to the other: a reference of the type to itself (`predecessor`), and the
/// records of `moved_by` that refer to it twice (area_change: hazard, to_hazard). They overlap rightly.
std::set<std::pair<std::uint32_t, std::uint32_t>> pairs_of_one_land(CheckRun& run, const RecordTable& table) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  const auto add = [&](std::int64_t a, std::int64_t b) {
    if (a >= 0 && b >= 0 && a != b)
      pairs.emplace(static_cast<std::uint32_t>(std::min(a, b)), static_cast<std::uint32_t>(std::max(a, b)));
  };
  const auto references = [&](const model::RecordType& type) {
    std::vector<std::string> names;
    for (const model::Field& field : type.fields)
      if (field.kind == model::FieldKind::reference && field.refers_to == run.type().name && !field.many)
        names.push_back(field.name);
    return names;
  };
  for (const std::string& name : references(run.type())) {
    const RecordTable& own = run.table({name});
    for (std::uint32_t row = 0; row < own.size(); ++row) add(row, table.row_of(own.values(name)[row]));
  }
  const std::string moved_by = run.text("moved_by", "area_change");
  const model::RecordType* change = run.model().find_type(moved_by);
  if (change == nullptr) return pairs;
  const std::vector<std::string> ends = references(*change);
  if (ends.size() < 2) return pairs;
  const RecordTable& changes = run.table(moved_by, {ends[0], ends[1]});
  for (std::uint32_t row = 0; row < changes.size(); ++row)
    add(table.row_of(changes.values(ends[0])[row]), table.row_of(changes.values(ends[1])[row]));
  return pairs;
}

/// Finds the pairs of records that the rule looks at and visit(overlap, area of the first, area of the second) gives a
/// share for. Visited by several threads at once.
template <typename Visit>
void each_overlap(CheckRun& run, Visit&& visit) {
  const std::string field = run.geometry_field();
  const RecordTable& table = run.table({field});
  const std::vector<std::uint32_t>& rows = run.rows();
  const std::vector<std::string> labels = run.labels(table.type().name);
  const std::set<std::pair<std::uint32_t, std::uint32_t>> one_land = pairs_of_one_land(run, table);
  if (run.rehearsing()) return;
  std::vector<char> in(table.size());
  for (const std::uint32_t row : rows) in[row] = 1;
  Shapes& shapes = run.shapes(table.type().name, field);
  const std::vector<geo::Overlap>& overlaps = shapes.overlaps();
  const std::vector<double>& areas = shapes.areas_m2();
  run.find_each(overlaps.size(), [&](std::size_t i) -> std::optional<CheckRun::Found> {
    const geo::Overlap& overlap = overlaps[i];
    if (!in[overlap.first] || !in[overlap.second]) return std::nullopt;
    if (!one_land.empty() && one_land.contains(std::minmax(overlap.first, overlap.second))) return std::nullopt;
    const std::optional<double> share = visit(overlap, areas[overlap.first], areas[overlap.second]);
    if (!share) return std::nullopt;
    const geo::Box a = shapes.layer().box(overlap.first), b = shapes.layer().box(overlap.second);
    return CheckRun::Found{.records = {table.ids()[overlap.first], table.ids()[overlap.second]},
                           .values = {{"overlap_m2", std::round(overlap.area_m2 * 100) / 100},
                                      {"share", std::min(*share, 1.0)},
                                      {"other", labels[overlap.second]}},
                           .place = field,
                           .lon = (std::max(a.west, b.west) + std::min(a.east, b.east)) / 2,
                           .lat = (std::max(a.south, b.south) + std::min(a.north, b.north)) / 2};
  });
}

void overlap(CheckRun& run) {
  const double limit = run.number("share", 0.01);
  each_overlap(run, [&](const geo::Overlap& pair, double first, double second) -> std::optional<double> {
    const double smaller = std::min(first, second);
    if (!(smaller > 0) || pair.area_m2 <= limit * smaller) return std::nullopt;
    return pair.area_m2 / smaller;
  });
}

void near_duplicate(CheckRun& run) {
  const double limit = run.number("share", 0.9);
  each_overlap(run, [&](const geo::Overlap& pair, double first, double second) -> std::optional<double> {
    const double together = first + second - pair.area_m2;
    if (!(together > 0) || pair.area_m2 <= limit * together) return std::nullopt;
    return pair.area_m2 / together;
  });
}

void same_record(CheckRun& run) {
  const std::vector<std::string> fields = run.list("fields", {});
  if (fields.empty()) run.refuse("fields", "is required");
  const RecordTable& table = run.table({fields.begin(), fields.end()});
  const std::vector<std::string> labels = run.labels(table.type().name);
  const std::vector<std::uint32_t>& all = run.rows();
  if (run.rehearsing()) return;
  const auto key_of = [&](std::uint32_t row) {
    std::string key;
    bool any = false;
    for (const std::string& field : fields) {
      std::string part;
      if (run.type().find(field)->kind == model::FieldKind::geometry) {
        const geo::GeometryPtr& geometry = table.geometries(field)[row];
        part = geometry ? geo::to_wkb(*geometry) : "";
      } else {
        part = fold_case(shown(table.values(field)[row]));
      }
      any = any || !part.empty();
      key += part;
      key += '\x1f';
    }
    return any ? key : std::string{};
  };
  const auto hash_of = [&](std::uint32_t row) -> std::size_t {
    std::size_t hash = 0;
    bool any = false;
    for (const std::string& field : fields) {
      std::size_t part = 0;
      if (run.type().find(field)->kind == model::FieldKind::geometry) {
        const geo::GeometryPtr& geometry = table.geometries(field)[row];
        any = any || geometry != nullptr;
        if (geometry) part = geo::content_hash(*geometry);
      } else {
        const std::string text = fold_case(shown(table.values(field)[row]));
        any = any || !text.empty();
        part = std::hash<std::string>{}(text);
      }
      hash = (hash ^ part) * 0x9e3779b97f4a7c15;
    }
    return any ? std::max<std::size_t>(1, hash) : 0;
  };
  // Most records are alone: only where two have one hash are the keys themselves put together.
  std::vector<std::pair<std::size_t, std::uint32_t>> hashes(all.size());
  geo::in_parallel(all.size(), run.threads(), 1024, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) hashes[i] = {hash_of(all[i]), all[i]};
  });
  std::sort(hashes.begin(), hashes.end());
  std::map<std::string, std::vector<std::uint32_t>> groups;
  for (std::size_t from = 0, to = 0; from < hashes.size(); from = to) {
    while (to < hashes.size() && hashes[to].first == hashes[from].first) ++to;
    if (hashes[from].first == 0 || to - from < 2) continue;
    for (std::size_t i = from; i < to; ++i) groups[key_of(hashes[i].second)].push_back(hashes[i].second);
  }
  for (const auto& [key, rows] : groups) {
    if (rows.size() < 2) continue;
    CheckRun::Found found{.values = {{"count", rows.size()}, {"other", labels[rows[1]]}}};
    for (const std::uint32_t row : rows) found.records.push_back(table.ids()[row]);
    run.find(std::move(found));
  }
}

constexpr CheckKind kChecks[] = {
    {"overlap", overlap}, {"near_duplicate", near_duplicate}, {"same_record", same_record}};

}  // namespace

std::span<const CheckKind> overlap_checks() { return kChecks; }

}  // namespace tilth::quality
