// SPDX-License-Identifier: Apache-2.0
// A request as a route sees it, and what it answers.
#pragma once

#include "base/json.h"
#include "store/store.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tilth::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };
std::string_view text_of(Method method);

/// Names and values in the order they came. Header names are lower case; names of a query are as sent.
using Fields = std::vector<std::pair<std::string, std::string>>;
std::optional<std::string_view> first(const Fields& fields, std::string_view name);

/// Who asks. Without a session: the public view, where the programme has switched it on, else nobody.
struct Session {
  std::string account;  ///< "" for nobody
  std::string role;     ///< "public", "viewer", "collector", "operator", "reviewer", "information_manager", "director",
                        ///< "administrator"
  store::Caller caller;         ///< what the store shows to this account
  std::string title;            ///< the person's or desk's name
  std::string csrf;             ///< the token that writes must carry in X-CSRF-Token
  std::string language = "en";  ///< of titles and messages: ?lang=, the account's, Accept-Language, the programme's
};

struct Request {
  Method method = Method::get;
  std::string path;                 ///< decoded, without query, no "." or ".." or empty segments
  Fields captured;                  ///< {type} of the pattern -> the decoded segment
  Fields query;                     ///< decoded
  Fields headers;                   ///< names in lower case
  std::string body;                 ///< whole; at most Route::max_body
  std::filesystem::path body_file;  ///< where Route::body_to_file: a temporary file, gone after the answer
  std::string base_url;             ///< "http://host:port", for absolute links: never a relative one in OGC answers
  std::string peer;                 ///< the address it came from, as text
  bool secure = false;              ///< over TLS
  Session session;

  [[nodiscard]] std::string_view capture(std::string_view name) const;  ///< @throws std::logic_error when unknown
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const { return first(query, name); }
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const { return first(headers, name); }
};

/// Called again and again on a worker thread; appends the next piece (16 to 256 KiB) to `out`; false: that was the
/// last.
using Producer = std::function<bool(std::string& out)>;
/// Server-sent events. `next` is called when something may have happened, at most a second apart; it must not wait. It
/// appends whole events ("event: x\ndata: {...}\n\n"); false ends the stream.
struct EventSource {
  std::function<bool(std::string& out)> next;
};

struct Response {
  int status = 200;
  Fields headers;  ///< Content-Length, Date, Connection, Content-Encoding and security headers are the server's
  /// Text; shared bytes of a cache; a stream with backpressure; a file; events.
  std::variant<std::string, std::shared_ptr<const std::string>, Producer, std::filesystem::path, EventSource> body;

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

/// The body as JSON, at most kMaxJsonDepth levels deep.
/// @throws Problem "request.bad_json"
Json json_of(const Request& request);
inline constexpr int kMaxJsonDepth = 100;

Response json(const Json& document, int status = 200, std::string_view media_type = "application/json");
Response text(std::string body, std::string_view media_type, int status = 200);
Response empty(int status);

}  // namespace tilth::http
