// SPDX-License-Identifier: Apache-2.0
// The state of the data behind an indicator, shown beside its figure: open findings on the records that it counts.
#pragma once

#include "indicators/indicators.h"

#include <map>
#include <optional>
#include <string>

namespace tilth::report {

struct DataQuality {
  std::int64_t errors = 0, warnings = 0;  ///< open, on the record types behind the figure
  std::int64_t checked_at = 0;            ///< operation up to which the last whole check knew the programme
};

/// Reads the saved findings once.
class QualityBeside {
 public:
  explicit QualityBeside(const store::Store& store);

  /// Nothing when the programme was never checked as a whole: no finding is then no praise.
  [[nodiscard]] std::optional<DataQuality> of(const model::Indicator& indicator) const;
  /// Records of the types behind the figure that are, by people's decisions (report/person_pairs.h), a further record
  /// of somebody who has one, and are there. The figure counts them: a decision changes none.
  [[nodiscard]] std::int64_t second_records(const model::Indicator& indicator) const;

 private:
  std::shared_ptr<const model::Model> model_;
  std::optional<std::int64_t> checked_at_;
  std::map<std::string, DataQuality> by_type_;
  std::map<std::string, std::int64_t> second_records_;
};

/// The setting that a whole check leaves in the programme: {"operation": the last one it knew}.
inline constexpr const char* kLastCheck = "check.last";

Json to_json(const std::optional<DataQuality>& quality);  ///< null where there is none

}  // namespace tilth::report
