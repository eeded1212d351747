// SPDX-License-Identifier: Apache-2.0
// The parameters of `items` and of tiles as a question to the store.
#pragma once

#include "http/message.h"
#include "http/ogc/crs.h"
#include "store/store.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tilth::http::ogc {

inline constexpr std::size_t kUsualLimit = 100;
inline constexpr std::size_t kHighestLimit = 10'000;

/// filter, filter-lang, filter-crs, datetime and queryables by name, as one condition; nothing without any.
/// @param known parameters that are none of these. Any other name must be a queryable of the type.
/// @throws Problem "ogc.bad_parameter", "request.unknown_parameter", "cql2.syntax", "cql2.type" ...
std::optional<cql2::Expression> condition_of(const Request& request, const store::Store& store,
                                             const model::RecordType& type, const std::vector<std::string>& known);

struct ItemsQuestion {
  store::Query query;
  Crs crs;
  std::vector<std::string> properties;  ///< asked for by name; empty: all
  bool with_geometry = true;            ///< skipGeometry=true leaves it out
};
ItemsQuestion items_question(const Request& request, const store::Store& store, const model::RecordType& type);

/// Fields that can be filtered by: seen by the caller, neither encrypted nor lines.
bool queryable(const store::Caller& caller, const model::Field& field);
/// Fields that can be sorted by.
bool sortable(const store::Caller& caller, const model::Field& field);

}  // namespace tilth::http::ogc
