// SPDX-License-Identifier: Apache-2.0
// The checks against faults that were planted on purpose: no kind is missed, and a clean programme raises no alarm.
#include "report/check_score.h"

#include "base/problem.h"
#include "generate/generate.h"
#include "report/person_pairs.h"
#include "report/whole_check.h"
#include "store/sqlite/sqlite_store.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

namespace tilth::report {
namespace {

namespace fs = std::filesystem;

class CheckedProgramme : public testing::Test {
 protected:
  CheckedProgramme() : folder_(fs::temp_directory_path() / ("tilth-score-" + Uuid::make().text())) {
    fs::create_directories(folder_);
  }
  ~CheckedProgramme() override {
    store_.reset();
    std::error_code error;
    fs::remove_all(folder_, error);
  }

  void generate(generate::Options options) {
    store_.reset();
    store_ = store::sqlite::create(folder_ / (Uuid::make().text() + ".gpkg"),
                                   model::load({test::source_dir() / "model"}).model->sources);
    options.planted = [this](const generate::PlantedFault& fault) {
      planted_.push_back({fault.kind, fault.rule, fault.record, fault.other});
    };
    made_ = generate::made_up_programme(*store_, {}, options, silent_);
  }
  std::vector<Finding> findings() { return whole_check(*store_, {}, {}, silent_).findings; }
  static std::string words(const Finding& finding) {
    return finding.rule + " " + (finding.records.empty() ? "" : finding.records.front().text()) + " " +
           finding.values.dump();
  }

  fs::path folder_;
  std::unique_ptr<store::Store> store_;
  SilentProgress silent_;
  std::vector<KnownFault> planted_;
  generate::Made made_;
};

TEST_F(CheckedProgramme, WithoutAPlantedFaultRaisesNoAlarm) {
  for (const std::uint64_t seed : {1U, 2U}) {
    for (const std::uint64_t records : {200U, 8'000U}) {
      generate({.seed = seed, .records = records});
      for (const Finding& finding : findings()) ADD_FAILURE() << "seed " << seed << ": " << words(finding);
    }
  }
  EXPECT_TRUE(planted_.empty());
}

TEST_F(CheckedProgramme, HasEveryRecordTypeOfTheModel) {
  generate({.records = 8'000});
  for (const model::RecordType& type : store_->model()->types)
    EXPECT_GT(made_.by_type[type.name], 0U) << "no " << type.name << " in the made-up programme";
}

TEST_F(CheckedProgramme, MissesNoPlantedFaultAndAccusesNoCleanSite) {
  generate({.seed = 3, .records = 22'000, .dirt = 0.5});
  const CheckScore score = score_check(planted_, findings());
  for (const KindScore& kind : score.kinds)
    EXPECT_TRUE(kind.missed.empty()) << kind.kind << ": " << kind.rule << " missed " << kind.missed.size() << " of "
                                     << kind.planted << ", as " << kind.missed.front().text();
  for (const Finding& finding : score.false_alarms) ADD_FAILURE() << "false alarm: " << words(finding);
  const auto pairs =
      std::count_if(planted_.begin(), planted_.end(), [](const KnownFault& fault) { return !fault.other.is_nil(); });
  std::set<std::string> of_pairs;
  for (const KnownFault& fault : planted_)
    if (!fault.other.is_nil()) of_pairs.insert(fault.kind);
  EXPECT_EQ(of_pairs, (std::set<std::string>{"person_twice", "survivor_without_casualty"}))
      << "linkage's to find, not the check's";
  EXPECT_EQ(score.kinds.size() + of_pairs.size(), generate::fault_kinds().size()) << "some kind was never planted";
  EXPECT_EQ(score.planted() + pairs, static_cast<std::int64_t>(made_.faults));
  EXPECT_GE(score.expected, score.planted() / 2);
}

TEST_F(CheckedProgramme, LinkageFindsThePeopleWhoWerePlantedTwiceAndFewOthers) {
  generate({.seed = 5, .records = 24'000, .rates = {{"person_twice", 0.03}}});
  const people::LinkageRule rule = linkage_rule_of(*store_->model(), "casualty");
  const people::Linkage linkage = people::link_records(*store_, {}, rule, {}, silent_);
  ASSERT_GE(planted_.size(), 30U);
  const stats::LinkageQuality quality = score_pairs(planted_, rule.rule->id, linkage.pairs);
  EXPECT_GE(quality.recall.value_or(0), 0.95);
  EXPECT_GE(quality.precision.value_or(0), 0.90);
  EXPECT_GT(*linkage.reduction_ratio, 0.95);
}

TEST_F(CheckedProgramme, LinkageProposesHardlyAnybodyWhereNobodyStandsTwice) {
  generate({.seed = 6, .records = 20'000});
  const people::LinkageRule rule = linkage_rule_of(*store_->model(), "casualty");
  const people::Linkage linkage = people::link_records(*store_, {}, rule, {}, silent_);
  EXPECT_GT(linkage.compared, 100);
  EXPECT_LE(linkage.pairs.size(), 2U);
}

TEST_F(CheckedProgramme, NamesOnlyRulesThatTheModelHas) {
  generate({.records = 600});
  const auto model = store_->model();
  std::set<std::string> rules{"field.required", "field.code_unknown", "field.several_values", "field.out_of_range"};
  for (const model::RecordType& type : model->types)
    for (const model::Rule& rule : type.rules) rules.insert(rule.id);
  for (const generate::FaultDescription& kind : generate::fault_kinds())
    EXPECT_TRUE(rules.contains(std::string{kind.rule})) << kind.kind << " names " << kind.rule;
}

TEST_F(CheckedProgramme, HasOneKindOfDirtAtItsOwnRate) {
  generate({.records = 4'000, .rates = {{"crossing_outline", 0.25}}});
  EXPECT_NEAR(static_cast<double>(made_.faults) / static_cast<double>(made_.sites), 0.25, 0.06);
  for (const KnownFault& fault : planted_) EXPECT_EQ(fault.rule, "hazard.invalid_outline");
}

Finding finding(const std::string& rule, const Uuid& record) {
  Finding made;
  made.rule = rule;
  made.records = {record};
  return made;
}

TEST(CheckScore, CountsAMissAFalseAlarmAndWhatAFaultDragsAlong) {
  const Uuid one = Uuid::from_parts(1000, 1, 1), neighbour = Uuid::from_parts(1000, 2, 2);  // one site
  const Uuid two = Uuid::from_parts(2000, 3, 3), three = Uuid::from_parts(3000, 4, 4);
  const std::vector<KnownFault> faults{{"kind_a", "x.rule", one}, {"kind_b", "y.rule", two}};
  const CheckScore score = score_check(faults, {finding("x.rule", one), finding("z.rule", neighbour),
                                                finding("y.rule", three), finding("q.rule", three)});
  ASSERT_EQ(score.kinds.size(), 2U);
  EXPECT_TRUE(score.kinds[0].missed.empty());
  EXPECT_EQ(score.kinds[1].missed, std::vector<Uuid>{two}) << "found by its rule, but on another record";
  EXPECT_EQ(score.missed(), 1);
  EXPECT_EQ(score.expected, 1);
  EXPECT_EQ(score.in_its_train, 1);
  EXPECT_EQ(score.false_alarms.size(), 2U);
}

TEST(CheckScore, ReadsWhatGenerateWroteAndRefusesAnythingElse) {
  const Uuid record = Uuid::from_parts(1000, 1, 1);
  std::istringstream good{"kind,rule,record,other,what\nshort_ring,hazard.ring_too_short," + record.text() +
                          ",,\"a, b\"\nperson_twice,casualty.same_person," + record.text() + "," + record.text() +
                          ",\"c\"\n"};
  const auto faults = read_truth(good);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].rule, "hazard.ring_too_short");
  EXPECT_EQ(faults[0].record, record);
  EXPECT_TRUE(faults[0].other.is_nil());
  EXPECT_EQ(faults[1].other, record);
  std::istringstream bad{"kind,rule,record,other,what\nshort_ring,hazard.ring_too_short,HA-17,,x\n"};
  EXPECT_THROW(read_truth(bad), Problem);
}

}  // namespace
}  // namespace tilth::report
