// SPDX-License-Identifier: Apache-2.0
// Findings as people read them.
#include "report/finding_words.h"

#include "store/sqlite/sqlite_store.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace tilth::report {
namespace {

namespace fs = std::filesystem;

class Words : public testing::Test {
 protected:
  Words() : folder_(fs::temp_directory_path() / ("tilth-words-" + Uuid::make().text())) {
    fs::create_directories(folder_);
    store_ = store::sqlite::create(folder_ / "p.gpkg", model::load({test::source_dir() / "model"}).model->sources);
  }
  ~Words() override {
    store_.reset();
    std::error_code error;
    fs::remove_all(folder_, error);
  }
  std::string message(const std::string& rule, Json values, const std::string& language = "en") {
    Finding finding;
    finding.rule = rule;
    finding.type = "hazard";
    finding.values = std::move(values);
    return FindingWords{*store_, {}, language}.message(finding);
  }
  fs::path folder_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(Words, ShowAreasAsWholeSquareMetresWithThousandsApart) {
  EXPECT_EQ(message("hazard.area_mismatch", {{"reported_m2", 1'234'567.0}, {"computed_m2", 411'522.49}}),
            "Reported 1,234,567 m2, measured 411,522 m2.");
  EXPECT_EQ(message("hazard.area_mismatch", {{"reported_m2", 3.0}, {"computed_m2", 1.256}}),
            "Reported 3 m2, measured 1.26 m2.");
  EXPECT_EQ(message("land_release_product.outside_hazard", {{"outside_m2", -12'345.0}}),
            "-12,345 m2 lie outside the hazard.");
}

TEST_F(Words, LeaveYearsDatesAndCoordinatesAsTheyAre) {
  EXPECT_EQ(message("hazard.outside_country", {{"lon", -26.6311859}, {"lat", -12.5}}),
            "Lies outside the country (-26.631186, -12.5).");
  EXPECT_EQ(message("hazard.closed_before_identified", {{"closed_on", "2022-02-25"}, {"identified_on", 2023}}),
            "Closed on 2022-02-25, before it was identified on 2023.");
}

TEST_F(Words, SayThatAPlaceIsNotRecordedInTheLanguageAskedFor) {
  const Json values{{"place_name", "Bende"}, {"lies_in", nullptr}};
  EXPECT_EQ(message("hazard.outside_place", values), "Does not lie in Bende, but in no recorded place.");
  EXPECT_NE(message("hazard.outside_place", values, "fr").find("aucun lieu"), std::string::npos);
}

TEST_F(Words, CallARecordByItsLabelAndManyByTheirType) {
  const model::RecordType& type = *store_->model()->find_type("hazard");
  store::Change change{.kind = store::OperationKind::create, .record = Uuid::make(), .type = "hazard"};
  change.set.emplace_back(type.index_of("local_id"), store::Value{std::string{"HA-17"}});
  store_->append({.author = "test", .device = "test", .reason = "test"}, {change});
  const FindingWords words{*store_, {}, "en"};
  Finding finding;
  finding.type = "hazard";
  EXPECT_EQ(words.label(finding), "Hazards");
  finding.records = {change.record};
  EXPECT_EQ(words.label(finding), "HA-17");
  finding.records = {Uuid::from_parts(1, 2, 3)};
  EXPECT_EQ(words.label(finding), Uuid::from_parts(1, 2, 3).text()) << "a record that is gone has its id";
  EXPECT_EQ(words.code("hazard.overlaps_hazard"), "G11");
  EXPECT_EQ(words.code("no.such_rule"), "");
}

}  // namespace
}  // namespace tilth::report
