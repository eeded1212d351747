// SPDX-License-Identifier: Apache-2.0
// The repair that a finding proposes.
#include "report/repair.h"

#include "base/problem.h"
#include "model/field_value.h"

namespace tilth::report {

store::Change repair_change(const model::Model& model, const Finding& finding) {
  const Json& repair = finding.repair;
  const model::RecordType* type = repair.is_object() ? model.find_type(repair.value("type", finding.type)) : nullptr;
  const std::optional<Uuid> id = type == nullptr ? std::nullopt : Uuid::parse(repair.at("record").get<std::string>());
  if (!id) throw Problem{"finding.unknown", {{"finding", finding.id().text()}, {"id", finding.id().text()}}};
  store::Change change{.kind = store::OperationKind::change,
                       .record = *id,
                       .type = type->name,
                       .set = {},
                       .seen_seq = repair.value("seen_seq", std::int64_t{0})};
  for (const auto& [name, json] : repair.at("set").items()) {
    const int index = type->index_of(name);
    if (index < 0) continue;
    change.set.emplace_back(index, json.is_null()
                                       ? store::Value{}
                                       : model::value_from_json(type->fields[static_cast<std::size_t>(index)], json));
  }
  return change;
}

}  // namespace tilth::report
