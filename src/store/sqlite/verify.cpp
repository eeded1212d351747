// SPDX-License-Identifier: Apache-2.0
// Is the file sound, is its chain whole, are its tables what its log says?
#include "base/problem.h"
#include "store/operation_text.h"
#include "store/sqlite/store_file.h"

#include <algorithm>
#include <set>

namespace tilth::store::sqlite {
namespace {

class Verifying {
 public:
  Verifying(Connection& connection, const model::Model& model, const ModelHistory& models, const TypeTables& tables,
            KeyRing& keys, Progress& progress)
      : connection_(connection), models_(models), tables_(tables), keys_(keys), progress_(progress) {
    for (const auto& [name, table] : tables)
      compiled_.emplace(name, std::make_unique<model::CompiledType>(model, *table.type));
  }

  VerifyReport run() {
    connection_.run("BEGIN");  // one moment of the file
    integrity();
    if (report_.file_sound) {
      chain();
      batches();
      if (models()) {  // by other models nothing can be rebuilt
        projections();
        spatial_indexes();
        findings();
        attachments();
      }
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
      note_what_has_a_table_of_its_own(payload, row.blob(6));
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

  void note_what_has_a_table_of_its_own(const Json& payload, std::string_view record) {
    const std::string type = payload.value("type", "");
    if (type != "finding" && type != "attachment" && type != kModelType) return;
    const Json after = payload.value("after", Json::object());
    if (type == kModelType) models_said_.push_back(after.value("hash", ""));
    if (type == "finding") said_[std::string{record}] = {after.value("state", ""), after.value("reason", "")};
    if (type == "attachment" && payload.value("kind", "") == "remove")
      attached_[after.value("sha256", "")] = {true, {}};
    else if (type == "attachment")
      attached_[after.value("sha256", "")] = {false, after.value("stored_sha256", "")};
  }

  /// Batches follow each other in time, and each ends where its last operation stands.
  void batches() {
    Statement row = connection_.prepare(
        "SELECT b.number, b.received_ms, b.last_seq, (SELECT max(o.seq) FROM tilth_operation AS o WHERE o.batch = "
        "b.number) FROM tilth_batch AS b ORDER BY b.number");
    std::int64_t before = 0, before_ms = INT64_MIN;
    while (row.step()) {
      const std::string batch = "batch " + std::to_string(row.integer(0));
      if (row.integer(1) < before_ms)
        fault(report_.chain_sound, "chain: " + batch + " was received before batch " + std::to_string(before));
      if (row.is_null(3) || row.integer(3) != row.integer(2))
        fault(report_.chain_sound, "chain: " + batch + " ends elsewhere than its last operation");
      before = row.integer(0);
      before_ms = row.integer(1);
    }
  }

  /// The models of the file are those that the log speaks of, each the text that its hash was made of.
  bool models() {
    bool sound = true;
    Statement row = connection_.prepare("SELECT number, hash, sources FROM tilth_model ORDER BY number");
    std::int64_t number = 0;
    for (; row.step(); ++number) {
      const std::string at = "tables: model " + std::to_string(row.integer(0));
      const Json sources = Json::parse(row.text(2), nullptr, false);
      if (row.integer(0) != number + 1 || !sources.is_object() ||
          hex(model::hash_of(sources.get<std::map<std::string, std::string>>())) != row.text(1))
        fault(sound, at + " was changed");
      const auto said = static_cast<std::size_t>(number) - 1;
      if (number > 0 && (said >= models_said_.size() || models_said_[said] != row.text(1)))
        fault(sound, at + " is not the one that the log says");
    }
    if (number != static_cast<std::int64_t>(models_said_.size()) + 1) fault(sound, "tables: a model is missing");
    report_.projections_agree = report_.projections_agree && sound;
    return sound;
  }

  /// Each shape stands in its spatial index with a box that holds it, and nothing else does.
  void spatial_indexes() {
    for (const auto& [name, table] : tables_) {
      std::vector<int> fields = table.side_shapes;
      if (table.main_geometry >= 0) fields.push_back(table.main_geometry);
      for (const int field : fields) {
        const std::string& column = table.type->fields[static_cast<std::size_t>(field)].name;
        const bool main = field == table.main_geometry;
        const std::string shape = "t." + (main ? in_quotes(column) : in_quotes("geom"));
        const std::string from = main ? table.table : table.side_table(field);
        // Boxes in the index are rounded outward to 32 bits.
        const std::int64_t wrong = connection_.integer(
            "SELECT count(*) FROM " + from + " AS t LEFT JOIN " + table.rtree(field) +
            " AS r ON r.id = t.fid WHERE CASE WHEN " + shape + " IS NULL OR ST_IsEmpty(" + shape +
            ") THEN r.id IS NOT NULL ELSE r.id IS NULL OR r.minx > ST_MinX(" + shape + ") OR r.maxx < ST_MaxX(" +
            shape + ") OR r.miny > ST_MinY(" + shape + ") OR r.maxy < ST_MaxY(" + shape + ") END");
        const std::int64_t strays = connection_.integer("SELECT count(*) FROM " + table.rtree(field) +
                                                        " AS r WHERE r.id NOT IN (SELECT fid FROM " + from + ")");
        if (wrong + strays > 0)
          fault(report_.projections_agree, "tables: the spatial index of " + name + "." + column + " is wrong for " +
                                               std::to_string(wrong + strays) + " shapes");
      }
    }
  }

  /// What people said of findings stands in the log; what the check says of them is worked out anew at any time.
  void findings() {
    Statement found = connection_.prepare("SELECT id, state, reason FROM tilth_finding");
    std::size_t known = 0;
    while (found.step()) {
      const auto at = said_.find(std::string{found.blob(0)});
      known += at != said_.end() ? 1 : 0;
      const std::string state{found.text(1)}, reason{found.text(2)};
      const bool by_a_person = state == "waived" || state == "accepted";
      if (at == said_.end() ? by_a_person || !reason.empty()
                            : reason != at->second.second || (by_a_person && state != at->second.first) ||
                                  (at->second.first == "waived" && !by_a_person))
        fault(report_.projections_agree, "tables: what people said of a finding is not what the log says");
    }
    if (known != said_.size()) fault(report_.projections_agree, "tables: a finding that people spoke of is missing");
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
      if (!models_.has_lasted(row.integer(1), known->first, connection_)) continue;  // went with an earlier model
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
          auto carried = models_.carried(seq_from, known->first, name, json, connection_);
          if (carried) state[static_cast<std::size_t>(carried->field)] = std::move(carried->value);
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

  /// What is stored is what the log says; and, where the key is here, opens to what its name says.
  void attachments() {
    progress_.start("attachments checked", attached_.size());
    std::set<std::string> in_table;
    const bool sealed =
        connection_.integer("SELECT count(*) FROM sqlite_master WHERE name = 'tilth_attachment_seal'") > 0;
    Statement row = connection_.prepare(
        sealed
            ? "SELECT sha256, bytes, coalesce(s.expired, 0) FROM tilth_attachment LEFT JOIN tilth_attachment_seal AS "
              "s USING (sha256)"
            : "SELECT sha256, bytes, 0 FROM tilth_attachment");
    while (row.step()) {
      const std::string digest{row.text(0)};
      in_table.insert(digest);
      const auto known = attached_.find(digest);
      if (known == attached_.end())
        fault(report_.attachments_sound, "attachment " + digest + " is not in the log");
      else if (known->second.expired != (row.integer(2) != 0))
        fault(report_.attachments_sound, "attachment " + digest + " has not expired as the log says");
      else if (!known->second.expired && !is_whole(digest, row.integer(1), known->second.stored))
        fault(report_.attachments_sound, "attachment " + digest + " was changed");
      progress_.done(static_cast<std::uint64_t>(++report_.attachments));
    }
    for (const auto& [digest, kept] : attached_) {
      if (!in_table.contains(digest)) fault(report_.attachments_sound, "attachment " + digest + " is missing");
    }
    if (connection_.integer("SELECT count(*) FROM tilth_attachment_chunk WHERE sha256 NOT IN (SELECT sha256 FROM "
                            "tilth_attachment)") > 0)
      fault(report_.attachments_sound, "attachments: pieces that belong to none");
  }

  /// @param stored hash of the pieces as they lie in the file; empty when they are not encrypted
  bool is_whole(const std::string& digest, std::int64_t bytes, const std::string& stored) {
    Sha256Stream plain, as_stored;
    std::int64_t length = 0, number = 0;
    bool opens = true;
    Statement piece =
        connection_.prepare("SELECT number, bytes FROM tilth_attachment_chunk WHERE sha256 = ?1 ORDER BY number");
    piece.bind(1, digest);
    while (piece.step()) {
      if (piece.integer(0) != number++) return false;
      as_stored.add(piece.blob(1));
      const auto open = stored.empty() ? std::optional{std::string{piece.blob(1)}}
                                       : keys_.opened(Uuid::named(digest), piece.integer(0), piece.blob(1));
      opens = opens && open.has_value();
      if (!open) continue;
      plain.add(*open);
      length += static_cast<std::int64_t>(open->size());
    }
    if (!stored.empty() && hex(as_stored.finish()) != stored) return false;
    return !opens || (hex(plain.finish()) == digest && length == bytes);
  }

  Connection& connection_;
  const ModelHistory& models_;
  const TypeTables& tables_;
  KeyRing& keys_;
  Progress& progress_;
  std::map<std::string, std::unique_ptr<model::CompiledType>, std::less<>> compiled_;
  VerifyReport report_;
  std::map<std::string, std::pair<std::string, std::string>> said_;  ///< by finding: the last state and reason given
  struct Kept {
    bool expired;
    std::string stored;
  };
  std::vector<std::string> models_said_;  ///< hash of each model but the first, as the log says
  std::map<std::string, Kept> attached_;  ///< by digest: what the log says last
};

}  // namespace

VerifyReport verify_file(Connection& connection, const model::Model& model, const ModelHistory& models,
                         const TypeTables& tables, KeyRing& keys, Progress& progress) {
  return Verifying{connection, model, models, tables, keys, progress}.run();
}

VerifyReport StoreFile::verify(Progress& progress) const {
  const Lease reader{*this};
  return verify_file(*reader, *model_, *models_, tables_, *keys_, progress);
}

}  // namespace tilth::store::sqlite
