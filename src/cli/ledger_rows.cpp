// SPDX-License-Identifier: Apache-2.0
// The land-release ledger as rows that indicators read.
#include "cli/ledger_rows.h"

#include <array>
#include <unordered_map>

namespace tilth::cli {
namespace {

using cql2::Value;
using cql2::ValueType;

constexpr std::array<std::pair<std::string_view, ValueType>, 10> kColumns{{{"hazard", ValueType::text},
                                                                           {"entry", ValueType::text},
                                                                           {"area", ValueType::number},
                                                                           {"basis", ValueType::text},
                                                                           {"on", ValueType::date},
                                                                           {"place", ValueType::text},
                                                                           {"province", ValueType::text},
                                                                           {"organisation", ValueType::text},
                                                                           {"contamination", ValueType::text},
                                                                           {"class", ValueType::text}}};

class Columns final : public cql2::Schema {
 public:
  [[nodiscard]] std::optional<cql2::Property> find(std::string_view name) const override {
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      if (kColumns[i].first == name)
        return cql2::Property{std::string{name}, kColumns[i].second, {}, static_cast<int>(i)};
    }
    return std::nullopt;
  }
  [[nodiscard]] std::vector<std::string> names() const override {
    std::vector<std::string> all;
    for (const auto& column : kColumns) all.emplace_back(column.first);
    return all;
  }
};

class LedgerRowValues final : public cql2::Row {
 public:
  std::array<Value, kColumns.size()> values;
  [[nodiscard]] const Value& at(int slot) const override { return values[static_cast<std::size_t>(slot)]; }
};

}  // namespace

struct LedgerRows::State {
  const store::Store& store;
  store::Caller caller;
  std::optional<std::int64_t> known_at;
  Progress& progress;
  Columns columns;
  std::optional<release::Ledger> ledger;
  std::unordered_map<Uuid, std::string> names;

  const release::Ledger& read() {
    if (!ledger)
      ledger.emplace(release::Ledger::of(release::read_land_history(store, caller, known_at, progress), {}, progress));
    return *ledger;
  }
  Value name_of(std::string_view type, const Uuid& id) {
    if (id.is_nil()) return {};
    const auto known = names.find(id);
    if (known != names.end()) return Value{known->second};
    std::string name = id.text();
    if (const auto found = store.find(caller, type, id, known_at)) {
      const Value& value = store::value_of(*store.model()->find_type(type), *found, "name");
      if (const auto* text = std::get_if<std::string>(&value)) name = *text;
    }
    return Value{names.emplace(id, std::move(name)).first->second};
  }
};

LedgerRows::LedgerRows(const store::Store& store, store::Caller caller, std::optional<std::int64_t> known_at,
                       Progress& progress)
    : state_(new State{store, std::move(caller), known_at, progress, {}, {}, {}}) {}
LedgerRows::~LedgerRows() = default;

const cql2::Schema& LedgerRows::schema() const { return state_->columns; }
const release::Ledger& LedgerRows::ledger() const { return state_->read(); }

void LedgerRows::each(const indicators::Question& question,
                      const std::function<void(const Uuid&, const cql2::Row&)>& visit) const {
  LedgerRowValues row;
  const auto text = [](std::string_view words) { return words.empty() ? Value{} : Value{std::string{words}}; };
  for (const release::LedgerRow& entry : release::ledger_rows(state_->read(), question.to)) {
    row.values = {text(entry.hazard.is_nil() ? std::string{} : entry.hazard.text()),
                  text(entry.entry),
                  Value{entry.area.as_double()},
                  text(entry.basis),
                  entry.year || entry.entry == "remaining" ? Value{entry.on} : Value{},
                  state_->name_of("place", entry.place),
                  state_->name_of("place", entry.province),
                  state_->name_of("organisation", entry.organisation),
                  text(entry.contamination),
                  text(entry.land_class)};
    visit(entry.source.is_nil() ? entry.hazard : entry.source, row);
  }
}

indicators::Figure completion_forecast(const LedgerRows& rows, const indicators::Question& question) {
  const release::Ledger& ledger = rows.ledger();
  release::View view;
  view.as_at = question.to;
  const std::int32_t end = question.to ? question.to->last_day() : Instant::now().date().first_day();
  const int last_year = Date::from_days(end + 1).year - 1;  // the last year that is whole
  indicators::Figure figure;
  double released = 0;
  int years = 0;
  for (const release::YearLine& line : release::year_table(ledger, view)) {
    if (!line.year || *line.year > last_year || *line.year <= last_year - 3) continue;
    released += line.flows.released().as_double();
    ++years;
  }
  figure.n = years;
  const double remaining = release::total(ledger, view).remaining().as_double();
  if (years == 0 || released <= 0)
    figure.reason_if_null = "ZERO_DENOMINATOR";
  else
    figure.value = remaining / (released / years);
  return figure;
}

}  // namespace tilth::cli
