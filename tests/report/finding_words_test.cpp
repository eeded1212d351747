// SPDX-License-Identifier: Apache-2.0
// Findings as people read them.
#include "report/finding_words.h"

#include "support/scratch_programme.h"

#include <gtest/gtest.h>

namespace tilth::report {
namespace {

class Words : public test::ScratchProgramme {
 protected:
  std::string message(const std::string& rule, Json values, const std::string& language = "en") {
    Finding finding;
    finding.rule = rule;
    finding.type = "hazard";
    finding.values = std::move(values);
    return FindingWords{*store_, {}, language}.message(finding);
  }
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
  const Uuid hazard = add("hazard", {{"local_id", text("HA-17")}}), nameless = add("hazard", {});
  const Uuid crater = add("evidence", {{"kind_of", text("craters")}, {"hazard", text(hazard.text())}});
  const FindingWords words{*store_, {}, "en"};
  Finding finding;
  finding.type = "hazard";
  EXPECT_EQ(words.label(finding), "Hazards");
  finding.records = {hazard};
  EXPECT_EQ(words.label(finding), "HA-17");
  finding.records = {nameless, hazard};
  EXPECT_EQ(words.label(finding), "HA-17") << "the first that has a name";
  finding.records = {nameless};
  const std::string end = nameless.text().substr(28);
  EXPECT_EQ(words.label(finding), "Hazard " + end);
  const store::Caller outsider{.name = "outsider", .highest_class = model::FieldClass::public_, .rows = {}};
  finding.records = {hazard};
  EXPECT_EQ((FindingWords{*store_, outsider, "fr"}.label(finding)), "Zone dangereuse " + hazard.text().substr(28))
      << "a label that it may not see is none";
  finding.type = "evidence";
  finding.records = {crater};
  EXPECT_EQ(words.label(finding), "Evidence: Craters");
  EXPECT_EQ((FindingWords{*store_, {}, "fr"}.label(finding)), "Indice: Cratères");
  finding.type = "no_such_type";
  EXPECT_EQ(words.label(finding), "no_such_type " + crater.text().substr(28));
  EXPECT_EQ(words.code("hazard.overlaps_hazard"), "G11");
  EXPECT_EQ(words.code("no.such_rule"), "");
}

}  // namespace
}  // namespace tilth::report
