// SPDX-License-Identifier: Apache-2.0
// GeoPackage, GeoJSON and KML through GDAL.
#include "exchange/worker/problem_frame.h"
#include "exchange/worker/write_command.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <charconv>
#include <map>

namespace tilth::formats {
namespace {

constexpr int kRowsPerTransaction = 100'000;
const std::map<std::string, const char*> kDrivers = {{"gpkg", "GPKG"}, {"geojson", "GeoJSON"}, {"kml", "LIBKML"}};

OGRFieldType field_type(const std::string& type) {
  if (type == "integer" || type == "boolean") return type == "integer" ? OFTInteger64 : OFTInteger;
  if (type == "number") return OFTReal;
  return OFTString;
}

class GdalWriter final : public TableWriter {
 public:
  GdalWriter(const std::string& format, const std::string& file) : format_(format), file_(file) {
    const auto driver = kDrivers.find(format);
    if (driver == kDrivers.end()) throw WorkerProblem{"export.unknown_format", {{"format", format}}};
    GDALDriver* found = GetGDALDriverManager()->GetDriverByName(driver->second);
    if (found == nullptr) throw WorkerProblem{"export.unknown_format", {{"format", format}}};
    char** options = nullptr;
    if (format == "gpkg") options = CSLSetNameValue(options, "VERSION", "1.2");
    data_.reset(found->Create(file.c_str(), 0, 0, 0, GDT_Unknown, options));
    CSLDestroy(options);
    if (!data_) fail();
    wgs84_.SetWellKnownGeogCS("WGS84");
    wgs84_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  }

  void begin(const Json& header) override {
    end_transaction();
    if (format_ == "geojson" && layer_ != nullptr) throw WorkerProblem{"export.one_table_only", {{"format", format_}}};
    const std::string geometry = header.at("geometry");
    const bool gpkg = format_ == "gpkg";
    // One type a layer: QGIS shows a layer of mixed single and multiple geometries only as the generic type.
    OGRwkbGeometryType type = wkbUnknown;
    multi_ = wkbUnknown;
    if (geometry.empty()) type = wkbNone;
    if (geometry == "point") type = wkbPoint;
    if (gpkg && geometry == "line") type = multi_ = wkbMultiLineString;
    if (gpkg && geometry == "polygon") type = multi_ = wkbMultiPolygon;
    char** options = nullptr;
    if (gpkg) {
      options = CSLSetNameValue(options, "FID", "fid");
      options = CSLSetNameValue(options, "GEOMETRY_NAME", "geom");
      options = CSLSetNameValue(options, "IDENTIFIER", header.at("title").get<std::string>().c_str());
    }
    if (format_ == "geojson") {
      options = CSLSetNameValue(options, "RFC7946", "YES");
      options = CSLSetNameValue(options, "COORDINATE_PRECISION", "8");
      options = CSLSetNameValue(options, "WRITE_NAME", "NO");
    }
    layer_ = data_->CreateLayer(header.at("layer").get<std::string>().c_str(), type == wkbNone ? nullptr : &wgs84_,
                                type, options);
    CSLDestroy(options);
    if (layer_ == nullptr) fail();
    types_.clear();
    for (const Json& column : header.at("columns")) {
      const std::string kind = column.at("type");
      OGRFieldDefn field{column.at("name").get<std::string>().c_str(), field_type(kind)};
      if (kind == "boolean") field.SetSubType(OFSTBoolean);
      // Dates known to the month or year are no DATE of the format, so dates stay ISO text, which sorts as dates do.
      if (layer_->CreateField(&field) != OGRERR_NONE) fail();
      types_.push_back(kind);
    }
    begin_transaction();
  }

  void add(const exchange::SourceRow& row) override {
    OGRFeature feature{layer_->GetLayerDefn()};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string& text = row.cells[i].text;
      const int field = static_cast<int>(i);
      if (text.empty()) {
        feature.SetFieldNull(field);
      } else if (types_[i] == "boolean") {
        feature.SetField(field, text == "true" ? 1 : 0);
      } else if (types_[i] == "integer") {
        GIntBig value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        feature.SetField(field, value);
      } else if (types_[i] == "number") {
        double value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        feature.SetField(field, value);
      } else {
        feature.SetField(field, text.c_str());
      }
    }
    if (!row.geometry.empty()) {
      OGRGeometry* geometry = nullptr;
      if (OGRGeometryFactory::createFromWkb(row.geometry.data(), &wgs84_, &geometry, row.geometry.size()) !=
          OGRERR_NONE) {
        throw std::runtime_error{"a geometry cannot be written"};
      }
      if (multi_ != wkbUnknown) geometry = OGRGeometryFactory::forceTo(geometry, multi_);
      feature.SetGeometryDirectly(geometry);
    }
    if (layer_->CreateFeature(&feature) != OGRERR_NONE) fail();
    if (++pending_ == kRowsPerTransaction) {
      end_transaction();
      begin_transaction();
    }
  }

  void finish() override {
    end_transaction();
    CPLErrorReset();
    data_.reset();
    if (CPLGetLastErrorType() >= CE_Failure) fail();
  }

 private:
  void begin_transaction() {
    pending_ = 0;
    transaction_ = format_ == "gpkg" && data_->StartTransaction() == OGRERR_NONE;
  }
  void end_transaction() {
    if (transaction_ && data_->CommitTransaction() != OGRERR_NONE) fail();
    transaction_ = false;
  }
  [[noreturn]] void fail() const {
    std::string reason = CPLGetLastErrorMsg();
    if (reason.empty()) reason = "the writer of the format gave up";
    throw WorkerProblem{"export.unwritable",
                        {{"file", file_.substr(file_.rfind('/') + 1)}, {"reason", reason.substr(0, 300)}}};
  }

  std::string format_, file_;
  std::unique_ptr<GDALDataset> data_;
  OGRSpatialReference wgs84_;
  OGRLayer* layer_ = nullptr;
  OGRwkbGeometryType multi_ = wkbUnknown;
  std::vector<std::string> types_;
  bool transaction_ = false;
  int pending_ = 0;
};

}  // namespace

std::unique_ptr<TableWriter> gdal_writer(const std::string& format, const std::string& file) {
  return std::make_unique<GdalWriter>(format, file);
}

}  // namespace tilth::formats
