// SPDX-License-Identifier: Apache-2.0
#include "report/assessment_document.h"

#include "assess/agreement.h"
#include "assess/assessments.h"
#include "assess/scores.h"
#include "assess/self_reliance.h"
#include "base/problem.h"
#include "report/record_words.h"
#include "report/report_words.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tilth::report {
namespace {

using assess::Answers;
using assess::Assessment;
using assess::Instrument;
using assess::Scores;

/// The heat map shows so many assessments, the latest.
constexpr std::size_t kMostColumns = 24;
/// Two assessors are compared whose assessments lie no further apart than this.
constexpr std::int32_t kAgreementDays = 183;

template <typename Number>
Json maybe(const std::optional<Number>& number) {
  return number ? Json(*number) : Json();
}
Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

/// Everything that the pages need, read once.
struct Register {
  Register(const store::Store& store, const store::Caller& caller, std::string_view in_language,
           std::optional<std::int64_t> known = {})
      : language(in_language),
        known_at(known),
        model(store.model()),
        words(store, caller, language),
        all(assess::assessments_in(store, caller, known)),
        instruments(assess::instruments_in(store, caller, known)) {}

  /// Null where the instrument is gone or hidden.
  [[nodiscard]] const Instrument* instrument_of(const Assessment& one) const {
    const auto at = instruments.find(one.instrument);
    return at == instruments.end() ? nullptr : &at->second;
  }
  [[nodiscard]] std::string kind_words(const std::string& kind) const {
    const model::CodeList* list = model->find_codes("assessment_kind");
    const model::Code* code = list == nullptr ? nullptr : list->find(kind);
    return code == nullptr ? kind : code->title.in(language);
  }
  /// What is said of every assessment.
  [[nodiscard]] Json head(const Assessment& one) {
    const Instrument* instrument = instrument_of(one);
    return {{"id", one.id.text()},
            {"name", one.name},
            {"on", one.on ? Json(one.on->text()) : Json()},
            {"kind", one.kind},
            {"kind_words", kind_words(one.kind)},
            {"subject", {{"id", one.subject.text()}, {"words", words.label("organisation", one.subject)}}},
            {"instrument",
             {{"id", one.instrument.text()},
              {"name", instrument == nullptr ? "" : instrument->name},
              {"edition", instrument == nullptr ? "" : instrument->edition},
              {"purpose", instrument == nullptr ? "" : instrument->purpose}}}};
  }

  std::string language;
  std::optional<std::int64_t> known_at;
  std::shared_ptr<const model::Model> model;
  RecordWords words;
  std::vector<Assessment> all;
  std::map<Uuid, Instrument> instruments;
};

Json whole_json(const Scores& scores) {
  Json json{{"score", Json()},
            {"lowest", Json()},
            {"geometric", Json()},
            {"of_scale", maybe(scores.of_scale)},
            {"target", maybe(scores.target)},
            {"band", maybe(scores.band)},
            {"applicable", scores.applicable},
            {"answered", scores.answered},
            {"unanswered_share", scores.applicable == 0 ? Json()
                                                        : Json(static_cast<double>(scores.unanswered()) /
                                                               static_cast<double>(scores.applicable))},
            {"without_evidence", scores.unproved}};
  if (!scores.whole) return json;
  json["score"] = scores.whole->mean;
  json["lowest"] = scores.whole->minimum;
  json["geometric"] = scores.whole->geometric;
  return json;
}

Json area_json(const assess::AreaScore& area, std::string_view language) {
  return {{"score", maybe(area.score)},
          {"reason_if_null", text_or_null(area.reason_if_null)},
          {"reason_text", area.score ? Json() : Json(reason_words(area.reason_if_null, language))},
          {"staged", maybe(area.staged)},
          {"target", maybe(area.target)},
          {"gap", maybe(area.gap)},
          {"applicable", area.applicable},
          {"answered", area.answered},
          {"without_evidence", area.unproved}};
}

Json change_json(const assess::Progress::Change& change) {
  return {{"delta", maybe(change.delta)}, {"closed", maybe(change.closed)}};
}

Json instrument_json(const Instrument& instrument) {
  Json levels = Json::array(), bands = Json::array();
  for (const assess::Level& level : instrument.levels)
    levels.push_back({{"value", level.value}, {"label", level.label}, {"description", level.description}});
  for (const assess::Band& band : instrument.bands) bands.push_back({{"from", band.from}, {"label", band.label}});
  return {{"id", instrument.id.text()},
          {"name", instrument.name},
          {"edition", instrument.edition},
          {"purpose", instrument.purpose},
          {"owner", instrument.owner},
          {"licence_note", instrument.licence_note},
          {"scoring", instrument.scoring == assess::Scoring::criteria ? "criteria" : "levels"},
          {"evidence_from", assess::kEvidenceFrom},
          {"levels", std::move(levels)},
          {"bands", std::move(bands)}};
}

Json question_json(const assess::Question& question, const Answers& answers) {
  Json json{{"id", question.id.text()},
            {"text", question.text},
            {"weight", question.weight},
            {"criterion_of", maybe(question.criterion_of)},
            {"evidence_asked", question.evidence_asked},
            {"may_not_apply", question.may_not_apply},
            {"answer", nullptr}};
  if (const auto at = answers.find(question.id); at != answers.end()) {
    const assess::Answer& answer = at->second;
    json["answer"] = {{"id", answer.id.text()},         {"not_applicable", answer.not_applicable},
                      {"level", maybe(answer.level)},   {"met", maybe(answer.met)},
                      {"target", maybe(answer.target)}, {"proved", answer.proved},
                      {"evidence", answer.evidence},    {"action", answer.action},
                      {"owner", answer.owner},          {"due", answer.due ? Json(answer.due->text()) : Json()}};
  }
  return json;
}

const Assessment& chosen(const Register& read, std::string_view name) {
  std::vector<const Assessment*> found;
  for (const Assessment& one : read.all)
    if (one.id.text() == name || one.name == name) found.push_back(&one);
  if (found.size() != 1 || read.instrument_of(*found.front()) == nullptr)
    throw Problem{"assessment.unknown", {{"assessment", name}, {"count", found.size()}}};
  return *found.front();
}

/// The assessments of one subject, the latest first, with their answers and scores.
struct Beside {
  const Assessment* of = nullptr;
  bool same_edition = false;
  Answers answers;
  Scores scores;
};
std::vector<Beside> beside(const store::Store& store, const store::Caller& caller, const Register& read,
                           const Assessment& one, const Assessment* compared) {
  std::vector<Beside> all;
  std::vector<Uuid> ids;
  for (const Assessment& other : read.all) {
    if (other.subject != one.subject || read.instrument_of(other) == nullptr) continue;
    const bool must = &other == &one || &other == compared;
    if (!must && all.size() >= kMostColumns) continue;
    all.push_back({.of = &other, .same_edition = other.instrument == one.instrument, .answers = {}, .scores = {}});
    ids.push_back(other.id);
  }
  std::map<Uuid, Answers> answers = assess::answers_in(store, caller, ids, read.known_at);
  for (Beside& other : all) {
    other.answers = std::move(answers[other.of->id]);
    other.scores = assess::scores_of(*read.instrument_of(*other.of), other.answers, other.of->target);
  }
  return all;
}

/// The one to compare with: asked for, or the latest earlier one of the same edition and kind; null where there is
/// none.
const Assessment* compared_with(const Register& read, const Assessment& one, std::string_view compare) {
  if (!compare.empty()) {
    const Assessment& other = chosen(read, compare);
    if (other.subject != one.subject)
      throw Problem{"assessment.other_subject", {{"assessment", one.name}, {"other", other.name}}};
    if (other.instrument != one.instrument) {
      const Instrument &here = *read.instrument_of(one), &there = *read.instrument_of(other);
      throw Problem{"assessment.other_edition",
                    {{"assessment", one.name},
                     {"other", other.name},
                     {"instrument", here.name + " " + here.edition},
                     {"other_instrument", there.name + " " + there.edition}}};
    }
    if (one.on && other.on && other.on->first_day() > one.on->last_day())
      throw Problem{"assessment.later", {{"assessment", one.name}, {"other", other.name}}};
    return &other;
  }
  for (const Assessment& other : read.all)  // the latest first
    if (other.id != one.id && other.subject == one.subject && other.instrument == one.instrument &&
        other.kind == one.kind && one.on && other.on && other.on->last_day() < one.on->first_day())
      return &other;
  return nullptr;
}

Json agreements_json(Register& read, const Instrument& instrument, const Beside& here,
                     const std::vector<Beside>& others) {
  Json list = Json::array();
  for (const Beside& other : others) {
    if (!other.same_edition || other.of->id == here.of->id || other.of->kind == here.of->kind) continue;
    if (!other.of->on || !here.of->on ||
        std::abs(other.of->on->first_day() - here.of->on->first_day()) > kAgreementDays)
      continue;
    // The self-assessment first, so that the difference says how much better it speaks of itself.
    const bool turned = other.of->kind == "self";
    const Beside &first = turned ? other : here, &second = turned ? here : other;
    const assess::Agreement found = assess::agreement_of(instrument, first.answers, second.answers);
    Json areas = Json::array();
    for (const std::optional<double>& difference : found.area_differences) areas.push_back(maybe(difference));
    list.push_back({{"first", read.head(*first.of)},
                    {"second", read.head(*second.of)},
                    {"both", found.both},
                    {"same", found.same},
                    {"kappa", maybe(found.kappa)},
                    {"difference", maybe(found.difference)},
                    {"areas", std::move(areas)}});
  }
  return list;
}

/// Columns of the heat map, the earliest first: where the edition changes the line breaks.
Json history_json(Register& read, const std::vector<Beside>& others) {
  Json list = Json::array();
  for (auto one = others.rbegin(); one != others.rend(); ++one) {
    Json column = read.head(*one->of);
    column.update(whole_json(one->scores));
    column["same_edition"] = one->same_edition;
    Json areas = Json::array();
    if (one->same_edition)
      for (const assess::AreaScore& area : one->scores.areas) areas.push_back(area_json(area, read.language));
    column["areas"] = std::move(areas);
    list.push_back(std::move(column));
  }
  return list;
}

}  // namespace

Json assessments_json(const store::Store& store, const store::Caller& caller, std::string_view language) {
  Register read{store, caller, language};
  const std::map<Uuid, Answers> answers = assess::answers_in(store, caller);
  std::vector<Uuid> subjects;
  for (const Assessment& one : read.all) subjects.push_back(one.subject);
  read.words.meet("organisation", subjects);
  Json items = Json::array();
  for (const Assessment& one : read.all) {
    Json item = read.head(one);
    const auto given = answers.find(one.id);
    const Instrument* instrument = read.instrument_of(one);
    item.update(whole_json(
        instrument == nullptr
            ? Scores{}
            : assess::scores_of(*instrument, given == answers.end() ? Answers{} : given->second, one.target)));
    item["highest"] = instrument == nullptr ? Json() : Json(instrument->highest());
    items.push_back(std::move(item));
  }
  Json instruments = Json::array();
  for (const auto& [id, instrument] : read.instruments) instruments.push_back(instrument_json(instrument));
  return {{"items", std::move(items)}, {"instruments", std::move(instruments)}};
}

Json assessment_json(const store::Store& store, const store::Caller& caller, std::string_view assessment,
                     std::string_view compare, std::string_view language, std::optional<std::int64_t> known_at) {
  Register read{store, caller, language, known_at};
  const Assessment& one = chosen(read, assessment);
  const Instrument& instrument = *read.instrument_of(one);
  const Assessment* other = compared_with(read, one, compare);
  const std::vector<Beside> others = beside(store, caller, read, one, other);
  const auto of = [&](const Assessment& wanted) -> const Beside& {
    return *std::find_if(others.begin(), others.end(), [&](const Beside& at) { return at.of->id == wanted.id; });
  };
  const Beside& here = of(one);

  Json json = read.head(one);
  json.update(whole_json(here.scores));
  json["instrument"] = instrument_json(instrument);
  json["target_level"] = maybe(one.target);
  Json areas = Json::array();
  for (std::size_t a = 0; a < instrument.areas.size(); ++a) {
    Json area = area_json(here.scores.areas[a], language);
    area["id"] = instrument.areas[a].id.text();
    area["name"] = instrument.areas[a].name;
    area["weight"] = instrument.areas[a].weight;
    area["questions"] = Json::array();
    for (const assess::Question& question : instrument.areas[a].questions)
      area["questions"].push_back(question_json(question, here.answers));
    areas.push_back(std::move(area));
  }
  json["areas"] = std::move(areas);

  json["compared"] = nullptr;
  if (other != nullptr) {
    const Beside& before = of(*other);
    const assess::Progress progress = assess::progress_of(before.scores, here.scores);
    Json compared = read.head(*other);
    compared.update(whole_json(before.scores));
    compared["whole"] = change_json(progress.whole);
    compared["areas"] = Json::array();
    for (std::size_t a = 0; a < progress.areas.size(); ++a) {
      Json change = change_json(progress.areas[a]);
      change["before"] = maybe(before.scores.areas[a].score);
      compared["areas"].push_back(std::move(change));
    }
    json["compared"] = std::move(compared);
  }
  json["history"] = history_json(read, others);
  json["history_left_out"] =
      static_cast<std::int64_t>(std::count_if(
          read.all.begin(), read.all.end(),
          [&](const Assessment& each) { return each.subject == one.subject && read.instrument_of(each) != nullptr; })) -
      static_cast<std::int64_t>(others.size());
  json["agreements"] = agreements_json(read, instrument, here, others);

  json["next_areas"] = Json::array();
  for (const assess::Gap& gap : here.scores.next)
    json["next_areas"].push_back({{"area", gap.component}, {"weighted", gap.weighted}});
  json["actions"] = Json::array();
  for (const assess::QuestionGap& gap : assess::question_gaps(instrument, here.answers, one.target))
    json["actions"].push_back({{"area", gap.area}, {"question", gap.question}, {"weighted", gap.weighted}});
  return json;
}

Json self_reliance_json(const store::Store& store, const store::Caller& caller, std::optional<int> year,
                        std::string_view language) {
  const auto model = store.model();
  const std::vector<assess::NationalShare> all = assess::national_shares_in(store, caller);
  const model::CodeList* aspects = model->find_codes("self_reliance_aspect");
  std::set<int> years;
  for (const assess::NationalShare& one : all) years.insert(one.year);
  if (!year && !years.empty()) year = *years.rbegin();
  const auto profile = [&](int of) {
    std::vector<assess::SelfRelianceShare> shares;
    std::vector<const assess::NationalShare*> records;
    for (const assess::NationalShare& one : all)
      if (one.year == of) {
        shares.push_back({one.national, one.total});
        records.push_back(&one);
      }
    const assess::SelfReliance found = assess::self_reliance(shares);
    Json list = Json::array();
    for (std::size_t i = 0; i < records.size(); ++i) {
      const assess::NationalShare& one = *records[i];
      const model::Code* code = aspects == nullptr ? nullptr : aspects->find(one.aspect);
      list.push_back({{"id", one.id.text()},
                      {"aspect", one.aspect},
                      {"words", code == nullptr ? one.aspect : code->title.in(language)},
                      {"national", one.national},
                      {"total", one.total},
                      {"unit", one.unit},
                      {"share", maybe(found.shares[i])},
                      {"reason_text", found.shares[i] ? Json() : Json(reason_words(found.reasons[i], language))},
                      {"source", one.source}});
    }
    return Json{{"year", of},
                {"shares", std::move(list)},
                {"known", found.known},
                {"minimum", maybe(found.minimum)},
                {"weakest", found.weakest ? Json(records[*found.weakest]->aspect) : Json()},
                {"arithmetic", maybe(found.arithmetic)},
                {"geometric", maybe(found.geometric)}};
  };
  Json missing = Json::array();
  if (aspects != nullptr)
    for (const model::Code& code : aspects->codes)
      if (std::none_of(all.begin(), all.end(), [&](const assess::NationalShare& one) {
            return year && one.year == *year && one.aspect == code.value;
          }))
        missing.push_back({{"aspect", code.value}, {"words", code.title.in(language)}});
  Json list = Json::array();
  for (const int one : years) list.push_back(profile(one));
  return {{"year", maybe(year)},
          {"profile", year ? profile(*year) : Json()},
          {"not_recorded", std::move(missing)},
          {"years", std::move(list)}};
}

}  // namespace tilth::report
