// SPDX-License-Identifier: Apache-2.0
// Figures for a health information system: DHIS2 data value sets (JSON) and ADX (XML), by a reviewed mapping.
#pragma once

#include "base/progress.h"
#include "indicators/indicators.h"
#include "report/readers.h"
#include "store/store.h"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::report {

/// What one cell of an indicator is over there. `uid` names it in data value sets, `code` in ADX.
struct Dhis2Name {
  std::string uid, code;
};
struct Dhis2Cell {
  Dhis2Name data_element;
  std::string category_option_combo;              ///< uid; empty: the default one
  std::map<std::string, std::string> categories;  ///< of ADX: the code of a category -> the code of its option
};
struct Dhis2Value {
  const model::Indicator* indicator = nullptr;
  std::optional<cql2::Expression> where;
  std::vector<std::string> split;          ///< beside the organisation units
  std::map<std::string, Dhis2Cell> cells;  ///< by key, parts joined by " / "; "total" without a split
  std::set<std::string> leave;             ///< keys that are not told
  std::string org_unit_split;              ///< the split that is the organisation unit; empty: the whole
};
enum class Dhis2Period : std::uint8_t { year, quarter, month };

struct Dhis2Settings {
  std::string name;
  Dhis2Name data_set;
  Dhis2Period period = Dhis2Period::year;
  std::optional<Dhis2Name> whole;          ///< the organisation unit of figures of the whole programme
  std::map<std::string, Dhis2Name> units;  ///< by what the programme calls a place
  std::set<std::string> leave_units;
  /// Who reads the other system. `inside`: it is the programme's own, and figures about people go there as they are; to
  /// partners and everybody through the disclosure gate. Nothing: such figures are refused.
  std::optional<ReportReader> readers;
  std::vector<Dhis2Value> values;
};

/// @throws Problem "export.settings_unsound", "export.about_people"
Dhis2Settings read_dhis2_settings(const std::filesystem::path& file, const model::Model& model);

enum class Dhis2Format : std::uint8_t { data_value_set, adx };

struct Dhis2Report {
  std::string text;
  std::size_t values = 0, left_out = 0;
  std::size_t without_figure = 0;
  std::size_t kept_back = 0;          ///< by the disclosure gate
  Json publications = Json::array();  ///< to be kept before anybody sees the text: keep_publications()
};

/// Whether something in it goes through the disclosure gate, so that there are publications to keep.
bool passes_the_gate(const Dhis2Settings& settings);

/// Every cell that has a figure is told, or left out by name; one that the mapping does not know is a refusal.
/// @param by who tells it; remembered with what passes the disclosure gate
/// @param period days that whole periods of the mapping's kind lie in, such as 2024 or 2023-01..2024-06
/// @throws Problem "export.unmapped_figure", "export.whole_periods_only", "indicator.bad_period", "publication.*"
Dhis2Report dhis2_file(const store::Store& store, const Dhis2Settings& settings, Dhis2Format format,
                       const std::string& period, std::string_view by, Progress& progress);

}  // namespace tilth::report
