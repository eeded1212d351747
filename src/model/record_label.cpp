// SPDX-License-Identifier: Apache-2.0
// What people call a record.
#include "model/record_label.h"

#include "model/field_value.h"

namespace tilth::model {
namespace {

std::string in_words(const Model& model, const Field& field, const cql2::Value& label, std::string_view language) {
  std::string text = shown(label);
  const CodeList* list = field.kind == FieldKind::code ? model.find_codes(field.codes) : nullptr;
  if (list == nullptr) return text;
  const Code* code = list->find(text);
  return code == nullptr ? text : code->title.in(language);
}

}  // namespace

std::string short_id(const Uuid& id) {
  const std::string text = id.text();
  return text.substr(text.size() - 8);
}

std::string record_label(const Model& model, const RecordType& type, const cql2::Value& label, const Uuid& id,
                         std::string_view language) {
  const Field* field = type.find(type.label_field);
  const std::string text = field == nullptr || label.is_null() ? "" : in_words(model, *field, label, language);
  if (text.find_first_not_of(" \t\n") == std::string::npos) return type.title.in(language) + " " + short_id(id);
  return field->kind == FieldKind::text ? text : type.title.in(language) + ": " + text;
}

}  // namespace tilth::model
