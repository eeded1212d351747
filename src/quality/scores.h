// SPDX-License-Identifier: Apache-2.0
// Data quality in six dimensions, per record type and organisation (methods 3.2).
#pragma once

#include "quality/check.h"

#include <array>

namespace tilth::quality {

/// What the dimensions are counted from.
struct QualityCounts {
  std::int64_t records = 0;
  std::int64_t required_cells = 0, missing_cells = 0;  ///< cells that do not apply are in neither
  std::int64_t complete_records = 0;
  std::int64_t filled_cells = 0, failing_cells = 0;  ///< outside the domain, kind or range of the field
  std::int64_t failing_records = 0;                  ///< against any cross-field rule
  std::int64_t surplus_duplicates = 0;
  std::optional<std::int64_t> reports_expected, reports_in_time;  ///< by the tasking calendar, where there is one
  std::optional<std::int64_t> fields_rechecked, fields_agreeing;  ///< of a field re-check, where there is one

  QualityCounts& operator+=(const QualityCounts& other);
};

enum class QualityDimension : std::uint8_t { completeness, validity, consistency, uniqueness, timeliness, accuracy };
inline constexpr int kQualityDimensions = 6;
std::string_view text_of(QualityDimension dimension);

struct QualityWeights {
  std::array<double, kQualityDimensions> of = {0.20, 0.15, 0.15, 0.10, 0.20, 0.20};  ///< methods 3.2, T-3.2b
};

struct QualityScore {
  std::array<std::optional<double>, kQualityDimensions> of;  ///< nothing: no data, or nothing to compare with
  std::optional<double> complete_records;                    ///< share of records with every required cell
  std::optional<double> accuracy_lower, accuracy_upper;      ///< Wilson, 95 %
  /// Of all six; nothing when a dimension is missing: a mean of fewer is another figure.
  std::optional<double> mean, geometric_mean, minimum;
  /// Weighted mean and minimum of the dimensions that are there, to be shown as partial.
  std::optional<double> partial_mean, partial_minimum;
};

QualityScore score_of(const QualityCounts& counts, const QualityWeights& weights = {});

struct QualityRow {
  std::string type, organisation;  ///< id of the organisation as text; empty where records name none
  QualityCounts counts;
  QualityScore score;
};

/// One row a type and organisation, and one a type with organisation "*" for all. Consistency and uniqueness come from
/// the findings of a check; timeliness and accuracy are null until a calendar and a re-check are recorded.
std::vector<QualityRow> quality_scores(const store::Store& store, const store::Caller& caller,
                                       const CheckResult& checked, Progress& progress);

}  // namespace tilth::quality
