// SPDX-License-Identifier: Apache-2.0
// Two models side by side.
#include "model/model_difference.h"

#include "model/report.h"

#include "model/carried_value.h"

#include <fmt/format.h>

#include <algorithm>

namespace tilth::model {
namespace {

using Kind = Difference::Kind;

std::string shown(bool yes) { return yes ? "yes" : "no"; }
std::string shown(const std::string& text) { return text.empty() ? "none" : text; }
std::string shown(std::string_view text) { return shown(std::string{text}); }
std::string shown(const std::optional<double>& number) { return number ? fmt::format("{}", *number) : "none"; }
std::string shown(const std::optional<int>& number) { return number ? std::to_string(*number) : "none"; }
std::string shown(double number) { return fmt::format("{}", number); }
std::string shown(const std::optional<cql2::Expression>& expression) {
  return expression ? cql2::to_text(*expression) : "none";
}
std::string shown(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " ") + name;
  return shown(out);
}
std::string shown(const Text& text) {
  std::string out;
  for (const auto& [language, words] : text.by_language) out += (out.empty() ? "" : "; ") + language + ": " + words;
  return shown(out);
}
std::string shown(const std::vector<Effect>& effects) {
  std::string out;
  for (const Effect& effect : effects)
    out += (out.empty() ? "" : " ") + effect.field + "=" + cql2::to_text(effect.value);
  return shown(out);
}
std::string shown(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::string out;
  for (const auto& [name, code] : pairs) out += (out.empty() ? "" : " ") + name + " " + code;
  return shown(out);
}
std::string shown(const std::optional<Over>& over) {
  return over ? over->function + " of " + over->indicator + " over " + over->split + " by " + shown(over->weight) +
                    (over->at_least > 0 ? fmt::format(" of at least {}", over->at_least) : std::string{})
              : "none";
}
std::string shown(const std::optional<Change>& change) {
  if (!change) return "none";
  return change->to + " less " + change->from + " by " + shown(change->design_effect) + " same " + shown(change->same) +
         " clusters " + shown(change->clusters);
}
std::string shown(const std::optional<Trend>& trend) {
  if (!trend) return "none";
  return fmt::format("{} of {} years, ahead {} {}, {} {}", trend->of, trend->years, trend->ahead,
                     shown(trend->ahead_by), shown(trend->chance), shown(trend->target));
}
std::string shown(const std::optional<Representation>& shares) {
  if (!shares) return "none";
  std::string out = shares->of;
  for (const auto& [split, value] : shares->group) out += " " + split + "=" + value;
  for (const std::string& value : shares->not_known) out += " but not " + value;
  return out;
}
std::string shown(const std::optional<Coverage>& coverage) {
  return coverage ? fmt::format("{} among {} at least {}", cql2::to_text(coverage->known),
                                cql2::to_text(coverage->among), coverage->at_least)
                  : "none";
}
std::string shown(const Measure& measure) {
  return measure.function + "(" + (measure.argument ? cql2::to_text(*measure.argument) : "") + ") of " + measure.of +
         " where " + shown(measure.where) + " dated by " + shown(measure.dated_by);
}

/// What changed of one thing, gathered into one line.
class Changes {
 public:
  template <class Value>
  bool compare(const char* name, const Value& before, const Value& after, bool breaks = false) {
    const std::string a = shown(before), b = shown(after);
    if (a == b) return false;
    detail_ += (detail_.empty() ? "" : "; ") + fmt::format("{}: {} -> {}", name, a, b);
    breaks_ = breaks_ || breaks;
    return true;
  }
  /// Where it comes from is data too.
  void compare(const Provenance& before, const Provenance& after) {
    compare("source", before.source, after.source);
    compare("edition", before.edition, after.edition);
    compare("mark", before.mark, after.mark);
  }
  void note(std::vector<Difference>& out, const char* what, const std::string& name) {
    if (!detail_.empty()) out.push_back({Kind::changed, what, name, detail_, breaks_});
  }

 private:
  std::string detail_;
  bool breaks_ = false;
};

template <class Item, class Name, class Added, class Removed, class Both>
void pair_up(const std::vector<Item>& before, const std::vector<Item>& after, const Name& name, const Added& added,
             const Removed& removed, const Both& both) {
  std::map<std::string, std::pair<const Item*, const Item*>> pairs;
  for (const Item& item : before) pairs[name(item)].first = &item;
  for (const Item& item : after) pairs[name(item)].second = &item;
  for (const auto& [key, pair] : pairs) {
    if (pair.first == nullptr)
      added(*pair.second);
    else if (pair.second == nullptr)
      removed(*pair.first);
    else
      both(*pair.first, *pair.second);
  }
}

/// A range that lets fewer values in.
bool narrower(const std::optional<double>& before, const std::optional<double>& after, bool minimum) {
  if (!after) return false;
  return !before || (minimum ? *after > *before : *after < *before);
}

void compare_fields(const std::string& owner, const std::vector<Field>& before, const std::vector<Field>& after,
                    std::vector<Difference>& out) {
  const std::vector<int> next = successors(before, after);
  std::vector<Field> old_fields = before;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (next[i] < 0) continue;
    const std::string& name = after[static_cast<std::size_t>(next[i])].name;
    if (name == before[i].name) continue;
    out.push_back(
        {Kind::changed, "field", owner + "." + name, "name: " + before[i].name + " -> " + name, false, before[i].name});
    old_fields[i].name = name;
  }
  pair_up(
      old_fields, after, [](const Field& field) { return field.name; },
      [&](const Field& field) {
        out.push_back({Kind::added, "field", owner + "." + field.name,
                       std::string{text_of(field.kind)} + (field.required ? ", required" : ""), field.required});
      },
      [&](const Field& field) {
        out.push_back({Kind::removed, "field", owner + "." + field.name, std::string{text_of(field.kind)}, true});
      },
      [&](const Field& a, const Field& b) {
        Changes changes;
        changes.compare("kind", text_of(a.kind), text_of(b.kind), true);
        changes.compare("title", a.title, b.title);
        changes.compare("help", a.help, b.help);
        changes.compare("required", a.required, b.required, b.required);
        changes.compare("required when", a.required_when, b.required_when, b.required_when.has_value());
        changes.compare("many", a.many, b.many, true);
        changes.compare("unique", a.unique, b.unique, b.unique);
        changes.compare("class", text_of(a.field_class), text_of(b.field_class));
        changes.compare("encrypted", a.encrypted, b.encrypted, true);
        changes.compare("consent", a.consent, b.consent, true);
        changes.compare("codes", a.codes, b.codes, true);
        changes.compare("to", a.refers_to, b.refers_to, true);
        changes.compare("geometry", a.geometry, b.geometry, b.kind == FieldKind::geometry && b.geometry != "any");
        changes.compare("minimum", a.minimum, b.minimum, narrower(a.minimum, b.minimum, true));
        changes.compare("maximum", a.maximum, b.maximum, narrower(a.maximum, b.maximum, false));
        changes.compare("max_length", a.max_length, b.max_length,
                        b.max_length && (!a.max_length || *b.max_length < *a.max_length));
        changes.compare("currency", a.currency_field, b.currency_field, true);
        changes.compare("computed", a.computed, b.computed);
        changes.compare(a.from, b.from);
        changes.note(out, "field", owner + "." + b.name);
        compare_fields(owner + "." + b.name, a.line_fields, b.line_fields, out);
      });
}

std::string steps(const std::optional<Workflow>& workflow) {
  if (!workflow) return "none";
  std::string out = workflow->field + " from " + workflow->initial;
  for (const std::string& state : workflow->sealed) out += ", sealed " + state;
  for (const Transition& step : workflow->transitions)
    out += ", " + step.name + " " + step.from + ">" + step.to + " by " + shown(step.roles) + " if " +
           shown(step.guard) + (step.at_once ? " at once when " + shown(step.at_once) : "") +
           (step.needs_no_errors ? " without errors" : "") + " sets " + shown(step.effects);
  return out;
}

void compare_rules(const RecordType& a, const RecordType& b, std::vector<Difference>& out) {
  pair_up(
      a.rules, b.rules, [](const Rule& rule) { return rule.id; },
      [&](const Rule& rule) {
        out.push_back(
            {Kind::added, "rule", rule.id, std::string{text_of(rule.severity)}, rule.severity == Severity::error});
      },
      [&](const Rule& rule) {
        out.push_back({Kind::removed, "rule", rule.id, rule.code, false});
      },
      [&](const Rule& x, const Rule& y) {
        Changes changes;
        changes.compare("code", x.code, y.code);
        changes.compare("severity", text_of(x.severity), text_of(y.severity), y.severity == Severity::error);
        changes.compare("when", x.when, y.when);
        changes.compare("must", x.must, y.must, y.severity == Severity::error);
        changes.compare("check", x.check, y.check);
        changes.compare("with", x.parameters.dump(), y.parameters.dump());
        changes.compare("message", x.message, y.message);
        changes.compare("hint", x.hint, y.hint);
        changes.compare("field", x.field, y.field);
        changes.compare(x.from, y.from);
        changes.note(out, "rule", y.id);
      });
}

void compare_type(const RecordType& a, const RecordType& b, std::vector<Difference>& out) {
  Changes changes;
  changes.compare("title", a.title, b.title);
  changes.compare("plural", a.plural, b.plural);
  changes.compare("description", a.description, b.description);
  changes.compare("theme", a.theme, b.theme);
  changes.compare("class", text_of(a.record_class), text_of(b.record_class));
  changes.compare("geometry", a.geometry_field, b.geometry_field, true);
  changes.compare("label", a.label_field, b.label_field);
  changes.compare("dated_by", a.date_field, b.date_field);
  changes.compare("place", a.place_field, b.place_field);
  changes.compare("organisation", a.organisation_field, b.organisation_field);
  changes.compare("apart", a.apart, b.apart);
  changes.compare("workflow", steps(a.workflow), steps(b.workflow));
  changes.compare(a.from, b.from);
  changes.note(out, "type", b.name);
  compare_fields(b.name, a.fields, b.fields, out);
  pair_up(
      a.children, b.children, [](const ChildCount& child) { return child.name; },
      [&](const ChildCount& child) {
        out.push_back({Kind::added, "child count", b.name + "." + child.name, "", false});
      },
      [&](const ChildCount& child) {
        out.push_back({Kind::removed, "child count", b.name + "." + child.name, "", true});
      },
      [&](const ChildCount& x, const ChildCount& y) {
        Changes child;
        child.compare("of", x.type, y.type);
        child.compare("by", x.by, y.by);
        child.compare("where", x.where, y.where);
        child.compare("sum", x.sum, y.sum);
        child.note(out, "child count", b.name + "." + y.name);
      });
  compare_rules(a, b, out);
}

void compare_codes(const CodeList& a, const CodeList& b, std::vector<Difference>& out) {
  Changes changes;
  changes.compare("title", a.title, b.title);
  changes.compare(a.from, b.from);
  changes.note(out, "code list", b.name);
  std::vector<Code> old_codes;  // under their new values where others take their place
  for (const Code& old : a.codes) {
    const auto in_place = std::find_if(b.codes.begin(), b.codes.end(), [&](const Code& code) {
      return std::find(code.was.begin(), code.was.end(), old.value) != code.was.end();
    });
    if (b.find(old.value) != nullptr || in_place == b.codes.end()) {
      old_codes.push_back(old);
      continue;
    }
    out.push_back({Kind::changed, "code", b.name + "." + in_place->value,
                   "value: " + old.value + " -> " + in_place->value, false, old.value});
    if (a.find(in_place->value) != nullptr) continue;
    old_codes.push_back(old);
    old_codes.back().value = in_place->value;
  }
  pair_up(
      old_codes, b.codes, [](const Code& code) { return code.value; },
      [&](const Code& code) {
        out.push_back({Kind::added, "code", b.name + "." + code.value, code.title.en(), false});
      },
      [&](const Code& code) {
        out.push_back({Kind::removed, "code", b.name + "." + code.value, code.title.en(), true});
      },
      [&](const Code& x, const Code& y) {
        Changes code;
        code.compare("title", x.title, y.title);
        code.compare("parent", x.parent, y.parent);
        code.compare("aliases", x.aliases, y.aliases);
        code.compare("retired", x.retired, y.retired);
        code.note(out, "code", b.name + "." + y.value);
      });
}

void compare_indicators(const Indicator& a, const Indicator& b, std::vector<Difference>& out) {
  Changes changes;  // a figure whose definition moved is not comparable with what was published before
  changes.compare("code", a.code, b.code);
  changes.compare("title", a.title, b.title);
  changes.compare("definition", a.definition, b.definition);
  changes.compare("unit", a.unit, b.unit, a.unit.en() != b.unit.en());  // else only a translation
  changes.compare("value", a.value, b.value, true);
  changes.compare("per", a.denominator ? shown(*a.denominator) : "none", b.denominator ? shown(*b.denominator) : "none",
                  true);
  changes.compare("over", a.over, b.over, true);
  changes.compare("change", a.change, b.change, true);
  changes.compare("representation", a.representation, b.representation, true);
  changes.compare("trend", a.trend, b.trend, true);
  changes.compare("coverage", a.coverage, b.coverage, true);
  changes.compare("design effect", a.design_effect, b.design_effect, true);
  changes.compare("scale", a.scale, b.scale, true);
  changes.compare("less", a.difference, b.difference, true);
  changes.compare("interval", a.interval, b.interval, true);
  changes.compare("more than", a.more_than, b.more_than, true);
  changes.compare("stock or flow", a.stock_or_flow, b.stock_or_flow, true);
  changes.compare("split by", a.split_by, b.split_by);
  changes.compare("about people", a.about_people, b.about_people);
  changes.compare("computed by", a.computed_by, b.computed_by, true);
  changes.compare("with", a.with.dump(), b.with.dump(), true);
  changes.compare(a.from, b.from);
  changes.note(out, "indicator", b.code.empty() ? b.id : b.code);
}

}  // namespace

std::string_view text_of(Difference::Kind kind) {
  return kind == Kind::added ? "added" : kind == Kind::removed ? "removed" : "changed";
}

std::vector<Difference> differences(const Model& before, const Model& after) {
  std::vector<Difference> out;
  pair_up(
      before.types, after.types, [](const RecordType& type) { return type.name; },
      [&](const RecordType& type) {
        out.push_back({Kind::added, "type", type.name, type.title.en(), false});
      },
      [&](const RecordType& type) {
        out.push_back({Kind::removed, "type", type.name, type.title.en(), true});
      },
      [&](const RecordType& a, const RecordType& b) { compare_type(a, b, out); });
  pair_up(
      before.code_lists, after.code_lists, [](const CodeList& list) { return list.name; },
      [&](const CodeList& list) {
        out.push_back({Kind::added, "code list", list.name, list.title.en(), false});
      },
      [&](const CodeList& list) {
        out.push_back({Kind::removed, "code list", list.name, list.title.en(), true});
      },
      [&](const CodeList& a, const CodeList& b) { compare_codes(a, b, out); });
  pair_up(
      before.indicators, after.indicators, [](const Indicator& one) { return one.id; },
      [&](const Indicator& one) {
        out.push_back({Kind::added, "indicator", one.id, one.title.en(), false});
      },
      [&](const Indicator& one) {
        out.push_back({Kind::removed, "indicator", one.id, one.title.en(), true});
      },
      [&](const Indicator& a, const Indicator& b) { compare_indicators(a, b, out); });
  const auto earlier = reports_of(before), later = reports_of(after);
  pair_up(
      earlier->list, later->list, [](const Report& one) { return one.name; },
      [&](const Report& one) {
        out.push_back({Kind::added, "report", one.name, one.title.en(), false});
      },
      [&](const Report& one) {
        out.push_back({Kind::removed, "report", one.name, one.title.en(), true});
      },
      [](const Report&, const Report&) {});
  return out;
}

}  // namespace tilth::model
