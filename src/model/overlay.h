// SPDX-License-Identifier: Apache-2.0
// How an overlay's document changes the base model's: maps merge by key, rules and transitions by name.
#pragma once

#include "model/yaml_tree.h"

namespace tilth::model {

/// Applies `overlay` (whose first key is extends, extends_codes or extends_indicator) to `base`.
void apply_overlay(Tree& base, const Tree& overlay, Problems& problems);

}  // namespace tilth::model
