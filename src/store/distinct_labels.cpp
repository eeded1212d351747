// SPDX-License-Identifier: Apache-2.0
// What people call the records of a register, told apart.
#include "store/distinct_labels.h"

#include "model/field_value.h"

#include <set>

namespace tilth::store {
namespace {

/// The labels that more than one record has.
std::set<std::string> shared(const std::map<std::string, std::string>& labels) {
  std::set<std::string> once, often;
  for (const auto& [id, label] : labels)
    if (!once.insert(label).second) often.insert(label);
  return often;
}

}  // namespace

std::map<std::string, std::string> distinct_labels(const Store& store, const Caller& caller,
                                                   const model::RecordType& type,
                                                   std::optional<std::int64_t> known_at) {
  std::map<std::string, std::string> labels, within;
  const model::Field* label = type.find(type.label_field);
  const model::Field* larger = type.find(type.place_field);
  if (label == nullptr || label->encrypted || label->field_class > caller.highest_class ||
      type.record_class > caller.highest_class)
    return labels;
  const bool nested = larger != nullptr && larger->refers_to == type.name && !larger->many &&
                      larger->field_class <= caller.highest_class;
  Query query{.type = type.name, .fields = {label->name}, .known_at = known_at};
  if (nested) query.fields.push_back(larger->name);
  store.each(caller, query, [&](const Record& record) {
    const Value& called = value_of(type, record, label->name);
    if (called.is_null()) return true;
    labels[record.id.text()] = model::shown(called);
    if (nested)
      if (const auto* in = std::get_if<std::string>(&value_of(type, record, larger->name)))
        within[record.id.text()] = *in;
    return true;
  });
  const auto tell_apart = [&](const auto& by) {
    const std::set<std::string> alike = shared(labels);
    std::map<std::string, std::string> apart = labels;
    for (auto& [id, text] : apart)
      if (alike.contains(text)) text = by(id, text);
    labels = std::move(apart);
  };
  if (nested) {
    const std::map<std::string, std::string> plain = labels;
    tell_apart([&](const std::string& id, const std::string& text) {
      const auto in = within.find(id);
      const auto name = in == within.end() ? plain.end() : plain.find(in->second);
      return name == plain.end() ? text : text + ", " + name->second;
    });
  }
  tell_apart([](const std::string& id, const std::string& text) { return text + " (" + id + ")"; });
  return labels;
}

}  // namespace tilth::store
