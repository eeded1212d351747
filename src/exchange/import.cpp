// SPDX-License-Identifier: Apache-2.0
#include "exchange/import.h"

#include "base/problem.h"
#include "base/sha256.h"
#include "exchange/occurrence_count.h"
#include "exchange/open_table.h"
#include "exchange/references.h"
#include "exchange/rejects_file.h"
#include "exchange/row_mapping.h"
#include "exchange/same_shape.h"
#include "exchange/staged_load.h"
#include "geo/codec.h"
#include "model/field_value.h"
#include "model/record_check.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <unordered_map>

namespace tilth::exchange {
namespace {

using store::Change;
using store::OperationKind;
using store::Value;

constexpr std::size_t kRowsBetweenSigns = 512;
constexpr std::size_t kMostNamesKept = 10'000;
constexpr std::int64_t kMostKeysInMemory = 4'000'000;  // beyond, records are found by the id that their key gives
constexpr double kMostOutside = 0.5;                   // of geometries; above, the coordinate system is another one

std::string file_hash(const std::filesystem::path& file, Progress& progress) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw Problem{"import.unreadable", {{"file", file.filename().string()}, {"reason", "it cannot be opened"}}};
  Sha256Stream hash;
  std::string piece(1U << 20, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
    hash.add({piece.data(), static_cast<std::size_t>(in.gcount())});
    if (progress.cancelled()) throw Problem{"job.cancelled"};
  }
  return hex(hash.finish());
}

std::uint64_t first_word(const Sha256& hash) {
  std::uint64_t word = 0;
  std::memcpy(&word, hash.data(), sizeof word);
  return word;
}

/// The records of the type that are there, found by id or by key.
class Existing {
 public:
  Existing(const store::Store& store, const model::RecordType& type, const std::vector<int>& key_fields)
      : store_(store), type_(type), by_key_(!key_fields.empty()) {
    store::Query all{.type = type.name, .with_removed = true};
    const std::int64_t count = store.count({}, all);
    if (count == 0) {
      known_ = true;
      return;
    }
    if (count > kMostKeysInMemory) return;
    known_ = true;
    for (const int field : key_fields) all.fields.push_back(type.fields[static_cast<std::size_t>(field)].name);
    if (key_fields.empty()) all.fields = {type.fields.front().name};
    store.each({}, all, [&](const store::Record& record) {
      ids_.emplace(record.id, record.removed);
      if (by_key_ && !record.removed) {
        std::string key;
        for (const int field : key_fields) key += key_text(record.values[static_cast<std::size_t>(field)]) + '\x1f';
        keys_.emplace(first_word(tilth::sha256(key)), record.id);
      }
      return true;
    });
  }

  struct Found {
    bool there = false, removed = false;
    Uuid id;
  };
  /// @param key as keys are joined here, empty without one
  [[nodiscard]] Found find(const std::string& key, const Uuid& named) const {
    if (known_) {
      if (by_key_) {
        const auto by_key = keys_.find(first_word(tilth::sha256(key)));
        if (by_key != keys_.end()) return {true, false, by_key->second};
      }
      const auto by_id = ids_.find(named);
      // A keyed record whose key people have changed keeps its id; the row is then its old key's.
      return by_id == ids_.end() ? Found{false, false, named} : Found{true, by_id->second, named};
    }
    const auto record = store_.find({}, type_.name, named);
    return {record.has_value(), record && record->removed, named};
  }

 private:
  const store::Store& store_;
  const model::RecordType& type_;
  bool by_key_, known_ = false;
  std::unordered_map<Uuid, bool> ids_;
  std::unordered_map<std::uint64_t, Uuid> keys_;
};

class Import {
 public:
  Import(store::Store& store, const ImportRequest& request, Progress& progress)
      : store_(store),
        request_(request),
        profile_(request.profile),
        progress_(progress),
        model_(store.model()),
        type_(record_type()),
        check_(*model_, type_),
        references_(store, profile_.ids),
        rejects_(request.rejects) {}

  ImportReport run() {
    report_.file = request_.file.filename().string();
    report_.profile = profile_.name;
    report_.type = type_.name;
    report_.dry_run = request_.dry_run;
    const auto reader = open_table(request_.file, profile_.read, progress_);
    report_.sha256 = file_hash(request_.file, progress_);
    if (const auto before = store_.setting("import/" + profile_.name + "/" + report_.sha256)) {
      report_.imported_before = before->value("at", "");
    }
    load_places();
    RowMapping mapping{profile_, programme(), reader->header()};
    report_.unused_columns = mapping.unused_columns();
    key_fields_ = mapping.key_fields();
    occurrence_field_ = occurrence_field();
    existing_ = std::make_unique<Existing>(store_, type_, key_fields_);
    batch_ = request_.batch;
    batch_.reason =
        batch_.reason.empty() ? "import of " + report_.file + " by profile " + profile_.name : batch_.reason;
    batch_.extra["file"] = report_.file;
    batch_.extra["sha256"] = report_.sha256;
    batch_.extra["profile"] = profile_.name;

    progress_.start("reading " + report_.file, reader->progress_total());
    SourceRow row;
    MappedRow mapped;
    while (reader->next(row)) {
      if (++report_.rows % kRowsBetweenSigns == 0) {
        progress_.done(reader->progress_done());
        if (progress_.cancelled()) throw Problem{"job.cancelled"};
      }
      mapping.map(row, mapped);
      take(mapped);
    }
    progress_.done(reader->progress_total());
    refuse_if_outside();
    refuse_if_rejected();
    finish();
    return std::move(report_);
  }

 private:
  const model::RecordType& record_type() const {
    const model::RecordType* type = model_->find_type(profile_.type);
    if (type != nullptr) return *type;
    throw Problem{"import.profile_unfit",
                  {{"file", request_.file.filename().string()},
                   {"reason", "the model has no record type '" + profile_.type + "'"}}};
  }

  int occurrence_field() const {
    if (profile_.occurrence_in.empty()) return -1;
    const int field = type_.index_of(profile_.occurrence_in);
    if (field >= 0 && key_fields_.empty() &&
        type_.fields[static_cast<std::size_t>(field)].kind == model::FieldKind::integer)
      return field;
    throw Problem{"import.profile_unfit",
                  {{"file", report_.file},
                   {"reason", "occurrence_in: '" + profile_.occurrence_in + "' is no whole number of " + type_.name +
                                  ", or the profile has a key"}}};
  }

  void load_places() {
    if (!profile_.place) return;
    const std::string name = profile_.place->field.empty() ? type_.place_field : profile_.place->field;
    const model::Field* field = type_.find(name);
    if (field == nullptr || field->kind != model::FieldKind::reference) {
      throw Problem{"import.profile_unfit",
                    {{"file", report_.file}, {"reason", type_.name + " has no reference to a place ('" + name + "')"}}};
    }
    const model::RecordType* places = model_->find_type(field->refers_to);
    places_ = std::make_unique<PlaceIndex>(PlaceIndex::load(store_, *places, *profile_.place), *profile_.place);
  }

  Programme programme() {
    Programme known{.model = *model_, .type = type_, .places = places_.get(), .references = &references_};
    known.today = Instant::now().date();
    known.file = report_.file;
    // The programme's own word, else what its places cover, with a margin of 0.2 degrees for seas and borders.
    if (const auto box = store_.setting("country_box"); box && box->is_array() && box->size() == 4) {
      known.country_box = geo::Box{(*box)[0], (*box)[1], (*box)[2], (*box)[3]};
    } else if (places_ && !places_->box().empty()) {
      const geo::Box& around = places_->box();
      known.country_box = geo::Box{around.west - 0.2, around.south - 0.2, around.east + 0.2, around.north + 0.2};
    }
    return known;
  }

  void take(MappedRow& mapped) {
    if (!mapped.wanted) {
      ++report_.left_out;
      return;
    }
    if (mapped.faults.empty()) identify(mapped);
    if (occurrence_field_ >= 0)
      mapped.set.emplace_back(occurrence_field_, Value{static_cast<std::int64_t>(occurrence_)});
    if (mapped.faults.empty() && !found_.there) {
      values_.assign(type_.fields.size(), Value{});
      check(mapped);
    }
    count(mapped);
    if (!mapped.faults.empty()) {
      reject(mapped);
      return;
    }
    if (repeated_key_) {
      ++report_.repeated_keys;
      return;
    }
    if (!found_.there) {
      if (!profile_.create_new) {
        ++report_.without_record;
        return;
      }
      ++report_.created;
      write_made();
      if (occurrence_ > 1) ++report_.repeated;
      Change change;
      change.kind = OperationKind::create;
      change.record = found_.id;
      change.type = type_.name;
      for (auto& entry : mapped.set) {
        if (!entry.second.is_null()) change.set.push_back(std::move(entry));
      }
      write(std::move(change));
      return;
    }
    if (occurrence_ > 1) ++report_.repeated;
    if (found_.removed) {
      ++report_.removed_here;
    } else if (key_fields_.empty()) {
      ++report_.unchanged;  // its id is its content
    } else {
      update(mapped);
    }
  }

  void identify(MappedRow& mapped) {
    repeated_key_ = false;
    occurrence_ = 1;
    if (key_fields_.empty()) {
      const Sha256 hash = tilth::sha256(mapped.content);
      occurrence_ = contents_.next(first_word(hash));
      const std::string name = profile_.ids + "\n" + type_.name + "\n" + hex(hash) + "\n" + std::to_string(occurrence_);
      found_ = existing_->find({}, Uuid::named(name));
      return;
    }
    std::string key;
    for (const std::string& part : mapped.key) key += part + '\x1f';
    const std::uint32_t times = keys_.next(first_word(tilth::sha256(key)));
    std::string content = key;
    for (const auto& [field, value] : mapped.set) {
      const auto* shape = std::get_if<geo::GeometryPtr>(&value);
      content += shape != nullptr && *shape ? geo::to_wkb(**shape) : key_text(value);
      content += '\x1f';
    }
    const std::uint32_t times_alike = contents_.next(first_word(tilth::sha256(content)));
    repeated_key_ = times > 1;
    if (times != times_alike) {
      std::string shown;
      for (const std::string& part : mapped.key) shown += (shown.empty() ? "" : ", ") + part;
      mapped.faults.push_back({"key.repeated", mapped.number, {}, shown});
      return;
    }
    found_ = existing_->find(key, Uuid::named(profile_.ids + "\n" + type_.name + "\n" + key));
  }

  /// The rules of the model on `values_` with the row's own values laid over them. Errors are the row's faults, but for
  /// what a record lacks: that keeps it from being approved, not from being recorded.
  void check(MappedRow& mapped) {
    for (const auto& [field, value] : mapped.set) {
      if (!value.is_null()) values_[static_cast<std::size_t>(field)] = value;
    }
    check_.compute(values_);
    for (const Finding& finding : check_.check(found_.id, values_, model::Alone{})) {
      if (finding.severity == Severity::note) continue;
      const bool missing = finding.rule == "field.required";
      if (finding.severity == Severity::warning || missing || !profile_.rules_reject) {
        ++report_.warnings[missing ? finding.rule + " " + finding.place : finding.rule];
        continue;
      }
      const auto rule = std::find_if(type_.rules.begin(), type_.rules.end(),
                                     [&](const model::Rule& known) { return known.id == finding.rule; });
      Json words{{"reason", finding.rule + " " + finding.place}, {"mend", "Mend the row"}};
      if (rule != type_.rules.end()) {
        words["reason"] = filled(rule->message.en(), finding.values);
        if (!rule->hint.empty()) words["mend"] = rule->hint.en();
        words["rule"] = rule->id;
      }
      mapped.faults.push_back({"rule.broken", mapped.number, finding.place, {}, words});
    }
  }

  void count(const MappedRow& mapped) {
    if (mapped.has_geometry) ++report_.with_geometry;
    if (mapped.outside_country) ++report_.outside_country;
    if (mapped.formula_taken) ++report_.formulas_taken;
    if (mapped.area_in_degrees) ++report_.warnings["areas in square degrees, left out"];
    if (!profile_.place) return;
    ++report_.placed[mapped.placed_by];
    if (mapped.point_lies == PointLies::elsewhere) ++report_.point_elsewhere;
    if (mapped.otherwise_named) ++report_.point_otherwise_named;
    if (mapped.point_lies == PointLies::outside_all) ++report_.point_outside_all;
    if (mapped.placed_by == PlacedBy::nothing || mapped.placed_by == PlacedBy::point) {
      if (report_.unplaced.size() < kMostNamesKept || report_.unplaced.contains(mapped.place_named)) {
        ++report_.unplaced[mapped.place_named];
      }
    }
  }

  void reject(const MappedRow& mapped) {
    ++report_.rejected;
    if (!report_.first_fault) report_.first_fault = mapped.faults.front();
    if (!request_.rejects.empty()) {
      for (const RowFault& fault : mapped.faults) rejects_.add(fault);
    }
    if (!request_.partial) load_.reset();  // nothing will be written; what is staged only takes room
    references_.take_made();
  }

  void update(MappedRow& mapped) {
    const auto record = store_.find({}, type_.name, found_.id);
    if (!record)
      throw Problem{"import.unreadable", {{"file", report_.file}, {"reason", "a record went away meanwhile"}}};
    Change change;
    change.record = found_.id;
    change.type = type_.name;
    change.seen_seq = record->seq;
    for (auto& [field, value] : mapped.set) {
      const Value& there = record->values[static_cast<std::size_t>(field)];
      if (value.is_null() || same_value(there, value)) continue;  // an empty cell does not take away what is known
      change.set.emplace_back(field, std::move(value));
    }
    drop_corrected(change);
    if (change.set.empty()) {
      ++report_.unchanged;
      references_.take_made();
      return;
    }
    values_ = record->values;
    MappedRow changes;
    changes.number = mapped.number;
    changes.set = change.set;
    check(changes);
    if (!changes.faults.empty()) {
      mapped.faults = std::move(changes.faults);
      reject(mapped);
      return;
    }
    ++report_.changed;
    write_made();
    write(std::move(change));
  }

  static bool same_value(const Value& there, const Value& value) {
    const auto* before = std::get_if<geo::GeometryPtr>(&there);
    const auto* now = std::get_if<geo::GeometryPtr>(&value);
    if (before != nullptr && now != nullptr && *before && *now) return same_shape(**before, **now);
    return cql2::same(there, value);
  }

  /// A value that people changed after the source gave it, and that the source gives again, is left as people have it.
  void drop_corrected(Change& change) {
    if (change.set.empty()) return;
    std::map<std::string, std::string> given;  // field -> what this source gave last
    std::map<std::string, bool> by_source;     // field -> whether the last change was the source's
    for (const store::Operation& operation : store_.history({}, change.record)) {
      const bool ours = operation.context.extra.value("profile", "") == profile_.name;
      for (const auto& [field, value] : operation.after.items()) {
        by_source[field] = ours;
        if (ours) given[field] = value.dump();
      }
    }
    std::erase_if(change.set, [&](const auto& entry) {
      const std::string& field = type_.fields[static_cast<std::size_t>(entry.first)].name;
      const auto last = by_source.find(field);
      if (last == by_source.end() || last->second) return false;
      const auto gave = given.find(field);
      if (gave == given.end() ||
          gave->second !=
              model::value_to_json(type_.fields[static_cast<std::size_t>(entry.first)], entry.second).dump())
        return false;
      ++report_.kept_corrections;
      return true;
    });
  }

  [[nodiscard]] bool writes() const { return !request_.dry_run && (request_.partial || report_.rejected == 0); }

  void write_made() {
    for (Change& made : references_.take_made()) {
      ++report_.referred_created;
      write(std::move(made));
    }
  }

  void write(Change change) {
    if (!writes()) return;
    if (!load_)
      load_ = std::make_unique<StagedLoad>(
          store_, batch_, request_.others_write ? StagedLoad::Staging::apart : StagedLoad::Staging::together);
    load_->add(std::move(change));
  }

  void refuse_if_outside() const {
    if (report_.with_geometry == 0 ||
        static_cast<double>(report_.outside_country) <= kMostOutside * static_cast<double>(report_.with_geometry))
      return;
    throw Problem{"import.outside_country", {{"count", report_.outside_country}, {"total", report_.with_geometry}}};
  }

  void refuse_if_rejected() {
    if (report_.rejected == 0) return;
    if (!request_.rejects.empty()) rejects_.finish();
    if (request_.partial || request_.dry_run) return;
    const RowFault& first = *report_.first_fault;
    throw Problem{"import.rejected",
                  {{"count", report_.rejected},
                   {"total", report_.rows},
                   {"row", first.row},
                   {"column", first.column.empty() ? std::string{"the row"} : "column " + first.column},
                   {"value", first.value},
                   {"code", first.code},
                   {"reason", first.reason()},
                   {"mend", first.mend()},
                   {"rejects", request_.rejects.empty() ? std::string{"no file"} : request_.rejects.string()}}};
  }

  void finish() {
    if (request_.dry_run || !load_) return;
    progress_.start("writing " + std::to_string(report_.created + report_.changed) + " records", 0);
    std::error_code error;
    const auto bytes = std::filesystem::file_size(request_.file, error);
    report_.original_kept =
        request_.keep_original && !error && bytes <= static_cast<std::uintmax_t>(store::kLargestAttachment);
    if (report_.original_kept) load_->attach(request_.file, "application/octet-stream");
    report_.last_seq = load_->commit(progress_);
    load_.reset();
    store_.put_setting("import/" + profile_.name + "/" + report_.sha256, {{"at", Instant::now().text()},
                                                                          {"file", report_.file},
                                                                          {"created", report_.created},
                                                                          {"changed", report_.changed}});
    store_.put_setting("profile/" + profile_.name, profile_.text);
  }

  store::Store& store_;
  const ImportRequest& request_;
  const MappingProfile& profile_;
  Progress& progress_;
  std::shared_ptr<const model::Model> model_;
  const model::RecordType& type_;
  model::CompiledType check_;
  References references_;
  RejectsFile rejects_;
  std::unique_ptr<PlaceIndex> places_;
  std::unique_ptr<Existing> existing_;
  std::unique_ptr<StagedLoad> load_;
  store::Batch batch_;
  std::vector<int> key_fields_;
  int occurrence_field_ = -1;
  OccurrenceCount keys_, contents_;
  Existing::Found found_;
  std::uint32_t occurrence_ = 1;
  bool repeated_key_ = false;
  std::vector<Value> values_;  // of the record being checked
  ImportReport report_;
};

}  // namespace

Json ImportReport::json() const {
  Json by = Json::object();
  for (const auto& [way, count] : placed) by[std::string{text_of(way)}] = count;
  Json out{{"file", file},
           {"sha256", sha256},
           {"profile", profile},
           {"type", type},
           {"dry_run", dry_run},
           {"rows", rows},
           {"left_out", left_out},
           {"created", created},
           {"changed", changed},
           {"unchanged", unchanged},
           {"rejected", rejected},
           {"repeated", repeated},
           {"repeated_keys", repeated_keys},
           {"without_record", without_record},
           {"removed_here", removed_here},
           {"kept_corrections", kept_corrections},
           {"referred_created", referred_created},
           {"with_geometry", with_geometry},
           {"outside_country", outside_country},
           {"placed_by", by},
           {"point_elsewhere", point_elsewhere},
           {"point_otherwise_named", point_otherwise_named},
           {"point_outside_all", point_outside_all},
           {"unplaced", unplaced},
           {"formulas_taken", formulas_taken},
           {"warnings", warnings},
           {"unused_columns", unused_columns},
           {"original_kept", original_kept},
           {"last_seq", last_seq}};
  if (imported_before) out["imported_before"] = *imported_before;
  if (first_fault) {
    out["first_rejected"] = {{"row", first_fault->row},         {"column", first_fault->column},
                             {"value", first_fault->value},     {"code", first_fault->code},
                             {"reason", first_fault->reason()}, {"mend", first_fault->mend()}};
  }
  return out;
}

ImportReport import_file(store::Store& store, const ImportRequest& request, Progress& progress) {
  return Import{store, request, progress}.run();
}

}  // namespace tilth::exchange
