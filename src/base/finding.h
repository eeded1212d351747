// SPDX-License-Identifier: Apache-2.0
// A question that the data ask the data team. Returned, saved, shown, settled by people; never thrown.
#pragma once

#include "base/json.h"
#include "base/uuid.h"

#include <optional>
#include <string>
#include <vector>

namespace tilth {

/// How much it matters (domain 1.7): an error blocks approval, a warning does not, a note informs.
enum class Severity { error, warning, note };

std::string_view text_of(Severity severity);  ///< "error", "warning", "note"
std::optional<Severity> severity_from(std::string_view text);

struct Finding {
  std::string rule;  ///< "hazard.product_outside" : subject.statement, as the model spells it
  Severity severity = Severity::warning;
  std::string type;                ///< record type of the first record; empty when about none
  std::vector<Uuid> records;       ///< those of `type` come before any other; no repeats
  std::string place;               ///< where inside the records: a field name, "ring 2 vertex 7"; part of the identity
  std::optional<double> lon, lat;  ///< where on the map, degrees WGS 84
  Json values = Json::object();    ///< numbers and texts that the message names
  Json repair;                     ///< null, or the changes a person may accept: {"record":..,"set":{field: value}}

  /// Identity that survives re-checks: rule, sorted record ids, place (DESIGN 5, Findings).
  [[nodiscard]] Uuid id() const;
};

}  // namespace tilth
