// SPDX-License-Identifier: Apache-2.0
// JSON trees, and the one canonical text of a tree that hashes are made of.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace tilth {

using Json = nlohmann::json;  // object keys are sorted

/// Sorted keys, no spaces, UTF-8, integers and strings only as numbers go (methods 6.4). A double is written by its
/// shortest text that reads back the same. @throws std::invalid_argument for NaN, infinity or broken UTF-8
std::string canonical_json(const Json& tree);

/// Appends the JSON string literal of UTF-8 text, quotes included. Bytes that are no UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace tilth
