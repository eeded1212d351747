// SPDX-License-Identifier: Apache-2.0
// What languages a browser asks for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tilth::http {

/// The tags of a header Accept-Language, such as "km-KH", the most wanted first; those of quality 0 are left out.
std::vector<std::string> accepted_languages(std::string_view header);

}  // namespace tilth::http
