// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/items_question.h"

#include "base/problem.h"
#include "geo/codec.h"
#include "http/ask.h"
#include "http/ogc/visible.h"

#include <algorithm>
#include <charconv>

namespace tilth::http::ogc {
namespace {

using model::FieldKind;

[[noreturn]] void refuse(std::string_view parameter, std::string reason) {
  throw Problem{"ogc.bad_parameter", {{"parameter", parameter}, {"reason", std::move(reason)}}};
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    std::string_view word = text.substr(at, comma - at);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    words.emplace_back(word);
    at = comma + 1;
  }
  return words;
}

Json property(const std::string& name) { return {{"property", name}}; }
Json call(const char* op, Json args) { return {{"op", op}, {"args", std::move(args)}}; }

/// Geometries of a filter in CQL2 JSON turned into WGS 84.
void turn_geometries(Json& tree, const Crs& crs) {
  if (tree.is_object()) {
    if (tree.contains("bbox") && tree.size() == 1 && tree["bbox"].is_array()) {
      std::string text;
      for (const Json& number : tree["bbox"]) text += (text.empty() ? "" : ",") + number.dump();
      const geo::Box box = box_of(text, crs);
      tree["bbox"] = Json::array({box.west, box.south, box.east, box.north});
      return;
    }
    if (tree.contains("type") && (tree.contains("coordinates") || tree.contains("geometries"))) {
      geo::Geometry geometry = geo::from_geojson(tree);
      if (const auto turn = crs.to_wgs84()) turn(geometry);
      tree = geo::to_geojson(geometry);
      return;
    }
  }
  if (tree.is_structured()) {
    for (Json& part : tree) turn_geometries(part, crs);
  }
}

/// A value of the query as the literal that the field is compared with.
Json literal(const std::string& name, const std::string& text, const model::Field& field) {
  const auto number = [&](auto zero) {
    auto value = zero;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) refuse(name, "it is no number");
    return Json(value);
  };
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::money:
      return number(std::int64_t{0});
    case FieldKind::decimal:
    case FieldKind::area:
    case FieldKind::length:
      return number(0.0);
    case FieldKind::boolean:
      if (text != "true" && text != "false") refuse(name, "it is neither true nor false");
      return text == "true";
    case FieldKind::date:
      if (!Date::parse(text)) refuse(name, "it is no date such as 2024-03-01, 2024-03 or 2024");
      return {{"date", text}};
    case FieldKind::instant:
      if (!Instant::parse(text)) refuse(name, "it is no instant such as 2024-03-01T12:00:00Z");
      return {{"timestamp", text}};
    default:
      return text;
  }
}

/// One end of an interval: open, a day or an instant.
struct End {
  bool open = false;
  std::optional<Date> date;
  std::optional<Instant> instant;
};

End end_of(std::string_view text) {
  End end;
  if (text.empty() || text == "..") {
    end.open = true;
  } else if ((end.instant = Instant::parse(text))) {
  } else if (!(end.date = Date::parse(text))) {
    refuse("datetime", "it is no date, no instant of RFC 3339 and no interval of them");
  }
  return end;
}

Json interval_end(const End& end, bool of_instants, bool last) {
  if (end.open) return "..";
  if (!of_instants) return (end.date ? *end.date : end.instant->date()).text();
  if (end.instant) return end.instant->text();
  const std::int64_t day = last ? std::int64_t{end.date->last_day()} + 1 : std::int64_t{end.date->first_day()};
  return Instant{day * 86'400'000 - (last ? 1 : 0)}.text();
}

/// Records whose own date meets the time, or may meet it; those without a date meet every time (OGC 17-069r4, 7.15.4).
std::optional<Json> datetime_condition(std::string_view text, const model::RecordType& type) {
  const std::size_t slash = text.find('/');
  const End from = end_of(text.substr(0, slash));
  const End to = slash == std::string_view::npos ? from : end_of(text.substr(slash + 1));
  if (slash == std::string_view::npos && from.open) refuse("datetime", "a single open end says nothing");
  const auto day = [](const End& end, bool last) {
    return end.date ? (last ? end.date->last_day() : end.date->first_day()) : end.instant->date().first_day();
  };
  if (!from.open && !to.open && day(from, false) > day(to, true)) refuse("datetime", "it ends before it begins");
  if (from.instant && to.instant && *to.instant < *from.instant) refuse("datetime", "it ends before it begins");
  const model::Field* field = type.date_field.empty() ? nullptr : type.find(type.date_field);
  if (field == nullptr || (from.open && to.open)) return std::nullopt;
  const bool instants = field->kind == FieldKind::instant;
  const Json interval = {
      {"interval", Json::array({interval_end(from, instants, false), interval_end(to, instants, true)})}};
  // What is not known to lie outside counts: no date, or a year against days within it.
  return call("coalesce",
              Json::array({call("t_intersects", Json::array({property(field->name), interval})), Json(true)}));
}

}  // namespace

bool queryable(const store::Caller& caller, const model::Field& field) {
  return may_see(caller, field) && !field.encrypted && field.kind != FieldKind::lines &&
         field.kind != FieldKind::attachment;
}

bool sortable(const store::Caller& caller, const model::Field& field) {
  return queryable(caller, field) && !field.many && field.kind != FieldKind::geometry;
}

std::optional<cql2::Expression> condition_of(const Request& request, const store::Store& store,
                                             const model::RecordType& type, const std::vector<std::string>& known) {
  const store::Caller& caller = request.session.caller;
  std::vector<Json> parts;
  for (const auto& [name, value] : request.query) {
    if (name == "filter") {
      const auto language = request.parameter("filter-lang").value_or("cql2-text");
      cql2::Expression filter;
      if (language == "cql2-text") {
        filter = cql2::parse_text(value);
      } else if (language == "cql2-json") {
        const Json tree = Json::parse(value, nullptr, false);
        if (tree.is_discarded()) refuse("filter", "it is no JSON");
        filter = cql2::parse_json(tree);
      } else {
        refuse("filter-lang", "known are cql2-text and cql2-json");
      }
      // Bound by itself first, so that a mistake is told with its column.
      const model::TypeSchema schema{*store.model(), type};
      (void)cql2::Bound{filter.as_predicate(), schema};
      Json tree = cql2::to_json(filter);
      if (const auto crs = request.parameter("filter-crs")) turn_geometries(tree, crs_of("filter-crs", *crs));
      parts.push_back(std::move(tree));
    } else if (name == "filter-lang") {
      if (value != "cql2-text" && value != "cql2-json") refuse(name, "known are cql2-text and cql2-json");
    } else if (name == "filter-crs") {
      (void)crs_of(name, value);
    } else if (name == "datetime") {
      if (auto part = datetime_condition(value, type)) parts.push_back(std::move(*part));
    } else if (std::find(known.begin(), known.end(), name) == known.end()) {
      const model::Field* field = type.find(name);
      if (field == nullptr || !queryable(caller, *field) || field->kind == FieldKind::geometry) {
        std::string names = "filter, filter-lang, filter-crs, datetime";
        for (const std::string& one : known) names += ", " + one;
        throw Problem{"request.unknown_parameter", {{"parameter", name}, {"known", names + " and the queryables"}}};
      }
      if (field->many)
        parts.push_back(call("a_contains", Json::array({property(name), Json::array({literal(name, value, *field)})})));
      else
        parts.push_back(call("=", Json::array({property(name), literal(name, value, *field)})));
    }
  }
  if (parts.empty()) return std::nullopt;
  return cql2::parse_json(parts.size() == 1 ? parts.front() : call("and", Json(parts))).as_predicate();
}

ItemsQuestion items_question(const Request& request, const store::Store& store, const model::RecordType& type) {
  const store::Caller& caller = request.session.caller;
  ItemsQuestion asked;
  asked.query.type = type.name;
  asked.query.limit = kUsualLimit;
  asked.crs = *find_crs(kCrs84);
  asked.query.where = condition_of(
      request, store, type,
      {"f", "lang", "limit", "bbox", "bbox-crs", "crs", "sortby", "properties", "skipGeometry", "after", "known-at"});
  asked.query.known_at = known_at(request, store);
  if (const auto limit = request.parameter("limit")) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(limit->data(), limit->data() + limit->size(), number);
    if (error != std::errc{} || end != limit->data() + limit->size() || number < 1)
      refuse("limit", "it is no whole number from 1");
    asked.query.limit = std::min(static_cast<std::size_t>(number), kHighestLimit);
  }
  const auto bbox_crs = request.parameter("bbox-crs");
  const Crs box_system = bbox_crs ? crs_of("bbox-crs", *bbox_crs) : asked.crs;
  if (const auto bbox = request.parameter("bbox")) {
    const geo::Box box = box_of(*bbox, box_system);
    if (const model::Field* geometry = main_geometry(caller, type)) {
      asked.query.box = box;
      // The box of the outline narrows; the outline itself must meet it (OGC 17-069r4, 7.15.3).
      const cql2::Expression meets = cql2::parse_json(
          call("s_intersects", Json::array({property(geometry->name),
                                            Json{{"bbox", Json::array({box.west, box.south, box.east, box.north})}}})));
      asked.query.where =
          asked.query.where
              ? cql2::parse_json(call("and", Json::array({cql2::to_json(*asked.query.where), cql2::to_json(meets)})))
              : meets;
    }
  }
  if (const auto crs = request.parameter("crs")) asked.crs = crs_of("crs", *crs);
  if (const auto names = request.parameter("properties")) {
    for (std::string& name : split(*names)) {
      if (name.empty()) refuse("properties", "a name is missing");
      asked.properties.push_back(std::move(name));
    }
  }
  if (const auto skip = request.parameter("skipGeometry")) {
    if (*skip != "true" && *skip != "false") refuse("skipGeometry", "it is neither true nor false");
    asked.with_geometry = *skip == "false";
  }
  if (const auto keys = request.parameter("sortby")) {
    for (const std::string& key : split(*keys)) {
      store::Sort sort{.field = key};
      if (key.starts_with('+') || key.starts_with('-')) sort = {key.substr(1), key.front() == '-'};
      const model::Field* field = type.find(sort.field);
      if (field == nullptr || !sortable(caller, *field))
        refuse("sortby", sort.field.substr(0, 100) + " is none of the sortables");
      asked.query.sort.push_back(std::move(sort));
    }
  }
  if (const auto after = request.parameter("after")) asked.query.after = *after;
  asked.query.any_order = asked.query.sort.empty();
  return asked;
}

}  // namespace tilth::http::ogc
