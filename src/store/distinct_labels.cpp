// SPDX-License-Identifier: Apache-2.0
// What people call the records of a register, told apart.
#include "store/distinct_labels.h"

#include "model/field_value.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace tilth::store {
namespace {

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

/// Fields by which people tell records of one name apart, the first that does so first.
constexpr std::array<std::string_view, 5> kMarks{"edition", "local_id", "code", "number", "pcode"};

std::vector<const model::Field*> marks_of(const model::RecordType& type, const Caller& caller) {
  std::vector<const model::Field*> marks;
  for (const std::string_view name : kMarks) {
    const model::Field* field = type.find(name);
    if (field != nullptr && !field->many && !field->encrypted && field->field_class <= caller.highest_class &&
        name != type.label_field)
      marks.push_back(field);
  }
  return marks;
}

struct Called {
  std::string label;
  std::string within;              ///< id of what it belongs to
  std::vector<std::string> marks;  ///< as marks_of()
};
using Register = std::map<std::string, Called>;  // by id

Register register_of(const Store& store, const Caller& caller, const model::RecordType& type,
                     const model::Field* belongs, std::optional<std::int64_t> known_at) {
  Register all;
  const model::Field* label = type.find(type.label_field);
  if (label == nullptr || label->encrypted || label->field_class > caller.highest_class ||
      type.record_class > caller.highest_class)
    return all;
  const std::vector<const model::Field*> marks = marks_of(type, caller);
  Query query{.type = type.name, .fields = {label->name}, .known_at = known_at};
  if (belongs != nullptr) query.fields.push_back(belongs->name);
  for (const model::Field* mark : marks) query.fields.push_back(mark->name);
  store.each(caller, query, [&](const Record& record) {
    const Value& called = value_of(type, record, label->name);
    if (called.is_null()) return true;
    Called one{.label = model::shown(called), .within = {}, .marks = {}};
    if (belongs != nullptr)
      if (const auto* in = std::get_if<std::string>(&value_of(type, record, belongs->name))) one.within = *in;
    for (const model::Field* mark : marks) {
      const Value& value = value_of(type, record, mark->name);
      one.marks.push_back(value.is_null() ? std::string{} : model::shown(value));
    }
    all.emplace(record.id.text(), std::move(one));
    return true;
  });
  return all;
}

std::set<std::string> labels_alike(const Register& all) {
  std::set<std::string_view> once;
  std::set<std::string> alike;
  for (const auto& [id, one] : all)
    if (!once.insert(one.label).second) alike.insert(one.label);
  return alike;
}

/// `by(id, record)` is put behind the label of each of those that share one.
template <typename By>
void tell_apart(Register& all, const By& by) {
  const std::set<std::string> alike = labels_alike(all);
  if (alike.empty()) return;
  for (auto& [id, one] : all)
    if (alike.contains(one.label)) one.label += by(id, one);
}

/// By a mark, where not all that share a label have the same one.
void tell_apart_by_mark(Register& all, std::size_t mark) {
  const std::set<std::string> alike = labels_alike(all);
  if (alike.empty()) return;
  std::map<std::string, std::set<std::string>> marks;
  for (const auto& [id, one] : all)
    if (alike.contains(one.label)) marks[one.label].insert(one.marks[mark]);
  tell_apart(all, [&](const std::string&, const Called& one) {
    return one.marks[mark].empty() || marks[one.label].size() == 1 ? std::string{} : " (" + one.marks[mark] + ")";
  });
}

void tell_apart_by_marks(Register& all) {
  const std::size_t marks = all.empty() ? 0 : all.begin()->second.marks.size();
  for (std::size_t mark = 0; mark < marks; ++mark) tell_apart_by_mark(all, mark);
}

}  // namespace

std::map<std::string, std::string> distinct_labels(const Store& store, const Caller& caller,
                                                   const model::RecordType& type,
                                                   std::optional<std::int64_t> known_at) {
  const model::Field* belongs = belonging(type, caller);
  Register all = register_of(store, caller, type, belongs, known_at);
  const model::RecordType* of = belongs == nullptr ? nullptr : store.model()->find_type(belongs->refers_to);
  if (of != nullptr) {
    std::optional<Register> larger;  // read where it is needed: most registers have no two of one name
    tell_apart(all, [&](const std::string&, const Called& one) {
      if (!larger) {
        larger = of->name == type.name ? all : register_of(store, caller, *of, nullptr, known_at);
        if (of->name != type.name) tell_apart_by_marks(*larger);
      }
      const auto in = larger->find(one.within);
      return in == larger->end() ? std::string{} : ", " + in->second.label;
    });
  }
  tell_apart_by_marks(all);
  // The end of an id is drawn by chance, and is the same tomorrow, which a running number would not be.
  constexpr std::size_t kEnd = 8;
  tell_apart(all, [](const std::string& id, const Called&) { return " (\u2026" + id.substr(id.size() - kEnd) + ")"; });
  tell_apart(all, [](const std::string& id, const Called&) { return " (" + id + ")"; });
  std::map<std::string, std::string> labels;
  for (auto& [id, one] : all) labels.emplace(id, std::move(one.label));
  return labels;
}

}  // namespace tilth::store
