// SPDX-License-Identifier: Apache-2.0
// Reads the files of a model: types, code lists, indicators; then checks what refers to what.
#include "base/fold.h"
#include "base/problem.h"
#include "model/checks.h"
#include "model/hxl_tags.h"
#include "model/model.h"
#include "model/overlay.h"
#include "model/report.h"
#include "model/yaml_tree.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace tilth::model {
namespace {

namespace fs = std::filesystem;

constexpr std::pair<std::string_view, FieldKind> kKinds[] = {
    {"text", FieldKind::text},           {"integer", FieldKind::integer},
    {"decimal", FieldKind::decimal},     {"date", FieldKind::date},
    {"time", FieldKind::time},           {"instant", FieldKind::instant},
    {"boolean", FieldKind::boolean},     {"code", FieldKind::code},
    {"reference", FieldKind::reference}, {"area", FieldKind::area},
    {"length", FieldKind::length},       {"money", FieldKind::money},
    {"geometry", FieldKind::geometry},   {"attachment", FieldKind::attachment},
    {"lines", FieldKind::lines}};

struct CountPart {
  std::string_view suffix, en, fr, es, ar;
};
constexpr CountPart kCounts[] = {
    {"women", "women", "femmes", "mujeres", "نساء"},
    {"men", "men", "hommes", "hombres", "رجال"},
    {"girls", "girls", "filles", "niñas", "فتيات"},
    {"boys", "boys", "garçons", "niños", "فتيان"},
    {"adults_unknown_sex", "adults, sex unknown", "adultes, sexe inconnu", "adultos, sexo desconocido",
     "بالغون، الجنس غير معروف"},
    {"children_unknown_sex", "children, sex unknown", "enfants, sexe inconnu", "menores, sexo desconocido",
     "أطفال، الجنس غير معروف"},
    {"female_unknown_age", "female, age unknown", "femmes ou filles, âge inconnu", "mujeres o niñas, edad desconocida",
     "إناث، العمر غير معروف"},
    {"male_unknown_age", "male, age unknown", "hommes ou garçons, âge inconnu", "hombres o niños, edad desconocida",
     "ذكور، العمر غير معروف"},
    {"unknown", "sex and age unknown", "sexe et âge inconnus", "sexo y edad desconocidos", "الجنس والعمر غير معروفين"},
};

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 60 || text.front() < 'a' || text.front() > 'z') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

Text titled(std::string_view name) {
  std::string words{name};
  std::replace(words.begin(), words.end(), '_', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
  return Text{{{"en", words}}};
}

Json scalar_json(const Tree& tree) {
  switch (tree.kind) {
    case Tree::Kind::none:
      return nullptr;
    case Tree::Kind::list: {
      Json list = Json::array();
      for (const Tree& item : tree.items) list.push_back(scalar_json(item));
      return list;
    }
    case Tree::Kind::map: {
      Json map = Json::object();
      for (const auto& [key, value] : tree.entries) map[key] = scalar_json(value);
      return map;
    }
    case Tree::Kind::scalar:
      break;
  }
  if (tree.quoted) return tree.scalar;
  if (tree.scalar == "true") return true;
  if (tree.scalar == "false") return false;
  const char* first = tree.scalar.data();
  const char* last = first + tree.scalar.size();
  std::int64_t whole = 0;
  if (const auto [end, error] = std::from_chars(first, last, whole); error == std::errc{} && end == last) return whole;
  double real = 0;
  if (const auto [end, error] = std::from_chars(first, last, real); error == std::errc{} && end == last) return real;
  return tree.scalar;
}

FieldClass class_named(MapReader& reader, std::string_view key, FieldClass otherwise) {
  const std::string text = reader.text(key);
  if (text.empty()) return otherwise;
  for (const FieldClass one :
       {FieldClass::public_, FieldClass::partner, FieldClass::restricted, FieldClass::personal}) {
    if (text == text_of(one)) return one;
  }
  reader.problems().add(*reader.tree().find(key), "The class " + text + " is unknown.",
                        "public, partner, restricted or personal.");
  return otherwise;
}

Field read_field(const std::string& name, const Tree& tree, Problems& problems) {
  MapReader reader{tree, problems, "The field " + name};
  Field field;
  field.name = name;
  if (!is_name(name)) {
    problems.add(tree, "The field name " + name + " must be small letters, digits and _, a letter first.");
  }
  static const std::set<std::string_view> kReserved{"id",   "fid",      "geom",   "seq",
                                                    "type", "seq_from", "seq_to", "removed"};
  if (kReserved.contains(name))
    problems.add(tree, "The field name " + name + " is reserved.", "Choose another, such as local_id.");
  const std::string kind = reader.text("kind", true);
  const auto* found =
      std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& known) { return known.first == kind; });
  if (found != std::end(kKinds)) {
    field.kind = found->second;
  } else if (!kind.empty() && kind != "counts") {
    std::vector<std::string> names{"counts"};
    for (const auto& known : kKinds) names.emplace_back(known.first);
    const std::string near = nearest_word(kind, names);
    problems.add(tree, "The kind " + kind + " of " + name + " is unknown.",
                 near.empty() ? "" : "Did you mean " + near + "?");
  }
  field.title = reader.words("title");
  if (field.title.empty()) field.title = titled(name);
  field.help = reader.words("help");
  field.required = reader.truth("required").value_or(false);
  field.required_when = reader.predicate("required_when");
  field.many = reader.truth("many").value_or(false);
  field.unique = reader.truth("unique").value_or(false);
  field.encrypted = reader.truth("encrypted").value_or(false);
  field.consent = reader.text("consent");
  field.field_class = class_named(reader, "class", field.encrypted ? FieldClass::personal : FieldClass::public_);
  field.codes = reader.text("codes");
  field.refers_to = reader.text("to");
  field.geometry = reader.text("geometry");
  field.minimum = reader.number("minimum");
  field.maximum = reader.number("maximum");
  if (const auto length = reader.number("max_length")) field.max_length = static_cast<int>(*length);
  field.currency_field = reader.text("currency");
  if (const std::string unit = reader.text("unit"); !unit.empty() && unit != "m") {
    problems.add(tree, "Lengths are kept in m, not " + unit + ".",
                 "Give the unit of the source in the mapping profile.");
  }
  field.computed = reader.scalar("computed");
  field.was = reader.names("was");
  field.from = reader.provenance(false);
  if (const Tree* lines = reader.get("fields"); lines != nullptr) {
    for (const auto& [line_name, line] : lines->entries)
      field.line_fields.push_back(read_field(line_name, line, problems));
  }
  reader.finish();
  const auto needs = [&](bool wanted, bool given, std::string_view key) {
    if (wanted && !given) problems.add(tree, "The field " + name + " needs `" + std::string{key} + "`.");
    if (!wanted && given) problems.add(tree, "A field of kind " + kind + " takes no `" + std::string{key} + "`.");
  };
  needs(field.kind == FieldKind::code && kind == "code", !field.codes.empty(), "codes");
  needs(field.kind == FieldKind::reference, !field.refers_to.empty(), "to");
  if (field.kind != FieldKind::attachment)
    needs(field.kind == FieldKind::geometry, !field.geometry.empty(), "geometry");
  needs(field.kind == FieldKind::lines, !field.line_fields.empty(), "fields");
  needs(field.kind == FieldKind::money, !field.currency_field.empty(), "currency");
  if (field.kind == FieldKind::geometry && field.geometry != "point" && field.geometry != "line" &&
      field.geometry != "polygon" && field.geometry != "any") {
    problems.add(tree, "The geometry " + field.geometry + " is unknown.", "point, line, polygon or any.");
  }
  if (field.many && field.kind != FieldKind::code && field.kind != FieldKind::reference) {
    problems.add(tree, "Only codes and references may be many.", "Use kind: lines for repeated values.");
  }
  if (!field.consent.empty() && !field.encrypted) problems.add(tree, "`consent` is of encrypted fields.");
  if (field.encrypted && field.kind != FieldKind::text) problems.add(tree, "Only texts are encrypted.");
  if (field.encrypted && field.field_class != FieldClass::personal) {
    problems.add(tree, "An encrypted field is of class personal.", "Take `class` out, or write class: personal.");
  }
  return field;
}

/// The integer fields that a counts field spreads into, and their total.
void spread_counts(const Field& counts, std::vector<Field>& fields) {
  std::string total;
  for (const CountPart& part : kCounts) {
    Field field = counts;
    field.kind = FieldKind::integer;
    field.name = counts.name + "_" + std::string{part.suffix};
    field.counts_of = counts.name;
    for (std::string& was : field.was) was += "_" + std::string{part.suffix};
    field.minimum = 0;
    field.required = false;
    field.required_when.reset();
    field.title = {};
    for (const auto& [language, word] : {std::pair{"en", part.en}, {"fr", part.fr}, {"es", part.es}, {"ar", part.ar}}) {
      const auto own = counts.title.by_language.find(language);
      if (own != counts.title.by_language.end())
        field.title.by_language[language] = own->second + ": " + std::string{word};
    }
    total += (total.empty() ? "" : " + ") + ("coalesce(" + field.name + ", 0)");
    fields.push_back(std::move(field));
  }
  Field sum = counts;
  sum.kind = FieldKind::integer;
  sum.name = counts.name + "_total";
  for (std::string& was : sum.was) was += "_total";
  sum.counts_of = counts.name;
  sum.required = false;
  sum.required_when.reset();
  // Nothing known is no zero.
  sum.computed = cql2::parse_scalar_text(total);
  fields.push_back(std::move(sum));
}

Rule read_rule(const Tree& tree, const std::string& type, Problems& problems) {
  MapReader reader{tree, problems, "The rule"};
  Rule rule;
  rule.at = tree.at();
  rule.id = reader.text("id", true);
  rule.code = reader.text("code");
  const std::string severity = reader.text("severity", true);
  if (const auto known = severity_from(severity))
    rule.severity = *known;
  else if (!severity.empty())
    problems.add(tree, "The severity " + severity + " is unknown.", "error, warning or note.");
  rule.when = reader.predicate("when");
  rule.must = reader.predicate("must");
  rule.check = reader.text("check");
  if (const Tree* with = reader.get("with"); with != nullptr) rule.parameters = scalar_json(*with);
  rule.message = reader.words("message", true);
  rule.hint = reader.words("hint");
  rule.field = reader.text("field");
  rule.from = reader.provenance(true);
  if (const Tree* examples = reader.get("examples"); examples != nullptr) {
    for (const Tree& one : examples->items) {
      RuleExample example;
      example.at = one.at();
      bool says = false;
      for (const auto& [key, value] : one.entries) {
        if (key == "holds") {
          says = true;
          example.holds = value.scalar == "true";
        } else {
          example.values[key] = scalar_json(value);
        }
      }
      if (!says)
        problems.add(one, "The example does not say whether the rule holds.", "Add holds: true or holds: false.");
      rule.examples.push_back(std::move(example));
    }
  }
  reader.finish();
  if (!rule.id.empty() && rule.id.rfind(type + ".", 0) != 0) {
    problems.add(tree, "The rule id " + rule.id + " must start with " + type + ".", "subject.statement");
  }
  if (rule.must.has_value() == !rule.check.empty()) {
    problems.add(tree, "The rule " + rule.id + " needs either `must` or `check`.",
                 "What CQL2 cannot say is a check in code.");
  }
  if (rule.must) {
    const auto has = [&](bool holds) {
      return std::any_of(rule.examples.begin(), rule.examples.end(),
                         [&](const RuleExample& e) { return e.holds == holds; });
    };
    if (!has(true) || !has(false)) {
      problems.add(tree, "The rule " + rule.id + " needs an example that holds and one that does not.");
    }
  }
  return rule;
}

Workflow read_workflow(const Tree& tree, const std::string& type, Problems& problems) {
  MapReader reader{tree, problems, "The workflow"};
  Workflow workflow;
  workflow.name = type;
  workflow.field = reader.text("field", true);
  workflow.initial = reader.text("initial", true);
  workflow.from = reader.provenance(false);
  if (const Tree* transitions = reader.get("transitions"); transitions != nullptr) {
    for (const Tree& one : transitions->items) {
      MapReader step{one, problems, "The transition"};
      Transition transition;
      transition.from = step.text("from", true);
      transition.to = step.text("to", true);
      transition.name = step.text("name", true);
      transition.roles = step.names("roles");
      transition.guard = step.predicate("guard");
      transition.at_once = step.predicate("at_once");
      transition.needs_no_errors = step.truth("needs_no_errors").value_or(false);
      if (const Tree* set = step.get("set"); set != nullptr) {
        MapReader effects{*set, problems, "`set`"};
        for (const auto& [field, value] : set->entries) {
          if (auto expression = effects.scalar(field))
            transition.effects.push_back({.field = field, .value = std::move(*expression)});
        }
        effects.finish();
      }
      transition.title = step.words("title");
      if (transition.title.empty()) transition.title = titled(transition.name);
      step.finish();
      workflow.transitions.push_back(std::move(transition));
    }
  }
  workflow.sealed = reader.names("sealed");
  reader.finish();
  return workflow;
}

RecordType read_type(const Tree& tree, Problems& problems) {
  MapReader reader{tree, problems, "The record type"};
  RecordType type;
  type.name = reader.text("type", true);
  if (!is_name(type.name)) problems.add(tree, "The type name " + type.name + " must be small letters, digits and _.");
  // What the log says of other things than records stands under these names; the tables beside the records under those.
  static const std::set<std::string_view> kReserved{"account", "attachment",   "finding",
                                                    "model",   "pair_opening", "person_key"};
  const auto starts = [&](std::string_view with) { return type.name.starts_with(with); };
  if (kReserved.contains(type.name) || starts("tilth_") || starts("gpkg_") || starts("rtree_") || starts("sqlite_"))
    problems.add(tree, "The type name " + type.name + " is reserved.", "Choose another, such as site_visit.");
  type.title = reader.words("title", true);
  type.plural = reader.words("plural");
  if (type.plural.empty()) type.plural = type.title;
  type.description = reader.words("description");
  type.theme = reader.text("theme");
  type.record_class = class_named(reader, "class", FieldClass::restricted);
  type.geometry_field = reader.text("geometry");
  type.label_field = reader.text("label");
  type.date_field = reader.text("dated_by");
  type.place_field = reader.text("place");
  type.organisation_field = reader.text("organisation");
  type.from = reader.provenance(true);
  if (const Tree* fields = reader.get("fields"); fields != nullptr) {
    for (const auto& [name, field] : fields->entries) {
      Field read = read_field(name, field, problems);
      const Tree* kind = field.find("kind");
      if (kind != nullptr && kind->scalar == "counts")
        spread_counts(read, type.fields);
      else
        type.fields.push_back(std::move(read));
    }
  } else {
    problems.add(tree, "The record type " + type.name + " has no `fields`.");
  }
  if (const Tree* children = reader.get("children"); children != nullptr) {
    for (const auto& [name, child] : children->entries) {
      MapReader count{child, problems, "The child count " + name};
      ChildCount one;
      one.name = name;
      one.type = count.text("of", true);
      one.by = count.text("by", true);
      one.where = count.predicate("where");
      one.sum = count.text("sum");
      one.title = count.words("title");
      if (one.title.empty()) one.title = titled(name);
      count.finish();
      type.children.push_back(std::move(one));
    }
  }
  if (const Tree* rules = reader.get("rules"); rules != nullptr) {
    for (const Tree& rule : rules->items) type.rules.push_back(read_rule(rule, type.name, problems));
  }
  if (const Tree* apart = reader.get("apart"); apart != nullptr) {
    if (apart->kind != Tree::Kind::map)
      problems.add(*apart, "`apart` must name fields, each with the code of its rule.");
    for (const auto& [field, code] : apart->entries) type.apart.emplace_back(field, code.scalar);
  }
  if (const Tree* workflow = reader.get("workflow"); workflow != nullptr)
    type.workflow = read_workflow(*workflow, type.name, problems);
  type.sealed_by = reader.text("sealed_by");
  reader.finish();
  return type;
}

CodeList read_codes(const Tree& tree, Problems& problems) {
  MapReader reader{tree, problems, "The code list"};
  CodeList list;
  list.name = reader.text("codes", true);
  list.title = reader.words("title", true);
  list.from = reader.provenance(false);
  if (const Tree* values = reader.get("values"); values != nullptr) {
    for (const auto& [value, words] : values->entries) {
      Code code;
      code.value = value;
      if (words.kind == Tree::Kind::map) {
        MapReader one{words, problems, "The code " + value};
        code.title = one.words("title", true);
        code.parent = one.text("parent");
        code.aliases = one.names("aliases");
        code.was = one.names("was");
        code.retired = one.truth("retired").value_or(false);
        (void)one.provenance(false);
        one.finish();
      } else {
        code.title = words.kind == Tree::Kind::scalar ? Text{{{"en", words.scalar}}} : titled(value);
      }
      list.codes.push_back(std::move(code));
    }
    if (values->kind != Tree::Kind::map) problems.add(*values, "`values` must be a map of codes.");
  }
  if (list.codes.empty()) problems.add(tree, "The code list " + list.name + " has no values.");
  reader.finish();
  return list;
}

/// "sum(area)" -> function and argument.
void read_measure(MapReader& reader, Measure& measure, const Measure* fallback) {
  const std::string value = reader.text("value");
  const std::size_t open = value.find('(');
  if (!value.empty() && (open == std::string::npos || value.back() != ')')) {
    reader.problems().add(*reader.tree().find("value"), "`value` must be a function such as sum(area) or count().");
  } else if (!value.empty()) {
    measure.function = value.substr(0, open);
    static const std::vector<std::string> kFunctions{"count", "sum",      "median",       "mean",       "min",
                                                     "max",   "distinct", "unique_least", "unique_most"};
    if (std::find(kFunctions.begin(), kFunctions.end(), measure.function) == kFunctions.end()) {
      const std::string near = nearest_word(measure.function, kFunctions);
      reader.problems().add(*reader.tree().find("value"), "The function " + measure.function + " is unknown.",
                            near.empty() ? "count, sum, median, mean, min, max, distinct, unique_least or unique_most."
                                         : "Did you mean " + near + "?");
    }
    const std::string argument = value.substr(open + 1, value.size() - open - 2);
    if (argument.find_first_not_of(' ') != std::string::npos) {
      try {
        measure.argument = cql2::parse_scalar_text(argument);
      } catch (const Problem& problem) {
        reader.problems().add(*reader.tree().find("value"), "`value`: " + problem.title(), problem.hint());
      }
    } else if (measure.function != "count") {
      reader.problems().add(*reader.tree().find("value"), measure.function + "() needs what it works on.");
    }
  } else if (fallback != nullptr) {
    measure.function = fallback->function;
    measure.argument = fallback->argument;
  }
  measure.of = reader.text("of");
  measure.where = reader.predicate("where");
  measure.dated_by = reader.text("dated_by");
  measure.across = reader.names("across");
  if (!measure.across.empty() && !measure.bounds_people())
    reader.problems().add(*reader.tree().find("across"), "`across` goes with unique_least() and unique_most() alone.");
  if (fallback != nullptr) {
    if (measure.of.empty()) {
      measure.of = fallback->of;
      if (!measure.where) measure.where = fallback->where;
    }
    if (measure.dated_by.empty() && measure.of == fallback->of) measure.dated_by = fallback->dated_by;
  }
}

Trend read_trend(const Tree& tree, Problems& problems) {
  MapReader part{tree, problems, "`trend`"};
  Trend trend{.of = part.text("of", true),
              .years = static_cast<int>(part.number("years").value_or(10)),
              .ahead = static_cast<int>(part.number("ahead").value_or(1)),
              .ahead_by = part.text("ahead_by"),
              .chance = part.text("chance"),
              .target = part.text("target")};
  part.finish();
  if (trend.years < 3 || trend.ahead < 1)
    problems.add(tree, "`trend` needs 3 `years` or more, and 1 year `ahead` or more.");
  if (!trend.chance.empty() && trend.chance != "at_least" && trend.chance != "at_most")
    problems.add(tree, "`chance` is at_least or at_most, not " + trend.chance + ".");
  if (trend.chance.empty() != trend.target.empty())
    problems.add(tree, "`trend` has `chance` and `target`, or neither.");
  return trend;
}

Indicator read_indicator(const Tree& tree, Problems& problems) {
  MapReader reader{tree, problems, "The indicator"};
  Indicator indicator;
  indicator.at = tree.at();
  indicator.id = reader.text("indicator", true);
  indicator.code = reader.text("code");
  indicator.title = reader.words("title", true);
  indicator.definition = reader.words("definition", true);
  indicator.unit = reader.words("unit", true);
  indicator.computed_by = reader.text("computed_by");
  if (const Tree* with = reader.get("with"); with != nullptr) indicator.with = scalar_json(*with);
  read_measure(reader, indicator.value, nullptr);
  const Tree *per = reader.get("per"), *less = reader.get("less");
  if (per != nullptr && less != nullptr) problems.add(*less, "An indicator has `per` or `less`, not both.");
  indicator.difference = per == nullptr && less != nullptr;
  if (indicator.difference) per = less;
  if (per != nullptr) {
    MapReader denominator{*per, problems, indicator.difference ? "`less`" : "`per`"};
    Measure measure;
    read_measure(denominator, measure, &indicator.value);
    if (const Tree* as = denominator.get("split_as"); as != nullptr) {
      for (const auto& [split, name] : as->entries) measure.split_as[split] = name.scalar;
    }
    denominator.finish();
    indicator.denominator = std::move(measure);
  }
  if (const Tree* coverage = reader.get("coverage"); coverage != nullptr) {
    MapReader part{*coverage, problems, "`coverage`"};
    auto known = part.predicate("known"), among = part.predicate("among");
    const double at_least = part.number("at_least").value_or(0);
    part.finish();
    if (!known || !among || at_least <= 0 || at_least > 1)
      problems.add(*coverage, "`coverage` needs `known`, `among` and `at_least` between 0 and 1.");
    else
      indicator.coverage = Coverage{std::move(*known), std::move(*among), at_least};
  }
  if (const Tree* over = reader.get("over"); over != nullptr) {
    MapReader part{*over, problems, "`over`"};
    indicator.over = Over{.indicator = part.text("indicator", true),
                          .split = part.text("split", true),
                          .weight = part.text("weight"),
                          .function = part.text("value", true)};
    if (const auto least = part.number("at_least")) {
      if (*least < 1 || *least != std::floor(*least))
        problems.add(*over, "`at_least` is a whole number of answers or records above 0.");
      else
        indicator.over->at_least = static_cast<std::int64_t>(*least);
    }
    part.finish();
    const std::string& function = indicator.over->function;
    if (function != "mean" && function != "min" && function != "max")
      problems.add(*over, "`over` gives mean, min or max, not " + function + ".");
    if (!indicator.over->weight.empty() && function != "mean") problems.add(*over, "`over`: only a mean has weights.");
  }
  if (const Tree* change = reader.get("change"); change != nullptr) {
    MapReader part{*change, problems, "`change`"};
    indicator.change = Change{.from = part.text("from", true),
                              .to = part.text("to", true),
                              .design_effect = part.text("design_effect"),
                              .same = part.text("same"),
                              .within = part.text("within"),
                              .cluster = part.text("cluster"),
                              .clusters = part.text("clusters")};
    part.finish();
    if (indicator.change->same.empty() != indicator.change->within.empty())
      problems.add(*change, "`change` has `same` and `within`, or neither.");
    if (indicator.change->cluster.empty() != indicator.change->clusters.empty())
      problems.add(*change, "`change` has `cluster` and `clusters`, or neither.");
  }
  if (const Tree* shares = reader.get("representation"); shares != nullptr) {
    MapReader part{*shares, problems, "`representation`"};
    Representation made{.of = part.text("of", true), .group = {}, .not_known = part.names("not_known")};
    if (const Tree* group = part.get("group"); group != nullptr)
      for (const auto& [split, value] : group->entries) made.group.emplace_back(split, value.scalar);
    part.finish();
    if (made.group.empty()) problems.add(*shares, "`representation` needs a `group`: values of splits.");
    indicator.representation = std::move(made);
  }
  if (const Tree* trend = reader.get("trend"); trend != nullptr) indicator.trend = read_trend(*trend, problems);
  indicator.scale = reader.number("scale").value_or(1);
  indicator.interval = reader.text("interval");
  if (!indicator.interval.empty() && indicator.interval != "share" && indicator.interval != "rate")
    problems.add(tree, "`interval` is share or rate, not " + indicator.interval + ".");
  if (!indicator.interval.empty() &&
      (indicator.value.function != "sum" || !indicator.denominator || indicator.denominator->function != "sum"))
    problems.add(tree, "`interval` is of a sum over a sum.");
  if (const std::string effect = reader.text("design_effect"); !effect.empty()) {
    try {
      indicator.design_effect = cql2::parse_scalar_text("coalesce(" + effect + ", 1)");
    } catch (const Problem& problem) {
      problems.add(tree, "`design_effect`: " + problem.title(), problem.hint());
    }
    if (indicator.value.function != "count" || !indicator.denominator || indicator.denominator->function != "count")
      problems.add(tree, "`design_effect` is of a share: a count over a count.");
  }
  if (const auto step = reader.number("more_than")) {
    indicator.more_than = *step;
    if (*step <= 0) problems.add(tree, "`more_than` is the step above 0 to which the figure is rounded down.");
  }
  indicator.stock_or_flow = reader.truth("flow").value_or(true) ? "flow" : "stock";
  indicator.split_by = reader.names("split_by");
  indicator.about_people = reader.truth("about_people").value_or(false);
  indicator.from = reader.provenance(true);
  if (const Tree* example = reader.get("example"); example != nullptr) indicator.example = scalar_json(*example);
  reader.finish();
  const int ways = (indicator.computed_by.empty() ? 0 : 1) + (indicator.value.function.empty() ? 0 : 1) +
                   (indicator.over ? 1 : 0) + (indicator.change ? 1 : 0) + (indicator.representation ? 1 : 0) +
                   (indicator.trend ? 1 : 0);
  if (!indicator.with.empty() && indicator.computed_by.empty())
    problems.add(tree, "The indicator " + indicator.id + ": `with` goes with `computed_by` alone.");
  if (ways != 1) {
    problems.add(tree, "The indicator " + indicator.id +
                           " needs one of `value`, `over`, `change`, `representation`, `trend` and `computed_by`.");
  }
  return indicator;
}

/// What a document declares: its first key that names it.
std::pair<std::string, std::string> subject(const Tree& document) {
  for (const std::string_view key :
       {"type", "codes", "indicator", "extends", "extends_codes", "extends_indicator", "model"}) {
    if (const Tree* found = document.find(key); found != nullptr && found->kind == Tree::Kind::scalar)
      return {std::string{key}, found->scalar};
  }
  return {};
}

std::string read_file(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::stringstream text;
  text << in.rdbuf();
  if (!in) throw Problem{"model.unreadable", {{"file", file.string()}}};
  return text.str();
}

void gather(const fs::path& folder, const std::string& prefix, std::map<std::string, std::string>& sources) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) throw Problem{"model.unreadable", {{"file", folder.string()}}};
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".yaml") continue;
    sources[prefix + fs::relative(entry.path(), folder).generic_string()] = read_file(entry.path());
  }
}

}  // namespace

std::map<std::string, std::string> read_overlays(const std::vector<std::filesystem::path>& folders) {
  std::map<std::string, std::string> sources;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const fs::path folder = folders[i].has_filename() ? folders[i] : folders[i].parent_path();
    const std::string number = std::to_string(i + 1);
    gather(folder,
           "overlays/" + std::string(2 - std::min<std::size_t>(2, number.size()), '0') + number + "-" +
               folder.filename().string() + "/",
           sources);
  }
  return sources;
}

Sha256 hash_of(const std::map<std::string, std::string>& sources) {
  Sha256Stream hash;
  for (const auto& [file, text] : sources) {
    hash.add(file);
    hash.add(std::string_view{"\0", 1});
    hash.add(text);
    hash.add(std::string_view{"\0", 1});
  }
  return hash.finish();
}

Loaded load(const std::vector<std::filesystem::path>& folders) {
  std::map<std::string, std::string> sources;
  if (!folders.empty()) gather(folders.front(), "", sources);
  const std::vector<fs::path> rest(folders.begin() + (folders.empty() ? 0 : 1), folders.end());
  sources.merge(read_overlays(rest));
  return load_sources(sources);
}

Loaded load_sources(const std::map<std::string, std::string>& sources) {
  Problems problems;
  std::vector<Tree> base;
  std::vector<Tree> overlays;
  for (const auto& [file, text] : sources) {
    if (holds_reports(file) || holds_hxl_tags(file)) continue;  // read when one is asked for
    for (Tree& document : read_yaml(file, text, problems)) {
      (file.rfind("overlays/", 0) == 0 ? overlays : base).push_back(std::move(document));
    }
  }
  auto model = std::make_shared<Model>();
  for (Tree& overlay : overlays) {
    const auto [key, name] = subject(overlay);
    if (key.rfind("extends", 0) != 0) {
      if (key != "model")
        base.push_back(std::move(overlay));
      else if (const Tree* languages = overlay.find("languages")) {
        for (const Tree& language : languages->items) model->languages.push_back(language.scalar);
      }
      continue;
    }
    const std::string wanted = key == "extends" ? "type" : key == "extends_codes" ? "codes" : "indicator";
    const auto target = std::find_if(base.begin(), base.end(), [&, wanted_name = name](const Tree& document) {
      return subject(document) == std::pair{wanted, wanted_name};
    });
    if (target == base.end()) {
      std::vector<std::string> names;
      for (const Tree& document : base) {
        if (subject(document).first == wanted) names.push_back(subject(document).second);
      }
      const std::string near = nearest_word(name, names);
      problems.add(overlay, "There is no " + name + " to extend.", near.empty() ? "" : "Did you mean " + near + "?");
      continue;
    }
    apply_overlay(*target, overlay, problems);
  }

  CheckContext context;
  for (const Tree& document : base) {
    const auto [key, name] = subject(document);
    if (key == "type") {
      context.type_trees.push_back(document);
      model->types.push_back(read_type(document, problems));
    } else if (key == "codes") {
      context.codes_trees.push_back(document);
      model->code_lists.push_back(read_codes(document, problems));
    } else if (key == "indicator") {
      context.indicator_trees.push_back(document);
      model->indicators.push_back(read_indicator(document, problems));
    } else if (key == "model") {
      MapReader reader{document, problems, "model.yaml"};
      model->name = reader.text("model", true);
      model->version = reader.text("version", true);
      for (std::string& language : reader.names("languages")) model->languages.push_back(std::move(language));
      reader.finish();
    } else {
      problems.add(document, "The document declares nothing.",
                   "Start it with type:, codes:, indicator: or, in an overlay, extends:. Reports lie in reports/, HXL "
                   "tags in hxl/.");
    }
  }
  if (model->name.empty()) problems.add("model.yaml", 1, "There is no model.yaml with `model: NAME`.", "Add it.");
  check_references(*model, context, problems);

  model->hash = hash_of(sources);
  model->sources = sources;
  Loaded loaded;
  loaded.problems = problems.take();
  if (loaded.problems.empty()) loaded.model = std::move(model);
  return loaded;
}

}  // namespace tilth::model
