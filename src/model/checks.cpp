// SPDX-License-Identifier: Apache-2.0
// What refers to what inside a model, and whether its CQL2 fits.
#include "model/checks.h"

#include "base/problem.h"

#include <algorithm>
#include <set>

namespace tilth::model {
namespace {

std::vector<std::string> type_names(const Model& model) {
  std::vector<std::string> names;
  for (const RecordType& type : model.types) names.push_back(type.name);
  return names;
}

std::string meant(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest_word(word, known);
  return near.empty() ? std::string{} : "Did you mean " + near + "?";
}

class TypeCheck {
 public:
  TypeCheck(const Model& model, const RecordType& type, const Tree& tree, Problems& problems)
      : model_(model), type_(type), tree_(tree), problems_(problems), schema_(model, type) {}

  void run() {
    for (const Field& field : type_.fields)
      check_field(field, type_.fields, at({"fields", field.counts_of.empty() ? field.name : field.counts_of}));
    check_roles();
    for (const ChildCount& child : type_.children) check_child(child);
    computed_cycles();
    const Tree* rules = tree_.find("rules");
    for (std::size_t i = 0; i < type_.rules.size(); ++i) {
      check_rule(type_.rules[i], rules != nullptr && i < rules->items.size() ? rules->items[i] : tree_);
    }
    if (type_.workflow) check_workflow(*type_.workflow);
  }

 private:
  const Tree& at(std::initializer_list<std::string_view> path) const {
    const Tree* node = &tree_;
    for (const std::string_view key : path) {
      const Tree* next = node->find(key);
      if (next == nullptr || next->line == 0) return *node;
      node = next;
    }
    return *node;
  }

  /// The line of a key, which an overlay may have given; the line of the whole without it.
  static const Tree& part(const Tree& where, std::string_view key) {
    const Tree* found = where.find(key);
    return found == nullptr || found->line == 0 ? where : *found;
  }

  void check_field(const Field& field, const std::vector<Field>& beside, const Tree& where) {
    if (field.kind == FieldKind::code && model_.find_codes(field.codes) == nullptr) {
      std::vector<std::string> lists;
      for (const CodeList& list : model_.code_lists) lists.push_back(list.name);
      problems_.add(part(where, "codes"), "There is no code list " + field.codes + ".", meant(field.codes, lists));
    }
    if (field.kind == FieldKind::reference && model_.find_type(field.refers_to) == nullptr) {
      problems_.add(part(where, "to"), "There is no record type " + field.refers_to + ".",
                    meant(field.refers_to, type_names(model_)));
    }
    if (!field.currency_field.empty() && std::none_of(beside.begin(), beside.end(), [&](const Field& one) {
          return one.name == field.currency_field;
        })) {
      problems_.add(part(where, "currency"),
                    "There is no field " + field.currency_field + " for the currency of " + field.name + ".");
    }
    for (const Field& line : field.line_fields) check_field(line, field.line_fields, where);
    if (field.required_when)
      check_expression(*field.required_when, schema_, part(where, "required_when"), "required_when");
    if (field.computed) {
      check_expression(*field.computed, schema_, part(where, "computed"), "computed");
      for (const std::string& name : cql2::properties(*field.computed)) {
        if (type_.find(name) == nullptr) {
          problems_.add(where, "The computed field " + field.name + " speaks of " + name +
                                   ", which is no field of the same record.");
        }
      }
    }
  }

  void check_expression(const cql2::Expression& expression, const cql2::Schema& schema, const Tree& where,
                        std::string_view key) {
    try {
      const cql2::Bound bound{expression, schema};
    } catch (const Problem& problem) {
      problems_.add(where, "`" + std::string{key} + "`: " + problem.title());
    }
    for (const std::string& name : cql2::properties(expression)) {
      const Field* field = type_.find(name);
      if (field != nullptr && field->encrypted) {
        problems_.add(where, "`" + std::string{key} + "` speaks of " + name + ", which is encrypted.",
                      "Encrypted fields stay out of rules and filters.");
      }
    }
  }

  void check_roles() {
    const auto role = [&](const std::string& name, std::string_view key, auto fits, std::string_view wanted) {
      if (name.empty()) return;
      const Field* field = type_.find(name);
      if (field == nullptr) {
        std::vector<std::string> names;
        for (const Field& one : type_.fields) names.push_back(one.name);
        problems_.add(at({key}), "`" + std::string{key} + "`: there is no field " + name + ".", meant(name, names));
      } else if (!fits(*field)) {
        problems_.add(at({key}), "`" + std::string{key} + "`: " + name + " is not " + std::string{wanted} + ".");
      }
    };
    role(
        type_.geometry_field, "geometry", [](const Field& f) { return f.kind == FieldKind::geometry; }, "a geometry");
    role(
        type_.label_field, "label", [](const Field& f) { return !f.encrypted && !f.many; }, "a plain value");
    role(
        type_.date_field, "dated_by",
        [](const Field& f) { return f.kind == FieldKind::date || f.kind == FieldKind::instant; }, "a date");
    role(
        type_.place_field, "place", [](const Field& f) { return f.kind == FieldKind::reference && !f.many; },
        "a reference");
    role(
        type_.organisation_field, "organisation",
        [](const Field& f) { return f.kind == FieldKind::reference && !f.many; }, "a reference");
  }

  void check_child(const ChildCount& child) {
    const Tree& where = at({"children", child.name});
    const RecordType* other = model_.find_type(child.type);
    if (other == nullptr) {
      problems_.add(where, "There is no record type " + child.type + ".", meant(child.type, type_names(model_)));
      return;
    }
    if (type_.find(child.name) != nullptr)
      problems_.add(where, "The child count " + child.name + " has the name of a field.");
    const Field* by = other->find(child.by);
    if (by == nullptr || by->kind != FieldKind::reference || by->refers_to != type_.name) {
      problems_.add(where, child.type + "." + child.by + " is no reference to " + type_.name + ".");
    }
    if (!child.sum.empty()) {
      const Field* sum = other->find(child.sum);
      const bool number = sum != nullptr && (sum->kind == FieldKind::area || sum->kind == FieldKind::integer ||
                                             sum->kind == FieldKind::decimal || sum->kind == FieldKind::length ||
                                             sum->kind == FieldKind::money);
      if (!number) problems_.add(where, child.type + "." + child.sum + " is no number to add up.");
    }
    if (child.where) {
      const TypeSchema schema{model_, *other};
      try {
        const cql2::Bound bound{*child.where, schema};
      } catch (const Problem& problem) {
        problems_.add(where, "`where`: " + problem.title());
      }
      for (const std::string& name : cql2::properties(*child.where)) {
        const Field* field = other->find(name);
        if (field == nullptr)
          problems_.add(where,
                        "`where` of a child count speaks of fields of " + child.type + " alone, not " + name + ".");
        else if (field->encrypted)
          problems_.add(where, "`where` speaks of " + name + ", which is encrypted.");
      }
    }
  }

  void computed_cycles() {
    std::set<std::string> done;
    for (const Field& field : type_.fields) {
      std::vector<std::string> way;
      follow(field, way, done);
    }
  }
  void follow(const Field& field, std::vector<std::string>& way, std::set<std::string>& done) {
    if (!field.computed || done.contains(field.name)) return;
    if (std::find(way.begin(), way.end(), field.name) != way.end()) {
      std::string circle;
      for (const std::string& step : way) circle += step + " -> ";
      problems_.add(at({"fields", field.name}), "Computed fields go in a circle: " + circle + field.name + ".");
      done.insert(field.name);
      return;
    }
    way.push_back(field.name);
    for (const std::string& name : cql2::properties(*field.computed)) {
      if (const Field* next = type_.find(name); next != nullptr) follow(*next, way, done);
    }
    way.pop_back();
    done.insert(field.name);
  }

  void check_rule(const Rule& rule, const Tree& where) {
    if (!ids_.insert(rule.id).second)
      problems_.add(where, "The rule id " + rule.id + " stands twice.", "Give one of them another id.");
    const auto part = [&](const char* key) -> const Tree& {
      const Tree* found = where.find(key);
      return found != nullptr ? *found : where;
    };
    if (rule.when) check_expression(*rule.when, schema_, part("when"), "when");
    if (rule.must) check_expression(*rule.must, schema_, part("must"), "must");
    if (!rule.field.empty() && type_.find(rule.field) == nullptr && !schema_.find(rule.field)) {
      problems_.add(part("field"), "There is no field " + rule.field + ".", meant(rule.field, schema_.names()));
    }
    if (!rule.check.empty()) return;  // the values of its message are the check's
    for (const auto& [language, text] : rule.message.by_language) {
      for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close == std::string::npos) break;
        const std::string name = text.substr(open + 1, close - open - 1);
        if (!schema_.find(name)) {
          problems_.add(part("message"),
                        "The message names {" + name + "}, which is no property of " + type_.name + ".",
                        meant(name, schema_.names()));
        }
        const Field* field = type_.find(name);
        if (field != nullptr && field->encrypted)
          problems_.add(part("message"), "The message names {" + name + "}, which is encrypted.");
      }
    }
    for (const RuleExample& example : rule.examples) {
      for (const auto& [name, value] : example.values) {
        if (!schema_.find(name)) {
          problems_.add(part("examples"), "The example names " + name + ", which is no property of " + type_.name + ".",
                        meant(name, schema_.names()));
        }
      }
    }
  }

  void check_workflow(const Workflow& workflow) {
    const Field* field = type_.find(workflow.field);
    if (field == nullptr || field->kind != FieldKind::code) {
      problems_.add(at({"workflow"}), "The workflow's field " + workflow.field + " is no code field.");
      return;
    }
    const CodeList* list = model_.find_codes(field->codes);
    const auto state = [&](const std::string& name) {
      if (list != nullptr && list->find(name) == nullptr) {
        problems_.add(at({"workflow"}), "The workflow's state " + name + " is no value of " + list->name + ".",
                      meant(name, list->values()));
      }
    };
    state(workflow.initial);
    for (const Transition& transition : workflow.transitions) {
      state(transition.from);
      state(transition.to);
      if (transition.guard) check_expression(*transition.guard, schema_, at({"workflow"}), "guard");
    }
  }

  const Model& model_;
  const RecordType& type_;
  const Tree& tree_;
  Problems& problems_;
  TypeSchema schema_;
  std::set<std::string> ids_;
};

void check_codes(const CodeList& list, const Tree& tree, Problems& problems) {
  for (const Code& code : list.codes) {
    if (!code.parent.empty() && list.find(code.parent) == nullptr) {
      problems.add(tree, "The parent " + code.parent + " of " + code.value + " is no value of " + list.name + ".",
                   meant(code.parent, list.values()));
    }
  }
}

void check_measure(const Model& model, const Measure& measure, const Tree& tree, Problems& problems) {
  const RecordType* type = model.find_type(measure.of);
  if (type == nullptr) {
    if (measure.of != "land_ledger") {
      problems.add(tree, "There is no record type " + measure.of + ".", meant(measure.of, type_names(model)));
    }
    return;
  }
  const TypeSchema schema{model, *type};
  for (const auto* expression : {&measure.argument, &measure.where}) {
    if (!*expression) continue;
    try {
      const cql2::Bound bound{**expression, schema};
    } catch (const Problem& problem) {
      problems.add(tree, problem.title());
    }
    for (const std::string& name : cql2::properties(**expression)) {
      const Field* field = type->find(name);
      if (field != nullptr && field->encrypted)
        problems.add(tree, "An indicator speaks of " + name + ", which is encrypted.");
    }
  }
  if (!measure.dated_by.empty()) {
    const auto found = schema.find(measure.dated_by);
    if (!found || (found->type != cql2::ValueType::date && found->type != cql2::ValueType::instant)) {
      problems.add(tree, "`dated_by`: " + measure.dated_by + " is no date of " + measure.of + ".",
                   meant(measure.dated_by, schema.names()));
    }
  }
}

void check_indicator(const Model& model, const Indicator& indicator, const Tree& tree, Problems& problems) {
  if (!indicator.computed_by.empty()) return;
  check_measure(model, indicator.value, tree, problems);
  if (indicator.denominator) check_measure(model, *indicator.denominator, tree, problems);
  const RecordType* type = model.find_type(indicator.value.of);
  if (type == nullptr) return;
  const TypeSchema schema{model, *type};
  for (const std::string& split : indicator.split_by) {
    if (split == "year" || split == "month") continue;
    const Field* field = type->find(split);
    if (field != nullptr && field->encrypted) problems.add(tree, "The split " + split + " is encrypted.");
    if (!schema.find(split)) {
      problems.add(tree, "The split " + split + " is no property of " + type->name + ".", meant(split, schema.names()));
    }
  }
}

}  // namespace

void check_references(const Model& model, const CheckContext& context, Problems& problems) {
  const auto twice = [&](const auto& list, const std::vector<Tree>& trees, auto name_of, std::string_view what) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!seen.insert(name_of(list[i])).second) {
        problems.add(trees[i], "The " + std::string{what} + " " + name_of(list[i]) + " is declared twice.",
                     "An overlay changes one with extends.");
      }
    }
  };
  twice(
      model.types, context.type_trees, [](const RecordType& type) { return type.name; }, "record type");
  twice(
      model.code_lists, context.codes_trees, [](const CodeList& list) { return list.name; }, "code list");
  twice(
      model.indicators, context.indicator_trees, [](const Indicator& indicator) { return indicator.id; }, "indicator");
  for (std::size_t i = 0; i < model.types.size(); ++i)
    TypeCheck{model, model.types[i], context.type_trees[i], problems}.run();
  for (std::size_t i = 0; i < model.code_lists.size(); ++i)
    check_codes(model.code_lists[i], context.codes_trees[i], problems);
  for (std::size_t i = 0; i < model.indicators.size(); ++i)
    check_indicator(model, model.indicators[i], context.indicator_trees[i], problems);
}

}  // namespace tilth::model
