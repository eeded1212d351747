// SPDX-License-Identifier: Apache-2.0
// A request as a route sees it, and what it answers.
#include "http/message.h"

#include "base/problem.h"

#include <stdexcept>

namespace tilth::http {

std::string_view text_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::delete_:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
  }
  return "";
}

std::optional<std::string_view> first(const Fields& fields, std::string_view name) {
  for (const auto& [known, value] : fields) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string_view Request::capture(std::string_view name) const {
  const auto value = first(captured, name);
  if (!value) throw std::logic_error("the pattern of the route captures no " + std::string{name});
  return *value;
}

Json json_of(const Request& request) {
  const auto shallow = [](int depth, Json::parse_event_t, Json&) {
    if (depth > kMaxJsonDepth)
      throw Problem{"request.bad_json",
                    {{"reason", "it is nested more than " + std::to_string(kMaxJsonDepth) + " levels deep"}}};
    return true;
  };
  try {
    return Json::parse(request.body, shallow);
  } catch (const Json::parse_error& error) {
    throw Problem{"request.bad_json", {{"reason", "it breaks at byte " + std::to_string(error.byte)}}};
  } catch (const Json::exception&) {
    throw Problem{"request.bad_json", {{"reason", "a number in it is out of range"}}};
  }
}

Response json(const Json& document, int status, std::string_view media_type) {
  return text(document.dump(-1, ' ', false, Json::error_handler_t::replace), media_type, status);
}

Response text(std::string body, std::string_view media_type, int status) {
  Response response;
  response.status = status;
  response.with("Content-Type", std::string{media_type});
  response.body = std::move(body);
  return response;
}

Response empty(int status) {
  Response response;
  response.status = status;
  return response;
}

}  // namespace tilth::http
