// SPDX-License-Identifier: Apache-2.0
// A record as CQL2 sees it: its values by slot; child counts and reference paths are asked for when needed, once.
#pragma once

#include "model/record_check.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tilth::model {

class RecordRow final : public cql2::Row {
 public:
  /// `paths` are those of the TypeSchema the expressions were bound with. All arguments must outlive the row.
  RecordRow(const RecordType& type, const std::vector<std::string>& paths, const Uuid& id,
            std::span<const cql2::Value> values, const Surroundings& around)
      : type_(type), paths_(paths), id_(id), values_(values), around_(around) {}

  [[nodiscard]] const cql2::Value& at(int slot) const override {
    const auto index = static_cast<std::size_t>(slot);
    if (index < values_.size()) return values_[index];
    const std::size_t beyond = index - type_.fields.size();
    if (asked_.size() <= beyond) asked_.resize(type_.children.size() + paths_.size());
    std::optional<cql2::Value>& known = asked_[beyond];
    if (!known) {
      known = beyond < type_.children.size() ? around_.child(type_, beyond, id_)
                                             : around_.path(type_, values_, paths_[beyond - type_.children.size()]);
    }
    return *known;
  }

 private:
  const RecordType& type_;
  const std::vector<std::string>& paths_;
  const Uuid& id_;
  std::span<const cql2::Value> values_;
  const Surroundings& around_;
  mutable std::vector<std::optional<cql2::Value>> asked_;
};

}  // namespace tilth::model
