// SPDX-License-Identifier: Apache-2.0
#include "report/draft_check.h"

#include "geo/area.h"
#include "geo/predicates.h"
#include "geo/shape_faults.h"
#include "model/field_value.h"
#include "model/record_label.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace tilth::report {
namespace {

using store::Value;

constexpr std::size_t kMostNeighbours = 1000;  // a draft that meets more lies over a whole town: the check shows them

class Draft {
 public:
  Draft(const store::Store& store, const store::Caller& caller, const model::RecordType& type, const Uuid& id,
        const std::vector<Value>& values, std::vector<Finding>& findings)
      : store_(store), caller_(caller), type_(type), id_(id), values_(values), findings_(findings) {}

  void check() {
    using Check = void (Draft::*)(const model::Rule&);
    static const std::map<std::string, Check> kChecks{{"ring_too_short", &Draft::ring_too_short},
                                                      {"invalid_geometry", &Draft::invalid_geometry},
                                                      {"repeated_vertex", &Draft::repeated_vertex},
                                                      {"long_edge", &Draft::long_edge},
                                                      {"null_island", &Draft::null_island},
                                                      {"benchmark_inside", &Draft::benchmark_inside},
                                                      {"overlap", &Draft::overlap},
                                                      {"duplicate_key", &Draft::duplicate_key}};
    for (const model::Rule& rule : type_.rules) {
      const auto known = kChecks.find(rule.check);
      if (known != kChecks.end()) (this->*known->second)(rule);
    }
  }

 private:
  [[nodiscard]] double number(const model::Rule& rule, const char* name, double otherwise) const {
    const auto at = rule.parameters.find(name);
    return at != rule.parameters.end() && at->is_number() ? at->get<double>() : otherwise;
  }
  [[nodiscard]] std::string text(const model::Rule& rule, const char* name, const std::string& otherwise) const {
    const auto at = rule.parameters.find(name);
    return at != rule.parameters.end() && at->is_string() ? at->get<std::string>() : otherwise;
  }
  [[nodiscard]] std::string field_of(const model::Rule& rule) const {
    return text(rule, "geometry", type_.geometry_field);
  }
  [[nodiscard]] geo::GeometryPtr shape(const std::string& field) const {
    const int index = field.empty() ? -1 : type_.index_of(field);
    if (index < 0) return nullptr;
    const auto* shape = std::get_if<geo::GeometryPtr>(&values_[static_cast<std::size_t>(index)]);
    return shape == nullptr ? nullptr : *shape;
  }
  /// The rule's `where`, of the draft.
  [[nodiscard]] bool speaks_of_it(const model::Rule& rule) const {
    const std::string where = text(rule, "where", "");
    if (where.empty()) return true;
    const auto model = store_.model();
    const model::TypeSchema schema{*model, type_};
    const cql2::Bound bound{cql2::parse_text(where), schema};
    struct Values final : cql2::Row {
      const std::vector<Value>& values;
      explicit Values(const std::vector<Value>& of) : values(of) {}
      [[nodiscard]] const Value& at(int slot) const override {
        static const Value kNothing;
        return slot < static_cast<int>(values.size()) ? values[static_cast<std::size_t>(slot)] : kNothing;
      }
    };
    return bound.holds(Values{values_}) == cql2::Bound::Truth::yes;
  }

  void find(const model::Rule& rule, std::string place, Json values, std::optional<double> lon = {},
            std::optional<double> lat = {}, std::vector<Uuid> others = {}, Json repair = nullptr) {
    std::sort(others.begin(), others.end());
    others.insert(others.begin(), id_);
    findings_.push_back({.rule = rule.id,
                         .severity = rule.severity,
                         .type = type_.name,
                         .records = std::move(others),
                         .place = std::move(place),
                         .lon = lon,
                         .lat = lat,
                         .values = std::move(values),
                         .repair = std::move(repair)});
  }
  [[nodiscard]] Json repair(const std::string& field, const geo::Geometry& mended) const {
    const model::Field& of = *type_.find(field);
    return {{"record", id_.text()},
            {"type", type_.name},
            {"set", {{field, model::value_to_json(of, Value{std::make_shared<const geo::Geometry>(mended)})}}}};
  }

  [[nodiscard]] std::vector<geo::ShapeFault> faults(const model::Rule& rule, geo::FaultKind kind) const {
    const geo::GeometryPtr outline = shape(field_of(rule));
    if (!outline || !speaks_of_it(rule)) return {};
    geo::ShapeLimits limits;
    limits.repeat_degrees = number(rule, "tolerance_degrees", limits.repeat_degrees);
    limits.leg_m = number(rule, "metres", limits.leg_m);
    std::vector<geo::ShapeFault> found = geo::shape_faults(*outline, limits);
    std::erase_if(found, [&](const geo::ShapeFault& fault) { return fault.kind != kind; });
    return found;
  }

  void ring_too_short(const model::Rule& rule) {
    for (const geo::ShapeFault& fault : faults(rule, geo::FaultKind::few_vertices)) {
      const geo::GeometryPtr outline = shape(field_of(rule));
      if (!outline->polygonal()) return;
      std::vector<std::pair<double, double>> distinct;
      for (std::size_t i = outline->path_begin(fault.ring); i < outline->path_end(fault.ring); ++i)
        distinct.emplace_back(outline->x[i], outline->y[i]);
      std::sort(distinct.begin(), distinct.end());
      distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
      find(rule, field_of(rule) + " ring " + std::to_string(fault.ring + 1),
           {{"ring", fault.ring + 1}, {"vertices", distinct.size()}}, fault.lon, fault.lat);
    }
  }
  void invalid_geometry(const model::Rule& rule) {
    const geo::GeometryPtr outline = shape(field_of(rule));
    if (!outline || !speaks_of_it(rule)) return;
    const geo::Validity verdict = geo::validity(*outline);
    if (verdict.valid) return;
    const auto mended = geo::repaired(*outline);
    find(rule, field_of(rule), {{"reason", verdict.reason}}, verdict.lon, verdict.lat, {},
         mended ? repair(field_of(rule), *mended) : Json());
  }
  void repeated_vertex(const model::Rule& rule) {
    const auto found = faults(rule, geo::FaultKind::repeated_vertex);
    if (found.empty()) return;
    const auto mended = geo::without_repeated_vertices(*shape(field_of(rule)), number(rule, "tolerance_degrees", 1e-6));
    find(rule, field_of(rule), {{"count", found.size()}, {"ring", found[0].ring + 1}, {"vertex", found[0].vertex + 1}},
         found[0].lon, found[0].lat, {}, mended ? repair(field_of(rule), *mended) : Json());
  }
  void long_edge(const model::Rule& rule) {
    const auto found = faults(rule, geo::FaultKind::long_leg);
    if (found.empty()) return;
    const geo::ShapeFault& longest =
        *std::max_element(found.begin(), found.end(),
                          [](const geo::ShapeFault& a, const geo::ShapeFault& b) { return a.value < b.value; });
    find(rule, field_of(rule), {{"length_m", std::round(longest.value)}, {"count", found.size()}}, longest.lon,
         longest.lat);
  }
  void null_island(const model::Rule& rule) {
    const geo::GeometryPtr outline = shape(field_of(rule));
    if (!outline || outline->empty() || !speaks_of_it(rule)) return;
    const geo::Box box = outline->box();
    if (std::fabs(box.west) < 1e-9 && std::fabs(box.east) < 1e-9 && std::fabs(box.south) < 1e-9 &&
        std::fabs(box.north) < 1e-9)
      find(rule, field_of(rule), {{"lon", 0}, {"lat", 0}}, 0.0, 0.0);
  }
  void benchmark_inside(const model::Rule& rule) {
    const std::string point_field = text(rule, "point", "benchmark");
    const geo::GeometryPtr outline = shape(field_of(rule)), point = shape(point_field);
    if (!outline || !point || point->x.size() != 1 || outline->dimension() != 2 || !speaks_of_it(rule)) return;
    if (geo::intersects(*outline, *point))
      find(rule, point_field, {{"lon", point->x[0]}, {"lat", point->y[0]}}, point->x[0], point->y[0]);
  }
  void overlap(const model::Rule& rule) {
    const std::string field = field_of(rule);
    const geo::GeometryPtr outline = shape(field);
    if (!outline || field != type_.geometry_field || outline->dimension() != 2 || !speaks_of_it(rule)) return;
    const double own = geo::area_m2(*outline), limit = number(rule, "share", 0.01);
    const std::string where = text(rule, "where", "");
    store::Query near;
    near.type = type_.name;
    if (!where.empty()) near.where = cql2::parse_text(where);
    near.box = outline->box();
    near.limit = kMostNeighbours;
    near.fields = {field};
    if (!type_.label_field.empty()) near.fields.push_back(type_.label_field);
    store_.each(caller_, near, [&](const store::Record& other) {
      const auto* land = std::get_if<geo::GeometryPtr>(&store::value_of(type_, other, field));
      if (other.id == id_ || land == nullptr || !*land || (*land)->dimension() != 2) return true;
      const double shared = geo::overlap_area_m2(*outline, **land);
      const double smaller = std::min(own, geo::area_m2(**land));
      if (!(smaller > 0) || shared <= limit * smaller) return true;
      const geo::Box a = outline->box(), b = (*land)->box();
      find(rule, field,
           {{"overlap_m2", std::round(shared * 100) / 100},
            {"share", std::min(shared / smaller, 1.0)},
            {"other", other_name(other)}},
           (std::max(a.west, b.west) + std::min(a.east, b.east)) / 2,
           (std::max(a.south, b.south) + std::min(a.north, b.north)) / 2, {other.id});
      return true;
    });
  }
  /// As the check of the whole register names it in a finding.
  [[nodiscard]] std::string other_name(const store::Record& other) const {
    const int field = type_.index_of(type_.label_field);
    const bool has = field >= 0 && !other.values[static_cast<std::size_t>(field)].is_null();
    return has ? model::shown(other.values[static_cast<std::size_t>(field)]) : model::short_id(other.id);
  }
  void duplicate_key(const model::Rule& rule) {
    std::vector<std::string> key{type_.label_field};
    if (const auto given = rule.parameters.find("key"); given != rule.parameters.end())
      key = given->is_array() ? given->get<std::vector<std::string>>() : std::vector{given->get<std::string>()};
    std::string where;
    for (const std::string& name : key) {
      const int index = name.empty() ? -1 : type_.index_of(name);
      const auto* value = index < 0 ? nullptr : std::get_if<std::string>(&values_[static_cast<std::size_t>(index)]);
      if (value == nullptr || value->empty()) return;
      where +=
          (where.empty() ? "CASEI(\"" : " AND CASEI(\"") + name + "\") = CASEI(" + cql2::text_literal(*value) + ")";
    }
    std::vector<Uuid> others;
    store_.each(caller_, {.type = type_.name, .where = cql2::parse_text(where), .limit = 10, .fields = {key.front()}},
                [&](const store::Record& other) {
                  if (other.id != id_) others.push_back(other.id);
                  return true;
                });
    if (others.empty()) return;
    const std::size_t count = others.size() + 1;
    find(rule, key.front(),
         {{"key", model::shown(values_[static_cast<std::size_t>(type_.index_of(key.front()))])}, {"count", count}}, {},
         {}, others);
  }

  const store::Store& store_;
  const store::Caller& caller_;
  const model::RecordType& type_;
  const Uuid id_;
  const std::vector<Value>& values_;
  std::vector<Finding>& findings_;
};

}  // namespace

DraftCheck check_draft(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                       const Uuid& id, std::vector<store::Value> values) {
  DraftCheck checked{.values = std::move(values), .findings = {}};
  const auto model = store.model();
  const model::CompiledType compiled{*model, type};
  compiled.compute(checked.values);
  checked.findings = compiled.check(id, checked.values, *store.surroundings(caller));
  Draft{store, caller, type, id, checked.values, checked.findings}.check();
  return checked;
}

}  // namespace tilth::report
