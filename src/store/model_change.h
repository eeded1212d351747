// SPDX-License-Identifier: Apache-2.0
// What another model does to the records of a programme.
#pragma once

#include "base/uuid.h"
#include "model/model_difference.h"

#include <optional>
#include <string>
#include <vector>

namespace tilth::store {

/// One difference between the model of a programme and another, and the records that it touches.
struct ModelEffect {
  enum class Kind : std::uint8_t {
    none,          ///< records stay as they are
    lost,          ///< refused: living records say what the other model has no place for
    changed,       ///< refused: what records say would become something else
    carried,       ///< the same under another name or in another form
    worked_out,    ///< a computed field is worked out anew
    emptied,       ///< was computed, is now entered by people, and nobody has
    only_earlier,  ///< no living record says it, only earlier states and removed records do
    seen_by_more,  ///< of a lower class than before
    to_check,      ///< stays; rules may find it wrong
    findings_end   ///< findings of a rule that went
  };
  model::Difference difference;
  Kind kind = Kind::none;
  std::optional<std::int64_t> records;  ///< living records touched; of findings_end open findings
  std::int64_t earlier = 0;             ///< earlier states and removed records that have the value
  std::vector<std::string> examples;    ///< of what is refused: up to five records, by their label or id
  [[nodiscard]] bool refused() const { return kind == Kind::lost || kind == Kind::changed; }
};
std::string_view text_of(ModelEffect::Kind kind);

}  // namespace tilth::store
