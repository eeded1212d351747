// SPDX-License-Identifier: Apache-2.0
// The programme as data: looking things up, and the schema that CQL2 is checked against.
#include "model/model.h"

#include <algorithm>

namespace tilth::model {
namespace {

const std::string kNothing;

template <class List, class Name>
auto* named(List& list, std::string_view name, Name name_of) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return name_of(one) == name; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const std::string& Text::en() const {
  const auto found = by_language.find("en");
  return found == by_language.end() ? kNothing : found->second;
}

std::string Text::in(std::string_view language) const {
  const auto found = by_language.find(std::string{language});
  if (found != by_language.end()) return found->second;
  return by_language.empty() ? std::string{} : "[en] " + en();
}

std::string Indicator::unit_in(std::string_view language) const {
  static constexpr std::string_view kSymbols[] = {"%", "m2", "m3", "ha", "km2", "kg", "t", "l"};
  const bool symbol = std::find(std::begin(kSymbols), std::end(kSymbols), unit.en()) != std::end(kSymbols);
  return symbol && !unit.by_language.contains(std::string{language}) ? unit.en() : unit.in(language);
}

std::string_view text_of(FieldClass field_class) {
  static constexpr std::string_view kNames[] = {"public", "partner", "restricted", "personal"};
  return kNames[static_cast<std::size_t>(field_class)];
}

std::string_view text_of(FieldKind kind) {
  static constexpr std::string_view kNames[] = {"text",    "integer", "decimal",  "date",       "time",
                                                "instant", "boolean", "code",     "reference",  "area",
                                                "length",  "money",   "geometry", "attachment", "lines"};
  return kNames[static_cast<std::size_t>(kind)];
}

const Field* RecordType::find(std::string_view field) const {
  return named(fields, field, [](const Field& one) -> std::string_view { return one.name; });
}

int RecordType::index_of(std::string_view field) const {
  const Field* found = find(field);
  return found == nullptr ? -1 : static_cast<int>(found - fields.data());
}

const Code* CodeList::find(std::string_view value) const {
  return named(codes, value, [](const Code& one) -> std::string_view { return one.value; });
}

std::vector<std::string> CodeList::values() const {
  std::vector<std::string> all;
  for (const Code& code : codes) all.push_back(code.value);
  return all;
}

const RecordType* Model::find_type(std::string_view wanted) const {
  return named(types, wanted, [](const RecordType& one) -> std::string_view { return one.name; });
}

const CodeList* Model::find_codes(std::string_view wanted) const {
  return named(code_lists, wanted, [](const CodeList& one) -> std::string_view { return one.name; });
}

const Indicator* Model::find_indicator(std::string_view id_or_code) const {
  const auto found = std::find_if(indicators.begin(), indicators.end(), [&](const Indicator& one) {
    return one.id == id_or_code || (!one.code.empty() && one.code == id_or_code);
  });
  return found == indicators.end() ? nullptr : &*found;
}

bool Workflow::seals(std::string_view state) const {
  return std::find(sealed.begin(), sealed.end(), state) != sealed.end();
}

bool Indicator::adds_up() const {
  return (value.function == "count" || value.function == "sum") && !denominator && !coverage;
}

const Indicator* Model::counted_by(const Indicator& indicator) const {
  const std::string* of = indicator.over             ? &indicator.over->indicator
                          : indicator.change         ? &indicator.change->from
                          : indicator.representation ? &indicator.representation->of
                          : indicator.trend          ? &indicator.trend->of
                                                     : nullptr;
  if (of == nullptr) return indicator.computed_by.empty() ? &indicator : nullptr;
  const Indicator* behind = find_indicator(*of);
  return behind == nullptr ? nullptr : counted_by(*behind);
}

cql2::ValueType value_type(const Field& field) {
  if (field.many) return cql2::ValueType::array;
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::money:
      return cql2::ValueType::integer;
    case FieldKind::decimal:
    case FieldKind::area:
    case FieldKind::length:
      return cql2::ValueType::number;
    case FieldKind::date:
      return cql2::ValueType::date;
    case FieldKind::instant:
      return cql2::ValueType::instant;
    case FieldKind::boolean:
      return cql2::ValueType::boolean;
    case FieldKind::geometry:
      return cql2::ValueType::geometry;
    default:
      return cql2::ValueType::text;
  }
}

TypeSchema::TypeSchema(const Model& model, const RecordType& type) : model_(model), type_(type) {}

std::optional<cql2::Property> TypeSchema::find(std::string_view name) const {
  const auto property = [&](const Field& field, int slot) {
    cql2::Property found{std::string{name}, value_type(field), {}, slot};
    if (const CodeList* list = field.kind == FieldKind::code ? model_.find_codes(field.codes) : nullptr)
      found.codes = list->values();
    return found;
  };
  if (const int index = type_.index_of(name); index >= 0)
    return property(type_.fields[static_cast<std::size_t>(index)], index);
  const int fields = static_cast<int>(type_.fields.size());
  for (std::size_t i = 0; i < type_.children.size(); ++i) {
    if (type_.children[i].name != name) continue;
    const auto kind = type_.children[i].sum.empty() ? cql2::ValueType::integer : cql2::ValueType::number;
    return cql2::Property{std::string{name}, kind, {}, fields + static_cast<int>(i)};
  }
  // A path: task.organisation.name, through at most three references.
  const RecordType* at = &type_;
  std::string_view rest = name;
  for (int step = 0; step <= 3 && at != nullptr; ++step) {
    const std::size_t dot = rest.find('.');
    const Field* field = at->find(rest.substr(0, dot));
    if (field == nullptr) return std::nullopt;
    if (dot == std::string_view::npos) {
      if (step == 0) return std::nullopt;
      const auto known = std::find(paths_.begin(), paths_.end(), name);
      const auto number = static_cast<int>(known - paths_.begin());
      if (known == paths_.end()) paths_.emplace_back(name);
      return property(*field, fields + static_cast<int>(type_.children.size()) + number);
    }
    if (field->kind != FieldKind::reference || field->many) return std::nullopt;
    at = model_.find_type(field->refers_to);
    rest = rest.substr(dot + 1);
  }
  return std::nullopt;
}

const RecordType* referred_by(const Model& model, const RecordType& type, std::string_view path) {
  const RecordType* at = &type;
  while (at != nullptr && !path.empty()) {
    const std::size_t dot = path.find('.');
    const Field* field = at->find(path.substr(0, dot));
    if (field == nullptr || field->kind != FieldKind::reference || field->many) return nullptr;
    at = model.find_type(field->refers_to);
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  }
  return at;
}

std::vector<std::string> TypeSchema::names() const {
  std::vector<std::string> all;
  for (const Field& field : type_.fields) all.push_back(field.name);
  for (const ChildCount& child : type_.children) all.push_back(child.name);
  return all;
}

}  // namespace tilth::model
