// SPDX-License-Identifier: Apache-2.0
// Coordinates as people write them - degrees, UTM, MGRS, a national grid - read without guessing, and written back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tilth::geo {

enum class Notation : std::uint8_t { decimal_degrees, degrees_minutes, degrees_minutes_seconds, utm, mgrs, epsg };
std::string_view name_of(Notation notation);  ///< "degrees and minutes"

/// Which of two values without letters comes first. Nobody can tell from `12.5, 30.1` itself.
enum class ValueOrder : std::uint8_t { by_letters, latitude_first, longitude_first };

struct ReadCoordinate {
  double lon = 0, lat = 0;  ///< WGS 84, degrees; of an MGRS square its centre
  Notation notation = Notation::decimal_degrees;
  std::string crs;              ///< "EPSG:28992" where the notation is epsg
  double datum_accuracy_m = 0;  ///< of the step from that system to WGS 84, as its register states it
  double precision_m =
      0;  ///< what one unit of the last digit written stands for on the ground; of MGRS the square's side

  bool operator==(const ReadCoordinate&) const = default;
};

inline constexpr std::size_t kMaxCoordinateBytes = 200;

/// Reads
///  - decimal degrees, degrees and minutes, or degrees, minutes and seconds, with or without their marks, with the
///    letters N S E W, O for west (French ouest, Spanish oeste), or the words; `lat` and `lon` in front also do;
///  - UTM on WGS 84: zone, hemisphere or band letter, easting, northing (or in any order with E and N at the values);
///  - MGRS, any precision, with or without spaces;
///  - `EPSG:28992 155000 463000`, easting first.
/// Decimals by point or by comma, digits of any script. What can be read in two ways is refused.
/// @throws Problem "coordinates.unreadable", ".ambiguous", ".contradictory", ".out_of_range", ".too_long",
/// "geometry.unknown_crs"
ReadCoordinate read_coordinate(std::string_view utf8, ValueOrder order = ValueOrder::by_letters);

struct WantedNotation {
  Notation notation = Notation::decimal_degrees;
  std::string crs;  ///< for epsg
};
/// Text that read_coordinate() reads back to within `precision_m`, with no more digits than that takes.
/// @throws Problem "coordinates.out_of_range" where the grid does not reach, "geometry.unknown_crs"
std::string written(double lon, double lat, const WantedNotation& as, double precision_m);

}  // namespace tilth::geo
