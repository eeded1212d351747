// SPDX-License-Identifier: Apache-2.0
// The registry of the indicators' sources.
#include "report/indicator_sources.h"

#include "report/completion_forecast.h"

namespace tilth::report {

IndicatorSources::IndicatorSources(const store::Store& store, const store::Caller& caller,
                                   std::optional<std::int64_t> known_at, Progress& progress,
                                   indicators::ColumnCache* columns, KeptLedger kept)
    : held_(store.surroundings(caller, known_at)), ledger_(store, caller, known_at, progress, std::move(kept)) {
  registry_.sources["land_ledger"] = &ledger_;
  registry_.columns = columns;
  indicators::add_computations(registry_);
  registry_.computations["completion_forecast"] = [this](const store::Store&, const store::Caller&,
                                                         const indicators::Question& question) {
    return completion_forecast(ledger_, question);
  };
  registry_.computations["completion_against_plan"] = [this](const store::Store& of, const store::Caller& by,
                                                             const indicators::Question& question) {
    return completion_against_plan(ledger_, of, by, question);
  };
}

}  // namespace tilth::report
