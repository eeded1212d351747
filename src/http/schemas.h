// SPDX-License-Identifier: Apache-2.0
// Short words for JSON schemas as OpenAPI 3.0 takes them, and parameters that many routes have.
#pragma once

#include "http/route.h"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace tilth::http {

namespace schema {

Json text(const std::string& description = {});
Json integer(const std::string& description = {});
Json number(const std::string& description = {});
Json boolean(const std::string& description = {});
Json anything(const std::string& description = {});  ///< any JSON
Json nullable(Json schema);
Json one_of(const std::vector<std::string>& texts);
Json list(Json of);
Json map(Json of);  ///< an object with any names
Json ref(const std::string& name);
Json object(std::initializer_list<std::pair<std::string, Json>> properties, const std::vector<std::string>& required);
Json square_metres();  ///< m2, at most 2 decimals

}  // namespace schema

Parameter query(std::string name, std::string description, Json type = schema::text());
Parameter in_path(std::string name, std::string description);
Parameter language_parameter();
Parameter known_at_parameter();
Parameter filter_parameter();                               ///< filter
Parameter filter_lang_parameter();                          ///< filter-lang
std::vector<Parameter> page_parameters(std::int64_t most);  ///< offset, limit

}  // namespace tilth::http
