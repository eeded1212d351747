// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_evaluations.h"

#include "base/json.h"
#include "generate/made_up_values.h"
#include "stats/rng.h"

#include <fmt/format.h>

#include <array>

namespace tilth::generate {
namespace {

using store::Value;

constexpr int kSources = 12, kStatements = 40;
constexpr int kCodedTwice = 30;  // three in four

Uuid named(const std::string& name) { return Uuid::named("kitara/evaluation/" + name); }

struct Said {
  const char *theme, *direction, *words;
};
constexpr std::array<Said, 10> kSaid{{
    {"use_of_land", "positive", "The field by the stream is planted again (made up)."},
    {"trust_and_access", "negative", "Nobody came back to say what became of the survey (made up)."},
    {"inclusion", "mixed", "Women were heard, but after the places had been chosen (made up)."},
    {"capacity", "positive", "Two of the trained surveyors lead a team now (made up)."},
    {"coordination", "negative", "Two teams came to one village in the same week (made up)."},
    {"information", "positive", "The map at the school shows what is cleared (made up)."},
    {"resources", "negative", "The team waited a month for fuel (made up)."},
    {"victim_assistance", "suggestion", "The clinic should know who has been hurt (made up)."},
    {"unintended", "mixed", "The cleared road brings trade, and trucks past the school (made up)."},
    {"use_of_land", "suggestion", "Clear the path to the well before the far field (made up)."},
}};
constexpr std::array<const char*, 3> kRecommendations{
    "Tell each community within a month what a survey found (made up).",
    "Plan the weeks of all teams in one list (made up).", "Give clinics the referral card (made up)."};

class Evaluation {
 public:
  Evaluation(RecordWriter& writer, const std::vector<MadeUpPlace>& places, int year, const char* kind)
      : writer_(writer), places_(places), year_(year), kind_(kind), rng_{static_cast<std::uint64_t>(year)} {}

  void write(const Uuid& authority, const Uuid& evaluator) {
    Json recommendations = Json::array();
    for (std::size_t i = 0; i < kRecommendations.size(); ++i) {
      recommendations.push_back({{"text", kRecommendations[i]},
                                 {"answer", i == 0   ? "done"
                                            : i == 1 ? "accepted"
                                                     : "open"},
                                 {"due_on", fmt::format("{}-06-30", year_ + 1)}});
      if (i == 0) recommendations.back()["done_on"] = fmt::format("{}-05-10", year_ + 1);
    }
    writer_.begin("evaluation", own(""))
        .set("local_id", text(fmt::format("EV-{}", year_)))
        .set("title", text(fmt::format("Evaluation of the programme of Kitara, {} (made up)", year_)))
        .set("kind", kind_)
        .set("subject", "Survey, clearance and their use (made up)")
        .set("period_from", day(year_ - 2, 1, 1))
        .set("period_to", day(year_ - 1, 12, 31))
        .set("reported_on", day(year_, 9, 30))
        .set("commissioned_by", authority)
        .set("evaluator", evaluator)
        .set("independent", Value{true})
        .set("summary", "Land is used again; people hear too late what was found (made up).")
        .set("recommendations", Value{recommendations.dump()});
    for (int i = 0; i < kSources; ++i) source(i);
    for (int i = 0; i < kStatements; ++i) statement(i);
    writer_.flush();
  }

 private:
  [[nodiscard]] Uuid own(const std::string& what) const { return named(fmt::format("{}/{}", year_, what)); }
  [[nodiscard]] Uuid source_id(int i) const { return own(fmt::format("source/{}", i)); }
  int upto(int count) { return static_cast<int>(rng_.raw() % static_cast<std::uint64_t>(count)); }

  void source(int i) {
    constexpr std::array<const char*, 4> kKinds{"interview", "focus_group", "observation", "document"};
    const char* kind = kKinds[static_cast<std::size_t>(i) % kKinds.size()];
    Draft& one = writer_.begin("evaluation_source", source_id(i))
                     .set("evaluation", own(""))
                     .set("code", text(fmt::format("S{:02}", i + 1)))
                     .set("kind", kind)
                     .set("heard_on", day(year_, 3 + i % 3, 1 + i));
    if (i % 4 == 1) {
      one.set("people_women", Value{std::int64_t{4}}).set("people_men", Value{std::int64_t{3}});
    } else if (i % 4 == 0) {
      one.set(i % 8 == 0 ? "people_women" : "people_men", Value{std::int64_t{1}});
    }
    if (i % 4 == 2) one.set("place", places_.back().id);
    if (i == 3) one.set("repeats", source_id(0));  // a report that quotes the first interview
  }

  void statement(int i) {
    const Said& said = kSaid[static_cast<std::size_t>(i) % kSaid.size()];
    const int source = upto(kSources);
    Draft& one = writer_.begin("evaluation_statement", own(fmt::format("statement/{}", i)))
                     .set("evaluation", own(""))
                     .set("local_id", text(fmt::format("{:03}", i + 1)))
                     .set("source", source_id(source))
                     .set("noted_on", day(year_, 6, 1 + i % 28))
                     .set("about_period", Value{Date{static_cast<std::int16_t>(year_ - 1), 0, 0}})
                     .set("statement", said.words)
                     .set("theme", said.theme)
                     .set("direction", said.direction);
    // The second coder sees one in five otherwise.
    if (i < kCodedTwice)
      one.set("second_theme", rng_.uniform() < 0.8 ? said.theme : kSaid[static_cast<std::size_t>(upto(10))].theme);
  }

  RecordWriter& writer_;
  const std::vector<MadeUpPlace>& places_;
  int year_;
  const char* kind_;
  stats::Rng rng_;
};

}  // namespace

void write_evaluations(RecordWriter& writer, const std::vector<MadeUpPlace>& places, const Uuid& authority,
                       const Uuid& evaluator) {
  Evaluation{writer, places, 2022, "mid_term"}.write(authority, evaluator);
  Evaluation{writer, places, 2025, "final"}.write(authority, evaluator);
}

}  // namespace tilth::generate
