// SPDX-License-Identifier: Apache-2.0
// What refers to what inside a model, and whether its CQL2 fits.
#include "model/checks.h"

#include "base/problem.h"
#include "model/report.h"
#include "model/workflow_step.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace tilth::model {
namespace {

std::vector<std::string> type_names(const Model& model) {
  std::vector<std::string> names;
  for (const RecordType& type : model.types) names.push_back(type.name);
  return names;
}

/// Whether a property, here or along a path of references, is encrypted: such a one is in no rule, filter or figure.
bool is_encrypted(const Model& model, const RecordType& type, std::string_view path) {
  const Field* field = field_at_end(model, type, path);
  return field != nullptr && field->encrypted;
}

bool lies_in_an_area(const RecordType& type) {
  const Field* shape = type.find(type.geometry_field);
  return shape != nullptr && (shape->geometry == "polygon" || shape->geometry == "any");
}

class TypeCheck {
 public:
  TypeCheck(const Model& model, const RecordType& type, const Tree& tree, Problems& problems)
      : model_(model), type_(type), tree_(tree), problems_(problems), schema_(model, type) {}

  void run() {
    for (const Field& field : type_.fields)
      check_field(field, type_.fields, at({"fields", field.counts_of.empty() ? field.name : field.counts_of}));
    check_roles();
    check_apart();
    for (const ChildCount& child : type_.children) check_child(child);
    computed_cycles();
    const Tree* rules = tree_.find("rules");
    for (std::size_t i = 0; i < type_.rules.size(); ++i) {
      check_rule(type_.rules[i], rules != nullptr && i < rules->items.size() ? rules->items[i] : tree_);
    }
    if (type_.workflow) check_workflow(*type_.workflow);
    check_seal();
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
      if (is_encrypted(model_, type_, name)) {
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
    for (const Field& field : type_.fields)
      if (field.kind == FieldKind::attachment && !field.geometry.empty() &&
          (field.geometry != type_.geometry_field || !lies_in_an_area(type_)))
        problems_.add(at({"fields", field.name}),
                      "`geometry` of " + field.name + " names no main geometry that is an area.",
                      "A picture lies on the type's `geometry`, a polygon.");
    for (const Field& field : type_.fields)
      role(
          field.consent, "consent", [](const Field& f) { return f.kind == FieldKind::code && f.many; },
          "a field of several codes");
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
    if (!leads_here(*other, child.by))
      problems_.add(where, child.type + "." + child.by + " is no reference to " + type_.name + ".");
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
        const bool counted = std::any_of(other->children.begin(), other->children.end(),
                                         [&](const ChildCount& one) { return one.name == name; });
        if (counted)  // counts of counts could go in a circle
          problems_.add(where, "`where` of a child count speaks of " + name + ", which is counted itself.");
        else if (is_encrypted(model_, *other, name))
          problems_.add(where, "`where` speaks of " + name + ", which is encrypted.");
      }
    }
  }

  /// Whether a path of references, each of one record, ends in one to this type.
  [[nodiscard]] bool leads_here(const RecordType& from, std::string_view path) const {
    const RecordType* at = &from;
    for (int steps = 1; steps <= 3; ++steps) {
      const std::size_t dot = path.find('.');
      const Field* field = at->find(path.substr(0, dot));
      if (field == nullptr || field->kind != FieldKind::reference) return false;
      if (dot == std::string_view::npos) return field->refers_to == type_.name;
      at = model_.find_type(field->refers_to);
      if (at == nullptr || field->many) return false;
      path = path.substr(dot + 1);
    }
    return false;
  }

  void check_apart() {
    for (const auto& [name, code] : type_.apart) {
      const Field* field = type_.find(name);
      const auto property = schema_.find(name);
      if (!property || is_encrypted(model_, type_, name) || (field != nullptr && field->many)) {
        problems_.add(at({"apart"}), "`apart`: " + name + " is no plain property.", meant(name, schema_.names()));
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
        if (is_encrypted(model_, type_, name))
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

  void check_seal() {
    if (type_.sealed_by.empty()) return;
    const Field* field = type_.find(type_.sealed_by);
    const RecordType* by = field == nullptr || field->many ? nullptr : model_.find_type(field->refers_to);
    if (by == nullptr || !by->workflow || by->workflow->sealed.empty())
      problems_.add(at({"sealed_by"}),
                    "`sealed_by` " + type_.sealed_by + " is no reference to one record of a type with sealed states.");
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
    for (const std::string& name : workflow.sealed) state(name);
    for (const Transition& transition : workflow.transitions) {
      state(transition.from);
      state(transition.to);
      if (transition.guard) check_expression(*transition.guard, schema_, at({"workflow"}), "guard");
      if (transition.at_once) check_at_once(transition);
      for (const Effect& effect : transition.effects) check_effect(workflow, effect);
    }
  }

  /// What the program does by itself stops work; it releases nothing, and a person resumes.
  void check_at_once(const Transition& step) {
    const Tree& where = at({"workflow"});
    check_expression(*step.at_once, schema_, where, "at_once");
    if (!step.roles.empty() || step.guard || step.needs_no_errors)
      problems_.add(
          where, "The step " + step.name + " is taken at once: it has no roles, no guard and no errors to wait for.");
    if (step.to == kApproved)
      problems_.add(where, "The step " + step.name + " approves: a person takes it, never the program.");
    if (counts_read_by(*step.at_once, type_).empty())
      problems_.add(where, "`at_once` of the step " + step.name + " reads none of the type's `children`.",
                    "It is looked at when a record that they count is written.");
  }

  void check_effect(const Workflow& workflow, const Effect& effect) {
    const Tree& where = at({"workflow"});
    const Field* field = type_.find(effect.field);
    if (field == nullptr) {
      std::vector<std::string> names;
      for (const Field& one : type_.fields) names.push_back(one.name);
      problems_.add(where, "`set`: there is no field " + effect.field + ".", meant(effect.field, names));
      return;
    }
    if (field->computed || effect.field == workflow.field || field->many)
      problems_.add(where, "`set`: a step cannot write " + effect.field + ".",
                    "Neither the state itself, nor what is worked out, nor a field of several values.");
    check_expression(effect.value, schema_, where, "set");
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
      if (is_encrypted(model, *type, name))
        problems.add(tree, "An indicator speaks of " + name + ", which is encrypted.");
    }
  }
  if (measure.bounds_people() && type->place_field.empty())
    problems.add(tree, measure.function + "() needs records of a place; " + type->name + " has none.");
  for (const std::string& field : measure.across) {
    std::vector<std::string> apart;
    for (const auto& [name, code] : type->apart) apart.push_back(name);
    if (std::find(apart.begin(), apart.end(), field) == apart.end())
      problems.add(tree, "`across`: " + field + " is not kept apart by " + type->name + ".", meant(field, apart));
  }
  if (!measure.dated_by.empty()) {
    const auto found = schema.find(measure.dated_by);
    if (!found || (found->type != cql2::ValueType::date && found->type != cql2::ValueType::instant)) {
      problems.add(tree, "`dated_by`: " + measure.dated_by + " is no date of " + measure.of + ".",
                   meant(measure.dated_by, schema.names()));
    }
  }
}

bool splits_counts(const RecordType& type, const std::string& split) {
  return std::any_of(type.fields.begin(), type.fields.end(),
                     [&](const Field& field) { return field.counts_of == split; });
}

void check_coverage(const Model& model, const Indicator& indicator, const Tree& tree, Problems& problems) {
  const RecordType* type = model.find_type(indicator.value.of);
  if (type == nullptr) return;
  const TypeSchema schema{model, *type};
  for (const auto* expression : {&indicator.coverage->known, &indicator.coverage->among}) {
    try {
      const cql2::Bound bound{*expression, schema};
    } catch (const Problem& problem) {
      problems.add(tree, "`coverage`: " + problem.title());
    }
    for (const std::string& name : cql2::properties(*expression))
      if (is_encrypted(model, *type, name))
        problems.add(tree, "`coverage` speaks of " + name + ", which is encrypted.");
  }
}

void check_split_as(const Model& model, const Indicator& indicator, const Tree& tree, Problems& problems) {
  const RecordType* type = model.find_type(indicator.denominator->of);
  for (const auto& [split, name] : indicator.denominator->split_as) {
    if (std::find(indicator.split_by.begin(), indicator.split_by.end(), split) == indicator.split_by.end())
      problems.add(tree, "`split_as` names " + split + ", by which the indicator is not split.",
                   meant(split, indicator.split_by));
    if (name == "whole" || type == nullptr) continue;
    const TypeSchema schema{model, *type};
    if (!schema.find(name))
      problems.add(tree, "`split_as`: " + name + " is no property of " + type->name + ".", meant(name, schema.names()));
  }
}

void check_over(const Model& model, const Indicator& indicator, const Tree& tree, Problems& problems) {
  const Over& over = *indicator.over;
  const Indicator* of = model.find_indicator(over.indicator);
  if (of == nullptr || of->over || of->representation || of->trend || !of->computed_by.empty()) {
    std::vector<std::string> names;
    for (const Indicator& one : model.indicators) names.push_back(one.id);
    problems.add(tree, "`over`: there is no indicator " + over.indicator + " of records.",
                 of == nullptr ? meant(over.indicator, names) : "");
    return;
  }
  std::vector<std::string> needed = indicator.split_by;
  needed.push_back(over.split);
  for (const std::string& split : needed)
    if (std::find(of->split_by.begin(), of->split_by.end(), split) == of->split_by.end())
      problems.add(tree, "`over`: " + over.indicator + " is not split by " + split + ".", meant(split, of->split_by));
  const RecordType* type = model.find_type(of->value.of);
  if (over.weight.empty() || type == nullptr) return;
  const TypeSchema schema{model, *type};
  const auto weight = schema.find(over.weight);
  if (!weight || (weight->type != cql2::ValueType::number && weight->type != cql2::ValueType::integer))
    problems.add(tree, "`over`: " + over.weight + " is no number of " + type->name + ".",
                 meant(over.weight, schema.names()));
}

void check_change(const Model& model, const Indicator& indicator, const Tree& tree, Problems& problems) {
  const Change& change = *indicator.change;
  std::vector<std::string> names;
  for (const Indicator& one : model.indicators) names.push_back(one.id);
  const Indicator* from = nullptr;
  for (const std::string* name : {&change.from, &change.to, &change.design_effect}) {
    if (name->empty()) continue;
    const Indicator* of = model.find_indicator(*name);
    if (of == nullptr || of->change || of->representation || of->trend || !of->computed_by.empty()) {
      problems.add(tree, "`change`: there is no indicator " + *name + " of records.",
                   of == nullptr ? meant(*name, names) : "");
      continue;
    }
    for (const std::string& split : indicator.split_by)
      if (std::find(of->split_by.begin(), of->split_by.end(), split) == of->split_by.end())
        problems.add(tree, "`change`: " + *name + " is not split by " + split + ".", meant(split, of->split_by));
    if (const RecordType* type = model.find_type(of->value.of); type != nullptr && name != &change.design_effect) {
      const TypeSchema schema{model, *type};
      for (const std::string* path : {&change.same, &change.within, &change.cluster, &change.clusters})
        if (!path->empty() && !schema.find(*path))
          problems.add(tree, "`change`: " + *path + " is no property of " + type->name + ".",
                       meant(*path, schema.names()));
    }
    if (name == &change.from) from = of;
    if (name == &change.to && from != nullptr && (from->unit.en() != of->unit.en() || from->scale != of->scale))
      problems.add(tree, "`change`: " + change.from + " and " + change.to + " are not of one unit and scale.");
  }
}

void check_representation(const Model& model, const Indicator& indicator, const Tree& tree, Problems& problems) {
  const Representation& shares = *indicator.representation;
  std::vector<std::string> names;
  for (const Indicator& one : model.indicators) names.push_back(one.id);
  const Indicator* of = model.find_indicator(shares.of);
  const RecordType* type = of == nullptr ? nullptr : model.find_type(of->value.of);
  if (type == nullptr || !of->adds_up()) {
    problems.add(tree, "`representation`: there is no indicator " + shares.of + " that counts people.",
                 of == nullptr ? meant(shares.of, names) : "");
    return;
  }
  if (of->about_people != indicator.about_people)
    problems.add(tree, "`representation`: " + indicator.id + " is `about_people` as " + shares.of + " is.");
  const auto known = [&](const std::string& split) {
    if (std::find(of->split_by.begin(), of->split_by.end(), split) == of->split_by.end())
      problems.add(tree, "`representation`: " + shares.of + " is not split by " + split + ".",
                   meant(split, of->split_by));
  };
  for (const std::string& split : indicator.split_by) {
    if (split == "year" || split == "month")
      problems.add(tree,
                   "`representation`: a group is compared with the whole of one period, so not by " + split + ".");
    else
      known(split);
  }
  for (const auto& [split, value] : shares.group) {
    known(split);
    if (std::find(indicator.split_by.begin(), indicator.split_by.end(), split) != indicator.split_by.end())
      problems.add(tree, "`representation`: " + split + " says who the group is, so nothing is split by it.");
    const Field* field = type->find(split);
    const CodeList* codes = field == nullptr ? nullptr : model.find_codes(field->codes);
    if (codes == nullptr || codes->find(value) == nullptr)
      problems.add(tree, "`representation`: " + value + " is no value of " + split + ".",
                   codes == nullptr ? "" : meant(value, codes->values()));
  }
}

bool is_number(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

void check_trend(const Model& model, const Indicator& indicator, const Tree& tree, Problems& problems) {
  const Trend& trend = *indicator.trend;
  std::vector<std::string> names;
  for (const Indicator& one : model.indicators) names.push_back(one.id);
  for (const std::string* name : {&trend.of, &trend.ahead_by, &trend.target}) {
    if (name->empty() || (name == &trend.target && is_number(*name))) continue;
    const Indicator* of = model.find_indicator(*name);
    if (of == nullptr || of->trend || of->change || of->representation) {
      problems.add(tree, "`trend`: there is no indicator " + *name + " of yearly figures.",
                   of == nullptr ? meant(*name, names) : "");
      continue;
    }
    if (name == &trend.of && trend.chance.empty() && of->unit.en() != indicator.unit.en())
      problems.add(tree, "`trend`: " + indicator.id + " is in the unit of " + *name + ".");
    const Indicator* carried_on = model.find_indicator(trend.of);
    if (name == &trend.target && carried_on != nullptr && of->unit.en() != carried_on->unit.en())
      problems.add(tree, "`trend`: the target " + *name + " is in the unit of " + trend.of + ".");
    if (name == &trend.of && of->about_people != indicator.about_people)
      problems.add(tree, "`trend`: " + indicator.id + " is `about_people` as " + *name + " is.");
  }
}

/// What leaves through the disclosure gate alone is not to be read record by record by those outside.
void check_people(const Model& model, const Indicator& indicator, const Tree& tree, Problems& problems) {
  const RecordType* type = model.find_type(indicator.value.of);
  if (type == nullptr || type->record_class >= FieldClass::restricted) return;
  const auto read = indicator.value.argument ? cql2::properties(*indicator.value.argument) : std::vector<std::string>{};
  for (const std::string& name : read) {
    const Field* field = field_at_end(model, *type, name);
    if (field != nullptr && field->field_class < FieldClass::restricted)
      problems.add(tree,
                   "`about_people`: whoever sees the class " + std::string{text_of(type->record_class)} + " reads " +
                       name + " of each " + type->name + ".",
                   "Give the field `class: restricted`; its sums leave through the disclosure gate.");
  }
  if (read.empty())
    problems.add(tree,
                 "`about_people`: whoever sees the class " + std::string{text_of(type->record_class)} +
                     " counts the records of " + type->name + ".",
                 "Give the type `class: restricted`; counts of its records leave through the disclosure gate.");
}

void check_indicator(const Model& model, const Indicator& indicator, const Tree& tree, Problems& problems) {
  if (!indicator.computed_by.empty()) return;
  if (indicator.trend) {
    check_trend(model, indicator, tree, problems);
    return;
  }
  if (indicator.representation) {
    check_representation(model, indicator, tree, problems);
    return;
  }
  if (indicator.over) {
    check_over(model, indicator, tree, problems);
    return;
  }
  if (indicator.change) {
    check_change(model, indicator, tree, problems);
    return;
  }
  check_measure(model, indicator.value, tree, problems);
  if (indicator.about_people) check_people(model, indicator, tree, problems);
  if (indicator.denominator) {
    check_measure(model, *indicator.denominator, tree, problems);
    check_split_as(model, indicator, tree, problems);
  }
  if (indicator.coverage) check_coverage(model, indicator, tree, problems);
  const RecordType* type = model.find_type(indicator.value.of);
  if (type == nullptr) return;
  const TypeSchema schema{model, *type};
  if (indicator.design_effect) {
    for (const std::string& name : cql2::properties(*indicator.design_effect))
      if (!schema.find(name))
        problems.add(tree, "`design_effect`: " + name + " is no property of " + type->name + ".",
                     meant(name, schema.names()));
  }
  for (const std::string& split : indicator.split_by) {
    if (split == "year" || split == "month") continue;
    if (is_encrypted(model, *type, split)) problems.add(tree, "The split " + split + " is encrypted.");
    if (splits_counts(*type, split)) {
      const std::string total = split + "_total";
      if (indicator.value.function != "sum" || !indicator.value.argument ||
          cql2::properties(*indicator.value.argument) != std::vector<std::string>{total})
        problems.add(tree, "The split " + split + " is of sum(" + total + ") alone.");
      continue;
    }
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
