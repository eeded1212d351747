// SPDX-License-Identifier: Apache-2.0
// Priority schemes, and hazards in the order of one.
#include "http/answer_cache.h"
#include "http/ask.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "http/type_sequences.h"

#include "report/ranking_document.h"

namespace tilth::http {
namespace {

constexpr std::int64_t kMostRanks = 2000, kMostTop = 200;

/// Rankings as they are worked out from the records: weights are tried again and again on the same one.
class Rankings {
 public:
  std::shared_ptr<const report::HazardRanking> of(Services& services, const store::Caller& caller,
                                                  const std::string& scheme) {
    // A criterion may speak of any type that a hazard leads to, and of today.
    const std::string key = state_key(services.shared<TypeSequences>(), services.store(), {}) +
                            Instant::now().date().text() + "|" + scheme + "|" + fingerprint(caller);
    return kept_.get<report::HazardRanking>(key, [&] {
      auto ranking =
          std::make_shared<const report::HazardRanking>(report::rank_hazards(services.store(), caller, scheme));
      const std::size_t bytes =
          1024 + (ranking->hazards.size() + ranking->waiting.size()) * (256 + 48 * ranking->criteria.size());
      return std::pair{std::move(ranking), bytes};
    });
  }

 private:
  AnswerCache kept_{64U << 20};
};

std::vector<double> weights_of(const Request& request, const report::HazardRanking& ranking) {
  std::vector<double> weights = numbers_in<double>(request, "weights");
  if (!report::can_weigh(ranking, weights))
    refuse_parameter("weights", text_parameter(request, "weights"),
                     std::to_string(ranking.criteria.size()) + " numbers from 0 on with commas between, not all 0");
  return weights;
}

Response list_priorities(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const model::RecordType* hazards = store.model()->find_type("hazard");
  return json({{"items", report::schemes_json(store, request.session.caller)},
               {"may_rank", hazards != nullptr && may_see(request.session.caller, *hazards)}});
}

Response get_ranking(const Request& request, Services& services) {
  const auto ranking =
      services.shared<Rankings>().of(services, request.session.caller, std::string{request.capture("scheme")});
  report::RankingView view;
  view.top = static_cast<std::size_t>(whole_number(request, "top", 20, 1, kMostTop));
  view.limit = static_cast<std::size_t>(whole_number(request, "limit", 20, 0, kMostRanks));
  view.percent = static_cast<double>(whole_number(request, "change", 20, 0, 100));
  view.weights = weights_of(request, *ranking);
  return json(report::ranking_json(*ranking, view)).with("Cache-Control", "private, no-cache");
}

RouteList schemas_of() {
  using namespace schema;
  RouteList list_of;
  const Json of_100 = nullable(number("of 100; null where it is not known"));
  list_of.schemas = {
      {"PriorityScheme", object({{"id", text()},
                                 {"name", text()},
                                 {"edition", text()},
                                 {"valid_from", nullable(text("date"))},
                                 {"valid_to", nullable(text("date"))}},
                                {"id", "name", "edition", "valid_from", "valid_to"})},
      {"PrioritySchemeList",
       object({{"items", list(ref("PriorityScheme"))}, {"may_rank", boolean("whether the caller sees hazards")}},
              {"items", "may_rank"})},
      {"RankingCriterion",
       object({{"name", text()},
               {"value", text("CQL2 of a hazard")},
               {"weight", number("of the scheme, as a share of all")},
               {"tried", number("used here, as a share of all")},
               {"direction", one_of({"benefit", "cost"})},
               {"transform", one_of({"minmax", "fixed", "step"})},
               {"least", nullable(number())},
               {"most", nullable(number())},
               {"hidden", boolean("it reads what the caller may not see: not known of any hazard")},
               {"unknown", integer("ranked hazards of which it is not known")}},
              {"name", "value", "weight", "tried", "direction", "transform", "least", "most", "hidden", "unknown"})},
      {"RankedHazard", object({{"hazard", text("id")},
                               {"label", text()},
                               {"rank", integer()},
                               {"scheme_rank", integer("by the scheme's own weights")},
                               {"score", of_100},
                               {"least", number("whatever the unknown is")},
                               {"most", number("whatever the unknown is")},
                               {"on_map", boolean("the record has a shape")},
                               {"parts", map(of_100)}},
                              {"hazard", "label", "rank", "scheme_rank", "score", "least", "most", "on_map", "parts"})},
      {"RankMove", object({{"hazard", text("id")}, {"label", text()}, {"before", integer()}, {"after", integer()}},
                          {"hazard", "label", "before", "after"})},
      {"Ranking", object({{"id", text("of the scheme")},
                          {"scheme", text()},
                          {"edition", text()},
                          {"hazards", integer("that have a rank: not closed, not waiting")},
                          {"as_of", integer("the last operation that it knows")},
                          {"partial", boolean("made of less than the whole: this caller does not see all of it")},
                          {"criteria", list(ref("RankingCriterion"))},
                          {"top", integer("changes are told of who is among so many, before or after")},
                          {"ranks", list(ref("RankedHazard"))},
                          {"moved", list(ref("RankMove"))},
                          {"changes", list(object({{"criterion", text()},
                                                   {"percent", number("by which its weight is moved")},
                                                   {"changes", list(ref("RankMove"))}},
                                                  {"criterion", "percent", "changes"}))},
                          {"waiting_count", integer("held back by the do-no-harm gate")},
                          {"waiting", list(object({{"hazard", text("id")}, {"label", text()}}, {"hazard", "label"}))},
                          {"gate_reason", nullable(text())}},
                         {"id", "scheme", "edition", "hazards", "as_of", "partial", "criteria", "top", "ranks", "moved",
                          "changes", "waiting_count", "waiting", "gate_reason"})}};
  return list_of;
}

}  // namespace

RouteList priority_routes() {
  using schema::integer;
  RouteList list_of = schemas_of();
  const auto within = [](Json type, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
    type["minimum"] = least;
    type["maximum"] = most;
    type["default"] = otherwise;
    return type;
  };
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/priorities",
       .access = Access::member,
       .operation_id = "getPriorities",
       .summary = "Priority schemes",
       .tag = "priorities",
       .response_schema = "PrioritySchemeList",
       .handle = list_priorities},
      {.method = Method::get,
       .pattern = "/api/priorities/{scheme}",
       .access = Access::member,
       .operation_id = "getRanking",
       .summary = "Hazards in the order of a priority scheme, and what a change of each weight does to it",
       .tag = "priorities",
       .parameters = {in_path("scheme", "name or id"),
                      query("weights", "tried instead of the scheme's own: a number a criterion, with commas between"),
                      query("limit", "so many ranks", within(integer(), 0, kMostRanks, 20)),
                      query("top", "changes are told of who is among so many", within(integer(), 1, kMostTop, 20)),
                      query("change", "by how many per cent each weight is moved, up and down",
                            within(integer(), 0, 100, 20))},
       .response_schema = "Ranking",
       .handle = get_ranking}};
  return list_of;
}

}  // namespace tilth::http
