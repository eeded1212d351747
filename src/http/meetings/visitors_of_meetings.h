// SPDX-License-Identifier: Apache-2.0
// What all requests of the pages of meetings share.
#pragma once

#include "http/visitors/limits.h"

#include <mutex>

namespace tilth::http::meetings {

struct Visitors {
  std::mutex guard;  ///< one writer at a time: the same form twice is one record
  visitors::Limits limits{"meeting.too_many"};
  /// Wrong codes: all people in a hall may share one address, and mistype.
  visitors::Limits codes{"meeting.too_many", 100};
};

}  // namespace tilth::http::meetings
