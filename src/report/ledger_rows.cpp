// SPDX-License-Identifier: Apache-2.0
// The land-release ledger as rows that indicators read.
#include "report/ledger_rows.h"

#include "model/field_value.h"
#include "store/distinct_labels.h"

#include <array>
#include <functional>
#include <map>

namespace tilth::report {
namespace {

using cql2::Value;
using cql2::ValueType;

constexpr std::array<std::pair<std::string_view, ValueType>, 13> kColumns{{{"hazard", ValueType::text},
                                                                           {"entry", ValueType::text},
                                                                           {"area", ValueType::number},
                                                                           {"basis", ValueType::text},
                                                                           {"on", ValueType::date},
                                                                           {"place", ValueType::text},
                                                                           {"province", ValueType::text},
                                                                           {"organisation", ValueType::text},
                                                                           {"contamination", ValueType::text},
                                                                           {"class", ValueType::text},
                                                                           {"method", ValueType::text},
                                                                           {"donor", ValueType::text},
                                                                           {"near_border", ValueType::boolean}}};
constexpr int kMethod = 10, kDonor = 11;  // of the product behind a release: looked up only where they are asked for
constexpr int kNearBorder = 12;           // of the hazard, likewise

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
  mutable std::array<Value, kColumns.size()> values;
  std::function<Value(int slot)> look_up;
  mutable std::array<bool, kColumns.size()> looked_up{};
  [[nodiscard]] const Value& at(int slot) const override {
    const auto index = static_cast<std::size_t>(slot);
    if (slot >= kMethod && !looked_up[index]) {
      values[index] = look_up(slot);
      looked_up[index] = true;
    }
    return values[index];
  }
};

}  // namespace

struct LedgerRows::State {
  const store::Store& store;
  store::Caller caller;
  std::optional<std::int64_t> known_at;
  Progress& progress;
  KeptLedger kept;
  Columns columns;
  std::shared_ptr<const release::Ledger> ledger;
  std::map<std::string, std::map<std::string, std::string>> labels;  // type -> id -> label

  const release::Ledger& read() {
    if (!ledger && kept) ledger = kept();
    if (!ledger)
      ledger = std::make_shared<const release::Ledger>(
          release::Ledger::of(release::read_land_history(store, caller, known_at, progress), {}, progress));
    return *ledger;
  }
  /// Method or donor of the product that released the land; nothing for other entries.
  Value of_product(const Uuid& source, int slot) {
    const model::RecordType* type = store.model()->find_type("land_release_product");
    const auto product =
        type == nullptr || source.is_nil() ? std::nullopt : store.find(caller, type->name, source, known_at);
    if (!product) return {};
    if (slot == kMethod) {
      const Value& method = store::value_of(*type, *product, "method");
      return method.is_null() ? Value{} : Value{model::shown(method)};
    }
    const model::RecordType* activity = store.model()->find_type("activity");
    const auto* text = std::get_if<std::string>(&store::value_of(*type, *product, "activity"));
    const auto id = text == nullptr ? std::nullopt : Uuid::parse(*text);
    const auto work = activity == nullptr || !id ? std::nullopt : store.find(caller, activity->name, *id, known_at);
    return work ? store::value_of(*activity, *work, "donor") : Value{};
  }
  /// Whether the hazard lies near the border, as the model works it out; nothing where nobody recorded the distance.
  Value near_border(const Uuid& id) {
    const model::RecordType* type = store.model()->find_type("hazard");
    if (type == nullptr || id.is_nil() || type->index_of("near_border") < 0) return {};
    const auto hazard = store.find(caller, type->name, id, known_at);
    return hazard ? store::value_of(*type, *hazard, "near_border") : Value{};
  }
  Value name_of(const std::string& type, const Uuid& id) {
    if (id.is_nil()) return {};
    const auto [names, fresh] = labels.try_emplace(type);
    const model::RecordType* of = fresh ? store.model()->find_type(type) : nullptr;
    if (of != nullptr) names->second = store::distinct_labels(store, caller, *of, known_at);
    const auto name = names->second.find(id.text());
    return Value{name == names->second.end() ? id.text() : name->second};
  }
};

LedgerRows::LedgerRows(const store::Store& store, store::Caller caller, std::optional<std::int64_t> known_at,
                       Progress& progress, KeptLedger kept)
    : state_(new State{store, std::move(caller), known_at, progress, std::move(kept), {}, {}, {}}) {}
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
                  text(entry.land_class),
                  Value{},
                  Value{},
                  Value{}};
    row.looked_up = {};
    row.look_up = [this, source = entry.source, hazard = entry.hazard](int slot) {
      return slot == kNearBorder ? state_->near_border(hazard) : state_->of_product(source, slot);
    };
    visit(entry.source.is_nil() ? entry.hazard : entry.source, row);
  }
}

}  // namespace tilth::report
