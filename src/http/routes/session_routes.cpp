// SPDX-License-Identifier: Apache-2.0
// /api/session: who is signed in; signing in and out; one-time links; one's own password.
#include "base/problem.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "http/sessions.h"
#include "http/settings.h"

#include <algorithm>

namespace tilth::http {
namespace {

std::string text_in(const Json& body, const char* name) {
  const auto member = body.is_object() ? body.find(name) : body.end();
  if (!body.is_object() || member == body.end() || !member->is_string())
    throw Problem{"request.bad_member", {{"name", name}, {"expected", "a text"}}};
  return member->get<std::string>();
}

Json json_of(const Session& session, Services& services) {
  const auto model = services.store().model();
  const auto settings = services.store().setting(kSettings).value_or(Json::object());
  const auto ranks = [&](std::initializer_list<std::string_view> roles) {
    return std::find(roles.begin(), roles.end(), session.role) != roles.end();
  };
  const bool reviews = ranks({"reviewer", "director", "information_manager", "administrator"});
  const bool manages = ranks({"director", "information_manager", "administrator"});
  return {
      {"account", session.account},
      {"name", session.title},
      {"role", session.role},
      {"language", session.language},
      {"csrf", session.csrf},
      {"programme", {{"name", model->name}, {"title", settings.value("title", "")}, {"languages", model->languages}}},
      {"rights",
       {{"read", !session.role.empty()},
        {"write", reviews || ranks({"collector", "operator"})},
        {"review", reviews},
        {"manage", manages},
        {"administer", session.role == "administrator"},
        {"highest_class", model::text_of(session.caller.highest_class)},
        {"narrowed", !session.caller.rows.empty()}}},
      {"first_run", services.sessions().first_run()}};
}

Response show(const Request& request, Services& services) {
  return json(json_of(request.session, services)).with("Cache-Control", "no-store");
}

Response begun(const Sessions::SignedIn& signed_in, Services& services) {
  return json(json_of(signed_in.session, services))
      .with("Cache-Control", "no-store")
      .with("Set-Cookie", signed_in.cookie);
}

Response sign_in(const Request& request, Services& services) {
  const Json body = json_of(request);
  return begun(services.sessions().sign_in(request, text_in(body, "name"), text_in(body, "password")), services);
}

Response redeem(const Request& request, Services& services) {
  const Json body = json_of(request);
  return begun(
      services.sessions().redeem(request, text_in(body, "token"), text_in(body, "name"), text_in(body, "password")),
      services);
}

Response change_password(const Request& request, Services& services) {
  const Json body = json_of(request);
  services.sessions().change_password(request, text_in(body, "old"), text_in(body, "new"));
  return empty(204);
}

Response sign_out(const Request& request, Services& services) {
  return empty(204).with("Set-Cookie", services.sessions().sign_out(request));
}

}  // namespace

RouteList session_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"Credentials", object({{"name", text()}, {"password", text()}}, {"name", "password"})},
      {"LinkRedeemed",
       object({{"token", text()}, {"name", text()}, {"password", text()}}, {"token", "name", "password"})},
      {"PasswordChange", object({{"old", text()}, {"new", text()}}, {"old", "new"})},
      {"Session",
       object({{"account", text()},
               {"name", text()},
               {"role", text()},
               {"language", text()},
               {"csrf", text("goes into X-CSRF-Token of every write")},
               {"programme", object({{"name", text()}, {"title", text()}, {"languages", list(text())}},
                                    {"name", "title", "languages"})},
               {"rights", object({{"read", boolean()},
                                  {"write", boolean()},
                                  {"review", boolean()},
                                  {"manage", boolean()},
                                  {"administer", boolean()},
                                  {"highest_class", text()},
                                  {"narrowed", boolean("grants narrow the rows")}},
                                 {"read", "write", "review", "manage", "administer", "highest_class", "narrowed"})},
               {"first_run", boolean("there is no account yet")}},
              {"account", "name", "role", "language", "csrf", "programme", "rights", "first_run"})}};
  const auto add = [&](Method method, const std::string& rest, Access access, std::string id, std::string summary,
                       std::string takes, std::string gives, std::vector<int> statuses,
                       std::function<Response(const Request&, Services&)> handle) {
    list_of.routes.push_back({.method = method,
                              .pattern = "/api/session" + rest,
                              .access = access,
                              .operation_id = std::move(id),
                              .summary = std::move(summary),
                              .tag = "Session",
                              .request_schema = std::move(takes),
                              .response_schema = std::move(gives),
                              .statuses = std::move(statuses),
                              .max_body = 4096,
                              .handle = std::move(handle)});
  };
  add(Method::get, "", Access::anyone, "session", "Who is signed in, and what they may do.", "", "Session", {}, show);
  add(Method::post, "", Access::anyone, "signIn", "Signs in: the answer sets the session's cookie.", "Credentials",
      "Session", {}, sign_in);
  add(Method::delete_, "", Access::anyone, "signOut", "Ends the session.", "", "", {}, sign_out);
  add(Method::post, "/first", Access::anyone, "redeemLink",
      "Redeems a one-time link: the first administrator's, or one that an administrator made.", "LinkRedeemed",
      "Session", {}, redeem);
  add(Method::post, "/password", Access::member, "changePassword",
      "Changes one's own password; all other sessions end.", "PasswordChange", "", {204}, change_password);
  return list_of;
}

}  // namespace tilth::http
