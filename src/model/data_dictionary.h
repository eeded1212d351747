// SPDX-License-Identifier: Apache-2.0
// The programme's data dictionary: what is recorded, how, under which rules, counted how; for people.
#pragma once

#include "base/document.h"
#include "model/model.h"

namespace tilth::model {

/// All record types by theme with their fields, rules and workflow, all code lists, all indicators, each with its
/// source and mark. Titles in `language`, with the visible fall back to English; headings in en, fr, es or ar.
Document data_dictionary(const Model& model, const std::string& language);

}  // namespace tilth::model
