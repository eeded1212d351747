// SPDX-License-Identifier: Apache-2.0
#include "exchange/row_mapping.h"

#include "base/fold.h"
#include "base/problem.h"
#include "exchange/cell_value.h"
#include "geo/codec.h"
#include "geo/to_wgs84.h"
#include "model/field_value.h"

#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <unordered_map>

namespace tilth::exchange {
namespace {

using model::FieldKind;
using store::Value;

constexpr std::size_t kShownValueBytes = 200;
constexpr int kEarliestYear = 1900;       // of dates that are believed without being asked
constexpr int kYearsAhead = 10;           // plans reach that far
constexpr int32_t kRegexTimeLimit = 200;  // of ICU's units, some milliseconds
constexpr std::size_t kMostRemembered = 100'000;

std::string shown(std::string_view text) {
  std::string out{text.substr(0, kShownValueBytes)};
  while (!out.empty() && !is_utf8(out)) out.pop_back();
  return out;
}

std::string number_text(double value) {
  char digits[48];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

/// A regular expression of the profile, with a limit on its time.
class Pattern {
 public:
  explicit Pattern(const std::string& pattern) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const std::u16string text = wide(pattern);
    regex_ = uregex_open(text.data(), static_cast<int32_t>(text.size()), UREGEX_CASE_INSENSITIVE, &where, &status);
    if (U_FAILURE(status)) {
      throw Problem{"import.profile_unfit",
                    {{"file", "the profile"}, {"reason", "'" + pattern + "' is no regular expression"}}};
    }
    uregex_setTimeLimit(regex_, kRegexTimeLimit, &status);
    uregex_setStackLimit(regex_, 1 << 20, &status);
  }
  ~Pattern() { uregex_close(regex_); }
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// The first group, or all that matches when the pattern has none; empty without a match.
  [[nodiscard]] std::string find(const std::string& text) const {
    UErrorCode status = U_ZERO_ERROR;
    const std::u16string subject = wide(text);
    uregex_setText(regex_, subject.data(), static_cast<int32_t>(subject.size()), &status);
    if (uregex_find(regex_, 0, &status) == 0 || U_FAILURE(status)) return {};
    const int32_t group = uregex_groupCount(regex_, &status) > 0 ? 1 : 0;
    const int32_t begin = uregex_start(regex_, group, &status);
    const int32_t end = uregex_end(regex_, group, &status);
    if (U_FAILURE(status) || begin < 0) return {};
    return narrow(
        std::u16string_view{subject}.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
  }

 private:
  static std::u16string wide(const std::string& text) {
    std::u16string out(text.size() + 1, u'\0');
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &length, text.data(),
                         static_cast<int32_t>(text.size()), 0xfffd, nullptr, &status);
    out.resize(static_cast<std::size_t>(length));
    return out;
  }
  static std::string narrow(std::u16string_view text) {
    std::string out(text.size() * 3 + 1, '\0');
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(out.data(), static_cast<int32_t>(out.size()), &length, text.data(), static_cast<int32_t>(text.size()),
                &status);
    out.resize(static_cast<std::size_t>(length));
    return out;
  }
  URegularExpression* regex_ = nullptr;
};

const char* kind_name(int dimension) { return dimension == 0 ? "point" : dimension == 1 ? "line" : "polygon"; }

bool kind_fits(const std::string& wanted, const geo::Geometry& geometry) {
  return wanted.empty() || wanted == "any" || wanted == kind_name(geometry.dimension());
}

/// What a polygon encloses on a plane of degrees: the figure that programs give that do not know the earth is round.
double square_degrees(const geo::Geometry& geometry) {
  double sum = 0;
  for (const geo::Geometry& member : geometry.members) sum += square_degrees(member);
  if (geometry.dimension() != 2) return sum;
  std::size_t begin = 0, path = 0;
  for (const std::uint32_t part_end : geometry.part_ends) {
    for (bool shell = true; path < part_end; ++path, shell = false) {
      const std::size_t end = geometry.path_ends[path];
      double ring = 0;
      for (std::size_t i = begin; i + 1 < end; ++i)
        ring += geometry.x[i] * geometry.y[i + 1] - geometry.x[i + 1] * geometry.y[i];
      sum += (shell ? 1 : -1) * std::fabs(ring) / 2;
      begin = end;
    }
  }
  return sum;
}

/// A cell's text in its one spelling, so that 1521.82 of a CSV and 1521.8199999999999 of a sheet are the same content.
/// A leading zero makes a code of digits, which stays as it is.
std::string normal_text(const std::string& text) {
  const bool number_like = !text.empty() && (std::isdigit(static_cast<unsigned char>(text[0])) != 0 || text[0] == '-');
  if (!number_like || text.size() > 24) return text;
  if (text.size() > 1 && text[0] == '0' && text[1] != '.') return text;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return text;
  char digits[48];
  const auto last = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general, 15).ptr;
  return {digits, last};
}

}  // namespace

std::string key_text(const Value& value) {
  struct Text {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return number_text(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Date& date) const { return date.text(); }
    std::string operator()(const Instant& instant) const { return instant.text(); }
    std::string operator()(const cql2::Interval&) const { return {}; }
    std::string operator()(const geo::GeometryPtr& geometry) const {
      return geometry ? geo::to_wkt(*geometry) : std::string{};
    }
    std::string operator()(const std::shared_ptr<const cql2::Array>& array) const {
      std::string all;
      if (!array) return all;
      for (const Value& item : *array) all += (all.empty() ? "" : ";") + key_text(item);
      return all;
    }
  };
  return std::visit(Text{}, value.base());
}

struct RowMapping::State {
  /// One field, with the names of the profile found in header and model.
  struct Target {
    const FieldMapping* mapping = nullptr;
    const model::Field* field = nullptr;
    int index = -1;
    std::vector<int> columns;
    int year = -1, month = -1, day = -1, lon = -1, lat = -1;
    std::unique_ptr<Pattern> find;
    std::unordered_map<std::string, std::string> codes;                      // folded code, title or alias -> code
    std::unordered_map<std::string, std::optional<std::string>> remembered;  // source text -> code, or none
    std::vector<std::pair<int, Value>> create_with;                          // in the fields of the record referred to
    int create_name = -1;
    Date latest;
  };

  State(const MappingProfile& with, const Programme& of, const SourceHeader& table)
      : profile(with), programme(of), header(table), crs_turn(geo::to_wgs84(with.crs.empty() ? table.crs : with.crs)) {
    for (std::size_t i = 0; i < header.columns.size(); ++i) {
      columns_by_name.emplace(header.columns[i].name, static_cast<int>(i));
      columns_by_folded.emplace(folded_text(header.columns[i].name), static_cast<int>(i));
      columns_by_folded.emplace(folded_text(header.columns[i].header), static_cast<int>(i));
    }
    used.assign(header.columns.size(), false);
    box = profile.country_box ? profile.country_box : programme.country_box;
    for (const FieldMapping& mapping : profile.fields) targets.push_back(target(mapping));
    if (profile.place) bind_place(*profile.place);
    for (const auto& [name, texts] : profile.only) only.emplace_back(column(name, "only"), texts);
    for (const std::string& name : profile.leave) left.insert(column_if_there(name));
    for (const std::string& name : profile.key) {
      const int index = programme.type.index_of(name);
      const bool is_mapped =
          std::any_of(targets.begin(), targets.end(), [&](const Target& t) { return t.index == index; });
      if (index < 0 || !is_mapped) unfit("the key names '" + name + "', which is no mapped field");
      key_fields.push_back(index);
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (!used[i] && !left.contains(static_cast<int>(i))) unused.push_back(header.columns[i].name);
    }
    // The content of a row is told by its columns in the order of their names.
    for (std::size_t i = 0; i < header.columns.size(); ++i) {
      if (!left.contains(static_cast<int>(i))) content_columns.push_back(i);
    }
    std::sort(content_columns.begin(), content_columns.end(),
              [&](std::size_t a, std::size_t b) { return header.columns[a].name < header.columns[b].name; });
    // One value a field, in the order of the fields: what the place, several geometries and constants set.
    std::stable_sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) {
      return (a.mapping->overlapping ? 1 : 0) < (b.mapping->overlapping ? 1 : 0);
    });
  }

  [[noreturn]] void unfit(const std::string& reason) const {
    throw Problem{"import.profile_unfit",
                  {{"file", programme.file.empty() ? "the file" : programme.file}, {"reason", reason}}};
  }

  int column_if_there(const std::string& name) {
    const auto exact = columns_by_name.find(name);
    if (exact != columns_by_name.end()) return exact->second;
    const auto folded = columns_by_folded.find(folded_text(name));
    return folded == columns_by_folded.end() ? -1 : folded->second;
  }

  int column(const std::string& name, const std::string& where) {
    if (name.empty()) return -1;
    const int found = column_if_there(name);
    if (found >= 0) {
      used[static_cast<std::size_t>(found)] = true;
      return found;
    }
    std::string nearest;
    int distance = 1000;
    for (const SourceColumn& known : header.columns) {
      const int d = edit_distance(folded_text(name), folded_text(known.name));
      if (d < distance) {
        distance = d;
        nearest = known.name;
      }
    }
    unfit(where + " names the column '" + name + "', which is not there" +
          (nearest.empty() ? std::string{} : "; the nearest is '" + nearest + "'"));
  }

  Target target(const FieldMapping& mapping) {
    Target t;
    t.mapping = &mapping;
    t.index = programme.type.index_of(mapping.field);
    if (t.index < 0) {
      std::string nearest;
      int distance = 1000;
      for (const model::Field& known : programme.type.fields) {
        const int d = edit_distance(mapping.field, known.name);
        if (d < distance) {
          distance = d;
          nearest = known.name;
        }
      }
      unfit("line " + std::to_string(mapping.line) + ": " + programme.type.name + " has no field '" + mapping.field +
            "'; the nearest is '" + nearest + "'");
    }
    t.field = &programme.type.fields[static_cast<std::size_t>(t.index)];
    const std::string where = "fields: " + mapping.field;
    if (t.field->computed) unfit(where + " is computed by the model and takes no value");
    for (const std::string& name : mapping.columns) t.columns.push_back(column(name, where));
    t.year = column(mapping.year, where);
    t.month = column(mapping.month, where);
    t.day = column(mapping.day, where);
    t.lon = column(mapping.lon, where);
    t.lat = column(mapping.lat, where);
    if (!mapping.find.empty()) t.find = std::make_unique<Pattern>(mapping.find);
    const bool is_geometry = t.field->kind == FieldKind::geometry;
    if (is_geometry != (mapping.geometry != GeometrySource::none)) {
      unfit(where + (is_geometry ? " is a geometry: say geometry: source, wkt:, lon: and lat:," : " is no geometry"));
    }
    t.latest = Date{static_cast<std::int16_t>(programme.today.year + kYearsAhead), 12, 31};
    if (!mapping.nearest_latest.empty()) {
      const auto latest = Date::parse(mapping.nearest_latest);
      if (!latest) unfit(where + ": latest is no date");
      t.latest = *latest;
    }
    if (t.field->kind == FieldKind::code) bind_codes(t, where);
    if (t.field->kind == FieldKind::reference) bind_reference(t, where);
    return t;
  }

  void bind_codes(Target& t, const std::string& where) {
    const model::CodeList* list = programme.model.find_codes(t.field->codes);
    if (list == nullptr) unfit(where + ": the model has no code list " + t.field->codes);
    for (const model::Code& code : list->codes) {
      t.codes.emplace(folded_text(code.value), code.value);
    }
    for (const model::Code& code : list->codes) {  // a value outranks another value's title
      for (const auto& [language, title] : code.title.by_language) t.codes.emplace(folded_text(title), code.value);
      for (const std::string& alias : code.aliases) t.codes.emplace(folded_text(alias), code.value);
    }
    const auto check = [&](const std::string& value) {
      if (value.empty() || list->find(value) != nullptr) return;
      std::string known;
      for (const model::Code& code : list->codes) known += (known.empty() ? "" : ", ") + code.value;
      unfit(where + ": '" + value + "' is no code of " + list->name + " (" + known + ")");
    };
    for (const auto& [from, to] : t.mapping->values) check(to);
    for (const auto& text : {t.mapping->otherwise, t.mapping->fallback, t.mapping->constant}) {
      if (text) check(*text);
    }
  }

  void bind_reference(Target& t, const std::string& where) {
    const model::RecordType* other = programme.model.find_type(t.field->refers_to);
    if (other == nullptr) unfit(where + ": the model has no record type " + t.field->refers_to);
    if (t.mapping->overlapping) return;
    const std::string by = t.mapping->find_by.empty() ? other->label_field : t.mapping->find_by;
    t.create_name = other->index_of(by);
    if (t.create_name < 0) unfit(where + ": find_by names '" + by + "', which is no field of " + other->name);
    if (!t.mapping->create) return;
    for (const auto& [name, text] : t.mapping->create_with) {
      const int index = other->index_of(name);
      if (index < 0) unfit(where + ": with names '" + name + "', which is no field of " + other->name);
      const model::Field& field = other->fields[static_cast<std::size_t>(index)];
      Value value = text;
      if (field.kind == FieldKind::code && field.many)
        value = std::make_shared<const cql2::Array>(cql2::Array{Value{text}});
      if (field.kind == FieldKind::integer) value = integer_from(text).value_or(0);
      if (field.kind == FieldKind::boolean) value = truth_from(text).value_or(false);
      if (field.kind == FieldKind::date) {
        const auto date = Date::parse(text);
        if (!date) unfit(where + ": with: " + name + " is no date");
        value = *date;
      }
      t.create_with.emplace_back(index, value);
    }
  }

  void bind_place(const PlaceMapping& mapping) {
    const std::string name = mapping.field.empty() ? programme.type.place_field : mapping.field;
    place_field = programme.type.index_of(name);
    if (place_field < 0)
      unfit("place: field: " + (name.empty() ? "the record type has none" : "'" + name + "' is no field"));
    place_code = column(mapping.code, "place: code");
    place_name = column(mapping.name, "place: name");
    place_within = column(mapping.within, "place: within");
    if (!mapping.keep_in.empty()) {
      keep_field = programme.type.index_of(mapping.keep_in);
      if (keep_field < 0) unfit("place: keep_in names '" + mapping.keep_in + "', which is no field");
    }
  }

  // --- one row ---

  const Cell* cell(int column) const { return column < 0 ? nullptr : &row->cells[static_cast<std::size_t>(column)]; }

  void fault(std::string code, int column, std::string_view value, Json values = Json::object()) {
    RowFault found{std::move(code), row->number, {}, shown(value), std::move(values)};
    if (column >= 0) found.column = header.columns[static_cast<std::size_t>(column)].name;
    mapped->faults.push_back(std::move(found));
  }

  /// The cell's text once formulas are dealt with. Nothing: refused.
  std::optional<std::string> plain_text(int column) {
    const Cell* c = cell(column);
    if (c == nullptr) return std::string{};
    if (c->formula) {
      const bool has_value = !c->text.empty() && c->text[0] != '=';
      if (!profile.take_formulas || !has_value) {
        fault(has_value ? "formula.refused" : "formula.without_value", column, c->text);
        return std::nullopt;
      }
      mapped->formula_taken = true;
    }
    return c->text;
  }

  std::optional<std::string> joined_text(const Target& t) {
    if (t.mapping->constant) return t.mapping->constant;
    std::string all;
    for (const int column : t.columns) {
      const auto text = plain_text(column);
      if (!text) return std::nullopt;
      if (!text->empty()) all += (all.empty() ? "" : t.mapping->join) + *text;
    }
    return all;
  }

  /// One text of a field as its kind has it. Null where nothing is known; nothing where there is a fault.
  std::optional<Value> value_of(Target& t, std::string text) {
    const FieldMapping& m = *t.mapping;
    const int column = t.columns.empty() ? -1 : t.columns[0];
    if (t.find) text = t.find->find(text);
    if (!text.empty() && !m.empty.empty() &&
        std::find(m.empty.begin(), m.empty.end(), folded_text(text)) != m.empty.end()) {
      text.clear();
    }
    bool given_by_profile = m.constant.has_value();
    if (!text.empty() && !m.values.empty() && !given_by_profile) {
      const auto known = m.values.find(folded_text(text));
      if (known != m.values.end()) {
        text = known->second;
        given_by_profile = true;
        if (text.empty()) return Value{};
      }
    }
    if (text.empty() && m.fallback) {
      text = *m.fallback;
      given_by_profile = true;
    }
    if (text.empty()) return Value{};
    const Json about{{"field", m.field}};
    switch (t.field->kind) {
      case FieldKind::text:
      case FieldKind::time: {
        // Our own exports put an apostrophe before what a spreadsheet would take for a formula.
        if (text.size() > 1 && text[0] == '\'' && std::string_view{"=+-@"}.find(text[1]) != std::string_view::npos)
          text.erase(0, 1);
        if (!is_utf8(text) || text.find('\0') != std::string::npos) {
          fault("text.unclean", column, {}, about);
          return std::nullopt;
        }
        if (m.width > 0) text = with_leading_zeros(without_mark(text, m.thousands), m.width);
        if (t.field->max_length) {
          const auto length = std::count_if(text.begin(), text.end(),
                                            [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
          if (length > *t.field->max_length) {
            fault("text.too_long", column, text,
                  {{"field", m.field}, {"length", length}, {"limit", *t.field->max_length}});
            return std::nullopt;
          }
        }
        return Value{std::move(text)};
      }
      case FieldKind::integer:
      case FieldKind::decimal:
      case FieldKind::area:
      case FieldKind::length:
      case FieldKind::money:
        return number_value(t, text, column);
      case FieldKind::date: {
        std::optional<Date> date;
        if (m.formats.empty() || given_by_profile) date = date_from(text);
        for (const std::string& format : m.formats) {
          if (!date) date = date_from(text, format);
        }
        if (!date) {  // year, month, day: read in one way only, whatever else the source writes
          date = date_from(text);
          if (date && date->precision() != DatePrecision::day) date.reset();
        }
        if (!date) {
          fault("date.unreadable", column, text, about);
          return std::nullopt;
        }
        return believed(t, *date, column, text);
      }
      case FieldKind::instant: {
        if (const auto instant = Instant::parse(text)) return Value{*instant};
        if (const auto date = date_from(text); date && date->precision() == DatePrecision::day) {
          if (!believed(t, *date, column, text)) return std::nullopt;
          return Value{Instant{static_cast<std::int64_t>(date->first_day()) * 86'400'000, 0}};
        }
        fault("date.unreadable", column, text, about);
        return std::nullopt;
      }
      case FieldKind::boolean:
        if (const auto truth = truth_from(text)) return Value{*truth};
        fault("truth.unreadable", column, text, about);
        return std::nullopt;
      case FieldKind::code:
        return code_value(t, text, column);
      case FieldKind::reference:
        return reference_value(t, text, column);
      case FieldKind::lines:
        if (auto lines = model::lines_in(text)) return Value{std::move(*lines)};
        fault("lines.unreadable", column, text, about);
        return std::nullopt;
      case FieldKind::attachment:
        return Value{std::move(text)};
      case FieldKind::geometry:
        break;
    }
    return Value{};
  }

  std::optional<Value> number_value(const Target& t, const std::string& text, int column) {
    const FieldMapping& m = *t.mapping;
    const auto number = number_from(text, m.thousands, m.decimal[0]);
    if (!number) {
      fault("number.unreadable", column, text, {{"field", m.field}});
      return std::nullopt;
    }
    double value = *number * m.factor;
    if (t.field->kind == FieldKind::money) value *= 100;
    const bool whole = t.field->kind == FieldKind::integer || t.field->kind == FieldKind::money;
    if (t.field->kind == FieldKind::money) value = std::round(value);
    const bool in_range = (!t.field->minimum || value >= *t.field->minimum) &&
                          (!t.field->maximum || value <= *t.field->maximum) && std::fabs(value) < 9e15;
    if (!in_range || (whole && value != std::floor(value))) {
      fault(in_range ? "number.unreadable" : "number.out_of_range", column, text, {{"field", m.field}});
      return std::nullopt;
    }
    if (whole) return Value{static_cast<std::int64_t>(value)};
    if (t.field->kind == FieldKind::area) {
      raw_areas.emplace_back(t.index, value);
      value = std::round(value * 100) / 100;  // as the store keeps areas
    }
    return Value{value};
  }

  std::optional<Value> believed(const Target& t, const Date& date, int column, const std::string& text) {
    if (date.year >= kEarliestYear && date.first_day() <= t.latest.last_day()) return Value{date};
    fault("date.implausible", column, text,
          {{"field", t.mapping->field}, {"earliest", std::to_string(kEarliestYear)}, {"latest", t.latest.text()}});
    return std::nullopt;
  }

  std::optional<Value> code_value(Target& t, const std::string& text, int column) {
    auto remembered = t.remembered.find(text);
    if (remembered == t.remembered.end()) {
      if (t.remembered.size() > kMostRemembered) t.remembered.clear();
      std::optional<std::string> code;
      const auto known = t.codes.find(folded_text(text));
      if (known != t.codes.end()) code = known->second;
      if (!code && t.mapping->otherwise) code = *t.mapping->otherwise;
      remembered = t.remembered.emplace(text, code).first;
    }
    if (remembered->second) return remembered->second->empty() ? Value{} : Value{*remembered->second};
    std::string nearest;
    int distance = 4;
    for (const auto& [folded, code] : t.codes) {
      const int d = edit_distance(folded, folded_text(text), 4);
      if (d < distance || (d == distance && code < nearest)) {
        distance = d;
        nearest = code;
      }
    }
    fault("code.unknown", column, text,
          {{"field", t.mapping->field},
           {"nearest", nearest.empty() ? std::string{} : " (the nearest is " + nearest + ")"}});
    return std::nullopt;
  }

  std::optional<Value> reference_value(const Target& t, const std::string& text, int column) {
    const model::RecordType& other = *programme.model.find_type(t.field->refers_to);
    const model::Field& by = other.fields[static_cast<std::size_t>(t.create_name)];
    const std::string named =
        t.mapping->width > 0 ? with_leading_zeros(without_mark(text, t.mapping->thousands), t.mapping->width) : text;
    if (const auto found = programme.references->find(other.name, by.name, named)) return Value{found->text()};
    if (!t.mapping->create) {
      fault("reference.unknown", column, text, {{"type", other.name}, {"field", by.name}});
      return std::nullopt;
    }
    auto values = t.create_with;
    values.emplace_back(t.create_name, named);
    return Value{programme.references->make(other.name, by.name, named, std::move(values)).text()};
  }

  /// The whole field: several values in a cell, dates in parts, geometries.
  std::optional<Value> field_value(Target& t) {
    const FieldMapping& m = *t.mapping;
    if (m.geometry != GeometrySource::none) return geometry_value(t);
    if (m.overlapping) return overlapping_value(t);
    if (t.year >= 0) return date_in_parts(t);
    const auto text = joined_text(t);
    if (!text) return std::nullopt;
    if (!t.field->many) return value_of(t, *text);
    cql2::Array array;
    bool sound = true;
    std::size_t begin = 0;
    while (begin <= text->size()) {
      const std::size_t end = m.split.empty() ? std::string::npos : text->find(m.split, begin);
      std::string part = text->substr(begin, end == std::string::npos ? std::string::npos : end - begin);
      const auto first = part.find_first_not_of(' ');
      part = first == std::string::npos ? std::string{} : part.substr(first, part.find_last_not_of(' ') - first + 1);
      const auto value = value_of(t, part);
      if (!value) sound = false;
      const auto same_value = [&](const Value& known) { return cql2::same(known, *value); };
      if (value && !value->is_null() && std::none_of(array.begin(), array.end(), same_value)) array.push_back(*value);
      if (end == std::string::npos) break;
      begin = end + m.split.size();
    }
    if (!sound) return std::nullopt;
    if (array.empty()) return Value{};
    return Value{std::make_shared<const cql2::Array>(std::move(array))};
  }

  std::optional<Value> date_in_parts(Target& t) {
    const FieldMapping& m = *t.mapping;
    const auto year = plain_text(t.year);
    const auto month = plain_text(t.month);
    const auto day = plain_text(t.day);
    if (!year || !month || !day) return std::nullopt;
    const auto known = [&](const std::string& text) {
      return !text.empty() && text != "0" &&
             std::find(m.empty.begin(), m.empty.end(), folded_text(text)) == m.empty.end();
    };
    if (!known(*year)) return Value{};
    const std::string all = *year + " " + *month + " " + *day;
    const auto y = integer_from(*year, m.thousands, m.decimal[0]);
    std::optional<int> mo = 0;
    std::optional<std::int64_t> d = 0;
    if (t.month >= 0 && known(*month)) mo = month_from(*month);
    if (t.day >= 0 && known(*day) && mo.value_or(0) > 0) d = integer_from(*day);
    const bool sound = y && mo && d && *y >= 1 && *y <= 9999 &&
                       (*d == 0 || (*d > 0 && *d <= days_in_month(static_cast<int>(*y), *mo)));
    if (!sound) {
      fault("date.unreadable", t.year, all, {{"field", m.field}});
      return std::nullopt;
    }
    return believed(t,
                    Date{static_cast<std::int16_t>(*y), static_cast<std::uint8_t>(*mo), static_cast<std::uint8_t>(*d)},
                    t.year, all);
  }

  std::optional<Value> overlapping_value(const Target& t) {
    for (const auto& [index, value] : mapped->set) {
      const auto* geometry = std::get_if<geo::GeometryPtr>(&value);
      if (geometry == nullptr || !*geometry) continue;
      const auto found = programme.references->overlapping(t.field->refers_to, **geometry);
      if (!found) return Value{};
      if (!t.field->many) return Value{found->text()};
      return Value{std::make_shared<const cql2::Array>(cql2::Array{Value{found->text()}})};
    }
    return Value{};
  }

  std::optional<Value> geometry_value(const Target& t) {
    const FieldMapping& m = *t.mapping;
    const int column = !t.columns.empty() ? t.columns[0] : t.lon;
    geo::Geometry geometry;
    std::string shown_text;
    try {
      if (m.geometry == GeometrySource::of_source) {
        if (row->geometry.empty()) return Value{};
        geometry = geo::from_wkb(row->geometry);
      } else if (m.geometry == GeometrySource::wkt) {
        const auto text = plain_text(column);
        if (!text) return std::nullopt;
        if (text->empty()) return Value{};
        shown_text = *text;
        geometry = geo::from_wkt(*text);
      } else if (m.geometry == GeometrySource::lon_lat) {
        const auto lon = plain_text(t.lon);
        const auto lat = plain_text(t.lat);
        if (!lon || !lat) return std::nullopt;
        if (lon->empty() && lat->empty()) return Value{};
        shown_text = *lon + " " + *lat;
        const auto x = number_from(*lon, m.thousands, m.decimal[0]);
        const auto y = number_from(*lat, m.thousands, m.decimal[0]);
        if (!x || !y) {
          fault("coordinates.unreadable", x ? t.lat : t.lon, shown_text);
          return std::nullopt;
        }
        geometry = geo::Geometry::point(*x, *y);
      }
      if (geometry.empty()) return Value{};
      if (geometry.vertex_count() > geo::kMaxVertices) {
        fault("geometry.too_many_vertices", column, std::to_string(geometry.vertex_count()) + " vertices");
        return std::nullopt;
      }
      if (crs_turn) crs_turn(geometry);
    } catch (const Problem& problem) {
      fault("geometry.unreadable", column, shown_text,
            {{"reason", problem.values().contains("reason") ? problem.values().at("reason") : Json(problem.title())}});
      return std::nullopt;
    }
    return checked_geometry(t, std::move(geometry), column);
  }

  std::optional<Value> checked_geometry(const Target& t, geo::Geometry geometry, int column) {
    mapped->has_geometry = true;
    const geo::Box found = geometry.box();
    const Json where{{"lon", number_text(found.west)}, {"lat", number_text(found.south)}};
    const bool swapped_fits = box && found.south >= box->west && found.north <= box->east && found.west >= box->south &&
                              found.east <= box->north;
    const bool fits = box && found.west >= box->west && found.east <= box->east && found.south >= box->south &&
                      found.north <= box->north;
    if (box && !fits && swapped_fits) {
      fault("coordinates.swapped", column, {}, where);
      return std::nullopt;
    }
    if (!(found.west >= -180 && found.east <= 180 && found.south >= -90 && found.north <= 90)) {
      fault("coordinates.outside_world", column, {}, where);
      return std::nullopt;
    }
    if (!kind_fits(t.field->geometry, geometry)) {
      fault("geometry.wrong_kind", column, kind_name(geometry.dimension()),
            {{"field", t.field->name}, {"wanted", t.field->geometry}});
      return std::nullopt;
    }
    if (box && !box->meets(found)) mapped->outside_country = true;
    return Value{std::make_shared<const geo::Geometry>(std::move(geometry))};
  }

  void map_place() {
    const PlaceMapping& mapping = *profile.place;
    const auto code = plain_text(place_code);
    const auto name = plain_text(place_name);
    const auto within = plain_text(place_within);
    if (!code || !name || !within) return;
    mapped->place_named = *within + (within->empty() || name->empty() ? "" : " / ") + (name->empty() ? *code : *name);
    PlaceIndex::Answer answer = programme.places->find(*code, *name, *within);
    const geo::Geometry* point = nullptr;
    for (const auto& [index, value] : mapped->set) {
      const auto* geometry = std::get_if<geo::GeometryPtr>(&value);
      if (geometry != nullptr && *geometry && !(*geometry)->empty()) point = geometry->get();
    }
    if (point != nullptr && answer.by != PlacedBy::nothing && point->kind == geo::Kind::point) {
      mapped->point_lies = programme.places->point_lies(answer.place, point->x[0], point->y[0]);
      // Inside the named place its name is borne but for aliases; asked only where the two can differ.
      const bool same_name = mapped->point_lies == PointLies::inside && answer.by == PlacedBy::name;
      mapped->otherwise_named =
          !same_name && !name->empty() && programme.places->otherwise_named(*name, point->x[0], point->y[0]);
    }
    if (answer.by == PlacedBy::nothing && mapping.by_point && point != nullptr) {
      const geo::Box around = point->box();
      answer = programme.places->at_point((around.west + around.east) / 2, (around.south + around.north) / 2);
    }
    mapped->placed_by = answer.by;
    if (answer.by == PlacedBy::nothing && mapping.required)
      fault("place.unknown", place_name >= 0 ? place_name : place_code, mapped->place_named);
    mapped->set.emplace_back(place_field, answer.by == PlacedBy::nothing ? Value{} : Value{answer.place.text()});
    if (keep_field >= 0)
      mapped->set.emplace_back(keep_field, mapped->place_named.empty() ? Value{} : Value{mapped->place_named});
  }

  /// A figure that a desktop program measured in square degrees is no area. It would be kept as 0.00 m2, so it is left
  /// out, and said.
  void drop_areas_in_degrees() {
    if (raw_areas.empty()) return;
    double degrees = 0;
    for (const auto& [index, value] : mapped->set) {
      const auto* geometry = std::get_if<geo::GeometryPtr>(&value);
      if (geometry != nullptr && *geometry) degrees = std::max(degrees, square_degrees(**geometry));
    }
    for (const auto& [index, raw] : raw_areas) {
      // 6e-7: such figures are written with six decimals
      if (!(raw > 0) || degrees == 0 || std::fabs(raw - degrees) > 0.01 * degrees + 6e-7) continue;
      mapped->area_in_degrees = true;
      for (auto& [field, value] : mapped->set) {
        if (field == index) value = Value{};
      }
    }
  }

  bool is_wanted() const {
    return std::all_of(only.begin(), only.end(), [&](const auto& condition) {
      const std::string text = folded_text(row->cells[static_cast<std::size_t>(condition.first)].text);
      return std::find(condition.second.begin(), condition.second.end(), text) != condition.second.end();
    });
  }

  void tell_content() {
    mapped->content.clear();
    for (const std::size_t i : content_columns) {
      const std::string& text = row->cells[i].text;
      if (text.empty()) continue;
      mapped->content += header.columns[i].name;
      mapped->content += '\x1f';
      mapped->content += normal_text(text);
      mapped->content += '\x1e';
    }
    mapped->content += row->geometry;
  }

  const MappingProfile& profile;
  Programme programme;
  SourceHeader header;
  std::function<void(geo::Geometry&)> crs_turn;
  std::map<std::string, int> columns_by_name, columns_by_folded;
  std::vector<bool> used;
  std::optional<geo::Box> box;
  std::vector<Target> targets;
  int place_field = -1, place_code = -1, place_name = -1, place_within = -1, keep_field = -1;
  std::vector<std::pair<int, std::vector<std::string>>> only;
  std::set<int> left;
  std::vector<int> key_fields;
  std::vector<std::string> unused;
  std::vector<std::size_t> content_columns;
  std::vector<std::pair<int, double>> raw_areas;  // of this row, as the source has them
  const SourceRow* row = nullptr;
  MappedRow* mapped = nullptr;
};

RowMapping::RowMapping(const MappingProfile& profile, const Programme& programme, const SourceHeader& header)
    : state_(std::make_unique<State>(profile, programme, header)) {}
RowMapping::~RowMapping() = default;

const std::vector<std::string>& RowMapping::unused_columns() const { return state_->unused; }
const std::vector<int>& RowMapping::key_fields() const { return state_->key_fields; }

void RowMapping::map(const SourceRow& row, MappedRow& mapped) {
  State& s = *state_;
  s.row = &row;
  s.mapped = &mapped;
  mapped.number = row.number;
  mapped.set.clear();
  mapped.key.clear();
  mapped.faults.clear();
  mapped.placed_by = PlacedBy::nothing;
  mapped.place_named.clear();
  mapped.point_lies = PointLies::unknown;
  mapped.otherwise_named = false;
  mapped.has_geometry = mapped.outside_country = mapped.formula_taken = mapped.area_in_degrees = false;
  s.raw_areas.clear();
  mapped.wanted = s.is_wanted();
  if (!mapped.wanted) return;
  if (!row.fault.empty()) {
    const bool vertices = row.fault_value.ends_with(" vertices");
    s.fault(vertices ? "geometry.too_many_vertices" : "row.unreadable", -1, row.fault_value, {{"reason", row.fault}});
  }
  for (State::Target& target : s.targets) {
    if (auto value = s.field_value(target)) mapped.set.emplace_back(target.index, std::move(*value));
  }
  s.drop_areas_in_degrees();
  if (s.profile.place) s.map_place();
  std::stable_sort(mapped.set.begin(), mapped.set.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const int field : s.key_fields) {
    const auto found =
        std::find_if(mapped.set.begin(), mapped.set.end(), [&](const auto& entry) { return entry.first == field; });
    mapped.key.push_back(found == mapped.set.end() ? std::string{} : key_text(found->second));
    if (mapped.key.back().empty() && mapped.faults.empty()) {
      s.fault("key.missing", -1, {}, {{"field", s.programme.type.fields[static_cast<std::size_t>(field)].name}});
    }
  }
  s.tell_content();
}

}  // namespace tilth::exchange
