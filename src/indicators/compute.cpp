// SPDX-License-Identifier: Apache-2.0
// Works an indicator out over records or registered rows.
#include "base/problem.h"
#include "indicators/indicators.h"
#include "model/field_value.h"
#include "model/record_row.h"
#include "stats/sums.h"
#include "stats/wilson.h"

#include <fmt/format.h>
#include <limits>

#include <algorithm>
#include <set>

namespace tilth::indicators {
namespace {

using cql2::Value;
using Key = std::vector<std::string>;

std::optional<double> as_number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? 1.0 : 0.0;
  return std::nullopt;
}

/// What a measure has met under one key.
struct Tally {
  std::int64_t records = 0, missing = 0;
  stats::Sum sum;
  std::vector<double> values;  // median
  std::set<std::string> distinct;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  std::vector<Uuid> ids;

  void keep(const Uuid& id) {
    if (ids.size() < kRecordsKept) ids.push_back(id);
  }
};

enum class When { inside, outside, unclear };

When placed(const Value& date, const Question& question) {
  if (!question.from && !question.to) return When::inside;
  Date day;
  if (const auto* known = std::get_if<Date>(&date))
    day = *known;
  else if (const auto* instant = std::get_if<Instant>(&date))
    day = instant->date();
  else
    return When::unclear;
  const std::int32_t from = question.from ? question.from->first_day() : INT32_MIN;
  const std::int32_t to = question.to ? question.to->last_day() : INT32_MAX;
  if (day.last_day() < from || day.first_day() > to) return When::outside;
  return day.first_day() >= from && day.last_day() <= to ? When::inside : When::unclear;
}

std::string part_of_date(const Value& date, bool month) {
  Date day;
  if (const auto* known = std::get_if<Date>(&date))
    day = *known;
  else if (const auto* instant = std::get_if<Instant>(&date))
    day = instant->date();
  else
    return "(not recorded)";
  if (!month) return fmt::format("{:04}", day.year);
  return day.month == 0 ? "(not recorded)" : fmt::format("{:04}-{:02}", day.year, day.month);
}

/// One measure over its rows: the tallies by key, and the tally of all.
class Measuring {
 public:
  Measuring(const store::Store& store, const store::Caller& caller, const model::Measure& measure,
            const Question& question, const Registry& registry, bool flow)
      : store_(store), caller_(caller), measure_(measure), question_(question), flow_(flow) {
    if (const model::RecordType* type = store.model()->find_type(measure.of)) {
      type_ = type;
      own_schema_ = std::make_unique<model::TypeSchema>(*store.model(), *type);
      schema_ = own_schema_.get();
    } else {
      const auto source = registry.sources.find(measure.of);
      if (source == registry.sources.end()) throw Problem{"indicator.not_available", {{"needs", measure.of}}};
      source_ = source->second;
      schema_ = &source_->schema();
    }
    if (measure.argument) argument_.emplace(*measure.argument, *schema_);
    for (const auto* where : {&measure.where, &question.where}) {
      if (*where) filters_.emplace_back(**where, *schema_);
    }
    if (!measure.dated_by.empty()) date_ = schema_->find(measure.dated_by);
    for (const std::string& split : question.split_by) {
      Split one;
      one.date_part = split == "year" || split == "month";
      one.month = split == "month";
      if (!one.date_part) one.property = schema_->find(split);
      splits_.push_back(one);
      splittable_ = splittable_ && (one.date_part ? date_.has_value() : one.property.has_value());
    }
  }

  [[nodiscard]] bool splittable() const { return splittable_; }

  void run() {
    if (source_ != nullptr) {
      source_->each(question_, [&](const Uuid& id, const cql2::Row& row) { meet(id, row); });
      return;
    }
    store::Query query;
    query.type = type_->name;
    query.where = measure_.where;
    query.known_at = question_.known_at;
    for (const model::Field& field : type_->fields) {
      if (field.kind != model::FieldKind::geometry && !field.encrypted && field.kind != model::FieldKind::lines)
        query.fields.push_back(field.name);
    }
    if (reads_shapes()) query.fields.clear();
    const auto around = store_.surroundings(caller_, question_.known_at);
    store_.each(caller_, query, [&](const store::Record& record) {
      meet(record.id, model::RecordRow{*type_, own_schema_->paths(), record.id, record.values, *around});
      return true;
    });
  }

  std::map<Key, Tally> by_key;
  Tally all;

 private:
  struct Split {
    bool date_part = false, month = false;
    std::optional<cql2::Property> property;
  };

  bool reads_shapes() const {
    const auto reads = [&](const cql2::Bound& bound) {
      return std::any_of(bound.slots().begin(), bound.slots().end(), [&](int slot) {
        return slot < static_cast<int>(type_->fields.size()) &&
               type_->fields[static_cast<std::size_t>(slot)].kind == model::FieldKind::geometry;
      });
    };
    return (argument_ && reads(*argument_)) || std::any_of(filters_.begin(), filters_.end(), reads);
  }

  void meet(const Uuid& id, const cql2::Row& row) {
    for (const cql2::Bound& filter : filters_) {
      if (filter.holds(row) != cql2::Bound::Truth::yes) return;
    }
    const Value date = date_ ? row.at(date_->slot) : Value{};
    if (flow_ && date_) {
      const When when = placed(date, question_);
      if (when == When::outside) return;
      if (when == When::unclear) {  // a date too coarse, or none: not in the figure, and said
        ++all.missing;
        return;
      }
    }
    Key key;
    if (splittable_) {
      for (const Split& split : splits_) {
        if (split.date_part) {
          key.push_back(part_of_date(date, split.month));
        } else {
          const Value& value = row.at(split.property->slot);
          key.push_back(value.is_null() ? "(not recorded)" : model::shown(value));
        }
      }
    }
    const Value value = argument_ ? argument_->value(row) : Value{};
    add(all, id, value);
    if (!splits_.empty() && splittable_) add(by_key[key], id, value);
  }

  void add(Tally& tally, const Uuid& id, const Value& value) {
    ++tally.records;
    if (argument_) {
      if (measure_.function == "distinct") {
        if (value.is_null())
          ++tally.missing;
        else
          tally.distinct.insert(model::shown(value));
      } else {
        const auto number = as_number(value);
        if (!number) {
          ++tally.missing;
          tally.keep(id);
          return;
        }
        tally.sum.add(*number);
        if (measure_.function == "median") tally.values.push_back(*number);
        tally.least = std::min(tally.least, *number);
        tally.most = std::max(tally.most, *number);
      }
    }
    tally.keep(id);
  }

  const store::Store& store_;
  const store::Caller& caller_;
  const model::Measure& measure_;
  const Question& question_;
  bool flow_;
  const model::RecordType* type_ = nullptr;
  const RowSource* source_ = nullptr;
  std::unique_ptr<model::TypeSchema> own_schema_;
  const cql2::Schema* schema_ = nullptr;
  std::optional<cql2::Bound> argument_;
  std::vector<cql2::Bound> filters_;
  std::optional<cql2::Property> date_;
  std::vector<Split> splits_;
  bool splittable_ = true;
};

Figure figure_of(const model::Measure& measure, const Tally& tally) {
  Figure figure;
  figure.n = tally.records;
  figure.n_missing = tally.missing;
  figure.records = tally.ids;
  const std::int64_t known = tally.records - std::min(tally.records, tally.missing);
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
  } else if (measure.function == "mean") {
    figure.value = tally.sum.value() / static_cast<double>(known);
  } else if (measure.function == "median") {
    figure.value = stats::quantile(tally.values, 0.5);
  } else {
    figure.value = measure.function == "min" ? tally.least : tally.most;
  }
  return figure;
}

Figure ratio(const model::Indicator& indicator, Figure top, const Figure* bottom) {
  if (!indicator.denominator) {
    if (top.value) *top.value *= indicator.scale;
    return top;
  }
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
  top.value = *top.value / *bottom->value * indicator.scale;
  top.n = bottom->n;
  return top;
}

}  // namespace

IndicatorTable compute(const store::Store& store, const store::Caller& caller, const model::Indicator& indicator,
                       const Question& question, const Registry& registry) {
  IndicatorTable table;
  table.indicator = &indicator;
  table.question = question;
  table.node = store.node();
  table.as_of = question.known_at.value_or(store.last_seq());
  for (const std::string& split : question.split_by) {
    const bool allowed =
        split == "year" || split == "month" ||
        std::find(indicator.split_by.begin(), indicator.split_by.end(), split) != indicator.split_by.end();
    if (!allowed) {
      std::string known = "year, month";
      for (const std::string& one : indicator.split_by)
        if (one != "year" && one != "month") known += ", " + one;
      throw Problem{"indicator.unknown_split", {{"indicator", indicator.id}, {"split", split}, {"known", known}}};
    }
  }
  if (!indicator.computed_by.empty()) {
    const auto computation = registry.computations.find(indicator.computed_by);
    if (computation == registry.computations.end())
      throw Problem{"indicator.not_available", {{"needs", indicator.computed_by}}};
    table.total = computation->second(store, caller, question);
    if (!question.split_by.empty()) table.warnings.emplace_back("This indicator has no splits.");
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
  const auto bottom_figure = [&](const Tally* tally) {
    return tally == nullptr ? std::nullopt : std::optional{figure_of(*indicator.denominator, *tally)};
  };
  const auto whole = bottom ? bottom_figure(&bottom->all) : std::nullopt;
  table.total = ratio(indicator, figure_of(indicator.value, top.all), whole ? &*whole : nullptr);
  if (!top.splittable()) table.warnings.emplace_back("The rows behind this indicator cannot be split so.");
  std::set<Key> keys;
  for (const auto& [key, tally] : top.by_key) keys.insert(key);
  if (bottom) {
    for (const auto& [key, tally] : bottom->by_key) keys.insert(key);
    if (!bottom->splittable() && !question.split_by.empty())
      table.warnings.emplace_back("The denominator cannot be split so: cells are left empty.");
  }
  static const Tally kNothing;
  for (const Key& key : keys) {
    const auto above = top.by_key.find(key);
    std::optional<Figure> below;
    if (bottom && bottom->splittable()) {
      const auto found = bottom->by_key.find(key);
      below = bottom_figure(found == bottom->by_key.end() ? &kNothing : &found->second);
    }
    table.cells.push_back(
        {key, ratio(indicator, figure_of(indicator.value, above == top.by_key.end() ? kNothing : above->second),
                    below ? &*below : nullptr)});
  }
  // Additive indicators: the cells and the total must be the same sum (methods 3.1).
  const bool additive =
      !indicator.denominator && (indicator.value.function == "count" || indicator.value.function == "sum");
  if (additive && !table.cells.empty() && table.total.value) {
    stats::Sum sum;
    for (const Cell& cell : table.cells) sum.add(cell.figure.value.value_or(0));
    if (std::fabs(sum.value() - *table.total.value) > 1e-9 * std::max(1.0, std::fabs(*table.total.value))) {
      throw std::logic_error("the cells of " + indicator.id + " do not add up to its total");
    }
  }
  if (top.all.missing > 0) {
    table.warnings.push_back(fmt::format(
        "{} records lack a value, or a date fine enough for the period, and are not in the figure.", top.all.missing));
  }
  return table;
}

std::optional<Shares> shares_of(const IndicatorTable& table) {
  const model::Indicator& indicator = *table.indicator;
  const bool additive = indicator.computed_by.empty() && !indicator.denominator &&
                        (indicator.value.function == "count" || indicator.value.function == "sum");
  const std::vector<std::string>& splits = table.question.split_by;
  if (!additive || splits.size() != 1 || splits[0] == "year" || splits[0] == "month" || table.cells.empty() ||
      !table.total.value || !(*table.total.value > 0))
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
