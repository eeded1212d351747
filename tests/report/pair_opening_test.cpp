// SPDX-License-Identifier: Apache-2.0
// Fields opened to two people end by themselves, with the rights of today, and leave the log whole.
#include "report/pair_opening.h"

#include "base/problem.h"
#include "report/person_pairs.h"
#include "store/rights.h"
#include "store/sqlite/sqlite_store.h"
#include "store/written_record.h"
#include "support/paths.h"
#include "support/scratch_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tilth::report {
namespace {

constexpr std::int64_t kDay = 86'400'000;

Uuid named(const std::string& name) { return Uuid::named("opening/" + name); }

const char* const kProgramme = R"json({
  "place": [{"id": "land", "pcode": "0", "level": 0, "name": "Kitara"}],
  "organisation": [{"id": "north", "local_id": "N", "name": "North", "kind": "local_ngo"},
                   {"id": "south", "local_id": "S", "name": "South", "kind": "local_ngo"}],
  "accident": [{"id": "an", "local_id": "AN", "class": "mine", "happened_on": "2019-05-06", "place": "land", "organisation": "north"},
               {"id": "as", "local_id": "AS", "class": "mine", "happened_on": "2019-05-06", "place": "land", "organisation": "south"}],
  "casualty": [{"id": "n", "code": "N1", "accident": "an", "happened_on": "2019-05-06", "sex": "female", "age_band": "adult", "outcome": "injured",
                "civil_status": "civilian", "name": "Amara Belia"},
               {"id": "s", "code": "S1", "accident": "as", "happened_on": "2019-05-06", "sex": "female", "age_band": "adult", "outcome": "injured",
                "civil_status": "civilian", "name": "BELIA, Amara"}]
})json";

class PairOpenings : public testing::Test {
 protected:
  void SetUp() override {
    const auto model = model::load({test::source_dir() / "model"}).model;
    store_ = store::sqlite::create(folder_ / "kitara.gpkg", model->sources);
    std::vector<store::Change> changes;
    const Json programme = Json::parse(kProgramme);
    for (const char* type : {"place", "organisation", "accident", "casualty"})
      for (const Json& record : programme.at(type))
        changes.push_back(
            store::written_record(*model->find_type(type), record,
                                  [](std::string_view, const Json& name) { return named(name.get<std::string>()); }));
    store_->append({}, changes);
    SilentProgress silent;
    const people::LinkageRule rule = linkage_rule_of(*store_->model(), "casualty");
    const people::Linkage linkage = people::link_records(*store_, {}, rule, {}, silent);
    ASSERT_EQ(linkage.pairs.size(), 1U);
    save_pairs(*store_, rule, linkage);
    north_ = caller("north");
    south_ = caller("south");
  }

  [[nodiscard]] store::Caller caller(const std::string& organisation) const {
    store::Account account;
    account.name = organisation;
    account.role = store::Role::operator_;
    account.organisation = named(organisation).text();
    account.highest_class = model::FieldClass::personal;
    return store::caller_of(*store_, account);
  }
  static store::Batch by(const std::string& account, const std::string& reason = "one hospital") {
    store::Batch batch;
    batch.author = account;
    batch.reason = reason;
    return batch;
  }
  Uuid opened(Instant now, int days = kOpeningDays) {
    const auto model = store_->model();
    const PairOpening asked =
        ask_to_open(*store_, north_, linkage_rule_of(*model, "casualty"), named("n"), {.days = days}, by("north"), now)
            .at(0);
    decide_opening(*store_, south_, asked.id, true, {.days = kMostOpeningDays}, by("south"), now);
    return asked.id;
  }
  static std::string code_of(const std::function<void()>& act) {
    try {
      act();
    } catch (const Problem& problem) {
      return std::string{problem.kind().code};
    }
    return "";
  }

  test::ScratchFolder folder_;
  std::unique_ptr<store::Store> store_;
  store::Caller north_, south_;
};

TEST_F(PairOpenings, EndByThemselvesAfterTheDaysThatWereAskedForAndTheLogSaysWhen) {
  const Instant now = Instant::now();
  const Uuid id = opened(now, 3);
  const Instant before{now.unix_ms + 3 * kDay - 1, 0}, after{now.unix_ms + 3 * kDay, 0};
  EXPECT_EQ(look_into(*store_, north_, id, by("north"), before).fields.size(), 5U);
  EXPECT_EQ(code_of([&] { look_into(*store_, north_, id, by("north"), after); }), "opening.not_open");
  EXPECT_EQ(code_of([&] { look_into(*store_, south_, id, by("south"), after); }), "opening.not_open");
  log_ends(*store_, before);
  EXPECT_EQ(pair_openings(*store_, before).at(0).acts.back().what, "looked") << "it has not ended yet";
  log_ends(*store_, after);
  log_ends(*store_, after);
  const PairOpening ended = pair_openings(*store_, after).at(0);
  ASSERT_EQ(
      std::count_if(ended.acts.begin(), ended.acts.end(), [](const OpeningAct& act) { return act.what == "ended"; }),
      1);
  EXPECT_EQ(ended.acts.back().at, after);
  EXPECT_EQ(ended.acts.back().by, "tilth");
  SilentProgress silent;
  EXPECT_TRUE(store_->verify(silent).sound());
}

TEST_F(PairOpenings, ShowWhatTheRightsOfTodayAllow) {
  const Instant now = Instant::now();
  const Uuid id = opened(now);
  EXPECT_EQ(look_into(*store_, north_, id, by("north"), now).fields.at(0).other,
            store::Value{std::string{"BELIA, Amara"}});
  store::Caller lower = north_;
  lower.highest_class = model::FieldClass::restricted;
  EXPECT_EQ(code_of([&] { look_into(*store_, lower, id, by("north"), now); }), "opening.unknown");
  // The accident, and with it the casualty, is the south's now.
  const model::RecordType& accident = *store_->model()->find_type("accident");
  store_->append({}, {{.record = named("an"),
                       .type = "accident",
                       .set = {{accident.index_of("organisation"), store::Value{named("south").text()}}}}});
  EXPECT_EQ(code_of([&] { look_into(*store_, north_, id, by("north"), now); }), "opening.unknown");
}

TEST_F(PairOpenings, AreNotTheLogOfWhoSeesOnlySomeRowsOrNoNames) {
  opened(Instant::now());
  const Uuid log = Uuid::named("openings of pairs of people");
  EXPECT_EQ(store_->history({}, log).size(), 2U);
  EXPECT_TRUE(store_->history(north_, log).empty());
  store::Caller director;
  director.highest_class = model::FieldClass::restricted;
  EXPECT_TRUE(store_->history(director, log).empty());
}

TEST_F(PairOpenings, ARecordThatWasRemovedIsNeitherOpenedNorCounted) {
  const Instant now = Instant::now();
  const Uuid id = opened(now);
  const people::LinkageRule rule = linkage_rule_of(*store_->model(), "casualty");
  EXPECT_EQ(possible_duplicates(*store_, north_, rule, store_->findings()).size(), 1U);
  store_->append({}, {{.kind = store::OperationKind::remove, .record = named("s"), .type = "casualty"}});
  EXPECT_TRUE(possible_duplicates(*store_, north_, rule, store_->findings()).empty());
  EXPECT_EQ(code_of([&] { look_into(*store_, north_, id, by("north"), now); }), "opening.gone");
}

}  // namespace
}  // namespace tilth::report
