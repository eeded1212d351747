// SPDX-License-Identifier: Apache-2.0
// The base model loads without a problem, and every rule's examples come out as they say.
#include "model/field_value.h"
#include "model/record_check.h"

#include "base/problem.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>

namespace tilth::model {
namespace {

TEST(BaseModel, LoadsWithoutAProblemAndEveryExampleComesOutRight) {
  const Loaded loaded = load({test::source_dir() / "model"});
  for (const ModelProblem& problem : loaded.problems)
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message << " " << problem.hint;
  ASSERT_NE(loaded.model, nullptr);
  for (const ModelProblem& problem : run_examples(*loaded.model))
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message;
}

TEST(BaseModel, NeverCallsReleasedLandSafe) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  for (const CodeList& list : loaded.model->code_lists) {
    for (const Code& code : list.codes)
      EXPECT_FALSE(std::regex_search(code.title.en(), std::regex{"\\b[Ss]afe\\b"})) << list.name << " " << code.value;
  }
}

/// Codes of the reference that no rule carries, since the programme cannot hold or show what they forbid; each with the
/// test that shows it.
const std::map<std::string, std::string> kKeptByConstruction{
    {"D03", "BaseModel.HasNoRoomForTwoValuesInAFieldOfOne"},
    {"D04", "RecordCheck.FindsMissingUnknownAndOutOfRangeAndProposesTheCodeThatWasMeant"},
    {"S03", "BaseModel.CountsTasksApartFromDevices"},
};

/// The codes that rules carry, each with the severities it has.
std::map<std::string, std::set<std::string>> rule_codes(const Model& model) {
  std::map<std::string, std::set<std::string>> codes;
  for (const RecordType& type : model.types) {
    for (const Rule& rule : type.rules)
      if (!rule.code.empty()) codes[rule.code].insert(std::string{text_of(rule.severity)});
    for (const auto& [field, code] : type.apart) codes[code].insert("apart");
  }
  return codes;
}

TEST(BaseModel, HasEveryRuleOfTheReferenceAndNoneVanishes) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  const std::map<std::string, std::set<std::string>> known = rule_codes(*loaded.model);
  std::vector<std::string> wanted;
  const auto series = [&](const std::string& letters, int last, const char* digits) {
    for (int i = 1; i <= last; ++i) {
      char number[8];
      std::snprintf(number, sizeof number, digits, i);
      wanted.push_back(letters + number);
    }
  };
  series("G", 16, "%02d");
  series("D", 19, "%02d");
  series("A", 5, "%02d");
  series("E", 6, "%02d");
  series("B", 5, "%02d");
  series("S", 3, "%02d");
  for (const std::string& code : wanted)
    EXPECT_TRUE(known.contains(code) || kKeptByConstruction.contains(code)) << code << " is gone";
  for (const auto& [code, test] : kKeptByConstruction)
    EXPECT_FALSE(known.contains(code)) << code << " has a rule now: take it out of the list";
}

TEST(BaseModel, WarnsOfLateInformationAndNeverBlocksIt) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  EXPECT_EQ(rule_codes(*loaded.model).at("D06"), (std::set<std::string>{"warning"}));
}

TEST(BaseModel, GivesEachCodeTheSeverityOfTheReference) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  const std::map<std::string, std::set<std::string>> known = rule_codes(*loaded.model);
  const auto are = [&](const char* severity, std::initializer_list<const char*> codes) {
    for (const char* code : codes) EXPECT_EQ(known.at(code), (std::set<std::string>{severity})) << code;
  };
  are("error", {"G01", "G03", "G05", "G15", "G16", "D01", "D05", "D07", "D08", "D10", "D11", "D14", "D16", "A02"});
  are("warning", {"G04", "G06", "G07", "G08", "G10", "G11", "G12", "G13", "G14", "D02", "D09", "D12", "D17", "A01",
                  "A03", "A04", "A05", "E03", "S02"});
  are("note", {"G09", "D13", "D15", "D18"});
}

TEST(BaseModel, HasEveryIndicatorOfTheReferenceEachWithAnExample) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  const auto wanted = [&](const std::string& letters, int last) {
    for (int i = 1; i <= last; ++i)
      EXPECT_NE(loaded.model->find_indicator(letters + std::to_string(i)), nullptr) << letters << i << " is gone";
  };
  wanted("LR", 17);
  wanted("C", 9);
  wanted("E", 9);
  wanted("S", 5);
  wanted("VA", 7);
  wanted("CE", 6);
  wanted("DI", 8);
  std::set<std::string> codes;
  for (const Indicator& one : loaded.model->indicators) {
    EXPECT_FALSE(one.definition.empty()) << one.id;
    EXPECT_FALSE(one.from.source.empty()) << one.id;
    EXPECT_FALSE(one.from.mark.empty()) << one.id;
    EXPECT_FALSE(one.example.is_null()) << one.id << " has no example";  // `tilth model check` works them out
    EXPECT_TRUE(codes.insert(one.code).second) << one.code << " stands twice";
  }
}

TEST(BaseModel, SaysOfEveryRuleWhereItComesFrom) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  for (const RecordType& type : loaded.model->types)
    for (const Rule& rule : type.rules) {
      EXPECT_FALSE(rule.from.source.empty()) << rule.id;
      EXPECT_TRUE(rule.from.mark == "R" || rule.from.mark == "U" || rule.from.mark == "P") << rule.id;
      EXPECT_FALSE(rule.message.empty()) << rule.id;
      const bool standard = rule.from.source.starts_with("IMAS") || rule.from.source.starts_with("LMAC");
      EXPECT_TRUE(!standard || !rule.from.edition.empty()) << rule.id << " names no edition of its standard";
    }
}

TEST(BaseModel, HasTheRecordTypesOfAProgramme) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  for (const char* type : {"organisation",    "accreditation",
                           "place",           "hazard",
                           "evidence",        "device_line",
                           "ordnance_model",  "task",
                           "activity",        "land_release_product",
                           "progress_report", "completion_report",
                           "handover",        "post_release_visit",
                           "qm_visit",        "nonconformity",
                           "event",           "accident",
                           "casualty",        "spot_task",
                           "eore_session",    "beneficiary_count",
                           "area_change"})
    EXPECT_NE(loaded.model->find_type(type), nullptr) << type << " is gone";
}

TEST(BaseModel, HasNoRoomForTwoValuesInAFieldOfOne) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  const Field& status = *loaded.model->find_type("hazard")->find("status");
  EXPECT_THROW((void)value_from_json(status, Json::array({"open", "closed"})), Problem);
  const Field& contamination = *loaded.model->find_type("hazard")->find("contamination");
  EXPECT_NO_THROW((void)value_from_json(contamination, Json::array({"ap_mine", "ied"})));
}

TEST(BaseModel, CountsTasksApartFromDevices) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  EXPECT_EQ(loaded.model->find_indicator("S1")->value.of, "spot_task");
  EXPECT_EQ(loaded.model->find_indicator("S2")->value.of, "device_line");
  EXPECT_NE(loaded.model->find_indicator("S1")->unit.en(), loaded.model->find_indicator("S2")->unit.en());
}

TEST(BaseModel, KeepsNamesOutOfEveryRuleAndFigure) {
  // An encrypted field in a rule, a split or a sum is a problem of the file; here is which fields are encrypted.
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  for (const auto& [type, field] : {std::pair{"casualty", "name"},
                                    {"spot_task", "reporter_contact"},
                                    {"hazard", "landowner"},
                                    {"survivor_case", "name"},
                                    {"survivor_case", "contact"},
                                    {"survivor_case", "narrative"},
                                    {"need", "description"},
                                    {"feedback", "words"},
                                    {"helpdesk_ticket", "contact"},
                                    {"outcome_interview", "words"},
                                    {"investigation", "board"}}) {
    ASSERT_NE(loaded.model->find_type(type)->find(field), nullptr) << type << "." << field;
    EXPECT_TRUE(loaded.model->find_type(type)->find(field)->encrypted) << type << "." << field;
  }
}

TEST(BaseModel, NeverClassifiesOrClosesAHazardByItself) {
  // A step may date the closing; the class, and with it the danger, changes by a person's hand alone.
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  const RecordType& hazard = *loaded.model->find_type("hazard");
  ASSERT_TRUE(hazard.workflow);
  for (const Transition& step : hazard.workflow->transitions) {
    for (const Effect& effect : step.effects) EXPECT_EQ(effect.field, "closed_on") << step.name;
    EXPECT_NE(step.from, "closed") << "a closed hazard stays closed: new danger is a new record";
  }
}

/// A rule whose must is an equality holds of a record that does not say: for these, silence is what they are about.
TEST(BaseModel, TakesNoSilenceForAnAnswerWhereSilenceIsTheDanger) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  for (const char* id : {"accident.demining_without_investigation", "spot_task.done_without_devices",
                         "nonconformity.critical_without_suspension", "land_release_product.cleared_without_depth",
                         "land_release_product.without_hazard", "survivor_case.without_consent",
                         "referral.without_consent", "outcome_interview.without_consent"}) {
    bool silent = false;
    for (const RecordType& type : loaded.model->types)
      for (const Rule& rule : type.rules) {
        if (rule.id != id) continue;
        for (const RuleExample& example : rule.examples)
          silent = silent || (!example.holds && !example.values.contains(rule.field));
      }
    EXPECT_TRUE(silent) << id << " has no example of a record that leaves its field empty";
  }
}

}  // namespace
}  // namespace tilth::model
