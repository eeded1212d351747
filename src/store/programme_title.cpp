// SPDX-License-Identifier: Apache-2.0
#include "store/programme_title.h"

namespace tilth::store {

std::string programme_title(const Store& store) {
  const auto kept = store.setting(kProgrammeSettings);
  std::string title = kept && kept->is_object() ? kept->value("title", "") : "";
  return title.empty() ? store.model()->name : title;
}

}  // namespace tilth::store
