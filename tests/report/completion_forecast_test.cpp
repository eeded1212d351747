// SPDX-License-Identifier: Apache-2.0
// Years to completion: never more hopeful than the records.
#include "report/completion_forecast.h"

#include "support/scratch_programme.h"

#include <gtest/gtest.h>

namespace tilth::report {
namespace {

class Forecast : public test::ScratchProgramme {
 protected:
  Forecast() {
    hazard_ = add("hazard", {{"local_id", text("HA-1")},
                             {"class", text("cha")},
                             {"identified_on", day("2019-03-01")},
                             {"area_reported", store::Value{100'000.0}}});
  }
  void cleared(int year, double area) {
    add("land_release_product", {{"hazard", store::Value{hazard_.text()}},
                                 {"product", text("cleared")},
                                 {"status", text("approved")},
                                 {"released_on", day(std::to_string(year) + "-06-01")},
                                 {"area_reported", store::Value{area}}});
  }
  indicators::Figure at_end_of(const char* date) {
    SilentProgress silent;
    const LedgerRows rows{*store_, {}, std::nullopt, silent};
    indicators::Question question;
    question.from = Date{2019, 1, 1};
    question.to = Date::parse(date);
    return completion_forecast(rows, question).total;
  }

  void planned(const char* year, double area, bool in_force) {
    add("release_target", {{"plan", text("Plan (made up)")},
                           {"in_year", day(year)},
                           {"area", store::Value{area}},
                           {"in_force", store::Value{in_force}}});
  }
  indicators::Figure against_plan_at(const char* date) {
    SilentProgress silent;
    const LedgerRows rows{*store_, {}, std::nullopt, silent};
    return completion_against_plan(rows, *store_, {}, {.to = Date::parse(date)}).total;
  }

  Uuid hazard_;
};

TEST_F(Forecast, LiesBehindThePlanInForceByYearsAndPartsOfOne) {
  cleared(2021, 30'000);  // 70,000 remain at 10,000 a year
  EXPECT_EQ(against_plan_at("2023-12-31").reason_if_null, "NO_DATA");
  planned("2028", 70'000, true);
  planned("2029", 0, true);         // nothing to release: the plan ends before
  planned("2035", 100'000, false);  // replaced
  EXPECT_NEAR(*against_plan_at("2023-12-31").value, 2, 1e-9);
  EXPECT_EQ(against_plan_at("2023-12-31").n, 1);
  // On 30 June 2024 half of the leap year is over: 182 of 366 days, and the pace is still that of 2021 to 2023.
  EXPECT_NEAR(*against_plan_at("2024-06-30").value, 7 - (2029 - 2024 - 182 / 366.0), 1e-9);
  planned("2040", 1, true);
  EXPECT_LT(*against_plan_at("2023-12-31").value, 0) << "before the plan";
}

TEST_F(Forecast, OfOneContaminationHangsOnNoOther) {
  cleared(2021, 30'000);
  add("hazard", {{"local_id", text("HA-2")},
                 {"class", text("cha")},
                 {"identified_on", day("2019-03-01")},
                 {"contamination", store::Value{std::make_shared<const cql2::Array>(cql2::Array{text("ied")})}},
                 {"area_reported", store::Value{5'000.0}}});
  SilentProgress silent;
  const LedgerRows rows{*store_, {}, std::nullopt, silent};
  const auto computed = completion_forecast(rows, {.to = Date{2023, 12, 31}, .split_by = {"contamination"}});
  ASSERT_TRUE(computed.cells);
  ASSERT_EQ(computed.cells->size(), 2U);
  EXPECT_EQ((*computed.cells)[0].key[0], "ied");
  EXPECT_FALSE((*computed.cells)[0].figure.value) << "of which nothing was released there is no pace";
  EXPECT_EQ((*computed.cells)[1].key[0], "unknown");
  EXPECT_NEAR((*computed.cells)[1].figure.value.value_or(0), 7, 1e-9);
  EXPECT_FALSE(completion_forecast(rows, {.split_by = {"place"}}).cells) << "no cells rather than wrong ones";
}

TEST_F(Forecast, IsUnknownBeforeAnyHazardIsRecorded) {
  cleared(2020, 10'000);
  EXPECT_EQ(at_end_of("2018-12-31").reason_if_null, "NO_DATA");
  EXPECT_EQ(against_plan_at("2018-12-31").reason_if_null, "NO_DATA");
  EXPECT_TRUE(at_end_of("2020-12-31").value);
}

TEST_F(Forecast, DividesWhatRemainsByTheMeanOfTheLastThreeYears) {
  cleared(2021, 5'000);
  cleared(2022, 10'000);
  cleared(2023, 15'000);
  EXPECT_NEAR(*at_end_of("2023-12-31").value, 70'000 / 10'000.0, 1e-9);
  EXPECT_EQ(at_end_of("2023-12-31").n, 3);
  EXPECT_NEAR(*at_end_of("2024-06-30").value, 7, 1e-9) << "a year that is not over does not count";
}

TEST_F(Forecast, CountsTheYearsInWhichNothingWasReleased) {
  cleared(2023, 15'000);
  // 2023 released 15,000, 2024 and 2025 nothing: 5,000 a year, not 15,000.
  EXPECT_NEAR(*at_end_of("2025-12-31").value, 85'000 / 5'000.0, 1e-9);
  EXPECT_FALSE(at_end_of("2028-12-31").value) << "nothing for three years is no pace";
  EXPECT_EQ(at_end_of("2028-12-31").reason_if_null, "ZERO_DENOMINATOR");
}

TEST_F(Forecast, DoesNotCountTheYearsBeforeTheFirstRecord) {
  cleared(2019, 20'000);
  EXPECT_NEAR(*at_end_of("2019-12-31").value, 80'000 / 20'000.0, 1e-9);
  EXPECT_EQ(at_end_of("2019-12-31").n, 1);
}

}  // namespace
}  // namespace tilth::report
