// SPDX-License-Identifier: Apache-2.0
// One measure of an indicator over its rows.
#include "indicators/measuring.h"

#include "base/problem.h"
#include "cql2/node.h"
#include "indicators/column_row.h"
#include "model/field_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tilth::indicators {
namespace {

using cql2::Value;

std::optional<double> as_number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? 1.0 : 0.0;
  return std::nullopt;
}

enum class When { inside, outside, unclear };

std::optional<Date> day_of(const Value& value) {
  if (const auto* known = std::get_if<Date>(&value)) return *known;
  if (const auto* instant = std::get_if<Instant>(&value)) return instant->date();
  return std::nullopt;
}

/// A flow is of the days of the period. A stock is of all that was there at its end: what came later is outside, and
/// what may have come later, or nobody dated, is inside.
When placed(const Value& date, const Question& question, bool flow) {
  if (!question.from && !question.to) return When::inside;
  const std::optional<Date> known = day_of(date);
  if (!flow) return known && question.to && known->first_day() > question.to->last_day() ? When::outside : When::inside;
  if (!known) return When::unclear;
  const Date& day = *known;
  const std::int32_t from = question.from ? question.from->first_day() : INT32_MIN;
  const std::int32_t to = question.to ? question.to->last_day() : INT32_MAX;
  if (day.last_day() < from || day.first_day() > to) return When::outside;
  return day.first_day() >= from && day.last_day() <= to ? When::inside : When::unclear;
}

std::string part_of_date(const Value& date, bool month) {
  const std::optional<Date> day = day_of(date);
  if (!day) return "(not recorded)";
  if (!month) return fmt::format("{:04}", day->year);
  return day->month == 0 ? "(not recorded)" : fmt::format("{:04}-{:02}", day->year, day->month);
}

}  // namespace

Measuring::Measuring(const store::Store& store, const store::Caller& caller, const model::Measure& measure,
                     const Question& question, const Registry& registry, bool flow)
    : store_(store), caller_(caller), measure_(measure), question_(question), columns_(registry.columns), flow_(flow) {
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
    splittable_ = splittable_ &&
                  (one.whole || !one.counts.empty() || (one.date_part ? date_.has_value() : one.property.has_value()));
    splits_.push_back(std::move(one));
  }
  if (type_ != nullptr) keep_apart();
  if (type_ != nullptr && measure.bounds_people()) place_ = schema_->find(type_->place_field);
}

Key Measuring::own_key(const Key& key) const {
  Key own;
  for (std::size_t i = 0; i < splits_.size(); ++i)
    if (!splits_[i].whole) own.push_back(key[i]);
  return own;
}

Key Measuring::currencies(const Tally& tally) const {
  const auto own = static_cast<std::ptrdiff_t>(type_ == nullptr ? 0 : type_->apart.size() - measure_.across.size());
  return tally.apart ? Key(tally.apart->begin() + own, tally.apart->end()) : Key{};
}

bool Measuring::partly_whole() const {
  return std::any_of(splits_.begin(), splits_.end(), [](const Split& split) { return split.whole; });
}

void Measuring::run() {
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
  if (!reads_shapes()) query.fields = fields_read();
  store_.each(caller_, query, [&](const store::Record& record) {
    meet(record.id, model::RecordRow{*type_, own_schema_->paths(), record.id, record.values, *around});
    return true;
  });
}

std::vector<Measuring::Part> Measuring::parts_of(const std::string& name) const {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < type_->fields.size(); ++i) {
    const model::Field& field = type_->fields[i];
    if (field.counts_of == name && !field.computed)
      parts.push_back({field.name.substr(name.size() + 1), static_cast<int>(i)});
  }
  return parts;
}

void Measuring::keep_apart() {
  const auto keep = [&](const std::string& path) {
    if (const auto property = schema_->find(path)) {
      apart_.push_back(property->slot);
      apart_names_ += (apart_names_.empty() ? "" : ", ") + path;
    }
  };
  if (measure_.function == "sum" || measure_.function == "mean" || measure_.function == "median" ||
      measure_.function == "min" || measure_.function == "max" || measure_.function == "distinct" ||
      measure_.bounds_people()) {
    for (const auto& [field, code] : type_->apart)
      if (!may_be_across(field)) keep(field);
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

bool Measuring::may_be_across(const std::string& field) const {
  return std::find(measure_.across.begin(), measure_.across.end(), field) != measure_.across.end();
}

bool Measuring::reads_shapes() const {
  const auto reads = [&](const cql2::Bound& bound) {
    return std::any_of(bound.slots().begin(), bound.slots().end(), [&](int slot) {
      return slot < static_cast<int>(type_->fields.size()) &&
             type_->fields[static_cast<std::size_t>(slot)].kind == model::FieldKind::geometry;
    });
  };
  return (argument_ && reads(*argument_)) || std::any_of(filters_.begin(), filters_.end(), reads);
}

std::set<int> Measuring::slots_read() const {
  std::set<int> slots;
  const auto take = [&](const cql2::Bound& bound) { slots.insert(bound.slots().begin(), bound.slots().end()); };
  for (const cql2::Bound& filter : filters_) take(filter);
  if (argument_) take(*argument_);
  if (date_) slots.insert(date_->slot);
  if (place_) slots.insert(place_->slot);
  for (const Split& split : splits_)
    if (split.property) slots.insert(split.property->slot);
  return slots;
}

std::vector<std::string> Measuring::fields_read() const {
  std::set<int> slots = slots_read();
  slots.insert(apart_.begin(), apart_.end());
  for (const Split& split : splits_)
    for (const Part& part : split.counts) slots.insert(part.slot);
  const auto own = static_cast<int>(type_->fields.size());
  const bool beyond = !slots.empty() && *slots.rbegin() >= own;
  std::vector<std::string> fields;
  for (int slot = 0; slot < own; ++slot) {
    const model::Field& field = type_->fields[static_cast<std::size_t>(slot)];
    // Paths start at references.
    if (slots.contains(slot) || (beyond && field.kind == model::FieldKind::reference)) fields.push_back(field.name);
  }
  if (!fields.empty()) return fields;
  // None would be all of them.
  const auto plain = std::find_if(type_->fields.begin(), type_->fields.end(), [](const model::Field& field) {
    return field.kind != model::FieldKind::geometry && field.kind != model::FieldKind::lines && !field.encrypted;
  });
  if (plain != type_->fields.end()) fields.push_back(plain->name);
  return fields;
}

std::shared_ptr<const ColumnTable> Measuring::column_table() const {
  if (columns_ == nullptr || question_.known_at || type_->record_class > caller_.highest_class) return nullptr;
  // What may not be added up, and parts of counts, are told apart record by record.
  const auto in_parts = [](const Split& split) { return split.whole || !split.counts.empty(); };
  if (place_ || !apart_.empty() || std::any_of(splits_.begin(), splits_.end(), in_parts)) return nullptr;
  std::set<int> fields;
  for (const int slot : slots_read()) {
    const bool path = slot >= static_cast<int>(type_->fields.size());
    if (path && slot < static_cast<int>(type_->fields.size() + type_->children.size())) continue;  // asked by id
    std::string name;
    if (path) {
      const auto* known = path_of(*type_, *own_schema_, slot);
      if (known == nullptr) return nullptr;
      name = *known;
    } else {
      name = type_->fields[static_cast<std::size_t>(slot)].name;
    }
    const model::RecordType* at = type_;
    for (std::string_view rest = name; !rest.empty();) {
      const std::size_t dot = rest.find('.');
      const model::Field* field = at == nullptr ? nullptr : at->find(rest.substr(0, dot));
      if (field == nullptr || field->field_class > caller_.highest_class || !ColumnCache::holds(*field)) return nullptr;
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

void Measuring::run_over(const ColumnTable& table, const model::Surroundings& around) {
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
    // The day first: it is known by its code, and what a filter asks may be a count of children.
    const When when = date_ ? whens.of([&] { return placed(row.at(date_->slot), question_, flow_); }) : When::inside;
    if (when == When::outside) continue;
    const bool held = std::all_of(truths.begin(), truths.end(), [&](ByCodes<cql2::Bound::Truth>& truth) {
      const auto filter = static_cast<std::size_t>(&truth - truths.data());
      return truth.of([&] { return filters_[filter].holds(row); }) == cql2::Bound::Truth::yes;
    });
    if (!held) continue;
    if (when == When::unclear) {
      ++all.missing;
      continue;
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

std::string Measuring::label_of(const Split& split, const cql2::Row& row) const {
  if (split.date_part) return part_of_date(date_ ? row.at(date_->slot) : Value{}, split.month);
  const Value& value = row.at(split.property->slot);
  return value.is_null() ? "(not recorded)" : model::shown(value);
}

void Measuring::meet(const Uuid& id, const cql2::Row& row) {
  for (const cql2::Bound& filter : filters_) {
    if (filter.holds(row) != cql2::Bound::Truth::yes) return;
  }
  const Value date = date_ ? row.at(date_->slot) : Value{};
  if (date_) {
    const When when = placed(date, question_, flow_);
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
  if (place_) {
    const Value& place = row.at(place_->slot);
    at_place_ = place.is_null() ? std::string{} : model::shown(place);
  }
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

void Measuring::add(Tally& tally, const Uuid& id, const Value& value, const Key& apart) {
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

void Measuring::add_number(Tally& tally, const Uuid& id, double number) {
  ++tally.records;
  if (std::isnan(number))
    ++tally.missing;
  else
    take(tally, number);
  tally.keep(id);
}

void Measuring::take(Tally& tally, double number) {
  tally.sum.add(number);
  if (place_) tally.places[at_place_].add(number);
  if (median_) tally.values.push_back(number);
  tally.least = std::min(tally.least, number);
  tally.most = std::max(tally.most, number);
}

}  // namespace tilth::indicators
