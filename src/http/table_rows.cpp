// SPDX-License-Identifier: Apache-2.0
#include "http/table_rows.h"

namespace tilth::http {
namespace {

/// A narrow field: with no field named a store reads them all.
std::vector<std::string> narrow(const model::RecordType& type) {
  for (const model::Field& field : type.fields) {
    if (field.kind != model::FieldKind::geometry && field.kind != model::FieldKind::lines && !field.encrypted)
      return {field.name};
  }
  return {};
}

std::string key_of(const char* what, const store::Caller& caller, const TableQuestion& question,
                   const std::string& state) {
  std::string key = std::string{what} + "|" + state + fingerprint(caller) + "|" + question.type->name + "|" +
                    Instant::now().date().text() + "|" + (question.known_at ? std::to_string(*question.known_at) : "");
  for (const store::Sort& sort : question.sort) key += (sort.descending ? "|-" : "|+") + sort.field;
  return key + "|" + (question.where ? cql2::to_text(*question.where) : "");
}

}  // namespace

TableQuestion table_question(const Request& request, const store::Store& store, const model::Model& model) {
  TableQuestion question;
  question.type = &seen_type(model, request.session.caller, request.capture("type"));
  question.where = filter_of(request, model, *question.type);
  question.sort = sort_of(request, *question.type);
  question.known_at = known_at(request, store);
  return question;
}

std::shared_ptr<const std::vector<Uuid>> TableOrders::order(const store::Store& store, const store::Caller& caller,
                                                            const TableQuestion& question, const std::string& state) {
  return cache_.get<std::vector<Uuid>>(key_of("order", caller, question, state), [&] {
    auto ids = std::make_shared<std::vector<Uuid>>();
    store.each(caller,
               {.type = question.type->name,
                .where = question.where,
                .sort = question.sort,
                .fields = narrow(*question.type),
                .known_at = question.known_at},
               [&](const store::Record& record) {
                 ids->push_back(record.id);
                 return true;
               });
    const std::size_t bytes = ids->size() * sizeof(Uuid);
    return std::pair{std::shared_ptr<const std::vector<Uuid>>{std::move(ids)}, bytes};
  });
}

std::int64_t TableOrders::count(const store::Store& store, const store::Caller& caller, const TableQuestion& question,
                                const std::string& state) {
  return *cache_.get<std::int64_t>(key_of("count", caller, question, state), [&] {
    const std::int64_t count =
        store.count(caller, {.type = question.type->name, .where = question.where, .known_at = question.known_at});
    return std::pair{std::make_shared<const std::int64_t>(count), sizeof count};
  });
}

std::vector<store::Record> records_in_order(const store::Store& store, const store::Caller& caller,
                                            const std::string& type, const std::vector<Uuid>& ids,
                                            std::optional<std::int64_t> known_at) {
  std::vector<store::Record> records;
  for (const Uuid& id : ids) {
    auto record = store.find(caller, type, id, known_at);
    if (record && !record->removed) records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace tilth::http
