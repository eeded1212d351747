// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_assessments.h"

#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tilth::generate {
namespace {

using store::Value;

Uuid named(const std::string& name) { return Uuid::named("kitara/assess/" + name); }
Value whole(std::int64_t number) { return Value{number}; }
Value day(int year, int month, int of_month) { return Value{Date::from_days(days_since_1970(year, month, of_month))}; }

struct Component {
  const char* name;
  double weight;
  std::array<const char*, 3> questions;
  int level_2024, level_2025;
  const char* action;
};
constexpr std::array<Component, 9> kComponents{{
    {"Law and mandate",
     .10,
     {"A law names who answers for mine action", "The law is applied", "Its gaps are known and worked on"},
     3,
     3,
     "Table the amendment on liability"},
    {"Strategy",
     .12,
     {"A strategy is in force", "It has targets that are measured", "It is reviewed every year"},
     2,
     3,
     "Set yearly targets for each province"},
    {"Coordination",
     .12,
     {"All operators meet regularly", "Tasks are given by one body", "Decisions are written down"},
     3,
     3,
     "Publish the minutes"},
    {"Information management",
     .12,
     {"Records are complete", "Data are checked before approval", "Figures are published with their definitions"},
     4,
     4,
     "Train a second team of data entry"},
    {"Operations",
     .14,
     {"Survey comes before clearance", "Standards are national and in force", "Output is compared between teams"},
     3,
     3,
     "Adopt the national standard for survey"},
    {"Quality management",
     .12,
     {"Operators are accredited", "Sites are inspected", "Findings lead to change"},
     2,
     3,
     "Hire two inspectors"},
    {"Victim assistance",
     .10,
     {"Needs are recorded", "Services are mapped", "Referrals are followed up"},
     1,
     1,
     "Name a focal point in each province"},
    {"Risk education",
     .08,
     {"Groups at risk are known", "Messages are tested with people", "Change of behaviour is measured"},
     3,
     3,
     "Repeat the survey of behaviour"},
    {"Finance",
     .10,
     {"The state pays a part", "Costs are known by output", "Gaps are known a year ahead"},
     1,
     2,
     "Ask for a budget line"},
}};

void write_levels(RecordWriter& writer, const char* key, const char* name, const char* edition, const char* purpose,
                  const char* scoring, const Json& levels, const Json& bands = {}) {
  Draft& draft = writer.begin("instrument", named(key))
                     .set("name", name)
                     .set("edition", edition)
                     .set("purpose", purpose)
                     .set("scoring", scoring)
                     .set("owner", "Kitara Mine Action Authority (made up)")
                     .set("licence_note", "made up; free to use")
                     .set("levels", Value{levels.dump()});
  if (!bands.is_null()) draft.set("bands", Value{bands.dump()});
}

Json five_levels() {
  Json levels = Json::array();
  int value = 1;
  for (const char* label : {"Initial", "Developing", "Defined", "Managed", "Self-sustaining"})
    levels.push_back({{"value", value++}, {"label", label}, {"description", ""}});
  return levels;
}

Uuid area_id(const char* key, std::size_t a) { return named(fmt::format("{}/{}", key, a)); }
Uuid question_id(const char* key, std::size_t a, std::size_t q) { return named(fmt::format("{}/{}/{}", key, a, q)); }

void write_area(RecordWriter& writer, const char* key, std::size_t a, const char* name, double weight) {
  writer.begin("instrument_area", area_id(key, a))
      .set("instrument", named(key))
      .set("name", name)
      .set("weight", Value{weight})
      .set("position", whole(static_cast<std::int64_t>(a) + 1));
}
Draft& write_question(RecordWriter& writer, const char* key, std::size_t a, std::size_t q, const std::string& text) {
  return writer.begin("instrument_question", question_id(key, a, q))
      .set("area", area_id(key, a))
      .set("text", Value{text})
      .set("weight", Value{1.0})
      .set("position", whole(static_cast<std::int64_t>(q) + 1));
}

/// The components of an edition: the older one had six, and other questions.
void write_capability(RecordWriter& writer, const char* key, const char* edition, std::size_t areas) {
  write_levels(writer, key, "Mine action capability (made up)", edition, "maturity", "levels", five_levels());
  for (std::size_t a = 0; a < areas; ++a) {
    write_area(writer, key, a, kComponents[a].name, kComponents[a].weight);
    for (std::size_t q = 0; q < 3; ++q)
      write_question(writer, key, a, q, kComponents[a].questions[q])
          .set("evidence_asked", "minutes, decisions, published figures")
          .set("may_not_apply", Value{q == 2});
  }
}

Draft& write_head(RecordWriter& writer, const std::string& name, const char* key, const Uuid& authority, int year,
                  const char* kind) {
  return writer.begin("assessment", named(name))
      .set("local_id", Value{name})
      .set("instrument", named(key))
      .set("subject", authority)
      .set("assessed_on", day(year, kind == std::string_view{"self"} ? 5 : 6, 15))
      .set("kind", kind)
      .set("participants_women", whole(4))
      .set("participants_men", whole(5));
}
Draft& answer(RecordWriter& writer, const std::string& assessment, const char* key, std::size_t a, std::size_t q) {
  return writer.begin("assessment_answer", named(fmt::format("{}/{}/{}", assessment, a, q)))
      .set("assessment", named(assessment))
      .set("question", question_id(key, a, q));
}

/// The three questions of an area lie around its level, so that their mean is it.
std::int64_t spread(int level, std::size_t q) { return level == 1 ? 1 : level + static_cast<std::int64_t>(q) - 1; }

void assess_capability(RecordWriter& writer, const Uuid& authority, int year, const char* kind) {
  const char* key = year < 2024 ? "capability/2022" : "capability/2024";
  const std::size_t areas = year < 2024 ? 6 : kComponents.size();
  const bool self = kind == std::string_view{"self"};
  const std::string name = fmt::format("AS-{}-{}", year, self ? "SELF" : "PEER");
  write_head(writer, name, key, authority, year, kind).set("target_level", whole(4));
  for (std::size_t a = 0; a < areas; ++a)
    for (std::size_t q = 0; q < 3; ++q) {
      const int level = year >= 2025 ? kComponents[a].level_2025 : kComponents[a].level_2024;
      std::int64_t given = spread(level, q);
      if (!self && (a + q) % 3 == 0) given = std::max<std::int64_t>(1, given - 1);
      Draft& draft = answer(writer, name, key, a, q).set("level", whole(given));
      if (given >= 3) draft.set("evidence", "minutes of the review (made up)");
      if (given < 4 && q == 0)
        draft.set("action", kComponents[a].action)
            .set("action_owner", "Director of operations (made up)")
            .set("due_on", day(year + 1, static_cast<int>(a) + 1, 28));
    }
}

constexpr std::array<const char*, 3> kIed{"Prepare", "Prevent", "Respond"};
constexpr std::array<int, 4> kCriteria{4, 5, 4, 3};  // of levels 2 to 5

void write_counter_ied(RecordWriter& writer, const Uuid& authority) {
  const char* key = "counter_ied";
  write_levels(writer, key, "Counter-IED capability (made up)", "1", "counter_ied", "criteria", five_levels());
  for (std::size_t a = 0; a < kIed.size(); ++a) {
    write_area(writer, key, a, kIed[a], 1);
    std::size_t q = 0;
    for (std::size_t l = 0; l < kCriteria.size(); ++l)
      for (int n = 0; n < kCriteria[l]; ++n)
        write_question(writer, key, a, q++, fmt::format("{}: criterion {} of level {}", kIed[a], n + 1, l + 2))
            .set("criterion_of", whole(static_cast<std::int64_t>(l) + 2));
  }
  for (const int year : {2024, 2025}) {
    const std::string name = fmt::format("AS-{}-IED", year);
    write_head(writer, name, key, authority, year, "self").set("target_level", whole(4));
    for (std::size_t a = 0; a < kIed.size(); ++a) {
      const std::array<int, 4> met = year == 2024 ? std::array<int, 4>{4, 3, 2, 0} : std::array<int, 4>{4, 5, 2, 0};
      std::size_t q = 0;
      for (std::size_t l = 0; l < kCriteria.size(); ++l)
        for (int n = 0; n < kCriteria[l]; ++n) {
          const bool yes = n < met[l] - (a == 2 && l == 0 ? 1 : 0);
          Draft& draft = answer(writer, name, key, a, q++).set("met", Value{yes});
          if (yes && l > 0) draft.set("evidence", "signed procedure (made up)");
        }
    }
  }
}

/// Seven criteria from 0 to 10 with the bands that Mine Action Review publishes; its Yemen gives 4.4.
void write_review(RecordWriter& writer, const Uuid& authority) {
  struct Criterion {
    const char* name;
    double weight;
    std::int64_t score;
  };
  constexpr std::array<Criterion, 7> kReview{{{"Understanding of contamination", 20, 3},
                                              {"National ownership", 10, 4},
                                              {"Gender and diversity", 10, 5},
                                              {"Information management", 10, 4},
                                              {"Planning and tasking", 10, 5},
                                              {"Land release system", 20, 4},
                                              {"Land release outputs", 20, 6}}};
  const char* key = "review";
  Json levels = Json::array(), bands = Json::array();
  for (int value = 0; value <= 10; ++value) levels.push_back({{"value", value}, {"label", ""}, {"description", ""}});
  for (const auto& [from, label] :
       {std::pair{0.0, "very poor"}, {4.0, "poor"}, {5.0, "average"}, {7.0, "good"}, {8.0, "very good"}})
    bands.push_back({{"from", from}, {"label", label}});
  write_levels(writer, key, "Review of the programme (made up)", "2025", "programme_review", "levels", levels, bands);
  write_head(writer, "AS-2025-REVIEW", key, authority, 2025, "external");
  for (std::size_t a = 0; a < kReview.size(); ++a) {
    write_area(writer, key, a, kReview[a].name, kReview[a].weight);
    write_question(writer, key, a, 0, kReview[a].name);
    answer(writer, "AS-2025-REVIEW", key, a, 0)
        .set("level", whole(kReview[a].score))
        .set("evidence", "published review (made up)");
  }
}

void write_shares(RecordWriter& writer) {
  struct Share {
    const char *aspect, *unit, *source;
    double national, total;  // of 2025
  };
  constexpr std::array<Share, 6> kShares{{{"budget", "million USD", "state budget (made up)", 3.2, 14},
                                          {"staff", "people", "staff list (made up)", 412, 436},
                                          {"managers", "people", "staff list (made up)", 9, 14},
                                          {"tasks", "tasks", "task register (made up)", 188, 260},
                                          {"information", "function", "hosting agreement (made up)", 1, 1},
                                          {"quality", "inspections", "quality log (made up)", 47, 60}}};
  for (const int year : {2023, 2024, 2025})
    for (std::size_t i = 0; i < kShares.size(); ++i) {
      const Share& one = kShares[i];
      const double before = i == 4 ? (year < 2024 ? 0 : 1) : one.national - (2025 - year) * one.total / 20;
      writer.begin("self_reliance_share", named(fmt::format("share/{}/{}", year, one.aspect)))
          .set("in_year", Value{Date{static_cast<std::int16_t>(year), 0, 0}})
          .set("aspect", one.aspect)
          .set("national", Value{before})
          .set("total", Value{one.total})
          .set("unit", one.unit)
          .set("source", one.source);
    }
}

}  // namespace

void write_assessments(RecordWriter& writer, const Uuid& authority) {
  write_capability(writer, "capability/2022", "2022", 6);
  write_capability(writer, "capability/2024", "2024", kComponents.size());
  for (const int year : {2022, 2024, 2025}) assess_capability(writer, authority, year, "self");
  for (const int year : {2024, 2025}) assess_capability(writer, authority, year, "peer");
  write_counter_ied(writer, authority);
  write_review(writer, authority);
  write_shares(writer);
  writer.flush();
}

}  // namespace tilth::generate
