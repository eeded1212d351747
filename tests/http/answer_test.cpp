// SPDX-License-Identifier: Apache-2.0
// What happens to an answer on its way out: coding, conditions, tries of passwords, the description.
#include "base/problem.h"
#include "http/application.h"
#include "http/entity_tag.h"
#include "http/openapi.h"
#include "http/password.h"
#include "http/routes/all_routes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace tilth::http {
namespace {

TEST(Coding, IsWhatTheCallerLikesBest) {
  EXPECT_EQ(chosen_coding(""), Coding::identity);
  EXPECT_EQ(chosen_coding("gzip, deflate, br"), Coding::gzip);
  EXPECT_EQ(chosen_coding("gzip, zstd"), Coding::zstd);
  EXPECT_EQ(chosen_coding("gzip;q=1.0, zstd;q=0.1"), Coding::gzip);
  EXPECT_EQ(chosen_coding("GZIP;q=0"), Coding::identity);
  EXPECT_EQ(chosen_coding("*"), Coding::zstd);
  EXPECT_EQ(chosen_coding("*;q=0, identity"), Coding::identity);
  EXPECT_EQ(chosen_coding("br;q=1, ,;;q,"), Coding::identity);
}

TEST(Coding, ShrinksTextAndLeavesWhatIsPacked) {
  EXPECT_TRUE(shrinks("application/geo+json"));
  EXPECT_TRUE(shrinks("text/html; charset=utf-8"));
  EXPECT_TRUE(shrinks("application/vnd.mapbox-vector-tile"));
  EXPECT_FALSE(shrinks("image/png"));
  EXPECT_FALSE(shrinks("text/event-stream"));
}

TEST(Coding, AStreamReadsBackWhole) {
  Response response = text("", "application/json");
  std::string whole;
  for (int i = 0; i < 20'000; ++i) whole += std::to_string(i) + ",";
  std::size_t at = 0;
  response.body = Producer{[&](std::string& out) {
    out = whole.substr(at, 1000);
    at += 1000;
    return at < whole.size();
  }};
  compress(response, "gzip");
  std::string packed;
  bool more = true;
  while (more) {
    std::string piece;
    more = std::get<Producer>(response.body)(piece);
    packed += piece;
  }
  EXPECT_LT(packed.size(), whole.size());
  EXPECT_EQ(gunzipped(packed, whole.size()), whole);
  EXPECT_EQ(gunzipped(packed, whole.size() - 1), std::nullopt);  // no bomb gets in
  EXPECT_EQ(gunzipped(packed.substr(0, packed.size() / 2), whole.size()), std::nullopt);
  EXPECT_EQ(gunzipped("no gzip", 100), std::nullopt);
}

TEST(Conditions, AnEntityTagIsFoundInAList) {
  EXPECT_TRUE(names_tag("\"a\"", "\"a\""));
  EXPECT_TRUE(names_tag("\"x\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(names_tag("\"x, y\",\"a\"", "W/\"a\""));
  EXPECT_TRUE(names_tag("*", "\"a\""));
  EXPECT_FALSE(names_tag("\"ab\"", "\"a\""));
  EXPECT_FALSE(names_tag("", "\"a\""));
  EXPECT_FALSE(names_tag("\"", "\"a\""));
  EXPECT_FALSE(names_tag("*", "")) << "what has no tag is not named by anything";
}

TEST(Conditions, AReaderWhoHasTheAnswerIsToldSo) {
  Request request;
  EXPECT_FALSE(not_modified(request, "\"2\"")) << "it did not ask";
  request.headers = {{"if-none-match", "\"1\", W/\"2\""}};
  EXPECT_TRUE(not_modified(request, "\"2\""));
  EXPECT_FALSE(not_modified(request, "\"3\""));
  request.method = Method::head;
  EXPECT_TRUE(not_modified(request, "\"2\""));
  request.method = Method::put;
  EXPECT_FALSE(not_modified(request, "\"2\"")) << "a write has other conditions";
}

TEST(Body, JsonThatIsTooDeepOrBrokenIsRefused) {
  const auto refused = [](std::string body) {
    Request request;
    request.body = std::move(body);
    try {
      (void)json_of(request);
    } catch (const Problem& problem) {
      return problem.kind().code == "request.bad_json";
    }
    return false;
  };
  EXPECT_FALSE(refused(std::string(100, '[') + std::string(100, ']')));
  EXPECT_TRUE(refused(std::string(102, '[') + std::string(102, ']')));
  EXPECT_TRUE(refused(std::string(1'000'000, '[')));
  EXPECT_TRUE(refused("{\"a\":1} x"));
  EXPECT_TRUE(refused("[1e999]"));
  EXPECT_TRUE(refused("\"\xff\""));
  EXPECT_TRUE(refused(""));
}

TEST(Passwords, AreHashedWithArgon2idAndCheckedAgainstNothingButTheirOwn) {
  const std::string hash = hash_of_password("a few made-up words");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << hash;
  EXPECT_NE(hash, hash_of_password("a few made-up words")) << "each has a salt of its own";
  EXPECT_TRUE(is_password("a few made-up words", hash));
  EXPECT_FALSE(is_password("a few made-up word", hash));
  EXPECT_FALSE(is_password("", hash));
  EXPECT_FALSE(is_password("a few made-up words", ""));
  EXPECT_FALSE(is_password("a few made-up words", "not a hash"));
  EXPECT_THROW(require_good_password("too short", "amal"), Problem);
  EXPECT_THROW(require_good_password(std::string(201, 'x'), "amal"), Problem);
  EXPECT_THROW(require_good_password("amal.of.here", "amal.of.here"), Problem);
  EXPECT_NO_THROW(require_good_password("ten or more", "amal"));
}

TEST(Passwords, TriesRunOut) {
  Tries tries{3, std::chrono::seconds{60}};
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(tries.seconds_to_wait("amal"), 0);
    tries.failed("amal");
  }
  EXPECT_GT(tries.seconds_to_wait("amal"), 0);
  EXPECT_EQ(tries.seconds_to_wait("another"), 0);
  tries.succeeded("amal");
  EXPECT_EQ(tries.seconds_to_wait("amal"), 0);
}

TEST(Description, HoldsWhatTheRoutesReachAndNothingElse) {
  RouteList list;
  Route route;
  route.pattern = "/api/things/{thing}";
  route.operation_id = "thing";
  route.summary = "A thing.";
  route.tag = "Things";
  route.parameters = {{"limit", "query", "how many", {{"type", "integer"}}, false}};
  route.response_schema = "Thing";
  route.handle = [](const Request&, Services&) { return empty(204); };
  list.routes = {route};
  list.schemas = {{"Thing", {{"type", "object"}, {"properties", {{"part", {{"$ref", "#/components/schemas/Part"}}}}}}},
                  {"Part", {{"type", "string"}}},
                  {"Unused", {{"type", "string"}}}};
  const Json document = openapi_of({list}, "/api", "http://here", "Things");
  const Json& schemas = document["components"]["schemas"];
  EXPECT_TRUE(schemas.contains("Thing") && schemas.contains("Part") && schemas.contains("Problem"));
  EXPECT_FALSE(schemas.contains("Unused"));
  const Json& operation = document["paths"]["/api/things/{thing}"]["get"];
  EXPECT_EQ(operation["parameters"].size(), 2u);
  EXPECT_EQ(operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/Thing");
  EXPECT_FALSE(operation["responses"].contains("204"));
  EXPECT_EQ(document["servers"][0]["url"], "http://here");
  EXPECT_TRUE(openapi_of({list}, "/ogc", "http://here", "Things")["paths"].empty());
  list.routes.front().statuses = {201, 204};
  list.routes.front().response_type = "application/geo+json, text/csv";
  const Json responses =
      openapi_of({list}, "/api", "http://here", "Things")["paths"]["/api/things/{thing}"]["get"]["responses"];
  EXPECT_FALSE(responses.contains("200") || responses["204"].contains("content"));
  EXPECT_TRUE(responses["201"]["content"]["application/geo+json"]["schema"].contains("$ref"));
  EXPECT_EQ(responses["201"]["content"]["text/csv"]["schema"]["type"], "string");
  list.routes.front().response_schema = "Missing";
  EXPECT_THROW((void)openapi_of({list}, "", "http://here", "Things"), std::logic_error);
}

TEST(Description, SaysOfEveryRouteWhatTheRouteSays) {
  const std::vector<RouteList> lists = all_routes();
  const Json document = openapi_of(lists, "", "http://here", "All");
  std::size_t described = 0, routes = 0;
  for (const auto& [path, methods] : document["paths"].items()) described += methods.size();
  for (const RouteList& list : lists) {
    for (const Route& route : list.routes) {
      if (route.pattern.ends_with("*}")) continue;  // the application's pages: no interface
      ++routes;
      std::string method{text_of(route.method)};
      std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return std::tolower(c); });
      const std::string where = method + " " + route.pattern;
      ASSERT_TRUE(document["paths"].contains(route.pattern)) << where;
      ASSERT_TRUE(document["paths"][route.pattern].contains(method)) << where;
      const Json& operation = document["paths"][route.pattern][method];
      EXPECT_EQ(operation["operationId"], route.operation_id) << where;
      EXPECT_EQ(operation.contains("requestBody"), !route.request_schema.empty() || route.body_to_file) << where;
      std::set<std::string> told, wanted;
      for (const Json& parameter : operation.value("parameters", Json::array()))
        told.insert(parameter["in"].get<std::string>() + " " + parameter["name"].get<std::string>());
      for (const Parameter& parameter : route.parameters) wanted.insert(parameter.in + " " + parameter.name);
      for (std::size_t open = route.pattern.find('{'); open != std::string::npos;
           open = route.pattern.find('{', open + 1))
        wanted.insert("path " + route.pattern.substr(open + 1, route.pattern.find('}', open) - open - 1));
      EXPECT_EQ(told, wanted) << where;
      std::set<std::string> statuses{"default"}, answers;
      for (const int status : route.statuses) statuses.insert(std::to_string(status));
      if (route.statuses.empty()) statuses.insert(route.method == Method::delete_ ? "204" : "200");
      for (const auto& [status, answer] : operation["responses"].items()) {
        answers.insert(status);
        EXPECT_FALSE(status == "204" && answer.contains("content")) << where;
      }
      EXPECT_EQ(answers, statuses) << where;
      EXPECT_GT(statuses.size(), 1U) << where;
    }
  }
  EXPECT_EQ(described, routes) << "something is described that no route answers";
}

}  // namespace
}  // namespace tilth::http
