// SPDX-License-Identifier: Apache-2.0
#include "report/sight.h"

#include <algorithm>

namespace tilth::report {

using store::may_see;
using store::sees_all_rows;

bool may_ask(const store::Caller& caller, const model::Model& model, const model::RecordType& type,
             std::string_view property) {
  const model::RecordType* at = &type;
  for (std::string_view rest = property; at != nullptr;) {
    if (!may_see(caller, *at)) return false;
    const std::size_t dot = rest.find('.');
    const std::string_view step = rest.substr(0, dot);
    const model::Field* field = at->find(step);
    if (field == nullptr) {  // a child count: its records are counted as the caller sees them
      return std::all_of(at->children.begin(), at->children.end(), [&](const model::ChildCount& child) {
        if (child.name != step) return true;
        const model::RecordType* of = model.find_type(child.type);
        return of == nullptr ||
               (sees_all_rows(caller, *of) && (!child.where || may_ask(caller, model, *of, *child.where)) &&
                (child.sum.empty() || may_ask(caller, model, *of, child.sum)));
      });
    }
    if (!may_see(caller, *field)) return false;
    if (dot == std::string_view::npos) return true;
    at = model.find_type(field->refers_to);
    rest = rest.substr(dot + 1);
  }
  return true;
}

bool may_ask(const store::Caller& caller, const model::Model& model, const model::RecordType& type,
             const cql2::Expression& expression) {
  const std::vector<std::string> names = cql2::properties(expression);
  return std::all_of(names.begin(), names.end(),
                     [&](const std::string& name) { return may_ask(caller, model, type, name); });
}

bool sees_the_whole(const store::Caller& caller) { return caller.highest_class >= kWholeView && caller.rows.empty(); }

}  // namespace tilth::report
