// SPDX-License-Identifier: Apache-2.0
#include "report/report_records.h"

#include "model/field_value.h"
#include "model/record_row.h"
#include "model/report.h"
#include "report/report_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace tilth::report {
namespace {

using store::Value;

std::optional<double> as_number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

/// The steps of "task.organisation.name" before the last, with a dot; "" for a field of the record itself.
std::string before_end(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string::npos ? std::string{} : path.substr(0, dot + 1);
}

enum class When : std::uint8_t { inside, outside, unclear };

/// As indicators place a record: wholly inside, wholly outside, or not known.
When placed(const Value& date, const std::pair<Date, Date>& period) {
  const auto* day = std::get_if<Date>(&date);
  if (day == nullptr) return When::unclear;
  const std::int32_t from = period.first.first_day(), to = period.second.last_day();
  if (day->last_day() < from || day->first_day() > to) return When::outside;
  return day->first_day() >= from && day->last_day() <= to ? When::inside : When::unclear;
}

}  // namespace

RecordReader::RecordReader(const store::Store& store, const store::Caller& caller, const model::Model& model,
                           const model::RecordType& type, RecordWords& names, std::optional<std::int64_t> known_at,
                           std::string language)
    : store_(store),
      caller_(caller),
      model_(model),
      type_(type),
      names_(names),
      known_at_(known_at),
      language_(std::move(language)),
      around_(store.surroundings(caller, known_at)) {}

bool RecordReader::may_show(const std::string& path) const { return may_ask(caller_, model_, type_, path); }

bool RecordReader::may_list(const RecordList& list) const {
  if (!store::may_see(caller_, type_)) return false;
  if (!list.where.empty() && !may_ask(caller_, model_, type_, cql2::parse_text(list.where))) return false;
  if (list.period && !may_show(list.dated_by)) return false;
  if (const auto& there = list.there_on;
      there &&
      ((!there->begins.empty() && !may_show(there->begins)) || (!there->ends.empty() && !may_show(there->ends)) ||
       (!there->still.empty() && !may_ask(caller_, model_, type_, cql2::parse_text(there->still)))))
    return false;
  return std::all_of(list.sort.begin(), list.sort.end(), [&](const auto& sort) { return may_show(sort.first); });
}

bool RecordReader::may_draw() const { return !type_.geometry_field.empty() && may_show(type_.geometry_field); }

std::string RecordReader::title(const std::string& path) const {
  const model::Field* field = model::field_at_end(model_, type_, path);
  if (field != nullptr) {
    std::string title = field->title.in(language_);
    if (field->kind == model::FieldKind::area) title += language_ == "ar" ? " (م²)" : " (m²)";
    if (field->kind == model::FieldKind::length) title += " (" + report_word("metres", language_) + ")";
    return title;
  }
  for (const model::ChildCount& child : type_.children)
    if (child.name == path) return child.title.in(language_);
  return path;
}

bool RecordReader::is_number(const std::string& path) const {
  const model::Field* field = model::field_at_end(model_, type_, path);
  if (field == nullptr) return true;
  using model::FieldKind;
  return field->kind == FieldKind::integer || field->kind == FieldKind::decimal || field->kind == FieldKind::area ||
         field->kind == FieldKind::length || field->kind == FieldKind::money;
}

Value RecordReader::value(const store::Record& record, const std::string& path) const {
  if (const int own = type_.index_of(path); own >= 0) return record.values[static_cast<std::size_t>(own)];
  if (!may_show(path)) return {};
  std::unique_ptr<Path>& known = paths_[path];
  if (!known) {
    model::TypeSchema schema{model_, type_};
    cql2::Bound bound{cql2::parse_scalar_text("\"" + path + "\""), schema};
    known = std::make_unique<Path>(std::move(schema), std::move(bound));
  }
  return known->bound.value(model::RecordRow{type_, known->schema.paths(), record.id, record.values, *around_});
}

std::string RecordReader::time_of(const store::Record& record, const std::string& path, const Instant& instant) const {
  const auto clock = clocks_.find(path);
  const auto hours = clock == clocks_.end() ? std::nullopt : as_number(value(record, clock->second));
  const auto offset = std::lround(hours.value_or(0) * 60);
  const std::string there = Instant{.unix_ms = instant.unix_ms + offset * 60'000}.text();
  const std::string time = there.substr(0, 10) + " " + there.substr(11, 5);
  if (offset == 0) return time + " (UTC)";
  return fmt::format("{} (UTC{}{:02}:{:02})", time, offset < 0 ? "-" : "+", std::abs(offset) / 60,
                     std::abs(offset) % 60);
}

const model::Field* RecordReader::counted_field(const std::string& path) const {
  if (const model::Field* field = model::field_at_end(model_, type_, path)) return field;
  for (const model::ChildCount& child : type_.children)
    if (child.name == path && !child.sum.empty()) return model_.find_type(child.type)->find(child.sum);
  return nullptr;
}

Json RecordReader::cell_of(const store::Record& record, const std::string& path, const Value& value) const {
  const std::string nothing = "\u2013";
  const model::Field* field = model::field_at_end(model_, type_, path);
  // Whether there is one or none: what the reader may not see is never shown as nothing.
  if (field != nullptr && field->kind == model::FieldKind::reference &&
      !store::may_see(caller_, *model_.find_type(field->refers_to)))
    return {{"text", report_word("HIDDEN", language_)}};
  if (value.is_null()) return {{"text", nothing}};
  const auto number = as_number(value);
  const model::Field* counted = field == nullptr ? counted_field(path) : nullptr;
  if (counted != nullptr && counted->kind == model::FieldKind::money && number)
    return {{"text", number_text(*number / 100, 2, language_)}, {"value", *number / 100}};
  if (field == nullptr)
    return number ? Json{{"text", number_text(*number, decimals_of(*number, ""), language_)}, {"value", *number}}
                  : Json{{"text", model::shown(value)}};
  using model::FieldKind;
  switch (field->kind) {
    case FieldKind::area:
      if (number) return {{"text", number_text(*number, 0, language_)}, {"value", std::round(*number * 100) / 100}};
      break;
    case FieldKind::integer:
      // A year is no quantity: its digits stand together.
      if (number && field->minimum && field->maximum && *field->minimum >= 1000 && *field->maximum <= 9999)
        return {{"text", std::to_string(static_cast<std::int64_t>(*number))}, {"value", *number}};
      [[fallthrough]];
    case FieldKind::decimal:
    case FieldKind::length:
      if (number) return {{"text", number_text(*number, decimals_of(*number, ""), language_)}, {"value", *number}};
      break;
    case FieldKind::money: {
      if (!number) break;
      const Value currency = this->value(record, before_end(path) + field->currency_field);
      const auto* code = std::get_if<std::string>(&currency);
      // Minor units are hundredths of all currencies that the field meets; docs/model-language.md says so.
      return {{"text", number_text(*number / 100, 2, language_) + (code == nullptr ? "" : " " + *code)},
              {"value", *number / 100}};
    }
    case FieldKind::boolean:
      if (const auto* yes = std::get_if<bool>(&value))
        return {{"text", report_word(*yes ? "yes" : "no", language_)}, {"value", *yes}};
      break;
    case FieldKind::code: {
      const model::CodeList* codes = model_.find_codes(field->codes);
      const auto words = [&](const Value& one) {
        const auto* text = std::get_if<std::string>(&one);
        if (text == nullptr) return std::string{};
        const model::Code* code = codes == nullptr ? nullptr : codes->find(*text);
        return code == nullptr ? *text : code->title.in(language_);
      };
      const auto* many = std::get_if<std::shared_ptr<const cql2::Array>>(&value);
      if (many == nullptr) return {{"text", words(value)}};
      std::string all;
      for (const Value& one : **many) all += std::string{all.empty() ? "" : list_mark(language_)} + words(one);
      return {{"text", all.empty() ? nothing : all}};
    }
    case FieldKind::reference: {
      std::string all;
      Json record_of;
      for (const Uuid& id : store::ids_in(value)) {
        const std::string& label = names_.label(field->refers_to, id);
        if (label.empty()) continue;
        all += std::string{all.empty() ? "" : list_mark(language_)} + label;
        record_of = {{"type", field->refers_to}, {"id", id.text()}};
      }
      Json cell{{"text", all.empty() ? nothing : all}};
      if (!record_of.is_null() && !field->many) cell["record"] = std::move(record_of);
      return cell;
    }
    case FieldKind::instant:
      if (const auto* instant = std::get_if<Instant>(&value))
        return {{"text", in_order(time_of(record, path, *instant), language_)}};
      break;
    default:
      break;
  }
  // What people wrote finds its own direction; repeated lines are read as JSON by whoever draws them.
  const bool as_it_is = field->kind == FieldKind::text || field->kind == FieldKind::lines;
  return {{"text", as_it_is ? model::shown(value) : in_order(model::shown(value), language_)}};
}

Json RecordReader::cell(const store::Record& record, const std::string& path) const {
  return cell_of(record, path, value(record, path));
}

std::string RecordReader::text(const store::Record& record, const std::string& path) const {
  return cell(record, path).at("text").get<std::string>();
}

bool RecordReader::holds(const store::Record& record, const std::string& where) const {
  const model::TypeSchema schema{model_, type_};
  const cql2::Bound bound{cql2::parse_text(where), schema};
  return bound.holds(model::RecordRow{type_, schema.paths(), record.id, record.values, *around_}) ==
         cql2::Bound::Truth::yes;
}

void RecordReader::each(const RecordList& list, const std::vector<std::string>& fields,
                        const std::function<void(store::Record&)>& visit) const {
  if (list.only) {
    std::vector<store::Record> records;
    for (const Uuid& id : *list.only) {
      auto record = store_.find(caller_, type_.name, id, known_at_);
      if (!record || record->removed || (!list.where.empty() && !holds(*record, list.where))) continue;
      records.push_back(std::move(*record));
    }
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    for (store::Record& record : records) visit(record);
    return;
  }
  store::Query query;
  query.type = type_.name;
  if (!list.where.empty()) query.where = cql2::parse_text(list.where);
  for (const auto& [field, descending] : list.sort) query.sort.push_back({field, descending});
  query.fields = fields;
  query.known_at = known_at_;
  store_.each(caller_, query, [&](const store::Record& record) {
    store::Record copy = record;
    visit(copy);
    return true;
  });
}

RecordRows RecordReader::list(const RecordList& list) const {
  RecordRows out;
  // The first step of every path that is read, and the currencies of money.
  std::set<std::string> needed;
  const auto need = [&](const std::string& path) {
    const std::string first = path.substr(0, path.find('.'));
    const model::Field* field = type_.find(first);
    if (field == nullptr) return;
    needed.insert(first);
    if (!field->currency_field.empty()) needed.insert(field->currency_field);
    if (const auto clock = clocks_.find(path); clock != clocks_.end())
      needed.insert(clock->second.substr(0, clock->second.find('.')));
  };
  for (const std::string& column : list.columns) need(column);
  for (const std::string& sum : list.sums) need(sum);
  if (!type_.label_field.empty()) need(type_.label_field);
  if (list.period) need(list.dated_by);
  // Reference paths start from fields; child counts need none, and a query without fields would read all.
  std::vector<Summing> sums(list.sums.size());
  std::vector<std::vector<std::string>> apart;  // of each sum, what its records must be alike in
  for (const std::string& sum : list.sums) {
    apart.push_back(kept_apart(sum));
    for (const std::string& path : apart.back()) need(path);
  }
  std::vector<std::string> fields(needed.begin(), needed.end());
  std::vector<store::Record> kept;
  each(list, fields, [&](store::Record& record) {
    if (list.period) {
      const When when = placed(value(record, list.dated_by), *list.period);
      if (when == When::outside) return;
      if (when == When::unclear) {
        ++out.unclear;
        return;
      }
    }
    ++out.total;
    for (std::size_t i = 0; i < list.sums.size(); ++i) {
      const auto number = as_number(value(record, list.sums[i]));
      if (!number) {
        ++sums[i].missing;
        continue;
      }
      std::vector<std::string> like;
      for (const std::string& path : apart[i]) like.push_back(model::shown(value(record, path)));
      sums[i].add(*number, std::move(like));
    }
    if (kept.size() < list.limit) kept.push_back(std::move(record));
  });
  store::leave_out_unseen(store_, caller_, type_, kept);
  for (const store::Record& record : kept) {
    Json cells = Json::array();
    for (const std::string& column : list.columns) cells.push_back(cell(record, column));
    out.rows.push_back({{"id", record.id.text()}, {"cells", std::move(cells)}});
  }
  if (list.sums.empty()) return out;
  out.sums = Json::array();
  for (std::size_t i = 0; i < list.columns.size(); ++i) {
    const auto sum = std::find(list.sums.begin(), list.sums.end(), list.columns[i]);
    if (sum == list.sums.end())
      out.sums.push_back({{"text", i == 0 ? report_word("total", language_) : ""}});
    else
      out.sums.push_back(sum_cell(*sum, sums[static_cast<std::size_t>(sum - list.sums.begin())], out.notes));
  }
  return out;
}

std::vector<std::string> RecordReader::kept_apart(const std::string& sum) const {
  std::vector<std::string> paths;
  for (const auto& [path, code] : type_.apart) paths.push_back(path);
  // What children add up is in their currencies, which the parent states in a field of one name.
  const model::Field* field = counted_field(sum);
  if (field == nullptr || field->kind != model::FieldKind::money) return paths;
  const std::string currency = before_end(sum) + field->currency_field;
  if (model::field_at_end(model_, type_, currency) != nullptr) paths.push_back(currency);
  return paths;
}

Json RecordReader::sum_cell(const std::string& path, const Summing& summed, std::vector<std::string>& notes) const {
  const std::string title = this->title(path);
  if (summed.known == 0) return {{"text", "\u2013"}};  // what nobody recorded is no 0
  if (summed.mixed) {
    notes.push_back(title + ": " + report_word("KEPT_APART", language_) + ".");
    return {{"text", "\u2013"}};
  }
  if (summed.missing > 0)
    notes.push_back(
        report_word("sum_without", language_,
                    {{"title", title}, {"count", number_text(static_cast<double>(summed.missing), 0, language_)}}));
  const model::Field* field = counted_field(path);
  const bool area = field != nullptr && field->kind == model::FieldKind::area;
  if (field == nullptr || field->kind != model::FieldKind::money) {
    const double total = summed.sum.value();
    return {{"text", number_text(total, area ? 0 : decimals_of(total, ""), language_)}, {"value", total}};
  }
  const double total = summed.sum.value() / 100;
  const bool stated = model::field_at_end(model_, type_, before_end(path) + field->currency_field) != nullptr;
  const std::string currency = stated ? summed.apart->back() : std::string{};
  return {{"text", number_text(total, 2, language_) + (currency.empty() ? "" : " " + currency)}, {"value", total}};
}

Drawn RecordReader::draw(const RecordList& list, const std::string& role, std::vector<MapShape>& shapes) const {
  std::vector<std::string> fields{type_.geometry_field};
  if (!type_.label_field.empty()) fields.push_back(type_.label_field);
  const auto need = [&](const std::string& path) {
    if (!path.empty()) fields.push_back(path.substr(0, path.find('.')));
  };
  if (list.period) need(list.dated_by);
  const model::TypeSchema schema{model_, type_};
  std::optional<cql2::Bound> still;
  if (list.there_on) {
    need(list.there_on->begins);
    need(list.there_on->ends);
    if (!list.there_on->still.empty()) {
      const cql2::Expression text = cql2::parse_text(list.there_on->still);
      for (const std::string& name : cql2::properties(text)) need(name);
      still.emplace(text, schema);
    }
  }
  const auto at = static_cast<std::size_t>(type_.index_of(type_.geometry_field));
  Drawn drawn;
  const auto was_there = [&](const store::Record& record, const ThereOn& asked) {
    const store::Value begins = asked.begins.empty() ? store::Value{} : value(record, asked.begins);
    const auto* begun = std::get_if<Date>(&begins);
    const std::int32_t day = asked.day.last_day();
    if (asked.surely_begun ? begun == nullptr || begun->last_day() > day : begun != nullptr && begun->first_day() > day)
      return false;
    if (!still || still->holds(model::RecordRow{type_, schema.paths(), record.id, record.values, *around_}) ==
                      cql2::Bound::Truth::yes)
      return true;
    const store::Value ends = value(record, asked.ends);
    const auto* ended = std::get_if<Date>(&ends);
    if (ended == nullptr && !record.values[at].is_null()) ++drawn.unknown_end;
    return ended == nullptr || ended->last_day() > day;
  };
  each(list, fields, [&](store::Record& record) {
    if (list.period) {
      const When when = placed(value(record, list.dated_by), *list.period);
      if (when == When::unclear) ++drawn.unclear;
      if (when != When::inside) return;
    }
    if (list.there_on && !was_there(record, *list.there_on)) return;
    const auto* geometry = std::get_if<geo::GeometryPtr>(&record.values[at]);
    shapes.push_back({.role = role,
                      .label = names_.label_of(type_, record),
                      .type = type_.name,
                      .id = record.id.text(),
                      .geometry = geometry == nullptr ? nullptr : *geometry});
  });
  return drawn;
}

MapShape RecordReader::shape_of(const Uuid& id, const std::string& role) const {
  MapShape shape{.role = role, .label = {}, .type = type_.name, .id = id.text(), .geometry = nullptr};
  const auto record = store_.find(caller_, type_.name, id, known_at_);
  if (!record || record->removed) return shape;
  shape.label = names_.label_of(type_, *record);
  const auto* geometry = std::get_if<geo::GeometryPtr>(&store::value_of(type_, *record, type_.geometry_field));
  if (geometry != nullptr) shape.geometry = *geometry;
  return shape;
}

}  // namespace tilth::report
