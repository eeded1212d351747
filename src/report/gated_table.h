// SPDX-License-Identifier: Apache-2.0
// Figures about people for others: each through the disclosure gate, remembered before anybody sees it.
#pragma once

#include "report/publication.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::report {

/// What others may see of a table about people.
struct GatedTable {
  std::optional<double> total;                                      ///< nothing: kept back
  std::map<std::vector<std::string>, std::optional<double>> cells;  ///< by the splits; nothing: kept back
  bool withheld = false;                                            ///< not even the total
  bool rolled_up = false;  ///< splits or categories were given up: a cell that is not there is no 0
};

/// @param splits that were asked for
GatedTable gated_table(const Publication& publication, const std::vector<std::string>& splits);

/// For files that leave the programme. Each table is audited with those before it in the same file; all are remembered
/// at once, when the file is whole.
class GatedFigures {
 public:
  /// All must outlive it.
  GatedFigures(const store::Store& store, ReportReader reader, std::string by, Progress& progress);
  /// @throws Problem "publication.*", "indicator.bad_period"
  GatedTable table(const model::Indicator& indicator, const Date& from, const Date& to,
                   const std::optional<cql2::Expression>& where, const std::vector<std::string>& splits);
  /// What keep_publications() takes.
  [[nodiscard]] const Json& entries() const { return entries_; }

 private:
  const store::Store& store_;
  ReportReader reader_;
  std::string by_;
  Progress& progress_;
  Json entries_ = Json::array();
};

}  // namespace tilth::report
