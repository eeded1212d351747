// SPDX-License-Identifier: Apache-2.0
// Assessments for people: scores, what changed since the earlier of the same edition, agreement, what comes next.
#pragma once

#include "store/store.h"

#include <optional>
#include <string>
#include <string_view>

namespace tilth::report {

/// {items: [{id, name, instrument, edition, subject, on, kind, score, lowest, band, answered, applicable, ...}]}, the
/// latest first. Scores of different editions stand in one list and are not compared.
/// @throws Problem "store.unknown_type"
Json assessments_json(const store::Store& store, const store::Caller& caller, std::string_view language);

/// One assessment with its questions, answers, scores, heat map over the assessments of the same subject, action plan.
/// @param assessment id or local id
/// @param known_at as it was known after that operation; names are as they are today
/// @param compare another of the same subject, not later; empty: the latest earlier one of the same edition and kind
/// @throws Problem "store.unknown_type", "assessment.unknown", "assessment.other_edition", "assessment.other_subject",
/// "assessment.later"
Json assessment_json(const store::Store& store, const store::Caller& caller, std::string_view assessment,
                     std::string_view compare, std::string_view language, std::optional<std::int64_t> known_at = {});

/// The self-reliance profile of a year and of the years before. No ranking of countries: it speaks of one programme.
/// @param year without one the latest that has shares
/// @throws Problem "store.unknown_type"
Json self_reliance_json(const store::Store& store, const store::Caller& caller, std::optional<int> year,
                        std::string_view language);

}  // namespace tilth::report
