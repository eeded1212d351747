// SPDX-License-Identifier: Apache-2.0
// Dashboards: indicators and notes that a person pinned; their own, or shared with all who sign in.
#include "http/ask.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include "base/problem.h"

#include <algorithm>
#include <mutex>

namespace tilth::http {
namespace {

constexpr const char* kSetting = "dashboards";
constexpr std::size_t kMostDashboards = 500, kMostItems = 100, kMostBytes = 64U << 10, kMostTitle = 200;
const std::vector<std::string> kCharts{"number", "chart", "table", "map"};

/// One writer at a time: they are read, changed and written as one setting.
struct Dashboards {
  std::mutex guard;
  static Json all(const store::Store& store) { return store.setting(kSetting).value_or(Json::object()); }
};

bool sees(const Session& session, const Json& dashboard) {
  return dashboard.value("owner", "") == session.account || dashboard.value("shared", false);
}

Json as_seen(const Session& session, const std::string& id, const Json& dashboard) {
  Json seen = dashboard;
  seen["id"] = id;
  seen["mine"] = dashboard.value("owner", "") == session.account;
  return seen;
}

Response list_dashboards(const Request& request, Services& services) {
  Json items = Json::array();
  const Json all = Dashboards::all(services.store());
  for (const auto& [id, dashboard] : all.items())
    if (sees(request.session, dashboard)) items.push_back(as_seen(request.session, id, dashboard));
  return json({{"items", std::move(items)}});
}

/// @throws Problem "dashboard.unknown"
Json dashboard_of(const Request& request, const Json& all) {
  const std::string id{request.capture("id")};
  const auto at = all.find(id);
  if (at == all.end() || !sees(request.session, *at)) throw Problem{"dashboard.unknown", {{"id", id}}};
  return *at;
}

/// A thing that a person pinned is what the page can draw. @throws Problem "request.bad_member"
void require_item(const Json& item) {
  if (!item.is_object()) throw Problem{"request.bad_member", {{"name", "items"}, {"expected", "a list of objects"}}};
  (void)member(item, "indicator", Json::value_t::string);
  for (const char* name : {"period", "compare", "filter", "note", "chart"})
    if (item.contains(name)) (void)member(item, name, Json::value_t::string);
  if (const auto split = item.find("split"); split != item.end()) {
    if (!split->is_array() ||
        !std::all_of(split->begin(), split->end(), [](const Json& one) { return one.is_string(); }))
      throw Problem{"request.bad_member", {{"name", "split"}, {"expected", "a list of texts"}}};
  }
  if (item.contains("chart") &&
      std::none_of(kCharts.begin(), kCharts.end(), [&](const std::string& one) { return item["chart"] == one; }))
    throw Problem{"request.bad_member", {{"name", "chart"}, {"expected", "number, chart, table or map"}}};
}

/// What the body says a dashboard holds. @throws Problem "request.bad_member", "dashboard.too_large"
Json dashboard_in(const Request& request) {
  const Json body = object_of(request);
  if (request.body.size() > kMostBytes) throw Problem{"dashboard.too_large", {{"limit", kMostBytes}}};
  const std::string title = member(body, "title", Json::value_t::string).get<std::string>();
  if (title.empty() || title.size() > kMostTitle)
    throw Problem{"request.bad_member", {{"name", "title"}, {"expected", "a text of 1 to 200 bytes"}}};
  const Json& items = member(body, "items", Json::value_t::array);
  if (items.size() > kMostItems) throw Problem{"dashboard.too_large", {{"limit", kMostItems}}};
  for (const Json& item : items) require_item(item);
  return {{"title", title}, {"items", items}, {"shared", body.value("shared", false)}};
}

Response get_dashboard(const Request& request, Services& services) {
  const Json all = Dashboards::all(services.store());
  return json(as_seen(request.session, std::string{request.capture("id")}, dashboard_of(request, all)));
}

Response make_dashboard(const Request& request, Services& services) {
  Json dashboard = dashboard_in(request);
  const std::lock_guard lock{services.shared<Dashboards>().guard};
  Json all = Dashboards::all(services.store());
  if (all.size() >= kMostDashboards) throw Problem{"dashboard.too_many", {{"limit", kMostDashboards}}};
  const std::string id = Uuid::make().text();
  dashboard["owner"] = request.session.account;
  dashboard["changed"] = Instant::now().text();
  all[id] = dashboard;
  services.store().put_setting(kSetting, all);
  return json(as_seen(request.session, id, dashboard), 201).with("Location", "/api/dashboards/" + id);
}

/// Its owner changes it, and an administrator. @throws Problem "dashboard.not_yours"
void require_owner(const Request& request, const Json& dashboard) {
  if (dashboard.value("owner", "") != request.session.account && request.session.role != "administrator")
    throw Problem{"dashboard.not_yours", {{"owner", dashboard.value("owner", "")}}};
}

Response put_dashboard(const Request& request, Services& services) {
  Json dashboard = dashboard_in(request);
  const std::lock_guard lock{services.shared<Dashboards>().guard};
  Json all = Dashboards::all(services.store());
  const Json before = dashboard_of(request, all);
  require_owner(request, before);
  const std::string id{request.capture("id")};
  dashboard["owner"] = before.at("owner");
  dashboard["changed"] = Instant::now().text();
  all[id] = dashboard;
  services.store().put_setting(kSetting, all);
  return json(as_seen(request.session, id, dashboard));
}

Response delete_dashboard(const Request& request, Services& services) {
  const std::lock_guard lock{services.shared<Dashboards>().guard};
  Json all = Dashboards::all(services.store());
  require_owner(request, dashboard_of(request, all));
  all.erase(std::string{request.capture("id")});
  services.store().put_setting(kSetting, all);
  return empty(204);
}

}  // namespace

RouteList dashboard_routes() {
  using namespace schema;
  RouteList list_of;
  const Json items = list(object({{"indicator", text("id")},
                                  {"period", text()},
                                  {"split", list(text())},
                                  {"compare", text("another period")},
                                  {"filter", text("CQL2")},
                                  {"chart", one_of(kCharts)},
                                  {"note", text()}},
                                 {"indicator"}));
  list_of.schemas = {
      {"Dashboard", object({{"id", text()},
                            {"title", text()},
                            {"owner", text("account")},
                            {"mine", boolean()},
                            {"shared", boolean("all who sign in see it")},
                            {"changed", text("instant")},
                            {"items", items}},
                           {"id", "title", "owner", "mine", "shared", "changed", "items"})},
      {"DashboardRequest", object({{"title", text()}, {"shared", boolean()}, {"items", items}}, {"title", "items"})},
      {"DashboardList", object({{"items", list(ref("Dashboard"))}}, {"items"})}};
  const std::vector<Parameter> one{in_path("id", "id of the dashboard")};
  const auto add = [&](Method method, std::string pattern, std::string id, std::string summary,
                       std::vector<Parameter> parameters, std::string takes, std::string gives,
                       std::function<Response(const Request&, Services&)> handle) {
    list_of.routes.push_back({.method = method,
                              .pattern = std::move(pattern),
                              .access = Access::member,
                              .operation_id = std::move(id),
                              .summary = std::move(summary),
                              .tag = "indicators",
                              .parameters = std::move(parameters),
                              .request_schema = std::move(takes),
                              .response_schema = std::move(gives),
                              .handle = std::move(handle)});
  };
  add(Method::get, "/api/dashboards", "getDashboards", "Own and shared dashboards", {}, "", "DashboardList",
      list_dashboards);
  add(Method::post, "/api/dashboards", "makeDashboard", "Save a dashboard", {}, "DashboardRequest", "Dashboard",
      make_dashboard);
  list_of.routes.back().statuses = {201};
  add(Method::get, "/api/dashboards/{id}", "getDashboard", "One dashboard", one, "", "Dashboard", get_dashboard);
  add(Method::put, "/api/dashboards/{id}", "putDashboard", "Change a dashboard", one, "DashboardRequest", "Dashboard",
      put_dashboard);
  add(Method::delete_, "/api/dashboards/{id}", "deleteDashboard", "Remove a dashboard", one, "", "", delete_dashboard);
  return list_of;
}

}  // namespace tilth::http
