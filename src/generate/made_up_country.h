// SPDX-License-Identifier: Apache-2.0
// Kitara, a country that does not exist, in the open South Atlantic where nobody can take it for a real one.
#pragma once

#include "base/uuid.h"
#include "geo/geometry.h"

#include <string>
#include <vector>

namespace tilth::generate {

/// A place of the gazetteer: the country (level 0), provinces (1), districts (2), communities (3).
struct MadeUpPlace {
  Uuid id;
  std::string pcode;  ///< text, leading zeros kept: "KT", "KT03", "KT0307", "KT0307012"
  std::string name;
  int level = 0;
  int parent = -1;                        ///< index of the place above
  geo::Geometry area;                     ///< neighbours share their border vertices exactly
  double middle_lon = 0, middle_lat = 0;  ///< of a community: the middle before its corners were moved
  std::int64_t population = 0;
};

inline constexpr const char* kState = "AQ";  ///< nobody lives under this code, and Kitara is no state
inline Uuid coalition_of_kitara() { return Uuid::named("kitara/institution/coalition"); }
inline constexpr geo::Box kKitara{-30.0, -14.0, -26.0, -10.0};

inline constexpr int kCommunityColumns = 36, kCommunityRows = 12;
inline constexpr double kCommunityWidth = (kKitara.east - kKitara.west) / kCommunityColumns;  // degrees
inline constexpr double kCommunityHeight = (kKitara.north - kKitara.south) / kCommunityRows;  // degrees
/// Corners of communities are moved by up to half of these shares, so that borders are no straight lines.
inline constexpr double kCornerShiftX = 0.5, kCornerShiftY = 0.3;

/// The country with so many of its 6 provinces, each of 6 districts and 72 communities; the same for the same seed.
/// @param provinces 1, 2, 3 or 6
std::vector<MadeUpPlace> made_up_country(std::uint64_t seed, int provinces = 6);

}  // namespace tilth::generate
