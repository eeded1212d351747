// SPDX-License-Identifier: Apache-2.0
// Works an indicator out over records or registered rows.
#include "base/problem.h"
#include "cql2/cql2.h"
#include "cql2/node.h"
#include "indicators/column_row.h"
#include "indicators/indicators.h"
#include "model/field_value.h"
#include "model/record_row.h"
#include "stats/count_interval.h"
#include "stats/share_difference.h"
#include "stats/sums.h"
#include "stats/wilson.h"
#include "store/distinct_labels.h"

#include <fmt/format.h>
#include <limits>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <unordered_map>

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

std::optional<double> parsed(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

/// What a measure has met under one key.
struct Tally {
  std::int64_t records = 0, missing = 0;
  stats::Sum sum;
  std::vector<double> values;  // median
  std::set<std::string> distinct;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  std::vector<Uuid> ids;
  std::optional<Key> apart;  // the values that may not differ, as the first record has them
  bool mixed = false;

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
      : store_(store),
        caller_(caller),
        measure_(measure),
        question_(question),
        columns_(registry.columns),
        flow_(flow) {
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
    for (const std::string& asked : question.split_by) {
      const auto as = measure.split_as.find(asked);
      const std::string& split = as == measure.split_as.end() ? asked : as->second;
      Split one;
      one.whole = as != measure.split_as.end() && split == "whole";
      one.date_part = split == "year" || split == "month";
      one.month = split == "month";
      one.counts = type_ == nullptr ? std::vector<Part>{} : parts_of(split);
      if (!one.whole && !one.date_part && one.counts.empty()) one.property = schema_->find(split);
      splittable_ = splittable_ && (one.whole || !one.counts.empty() ||
                                    (one.date_part ? date_.has_value() : one.property.has_value()));
      splits_.push_back(std::move(one));
    }
    if (type_ != nullptr) keep_apart();
  }

  [[nodiscard]] bool splittable() const { return splittable_; }
  /// The key under which this measure keeps what the cell `key` asks for.
  [[nodiscard]] Key own_key(const Key& key) const {
    Key own;
    for (std::size_t i = 0; i < splits_.size(); ++i)
      if (!splits_[i].whole) own.push_back(key[i]);
    return own;
  }
  [[nodiscard]] const std::string& apart_names() const { return apart_names_; }
  /// Of what may not be added up, the currencies: they stand behind the fields that the type itself keeps apart.
  [[nodiscard]] Key currencies(const Tally& tally) const {
    const auto own = static_cast<std::ptrdiff_t>(type_ == nullptr ? 0 : type_->apart.size());
    return tally.apart ? Key(tally.apart->begin() + own, tally.apart->end()) : Key{};
  }
  /// True when a cell's key says more than this measure knows, so that its own keys make no cells.
  [[nodiscard]] bool partly_whole() const {
    return std::any_of(splits_.begin(), splits_.end(), [](const Split& split) { return split.whole; });
  }

  void run() {
    if (source_ != nullptr) {
      source_->each(question_, [&](const Uuid& id, const cql2::Row& row) { meet(id, row); });
      return;
    }
    const auto around = store_.surroundings(caller_, question_.known_at);
    if (const auto table = column_table()) {
      run_over(*table, *around);
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
    store_.each(caller_, query, [&](const store::Record& record) {
      meet(record.id, model::RecordRow{*type_, own_schema_->paths(), record.id, record.values, *around});
      return true;
    });
  }

  std::map<Key, Tally> by_key;
  Tally all;

 private:
  struct Part {
    std::string name;
    int slot;
  };
  struct Split {
    bool date_part = false, month = false, whole = false;
    std::optional<cql2::Property> property;
    std::vector<Part> counts;  // the parts of a counts field, each a cell of its own
  };

  /// The parts of the counts field of that name: women, men, girls ...; none for any other field.
  std::vector<Part> parts_of(const std::string& name) const {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < type_->fields.size(); ++i) {
      const model::Field& field = type_->fields[i];
      if (field.counts_of == name && !field.computed)
        parts.push_back({field.name.substr(name.size() + 1), static_cast<int>(i)});
    }
    return parts;
  }

  /// What may not be added into one figure: the fields that the model keeps apart, and currencies of money.
  void keep_apart() {
    const auto keep = [&](const std::string& path) {
      if (const auto property = schema_->find(path)) {
        apart_.push_back(property->slot);
        apart_names_ += (apart_names_.empty() ? "" : ", ") + path;
      }
    };
    if (measure_.function == "sum" || measure_.function == "mean" || measure_.function == "median" ||
        measure_.function == "min" || measure_.function == "max" || measure_.function == "distinct") {
      for (const auto& [field, code] : type_->apart) keep(field);
      for (const std::string& path : cql2::properties(*measure_.argument)) {
        const model::RecordType* at = type_;
        std::string before, rest = path;
        for (std::size_t dot = rest.find('.'); dot != std::string::npos && at != nullptr; dot = rest.find('.')) {
          const model::Field* step = at->find(rest.substr(0, dot));
          at = step == nullptr ? nullptr : store_.model()->find_type(step->refers_to);
          before += rest.substr(0, dot + 1);
          rest = rest.substr(dot + 1);
        }
        const model::Field* field = at == nullptr ? nullptr : at->find(rest);
        if (field != nullptr && field->kind == model::FieldKind::money) keep(before + field->currency_field);
        // A sum of children's money is in the children's currencies, which the parent states in a field of one name.
        if (field == nullptr && at != nullptr) {
          for (const model::ChildCount& child : at->children) {
            const model::RecordType* of = child.name == rest ? store_.model()->find_type(child.type) : nullptr;
            const model::Field* sum = of == nullptr ? nullptr : of->find(child.sum);
            if (sum != nullptr && sum->kind == model::FieldKind::money) keep(before + sum->currency_field);
          }
        }
      }
    }
  }

  bool reads_shapes() const {
    const auto reads = [&](const cql2::Bound& bound) {
      return std::any_of(bound.slots().begin(), bound.slots().end(), [&](int slot) {
        return slot < static_cast<int>(type_->fields.size()) &&
               type_->fields[static_cast<std::size_t>(slot)].kind == model::FieldKind::geometry;
      });
    };
    return (argument_ && reads(*argument_)) || std::any_of(filters_.begin(), filters_.end(), reads);
  }

  /// Every slot that is read, each once.
  std::set<int> slots_read() const {
    std::set<int> slots;
    const auto take = [&](const cql2::Bound& bound) { slots.insert(bound.slots().begin(), bound.slots().end()); };
    for (const cql2::Bound& filter : filters_) take(filter);
    if (argument_) take(*argument_);
    if (date_) slots.insert(date_->slot);
    for (const Split& split : splits_)
      if (split.property) slots.insert(split.property->slot);
    return slots;
  }

  /// The columns that answer the question; null where the records themselves must be read: for an earlier state of
  /// knowledge, for shapes, child counts and what the caller may not see.
  std::shared_ptr<const ColumnTable> column_table() const {
    if (columns_ == nullptr || question_.known_at || type_->record_class > caller_.highest_class) return nullptr;
    // What may not be added up, and parts of counts, are told apart record by record.
    const auto in_parts = [](const Split& split) { return split.whole || !split.counts.empty(); };
    if (!apart_.empty() || std::any_of(splits_.begin(), splits_.end(), in_parts)) return nullptr;
    std::set<int> fields;
    for (const int slot : slots_read()) {
      const bool path = slot >= static_cast<int>(type_->fields.size());
      if (path && !path_of(*type_, *own_schema_, slot)) return nullptr;
      const std::string name =
          path ? *path_of(*type_, *own_schema_, slot) : type_->fields[static_cast<std::size_t>(slot)].name;
      const model::RecordType* at = type_;
      for (std::string_view rest = name; !rest.empty();) {
        const std::size_t dot = rest.find('.');
        const model::Field* field = at == nullptr ? nullptr : at->find(rest.substr(0, dot));
        if (field == nullptr || field->field_class > caller_.highest_class || !ColumnCache::holds(*field))
          return nullptr;
        if (at == type_) {
          if (path && field->many) return nullptr;
          fields.insert(type_->index_of(field->name));
        }
        at = store_.model()->find_type(field->refers_to);
        rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
      }
    }
    return columns_->table(caller_, *type_, fields);
  }

  /// The same as meet() for every record, with each step remembered by the codes of the values it reads.
  void run_over(const ColumnTable& table, const model::Surroundings& around) {
    ColumnRow row{*type_, *own_schema_, table, around};
    std::vector<ByCodes<cql2::Bound::Truth>> truths;
    for (const cql2::Bound& filter : filters_) truths.emplace_back(row, filter.slots());
    const std::vector<int> date_slots = date_ ? std::vector{date_->slot} : std::vector<int>{};
    ByCodes<When> whens{row, date_slots};
    std::vector<ByCodes<std::uint32_t>> labels;  // number of the label of each split
    std::vector<std::vector<std::string>> names(splits_.size());
    std::vector<std::unordered_map<std::string, std::uint32_t>> numbers_of_names(splits_.size());
    if (splittable_) {
      for (const Split& split : splits_)
        labels.emplace_back(row, split.date_part ? date_slots : std::vector{split.property->slot});
    }
    const bool plain = argument_ && argument_->root().op == cql2::Op::property;
    const std::vector<double>* numbers = plain ? row.numbers(argument_->root().slot) : nullptr;
    const bool number_is_enough = numbers != nullptr && measure_.function != "distinct";
    std::unordered_map<std::u32string, Tally*> cells;
    std::u32string cell(splits_.size(), 0), last_cell;
    Tally* tally = nullptr;
    for (std::size_t i = 0; i < table.ids.size(); ++i) {
      row.at_row(i);
      const bool held = std::all_of(truths.begin(), truths.end(), [&](ByCodes<cql2::Bound::Truth>& truth) {
        const auto filter = static_cast<std::size_t>(&truth - truths.data());
        return truth.of([&] { return filters_[filter].holds(row); }) == cql2::Bound::Truth::yes;
      });
      if (!held) continue;
      if (flow_ && date_) {
        const When when = whens.of([&] { return placed(row.at(date_->slot), question_); });
        if (when == When::outside) continue;
        if (when == When::unclear) {
          ++all.missing;
          continue;
        }
      }
      if (!splits_.empty() && splittable_) {
        for (std::size_t split = 0; split < splits_.size(); ++split) {
          cell[split] = labels[split].of([&] {
            const auto [known, added] = numbers_of_names[split].try_emplace(
                label_of(splits_[split], row), static_cast<std::uint32_t>(names[split].size()));
            if (added) names[split].push_back(known->first);
            return known->second;
          });
        }
        if (tally == nullptr || cell != last_cell) {
          Tally*& found = cells[cell];
          if (found == nullptr) {
            Key key;
            for (std::size_t split = 0; split < splits_.size(); ++split) key.push_back(names[split][cell[split]]);
            found = &by_key[key];
          }
          tally = found;
          last_cell = cell;
        }
      }
      if (number_is_enough) {
        add_number(all, table.ids[i], (*numbers)[i]);
        if (tally != nullptr) add_number(*tally, table.ids[i], (*numbers)[i]);
        continue;
      }
      const Value value = argument_ ? argument_->value(row) : Value{};
      add(all, table.ids[i], value, {});
      if (tally != nullptr) add(*tally, table.ids[i], value, {});
    }
  }

  std::string label_of(const Split& split, const cql2::Row& row) const {
    if (split.date_part) return part_of_date(date_ ? row.at(date_->slot) : Value{}, split.month);
    const Value& value = row.at(split.property->slot);
    return value.is_null() ? "(not recorded)" : model::shown(value);
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
        if (split.whole) continue;
        // Each part of counts in turn, below.
        key.push_back(split.counts.empty() ? label_of(split, row) : std::string{});
      }
    }
    const Value value = argument_ ? argument_->value(row) : Value{};
    Key apart;
    for (const int slot : apart_) apart.push_back(model::shown(row.at(slot)));
    add(all, id, value, apart);
    if (splits_.empty() || !splittable_) return;
    std::size_t place = 0;
    const Split* counts = nullptr;
    for (std::size_t i = 0, at = 0; i < splits_.size(); ++i) {
      if (splits_[i].whole) continue;
      if (!splits_[i].counts.empty()) counts = &splits_[i], place = at;
      ++at;
    }
    if (counts == nullptr) {
      add(by_key[key], id, value, apart);
      return;
    }
    bool any = false;
    for (const Part& part : counts->counts) {
      const Value& people = row.at(part.slot);
      if (people.is_null()) continue;
      any = true;
      key[place] = part.name;
      add(by_key[key], id, people, apart);
    }
    if (any) return;
    key[place] = "(not recorded)";
    add(by_key[key], id, value, apart);
  }

  void add(Tally& tally, const Uuid& id, const Value& value, const Key& apart) {
    ++tally.records;
    if (!apart.empty() && !(argument_ && value.is_null())) {
      if (!tally.apart) tally.apart = apart;
      tally.mixed = tally.mixed || *tally.apart != apart;
    }
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
        take(tally, *number);
      }
    }
    tally.keep(id);
  }

  /// add() of a number; NaN is none.
  void add_number(Tally& tally, const Uuid& id, double number) {
    ++tally.records;
    if (std::isnan(number))
      ++tally.missing;
    else
      take(tally, number);
    tally.keep(id);
  }

  void take(Tally& tally, double number) {
    tally.sum.add(number);
    if (median_) tally.values.push_back(number);
    tally.least = std::min(tally.least, number);
    tally.most = std::max(tally.most, number);
  }

  const store::Store& store_;
  const store::Caller& caller_;
  const model::Measure& measure_;
  const Question& question_;
  ColumnCache* columns_;
  bool flow_, median_ = measure_.function == "median";
  const model::RecordType* type_ = nullptr;
  const RowSource* source_ = nullptr;
  std::unique_ptr<model::TypeSchema> own_schema_;
  const cql2::Schema* schema_ = nullptr;
  std::optional<cql2::Bound> argument_;
  std::vector<cql2::Bound> filters_;
  std::optional<cql2::Property> date_;
  std::vector<Split> splits_;
  std::vector<int> apart_;
  std::string apart_names_;
  bool splittable_ = true;
};

Figure figure_of(const model::Measure& measure, const Tally& tally) {
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
  top.value = *top.value / *bottom->value * indicator.scale;
  top.n = bottom->n;
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
void work_over(const store::Store& store, const store::Caller& caller, const model::Over& over,
               const Question& question, const Registry& registry, double scale, IndicatorTable& table) {
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
    std::int64_t n = 0;
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
      made.reason_if_null = pile.reason.empty() ? "NO_DATA" : pile.reason;
    else
      made.value = scale * (over.function == "min"   ? pile.least
                            : over.function == "max" ? pile.most
                                                     : pile.sum.value() / pile.weights);
    return made;
  };
  table.total = figure(all);
  for (const auto& [key, pile] : piles) table.cells.push_back({key, figure(pile)});
}

/// One figure less another; of two shares with Newcombe's interval (methods 3.8).
Figure change_of(const Figure& from, const Figure& to, const Figure* design_effect, double scale) {
  Figure made;
  made.n = from.n + to.n;
  made.n_missing = from.n_missing + to.n_missing;
  made.records = to.records;
  for (const Figure* one : {&from, &to, design_effect}) {
    if (one == nullptr || one->value) continue;
    made.reason_if_null = one->reason_if_null;
    return made;
  }
  made.value = *to.value - *from.value;
  if (!from.lower || !to.lower || from.n == 0 || to.n == 0) return made;
  const auto round = [&](const Figure& share) {
    const auto asked = static_cast<double>(share.n);
    return stats::Round{std::round(*share.value / scale * asked), asked};
  };
  const auto interval = stats::share_difference(round(from), round(to),
                                                design_effect == nullptr ? 1 : std::max(1.0, *design_effect->value));
  if (!interval) return made;
  made.lower = interval->lower * scale;
  made.upper = interval->upper * scale;
  return made;
}

void work_change(const store::Store& store, const store::Caller& caller, const model::Change& change,
                 const Question& question, const Registry& registry, IndicatorTable& table) {
  const auto tables = [&](const std::string& id) -> std::optional<IndicatorTable> {
    if (id.empty()) return std::nullopt;
    return compute(store, caller, *store.model()->find_indicator(id), question, registry);
  };
  const auto from = tables(change.from), to = tables(change.to), wide = tables(change.design_effect);
  const double scale = from->indicator->scale;
  table.total = change_of(from->total, to->total, wide ? &wide->total : nullptr, scale);
  for (const IndicatorTable* one : {&*from, &*to})
    for (const std::string& warning : one->warnings)
      if (std::find(table.warnings.begin(), table.warnings.end(), warning) == table.warnings.end())
        table.warnings.push_back(warning);
  static const Figure kNothing{.reason_if_null = "NO_DATA"};
  const auto cell = [](const std::optional<IndicatorTable>& of, const Key& key) -> const Figure& {
    const auto found =
        std::find_if(of->cells.begin(), of->cells.end(), [&](const Cell& one) { return one.key == key; });
    return found == of->cells.end() ? kNothing : found->figure;
  };
  std::set<Key> keys;
  for (const auto* one : {&from, &to})
    for (const Cell& known : (*one)->cells) keys.insert(known.key);
  for (const Key& key : keys)
    table.cells.push_back({key, change_of(cell(from, key), cell(to, key), wide ? &cell(wide, key) : nullptr, scale)});
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
    if (question.where) throw Problem{"indicator.not_narrowed", {{"indicator", indicator.id}}};
    Question asked = question;
    asked.with = indicator.with;
    Computed computed = computation->second(store, caller, asked);
    table.total = std::move(computed.total);
    if (computed.cells)
      table.cells = std::move(*computed.cells);
    else if (!question.split_by.empty())
      table.warnings.emplace_back("This indicator cannot be split so.");
    return table;
  }
  if (indicator.over) {
    work_over(store, caller, *indicator.over, question, registry, indicator.scale, table);
    return table;
  }
  if (indicator.change) {
    work_change(store, caller, *indicator.change, question, registry, table);
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
  // Money of one currency is not taken away from money of another.
  const auto bottom_figure = [&](const Tally* tally, const Tally& above) {
    Tally below = *tally;
    if (indicator.difference && below.apart && above.apart && bottom->currencies(below) != top.currencies(above))
      below.mixed = true;
    return figure_of(*indicator.denominator, below);
  };
  const auto whole = bottom ? std::optional{bottom_figure(&bottom->all, top.all)} : std::nullopt;
  table.total = ratio(indicator, figure_of(indicator.value, top.all), whole ? &*whole : nullptr);
  const Covered covered{store, caller, indicator, question, registry, flow};
  covered.judge(table.total, nullptr);
  if (table.total.reason_if_null == "KEPT_APART")
    table.warnings.push_back(
        "These records are never added into one figure; split by, or choose one of: " + top.apart_names() + ".");
  if (!top.splittable()) table.warnings.emplace_back("The rows behind this indicator cannot be split so.");
  std::set<Key> keys;
  for (const auto& [key, tally] : top.by_key) keys.insert(key);
  if (bottom) {
    if (!bottom->partly_whole())
      for (const auto& [key, tally] : bottom->by_key) keys.insert(key);
    if (!bottom->splittable() && !question.split_by.empty())
      table.warnings.emplace_back("The denominator cannot be split so: cells are left empty.");
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
        {key, ratio(indicator, figure_of(indicator.value, above == top.by_key.end() ? kNothing : above->second),
                    below ? &*below : nullptr)});
    covered.judge(table.cells.back().figure, &key);
  }
  if (const model::RecordType* type = store.model()->find_type(indicator.value.of))
    name_references(store, caller, *type, table);
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
