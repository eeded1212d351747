// SPDX-License-Identifier: Apache-2.0
#include "store/model_change.h"

#include <array>

namespace tilth::store {

std::string_view text_of(ModelEffect::Kind kind) {
  constexpr std::array<std::string_view, 10> kTexts{"none",       "lost",        "changed",      "carried",
                                                    "worked_out", "emptied",     "only_earlier", "seen_by_more",
                                                    "to_check",   "findings_end"};
  return kTexts[static_cast<std::size_t>(kind)];
}

}  // namespace tilth::store
