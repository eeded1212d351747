// SPDX-License-Identifier: Apache-2.0
#include "store/seen_references.h"

#include "store/rights.h"

#include <algorithm>
#include <memory>

namespace tilth::store {
namespace {

// More than these are read in one go over the whole type, one column wide.
constexpr std::size_t kOneByOne = 500;

using Many = std::shared_ptr<const cql2::Array>;

std::optional<Uuid> id_in(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::nullopt : Uuid::parse(*text);
}

}  // namespace

std::vector<Uuid> ids_in(const Value& value) {
  std::vector<Uuid> ids;
  const auto add = [&](const Value& one) {
    if (const auto id = id_in(one)) ids.push_back(*id);
  };
  if (const auto* many = std::get_if<Many>(&value))
    std::for_each((*many)->begin(), (*many)->end(), add);
  else
    add(value);
  return ids;
}

std::unordered_set<Uuid> seen_among(const Store& store, const Caller& caller, std::string_view type,
                                    const std::vector<Uuid>& ids) {
  const model::RecordType* of = store.model()->find_type(type);
  if (of == nullptr || !may_see(caller, *of)) return {};
  const std::unordered_set<Uuid> asked{ids.begin(), ids.end()};
  std::unordered_set<Uuid> seen;
  if (asked.size() <= kOneByOne) {
    for (const Uuid& id : asked) {
      const auto record = store.find(caller, type, id);
      if (record && !record->removed) seen.insert(id);
    }
    return seen;
  }
  store.each(caller, {.type = of->name, .fields = {of->fields.front().name}}, [&](const Record& record) {
    if (asked.contains(record.id)) seen.insert(record.id);
    return true;
  });
  return seen;
}

Value seen_part(const Value& reference, const std::unordered_set<Uuid>& seen) {
  const auto unseen = [&](const Value& one) {
    const auto id = id_in(one);
    return id && !seen.contains(*id);
  };
  const auto* many = std::get_if<Many>(&reference);
  if (many == nullptr) return unseen(reference) ? Value{} : reference;
  cql2::Array left = **many;
  std::erase_if(left, unseen);
  return left.empty() ? Value{} : Value{std::make_shared<const cql2::Array>(std::move(left))};
}

void leave_out_unseen(const Store& store, const Caller& caller, const model::RecordType& type,
                      std::span<Record> records) {
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const model::Field& field = type.fields[i];
    if (field.kind != model::FieldKind::reference) continue;
    const model::RecordType* target = store.model()->find_type(field.refers_to);
    if (target != nullptr && sees_all_rows(caller, *target)) continue;
    std::vector<Uuid> ids;
    for (const Record& record : records) {
      const std::vector<Uuid> more = ids_in(record.values[i]);
      ids.insert(ids.end(), more.begin(), more.end());
    }
    if (ids.empty()) continue;
    const auto seen = seen_among(store, caller, field.refers_to, ids);
    for (Record& record : records) record.values[i] = seen_part(record.values[i], seen);
  }
}

}  // namespace tilth::store
