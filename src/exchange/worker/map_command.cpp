// SPDX-License-Identifier: Apache-2.0
#include "exchange/worker/map_command.h"

#include "exchange/frames.h"
#include "exchange/worker/problem_frame.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace tilth::formats {
namespace {

constexpr int kTile = 256;
constexpr const char* kTable = "map";
constexpr std::uint64_t kProgressParts = 1000;

[[noreturn]] void refuse(const std::string& reason) { throw WorkerProblem{"map.not_a_picture", {{"reason", reason}}}; }

[[noreturn]] void refuse_with_last_error(const std::string& otherwise) {
  const std::string said = CPLGetLastErrorMsg();
  refuse(said.empty() ? otherwise : said);
}

struct Step {
  const char* name;
  std::uint64_t said = 0;
};

int CPL_STDCALL say_how_far(double done, const char* /*message*/, void* step_of) {
  Step& step = *static_cast<Step*>(step_of);
  const auto parts = static_cast<std::uint64_t>(done * kProgressParts);
  if (parts == step.said) return TRUE;
  step.said = parts;
  std::string out;
  exchange::append_frame(out, 'D', Json{{"step", step.name}, {"done", parts}, {"total", kProgressParts}}.dump());
  return exchange::write_all(STDOUT_FILENO, out) ? TRUE : FALSE;
}

/// Red, green, blue and perhaps alpha, eight bits each, as a view of the source.
GDALDatasetUniquePtr picture_of(GDALDataset& source) {
  const int bands = source.GetRasterCount();
  if (bands == 0) refuse("it holds no picture");
  for (int band = 1; band <= std::min(bands, 4); ++band)
    if (source.GetRasterBand(band)->GetRasterDataType() != GDT_Byte)
      refuse("its values are not of 8 bits; make them so with: gdal_translate -ot Byte -scale IN.tif OUT.tif");
  CPLStringList words;
  for (const char* word : {"-of", "VRT"}) words.AddString(word);
  const GDALColorTable* palette = source.GetRasterBand(1)->GetColorTable();
  if (palette != nullptr) {
    for (const char* word : {"-expand", "rgba"}) words.AddString(word);
  } else {
    // A grey band three times; of many bands the first three; a fourth where it is the alpha.
    const bool grey = bands < 3;
    const int alpha = grey ? 2 : 4;
    for (int band = 1; band <= 3; ++band)
      for (const std::string& word : {std::string{"-b"}, std::to_string(grey ? 1 : band)})
        words.AddString(word.c_str());
    if (bands >= alpha && source.GetRasterBand(alpha)->GetColorInterpretation() == GCI_AlphaBand)
      for (const std::string& word : {std::string{"-b"}, std::to_string(alpha)}) words.AddString(word.c_str());
    words.AddString("-colorinterp_1");
    words.AddString("red");
    words.AddString("-colorinterp_2");
    words.AddString("green");
    words.AddString("-colorinterp_3");
    words.AddString("blue");
  }
  const std::unique_ptr<GDALTranslateOptions, decltype(&GDALTranslateOptionsFree)> options{
      GDALTranslateOptionsNew(words.List(), nullptr), GDALTranslateOptionsFree};
  GDALDatasetUniquePtr picture{
      GDALDataset::FromHandle(GDALTranslate("", GDALDataset::ToHandle(&source), options.get(), nullptr))};
  if (!picture) refuse_with_last_error("its bands cannot be read");
  return picture;
}

std::vector<double> bounds_of(GDALDataset& tiles) {
  double to_map[6];
  if (tiles.GetGeoTransform(to_map) != CE_None) refuse("it has no place on the map");
  OGRSpatialReference mercator, wgs84;
  mercator.importFromEPSG(3857);
  wgs84.importFromEPSG(4326);
  mercator.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const std::unique_ptr<OGRCoordinateTransformation> to_degrees{OGRCreateCoordinateTransformation(&mercator, &wgs84)};
  double x[2] = {to_map[0], to_map[0] + to_map[1] * tiles.GetRasterXSize()};
  double y[2] = {to_map[3], to_map[3] + to_map[5] * tiles.GetRasterYSize()};
  if (!to_degrees || to_degrees->Transform(2, x, y) == FALSE) refuse("its place cannot be brought to degrees");
  return {x[0], y[1], x[1], y[0]};
}

/// The XYZ zoom level whose pixels are the nearest to the dataset's; its pixels are exactly those of one.
int zoom_of(GDALDataset& tiles) {
  double to_map[6];
  tiles.GetGeoTransform(to_map);
  constexpr double kWorld = 2 * 20037508.342789244;  // EPSG:3857, m
  return static_cast<int>(std::lround(std::log2(kWorld / kTile / to_map[1])));
}

}  // namespace

void make_map_tiles(const std::string& source, const std::string& target) {
  const GDALDatasetUniquePtr read{GDALDataset::Open(source.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY)};
  if (!read) refuse_with_last_error("it is of no format that is known");
  if (read->GetSpatialRef() == nullptr) refuse("it says no coordinate reference system");
  const GDALDatasetUniquePtr picture = picture_of(*read);
  GDALDriver* geopackage = GetGDALDriverManager()->GetDriverByName("GPKG");
  CPLStringList options;
  options.SetNameValue("TILING_SCHEME", "GoogleMapsCompatible");
  options.SetNameValue("TILE_FORMAT", "WEBP");
  options.SetNameValue("QUALITY", "80");
  options.SetNameValue("RASTER_TABLE", kTable);
  options.SetNameValue("ZOOM_LEVEL_STRATEGY", "UPPER");
  Step step{"tiles"};
  GDALDatasetUniquePtr tiles{
      geopackage->CreateCopy(target.c_str(), picture.get(), FALSE, options.List(), say_how_far, &step)};
  if (!tiles) refuse_with_last_error("its tiles cannot be written");
  const int most = zoom_of(*tiles);
  std::vector<int> levels;
  for (int across = std::max(tiles->GetRasterXSize(), tiles->GetRasterYSize()), level = 2;
       across > kTile && static_cast<int>(levels.size()) < most; across = (across + 1) / 2, level *= 2)
    levels.push_back(level);
  step = {"overviews"};
  if (!levels.empty() && tiles->BuildOverviews("AVERAGE", static_cast<int>(levels.size()), levels.data(), 0, nullptr,
                                               say_how_far, &step) != CE_None)
    refuse_with_last_error("its coarser tiles cannot be written");
  const Json said{{"table", kTable},
                  {"min_zoom", most - static_cast<int>(levels.size())},
                  {"max_zoom", most},
                  {"bounds", bounds_of(*tiles)}};
  tiles.reset();  // written to the end
  if (CPLGetLastErrorType() == CE_Failure) refuse_with_last_error("its tiles cannot be written");
  std::string out;
  exchange::append_frame(out, 'E', said.dump());
  exchange::write_all(STDOUT_FILENO, out);
}

}  // namespace tilth::formats
