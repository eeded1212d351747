// SPDX-License-Identifier: Apache-2.0
#include "http/ask.h"

#include "base/problem.h"
#include "store/known_at.h"

#include <algorithm>
#include <charconv>

namespace tilth::http {
namespace {

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

const model::Field& seen_field(const Request& request, const model::RecordType& type, std::string_view name) {
  const model::Field* field = type.find(name);
  if (field == nullptr || !may_see(request.session.caller, *field))
    throw Problem{"store.unknown_field", {{"type", type.name}, {"field", name}}};
  return *field;
}

}  // namespace

void refuse_parameter(std::string_view name, std::string_view found, std::string_view expected) {
  throw Problem{"request.bad_parameter", {{"name", name}, {"found", found.substr(0, 100)}, {"expected", expected}}};
}

std::int64_t whole_number(const Request& request, std::string_view name, std::int64_t otherwise, std::int64_t least,
                          std::int64_t most) {
  const auto text = request.parameter(name);
  if (!text) return otherwise;
  const auto number = whole(*text);
  if (!number || *number < least || *number > most)
    refuse_parameter(name, *text, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return *number;
}

bool yes_or_no(const Request& request, std::string_view name, bool otherwise) {
  const auto text = request.parameter(name);
  if (!text) return otherwise;
  if (*text != "true" && *text != "false") refuse_parameter(name, *text, "true or false");
  return *text == "true";
}

std::string text_parameter(const Request& request, std::string_view name) {
  return std::string{request.parameter(name).value_or("")};
}

Uuid id_in(std::string_view name, std::string_view text) {
  const auto id = Uuid::parse(text);
  if (!id) refuse_parameter(name, text, "the id of a record");
  return *id;
}

std::optional<std::int64_t> known_at(const Request& request, const store::Store& store) {
  const auto text = request.parameter("known-at");
  if (!text || text->empty()) return std::nullopt;
  if (request.session.account.empty()) throw Problem{"session.none", Json::object()};
  const auto seq = store::seq_known_at(store, *text);
  if (!seq) refuse_parameter("known-at", *text, "an instant, a date or a sequence number");
  return seq;
}

void require_asked(const Request& request, const model::Model& model, const model::RecordType& type,
                   const cql2::Expression& expression) {
  for (const std::string& name : cql2::properties(expression))
    if (!may_ask(request.session.caller, model, type, name)) throw Problem{"store.hidden_field", {{"field", name}}};
}

std::optional<cql2::Expression> filter_of(const Request& request, const model::Model& model,
                                          const model::RecordType& type) {
  const auto text = request.parameter("filter");
  if (!text || text->empty()) return std::nullopt;
  const std::string language{request.parameter("filter-lang").value_or("cql2-text")};
  if (language != "cql2-text" && language != "cql2-json")
    refuse_parameter("filter-lang", language, "cql2-text or cql2-json");
  std::optional<cql2::Expression> filter;
  if (language == "cql2-json") {
    Json tree = Json::parse(*text, nullptr, false);
    if (tree.is_discarded()) refuse_parameter("filter", *text, "CQL2 as JSON");
    filter = cql2::parse_json(tree);
  } else {
    filter = cql2::parse_text(*text);
  }
  require_asked(request, model, type, *filter);
  return filter;
}

std::vector<std::string> parts_of(std::string_view text, char between) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::vector<store::Sort> sort_of(const Request& request, const model::RecordType& type) {
  std::vector<store::Sort> sort;
  for (std::string& part : parts_of(request.parameter("sortby").value_or(""), ',')) {
    const bool descending = part.front() == '-';
    if (descending || part.front() == '+' || part.front() == ' ') part.erase(0, 1);  // a '+' may arrive as a space
    const model::Field& field = seen_field(request, type, part);
    if (field.encrypted || field.kind == model::FieldKind::geometry || field.kind == model::FieldKind::lines)
      throw Problem{"store.unknown_field", {{"type", type.name}, {"field", part}}};
    sort.push_back({part, descending});
  }
  return sort;
}

std::vector<std::string> fields_of(const Request& request, const model::RecordType& type) {
  std::vector<std::string> fields = parts_of(request.parameter("fields").value_or(""), ',');
  for (const std::string& name : fields) (void)seen_field(request, type, name);
  return fields;
}

const Json& member(const Json& body, const std::string& name, Json::value_t kind) {
  static constexpr auto kind_name = [](Json::value_t wanted) {
    return wanted == Json::value_t::object    ? "an object"
           : wanted == Json::value_t::array   ? "a list"
           : wanted == Json::value_t::boolean ? "true or false"
                                              : "a text";
  };
  const auto at = body.find(name);
  if (at == body.end() || at->type() != kind)
    throw Problem{"request.bad_member", {{"name", name}, {"expected", kind_name(kind)}}};
  return *at;
}

std::string text_member(const Json& body, const std::string& name, std::string_view otherwise) {
  const auto at = body.find(name);
  if (at == body.end() || at->is_null()) return std::string{otherwise};
  return member(body, name, Json::value_t::string).get<std::string>();
}

Json object_of(const Request& request) {
  Json body = request.body.empty() ? Json::object() : json_of(request);
  if (!body.is_object()) throw Problem{"request.bad_member", {{"name", "body"}, {"expected", "an object"}}};
  return body;
}

store::Record record_of(const Request& request, const store::Store& store, const model::RecordType& type) {
  const auto id = Uuid::parse(request.capture("id"));
  auto record = id ? store.find(request.session.caller, type.name, *id) : std::nullopt;
  if (!record) throw Problem{"store.unknown_record", {{"type", type.name}, {"record", request.capture("id")}}};
  return std::move(*record);
}

store::Batch batch_of(const Request& request, std::string reason) {
  store::Batch batch;
  batch.author = request.session.account;
  batch.device = "web";
  batch.reason = std::move(reason);
  batch.rights = request.session.caller;
  return batch;
}

}  // namespace tilth::http
