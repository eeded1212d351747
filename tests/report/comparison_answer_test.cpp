// SPDX-License-Identifier: Apache-2.0
// The evaluator's calculator: worked values of methods 3.2, 3.7, 3.8 and 5.1 for whoever asks, a fault for what has no
// answer.
#include "report/comparison_answer.h"

#include <gtest/gtest.h>

#include <set>

namespace tilth::report {
namespace {

using Told = std::map<std::string, std::string>;

Json answer_to(const Told& told) {
  const auto found = comparison_json(told);
  if (const auto* fault = std::get_if<CalculatorFault>(&found)) {
    ADD_FAILURE() << fault->name << ": " << fault->expected;
    return Json::object();
  }
  return std::get<Json>(found);
}
std::string fault_of(const Told& told) {
  const auto found = comparison_json(told);
  const auto* fault = std::get_if<CalculatorFault>(&found);
  return fault == nullptr ? "" : fault->name;
}
double at(const Json& answer, const char* path) { return answer.at(Json::json_pointer{path}).get<double>(); }

TEST(ComparisonAnswer, TellsHowSureAShareIs) {  // T-3.7d
  const Json answer = answer_to({{"share", "7/40"}});
  EXPECT_NEAR(at(answer, "/share/lower"), 0.0874541, 5e-8);
  EXPECT_NEAR(at(answer, "/share/upper"), 0.3194999, 5e-8);
  EXPECT_NEAR(at(answer, "/share/exact_lower"), 0.0733827, 5e-8);
  EXPECT_NEAR(at(answer, "/share/exact_upper"), 0.3277901, 5e-8);
  EXPECT_EQ(answer.at("notes"), Json::array());
}

TEST(ComparisonAnswer, TellsWhetherAShareChanged) {  // T-3.8a
  const Json answer = answer_to({{"before", "168/400"}, {"after", "252/420"}, {"design-effect", "1.8"}});
  EXPECT_NEAR(at(answer, "/change/difference"), 0.18, 1e-12);
  EXPECT_NEAR(at(answer, "/change/standard_error"), 0.0460952, 5e-8);
  EXPECT_NEAR(at(answer, "/change/z"), 3.904958, 5e-7);
  EXPECT_NEAR(at(answer, "/change/p"), 9.424e-05, 5e-9);
  EXPECT_NEAR(at(answer, "/change/lower"), 0.0882797, 5e-8);
  EXPECT_NEAR(at(answer, "/change/upper"), 0.2675135, 5e-8);
  EXPECT_NEAR(at(answer, "/change/cohens_h"), 0.362049, 5e-7);
  EXPECT_EQ(answer.at("notes"), Json::array({"no_cause"}));
  EXPECT_EQ(answer.size(), 2U) << "nothing that was not asked";
}

TEST(ComparisonAnswer, TakesWhatTheComparisonGroupDidOff) {
  Told told{{"before", "420/1000"},
            {"after", "600/1000"},
            {"comparison-before", "430/1000"},
            {"comparison-after", "460/1000"}};
  const Json answer = answer_to(told);
  EXPECT_NEAR(at(answer, "/beyond/difference"), 0.15, 1e-12) << "methods 3.8: .18 - (.46 - .43)";
  EXPECT_LT(at(answer, "/beyond/p"), 0.05);
  told["design-effect"] = "10";
  EXPECT_GT(at(answer_to(told), "/beyond/p"), 0.05) << "clusters make it less sure";
}

TEST(ComparisonAnswer, TakesNoSpreadForNoCertainty) {
  const Json change =
      answer_to({{"before", "0/1"}, {"after", "1/1"}, {"comparison-before", "1/1"}, {"comparison-after", "1/1"}});
  EXPECT_TRUE(change.at("change").at("p").is_null()) << "two people prove nothing";
  EXPECT_TRUE(change.at("beyond").at("p").is_null());
  EXPECT_LT(at(change, "/change/lower"), 0);
  EXPECT_LE(at(answer_to({{"before", "0/3"}, {"after", "3/3"}, {"design-effect", "50"}}), "/change/upper"), 1);
  const Json strata = answer_to({{"strata", "1000/20/20,1000/20/20"}}).at("stratified");
  EXPECT_TRUE(strata.at("lower").is_null());
  const Json census = answer_to({{"strata", "20/20/20,10/10/5"}}).at("stratified");
  EXPECT_EQ(census.at("lower"), census.at("upper")) << "all were asked";
  EXPECT_TRUE(answer_to({{"values", "0,1e-300,2e-300,1e15"}}).at("outliers").at("modified").is_null());
}

TEST(ComparisonAnswer, TellsOfTheSamePeople) {  // T-3.8b
  const Json answer = answer_to({{"gained", "34"}, {"lost", "12"}, {"pairs", "300"}});
  EXPECT_NEAR(at(answer, "/paired/p"), 0.00164149, 5e-9);
  EXPECT_NEAR(at(answer, "/paired/chi_squared"), 9.586957, 5e-7);
  EXPECT_NEAR(at(answer, "/paired/difference"), 0.073333, 5e-7);
}

TEST(ComparisonAnswer, CorrectsSeveralOutcomesTogether) {  // T-3.8c
  const Json several = answer_to({{"p", "0.004, 0.03,0.041,0.20"}}).at("several");
  const std::vector<double> expected{0.016, 0.09, 0.09, 0.20};
  ASSERT_EQ(several.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(several[i].get<double>(), expected[i], 1e-12);
}

TEST(ComparisonAnswer, ComparesRatesOfRareEvents) {  // T-5.1
  const Json answer = answer_to({{"first", "12/24"}, {"second", "5/12"}});
  EXPECT_NEAR(at(answer, "/rates/ratio"), 1.2, 1e-12);
  EXPECT_NEAR(at(answer, "/rates/p"), 1.0, 1e-9);
  EXPECT_NEAR(at(answer, "/rates/first_lower") * 24, 6.200575, 5e-7);
  EXPECT_NEAR(at(answer, "/rates/first_upper") * 24, 20.961585, 5e-7);
  EXPECT_TRUE(answer_to({{"first", "3/12"}, {"second", "0/12"}}).at("rates").at("ratio").is_null());
  const Json nothing = answer_to({{"first", "0/12"}, {"second", "0/12"}}).at("rates");
  EXPECT_EQ(nothing.at("p"), 1.0) << "nothing happened on either side";
  EXPECT_TRUE(nothing.at("ratio").is_null());
}

TEST(ComparisonAnswer, TellsOfThoseWhoAnsweredARating) {  // T-3.8d
  const Json free = answer_to({{"answers", "3,5,12,40,40"}}),
             finite = answer_to({{"answers", "3,5,12,40,40"}, {"attended", "920"}});
  EXPECT_NEAR(at(free, "/rating/mean"), 4.09, 1e-12);
  EXPECT_NEAR(at(free, "/rating/lower"), 0.711171, 5e-7);
  EXPECT_NEAR(at(free, "/rating/upper"), 0.866633, 5e-7);
  EXPECT_NEAR(at(finite, "/rating/effective_n"), 112.073, 5e-4);
  EXPECT_NEAR(at(finite, "/rating/lower"), 0.716564, 5e-7);
  EXPECT_NEAR(at(finite, "/rating/upper"), 0.863551, 5e-7);
  EXPECT_EQ(finite.at("notes"), Json::array({"self_selected"}));
  const Json whole = answer_to({{"answers", "1,1"}, {"top", "1"}, {"attended", "2"}}), &all = whole.at("rating");
  EXPECT_EQ(whole.at("notes"), Json::array()) << "nobody chose not to answer";
  EXPECT_TRUE(all.at("effective_n").is_null());
  EXPECT_EQ(all.at("lower"), all.at("upper")) << "everybody answered";
}

TEST(ComparisonAnswer, WeighsThePartsOfAPopulation) {  // T-3.7e, T-3.7f, T-3.7c
  const Json strata = answer_to({{"strata", "1200/120/74,2600/100/48,800/80/57"}});
  EXPECT_NEAR(at(strata, "/stratified/share"), 0.5560870, 5e-8);
  EXPECT_NEAR(at(strata, "/stratified/standard_error"), 0.0310921833, 5e-11);
  EXPECT_NEAR(at(strata, "/stratified/unweighted"), 0.596667, 5e-7);
  EXPECT_TRUE(answer_to({{"strata", "100/1/1,100/20/3"}}).at("stratified").is_null()) << "one person has no spread";
  const Json raked = answer_to({{"table", "30,20;25,25"}, {"rows", "500,500"}, {"columns", "600,400"}});
  EXPECT_NEAR(at(raked, "/raked/cells/0/0"), 324.2349328, 5e-7);
  EXPECT_NEAR(at(raked, "/raked/cells/1/1"), 224.2349328, 5e-7);
  EXPECT_GE(at(raked, "/raked/design_effect"), 1) << "weights never add people";
  EXPECT_LE(at(raked, "/raked/kish_n"), 100);
  EXPECT_TRUE(answer_to({{"table", "0,0;25,25"}, {"rows", "500,500"}, {"columns", "600,400"}}).at("raked").is_null());
}

TEST(ComparisonAnswer, FindsTheValueFarFromTheRest) {  // T-3.2c
  const Json answer = answer_to({{"values", "31,28,33,30,29,32,95"}});
  EXPECT_NEAR(at(answer, "/outliers/z/6"), 2.2622, 5e-5);
  EXPECT_NEAR(at(answer, "/outliers/modified/6"), 21.5840, 5e-5);
  EXPECT_EQ(answer.at("outliers").at("beyond"), Json::array({6}));
  const Json alike = answer_to({{"values", "4,4,4"}}).at("outliers");
  EXPECT_TRUE(alike.at("modified").is_null());
  EXPECT_EQ(alike.at("beyond"), Json::array());
}

TEST(ComparisonAnswer, NamesTheFirstValueThatHasNoAnswer) {
  const std::vector<std::pair<Told, const char*>> faults{
      {{}, "before"},
      {{{"confidence", "0.95"}}, "before"},
      {{{"share", "7"}}, "share"},
      {{{"share", "41/40"}}, "share"},
      {{{"before", "168/400"}}, "after"},
      {{{"after", "1/2"}}, "before"},
      {{{"before", "5/4"}, {"after", "1/2"}}, "before"},
      {{{"before", "0/0"}, {"after", "1/2"}}, "before"},
      {{{"before", "1.5/4"}, {"after", "1/2"}}, "before"},
      {{{"before", "1/4"}, {"after", "1/2"}, {"design-effect", "0.5"}}, "design-effect"},
      {{{"before", "1/4"}, {"after", "1/2"}, {"comparison-after", "1/2"}}, "comparison-before"},
      {{{"before", "1/4"}, {"after", "1/2"}, {"confidence", "1"}}, "confidence"},
      {{{"before", "1/4"}, {"after", "1/2"}, {"confidence", "nan"}}, "confidence"},
      {{{"gained", "1"}, {"pairs", "3"}}, "lost"},
      {{{"gained", "2"}, {"lost", "2"}, {"pairs", "3"}}, "pairs"},
      {{{"p", "0.1,1.1"}}, "p"},
      {{{"p", "0.1,,0.2"}}, "p"},
      {{{"first", "1/0"}, {"second", "1/2"}}, "first"},
      {{{"first", "1/2"}}, "second"},
      {{{"first", "1000001/2"}, {"second", "1/2"}}, "first"},
      {{{"answers", "0,0"}}, "answers"},
      {{{"answers", "7"}}, "answers"},
      {{{"answers", "9000000000,9000000000"}, {"top", "1"}}, "answers"},
      {{{"answers", "1,2"}}, "top"},
      {{{"answers", "1,2,3"}, {"attended", "5"}}, "attended"},
      {{{"strata", "100/20"}}, "strata"},
      {{{"strata", "100/120/3"}}, "strata"},
      {{{"table", "1,2;3"}, {"rows", "1,1"}, {"columns", "1,1"}}, "table"},
      {{{"table", "1,2;3,4"}, {"rows", "1,1"}, {"columns", "1,2"}}, "columns"},
      {{{"table", "0,0;0,0"}, {"rows", "1,1"}, {"columns", "1,1"}}, "table"},
      {{{"values", "1,2"}}, "values"},
      {{{"values", "1,2,inf"}}, "values"},
  };
  for (const auto& [told, name] : faults) EXPECT_EQ(fault_of(told), name) << Json(told).dump();
}

TEST(ComparisonAnswer, ListsEveryParameterOnce) {
  std::set<std::string_view> names;
  for (const ComparisonParameter& one : comparison_parameters()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_FALSE(one.what.empty());
  }
}

}  // namespace
}  // namespace tilth::report
