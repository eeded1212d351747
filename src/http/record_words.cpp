// SPDX-License-Identifier: Apache-2.0
#include "http/record_words.h"

#include "model/field_value.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace tilth::http {
Json json_value(const model::Field& field, const store::Value& value) {
  if (field.kind == model::FieldKind::area)
    if (const auto* metres = std::get_if<double>(&value)) return std::round(*metres * 100) / 100;
  return model::value_to_json(field, value);
}

Json seen_value(RecordWords& words, const model::Field& field, const store::Value& value) {
  Json json = json_value(field, value);
  if (field.kind != model::FieldKind::reference) return json;
  const auto hidden = [&](const Json& id) {
    const auto uuid = id.is_string() ? Uuid::parse(id.get_ref<const std::string&>()) : std::nullopt;
    return uuid && words.label(field.refers_to, *uuid).empty();
  };
  if (!json.is_array()) return hidden(json) ? Json() : json;
  Json seen = Json::array();
  for (const Json& id : json)
    if (!hidden(id)) seen.push_back(id);
  return seen.empty() ? Json() : seen;
}

namespace {

using Many = std::shared_ptr<const cql2::Array>;

}  // namespace

void keep_unseen(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                 const store::Record& before, std::vector<std::pair<int, store::Value>>& values) {
  store::Record seen = before;
  leave_out_unseen(store, caller, type, {&seen, 1});
  const auto at = [](const store::Record& record, int index) { return record.values[static_cast<std::size_t>(index)]; };
  std::erase_if(values, [&](auto& change) {
    const auto& [index, given] = change;
    const store::Value whole = at(before, index), shown = at(seen, index);
    if (type.fields[static_cast<std::size_t>(index)].kind != model::FieldKind::reference || cql2::same(whole, shown))
      return false;
    const auto* all = std::get_if<Many>(&whole);
    if (all == nullptr) return given.is_null();  // what was not shown cannot be emptied
    cql2::Array kept;
    const auto holds = [](const store::Value& list, const store::Value& one) {
      const auto* many = std::get_if<Many>(&list);
      return many != nullptr && std::any_of((*many)->begin(), (*many)->end(),
                                            [&](const store::Value& other) { return cql2::same(other, one); });
    };
    if (const auto* many = std::get_if<Many>(&given)) kept = **many;
    for (const store::Value& one : **all)
      if (!holds(shown, one) && !holds(given, one)) kept.push_back(one);
    change.second = std::make_shared<const cql2::Array>(std::move(kept));
    return false;
  });
}

}  // namespace tilth::http
