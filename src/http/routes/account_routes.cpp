// SPDX-License-Identifier: Apache-2.0
// /api/accounts: who may sign in, with which role and rows.
#include "base/problem.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "http/sessions.h"

namespace tilth::http {
namespace {

using store::Account;

Json json_of(const Account& account) {
  Json grants = Json::array();
  for (const store::Grant& grant : account.grants) {
    Json one = Json::object();
    if (!grant.organisation.empty()) one["organisation"] = grant.organisation;
    if (!grant.place.empty()) one["place"] = grant.place;
    grants.push_back(one);
  }
  return {{"name", account.name},
          {"title", account.title},
          {"role", store::text_of(account.role)},
          {"organisation", account.organisation},
          {"grants", grants},
          {"highest_class", account.highest_class ? Json(std::string{model::text_of(*account.highest_class)}) : Json()},
          {"language", account.language},
          {"disabled", account.disabled},
          {"has_password", !account.password_hash.empty()},
          {"link_until", account.link_hash.empty() ? Json() : Json(account.link_until.text())}};
}

[[noreturn]] void refuse(std::string_view member, std::string_view expected) {
  throw Problem{"request.bad_member", {{"name", member}, {"expected", expected}}};
}

std::string id_in(const Json& body, const char* name, std::string_view type, Services& services) {
  const Json& value = body.at(name);
  if (value.is_null() || value == "") return "";
  const auto id = value.is_string() ? Uuid::parse(value.get<std::string>()) : std::nullopt;
  if (!id || !services.store().find(store::Caller{}, type, *id))
    refuse(name, "the id of a record of " + std::string{type});
  return id->text();
}

/// What the body says goes into the account; what it does not name stays.
void take(const Json& body, Account& account, Services& services) {
  if (!body.is_object()) refuse("body", "an object");
  for (const auto& [name, value] : body.items()) {
    if (name == "title" || name == "language") {
      if (!value.is_string() || value.get_ref<const std::string&>().size() > 200) refuse(name, "a text");
      (name == "title" ? account.title : account.language) = value.get<std::string>();
    } else if (name == "role") {
      const auto role = value.is_string() ? store::role_from(value.get<std::string>()) : std::nullopt;
      if (!role) refuse(name, "viewer, collector, operator, reviewer, director, information_manager or administrator");
      account.role = *role;
    } else if (name == "organisation") {
      account.organisation = id_in(body, "organisation", "organisation", services);
    } else if (name == "highest_class") {
      account.highest_class.reset();
      if (value.is_null()) continue;
      for (const auto known : {model::FieldClass::public_, model::FieldClass::partner, model::FieldClass::restricted,
                               model::FieldClass::personal}) {
        if (value == model::text_of(known)) account.highest_class = known;
      }
      if (!account.highest_class) refuse(name, "public, partner, restricted, personal or null");
    } else if (name == "disabled") {
      if (!value.is_boolean()) refuse(name, "true or false");
      account.disabled = value.get<bool>();
    } else if (name == "grants") {
      if (!value.is_array() || value.size() > 100) refuse(name, "a list of at most 100 grants");
      account.grants.clear();
      for (const Json& one : value) {
        if (!one.is_object()) refuse(name, "a list of objects");
        store::Grant grant;
        for (const auto& [part, id] : one.items()) {
          if (part == "organisation")
            grant.organisation = id_in(one, "organisation", "organisation", services);
          else if (part == "place")
            grant.place = id_in(one, "place", "place", services);
          else
            refuse("grants", "grants of organisation and place");
        }
        // A grant of nothing in particular would be a grant of everything.
        if (grant.organisation.empty() && grant.place.empty())
          refuse(name, "grants that name an organisation or a place");
        account.grants.push_back(grant);
      }
    } else if (name != "name") {
      refuse(name, "one of name, title, role, organisation, grants, highest_class, language, disabled");
    }
  }
}

store::Batch batch_of(const Request& request, std::string reason) {
  store::Batch batch;
  batch.author = request.session.account;
  batch.device = "server";
  batch.reason = std::move(reason);
  return batch;
}

Json with_link(const Account& account, const std::string& token, const Request& request) {
  Json text = json_of(account);
  text["link"] = request.base_url + "/#/first?token=" + token;
  return text;
}

Response list_accounts(const Request&, Services& services) {
  Json all = Json::array();
  for (const Account& account : services.sessions().accounts()) all.push_back(json_of(account));
  return json(all).with("Cache-Control", "no-store");
}

Response add_account(const Request& request, Services& services) {
  const Json body = json_of(request);
  Account account;
  if (!body.is_object() || !body.contains("name") || !body["name"].is_string()) refuse("name", "a text");
  account.name = body["name"].get<std::string>();
  if (!store::is_account_name(account.name)) throw Problem{"account.bad_name", {{"account", account.name}}};
  for (const Account& known : services.sessions().accounts()) {
    if (known.name == account.name) throw Problem{"account.exists", {{"account", account.name}}};
  }
  take(body, account, services);
  services.sessions().put(account, batch_of(request, "account made"));
  const std::string token = services.sessions().reset(account.name, batch_of(request, "one-time link made"));
  return json(with_link(services.sessions().account(account.name), token, request), 201)
      .with("Location", request.base_url + "/api/accounts/" + account.name)
      .with("Cache-Control", "no-store");
}

Response show_account(const Request& request, Services& services) {
  return json(json_of(services.sessions().account(request.capture("account")))).with("Cache-Control", "no-store");
}

Response change_account(const Request& request, Services& services) {
  Account account = services.sessions().account(request.capture("account"));
  take(json_of(request), account, services);
  services.sessions().put(account, batch_of(request, "account changed"));
  return json(json_of(account)).with("Cache-Control", "no-store");
}

/// The name stays: the history speaks of it, so nobody else may get it.
Response disable_account(const Request& request, Services& services) {
  Account account = services.sessions().account(request.capture("account"));
  account.disabled = true;
  services.sessions().put(account, batch_of(request, "account disabled"));
  return empty(204);
}

Response reset_account(const Request& request, Services& services) {
  const std::string name{request.capture("account")};
  const std::string token = services.sessions().reset(name, batch_of(request, "password reset"));
  return json(with_link(services.sessions().account(name), token, request)).with("Cache-Control", "no-store");
}

}  // namespace

RouteList account_routes() {
  using namespace schema;
  RouteList list_of;
  Json grants = list(object({{"organisation", text()}, {"place", text()}}, {}));
  grants["description"] = "rows of an organisation, or of a place and all below it; of several grants, any of them";
  Json change = object({{"name", text()},
                        {"title", text()},
                        {"role", text()},
                        {"organisation", text()},
                        {"grants", grants},
                        {"highest_class", nullable(text())},
                        {"language", text()},
                        {"disabled", boolean()}},
                       {}),
       account = change;
  account["properties"]["has_password"] = boolean();
  account["properties"]["link_until"] = nullable(text("instant"));
  account["properties"]["link"] = text("the one-time link, said once: when it is made");
  account["required"] = {"name",          "title",    "role",     "organisation", "grants",
                         "highest_class", "language", "disabled", "has_password", "link_until"};
  list_of.schemas = {
      {"AccountChange", std::move(change)}, {"Account", std::move(account)}, {"Accounts", list(ref("Account"))}};
  const auto add = [&](Method method, const std::string& rest, std::string id, std::string summary, std::string takes,
                       std::string gives, std::vector<int> statuses,
                       std::function<Response(const Request&, Services&)> handle) {
    list_of.routes.push_back({.method = method,
                              .pattern = "/api/accounts" + rest,
                              .access = Access::administrator,
                              .operation_id = std::move(id),
                              .summary = std::move(summary),
                              .tag = "Accounts",
                              .request_schema = std::move(takes),
                              .response_schema = std::move(gives),
                              .statuses = std::move(statuses),
                              .handle = std::move(handle)});
  };
  add(Method::get, "", "accounts", "All accounts.", "", "Accounts", {}, list_accounts);
  add(Method::post, "", "addAccount", "Makes an account; the answer holds its one-time link.", "AccountChange",
      "Account", {201}, add_account);
  add(Method::get, "/{account}", "account", "One account.", "", "Account", {}, show_account);
  add(Method::patch, "/{account}", "changeAccount",
      "Changes role, organisation, grants, class, language; what is not named stays.", "AccountChange", "Account", {},
      change_account);
  add(Method::delete_, "/{account}", "disableAccount", "Disables an account: its sessions end, its name stays taken.",
      "", "", {}, disable_account);
  add(Method::post, "/{account}/reset", "resetAccount", "Voids the password and makes a one-time link.", "", "Account",
      {}, reset_account);
  return list_of;
}

}  // namespace tilth::http
