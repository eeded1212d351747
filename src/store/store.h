// SPDX-License-Identifier: Apache-2.0
// The one door to saved records: operations in, records, history and figures out.
#pragma once

#include "base/date.h"
#include "base/finding.h"
#include "base/hybrid_clock.h"
#include "base/progress.h"
#include "base/sha256.h"
#include "base/units.h"
#include "base/uuid.h"
#include "cql2/cql2.h"
#include "geo/geometry.h"
#include "model/model.h"
#include "model/record_check.h"
#include "store/account.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tilth::store {

using cql2::Value;

/// Who asks. Rows and fields above the highest class are neither returned, filtered, sorted nor counted by.
struct Caller {
  std::string name = "owner";
  model::FieldClass highest_class = model::FieldClass::personal;
  /// Rows this caller may see, on top of the classes; empty: all. By type name.
  std::map<std::string, cql2::Expression> rows;
};

/// The state of a record: `values` in the order of the type's fields. References are UUID text, codes are text, several
/// codes an array of text, areas m2 as double (kept exact to 0.01 m2), money integer minor units, lines JSON text,
/// attachments their SHA-256 in hex, encrypted fields plain for a caller of class personal.
struct Record {
  Uuid id;
  std::string type;
  std::vector<Value> values;
  std::int64_t seq = 0;  ///< operation that made this state; 0 before it is saved
  bool removed = false;
};

enum class OperationKind : std::uint8_t { create, change, remove };

/// One change of one record (all fields changed in one act). What `append` takes.
struct Change {
  OperationKind kind = OperationKind::change;
  Uuid record;
  std::string type;
  /// Field index and new value (null clears). For create: the fields that have a value.
  std::vector<std::pair<int, Value>> set;
  /// The state the author had seen (Record::seq); append refuses the batch with "store.stale" when the record has moved
  /// on since. 0 does not ask.
  std::int64_t seen_seq = 0;
};

/// What the changes of one act share.
struct Batch {
  std::string author;
  std::string device;
  std::string reason;               ///< why; shown in the history
  std::optional<Uuid> from_report;  ///< the report whose approval made this change
  std::optional<Instant> at;        ///< author's wall time; now when absent
  Json extra = Json::object();      ///< import: {"file":.., "sha256":.., "profile":..}
  /// Whose rights bound the changes; absent: the owner of the file. A record that the caller does not see cannot be
  /// changed, a hidden field cannot be set, and no record may end up where the caller does not see it.
  std::optional<Caller> rights;
};

/// An operation as the log keeps it: the chain is over `canonical`.
struct Operation {
  std::int64_t seq = 0;
  std::string node;
  std::int64_t node_seq = 0;
  HybridTime hlc;
  OperationKind kind = OperationKind::change;
  Uuid record;
  std::string type;
  std::int64_t batch = 0;
  Json before, after;     ///< field name -> value, changed fields only
  std::string canonical;  ///< sorted keys, no spaces
  Sha256 hash{};
  Batch context;
};

struct Sort {
  std::string field;
  bool descending = false;
};

/// A question. Everything is optional; the default is all living records of a type in id order.
struct Query {
  std::string type;
  std::optional<cql2::Expression> where;
  /// The main geometry's box meets it. West > east: across the antimeridian, as in OGC API Features.
  std::optional<geo::Box> box;
  std::vector<Sort> sort;  ///< id is always the last key
  std::size_t limit = SIZE_MAX;
  std::string after;  ///< keyset cursor of the page before
  /// Without `sort` and `known_at`: in whatever order is fastest, the same from page to page; a cursor is good for it
  /// alone.
  bool any_order = false;
  /// Polygons of the main geometry whose box is no longer than this in either direction may come back as that box: for
  /// maps, where they are dust. Degrees; 0 asks for outlines as they are.
  double coarse = 0;
  std::vector<std::string> fields;       ///< empty: all. Others come back null
  std::optional<std::int64_t> known_at;  ///< state after this receipt sequence
  /// Records whose own date (the type's `dated_by`) is not after this one. A date that leaves it open (2016 against
  /// 2016-06-30), or none, leaves the record in: what may have been so is shown. Both clocks may be asked at once.
  std::optional<Date> true_at;
  bool with_removed = false;
};

struct Page {
  std::vector<Record> records;
  std::string next;
};  ///< `next` empty on the last page

/// count and sums per group.
struct Aggregate {
  std::string type;
  std::optional<cql2::Expression> where;
  std::vector<std::string> group_by;  ///< fields
  std::vector<std::string> sum;       ///< number fields; areas add exactly
  std::optional<std::int64_t> known_at;
  std::optional<Date> true_at;
};
struct Group {
  std::vector<Value> key;
  std::int64_t count = 0;
  std::vector<double> sums;
  std::vector<std::int64_t> missing;
};

/// A saved finding and its life (domain 1.7; DESIGN 5).
struct SavedFinding {
  Uuid id;
  Finding finding;
  std::string state;       ///< "open", "accepted", "mended", "waived"
  std::string reason, by;  ///< of a waiver or an acceptance
  Instant first_seen, last_seen;
};

/// What note() tells of. text_of() is its Operation::type, and no record type has that name.
enum class LoggedAct : std::uint8_t {
  pair_opening,  ///< fields of two records that may be of one person were opened to two people (report/pair_opening.h)
};
std::string_view text_of(LoggedAct act);

inline constexpr std::int64_t kLargestAttachment = 2LL << 30;  ///< bytes

struct VerifyReport {
  bool chain_sound = true, projections_agree = true, attachments_sound = true, file_sound = true;
  std::int64_t operations = 0, records = 0, attachments = 0;
  std::vector<std::string> faults;  ///< one line each, the first 100
  [[nodiscard]] bool sound() const { return chain_sound && projections_agree && attachments_sound && file_sound; }
};

/// The door. Reads may run on any thread; writes are serialised by the maker. After append returns, the batch is on the
/// disk: a kill or a power cut at any later moment leaves it there; at any earlier moment leaves none of it.
class Store {
 public:
  virtual ~Store() = default;

  [[nodiscard]] virtual std::shared_ptr<const model::Model> model() const = 0;
  [[nodiscard]] virtual std::int64_t last_seq() const = 0;
  /// Highest receipt sequence at or before the instant; 0 when none.
  [[nodiscard]] virtual std::int64_t seq_at(Instant instant) const = 0;
  [[nodiscard]] virtual std::string node() const = 0;

  /// All or nothing. Returns the last sequence.
  /// @throws Problem "store.stale", "store.unknown_field", "store.bad_value", "store.disk_full", "store.read_only" ...
  virtual std::int64_t append(const Batch& batch, const std::vector<Change>& changes) = 0;

  /// A bulk load as one batch: staged outside the log, then one transaction, all or nothing.
  class Load {
   public:
    virtual ~Load() = default;
    virtual void add(const Change& change) = 0;
    /// Keeps a file with the load, or not at all; as Store::attach.
    virtual std::string attach(const std::filesystem::path& file, std::string_view media_type) = 0;
    virtual std::int64_t commit(Progress& progress) = 0;  ///< destroying without commit leaves nothing
  };
  virtual std::unique_ptr<Load> begin_load(const Batch& batch) = 0;

  [[nodiscard]] virtual std::optional<Record> find(const Caller& caller, std::string_view type, const Uuid& id,
                                                   std::optional<std::int64_t> known_at = {}) const = 0;
  [[nodiscard]] virtual Page query(const Caller& caller, const Query& query) const = 0;
  /// The same answers one by one, in bounded memory. The visitor returns false to stop.
  virtual void each(const Caller& caller, const Query& query,
                    const std::function<bool(const Record&)>& visit) const = 0;
  /// The same answers as of one moment, told by up to `threads` threads at once: record by record within a piece,
  /// pieces at the same time. A piece is told by one thread; what belongs to a lower piece lies before what belongs to
  /// a higher one in the file, so records come more or less as they were made and never in an order to rely on. The
  /// visitor may take the values out of the record; it returns false to stop all. Questions with `known_at`, `sort`,
  /// `limit`, `after` or `box` come as piece 0, as each() answers them.
  virtual void each_in_pieces(const Caller& caller, const Query& query, unsigned /*threads*/,
                              const std::function<bool(std::size_t piece, Record& record)>& visit) const {
    each(caller, query, [&](const Record& record) {
      Record copy = record;
      return visit(0, copy);
    });
  }
  static constexpr std::size_t kPieces = 64;  ///< one more than the highest piece
  [[nodiscard]] virtual std::int64_t count(const Caller& caller, const Query& query) const = 0;
  /// No fewer records than a type has, those removed among them, at a cost that does not grow with their number: the
  /// end of a progress bar.
  [[nodiscard]] virtual std::int64_t at_most(const Caller& caller, std::string_view type) const {
    return count(caller, {.type = std::string{type}, .with_removed = true});
  }
  /// A box around all land of a type, removed records' too, at a cost that does not grow with their number. Nothing
  /// where the type has no main geometry or no land, and for a caller who may not see it or sees only some rows.
  [[nodiscard]] virtual std::optional<geo::Box> extent(const Caller& /*caller*/, std::string_view /*type*/) const {
    return std::nullopt;
  }
  /// Child counts and reference paths for rules and filters, remembered as long as it lives; one thread.
  [[nodiscard]] virtual std::unique_ptr<model::Surroundings> surroundings(
      const Caller& caller, std::optional<std::int64_t> known_at = {}) const = 0;
  [[nodiscard]] virtual std::vector<Group> aggregate(const Caller& caller, const Aggregate& question) const = 0;

  [[nodiscard]] virtual std::vector<Operation> history(const Caller& caller, const Uuid& record) const = 0;
  virtual void operations_since(std::int64_t seq, const std::function<bool(const Operation&)>& visit) const = 0;

  /// Replaces what a check of `rules` found: known findings keep their state, those gone become "mended".
  virtual void save_findings(const std::vector<std::string>& rules, const std::vector<Finding>& findings) = 0;
  [[nodiscard]] virtual std::vector<SavedFinding> findings() const = 0;
  /// "waived" needs a reason. @throws Problem "finding.unknown", "finding.reason_missing"
  virtual void settle_finding(const Uuid& id, std::string_view state, std::string_view reason, const Batch& by) = 0;

  /// Puts into the log what was done or looked at and changed no record: under the chain, with who, when and why, as
  /// history() of `subject` tells it again. Who does not see personal fields, or only some rows, is not told.
  virtual void note(LoggedAct act, const Uuid& subject, const Json& entry, const Batch& by) = 0;

  /// Streams a file in, encrypted under a key of its own; returns its SHA-256 in hex. The same content is kept once.
  /// @throws Problem "attachment.unreadable", "attachment.too_large"
  virtual std::string attach(const std::filesystem::path& file, std::string_view media_type, const Batch& by) = 0;
  /// Writes it to a file for its owner alone. @throws Problem "attachment.unknown", "attachment.expired",
  /// "attachment.locked" when its key is not here, "file.unwritable"
  virtual void attachment(std::string_view sha256_hex, const std::filesystem::path& to) const = 0;
  /// Forgets its content for ever; its hash stays. @throws Problem "attachment.unknown"
  virtual void expire_attachment(std::string_view sha256_hex, const Batch& by) = 0;

  /// Records whose encrypted field holds every word of the text, without regard to case and accents: by a keyed blind
  /// index, since what is encrypted can be neither filtered nor sorted by. At most `limit`, in id order.
  /// @throws Problem "store.hidden_field", "store.unknown_field"
  [[nodiscard]] virtual std::vector<Uuid> find_encrypted(const Caller& caller, std::string_view type,
                                                         std::string_view field, std::string_view text,
                                                         std::size_t limit) const = 0;
  /// Forgets the key of a record's encrypted fields: they can never be read again, here or in the log, and the chain
  /// stays whole. Copies of the key file that were made elsewhere are not reached. @throws Problem
  /// "store.unknown_record"
  virtual void erase_person(std::string_view type, const Uuid& record, const Batch& by) = 0;
  /// Whether the file holds what is encrypted and its key file does not lie beside it: names and attachments cannot be
  /// read then, and a new key file begins with what is written next.
  [[nodiscard]] virtual bool keys_are_missing() const { return false; }

  /// Small settings of the programme and its tools, by name (mapping profiles, import digests): durable.
  virtual void put_setting(std::string_view name, const Json& value) = 0;
  [[nodiscard]] virtual std::optional<Json> setting(std::string_view name) const = 0;

  /// Accounts, by name; with what lets them in, so never for an answer as they are.
  [[nodiscard]] virtual std::vector<Account> accounts() const = 0;
  /// Makes or changes one; the log says what changed, without secrets. @throws Problem "account.bad_name"
  virtual void put_account(const Account& account, const Batch& by) = 0;
  virtual void put_session(const KeptSession& session) = 0;
  /// Nothing when there is none, or its time is over.
  [[nodiscard]] virtual std::optional<KeptSession> session(std::string_view token_hash) const = 0;
  /// Ends the session of a token, or where that is empty all of an account but the one of `but`.
  virtual void end_sessions(std::string_view account, std::string_view token_hash, std::string_view but) = 0;

  virtual void backup(const std::filesystem::path& to, Progress& progress) const = 0;
  [[nodiscard]] virtual VerifyReport verify(Progress& progress) const = 0;
};

/// Typed access to a record's values by field name.
const Value& value_of(const model::RecordType& type, const Record& record, std::string_view field);
/// "" where it has no text.
std::string text_in(const model::RecordType& type, const Record& record, std::string_view field);

}  // namespace tilth::store
