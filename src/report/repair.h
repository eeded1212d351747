// SPDX-License-Identifier: Apache-2.0
// The repair that a finding proposes, as the ordinary change that a person may append.
#pragma once

#include "store/store.h"

namespace tilth::report {

/// Carries the state that the check had seen, so append refuses it when the record has moved on since ("store.stale").
/// @throws Problem "finding.unknown" when the finding proposes none or the model has no such type
store::Change repair_change(const model::Model& model, const Finding& finding);

/// Takes an applied repair back: the fields that it changed get the values that they had before it, as one more change,
/// which append refuses when the record moves on meanwhile. Nothing when none was applied, or the last was taken back;
/// the repair of another finding that set the same fields is none of this one's.
/// @throws Problem "store.stale" when one of its fields has changed since
std::optional<store::Change> undo_change(const store::Store& store, const store::Caller& caller,
                                         const Finding& finding);

/// The reasons that an applied repair, and one that was taken back, stand under in the history.
std::string repair_reason(const Finding& finding);
std::string undo_reason(const Finding& finding);

}  // namespace tilth::report
