// SPDX-License-Identifier: Apache-2.0
// The repair that a finding proposes, as the ordinary change that a person may append.
#pragma once

#include "store/store.h"

namespace tilth::report {

/// Carries the state that the check had seen, so append refuses it when the record has moved on since ("store.stale").
/// @throws Problem "finding.unknown" when the finding proposes none or the model has no such type
store::Change repair_change(const model::Model& model, const Finding& finding);

}  // namespace tilth::report
