// SPDX-License-Identifier: Apache-2.0
// A store that only holds records in memory, for checks of made-up programmes.
#pragma once

#include "base/problem.h"
#include "model/field_value.h"
#include "support/store_without_accounts.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace tilth::tests {

class MemoryStore final : public test::StoreWithoutAccounts {
 public:
  explicit MemoryStore(std::shared_ptr<const model::Model> model) : model_(std::move(model)) {}

  /// Adds a record from JSON, as a file would give it. Returns its id.
  Uuid add(const std::string& type, const Json& values) {
    const model::RecordType& known = *model_->find_type(type);
    store::Record record;
    record.id = Uuid::from_parts(1'700'000'000'000 + next_, 0, static_cast<std::uint64_t>(next_));
    record.seq = ++next_;
    record.type = type;
    record.values.resize(known.fields.size());
    for (const auto& [name, json] : values.items()) {
      const int index = known.index_of(name);
      if (index < 0) throw std::logic_error("the test's " + type + " has no field " + name);
      record.values[static_cast<std::size_t>(index)] =
          known.fields[static_cast<std::size_t>(index)].kind == model::FieldKind::lines
              ? cql2::Value{json.dump()}
              : model::value_from_json(known.fields[static_cast<std::size_t>(index)], json);
    }
    records_[type].push_back(record);
    return record.id;
  }
  void set(const std::string& type, const Uuid& id, const std::string& field, const Json& json) {
    const model::RecordType& known = *model_->find_type(type);
    const auto index = static_cast<std::size_t>(known.index_of(field));
    for (store::Record& record : records_[type])
      if (record.id == id) record.values[index] = model::value_from_json(known.fields[index], json);
  }

  [[nodiscard]] std::shared_ptr<const model::Model> model() const override { return model_; }
  [[nodiscard]] std::int64_t last_seq() const override { return next_; }
  void each(const store::Caller&, const store::Query& query,
            const std::function<bool(const store::Record&)>& visit) const override {
    const auto at = records_.find(query.type);
    if (at == records_.end()) return;
    const model::RecordType& known = *model_->find_type(query.type);
    const model::TypeSchema schema{*model_, known};
    std::optional<cql2::Bound> where;
    if (query.where) where.emplace(*query.where, schema);
    for (const store::Record& record : at->second) {
      if (where && where->holds(RowOf{record}) != cql2::Bound::Truth::yes) continue;
      store::Record shown = record;
      if (!query.fields.empty())
        for (std::size_t i = 0; i < known.fields.size(); ++i)
          if (std::find(query.fields.begin(), query.fields.end(), known.fields[i].name) == query.fields.end())
            shown.values[i] = {};
      if (!visit(shown)) return;
    }
  }
  [[nodiscard]] std::int64_t count(const store::Caller& caller, const store::Query& query) const override {
    std::int64_t n = 0;
    each(caller, query, [&](const store::Record&) { return ++n > 0; });
    return n;
  }

  [[nodiscard]] std::int64_t seq_at(Instant) const override { refuse(); }
  [[nodiscard]] std::string node() const override { refuse(); }
  std::int64_t append(const store::Batch&, const std::vector<store::Change>&) override { refuse(); }
  std::unique_ptr<Load> begin_load(const store::Batch&) override { refuse(); }
  [[nodiscard]] std::optional<store::Record> find(const store::Caller&, std::string_view, const Uuid&,
                                                  std::optional<std::int64_t>) const override {
    refuse();
  }
  [[nodiscard]] store::Page query(const store::Caller&, const store::Query&) const override { refuse(); }
  [[nodiscard]] std::unique_ptr<model::Surroundings> surroundings(const store::Caller&,
                                                                  std::optional<std::int64_t>) const override {
    refuse();
  }
  [[nodiscard]] std::vector<store::Group> aggregate(const store::Caller&, const store::Aggregate&) const override {
    refuse();
  }
  [[nodiscard]] std::vector<store::Operation> history(const store::Caller&, const Uuid&) const override { refuse(); }
  void operations_since(std::int64_t, const std::function<bool(const store::Operation&)>&) const override { refuse(); }
  void save_findings(const std::vector<std::string>&, const std::vector<Finding>&) override { refuse(); }
  [[nodiscard]] std::vector<store::SavedFinding> findings() const override { refuse(); }
  void settle_finding(const Uuid&, std::string_view, std::string_view, const store::Batch&) override { refuse(); }
  void note(store::LoggedAct, const Uuid&, const Json&, const store::Batch&) override { refuse(); }
  std::string attach(const std::filesystem::path&, std::string_view, const store::Batch&) override { refuse(); }
  void attachment(std::string_view, const std::filesystem::path&) const override { refuse(); }
  void expire_attachment(std::string_view, const store::Batch&) override { refuse(); }
  [[nodiscard]] std::vector<Uuid> find_encrypted(const store::Caller&, std::string_view, std::string_view,
                                                 std::string_view, std::size_t) const override {
    refuse();
  }
  void erase_person(std::string_view, const Uuid&, const store::Batch&) override { refuse(); }
  void put_setting(std::string_view, const Json&) override { refuse(); }
  [[nodiscard]] std::optional<Json> setting(std::string_view) const override { refuse(); }
  void backup(const std::filesystem::path&, Progress&) const override { refuse(); }
  [[nodiscard]] store::VerifyReport verify(Progress&) const override { refuse(); }

 private:
  struct RowOf final : cql2::Row {
    explicit RowOf(const store::Record& r) : record(r) {}
    [[nodiscard]] const cql2::Value& at(int slot) const override {
      return record.values.at(static_cast<std::size_t>(slot));
    }
    const store::Record& record;
  };
  [[noreturn]] static void refuse() { throw std::logic_error("the memory store only holds records"); }

  std::shared_ptr<const model::Model> model_;
  std::map<std::string, std::vector<store::Record>> records_;
  std::int64_t next_ = 0;
};

}  // namespace tilth::tests
