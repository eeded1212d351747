// SPDX-License-Identifier: Apache-2.0
// The SQLite maker: one writer connection, a pool of readers, one writing process a file.
#pragma once

#include "model/record_check.h"
#include "store/sqlite/key_ring.h"
#include "store/sqlite/model_effects.h"
#include "store/sqlite/model_history.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/sqlite_store.h"
#include "store/sqlite/write_lock.h"
#include "store/steps_at_once.h"

#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace tilth::store::sqlite {

/// Fields and child counts of all records of a type, read once for all who look at one state at the same time.
struct WholeColumns;

class StoreFile final : public Store {
 public:
  StoreFile(std::filesystem::path file, Mode mode);
  ~StoreFile() override;

  [[nodiscard]] std::shared_ptr<const model::Model> model() const override { return model_; }
  [[nodiscard]] std::int64_t last_seq() const override;
  [[nodiscard]] std::int64_t seq_at(Instant instant) const override;
  [[nodiscard]] std::string node() const override { return node_; }
  std::int64_t append(const Batch& batch, const std::vector<Change>& changes) override;
  std::unique_ptr<Load> begin_load(const Batch& batch) override;
  [[nodiscard]] std::optional<Record> find(const Caller& caller, std::string_view type, const Uuid& id,
                                           std::optional<std::int64_t> known_at) const override;
  [[nodiscard]] Page query(const Caller& caller, const Query& query) const override;
  void each(const Caller& caller, const Query& query, const std::function<bool(const Record&)>& visit) const override;
  void each_in_pieces(const Caller& caller, const Query& query, unsigned threads,
                      const std::function<bool(std::size_t piece, Record& record)>& visit) const override;
  [[nodiscard]] std::int64_t count(const Caller& caller, const Query& query) const override;
  [[nodiscard]] std::int64_t at_most(const Caller& caller, std::string_view type) const override;
  [[nodiscard]] std::optional<geo::Box> extent(const Caller& caller, std::string_view type) const override;
  [[nodiscard]] std::shared_ptr<WholeColumns> whole_columns(const Caller& caller,
                                                            std::optional<std::int64_t> known_at) const;
  [[nodiscard]] std::unique_ptr<model::Surroundings> surroundings(const Caller& caller,
                                                                  std::optional<std::int64_t> known_at) const override;
  [[nodiscard]] std::vector<Group> aggregate(const Caller& caller, const Aggregate& question) const override;
  [[nodiscard]] std::vector<Operation> history(const Caller& caller, const Uuid& record) const override;
  void operations_since(std::int64_t seq, const std::function<bool(const Operation&)>& visit) const override;
  void save_findings(const std::vector<std::string>& rules, const std::vector<Finding>& findings) override;
  [[nodiscard]] std::vector<SavedFinding> findings() const override;
  void settle_finding(const Uuid& id, std::string_view state, std::string_view reason, const Batch& by) override;
  void note(LoggedAct act, const Uuid& subject, const Json& entry, const Batch& by) override;
  std::string attach(const std::filesystem::path& file, std::string_view media_type, const Batch& by) override;
  void attachment(std::string_view sha256_hex, const std::filesystem::path& to) const override;
  void expire_attachment(std::string_view sha256_hex, const Batch& by) override;
  [[nodiscard]] std::vector<Uuid> find_encrypted(const Caller& caller, std::string_view type, std::string_view field,
                                                 std::string_view text, std::size_t limit) const override;
  void erase_person(std::string_view type, const Uuid& record, const Batch& by) override;
  [[nodiscard]] bool keys_are_missing() const override;
  void put_setting(std::string_view name, const Json& value) override;
  [[nodiscard]] std::optional<Json> setting(std::string_view name) const override;
  [[nodiscard]] std::vector<Account> accounts() const override;
  void put_account(const Account& account, const Batch& by) override;
  void put_session(const KeptSession& session) override;
  [[nodiscard]] std::optional<KeptSession> session(std::string_view token_hash) const override;
  void end_sessions(std::string_view account, std::string_view token_hash, std::string_view but) override;
  /// What another model would do to the records.
  [[nodiscard]] std::vector<ModelEffect> model_effects(const model::Model& after) const;
  /// Makes it the model of the file; this store is then of the old one, and good for nothing but to be closed.
  std::vector<ModelEffect> change_model(const model::Model& after, const Batch& by, Progress& progress);
  void backup(const std::filesystem::path& to, Progress& progress) const override;
  [[nodiscard]] VerifyReport verify(Progress& progress) const override;

 private:
  friend class FileLoad;
  friend class Asking;
  friend class PieceReader;

  /// A reader connection for as long as it lives.
  class Lease {
   public:
    explicit Lease(const StoreFile& store);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    const StoreFile& store_;
    std::unique_ptr<Connection> connection_;
  };

  struct Chain {
    HybridClock clock{""};
    std::int64_t node_seq = 0, seq = 0;
    Sha256 hash{};
  };
  struct OpenBatch {
    std::int64_t number = 0;
    std::string context;
    std::int64_t wall_ms = 0;
    const Caller* rights = nullptr;  ///< whose; null: the owner's
  };

  /// A batch whose caller waits for its commit.
  struct Waiting {
    const Batch& batch;
    const std::vector<Change>& changes;
    std::int64_t seq = 0;
    std::exception_ptr failure;
    bool done = false;  ///< guarded by writing_
  };
  /// Writes every batch that waits, and the steps that they make due. Holds writing_.
  void write_waiting();
  /// In one transaction; each batch is all or nothing by itself. Holds writing_.
  void write_group(const std::vector<Waiting*>& group);
  /// Nothing when it changes nothing.
  std::optional<std::int64_t> write_batch(const Batch& batch, const std::vector<Change>& changes);
  /// What the records just written make due, in batches of their own: those are on the disk, whatever becomes of these.
  void take_steps_at_once();
  /// One write: the writer's turn, a transaction, and the chain, which goes back unless the write comes to its end.
  class Writing {
   public:
    explicit Writing(StoreFile& store);  ///< @throws Problem "store.read_only"
    ~Writing();
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;
    [[nodiscard]] bool changed() const { return store_.chain_.seq != before_.seq; }
    void commit();

   private:
    StoreFile& store_;
    std::unique_lock<std::mutex> turn_;
    Chain before_;
    Transaction transaction_;
    bool done_ = false;
  };

  void bring_up_to_date(Connection& first);
  void load_model(Connection& connection);
  void take_place();
  const TypeTable& table_of(std::string_view type) const;
  const model::CompiledType& compiled(const TypeTable& table) const;
  void require_writer() const;
  OpenBatch start_batch(const Batch& batch);
  void end_batch(const OpenBatch& batch);
  /// Writes one change; nothing when it changes nothing. `bulk` leaves the R-tree to the caller, told of fid and row.
  std::optional<std::int64_t> apply(
      const OpenBatch& batch, const Change& change,
      const std::function<void(const TypeTable&, std::int64_t fid, const std::vector<Value>&)>* bulk);
  /// Inside the caller's transaction. Nothing is written when the same content is kept already.
  std::string keep_attachment(const OpenBatch& batch, const std::filesystem::path& file, std::string_view media_type);
  /// The words of an encrypted field, so that it can be searched for; none takes the old ones away.
  void index_blindly(const model::RecordType& type, const model::Field& field, const Uuid& record,
                     std::optional<std::string_view> plain, bool had_one);
  void index_blindly_anew(const model::RecordType& before, const model::RecordType* after);
  void write_operation(const OpenBatch& batch, OperationKind kind, const Uuid& record, std::string_view type,
                       const std::string& after, const std::string& before);
  /// Of the names and values of today, whatever the model was when it was written; `canonical` is as written.
  Operation read_operation(const Statement& row, Connection& connection) const;
  void open_what_went(Json& side, const Uuid& record, const model::RecordType& then, const model::RecordType& now,
                      const Caller& caller) const;
  /// Whether the rows of a type that a caller may see hold a record of these values.
  [[nodiscard]] bool within_rows(const Caller& caller, const model::RecordType& type, const Uuid& id,
                                 const std::vector<Value>& values) const;
  /// @throws Problem "store.unknown_record", "store.hidden_field", "store.outside_rights"
  void require_right_to_change(const Caller& rights, const Change& change, const model::RecordType& type, bool exists,
                               const std::vector<Value>& now) const;
  static std::string state_in(const model::RecordType& type, const std::vector<Value>& values);
  /// A sealed record changes by the steps of its workflow alone, and what belongs to it not at all.
  /// @throws Problem "store.sealed"
  void require_unsealed(const Change& change, const model::RecordType& type, const std::vector<Value>& now,
                        const std::vector<Value>& wanted);
  void require_right_to_leave(const Caller& rights, const model::RecordType& type, const Uuid& id,
                              const std::vector<Value>& next) const;

  std::filesystem::path file_;
  Mode mode_;
  std::unique_ptr<WriteLock> lock_;
  std::shared_ptr<const model::Model> model_;
  std::unique_ptr<ModelHistory> models_;
  TypeTables tables_;
  std::map<std::string, std::unique_ptr<model::CompiledType>, std::less<>> compiled_;
  std::string node_;
  std::unique_ptr<KeyRing> keys_;

  mutable std::mutex writing_;
  std::unique_ptr<Connection> writer_;  ///< guarded by writing_
  Chain chain_;                         ///< guarded by writing_
  std::unique_ptr<StepsAtOnce> at_once_;
  StepsAtOnce::Written concerned_;  ///< written records that may make a step due; guarded by writing_

  std::mutex waiting_guard_;
  std::vector<Waiting*> waiting_;  ///< in the order they came

  mutable std::mutex columns_guard_;
  mutable std::vector<std::weak_ptr<WholeColumns>> columns_;  ///< of surroundings that somebody holds
  mutable std::mutex pool_guard_;
  mutable std::vector<std::unique_ptr<Connection>> pool_;
};

/// The first 100 faults in words, and how each question came out.
/// `keys` open what is encrypted; what has no key is checked as it is stored.
VerifyReport verify_file(Connection& connection, const model::Model& model, const ModelHistory& models,
                         const TypeTables& tables, KeyRing& keys, Progress& progress);

}  // namespace tilth::store::sqlite
