// SPDX-License-Identifier: Apache-2.0
#include "indicators/records_in_period.h"

namespace tilth::indicators {

bool inside(const Question& question, const cql2::Value& value) {
  const auto* date = std::get_if<Date>(&value);
  if (date == nullptr) return false;
  return (!question.from || date->first_day() >= question.from->first_day()) &&
         (!question.to || date->last_day() <= question.to->last_day());
}

void each_in_period(const store::Store& store, const store::Caller& caller, const Question& question, const char* type,
                    const char* date, const char* where,
                    const std::function<void(const model::RecordType&, const store::Record&)>& visit) {
  const model::RecordType* of = store.model()->find_type(type);
  if (of == nullptr) return;
  store::Query query;
  query.type = type;
  query.known_at = question.known_at;
  if (where != nullptr) query.where = cql2::parse_text(where);
  store.each(caller, query, [&](const store::Record& record) {
    if (date == nullptr || inside(question, store::value_of(*of, record, date))) visit(*of, record);
    return true;
  });
}

}  // namespace tilth::indicators
