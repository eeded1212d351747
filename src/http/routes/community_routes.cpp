// SPDX-License-Identifier: Apache-2.0
// /community and /api/community: the door for people without an account, and for gateways of text messages.
#include "base/problem.h"
#include "http/ask.h"
#include "http/community/door.h"
#include "http/community/overview.h"
#include "http/community/page.h"
#include "http/community/page_words.h"
#include "http/problem.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/target.h"
#include "http/visitors/form.h"

namespace tilth::http {
namespace {

using community::Message;
using visitors::in_form;
using visitors::kForm;
using visitors::page;
using visitors::require_own_form;

constexpr std::size_t kMostBody = 32 << 10;
/// A person gets a page whatever is wrong with what was sent.
Response page_of(const Request& request, Services& services, const std::function<Response()>& work) {
  try {
    return work();
  } catch (const Problem& problem) {
    return page(community::sorry_page(request, problem.kind().code, community::telephone(services.store())),
                problem.kind().status);
  }
}

Response show_page(const Request& request, Services& services) {
  return page_of(request, services, [&] { return page(community::first_page(services, request)); });
}

Response take_form(const Request& request, Services& services) {
  return page_of(request, services, [&] {
    require_own_form(request);
    const Fields form = parse_query(request.body);
    const Message message{.topic = in_form(form, "topic"),
                          .words = in_form(form, "words"),
                          .contact = in_form(form, "contact"),
                          .place = in_form(form, "place"),
                          .position = in_form(form, "position"),
                          .language = community::message_language(services, request),
                          .channel = "form",
                          .once = in_form(form, "once")};
    try {
      const community::Taken taken = community::take(services, message, request.peer);
      return page(community::thanks_page(services, request, taken, message.topic == "report_a_find"), 201);
    } catch (const Problem& problem) {
      if (problem.kind().code == "community.closed" || !problem.kind().code.starts_with("community.")) throw;
      return page(community::first_page(services, request, message, &problem), problem.kind().status);
    }
  });
}

Response show_answer(const Request& request, Services& services) {
  return page_of(request, services, [&] {
    require_own_form(request);
    const Fields form = parse_query(request.body);
    try {
      const auto answer = community::answer_to(services, in_form(form, "reference"), request.peer);
      return page(community::answer_page(services, request, answer));
    } catch (const Problem& problem) {
      if (problem.kind().code != "community.unknown_reference") throw;
      return page(community::first_page(services, request, {.topic = "report_a_find"}, &problem),
                  problem.kind().status);
    }
  });
}

Response show_report(const Request& request, Services& services) {
  return page_of(request, services, [&] { return page(community::published_page(services, request.capture("id"))); });
}

Response get_overview(const Request& request, Services& services) {
  return json(community::overview(services, community::message_language(services, request)))
      .with("Cache-Control", "no-store");
}

Json taken_json(const community::Taken& taken, const std::string& language) {
  std::string reply{community::page_word("sms", language)};
  for (const auto& [name, value] :
       {std::pair{std::string{"{reference}"}, taken.reference}, {std::string{"{due}"}, taken.due.text()}})
    reply.replace(reply.find(name), name.size(), value);
  return {{"reference", taken.reference}, {"due", taken.due.text()}, {"reply", reply}};
}

Response take_message(const Request& request, Services& services) {
  community::require_open(services.store());
  const Json body = object_of(request);
  const Message message{.topic = text_member(body, "topic", "other"),
                        .words = text_member(body, "words"),
                        .contact = text_member(body, "contact"),
                        .place = text_member(body, "place"),
                        .position = text_member(body, "position"),
                        .language = text_member(body, "language", request.session.language),
                        .channel = "form",
                        .once = text_member(body, "once")};
  const auto taken = community::take(services, message, request.peer);
  return json(taken_json(taken, message.language), 201).with("Cache-Control", "no-store");
}

Response take_text_message(const Request& request, Services& services) {
  const std::string_view given = request.header("authorization").value_or("");
  constexpr std::string_view kBearer = "Bearer ";
  community::require_gateway_key(services, given.starts_with(kBearer) ? given.substr(kBearer.size()) : "",
                                 request.peer);
  const Json body = object_of(request);
  const Message message{.topic = text_member(body, "topic", "other"),
                        .words = text_member(body, "text"),
                        .contact = text_member(body, "from"),
                        .place = text_member(body, "place"),
                        .position = "",
                        .language = text_member(body, "language", request.session.language),
                        .channel = "sms",
                        .once = text_member(body, "id")};
  const auto taken = community::take(services, message, "");
  return json(taken_json(taken, message.language), 201).with("Cache-Control", "no-store");
}

Response get_answer(const Request& request, Services& services) {
  community::require_open(services.store());
  const auto answer = community::answer_to(services, text_member(object_of(request), "reference"), request.peer);
  return json({{"opened", answer.opened.text()},
               {"due", answer.due.text()},
               {"answered", answer.answered},
               {"answer", answer.words}})
      .with("Cache-Control", "no-store");
}

Response make_key(const Request&, Services& services) {
  return json({{"key", community::new_gateway_key(services)}}, 201).with("Cache-Control", "no-store");
}

}  // namespace

RouteList community_routes() {
  using namespace schema;
  RouteList list_of;
  const Json land_row = object({{"place", nullable(text())},
                                {"cancelled", integer()},
                                {"reduced", integer()},
                                {"cleared", integer()},
                                {"remaining", integer("still recorded as dangerous")}},
                               {"place", "cancelled", "reduced", "cleared", "remaining"});
  Json land = object({{"unit", text()},
                      {"rows", list(land_row)},
                      {"total", land_row},
                      {"unsized", integer("hazards of no known size: in no sum")}},
                     {"unit", "rows", "total", "unsized"});
  list_of.schemas = {
      {"Community",
       object(
           {{"programme", text()},
            {"telephone", text()},
            {"languages", list(text())},
            {"message_languages", list(text("a language with a checked message, be it none of the program's"))},
            {"messages", list(object({{"title", text()}, {"text", text()}}, {"title", "text"}))},
            {"land", nullable(std::move(land))},
            {"reports", list(object({{"id", text()}, {"title", text()}, {"language", text()}, {"published_at", text()}},
                                    {"id", "title", "language", "published_at"}))}},
           {"programme", "telephone", "languages", "message_languages", "messages", "land", "reports"})},
      {"CommunityMessage", object({{"topic", text("of the code list helpdesk_topic; else other")},
                                   {"words", text()},
                                   {"contact", text()},
                                   {"place", text()},
                                   {"position", text("a coordinate in any notation, latitude first")},
                                   {"language", text()},
                                   {"once", text("names the sending: sent again it is the same message")}},
                                  {"words"})},
      {"TextMessage", object({{"text", text()},
                              {"from", text("number to answer to; kept encrypted")},
                              {"id", text("the gateway's name for it: sent again it is the same message")},
                              {"topic", text()},
                              {"place", text()},
                              {"language", text()}},
                             {"text", "from"})},
      {"CommunityTaken", object({{"reference", text("whoever has it may read the answer")},
                                 {"due", text("date")},
                                 {"reply", text("for a text message back")}},
                                {"reference", "due", "reply"})},
      {"CommunityReference", object({{"reference", text()}}, {"reference"})},
      {"CommunityAnswer",
       object({{"opened", text("date")}, {"due", text("date")}, {"answered", boolean()}, {"answer", text()}},
              {"opened", "due", "answered", "answer"})},
      {"GatewayKey", object({{"key", text("shown once")}}, {"key"})}};
  const auto add = [&](Method method, std::string pattern, Access access, std::string id, std::string summary,
                       std::string takes, std::string gives, std::vector<int> statuses,
                       std::function<Response(const Request&, Services&)> handle) {
    const bool html = gives.empty();
    list_of.routes.push_back({.method = method,
                              .pattern = std::move(pattern),
                              .access = access,
                              .operation_id = std::move(id),
                              .summary = std::move(summary),
                              .tag = "Community door",
                              .request_schema = std::move(takes),
                              .response_schema = std::move(gives),
                              .request_type = html ? kForm : "application/json",
                              .response_type = html ? "text/html" : "application/json",
                              .statuses = std::move(statuses),
                              .max_body = kMostBody,
                              .any_parameter = html,  // links grow parameters where they are shared
                              .handle = std::move(handle)});
  };
  add(Method::get, "/community", Access::anyone, "communityPage",
      "What was released, the messages, and a form to write.", "", "", {200, 404}, show_page);
  add(Method::post, "/community", Access::anyone, "communityForm", "The form: a page with the reference.", "", "",
      {201, 400, 403, 404, 429}, take_form);
  add(Method::post, "/community/answer", Access::anyone, "communityAnswerPage", "The answer to a reference, as a page.",
      "", "", {200, 400, 403, 404, 429}, show_answer);
  add(Method::get, "/community/reports/{id}", Access::anyone, "communityReport",
      "A report that was published for everybody, as a page.", "", "", {200, 404}, show_report);
  list_of.routes.back().parameters = {in_path("id", "id of the published report")};
  add(Method::get, "/api/community", Access::anyone, "community", "What the community door shows.", "", "Community", {},
      get_overview);
  add(Method::post, "/api/community/messages", Access::anyone, "sendMessage",
      "Reports a find or sends a message; a find becomes a spot task and an indication.", "CommunityMessage",
      "CommunityTaken", {201}, take_message);
  add(Method::post, "/api/community/text-messages", Access::anyone, "sendTextMessage",
      "The same for a gateway of text messages, with its key as Bearer token.", "TextMessage", "CommunityTaken", {201},
      take_text_message);
  add(Method::post, "/api/community/answers", Access::anyone, "messageAnswer", "The answer to a reference.",
      "CommunityReference", "CommunityAnswer", {}, get_answer);
  add(Method::post, "/api/community/gateway-key", Access::administrator, "makeGatewayKey",
      "A new key for the gateway of text messages; the one before is void.", "", "GatewayKey", {201}, make_key);
  list_of.routes.back().request_type = "*/*";
  return list_of;
}

}  // namespace tilth::http
