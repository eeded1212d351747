// SPDX-License-Identifier: Apache-2.0
// What a decision on a pair of two types changes, and that taking it back takes back that change and no other.
#include "report/repair.h"

#include "base/problem.h"
#include "report/person_pairs.h"
#include "store/sqlite/sqlite_store.h"
#include "store/written_record.h"
#include "support/paths.h"
#include "support/scratch_folder.h"

#include <gtest/gtest.h>

#include <functional>

namespace tilth::report {
namespace {

Uuid named(const std::string& name) { return Uuid::named("repair/" + name); }

const char* const kProgramme = R"json({
  "place": [{"id": "land", "pcode": "0", "level": 0, "name": "Kitara"}],
  "organisation": [{"id": "north", "local_id": "N", "name": "North", "kind": "local_ngo"}],
  "accident": [{"id": "an", "local_id": "AN", "class": "mine", "happened_on": "2019-05-06", "place": "land", "organisation": "north"}],
  "casualty": [{"id": "a", "code": "A1", "accident": "an", "happened_on": "2019-05-06", "sex": "female", "age_band": "adult", "outcome": "injured",
                "civil_status": "civilian", "name": "Amara Belia"},
               {"id": "b", "code": "B1", "accident": "an", "happened_on": "2019-05-06", "sex": "female", "age_band": "adult", "outcome": "injured",
                "civil_status": "civilian", "name": "BELIA, Amara"}],
  "survivor_case": [{"id": "case", "local_id": "C1", "name": "Amara Belia", "victim_kind": "survivor", "registered_on": "2020-02-03", "place": "land",
                     "organisation": "north", "sex": "female", "age_band": "adult", "consent": true, "consent_to": ["ngos"], "status": "identified"}]
})json";

/// One case that may be of either of two casualties.
class Decisions : public testing::Test {
 protected:
  void SetUp() override {
    const auto model = model::load({test::source_dir() / "model"}).model;
    store_ = store::sqlite::create(folder_ / "kitara.gpkg", model->sources);
    std::vector<store::Change> changes;
    const Json programme = Json::parse(kProgramme);
    for (const char* type : {"place", "organisation", "accident", "casualty", "survivor_case"})
      for (const Json& record : programme.at(type))
        changes.push_back(
            store::written_record(*model->find_type(type), record,
                                  [](std::string_view, const Json& name) { return named(name.get<std::string>()); }));
    store_->append({}, changes);
    const people::LinkageRule rule = linkage_rule_of(*store_->model(), "survivor_case", "casualty");
    people::ProposedPair pair;
    pair.one = named("case");
    pair.levels.assign(rule.fields.size(), 1);
    pair.weights.assign(rule.fields.size(), 1);
    std::vector<Finding> found;
    for (const char* casualty : {"a", "b"}) {
      pair.other = named(casualty);
      found.push_back(pair_finding(rule, pair));
      ids_[casualty] = found.back().id();
    }
    store_->save_findings({rule.rule->id}, found);
  }

  [[nodiscard]] store::SavedFinding pair(const std::string& casualty) const {
    for (store::SavedFinding& one : store_->findings())
      if (one.id == ids_.at(casualty)) return std::move(one);
    throw std::logic_error("no such pair");
  }
  std::string decide(const std::string& casualty, std::string_view state) {
    store::Batch by;
    by.author = "manager";
    by.reason = "one file";
    return code_of([&] { settle_pair(*store_, pair(casualty), state, "one file", by); });
  }
  static std::string code_of(const std::function<void()>& act) {
    try {
      act();
    } catch (const Problem& problem) {
      return std::string{problem.kind().code};
    }
    return "";
  }
  [[nodiscard]] int reference() const { return store_->model()->find_type("survivor_case")->index_of("casualty"); }
  /// By hand: an ordinary change; nobody: empties it.
  void name(const std::string& casualty) {
    store_->append(
        {}, {{.record = named("case"),
              .type = "survivor_case",
              .set = {{reference(), casualty.empty() ? store::Value{} : store::Value{named(casualty).text()}}}}});
  }
  [[nodiscard]] std::string names() const {
    const auto record = store_->find({}, "survivor_case", named("case"));
    const auto* text = std::get_if<std::string>(&record->values[static_cast<std::size_t>(reference())].base());
    return text == nullptr ? "" : *text == named("a").text() ? "a" : "b";
  }

  test::ScratchFolder folder_;
  std::unique_ptr<store::Store> store_;
  std::map<std::string, Uuid> ids_;
};

TEST_F(Decisions, AreTakenBackWithTheReferenceThatTheySet) {
  EXPECT_EQ(decide("a", "accepted"), "");
  EXPECT_EQ(names(), "a");
  EXPECT_EQ(decide("b", "accepted"), "link.reference_set");
  EXPECT_EQ(decide("a", "open"), "");
  EXPECT_EQ(names(), "");
  EXPECT_EQ(decide("b", "accepted"), "");
  EXPECT_EQ(decide("b", "waived"), "");
  EXPECT_EQ(names(), "");
  EXPECT_EQ(pair("b").state, "waived");
}

TEST_F(Decisions, OfOnePairAreNotTakenBackByAnotherThatSetsTheSameReference) {
  EXPECT_EQ(decide("a", "accepted"), "");
  name("");
  EXPECT_EQ(decide("b", "accepted"), "");
  EXPECT_EQ(decide("a", "open"), "store.stale") << "the reference was changed since";
  EXPECT_EQ(names(), "b");
  EXPECT_EQ(pair("b").state, "accepted");
  EXPECT_EQ(decide("b", "open"), "");
  EXPECT_EQ(names(), "");
}

TEST_F(Decisions, ThatFindTheReferenceSetChangeNothingAndTakeNothingBack) {
  name("a");
  const std::int64_t before = store_->find({}, "survivor_case", named("case"))->seq;
  EXPECT_EQ(decide("b", "accepted"), "link.reference_set");
  EXPECT_EQ(decide("a", "accepted"), "");
  EXPECT_EQ(pair("a").state, "accepted");
  EXPECT_EQ(store_->find({}, "survivor_case", named("case"))->seq, before);
  EXPECT_EQ(decide("a", "open"), "");
  EXPECT_EQ(names(), "a") << "who set it by hand decides of it";
  // Also where the same pair had set it before, and that was taken back.
  name("");
  EXPECT_EQ(decide("a", "accepted"), "");
  EXPECT_EQ(decide("a", "open"), "");
  name("a");
  EXPECT_EQ(decide("a", "accepted"), "");
  EXPECT_EQ(decide("a", "open"), "");
  EXPECT_EQ(names(), "a");
}

TEST_F(Decisions, AreTakenBackOnlyFromTheStateThatWasLookedAt) {
  EXPECT_EQ(decide("a", "accepted"), "");
  const auto undone = undo_change(*store_, {}, pair("a").finding);
  ASSERT_TRUE(undone);
  EXPECT_EQ(undone->seen_seq, store_->find({}, "survivor_case", named("case"))->seq);
  name("b");
  EXPECT_EQ(code_of([&] { store_->append({}, {*undone}); }), "store.stale");
  EXPECT_EQ(names(), "b");
  EXPECT_FALSE(undo_change(*store_, {}, pair("b").finding)) << "it was never applied";
}

}  // namespace
}  // namespace tilth::report
