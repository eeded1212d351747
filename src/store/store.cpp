// SPDX-License-Identifier: Apache-2.0
// What every maker of a store shares.
#include "store/store.h"

#include <stdexcept>

namespace tilth::store {

const Value& value_of(const model::RecordType& type, const Record& record, std::string_view field) {
  const int index = type.index_of(field);
  if (index < 0) throw std::logic_error(type.name + " has no field " + std::string{field});
  return record.values.at(static_cast<std::size_t>(index));
}

std::string text_in(const model::RecordType& type, const Record& record, std::string_view field) {
  const auto* text = std::get_if<std::string>(&value_of(type, record, field));
  return text == nullptr ? std::string{} : *text;
}

std::string_view text_of(LoggedAct act) {
  switch (act) {
    case LoggedAct::pair_opening:
      break;
  }
  return "pair_opening";
}

}  // namespace tilth::store
