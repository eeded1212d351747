// SPDX-License-Identifier: Apache-2.0
// A report of one place or one organisation: which rows of each record type, and of the land account, belong to it.
#pragma once

#include "release/ledger.h"
#include "report/register_labels.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tilth::report {

class Narrowing {
 public:
  /// @throws Problem "store.unknown_record" for a place or organisation that is not there
  Narrowing(const store::Store& store, const store::Caller& caller, std::optional<std::int64_t> known_at,
            std::optional<Uuid> place, std::optional<Uuid> organisation, RegisterLabels& labels,
            std::function<const release::Ledger&()> ledger);

  /// CQL2 over the rows of a type, as grants would narrow them; of "land_ledger" over its entries. Nothing for a type
  /// that cannot be told apart: it has no rows of a place, rather than all.
  const std::optional<std::string>& rows_of(const std::string& type);

 private:
  [[nodiscard]] std::optional<std::string> worked_out(const std::string& type);
  [[nodiscard]] std::optional<std::string> rows_of_ledger();
  [[nodiscard]] std::optional<std::string> of_place();

  const store::Store& store_;
  const store::Caller& caller_;
  std::shared_ptr<const model::Model> model_;
  std::optional<std::int64_t> known_at_;
  std::optional<Uuid> place_, organisation_;
  RegisterLabels& labels_;
  std::function<const release::Ledger&()> ledger_;
  std::map<std::string, cql2::Expression> granted_;
  std::map<std::string, std::optional<std::string>> known_;  ///< by type: every figure asks again
};

}  // namespace tilth::report
