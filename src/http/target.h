// SPDX-License-Identifier: Apache-2.0
// The target of a request line: its path in decoded segments, its query in decoded names and values.
#pragma once

#include "http/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::http {

struct Target {
  std::vector<std::string> segments;  ///< none for "/"; never empty, "." or ".."
  Fields query;

  [[nodiscard]] std::string path() const;  ///< "/a/b", without a slash at its end
};

/// A slash at the end says the same as none. @throws Problem "request.bad_path"
Target parse_target(std::string_view target);
/// The names and values of a query, or of a form's body (application/x-www-form-urlencoded): at most 200, UTF-8.
/// @throws Problem "request.bad_path"
Fields parse_query(std::string_view query);

}  // namespace tilth::http
