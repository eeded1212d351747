// SPDX-License-Identifier: Apache-2.0
// The steps of a workflow: who may take them, what bars them, what they write.
#include "model/workflow_step.h"

#include "base/problem.h"
#include "model/field_value.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace tilth::model {
namespace {

Loaded programme() {
  return load_sources(
      {{"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
       {"codes/state.yaml", "codes: state\ntitle: State\nvalues: {draft: Draft, sent: Sent, approved: Approved}\n"},
       {"types/land.yaml",
        "type: land\ntitle: Land\nsource: t\nfields:\n"
        "  state: {kind: code, codes: state}\n"
        "  area: {kind: area}\n"
        "  sent_on: {kind: date}\n"
        "  approved_on: {kind: date}\n"
        "  name: {kind: text, required: true}\n"
        "rules:\n"
        "  - id: land.too_large\n    severity: error\n    when: state = 'approved'\n    must: area < 1000\n"
        "    message: Too large\n    source: t\n    examples:\n"
        "      - {state: approved, area: 10, holds: true}\n      - {state: approved, area: 5000, holds: false}\n"
        "workflow:\n  field: state\n  initial: draft\n  transitions:\n"
        "    - {from: draft, to: sent, name: send, set: {sent_on: \"coalesce(sent_on, today())\"}}\n"
        "    - {from: sent, to: approved, name: approve, roles: [reviewer], guard: area > 0, needs_no_errors: true, "
        "set: {approved_on: today()}}\n"
        "    - {from: sent, to: draft, name: return}\n"}});
}

class Steps : public testing::Test {
 protected:
  void SetUp() override {
    loaded_ = programme();
    for (const ModelProblem& problem : loaded_.problems) ADD_FAILURE() << problem.line << ": " << problem.message;
    ASSERT_NE(loaded_.model, nullptr);
    type_ = loaded_.model->find_type("land");
    steps_ = std::make_unique<WorkflowSteps>(*loaded_.model, *type_);
  }
  std::vector<cql2::Value> land(const Json& given) const {
    std::vector<cql2::Value> values(type_->fields.size());
    for (const auto& [name, json] : given.items()) {
      const auto index = static_cast<std::size_t>(type_->index_of(name));
      values[index] = value_from_json(type_->fields[index], json);
    }
    return values;
  }
  /// The code of the problem that bars the step; empty when it is taken.
  std::string barred(std::string_view step, const Json& given, const std::vector<std::string>& roles = {},
                     std::size_t open_errors = 0) const {
    try {
      (void)steps_->taken(step, Uuid{}, land(given), roles, Alone{}, open_errors);
      return "";
    } catch (const Problem& problem) {
      return std::string{problem.kind().code};
    }
  }

  Loaded loaded_;
  const RecordType* type_ = nullptr;
  std::unique_ptr<WorkflowSteps> steps_;
};

TEST_F(Steps, WriteTheStateAndTheirEffectsAndNothingElse) {
  const auto writes = steps_->taken("send", Uuid{}, land({{"state", "draft"}, {"name", "North"}}), {}, Alone{});
  ASSERT_EQ(writes.size(), 2U);
  EXPECT_EQ(writes[0].first, type_->index_of("state"));
  EXPECT_EQ(shown(writes[0].second), "sent");
  EXPECT_EQ(writes[1].first, type_->index_of("sent_on"));
  EXPECT_EQ(shown(writes[1].second), Instant::now().date().text());
}

TEST_F(Steps, KeepWhatAPersonEnteredWhereTheEffectSaysSo) {
  const auto writes = steps_->taken("send", Uuid{}, land({{"state", "draft"}, {"sent_on", "2024-03-01"}}), {}, Alone{});
  EXPECT_EQ(shown(writes[1].second), "2024-03-01");
}

TEST_F(Steps, BeginAtTheInitialStateWhereTheRecordHasNone) {
  EXPECT_EQ(barred("send", {{"name", "North"}}), "");
  EXPECT_EQ(barred("approve", {{"name", "North"}, {"area", 5}}, {"reviewer"}), "workflow.unknown_step");
}

TEST_F(Steps, AreRefusedFromAnotherState) {
  EXPECT_EQ(barred("approve", {{"state", "draft"}, {"area", 5}}, {"reviewer"}), "workflow.unknown_step");
  EXPECT_EQ(barred("send", {{"state", "approved"}}), "workflow.unknown_step");
  EXPECT_EQ(barred("sendd", {{"state", "draft"}}), "workflow.unknown_step");
  EXPECT_TRUE(steps_->listed("draft", "sent"));
  EXPECT_FALSE(steps_->listed("draft", "approved"));
}

TEST_F(Steps, AreForTheirRolesAlone) {
  const Json sent{{"state", "sent"}, {"area", 5}, {"name", "North"}};
  EXPECT_EQ(barred("approve", sent, {"collector"}), "workflow.wrong_role");
  EXPECT_EQ(barred("approve", sent), "workflow.wrong_role");
  EXPECT_EQ(barred("approve", sent, {"collector", "reviewer"}), "");
  EXPECT_EQ(barred("approve", sent, {"administrator"}), "") << "an administrator may take each step";
}

TEST_F(Steps, AreBarredByAGuardThatIsUnmetOrUnknown) {
  EXPECT_EQ(barred("approve", {{"state", "sent"}, {"area", 0}, {"name", "N"}}, {"reviewer"}), "workflow.guard_unmet");
  EXPECT_EQ(barred("approve", {{"state", "sent"}, {"name", "N"}}, {"reviewer"}), "workflow.guard_unmet");
}

TEST_F(Steps, ThatNeedNoErrorsAreBarredByThoseThatTheStepItselfWouldMake) {
  // The rule speaks of approved land alone, so before the step nothing is wrong.
  EXPECT_EQ(barred("approve", {{"state", "sent"}, {"area", 5000}, {"name", "N"}}, {"reviewer"}),
            "workflow.errors_left");
  EXPECT_EQ(barred("approve", {{"state", "sent"}, {"area", 5}}, {"reviewer"}), "workflow.errors_left");  // no name
  EXPECT_EQ(barred("approve", {{"state", "sent"}, {"area", 5}, {"name", "N"}}, {"reviewer"}, 1),
            "workflow.errors_left");
}

TEST_F(Steps, ThatApproveNeedNoErrorsThoughTheModelDoesNotSaySo) {
  RecordType approving = *type_;
  approving.workflow->transitions[1].needs_no_errors = false;
  const WorkflowSteps steps{*loaded_.model, approving};
  const auto open = steps.open(Uuid{}, land({{"state", "sent"}, {"area", 5}}), {"reviewer"}, Alone{});
  ASSERT_EQ(open[0].errors.size(), 1U);
  EXPECT_EQ(open[0].errors[0].place, "name");
  EXPECT_FALSE(open[0].allowed());
  EXPECT_TRUE(open[1].errors.empty()) << "sending back asks for nothing";
}

TEST_F(Steps, NeedAReasonWhereTheyRejectOrTakeAnApprovalBack) {
  EXPECT_TRUE(needs_reason({.from = "sent", .to = "rejected", .name = "reject"}));
  EXPECT_TRUE(needs_reason({.from = "approved", .to = "draft", .name = "reopen"}));
  EXPECT_FALSE(needs_reason({.from = "sent", .to = "approved", .name = "approve"}));
}

TEST_F(Steps, AreAllShownWithWhatBarsThem) {
  const auto open = steps_->open(Uuid{}, land({{"state", "sent"}}), {"collector"}, Alone{});
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].transition->name, "approve");
  EXPECT_FALSE(open[0].role_may);
  EXPECT_FALSE(open[0].guard_holds);
  EXPECT_EQ(open[1].transition->name, "return");
  EXPECT_TRUE(open[1].role_may);
  EXPECT_TRUE(open[1].guard_holds);
}

TEST_F(Steps, AreThoseOfATypeWithAWorkflow) {
  RecordType without = *type_;
  without.workflow.reset();
  EXPECT_THROW((WorkflowSteps{*loaded_.model, without}), std::invalid_argument);
}

}  // namespace
}  // namespace tilth::model
