// SPDX-License-Identifier: Apache-2.0
// Settings of the programme as it is served: its title, languages, base maps, whether the public may look and write.
#include "http/ask.h"
#include "http/community/door.h"
#include "http/log.h"
#include "http/meetings/public_meeting.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/security_headers.h"
#include "http/services.h"
#include "http/settings.h"

#include "base/problem.h"

#include <algorithm>
#include <mutex>

namespace tilth::http {
namespace {

constexpr std::size_t kMostTitle = 200, kMostMaps = 20, kMostUrl = 2000;

[[noreturn]] void refuse(std::string_view name, std::string_view expected) {
  throw Problem{"settings.bad_value", {{"name", name}, {"expected", expected}}};
}

/// Tiles of this server ("/..."), or of another that an administrator names by a plain host name; never a script.
bool is_map_url(const std::string& url) {
  return url.size() <= kMostUrl && (origin_of(url) || (url.starts_with('/') && !url.starts_with("//"))) &&
         url.find_first_of("\"'<> \n") == std::string::npos;
}

Json map_in(const Json& one) {
  static const std::vector<std::string> kKinds{"xyz", "vector"};
  if (!one.is_object()) refuse("base_maps", "a list of maps");
  const std::string name = text_member(one, "name"), url = text_member(one, "url"),
                    kind = text_member(one, "kind", "xyz"), attribution = text_member(one, "attribution");
  if (name.empty() || name.size() > kMostTitle) refuse("base_maps.name", "a text of 1 to 200 bytes");
  if (!is_map_url(url))
    refuse("base_maps.url", "an address that begins with / or with https:// or http:// and a plain host name");
  if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) refuse("base_maps.kind", "xyz or vector");
  if (attribution.size() > kMostUrl) refuse("base_maps.attribution", "a text of at most 2000 bytes");
  Json map{{"name", name}, {"url", url}, {"kind", kind}, {"attribution", attribution}};
  for (const char* zoom : {"min_zoom", "max_zoom"}) {
    const auto at = one.find(zoom);
    if (at == one.end() || at->is_null()) continue;
    if (!at->is_number_integer() || *at < 0 || *at > 24) refuse(std::string{"base_maps."} + zoom, "0 to 24");
    map[zoom] = *at;
  }
  if (const auto at = one.find("bounds"); at != one.end() && !at->is_null()) {
    if (!at->is_array() || at->size() != 4 ||
        !std::all_of(at->begin(), at->end(), [](const Json& value) { return value.is_number(); }))
      refuse("base_maps.bounds", "west, south, east, north in degrees");
    map["bounds"] = *at;
  }
  return map;
}

Json door_in(const Json& door) {
  if (!door.is_object() || door.size() != 2 || !door.contains("open") || !door["open"].is_boolean() ||
      !door.contains("telephone") || !door["telephone"].is_string())
    refuse("community", "open (true or false) and telephone (a text)");
  const auto& telephone = door["telephone"].get_ref<const std::string&>();
  // One number, or several apart by a comma: what is shown as a link to call must be one.
  if (telephone.size() > 100 || telephone.find_first_not_of("0123456789+*#() -,.") != std::string::npos)
    refuse("community.telephone", "digits and + * # ( ) - with spaces, at most 100");
  return door;
}

Response get_settings(const Request& request, Services& services) {
  Json settings = settings_of(services.store());
  if (request.session.account.empty()) settings["changed"] = settings["changed_by"] = nullptr;  // who works here
  return json(settings);
}

struct SettingsGuard {
  std::mutex guard;
};

Response put_settings(const Request& request, Services& services) {
  store::Store& store = services.store();
  const Json body = object_of(request);
  const std::lock_guard lock{services.shared<SettingsGuard>().guard};
  Json settings = settings_of(store), changed = Json::array();
  const Json before = settings;
  for (const auto& [name, value] : body.items()) {
    if (name == "title") {
      if (!value.is_string() || value.get_ref<const std::string&>().empty() ||
          value.get_ref<const std::string&>().size() > kMostTitle)
        refuse(name, "a text of 1 to 200 bytes");
      settings[name] = value;
    } else if (name == "public_view") {
      if (!value.is_boolean()) refuse(name, "true or false");
      settings[name] = value;
    } else if (name == "languages") {
      const auto& known = store.model()->languages;
      const bool fits =
          value.is_array() && !value.empty() && std::all_of(value.begin(), value.end(), [&](const Json& one) {
            return one.is_string() && std::find(known.begin(), known.end(), one.get<std::string>()) != known.end();
          });
      if (!fits) refuse(name, "languages of the model, one at least");
      settings[name] = value;
    } else if (name == "base_maps") {
      if (!value.is_array() || value.size() > kMostMaps) refuse(name, "a list of at most 20 maps");
      Json maps = Json::array();
      for (const Json& one : value) maps.push_back(map_in(one));
      settings[name] = std::move(maps);
    } else if (name == "community") {
      settings[name] = door_in(value);
      if (value["open"].get<bool>()) {
        if (!community::has_tickets(store))
          refuse("community.open", "a model with the help-desk tickets of the base: apply it first");
        if (!community::has_places(store))
          refuse("community.open", "a programme with at least one place: bring the places in first");
      }
    } else if (name == "meeting_pages") {
      if (!value.is_boolean()) refuse(name, "true or false");
      if (value.get<bool>() && !meetings::has_meetings(store))
        refuse(name, "a model whose meetings say that they have a public page: apply it first");
      settings[name] = value;
    } else if (name != "changed" && name != "changed_by") {
      refuse(name, "one of title, public_view, languages, base_maps, community, meeting_pages");
    }
  }
  for (const auto& [name, value] : settings.items())
    if (before.at(name) != value) changed.push_back(name);
  settings["changed"] = Instant::now().text();
  settings["changed_by"] = request.session.account;
  store.put_setting(kSettings, settings);
  services.log().write(Log::Level::info, "settings_changed",
                       {{"names", std::move(changed)},
                        {"public_view", settings["public_view"]},
                        {"community", settings["community"]["open"]},
                        {"meeting_pages", settings["meeting_pages"]}});
  return json(settings);
}

}  // namespace

RouteList settings_routes() {
  using namespace schema;
  RouteList list_of;
  Json map_schema = object({{"name", text()},
                            {"url", text("with {z}, {x} and {y} for xyz")},
                            {"kind", one_of({"xyz", "vector"})},
                            {"attribution", text()},
                            {"min_zoom", integer()},
                            {"max_zoom", integer()},
                            {"bounds", list(number("west, south, east, north in degrees"))}},
                           {"name", "url"});
  const Json asked_map = map_schema;
  const Json door = object({{"open", boolean("people without an account may report and ask")},
                            {"telephone", text("whom to call; empty: nobody")}},
                           {"open", "telephone"});
  map_schema["required"] = {"name", "url", "kind", "attribution"};
  list_of.schemas = {
      {"Settings", object({{"title", text()},
                           {"public_view", boolean("people without an account see what is of class public")},
                           {"languages", list(text())},
                           {"base_maps", list(map_schema)},
                           {"community", door},
                           {"meeting_pages", boolean("people without an account read agendas and register")},
                           {"changed", nullable(text("instant"))},
                           {"changed_by", nullable(text("account; not told to the public"))}},
                          {"title", "public_view", "languages", "base_maps", "community", "meeting_pages", "changed",
                           "changed_by"})},
      {"SettingsRequest", object({{"title", text()},
                                  {"public_view", boolean()},
                                  {"languages", list(text())},
                                  {"base_maps", list(asked_map)},
                                  {"community", door},
                                  {"meeting_pages", boolean()}},
                                 {})}};
  list_of.routes = {{.method = Method::get,
                     .pattern = "/api/settings",
                     .access = Access::reader,
                     .operation_id = "getSettings",
                     .summary = "Title, languages, base maps, public view, community door, pages of meetings",
                     .tag = "settings",
                     .response_schema = "Settings",
                     .handle = get_settings},
                    {.method = Method::put,
                     .pattern = "/api/settings",
                     .access = Access::manager,
                     .operation_id = "putSettings",
                     .summary = "Change the settings that the body names",
                     .tag = "settings",
                     .request_schema = "SettingsRequest",
                     .response_schema = "Settings",
                     .handle = put_settings}};
  return list_of;
}

}  // namespace tilth::http
