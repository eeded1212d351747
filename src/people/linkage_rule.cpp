// SPDX-License-Identifier: Apache-2.0
#include "people/linkage_rule.h"

#include "base/problem.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tilth::people {
namespace {

constexpr std::size_t kMostFields = 8;

std::size_t levels_of(ComparedAs as) {
  if (as == ComparedAs::name) return 4;
  return as == ComparedAs::same ? 2 : 3;
}

class Reader {
 public:
  Reader(const model::Model& model, const model::RecordType& type, const model::Rule& rule)
      : model_(model), type_(type), rule_(rule) {}

  LinkageRule read() {
    LinkageRule made;
    made.type = &type_;
    made.rule = &rule_;
    const Json& with = rule_.parameters;
    for (const auto& [name, value] : with.items())
      if (!known_.contains(name)) refuse(name, "no such parameter");
    made.duplicates = share(with, "duplicates", made.duplicates);
    made.link = share(with, "link", made.link);
    made.review = share(with, "review", made.review);
    if (made.review > made.link) refuse("review", "above link");
    resolve_reference(made, with);
    // As `others`: what a rule reads is known by its fields, of which each has its class.
    if (rule_.when)
      for (const std::string& name : cql2::properties(*rule_.when)) (void)field_named(name);
    for (const Json& one : array(with, "compare")) made.fields.push_back(compared(one));
    if (made.fields.empty()) refuse("compare", "nothing is compared");
    if (made.fields.size() > kMostFields) refuse("compare", "more than 8 fields");
    for (std::size_t i = 0; i < made.fields.size(); ++i) resolve_instead(made, i);
    if (std::none_of(made.fields.begin(), made.fields.end(), [](const ComparedField& one) { return one.identifies; }))
      refuse("compare", "no field identifies a person");
    made.blocks = keys(with, "blocks");
    if (made.blocks.empty()) refuse("blocks", "no key: every pair would be compared");
    made.codes = keys(with, "codes");
    if (made.across())
      for (const char* within : {"codes", "known_by"})
        if (with.contains(within)) refuse(within, "has no meaning between two types");
    for (const ComparedField& one : made.fields)
      if (const std::string& consent = type_.fields[static_cast<std::size_t>(one.field)].consent; !consent.empty())
        made.consent = field_named(consent);
    if (with.contains("known_by")) made.known_by = field_named(text(with, "known_by"));
    return made;
  }

 private:
  void resolve_reference(LinkageRule& made, const Json& with) {
    if (!with.contains("as")) {
      if (with.contains("others")) refuse("others", "has a meaning only with as");
      return;
    }
    made.reference = field_named(text(with, "as"));
    const model::Field& field = type_.fields[static_cast<std::size_t>(made.reference)];
    referred_ = made.referred = field.many ? nullptr : model_.find_type(field.refers_to);
    if (referred_ == nullptr) refuse("as", "expected a reference to one record");
    if (const std::string others = text(with, "others"); !others.empty()) {
      try {
        made.others = cql2::parse_text(others);
      } catch (const Problem& problem) {
        refuse("others", problem.title());
      }
      for (const std::string& name : cql2::properties(*made.others))
        if (referred_->index_of(name) < 0) refuse("others", referred_->name + " has no field " + name);
    }
  }

  /// The field of the other type that stands against one of this type: what the comparison says, else the same name.
  int other_of(int field) const {
    if (referred_ == nullptr) return field;
    if (const auto at = against_.find(field); at != against_.end()) return at->second;
    const std::string& name = type_.fields[static_cast<std::size_t>(field)].name;
    const int other = referred_->index_of(name);
    if (other < 0) refuse(name, referred_->name + " has no such field, and nothing is compared with it");
    return other;
  }

  [[noreturn]] void refuse(const std::string& name, const std::string& reason) const {
    throw Problem{"check.bad_parameter", {{"rule", rule_.id}, {"name", name}, {"reason", reason}}};
  }

  double share(const Json& of, const char* name, double otherwise) const {
    const auto at = of.find(name);
    if (at == of.end()) return otherwise;
    if (!at->is_number() || at->get<double>() <= 0 || at->get<double>() >= 1) refuse(name, "expected 0 to 1");
    return at->get<double>();
  }

  Json array(const Json& of, const char* name) const {
    const auto at = of.find(name);
    if (at == of.end()) return Json::array();
    if (!at->is_array()) refuse(name, "expected a list");
    return *at;
  }

  int field_named(const std::string& name) const {
    const int index = type_.index_of(name);
    if (index < 0) refuse(name, "the type has no such field");
    return index;
  }

  static std::string text(const Json& of, const char* name) {
    const auto at = of.find(name);
    return at != of.end() && at->is_string() ? at->get<std::string>() : std::string{};
  }

  ComparedField compared(const Json& one) {
    if (!one.is_object()) refuse("compare", "expected {field, by, m, u}");
    for (const auto& [name, value] : one.items())
      if (!known_of_field_.contains(name)) refuse("compare." + name, "no such parameter");
    ComparedField made;
    made.field = field_named(text(one, "field"));
    if (const std::string other = text(one, "other"); !other.empty()) {
      if (referred_ == nullptr) refuse("compare.other", "has a meaning only with as");
      if (referred_->index_of(other) < 0) refuse("compare.other", referred_->name + " has no field " + other);
      against_[made.field] = referred_->index_of(other);
    }
    made.other = other_of(made.field);
    const std::string by = text(one, "by");
    if (by == "name")
      made.as = ComparedAs::name;
    else if (by == "date")
      made.as = ComparedAs::date;
    else if (by == "number")
      made.as = ComparedAs::number;
    else if (by == "same")
      made.as = ComparedAs::same;
    else
      refuse("by", "expected name, date, number or same");
    if (const auto near = one.find("near"); near != one.end() && near->is_number()) made.near = near->get<double>();
    for (const Json& code : array(one, "unknown"))
      if (code.is_string()) made.unknown.insert(code.get<std::string>());
    made.identifies = one.value("identifies", false);
    made.common_values = one.value("common_values", false);
    made.agreement = {shares(one, "m", levels_of(made.as)), shares(one, "u", levels_of(made.as))};
    instead_.push_back(text(one, "instead_of"));
    return made;
  }

  std::vector<double> shares(const Json& one, const char* name, std::size_t levels) const {
    std::vector<double> made;
    double sum = 0;
    for (const Json& value : array(one, name)) {
      if (!value.is_number() || value.get<double>() <= 0) refuse(name, "expected shares above 0");
      made.push_back(value.get<double>());
      sum += made.back();
    }
    if (made.size() != levels) refuse(name, "expected " + std::to_string(levels) + " shares, from differ to same");
    if (std::abs(sum - 1) > 1e-6) refuse(name, "the shares do not add to 1");
    for (double& share : made) share /= sum;
    return made;
  }

  void resolve_instead(LinkageRule& made, std::size_t i) const {
    if (instead_[i].empty()) return;
    const int other = field_named(instead_[i]);
    for (std::size_t k = 0; k < made.fields.size(); ++k)
      if (made.fields[k].field == other && k != i) made.fields[i].instead_of = static_cast<int>(k);
    if (made.fields[i].instead_of < 0) refuse("instead_of", instead_[i] + " is not compared");
  }

  /// [[name:sound, place], [accident]]
  std::vector<std::vector<BlockPart>> keys(const Json& with, const char* name) const {
    std::vector<std::vector<BlockPart>> made;
    for (const Json& key : array(with, name)) {
      if (!key.is_array() || key.empty()) refuse(name, "expected a list of lists");
      std::vector<BlockPart>& parts = made.emplace_back();
      for (const Json& part : key) {
        if (!part.is_string()) refuse(name, "expected fields");
        const auto word = part.get<std::string>();
        const std::size_t colon = word.find(':');
        const std::string of = colon == std::string::npos ? "" : word.substr(colon + 1);
        if (!of.empty() && of != "year" && of != "sound") refuse(name, "expected field, field:year or field:sound");
        const int field = field_named(word.substr(0, colon));
        parts.push_back({field,
                         of == "year"    ? BlockPart::Of::year
                         : of == "sound" ? BlockPart::Of::sound
                                         : BlockPart::Of::value,
                         other_of(field)});
      }
    }
    return made;
  }

  const model::Model& model_;
  const model::RecordType& type_;
  const model::Rule& rule_;
  const model::RecordType* referred_ = nullptr;
  std::map<int, int> against_;  // field of the type -> field of the referred
  std::vector<std::string> instead_;
  const std::set<std::string> known_{"duplicates", "link",     "review", "compare", "blocks",
                                     "codes",      "known_by", "as",     "others"};
  const std::set<std::string> known_of_field_{
      "field", "by", "m", "u", "near", "unknown", "identifies", "common_values", "instead_of", "other"};
};

}  // namespace

std::vector<std::string> LinkageRule::field_names() const {
  std::set<int> indices;
  for (const ComparedField& one : fields) indices.insert(one.field);
  for (const auto* keys : {&blocks, &codes})
    for (const std::vector<BlockPart>& key : *keys)
      for (const BlockPart& part : key) indices.insert(part.field);
  for (const int index : {known_by, consent, reference})
    if (index >= 0) indices.insert(index);
  if (rule->when)
    for (const std::string& name : cql2::properties(*rule->when)) indices.insert(type->index_of(name));
  std::vector<std::string> names;
  for (const int index : indices) names.push_back(type->fields[static_cast<std::size_t>(index)].name);
  return names;
}

std::vector<std::string> LinkageRule::other_field_names() const {
  std::set<int> indices;
  for (const ComparedField& one : fields) indices.insert(one.other);
  for (const std::vector<BlockPart>& key : blocks)
    for (const BlockPart& part : key) indices.insert(part.other);
  std::set<std::string> names;
  for (const int index : indices) names.insert(referred->fields[static_cast<std::size_t>(index)].name);
  if (others)
    for (std::string& name : cql2::properties(*others)) names.insert(std::move(name));
  return {names.begin(), names.end()};
}

std::string reference_of(const model::Rule& rule) {
  const auto as = rule.parameters.is_object() ? rule.parameters.find("as") : rule.parameters.end();
  return rule.parameters.is_object() && as != rule.parameters.end() && as->is_string() ? as->get<std::string>()
                                                                                       : std::string{};
}

const model::Rule* same_person_rule(const model::RecordType& type) { return reference_rule(type, ""); }

const model::Rule* reference_rule(const model::RecordType& type, std::string_view reference) {
  for (const model::Rule& rule : type.rules)
    if (rule.check == kSamePersonCheck && reference_of(rule) == reference) return &rule;
  return nullptr;
}

LinkageRule read_linkage_rule(const model::Model& model, const model::RecordType& type, const model::Rule& rule) {
  return Reader{model, type, rule}.read();
}

}  // namespace tilth::people
