// SPDX-License-Identifier: Apache-2.0
// The made-up country: the same for the same seed, without a fault unless asked, and nobody's real country.
#include "generate/generate.h"

#include "base/problem.h"
#include "generate/made_up_country.h"
#include "generate/made_up_plots.h"
#include "geo/area.h"
#include "geo/predicates.h"
#include "store/sqlite/sqlite_store.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>

namespace tilth::generate {
namespace {

namespace fs = std::filesystem;

struct Programme {
  fs::path folder =
      fs::temp_directory_path() / ("tilth-generate-" + std::to_string(getpid()) + "-" + Uuid::make().text());
  std::unique_ptr<store::Store> store;
  Programme() {
    fs::create_directories(folder);
    store = store::sqlite::create(folder / "k.gpkg", model::load({test::source_dir() / "model"}).model->sources);
  }
  ~Programme() {
    store.reset();
    std::error_code error;
    fs::remove_all(folder, error);
  }
  Programme(const Programme&) = delete;
  Programme& operator=(const Programme&) = delete;
};

TEST(MadeUpCountry, CoversItselfWithCommunitiesThatDoNotOverlap) {
  const auto places = made_up_country(1);
  ASSERT_EQ(places.size(), 1U + 6 + 36 + 432);
  std::map<int, double> area;
  std::set<std::string> codes;
  for (const MadeUpPlace& place : places) {
    EXPECT_TRUE(geo::validity(place.area).valid) << place.pcode;
    area[place.level] += geo::area_m2(place.area);
    EXPECT_TRUE(codes.insert(place.pcode).second) << place.pcode;
  }
  for (int level = 1; level <= 3; ++level) EXPECT_NEAR(area[level] / area[0], 1.0, 1e-6) << level;
}

TEST(MadeUpProgramme, IsTheSameForTheSameSeedAndAnotherForAnother) {
  SilentProgress silent;
  const auto labels = [&](std::uint64_t seed) {
    Programme programme;
    Options options;
    options.seed = seed;
    options.records = 2000;
    made_up_programme(*programme.store, {}, options, silent);
    std::map<Uuid, double> areas;
    const model::RecordType& hazard = *programme.store->model()->find_type("hazard");
    programme.store->each({}, store::Query{.type = "hazard"}, [&](const store::Record& record) {
      areas[record.id] = std::get<double>(store::value_of(hazard, record, "area_computed"));
      return true;
    });
    return areas;
  };
  const auto once = labels(7);
  EXPECT_EQ(once, labels(7));
  EXPECT_NE(once, labels(8));
}

TEST(MadeUpCountry, IsSmallerForASmallProgramme) {
  for (const int provinces : {1, 2, 3}) {
    const auto places = made_up_country(1, provinces);
    EXPECT_EQ(places.size(), 1U + static_cast<std::size_t>(provinces) * (1 + 6 + 72));
    double whole = geo::area_m2(places.front().area), parts = 0;
    for (const MadeUpPlace& place : places) parts += place.level == 3 ? geo::area_m2(place.area) : 0;
    EXPECT_NEAR(parts / whole, 1.0, 1e-6);
  }
}

TEST(MadeUpProgramme, HasABitOfEverythingHoweverSmall) {
  SilentProgress silent;
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    for (const std::uint64_t records : {200U, 500U, 1000U}) {
      Programme programme;
      const Made made = made_up_programme(*programme.store, {}, {.seed = seed, .records = records}, silent);
      EXPECT_LT(made.records, records + 250);  // a bit of everything is more than the smallest asks for
      EXPECT_LE(made.by_type.at("place") * 5, records * 2);
      for (const char* type : {"access_note",
                               "accident",
                               "activity",
                               "assessment",
                               "bcc_plan",
                               "beneficiary_count",
                               "broadcast",
                               "capacity_activity",
                               "casualty",
                               "ce_activity",
                               "community_assessment",
                               "complaint_count",
                               "completion_report",
                               "cva_grant",
                               "device_line",
                               "env_closeout",
                               "env_impact",
                               "env_screening",
                               "engagement_budget",
                               "eore_material",
                               "eore_session",
                               "event",
                               "evidence",
                               "explosive_incident",
                               "feedback",
                               "handover",
                               "hazard",
                               "helpdesk_ticket",
                               "investigation",
                               "kap_answer",
                               "kap_survey",
                               "land_release_product",
                               "message_translation",
                               "need",
                               "nonconformity",
                               "organisation",
                               "outcome_interview",
                               "peer_support_session",
                               "policy_register",
                               "progress_report",
                               "public_message",
                               "qm_visit",
                               "referral",
                               "return_area",
                               "service_given",
                               "service_provider",
                               "site_unit",
                               "spot_task",
                               "staff_snapshot",
                               "stand_down",
                               "survivor_case",
                               "task",
                               "term_register"})
        EXPECT_TRUE(made.by_type.contains(type)) << type << " of " << records << " records, seed " << seed;
    }
  }
}

TEST(MadeUpPlots, NeverMeetHoweverManyThereAre) {
  const auto places = made_up_country(1);
  for (const std::uint64_t sites : {100U, 20'000U}) {
    MadeUpPlots plots{places, sites};
    stats::Rng rng{5};
    std::set<std::pair<std::int64_t, std::int64_t>> taken;
    std::map<const MadeUpPlace*, std::int64_t> used;
    for (std::uint64_t i = 0; i < sites; ++i) {
      const Plot plot = plots.next(rng);
      // Centres on one grid a community: two are the same or a side apart.
      EXPECT_TRUE(taken.emplace(std::llround(plot.lon * 1e6), std::llround(plot.lat * 1e6)).second);
      EXPECT_TRUE(geo::intersects(plot.place->area, geo::Geometry::point(plot.lon, plot.lat))) << plot.place->pcode;
      ++used[plot.place];
    }
    EXPECT_LT(used.size(), places.size());
  }
}

TEST(MadeUpPlots, RefuseMoreThanTheCountryHolds) {
  const auto places = made_up_country(1);
  MadeUpPlots plots{places, 10};
  stats::Rng rng{5};
  EXPECT_THROW(for (int i = 0; i < 10'000'000; ++i) static_cast<void>(plots.next(rng)), std::length_error);
}

TEST(MadeUpProgramme, RefusesDirtItDoesNotKnowOrTooMuchOfIt) {
  Programme programme;
  SilentProgress silent;
  EXPECT_THROW(made_up_programme(*programme.store, {}, {.records = 600, .rates = {{"no_such", 0.1}}}, silent), Problem);
  EXPECT_THROW(
      made_up_programme(*programme.store, {}, {.records = 600, .dirt = 0.8, .rates = {{"long_edge", 0.3}}}, silent),
      Problem);
  EXPECT_EQ(programme.store->last_seq(), 0);
}

TEST(MadeUpProgramme, NeverMixesWithRecordsThatAreThere) {
  Programme programme;
  SilentProgress silent;
  made_up_programme(*programme.store, {}, {.records = 600}, silent);
  const auto before = programme.store->last_seq();
  EXPECT_THROW(made_up_programme(*programme.store, {}, {.records = 600}, silent), Problem);
  EXPECT_EQ(programme.store->last_seq(), before);
}

}  // namespace
}  // namespace tilth::generate
