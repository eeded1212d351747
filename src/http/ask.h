// SPDX-License-Identifier: Apache-2.0
// Questions about records as requests put them: filter, order, fields, page, state of knowledge.
#pragma once

#include "http/message.h"
#include "http/rights.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tilth::http {

/// A whole number of the query. @throws Problem "request.bad_parameter" for anything else, or out of the range
std::int64_t whole_number(const Request& request, std::string_view name, std::int64_t otherwise, std::int64_t least,
                          std::int64_t most);
bool yes_or_no(const Request& request, std::string_view name, bool otherwise);  ///< "true" or "false"
std::string text_parameter(const Request& request, std::string_view name);      ///< "" when it is not there
/// @throws Problem "request.bad_parameter"
Uuid id_in(std::string_view name, std::string_view text);
[[noreturn]] void refuse_parameter(std::string_view name, std::string_view found, std::string_view expected);
std::vector<std::string> parts_of(std::string_view text, char between);
/// @throws Problem "request.bad_parameter"
template <typename Number>
Number number_in(std::string_view name, std::string_view text) {
  Number number{};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size())
    refuse_parameter(name, text, std::is_integral_v<Number> ? "a whole number" : "a number");
  return number;
}
/// Those of a parameter, with commas between; none where it is missing. @throws Problem "request.bad_parameter"
template <typename Number>
std::vector<Number> numbers_in(const Request& request, std::string_view name) {
  std::vector<Number> numbers;
  for (const std::string& part : parts_of(text_parameter(request, name), ','))
    numbers.push_back(number_in<Number>(name, part));
  return numbers;
}

/// An instant, a date (as known when its last day ended) or a sequence number: the sequence known then. The public
/// sees the present alone. @throws Problem "request.bad_parameter", "session.none" for nobody's session
std::optional<std::int64_t> known_at(const Request& request, const store::Store& store);
/// filter= with filter-lang= cql2-text (the default) or cql2-json. Its properties are ones the caller may ask for.
/// @throws Problem "cql2.*", "store.hidden_field", "request.bad_parameter"
std::optional<cql2::Expression> filter_of(const Request& request, const model::Model& model,
                                          const model::RecordType& type);
/// @throws Problem "store.hidden_field"
void require_asked(const Request& request, const model::Model& model, const model::RecordType& type,
                   const cql2::Expression& expression);
/// sortby=a,-b. @throws Problem "store.unknown_field"
std::vector<store::Sort> sort_of(const Request& request, const model::RecordType& type);
/// fields=a,b, of those that the caller may see. @throws Problem "store.unknown_field"
std::vector<std::string> fields_of(const Request& request, const model::RecordType& type);

/// Member of a JSON body. @throws Problem "request.bad_member"
std::string text_member(const Json& body, const std::string& name, std::string_view otherwise = {});
const Json& member(const Json& body, const std::string& name, Json::value_t kind);
/// The body as a JSON object. @throws Problem "request.bad_json", "request.bad_member"
Json object_of(const Request& request);
/// The record that {type} and {id} of the path name, as the caller sees it. @throws Problem "store.unknown_record"
store::Record record_of(const Request& request, const store::Store& store, const model::RecordType& type);
/// What the changes of a request share: the account, the browser, why.
store::Batch batch_of(const Request& request, std::string reason);

}  // namespace tilth::http
