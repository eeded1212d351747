// SPDX-License-Identifier: Apache-2.0
// The area that a treaty report states, against what the land-release ledger holds open on the last day of its year.
#pragma once

#include "release/ledger_tables.h"
#include "store/store.h"

#include <memory>
#include <vector>

namespace tilth::report {

/// For each form C of an APMBC report that is not yet submitted and states a total area: a finding `treaty_area` where
/// it differs by 1 m2 or more from the remaining area with anti-personnel mines, improvised ones among them (LR1), on
/// 31 December of the report's year. Values: year, reported_m2, computed_m2.
std::vector<Finding> treaty_area_findings(const store::Store& store, const store::Caller& caller,
                                          const std::shared_ptr<const release::Ledger>& ledger, Progress& progress);

}  // namespace tilth::report
