// SPDX-License-Identifier: Apache-2.0
// Activities of the International Aid Transparency Initiative (IATI 2.03): grants as activities with their money, the
// programme as an activity with its results.
#pragma once

#include "base/progress.h"
#include "indicators/indicators.h"
#include "model/yaml_tree.h"
#include "store/store.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tilth::report {

/// A text with {field} of a record in it.
using Template = std::string;

struct IatiOrganisation {
  std::string field;  ///< the record's reference
  std::string role;   ///< 1 funding, 2 accountable, 3 extending, 4 implementing (OrganisationRole)
};

struct IatiTransaction {
  std::string amount, currency, date;        ///< fields
  std::string kind;                          ///< field whose codes say what it is
  std::map<std::string, std::string> kinds;  ///< code -> TransactionType; "none": no transaction
  std::string provider, receiver;            ///< references; may be empty
};

/// Records of one type as activities.
struct IatiActivities {
  std::string of;
  std::optional<cql2::Expression> where;
  std::string identifier;  ///< the field that ends the activity's identifier
  Template title, description;
  std::string starts, ends;  ///< fields
  std::vector<IatiOrganisation> organisations;
  std::string place;
  std::vector<IatiTransaction> transactions;
};

struct IatiIndicator {
  const model::Indicator* indicator = nullptr;
  model::Text title;  ///< the indicator's own where empty
  std::optional<cql2::Expression> where;
  std::string split, cell;                     ///< one cell of a split, or the total
  std::string measure = "1";                   ///< IndicatorMeasure: 1 unit, 2 percentage
  bool ascending = true;                       ///< more is better
  std::string baseline_year;                   ///< its figure is worked out; empty: none is told
  std::map<std::string, std::string> targets;  ///< year -> value
};
struct IatiResult {
  model::Text title;
  std::string type = "1";  ///< ResultType: 1 output, 2 outcome, 3 impact, 9 other
  std::vector<IatiIndicator> indicators;
};

struct IatiSettings {
  std::string name;
  std::string reporter_ref, reporter_type;
  model::Text reporter_name;
  bool secondary = false;
  std::string language, currency, country, sector, flow, finance, aid, tied;  ///< codes of IATI's lists; may be empty
  bool humanitarian = true;
  std::string organisation_kind;                          ///< field of the organisations' type, for the next
  std::map<std::string, std::string> organisation_types;  ///< code -> OrganisationType
  std::string organisation_ref;                           ///< field with the organisation's IATI identifier
  // The programme as a whole.
  std::string programme_identifier, programme_starts, programme_ends;
  model::Text programme_title, programme_description;
  std::vector<IatiResult> results;
  std::vector<IatiActivities> activities;
};

/// @throws Problem "export.settings_unsound"
IatiSettings read_iati_settings(const std::filesystem::path& file, const model::Model& model);

struct IatiReport {
  std::string xml;
  std::size_t activities = 0, transactions = 0, results = 0;
  std::size_t without_figure = 0;     ///< periods of an indicator that have neither a figure nor a target
  std::size_t kept_back = 0;          ///< figures that the disclosure gate keeps back
  Json publications = Json::array();  ///< to be kept before anybody sees the file: keep_publications()
};

/// Whether something in it goes through the disclosure gate, so that there are publications to keep.
bool passes_the_gate(const IatiSettings& settings);

/// Nothing that is above the class `partner` is read for it but figures of the whole programme, those about people
/// through the disclosure gate as for the public: an IATI file is for everybody.
/// @param period whole years, such as 2022..2024, that results are told of
/// @param by who tells it; remembered with what passes the disclosure gate
/// @throws Problem "export.iati_incomplete" for a record that lacks what an activity must have, "indicator.bad_period",
/// "publication.*"
IatiReport iati_file(const store::Store& store, const IatiSettings& settings, const std::string& period, Date today,
                     std::string_view by, Progress& progress);

}  // namespace tilth::report
