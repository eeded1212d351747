// SPDX-License-Identifier: Apache-2.0
// All that the model's indicators may name: the ledger's rows and every computation in code.
#pragma once

#include "report/ledger_rows.h"

namespace tilth::report {

/// A registry for indicators::compute over one state of knowledge. The ledger is read when an indicator first needs it.
/// Use it on one thread; the store and the progress must outlive it.
class IndicatorSources {
 public:
  /// known_at as in indicators::Question: ask it only questions with the same one. `columns`, where given, must outlive
  /// it; one that lives as long as the store makes every figure but the first fast.
  IndicatorSources(const store::Store& store, const store::Caller& caller, std::optional<std::int64_t> known_at,
                   Progress& progress, indicators::ColumnCache* columns = nullptr, KeptLedger kept = {});
  IndicatorSources(const IndicatorSources&) = delete;
  IndicatorSources& operator=(const IndicatorSources&) = delete;

  [[nodiscard]] const indicators::Registry& registry() const { return registry_; }
  [[nodiscard]] const LedgerRows& ledger() const { return ledger_; }

 private:
  std::unique_ptr<model::Surroundings> held_;  ///< what figures meet around their records is read once for all of them
  LedgerRows ledger_;
  indicators::Registry registry_;
};

}  // namespace tilth::report
