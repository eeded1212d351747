// SPDX-License-Identifier: Apache-2.0
// What people call the records of a register, told apart.
#include "store/distinct_labels.h"

#include "model/field_value.h"

#include <algorithm>
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

/// What a record lies in or belongs to, whose label tells it from others of its name: of a place the larger one, else
/// the first reference that every record has.
const model::Field* belonging(const model::RecordType& type, const Caller& caller) {
  const auto fits = [&](const model::Field& field) {
    return !field.refers_to.empty() && !field.many && field.field_class <= caller.highest_class;
  };
  const model::Field* larger = type.find(type.place_field);
  if (larger != nullptr && larger->refers_to == type.name && fits(*larger)) return larger;
  const auto found = std::find_if(type.fields.begin(), type.fields.end(), [&](const model::Field& field) {
    return field.required && field.refers_to != type.name && fits(field);
  });
  return found == type.fields.end() ? nullptr : &*found;
}

struct Labels {
  std::map<std::string, std::string> called, within;  ///< by id: the label, and the id of what it belongs to
};

Labels labels_of(const Store& store, const Caller& caller, const model::RecordType& type, const model::Field* belongs,
                 std::optional<std::int64_t> known_at) {
  Labels labels;
  const model::Field* label = type.find(type.label_field);
  if (label == nullptr || label->encrypted || label->field_class > caller.highest_class ||
      type.record_class > caller.highest_class)
    return labels;
  Query query{.type = type.name, .fields = {label->name}, .known_at = known_at};
  if (belongs != nullptr) query.fields.push_back(belongs->name);
  store.each(caller, query, [&](const Record& record) {
    const Value& called = value_of(type, record, label->name);
    if (called.is_null()) return true;
    labels.called[record.id.text()] = model::shown(called);
    if (belongs != nullptr)
      if (const auto* in = std::get_if<std::string>(&value_of(type, record, belongs->name)))
        labels.within[record.id.text()] = *in;
    return true;
  });
  return labels;
}

}  // namespace

std::map<std::string, std::string> distinct_labels(const Store& store, const Caller& caller,
                                                   const model::RecordType& type,
                                                   std::optional<std::int64_t> known_at) {
  const model::Field* belongs = belonging(type, caller);
  Labels labels = labels_of(store, caller, type, belongs, known_at);
  const auto tell_apart = [&](const auto& by) {
    const std::set<std::string> alike = shared(labels.called);
    std::map<std::string, std::string> apart = labels.called;
    for (auto& [id, text] : apart)
      if (alike.contains(text)) text = by(id, text);
    labels.called = std::move(apart);
  };
  const model::RecordType* of = belongs == nullptr ? nullptr : store.model()->find_type(belongs->refers_to);
  if (of != nullptr && !shared(labels.called).empty()) {
    const std::map<std::string, std::string> larger =
        of->name == type.name ? labels.called : labels_of(store, caller, *of, nullptr, known_at).called;
    tell_apart([&](const std::string& id, const std::string& text) {
      const auto in = labels.within.find(id);
      const auto name = in == labels.within.end() ? larger.end() : larger.find(in->second);
      return name == larger.end() ? text : text + ", " + name->second;
    });
  }
  tell_apart([](const std::string& id, const std::string& text) { return text + " (" + id + ")"; });
  return std::move(labels.called);
}

}  // namespace tilth::store
