// SPDX-License-Identifier: Apache-2.0
// Which records a table shows and in which order, kept so that any part of a million rows is at hand.
#pragma once

#include "http/answer_cache.h"
#include "http/ask.h"
#include "http/services.h"

#include <memory>
#include <vector>

namespace tilth::http {

/// One table as it was asked for.
struct TableQuestion {
  const model::RecordType* type = nullptr;
  std::optional<cql2::Expression> where;
  std::vector<store::Sort> sort;
  std::optional<std::int64_t> known_at;
};
/// filter, filter-lang, sortby, known-at of a request for {type}. @throws as those
TableQuestion table_question(const Request& request, const store::Store& store, const model::Model& model);

/// Ids in the table's order. 16 bytes a row: at most 16 tables of a million rows are kept.
class TableOrders {
 public:
  /// @param state what the records are: sequence and model, as state_key() gives it
  std::shared_ptr<const std::vector<Uuid>> order(const store::Store& store, const store::Caller& caller,
                                                 const TableQuestion& question, const std::string& state);
  std::int64_t count(const store::Store& store, const store::Caller& caller, const TableQuestion& question,
                     const std::string& state);

 private:
  AnswerCache cache_{256U << 20};
};

/// The records of these ids, in that order; those that are gone meanwhile are left out.
std::vector<store::Record> records_in_order(const store::Store& store, const store::Caller& caller,
                                            const std::string& type, const std::vector<Uuid>& ids,
                                            std::optional<std::int64_t> known_at);

}  // namespace tilth::http
