// SPDX-License-Identifier: Apache-2.0
// A programme's model becomes another: its tables follow, in one transaction.
#include "base/blank.h"
#include "base/problem.h"
#include "model/carried_value.h"
#include "store/sqlite/spatial_load.h"
#include "store/sqlite/store_file.h"

#include <algorithm>

namespace tilth::store::sqlite {
namespace {

using model::Field;
using model::Model;
using model::RecordType;

bool same_formula(const Field& before, const Field& after) {
  return before.computed.has_value() == after.computed.has_value() &&
         (!before.computed || cql2::to_text(*before.computed) == cql2::to_text(*after.computed));
}

/// Whether the rows of a type lie in the file as the other model wants them.
bool lies_as_is(const RecordType& before, const RecordType& after, const Model& model) {
  if (before.fields.size() != after.fields.size() || before.geometry_field != after.geometry_field) return false;
  return std::all_of(before.fields.begin(), before.fields.end(), [&](const Field& old) {
    const Field* now = after.find(old.name);
    return now != nullptr && same_formula(old, *now) && model::carries_as_is(old, *now, model.find_codes(now->codes));
  });
}

/// Moves the rows of one type into tables of its other form.
class Rebuild {
 public:
  Rebuild(Connection& writer, const RecordType& before, const RecordType& after, const Model& model, Progress& progress)
      : writer_(writer),
        set_aside_(before),
        after_(after),
        model_(model),
        compiled_(model, after),
        next_(model::successors(before.fields, after.fields)),
        progress_(progress) {
    set_aside_.name = "tilth_before_" + before.name;
  }

  void run(const TypeTable& before) {
    const TypeTable from{set_aside_}, to{after_};
    put_aside(writer_, before, from);
    create_type_tables(writer_, to);
    drop_triggers(writer_, to);
    progress_.start("records rebuilt",
                    static_cast<std::uint64_t>(writer_.integer("SELECT count(*) FROM " + from.table) +
                                               writer_.integer("SELECT count(*) FROM " + from.history)));
    SpatialLoad shapes{writer_};
    states(from, to, shapes);
    earlier_states(from, to);
    shapes.finish(progress_);
    for (const std::string& table : names(from)) writer_.run("DROP TABLE " + table);
    create_triggers(writer_, to);
    refresh_contents(writer_, to);
  }

 private:
  static std::vector<std::string> names(const TypeTable& table) {
    std::vector<std::string> all{table.table, table.history};
    for (const int field : table.side_shapes) all.push_back(table.side_table(field));
    return all;
  }

  void tick() {
    if ((++so_far_ & 0x3ff) != 0) return;
    progress_.done(so_far_);
    if (progress_.cancelled()) throw Problem{"job.cancelled"};
  }

  /// Into its place among the values of now. What has none was looked at before: no living record says it.
  void carry(const Statement& row, int column, int index, std::vector<Value>& values) const {
    const int to = next_[static_cast<std::size_t>(index)];
    if (to < 0) return;
    const Field& before = set_aside_.fields[static_cast<std::size_t>(index)];
    const Field& after = after_.fields[static_cast<std::size_t>(to)];
    if (before.computed) return;  // worked out anew, or entered by people from now on
    const Value value = read_value(row, column, before);
    auto now = model::carried(before, after, model_.find_codes(after.codes), value);
    if (!now) throw std::logic_error("a value of " + before.name + " does not fit its field's other form");
    values[static_cast<std::size_t>(to)] = std::move(*now);
  }

  void states(const TypeTable& from, const TypeTable& to, SpatialLoad& shapes) {
    std::string select = "SELECT t.fid, t.id, t.seq_from, t.removed", joins;
    std::vector<int> fields = from.columns;
    for (const int field : from.columns)
      select += ", t." + in_quotes(set_aside_.fields[static_cast<std::size_t>(field)].name);
    for (const int field : from.side_shapes) {
      const std::string alias = "g" + std::to_string(field);
      select += ", " + alias + ".geom";
      joins += " LEFT JOIN " + from.side_table(field) + " AS " + alias + " ON " + alias + ".fid = t.fid";
      fields.push_back(field);
    }
    Statement row = writer_.prepare(select + " FROM " + from.table + " AS t" + joins + " ORDER BY t.fid");
    Statement put = writer_.prepare(to.insert);
    while (row.step()) {
      std::vector<Value> values(after_.fields.size());
      for (std::size_t i = 0; i < fields.size(); ++i) carry(row, static_cast<int>(i) + 4, fields[i], values);
      compiled_.compute(values);
      put.bind_blob(1, row.blob(1)).bind(2, row.integer(2)).bind(3, row.integer(3));
      for (std::size_t i = 0; i < to.columns.size(); ++i) {
        const auto index = static_cast<std::size_t>(to.columns[i]);
        bind_value(put, static_cast<int>(i) + 4, after_.fields[index], values[index]);
      }
      put.run();
      const std::int64_t fid = sqlite3_last_insert_rowid(writer_.get());
      for (const int field : to.side_shapes) {
        const Value& shape = values[static_cast<std::size_t>(field)];
        if (shape.is_null()) continue;
        Statement side = writer_.prepare("INSERT INTO " + to.side_table(field) + " (fid, geom) VALUES (?1, ?2)");
        side.bind(1, fid);
        bind_value(side, 2, after_.fields[static_cast<std::size_t>(field)], shape);
        side.run();
      }
      shapes.add(to, fid, values);
      tick();
    }
  }

  void earlier_states(const TypeTable& from, const TypeTable& to) {
    std::string select = "SELECT id, seq_from, seq_to, removed";
    for (const Field& field : set_aside_.fields) select += ", " + in_quotes(field.name);
    Statement row = writer_.prepare(select + " FROM " + from.history + " ORDER BY fid");
    Statement put = writer_.prepare(to.keep);
    while (row.step()) {
      std::vector<Value> values(after_.fields.size());
      for (std::size_t i = 0; i < set_aside_.fields.size(); ++i)
        carry(row, static_cast<int>(i) + 4, static_cast<int>(i), values);
      compiled_.compute(values);
      put.bind_blob(1, row.blob(0)).bind(2, row.integer(1)).bind(3, row.integer(2)).bind(4, row.integer(3));
      for (std::size_t i = 0; i < values.size(); ++i)
        bind_value(put, static_cast<int>(i) + 5, after_.fields[i], values[i]);
      put.run();
      tick();
    }
  }

  Connection& writer_;
  RecordType set_aside_;  ///< the type as it was, under the name of its tables on their way out
  const RecordType& after_;
  const Model& model_;
  model::CompiledType compiled_;
  std::vector<int> next_;
  Progress& progress_;
  std::uint64_t so_far_ = 0;
};

Json described(const Model& model) {
  return {{"hash", hex(model.hash)}, {"name", model.name}, {"version", model.version}};
}

/// The first of what stands in the way, and how much there is.
void require_nothing_lost(const std::vector<ModelEffect>& effects) {
  const auto count = std::count_if(effects.begin(), effects.end(), [](const auto& one) { return one.refused(); });
  if (count == 0) return;
  const ModelEffect& first =
      *std::find_if(effects.begin(), effects.end(), [](const auto& one) { return one.refused(); });
  std::string examples;
  for (const std::string& one : first.examples) examples += (examples.empty() ? "" : ", ") + one;
  throw Problem{"model.loses_data",
                {{"count", count},
                 {"what", first.difference.what},
                 {"name", first.difference.name},
                 {"change", std::string{model::text_of(first.difference.kind)}},
                 {"records", first.records.value_or(0)},
                 {"earlier", first.earlier},
                 {"examples", examples}}};
}

}  // namespace

std::vector<ModelEffect> StoreFile::model_effects(const Model& after) const {
  const Lease reader{*this};
  return effects_of(*reader, *model_, tables_, after);
}

std::vector<ModelEffect> StoreFile::change_model(const Model& after, const Batch& by, Progress& progress) {
  require_writer();
  if (is_blank(by.reason)) throw Problem{"model.no_reason"};
  if (after.hash == model_->hash) return {};
  Writing writing{*this};
  std::vector<ModelEffect> effects = effects_of(*writer_, *model_, tables_, after);
  require_nothing_lost(effects);
  const OpenBatch batch = start_batch(by);
  Json now = described(after);
  now["number"] = models_->number() + 1;
  write_operation(batch, OperationKind::change, model_record(), kModelType, canonical_json(now),
                  canonical_json(described(*model_)));
  writer_->prepare("INSERT INTO tilth_model (number, since, hash, sources) VALUES (?1, ?2, ?3, ?4)")
      .bind(1, models_->number() + 1)
      .bind(2, Instant::now().text())
      .bind(3, hex(after.hash))
      .bind(4, canonical_json(after.sources))
      .run();
  for (const auto& [name, table] : tables_) {
    const RecordType* then = after.find_type(name);
    if (then == nullptr) {
      drop_type_tables(*writer_, table);
      writer_->prepare("UPDATE tilth_finding SET state = 'mended' WHERE type = ?1 AND state IN ('open', 'accepted')")
          .bind(1, name)
          .run();
    } else if (!lies_as_is(*table.type, *then, after)) {
      Rebuild{*writer_, *table.type, *then, after, progress}.run(table);
    } else if (then->title.en() != table.type->title.en()) {
      describe_contents(*writer_, TypeTable{*then});
    }
    index_blindly_anew(*table.type, then);
  }
  for (const RecordType& type : after.types)
    if (!tables_.contains(type.name)) create_type_tables(*writer_, TypeTable{type});
  for (const ModelEffect& effect : effects) {
    if (effect.kind != ModelEffect::Kind::findings_end) continue;
    writer_->prepare("UPDATE tilth_finding SET state = 'mended' WHERE rule = ?1 AND state IN ('open', 'accepted')")
        .bind(1, effect.difference.name)
        .run();
  }
  end_batch(batch);
  writing.commit();
  return effects;
}

/// Encrypted fields that have another name are searched for under it; those that went under none.
void StoreFile::index_blindly_anew(const RecordType& before, const RecordType* after) {
  const std::vector<int> next =
      after == nullptr ? std::vector<int>(before.fields.size(), -1) : model::successors(before.fields, after->fields);
  for (std::size_t i = 0; i < before.fields.size(); ++i) {
    const Field& old = before.fields[i];
    const Field* now = next[i] < 0 ? nullptr : &after->fields[static_cast<std::size_t>(next[i])];
    if (!old.encrypted || (now != nullptr && now->name == old.name)) continue;
    writer_->prepare("DELETE FROM tilth_blind_index WHERE field = ?1").bind(1, before.name + "." + old.name).run();
    if (now == nullptr) continue;
    Statement row = writer_->prepare("SELECT id, " + in_quotes(now->name) + " FROM " + in_quotes(after->name) +
                                     " WHERE " + in_quotes(now->name) + " IS NOT NULL");
    while (row.step()) {
      Uuid id;
      std::copy_n(row.blob(0).begin(), std::min<std::size_t>(16, row.blob(0).size()), id.bytes.begin());
      if (const auto plain = keys_->decrypted(id, row.text(1))) index_blindly(*after, *now, id, *plain, false);
    }
  }
}

std::vector<ModelEffect> model_effects(const std::filesystem::path& file, const Model& after) {
  return StoreFile{file, Mode::read_only}.model_effects(after);
}

std::vector<ModelEffect> change_model(const std::filesystem::path& file, const Model& after, const Batch& by,
                                      Progress& progress) {
  return StoreFile{file, Mode::read_write}.change_model(after, by, progress);
}

}  // namespace tilth::store::sqlite
