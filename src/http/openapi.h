// SPDX-License-Identifier: Apache-2.0
// The description of the routes as an OpenAPI 3.0.3 document that refers to nothing outside itself.
#pragma once

#include "http/route.h"

#include <string_view>
#include <vector>

namespace tilth::http {

/// Routes whose pattern starts with `below`; only the schemas that they reach.
/// @throws std::logic_error when a route names a schema that no list gives, or a pattern's capture is described nowhere
Json openapi_of(const std::vector<RouteList>& lists, std::string_view below, std::string_view base_url,
                std::string_view title);

}  // namespace tilth::http
