// SPDX-License-Identifier: Apache-2.0
// A finding in the words of the model.
#include "report/finding_words.h"

#include "base/problem.h"
#include "model/record_label.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace tilth::report {
namespace {

/// What every field has to keep, whatever the rules: no file of the model words it.
const std::map<std::string, model::Text>& words_of_field_rules() {
  static const std::map<std::string, model::Text> words{
      {"field.required",
       {{{"en", "{field} is required and empty."},
         {"fr", "{field} : obligatoire et vide."},
         {"es", "{field}: obligatorio y vacío."},
         {"ar", "{field}: إلزامي وفارغ."}}}},
      {"field.code_unknown",
       {{{"en", "{field} has the code {found}, which its list does not have."},
         {"fr", "{field} a le code {found}, absent de sa liste."},
         {"es", "{field} tiene el código {found}, que su lista no contiene."},
         {"ar", "{field}: الرمز {found} ليس في قائمته."}}}},
      {"field.several_values",
       {{{"en", "{field} holds one code and has several: {found}."},
         {"fr", "{field} ne prend qu'un code et en a plusieurs : {found}."},
         {"es", "{field} admite un solo código y tiene varios: {found}."},
         {"ar", "{field}: يقبل رمزاً واحداً وفيه عدة رموز: {found}."}}}},
      {"field.out_of_range",
       {{{"en", "{field} is {found}; it must lie between {minimum} and {maximum}."},
         {"fr", "{field} vaut {found} ; la valeur doit être comprise entre {minimum} et {maximum}."},
         {"es", "{field} es {found}; debe estar entre {minimum} y {maximum}."},
         {"ar", "{field}: القيمة {found} ويجب أن تكون بين {minimum} و{maximum}."}}}},
      {"field.too_long",
       {{{"en", "{field} has {length} letters; at most {max_length} fit."},
         {"fr", "{field} a {length} lettres ; {max_length} au plus."},
         {"es", "{field} tiene {length} letras; caben {max_length} como máximo."},
         {"ar", "{field}: عدد الأحرف {length} والحد الأقصى {max_length}."}}}},
  };
  return words;
}

std::string with_thousands(std::string digits) {
  const std::size_t from = digits.front() == '-' ? 1 : 0;
  std::size_t point = digits.find('.');
  if (point == std::string::npos) point = digits.size();
  for (std::size_t at = point; at > from + 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

/// Figures as people read them: whole m2, degrees with six digits, anything else with two after the point at most, a
/// share below 1 with four; thousands apart. Whole numbers of four digits stay together: they may be years.
Json rounded(const Json& values) {
  Json out = values;
  for (auto& [name, value] : out.items()) {
    if (value.is_number_integer()) {
      const auto number = value.get<std::int64_t>();
      if (number >= 10'000 || number <= -10'000) value = with_thousands(std::to_string(number));
      continue;
    }
    if (!value.is_number_float()) continue;
    const double number = value.get<double>();
    const bool degrees = name == "lon" || name == "lat", metres = name.ends_with("_m2") && std::abs(number) >= 10;
    std::string text = fmt::format("{:.{}f}", number, degrees ? 6 : metres ? 0 : std::abs(number) < 1 ? 4 : 2);
    while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
      const bool point = text.back() == '.';
      text.pop_back();
      if (point) break;
    }
    value = with_thousands(std::move(text));
  }
  return out;
}

/// What stands for a place that is none of the register's.
std::string no_place(const std::string& language) {
  if (language == "fr") return "aucun lieu enregistré";
  if (language == "es") return "ningún lugar registrado";
  if (language == "ar") return "لا مكان مسجل";
  return "no recorded place";
}

}  // namespace

FindingWords::FindingWords(const store::Store& store, store::Caller caller, std::string language)
    : store_(store), caller_(std::move(caller)), model_(store.model()), language_(std::move(language)) {
  for (const model::RecordType& type : model_->types)
    for (const model::Rule& rule : type.rules) rules_[rule.id] = &rule;
}

std::string FindingWords::message(const Finding& finding) const {
  const auto at = rules_.find(finding.rule);
  Json values = rounded(finding.values);
  if (const auto place = values.find("lies_in"); place != values.end() && place->is_null())
    *place = no_place(language_);
  if (at != rules_.end()) return filled(at->second->message.in(language_), values);
  const auto own = words_of_field_rules().find(finding.rule);
  if (own == words_of_field_rules().end()) return finding.rule;
  const model::RecordType* type = model_->find_type(finding.type);
  const model::Field* field = type == nullptr ? nullptr : type->find(finding.place);
  values["field"] = field == nullptr || field->title.empty() ? finding.place : field->title.in(language_);
  return filled(own->second.in(language_), values);
}

std::string FindingWords::hint(const Finding& finding) const {
  const auto at = rules_.find(finding.rule);
  if (at == rules_.end() || at->second->hint.empty()) return "";
  return filled(at->second->hint.in(language_), rounded(finding.values));
}

std::string FindingWords::code(const std::string& rule) const {
  const auto at = rules_.find(rule);
  return at == rules_.end() ? "" : at->second->code;
}

std::string FindingWords::label(const Finding& finding) const {
  const model::RecordType* type = model_->find_type(finding.type);
  if (finding.records.empty())
    return type == nullptr || type->plural.empty() ? finding.type : type->plural.in(language_);
  if (type == nullptr) return finding.type + " " + model::short_id(finding.records.front());
  const int field = type->index_of(type->label_field);
  for (const Uuid& id : finding.records) {
    const std::optional<store::Record> record = field < 0 ? std::nullopt : store_.find(caller_, type->name, id);
    const store::Value label = record ? record->values[static_cast<std::size_t>(field)] : store::Value{};
    if (!label.is_null()) return model::record_label(*model_, *type, label, id, language_);
  }
  return model::record_label(*model_, *type, {}, finding.records.front(), language_);
}

}  // namespace tilth::report
