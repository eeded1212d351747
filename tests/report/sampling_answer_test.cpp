// SPDX-License-Identifier: Apache-2.0
// The calculator: the same worked values for whoever asks, a fault for every number that has no answer.
#include "report/sampling_answer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

namespace tilth::report {
namespace {

SamplingQuestion asked(const std::function<void(SamplingQuestion&)>& set) {
  SamplingQuestion question;
  set(question);
  return question;
}

std::string fault_of(const std::function<void(SamplingQuestion&)>& set) {
  const auto fault = fault_in(asked(set));
  return fault ? fault->name : "";
}

TEST(SamplingAnswer, TellsWhatWasAskedAndNothingElse) {
  const Json land = sampling_json(asked([](auto& q) { q.share = 0.1; }));
  EXPECT_NEAR(land.at("passes").get<double>(), 0.624, 0.0005);
  EXPECT_EQ(land.at("notes"), Json::array({"finds_a_process"}));
  EXPECT_EQ(land.size(), 2U);
  const Json level = sampling_json(asked([](auto& q) { q.lot = 1000, q.aql = 1.0; }));
  EXPECT_EQ(level.at("plan").at("sample"), 80);
  EXPECT_EQ(level.at("notes"), Json::array({"finds_a_process", "one_found_rejects"}));
  const Json survey = sampling_json(asked([](auto& q) { q.survey = true; }));
  EXPECT_EQ(survey.at("survey").at("people"), 385);
  EXPECT_EQ(survey.at("notes"), Json::array()) << "a survey of people certifies nothing of land";
}

TEST(SamplingAnswer, NamesTheFirstValueThatHasNoAnswer) {
  EXPECT_EQ(fault_of([](auto&) {}), "share") << "nothing is asked";
  EXPECT_EQ(fault_of([](auto& q) { q.share = 1; }), "") << "all of the land is a share";
  EXPECT_EQ(fault_of([](auto& q) { q.share = 0; }), "share");
  EXPECT_EQ(fault_of([](auto& q) { q.share = std::numeric_limits<double>::quiet_NaN(); }), "share");
  EXPECT_EQ(fault_of([](auto& q) { q.risk = 1; }), "risk");
  EXPECT_EQ(fault_of([](auto& q) { q.share = 0.1, q.left = 0; }), "left");
  EXPECT_EQ(fault_of([](auto& q) { q.share = 0.1, q.sensitivity = 0; }), "sensitivity");
  EXPECT_EQ(fault_of([](auto& q) { q.none_of = 0; }), "none-of");
  EXPECT_EQ(fault_of([](auto& q) { q.none_of = 1, q.confidence = 1; }), "confidence");
  EXPECT_EQ(fault_of([](auto& q) { q.plots = 10, q.bad = 11; }), "bad");
  EXPECT_EQ(fault_of([](auto& q) { q.plots = 10, q.bad = 1, q.sample = 11; }), "sample");
  EXPECT_EQ(fault_of([](auto& q) { q.aql = 1.0; }), "lot");
  EXPECT_EQ(fault_of([](auto& q) { q.lot = 1, q.aql = 1.0; }), "aql");
  EXPECT_EQ(fault_of([](auto& q) { q.lot = 1000, q.aql = 1.1; }), "aql");
  EXPECT_EQ(fault_of([](auto& q) { q.lqas = {0.5, 0.8}; }), "lqas");
  EXPECT_EQ(fault_of([](auto& q) { q.lqas = {0.8}; }), "lqas");
  EXPECT_EQ(fault_of([](auto& q) { q.survey = true, q.plan.margin = 0; }), "margin");
  EXPECT_EQ(fault_of([](auto& q) { q.cluster_yes = {1, 1}; }), "cluster-size");
  EXPECT_EQ(fault_of([](auto& q) { q.cluster_yes = {1}, q.plan.cluster_size = 5; }), "cluster-yes");
  EXPECT_EQ(fault_of([](auto& q) { q.cluster_yes = {1, 6}, q.plan.cluster_size = 5; }), "cluster-yes");
}

TEST(SamplingAnswer, IsANumberAtTheEndsOfWhatItTakes) {
  constexpr std::int64_t kMost = 1'000'000'000;
  for (const double confidence : {1e-6, 1 - 1e-6}) {
    const Json answer = sampling_json(asked([&](auto& q) {
      q.confidence = confidence;
      q.share = 1e-6, q.risk = 1e-6, q.left = kMost;
      q.plots = kMost, q.bad = 31'623;
      q.bad_share = 1e-6, q.none_of = kMost;
      q.lot = kMost, q.aql = 0.01;
      q.survey = true, q.plan.margin = 1e-4, q.plan.cluster_size = 1e6, q.plan.intra_cluster = 1;
      q.plan.response_rate = 0.01;
    }));
    EXPECT_GE(answer.at("sample").get<std::int64_t>(), 1);
    EXPECT_GE(answer.at("sample_of_many").get<std::int64_t>(), 1);
    EXPECT_GT(answer.at("survey").at("people").get<std::int64_t>(), 0);
    for (const char* name : {"passes", "bad_share_at_most", "accepts_at_level", "accepts_this_lot", "limiting_quality"})
      EXPECT_TRUE(std::isfinite(answer.at(name).get<double>())) << name;
  }
}

TEST(SamplingAnswer, TakesTheCorrelationOfASurveyFromItsClusters) {
  const Json answer = sampling_json(asked([](auto& q) {
    q.survey = true, q.plan.cluster_size = 20, q.plan.intra_cluster = 1, q.cluster_yes = {8, 12, 5, 15, 10};
  }));
  EXPECT_NEAR(answer.at("intra_cluster").at("rho").get<double>(), 0.0956984, 1e-7);
  EXPECT_NEAR(answer.at("survey").at("design_effect").get<double>(), 2.81827, 1e-5);
}

}  // namespace
}  // namespace tilth::report
