// SPDX-License-Identifier: Apache-2.0
// Years to completion: never more hopeful than the records.
#include "report/completion_forecast.h"

#include "store/sqlite/sqlite_store.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace tilth::report {
namespace {

namespace fs = std::filesystem;

class Forecast : public testing::Test {
 protected:
  Forecast() : folder_(fs::temp_directory_path() / ("tilth-forecast-" + Uuid::make().text())) {
    fs::create_directories(folder_);
    store_ = store::sqlite::create(folder_ / "p.gpkg", model::load({test::source_dir() / "model"}).model->sources);
    hazard_ = write("hazard", {{"local_id", text("HA-1")},
                               {"class", text("cha")},
                               {"identified_on", day("2019-03-01")},
                               {"area_reported", store::Value{100'000.0}}});
  }
  ~Forecast() override {
    store_.reset();
    std::error_code error;
    fs::remove_all(folder_, error);
  }
  static store::Value text(const char* words) { return store::Value{std::string{words}}; }
  static store::Value day(const std::string& words) { return store::Value{*Date::parse(words)}; }
  Uuid write(const std::string& name, const std::vector<std::pair<std::string, store::Value>>& fields) {
    const model::RecordType& type = *store_->model()->find_type(name);
    store::Change change{.kind = store::OperationKind::create, .record = Uuid::make(), .type = name};
    for (const auto& [field, value] : fields) change.set.emplace_back(type.index_of(field), value);
    store_->append({.author = "test", .device = "test", .reason = "test"}, {change});
    return change.record;
  }
  void cleared(int year, double area) {
    write("land_release_product", {{"hazard", store::Value{hazard_.text()}},
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

  fs::path folder_;
  std::unique_ptr<store::Store> store_;
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
