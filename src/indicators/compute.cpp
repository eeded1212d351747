// SPDX-License-Identifier: Apache-2.0
// Works an indicator out over records or registered rows.
#include "base/problem.h"
#include "cql2/cql2.h"
#include "indicators/change.h"
#include "indicators/measuring.h"
#include "indicators/representation.h"
#include "indicators/trend.h"
#include "stats/count_interval.h"
#include "stats/sums.h"
#include "stats/wilson.h"
#include "store/distinct_labels.h"

#include <fmt/format.h>
#include <limits>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace tilth::indicators {
namespace {

std::optional<double> parsed(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

Figure figure_of(const model::Measure& measure, const Tally& tally, PeopleOfPlaces& places) {
  Figure figure;
  figure.n = tally.records;
  figure.n_missing = tally.missing;
  figure.records = tally.ids;
  const std::int64_t known = tally.records - std::min(tally.records, tally.missing);
  if (tally.mixed) {  // two currencies, or direct and indirect beneficiaries: there is no such sum
    figure.reason_if_null = "KEPT_APART";
    return figure;
  }
  if (measure.function == "count") {
    figure.value = static_cast<double>(tally.records);
  } else if (measure.function == "distinct") {
    figure.value = static_cast<double>(tally.distinct.size());
  } else if (measure.function == "sum") {
    // Records that all lack the value give no zero; no record at all does.
    if (tally.records > 0 && known == 0)
      figure.reason_if_null = "NO_DATA";
    else
      figure.value = tally.sum.value();
  } else if (known == 0) {
    figure.reason_if_null = "NO_DATA";
  } else if (measure.bounds_people()) {
    const stats::PeopleBounds people = places.bounds(tally.places);
    figure.lower = people.least;
    figure.upper = people.most;
    figure.value = measure.function == "unique_least" ? people.least : people.most;
  } else if (measure.function == "mean") {
    figure.value = tally.sum.value() / static_cast<double>(known);
  } else if (measure.function == "median") {
    figure.value = stats::quantile(tally.values, 0.5);
  } else {
    figure.value = measure.function == "min" ? tally.least : tally.most;
  }
  return figure;
}

/// The interval that the model asks for, of sums of whole numbers; none where they are not.
void add_interval(const model::Indicator& indicator, double bottom, Figure& top) {
  const double hits = *top.value;
  if (indicator.interval.empty() || hits < 0 || hits != std::floor(hits) || bottom <= 0) return;
  const auto count = static_cast<std::int64_t>(hits);
  if (indicator.interval == "rate") {
    const auto [lower, upper] = stats::garwood(count);
    top.lower = lower / bottom * indicator.scale;
    top.upper = upper / bottom * indicator.scale;
  } else if (hits <= bottom && bottom == std::floor(bottom)) {
    const auto [lower, upper] = stats::wilson(count, static_cast<std::int64_t>(bottom));
    top.lower = lower * indicator.scale;
    top.upper = upper * indicator.scale;
  }
}

Figure difference(const model::Indicator& indicator, Figure top, const Figure* bottom) {
  if (bottom == nullptr || !bottom->value) {
    top.value.reset();
    top.reason_if_null = bottom == nullptr ? "INVALID_INPUT" : bottom->reason_if_null;
  }
  if (top.value && top.n == 0) {  // what is needed is not recorded: what there is lies under nothing
    top.value.reset();
    top.reason_if_null = "NO_DATA";
  }
  if (top.value) *top.value = (*top.value - *bottom->value) * indicator.scale;
  top.n += bottom == nullptr ? 0 : bottom->n;
  return top;
}

Figure ratio(const model::Indicator& indicator, Figure top, const Figure* bottom) {
  if (!indicator.denominator) {
    if (top.value) *top.value *= indicator.scale;
    return top;
  }
  if (indicator.difference) return difference(indicator, std::move(top), bottom);
  if (bottom == nullptr || !bottom->value) {
    top.value.reset();
    top.reason_if_null = bottom == nullptr ? "INVALID_INPUT" : bottom->reason_if_null;
    return top;
  }
  if (*bottom->value == 0) {
    top.value.reset();
    top.reason_if_null = "ZERO_DENOMINATOR";
    return top;
  }
  if (!top.value) return top;
  // Money or land of which no record tells is not 0.
  if (indicator.value.function == "sum" && indicator.value.of != indicator.denominator->of && top.n == 0) {
    top.value.reset();
    top.reason_if_null = "NO_DATA";
    top.n = bottom->n;
    return top;
  }
  const bool share = indicator.value.function == "count" && indicator.denominator->function == "count" &&
                     indicator.value.of == indicator.denominator->of;
  if (share && *top.value <= *bottom->value) {
    const auto [lower, upper] =
        stats::wilson(static_cast<std::int64_t>(*top.value), static_cast<std::int64_t>(*bottom->value));
    top.lower = lower * indicator.scale;
    top.upper = upper * indicator.scale;
  }
  add_interval(indicator, *bottom->value, top);
  // Of different people the n is people, however many records each has.
  top.n = indicator.denominator->function == "distinct" ? std::llround(*bottom->value) : bottom->n;
  top.value = *top.value / *bottom->value * indicator.scale;
  return top;
}

/// How much of what should be known is known, for the total and for each cell: too little, and there is no figure.
class Covered {
 public:
  Covered(const store::Store& store, const store::Caller& caller, const model::Indicator& indicator,
          const Question& question, const Registry& registry, bool flow)
      : coverage_(indicator.coverage) {
    if (!coverage_) return;
    for (const bool known : {false, true}) {
      model::Measure& measure = known ? known_measure_ : among_measure_;
      measure.function = "count";
      measure.of = indicator.value.of;
      measure.dated_by = indicator.value.dated_by;
      measure.where = coverage_->among;
      Question asked = question;
      // Both narrow: what counts is some of what should.
      if (known && asked.where)
        asked.where =
            cql2::parse_text("(" + cql2::to_text(*asked.where) + ") AND (" + cql2::to_text(coverage_->known) + ")");
      else if (known)
        asked.where = coverage_->known;
      auto& measuring = known ? known_ : among_;
      measuring = std::make_unique<Measuring>(store, caller, measure, keep(std::move(asked)), registry, flow);
      measuring->run();
    }
  }

  void judge(Figure& figure, const Key* key) const {
    if (!coverage_) return;
    const auto records = [&](const Measuring& measuring) -> std::int64_t {
      if (key == nullptr) return measuring.all.records;
      const auto at = measuring.by_key.find(*key);
      return at == measuring.by_key.end() ? 0 : at->second.records;
    };
    const auto known = static_cast<double>(records(*known_)), among = static_cast<double>(records(*among_));
    if (among > 0 && known >= coverage_->at_least * among) return;
    figure.value.reset();
    figure.lower.reset();
    figure.upper.reset();
    figure.reason_if_null = among > 0 ? "LOW_COVERAGE" : "NO_DATA";
  }

 private:
  const Question& keep(Question question) {
    questions_.push_back(std::make_unique<Question>(std::move(question)));
    return *questions_.back();
  }
  const std::optional<model::Coverage>& coverage_;
  model::Measure known_measure_, among_measure_;
  std::vector<std::unique_ptr<Question>> questions_;
  std::unique_ptr<Measuring> known_, among_;
};

/// The cells of another indicator, worked into one figure for each cell that is asked for, and for all.
void work_over(const store::Store& store, const store::Caller& caller, const model::Indicator& indicator,
               const Question& question, const Registry& registry, IndicatorTable& table) {
  const model::Over& over = *indicator.over;
  model::Indicator of = *store.model()->find_indicator(over.indicator);
  Question asked = question;
  asked.split_by.push_back(over.split);
  if (!over.weight.empty()) {
    of.split_by.push_back(over.weight);
    asked.split_by.push_back(over.weight);
  }
  struct Pile {
    double weights = 0, least = std::numeric_limits<double>::infinity(), most = -least;
    stats::Sum sum;
    std::int64_t n = 0, left_out = 0;
    std::string reason;
    std::vector<Uuid> records;
  };
  std::map<Key, Pile> piles;
  Pile all;
  for (const Cell& cell : compute(store, caller, of, asked, registry).cells) {
    const Key key(cell.key.begin(), cell.key.begin() + static_cast<std::ptrdiff_t>(question.split_by.size()));
    double weight = 1;
    if (!over.weight.empty()) {
      const auto known = cell.key.back() == "(not recorded)" ? std::optional{1.0} : parsed(cell.key.back());
      weight = known.value_or(0);
    }
    for (Pile* pile : {&all, question.split_by.empty() ? nullptr : &piles[key]}) {
      if (pile == nullptr) continue;
      // Of one lone answer the share is 100 %: it says nothing of the cell, and is neither best nor worst.
      if (cell.figure.n < over.at_least) {
        ++pile->left_out;
        continue;
      }
      pile->n += cell.figure.n;
      for (const Uuid& id : cell.figure.records)
        if (pile->records.size() < kRecordsKept) pile->records.push_back(id);
      // Without one of its parts a whole has no figure: the parts that are shown are no sample of those that are not.
      if (!cell.figure.value) {
        pile->reason = cell.figure.reason_if_null;
        continue;
      }
      pile->weights += weight;
      pile->sum.add(weight * *cell.figure.value);
      pile->least = std::min(pile->least, *cell.figure.value);
      pile->most = std::max(pile->most, *cell.figure.value);
    }
  }
  const auto figure = [&](const Pile& pile) {
    Figure made;
    made.n = pile.n;
    made.records = pile.records;
    std::sort(made.records.begin(), made.records.end());
    if (!pile.reason.empty() || pile.weights <= 0)
      made.reason_if_null = !pile.reason.empty() ? pile.reason : pile.left_out > 0 ? "TOO_FEW" : "NO_DATA";
    else
      made.value = indicator.scale * (over.function == "min"   ? pile.least
                                      : over.function == "max" ? pile.most
                                                               : pile.sum.value() / pile.weights);
    return made;
  };
  table.total = figure(all);
  if (all.left_out > 0)
    table.warnings.push_back(
        {Warning::Kind::small_cells_left_out, {fmt::to_string(all.left_out), fmt::to_string(over.at_least)}});
  for (const auto& [key, pile] : piles) table.cells.push_back({key, figure(pile)});
}

/// Widens the intervals of shares by the design effect of the records asked (methods 3.7): n / design effect.
class Widened {
 public:
  Widened(const store::Store& store, const store::Caller& caller, const model::Indicator& indicator,
          const Question& question, const Registry& registry, bool flow)
      : scale_(indicator.scale) {
    if (!indicator.design_effect || !indicator.denominator) return;
    measure_ = *indicator.denominator;
    measure_.function = "max";
    measure_.argument = indicator.design_effect;
    effect_ = std::make_unique<Measuring>(store, caller, measure_, question, registry, flow);
    effect_->run();
  }

  void widen(Figure& share, const Key* key) const {
    if (!effect_ || !share.value || !share.lower || share.n == 0) return;
    const Tally* tally = &effect_->all;
    if (key != nullptr) {
      const auto at = effect_->by_key.find(*key);
      tally = at == effect_->by_key.end() ? nullptr : &at->second;
    }
    const double effect = tally == nullptr ? 1 : std::max(1.0, tally->most);
    const auto [lower, upper] = stats::wilson_of_share(*share.value / scale_, static_cast<double>(share.n) / effect);
    share.lower = lower * scale_;
    share.upper = upper * scale_;
  }

 private:
  double scale_;
  model::Measure measure_;
  std::unique_ptr<Measuring> effect_;
};

void work_representation(const store::Store& store, const store::Caller& caller, const model::Representation& wanted,
                         const Question& question, const Registry& registry, IndicatorTable& table) {
  const model::Indicator& of = *store.model()->find_indicator(wanted.of);
  PeopleCounted people;
  for (const bool margins : {false, true}) {
    Question asked = question;
    if (margins) asked.split_by.clear();
    for (const auto& [split, value] : wanted.group) asked.split_by.push_back(split);
    const IndicatorTable counted = compute(store, caller, of, asked, registry);
    if (!counted.total.value) people.reason_if_null = counted.total.reason_if_null;
    for (const Cell& cell : counted.cells) (margins ? people.margins : people.counts)[cell.key] = cell.figure;
    if (margins) table.warnings = counted.warnings;
  }
  Represented made = represented(wanted, question.split_by.size(), people);
  table.total = std::move(made.total);
  if (!question.split_by.empty()) table.cells = std::move(made.cells);
}

/// Records are told apart by their ids and shown by what people call them.
void name_references(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                     IndicatorTable& table) {
  for (std::size_t split = 0; split < table.question.split_by.size(); ++split) {
    const model::RecordType* of = model::referred_by(*store.model(), type, table.question.split_by[split]);
    if (of == nullptr) continue;
    const auto labels = store::distinct_labels(store, caller, *of, table.question.known_at);
    for (Cell& cell : table.cells)
      if (const auto label = labels.find(cell.key[split]); label != labels.end()) cell.key[split] = label->second;
  }
  std::sort(table.cells.begin(), table.cells.end(), [](const Cell& a, const Cell& b) { return a.key < b.key; });
}

}  // namespace

IndicatorTable compute(const store::Store& store, const store::Caller& caller, const model::Indicator& indicator,
                       const Question& question, const Registry& registry) {
  IndicatorTable table;
  table.indicator = &indicator;
  table.question = question;
  table.node = store.node();
  table.as_of = question.known_at.value_or(store.last_seq());
  // A group is compared with the whole of one period: a year of it beside all years would be no such ratio.
  const bool by_date = !indicator.representation;
  for (const std::string& split : question.split_by) {
    const bool allowed =
        (by_date && (split == "year" || split == "month")) ||
        std::find(indicator.split_by.begin(), indicator.split_by.end(), split) != indicator.split_by.end();
    if (!allowed) {
      std::string known = by_date ? "year, month" : "";
      for (const std::string& one : indicator.split_by)
        if (one != "year" && one != "month") known += (known.empty() ? "" : ", ") + one;
      throw Problem{"indicator.unknown_split", {{"indicator", indicator.id}, {"split", split}, {"known", known}}};
    }
  }
  if (!indicator.computed_by.empty()) {
    const auto computation = registry.computations.find(indicator.computed_by);
    if (computation == registry.computations.end())
      throw Problem{"indicator.not_available", {{"needs", indicator.computed_by}}};
    if (question.where) throw Problem{"indicator.not_narrowed", {{"indicator", indicator.id}}};
    Question asked = question;
    asked.with = indicator.with;
    Computed computed = computation->second(store, caller, asked);
    table.total = std::move(computed.total);
    if (computed.cells)
      table.cells = std::move(*computed.cells);
    else if (!question.split_by.empty())
      table.warnings.push_back({Warning::Kind::not_split, {}});
    return table;
  }
  if (indicator.over) {
    work_over(store, caller, indicator, question, registry, table);
    return table;
  }
  if (indicator.change) {
    work_change(store, caller, *indicator.change, question, registry, table);
    return table;
  }
  if (indicator.trend) {
    work_trend(store, caller, *indicator.trend, question, registry, table);
    return table;
  }
  if (indicator.representation) {
    work_representation(store, caller, *indicator.representation, question, registry, table);
    return table;
  }
  const bool flow = indicator.stock_or_flow == "flow";
  Measuring top{store, caller, indicator.value, question, registry, flow};
  top.run();
  std::unique_ptr<Measuring> bottom;
  if (indicator.denominator) {
    bottom = std::make_unique<Measuring>(store, caller, *indicator.denominator, question, registry, flow);
    bottom->run();
  }
  PeopleOfPlaces places{store, question.known_at};
  // Money of one currency is not taken away from money of another.
  const auto bottom_figure = [&](const Tally* tally, const Tally& above) {
    Tally below = *tally;
    if (indicator.difference && below.apart && above.apart && bottom->currencies(below) != top.currencies(above))
      below.mixed = true;
    return figure_of(*indicator.denominator, below, places);
  };
  const auto whole = bottom ? std::optional{bottom_figure(&bottom->all, top.all)} : std::nullopt;
  table.total = ratio(indicator, figure_of(indicator.value, top.all, places), whole ? &*whole : nullptr);
  if (const auto source = registry.sources.find(indicator.value.of);
      !flow && source != registry.sources.end() && !source->second->knows_a_stock(question)) {
    table.total.value.reset();
    table.total.reason_if_null = "NO_DATA";
  }
  const Covered covered{store, caller, indicator, question, registry, flow};
  covered.judge(table.total, nullptr);
  const Widened widened{store, caller, indicator, question, registry, flow};
  widened.widen(table.total, nullptr);
  if (table.total.reason_if_null == "KEPT_APART")
    table.warnings.push_back({Warning::Kind::kept_apart, {top.apart_names()}});
  if (!top.splittable()) table.warnings.push_back({Warning::Kind::rows_not_split, {}});
  std::set<Key> keys;
  for (const auto& [key, tally] : top.by_key) keys.insert(key);
  if (bottom) {
    if (!bottom->partly_whole())
      for (const auto& [key, tally] : bottom->by_key) keys.insert(key);
    if (!bottom->splittable() && !question.split_by.empty())
      table.warnings.push_back({Warning::Kind::denominator_not_split, {}});
  }
  static const Tally kNothing;
  for (const Key& key : keys) {
    const auto above = top.by_key.find(key);
    std::optional<Figure> below;
    if (bottom && bottom->splittable()) {
      const auto found = bottom->by_key.find(bottom->own_key(key));
      below = bottom_figure(found == bottom->by_key.end() ? &kNothing : &found->second,
                            above == top.by_key.end() ? kNothing : above->second);
    }
    table.cells.push_back(
        {key, ratio(indicator, figure_of(indicator.value, above == top.by_key.end() ? kNothing : above->second, places),
                    below ? &*below : nullptr)});
    covered.judge(table.cells.back().figure, &key);
    widened.widen(table.cells.back().figure, &key);
  }
  if (const model::RecordType* type = store.model()->find_type(indicator.value.of))
    name_references(store, caller, *type, table);
  // Additive indicators: the cells and the total must be the same sum (methods 3.1).
  if (indicator.adds_up() && !table.cells.empty() && table.total.value) {
    stats::Sum sum;
    for (const Cell& cell : table.cells) sum.add(cell.figure.value.value_or(0));
    if (std::fabs(sum.value() - *table.total.value) > 1e-9 * std::max(1.0, std::fabs(*table.total.value))) {
      throw std::logic_error("the cells of " + indicator.id + " do not add up to its total");
    }
  }
  if (places.unbounded() > 0)
    table.warnings.push_back({Warning::Kind::without_population, {fmt::to_string(places.unbounded())}});
  if (top.all.missing > 0)
    table.warnings.push_back({Warning::Kind::incomplete_records, {fmt::to_string(top.all.missing)}});
  return table;
}

std::optional<Shares> shares_of(const IndicatorTable& table) {
  const model::Indicator& indicator = *table.indicator;
  const std::vector<std::string>& splits = table.question.split_by;
  if (!indicator.adds_up() || splits.size() != 1 || splits[0] == "year" || splits[0] == "month" ||
      table.cells.empty() || !table.total.value || !(*table.total.value > 0))
    return std::nullopt;
  const auto unknown = [](const Cell& cell) { return cell.key[0] == "(not recorded)" || cell.key[0] == "unknown"; };
  double known = 0, not_known = 0;
  for (const Cell& cell : table.cells) (unknown(cell) ? not_known : known) += cell.figure.value.value_or(0);
  const double total = *table.total.value;
  Shares shares;
  shares.unknown = not_known / total;
  for (const Cell& cell : table.cells) {
    const double value = cell.figure.value.value_or(0);
    shares.cells.push_back(unknown(cell) || !(known > 0)
                               ? std::nullopt
                               : std::optional{CellShare{value / known, value / total, (value + not_known) / total}});
  }
  return shares;
}

std::pair<Date, Date> period_of(std::string_view text) {
  const std::size_t dots = text.find("..");
  const auto from = Date::parse(text.substr(0, dots));
  const auto to = Date::parse(dots == std::string_view::npos ? text : text.substr(dots + 2));
  if (!from || !to || from->first_day() > to->last_day()) throw Problem{"indicator.bad_period", {{"period", text}}};
  return {Date::from_days(from->first_day()), Date::from_days(to->last_day())};
}

}  // namespace tilth::indicators
