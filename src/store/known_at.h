// SPDX-License-Identifier: Apache-2.0
// "As it was known then", as people write it.
#pragma once

#include "store/store.h"

#include <optional>
#include <string_view>

namespace tilth::store {

/// The receipt sequence that an instant, a date (when its last day ended, UTC) or a sequence number means. Digits alone
/// are a number, also four of them: a number that was read off an answer never turns into a year. Nothing for any other
/// text, and for a number that the log has not come to.
std::optional<std::int64_t> seq_known_at(const Store& store, std::string_view text);

}  // namespace tilth::store
