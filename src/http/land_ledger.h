// SPDX-License-Identifier: Apache-2.0
// The land-release ledger of the programme, worked out once for all who ask.
#pragma once

#include "http/answer_cache.h"
#include "http/services.h"
#include "http/type_sequences.h"
#include "release/ledger.h"

#include <memory>
#include <string>

namespace tilth::http {

/// Read with all that is not personal: for callers whom rights.h says see the whole.
class LandLedger {
 public:
  /// @throws Problem "ledger.no_hazards", "access.partial_view" as require_the_whole()
  std::shared_ptr<const release::Ledger> at(Services& services, const store::Caller& caller,
                                            std::optional<std::int64_t> known_at);
  /// What the ledger hangs on, as a part of keys.
  static std::string state(Services& services);

 private:
  AnswerCache cache_{768U << 20};  // a ledger of a million releases takes about 300 MB
};

/// What is read of records for the ledger.
inline const std::vector<std::string> kLedgerTypes{"hazard", "area_change", "activity", "land_release_product",
                                                   "place"};

}  // namespace tilth::http
