// SPDX-License-Identifier: Apache-2.0
// /api/session: who is signed in; signing in and out; one-time links; one's own password.
#include "base/problem.h"
#include "http/routes/all_routes.h"
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

Json schema_of(std::initializer_list<const char*> texts) {
  Json properties = Json::object(), required = Json::array();
  for (const char* text : texts) {
    properties[text] = {{"type", "string"}};
    required.push_back(text);
  }
  return {{"type", "object"}, {"required", required}, {"properties", properties}};
}

}  // namespace

RouteList session_routes() {
  RouteList list;
  const Json text = {{"type", "string"}}, flag = {{"type", "boolean"}};
  list.schemas["Credentials"] = schema_of({"name", "password"});
  list.schemas["LinkRedeemed"] = schema_of({"token", "name", "password"});
  list.schemas["PasswordChange"] = schema_of({"old", "new"});
  list.schemas["Session"] = {
      {"type", "object"},
      {"required", Json::array({"account", "name", "role", "language", "csrf", "programme", "rights", "first_run"})},
      {"properties",
       {{"account", text},
        {"name", text},
        {"role", text},
        {"language", text},
        {"csrf", {{"type", "string"}, {"description", "goes into X-CSRF-Token of every write"}}},
        {"programme",
         {{"type", "object"},
          {"required", Json::array({"name", "title", "languages"})},
          {"properties", {{"name", text}, {"title", text}, {"languages", {{"type", "array"}, {"items", text}}}}}}},
        {"rights",
         {{"type", "object"},
          {"required", Json::array({"read", "write", "review", "manage", "administer", "highest_class", "narrowed"})},
          {"properties",
           {{"read", flag},
            {"write", flag},
            {"review", flag},
            {"manage", flag},
            {"administer", flag},
            {"highest_class", text},
            {"narrowed", {{"type", "boolean"}, {"description", "grants narrow the rows"}}}}}}},
        {"first_run", {{"type", "boolean"}, {"description", "there is no account yet"}}}}}};

  Route who;
  who.pattern = "/api/session";
  who.access = Access::anyone;
  who.operation_id = "session";
  who.summary = "Who is signed in, and what they may do.";
  who.tag = "Session";
  who.response_schema = "Session";
  who.handle = show;

  Route in = who;
  in.method = Method::post;
  in.operation_id = "signIn";
  in.summary = "Signs in: the answer sets the session's cookie.";
  in.request_schema = "Credentials";
  in.max_body = 4096;
  in.handle = sign_in;

  Route out = who;
  out.method = Method::delete_;
  out.operation_id = "signOut";
  out.summary = "Ends the session.";
  out.response_schema = "";
  out.handle = [](const Request& request, Services& services) {
    return empty(204).with("Set-Cookie", services.sessions().sign_out(request));
  };

  Route link = in;
  link.pattern = "/api/session/first";
  link.operation_id = "redeemLink";
  link.summary = "Redeems a one-time link: the first administrator's, or one that an administrator made.";
  link.request_schema = "LinkRedeemed";
  link.handle = redeem;

  Route password = in;
  password.pattern = "/api/session/password";
  password.access = Access::member;
  password.operation_id = "changePassword";
  password.summary = "Changes one's own password; all other sessions end.";
  password.request_schema = "PasswordChange";
  password.response_schema = "";
  password.statuses = {204};
  password.handle = change_password;

  list.routes = {who, in, out, link, password};
  return list;
}

}  // namespace tilth::http
