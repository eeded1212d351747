// SPDX-License-Identifier: Apache-2.0
// Findings and their life, what the log notes beside records, settings.
#include "base/blank.h"
#include "base/problem.h"
#include "store/sqlite/store_file.h"

#include <set>

namespace tilth::store::sqlite {
namespace {

std::string_view bytes_of(const Uuid& id) { return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()}; }

}  // namespace

void StoreFile::save_findings(const std::vector<std::string>& rules, const std::vector<Finding>& findings) {
  Writing writing{*this};
  const std::int64_t now = Instant::now().unix_ms;
  std::set<std::string> seen;
  for (const Finding& finding : findings) {
    const Uuid id = finding.id();
    seen.insert(std::string{bytes_of(id)});
    Json records = Json::array();
    for (const Uuid& record : finding.records) records.push_back(record.text());
    // What a person said of it stays; one that had been mended and is back is open again.
    Statement row = writer_->prepare(
        "INSERT INTO tilth_finding VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'open', '', '', ?11, ?11) "
        "ON CONFLICT (id) DO UPDATE SET severity = ?3, lon = ?7, lat = ?8, message_values = ?9, repair = ?10, "
        "last_seen_ms = ?11, "
        "state = CASE state WHEN 'mended' THEN 'open' ELSE state END");
    row.bind_blob(1, bytes_of(id))
        .bind(2, finding.rule)
        .bind(3, text_of(finding.severity))
        .bind(4, finding.type)
        .bind(5, records.dump())
        .bind(6, finding.place);
    finding.lon ? row.bind(7, *finding.lon) : row.bind_null(7);
    finding.lat ? row.bind(8, *finding.lat) : row.bind_null(8);
    row.bind(9, finding.values.dump(-1, ' ', false, Json::error_handler_t::replace))
        .bind(10, finding.repair.dump(-1, ' ', false, Json::error_handler_t::replace))
        .bind(11, now)
        .run();
  }
  for (const std::string& rule : rules) {
    std::vector<std::string> gone;
    {
      Statement row =
          writer_->prepare("SELECT id FROM tilth_finding WHERE rule = ?1 AND state IN ('open', 'accepted')");
      row.bind(1, rule);
      while (row.step()) {
        if (!seen.contains(std::string{row.blob(0)})) gone.emplace_back(row.blob(0));
      }
    }
    for (const std::string& id : gone) {
      writer_->prepare("UPDATE tilth_finding SET state = 'mended', last_seen_ms = ?2 WHERE id = ?1")
          .bind_blob(1, id)
          .bind(2, now)
          .run();
    }
  }
  writing.commit();
}

std::vector<SavedFinding> StoreFile::findings() const {
  const Lease reader{*this};
  Statement row = reader->prepare(
      "SELECT id, rule, severity, type, records, place, lon, lat, message_values, repair, state, reason, settled_by, "
      "first_seen_ms, last_seen_ms FROM tilth_finding "
      "ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, rule, id");
  std::vector<SavedFinding> all;
  while (row.step()) {
    SavedFinding saved;
    std::copy_n(row.blob(0).begin(), std::min<std::size_t>(16, row.blob(0).size()), saved.id.bytes.begin());
    saved.finding.rule = row.text(1);
    saved.finding.severity = severity_from(row.text(2)).value_or(Severity::warning);
    saved.finding.type = row.text(3);
    for (const Json& record : Json::parse(row.text(4))) {
      if (const auto id = Uuid::parse(record.get<std::string>())) saved.finding.records.push_back(*id);
    }
    saved.finding.place = row.text(5);
    if (!row.is_null(6)) saved.finding.lon = row.real(6);
    if (!row.is_null(7)) saved.finding.lat = row.real(7);
    saved.finding.values = Json::parse(row.text(8));
    saved.finding.repair = Json::parse(row.text(9));
    saved.state = row.text(10);
    saved.reason = row.text(11);
    saved.by = row.text(12);
    saved.first_seen.unix_ms = row.integer(13);
    saved.last_seen.unix_ms = row.integer(14);
    all.push_back(std::move(saved));
  }
  return all;
}

void StoreFile::settle_finding(const Uuid& id, std::string_view state, std::string_view reason, const Batch& by) {
  if (state == "waived" && is_blank(reason)) throw Problem{"finding.reason_missing", {{"finding", id.text()}}};
  Writing writing{*this};
  std::string old;
  {
    Statement row = writer_->prepare("SELECT state FROM tilth_finding WHERE id = ?1");
    row.bind_blob(1, bytes_of(id));
    if (!row.step()) throw Problem{"finding.unknown", {{"finding", id.text()}}};
    old = row.text(0);
  }
  // A waiver is an operation: it stands in the log, under the chain, with who and why.
  const OpenBatch batch = start_batch(by);
  write_operation(batch, OperationKind::change, id, "finding", canonical_json({{"reason", reason}, {"state", state}}),
                  canonical_json({{"state", old}}));
  writer_->prepare("UPDATE tilth_finding SET state = ?2, reason = ?3, settled_by = ?4 WHERE id = ?1")
      .bind_blob(1, bytes_of(id))
      .bind(2, state)
      .bind(3, reason)
      .bind(4, by.author)
      .run();
  end_batch(batch);
  writing.commit();
}

void StoreFile::note(LoggedAct act, const Uuid& subject, const Json& entry, const Batch& by) {
  Writing writing{*this};
  const OpenBatch batch = start_batch(by);
  write_operation(batch, OperationKind::change, subject, text_of(act), canonical_json(entry),
                  canonical_json(Json::object()));
  end_batch(batch);
  writing.commit();
}

void StoreFile::put_setting(std::string_view name, const Json& value) {
  Writing writing{*this};
  writer_->prepare("INSERT OR REPLACE INTO tilth_setting VALUES (?1, ?2)").bind(1, name).bind(2, value.dump()).run();
  writing.commit();
}

std::optional<Json> StoreFile::setting(std::string_view name) const {
  const Lease reader{*this};
  Statement row = reader->prepare("SELECT value FROM tilth_setting WHERE name = ?1");
  row.bind(1, name);
  if (!row.step()) return std::nullopt;
  return Json::parse(row.text(0));
}

}  // namespace tilth::store::sqlite
