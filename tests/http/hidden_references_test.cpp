// SPDX-License-Identifier: Apache-2.0
// A record that a caller may not see is named by no answer, not even by its id: records that refer to it are asked for
// through every door.
#include "http/programme_fixture.h"
#include "http/seen_findings.h"
#include "report/whole_check.h"

#include <fstream>

namespace tilth::http {
namespace {

/// A product of O-1 on the hazard of O-2.
class HiddenReferences : public ProgrammeTest {
 protected:
  void SetUp() override {
    ProgrammeTest::SetUp();
    astray_ = make("land_release_product", product("draft", other_, first_, square(30.1, 10, 0.001)));
  }
  /// All that comes back, also in a file.
  std::string said(const Session& who, const std::string& target) {
    const Answer answer = get(who, target);
    EXPECT_EQ(answer.problem, "") << target << " " << answer.values.dump();
    std::string text = answer.body;
    if (!answer.file.empty()) {
      std::ifstream in{answer.file, std::ios::binary};
      text.append(std::istreambuf_iterator<char>{in}, {});
    }
    return text;
  }

  Uuid astray_;
};

TEST_F(HiddenReferences, AreInNoAnswerOfAnyDoor) {
  const std::string product = "/ogc/collections/land_release_product", record = astray_.text(),
                    table = "/api/tables/land_release_product";
  // Zoom 8 has the whole of it in one tile: 30.1 E, 10 N.
  const std::string tile = product + "/tiles/WebMercatorQuad/10/483/597?properties=hazard,organisation";
  for (const std::string& target :
       {product + "/items?limit=100", product + "/items?limit=100&f=html", product + "/items/" + record,
        product + "/items/" + record + "?f=html", tile, table, table + "?fields=hazard,organisation",
        table + "/export?format=csv", table + "/export?format=geojson",
        "/api/records/land_release_product/" + record + "/history",
        "/api/records/land_release_product/" + record + "/links",
        product + "/items?limit=100&known-at=" + std::to_string(store_->last_seq()),
        table + "?known-at=" + std::to_string(store_->last_seq())}) {
    EXPECT_NE(said(viewer(), target).find(other_.text()), std::string::npos) << target << ": the test tests nothing";
    const std::string seen = said(operator_of(first_), target);
    EXPECT_EQ(seen.find(other_.text()), std::string::npos) << target;
    EXPECT_EQ(seen.find("HA-2"), std::string::npos) << target;
    EXPECT_NE(seen.find(first_.text()), std::string::npos) << target << ": what may be seen is gone too";
  }
}

TEST_F(HiddenReferences, AreInNoTileThatWasKeptForAnother) {
  const std::string tile = "/ogc/collections/land_release_product/tiles/WebMercatorQuad/10/483/597?properties=hazard";
  const Session narrowed = operator_of(first_);
  EXPECT_NE(said(viewer(), tile).find(other_.text()), std::string::npos);
  EXPECT_EQ(said(narrowed, tile).find(other_.text()), std::string::npos);
  EXPECT_NE(said(viewer(), tile).find(other_.text()), std::string::npos);
  // The hazard becomes one of its own: the kept tile goes, though no product changed.
  change("hazard", other_, {{"organisation", first_.text()}});
  EXPECT_NE(said(narrowed, tile).find(other_.text()), std::string::npos);
}

TEST_F(HiddenReferences, AreNoReportsOfAChangeInAHistory) {
  store::Batch batch;
  batch.author = "owner";
  batch.from_report = draft_;  // of O-2
  store_->append(batch, {{.kind = store::OperationKind::change,
                          .record = hazard_,
                          .type = "hazard",
                          .set = set("hazard", {{"status", "open"}})}});
  const std::string path = "/api/records/hazard/" + hazard_.text() + "/history";
  EXPECT_NE(said(viewer(), path).find(draft_.text()), std::string::npos);
  const Json own = got(operator_of(first_), path);
  EXPECT_EQ(own.dump().find(draft_.text()), std::string::npos);
  EXPECT_EQ(own["operations"].size(), 2U);
  EXPECT_EQ(own["operations"][1]["after"]["status"], "open");
}

TEST_F(HiddenReferences, AreReadByNoRuleWhoseFindingIsShown) {
  // "Handed over on 2024-01-01, before completion on 2024-06-01." says when another's work was completed.
  const auto handed_over = [&](const Uuid& hazard, const std::string& id) {
    const Uuid task = make("task", {{"number", "T-" + id}, {"organisation", first_.text()}});
    const Uuid completion = make("completion_report", {{"local_id", "C-" + id},
                                                       {"task", task.text()},
                                                       {"hazard", hazard.text()},
                                                       {"completed_on", "2024-06-01"},
                                                       {"status", "draft"}});
    return make("handover", {{"completion", completion.text()}, {"handed_over_on", "2024-01-01"}});
  };
  const Uuid own = handed_over(hazard_, "1"), others = handed_over(other_, "2");
  SilentProgress progress;
  report::save_check(*store_, report::whole_check(*store_, {}, {}, progress));
  services_->shared<Findings>().changed();
  Session narrowed = operator_of(first_);
  narrowed.caller.rows.emplace("completion_report", cql2::parse_text("hazard = '" + hazard_.text() + "'"));
  const std::string findings = "/api/findings?rule=handover.before_completion";
  EXPECT_EQ(got(viewer(), findings)["total"], 2);
  const Json seen = got(narrowed, findings);
  ASSERT_EQ(seen["total"], 1) << seen.dump();
  EXPECT_EQ(seen["items"][0]["records"], Json({own.text()}));
  EXPECT_EQ(got(narrowed, "/api/records/handover/" + others.text() + "/findings").dump().find("before_completion"),
            std::string::npos);
}

}  // namespace
}  // namespace tilth::http
