// SPDX-License-Identifier: Apache-2.0
#include "report/record_words.h"

#include "model/record_label.h"
#include "store/rights.h"

namespace tilth::report {
namespace {

// More than these are read in one go over the whole type, two columns wide.
constexpr std::size_t kOneByOne = 500;

}  // namespace

std::string RecordWords::label_of(const model::RecordType& type, const store::Record& record) const {
  const int field = type.index_of(type.label_field);
  const store::Value label = field < 0 ? store::Value{} : record.values[static_cast<std::size_t>(field)];
  return model::record_label(*model_, type, label, record.id, language_);
}

void RecordWords::meet(std::string_view type, const std::vector<Uuid>& ids) {
  std::vector<Uuid> fresh;
  for (const Uuid& id : ids)
    if (labels_.try_emplace(std::pair{std::string{type}, id}).second) fresh.push_back(id);
  const model::RecordType* of = model_->find_type(type);
  if (fresh.empty() || of == nullptr || !store::may_see(caller_, *of)) return;
  if (fresh.size() <= kOneByOne) {
    for (const Uuid& id : fresh) {
      const auto record = store_.find(caller_, type, id, known_at_);
      if (record && !record->removed) labels_[std::pair{std::string{type}, id}] = label_of(*of, *record);
    }
    return;
  }
  const std::string field = of->label_field.empty() ? of->fields.front().name : of->label_field;
  store_.each(caller_, {.type = of->name, .fields = {field}, .known_at = known_at_}, [&](const store::Record& record) {
    const auto known = labels_.find(std::pair{of->name, record.id});
    if (known != labels_.end()) known->second = label_of(*of, record);
    return true;
  });
}

const std::string& RecordWords::label(std::string_view type, const Uuid& id) {
  const std::pair key{std::string{type}, id};
  const auto known = labels_.find(key);
  if (known != labels_.end()) return known->second;
  meet(type, {id});
  return labels_[key];
}

}  // namespace tilth::report
