// SPDX-License-Identifier: Apache-2.0
// The check of a whole programme with what the ledger finds, and the findings that it leaves in the store.
#pragma once

#include "quality/check.h"

namespace tilth::report {

/// quality::check with the ledger's findings in it, where the programme has hazards. Writes nothing.
/// @throws as quality::check
quality::CheckResult whole_check(const store::Store& store, const store::Caller& caller, quality::CheckOptions options,
                                 Progress& progress);

/// Saves what a check found and answers with every finding of its rules, the settled and the mended among them.
/// A check that looked at some record types only does not say that the findings of others are gone: save what a check
/// of all types found. One of all rules leaves its mark (kLastCheck). @throws as Store::save_findings
std::vector<store::SavedFinding> save_check(store::Store& store, const quality::CheckResult& checked);

}  // namespace tilth::report
