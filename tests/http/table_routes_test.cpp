// SPDX-License-Identifier: Apache-2.0
#include "http/programme_fixture.h"

#include <fstream>
#include <set>

namespace tilth::http {
namespace {

using Tables = ProgrammeTest;

TEST_F(Tables, GivesRowsWithTheirIdTheirFieldsAndWhatReferencesAreCalled) {
  const Json table = got(viewer(), "/api/tables/hazard?fields=local_id,place,area_computed&sortby=local_id");
  EXPECT_EQ(table["total"], 2);
  EXPECT_EQ(table["fields"], Json({"local_id", "place", "area_computed"}));
  ASSERT_EQ(table["rows"].size(), 2U);
  EXPECT_EQ(table["rows"][0][0], hazard_.text());
  EXPECT_EQ(table["rows"][0][1], "HA-1");
  EXPECT_EQ(table["labels"][north_.text()], "North");
  // About 219 m by 221 m on the ellipsoid at 10 degrees north; two decimals at most.
  const double area = table["rows"][0][3];
  EXPECT_NEAR(area, 48'480, 100);
  EXPECT_EQ(area, std::round(area * 100) / 100);
}

TEST_F(Tables, GivesEveryRowOnceWhateverThePageAndTheOrder) {
  for (int i = 0; i < 57; ++i) make("event", {{"kind", "uxo_find"}, {"happened_on", "2024-01-01"}});
  for (const std::string order : {"", "&sortby=-happened_on", "&filter=happened_on%20IS%20NOT%20NULL"}) {
    std::set<std::string> seen;
    for (int offset = 0; offset < 60; offset += 10) {
      const Json page = got(viewer(), "/api/tables/event?limit=10&offset=" + std::to_string(offset) + order);
      EXPECT_EQ(page["total"], 57);
      for (const Json& row : page["rows"]) EXPECT_TRUE(seen.insert(row[0].get<std::string>()).second);
    }
    EXPECT_EQ(seen.size(), 57U) << order;
  }
}

TEST_F(Tables, SortsAndFiltersAndShowsAChangeAtOnce) {
  EXPECT_EQ(got(viewer(), "/api/tables/hazard?sortby=-local_id&fields=local_id")["rows"][0][1], "HA-2");
  EXPECT_EQ(got(viewer(), "/api/tables/hazard?filter=class='cha'")["total"], 1);
  EXPECT_EQ(got(viewer(), "/api/tables/hazard?filter=organisation.name='O-2'")["total"], 1);
  change("organisation", second_, {{"name", "O-3"}});
  EXPECT_EQ(got(viewer(), "/api/tables/hazard?filter=organisation.name='O-2'")["total"], 0);
  change("hazard", hazard_, {{"class", "sha"}});
  EXPECT_EQ(got(viewer(), "/api/tables/hazard?filter=class='cha'")["total"], 0);
}

TEST_F(Tables, ShowsWhatWasKnownThen) {
  const std::int64_t then = store_->last_seq();
  make("hazard", {{"local_id", "HA-3"}, {"class", "sha"}, {"status", "open"}});
  EXPECT_EQ(got(viewer(), "/api/tables/hazard")["total"], 3);
  EXPECT_EQ(got(viewer(), "/api/tables/hazard?known-at=" + std::to_string(then))["total"], 2);
}

TEST_F(Tables, NeitherShowsNorSortsNorFiltersNorCountsWhatIsHidden) {
  // A type that is hidden is not there.
  EXPECT_EQ(get(everybody(), "/api/tables/hazard").problem, "store.unknown_type");
  EXPECT_EQ(get(partner(), "/api/tables/hazard").problem, "store.unknown_type");
  // A field that is hidden is no column, and cannot be asked for.
  const Json table = got(viewer(), "/api/tables/hazard");
  EXPECT_EQ(std::count(table["fields"].begin(), table["fields"].end(), "landowner"), 0);
  EXPECT_EQ(get(viewer(), "/api/tables/hazard?fields=landowner").problem, "store.unknown_field");
  EXPECT_EQ(get(viewer(), "/api/tables/hazard?sortby=landowner").problem, "store.unknown_field");
  EXPECT_EQ(get(viewer(), "/api/tables/casualty?filter=date_of_birth%20IS%20NOT%20NULL").problem, "store.hidden_field");
  EXPECT_EQ(get(partner(), "/api/tables/organisation?filter=hazard.class='cha'").status, 400);
  EXPECT_EQ(get(partner(), "/api/tables/activity?filter=hazard.class='cha'").problem, "store.hidden_field");
  // Rows that are hidden are not counted.
  const Session own = operator_of(first_);
  EXPECT_EQ(got(own, "/api/tables/hazard")["total"], 1);
  EXPECT_EQ(got(own, "/api/tables/hazard?filter=class='sha'")["total"], 0);
  EXPECT_EQ(got(own, "/api/tables/hazard?sortby=class")["rows"].size(), 1U);
}

TEST_F(Tables, NamesNoRecordThatIsHiddenNotEvenByItsId) {
  make("activity", {{"hazard", other_.text()}, {"organisation", first_.text()}});
  for (const Session& who : {partner(), operator_of(first_)}) {
    const Json table = got(who, "/api/tables/activity?fields=hazard,organisation");
    EXPECT_EQ(table["rows"][0][1], nullptr);
    EXPECT_EQ(table["rows"][0][2], first_.text());
    const Answer file = get(who, "/api/tables/activity/export?format=csv");
    std::ifstream in{file.file};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    EXPECT_EQ(text.find(other_.text()), std::string::npos);
    const std::string history =
        got(who, "/api/records/activity/" + table["rows"][0][0].get<std::string>() + "/history").dump();
    EXPECT_EQ(history.find(other_.text()), std::string::npos);
  }
  EXPECT_EQ(got(viewer(), "/api/tables/activity?fields=hazard")["rows"][0][1], other_.text());
}

TEST_F(Tables, DoesNotGiveOnePersonsKeptOrderToAnother) {
  EXPECT_EQ(got(viewer(), "/api/tables/hazard?sortby=local_id")["total"], 2);
  EXPECT_EQ(got(operator_of(first_), "/api/tables/hazard?sortby=local_id")["total"], 1);
  EXPECT_EQ(got(operator_of(second_), "/api/tables/hazard?sortby=local_id")["rows"][0][0], other_.text());
}

TEST_F(Tables, RefusesWhatCannotBeRead) {
  EXPECT_EQ(get(viewer(), "/api/tables/hazard?limit=-1").problem, "request.bad_parameter");
  EXPECT_EQ(get(viewer(), "/api/tables/hazard?limit=100000").problem, "request.bad_parameter");
  EXPECT_EQ(get(viewer(), "/api/tables/hazard?offset=ten").problem, "request.bad_parameter");
  EXPECT_EQ(get(viewer(), "/api/tables/hazard?filter=class%20=").problem, "cql2.syntax");
  EXPECT_EQ(get(viewer(), "/api/tables/hazard?filter=clazz='cha'").problem, "cql2.type");
  EXPECT_EQ(get(viewer(), "/api/tables/hazard?filter={}&filter-lang=cql2-json").status, 400);
  EXPECT_EQ(get(viewer(), "/api/tables/hazard?known-at=yesterday").problem, "request.bad_parameter");
  EXPECT_EQ(get(viewer(), "/api/tables/nothing").problem, "store.unknown_type");
}

TEST_F(Tables, ExportsWhatIsSeenInThatOrder) {
  const Answer answer =
      get(viewer(), "/api/tables/hazard/export?format=csv&fields=class,local_id&sortby=-local_id&filter=class='cha'");
  ASSERT_EQ(answer.problem, "");
  std::ifstream file{answer.file};
  std::string head, row, rest;
  std::getline(file, head);
  std::getline(file, row);
  EXPECT_NE(head.find("class,local_id"), std::string::npos) << head;
  EXPECT_NE(row.find("cha,HA-1"), std::string::npos) << row;
  EXPECT_FALSE(std::getline(file, rest));
  EXPECT_EQ(get(viewer(), "/api/tables/hazard/export?format=doc").problem, "export.unknown_format");
  EXPECT_EQ(get(everybody(), "/api/tables/hazard/export?format=csv").problem, "store.unknown_type");
}

TEST_F(Tables, ExportsToTwoPeopleAtOnceIntoFilesOfTheirOwn) {
  const Answer one = get(viewer(), "/api/tables/hazard/export?format=csv");
  const Answer two = get(operator_of(first_), "/api/tables/hazard/export?format=csv");
  EXPECT_NE(one.file, two.file);
  std::ifstream file{two.file};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_EQ(text.find("HA-2"), std::string::npos);
  EXPECT_NE(text.find("HA-1"), std::string::npos);
}

}  // namespace
}  // namespace tilth::http
