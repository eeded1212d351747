// SPDX-License-Identifier: Apache-2.0
#include "http/programme_fixture.h"

namespace tilth::http {
namespace {

class Bulk : public ProgrammeTest {
 protected:
  Answer bulk(const Session& who, const Json& body) { return ask(who, Method::post, "/api/bulk", body); }
  Answer undo(const Session& who, const Json& batch) {
    return ask(who, Method::post, "/api/batches/" + batch.get<std::string>() + "/undo");
  }
  std::string priority(const Uuid& id) {
    const auto record = store_->find({}, "hazard", id);
    const auto* text =
        std::get_if<std::string>(&store::value_of(*store_->model()->find_type("hazard"), *record, "priority"));
    return text == nullptr ? "" : *text;
  }
  const Json high_{{"type", "hazard"}, {"filter", "class IN ('cha', 'sha')"}, {"set", {{"priority", "high"}}}};
};

TEST_F(Bulk, ShowsWhatItWouldChangeThenChangesItAndTakesItBack) {
  Json dry = high_;
  dry["dry_run"] = true;
  const std::int64_t before = store_->last_seq();
  const Json shown = bulk(session("operator"), dry).json();
  EXPECT_EQ(shown["count"], 2);
  EXPECT_EQ(shown["sample"][0]["before"]["priority"], nullptr);
  EXPECT_EQ(shown["sample"][0]["after"]["priority"], "high");
  EXPECT_EQ(store_->last_seq(), before);

  const Json done = bulk(session("operator"), high_).json();
  EXPECT_EQ(done["count"], 2);
  EXPECT_EQ(priority(hazard_), "high");
  EXPECT_EQ(bulk(session("operator"), high_).json()["count"], 0);  // nothing is left to change

  const Json undone = undo(session("operator"), done["batch"]).json();
  EXPECT_EQ(undone["count"], 2);
  EXPECT_EQ(priority(hazard_), "");
  // An undo is a batch like any other.
  ASSERT_EQ(undo(session("operator"), undone["batch"]).problem, "");
  EXPECT_EQ(priority(other_), "high");
}

TEST_F(Bulk, DoesNotTakeBackWhatMovedOnAndThenTakesNothingBack) {
  const Json done = bulk(session("operator"), high_).json();
  change("hazard", other_, {{"name", "Hill"}});
  const Answer answer = undo(session("operator"), done["batch"]);
  EXPECT_EQ(answer.problem, "batch.moved_on");
  EXPECT_EQ(answer.values["records"][0]["id"], other_.text());
  EXPECT_EQ(priority(hazard_), "high");
}

TEST_F(Bulk, IsTakenBackByItsAuthorOrAManager) {
  const Json done = bulk(session("operator"), high_).json();
  EXPECT_EQ(undo(session("collector"), done["batch"]).problem, "batch.not_yours");
  EXPECT_EQ(undo(session("information_manager"), done["batch"]).problem, "");
  EXPECT_EQ(undo(session("operator"), "999998-999999").problem, "batch.unknown");
  EXPECT_EQ(ask(session("operator"), Method::post, "/api/batches/x/undo").problem, "batch.unknown");
}

TEST_F(Bulk, ChangesOnlyWhatTheCallerMaySee) {
  const Json done = bulk(operator_of(first_), high_).json();
  EXPECT_EQ(done["count"], 1);
  EXPECT_EQ(priority(other_), "");
  Json by_id = high_;
  by_id.erase("filter");
  by_id["ids"] = {other_.text()};
  EXPECT_EQ(bulk(operator_of(first_), by_id).json()["count"], 0);
  EXPECT_EQ(bulk(partner(), high_).problem, "store.unknown_type");
}

TEST_F(Bulk, RefusesWhatNobodyMeans) {
  const auto problem = [&](const Json& set) {
    return bulk(session("operator"), {{"type", "hazard"}, {"filter", "class = 'cha'"}, {"set", set}}).problem;
  };
  EXPECT_EQ(problem({{"landowner", "one name"}}), "bulk.field_of_one");
  EXPECT_EQ(problem({{"local_id", "HA-9"}}), "bulk.field_of_one");
  EXPECT_EQ(problem({{"status", "closed"}}), "workflow.by_steps_only");
  EXPECT_EQ(problem({{"area_computed", 7}}), "store.computed_field");
  EXPECT_EQ(problem({{"nothing", 7}}), "store.unknown_field");
  EXPECT_EQ(problem({{"identified_on", "soon"}}), "field.bad_value");
  EXPECT_EQ(problem(Json::object()), "request.bad_member");
  // All records of a type is never said by leaving the filter out.
  EXPECT_EQ(bulk(session("operator"), {{"type", "hazard"}, {"set", {{"name", "x"}}}}).problem, "request.bad_member");
  EXPECT_EQ(
      bulk(viewer(), {{"type", "casualty"}, {"filter", "date_of_birth IS NULL"}, {"set", {{"source", "x"}}}}).problem,
      "store.hidden_field");
}

}  // namespace
}  // namespace tilth::http
