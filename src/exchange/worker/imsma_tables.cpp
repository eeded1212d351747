// SPDX-License-Identifier: Apache-2.0
// Names of tables and columns as IMSMA NG has them (geocheck; the staging area of the Vietnamese programme).
#include "exchange/worker/imsma_tables.h"

#include "exchange/frames.h"
#include "exchange/worker/field_points.h"
#include "exchange/worker/problem_frame.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

namespace tilth::formats {
namespace {

using exchange::SourceRow;

constexpr std::size_t kFlushBytes = 1U << 18;

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n"), last = text.find_last_not_of(" \t\r\n");
  return first == std::string::npos ? std::string{} : text.substr(first, last - first + 1);
}

bool is_false(const std::string& text) {
  const std::string word = lower(text);
  return word == "f" || word == "false" || word == "0" || word == "n" || word == "no";
}

void add_to(std::string& cell, const std::string& text) {
  if (text.empty()) return;
  if (!cell.empty()) cell += ';';
  cell += text;
}

/// One table being read: cells by the column's name, whatever its case.
class Table {
 public:
  explicit Table(OGRLayer& layer) : layer_(layer) {
    OGRFeatureDefn* definition = layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
      names_.push_back(lower(definition->GetFieldDefn(i)->GetNameRef()));
      columns_.emplace(names_.back(), i);
    }
    layer.ResetReading();
  }
  [[nodiscard]] bool has(const std::string& column) const { return columns_.contains(column); }
  void restart() { layer_.ResetReading(); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  bool next() {
    feature_.reset(layer_.GetNextFeature());
    return feature_ != nullptr;
  }
  [[nodiscard]] std::string text(int column) const {
    return feature_->IsFieldSetAndNotNull(column) ? trimmed(feature_->GetFieldAsString(column)) : std::string{};
  }
  [[nodiscard]] std::string text(const std::string& column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string{} : text(found->second);
  }

 private:
  OGRLayer& layer_;
  OGRFeatureUniquePtr feature_;
  std::vector<std::string> names_;
  std::map<std::string, int> columns_;
};

class Reader {
 public:
  explicit Reader(const ReadRequest& request) : request_(request) {
    std::string path = request.file;
    const char* driver = "SQLite";
    if (lower(path).ends_with(".zip")) {
      path = "/vsizip/{" + path + "}";
      driver = "CSV";
    }
    const char* const drivers[] = {driver, nullptr};
    const char* const options[] = {"LIST_ALL_TABLES=NO", nullptr};
    data_.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers,
                                  std::string_view{driver} == "SQLite" ? options : nullptr, nullptr));
    if (!data_) unreadable("it is no SQLite file, and no archive of CSV files");
    if (std::string_view{driver} == "SQLite") refuse_virtual_tables();
    std::string names;
    for (OGRLayer* layer : data_->GetLayers()) {
      const std::string name = lower(layer->GetName());
      layers_.emplace(name, layer);
      names += (names.empty() ? "" : ", ") + name;
    }
    if (request.layer.empty() && layers_.size() > 1)
      throw WorkerProblem{"import.several_layers", {{"file", file_name(request.file)}, {"layers", names}}};
    if (layers_.empty()) unreadable("it holds no rows");
    name_ = request.layer.empty() ? layers_.begin()->first : lower(request.layer);
    if (!layers_.contains(name_))
      throw WorkerProblem{"import.unknown_layer",
                          {{"file", file_name(request.file)}, {"layer", request.layer}, {"layers", names}}};
  }

  void run() {
    read_enums();
    Table table{*layers_.at(name_)};
    key_ = table.has(name_ + "_guid") ? name_ + "_guid" : table.has("guid") ? "guid" : "";
    for (const std::string& column : table.names()) look_up(column, table);
    if (!key_.empty()) {
      read_own_fields();
      read_links(table);
      read_shapes();
    }
    table.restart();  // its own local ids may have been read
    send_header(table);
    std::uint64_t rows = 0;
    SourceRow row;
    while (table.next()) {
      row.number = ++rows;
      fill(table, row);
      payload_.clear();
      exchange::append_row(payload_, row);
      if (payload_.size() > exchange::kMaxFrameBytes)
        throw WorkerProblem{
            "import.record_too_long",
            {{"file", file_name(request_.file)}, {"line", rows}, {"limit_mb", exchange::kMaxFrameBytes >> 20}}};
      exchange::append_frame(out_, 'R', payload_);
      if (out_.size() >= kFlushBytes) flush();
    }
    exchange::append_frame(out_, 'E', Json{{"rows", rows}}.dump());
    flush();
  }

 private:
  using Texts = std::unordered_map<std::string, std::string>;

  [[noreturn]] void unreadable(const std::string& reason) const {
    throw WorkerProblem{"import.unreadable", {{"file", file_name(request_.file)}, {"reason", reason}}};
  }

  /// A virtual table is code that runs when it is read, and may read other files.
  void refuse_virtual_tables() {
    OGRLayer* found =
        data_->ExecuteSQL("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'", nullptr, "SQLITE");
    const bool any = found != nullptr && found->GetFeatureCount() > 0;
    if (found != nullptr) data_->ReleaseResultSet(found);
    if (any) unreadable("it holds virtual tables, which are not read; take them out");
  }

  [[nodiscard]] OGRLayer* layer(const std::string& name) const {
    const auto found = layers_.find(name);
    return found == layers_.end() ? nullptr : found->second;
  }

  void read_enums() {
    OGRLayer* enums = layer("imsmaenum");
    if (enums == nullptr || name_ == "imsmaenum") return;
    Table table{*enums};
    while (table.next()) enums_.emplace(table.text("imsmaenum_guid"), table.text("enumvalue"));
  }

  [[nodiscard]] std::string meant(const std::string& text) const {
    const auto found = enums_.find(text);
    return found == enums_.end() ? text : found->second;
  }

  /// Local ids of a table by their guids; null where it has none, or is not there.
  const Texts* local_ids(const std::string& base) {
    static const std::map<std::string, std::string> kOtherNames{
        {"org", "organisation"}, {"parent_gazetteer", "gazetteer"}, {"parentgazetteer", "gazetteer"}};
    const auto other = kOtherNames.find(base);
    const std::string name = layer(base) == nullptr && other != kOtherNames.end() ? other->second : base;
    const auto [there, fresh] = local_ids_.try_emplace(name);
    if (!fresh) return there->second ? &*there->second : nullptr;
    OGRLayer* found = layer(name);
    if (found == nullptr) return nullptr;
    Table table{*found};
    const auto first_of = [&](const std::string& ending, const std::string& otherwise) {
      return table.has(name + ending) ? name + ending : table.has(base + ending) ? base + ending : otherwise;
    };
    const std::string key = first_of("_guid", "guid"), local = first_of("_localid", "localid");
    if (!table.has(key) || !table.has(local)) return nullptr;
    there->second.emplace();
    while (table.next()) there->second->emplace(table.text(key), table.text(local));
    return &*there->second;
  }

  /// What a column that ends in _guid leads to.
  void look_up(const std::string& column, const Table& table) {
    if (!column.ends_with("_guid") || column == key_) return;
    const std::string base = column.substr(0, column.size() - 5);
    if (base == "ordnance" && name_ != "ordnance") {
      read_ordnance(column);
      return;
    }
    if (base == "hazreduc") look_up_land_of_activity(column, table);
    if (table.has(base + "_localid")) return;
    if (const Texts* ids = local_ids(base)) looked_up_.push_back({column, base + "_localid", ids});
  }

  /// A row that belongs to an activity belongs to the land on which that was.
  void look_up_land_of_activity(const std::string& column, const Table& table) {
    OGRLayer* found = layer("hazreduc_has_hazard");
    const Texts* hazards = local_ids("hazard");
    if (found == nullptr || hazards == nullptr || table.has("hazard_localid") || table.has("hazard_guid")) return;
    Table link{*found};
    while (link.next())
      if (const auto id = hazards->find(link.text("hazard_guid")); id != hazards->end())
        add_to(land_of_activity_[link.text("hazreduc_guid")], id->second);
    looked_up_.push_back({column, "hazard_localid", &land_of_activity_});
  }

  void read_ordnance(const std::string& column) {
    OGRLayer* found = layer("ordnance");
    if (found == nullptr) return;
    Table table{*found};
    while (table.next()) {
      const std::string key = table.text("ordnance_guid");
      models_[key] = table.text("model");
      categories_[key] = meant(table.text("ordcategoryenum_guid"));
      subcategories_[key] = meant(table.text("ordsubcategoryenum_guid"));
    }
    looked_up_.push_back({column, "ordnance_model", &models_});
    looked_up_.push_back({column, "ordnance_ordcategory", &categories_});
    looked_up_.push_back({column, "ordnance_ordsubcategory", &subcategories_});
  }

  void read_own_fields() {
    OGRLayer* links = layer(name_ + "_has_cdfvalue");
    OGRLayer* values = layer("cdfvalue");
    OGRLayer* fields = layer("customdefinedfield");
    if (links == nullptr || values == nullptr || fields == nullptr) return;
    Texts names, said;
    std::unordered_map<std::string, std::string> field_of;
    Table field{*fields};
    while (field.next()) names.emplace(field.text("cdf_id"), field.text("name"));
    Table value{*values};
    while (value.next()) {
      const std::string key = value.text("cdfvalue_guid");
      std::string text;
      for (const char* column :
           {"stringvalue", "datevalue", "numbervalue", "organisation_value", "place_value", "gazetteer_value"})
        add_to(text, meant(value.text(column)));
      said[key] = text;
      field_of[key] = value.text("cdf_id");
    }
    Table link{*links};
    while (link.next()) {
      const std::string key = link.text("cdfvalue_guid");
      const auto name = names.find(field_of[key]);
      if (name == names.end() || name->second.empty()) continue;
      add_to(own_[link.text(link_key(link))]["CDF " + name->second], said[key]);
      own_columns_.insert("CDF " + name->second);
    }
  }

  [[nodiscard]] std::string link_key(const Table& link) const {
    return link.has(name_ + "_guid") ? name_ + "_guid" : "guid";
  }

  void read_links(const Table& table) {
    const std::string start = name_ + "_has_";
    for (const auto& [name, found] : layers_) {
      if (!name.starts_with(start) || name == start + "cdfvalue" || name == start + "geospatialinfo") continue;
      Table link{*found};
      const std::string own = link_key(link);
      for (const std::string& column : link.names()) {
        if (column == own || !column.ends_with("_guid")) continue;
        const std::string base = column.substr(0, column.size() - 5), to = base + "_localid";
        const Texts* ids = local_ids(base);
        if (ids == nullptr && enums_.empty()) continue;
        const std::string shown = ids == nullptr ? base : to;
        if (table.has(shown)) continue;
        bool any = false;
        Table again{*found};
        while (again.next()) {
          const std::string guid = again.text(column);
          const auto id = ids == nullptr ? enums_.find(guid) : ids->find(guid);
          if (id == (ids == nullptr ? enums_.end() : ids->end())) continue;
          add_to(own_[again.text(own)][shown], id->second);
          any = true;
        }
        if (any) own_columns_.insert(shown);
      }
    }
  }

  void read_shapes() {
    OGRLayer* links = layer(name_ + "_has_geospatialinfo");
    OGRLayer* infos = layer("geospatialinfo");
    OGRLayer* points = layer("geopoint");
    if (links == nullptr || infos == nullptr || points == nullptr) return;
    Table info{*infos};
    while (info.next()) {
      if (is_false(info.text("isactive"))) continue;
      shapes_[info.text("geospatialinfo_guid")].kind = meant(info.text("shapeenum_guid"));
    }
    Table point{*points};
    while (point.next()) {
      const auto shape = shapes_.find(point.text("geospatialinfo_guid"));
      if (shape == shapes_.end()) continue;
      const std::string latitude = point.text("latitude"), longitude = point.text("longitude");
      if (latitude.empty() && longitude.empty()) continue;  // a point known by bearing alone
      const auto lat = degrees(latitude, 90), lon = degrees(longitude, 180);
      if (!lat || !lon)
        shape->second.fault = "a point has no degrees as its coordinates";
      else
        shape->second.points.push_back(
            {.longitude = *lon, .latitude = *lat, .number = degrees(point.text("pointno"), 1e9)});
    }
    Table link{*links};
    while (link.next()) shapes_of_[link.text(link_key(link))].push_back(link.text("geospatialinfo_guid"));
  }

  void send_header(const Table& table) {
    Json header{{"layer", name_}, {"sheet", false}, {"columns", Json::array()}, {"crs", "EPSG:4326"}};
    const auto column = [&](const std::string& name) {
      header["columns"].push_back({{"name", name}, {"type", "text"}});
    };
    for (const std::string& name : table.names()) column(name);
    for (const LookedUp& one : looked_up_) column(one.name);
    for (const std::string& name : own_columns_) column(name);
    if (header["columns"].size() > exchange::kMaxColumns)
      throw WorkerProblem{"import.too_many_columns",
                          {{"file", file_name(request_.file)}, {"line", 1}, {"limit", exchange::kMaxColumns}}};
    header["geometry"] = !shapes_of_.empty();
    header["count"] = -1;
    exchange::append_frame(out_, 'H', header.dump(-1, ' ', false, Json::error_handler_t::replace));
    flush();
  }

  void fill(const Table& table, SourceRow& row) {
    row.cells.clear();
    row.geometry.clear();
    row.fault.clear();
    row.fault_value.clear();
    const std::string key = key_.empty() ? std::string{} : table.text(key_);
    for (std::size_t i = 0; i < table.names().size(); ++i) {
      const std::string text = table.text(static_cast<int>(i));
      row.cells.push_back({table.names()[i] == key_ ? text : meant(text)});
    }
    for (const LookedUp& one : looked_up_) {
      const auto id = one.texts->find(table.text(one.column));
      row.cells.push_back({id == one.texts->end() ? std::string{} : id->second});
    }
    const auto own = own_.find(key);
    for (const std::string& name : own_columns_) {
      row.cells.emplace_back();
      if (own == own_.end()) continue;
      if (const auto said = own->second.find(name); said != own->second.end()) row.cells.back().text = said->second;
    }
    const auto shapes = shapes_of_.find(key);
    if (key.empty() || shapes == shapes_of_.end()) return;
    std::vector<FieldShape> all;
    for (const std::string& guid : shapes->second) {
      if (const auto shape = shapes_.find(guid); shape != shapes_.end()) all.push_back(shape->second);
    }
    row.geometry = geometry_of(std::move(all), row.fault);
  }

  void flush() {
    if (!exchange::write_all(STDOUT_FILENO, out_)) _exit(0);  // nobody listens any more
    out_.clear();
  }

  struct LookedUp {
    std::string column, name;
    const Texts* texts;
  };

  ReadRequest request_;
  std::unique_ptr<GDALDataset> data_;
  std::map<std::string, OGRLayer*> layers_;
  std::string name_, key_;
  Texts enums_, models_, categories_, subcategories_, land_of_activity_;
  std::map<std::string, std::optional<Texts>> local_ids_;
  std::vector<LookedUp> looked_up_;
  std::set<std::string> own_columns_;
  std::unordered_map<std::string, std::map<std::string, std::string>> own_;
  std::unordered_map<std::string, FieldShape> shapes_;
  std::unordered_map<std::string, std::vector<std::string>> shapes_of_;
  std::string out_, payload_;
};

}  // namespace

void read_imsma_table(const ReadRequest& request) { Reader{request}.run(); }

}  // namespace tilth::formats
