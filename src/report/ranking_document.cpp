// SPDX-License-Identifier: Apache-2.0
#include "report/ranking_document.h"

#include "store/rights.h"

#include <algorithm>
#include <numeric>

namespace tilth::report {
namespace {

constexpr std::size_t kMostWaiting = 1000;
constexpr double kMostWeight = 1e6;

Json of_100(const std::optional<double>& part) { return part ? Json(*part * 100) : Json(); }

Json hazard_json(const HazardRanking& ranking, std::size_t at) {
  return {{"hazard", ranking.hazards[at].id}, {"label", ranking.labels[at]}};
}

Json changes_json(const HazardRanking& ranking, const std::vector<stats::RankChange>& changes) {
  Json list = Json::array();
  for (const stats::RankChange& one : changes) {
    Json change = hazard_json(ranking, one.alternative);
    change["before"] = one.before;
    change["after"] = one.after;
    list.push_back(std::move(change));
  }
  return list;
}

std::string_view text_of(stats::Transform transform) {
  switch (transform) {
    case stats::Transform::fixed:
      return "fixed";
    case stats::Transform::step:
      return "step";
    case stats::Transform::minmax:
      break;
  }
  return "minmax";
}

double sum_of(const std::vector<stats::Criterion>& criteria) {
  return std::accumulate(criteria.begin(), criteria.end(), 0.0,
                         [](double sum, const stats::Criterion& one) { return sum + one.weight; });
}

/// Each with its share of the weights, in the scheme and as tried.
Json criteria_json(const HazardRanking& ranking, const std::vector<stats::Criterion>& tried) {
  Json list = Json::array();
  const double own = sum_of(ranking.weighing), now = sum_of(tried);
  for (std::size_t c = 0; c < tried.size(); ++c) {
    const stats::Criterion& one = tried[c];
    const auto unknown = std::count_if(ranking.hazards.begin(), ranking.hazards.end(),
                                       [&](const stats::Alternative& hazard) { return !hazard.values[c]; });
    const bool limits = one.transform == stats::Transform::fixed;
    list.push_back({{"name", ranking.criteria[c].name},
                    {"value", ranking.criteria[c].value},
                    {"weight", ranking.weighing[c].weight / own},
                    {"tried", one.weight / now},
                    {"direction", one.benefit ? "benefit" : "cost"},
                    {"transform", text_of(one.transform)},
                    {"least", one.transform == stats::Transform::minmax ? Json() : Json(one.least)},
                    {"most", limits ? Json(one.most) : Json()},
                    {"hidden", ranking.criteria[c].hidden},
                    {"unknown", unknown}});
  }
  return list;
}

/// The first ranks by the weights tried, with the rank that each has by the scheme's own.
Json ranks_json(const HazardRanking& ranking, const std::vector<stats::Ranked>& ranked, std::size_t limit) {
  std::vector<std::size_t> before(ranking.hazards.size());
  for (const stats::Ranked& one : ranking.ranked) before[one.alternative] = one.rank;
  Json list = Json::array();
  for (const stats::Ranked& one : ranked) {
    if (one.rank > limit) break;
    Json rank = hazard_json(ranking, one.alternative), parts = Json::object();
    bool known = false;
    for (std::size_t c = 0; c < ranking.criteria.size(); ++c) {
      parts[ranking.criteria[c].name] = of_100(one.parts[c]);
      known = known || one.parts[c].has_value();
    }
    rank["rank"] = one.rank;
    rank["scheme_rank"] = before[one.alternative];
    rank["score"] = known ? Json(one.score * 100) : Json();
    rank["least"] = one.least * 100;
    rank["most"] = one.most * 100;
    rank["on_map"] = static_cast<bool>(ranking.on_map[one.alternative]);
    rank["parts"] = std::move(parts);
    list.push_back(std::move(rank));
  }
  return list;
}

/// Each weight up and down, one at a time.
Json each_weight_json(const HazardRanking& ranking, const std::vector<stats::Criterion>& tried,
                      const std::vector<stats::Ranked>& ranked, const RankingView& view) {
  Json list = Json::array();
  for (std::size_t c = 0; c < tried.size(); ++c) {
    const double others = sum_of(tried) - tried[c].weight;
    for (const double percent : {view.percent, -view.percent}) {
      const double factor = std::max(0.0, 1 + percent / 100);
      // A scheme of one criterion keeps its order, whatever that one weighs.
      const bool weighs = others > 0 || factor > 0;
      list.push_back({{"criterion", ranking.criteria[c].name},
                      {"percent", percent},
                      {"changes", weighs ? changes_json(ranking, stats::rank_changes(tried, ranking.hazards, ranked, c,
                                                                                     factor, view.top))
                                         : Json::array()}});
    }
  }
  return list;
}

Json waiting_json(const HazardRanking& ranking) {
  Json list = Json::array();
  for (const WaitingHazard& one : ranking.waiting) {
    if (list.size() == kMostWaiting) break;
    list.push_back({{"hazard", one.id}, {"label", one.label}});
  }
  return list;
}

}  // namespace

bool can_weigh(const HazardRanking& ranking, const std::vector<double>& weights) {
  if (weights.empty()) return true;
  if (weights.size() != ranking.criteria.size()) return false;
  double sum = 0;
  for (const double one : weights) {
    if (!(one >= 0 && one <= kMostWeight)) return false;
    sum += one;
  }
  return sum > 0;
}

Json ranking_json(const HazardRanking& ranking, const RankingView& view) {
  std::vector<stats::Criterion> tried = ranking.weighing;
  for (std::size_t c = 0; c < view.weights.size(); ++c) tried[c].weight = view.weights[c];
  const auto ranked = view.weights.empty() ? ranking.ranked : stats::weighted_sum(tried, ranking.hazards);
  return {{"id", ranking.scheme.text()},
          {"scheme", ranking.name},
          {"edition", ranking.edition},
          {"hazards", ranking.hazards.size()},
          {"as_of", ranking.as_of},
          {"partial", ranking.partial},
          {"criteria", criteria_json(ranking, tried)},
          {"top", view.top},
          {"ranks", ranks_json(ranking, ranked, view.limit)},
          {"moved", changes_json(ranking, stats::rank_changes(ranking.ranked, ranked, view.top))},
          {"changes", each_weight_json(ranking, tried, ranked, view)},
          {"waiting_count", ranking.waiting.size()},
          {"waiting", waiting_json(ranking)},
          {"gate_reason", ranking.gate_reason.empty() ? Json() : Json(ranking.gate_reason)}};
}

Json schemes_json(const store::Store& store, const store::Caller& caller) {
  Json list = Json::array();
  const auto model = store.model();
  const model::RecordType* type = model->find_type("priority_scheme");
  if (type == nullptr || !store::may_see(caller, *type)) return list;
  store.each(caller, {.type = type->name}, [&](const store::Record& record) {
    const auto day = [&](const char* field) {
      const auto* date = std::get_if<Date>(&store::value_of(*type, record, field).base());
      return date == nullptr ? Json() : Json(date->text());
    };
    list.push_back({{"id", record.id.text()},
                    {"name", text_in(*type, record, "name")},
                    {"edition", text_in(*type, record, "edition")},
                    {"valid_from", day("valid_from")},
                    {"valid_to", day("valid_to")}});
    return true;
  });
  const auto words = [](const Json& one, const char* name) { return one.at(name).get<std::string>(); };
  std::stable_sort(list.begin(), list.end(), [&](const Json& a, const Json& b) {
    const std::string left = words(a, "name"), right = words(b, "name");
    return left != right ? left < right : words(a, "edition") > words(b, "edition");  // the latest edition first
  });
  return list;
}

}  // namespace tilth::report
