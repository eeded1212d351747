// SPDX-License-Identifier: Apache-2.0
// The programme's model as forms, tables, filters and pages need it: what this caller may see of it.
#include "http/ask.h"
#include "http/entity_tag.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

namespace tilth::http {
namespace {

/// Only what the caller may see, in the caller's language.
class ModelAnswer {
 public:
  ModelAnswer(const model::Model& model, const Session& session) : model_(model), session_(session) {}

  Json all() const {
    Json types = Json::array(), lists = Json::array(), indicators = Json::array();
    std::map<std::string, bool> used;
    for (const model::RecordType& type : model_.types) {
      if (!may_see(session_.caller, type)) continue;
      types.push_back(type_json(type));
      for (const model::Field& field : type.fields)
        if (may_see(session_.caller, field)) note_codes(field, used);
    }
    for (const model::CodeList& list : model_.code_lists)
      if (used.contains(list.name)) lists.push_back(list_json(list));
    for (const model::Indicator& indicator : model_.indicators)
      indicators.push_back({{"id", indicator.id},
                            {"code", indicator.code},
                            {"title", in(indicator.title)},
                            {"unit", indicator.unit_in(session_.language)}});
    return {{"name", model_.name},
            {"version", model_.version},
            {"languages", model_.languages},
            {"language", session_.language},
            {"hash", hex(model_.hash)},
            {"types", std::move(types)},
            {"code_lists", std::move(lists)},
            {"indicators", std::move(indicators)}};
  }

 private:
  [[nodiscard]] std::string in(const model::Text& text) const {
    return text.empty() ? std::string{} : text.in(session_.language);
  }

  static void note_codes(const model::Field& field, std::map<std::string, bool>& used) {
    if (!field.codes.empty()) used[field.codes] = true;
    for (const model::Field& line : field.line_fields) note_codes(line, used);
  }

  static Json provenance(const model::Provenance& from) {
    Json json{{"source", from.source}, {"edition", from.edition}, {"mark", from.mark}};
    if (from.valid_from) json["valid_from"] = from.valid_from->text();
    if (from.valid_to) json["valid_to"] = from.valid_to->text();
    return json;
  }

  [[nodiscard]] Json field_json(const model::Field& field) const {
    Json json{{"name", field.name},
              {"kind", text_of(field.kind)},
              {"title", in(field.title)},
              {"required", field.required},
              {"class", text_of(field.field_class)}};
    const std::string help = in(field.help);
    if (!help.empty()) json["help"] = help;
    if (field.required_when) json["required_when"] = cql2::to_text(*field.required_when);
    if (field.many) json["many"] = true;
    if (field.unique) json["unique"] = true;
    if (field.encrypted) json["encrypted"] = true;
    if (!field.codes.empty()) json["codes"] = field.codes;
    if (!field.refers_to.empty()) json["refers_to"] = field.refers_to;
    if (!field.geometry.empty()) json["geometry"] = field.geometry;
    if (field.minimum) json["minimum"] = *field.minimum;
    if (field.maximum) json["maximum"] = *field.maximum;
    if (field.max_length) json["max_length"] = *field.max_length;
    if (!field.currency_field.empty()) json["currency_field"] = field.currency_field;
    if (field.computed) json["computed"] = cql2::to_text(*field.computed);
    if (!field.counts_of.empty()) json["counts_of"] = field.counts_of;
    if (!field.line_fields.empty()) {
      Json lines = Json::array();
      for (const model::Field& line : field.line_fields) lines.push_back(field_json(line));
      json["line_fields"] = std::move(lines);
    }
    return json;
  }

  [[nodiscard]] Json rule_json(const model::Rule& rule) const {
    Json json{{"id", rule.id},
              {"code", rule.code},
              {"severity", text_of(rule.severity)},
              {"field", rule.field},
              {"message", in(rule.message)},
              {"hint", in(rule.hint)},
              {"from", provenance(rule.from)}};
    if (rule.when) json["when"] = cql2::to_text(*rule.when);
    if (rule.must) json["must"] = cql2::to_text(*rule.must);
    if (!rule.check.empty()) json["check"] = rule.check;
    return json;
  }

  [[nodiscard]] Json type_json(const model::RecordType& type) const {
    Json fields = Json::array(), rules = Json::array(), children = Json::array();
    for (const model::Field& field : type.fields)
      if (may_see(session_.caller, field)) fields.push_back(field_json(field));
    for (const model::Rule& rule : type.rules)
      if (may_see(session_.caller, model_, type, rule)) rules.push_back(rule_json(rule));
    for (const model::ChildCount& child : type.children) {
      if (!may_ask(session_.caller, model_, type, child.name)) continue;
      children.push_back({{"name", child.name}, {"type", child.type}, {"by", child.by}, {"title", in(child.title)}});
    }
    Json json{{"name", type.name},
              {"title", in(type.title)},
              {"plural", in(type.plural)},
              {"description", in(type.description)},
              {"theme", type.theme},
              {"class", text_of(type.record_class)},
              {"geometry_field", type.geometry_field},
              {"label_field", type.label_field},
              {"date_field", type.date_field},
              {"place_field", type.place_field},
              {"organisation_field", type.organisation_field},
              {"fields", std::move(fields)},
              {"children", std::move(children)},
              {"rules", std::move(rules)},
              {"from", provenance(type.from)}};
    if (type.workflow) {
      Json transitions = Json::array();
      for (const model::Transition& transition : type.workflow->transitions) {
        Json one{{"name", transition.name},
                 {"from", transition.from},
                 {"to", transition.to},
                 {"roles", transition.roles},
                 {"title", in(transition.title)}};
        if (transition.guard && may_ask(session_.caller, model_, type, *transition.guard))
          one["guard"] = cql2::to_text(*transition.guard);
        transitions.push_back(std::move(one));
      }
      json["workflow"] = {{"field", type.workflow->field},
                          {"initial", type.workflow->initial},
                          {"transitions", std::move(transitions)}};
    }
    return json;
  }

  [[nodiscard]] Json list_json(const model::CodeList& list) const {
    Json codes = Json::array();
    for (const model::Code& code : list.codes) {
      Json one{{"value", code.value}, {"title", in(code.title)}};
      if (!code.parent.empty()) one["parent"] = code.parent;
      if (code.retired) one["retired"] = true;
      codes.push_back(std::move(one));
    }
    return {
        {"name", list.name}, {"title", in(list.title)}, {"codes", std::move(codes)}, {"from", provenance(list.from)}};
  }

  const model::Model& model_;
  const Session& session_;
};

Response get_model(const Request& request, Services& services) {
  const auto model = services.store().model();
  const std::string etag = "\"" +
                           hex(sha256(hex(model->hash) + "|" + request.session.language + "|" +
                                      std::string{text_of(request.session.caller.highest_class)} + "|" +
                                      fingerprint(request.session.caller)))
                               .substr(0, 32) +
                           "\"";
  if (not_modified(request, etag)) return empty(304).with("ETag", etag);
  return json(ModelAnswer{*model, request.session}.all()).with("ETag", etag).with("Cache-Control", "private, no-cache");
}

}  // namespace

RouteList model_routes() {
  using namespace schema;
  const Json provenance = object({{"source", text()},
                                  {"edition", text()},
                                  {"mark", text("U: to be checked with the standard")},
                                  {"valid_from", text("date")},
                                  {"valid_to", text("date")}},
                                 {"source", "edition", "mark"});
  std::vector<std::string> kinds;
  for (std::uint8_t kind = 0; kind <= static_cast<std::uint8_t>(model::FieldKind::lines); ++kind)
    kinds.emplace_back(text_of(static_cast<model::FieldKind>(kind)));
  const Json transition = object({{"name", text()},
                                  {"from", text()},
                                  {"to", text()},
                                  {"roles", list(text())},
                                  {"title", text()},
                                  {"guard", text("a CQL2 condition that must hold of the record")}},
                                 {"name", "from", "to", "roles", "title"});
  RouteList list_of;
  list_of.schemas = {
      {"ModelField", object({{"name", text()},
                             {"kind", one_of(kinds)},
                             {"title", text()},
                             {"help", text()},
                             {"required", boolean()},
                             {"required_when", text("CQL2")},
                             {"class", one_of({"public", "partner", "restricted", "personal"})},
                             {"many", boolean()},
                             {"unique", boolean()},
                             {"encrypted", boolean()},
                             {"codes", text("name of a code list")},
                             {"refers_to", text("record type of a reference")},
                             {"geometry", text()},
                             {"minimum", number()},
                             {"maximum", number()},
                             {"max_length", integer()},
                             {"currency_field", text()},
                             {"computed", text("CQL2; worked out from the record, never set")},
                             {"counts_of", text()},
                             {"line_fields", list(ref("ModelField"))}},
                            {"name", "kind", "title", "required", "class"})},
      {"ModelRule", object({{"id", text()},
                            {"code", text()},
                            {"severity", one_of({"error", "warning", "note"})},
                            {"field", text()},
                            {"when", text("CQL2: the records the rule speaks of")},
                            {"must", text("CQL2: what then holds")},
                            {"check", text("a check in code, where there is no must")},
                            {"message", text()},
                            {"hint", text()},
                            {"from", provenance}},
                           {"id", "code", "severity", "field", "message", "hint", "from"})},
      {"ModelType",
       object({{"name", text()},
               {"title", text()},
               {"plural", text()},
               {"description", text()},
               {"theme", text()},
               {"class", text()},
               {"geometry_field", text()},
               {"label_field", text()},
               {"date_field", text()},
               {"place_field", text()},
               {"organisation_field", text()},
               {"fields", list(ref("ModelField"))},
               {"children", list(object({{"name", text()}, {"type", text()}, {"by", text()}, {"title", text()}},
                                        {"name", "type", "by", "title"}))},
               {"rules", list(ref("ModelRule"))},
               {"workflow", object({{"field", text()}, {"initial", text()}, {"transitions", list(transition)}},
                                   {"field", "initial", "transitions"})},
               {"from", provenance}},
              {"name", "title", "plural", "description", "theme", "class", "geometry_field", "label_field",
               "date_field", "place_field", "organisation_field", "fields", "children", "rules", "from"})},
      {"ModelCodeList",
       object({{"name", text()},
               {"title", text()},
               {"codes", list(object({{"value", text()}, {"title", text()}, {"parent", text()}, {"retired", boolean()}},
                                     {"value", "title"}))},
               {"from", provenance}},
              {"name", "title", "codes", "from"})},
      {"Model",
       object({{"name", text()},
               {"version", text()},
               {"languages", list(text())},
               {"language", text()},
               {"hash", text()},
               {"types", list(ref("ModelType"))},
               {"code_lists", list(ref("ModelCodeList"))},
               {"indicators", list(object({{"id", text()}, {"code", text()}, {"title", text()}, {"unit", text()}},
                                          {"id", "code", "title", "unit"}))}},
              {"name", "version", "languages", "language", "hash", "types", "code_lists", "indicators"})}};
  list_of.routes.push_back({.method = Method::get,
                            .pattern = "/api/model",
                            .access = Access::reader,
                            .operation_id = "getModel",
                            .summary = "Record types, code lists, rules and workflows that the caller may see",
                            .tag = "model",
                            .parameters = {language_parameter()},
                            .response_schema = "Model",
                            .handle = get_model});
  return list_of;
}

}  // namespace tilth::http
