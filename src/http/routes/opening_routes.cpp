// SPDX-License-Identifier: Apache-2.0
// Possible duplicates of one's own records that others have, and the opening of compared fields to two people
// (report/pair_opening.h).
#include "http/ask.h"
#include "http/reason_member.h"
#include "http/record_words.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/seen_findings.h"
#include "http/services.h"

#include "base/problem.h"
#include "report/pair_opening.h"
#include "report/person_pairs.h"

#include <algorithm>
#include <mutex>

namespace tilth::http {
namespace {

using report::OpeningBook;
using report::OpeningDeed;
using report::OpeningSide;
using report::PairOpening;

constexpr std::int64_t kMostListed = 500;

/// One act at a time: openings are read from the log, judged, and written to it.
struct Openings {
  std::mutex guard;
};

/// The book of one request.
class Acting {
 public:
  Acting(Services& services, const Request& request)
      : lock_(services.shared<Openings>().guard), book_(services.store(), request.session.caller, Instant::now()) {}
  OpeningBook* operator->() { return &book_; }
  OpeningBook& operator*() { return book_; }

 private:
  std::lock_guard<std::mutex> lock_;
  OpeningBook book_;
};

Json record_json(RecordWords& labels, const std::string& type, const Uuid& id) {
  return {{"id", id.text()}, {"label", labels.label(type, id)}};
}

Json groups_json(const model::Model& model, const people::LinkageRule& rule, const std::string& language) {
  Json groups = Json::array();
  if (rule.consent < 0) return groups;
  const model::CodeList* codes = model.find_codes(rule.type->fields[static_cast<std::size_t>(rule.consent)].codes);
  for (const std::string& code : report::consent_groups(model, rule))
    groups.push_back({{"code", code}, {"title", codes->find(code)->title.in(language)}});
  return groups;
}

const report::OpeningAct* last_act(const PairOpening& opening, std::initializer_list<OpeningDeed> deeds) {
  for (auto act = opening.acts.rbegin(); act != opening.acts.rend(); ++act)
    if (std::find(deeds.begin(), deeds.end(), act->deed) != deeds.end()) return &*act;
  return nullptr;
}

/// Openings in the words of one reader.
class OpeningWords {
 public:
  OpeningWords(const store::Store& store, const Session& reader)
      : reader_(reader), model_(store.model()), labels_(store, reader.caller, reader.language) {}

  [[nodiscard]] RecordWords& labels() { return labels_; }

  /// As one side may know it: its own record, the words that were said, never the other record; and who asked, but to
  /// the asking side nothing of who answered but the reason.
  Json json(const OpeningBook& book, const OpeningBook::Concerned& one) {
    const PairOpening& opening = *one.opening;
    const model::RecordType& type = *model_->find_type(opening.type);
    const report::OpeningAct* answer = last_act(opening, {OpeningDeed::agreed, OpeningDeed::refused});
    const report::OpeningAct* end = last_act(opening, {OpeningDeed::ended});
    const bool deciding = one.side == OpeningSide::deciding;
    const bool party = !deciding || opening.decided_by == reader_.account;
    const bool writes = reader_.role != "viewer";
    const auto lapses = opening.lapses();
    return {{"id", opening.id.text()},
            {"type", opening.type},
            {"title", type.title.in(reader_.language)},
            {"side", deciding ? "deciding" : "asking"},
            {"state", report::text_of(opening.state)},
            {"record", record_json(labels_, opening.type, one.own_record())},
            {"asked_by", deciding ? Json(opening.asked_by) : Json()},
            {"asked_at", opening.acts.front().at.text()},
            {"reason", opening.acts.front().reason},
            {"group", group(opening.type, opening.asking_group)},
            {"days", opening.days},
            {"answered_by", deciding && answer != nullptr ? Json(answer->by) : Json()},
            {"answered_at", answer == nullptr ? Json() : Json(answer->at.text())},
            {"answer_reason", answer == nullptr ? Json() : Json(answer->reason)},
            {"answer_group", deciding && answer != nullptr ? group(opening.type, answer->group) : Json()},
            {"until", lapses ? Json(lapses->text()) : Json()},
            {"ended_at", end == nullptr ? Json() : Json(end->at.text())},
            {"ended_by", end == nullptr ? Json() : Json(report::text_of(end->end))},
            {"end_reason", end == nullptr || end->end != report::OpeningEnd::person ? Json() : Json(end->reason)},
            {"may_answer", writes && deciding && opening.state == report::OpeningState::asked},
            {"may_end", writes && book.may_end(one)},
            {"may_look", writes && party && opening.state == report::OpeningState::open},
            {"groups", groups(opening.type)}};
  }

  /// What a side says it is; null where it says nothing.
  Json group(const std::string& type, const std::string& code) {
    for (const Json& one : groups(type))
      if (one.value("code", "") == code) return one;
    return {};
  }

 private:
  const Json& groups(const std::string& type) {
    const auto [at, is_new] = groups_.try_emplace(type);
    if (is_new) at->second = groups_json(*model_, report::linkage_rule_of(*model_, type), reader_.language);
    return at->second;
  }

  const Session& reader_;
  std::shared_ptr<const model::Model> model_;
  RecordWords labels_;
  std::map<std::string, Json> groups_;
};

Response get_duplicates(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const auto model = store.model();
  const model::RecordType& type = seen_type(*model, caller, request.capture("type"));
  const people::LinkageRule rule = report::linkage_rule_of(*model, type.name);
  if (!people::may_link(caller, *model, type, *rule.rule)) throw Problem{"link.hidden_names", {{"type", type.name}}};
  const auto findings = services.shared<Findings>().of(store, caller);
  const auto all = report::possible_duplicates(store, caller, rule, *findings->all);
  const std::int64_t offset = whole_number(request, "offset", 0, 0, INT64_MAX / 2);
  const std::int64_t limit = whole_number(request, "limit", 50, 0, kMostListed);
  RecordWords labels{store, caller, request.session.language};
  Json items = Json::array();
  for (std::int64_t i = offset; i < std::min(offset + limit, static_cast<std::int64_t>(all.size())); ++i) {
    const report::PossibleDuplicates& one = all[static_cast<std::size_t>(i)];
    items.push_back({{"record", record_json(labels, type.name, one.record)}, {"count", one.count}});
  }
  return json({{"total", all.size()},
               {"offset", offset},
               {"days", report::kOpeningDays},
               {"most_days", report::kMostOpeningDays},
               {"groups", groups_json(*model, rule, request.session.language)},
               {"items", std::move(items)}});
}

report::OpeningWord word_of(const Json& body, int days) {
  report::OpeningWord word{.days = days, .group = text_member(body, "group")};
  if (const auto at = body.find("days"); at != body.end() && !at->is_null()) {
    if (!at->is_number_integer() || at->get<std::int64_t>() < 1 || at->get<std::int64_t>() > report::kMostOpeningDays)
      throw Problem{"request.bad_member",
                    {{"name", "days"}, {"expected", "1 to " + std::to_string(report::kMostOpeningDays)}}};
    word.days = at->get<int>();
  }
  return word;
}

Response list_openings(const Request& request, Services& services) {
  const std::int64_t offset = whole_number(request, "offset", 0, 0, INT64_MAX / 2);
  const std::int64_t limit = whole_number(request, "limit", 50, 0, kMostListed);
  Acting book{services, request};
  const std::vector<OpeningBook::Concerned> all = book->concerning();
  OpeningWords words{services.store(), request.session};
  Json items = Json::array();
  for (std::int64_t i = offset; i < std::min(offset + limit, static_cast<std::int64_t>(all.size())); ++i)
    items.push_back(words.json(*book, all[static_cast<std::size_t>(i)]));
  return json({{"total", all.size()}, {"offset", offset}, {"items", std::move(items)}});
}

Response post_opening(const Request& request, Services& services) {
  const auto model = services.store().model();
  const store::Caller& caller = request.session.caller;
  const people::LinkageRule rule =
      report::linkage_rule_of(*model, seen_type(*model, caller, request.capture("type")).name);
  const Json body = object_of(request);
  const Uuid record = id_in("record", text_member(body, "record"));
  const report::OpeningWord word = word_of(body, report::kOpeningDays);
  Acting book{services, request};
  OpeningWords words{services.store(), request.session};
  Json items = Json::array();
  for (const OpeningBook::Concerned& one : book->ask(rule, record, word, batch_of(request, reason_member(body))))
    items.push_back(words.json(*book, one));
  return json({{"items", std::move(items)}}, 201);
}

/// {id} of the path. @throws Problem "opening.unknown"
Uuid opening_id(const Request& request) {
  const std::string text{request.capture("id")};
  const auto id = Uuid::parse(text);
  if (!id) throw Problem{"opening.unknown", {{"opening", text}}};
  return *id;
}

Response one_opening(const Request& request, Services& services, OpeningBook& book, const Uuid& id) {
  return json(OpeningWords{services.store(), request.session}.json(book, book.one(id)));
}

Response get_opening(const Request& request, Services& services) {
  const Uuid id = opening_id(request);
  Acting book{services, request};
  return one_opening(request, services, *book, id);
}

Response decide(const Request& request, Services& services) {
  const Uuid id = opening_id(request);
  const Json body = object_of(request);
  const bool agree = member(body, "agree", Json::value_t::boolean).get<bool>();
  const report::OpeningWord word = word_of(body, report::kMostOpeningDays);
  const std::string reason = reason_member(body);
  Acting book{services, request};
  book->decide(id, agree, word, batch_of(request, reason));
  return one_opening(request, services, *book, id);
}

Response end(const Request& request, Services& services) {
  const Uuid id = opening_id(request);
  const std::string reason = reason_member(object_of(request));
  Acting book{services, request};
  book->end(id, batch_of(request, reason));
  return one_opening(request, services, *book, id);
}

Response look(const Request& request, Services& services) {
  const Uuid id = opening_id(request);
  const auto model = services.store().model();
  Acting book{services, request};
  const report::OpenedPair opened = book->look(id, batch_of(request, "looked"));
  const OpeningBook::Concerned one = book->one(id);
  OpeningWords words{services.store(), request.session};
  const model::RecordType& type = *model->find_type(one.opening->type);
  const Json pair = opened.pair ? pair_json(opened.pair->finding) : Json();
  Json fields = Json::array();
  for (const report::OpenedField& said : opened.fields) {
    const model::Field& field = type.fields[static_cast<std::size_t>(said.field)];
    fields.push_back({{"field", field.name},
                      {"own", seen_value(words.labels(), field, said.own)},
                      {"other", seen_value(words.labels(), field, said.other)},
                      {"withheld", said.withheld}});
  }
  return json({{"opening", words.json(*book, one)},
               {"fields", std::move(fields)},
               {"decision", opened.decision},
               {"pair", pair}})
      .with("Cache-Control", "no-store");
}

Response settle(const Request& request, Services& services) {
  const Uuid id = opening_id(request);
  const Json body = object_of(request);
  const std::string state = text_member(body, "state"), reason = reason_member(body);
  if (state != "open" && state != "accepted" && state != "waived")
    throw Problem{"request.bad_member", {{"name", "state"}, {"expected", "open, accepted or waived"}}};
  Acting book{services, request};
  book->settle(id, state, reason, batch_of(request, reason));
  services.shared<Findings>().changed();
  return one_opening(request, services, *book, id);
}

Response get_log(const Request& request, Services& services) {
  Acting book{services, request};
  const store::Caller& caller = request.session.caller;
  const auto model = services.store().model();
  OpeningWords words{services.store(), request.session};
  struct Line {
    const PairOpening* opening;
    const report::OpeningAct* act;
  };
  std::vector<Line> lines;
  for (const PairOpening& one : book->all()) {
    const model::RecordType* type = model->find_type(one.type);
    const model::Rule* rule = type == nullptr ? nullptr : people::same_person_rule(*type);
    if (rule == nullptr || !people::may_link(caller, *model, *type, *rule) || !sees_all_rows(caller, *type)) continue;
    for (const report::OpeningAct& act : one.acts) lines.push_back({&one, &act});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.act->at > b.act->at; });
  const std::int64_t offset = whole_number(request, "offset", 0, 0, INT64_MAX / 2);
  const std::int64_t limit = whole_number(request, "limit", 50, 0, kMostListed);
  Json items = Json::array();
  for (std::int64_t i = offset; i < std::min(offset + limit, static_cast<std::int64_t>(lines.size())); ++i) {
    const auto& [opening, act] = lines[static_cast<std::size_t>(i)];
    items.push_back({{"at", act->at.text()},
                     {"what", report::text_of(act->deed)},
                     {"by", act->by},
                     {"reason", act->reason},
                     {"group", words.group(opening->type, act->group)},
                     {"ended_by", act->deed == OpeningDeed::ended ? Json(report::text_of(act->end)) : Json()},
                     {"opening", opening->id.text()},
                     {"state", report::text_of(opening->state)},
                     {"until", opening->until ? Json(opening->until->text()) : Json()},
                     {"pair", opening->pair.text()},
                     {"type", opening->type},
                     {"records", Json::array({record_json(words.labels(), opening->type, opening->record),
                                              record_json(words.labels(), opening->type, opening->other)})}});
  }
  return json({{"total", lines.size()}, {"offset", offset}, {"items", std::move(items)}});
}

}  // namespace

RouteList opening_routes() {
  using namespace schema;
  const Json record = object({{"id", text()}, {"label", text()}}, {"id", "label"});
  const Json group = object({{"code", text()}, {"title", text()}}, {"code", "title"});
  const Json groups = list(group);
  // A person, the days that were agreed, nobody who answered in time, rights that somebody has no longer.
  const Json ended_by = one_of({"person", "time", "unanswered", "rights"});
  RouteList list_of;
  list_of.schemas = {
      {"PossibleDuplicates",
       object({{"total", integer("of the caller's own records that have some")},
               {"offset", integer()},
               {"days", integer("for which fields are opened unless said otherwise")},
               {"most_days", integer()},
               {"groups", groups},
               {"items", list(object({{"record", record},
                                      {"count", integer("open pairs whose other record the caller may not read")}},
                                     {"record", "count"}))}},
              {"total", "offset", "days", "most_days", "groups", "items"})},
      {"OpeningRequest", object({{"record", text("id of the caller's own record")},
                                 {"reason", text("why; stays in the log. Name nobody in it")},
                                 {"days", integer("1 to 30; 7 unless said")},
                                 {"group", text("which of `groups` the caller's organisation belongs to, where any")}},
                                {})},
      {"OpeningAnswer",
       object({{"agree", boolean()},
               {"reason",
                text("why; stays in the log, and is told to who asked. At most 1000 letters, as all reasons here")},
               {"days", integer("no more than were asked for")},
               {"group", text("which of `groups` the caller's organisation belongs to, where any")}},
              {"agree"})},
      {"OpeningEnd", object({{"reason", text()}}, {})},
      {"OpeningDecision", object({{"state", one_of({"open", "accepted", "waived"})}, {"reason", text()}}, {})},
      {"Opening", object({{"id", text()},
                          {"type", text("record type")},
                          {"title", text()},
                          {"side", one_of({"asking", "deciding"})},
                          {"state", one_of({"asked", "open", "refused", "ended"})},
                          {"record", record},
                          {"asked_by", nullable(text("account; told to the deciding side"))},
                          {"asked_at", text("instant")},
                          {"reason", text()},
                          {"group", nullable(group)},
                          {"days", integer()},
                          {"answered_by", nullable(text("account; told to the deciding side"))},
                          {"answered_at", nullable(text("instant"))},
                          {"answer_reason", nullable(text("of who agreed or refused"))},
                          {"answer_group", nullable(group)},
                          {"until", nullable(text("instant; when it ends by itself, while it stands"))},
                          {"ended_at", nullable(text("instant"))},
                          {"ended_by", nullable(ended_by)},
                          {"end_reason", nullable(text("of the person who ended it"))},
                          {"may_answer", boolean()},
                          {"may_end", boolean()},
                          {"may_look", boolean()},
                          {"groups", groups}},
                         {"id",          "type",          "title",        "side",     "state",    "record",
                          "asked_by",    "asked_at",      "reason",       "group",    "days",     "answered_by",
                          "answered_at", "answer_reason", "answer_group", "until",    "ended_at", "ended_by",
                          "end_reason",  "may_answer",    "may_end",      "may_look", "groups"})},
      {"OpeningList", object({{"total", integer()}, {"offset", integer()}, {"items", list(ref("Opening"))}},
                             {"total", "offset", "items"})},
      {"AskedOpenings", object({{"items", list(ref("Opening"))}}, {"items"})},
      {"OpenedPair",
       object(
           {{"opening", ref("Opening")},
            {"fields", list(object({{"field", text()},
                                    {"own", anything()},
                                    {"other", anything()},
                                    {"withheld", boolean("the person does not let it be given to the caller's group")}},
                                   {"field", "own", "other", "withheld"}))},
            {"decision", one_of({"open", "accepted", "mended", "waived"})},
            {"pair", nullable(pair_schema())}},
           {"opening", "fields", "decision", "pair"})},
      {"OpeningLog", object({{"total", integer()},
                             {"offset", integer()},
                             {"items", list(object({{"at", text("instant")},
                                                    {"what", one_of({"asked", "agreed", "refused", "looked", "ended"})},
                                                    {"by", text("account; tilth where its time was over")},
                                                    {"reason", text()},
                                                    {"group", nullable(group)},
                                                    {"ended_by", nullable(ended_by)},
                                                    {"opening", text("id")},
                                                    {"state", one_of({"asked", "open", "refused", "ended"})},
                                                    {"until", nullable(text("instant"))},
                                                    {"pair", text("id of the finding")},
                                                    {"type", text()},
                                                    {"records", list(record)}},
                                                   {"at", "what", "by", "reason", "group", "ended_by", "opening",
                                                    "state", "until", "pair", "type", "records"}))}},
                            {"total", "offset", "items"})}};
  const Parameter type = in_path("type", "record type"), id = in_path("id", "id of the opening");
  const auto add = [&](Method method, std::string pattern, Access access, std::string operation, std::string summary,
                       std::vector<Parameter> parameters, std::string asks, std::string answers, int status,
                       std::function<Response(const Request&, Services&)> handle) {
    parameters.push_back(language_parameter());
    list_of.routes.push_back({.method = method,
                              .pattern = std::move(pattern),
                              .access = access,
                              .operation_id = std::move(operation),
                              .summary = std::move(summary),
                              .tag = "quality",
                              .parameters = std::move(parameters),
                              .request_schema = std::move(asks),
                              .response_schema = std::move(answers),
                              .statuses = {status},
                              .handle = std::move(handle)});
  };
  std::vector<Parameter> paged_type = page_parameters(kMostListed);
  paged_type.insert(paged_type.begin(), type);
  add(Method::get, "/api/linkage/{type}/duplicates", Access::member, "getPossibleDuplicates",
      "Own records that may be of a person of whom others have a record, and how many", paged_type, "",
      "PossibleDuplicates", 200, get_duplicates);
  add(Method::post, "/api/linkage/{type}/openings", Access::writer, "askToOpenPair",
      "Ask that the compared fields of a record's possible duplicates be opened", {type}, "OpeningRequest",
      "AskedOpenings", 201, post_opening);
  add(Method::get, "/api/openings", Access::member, "getOpenings", "Openings that concern the caller, the newest first",
      page_parameters(kMostListed), "", "OpeningList", 200, list_openings);
  add(Method::get, "/api/openings/log", Access::manager, "getOpeningLog",
      "Who asked, agreed, refused, looked and ended, the newest first", page_parameters(kMostListed), "", "OpeningLog",
      200, get_log);
  add(Method::get, "/api/openings/{id}", Access::member, "getOpening", "One opening", {id}, "", "Opening", 200,
      get_opening);
  add(Method::post, "/api/openings/{id}/answer", Access::writer, "answerOpening",
      "Agree or refuse, as the second person", {id}, "OpeningAnswer", "Opening", 200, decide);
  add(Method::post, "/api/openings/{id}/look", Access::writer, "lookIntoOpening",
      "The compared fields of both records, side by side; each look stands in the log", {id}, "OpeningEnd",
      "OpenedPair", 200, look);
  add(Method::post, "/api/openings/{id}/settle", Access::writer, "settleOpenedPair",
      "Say whether the two records are of one person", {id}, "OpeningDecision", "Opening", 200, settle);
  add(Method::post, "/api/openings/{id}/end", Access::writer, "endOpening", "Take the request back, or end what stands",
      {id}, "OpeningEnd", "Opening", 200, end);
  return list_of;
}

}  // namespace tilth::http
