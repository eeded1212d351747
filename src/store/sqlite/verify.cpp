// SPDX-License-Identifier: Apache-2.0
// Is the file sound, is its chain whole, are its tables what its log says? And whole copies of it.
#include "base/problem.h"
#include "store/operation_text.h"
#include "store/sqlite/store_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace tilth::store::sqlite {
namespace {

namespace fs = std::filesystem;

class Verifying {
 public:
  Verifying(Connection& connection, const model::Model& model,
            const std::map<std::string, TypeTable, std::less<>>& tables, Progress& progress)
      : connection_(connection), model_(model), tables_(tables), progress_(progress) {
    for (const auto& [name, table] : tables)
      compiled_.emplace(name, std::make_unique<model::CompiledType>(model, *table.type));
  }

  VerifyReport run() {
    connection_.run("BEGIN");  // one moment of the file
    integrity();
    if (report_.file_sound) {
      chain();
      projections();
      attachments();
    }
    connection_.run("COMMIT");
    return std::move(report_);
  }

 private:
  void fault(bool& sound, std::string words) {
    sound = false;
    if (report_.faults.size() < 100) report_.faults.push_back(std::move(words));
  }
  void tick(std::uint64_t so_far) {
    if ((so_far & 0x3ff) != 0) return;
    progress_.done(so_far);
    if (progress_.cancelled()) throw Problem{"job.cancelled"};
  }

  void integrity() {
    progress_.start("pages checked", 0);
    try {
      Statement row = connection_.prepare("PRAGMA integrity_check(100)");
      while (row.step()) {
        if (row.text(0) != "ok") fault(report_.file_sound, "file: " + std::string{row.text(0)});
      }
      Statement key = connection_.prepare("PRAGMA foreign_key_check");
      while (key.step()) fault(report_.file_sound, "file: a row of " + std::string{key.text(0)} + " refers to nothing");
    } catch (const Problem& problem) {
      fault(report_.file_sound, "file: " + problem.title());
    }
  }

  void chain() {
    const std::int64_t total = connection_.integer("SELECT count(*) FROM tilth_operation");
    progress_.start("operations checked", static_cast<std::uint64_t>(total));
    std::map<std::string, std::pair<Sha256, std::int64_t>> heads;  // node -> hash, n
    std::int64_t expected = 0, batch = -1;
    std::string context;
    Statement row = connection_.prepare(
        "SELECT o.seq, o.payload, o.hash, o.batch, b.context, b.canonical, o.record FROM tilth_operation AS o "
        "LEFT JOIN tilth_batch AS b ON b.number = o.batch ORDER BY o.seq");
    while (row.step()) {
      tick(static_cast<std::uint64_t>(++report_.operations));
      const std::int64_t seq = row.integer(0);
      const std::string at = "operation " + std::to_string(seq);
      if (seq != ++expected) {
        fault(report_.chain_sound, "chain: " + at + " stands where " + std::to_string(expected) + " should");
        expected = seq;
      }
      const Json payload = Json::parse(row.text(1), nullptr, false);
      if (payload.is_discarded() || !payload.is_object() || !payload.contains("node") || !payload.contains("n") ||
          !payload.contains("context") || !payload.contains("record")) {
        fault(report_.chain_sound, "chain: " + at + " cannot be read");
        continue;
      }
      if (row.integer(3) != batch) {
        batch = row.integer(3);
        context = hex(sha256(row.text(5)));
        if (context != row.text(4))
          fault(report_.chain_sound, "chain: the context of batch " + std::to_string(batch) + " was changed");
      }
      if (payload.at("context") != context) fault(report_.chain_sound, "chain: " + at + " belongs to another batch");
      const auto id = Uuid::parse(payload.at("record").get<std::string>());
      if (!id || row.blob(6) != std::string_view{reinterpret_cast<const char*>(id->bytes.data()), 16})
        fault(report_.chain_sound, "chain: " + at + " is filed under another record");
      auto& [hash, n] = heads[payload.at("node").get<std::string>()];
      if (payload.at("n") != ++n) fault(report_.chain_sound, "chain: " + at + " is not the next of its node");
      hash = chain_link(hash, row.text(1));
      if (row.blob(2) != std::string_view{reinterpret_cast<const char*>(hash.data()), hash.size()}) {
        fault(report_.chain_sound, "chain: " + at + " or one before it was changed");
        if (row.blob(2).size() == 32)
          std::copy_n(row.blob(2).begin(), 32, hash.begin());  // so that each break shows once
      }
    }
  }

  /// Every record's states are built anew from the log and compared with the tables.
  void projections() {
    progress_.start("records rebuilt", 0);
    std::map<std::string, std::int64_t> living;
    Statement row = connection_.prepare(
        "SELECT record, seq, payload FROM tilth_operation INDEXED BY tilth_operation_record ORDER BY record, seq");
    std::string record;
    std::vector<Value> state;
    const TypeTable* table = nullptr;
    std::int64_t seq_from = 0;
    bool removed = false;
    std::int64_t past = 0;
    const auto finish = [&] {
      if (table == nullptr) return;
      compare(*table, record, state, seq_from, removed, past);
      ++living[table->type->name];
    };
    while (row.step()) {
      const Json payload = Json::parse(row.text(2), nullptr, false);
      if (payload.is_discarded() || !payload.contains("type")) continue;  // the chain has said so
      const auto known = tables_.find(payload.at("type").get<std::string>());
      if (known == tables_.end()) continue;  // findings and attachments have tables of their own
      if (row.blob(0) != record || table != &known->second) {
        finish();
        record = row.blob(0);
        table = &known->second;
        state.assign(table->type->fields.size(), Value{});
        past = 0;
        seq_from = 0;
        tick(static_cast<std::uint64_t>(++report_.records));
      }
      if (seq_from != 0) compare_past(*table, record, state, seq_from, row.integer(1), removed, past++);
      seq_from = row.integer(1);
      removed = payload.at("kind") == "remove";
      try {
        for (const auto& [name, json] : payload.at("after").items()) {
          const int index = table->type->index_of(name);
          if (index >= 0)
            state[static_cast<std::size_t>(index)] =
                value_of_json(table->type->fields[static_cast<std::size_t>(index)], json);
        }
      } catch (const std::exception& error) {
        fault(report_.projections_agree,
              "tables: operation " + std::to_string(seq_from) + " cannot be applied: " + error.what());
      }
      compiled_.find(table->type->name)->second->compute(state);
    }
    finish();
    for (const auto& [name, type] : tables_) {
      const std::int64_t rows = connection_.integer("SELECT count(*) FROM " + type.table);
      if (rows != living[name])
        fault(report_.projections_agree, "tables: " + name + " holds " + std::to_string(rows) + " records, the log " +
                                             std::to_string(living[name]));
    }
  }

  void differ(const TypeTable& table, const std::string& record, const std::string& what) {
    Uuid id;
    std::copy_n(record.begin(), std::min<std::size_t>(16, record.size()), id.bytes.begin());
    fault(report_.projections_agree, "tables: " + table.type->name + " " + id.text() + ": " + what);
  }

  void compare(const TypeTable& table, const std::string& record, const std::vector<Value>& state,
               std::int64_t seq_from, bool removed, std::int64_t past) {
    std::string select =
        "SELECT t.fid, t.seq_from, t.removed, (SELECT count(*) FROM " + table.history + " AS h WHERE h.id = t.id)";
    std::string joins;
    for (const int index : table.columns)
      select += ", t." + in_quotes(table.type->fields[static_cast<std::size_t>(index)].name);
    for (std::size_t i = 0; i < table.side_shapes.size(); ++i) {
      const std::string alias = "g" + std::to_string(i);
      select += ", " + alias + ".geom";
      joins +=
          " LEFT JOIN " + table.side_table(table.side_shapes[i]) + " AS " + alias + " ON " + alias + ".fid = t.fid";
    }
    Statement row = connection_.prepare(select + " FROM " + table.table + " AS t" + joins + " WHERE t.id = ?1");
    row.bind_blob(1, record);
    if (!row.step()) return differ(table, record, "is missing");
    if (row.integer(1) != seq_from || (row.integer(2) != 0) != removed)
      differ(table, record, "is of another operation than its last");
    if (row.integer(3) != past) differ(table, record, "has another number of earlier states");
    int column = 4;
    const auto same_value = [&](int index) {
      const model::Field& field = table.type->fields[static_cast<std::size_t>(index)];
      try {
        if (!cql2::same(read_value(row, column++, field), state[static_cast<std::size_t>(index)]))
          differ(table, record, field.name + " is not what the log says");
      } catch (const std::exception&) {
        differ(table, record, field.name + " cannot be read");
      }
    };
    for (const int index : table.columns) same_value(index);
    for (const int index : table.side_shapes) same_value(index);
  }

  void compare_past(const TypeTable& table, const std::string& record, const std::vector<Value>& state,
                    std::int64_t from, std::int64_t to, bool removed, std::int64_t) {
    std::string select = "SELECT seq_to, removed";
    for (const model::Field& field : table.type->fields) select += ", " + in_quotes(field.name);
    Statement row = connection_.prepare(select + " FROM " + table.history + " WHERE id = ?1 AND seq_from = ?2");
    row.bind_blob(1, record).bind(2, from);
    if (!row.step()) return differ(table, record, "lacks the state of operation " + std::to_string(from));
    if (row.integer(0) != to || (row.integer(1) != 0) != removed)
      differ(table, record, "holds the state of operation " + std::to_string(from) + " for another time");
    for (std::size_t i = 0; i < table.type->fields.size(); ++i) {
      if (!cql2::same(read_value(row, static_cast<int>(i) + 2, table.type->fields[i]), state[i])) {
        differ(table, record,
               table.type->fields[i].name + " of operation " + std::to_string(from) + " is not what the log says");
      }
    }
  }

  void attachments() {
    progress_.start("attachments checked",
                    static_cast<std::uint64_t>(connection_.integer("SELECT count(*) FROM tilth_attachment")));
    Statement row = connection_.prepare("SELECT sha256, bytes FROM tilth_attachment");
    while (row.step()) {
      Sha256Stream hash;
      std::int64_t bytes = 0;
      Statement chunk =
          connection_.prepare("SELECT bytes FROM tilth_attachment_chunk WHERE sha256 = ?1 ORDER BY number");
      chunk.bind(1, row.text(0));
      while (chunk.step()) {
        hash.add(chunk.blob(0));
        bytes += static_cast<std::int64_t>(chunk.blob(0).size());
      }
      if (hex(hash.finish()) != row.text(0) || bytes != row.integer(1))
        fault(report_.attachments_sound, "attachment " + std::string{row.text(0)} + " was changed");
      progress_.done(static_cast<std::uint64_t>(++report_.attachments));
    }
  }

  Connection& connection_;
  const model::Model& model_;
  const std::map<std::string, TypeTable, std::less<>>& tables_;
  Progress& progress_;
  std::map<std::string, std::unique_ptr<model::CompiledType>, std::less<>> compiled_;
  VerifyReport report_;
};

void sync_file(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || fsync(descriptor) != 0) {
    if (descriptor >= 0) ::close(descriptor);
    throw Problem{"store.io", {{"file", file.string()}, {"detail", "it cannot be brought to the disk"}}};
  }
  ::close(descriptor);
}

/// A whole copy by SQLite's backup, at one moment, page by page.
void copy_pages(Connection& from, const fs::path& to, Progress& progress) {
  const int descriptor = ::open(to.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) throw Problem{errno == EEXIST ? "store.exists" : "file.unwritable", {{"file", to.string()}}};
  ::close(descriptor);
  try {
    Connection target{to, Connection::Access::write};
    target.run("PRAGMA synchronous=FULL");
    sqlite3_backup* copy = sqlite3_backup_init(target.get(), "main", from.get(), "main");
    if (copy == nullptr) target.check(sqlite3_errcode(target.get()));
    progress.start("pages copied", 0);
    int code = SQLITE_OK;
    while ((code = sqlite3_backup_step(copy, 4096)) == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
      progress.done(static_cast<std::uint64_t>(sqlite3_backup_pagecount(copy) - sqlite3_backup_remaining(copy)));
      if (progress.cancelled()) {
        sqlite3_backup_finish(copy);
        throw Problem{"job.cancelled"};
      }
    }
    const int finished = sqlite3_backup_finish(copy);
    if (code != SQLITE_DONE) throw_problem(code, sqlite3_errmsg(target.get()), to);
    target.check(finished);
  } catch (...) {
    std::error_code error;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(to.string() + suffix, error);
    throw;
  }
}

}  // namespace

VerifyReport verify_file(Connection& connection, const model::Model& model,
                         const std::map<std::string, TypeTable, std::less<>>& tables, Progress& progress) {
  return Verifying{connection, model, tables, progress}.run();
}

VerifyReport StoreFile::verify(Progress& progress) const {
  const Lease reader{*this};
  return verify_file(*reader, *model_, tables_, progress);
}

void StoreFile::backup(const fs::path& to, Progress& progress) const {
  const Lease reader{*this};
  copy_pages(*reader, to, progress);
  {
    Connection copy{to, Connection::Access::write};
    copy.run(
        "PRAGMA synchronous=FULL; INSERT OR REPLACE INTO tilth_meta VALUES ('backup', '1'); PRAGMA "
        "wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");
    if (copy.text("PRAGMA integrity_check(1)") != "ok")
      throw Problem{"store.unsound", {{"file", to.string()}, {"detail", "the copy is damaged"}}};
  }
  sync_file(to);
}

void restore(const fs::path& backup, const fs::path& to) {
  SilentProgress silent;
  const StoreFile from{backup, Mode::read_only};
  const VerifyReport report = from.verify(silent);
  if (!report.sound())
    throw Problem{
        "store.unsound",
        {{"file", backup.string()}, {"detail", report.faults.empty() ? "it does not verify" : report.faults.front()}}};
  {
    Connection source{backup, Connection::Access::read};
    copy_pages(source, to, silent);
  }
  {
    Connection copy{to, Connection::Access::write};
    copy.run("PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL; DELETE FROM tilth_meta WHERE name = 'backup'");
    // A new node: the chain of the copy's file goes on elsewhere, or nowhere.
    copy.prepare("INSERT INTO tilth_node (node, since) VALUES (?1, ?2)")
        .bind(1, Uuid::make().text())
        .bind(2, Instant::now().text())
        .run();
    struct stat about {};
    stat(to.c_str(), &about);
    copy.prepare("INSERT OR REPLACE INTO tilth_meta VALUES ('place', ?1)")
        .bind(1, std::to_string(about.st_dev) + ":" + std::to_string(about.st_ino))
        .run();
    copy.run("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  sync_file(to);
}

}  // namespace tilth::store::sqlite
