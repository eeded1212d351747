// SPDX-License-Identifier: Apache-2.0
#include "exchange/export.h"

#include "base/hxl_tag.h"
#include "base/problem.h"
#include "exchange/frames.h"
#include "exchange/open_table.h"
#include "exchange/row_mapping.h"
#include "geo/codec.h"
#include "model/hxl_tags.h"

#include <unistd.h>

#include <algorithm>
#include <unordered_map>

namespace tilth::exchange {
namespace {

using model::FieldKind;

constexpr std::size_t kSendBytes = 1U << 18;
constexpr std::uint64_t kRowsBetweenSigns = 512;
constexpr const char* kIdTag = "#meta+id";
constexpr std::int64_t kMostLabels = 1'000'000;  // of one record type that others refer to

using Labels = std::unordered_map<std::string, std::string>;

struct Column {
  int field = -1;  // -1: the record's id
  const Labels* labels = nullptr;
  int consent = -1;              // the field that must name the recipient
  const Labels* seen = nullptr;  // of a reference to a type whose rows are narrowed: the ids that the caller sees
};

const char* column_type(const model::Field& field) {
  if (field.many) return "text";
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::money:
      return "integer";
    case FieldKind::decimal:
    case FieldKind::area:
    case FieldKind::length:
      return "number";
    case FieldKind::date:
      return "date";
    case FieldKind::boolean:
      return "boolean";
    default:
      return "text";
  }
}

std::string format_by_name(const ExportRequest& request) {
  std::string format = request.format.empty() ? request.file.extension().string() : request.format;
  if (!format.empty() && format[0] == '.') format.erase(0, 1);
  std::transform(format.begin(), format.end(), format.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (format == "json") format = "geojson";
  for (const char* known : {"gpkg", "geojson", "csv", "xlsx", "kml"}) {
    if (format == known) return format;
  }
  throw Problem{"export.unknown_format", {{"format", format.empty() ? request.file.filename().string() : format}}};
}

class Export {
 public:
  Export(const store::Store& store, const ExportRequest& request, Progress& progress)
      : store_(store),
        request_(request),
        progress_(progress),
        model_(store.model()),
        format_(format_by_name(request)),
        growing_(growing_file()) {}

  ~Export() {
    std::error_code error;
    std::filesystem::remove(growing_, error);
  }
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  ExportReport run() {
    const std::vector<const model::RecordType*> types = wanted_types();
    if (types.size() != 1 && (format_ == "csv" || format_ == "geojson"))
      throw Problem{"export.one_table_only", {{"format", format_}}};
    if (request_.hxl) tags_ = tags_for(types);
    worker_ =
        std::make_unique<FormatWorker>(request_.worker.empty() ? worker_beside_program() : request_.worker,
                                       std::vector<std::string>{"write", format_, growing_.string()}, request_.limits);
    for (const model::RecordType* type : types) send(*type);
    append_frame(out_, 'E', "{}");
    flush();
    worker_->close_input();
    hear_answer();
    std::error_code error;
    std::filesystem::rename(growing_, request_.file, error);
    if (error)
      throw Problem{"export.unwritable", {{"file", request_.file.filename().string()}, {"reason", error.message()}}};
    return std::move(report_);
  }

 private:
  /// Beside the file, with its ending (the writers of formats look at it), hidden, of this process alone.
  std::filesystem::path growing_file() const {
    return std::filesystem::absolute(request_.file).parent_path() /
           (".tilth-export-" + std::to_string(getpid()) + "." + format_);
  }

  [[nodiscard]] store::Query query_of(const model::RecordType& type) const {
    return {.type = type.name, .where = request_.where, .sort = request_.sort, .known_at = request_.known_at};
  }

  /// Field indices in the order of the columns; the main geometry where the format draws it or it was asked for.
  [[nodiscard]] std::vector<std::size_t> wanted_fields(const model::RecordType& type) const {
    std::vector<std::size_t> wanted;
    for (const std::string& name : request_.fields) {
      if (const int index = type.index_of(name); index >= 0) wanted.push_back(static_cast<std::size_t>(index));
    }
    if (request_.fields.empty()) {
      for (std::size_t i = 0; i < type.fields.size(); ++i) wanted.push_back(i);
    } else if (const int shape = type.geometry_field.empty() ? -1 : type.index_of(type.geometry_field);
               shape >= 0 && format_ != "csv" && format_ != "xlsx" &&
               std::find(wanted.begin(), wanted.end(), static_cast<std::size_t>(shape)) == wanted.end()) {
      wanted.push_back(static_cast<std::size_t>(shape));
    }
    return wanted;
  }

  std::vector<const model::RecordType*> wanted_types() const {
    std::vector<const model::RecordType*> types;
    for (const std::string& name : request_.types) {
      const model::RecordType* type = model_->find_type(name);
      if (type == nullptr) throw Problem{"export.unknown_type", {{"type", name}}};
      types.push_back(type);
    }
    if (!types.empty()) return types;
    for (const model::RecordType& type : model_->types) {
      if (type.record_class <= request_.caller.highest_class &&
          store_.count(request_.caller, {.type = type.name, .known_at = request_.known_at}) > 0) {
        types.push_back(&type);
      }
    }
    if (types.empty()) throw Problem{"export.nothing"};
    return types;
  }

  /// @throws Problem where there is no row to write them in, or the model has none
  [[nodiscard]] model::HxlTags tags_for(const std::vector<const model::RecordType*>& types) const {
    if (format_ != "csv" && format_ != "xlsx") throw Problem{"export.hxl_in_tables_only", {{"format", format_}}};
    model::HxlTags tags = model::hxl_tags_of(*model_);
    std::string names;
    for (const model::RecordType* type : types) {
      names += (names.empty() ? "" : ", ") + type->name;
      for (const model::Field& field : type->fields) {
        if (!tags.of(*type, field).empty()) return tags;
      }
    }
    throw Problem{"export.no_hxl_tags", {{"type", names}}};
  }

  /// The tag of a field's column, with what the column says beside the value: which of a reference's two it is, that it
  /// lists several, that it is a shape's text.
  [[nodiscard]] std::string tag_of(const model::RecordType& type, const model::Field& field, const std::string& with) {
    if (!request_.hxl) return {};
    const std::string tag = tags_.of(type, field);
    if (tag.empty()) {
      report_.untagged.push_back(type.name + "." + field.name);
      return {};
    }
    return hxl_tag(tag + with + (field.many ? "+list" : "")).value_or(tag);
  }

  const std::unordered_map<std::string, std::string>* labels_of(const std::string& name) {
    const auto [there, fresh] = labels_.try_emplace(name);
    auto& labels = there->second;
    if (!fresh) return &labels;
    const model::RecordType* type = model_->find_type(name);
    const int field = type == nullptr || type->label_field.empty() ? -1 : type->index_of(type->label_field);
    if (field < 0 || store_.count(request_.caller, {.type = name}) > kMostLabels) return &labels;
    store_.each(request_.caller, {.type = name, .fields = {type->label_field}, .known_at = request_.known_at},
                [&](const store::Record& record) {
                  labels.emplace(record.id.text(), key_text(record.values[static_cast<std::size_t>(field)]));
                  return true;
                });
    return &labels;
  }

  void send(const model::RecordType& type) {
    std::vector<Column> columns{{}};
    Json header{{"layer", type.name}, {"title", type.title.empty() ? type.name : type.title.en()}, {"geometry", ""}};
    header["columns"] = Json::array({{{"name", "id"}, {"type", "text"}, {"tag", request_.hxl ? kIdTag : ""}}});
    int geometry = -1;
    for (const std::size_t i : wanted_fields(type)) {
      const model::Field& field = type.fields[i];
      const model::RecordType* target = model_->find_type(field.refers_to);
      const bool narrowed = target != nullptr && request_.caller.rows.contains(target->name);
      if (field.field_class > request_.caller.highest_class ||
          (target != nullptr && target->record_class > request_.caller.highest_class) || (narrowed && field.many) ||
          (!field.consent.empty() && request_.recipient.empty())) {
        report_.withheld.push_back(type.name + "." + field.name);
        continue;
      }
      if (field.name == type.geometry_field) {
        geometry = static_cast<int>(i);
        header["geometry"] = field.geometry.empty() ? "any" : field.geometry;
        header["geometry_tag"] = tag_of(type, field, "+wkt");
        continue;
      }
      columns.push_back({.field = static_cast<int>(i),
                         .consent = field.consent.empty() ? -1 : type.index_of(field.consent),
                         .seen = narrowed ? labels_of(field.refers_to) : nullptr});
      const bool labelled = field.kind == FieldKind::reference && !field.many;
      const std::string tag = tag_of(type, field, labelled ? "+id" : field.kind == FieldKind::geometry ? "+wkt" : "");
      header["columns"].push_back({{"name", field.name}, {"type", column_type(field)}, {"tag", tag}});
      if (labelled) {  // the id for programs, the label for people
        columns.push_back({.field = static_cast<int>(i), .labels = labels_of(field.refers_to)});
        header["columns"].push_back(
            {{"name", field.name + "_label"},
             {"type", "text"},
             {"tag", tag.empty() ? tag : hxl_tag(tags_.of(type, field) + "+name").value_or("")}});
      }
    }
    append_frame(out_, 'H', header.dump(-1, ' ', false, Json::error_handler_t::replace));
    const store::Query query = query_of(type);
    const std::int64_t total = store_.count(request_.caller, query);
    progress_.start("writing " + type.name, static_cast<std::uint64_t>(total));
    std::uint64_t rows = 0;
    SourceRow row;
    std::string payload;
    store_.each(request_.caller, query, [&](const store::Record& record) {
      if (++rows % kRowsBetweenSigns == 0) {
        progress_.done(rows);
        if (progress_.cancelled()) throw Problem{"job.cancelled"};
      }
      row.number = rows;
      row.cells.resize(columns.size());
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (agreed(record, columns[i]))
          set_cell(record, columns[i], row.cells[i].text);
        else
          row.cells[i].text.clear();
      }
      row.geometry.clear();
      if (geometry >= 0) {
        const auto* value = std::get_if<geo::GeometryPtr>(&record.values[static_cast<std::size_t>(geometry)]);
        if (value != nullptr && *value) row.geometry = geo::to_wkb(**value);
      }
      payload.clear();
      append_row(payload, row);
      append_frame(out_, 'R', payload);
      return out_.size() < kSendBytes || flush();
    });
    report_.rows.emplace_back(type.name, rows);
  }

  /// Whether the person lets this be given to whom the file is for.
  [[nodiscard]] bool agreed(const store::Record& record, const Column& column) const {
    if (column.consent < 0) return true;
    const auto* groups = std::get_if<std::shared_ptr<const cql2::Array>>(
        &record.values[static_cast<std::size_t>(column.consent)].base());
    return groups != nullptr && *groups &&
           std::any_of((*groups)->begin(), (*groups)->end(), [&](const cql2::Value& group) {
             const auto* code = std::get_if<std::string>(&group);
             return code != nullptr && *code == request_.recipient;
           });
  }

  static void set_cell(const store::Record& record, const Column& column, std::string& text) {
    if (column.field < 0) {
      text = record.id.text();
      return;
    }
    text = key_text(record.values[static_cast<std::size_t>(column.field)]);
    if (column.seen != nullptr && !column.seen->contains(text)) text.clear();
    if (column.labels == nullptr) return;
    const auto label = column.labels->find(text);
    text = label == column.labels->end() ? std::string{} : label->second;
  }

  /// False when the worker is gone; its answer then says why.
  bool flush() {
    const bool taken = worker_->write(out_, progress_);
    out_.clear();
    return taken;
  }

  void hear_answer() {
    char letter = 0;
    std::string_view payload;
    if (!worker_->next(letter, payload, progress_)) {
      const std::string reason = worker_->ending();
      throw Problem{
          "export.unwritable",
          {{"file", request_.file.filename().string()}, {"reason", reason.empty() ? "the writer stopped" : reason}}};
    }
    if (letter != 'P') return;
    Json problem = Json::parse(payload);
    if (problem.at("values").contains("file")) problem["values"]["file"] = request_.file.filename().string();
    throw Problem{problem.at("code").get<std::string>(), problem.at("values")};
  }

  const store::Store& store_;
  const ExportRequest& request_;
  Progress& progress_;
  std::shared_ptr<const model::Model> model_;
  std::string format_;
  model::HxlTags tags_;
  std::filesystem::path growing_;
  std::unique_ptr<FormatWorker> worker_;
  std::unordered_map<std::string, std::unordered_map<std::string, std::string>> labels_;
  std::string out_;
  ExportReport report_;
};

}  // namespace

ExportReport export_file(const store::Store& store, const ExportRequest& request, Progress& progress) {
  return Export{store, request, progress}.run();
}

}  // namespace tilth::exchange
