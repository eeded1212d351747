// SPDX-License-Identifier: Apache-2.0
// What differs between two models, and what of it breaks records or tools that were made for the first.
#pragma once

#include "model/model.h"

namespace tilth::model {

struct Difference {
  enum class Kind : std::uint8_t { added, removed, changed };
  Kind kind = Kind::changed;
  std::string what;  ///< "type", "field", "child count", "rule", "workflow", "code list", "code", "indicator", "report"
  std::string name;  ///< "hazard", "hazard.depth", "land_class.sha", "LR2"
  std::string detail;  ///< "required: no -> yes; maximum: 10 -> 20"
  /// Records that are there may no longer fit: a type, field or code that went, another kind, a new requirement, a
  /// narrower range.
  bool breaks = false;
  std::string was;  ///< a field or code that had another name: that one
};
std::string_view text_of(Difference::Kind);

/// In the order types, code lists, indicators, reports (those that come or go); by name within each. A field with `was`
/// is a change of its name, not a loss. The same model twice gives nothing.
std::vector<Difference> differences(const Model& before, const Model& after);

}  // namespace tilth::model
