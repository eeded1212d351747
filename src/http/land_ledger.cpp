// SPDX-License-Identifier: Apache-2.0
#include "http/land_ledger.h"

#include "http/rights.h"
#include "release/ledger_reader.h"

namespace tilth::http {

std::string LandLedger::state(Services& services) {
  return state_key(services.shared<TypeSequences>(), services.store(), kLedgerTypes);
}

std::shared_ptr<const release::Ledger> LandLedger::at(Services& services, const store::Caller& caller,
                                                      std::optional<std::int64_t> known_at) {
  require_the_whole(caller, "the land-release account");
  const std::string key = state(services) + (known_at ? std::to_string(*known_at) : "");
  return cache_.get<release::Ledger>(key, [&] {
    SilentProgress progress;
    store::Caller whole;
    whole.highest_class = kWholeView;
    auto ledger = std::make_shared<const release::Ledger>(
        release::Ledger::of(release::read_land_history(services.store(), whole, known_at, progress), {}, progress));
    const std::size_t bytes =
        ledger->entries().size() * sizeof(release::Entry) + ledger->findings().size() * std::size_t{700};
    return std::pair{std::move(ledger), bytes};
  });
}

}  // namespace tilth::http
