// SPDX-License-Identifier: Apache-2.0
#include "http/router.h"

#include "base/problem.h"

#include <gtest/gtest.h>

namespace tilth::http {
namespace {

Route route(Method method, std::string pattern) {
  Route made;
  made.method = method;
  made.pattern = std::move(pattern);
  made.handle = [](const Request&, Services&) { return empty(204); };
  return made;
}

std::string found(const Router& router, Method method, std::string_view target) {
  const Router::Found meant = router.find(method, parse_target(target));
  return meant.route == nullptr ? (meant.allow.empty() ? "none" : "not " + meant.allow) : meant.route->pattern;
}

TEST(Router, TakesALiteralBeforeACaptureAndACaptureBeforeTheRest) {
  const Router router{{route(Method::get, "/{path*}"), route(Method::get, "/api/jobs/{job}"),
                       route(Method::get, "/api/jobs/mine"), route(Method::delete_, "/api/jobs/{job}")}};
  EXPECT_EQ(found(router, Method::get, "/api/jobs/mine"), "/api/jobs/mine");
  EXPECT_EQ(found(router, Method::get, "/api/jobs/7"), "/api/jobs/{job}");
  EXPECT_EQ(found(router, Method::head, "/api/jobs/7"), "/api/jobs/{job}");
  EXPECT_EQ(found(router, Method::get, "/api/jobs/7/more"), "/{path*}");
  EXPECT_EQ(found(router, Method::put, "/api/jobs/7"), "not GET, HEAD, DELETE, OPTIONS");
  EXPECT_EQ(found(router, Method::get, "/"), "none");
}

TEST(Router, CapturesDecodedSegmentsAndTheWholeRest) {
  const Router router{{route(Method::get, "/a/{one}/b"), route(Method::get, "/files/{path*}")}};
  EXPECT_EQ(first(router.find(Method::get, parse_target("/a/x%2Fy%20z/b/")).captured, "one"), "x/y z");
  EXPECT_EQ(first(router.find(Method::get, parse_target("/files/one/two.js")).captured, "path"), "one/two.js");
}

TEST(Router, RefusesTwoRoutesOfOneAddress) {
  EXPECT_THROW((Router{{route(Method::get, "/a"), route(Method::get, "/a")}}), std::logic_error);
}

TEST(Target, ReadsQueriesAsSent) {
  const Target target = parse_target("/a?b=1&b=2&filter=x%3D%27%2B%27&empty=&bare&plus=a+b");
  EXPECT_EQ(target.query,
            (Fields{{"b", "1"}, {"b", "2"}, {"filter", "x='+'"}, {"empty", ""}, {"bare", ""}, {"plus", "a b"}}));
}

TEST(Target, RefusesWhatClimbsHidesOrIsNoUtf8) {
  for (const char* target : {"", "a", "*", "/..", "/a/../b", "/%2e%2e/b", "/.", "//", "/a//b", "/%00", "/%", "/%4",
                             "/%zz", "/%c0%ae", "/%ff", "/a?b=%ed%a0%80", "/%f5%80%80%80"}) {
    EXPECT_THROW(parse_target(target), Problem) << target;
  }
}

}  // namespace
}  // namespace tilth::http
