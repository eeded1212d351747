// SPDX-License-Identifier: Apache-2.0
// A field's value as JSON and back.
#include "model/field_value.h"

#include "base/problem.h"
#include "base/uuid.h"
#include "geo/codec.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace tilth::model {
namespace {

using cql2::Value;

[[noreturn]] void bad(const Field& field, const Json& json, std::string_view expected) {
  std::string found = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (found.size() > 60) found = found.substr(0, 57) + "...";
  throw Problem{"field.bad_value", {{"field", field.name}, {"found", found}, {"expected", expected}}};
}

constexpr double kLargestArea = 5.2e14;  // m2; the earth has 5.1e14
constexpr int kMostLevels = 20;          // of lines: a list of objects that hold values and lists of values

std::optional<std::string> lines_of(const Json& json) {
  const auto is_line = [](const Json& one) { return one.is_object(); };
  if (!json.is_array() || !std::all_of(json.begin(), json.end(), is_line)) return std::nullopt;
  return canonical_json(json);
}

bool is_time(const std::string& text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  return text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4) && text < "24:00" &&
         text[3] < '6';
}

Value one_value(const Field& field, const Json& json) {
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::money:
      if (json.is_number_unsigned() &&
          json.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        bad(field, json, "a whole number below 2^63");
      if (json.is_number_integer()) return Value{json.get<std::int64_t>()};
      if (json.is_number_float() && std::trunc(json.get<double>()) == json.get<double>() &&
          std::fabs(json.get<double>()) < 9e15) {
        return Value{static_cast<std::int64_t>(json.get<double>())};
      }
      bad(field, json, "a whole number");
    case FieldKind::decimal:
    case FieldKind::area:
    case FieldKind::length:
      if (field.kind == FieldKind::area && json.is_number() && std::fabs(json.get<double>()) > kLargestArea)
        bad(field, json, "an area that the earth has room for");
      if (json.is_number()) return Value{json.get<double>()};
      bad(field, json, "a number");
    case FieldKind::boolean:
      if (json.is_boolean()) return Value{json.get<bool>()};
      bad(field, json, "true or false");
    case FieldKind::date:
      if (json.is_string()) {
        if (const auto date = Date::parse(json.get_ref<const std::string&>())) return Value{*date};
      } else if (json.is_number_integer()) {  // 2016, as YAML reads a year
        if (const auto date = Date::parse(std::to_string(json.get<std::int64_t>()))) return Value{*date};
      }
      bad(field, json, "a date: 2016, 2016-08 or 2016-08-21");
    case FieldKind::instant:
      if (json.is_string()) {
        if (const auto instant = Instant::parse(json.get_ref<const std::string&>())) return Value{*instant};
      }
      bad(field, json, "an instant such as 2016-08-21T09:30:00Z");
    case FieldKind::time:
      if (json.is_string() && is_time(json.get_ref<const std::string&>())) return Value{json.get<std::string>()};
      bad(field, json, "a time such as 09:30");
    case FieldKind::geometry:
      try {
        if (json.is_string())
          return Value{std::make_shared<const geo::Geometry>(geo::from_wkt(json.get_ref<const std::string&>()))};
        return Value{std::make_shared<const geo::Geometry>(geo::from_geojson(json))};
      } catch (const Problem& problem) {
        bad(field, json, "a geometry: " + problem.title());
      }
    case FieldKind::reference:
      // A reference in a rule's example may be any word; in a record it is an id, which the store checks.
    case FieldKind::text:
    case FieldKind::code:
    case FieldKind::attachment:
      if (json.is_string()) return Value{json.get<std::string>()};
      if (json.is_number_integer() || json.is_boolean()) return Value{json.dump()};
      bad(field, json, "a text");
    case FieldKind::lines:
      if (auto text = json.is_string() ? lines_in(json.get_ref<const std::string&>()) : lines_of(json))
        return Value{std::move(*text)};
      bad(field, json, "a list of lines");
  }
  return {};
}

std::string number(double value) {
  char digits[40];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

}  // namespace

std::optional<std::string> lines_in(std::string_view text) {
  bool deep = false;
  const auto shallow = [&deep](int depth, Json::parse_event_t, Json&) {
    deep = deep || depth > kMostLevels;
    return !deep;
  };
  const Json json = Json::parse(text, shallow, false);
  return deep || json.is_discarded() ? std::nullopt : lines_of(json);
}

Value value_from_json(const Field& field, const Json& json) {
  if (json.is_null()) return {};
  if (!field.many) return one_value(field, json);
  if (!json.is_array()) bad(field, json, "a list");
  auto items = std::make_shared<cql2::Array>();
  for (const Json& item : json) items->push_back(one_value(field, item));
  return Value{std::shared_ptr<const cql2::Array>{std::move(items)}};
}

Json value_to_json(const Field& field, const Value& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (field.kind == FieldKind::lines) {
      const Json lines = Json::parse(*text, nullptr, false);
      if (!lines.is_discarded()) return lines;
    }
    return *text;
  }
  if (const auto* date = std::get_if<Date>(&value)) return date->text();
  if (const auto* instant = std::get_if<Instant>(&value)) return instant->text();
  if (const auto* shape = std::get_if<geo::GeometryPtr>(&value)) return geo::to_geojson(**shape);
  if (const auto* array = std::get_if<std::shared_ptr<const cql2::Array>>(&value)) {
    Json items = Json::array();
    for (const Value& item : **array) items.push_back(value_to_json(field, item));
    return items;
  }
  return nullptr;
}

std::string shown(const Value& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return number(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* date = std::get_if<Date>(&value)) return date->text();
  if (const auto* instant = std::get_if<Instant>(&value)) return instant->text();
  if (const auto* array = std::get_if<std::shared_ptr<const cql2::Array>>(&value)) {
    std::string out;
    for (const Value& item : **array) out += (out.empty() ? "" : ", ") + shown(item);
    return out;
  }
  return value.is_null() ? "-" : "(shape)";
}

}  // namespace tilth::model
