// SPDX-License-Identifier: Apache-2.0
// People in encrypted fields: found by a keyed blind index, forgotten by their key.
#include "base/fold.h"
#include "base/problem.h"
#include "store/sqlite/store_file.h"

#include <algorithm>
#include <set>

namespace tilth::store::sqlite {
namespace {

// A narrative's words would say too much about it, and nobody searches one by a word: 200 holds the longest names.
constexpr std::size_t kLongestSearchable = 200;

std::string_view bytes_of(const Uuid& id) { return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()}; }

/// The words of a text, folded, each once.
std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  const std::string folded = fold_name(text);
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    if (end > begin) words.insert(folded.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string field_key(const model::RecordType& type, const model::Field& field) { return type.name + "." + field.name; }

}  // namespace

void StoreFile::index_blindly(const model::RecordType& type, const model::Field& field, const Uuid& record,
                              std::optional<std::string_view> plain, bool had_one) {
  const std::string name = field_key(type, field);
  if (had_one) {
    writer_->prepare("DELETE FROM tilth_blind_index WHERE record = ?1 AND field = ?2")
        .bind_blob(1, bytes_of(record))
        .bind(2, name)
        .run();
  }
  if (!plain || plain->size() > kLongestSearchable) return;
  for (const std::string& word : words_of(*plain)) {
    writer_->prepare("INSERT OR IGNORE INTO tilth_blind_index VALUES (?1, ?2, ?3)")
        .bind(1, name)
        .bind_blob(2, keys_->blind(name, word))
        .bind_blob(3, bytes_of(record))
        .run();
  }
}

bool StoreFile::keys_are_missing() const {
  if (keys_->is_here()) return false;
  const Lease reader{*this};
  Statement row = reader->prepare(
      "SELECT EXISTS (SELECT 1 FROM tilth_blind_index) OR EXISTS (SELECT 1 FROM tilth_attachment_chunk)");
  return row.step() && row.integer(0) != 0;
}

std::vector<Uuid> StoreFile::find_encrypted(const Caller& caller, std::string_view type, std::string_view field,
                                            std::string_view text, std::size_t limit) const {
  const model::RecordType& of = *table_of(type).type;
  const model::Field* found = of.find(field);
  if (found == nullptr || !found->encrypted) throw Problem{"store.unknown_field", {{"type", type}, {"field", field}}};
  if (found->field_class > caller.highest_class || of.record_class > caller.highest_class)
    throw Problem{"store.hidden_field", {{"field", field}}};
  const std::set<std::string> words = words_of(text);
  std::vector<Uuid> records;
  if (words.empty()) return records;
  const std::string name = field_key(of, *found);
  std::vector<std::string> tokens;
  for (const std::string& word : words) tokens.push_back(keys_->blind(name, word));
  std::string sql = "SELECT record FROM tilth_blind_index AS b WHERE field = ?1 AND token = ?2";
  for (std::size_t i = 1; i < tokens.size(); ++i)
    sql += " AND EXISTS (SELECT 1 FROM tilth_blind_index WHERE field = ?1 AND record = b.record AND token = ?" +
           std::to_string(i + 2) + ")";
  const Lease reader{*this};
  Statement row = reader->prepare(sql + " ORDER BY record");
  row.bind(1, name);
  for (std::size_t i = 0; i < tokens.size(); ++i) row.bind_blob(static_cast<int>(i) + 2, tokens[i]);
  while (records.size() < limit && row.step()) {
    Uuid id;
    std::copy_n(row.blob(0).begin(), std::min<std::size_t>(16, row.blob(0).size()), id.bytes.begin());
    const auto record = find(caller, type, id, std::nullopt);
    if (record && !record->removed) records.push_back(id);
  }
  return records;
}

void StoreFile::erase_person(std::string_view type, const Uuid& record, const Batch& by) {
  Writing writing{*this};
  {
    Statement known = writer_->prepare("SELECT 1 FROM " + table_of(type).table + " WHERE id = ?1");
    known.bind_blob(1, bytes_of(record));
    if (!known.step()) throw Problem{"store.unknown_record", {{"type", type}, {"record", record.text()}}};
  }
  // The log says who forgot whom and when; what was forgotten it never held in the clear.
  const OpenBatch batch = start_batch(by);
  write_operation(batch, OperationKind::remove, record, "person_key", "{}", "{}");
  writer_->prepare("DELETE FROM tilth_blind_index WHERE record = ?1").bind_blob(1, bytes_of(record)).run();
  end_batch(batch);
  writing.commit();
  keys_->erase(record);  // the log has moved on: if this fails, the chain does not go back
}

}  // namespace tilth::store::sqlite
