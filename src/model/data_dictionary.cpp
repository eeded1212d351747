// SPDX-License-Identifier: Apache-2.0
// The data dictionary, drawn from the model.
#include "model/data_dictionary.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tilth::model {
namespace {

enum class Word : std::uint8_t {
  dictionary,
  record_types,
  code_lists,
  indicators,
  field,
  kind,
  meaning,
  needed,
  seen_by,
  rule,
  severity,
  says,
  mend,
  source,
  from,
  to,
  step,
  by,
  guard,
  workflow,
  rules,
  code,
  retired,
  unit,
  definition,
  splits,
  counts,
  refers_to,
  needed_when,
  computed,
  many,
  once,
  encrypted,
  to_check,
  proposal,
  yes,
  no,
  other,
  fields,
  repeated,
  worked_out_by,
  writes,
  apart,
  shown_from,
  at_once
};

/// The headings of the page in the program's four languages.
constexpr std::string_view kWords[][4] = {
    {"Data dictionary", "Dictionnaire des données", "Diccionario de datos", "قاموس البيانات"},
    {"Record types", "Types d'enregistrement", "Tipos de registro", "أنواع السجلات"},
    {"Code lists", "Listes de codes", "Listas de códigos", "قوائم الرموز"},
    {"Indicators", "Indicateurs", "Indicadores", "المؤشرات"},
    {"Field", "Champ", "Campo", "الحقل"},
    {"Kind", "Nature", "Clase", "النوع"},
    {"Meaning", "Signification", "Significado", "المعنى"},
    {"Needed", "Obligatoire", "Obligatorio", "مطلوب"},
    {"Seen by", "Visible par", "Visible para", "يراه"},
    {"Rule", "Règle", "Regla", "القاعدة"},
    {"Severity", "Gravité", "Gravedad", "الشدة"},
    {"Says", "Message", "Mensaje", "الرسالة"},
    {"To mend it", "Pour corriger", "Para corregir", "للتصحيح"},
    {"Source", "Source", "Fuente", "المصدر"},
    {"From", "De", "De", "من"},
    {"To", "À", "A", "إلى"},
    {"Step", "Étape", "Paso", "الخطوة"},
    {"By", "Par", "Por", "بواسطة"},
    {"Only if", "Seulement si", "Solo si", "فقط إذا"},
    {"Workflow", "Circuit", "Flujo de trabajo", "سير العمل"},
    {"Rules", "Règles", "Reglas", "القواعد"},
    {"Code", "Code", "Código", "الرمز"},
    {"no longer used", "n'est plus utilisé", "ya no se usa", "لم يعد مستخدما"},
    {"Unit", "Unité", "Unidad", "الوحدة"},
    {"Definition", "Définition", "Definición", "التعريف"},
    {"Split by", "Ventilé par", "Desglosado por", "مفصل حسب"},
    {"Counted from other records", "Compté sur d'autres enregistrements", "Contado de otros registros",
     "محسوب من سجلات أخرى"},
    {"refers to", "renvoie à", "se refiere a", "يشير إلى"},
    {"when", "si", "cuando", "عندما"},
    {"worked out as", "calculé :", "calculado:", "يحسب:"},
    {"several", "plusieurs", "varios", "متعدد"},
    {"no two alike", "sans doublon", "sin repetir", "بلا تكرار"},
    {"encrypted", "chiffré", "cifrado", "مشفر"},
    {"to be checked with the standard", "à vérifier dans la norme", "por verificar con la norma",
     "يجب التحقق منه في المعيار"},
    {"proposal of this programme", "proposition de ce programme", "propuesta de este programa",
     "مقترح من هذا البرنامج"},
    {"yes", "oui", "sí", "نعم"},
    {"no", "non", "no", "لا"},
    {"Other", "Autre", "Otro", "أخرى"},
    {"Fields", "Champs", "Campos", "الحقول"},
    {"repeated", "répété", "repetido", "مكرر"},
    {"worked out by the program", "calculé par le programme", "calculado por el programa", "يحسبه البرنامج"},
    {"Writes", "Écrit", "Escribe", "يكتب"},
    {"Never added up over", "Jamais additionné entre", "Nunca se suma entre", "لا يجمع أبدا عبر"},
    {"Shown where enough is known", "Affiché si assez est connu", "Se muestra si se sabe lo suficiente",
     "يظهر عندما يعرف ما يكفي"},
    {"the program, at once when", "le programme, aussitôt que", "el programa, en cuanto", "البرنامج، فور أن يكون"},
};

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string titled(const std::string& name) {
  std::string words = spaced(name);
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
  return words;
}

class Dictionary {
 public:
  Dictionary(const Model& model, std::string language)
      : model_(model),
        language_(std::move(language)),
        column_(language_ == "fr"   ? 1
                : language_ == "es" ? 2
                : language_ == "ar" ? 3
                                    : 0),
        page_(word(Word::dictionary) + ": " + model.name + " " + model.version, language_) {}

  Document made() && {
    contents();
    for (const RecordType* type : by_theme()) record_type(*type);
    page_.heading(2, word(Word::code_lists), "code-lists");
    for (const CodeList& list : model_.code_lists) code_list(list);
    page_.heading(2, word(Word::indicators), "indicators");
    for (const Indicator& one : model_.indicators) indicator(one);
    return std::move(page_);
  }

 private:
  [[nodiscard]] std::string word(Word which) const {
    return std::string{kWords[static_cast<std::size_t>(which)][column_]};
  }
  [[nodiscard]] std::string title(const Text& text, const std::string& name) const {
    return text.empty() ? spaced(name) : text.in(language_);
  }
  [[nodiscard]] std::string source(const Provenance& from) const {
    std::string out = from.source;
    if (!from.edition.empty()) out += ", " + from.edition;
    if (from.mark == "U") out += " (" + word(Word::to_check) + ")";
    if (from.mark == "P") out += " (" + word(Word::proposal) + ")";
    return out;
  }
  [[nodiscard]] std::vector<const RecordType*> by_theme() const {
    std::vector<const RecordType*> types;
    for (const RecordType& type : model_.types) types.push_back(&type);
    std::stable_sort(types.begin(), types.end(),
                     [](const RecordType* a, const RecordType* b) { return a->theme < b->theme; });
    return types;
  }

  void contents() {
    page_.heading(2, word(Word::record_types), "record-types");
    std::string theme = "\n";
    std::vector<std::pair<std::string, std::string>> names;
    const auto flush = [&] {
      if (names.empty()) return;
      page_.paragraph(theme.empty() ? word(Word::other) : titled(theme));
      page_.links(names);
      names.clear();
    };
    for (const RecordType* type : by_theme()) {
      if (type->theme != theme) flush();
      theme = type->theme;
      names.emplace_back(title(type->title, type->name), "type-" + type->name);
    }
    flush();
    page_.links({{word(Word::code_lists), "code-lists"}, {word(Word::indicators), "indicators"}});
  }

  std::string kind_of(const Field& field) const {
    std::string kind{text_of(field.kind)};
    if (field.kind == FieldKind::geometry && !field.geometry.empty()) kind += " (" + field.geometry + ")";
    if (field.kind == FieldKind::area) kind += ", m2";
    if (field.kind == FieldKind::length) kind += ", m";
    if (field.many) kind += ", " + word(Word::many);
    if (field.unique) kind += ", " + word(Word::once);
    if (field.encrypted) kind += ", " + word(Word::encrypted);
    if (field.minimum || field.maximum)
      kind += fmt::format(", {}..{}", field.minimum ? fmt::format("{}", *field.minimum) : "",
                          field.maximum ? fmt::format("{}", *field.maximum) : "");
    return kind;
  }
  std::string meaning_of(const Field& field) const {
    std::string out = title(field.title, field.name);
    if (!field.help.empty()) out += ". " + field.help.in(language_);
    if (field.computed) out += " — " + word(Word::computed) + " " + cql2::to_text(*field.computed);
    return out;
  }
  std::string needed(const Field& field) const {
    if (field.required) return word(Word::yes);
    if (field.required_when) return word(Word::needed_when) + " " + cql2::to_text(*field.required_when);
    return "";
  }

  void field_rows(const std::vector<Field>& fields, const std::string& before,
                  std::vector<std::vector<std::string>>& rows) const {
    for (const Field& field : fields) {
      std::string kind = kind_of(field);
      if (field.kind == FieldKind::code) kind = "->codes-" + field.codes + " " + kind + ": " + field.codes;
      if (field.kind == FieldKind::reference)
        kind = "->type-" + field.refers_to + " " + word(Word::refers_to) + " " + field.refers_to;
      if (field.kind == FieldKind::lines) kind = word(Word::repeated);
      rows.push_back({"`" + before + field.name + "`", std::move(kind), meaning_of(field), needed(field),
                      field.field_class == FieldClass::public_ ? "" : std::string{text_of(field.field_class)}});
      field_rows(field.line_fields, before + field.name + ".", rows);
    }
  }

  void record_type(const RecordType& type) {
    page_.heading(2, title(type.title, type.name), "type-" + type.name);
    if (!type.description.empty()) page_.paragraph(type.description.in(language_));
    page_.code(type.name);
    page_.paragraph(word(Word::source) + ": " + source(type.from) + ". " + word(Word::seen_by) + ": " +
                    std::string{text_of(type.record_class)});
    if (!type.apart.empty()) {
      std::string names;
      for (const auto& [field, code] : type.apart)
        names += (names.empty() ? "" : ", ") + field + (code.empty() ? "" : " (" + code + ")");
      page_.paragraph(word(Word::apart) + ": " + names);
    }
    std::vector<std::vector<std::string>> rows;
    field_rows(type.fields, "", rows);
    page_.table({word(Word::field), word(Word::kind), word(Word::meaning), word(Word::needed), word(Word::seen_by)},
                std::move(rows));
    if (!type.children.empty()) {
      page_.heading(3, word(Word::counts), "counts-" + type.name);
      std::vector<std::vector<std::string>> counts;
      for (const ChildCount& child : type.children)
        counts.push_back({"`" + child.name + "`", title(child.title, child.name),
                          "->type-" + child.type + " " + child.type,
                          (child.sum.empty() ? "count" : "sum " + child.sum) + " " + word(Word::by) + " " + child.by +
                              (child.where ? ": " + cql2::to_text(*child.where) : std::string{})});
      page_.table({word(Word::field), word(Word::meaning), word(Word::from), word(Word::definition)},
                  std::move(counts));
    }
    if (!type.rules.empty()) {
      page_.heading(3, word(Word::rules), "rules-" + type.name);
      std::vector<std::vector<std::string>> rules;
      for (const Rule& rule : type.rules) {
        std::string what = rule.check.empty() ? std::string{} : rule.check;
        if (rule.must) {
          what = cql2::to_text(*rule.must);
          if (rule.when) what = word(Word::needed_when) + " " + cql2::to_text(*rule.when) + ": " + what;
        }
        rules.push_back({"`" + rule.id + "`", rule.code, std::string{text_of(rule.severity)},
                         rule.message.in(language_) + (rule.hint.empty() ? "" : " " + rule.hint.in(language_)),
                         "`" + what + "`", source(rule.from)});
      }
      page_.table(
          {word(Word::rule), "", word(Word::severity), word(Word::says), word(Word::definition), word(Word::source)},
          std::move(rules));
    }
    if (type.workflow) {
      page_.heading(3, word(Word::workflow), "workflow-" + type.name);
      std::vector<std::vector<std::string>> steps;
      for (const Transition& step : type.workflow->transitions) {
        std::string roles;
        for (const std::string& role : step.roles) roles += (roles.empty() ? "" : ", ") + spaced(role);
        if (step.at_once) roles = word(Word::at_once) + " `" + cql2::to_text(*step.at_once) + "`";
        steps.push_back({title(step.title, step.name), step.from, step.to, roles,
                         step.guard ? "`" + cql2::to_text(*step.guard) + "`" : "", writes(step)});
      }
      page_.table(
          {word(Word::step), word(Word::from), word(Word::to), word(Word::by), word(Word::guard), word(Word::writes)},
          std::move(steps));
    }
  }

  static std::string writes(const Transition& step) {
    std::string out;
    for (const Effect& effect : step.effects)
      out += (out.empty() ? "" : ", ") + ("`" + effect.field + " = " + cql2::to_text(effect.value) + "`");
    return out;
  }

  void code_list(const CodeList& list) {
    page_.heading(3, title(list.title, list.name), "codes-" + list.name);
    page_.code(list.name);
    if (!list.from.source.empty()) page_.paragraph(word(Word::source) + ": " + source(list.from));
    std::vector<std::vector<std::string>> rows;
    for (const Code& code : list.codes)
      rows.push_back({"`" + code.value + "`",
                      title(code.title, code.value) + (code.retired ? " (" + word(Word::retired) + ")" : ""),
                      code.parent});
    page_.table({word(Word::code), word(Word::meaning), word(Word::from)}, std::move(rows));
  }

  static std::string measure(const Measure& measure) {
    return measure.function + "(" + (measure.argument ? cql2::to_text(*measure.argument) : "") + ") of " + measure.of +
           (measure.where ? " where " + cql2::to_text(*measure.where) : "") +
           (measure.dated_by.empty() ? "" : " dated by " + measure.dated_by);
  }

  void indicator(const Indicator& one) {
    page_.heading(3, (one.code.empty() ? "" : one.code + " ") + title(one.title, one.id), "indicator-" + one.id);
    if (!one.definition.empty()) page_.paragraph(one.definition.in(language_));
    std::string how = one.computed_by.empty() ? measure(one.value)
                                              : word(Word::worked_out_by) + ": " + spaced(one.computed_by) +
                                                    (one.with.empty() ? "" : " " + one.with.dump());
    if (one.over)
      how = one.over->function + "(" + one.over->indicator + ") over " + one.over->split +
            (one.over->weight.empty() ? "" : " by " + one.over->weight) +
            (one.over->at_least > 0 ? ", of at least " + std::to_string(one.over->at_least) : "");
    if (one.change) how = one.change->to + " - " + one.change->from;
    if (one.trend)
      how = "trend(" + one.trend->of + ")" +
            (one.trend->chance.empty() ? std::string{} : " " + one.trend->chance + " " + one.trend->target);
    if (one.representation) {
      std::string group;
      for (const auto& [split, value] : one.representation->group)
        group += (group.empty() ? "" : ", ") + split + " = " + value;
      how = "share(" + one.representation->of + "; " + group + ") in each cell / in all";
    }
    if (one.denominator) how += (one.difference ? " - " : " / ") + measure(*one.denominator);
    if (one.scale != 1) how += fmt::format(" × {}", one.scale);
    page_.code(how);
    if (one.coverage)
      page_.paragraph(word(Word::shown_from) + ": " + cql2::to_text(one.coverage->known) + " / " +
                      cql2::to_text(one.coverage->among) + fmt::format(" ≥ {}", one.coverage->at_least));
    std::string splits;
    for (const std::string& split : one.split_by) splits += (splits.empty() ? "" : ", ") + split;
    page_.paragraph(word(Word::unit) + ": " + one.unit_in(language_) +
                    (splits.empty() ? "" : ". " + word(Word::splits) + ": " + splits) + ". " + word(Word::source) +
                    ": " + source(one.from));
  }

  const Model& model_;
  std::string language_;
  std::size_t column_;
  Document page_;
};

}  // namespace

Document data_dictionary(const Model& model, const std::string& language) { return Dictionary{model, language}.made(); }

}  // namespace tilth::model
