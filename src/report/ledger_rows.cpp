// SPDX-License-Identifier: Apache-2.0
// The land-release ledger as rows that indicators read.
#include "report/ledger_rows.h"

#include "model/field_value.h"
#include "model/ledger_columns.h"
#include "store/distinct_labels.h"

#include <array>
#include <functional>
#include <map>

namespace tilth::report {
namespace {

using cql2::Value;

constexpr int kMethod = 10, kDonor = 11;  // of the product behind a release: looked up only where they are asked for
constexpr int kNearBorder = 12;           // of the hazard, likewise

class LedgerRowValues final : public cql2::Row {
 public:
  mutable std::array<Value, model::kLedgerColumns.size()> values;
  std::function<Value(int slot)> look_up;
  mutable std::array<bool, model::kLedgerColumns.size()> looked_up{};
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
  model::LedgerColumns columns;
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
