// SPDX-License-Identifier: Apache-2.0
// The one place of the server where problems are caught, and become answers.
#include "http/problem.h"

namespace tilth::http {

Response answer_of(const Problem& problem, const Request& request) {
  const ProblemKind& kind = problem.kind();
  Response response = json({{"type", "/problems/" + std::string{kind.code}},
                            {"title", problem.title()},
                            {"status", kind.status},
                            {"detail", problem.hint()},
                            {"instance", request.path},
                            {"code", kind.code},
                            {"values", problem.values()}},
                           kind.status, "application/problem+json");
  response.with("Cache-Control", "no-store");
  if (kind.status == 401) {
    // A browser would open a window of its own for Basic; the application has a better one.
    const bool browser = request.header("sec-fetch-mode").has_value();
    response.with("WWW-Authenticate", browser ? "Session realm=\"tilth\"" : "Basic realm=\"tilth\", charset=\"UTF-8\"");
  }
  if (kind.status == 503 || kind.status == 429) {
    const auto wait = problem.values().find("seconds");
    response.with("Retry-After", wait != problem.values().end() ? wait->dump() : "2");
  }
  return response;
}

Response answer_of(const std::exception_ptr& thrown, const Request& request, std::string_view route, Log& log) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Problem& problem) {
    if (problem.kind().status >= 500 && problem.kind().status != 501 && problem.kind().status != 503)
      log.write(Log::Level::error, "problem", {{"route", route}, {"code", problem.kind().code}});
    return answer_of(problem, request);
  } catch (const std::bad_alloc&) {
    log.write(Log::Level::error, "fault", {{"route", route}, {"what", "out of memory"}});
  } catch (const std::exception& error) {
    log.write(Log::Level::error, "fault", {{"route", route}, {"what", error.what()}});
  } catch (...) {
    log.write(Log::Level::error, "fault", {{"route", route}, {"what", "something that is no exception"}});
  }
  return answer_of(Problem{"server.fault", Json::object()}, request);
}

}  // namespace tilth::http
