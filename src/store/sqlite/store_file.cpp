// SPDX-License-Identifier: Apache-2.0
// The SQLite maker: creating and opening a programme file, and everything that writes to it.
#include "store/sqlite/store_file.h"

#include "base/problem.h"
#include "base/sync_file.h"
#include "store/operation_text.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/spatial_load.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>

namespace tilth::store::sqlite {
namespace {

namespace fs = std::filesystem;
using model::Field;
using model::FieldKind;

constexpr const char* kWriterSettings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA "
    "wal_autocheckpoint=4000;"
    "PRAGMA temp_store=FILE; PRAGMA journal_size_limit=67108864";

std::string_view bytes_of(const Uuid& id) { return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()}; }
std::string_view bytes_of(const Sha256& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

/// Is it a whole SQLite file of ours? Said before SQLite touches it.
void look_at(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) throw Problem{"store.missing", {{"file", file.string()}}};
  std::ifstream in{file, std::ios::binary};
  unsigned char head[100] = {};
  in.read(reinterpret_cast<char*>(head), sizeof head);
  if (!in.eof() && !in) throw Problem{"store.io", {{"file", file.string()}, {"detail", "it cannot be read"}}};
  if (in.gcount() < 100 || std::memcmp(head, "SQLite format 3", 16) != 0 || std::memcmp(head + 68, "GPKG", 4) != 0) {
    throw Problem{"store.not_a_programme", {{"file", file.string()}}};
  }
  const auto number = [&](int at) {
    return (std::uint64_t{head[at]} << 24) | (head[at + 1] << 16) | (head[at + 2] << 8) | head[at + 3];
  };
  const std::uint64_t page =
      (head[16] << 8 | head[17]) == 1 ? 65536 : static_cast<std::uint64_t>(head[16] << 8 | head[17]);
  const fs::path wal = file.string() + "-wal";
  const bool pending = fs::exists(wal, error) && fs::file_size(wal, error) > 0;
  if (!pending && fs::file_size(file) < page * number(28)) throw Problem{"store.truncated", {{"file", file.string()}}};
}

/// Where the file lies: a copy made behind our back gets a node of its own.
std::string place_of(const fs::path& file) {
  struct stat about {};
  if (stat(file.c_str(), &about) != 0) return {};
  return std::to_string(about.st_dev) + ":" + std::to_string(about.st_ino);
}

bool fits(const Field& field, const Value& value) {
  if (value.is_null()) return true;
  if (field.many) {
    const auto* array = std::get_if<std::shared_ptr<const cql2::Array>>(&value);
    return array != nullptr && std::all_of((*array)->begin(), (*array)->end(),
                                           [](const Value& item) { return std::holds_alternative<std::string>(item); });
  }
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::money:
      return std::holds_alternative<std::int64_t>(value);
    case FieldKind::decimal:
    case FieldKind::length:
    case FieldKind::area:
      return std::holds_alternative<double>(value) && std::isfinite(std::get<double>(value)) &&
             std::fabs(std::get<double>(value)) < 9e16;
    case FieldKind::date:
      return std::holds_alternative<Date>(value);
    case FieldKind::instant:
      return std::holds_alternative<Instant>(value);
    case FieldKind::boolean:
      return std::holds_alternative<bool>(value);
    case FieldKind::geometry:
      return std::holds_alternative<geo::GeometryPtr>(value) && std::get<geo::GeometryPtr>(value) != nullptr;
    case FieldKind::reference:
      return std::holds_alternative<std::string>(value) && Uuid::parse(std::get<std::string>(value)).has_value();
    default:
      return std::holds_alternative<std::string>(value);
  }
}

std::string_view expected(const Field& field) {
  if (field.many) return "a list of texts";
  switch (field.kind) {
    case FieldKind::reference:
      return "the id of a record";
    case FieldKind::integer:
    case FieldKind::money:
      return "a whole number";
    case FieldKind::decimal:
    case FieldKind::length:
    case FieldKind::area:
      return "a finite number";
    case FieldKind::date:
      return "a date";
    case FieldKind::instant:
      return "an instant";
    case FieldKind::boolean:
      return "true or false";
    case FieldKind::geometry:
      return "a geometry";
    default:
      return "a text";
  }
}

}  // namespace

// --- creating, opening
// ------------------------------------------------------------------------------------------------------------

std::unique_ptr<Store> create(const fs::path& file, const std::map<std::string, std::string>& model_sources) {
  const model::Loaded loaded = model::load_sources(model_sources);
  if (!loaded.model)
    throw Problem{"model.unsound",
                  {{"count", loaded.problems.size()},
                   {"first", loaded.problems.empty() ? "no model" : loaded.problems.front().message}}};
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    if (errno == EEXIST) throw Problem{"store.exists", {{"file", file.string()}}};
    throw Problem{"file.unwritable", {{"file", file.string()}}};
  }
  ::close(descriptor);
  try {
    {
      const WriteLock lock{file};
      Connection connection{file, Connection::Access::write};
      connection.run("PRAGMA page_size=4096");
      connection.run(kWriterSettings);
      Transaction transaction{connection};
      run_migrations(connection, 0);
      for (const model::RecordType& type : loaded.model->types) create_type_tables(connection, TypeTable{type});
      connection.prepare("INSERT INTO tilth_node (node, since) VALUES (?1, ?2)")
          .bind(1, Uuid::make().text())
          .bind(2, Instant::now().text())
          .run();
      connection.prepare("INSERT INTO tilth_model (since, hash, sources) VALUES (?1, ?2, ?3)")
          .bind(1, Instant::now().text())
          .bind(2, hex(loaded.model->hash))
          .bind(3, canonical_json(loaded.model->sources))
          .run();
      connection.prepare("INSERT INTO tilth_meta VALUES ('place', ?1)").bind(1, place_of(file)).run();
      transaction.commit();
    }
    sync_folder_of(file);
  } catch (...) {
    std::error_code error;
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) fs::remove(file.string() + suffix, error);
    throw;
  }
  return open(file, Mode::read_write);
}

std::unique_ptr<Store> open(const fs::path& file, Mode mode) { return std::make_unique<StoreFile>(file, mode); }

StoreFile::StoreFile(fs::path file, Mode mode) : file_(std::move(file)), mode_(mode) {
  look_at(file_);
  if (mode_ == Mode::read_write) {
    if (access(file_.c_str(), W_OK) != 0)
      throw Problem{"store.read_only", {{"file", file_.string()}, {"detail", "no right to write"}}};
    lock_ = std::make_unique<WriteLock>(file_);
  }
  {
    Connection first{file_, mode_ == Mode::read_write ? Connection::Access::write : Connection::Access::read};
    if (first.integer("SELECT count(*) FROM sqlite_master WHERE name = 'tilth_meta'") == 0)
      throw Problem{"store.not_a_programme", {{"file", file_.string()}}};
    const int schema = schema_of(first);
    if (schema > newest_schema())
      throw Problem{"store.newer", {{"file", file_.string()}, {"schema", schema}, {"known", newest_schema()}}};
    const bool backup = !first.text("SELECT value FROM tilth_meta WHERE name = 'backup'").empty();
    if (mode_ == Mode::read_write && backup) throw Problem{"store.is_backup", {{"file", file_.string()}}};
    if (schema < newest_schema() && !backup) bring_up_to_date(first);
    load_model(first);
  }
  keys_ = std::make_unique<KeyRing>(file_, mode_ == Mode::read_write);
  if (mode_ == Mode::read_write) {
    writer_ = std::make_unique<Connection>(file_, Connection::Access::write);
    writer_->run(kWriterSettings);
    take_place();
  }
  const Lease reader{*this};
  Connection& connection = writer_ ? *writer_ : *reader;
  node_ = connection.text("SELECT node FROM tilth_node ORDER BY number DESC LIMIT 1");
  chain_.clock = HybridClock{node_};
  Statement last = connection.prepare("SELECT seq, payload, hash FROM tilth_operation ORDER BY seq DESC LIMIT 1");
  if (last.step()) {
    chain_.seq = last.integer(0);
    const Json payload = Json::parse(last.text(1));
    if (const auto time = HybridTime::parse(payload.at("hlc").get<std::string>())) chain_.clock.resume(*time);
    if (payload.at("node") == node_) {
      chain_.node_seq = payload.at("n").get<std::int64_t>();
      std::copy_n(last.blob(2).begin(), 32, chain_.hash.begin());
    }
  }
}

StoreFile::~StoreFile() {
  pool_.clear();
  if (writer_) {
    // The last checkpoint leaves one whole file; a failure here loses nothing, the log beside it is read at the next
    // start.
    sqlite3_wal_checkpoint_v2(writer_->get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  }
}

/// A backup is read as it is; a live file of an older Tilth is migrated whoever opens it first.
void StoreFile::bring_up_to_date(Connection& first) {
  if (mode_ == Mode::read_write) return migrate(first);
  if (access(file_.c_str(), W_OK) != 0) throw Problem{"store.older", {{"file", file_.string()}}};
  const WriteLock lock{file_};
  Connection writer{file_, Connection::Access::write};
  migrate(writer);
}

void StoreFile::load_model(Connection& connection) {
  const Json sources = Json::parse(connection.text("SELECT sources FROM tilth_model ORDER BY number DESC LIMIT 1"));
  model::Loaded loaded = model::load_sources(sources.get<std::map<std::string, std::string>>());
  if (!loaded.model)
    throw Problem{"model.unsound", {{"count", loaded.problems.size()}, {"first", loaded.problems.front().message}}};
  model_ = loaded.model;
  models_ = std::make_unique<ModelHistory>(connection, model_);
  at_once_ = std::make_unique<StepsAtOnce>(*model_);
  for (const model::RecordType& type : model_->types) {
    const TypeTable& table = tables_.emplace(type.name, TypeTable{type}).first->second;
    compiled_.emplace(type.name, std::make_unique<model::CompiledType>(*model_, *table.type));
  }
}

/// A file that was copied by other means goes on as a new node, so that two copies never write one chain.
void StoreFile::take_place() {
  const std::string place = place_of(file_);
  if (writer_->text("SELECT value FROM tilth_meta WHERE name = 'place'") == place) return;
  Transaction transaction{*writer_};
  writer_->prepare("INSERT INTO tilth_node (node, since) VALUES (?1, ?2)")
      .bind(1, Uuid::make().text())
      .bind(2, Instant::now().text())
      .run();
  writer_->prepare("INSERT OR REPLACE INTO tilth_meta VALUES ('place', ?1)").bind(1, place).run();
  transaction.commit();
}

StoreFile::Lease::Lease(const StoreFile& store) : store_(store) {
  {
    const std::lock_guard lock{store.pool_guard_};
    if (!store.pool_.empty()) {
      connection_ = std::move(store.pool_.back());
      store.pool_.pop_back();
    }
  }
  if (!connection_) {
    connection_ = std::make_unique<Connection>(store.file_, Connection::Access::read);
    connection_->run("PRAGMA query_only=ON; PRAGMA cache_size=-32768; PRAGMA temp_store=FILE");
  }
  // Another process may have changed the model since this one read it.
  if (store.mode_ == Mode::read_only &&
      connection_->integer("SELECT count(*) FROM tilth_model") != store.models_->number())
    throw Problem{"store.model_changed", {{"file", store.file_.string()}}};
}

StoreFile::Lease::~Lease() {
  const std::lock_guard lock{store_.pool_guard_};
  if (store_.pool_.size() < 8) store_.pool_.push_back(std::move(connection_));
}

const TypeTable& StoreFile::table_of(std::string_view type) const {
  const auto found = tables_.find(type);
  if (found == tables_.end()) throw Problem{"store.unknown_type", {{"type", type}}};
  return found->second;
}

const model::CompiledType& StoreFile::compiled(const TypeTable& table) const {
  return *compiled_.find(table.type->name)->second;
}

void StoreFile::require_writer() const {
  if (!writer_) throw Problem{"store.read_only", {{"file", file_.string()}, {"detail", "it was opened for reading"}}};
}

std::int64_t StoreFile::last_seq() const {
  return Lease { *this } -> integer("SELECT coalesce(max(seq), 0) FROM tilth_operation");
}

std::int64_t StoreFile::seq_at(Instant instant) const {
  const Lease reader{*this};
  Statement row = reader->prepare("SELECT coalesce(max(last_seq), 0) FROM tilth_batch WHERE received_ms <= ?1");
  row.bind(1, instant.unix_ms);
  return row.step() ? row.integer(0) : 0;
}

// --- writing
// ----------------------------------------------------------------------------------------------------------------------

StoreFile::OpenBatch StoreFile::start_batch(const Batch& batch) {
  const Instant now = Instant::now();
  const std::string canonical = canonical_batch(batch, batch.at.value_or(now));
  OpenBatch open;
  open.context = hex(sha256(canonical));
  open.wall_ms = now.unix_ms;
  open.rights = batch.rights ? &*batch.rights : nullptr;
  // Receipt times never go back, whatever the clock does: "as it was known" depends on their order.
  const std::int64_t received =
      std::max(now.unix_ms, writer_->integer("SELECT coalesce(max(received_ms), 0) FROM tilth_batch"));
  writer_->prepare("INSERT INTO tilth_batch (context, canonical, received_ms, last_seq) VALUES (?1, ?2, ?3, ?4)")
      .bind(1, open.context)
      .bind(2, canonical)
      .bind(3, received)
      .bind(4, chain_.seq)
      .run();
  open.number = sqlite3_last_insert_rowid(writer_->get());
  return open;
}

void StoreFile::end_batch(const OpenBatch& batch) {
  writer_->prepare("UPDATE tilth_batch SET last_seq = ?1 WHERE number = ?2")
      .bind(1, chain_.seq)
      .bind(2, batch.number)
      .run();
}

void StoreFile::write_operation(const OpenBatch& batch, OperationKind kind, const Uuid& record, std::string_view type,
                                const std::string& after, const std::string& before) {
  const std::string hlc = chain_.clock.local(batch.wall_ms).text();
  const std::string id = record.text();
  OperationParts parts;
  parts.node = node_;
  parts.hlc = hlc;
  parts.context = batch.context;
  parts.node_seq = ++chain_.node_seq;
  parts.kind = kind;
  parts.record = id;
  parts.type = type;
  parts.after = after;
  parts.before = before;
  const std::string payload = canonical_operation(parts);
  chain_.hash = chain_link(chain_.hash, payload);
  writer_->prepare("INSERT INTO tilth_operation (seq, batch, record, payload, hash) VALUES (?1, ?2, ?3, ?4, ?5)")
      .bind(1, ++chain_.seq)
      .bind(2, batch.number)
      .bind_blob(3, bytes_of(record))
      .bind(4, payload)
      .bind_blob(5, bytes_of(chain_.hash))
      .run();
}

/// The state of the workflow in those values; empty where there is none.
std::string StoreFile::state_in(const model::RecordType& type, const std::vector<Value>& values) {
  if (!type.workflow) return {};
  const auto* state = std::get_if<std::string>(&values[static_cast<std::size_t>(type.index_of(type.workflow->field))]);
  return state == nullptr ? std::string{} : *state;
}

void StoreFile::require_unsealed(const Change& change, const model::RecordType& type, const std::vector<Value>& now,
                                 const std::vector<Value>& wanted) {
  const auto sealed = [](const model::RecordType& of, const std::string& state) {
    return of.workflow && of.workflow->seals(state);
  };
  const auto refuse = [](const model::RecordType& of, const std::string& record, const std::string& state) {
    throw Problem{"store.sealed", {{"type", of.name}, {"record", record}, {"state", state}}};
  };
  const std::string from = change.kind == OperationKind::create ? "" : state_in(type, now);
  if (sealed(type, from)) {
    if (change.kind != OperationKind::change) refuse(type, change.record.text(), from);
    const std::string to = state_in(type, wanted);
    const auto step = std::find_if(type.workflow->transitions.begin(), type.workflow->transitions.end(),
                                   [&](const model::Transition& one) { return one.from == from && one.to == to; });
    for (std::size_t i = 0; i < now.size(); ++i) {
      const std::string& field = type.fields[i].name;
      if (type.fields[i].computed || cql2::same(now[i], wanted[i])) continue;
      const bool by_step = step != type.workflow->transitions.end() &&
                           (field == type.workflow->field ||
                            std::any_of(step->effects.begin(), step->effects.end(),
                                        [&](const model::Effect& effect) { return effect.field == field; }));
      if (!by_step) refuse(type, change.record.text(), from);
    }
  }
  if (type.sealed_by.empty()) return;
  const auto at = static_cast<std::size_t>(type.index_of(type.sealed_by));
  for (const Value& reference : {now[at], wanted[at]}) {
    const auto* parent = std::get_if<std::string>(&reference);
    if (parent == nullptr) continue;
    const TypeTable& table = table_of(type.fields[at].refers_to);
    Statement row = writer_->prepare(table.state);
    row.bind_blob(1, bytes_of(Uuid::parse(*parent).value_or(Uuid{})));
    if (!row.step()) continue;
    std::vector<Value> values(table.type->fields.size());
    int column = 3;
    for (const int index : table.columns) {
      const auto slot = static_cast<std::size_t>(index);
      values[slot] = read_value(row, column++, table.type->fields[slot]);
    }
    if (const std::string state = state_in(*table.type, values); sealed(*table.type, state))
      refuse(*table.type, *parent, state);
  }
}

std::optional<std::int64_t> StoreFile::apply(
    const OpenBatch& batch, const Change& change,
    const std::function<void(const TypeTable&, std::int64_t, const std::vector<Value>&)>* bulk) {
  const TypeTable& table = table_of(change.type);
  const model::RecordType& type = *table.type;
  if (change.record.is_nil())
    throw Problem{"store.bad_value", {{"type", type.name}, {"field", "id"}, {"expected", "an id"}}};

  // The state now, as it lies in the file.
  std::vector<Value> now(type.fields.size());
  std::int64_t fid = 0, seq_from = 0;
  bool removed = false, taken = false;
  if (change.kind == OperationKind::create) {
    Statement row = writer_->prepare(table.exists);
    row.bind_blob(1, bytes_of(change.record));
    taken = row.step();
  } else {
    Statement row = writer_->prepare(table.state);
    row.bind_blob(1, bytes_of(change.record));
    if (row.step()) {
      fid = row.integer(0);
      seq_from = row.integer(1);
      removed = row.integer(2) != 0;
      int column = 3;
      for (const int index : table.columns)
        now[static_cast<std::size_t>(index)] = read_value(row, column++, type.fields[static_cast<std::size_t>(index)]);
      for (const int index : table.side_shapes)
        now[static_cast<std::size_t>(index)] = read_value(row, column++, type.fields[static_cast<std::size_t>(index)]);
    }
  }
  const bool exists = fid != 0;
  if (batch.rights != nullptr) require_right_to_change(*batch.rights, change, type, exists, now);
  if (taken) throw Problem{"store.duplicate_id", {{"type", type.name}, {"record", change.record.text()}}};
  if (change.kind != OperationKind::create && !exists)
    throw Problem{"store.unknown_record", {{"type", type.name}, {"record", change.record.text()}}};
  if (change.seen_seq != 0 && change.seen_seq != seq_from) {
    throw Problem{
        "store.stale",
        {{"type", type.name}, {"record", change.record.text()}, {"seen", change.seen_seq}, {"now", seq_from}}};
  }

  // What changes, by field name, so that the canonical text has sorted keys.
  std::map<std::string_view, std::pair<int, Value>> set;
  std::map<int, std::optional<std::string>> searchable;  // encrypted fields that change, and what they say
  for (const auto& [index, value] : change.set) {
    if (index < 0 || index >= static_cast<int>(type.fields.size()))
      throw Problem{"store.unknown_field", {{"type", type.name}, {"field", index}}};
    const Field& field = type.fields[static_cast<std::size_t>(index)];
    if (field.computed) throw Problem{"store.computed_field", {{"type", type.name}, {"field", field.name}}};
    if (!fits(field, value))
      throw Problem{"store.bad_value", {{"type", type.name}, {"field", field.name}, {"expected", expected(field)}}};
    Value kept = value;
    if (field.encrypted && !value.is_null()) {
      const Value& old = now[static_cast<std::size_t>(index)];
      const auto known = old.is_null() ? std::nullopt : keys_->decrypted(change.record, std::get<std::string>(old));
      const auto& plain = std::get<std::string>(value);
      kept = known == plain ? old : Value{keys_->encrypted(change.record, plain)};
    } else if (field.kind == FieldKind::area && !value.is_null()) {
      kept = SquareMetres::from_double(std::get<double>(value)).as_double();
    } else if (const auto* shape = std::get_if<geo::GeometryPtr>(&value);
               shape != nullptr && (*shape)->vertex_count() > geo::kMaxVertices) {
      throw Problem{"geometry.too_many_vertices",
                    {{"field", field.name}, {"count", (*shape)->vertex_count()}, {"limit", geo::kMaxVertices}}};
    }
    if (cql2::same(kept, now[static_cast<std::size_t>(index)])) continue;
    if (field.encrypted)
      searchable[index] = value.is_null() ? std::nullopt : std::optional{std::get<std::string>(value)};
    set.insert_or_assign(field.name, std::pair{index, std::move(kept)});
  }
  if (change.kind == OperationKind::change && set.empty() && !removed) return std::nullopt;
  if (change.kind == OperationKind::remove && removed) return std::nullopt;

  if (exists || change.kind == OperationKind::create) {
    std::vector<Value> wanted = now;
    for (const auto& [name, what] : set) wanted[static_cast<std::size_t>(what.first)] = what.second;
    require_unsealed(change, type, now, wanted);
  }

  std::string after = "{", before = "{";
  for (const auto& [name, what] : set) {
    const Field& field = type.fields[static_cast<std::size_t>(what.first)];
    const std::string key = (after.size() > 1 ? ",\"" : "\"") + std::string{name} + "\":";
    after += key;
    append_value(after, field, what.second);
    before += key;
    append_value(before, field, now[static_cast<std::size_t>(what.first)]);
  }
  after += "}";
  before += "}";
  if (change.kind == OperationKind::create) before = "{}";

  std::vector<Value> next = now;
  for (auto& [name, what] : set) next[static_cast<std::size_t>(what.first)] = what.second;
  compiled(table).compute(next);
  if (batch.rights != nullptr) require_right_to_leave(*batch.rights, type, change.record, next);
  write_operation(batch, change.kind, change.record, type.name, after, before);

  if (exists) {  // the state before goes into the history
    Statement past = writer_->prepare(table.keep);
    past.bind_blob(1, bytes_of(change.record))
        .bind(2, seq_from)
        .bind(3, chain_.seq)
        .bind(4, std::int64_t{removed ? 1 : 0});
    for (std::size_t i = 0; i < type.fields.size(); ++i)
      bind_value(past, static_cast<int>(i) + 5, type.fields[i], now[i]);
    past.run();
  }
  Statement row = writer_->prepare(exists ? table.update : table.insert);
  row.bind_blob(1, bytes_of(change.record))
      .bind(2, chain_.seq)
      .bind(3, std::int64_t{change.kind == OperationKind::remove ? 1 : 0});
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto index = static_cast<std::size_t>(table.columns[i]);
    bind_value(row, static_cast<int>(i) + 4, type.fields[index], next[index]);
  }
  row.run();
  if (!exists) fid = sqlite3_last_insert_rowid(writer_->get());
  for (const int index : table.side_shapes) {
    const Value& shape = next[static_cast<std::size_t>(index)];
    if (!exists && shape.is_null()) continue;
    if (exists && cql2::same(shape, now[static_cast<std::size_t>(index)])) continue;
    writer_->prepare("DELETE FROM " + table.side_table(index) + " WHERE fid = ?1").bind(1, fid).run();
    if (shape.is_null()) continue;
    Statement side = writer_->prepare("INSERT INTO " + table.side_table(index) + " (fid, geom) VALUES (?1, ?2)");
    side.bind(1, fid);
    bind_value(side, 2, type.fields[static_cast<std::size_t>(index)], shape);
    side.run();
  }
  for (const auto& [index, plain] : searchable) {
    const auto at = static_cast<std::size_t>(index);
    index_blindly(type, type.fields[at], change.record, plain, !now[at].is_null());
  }
  if (bulk != nullptr) (*bulk)(table, fid, next);
  if (at_once_->concern(type, change.record, exists ? std::span<const Value>{now} : std::span<const Value>{}, next))
    concerned_.emplace_back(&type, change.record);
  return chain_.seq;
}

std::int64_t StoreFile::append(const Batch& batch, const std::vector<Change>& changes) {
  require_writer();
  Waiting mine{.batch = batch, .changes = changes};
  {
    const std::lock_guard lock{waiting_guard_};
    waiting_.push_back(&mine);
  }
  // Whoever gets to write writes all that wait: one sync of the disk acknowledges them together.
  const std::lock_guard lock{writing_};
  if (!mine.done) write_waiting();
  if (mine.failure) std::rethrow_exception(mine.failure);
  return mine.seq;
}

void StoreFile::write_waiting() {
  std::vector<Waiting*> group;
  {
    const std::lock_guard lock{waiting_guard_};
    group.swap(waiting_);
  }
  for (Waiting* one : group) one->done = true;
  concerned_.clear();
  write_group(group);
  take_steps_at_once();
}

void StoreFile::write_group(const std::vector<Waiting*>& group) {
  const Chain before = chain_;
  try {
    Transaction transaction{*writer_};
    for (Waiting* one : group) {
      const Chain here = chain_;
      if (group.size() > 1) writer_->run("SAVEPOINT batch");
      std::optional<std::int64_t> seq;
      try {
        seq = write_batch(one->batch, one->changes);
        one->seq = chain_.seq;
      } catch (...) {
        // One that fails by itself takes no other with it; where the whole transaction is gone, all are told so.
        if (sqlite3_get_autocommit(writer_->get()) != 0) throw;
        one->failure = std::current_exception();
        chain_ = here;
      }
      if (group.size() == 1 && !seq) return;
      if (group.size() > 1) writer_->run(seq ? "RELEASE batch" : "ROLLBACK TO batch; RELEASE batch");
    }
    transaction.commit();
  } catch (...) {
    chain_ = before;
    for (Waiting* one : group)
      if (!one->failure) one->failure = std::current_exception();
  }
}

void StoreFile::take_steps_at_once() {
  const auto written = std::exchange(concerned_, {});
  if (written.empty()) return;
  // What was written is acknowledged whatever becomes of these: a check finds the work that goes on despite it.
  std::vector<StepsAtOnce::Due> due;
  try {
    due = at_once_->due(*this, written);
  } catch (const std::exception&) {
    return;
  }
  std::vector<Waiting> steps;
  for (const StepsAtOnce::Due& one : due) steps.push_back({.batch = one.batch, .changes = one.changes});
  std::vector<Waiting*> group;
  for (Waiting& one : steps) group.push_back(&one);
  if (!group.empty()) write_group(group);
  concerned_.clear();
}

std::optional<std::int64_t> StoreFile::write_batch(const Batch& batch, const std::vector<Change>& changes) {
  const std::int64_t before = chain_.seq;
  const OpenBatch open = start_batch(batch);
  std::vector<const TypeTable*> touched;
  for (const Change& change : changes) {
    if (apply(open, change, nullptr)) touched.push_back(&table_of(change.type));
  }
  if (chain_.seq == before) return std::nullopt;
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (const TypeTable* table : touched) refresh_contents(*writer_, *table);
  end_batch(open);
  return chain_.seq;
}

/// A bulk load: one transaction with the triggers off, the R-trees filled at its end in Hilbert order.
class FileLoad final : public Store::Load {
 public:
  FileLoad(StoreFile& store, const Batch& batch)
      : store_(store),
        lock_(store.writing_),
        before_(store.chain_),
        transaction_(*store.writer_),
        shapes_(*store.writer_) {
    store_.concerned_.clear();
    for (const auto& [name, table] : store_.tables_) drop_triggers(*store_.writer_, table);
    batch_ = store_.start_batch(batch);
    remember_ = [this](const TypeTable& table, std::int64_t fid, const std::vector<Value>& values) {
      shapes_.add(table, fid, values);
    };
  }
  ~FileLoad() override {
    if (!done_) store_.chain_ = before_;  // and the transaction rolls back
  }
  FileLoad(const FileLoad&) = delete;
  FileLoad& operator=(const FileLoad&) = delete;

  void add(const Change& change) override { store_.apply(batch_, change, &remember_); }
  std::string attach(const fs::path& file, std::string_view media_type) override {
    return store_.keep_attachment(batch_, file, media_type);
  }

  std::int64_t commit(Progress& progress) override {
    shapes_.finish(progress);
    for (const auto& [name, table] : store_.tables_) {
      create_triggers(*store_.writer_, table);
      refresh_contents(*store_.writer_, table);
    }
    if (progress.cancelled()) throw Problem{"job.cancelled"};
    store_.end_batch(batch_);
    if (store_.chain_.seq == before_.seq) {  // nothing changed: leave nothing
      done_ = true;
      return store_.chain_.seq;
    }
    transaction_.commit();
    done_ = true;
    const std::int64_t last = store_.chain_.seq;
    store_.take_steps_at_once();
    return last;
  }

 private:
  StoreFile& store_;
  std::unique_lock<std::mutex> lock_;
  StoreFile::Chain before_;
  Transaction transaction_;
  StoreFile::OpenBatch batch_;
  std::function<void(const TypeTable&, std::int64_t, const std::vector<Value>&)> remember_;
  SpatialLoad shapes_;
  bool done_ = false;
};

std::unique_ptr<Store::Load> StoreFile::begin_load(const Batch& batch) {
  require_writer();
  return std::make_unique<FileLoad>(*this, batch);
}

}  // namespace tilth::store::sqlite
