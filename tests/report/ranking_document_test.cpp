// SPDX-License-Identifier: Apache-2.0
// The ranking as a document: what is not known is null, weights that are tried move ranks, one criterion keeps its
// order.
#include "report/ranking_document.h"

#include <gtest/gtest.h>

namespace tilth::report {
namespace {

/// Two criteria, evidence before size; the size of the third is not known.
HazardRanking made_up(std::size_t criteria = 2) {
  HazardRanking ranking;
  ranking.name = "Tasks";
  ranking.edition = "1";
  ranking.criteria = {{"Evidence", "evidence_count", false}, {"Size", "area_computed", false}};
  ranking.weighing = {{.weight = 0.6, .transform = stats::Transform::fixed, .least = 0, .most = 10},
                      {.weight = 0.4, .transform = stats::Transform::fixed, .least = 0, .most = 10}};
  ranking.hazards = {{"a", {10.0, 0.0}}, {"b", {0.0, 10.0}}, {"c", {0.0, std::nullopt}}, {"d", {{}, {}}}};
  ranking.criteria.resize(criteria);
  ranking.weighing.resize(criteria);
  for (stats::Alternative& one : ranking.hazards) one.values.resize(criteria);
  ranking.labels = {"HA-a", "HA-b", "HA-c", "HA-d"};
  ranking.on_map = {true, false, false, false};
  ranking.ranked = stats::weighted_sum(ranking.weighing, ranking.hazards);
  ranking.waiting = {{"w", "HA-w"}};
  return ranking;
}

std::string order_of(const Json& answer) {
  std::string order;
  for (const Json& one : answer.at("ranks")) order += one.at("hazard").get<std::string>();
  return order;
}

TEST(RankingDocument, TellsWhatEachCriterionGivesAndWhatIsNotKnown) {
  const Json answer = ranking_json(made_up(), {});
  EXPECT_EQ(order_of(answer), "abcd");
  const Json& first = answer.at("ranks").at(0);
  EXPECT_DOUBLE_EQ(first.at("parts").at("Evidence").get<double>(), 60);
  EXPECT_TRUE(first.at("on_map").get<bool>());
  const Json& third = answer.at("ranks").at(2);
  EXPECT_TRUE(third.at("parts").at("Size").is_null());
  EXPECT_DOUBLE_EQ(third.at("most").get<double>(), 40);
  EXPECT_TRUE(answer.at("ranks").at(3).at("score").is_null()) << "nothing is known of it";
  EXPECT_EQ(answer.at("criteria").at(1).at("unknown"), 2);
  EXPECT_EQ(answer.at("waiting"), Json::array({{{"hazard", "w"}, {"label", "HA-w"}}}));
  EXPECT_TRUE(answer.at("moved").empty());
  EXPECT_TRUE(answer.at("gate_reason").is_null());
}

TEST(RankingDocument, WeightsThatAreTriedMoveRanksAndSayFromWhere) {
  const Json answer = ranking_json(made_up(), {.weights = {20, 60}});
  EXPECT_EQ(order_of(answer), "bacd");
  EXPECT_DOUBLE_EQ(answer.at("criteria").at(1).at("tried").get<double>(), 0.75);
  EXPECT_DOUBLE_EQ(answer.at("criteria").at(1).at("weight").get<double>(), 0.4);
  EXPECT_EQ(answer.at("ranks").at(0).at("scheme_rank"), 2);
  ASSERT_EQ(answer.at("moved").size(), 2U);
  EXPECT_EQ(answer.at("moved").at(0), (Json{{"hazard", "a"}, {"label", "HA-a"}, {"before", 1}, {"after", 2}}));
  EXPECT_TRUE(ranking_json(made_up(), {.top = 1, .weights = {20, 60}}).at("moved").size() == 2)
      << "one leaves the first place, one takes it";
}

TEST(RankingDocument, TellsSoManyRanksAsAreAsked) {
  EXPECT_EQ(order_of(ranking_json(made_up(), {.limit = 2})), "ab");
  EXPECT_EQ(order_of(ranking_json(made_up(), {.limit = 0})), "");
}

TEST(RankingDocument, TheOnlyCriterionKeepsItsOrderEvenWithoutAWeight) {
  const Json answer = ranking_json(made_up(1), {.percent = 100});
  for (const Json& one : answer.at("changes")) EXPECT_TRUE(one.at("changes").empty());
}

TEST(RankingDocument, TakesWeightsOneACriterionWithASum) {
  const HazardRanking ranking = made_up();
  EXPECT_TRUE(can_weigh(ranking, {}));
  EXPECT_TRUE(can_weigh(ranking, {0, 1}));
  for (const std::vector<double>& weights : std::vector<std::vector<double>>{{1}, {1, 1, 1}, {0, 0}, {-1, 2}, {1, 1e9}})
    EXPECT_FALSE(can_weigh(ranking, weights));
}

}  // namespace
}  // namespace tilth::report
