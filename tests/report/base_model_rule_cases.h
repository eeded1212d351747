// SPDX-License-Identifier: Apache-2.0
// The rules of the base model that base_model_rules_test.cpp shows with one bad record each.
#pragma once

#include <set>
#include <string>

namespace tilth::report {

/// By id. Each fires as often as its case says, and not at all in the country as it is.
std::set<std::string> rules_shown_one_by_one();

}  // namespace tilth::report
