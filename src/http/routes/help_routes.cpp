// SPDX-License-Identifier: Apache-2.0
// The documentation inside the program.
#include "http/ask.h"
#include "http/help_pages.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include "base/problem.h"

namespace tilth::http {
namespace {

constexpr const char* kLinkBase = "#/help/";  // where the application shows a page

/// A page as the reader gets it: translated, or in English where nobody has translated it.
Json entry_of(const std::string& name) {
  return {{"page", help_address(name)},
          {"title", help_title(name, help_sources().at(name))},
          {"language", help_language(name)}};
}

Response list_pages(const Request& request, Services&) {
  Json items = Json::array();
  for (const auto& [name, markdown] : help_sources())
    if (help_original(name) == name) items.push_back(entry_of(help_translated(name, request.session.language)));
  return json({{"items", std::move(items)}});
}

Response get_page(const Request& request, Services&) {
  const std::string wanted{request.capture("page")};
  for (const auto& [name, markdown] : help_sources()) {
    if (help_original(name) != name || help_address(name) != wanted) continue;
    const std::string shown = help_translated(name, request.session.language);
    Json page = entry_of(shown);
    page["html"] = help_html(shown, help_sources().at(shown), kLinkBase);
    return json(page);
  }
  throw Problem{"help.unknown_page", {{"page", wanted}}};
}

}  // namespace

RouteList help_routes() {
  using namespace schema;
  RouteList list_of;
  const Json entry =
      object({{"page", text()}, {"title", text()}, {"language", text("of the page: en where it is not translated")}},
             {"page", "title", "language"});
  list_of.schemas = {{"HelpList", object({{"items", list(entry)}}, {"items"})},
                     {"HelpPage", object({{"page", text()},
                                          {"title", text()},
                                          {"language", text("of the page: en where it is not translated")},
                                          {"html", text("without scripts; links to other pages begin with #/help/")}},
                                         {"page", "title", "language", "html"})}};
  list_of.routes = {{.method = Method::get,
                     .pattern = "/api/help",
                     .access = Access::anyone,
                     .operation_id = "getHelp",
                     .summary = "Pages of the help",
                     .tag = "help",
                     .parameters = {language_parameter()},
                     .response_schema = "HelpList",
                     .handle = list_pages},
                    {.method = Method::get,
                     .pattern = "/api/help/{page}",
                     .access = Access::anyone,
                     .operation_id = "getHelpPage",
                     .summary = "One page of the help, as HTML",
                     .tag = "help",
                     .parameters = {in_path("page", "name of the page, such as commands-import"), language_parameter()},
                     .response_schema = "HelpPage",
                     .handle = get_page}};
  return list_of;
}

}  // namespace tilth::http
