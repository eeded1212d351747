// SPDX-License-Identifier: Apache-2.0
// A finding that stops work in the moment it is written.
#include "base/problem.h"
#include "store/sqlite/sqlite_store.h"
#include "store_fixture.h"

namespace tilth::store {
namespace {

std::map<std::string, std::string> quality_programme() {
  return {
      {"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
      {"codes/state.yaml",
       "codes: state\ntitle: State\nvalues: {ongoing: Ongoing, suspended: Suspended, done: Done}\n"},
      {"types/task.yaml",
       "type: task\ntitle: Task\nsource: t\nfields:\n  state: {kind: code, codes: state}\n  stopped_on: {kind: date}\n"
       "children:\n  critical_open: {of: fault, by: visit.task, where: \"critical = TRUE AND verified = FALSE\"}\n"
       "workflow:\n  field: state\n  initial: ongoing\n  transitions:\n"
       "    - {from: ongoing, to: suspended, name: suspend, at_once: \"critical_open > 0\", set: {stopped_on: "
       "today()}}\n"
       "    - {from: suspended, to: ongoing, name: resume, guard: \"critical_open = 0\"}\n"
       "    - {from: ongoing, to: done, name: finish}\n"},
      {"types/visit.yaml", "type: visit\ntitle: Visit\nsource: t\nfields:\n  task: {kind: reference, to: task}\n"},
      {"types/fault.yaml",
       "type: fault\ntitle: Fault\nsource: t\nfields:\n  visit: {kind: reference, to: visit}\n"
       "  critical: {kind: boolean}\n  verified: {kind: boolean}\n"}};
}

class StepsAtOnce : public StoreTest {
 protected:
  void SetUp() override {
    store_ = sqlite::create(file(), quality_programme());
    store_->append(by("before"),
                   {create("task", kTask, {{"state", "ongoing"}}), create("task", kOther, {{"state", "ongoing"}}),
                    create("task", kDone, {{"state", "done"}}), create("visit", kVisit, {{"task", kTask.text()}}),
                    create("visit", kVisitOfDone, {{"task", kDone.text()}}), create("visit", kNowhere, {})});
  }
  [[nodiscard]] Change fault(const Uuid& id, const Uuid& visit, bool critical = true, bool verified = false) const {
    return create("fault", id, {{"visit", visit.text()}, {"critical", critical}, {"verified", verified}});
  }
  [[nodiscard]] std::string state(const Uuid& task) const {
    return std::get<std::string>(at(*store_->find(owner_, "task", task), "state"));
  }
  const Uuid kTask = Uuid::named("task"), kOther = Uuid::named("other"), kDone = Uuid::named("done"),
             kVisit = Uuid::named("visit"), kVisitOfDone = Uuid::named("visit of done"),
             kNowhere = Uuid::named("nowhere"), kFault = Uuid::named("fault");
};

INSTANTIATE_TEST_SUITE_P(Makers, StepsAtOnce, testing::ValuesIn(makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(StepsAtOnce, AreTakenForTheRecordThatIsCountedForAndNoOther) {
  const std::int64_t seq = store_->append(by("found"), {fault(kFault, kVisit)});
  EXPECT_EQ(state(kTask), "suspended");
  EXPECT_EQ(state(kOther), "ongoing");
  EXPECT_EQ(store_->find(owner_, "fault", kFault)->seq, seq) << "the writer is told of its own operation";
  const auto history = store_->history(owner_, kTask);
  ASSERT_EQ(history.size(), 2U);
  const Operation& taken = history[0].seq > history[1].seq ? history[0] : history[1];
  EXPECT_EQ(taken.context.author, "tilth");
  EXPECT_TRUE(taken.context.extra.is_object());
  EXPECT_EQ(taken.context.reason, "suspend: critical_open > 0");
  EXPECT_EQ(taken.after, Json({{"state", "suspended"}, {"stopped_on", cql2::now_or_set().date().text()}}));
  reopen();
  EXPECT_EQ(state(kTask), "suspended");
  SilentProgress silent;
  EXPECT_TRUE(store_->verify(silent).sound());
}

TEST_P(StepsAtOnce, WaitWhereTheConditionDoesNotHoldOrTheRecordStandsElsewhere) {
  const std::int64_t last =
      store_->append(by("found"), {fault(kFault, kVisit, false), fault(Uuid::named("verified"), kVisit, true, true),
                                   fault(Uuid::named("of a task that is done"), kVisitOfDone)});
  EXPECT_EQ(state(kTask), "ongoing");
  EXPECT_EQ(state(kDone), "done");
  EXPECT_EQ(store_->last_seq(), last) << "nothing was written beside";
}

TEST_P(StepsAtOnce, FollowARecordOnTheWayToo) {
  store_->append(by("found"), {fault(kFault, kNowhere)});
  EXPECT_EQ(state(kOther), "ongoing");
  store_->append(by("said where"), {set("visit", kNowhere, {{"task", kOther.text()}})});
  EXPECT_EQ(state(kOther), "suspended");
}

TEST_P(StepsAtOnce, FollowARecordOnTheWayThatComesAfterWhatIsCounted) {
  const Uuid later = Uuid::named("visit that comes later");
  store_->append(by("synchronised"), {fault(kFault, later)});
  EXPECT_EQ(state(kTask), "ongoing");
  store_->append(by("synchronised"), {create("visit", later, {{"task", kTask.text()}})});
  EXPECT_EQ(state(kTask), "suspended");
}

TEST_P(StepsAtOnce, AreTakenOnceAndAgainOnlyForWhatIsWrittenAnew) {
  store_->append(by("found"), {fault(kFault, kVisit)});
  // A source that insists is taken at its word: a check says what that means.
  store_->append(by("the source says so"), {set("task", kTask, {{"state", "ongoing"}})});
  EXPECT_EQ(state(kTask), "ongoing");
  store_->append(by("found again"), {fault(Uuid::named("second"), kVisit)});
  EXPECT_EQ(state(kTask), "suspended");
}

TEST_P(StepsAtOnce, FollowABulkLoadAndOnlyOneThatIsCommitted) {
  { store_->begin_load(by("given up"))->add(fault(kFault, kVisit)); }
  EXPECT_EQ(state(kTask), "ongoing");
  auto load = store_->begin_load(by("import"));
  load->add(fault(kFault, kVisit));
  SilentProgress silent;
  const std::int64_t seq = load->commit(silent);
  load.reset();
  EXPECT_EQ(state(kTask), "suspended");
  EXPECT_EQ(store_->find(owner_, "fault", kFault)->seq, seq);
  EXPECT_EQ(store_->last_seq(), seq + 1);
  EXPECT_TRUE(store_->verify(silent).sound());
}

TEST_P(StepsAtOnce, OfManyAreEachTakenByThemselves) {
  auto load = store_->begin_load(by("import"));
  const Uuid visit = Uuid::named("visit of the other");
  load->add(create("visit", visit, {{"task", kOther.text()}}));
  load->add(fault(kFault, kVisit));
  load->add(fault(Uuid::named("second"), visit));
  SilentProgress silent;
  const std::int64_t seq = load->commit(silent);
  load.reset();
  EXPECT_EQ(state(kTask), "suspended");
  EXPECT_EQ(state(kOther), "suspended");
  EXPECT_EQ(store_->last_seq(), seq + 2);
  EXPECT_TRUE(store_->verify(silent).sound());
}

TEST_P(StepsAtOnce, AreNotLookedForWhereNothingThatCountsIsWritten) {
  store_->append(by("found"), {fault(kFault, kVisit)});
  store_->append(by("the source says so"), {set("task", kTask, {{"state", "ongoing"}})});
  // A fault of no weight, and a visit that stays where it was, say nothing new of what was found.
  const std::int64_t last =
      store_->append(by("later"), {fault(Uuid::named("slight"), kVisit, false), set("visit", kNowhere, {})});
  EXPECT_EQ(state(kTask), "ongoing");
  EXPECT_EQ(store_->last_seq(), last);
}

TEST_P(StepsAtOnce, AWriterWithoutARightToTheTaskStopsItAllTheSame) {
  Batch guarded = by("found by an inspector");
  Caller inspector;
  inspector.name = "ivo";
  inspector.rows.emplace("task", cql2::parse_text("state = 'done'"));
  guarded.rights = inspector;
  store_->append(guarded, {fault(kFault, kVisit)});
  EXPECT_EQ(state(kTask), "suspended");
}

}  // namespace
}  // namespace tilth::store
