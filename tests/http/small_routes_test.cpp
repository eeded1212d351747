// SPDX-License-Identifier: Apache-2.0
// Coordinates, measures, legs, dashboards.
#include "http/programme_fixture.h"

namespace tilth::http {
namespace {

using SmallRoutes = ProgrammeTest;

TEST_F(SmallRoutes, ReadACoordinateInAnyNotation) {
  const Json place = got(viewer(), "/api/coordinates?text=4QFJ12345678&crs=EPSG:32604");
  EXPECT_EQ(place["read_as"], "MGRS");
  EXPECT_TRUE(place["formats"].contains("utm"));
  EXPECT_TRUE(place["formats"].contains("crs"));
  EXPECT_NEAR(got(viewer(), "/api/coordinates?text=10.5%20N%2030.25%20E")["lon"].get<double>(), 30.25, 1e-9);
  EXPECT_EQ(get(viewer(), "/api/coordinates?text=12.5%2030.1").problem, "coordinates.ambiguous");
  EXPECT_NEAR(got(viewer(), "/api/coordinates?text=12.5%2030.1&order=lat-lon")["lat"].get<double>(), 12.5, 1e-9);
  EXPECT_EQ(get(viewer(), "/api/coordinates?text=here").status, 400);
  EXPECT_EQ(get(viewer(), "/api/coordinates?text=1N%201E&order=up").problem, "request.bad_parameter");
}

TEST_F(SmallRoutes, MeasureAShapeAndRefuseAnAreaToOneThatCrossesItself) {
  const Json sound = ask(viewer(), Method::post, "/api/measure", {{"geometry", square(30, 10, 0.002)}}).json();
  EXPECT_NEAR(sound["area_m2"].get<double>(), 48'480, 100);
  EXPECT_EQ(sound["valid"], true);
  EXPECT_TRUE(sound["faults"].empty());
  const Json bow{{"type", "Polygon"},
                 {"coordinates", {{{31, 10}, {31.01, 10.01}, {31.01, 10}, {31, 10.01}, {31, 10}}}}};
  const Json crossed = ask(viewer(), Method::post, "/api/measure", {{"geometry", bow}}).json();
  EXPECT_EQ(crossed["valid"], false);
  EXPECT_EQ(crossed["area_m2"], nullptr);
  EXPECT_EQ(crossed["faults"][0]["kind"], "invalid");
  const Json line = ask(viewer(), Method::post, "/api/measure",
                        {{"geometry", {{"type", "LineString"}, {"coordinates", {{30, 10}, {30.01, 10}}}}}})
                        .json();
  EXPECT_EQ(line["area_m2"], nullptr);
  EXPECT_NEAR(line["length_m"].get<double>(), 1096.5, 1);
  EXPECT_EQ(ask(viewer(), Method::post, "/api/measure", {{"geometry", {{"type", "Blob"}}}}).problem,
            "geometry.unreadable");
  EXPECT_EQ(ask(viewer(), Method::post, "/api/measure", {{"geometry", 7}}).problem, "request.bad_member");
}

TEST_F(SmallRoutes, WalkLegsAndSayHowFarTheyMissTheStart) {
  const Json closed = ask(viewer(), Method::post, "/api/legs",
                          {{"start", "10 N 30 E"}, {"legs", {"0 100", "90 100", "180 100", "270 100"}}})
                          .json();
  EXPECT_LT(closed["closure_error_m"].get<double>(), 0.1);
  EXPECT_NEAR(closed["area_m2"].get<double>(), 10'000, 1);
  EXPECT_EQ(closed["walked_m"], 400);
  const Json open = ask(viewer(), Method::post, "/api/legs",
                        {{"start", "10 N 30 E"},
                         {"legs",
                          {{{"bearing", 0}, {"metres", 100}},
                           {{"bearing", 90}, {"metres", 100}},
                           {{"bearing", 180}, {"metres", 90}}}},
                         {"declination_degrees", 2}})
                        .json();
  EXPECT_NEAR(open["closure_error_m"].get<double>(), 100.5, 0.1);
  EXPECT_EQ(open["north"], "magnetic");
  EXPECT_EQ(ask(viewer(), Method::post, "/api/legs", {{"start", "10 N 30 E"}, {"legs", {"0 100"}}}).problem,
            "legs.too_few");
  EXPECT_EQ(ask(viewer(), Method::post, "/api/legs", {{"start", "10 N 30 E"}, {"legs", {7}}}).problem,
            "request.bad_member");
  EXPECT_EQ(ask(viewer(), Method::post, "/api/legs", {{"legs", {"0 100"}}}).problem, "request.bad_member");
}

TEST_F(SmallRoutes, DashboardsAreOnesOwnUntilTheyAreShared) {
  const Json wanted{{"title", "Mine"}, {"items", {{{"indicator", "land_released"}}}}};
  const Answer made = ask(session("operator"), Method::post, "/api/dashboards", wanted);
  EXPECT_EQ(made.status, 201);
  const std::string path = "/api/dashboards/" + made.json()["id"].get<std::string>();
  EXPECT_EQ(*first(made.headers, "Location"), path);
  EXPECT_EQ(got(session("operator"), path)["items"], wanted["items"]);
  EXPECT_EQ(get(viewer(), path).problem, "dashboard.unknown");
  EXPECT_TRUE(got(viewer(), "/api/dashboards")["items"].empty());
  Json shared = wanted;
  shared["shared"] = true;
  EXPECT_EQ(ask(viewer(), Method::put, path, shared).problem, "dashboard.unknown");
  ASSERT_EQ(ask(session("operator"), Method::put, path, shared).problem, "");
  EXPECT_EQ(got(viewer(), path)["mine"], false);
  EXPECT_EQ(ask(viewer(), Method::put, path, shared).problem, "dashboard.not_yours");
  EXPECT_EQ(ask(viewer(), Method::delete_, path).problem, "dashboard.not_yours");
  EXPECT_EQ(ask(session("operator"), Method::delete_, path).status, 204);
  EXPECT_EQ(get(session("operator"), path).problem, "dashboard.unknown");
}

TEST_F(SmallRoutes, DashboardsAreBounded) {
  const auto problem = [&](const Json& body) {
    return ask(session("operator"), Method::post, "/api/dashboards", body).problem;
  };
  EXPECT_EQ(problem({{"title", ""}, {"items", Json::array()}}), "request.bad_member");
  EXPECT_EQ(problem({{"title", "x"}}), "request.bad_member");
  EXPECT_EQ(problem({{"title", "x"}, {"items", {1}}}), "request.bad_member");
  for (const Json& item : {Json{{"note", "no indicator"}}, Json{{"indicator", "x"}, {"split", "a text"}},
                           Json{{"indicator", "x"}, {"chart", "pie"}}, Json{{"indicator", "x"}, {"period", nullptr}}})
    EXPECT_EQ(problem({{"title", "x"}, {"items", {item}}}), "request.bad_member") << item;
  EXPECT_EQ(problem({{"title", "x"}, {"items", Json(101, Json::object())}}), "dashboard.too_large");
  EXPECT_EQ(problem({{"title", "x"}, {"items", {{{"note", std::string(70'000, 'x')}}}}}), "dashboard.too_large");
}

}  // namespace
}  // namespace tilth::http
