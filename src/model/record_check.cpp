// SPDX-License-Identifier: Apache-2.0
// One record against its type.
#include "model/record_check.h"

#include "base/fold.h"
#include "base/problem.h"
#include "base/units.h"
#include "model/field_value.h"
#include "model/record_row.h"
#include "model/yaml_tree.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace tilth::model {
namespace {

using cql2::Value;

std::unique_ptr<cql2::Bound> bound(const std::optional<cql2::Expression>& expression, const cql2::Schema& schema) {
  return expression ? std::make_unique<cql2::Bound>(*expression, schema) : nullptr;
}

std::optional<double> as_number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

Finding finding_on(const Uuid& id, const RecordType& type, std::string rule, Severity severity, std::string place) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.severity = severity;
  finding.type = type.name;
  finding.records = {id};
  finding.place = std::move(place);
  return finding;
}

/// The code that a text was meant to be: the same but for case and spaces, or an alias.
const Code* meant_code(const CodeList& list, const std::string& text) {
  const std::string folded = fold_name(text);
  for (const Code& code : list.codes) {
    if (fold_name(code.value) == folded) return &code;
    for (const std::string& alias : code.aliases) {
      if (fold_name(alias) == folded) return &code;
    }
    for (const auto& [language, title] : code.title.by_language) {
      if (fold_name(title) == folded) return &code;
    }
  }
  return nullptr;
}

/// Whether a text is two codes of the list or more, as sources join them in a cell: "cha; sha".
bool is_several_codes(const CodeList& list, const std::string& text) {
  int parts = 0;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find_first_of(";|,/\n", from), text.size());
    const std::string part = text.substr(from, to - from);
    from = to + 1;
    if (part.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (list.find(part) == nullptr && meant_code(list, part) == nullptr) return false;
    ++parts;
  }
  return parts > 1;
}

}  // namespace

CompiledType::CompiledType(const Model& model, const RecordType& type)
    : model_(model), type_(type), schema_(model, type) {
  for (const Field& field : type.fields) {
    BoundField one;
    one.computed = bound(field.computed, schema_);
    one.required_when = bound(field.required_when, schema_);
    one.codes = field.kind == FieldKind::code ? model.find_codes(field.codes) : nullptr;
    fields_.push_back(std::move(one));
  }
  // Computed fields after those they speak of; the model has no circles.
  std::vector<bool> placed(type.fields.size());
  const auto place = [&](const auto& again, std::size_t index) -> void {
    if (placed[index] || !fields_[index].computed) return;
    placed[index] = true;
    for (const int slot : fields_[index].computed->slots()) {
      if (slot < static_cast<int>(type.fields.size())) again(again, static_cast<std::size_t>(slot));
    }
    compute_order_.push_back(index);
  };
  for (std::size_t i = 0; i < type.fields.size(); ++i) place(place, i);
  for (const Rule& rule : type.rules) {
    BoundRule one;
    one.when = bound(rule.when, schema_);
    one.must = bound(rule.must, schema_);
    if (one.must) {
      const std::string& text = rule.message.en();
      for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close == std::string::npos) break;
        const std::string name = text.substr(open + 1, close - open - 1);
        if (const auto property = schema_.find(name)) one.message_slots.emplace_back(name, property->slot);
      }
    }
    rules_.push_back(std::move(one));
  }
}

void CompiledType::compute(std::vector<Value>& values) const {
  static const Alone kAlone;
  static const Uuid kNobody;
  for (const std::size_t index : compute_order_) {
    const Field& field = type_.fields[index];
    const RecordRow row{type_, schema_.paths(), kNobody, values, kAlone};
    const cql2::Bound& computed = *fields_[index].computed;
    const bool all_missing = !field.counts_of.empty() &&
                             std::all_of(computed.slots().begin(), computed.slots().end(),
                                         [&](int slot) { return values[static_cast<std::size_t>(slot)].is_null(); });
    Value value = all_missing ? Value{} : computed.value(row);
    if (field.kind == FieldKind::integer) {
      if (const auto* real = std::get_if<double>(&value)) value = static_cast<std::int64_t>(*real);
    } else if (field.kind == FieldKind::money) {  // whole minor units; what no amount can be is none
      if (const auto* real = std::get_if<double>(&value))
        value = std::isfinite(*real) && std::fabs(*real) < 9e15 ? Value{std::int64_t{std::llround(*real)}} : Value{};
    } else if (field.kind == FieldKind::area || field.kind == FieldKind::length || field.kind == FieldKind::decimal) {
      if (const auto* whole = std::get_if<std::int64_t>(&value)) value = static_cast<double>(*whole);
    }
    if (const auto* area = std::get_if<double>(&value); area != nullptr && field.kind == FieldKind::area) {
      // Areas are exact to 0.01 m2, and what no area can be is none.
      value = std::isfinite(*area) && std::fabs(*area) < 9e16 ? Value{SquareMetres::from_double(*area).as_double()}
                                                              : Value{};
    }
    values[index] = std::move(value);
  }
}

void CompiledType::check_field(std::size_t index, const Uuid& id, std::span<const Value> values, const cql2::Row& row,
                               std::vector<Finding>& out) const {
  const Field& field = type_.fields[index];
  const Value& value = values[index];
  if (value.is_null()) {
    const bool wanted = field.required || (fields_[index].required_when &&
                                           fields_[index].required_when->holds(row) == cql2::Bound::Truth::yes);
    if (wanted) {
      out.push_back(finding_on(id, type_, "field.required", Severity::error, field.name));
      out.back().values = {{"field", field.name}};
    }
    return;
  }
  if (fields_[index].codes != nullptr) {
    const auto check_code = [&](const Value& item) {
      const auto* code = std::get_if<std::string>(&item);
      if (code == nullptr || fields_[index].codes->find(*code) != nullptr) return;
      const Code* meant = meant_code(*fields_[index].codes, *code);
      const bool several = meant == nullptr && !field.many && is_several_codes(*fields_[index].codes, *code);
      Finding finding =
          finding_on(id, type_, several ? "field.several_values" : "field.code_unknown", Severity::error, field.name);
      finding.values = {{"field", field.name}, {"found", *code}, {"codes", field.codes}};
      if (meant != nullptr) {
        finding.values["meant"] = meant->value;
        if (!field.many)
          finding.repair = {{"record", id.text()}, {"type", type_.name}, {"set", {{field.name, meant->value}}}};
      }
      out.push_back(std::move(finding));
    };
    if (const auto* array = std::get_if<std::shared_ptr<const cql2::Array>>(&value)) {
      for (const Value& item : **array) check_code(item);
    } else {
      check_code(value);
    }
  }
  if (field.kind == FieldKind::lines) check_lines(field, id, value, out);
  if (field.minimum || field.maximum) {
    const auto number = as_number(value);
    if (number && ((field.minimum && *number < *field.minimum) || (field.maximum && *number > *field.maximum))) {
      out.push_back(finding_on(id, type_, "field.out_of_range", Severity::error, field.name));
      out.back().values = {{"field", field.name},
                           {"found", *number},
                           {"minimum", field.minimum ? Json(*field.minimum) : Json()},
                           {"maximum", field.maximum ? Json(*field.maximum) : Json()}};
    }
  }
  if (field.max_length) {
    const auto* text = std::get_if<std::string>(&value);
    const auto points = text == nullptr ? 0 : std::count_if(text->begin(), text->end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    });
    if (points > *field.max_length) {
      out.push_back(finding_on(id, type_, "field.too_long", Severity::error, field.name));
      out.back().values = {{"field", field.name}, {"length", points}, {"max_length", *field.max_length}};
    }
  }
}

/// The codes of repeated lines; each once, however many lines have it.
void CompiledType::check_lines(const Field& field, const Uuid& id, const Value& value,
                               std::vector<Finding>& out) const {
  const auto* text = std::get_if<std::string>(&value);
  const Json lines = text == nullptr ? Json{} : Json::parse(*text, nullptr, false);
  if (!lines.is_array()) return;
  for (const Field& one : field.line_fields) {
    const CodeList* codes = one.kind == FieldKind::code ? model_.find_codes(one.codes) : nullptr;
    if (codes == nullptr) continue;
    std::set<std::string> unknown;
    for (const Json& line : lines) {
      const auto at = line.is_object() ? line.find(one.name) : line.end();
      if (at == line.end() || !at->is_string()) continue;
      if (codes->find(at->get_ref<const std::string&>()) == nullptr) unknown.insert(at->get<std::string>());
    }
    for (const std::string& code : unknown) {
      out.push_back(finding_on(id, type_, "field.code_unknown", Severity::error, field.name + "." + one.name));
      out.back().values = {{"field", field.name + "." + one.name}, {"found", code}, {"codes", one.codes}};
    }
  }
}

bool CompiledType::holds(std::size_t rule, const Uuid& id, std::span<const Value> values,
                         const Surroundings& around) const {
  const BoundRule& one = rules_[rule];
  if (!one.must) return true;
  const RecordRow row{type_, schema_.paths(), id, values, around};
  if (one.when && one.when->holds(row) != cql2::Bound::Truth::yes) return true;
  return one.must->holds(row) != cql2::Bound::Truth::no;
}

std::vector<Finding> CompiledType::check(const Uuid& id, std::span<const Value> values,
                                         const Surroundings& around) const {
  std::vector<Finding> out;
  const RecordRow row{type_, schema_.paths(), id, values, around};
  for (std::size_t i = 0; i < fields_.size(); ++i) check_field(i, id, values, row, out);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const BoundRule& one = rules_[i];
    if (!one.must) continue;
    if (one.when && one.when->holds(row) != cql2::Bound::Truth::yes) continue;
    if (one.must->holds(row) != cql2::Bound::Truth::no) continue;
    const Rule& rule = type_.rules[i];
    Finding finding = finding_on(id, type_, rule.id, rule.severity, rule.field);
    for (const auto& [name, slot] : one.message_slots) finding.values[name] = shown(row.at(slot));
    out.push_back(std::move(finding));
  }
  return out;
}

namespace {

/// The properties an example names, children and paths included; what it does not name is null.
class ExampleSurroundings final : public Surroundings {
 public:
  ExampleSurroundings(const Model& model, const RecordType& type, const RuleExample& example)
      : model_(model), example_(example), schema_(model, type) {}
  [[nodiscard]] Value child(const RecordType& type, std::size_t child, const Uuid&) const override {
    const auto found = example_.values.find(type.children[child].name);
    if (found == example_.values.end()) return {};
    if (type.children[child].sum.empty()) return Value{found->second.get<std::int64_t>()};
    return Value{found->second.get<double>()};
  }
  [[nodiscard]] Value path(const RecordType& type, std::span<const Value>, const std::string& path) const override {
    const auto found = example_.values.find(path);
    if (found == example_.values.end()) return {};
    const RecordType* at = &type;
    std::string_view rest = path;
    for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      at = model_.find_type(at->find(rest.substr(0, dot))->refers_to);
      rest = rest.substr(dot + 1);
    }
    return value_from_json(*at->find(rest), found->second);
  }

 private:
  const Model& model_;
  const RuleExample& example_;
  TypeSchema schema_;
};

}  // namespace

std::vector<ModelProblem> run_examples(const Model& model) {
  Problems problems;
  for (const RecordType& type : model.types) {
    const CompiledType compiled{model, type};
    for (std::size_t r = 0; r < type.rules.size(); ++r) {
      if (!type.rules[r].check.empty()) continue;  // whoever has the check runs them: people/linkage_examples.h
      for (const RuleExample& example : type.rules[r].examples) {
        const std::size_t colon = example.at.rfind(':');
        const std::string file = example.at.substr(0, colon);
        const int line = std::stoi(example.at.substr(colon + 1));
        try {
          std::vector<Value> values(type.fields.size());
          for (const auto& [name, json] : example.values) {
            const int index = type.index_of(name);
            if (index >= 0)
              values[static_cast<std::size_t>(index)] =
                  value_from_json(type.fields[static_cast<std::size_t>(index)], json);
          }
          std::vector<Value> given = values;
          compiled.compute(values);
          for (std::size_t i = 0; i < given.size(); ++i) {
            if (!given[i].is_null()) values[i] = given[i];  // an example may state a computed value
          }
          const bool holds = compiled.holds(r, Uuid{}, values, ExampleSurroundings{model, type, example});
          if (holds != example.holds) {
            problems.add(file, line,
                         "The example of " + type.rules[r].id +
                             (holds ? " holds, and should not." : " does not hold, and should."),
                         "Mend the rule or the example.");
          }
        } catch (const Problem& problem) {
          problems.add(file, line, "The example of " + type.rules[r].id + ": " + problem.title());
        } catch (const Json::exception&) {
          problems.add(file, line, "The example of " + type.rules[r].id + " has a value of another kind.");
        }
      }
    }
  }
  return problems.take();
}

}  // namespace tilth::model
