// SPDX-License-Identifier: Apache-2.0
// Where the programme stands, in one answer; and the stream that says when data change.
#include "http/ask.h"
#include "http/changes.h"
#include "http/land_ledger.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/seen_findings.h"
#include "http/services.h"

#include "base/problem.h"
#include "indicators/indicators.h"
#include "release/ledger_tables.h"
#include "report/earlier_publications.h"
#include "report/gated_table.h"
#include "report/indicator_sources.h"
#include "report/published_reports.h"
#include "report/workflow.h"

#include <algorithm>
#include <cmath>

namespace tilth::http {
namespace {

constexpr std::size_t kWorstFindings = 10;
constexpr std::int64_t kMostChanges = 2000;  // a home page says "more than 2,000" rather than read them all

/// Whoever opens the public view is told of the whole what a report for the public tells.
bool is_public(const Request& request) { return request.session.account.empty(); }

class Home {
 public:
  Home(const Request& request, Services& services)
      : request_(request),
        services_(services),
        store_(services.store()),
        caller_(request.session.caller),
        model_(store_.model()),
        public_(is_public(request)),
        year_(Instant::now().date().year) {}

  Json all() {
    Json answer{{"year", year_}, {"unit", "m2"}};
    answer["partial"] = !sees_the_whole(caller_) && !public_;
    land(answer);
    answer["casualties"] = public_ ? public_casualties() : indicator("casualties", {"outcome"});
    answer["open_tasks"] = open_tasks();
    answer["unverified"] = unverified();
    return answer;
  }

 private:
  void land(Json& answer) const {
    answer["remaining"] = answer["released_this_year"] = answer["remaining_total_m2"] = nullptr;
    if ((!sees_the_whole(caller_) && !public_) || model_->find_type("hazard") == nullptr) return;
    const store::Caller whole = public_ ? report::publishing_caller({}) : caller_;
    const auto ledger = services_.shared<LandLedger>().at(services_, whole, std::nullopt);
    std::map<std::pair<std::string, std::string>, release::Account> open;
    std::map<std::string, SquareMetres> released{{"cancelled", {}}, {"reduced", {}}, {"cleared", {}}};
    release::Account total;
    for (const release::Entry& entry : ledger->entries()) {
      total.add(entry.kind, entry.basis, entry.area);
      open[{ledger->name(entry.land_class), ledger->name(entry.contamination)}].add(entry.kind, entry.basis,
                                                                                    entry.area);
      const std::string kind{text_of(entry.kind)};
      if (released.contains(kind) && entry.year() == year_) released[kind] += entry.area;
    }
    Json remaining = Json::array(), products = Json::array();
    for (const auto& [key, account] : open) {
      if (account.remaining() == SquareMetres{}) continue;
      remaining.push_back({{"class", key.first},
                           {"class_title", title("class", key.first)},
                           {"contamination", key.second},
                           {"contamination_title", title("contamination", key.second)},
                           {"area_m2", account.remaining().as_double()}});
    }
    for (const auto& [product, area] : released)
      products.push_back({{"product", product}, {"area_m2", area.as_double()}});
    answer["remaining"] = std::move(remaining);
    if (ledger->knows_land()) answer["remaining_total_m2"] = total.remaining().as_double();
    answer["released_this_year"] = std::move(products);
  }

  [[nodiscard]] std::string title(const std::string& field, const std::string& code) const {
    const model::Field* known = model_->find_type("hazard")->find(field);
    const model::CodeList* list = known == nullptr ? nullptr : model_->find_codes(known->codes);
    const model::Code* found = list == nullptr ? nullptr : list->find(code);
    return found == nullptr ? code : found->title.in(request_.session.language);
  }

  /// An indicator of the model this year and the year before; null where the model has none or the caller may not ask.
  [[nodiscard]] Json indicator(const char* id, std::vector<std::string> splits) const {
    const model::Indicator* known = model_->find_indicator(id);
    const model::RecordType* type = known == nullptr ? nullptr : model_->find_type(known->value.of);
    if (type == nullptr || !sees_the_whole(caller_)) return nullptr;
    std::erase_if(splits, [&](const std::string& split) {
      return std::find(known->split_by.begin(), known->split_by.end(), split) == known->split_by.end();
    });
    indicators::Registry registry;
    const auto of_year = [&](int year) {
      indicators::Question question;
      std::tie(question.from, question.to) = indicators::period_of(std::to_string(year));
      question.split_by = splits;
      return indicators::compute(store_, caller_, *known, question, registry);
    };
    const auto now = of_year(year_), before = of_year(year_ - 1);
    const auto number = [](const indicators::Figure& figure) { return figure.value ? Json(*figure.value) : Json(); };
    Json cells = Json::array();
    for (const indicators::Cell& cell : now.cells)
      cells.push_back({{"key", cell.key.empty() ? Json() : Json(cell.key.front())}, {"value", number(cell.figure)}});
    return {{"indicator", known->id},
            {"title", known->title.in(request_.session.language)},
            {"this_year", number(now.total)},
            {"year_before", number(before.total)},
            {"missing", now.total.n_missing},
            {"cells", std::move(cells)},
            {"at_least", false}};
  }

  /// Through the disclosure gate, and in whole tens: a figure that goes up by one with each record tells of one person.
  [[nodiscard]] Json public_casualties() const {
    const model::Indicator* known = model_->find_indicator("casualties");
    if (known == nullptr) return nullptr;
    const auto of_year = [&](int year) -> Json {
      SilentProgress progress;
      try {
        const auto table = report::gated_table(
            report::prepare_publication(store_, {.indicator = known->id, .period = std::to_string(year)}, progress),
            {});
        if (table.withheld || !table.total) return nullptr;
        return std::floor(*table.total / 10) * 10;
      } catch (const Problem& problem) {
        if (!problem.kind().code.starts_with("publication.")) throw;
        return nullptr;
      }
    };
    return {{"indicator", known->id},
            {"title", known->title.in(request_.session.language)},
            {"this_year", of_year(year_)},
            {"year_before", of_year(year_ - 1)},
            {"missing", 0},
            {"cells", Json::array()},
            {"at_least", true}};
  }

  [[nodiscard]] Json open_tasks() const {
    const model::RecordType* tasks = model_->find_type("task");
    const model::Field* status = tasks == nullptr ? nullptr : tasks->find("status");
    if (status == nullptr || !may_see(caller_, *tasks) || !may_see(caller_, *status)) return nullptr;
    Json states = Json::array();
    std::int64_t open = 0;
    for (const store::Group& group : store_.aggregate(caller_, {.type = "task", .group_by = {"status"}})) {
      const auto* state = std::get_if<std::string>(&group.key.front());
      const std::string name = state == nullptr ? "" : *state;
      if (name == "completed" || name == "aborted") continue;
      open += group.count;
      states.push_back({{"status", name}, {"count", group.count}});
    }
    return {{"count", open}, {"by_status", std::move(states)}};
  }

  /// Reports that are not approved: they count in no figure above.
  [[nodiscard]] Json unverified() const {
    Json types = Json::array();
    for (const model::RecordType& type : model_->types) {
      if (!report::needs_approval(type) || !may_see(caller_, type) ||
          !may_see(caller_, *type.find(type.workflow->field)))
        continue;
      for (const store::Group& group :
           store_.aggregate(caller_, {.type = type.name, .group_by = {type.workflow->field}})) {
        const auto* state = std::get_if<std::string>(&group.key.front());
        const std::string name = state == nullptr ? type.workflow->initial : *state;
        if (name != model::kApproved && name != "rejected")
          types.push_back({{"type", type.name}, {"state", name}, {"count", group.count}});
      }
    }
    return types;
  }

  const Request& request_;
  Services& services_;
  const store::Store& store_;
  const store::Caller& caller_;
  std::shared_ptr<const model::Model> model_;
  bool public_;
  int year_;
};

class HomeCache {
 public:
  AnswerCache answers{8U << 20};
};

Json worst_findings(const Request& request, Services& services, Json& counts) {
  const store::Store& store = services.store();
  const auto findings = services.shared<Findings>().of(store, request.session.caller);
  const report::FindingWords words{store, request.session.caller, request.session.language};
  RecordWords labels{store, request.session.caller, request.session.language};
  Json worst = Json::array();
  std::map<std::string, std::int64_t> by_severity{{"error", 0}, {"warning", 0}, {"note", 0}};
  std::map<std::string, std::vector<const SeenFinding*>> by_rule;
  std::vector<std::string> order;
  for (const SeenFinding& one : findings->seen) {
    if (one.saved->state != "open") continue;
    ++by_severity[std::string{text_of(one.saved->finding.severity)}];
    auto& of_rule = by_rule[one.saved->finding.rule];
    if (of_rule.empty()) order.push_back(one.saved->finding.rule);
    of_rule.push_back(&one);
  }
  // One of each rule, errors first, then the rule with the most findings.
  std::stable_sort(order.begin(), order.end(), [&](const std::string& a, const std::string& b) {
    const auto& left = by_rule[a];
    const auto& right = by_rule[b];
    const auto severity = [](const SeenFinding* one) { return one->saved->finding.severity; };
    if (severity(left[0]) != severity(right[0])) return severity(left[0]) < severity(right[0]);
    return left.size() > right.size();
  });
  for (std::size_t i = 0; i < order.size() && i < kWorstFindings; ++i) {
    const auto& of_rule = by_rule[order[i]];
    Json one = finding_json(*of_rule[0], words, labels, Json::object(), request.session);
    one["count"] = of_rule.size();
    worst.push_back(std::move(one));
  }
  counts = by_severity;
  return worst;
}

/// When records last changed; by type as far back as kMostChanges operations.
Json freshness(const Request& request, const store::Store& store) {
  const auto model = store.model();
  Json by_type = Json::object(), last = nullptr;
  store.operations_since(
      std::max<std::int64_t>(0, store.last_seq() - kMostChanges), [&](const store::Operation& operation) {
        const model::RecordType* type = model->find_type(operation.type);
        if (type == nullptr || !sees_all_rows(request.session.caller, *type) || !operation.context.at) return true;
        last = operation.context.at->text();
        by_type[type->name] = last;
        return true;
      });
  return {{"last_change", std::move(last)}, {"by_type", std::move(by_type)}};
}

Response get_home(const Request& request, Services& services) {
  const store::Store& store = services.store();
  // What was published about people bears on what the public is told of them.
  const std::string published = is_public(request) ? std::to_string(report::kept_publications(store).size()) : "-";
  const std::string key = state_key(services.shared<TypeSequences>(), store, {}) + Instant::now().date().text() + "|" +
                          request.session.language + "|" + published + "|" + fingerprint(request.session.caller);
  const auto figures = services.shared<HomeCache>().answers.text(key, [&] {
    return Home{request, services}.all().dump();
  });
  // What follows the log and the findings, which change more often than the figures.
  const std::int64_t seq = store.last_seq();
  const std::string log_key = "log|" + std::to_string(seq) + "|" +
                              std::to_string(services.shared<Findings>().generation()) + "|" +
                              (is_public(request) ? "public" : "member") + "|" + key;
  const auto news = services.shared<HomeCache>().answers.text(log_key, [&] {
    Json part{{"freshness", freshness(request, store)}};
    part["worst_findings"] = worst_findings(request, services, part["open_findings"]);
    return part.dump();
  });
  Json answer = Json::parse(*figures);
  answer.update(Json::parse(*news));
  answer["seq"] = seq;
  const std::int64_t since = whole_number(request, "since", -1, -1, INT64_MAX);
  answer["changes_since"] = nullptr;
  if (since >= 0) {
    const Changes changes = changes_since(store, request.session.caller, since, kMostChanges);
    answer["changes_since"] = {
        {"since", since}, {"count", changes.count}, {"by_type", changes.by_type}, {"more", changes.more}};
  }
  return json(answer).with("Cache-Control", "private, no-cache");
}

/// Says {seq, types} when data change; a comment now and then, so that the connection stays.
Response get_events(const Request& request, Services& services) {
  Response response;
  response.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
  const std::int64_t from = whole_number(request, "since", services.store().last_seq(), 0, INT64_MAX);
  response.body = EventSource{
      [&store = services.store(), caller = request.session.caller, at = from, quiet = 0](std::string& out) mutable {
        constexpr int kQuietTurns = 15;
        if (store.last_seq() == at) {
          if (++quiet >= kQuietTurns) {
            out += ": still here\n\n";
            quiet = 0;
          }
          return true;
        }
        constexpr std::int64_t kMostLooked = 200;  // more at once: every table may have changed
        const Changes changes = changes_since(store, caller, at, kMostLooked);
        at = changes.more ? store.last_seq() : changes.until;
        quiet = 0;
        Json types = Json::array();
        if (changes.more) {
          for (const model::RecordType& type : store.model()->types)
            if (may_see(caller, type)) types.push_back(type.name);
        } else {
          for (const auto& [type, count] : changes.by_type) types.push_back(type);
        }
        if (changes.openings || changes.more) types.push_back(text_of(store::LoggedAct::pair_opening));
        if (types.empty()) return true;
        out += "event: change\ndata: " + Json{{"seq", at}, {"types", std::move(types)}}.dump() + "\n\n";
        return true;
      }};
  return response;
}

}  // namespace

RouteList home_routes() {
  using namespace schema;
  RouteList list_of;
  const Json year_figure = nullable(
      object({{"indicator", text()},
              {"title", text()},
              {"this_year", nullable(number())},
              {"year_before", nullable(number())},
              {"missing", integer("records without a usable date or value")},
              {"cells", list(object({{"key", nullable(text())}, {"value", nullable(number())}}, {"key", "value"}))},
              {"at_least", boolean("whole tens, for the public: there may be up to nine more")}},
             {"indicator", "title", "this_year", "year_before", "missing", "cells", "at_least"}));
  Json worst = finding_schema();
  worst["properties"]["count"] = integer("open findings of this rule");
  worst["required"].push_back("count");
  list_of.schemas = {
      {"Home",
       object({{"year", integer()},
               {"unit", text()},
               {"partial", boolean("figures of the whole programme are withheld: this caller does not see all of it")},
               {"remaining_total_m2", nullable(square_metres())},
               {"remaining",
                nullable(list(object({{"class", text()},
                                      {"class_title", text()},
                                      {"contamination", text()},
                                      {"contamination_title", text()},
                                      {"area_m2", square_metres()}},
                                     {"class", "class_title", "contamination", "contamination_title", "area_m2"})))},
               {"released_this_year", nullable(list(object({{"product", one_of({"cancelled", "reduced", "cleared"})},
                                                            {"area_m2", square_metres()}},
                                                           {"product", "area_m2"})))},
               {"casualties", year_figure},
               {"open_tasks", nullable(object({{"count", integer()},
                                               {"by_status", list(object({{"status", text()}, {"count", integer()}},
                                                                         {"status", "count"}))}},
                                              {"count", "by_status"}))},
               {"unverified",
                list(object({{"type", text()}, {"state", text()}, {"count", integer()}}, {"type", "state", "count"}))},
               {"worst_findings", list(worst)},
               {"open_findings", object({{"error", integer()}, {"warning", integer()}, {"note", integer()}},
                                        {"error", "warning", "note"})},
               {"changes_since",
                nullable(object(
                    {{"since", integer()}, {"count", integer()}, {"by_type", map(integer())}, {"more", boolean()}},
                    {"since", "count", "by_type", "more"}))},
               {"freshness", object({{"last_change", nullable(text("instant"))}, {"by_type", map(text("instant"))}},
                                    {"last_change", "by_type"})},
               {"seq", integer()}},
              {"year", "unit", "partial", "remaining_total_m2", "remaining", "released_this_year", "casualties",
               "open_tasks", "unverified", "worst_findings", "open_findings", "changes_since", "freshness", "seq"})}};
  list_of.routes = {{.method = Method::get,
                     .pattern = "/api/home",
                     .access = Access::reader,
                     .operation_id = "getHome",
                     .summary = "Where the programme stands, in one answer",
                     .tag = "home",
                     .parameters = {query("since", "sequence of the last visit: what changed since then", integer()),
                                    language_parameter()},
                     .response_schema = "Home",
                     .handle = get_home},
                    {.method = Method::get,
                     .pattern = "/api/events",
                     .access = Access::reader,
                     .operation_id = "getEvents",
                     .summary = "Server-sent events: {seq, types} when data change",
                     .tag = "home",
                     .parameters = {query("since", "sequence to start after; without it from now on", integer())},
                     .response_type = "text/event-stream",
                     .handle = get_events}};
  return list_of;
}

}  // namespace tilth::http
