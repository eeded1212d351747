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
    return completion_forecast(rows, question);
  }

  Uuid hazard_;
};

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
