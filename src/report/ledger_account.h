// SPDX-License-Identifier: Apache-2.0
// The land account as JSON, and which records its dimensions name.
#pragma once

#include "release/ledger_tables.h"
#include "store/store.h"

#include <array>
#include <string>
#include <vector>

namespace tilth::report {

/// Columns of every table of accounts, in the order of the account.
inline constexpr std::array kAccountColumns{release::EntryKind::created,          release::EntryKind::extended,
                                            release::EntryKind::transferred_in,   release::EntryKind::reclassified_in,
                                            release::EntryKind::cancelled,        release::EntryKind::reduced,
                                            release::EntryKind::cleared,          release::EntryKind::transferred_out,
                                            release::EntryKind::reclassified_out, release::EntryKind::corrected};
/// What stands beside the account and changes nothing.
inline constexpr std::array kBesideAccount{release::EntryKind::released_again, release::EntryKind::released_outside,
                                           release::EntryKind::released_beyond};

/// Areas in m2 by the names of the entry kinds, "released", "remaining" and "by_basis". Organisations and years have
/// flows only: their remaining means nothing and is left out. So it is of a whole of which no hazard land is recorded.
Json account_json(const release::Account& account, bool flows_only);

/// Which columns say anything; created, the three releases and remaining always do. Land that leaves one record for
/// another leaves and enters the same account: where that is so in every line, both columns are left out.
std::vector<release::EntryKind> columns_of(const std::vector<const release::Account*>& lines);

/// The line's figures as whole m2 that add up to `sum`, what the line says is left, when what goes out is taken away.
std::vector<std::int64_t> whole_cells(const release::Account& account, const std::vector<release::EntryKind>& columns,
                                      std::int64_t sum);

/// The type whose records are a dimension's keys; empty when they are codes or years.
/// @pre the model has the type hazard
std::string type_of(const model::Model& model, release::Dimension dimension);

}  // namespace tilth::report
