// SPDX-License-Identifier: Apache-2.0
// The made-up country: the same for the same seed, without a fault unless asked, and nobody's real country.
#include "generate/generate.h"

#include "base/problem.h"
#include "generate/made_up_country.h"
#include "geo/area.h"
#include "geo/predicates.h"
#include "model/record_check.h"
#include "store/sqlite/sqlite_store.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

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

TEST(MadeUpProgramme, BreaksNoRuleThatARecordAloneOrItsChildrenCanBreak) {
  Programme programme;
  SilentProgress silent;
  Options options;
  options.records = 5000;
  made_up_programme(*programme.store, {}, options, silent);
  const auto model = programme.store->model();
  const auto around = programme.store->surroundings({});
  for (const model::RecordType& type : model->types) {
    const model::CompiledType compiled{*model, type};
    programme.store->each({}, store::Query{.type = type.name}, [&](const store::Record& record) {
      for (const Finding& finding : compiled.check(record.id, record.values, *around))
        ADD_FAILURE() << type.name << ": " << finding.rule << " " << finding.values.dump();
      return !testing::Test::HasFailure();
    });
  }
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
