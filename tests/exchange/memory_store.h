// SPDX-License-Identifier: Apache-2.0
// A Store that keeps everything in memory: what an import asks of one, and nothing more.
#pragma once

#include "base/problem.h"
#include "model/record_check.h"
#include "support/store_without_accounts.h"

#include <fstream>
#include <map>
#include <sstream>

namespace tilth::exchange {

class MemoryStore final : public test::StoreWithoutAccounts {
 public:
  explicit MemoryStore(std::shared_ptr<const model::Model> model) : model_(std::move(model)) {}

  [[nodiscard]] std::shared_ptr<const model::Model> model() const override { return model_; }
  [[nodiscard]] std::int64_t last_seq() const override { return seq_; }
  [[nodiscard]] std::int64_t seq_at(Instant) const override { return seq_; }
  [[nodiscard]] std::string node() const override { return "test"; }

  std::int64_t append(const store::Batch& batch, const std::vector<store::Change>& changes) override {
    for (const store::Change& change : changes) apply(batch, change);
    return seq_;
  }
  std::unique_ptr<Load> begin_load(const store::Batch& batch) override {
    return std::make_unique<Staged>(*this, batch);
  }

  [[nodiscard]] std::optional<store::Record> find(const store::Caller&, std::string_view, const Uuid& id,
                                                  std::optional<std::int64_t>) const override {
    const auto found = records_.find(id);
    return found == records_.end() ? std::nullopt : std::optional{found->second};
  }
  [[nodiscard]] store::Page query(const store::Caller& caller, const store::Query& query) const override {
    store::Page page;
    each(caller, query, [&](const store::Record& record) {
      page.records.push_back(record);
      return true;
    });
    return page;
  }
  void each(const store::Caller&, const store::Query& query,
            const std::function<bool(const store::Record&)>& visit) const override {
    for (const auto& [id, record] : records_) {
      if (record.type == query.type && (query.with_removed || !record.removed) && !visit(record)) return;
    }
  }
  [[nodiscard]] std::int64_t count(const store::Caller& caller, const store::Query& query) const override {
    return static_cast<std::int64_t>(this->query(caller, query).records.size());
  }
  [[nodiscard]] std::vector<store::Group> aggregate(const store::Caller&, const store::Aggregate&) const override {
    return {};
  }
  [[nodiscard]] std::vector<store::Operation> history(const store::Caller&, const Uuid& record) const override {
    std::vector<store::Operation> all;
    for (const store::Operation& operation : operations_) {
      if (operation.record == record) all.push_back(operation);
    }
    return all;
  }
  void operations_since(std::int64_t seq, const std::function<bool(const store::Operation&)>& visit) const override {
    for (const store::Operation& operation : operations_) {
      if (operation.seq > seq && !visit(operation)) return;
    }
  }
  [[nodiscard]] std::unique_ptr<model::Surroundings> surroundings(const store::Caller&,
                                                                  std::optional<std::int64_t>) const override {
    return std::make_unique<model::Alone>();
  }
  void save_findings(const std::vector<std::string>&, const std::vector<Finding>&) override {}
  [[nodiscard]] std::vector<store::SavedFinding> findings() const override { return {}; }
  void settle_finding(const Uuid&, std::string_view, std::string_view, const store::Batch&) override {}
  void note(store::LoggedAct, const Uuid&, const Json&, const store::Batch&) override {}
  std::string attach(const std::filesystem::path& file, std::string_view, const store::Batch&) override {
    std::ifstream in{file, std::ios::binary};
    std::stringstream bytes;
    bytes << in.rdbuf();
    return attachments_.emplace_back(hex(sha256(bytes.str())));
  }
  void attachment(std::string_view, const std::filesystem::path&) const override {}
  void expire_attachment(std::string_view, const store::Batch&) override {}
  [[nodiscard]] std::vector<Uuid> find_encrypted(const store::Caller&, std::string_view, std::string_view,
                                                 std::string_view, std::size_t) const override {
    return {};
  }
  void erase_person(std::string_view, const Uuid&, const store::Batch&) override {}
  void put_setting(std::string_view name, const Json& value) override { settings_[std::string{name}] = value; }
  [[nodiscard]] std::optional<Json> setting(std::string_view name) const override {
    const auto found = settings_.find(std::string{name});
    return found == settings_.end() ? std::nullopt : std::optional{found->second};
  }
  void backup(const std::filesystem::path&, Progress&) const override {}
  [[nodiscard]] store::VerifyReport verify(Progress&) const override { return {}; }

  [[nodiscard]] const std::vector<std::string>& attachments() const { return attachments_; }
  [[nodiscard]] const std::vector<store::Operation>& operations() const { return operations_; }
  [[nodiscard]] std::vector<store::Record> all(const std::string& type) const {
    return query({}, {.type = type}).records;
  }

 private:
  class Staged final : public Load {
   public:
    Staged(MemoryStore& store, store::Batch batch) : store_(store), batch_(std::move(batch)) {}
    void add(const store::Change& change) override { changes_.push_back(change); }
    std::string attach(const std::filesystem::path& file, std::string_view media_type) override {
      return store_.attach(file, media_type, batch_);
    }
    std::int64_t commit(Progress&) override { return store_.append(batch_, changes_); }

   private:
    MemoryStore& store_;
    store::Batch batch_;
    std::vector<store::Change> changes_;
  };

  static Json json_of(const store::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* truth = std::get_if<bool>(&value)) return *truth;
    if (const auto* date = std::get_if<Date>(&value)) return date->text();
    return nullptr;
  }

  void apply(const store::Batch& batch, const store::Change& change) {
    const model::RecordType& type = *model_->find_type(change.type);
    const auto [there, fresh] = records_.try_emplace(change.record);
    store::Record& record = there->second;
    if (fresh != (change.kind == store::OperationKind::create))
      throw std::logic_error{"a create of a known record, or a change of an unknown one"};
    record.id = change.record;
    record.type = change.type;
    record.values.resize(type.fields.size());
    store::Operation operation;
    for (const auto& [field, value] : change.set) {
      record.values.at(static_cast<std::size_t>(field)) = value;
      operation.after[type.fields[static_cast<std::size_t>(field)].name] = json_of(value);
    }
    record.removed = change.kind == store::OperationKind::remove;
    record.seq = operation.seq = ++seq_;
    operation.kind = change.kind;
    operation.record = change.record;
    operation.type = change.type;
    operation.context = batch;
    operations_.push_back(std::move(operation));
  }

  std::shared_ptr<const model::Model> model_;
  std::map<Uuid, store::Record> records_;
  std::vector<store::Operation> operations_;
  std::vector<std::string> attachments_;
  std::map<std::string, Json> settings_;
  std::int64_t seq_ = 0;
};

}  // namespace tilth::exchange
