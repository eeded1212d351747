// SPDX-License-Identifier: Apache-2.0
#include "model/carried_value.h"

#include "base/json.h"

#include <algorithm>

namespace tilth::model {
namespace {

using cql2::Array;
using cql2::Value;
using Texts = std::shared_ptr<const Array>;

const Field* field_named(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

/// The code that stands where an earlier one stood.
const std::string& code_now(const CodeList* codes, const std::string& value) {
  if (codes == nullptr || codes->find(value) != nullptr) return value;
  const auto renamed = std::find_if(codes->codes.begin(), codes->codes.end(), [&](const Code& code) {
    return std::find(code.was.begin(), code.was.end(), value) != code.was.end();
  });
  return renamed == codes->codes.end() ? value : renamed->value;
}

bool renames_codes(const CodeList* codes) {
  return codes != nullptr &&
         std::any_of(codes->codes.begin(), codes->codes.end(), [](const Code& code) { return !code.was.empty(); });
}

bool same_line_field(const Field& before, const Field& after) {
  return after.kind == before.kind && after.many == before.many && after.refers_to == before.refers_to &&
         after.codes == before.codes;
}

bool same_lines(const std::vector<Field>& before, const std::vector<Field>& after) {
  return std::all_of(before.begin(), before.end(), [&](const Field& old) {
    const Field* now = field_named(after, old.name);
    return now != nullptr && same_line_field(old, *now);
  });
}

/// Repeated lines are JSON text: an array of objects by field name. What has no field any more stays in the text.
std::optional<Value> carried_lines(const Field& before, const Field& after, const Value& value) {
  if (same_lines(before.line_fields, after.line_fields)) return value;
  Json lines = Json::parse(std::get<std::string>(value), nullptr, false);
  if (!lines.is_array()) return value;
  const std::vector<int> next = successors(before.line_fields, after.line_fields);
  for (Json& line : lines) {
    if (!line.is_object()) continue;
    Json carried = Json::object();
    for (auto& [name, part] : line.items()) {
      const Field* old = field_named(before.line_fields, name);
      const int to = old == nullptr ? -1 : next[static_cast<std::size_t>(old - before.line_fields.data())];
      if (to < 0) {
        carried[name] = part;
        continue;
      }
      const Field& now = after.line_fields[static_cast<std::size_t>(to)];
      if (!part.is_null() && !same_line_field(*old, now)) return std::nullopt;
      carried[now.name] = part;
    }
    line = std::move(carried);
  }
  return Value{lines.dump()};
}

bool holds_codes(const Field& field) { return field.kind == FieldKind::code; }

}  // namespace

std::vector<int> successors(const std::vector<Field>& before, const std::vector<Field>& after) {
  std::vector<int> next(before.size(), -1);
  std::vector<bool> taken(after.size(), false);
  const auto pair_up = [&](const auto& follows) {
    for (std::size_t to = 0; to < after.size(); ++to) {
      for (std::size_t from = 0; from < before.size() && !taken[to]; ++from) {
        if (next[from] >= 0 || !follows(before[from], after[to])) continue;
        next[from] = static_cast<int>(to);
        taken[to] = true;
      }
    }
  };
  pair_up([](const Field& from, const Field& to) { return from.name == to.name; });
  pair_up([](const Field& from, const Field& to) {
    return std::find(to.was.begin(), to.was.end(), from.name) != to.was.end();
  });
  return next;
}

std::optional<Value> carried(const Field& before, const Field& after, const CodeList* codes, const Value& value) {
  if (value.is_null()) return value;
  if (before.encrypted != after.encrypted || before.refers_to != after.refers_to) return std::nullopt;
  if (before.kind == FieldKind::lines && after.kind == FieldKind::lines) return carried_lines(before, after, value);
  if (before.kind == FieldKind::integer && after.kind == FieldKind::decimal) {
    const std::int64_t whole = std::get<std::int64_t>(value);
    const auto real = static_cast<double>(whole);
    if (static_cast<std::int64_t>(real) != whole) return std::nullopt;
    return Value{real};
  }
  const bool words = (holds_codes(before) || before.kind == FieldKind::text) &&
                     (holds_codes(after) || after.kind == FieldKind::text) && !before.encrypted;
  if (before.kind != after.kind && !words) return std::nullopt;
  if (!words && before.kind != FieldKind::reference) return value;
  std::vector<std::string> items;
  if (const auto* many = std::get_if<Texts>(&value)) {
    for (const Value& item : **many) items.push_back(std::get<std::string>(item));
  } else {
    items.push_back(std::get<std::string>(value));
  }
  if (holds_codes(after)) {
    for (std::string& item : items) item = code_now(codes, item);
  }
  if (!after.many && items.empty()) return Value{};
  if (!after.many) return items.size() == 1 ? std::optional{Value{items.front()}} : std::nullopt;
  auto list = std::make_shared<Array>();
  for (std::string& item : items) list->push_back(Value{std::move(item)});
  return Value{Texts{std::move(list)}};
}

bool carries_as_is(const Field& before, const Field& after, const CodeList* codes) {
  if (before.kind != after.kind || before.many != after.many || before.encrypted != after.encrypted ||
      before.refers_to != after.refers_to)
    return false;
  if (before.kind == FieldKind::lines) return same_lines(before.line_fields, after.line_fields);
  return !holds_codes(after) || !renames_codes(codes);
}

}  // namespace tilth::model
