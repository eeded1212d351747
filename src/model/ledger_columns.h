// SPDX-License-Identifier: Apache-2.0
// The columns of the land account as indicators and reports ask for them: the virtual type land_ledger.
#pragma once

#include "cql2/cql2.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace tilth::model {

using cql2::ValueType;

inline constexpr std::array<std::pair<std::string_view, ValueType>, 13> kLedgerColumns{
    {{"hazard", ValueType::text},
     {"entry", ValueType::text},
     {"area", ValueType::number},
     {"basis", ValueType::text},
     {"on", ValueType::date},
     {"place", ValueType::text},
     {"province", ValueType::text},
     {"organisation", ValueType::text},
     {"contamination", ValueType::text},  // codes with ", " between, as its split is keyed
     {"class", ValueType::text},
     {"method", ValueType::text},
     {"donor", ValueType::text},
     {"near_border", ValueType::boolean}}};

/// Slot i is column i.
class LedgerColumns final : public cql2::Schema {
 public:
  [[nodiscard]] std::optional<cql2::Property> find(std::string_view name) const override {
    for (std::size_t i = 0; i < kLedgerColumns.size(); ++i) {
      if (kLedgerColumns[i].first == name)
        return cql2::Property{std::string{name}, kLedgerColumns[i].second, {}, static_cast<int>(i)};
    }
    return std::nullopt;
  }
  [[nodiscard]] std::vector<std::string> names() const override {
    std::vector<std::string> all;
    for (const auto& column : kLedgerColumns) all.emplace_back(column.first);
    return all;
  }
};

}  // namespace tilth::model
