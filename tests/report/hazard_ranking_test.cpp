// SPDX-License-Identifier: Apache-2.0
// Who waits by the do-no-harm gate waits for every reader.
#include "report/hazard_ranking.h"
#include "support/scratch_programme.h"

#include <gtest/gtest.h>

namespace tilth::report {
namespace {

class Gate : public test::ScratchProgramme {
 protected:
  Gate() {
    const Uuid scheme = add("priority_scheme", {{"name", text("Tasks")}, {"gate", text("place.level = 3")}});
    add("priority_criterion", {{"scheme", text(scheme.text())},
                               {"name", text("Size")},
                               {"value", text("area_reported")},
                               {"weight", store::Value{1.0}},
                               {"direction", text("benefit")},
                               {"transform", text("minmax")}});
    const Uuid village = add("place", {{"name", text("Kita")}, {"level", store::Value{std::int64_t{3}}}});
    for (const char* id : {"HA-1", "HA-2"})
      add("hazard", {{"local_id", text(id)},
                     {"status", text("open")},
                     {"place", id == std::string_view{"HA-1"} ? text(village.text()) : store::Value{}},
                     {"area_reported", store::Value{100.0}}});
  }
};

TEST_F(Gate, HoldsBackForAReaderWhoDoesNotSeeWhatItLooksAt) {
  const HazardRanking whole = rank_hazards(*store_, {}, "Tasks");
  ASSERT_EQ(whole.waiting.size(), 1U);
  EXPECT_EQ(whole.waiting[0].label, "HA-1");
  store::Caller narrowed{.name = "narrowed"};
  narrowed.rows.emplace("place", cql2::parse_text("name = 'elsewhere'"));
  const HazardRanking seen = rank_hazards(*store_, narrowed, "Tasks");
  ASSERT_EQ(seen.waiting.size(), 1U) << "an unknown gate would rank it";
  EXPECT_EQ(seen.waiting[0].label, "HA-1");
  EXPECT_EQ(seen.labels, std::vector<std::string>{"HA-2"});
}

}  // namespace
}  // namespace tilth::report
