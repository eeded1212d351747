// SPDX-License-Identifier: Apache-2.0
#include "report/report_figures.h"

#include "base/problem.h"
#include "indicators/representation.h"
#include "report/earlier_publications.h"
#include "report/gated_table.h"
#include "report/records_behind.h"
#include "report/representation_table.h"

#include <algorithm>
#include <cmath>

namespace tilth::report {
namespace {

using Key = std::vector<std::string>;
constexpr const char* kNotRecorded = "(not recorded)";
constexpr const char* kLandLedger = "land_ledger";

std::string both(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a + b;
  return "(" + a + ") AND (" + b + ")";
}

/// Of a cell that no record is in. Where the whole is known it is 0 of what adds up; records that are kept apart are
/// each in a cell of theirs.
indicators::Figure of_nothing(const model::Indicator& indicator, const indicators::Figure& total) {
  indicators::Figure figure;
  if (indicator.adds_up() && (total.value || total.reason_if_null == "KEPT_APART"))
    figure.value = 0;
  else
    figure.reason_if_null = indicator.adds_up() && !total.reason_if_null.empty() ? total.reason_if_null : "NO_DATA";
  return figure;
}

/// The type whose fields the splits of an indicator are.
const model::RecordType* type_behind(const model::Model& model, const model::Indicator& indicator) {
  const model::Indicator* of = model.counted_by(indicator);
  return model.find_type(of == nullptr ? indicator.value.of : of->value.of);
}

/// The field whose code list names a column of the land account.
const model::Field* field_of_ledger(const model::Model& model, const std::string& split) {
  const char* type = split == "method" ? "land_release_product" : "hazard";
  const model::RecordType* known = model.find_type(type);
  return known == nullptr ? nullptr : known->find(split);
}

/// The field that a split reads; null for a part of counts, and for a computed figure, which reads no one type.
const model::Field* field_of(const model::Model& model, const model::RecordType* type, const std::string& split) {
  return type == nullptr ? field_of_ledger(model, split) : model::field_at_end(model, *type, split);
}

/// The code list that a split's values are of. That of a computed figure has the split's name.
const model::CodeList* codes_of(const model::Model& model, const model::RecordType* type, const std::string& split) {
  const model::Field* field = field_of(model, type, split);
  if (field != nullptr) return model.find_codes(field->codes);
  return type == nullptr ? model.find_codes(split) : nullptr;
}

}  // namespace

std::pair<std::optional<Date>, std::optional<Date>> days_of(model::FigureSpan span,
                                                            const std::optional<std::pair<Date, Date>>& period) {
  if (!period || span == model::FigureSpan::all) return {};
  const auto& [from, to] = *period;
  switch (span) {
    case model::FigureSpan::until:
      return {std::nullopt, to};
    case model::FigureSpan::year_to_date:
      return {Date{to.year, 1, 1}, to};
    case model::FigureSpan::previous: {
      // Whole months go back by as many months, whatever their length; anything else by as many days.
      if (from.day == 1 && to.day == days_in_month(to.year, to.month)) {
        const int first = from.year * 12 + from.month - 1, months = to.year * 12 + to.month - first;
        const int begin = first - months, end = first - 1;
        const auto year = static_cast<std::int16_t>(end / 12);
        const auto month = static_cast<std::uint8_t>(end % 12 + 1);
        return {Date{static_cast<std::int16_t>(begin / 12), static_cast<std::uint8_t>(begin % 12 + 1), 1},
                Date{year, month, static_cast<std::uint8_t>(days_in_month(year, month))}};
      }
      const std::int32_t days = to.last_day() - from.first_day() + 1;
      return {Date::from_days(from.first_day() - days), Date::from_days(from.first_day() - 1)};
    }
    default:
      return {from, to};
  }
}

/// What was asked and what came out, under one question.
struct ReportFigures::Answer {
  const model::Indicator* indicator = nullptr;
  indicators::Question question;
  std::string where_text;
  std::string withheld;  ///< the reason why there is no figure at all
  indicators::Figure total;
  std::map<Key, indicators::Figure> cells;
  std::vector<std::string> splits;
  std::vector<indicators::Warning> warnings;
  std::int64_t as_of = 0;
  bool gated = false, partial = false;
  bool rolled_up = false;  ///< the gate gave up a part of the keys: a cell that is not there is no 0
};

ReportFigures::ReportFigures(const store::Store& store, const store::Caller& caller, const ReportScope& scope,
                             Progress& progress, indicators::ColumnCache* columns, KeptLedgerAt kept)
    : store_(store),
      caller_(caller),
      scope_(scope),
      progress_(progress),
      columns_(columns),
      kept_(std::move(kept)),
      model_(store.model()),
      sight_(*model_, caller),
      quality_(store) {}
ReportFigures::~ReportFigures() = default;

IndicatorSources& ReportFigures::sources(std::optional<std::int64_t> known_at) {
  std::unique_ptr<IndicatorSources>& kept = sources_[known_at];
  if (!kept) {
    KeptLedger ledger;
    if (kept_) ledger = [this, known_at] { return kept_(known_at); };
    kept = std::make_unique<IndicatorSources>(store_, caller_, known_at, progress_, columns_, std::move(ledger));
  }
  return *kept;
}

const release::Ledger& ReportFigures::ledger() { return sources(scope_.known_at).ledger().ledger(); }

bool ReportFigures::of_land(const model::Indicator& indicator) const {
  const model::Indicator* of = model_->counted_by(indicator);
  return (of != nullptr && of->value.of == kLandLedger) || indicator.value.of == kLandLedger ||
         (indicator.denominator && indicator.denominator->of == kLandLedger) || !indicator.computed_by.empty();
}

void ReportFigures::begin(const std::vector<Wanted>& all, bool land) {
  std::vector<std::optional<Date>> days;
  for (const Wanted& one : all) {
    const model::Indicator& indicator = this->indicator(one.figure);
    if (!of_land(indicator) || one.figure.known_then || !sight_.sees(indicator)) continue;
    land = land || indicator.computed_by.empty();
    const std::optional<Date> day = days_of(one.figure.span, scope_.period).second;
    if (std::find(days.begin(), days.end(), day) == days.end()) days.push_back(day);
  }
  if (!land) return;
  sources(scope_.known_at).ledger().begin(std::move(days));
  for (const Wanted& one : all) {
    const model::Indicator& indicator = this->indicator(one.figure);
    // What the gate lets through depends on what it let through before: that keeps its order.
    if (of_land(indicator) || (indicator.about_people && scope_.gate)) continue;
    std::vector<std::string> splits;
    for (const auto& [split, value] : one.figure.cell) splits.push_back(split);
    splits.insert(splits.end(), one.split.begin(), one.split.end());
    answer(one.figure, one.figure.where, splits);
  }
}

const model::Indicator& ReportFigures::indicator(const model::ReportFigure& wanted) const {
  const model::Indicator* found = model_->find_indicator(wanted.indicator);
  if (found == nullptr) throw Problem{"indicator.unknown", {{"indicator", wanted.indicator}}};
  return *found;
}

void ReportFigures::pass_the_gate(const model::Indicator& indicator, const std::vector<std::string>& splits,
                                  Answer& answer) {
  answer.gated = true;
  const indicators::Question& question = answer.question;
  PublicationRequest request;
  request.known_at = question.known_at;
  request.indicator = indicator.id;
  if (question.to) request.period = period_name(question.from.value_or(Date{1900, 1, 1}), *question.to);
  request.where = answer.where_text;
  request.split_by = splits;
  request.reader = scope_.gate->reader;
  GatedTable table;
  try {
    const Publication publication = prepare_publication(*scope_.gate->store, request, progress_);
    if (scope_.gate->remember) remember(*scope_.gate->store, request, publication, scope_.gate->by);
    table = gated_table(publication, splits);
  } catch (const Problem& problem) {
    // Whatever the audit cannot clear is not shown.
    if (!problem.kind().code.starts_with("publication.")) throw;
    answer.withheld = "ABOUT_PEOPLE";  // and no word on what it could not be held against: others read this
    return;
  }
  if (table.withheld) {
    answer.withheld = "KEPT_BACK";
    return;
  }
  const auto figure = [](const std::optional<double>& value) {
    indicators::Figure shown;
    shown.value = value;
    if (!value) shown.reason_if_null = "KEPT_BACK";
    return shown;
  };
  answer.total = figure(table.total);
  for (const auto& [key, value] : table.cells) answer.cells[key] = figure(value);
  answer.rolled_up = table.rolled_up;
}

void ReportFigures::work_out(const model::ReportFigure& wanted, const std::string& where,
                             const std::vector<std::string>& splits, Answer& answer) {
  const model::Indicator& indicator = this->indicator(wanted);
  answer.indicator = &indicator;
  answer.splits = splits;
  std::tie(answer.question.from, answer.question.to) = days_of(wanted.span, scope_.period);
  answer.question.split_by = splits;
  answer.question.known_at = scope_.known_at;
  if (wanted.known_then && answer.question.to) {
    const std::int64_t then = store_.seq_at(Instant::end_of(*answer.question.to));
    answer.question.known_at = scope_.known_at ? std::min(then, *scope_.known_at) : then;
    // A log that begins later does not say that nothing was known: it does not say.
    if (then == 0 && store_.last_seq() > 0) answer.withheld = "LOG_BEGINS_LATER";
  }
  answer.as_of = answer.question.known_at.value_or(store_.last_seq());
  if (!answer.withheld.empty()) return;
  const bool gated = indicator.about_people && scope_.gate.has_value();
  if (!gated && !sight_.sees(indicator)) {
    answer.withheld = "HIDDEN";
    return;
  }
  if (indicator.representation) {
    represent(wanted, where, answer);
    return;
  }
  std::string rows;
  if (scope_.narrowed) {
    const auto found =
        indicator.computed_by.empty() && !indicator.over ? scope_.rows(indicator.value.of) : std::nullopt;
    if (!found) {
      answer.withheld = "NOT_BY_PLACE";
      return;
    }
    rows = *found;
  }
  answer.where_text = both(where, rows);
  if (!answer.where_text.empty()) answer.question.where = cql2::parse_text(answer.where_text);
  if (gated) {
    pass_the_gate(indicator, splits, answer);
    return;
  }
  const std::vector<std::string> seen = sight_.splits(indicator);
  const bool hidden = std::any_of(splits.begin(), splits.end(), [&](const std::string& split) {
    return split != "year" && split != "month" && std::find(seen.begin(), seen.end(), split) == seen.end();
  });
  const model::RecordType* type = model_->find_type(indicator.value.of);
  const bool asks_hidden =
      answer.question.where && type != nullptr && !may_ask(caller_, *model_, *type, *answer.question.where);
  if (hidden || asks_hidden) {
    answer.withheld = "HIDDEN";
    return;
  }
  answer.partial = sight_.partial(indicator);
  try {
    indicators::IndicatorTable table =
        indicators::compute(store_, caller_, indicator, answer.question, sources(answer.question.known_at).registry());
    answer.total = std::move(table.total);
    answer.warnings = std::move(table.warnings);
    for (indicators::Cell& cell : table.cells) answer.cells[cell.key] = std::move(cell.figure);
  } catch (const Problem& problem) {
    // A denominator over other records may not know the filter of the place.
    if (!scope_.narrowed || !problem.kind().code.starts_with("cql2.")) throw;
    answer.withheld = "NOT_BY_PLACE";
  }
}

void ReportFigures::represent(const model::ReportFigure& wanted, const std::string& where, Answer& made) {
  const model::Representation& shares = *made.indicator->representation;
  model::ReportFigure counted = wanted;
  counted.indicator = shares.of;
  std::vector<std::string> group;
  for (const auto& [split, value] : shares.group) group.push_back(split);
  std::vector<std::string> inner = made.splits;
  inner.insert(inner.end(), group.begin(), group.end());
  // Both by the way of any figure about people: rights, place and the disclosure gate are theirs.
  const Answer &parts = answer(counted, where, inner), &whole = answer(counted, where, group);
  made.gated = parts.gated || whole.gated;
  made.partial = parts.partial || whole.partial;
  made.where_text = parts.where_text;
  made.question.where = parts.question.where;
  for (const Answer* one : {&whole, &parts})
    if (!one->withheld.empty()) made.withheld = one->withheld;
  if (!made.withheld.empty()) return;
  made.rolled_up = parts.rolled_up || whole.rolled_up;
  const indicators::PeopleCounted people{
      .counts = parts.cells,
      .margins = whole.cells,
      .reason_if_null = whole.total.value ? std::string{} : whole.total.reason_if_null,
      .rolled_up = made.rolled_up};
  indicators::Represented figures = indicators::represented(shares, made.splits.size(), people);
  made.total = std::move(figures.total);
  made.warnings = whole.warnings;
  for (indicators::Cell& cell : figures.cells) made.cells[cell.key] = std::move(cell.figure);
}

const ReportFigures::Answer& ReportFigures::answer(const model::ReportFigure& wanted, const std::string& where,
                                                   const std::vector<std::string>& splits) {
  std::string name = indicator(wanted).id + "|" + std::to_string(static_cast<int>(wanted.span)) + "|" +
                     (wanted.known_then ? "then" : "now") + "|" + where;
  for (const std::string& split : splits) name += "|" + split;
  std::unique_ptr<Answer>& kept = answers_[name];
  if (!kept) {
    auto made = std::make_unique<Answer>();
    work_out(wanted, where, splits, *made);
    kept = std::move(made);
  }
  return *kept;
}

int ReportFigures::passport_of(const model::ReportFigure& wanted, const std::string& where, const Answer& answer,
                               const std::vector<std::pair<std::string, std::string>>& cell) {
  const model::Indicator& indicator = *answer.indicator;
  const std::string& language = scope_.language;
  const indicators::Question& question = answer.question;
  std::string name = indicator.id;
  for (const auto& [split, value] : cell) name += " " + split + "=" + value;
  name += " " + (question.from ? question.from->text() : std::string{}) + ".." +
          (question.to ? question.to->text() : std::string{});
  if (wanted.known_then) name += " then";
  if (!where.empty()) name += " where " + where;
  const auto [known, fresh] = numbers_.try_emplace(name, static_cast<int>(passports_.size()));
  if (!fresh) return known->second;

  indicators::Figure figure;
  if (!answer.withheld.empty()) {
    figure.reason_if_null = answer.withheld;
  } else if (cell.empty()) {
    figure = answer.total;
  } else {
    Key key;
    for (const auto& [split, value] : cell) key.push_back(value);
    const auto found = answer.cells.find(key);
    if (found != answer.cells.end())
      figure = found->second;
    else if (answer.gated && (answer.rolled_up || !answer.total.value))
      figure.reason_if_null = "KEPT_BACK";
    else
      figure = of_nothing(indicator, answer.total);
  }
  const std::string reason = figure.value                    ? std::string{}
                             : figure.reason_if_null.empty() ? "NO_DATA"
                                                             : figure.reason_if_null;
  const bool uncounted = answer.gated || !answer.withheld.empty();
  Json words = Json::array();
  for (const auto& [split, value] : cell)
    words.push_back({{"split", split},
                     {"title", title_of_split(indicator, split)},
                     {"value", value},
                     {"words", words_of(indicator, split, value)}});
  Json passport{{"name", name},
                {"indicator", indicator.id},
                {"code", indicator.code},
                {"title", indicator.title.in(language)},
                {"definition", indicator.definition.in(language)},
                // The value stays as it is counted, so money keeps its minor units here.
                {"unit", shown_value(1, indicator) == 1 ? unit_text(indicator, language) : indicator.unit_in(language)},
                {"source", indicator.from.source},
                {"edition", indicator.from.edition},
                {"to_check", indicator.from.mark == "U"},
                {"about_people", indicator.about_people},
                {"cell", std::move(words)},
                {"value", figure.value ? Json(*figure.value) : Json()},
                {"text", figure.value ? figure_text(*figure.value, indicator, language) : "\u2013"},
                {"n", uncounted ? Json() : Json(figure.n)},
                {"n_missing", uncounted ? Json() : Json(figure.n_missing)},
                {"warnings", in(answer.warnings, language)},
                {"partial", answer.partial},
                {"as_of", {{"node", store_.node()}, {"operation", answer.as_of}}},
                {"known_then", wanted.known_then},
                {"data_quality", to_json(quality_.of(indicator))},
                // Counted over all records: who sees some of them is not told of the others.
                {"second_records", answer.gated || answer.partial ? Json() : Json(quality_.second_records(indicator))}};
  passport["reason_if_null"] = reason.empty() ? Json() : Json(reason);
  passport["reason_text"] = reason.empty() ? Json() : Json(reason_words(reason, language));
  passport["lower"] = figure.value && figure.lower ? Json(*figure.lower) : Json();
  passport["upper"] = figure.value && figure.upper ? Json(*figure.upper) : Json();
  passport["shares"] = figure.shares ? indicators::to_json(*figure.shares) : Json();
  const std::string test = fisher_words(passport, language);
  passport["test"] = test.empty() ? Json() : Json(test);
  const auto more_than = indicators::more_than(figure, indicator);
  passport["more_than"] = more_than ? Json(*more_than) : Json();
  passport["from"] = question.from ? Json(question.from->text()) : Json();
  passport["to"] = question.to ? Json(question.to->text()) : Json();
  passport["period"] =
      question.from ? period_text(*question.from, *question.to, language)
      : question.to ? report_word("to", language, {{"from", "…"}, {"to", in_order(question.to->text(), language)}})
                    : report_word("all_time", language);
  passport["records"] =
      answer.gated || !answer.withheld.empty() ? Json() : records_behind(*model_, indicator, question, cell);
  passports_.push_back(std::move(passport));
  return known->second;
}

int ReportFigures::figure(const model::ReportFigure& wanted, const std::string& where) {
  std::vector<std::string> splits;
  for (const auto& [split, value] : wanted.cell) splits.push_back(split);
  return passport_of(wanted, where, answer(wanted, where, splits), wanted.cell);
}

ReportFigures::Cells ReportFigures::split(const model::ReportFigure& wanted, const std::string& where,
                                          const std::vector<std::string>& by) {
  std::vector<std::string> splits;
  for (const auto& [split, value] : wanted.cell) splits.push_back(split);
  splits.insert(splits.end(), by.begin(), by.end());
  const Answer& found = answer(wanted, where, splits);
  std::set<Key> keys;
  for (const auto& [key, figure] : found.cells) {
    bool of_cell = true;
    for (std::size_t i = 0; i < wanted.cell.size(); ++i) of_cell = of_cell && key[i] == wanted.cell[i].second;
    if (of_cell) keys.insert(Key(key.begin() + static_cast<std::ptrdiff_t>(wanted.cell.size()), key.end()));
  }
  Cells cells;
  const model::Indicator& indicator = *found.indicator;
  const model::RecordType* type = type_behind(*model_, indicator);
  // Place of a value among its split's: by code list, else by words.
  const auto place = [&](std::size_t split, const std::string& value) -> std::pair<std::size_t, std::string> {
    if (value == kNotRecorded) return {SIZE_MAX, {}};
    if (const model::CodeList* codes = codes_of(*model_, type, by[split])) {
      for (std::size_t i = 0; i < codes->codes.size(); ++i)
        if (codes->codes[i].value == value) return {i, {}};
    }
    return {SIZE_MAX - 1, value};
  };
  std::vector<Key> ordered(keys.begin(), keys.end());
  std::stable_sort(ordered.begin(), ordered.end(), [&](const Key& a, const Key& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const auto left = place(i, a[i]), right = place(i, b[i]);
      if (left != right) return left < right;
    }
    return false;
  });
  for (const Key& key : ordered) cells.cells.emplace_back(key, cell(wanted, where, by, key));
  cells.total = figure(wanted, where);
  return cells;
}

int ReportFigures::cell(const model::ReportFigure& wanted, const std::string& where, const std::vector<std::string>& by,
                        const std::vector<std::string>& key) {
  std::vector<std::string> splits;
  std::vector<std::pair<std::string, std::string>> cell = wanted.cell;
  for (const auto& [split, value] : wanted.cell) splits.push_back(split);
  for (std::size_t i = 0; i < by.size(); ++i) {
    splits.push_back(by[i]);
    cell.emplace_back(by[i], key[i]);
  }
  return passport_of(wanted, where, answer(wanted, where, splits), cell);
}

std::vector<ReportFigures::Named> ReportFigures::which(const model::ReportFigure& wanted, const std::string& where) {
  const model::Indicator& indicator = this->indicator(wanted);
  const Json value = passport(figure(wanted, where)).at("value");
  if (value.is_null()) return {};
  const model::Over& over = *indicator.over;
  model::ReportFigure behind = wanted;
  behind.indicator = over.indicator;
  std::vector<Named> found;
  for (const auto& [key, number] : split(behind, where, {over.split}).cells) {
    const Json &cell = passport(number).at("value"), &n = passport(number).at("n");
    const bool few = over.at_least > 0 && (n.is_null() || n.get<std::int64_t>() < over.at_least);
    if (!few && !cell.is_null() && cell.get<double>() * indicator.scale == value.get<double>())
      found.push_back({key.back(), words_of(this->indicator(behind), over.split, key.back()), n});
  }
  return found;
}

std::vector<std::string> ReportFigures::cells(const model::ReportFigure& wanted, const std::string& where,
                                              const std::string& of) {
  const model::Indicator& indicator = this->indicator(wanted);
  std::vector<model::ReportFigure> behind{wanted};
  if (indicator.over) {
    behind.clear();
    model::ReportFigure one = wanted;
    one.indicator = indicator.over->indicator;
    for (const Named& named : which(wanted, where)) {
      behind.push_back(one);
      behind.back().cell.emplace_back(indicator.over->split, named.value);
    }
  }
  std::vector<std::string> words;
  std::set<std::string> said;  // once, behind however many of equal rank
  for (const model::ReportFigure& one : behind) {
    std::vector<std::string> splits;
    Key wanted_key;
    for (const auto& [split, value] : one.cell) {
      splits.push_back(split);
      wanted_key.push_back(value);
    }
    splits.push_back(of);
    const Answer& found = answer(one, where, splits);
    if (found.gated) continue;
    for (const auto& [key, figure] : found.cells)
      if (figure.n > 0 && std::equal(wanted_key.begin(), wanted_key.end(), key.begin()) &&
          said.insert(key.back()).second)
        words.push_back(words_of(*found.indicator, of, key.back()));
  }
  return words;
}

std::string ReportFigures::words_of(const model::Indicator& indicator, const std::string& split,
                                    const std::string& value) const {
  if (value == kNotRecorded) return report_word("not_recorded", scope_.language);
  const model::RecordType* type = type_behind(*model_, indicator);
  if (type == nullptr && (split == "entry" || split == "basis")) return report_word(value, scope_.language);
  const model::Field* field = field_of(*model_, type, split);
  const model::CodeList* codes = codes_of(*model_, type, split);
  if (field == nullptr && type != nullptr) {  // a part of counts: its field is called "Reached: women"
    const model::Field* part = type->find(split + "_" + value);
    if (part == nullptr) return value;
    const std::string title = part->title.in(scope_.language);
    const std::size_t colon = title.rfind(": ");
    return colon == std::string::npos ? title : title.substr(colon + 2);
  }
  if (field != nullptr && field->kind == model::FieldKind::boolean)
    return report_word(value == "yes" ? "yes" : "no", scope_.language);
  if (codes == nullptr) return value;
  std::string words;
  for (std::size_t at = 0; at <= value.size();) {  // several codes of one record
    const std::size_t comma = std::min(value.find(", ", at), value.size());
    const model::Code* code = codes->find(value.substr(at, comma - at));
    words += std::string{words.empty() ? "" : list_mark(scope_.language)} +
             (code == nullptr ? value.substr(at, comma - at) : code->title.in(scope_.language));
    at = comma + 2;
  }
  return words;
}

std::string ReportFigures::title_of_split(const model::Indicator& indicator, const std::string& split) const {
  if (split == "year") return report_word("year", scope_.language);
  if (split == "month") return report_word("period", scope_.language);
  const model::RecordType* type = type_behind(*model_, indicator);
  if (type == nullptr) {
    if (split == "province" || split == "place") return report_word("place", scope_.language);
    if (split == "organisation") return report_word("organisation", scope_.language);
    if (split == "entry" || split == "basis") return {};
  }
  const model::Field* field = field_of(*model_, type, split);
  if (field == nullptr && type != nullptr) field = type->find(split + "_total");
  if (field != nullptr) return field->title.in(scope_.language);
  const model::CodeList* codes = codes_of(*model_, type, split);
  return codes == nullptr ? split : codes->title.in(scope_.language);
}

}  // namespace tilth::report
