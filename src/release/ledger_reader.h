// SPDX-License-Identifier: Apache-2.0
// The land history of a programme, read from its store.
#pragma once

#include "release/ledger.h"
#include "store/store.h"

namespace tilth::release {

/// Hazards, changes of their land and products, by the names that the base model gives them: types `hazard`,
/// `area_change`, `land_release_product`; geometry, date, place and organisation by the roles of the type. A field that
/// a national model leaves out is taken as unknown; a type that it leaves out has no records.
///
/// `known_at`: the records as they were known after that receipt sequence.
/// @throws Problem "ledger.no_hazards" when the model has no type `hazard`, "job.cancelled"
LandHistory read_land_history(const store::Store& store, const store::Caller& caller,
                              std::optional<std::int64_t> known_at, Progress& progress,
                              unsigned threads = LedgerOptions{}.threads);

/// The level of places that the ledger calls provinces; the country is 0.
inline constexpr std::int64_t kProvinceLevel = 1;

}  // namespace tilth::release
