// SPDX-License-Identifier: Apache-2.0
// Hashtags of the Humanitarian Exchange Language (HXL 1.1): "#affected+f+killed".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tilth {

/// An HXL hashtag in its one spelling: lower case, attributes sorted, no blanks: "#affected+f+killed". Nothing for text
/// that is no tag.
std::optional<std::string> hxl_tag(std::string_view cell);

}  // namespace tilth
