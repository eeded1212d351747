// SPDX-License-Identifier: Apache-2.0
#include "http/changes.h"

#include "http/rights.h"
#include "report/pair_opening.h"

namespace tilth::http {

Changes changes_since(const store::Store& store, const store::Caller& caller, std::int64_t since, std::int64_t most) {
  Changes changes{.since = since, .until = since};
  const auto model = store.model();
  std::map<std::string, const model::RecordType*> types;
  for (const model::RecordType& type : model->types)
    if (may_see(caller, type)) types[type.name] = &type;
  std::int64_t looked = 0;
  store.operations_since(since, [&](const store::Operation& operation) {
    if (looked++ >= most) {
      changes.more = true;
      return false;
    }
    changes.until = operation.seq;
    if (operation.type == text_of(store::LoggedAct::pair_opening))
      changes.openings = changes.openings || report::OpeningBook::concerns(store, caller, operation.after);
    const auto type = types.find(operation.type);
    if (type == types.end()) return true;
    if (!sees_all_rows(caller, *type->second) && !store.find(caller, operation.type, operation.record)) return true;
    ++changes.count;
    ++changes.by_type[operation.type];
    return true;
  });
  return changes;
}

}  // namespace tilth::http
