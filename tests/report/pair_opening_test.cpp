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
#include <functional>

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

class Openings : public testing::Test {
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
    for (const char* organisation : {"north", "south"}) store_->put_account(account(organisation), by("admin"));
    north_ = caller("north");
    south_ = caller("south");
  }

  static store::Account account(const std::string& organisation) {
    store::Account account;
    account.name = organisation;
    account.role = store::Role::operator_;
    account.organisation = named(organisation).text();
    account.highest_class = model::FieldClass::personal;
    return account;
  }
  [[nodiscard]] store::Caller caller(const std::string& organisation) const {
    return store::caller_of(*store_, account(organisation));
  }
  static store::Batch by(const std::string& account, const std::string& reason = "one hospital") {
    store::Batch batch;
    batch.author = account;
    batch.reason = reason;
    return batch;
  }
  Uuid asked(Instant now, int days = kOpeningDays, const std::string& reason = "one hospital") {
    const auto model = store_->model();
    OpeningBook book{*store_, north_, now};
    return book.ask(linkage_rule_of(*model, "casualty"), named("n"), {.days = days, .group = {}}, by("north", reason))
        .at(0)
        .opening->id;
  }
  void agreed(const Uuid& id, Instant now) {
    OpeningBook{*store_, south_, now}.decide(id, true, {.days = kMostOpeningDays, .group = {}}, by("south"));
  }
  Uuid opened(Instant now, int days = kOpeningDays) {
    const Uuid id = asked(now, days);
    agreed(id, now);
    return id;
  }
  OpenedPair look(const store::Caller& caller, const Uuid& id, Instant now) {
    return OpeningBook{*store_, caller, now}.look(id, by(caller.name));
  }
  std::string look_code(const store::Caller& caller, const Uuid& id, Instant now) {
    return code_of([&] { look(caller, id, now); });
  }
  [[nodiscard]] OpeningAct last_act(Instant now) const { return pair_openings(*store_, now).at(0).acts.back(); }
  [[nodiscard]] Uuid pair() const { return store_->findings().at(0).id; }
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

TEST_F(Openings, EndByThemselvesAfterTheDaysThatWereAskedForAndTheLogSaysWhen) {
  const Instant now = Instant::now();
  const Uuid id = opened(now, 3);
  const Instant before{now.unix_ms + 3 * kDay - 1, 0}, after{now.unix_ms + 3 * kDay, 0};
  EXPECT_EQ(look(north_, id, before).fields.size(), 5U);
  EXPECT_EQ(last_act(before).deed, OpeningDeed::looked) << "it has not ended yet";
  EXPECT_EQ(look_code(north_, id, after), "opening.not_open");
  EXPECT_EQ(look_code(south_, id, after), "opening.not_open");
  const PairOpening ended = pair_openings(*store_, after).at(0);
  ASSERT_EQ(std::count_if(ended.acts.begin(), ended.acts.end(),
                          [](const OpeningAct& act) { return act.deed == OpeningDeed::ended; }),
            1);
  EXPECT_EQ(ended.acts.back().at, after);
  EXPECT_EQ(ended.acts.back().by, "tilth");
  EXPECT_EQ(ended.acts.back().end, OpeningEnd::time);
  SilentProgress silent;
  EXPECT_TRUE(store_->verify(silent).sound());
}

TEST_F(Openings, ARequestThatNobodyAnswersLapsesAndMayBeMadeAnew) {
  const Instant now = Instant::now();
  const Uuid id = asked(now);
  const Instant before{now.unix_ms + kWaitingDays * kDay - 1, 0}, after{now.unix_ms + kWaitingDays * kDay, 0};
  EXPECT_EQ(code_of([&] { asked(before); }), "opening.nothing_hidden") << "it waits yet";
  EXPECT_EQ(code_of([&] { agreed(id, after); }), "opening.not_waiting");
  EXPECT_EQ(last_act(after).end, OpeningEnd::unanswered);
  EXPECT_EQ(last_act(after).at, after);
  EXPECT_NE(asked(after), id);
}

TEST_F(Openings, ShowWhatTheRightsOfTodayAllow) {
  const Instant now = Instant::now();
  const Uuid id = opened(now);
  EXPECT_EQ(look(north_, id, now).fields.at(0).other, store::Value{std::string{"BELIA, Amara"}});
  store::Caller lower = north_;
  lower.highest_class = model::FieldClass::restricted;
  EXPECT_EQ(look_code(lower, id, now), "opening.unknown");
  // The accident, and with it the casualty, is the south's now.
  const model::RecordType& accident = *store_->model()->find_type("accident");
  store_->append({}, {{.record = named("an"),
                       .type = "accident",
                       .set = {{accident.index_of("organisation"), store::Value{named("south").text()}}}}});
  EXPECT_EQ(look_code(north_, id, now), "opening.unknown");
  EXPECT_EQ(look_code(south_, id, now), "opening.not_open") << "who asked may not read the own record any more";
  EXPECT_EQ(last_act(now).end, OpeningEnd::rights);
}

/// What may happen to an account: it is disabled, may not read names any more, or is of another organisation.
const std::vector<std::function<void(store::Account&)>> kLosses{
    [](store::Account& account) { account.disabled = true; },
    [](store::Account& account) { account.highest_class = model::FieldClass::restricted; },
    [](store::Account& account) { account.organisation = named("third").text(); }};

TEST_F(Openings, StandNoLongerThanTheRightsOfBothPeople) {
  const Instant now = Instant::now();
  for (const auto& lose : kLosses)
    for (const char* who : {"north", "south"}) {
      const Uuid id = opened(now);
      const store::Caller& other = std::string{who} == "north" ? south_ : north_;
      EXPECT_EQ(look_code(other, id, now), "");
      store::Account changed = account(who);
      lose(changed);
      store_->put_account(changed, by("admin"));
      EXPECT_EQ(look_code(other, id, now), "opening.not_open");
      EXPECT_EQ(code_of([&] {
                  OpeningBook{*store_, other, now}.settle(id, "accepted", "one hospital", by(other.name));
                }),
                "opening.not_open");
      const OpeningAct end = pair_openings(*store_, now).back().acts.back();
      EXPECT_EQ(end.deed, OpeningDeed::ended);
      EXPECT_EQ(end.end, OpeningEnd::rights);
      EXPECT_EQ(end.by, "tilth");
      store_->put_account(account(who), by("admin"));
      EXPECT_EQ(look_code(other, id, now), "opening.not_open") << "what has ended stays so";
    }
}

TEST_F(Openings, ARequestOfSomebodyWhoMayNoLongerReadTheOwnRecordIsNotAnswered) {
  const Instant now = Instant::now();
  for (const auto& lose : kLosses) {
    const Uuid id = asked(now);
    store::Account changed = account("north");
    lose(changed);
    store_->put_account(changed, by("admin"));
    EXPECT_EQ(code_of([&] { agreed(id, now); }), "opening.not_waiting");
    OpeningBook book{*store_, south_, now};
    EXPECT_EQ(book.concerning().at(0).opening->state, OpeningState::ended);
    store_->put_account(account("north"), by("admin"));
  }
}

TEST_F(Openings, AreNoQuestionOfTheTwoOnceSomebodyElseDecidedOrThePairIsNotFoundAnyMore) {
  const Instant now = Instant::now();
  const Uuid id = opened(now);
  const auto settled = [&] {
    return code_of([&] { OpeningBook{*store_, north_, now}.settle(id, "waived", "two sisters", by("north")); });
  };
  store_->settle_finding(pair(), "accepted", "an old file", by("manager"));
  EXPECT_EQ(look_code(north_, id, now), "opening.gone");
  EXPECT_EQ(settled(), "opening.gone");
  EXPECT_EQ(store_->findings().at(0).by, "manager");
  store_->settle_finding(pair(), "open", "", by("manager"));
  EXPECT_EQ(look_code(north_, id, now), "") << "it was taken back";
  EXPECT_EQ(settled(), "");
  EXPECT_EQ(look(south_, id, now).decision, "waived") << "one of the two decided";
  store_->settle_finding(pair(), "open", "", by("south"));
  store_->save_findings({store_->findings().at(0).finding.rule}, {});
  EXPECT_EQ(store_->findings().at(0).state, "mended");
  EXPECT_EQ(look_code(north_, id, now), "opening.gone");
  EXPECT_EQ(settled(), "opening.gone");
}

TEST_F(Openings, AReasonThatNobodyCanSeeIsNone) {
  EXPECT_EQ(code_of([&] { asked(Instant::now(), 7, "\u00a0\t\u200b "); }), "opening.reason_missing");
}

TEST_F(Openings, TellOfThemselvesWhomTheyConcernAlone) {
  const Instant now = Instant::now();
  opened(now);
  const auto told = [&](const store::Caller& who) {
    int count = 0;
    store_->operations_since(0, [&](const store::Operation& operation) {
      if (operation.type == text_of(store::LoggedAct::pair_opening))
        count += OpeningBook::concerns(*store_, who, operation.after) ? 1 : 0;
      return true;
    });
    return count;
  };
  EXPECT_EQ(told(north_), 2);
  EXPECT_EQ(told(south_), 2);
  store::Caller colleague = north_, third = caller("third"), low = south_;
  colleague.name = "north2";  // reads the same record, and did not ask
  low.highest_class = model::FieldClass::restricted;
  for (const store::Caller& who : {colleague, third, low, store::public_caller()}) EXPECT_EQ(told(who), 0) << who.name;
}

TEST_F(Openings, AreNotTheLogOfWhoSeesOnlySomeRowsOrNoNames) {
  opened(Instant::now());
  const Uuid log = Uuid::named("openings of pairs of people");
  EXPECT_EQ(store_->history({}, log).size(), 2U);
  EXPECT_TRUE(store_->history(north_, log).empty());
  store::Caller director;
  director.highest_class = model::FieldClass::restricted;
  EXPECT_TRUE(store_->history(director, log).empty());
}

TEST_F(Openings, ARecordThatWasRemovedIsNeitherOpenedNorCounted) {
  const Instant now = Instant::now();
  const Uuid id = opened(now);
  const auto model = store_->model();
  const people::LinkageRule rule = linkage_rule_of(*model, "casualty");
  // Among many other pairs as among none: of records that are not there, or that the caller reads both.
  std::vector<store::SavedFinding> few = store_->findings(), many = few;
  for (int i = 0; i < 60; ++i) {
    many.push_back(few.at(0));
    many.back().finding.records = {Uuid::make(), i % 2 == 0 ? named("n") : Uuid::make()};
  }
  for (const auto& findings : {few, many}) {
    const auto found = possible_duplicates(*store_, north_, rule, findings);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].record, named("n"));
    EXPECT_EQ(found[0].count, 1);
  }
  store_->append({}, {{.kind = store::OperationKind::remove, .record = named("s"), .type = "casualty"}});
  for (const auto& findings : {few, many}) EXPECT_TRUE(possible_duplicates(*store_, north_, rule, findings).empty());
  EXPECT_EQ(look_code(north_, id, now), "opening.gone");
}

}  // namespace
}  // namespace tilth::report
