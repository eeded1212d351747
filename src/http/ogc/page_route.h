// SPDX-License-Identifier: Apache-2.0
// Addresses under /ogc that answer programs and people.
#pragma once

#include "http/route.h"

#include <string>

namespace tilth::http::ogc {

/// A GET with JSON for programs and a page for people: f and lang choose. `type` is that of the JSON.
Route page_route(std::string pattern, std::string id, std::string summary, std::string schema_name,
                 std::string_view type, std::function<Response(const Request&, Services&)> handle);

}  // namespace tilth::http::ogc
