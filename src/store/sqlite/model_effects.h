// SPDX-License-Identifier: Apache-2.0
// What another model would do to the records of a file, counted.
#pragma once

#include "store/model_change.h"
#include "store/sqlite/schema.h"

#include <map>

namespace tilth::store::sqlite {

using TypeTables = std::map<std::string, TypeTable, std::less<>>;

/// In the order of model::differences. @param tables of `before`
std::vector<ModelEffect> effects_of(Connection& connection, const model::Model& before, const TypeTables& tables,
                                    const model::Model& after);

}  // namespace tilth::store::sqlite
