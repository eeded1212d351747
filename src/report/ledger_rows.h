// SPDX-License-Identifier: Apache-2.0
// The land-release ledger as rows that indicators read: the virtual type land_ledger.
#pragma once

#include "indicators/indicators.h"
#include "release/ledger_reader.h"
#include "release/ledger_tables.h"

namespace tilth::report {

/// Who keeps a ledger of the same state of knowledge and rights gives it here.
using KeptLedger = std::function<std::shared_ptr<const release::Ledger>()>;

/// Reads the ledger once when it is first asked for. Places and organisations come as their names.
class LedgerRows final : public indicators::RowSource {
 public:
  LedgerRows(const store::Store& store, store::Caller caller, std::optional<std::int64_t> known_at, Progress& progress,
             KeptLedger kept = {});
  ~LedgerRows() override;
  LedgerRows(const LedgerRows&) = delete;
  LedgerRows& operator=(const LedgerRows&) = delete;

  [[nodiscard]] const cql2::Schema& schema() const override;
  void each(const indicators::Question& question,
            const std::function<void(const Uuid&, const cql2::Row&)>& visit) const override;
  [[nodiscard]] bool knows_a_stock(const indicators::Question& question) const override;
  [[nodiscard]] const release::Ledger& ledger() const;

  /// Adds the land up on another thread, and makes its rows of these days. Who asks for it next waits until it is done;
  /// until then this thread is free for what needs no ledger. Said once, before anything is asked.
  void begin(std::vector<std::optional<Date>> days) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tilth::report
