// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_assessments.h"

#include "generate/made_up_instruments.h"
#include "generate/made_up_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace tilth::generate {
namespace {

using store::Value;

Uuid named(const std::string& name) { return Uuid::named("kitara/assess/" + name); }

constexpr const char* kCapability = "Mine action capability (made up)";
constexpr const char* kCounterIed = "Counter-IED capability (made up)";
constexpr const char* kReview = "Review of the programme (made up)";

/// What the authority gives itself for each area of the capability instrument, and what it will do.
struct Component {
  int level_2024, level_2025;
  const char* action;
};
constexpr std::array<Component, 9> kComponents{{{3, 3, "Table the amendment on liability"},
                                                {2, 3, "Set yearly targets for each province"},
                                                {3, 3, "Publish the minutes"},
                                                {4, 4, "Train a second team of data entry"},
                                                {3, 3, "Adopt the national standard for survey"},
                                                {2, 3, "Hire two inspectors"},
                                                {1, 1, "Name a focal point in each province"},
                                                {3, 3, "Repeat the survey of behaviour"},
                                                {1, 2, "Ask for a budget line"}}};

Draft& write_head(RecordWriter& writer, const std::string& name, const MadeUpInstrument& instrument,
                  const Uuid& subject, int year, const char* kind) {
  return writer.begin("assessment", named(name))
      .set("local_id", Value{name})
      .set("instrument", instrument.id)
      .set("subject", subject)
      .set("assessed_on", day(year, kind == std::string_view{"self"} ? 5 : 6, 15))
      .set("kind", kind)
      .set("participants_women", number(4))
      .set("participants_men", number(5));
}
Draft& answer(RecordWriter& writer, const std::string& assessment, const MadeUpQuestion& question) {
  return writer.begin("assessment_answer", named(assessment + "/" + question.id.text()))
      .set("assessment", named(assessment))
      .set("question", question.id);
}

/// What closes the gap from the level given to the target.
void plan(Draft& draft, std::string action, int year, std::size_t area, std::size_t question) {
  draft.set("target_level", number(4))
      .set("action", Value{std::move(action)})
      .set("action_owner", question % 2 == 0 ? "Director of operations (made up)" : "Head of quality (made up)")
      .set("due_on", day(year + 1, static_cast<int>(area % 12) + 1, 28));
}

/// The three questions of an area lie around its level, so that their mean is it.
std::int64_t spread(int level, std::size_t q) { return level == 1 ? 1 : level + static_cast<std::int64_t>(q) - 1; }

void assess_capability(RecordWriter& writer, const MadeUpInstrument& instrument, const Uuid& authority, int year,
                       const char* kind) {
  const bool self = kind == std::string_view{"self"};
  const std::string name = fmt::format("AS-{}-{}", year, self ? "SELF" : "PEER");
  write_head(writer, name, instrument, authority, year, kind).set("target_level", number(4));
  for (std::size_t a = 0; a < instrument.areas.size(); ++a)
    for (std::size_t q = 0; q < instrument.areas[a].questions.size(); ++q) {
      const MadeUpQuestion& question = instrument.areas[a].questions[q];
      const int level = year >= 2025 ? kComponents[a].level_2025 : kComponents[a].level_2024;
      std::int64_t given = spread(level, q);
      if (!self && (a + q) % 3 == 0) given = std::max<std::int64_t>(1, given - 1);
      Draft& draft = answer(writer, name, question).set("level", number(given));
      if (given >= 3) draft.set("evidence", "minutes of the review (made up)");
      if (given >= 4) continue;
      plan(draft, q == 0 ? kComponents[a].action : fmt::format("Show that this holds: {}", question.text), year, a, q);
    }
}

/// Of levels 2 to 5, how many criteria are met.
void assess_counter_ied(RecordWriter& writer, const MadeUpInstrument& instrument, const Uuid& authority, int year) {
  const std::string name = fmt::format("AS-{}-IED", year);
  const std::array<int, 4> met = year == 2024 ? std::array<int, 4>{4, 3, 2, 0} : std::array<int, 4>{4, 5, 2, 0};
  write_head(writer, name, instrument, authority, year, "self").set("target_level", number(4));
  for (std::size_t a = 0; a < instrument.areas.size(); ++a) {
    std::array<int, 4> asked{};
    for (const MadeUpQuestion& question : instrument.areas[a].questions) {
      const auto level = static_cast<std::size_t>(question.criterion_of - 2);
      const bool yes = asked.at(level)++ < met.at(level) - (a == 2 && level == 0 ? 1 : 0);
      Draft& draft = answer(writer, name, question).set("met", Value{yes});
      if (yes && level > 0) draft.set("evidence", "signed procedure (made up)");
    }
  }
}

/// Seven criteria from 0 to 10 with the bands that Mine Action Review publishes; its Yemen gives 4.4.
void assess_review(RecordWriter& writer, const MadeUpInstrument& instrument, const Uuid& authority) {
  constexpr std::array<std::int64_t, 7> kScores{3, 4, 5, 4, 5, 4, 6};
  write_head(writer, "AS-2025-REVIEW", instrument, authority, 2025, "external");
  for (std::size_t a = 0; a < instrument.areas.size(); ++a)
    answer(writer, "AS-2025-REVIEW", instrument.areas[a].questions.front())
        .set("level", number(kScores.at(a)))
        .set("evidence", "published review (made up)");
}

/// An instrument of levels from 0 to 5 that is answered a little better every year.
void assess_levels(RecordWriter& writer, const MadeUpInstrument& instrument, const char* prefix,
                   const MadeUpOrganisation& subject, std::size_t turn, int year) {
  const std::string name = fmt::format("AS-{}-{}-{}", year, prefix, turn);
  write_head(writer, name, instrument, subject.id, year, "self").set("target_level", number(4));
  for (std::size_t a = 0; a < instrument.areas.size(); ++a)
    for (std::size_t q = 0; q < instrument.areas[a].questions.size(); ++q) {
      const MadeUpQuestion& question = instrument.areas[a].questions[q];
      const auto given = static_cast<std::int64_t>(1 + (2 * a + 3 * q + turn) % 3) + (year - 2024);
      Draft& draft = answer(writer, name, question).set("level", number(given));
      if (given >= 3) draft.set("evidence", "notes of the visit (made up)");
      if (given < 4) plan(draft, fmt::format("Show that this holds: {}", question.text), year, a, q);
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

void write_assessments(RecordWriter& writer, const std::vector<MadeUpOrganisation>& organisations) {
  const Uuid authority = organisations.front().id;
  const MadeUpInstrument older = made_up_instrument(kCapability, "2022", 6),
                         capability = made_up_instrument(kCapability);
  const MadeUpInstrument counter_ied = made_up_instrument(kCounterIed), review = made_up_instrument(kReview);
  const MadeUpInstrument community = made_up_instrument("Minimum standards of community engagement");
  const MadeUpInstrument environment = made_up_instrument("Environmental management of operations");
  const MadeUpInstrument transition = made_up_instrument("Transition and self-reliance");
  for (const MadeUpInstrument* one :
       {&older, &capability, &counter_ied, &review, &community, &environment, &transition})
    write_instrument(writer, *one);
  assess_capability(writer, older, authority, 2022, "self");
  for (const int year : {2024, 2025}) {
    for (const char* kind : {"self", "peer"}) assess_capability(writer, capability, authority, year, kind);
    assess_counter_ied(writer, counter_ied, authority, year);
    for (const std::size_t n : {1U, 4U}) assess_levels(writer, community, "CE", organisations[n], n, year);
    assess_levels(writer, environment, "ENV", organisations[2], 2, year);
    assess_levels(writer, transition, "TR", organisations.front(), 0, year);
  }
  assess_review(writer, review, authority);
  write_shares(writer);
  writer.flush();
}

}  // namespace tilth::generate
