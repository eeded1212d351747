// SPDX-License-Identifier: Apache-2.0
// Reading through GDAL, one driver at a time and nothing from the network.
#include "exchange/worker/read_command.h"

#include "exchange/frames.h"
#include "exchange/worker/formula_cells.h"
#include "exchange/worker/problem_frame.h"
#include "geo/geometry.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

#include <charconv>
#include <map>
#include <memory>

namespace tilth::formats {
namespace {

using exchange::Cell;
using exchange::SourceRow;

constexpr std::size_t kFlushBytes = 1U << 18;
constexpr std::size_t kMostCellBytes = exchange::kMaxRecordBytes;

struct Format {
  const char* driver;
  bool sheet;       // cells without types; rows numbered as in the sheet
  bool all_layers;  // layers of one document that together are one table
};
const std::map<std::string, Format> kFormats = {
    {"geojson", {"GeoJSON", false, false}},
    {"gpkg", {"GPKG", false, false}},
    {"shapefile", {"ESRI Shapefile", false, false}},
    {"kml", {"LIBKML", false, true}},
    {"xlsx", {"XLSX", true, false}},
    {"xls", {"XLS", true, false}},
};

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

[[noreturn]] void unreadable(const ReadRequest& request, const std::string& reason) {
  throw WorkerProblem{"import.unreadable", {{"file", file_name(request.file)}, {"reason", reason}}};
}

std::string last_error() {
  std::string text = CPLGetLastErrorMsg();
  if (text.empty()) return "it is not of the format its name says";
  const std::size_t end = text.find('\n');
  if (end != std::string::npos) text.resize(end);
  const std::size_t path = text.find("/vsi");
  if (path != std::string::npos) text = "the reader of the format gave up";  // names of our own making
  return text.substr(0, 300);
}

std::string crs_of(OGRLayer& layer) {
  const OGRSpatialReference* srs = layer.GetSpatialRef();
  if (srs == nullptr) return {};
  const char* authority = srs->GetAuthorityName(nullptr);
  const char* code = srs->GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) return std::string{authority} + ":" + code;
  char* wkt = nullptr;
  std::string text;
  const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
  if (srs->exportToWkt(&wkt, options) == OGRERR_NONE && wkt != nullptr) text = wkt;
  CPLFree(wkt);
  return text;
}

const char* type_name(OGRFieldType type) {
  switch (type) {
    case OFTInteger:
    case OFTInteger64:
      return "integer";
    case OFTReal:
      return "number";
    case OFTDate:
    case OFTDateTime:
      return "date";
    default:
      return "text";
  }
}

void append_two(std::string& out, int value) {
  out += static_cast<char>('0' + value / 10 % 10);
  out += static_cast<char>('0' + value % 10);
}

std::string date_text(const OGRFeature& feature, int field, bool with_time) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  if (!feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone)) return {};
  std::string text = std::to_string(year);
  while (text.size() < 4) text.insert(0, 1, '0');
  text += '-';
  append_two(text, month);
  text += '-';
  append_two(text, day);
  if (!with_time) return text;
  text += 'T';
  append_two(text, hour);
  text += ':';
  append_two(text, minute);
  text += ':';
  append_two(text, static_cast<int>(second));
  if (zone == 100) {
    text += 'Z';
  } else if (zone > 1) {
    const int minutes = (zone - 100) * 15;
    text += minutes < 0 ? '-' : '+';
    append_two(text, std::abs(minutes) / 60);
    text += ':';
    append_two(text, std::abs(minutes) % 60);
  }
  return text;
}

template <typename Number>
void set_number(std::string& text, Number value) {
  char digits[48];
  text.assign(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void set_trimmed(std::string& text, const char* value) {
  std::size_t length = std::strlen(value);
  while (length > 0 && std::isspace(static_cast<unsigned char>(value[length - 1])) != 0) --length;
  std::size_t begin = 0;
  while (begin < length && std::isspace(static_cast<unsigned char>(value[begin])) != 0) ++begin;
  text.assign(value + begin, length - begin);
}

std::size_t vertices(const OGRGeometry& geometry) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint:
      return 1;
    case wkbLineString:
    case wkbLinearRing:
    case wkbCircularString:
      return static_cast<std::size_t>(geometry.toSimpleCurve()->getNumPoints());
    case wkbPolygon: {
      std::size_t count = 0;
      for (const OGRLinearRing* ring : *geometry.toPolygon()) count += static_cast<std::size_t>(ring->getNumPoints());
      return count;
    }
    default:
      if (OGR_GT_IsSubClassOf(geometry.getGeometryType(), wkbGeometryCollection) != 0) {
        std::size_t count = 0;
        for (const OGRGeometry* member : *geometry.toGeometryCollection()) count += vertices(*member);
        return count;
      }
      return 0;
  }
}

class LayerReader {
 public:
  explicit LayerReader(const ReadRequest& request) : request_(request) {
    const auto format = kFormats.find(request.format);
    if (format == kFormats.end()) throw WorkerProblem{"import.unknown_format", {{"file", file_name(request.file)}}};
    format_ = format->second;
    open();
    choose_layers();
  }

  void run() {
    send_header();
    std::uint64_t rows = 0;
    for (OGRLayer* layer : layers_) rows += send_rows(*layer);
    exchange::append_frame(out_, 'E', Json{{"rows", rows}}.dump());
    flush();
  }

 private:
  void open() {
    std::string path = request_.file;
    const bool zip = path.ends_with(".zip") || path.ends_with(".ZIP");
    const bool gzip = path.ends_with(".gz") || path.ends_with(".GZ");
    if (zip) path = "/vsizip/{" + path + "}";
    if (gzip) path = "/vsigzip/" + path;
    if (path.ends_with(".kmz") || path.ends_with(".KMZ")) path = document_of_kmz(path);
    char** options = nullptr;
    if (request_.format == "xlsx" || request_.format == "xls") {
      options = CSLSetNameValue(options, "HEADERS", "DISABLE");
      options = CSLSetNameValue(options, "FIELD_TYPES", "STRING");
    }
    if (!request_.encoding.empty()) options = CSLSetNameValue(options, "ENCODING", request_.encoding.c_str());
    const char* const drivers[] = {format_.driver, nullptr};
    data_.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, nullptr));
    CSLDestroy(options);
    if (!data_) unreadable(request_, last_error());
  }

  /// The document inside, opened by its own name: of the archive, LIBKML gives no columns of extended data.
  static std::string document_of_kmz(const std::string& archive) {
    const std::string root = "/vsizip/{" + archive + "}";
    char** names = VSIReadDirRecursive(root.c_str());
    std::string document;
    for (int i = 0; i < CSLCount(names); ++i) {
      const std::string name = names[i];
      if (!name.ends_with(".kml") && !name.ends_with(".KML")) continue;
      if (document.empty() || name == "doc.kml") document = name;  // doc.kml by rule, the first one otherwise
    }
    CSLDestroy(names);
    return document.empty() ? archive : root + "/" + document;
  }

  void choose_layers() {
    std::string names;
    for (OGRLayer* layer : data_->GetLayers()) {
      const std::string name = layer->GetName();
      names += (names.empty() ? "" : ", ") + name;
      if (request_.layer.empty() ? (format_.all_layers || !format_.sheet || layer->GetFeatureCount() > 0)
                                 : name == request_.layer) {
        layers_.push_back(layer);
      }
    }
    if (layers_.empty() && request_.layer.empty()) unreadable(request_, "it holds no rows");
    if (layers_.empty()) {
      throw WorkerProblem{"import.unknown_layer",
                          {{"file", file_name(request_.file)}, {"layer", request_.layer}, {"layers", names}}};
    }
    if (layers_.size() > 1 && !format_.all_layers) {
      throw WorkerProblem{"import.several_layers", {{"file", file_name(request_.file)}, {"layers", names}}};
    }
  }

  void send_header() {
    Json header;
    header["layer"] = layers_.size() == 1 ? layers_[0]->GetName() : "";
    header["sheet"] = format_.sheet;
    header["columns"] = Json::array();
    header["crs"] = crs_of(*layers_[0]);
    bool geometry = false;
    std::int64_t count = 0;
    for (OGRLayer* layer : layers_) {
      geometry = geometry || layer->GetGeomType() != wkbNone;
      const GIntBig features = layer->GetFeatureCount(FALSE);
      count = features < 0 || count < 0 ? -1 : count + features;
      OGRFeatureDefn* definition = layer->GetLayerDefn();
      for (int i = 0; i < definition->GetFieldCount(); ++i) {
        OGRFieldDefn* field = definition->GetFieldDefn(i);
        const std::string name = field->GetNameRef();
        if (columns_.emplace(name, columns_.size()).second) {
          header["columns"].push_back({{"name", name}, {"type", format_.sheet ? "" : type_name(field->GetType())}});
        }
        if (columns_.size() > exchange::kMaxColumns) {
          throw WorkerProblem{"import.too_many_columns",
                              {{"file", file_name(request_.file)}, {"line", 1}, {"limit", exchange::kMaxColumns}}};
        }
      }
    }
    if (layers_.size() > 1) {
      layer_column_ = columns_.size();
      columns_.emplace("layer", columns_.size());
      header["columns"].push_back({{"name", "layer"}, {"type", "text"}});
    }
    header["geometry"] = geometry;
    header["count"] = count;
    exchange::append_frame(out_, 'H', header.dump(-1, ' ', false, Json::error_handler_t::replace));
    flush();
  }

  std::uint64_t send_rows(OGRLayer& layer) {
    OGRFeatureDefn* definition = layer.GetLayerDefn();
    std::vector<std::size_t> slots;
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
      slots.push_back(columns_.at(definition->GetFieldDefn(i)->GetNameRef()));
    }
    FormulaCells formulas;
    if (request_.format == "xlsx") formulas = formula_cells(request_.file, layer.GetName());
    std::uint64_t count = 0;
    SourceRow row;
    layer.ResetReading();
    CPLErrorReset();
    while (true) {
      const OGRFeatureUniquePtr feature{layer.GetNextFeature()};
      if (!feature) break;
      ++count;
      ++total_;
      // The sheet drivers number features as the sheet numbers rows.
      row.number = format_.sheet && feature->GetFID() >= 0 ? static_cast<std::uint64_t>(feature->GetFID()) : total_;
      row.cells.assign(columns_.size(), {});
      row.geometry.clear();
      row.fault.clear();
      row.fault_value.clear();
      for (std::size_t i = 0; i < slots.size(); ++i) set_cell(*feature, static_cast<int>(i), row.cells[slots[i]]);
      if (layer_column_ != SIZE_MAX) row.cells[layer_column_].text = layer.GetName();
      if (!formulas.empty()) {
        for (std::size_t i = 0; i < slots.size(); ++i) {
          const auto formula = formulas.find(cell_key(row.number - 1, i));
          if (formula == formulas.end()) continue;
          row.cells[slots[i]].formula = true;
          if (!formula->second) row.cells[slots[i]].text = "=";  // nothing was kept of what it works out to
        }
      }
      set_geometry(*feature, row);
      payload_.clear();
      exchange::append_row(payload_, row);
      if (payload_.size() > exchange::kMaxFrameBytes) {
        throw WorkerProblem{
            "import.record_too_long",
            {{"file", file_name(request_.file)}, {"line", row.number}, {"limit_mb", exchange::kMaxFrameBytes >> 20}}};
      }
      exchange::append_frame(out_, 'R', payload_);
      if (out_.size() >= kFlushBytes) flush();
    }
    // A driver that meets broken bytes half way says so and just stops.
    if (CPLGetLastErrorType() >= CE_Failure) {
      unreadable(request_, "after row " + std::to_string(total_) + ": " + last_error());
    }
    return count;
  }

  void set_cell(const OGRFeature& feature, int field, Cell& cell) const {
    if (!feature.IsFieldSetAndNotNull(field)) return;
    const OGRFieldDefn* definition = feature.GetFieldDefnRef(field);
    switch (definition->GetType()) {
      case OFTInteger:
      case OFTInteger64:
        if (definition->GetSubType() == OFSTBoolean) {
          cell.text = feature.GetFieldAsInteger(field) != 0 ? "true" : "false";
        } else {
          set_number(cell.text, static_cast<long long>(feature.GetFieldAsInteger64(field)));
        }
        break;
      case OFTReal:
        set_number(cell.text, feature.GetFieldAsDouble(field));
        break;
      case OFTDate:
        cell.text = date_text(feature, field, false);
        break;
      case OFTDateTime:
        cell.text = date_text(feature, field, true);
        break;
      case OFTBinary:
        break;
      default:
        set_trimmed(cell.text, feature.GetFieldAsString(field));
    }
    if (cell.text.size() > kMostCellBytes) cell.text.resize(kMostCellBytes);
  }

  void set_geometry(OGRFeature& feature, SourceRow& row) {
    OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty()) return;
    if (geometry->hasCurveGeometry()) {
      straight_.reset(geometry->getLinearGeometry());
      geometry = straight_.get();
    }
    const std::size_t count = vertices(*geometry);
    if (count > geo::kMaxVertices) {
      row.fault = "a geometry of more than " + std::to_string(geo::kMaxVertices) + " vertices";
      row.fault_value = std::to_string(count) + " vertices";
      return;
    }
    geometry->flattenTo2D();
    row.geometry.resize(geometry->WkbSize());
    geometry->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(row.geometry.data()), wkbVariantIso);
  }

  void flush() {
    if (!exchange::write_all(STDOUT_FILENO, out_)) _exit(0);  // nobody listens any more
    out_.clear();
  }

  ReadRequest request_;
  Format format_{};
  std::unique_ptr<GDALDataset> data_;
  std::unique_ptr<OGRGeometry> straight_;
  std::vector<OGRLayer*> layers_;
  std::map<std::string, std::size_t> columns_;
  std::size_t layer_column_ = SIZE_MAX;
  std::uint64_t total_ = 0;
  std::string out_, payload_;
};

}  // namespace

void read_layers(const ReadRequest& request) { LayerReader{request}.run(); }

}  // namespace tilth::formats
