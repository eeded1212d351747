// SPDX-License-Identifier: Apache-2.0
// The land-release ledger as rows that indicators read.
#include "report/ledger_rows.h"

#include "model/field_value.h"
#include "model/ledger_columns.h"
#include "store/distinct_labels.h"

#include <array>
#include <deque>
#include <functional>
#include <future>
#include <unordered_map>

namespace tilth::report {
namespace {

using cql2::Value;

/// Columns, in the order of model::kLedgerColumns.
enum Slot : int {
  kHazard,
  kEntry,
  kArea,
  kBasis,
  kOn,
  kPlace,
  kProvince,
  kOrganisation,
  kContamination,
  kLandClass,
  kMethod,  // this and the donor are of the product behind a release
  kDonor,
  kNearBorder,  // of the hazard
};
static_assert(kNearBorder + 1 == model::kLedgerColumns.size());

/// So many days' rows are kept: a report asks of the same few again and again.
constexpr std::size_t kDaysKept = 4;

/// Hears that the work should stop, and leaves what is said of it to the thread that began it.
class Beside final : public Progress {
 public:
  explicit Beside(const Progress& of) : of_(of) {}
  void start(std::string_view, std::uint64_t) override {}
  void done(std::uint64_t) override {}
  [[nodiscard]] bool cancelled() const override { return of_.cancelled(); }

 private:
  const Progress& of_;
};

Value text(std::string_view words) { return words.empty() ? Value{} : Value{std::string{words}}; }

}  // namespace

struct LedgerRows::State {
  using Values = std::unordered_map<Uuid, Value>;
  struct Product {
    Value method;
    Uuid activity;
  };
  struct Day {
    std::optional<Date> as_at;
    std::vector<release::LedgerRow> rows;
  };

  const store::Store& store;
  store::Caller caller;
  std::optional<std::int64_t> known_at;
  Progress& progress;
  KeptLedger kept;
  model::LedgerColumns columns;
  std::shared_ptr<const release::Ledger> ledger;
  std::deque<Day> days;
  std::optional<Values> places, organisations, borders, donors;
  std::optional<std::unordered_map<Uuid, Product>> products;
  std::future<void> begun;  ///< last: it ends before what it fills in

  /// @param telling where the work says how far it is
  void read(Progress& telling) {
    if (!ledger && kept) ledger = kept();
    if (!ledger)
      ledger = std::make_shared<const release::Ledger>(
          release::Ledger::of(release::read_land_history(store, caller, known_at, telling), {}, telling));
  }
  const release::Ledger& read() {
    if (begun.valid()) begun.get();
    read(progress);
    return *ledger;
  }
  void begin(std::vector<std::optional<Date>> of) {
    begun = std::async(std::launch::async, [this, of = std::move(of)] {
      Beside beside{progress};
      read(beside);
      for (std::size_t i = 0; i < std::min(of.size(), kDaysKept); ++i)
        days.push_back({of[i], release::ledger_rows(*ledger, of[i])});
    });
  }
  const std::vector<release::LedgerRow>& rows(const std::optional<Date>& as_at) {
    const release::Ledger& land = read();
    for (const Day& day : days)
      if (day.as_at == as_at) return day.rows;
    if (days.size() == kDaysKept) days.pop_front();
    days.push_back({as_at, release::ledger_rows(land, as_at)});
    return days.back().rows;
  }

  static const Value& in(const Values& values, const Uuid& id) {
    static const Value kNothing;
    const auto found = values.find(id);
    return found == values.end() ? kNothing : found->second;
  }
  /// Calls visit(type, record) for each record of a type with these fields; for none where the model lacks one.
  void each(const char* name, const std::vector<std::string>& fields,
            const std::function<void(const model::RecordType&, const store::Record&)>& visit) const {
    const model::RecordType* type = store.model()->find_type(name);
    if (type == nullptr) return;
    store::Query query{.type = name, .any_order = true, .known_at = known_at};
    for (const std::string& field : fields)
      if (type->index_of(field) >= 0) query.fields.push_back(field);
    if (query.fields.empty()) return;
    store.each(caller, query, [&](const store::Record& record) {
      visit(*type, record);
      return true;
    });
  }
  /// Of one field; nothing where nobody recorded it.
  Values values_of(const char* name, const char* field) const {
    Values values;
    each(name, {field}, [&](const model::RecordType& type, const store::Record& record) {
      values.emplace(record.id, store::value_of(type, record, field));
    });
    return values;
  }
  /// By what people call them; by their ids where they are called nothing.
  const Value& name_of(std::optional<Values>& names, const char* type, const Uuid& id) const {
    if (!names) {
      names.emplace();
      if (const model::RecordType* of = store.model()->find_type(type))
        for (auto& [known, label] : store::distinct_labels(store, caller, *of, known_at))
          names->emplace(Uuid::parse(known).value_or(Uuid{}), Value{label});
      names->insert_or_assign(Uuid{}, Value{});
    }
    return names->try_emplace(id, Value{id.text()}).first->second;
  }
  const Product* product_of(const Uuid& source) {
    if (!products) {
      products.emplace();
      each("land_release_product", {"method", "activity"},
           [&](const model::RecordType& type, const store::Record& record) {
             const auto value = [&](const char* field) {
               return type.index_of(field) < 0 ? Value{} : store::value_of(type, record, field);
             };
             const Value method = value("method"), activity = value("activity");
             const auto* id = std::get_if<std::string>(&activity);
             products->emplace(record.id, Product{method.is_null() ? Value{} : Value{model::shown(method)},
                                                  id == nullptr ? Uuid{} : Uuid::parse(*id).value_or(Uuid{})});
           });
    }
    const auto found = products->find(source);
    return found == products->end() ? nullptr : &found->second;
  }

  Value value(const release::LedgerRow& row, int slot) {
    switch (slot) {
      case kHazard:
        return row.hazard.is_nil() ? Value{} : Value{row.hazard.text()};
      case kEntry:
        return text(row.entry);
      case kArea:
        return row.area.as_double();
      case kBasis:
        return text(row.basis);
      case kOn:
        return row.year || row.entry == "remaining" ? Value{row.on} : Value{};
      case kPlace:
        return name_of(places, "place", row.place);
      case kProvince:
        return name_of(places, "place", row.province);
      case kOrganisation:
        return name_of(organisations, "organisation", row.organisation);
      case kContamination:
        return text(row.contamination);
      case kLandClass:
        return text(row.land_class);
      case kMethod: {
        const Product* product = product_of(row.source);
        return product == nullptr ? Value{} : product->method;
      }
      case kDonor: {
        if (!donors) donors = values_of("activity", "donor");
        const Product* product = product_of(row.source);
        return product == nullptr ? Value{} : in(*donors, product->activity);
      }
      default:
        // As the model works it out from the distance that somebody recorded.
        if (!borders) borders = values_of("hazard", "near_border");
        return in(*borders, row.hazard);
    }
  }
};

namespace {

/// Only what is asked of a row is put into words.
class LedgerRowValues final : public cql2::Row {
 public:
  explicit LedgerRowValues(std::function<Value(int slot)> look_up) : look_up_(std::move(look_up)) {}
  void forget() { known_ = {}; }
  [[nodiscard]] const Value& at(int slot) const override {
    const auto index = static_cast<std::size_t>(slot);
    if (!known_[index]) {
      values_[index] = look_up_(slot);
      known_[index] = true;
    }
    return values_[index];
  }

 private:
  std::function<Value(int slot)> look_up_;
  mutable std::array<Value, model::kLedgerColumns.size()> values_;
  mutable std::array<bool, model::kLedgerColumns.size()> known_{};
};

}  // namespace

LedgerRows::LedgerRows(const store::Store& store, store::Caller caller, std::optional<std::int64_t> known_at,
                       Progress& progress, KeptLedger kept)
    : state_(new State{.store = store,
                       .caller = std::move(caller),
                       .known_at = known_at,
                       .progress = progress,
                       .kept = std::move(kept)}) {}
LedgerRows::~LedgerRows() = default;

const cql2::Schema& LedgerRows::schema() const { return state_->columns; }
const release::Ledger& LedgerRows::ledger() const { return state_->read(); }
void LedgerRows::begin(std::vector<std::optional<Date>> days) const { state_->begin(std::move(days)); }
bool LedgerRows::knows_a_stock(const indicators::Question& question) const {
  return state_->read().knows_land(question.to);
}

void LedgerRows::each(const indicators::Question& question,
                      const std::function<void(const Uuid&, const cql2::Row&)>& visit) const {
  const release::LedgerRow* at = nullptr;
  LedgerRowValues row{[&](int slot) { return state_->value(*at, slot); }};
  for (const release::LedgerRow& entry : state_->rows(question.to)) {
    at = &entry;
    row.forget();
    visit(entry.source.is_nil() ? entry.hazard : entry.source, row);
  }
}

}  // namespace tilth::report
