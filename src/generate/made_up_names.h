// SPDX-License-Identifier: Apache-2.0
// Made-up names of people who do not exist, so that records of one person can be looked for.
#pragma once

#include "base/uuid.h"
#include "generate/record_writer.h"

#include <string>

namespace tilth::generate {

/// A given name and a family name, the same for the same id and sex. Nothing is drawn: a country is the same country
/// with names as without.
std::string made_up_name(const Uuid& person, std::string_view sex);
/// As somebody else writes it down: the words exchanged, or a vowel heard otherwise.
std::string other_spelling(const std::string& name);
/// Names the casualties and survivors among the drafts; who survived has the name of the casualty record.
void name_people(RecordWriter& writer);

}  // namespace tilth::generate
