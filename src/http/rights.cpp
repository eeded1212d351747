// SPDX-License-Identifier: Apache-2.0
#include "http/rights.h"

#include "base/problem.h"
#include "people/linkage_rule.h"
#include "people/record_linkage.h"

#include <algorithm>

namespace tilth::http {

const model::RecordType& seen_type(const model::Model& model, const store::Caller& caller, std::string_view name) {
  const model::RecordType* type = model.find_type(name);
  if (type == nullptr || !may_see(caller, *type)) throw Problem{"store.unknown_type", {{"type", name}}};
  return *type;
}

bool may_see(const store::Caller& caller, const model::Model& model, const model::RecordType& type,
             const model::Rule& rule) {
  if (!may_see(caller, type)) return false;
  // That two records are alike says something of the names in both.
  if (rule.check == people::kSamePersonCheck) return people::may_link(caller, model, type, rule);
  if (!rule.check.empty()) return caller.highest_class >= kWholeView;
  for (const auto* part : {&rule.when, &rule.must})
    if (*part && !may_ask(caller, model, type, **part)) return false;
  const model::Field* field = rule.field.empty() ? nullptr : type.find(rule.field);
  if (field != nullptr && !may_see(caller, *field)) return false;
  // The message shows values, in whatever language it is read.
  return std::all_of(type.fields.begin(), type.fields.end(), [&](const model::Field& named) {
    return may_see(caller, named) || rule.message.en().find("{" + named.name + "}") == std::string::npos;
  });
}

void require_the_whole(const store::Caller& caller, std::string_view what) {
  if (!sees_the_whole(caller)) throw Problem{"access.partial_view", {{"what", what}}};
}

std::string fingerprint(const store::Caller& caller) {
  std::string text{text_of(caller.highest_class)};
  for (const auto& [type, rows] : caller.rows) text += "\n" + type + ":" + cql2::to_text(rows);
  return text;
}

}  // namespace tilth::http
