// SPDX-License-Identifier: Apache-2.0
// What changed since a moment, as one caller may see it.
#pragma once

#include "store/store.h"

#include <map>
#include <string>

namespace tilth::http {

struct Changes {
  std::int64_t since = 0, until = 0;
  std::int64_t count = 0;                       ///< operations on records that the caller may see
  std::map<std::string, std::int64_t> by_type;  ///< of those
  bool openings = false;                        ///< of pairs, that concern the caller: something was done
  bool more = false;                            ///< looked at the first ones only
};

/// @param most operations that are looked at
Changes changes_since(const store::Store& store, const store::Caller& caller, std::int64_t since, std::int64_t most);

}  // namespace tilth::http
