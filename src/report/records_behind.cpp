// SPDX-License-Identifier: Apache-2.0
#include "report/records_behind.h"

#include "model/report.h"

namespace tilth::report {
namespace {

/// "outcome" = 'killed'; empty where the field's values are not said by what the cell is called.
std::string condition(const model::Model& model, const model::RecordType& type, const std::string& split,
                      const std::string& value) {
  const model::Field* field = model::field_at_end(model, type, split);
  if (field == nullptr || field->many) return {};
  const std::string name = "\"" + split + "\"";
  if (value == "(not recorded)") return name + " IS NULL";
  if (field->kind == model::FieldKind::code || field->kind == model::FieldKind::text)
    return name + " = " + cql2::text_literal(value);
  if (field->kind == model::FieldKind::boolean) return name + " = " + (value == "yes" ? "TRUE" : "FALSE");
  return {};
}

}  // namespace

Json records_behind(const model::Model& model, const model::Indicator& indicator, const indicators::Question& question,
                    const std::vector<std::pair<std::string, std::string>>& cell) {
  if (indicator.representation) {  // those of the group
    const model::Indicator* of = model.counted_by(indicator);
    if (of == nullptr) return nullptr;
    auto group = cell;
    group.insert(group.end(), indicator.representation->group.begin(), indicator.representation->group.end());
    return records_behind(model, *of, question, group);
  }
  const model::RecordType* type = model.find_type(indicator.value.of);
  if (type == nullptr) return nullptr;
  std::string filter;
  const auto add = [&](const std::string& text) { filter += (filter.empty() ? "" : " AND ") + text; };
  if (indicator.value.where) add("(" + cql2::to_text(*indicator.value.where) + ")");
  if (question.where) add("(" + cql2::to_text(*question.where) + ")");
  if (question.to && !indicator.value.dated_by.empty()) {
    const std::string date = "\"" + indicator.value.dated_by + "\"";
    const std::string to_the_end = date + " <= DATE(" + cql2::text_literal(question.to->text()) + ")";
    const bool flow = indicator.stock_or_flow == "flow";
    if (flow && question.from) add(date + " >= DATE(" + cql2::text_literal(question.from->text()) + ")");
    add(flow ? to_the_end : "(" + date + " IS NULL OR " + to_the_end + ")");
  }
  for (const auto& [split, value] : cell) {
    const std::string part = condition(model, *type, split, value);
    if (part.empty()) return nullptr;
    add(part);
  }
  return {{"type", type->name}, {"filter", filter}};
}

}  // namespace tilth::report
