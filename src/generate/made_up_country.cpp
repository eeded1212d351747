// SPDX-License-Identifier: Apache-2.0
// Kitara, a country that does not exist.
#include "generate/made_up_country.h"

#include "stats/rng.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tilth::generate {
namespace {

constexpr int kDistrictColumns = 6, kDistrictRows = 2;
constexpr int kProvinceColumns = 12, kProvinceRows = 6;

constexpr std::array<const char*, 6> kProvinces{"Ashari", "Bende", "Coruma", "Deloa", "Esket", "Furaan"};
constexpr std::array<const char*, 24> kFirst{"Ama",  "Ori",  "Kel",  "Tana", "Bora", "Sefi", "Luma", "Dari",
                                             "Nuka", "Wela", "Piro", "Zama", "Goro", "Hila", "Jeno", "Mesa",
                                             "Quri", "Rado", "Ulva", "Vena", "Yaro", "Ilo",  "Eska", "Chela"};
constexpr std::array<const char*, 18> kLast{"dun",  "vale", "sira", "mont", "kesh", "bari", "lund", "tore", "wick",
                                            "nara", "ford", "gari", "pola", "zir",  "stan", "mere", "hol",  "dova"};

/// The corner of the grid at column i and row j, moved a little so that borders are no straight lines.
struct Corner {
  double x, y;
};

}  // namespace

std::vector<MadeUpPlace> made_up_country(std::uint64_t seed, int provinces) {
  const int columns = kProvinceColumns * std::min(provinces, 3), rows = kProvinceRows * (provinces > 3 ? 2 : 1);
  stats::Rng rng{seed ^ 0x4b4954415241ULL};
  const double width = kCommunityWidth, height = kCommunityHeight;
  std::vector<Corner> corners;
  for (int j = 0; j <= rows; ++j) {
    for (int i = 0; i <= columns; ++i) {
      const bool edge_x = i == 0 || i == columns;
      const bool edge_y = j == 0 || j == rows;
      const double dx = edge_x ? 0 : (rng.uniform() - 0.5) * kCornerShiftX * width;
      const double dy = edge_y ? 0 : (rng.uniform() - 0.5) * kCornerShiftY * height;
      // Six decimals, as published borders have them.
      corners.push_back({std::round((kKitara.west + i * width + dx) * 1e6) / 1e6,
                         std::round((kKitara.south + j * height + dy) * 1e6) / 1e6});
    }
  }
  const auto corner = [&](int i, int j) {
    return corners[static_cast<std::size_t>(j) * (columns + 1) + static_cast<std::size_t>(i)];
  };
  const auto block = [&](int i0, int j0, int i1, int j1) {  // the outline of cells [i0, i1) x [j0, j1)
    geo::Geometry area;
    area.kind = geo::Kind::polygon;
    const auto add = [&](int i, int j) {
      area.x.push_back(corner(i, j).x);
      area.y.push_back(corner(i, j).y);
    };
    for (int i = i0; i < i1; ++i) add(i, j0);
    for (int j = j0; j < j1; ++j) add(i1, j);
    for (int i = i1; i > i0; --i) add(i, j1);
    for (int j = j1; j >= j0; --j) add(i0, j);
    area.close_path();
    area.close_part();
    return area;
  };

  std::vector<MadeUpPlace> places;
  const auto add = [&](std::string pcode, std::string name, int level, int parent, geo::Geometry area) {
    MadeUpPlace place;
    place.id = Uuid::named("kitara/place/" + std::to_string(seed) + "/" + pcode);
    place.pcode = std::move(pcode);
    place.name = std::move(name);
    place.level = level;
    place.parent = parent;
    place.area = std::move(area);
    places.push_back(std::move(place));
    return static_cast<int>(places.size()) - 1;
  };

  const int country = add("KT", "Kitara", 0, -1, block(0, 0, columns, rows));
  int province_number = 0;
  for (int pj = 0; pj < rows; pj += kProvinceRows) {
    for (int pi = 0; pi < columns; pi += kProvinceColumns) {
      const std::string province_code = fmt::format("KT{:02}", province_number + 1);
      const int province = add(province_code, kProvinces[static_cast<std::size_t>(province_number)], 1, country,
                               block(pi, pj, pi + kProvinceColumns, pj + kProvinceRows));
      ++province_number;
      int district_number = 0;
      for (int dj = pj; dj < pj + kProvinceRows; dj += kDistrictRows) {
        for (int di = pi; di < pi + kProvinceColumns; di += kDistrictColumns) {
          ++district_number;
          const std::string district_code = fmt::format("{}{:02}", province_code, district_number);
          const auto name = [&] {
            return std::string{kFirst[rng.raw() % kFirst.size()]} + kLast[rng.raw() % kLast.size()];
          };
          const int district =
              add(district_code, name(), 2, province, block(di, dj, di + kDistrictColumns, dj + kDistrictRows));
          int community_number = 0;
          for (int cj = dj; cj < dj + kDistrictRows; ++cj) {
            for (int ci = di; ci < di + kDistrictColumns; ++ci) {
              ++community_number;
              const int community = add(fmt::format("{}{:03}", district_code, community_number), name(), 3, district,
                                        block(ci, cj, ci + 1, cj + 1));
              places[static_cast<std::size_t>(community)].middle_lon = kKitara.west + (ci + 0.5) * width;
              places[static_cast<std::size_t>(community)].middle_lat = kKitara.south + (cj + 0.5) * height;
              const auto people = static_cast<std::int64_t>(rng.lognormal(1200, 0.9));
              for (int at = community; at >= 0; at = places[static_cast<std::size_t>(at)].parent) {
                places[static_cast<std::size_t>(at)].population += people;
              }
            }
          }
        }
      }
    }
  }
  return places;
}

}  // namespace tilth::generate
