// SPDX-License-Identifier: Apache-2.0
// Written coordinates: which notation it is, then that notation's grammar; the projections are GeographicLib's and
// PROJ's.
#include "geo/coordinates.h"

#include "geo/area.h"
#include "geo/coordinate_system.h"
#include "geo/coordinate_text.h"
#include "geo/to_wgs84.h"

#include <fmt/format.h>
#include <GeographicLib/DMS.hpp>
#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>

#include <algorithm>
#include <cmath>
#include <span>

namespace tilth::geo {
namespace {

using Marks = std::span<const Mark>;

constexpr const char* kAmbiguous = "coordinates.ambiguous";
constexpr const char* kContradictory = "coordinates.contradictory";
constexpr const char* kOutOfRange = "coordinates.out_of_range";
constexpr const char* kUnreadable = "coordinates.unreadable";
constexpr double kMetresPerDegreeAtMost = 111'319.4908;  // of the equator; elsewhere and along meridians fewer or alike
constexpr double kMaxNorthing = 10'000'000;
constexpr std::string_view kBands = "CDEFGHJKLMNPQRSTUVWX";  // of latitude, 8 degrees each from 80 S, the last 12
constexpr int kMaxMgrsPrecision = 11;                        // digits of each of easting and northing

enum class Axis : std::uint8_t { latitude, longitude };

struct Hemisphere {
  Axis axis;
  bool negative;
};

bool is_one_of(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// English, French, Spanish, Portuguese and Arabic.
std::optional<Hemisphere> hemisphere_of(const std::string& word) {
  if (is_one_of(word, {"N", "NORTH", "NORD", "NORTE", "شمال"})) return Hemisphere{Axis::latitude, false};
  if (is_one_of(word, {"S", "SOUTH", "SUD", "SUR", "SUL", "جنوب"})) return Hemisphere{Axis::latitude, true};
  if (is_one_of(word, {"E", "EAST", "EST", "ESTE", "LESTE", "شرق"})) return Hemisphere{Axis::longitude, false};
  if (is_one_of(word, {"W", "O", "WEST", "OUEST", "OESTE", "غرب"})) return Hemisphere{Axis::longitude, true};
  return std::nullopt;
}

std::optional<Axis> label_of(const std::string& word) {
  if (is_one_of(word, {"LAT", "LATITUDE", "LATITUD"})) return Axis::latitude;
  if (is_one_of(word, {"LON", "LNG", "LONG", "LONGITUDE", "LONGITUD"})) return Axis::longitude;
  return std::nullopt;
}

std::optional<MarkKind> unit_of(const std::string& word) {
  if (is_one_of(word, {"D", "DEG", "DEGREE", "DEGREES", "DEGRÉS", "DEGRÉ", "GRADOS", "GRADO"})) return MarkKind::degree;
  if (is_one_of(word, {"MIN", "MINUTE", "MINUTES", "MINUTOS"})) return MarkKind::minute;
  if (is_one_of(word, {"SEC", "SECOND", "SECONDS", "SECONDES", "SEGUNDOS"})) return MarkKind::second;
  return std::nullopt;
}

double unit_of_last_digit(const Mark& number) { return std::pow(10.0, -number.decimals); }

std::size_t end_column(Marks marks) {
  return marks.empty() ? 1 : marks.back().column + std::max<std::size_t>(1, marks.back().text.size());
}

Marks without_separators(Marks marks) {
  while (!marks.empty() && marks.front().kind == MarkKind::separator) marks = marks.subspan(1);
  while (!marks.empty() && marks.back().kind == MarkKind::separator) marks = marks.first(marks.size() - 1);
  return marks;
}

// Degrees.

struct Angle {
  std::size_t column = 1;
  double degrees = 0;
  std::optional<Axis> axis;
  int parts = 1;            ///< 1 degrees, 2 and minutes, 3 and seconds
  double unit_degrees = 1;  ///< of the last digit
};

/// `[letter] degrees [minutes [seconds]] [letter]`, nothing left over.
Angle angle_of(Marks marks, std::optional<Axis> label, std::size_t column) {
  marks = without_separators(marks);
  if (marks.empty()) refuse(kUnreadable, column, "a value is missing", "write a latitude and a longitude");
  Angle angle{.column = marks.front().column, .axis = label};
  std::optional<Hemisphere> letter;
  const auto take_letter = [&](const Mark& mark) {
    letter = hemisphere_of(mark.text);
    if (label && letter->axis != *label) {
      refuse(kContradictory, mark.column, "a value is called latitude and has a letter of longitude, or the reverse",
             "use N or S with a latitude, E or W with a longitude");
    }
    angle.axis = letter->axis;
  };
  if (marks.front().kind == MarkKind::word && hemisphere_of(marks.front().text)) {
    take_letter(marks.front());
    marks = marks.subspan(1);
  } else if (marks.back().kind == MarkKind::word && hemisphere_of(marks.back().text)) {
    take_letter(marks.back());
    marks = marks.first(marks.size() - 1);
  }

  double parts[3] = {};
  int count = 0;
  bool negative = false, decimals = false, marked = true;  // whether the last number has had its mark
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const Mark& mark = marks[i];
    if (mark.kind == MarkKind::number) {
      if (count == 3)
        refuse(kUnreadable, mark.column, "a value has more than degrees, minutes and seconds", "take the rest out");
      if (count > 0 && mark.has_sign) {
        refuse(kUnreadable, mark.column, "minutes and seconds have no sign", "put a comma between the two values");
      }
      if (decimals) {
        refuse(kUnreadable, mark.column, "only the last part of a value has decimals",
               "write a comma between the two values, or whole degrees and minutes");
      }
      if (count > 0 && mark.value >= 60) {
        refuse(kOutOfRange, mark.column, fmt::format("{} minutes or seconds", mark.text), "write less than 60");
      }
      if (count == 0 && mark.whole_digits > 3) {
        refuse(kUnreadable, mark.column, mark.text + " is no angle in degrees",
               "put the grid in front of its values: `36N 500000 4649776` (UTM) or `EPSG:28992 155000 463000`; or put "
               "blanks between degrees, minutes and seconds");
      }
      if (count == 0) negative = std::signbit(mark.value);
      if (count == 0 && mark.has_sign && letter) {
        refuse(kAmbiguous, mark.column, "a value has both a sign and a letter", "use either the sign or the letter");
      }
      parts[count] = std::abs(mark.value);
      decimals = mark.decimals > 0;
      angle.unit_degrees = unit_of_last_digit(mark) / std::pow(60.0, count);
      ++count;
      marked = false;
      continue;
    }
    std::optional<MarkKind> unit = mark.kind;
    if (mark.kind == MarkKind::word) unit = unit_of(mark.text);
    const bool between = i + 1 < marks.size() && marks[i + 1].kind == MarkKind::number;
    const bool joins = (mark.kind == MarkKind::colon || mark.kind == MarkKind::dash) && between && count < 3;
    static constexpr MarkKind kUnits[] = {MarkKind::degree, MarkKind::minute, MarkKind::second};
    if (marked || count == 0 || !unit || (!joins && *unit != kUnits[count - 1])) {
      refuse(kUnreadable, mark.column, "this mark or word does not fit here",
             "write a value like 12.5 S, 12°30.5'S or 12°30'45\"S");
    }
    marked = true;
  }
  if (count == 0) refuse(kUnreadable, angle.column, "a letter has no value", "write a number with each letter");
  angle.parts = count;
  angle.degrees = parts[0] + parts[1] / 60 + parts[2] / 3600;
  if (negative || (letter && letter->negative)) angle.degrees = -angle.degrees;
  return angle;
}

/// Where the second value begins, where neither letters nor labels tell.
std::size_t second_value(Marks marks) {
  std::vector<std::size_t> separators, degree_marks, numbers;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const bool degree = marks[i].kind == MarkKind::degree ||
                        (marks[i].kind == MarkKind::word && unit_of(marks[i].text) == MarkKind::degree);
    if (marks[i].kind == MarkKind::separator) separators.push_back(i);
    if (degree) degree_marks.push_back(i);
    if (marks[i].kind == MarkKind::number) numbers.push_back(i);
  }
  if (separators.size() == 1) return separators[0];
  if (separators.empty() && degree_marks.size() == 2 && degree_marks[1] > 0) return degree_marks[1] - 1;
  if (separators.empty() && degree_marks.empty() && !numbers.empty() && numbers.size() % 2 == 0)
    return numbers[numbers.size() / 2];
  if (numbers.size() < 2) {
    refuse(kUnreadable, end_column(marks), "a second value is missing", "write a latitude and a longitude");
  }
  refuse(kUnreadable, marks.front().column, "it cannot be told where the one value ends and the other begins",
         "write two values with a semicolon between them, or with the letters N or S and E or W");
}

struct Pair {
  double lon, lat;
  int parts;
  double unit_degrees;
};

Pair degrees_of(Marks marks, ValueOrder order) {
  marks = without_separators(marks);
  std::vector<std::size_t> labels, letters;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (marks[i].kind != MarkKind::word) continue;
    if (label_of(marks[i].text)) {
      labels.push_back(i);
    } else if (hemisphere_of(marks[i].text)) {
      letters.push_back(i);
    } else if (!unit_of(marks[i].text)) {
      refuse(kUnreadable, marks[i].column, "a word or letter is not known here",
             "use N or S and E, W or O for the hemisphere, or lat and lon in front of the values");
    }
  }
  Angle first, second;
  const std::size_t end = end_column(marks);
  const auto two_values = [&](std::size_t from, std::size_t skip, std::size_t cut, std::optional<Axis> one,
                              std::optional<Axis> other) {
    first = angle_of(marks.subspan(from, cut - from), one, end);
    second = angle_of(marks.subspan(cut + skip), other, end);
  };
  if (!labels.empty()) {
    const auto behind = [&](std::size_t label) {  // "lat:" and "lat ="
      const bool sign = label + 1 < marks.size() &&
                        (marks[label + 1].kind == MarkKind::colon || marks[label + 1].kind == MarkKind::equals);
      return label + (sign ? 2 : 1);
    };
    if (labels.size() != 2 || labels[0] != 0) {
      refuse(kUnreadable, marks[labels[0]].column,
             "latitude and longitude must be named both, each in front of its value", "write lat 12.5 lon 30.1");
    }
    two_values(behind(labels[0]), behind(labels[1]) - labels[1], labels[1], label_of(marks[labels[0]].text),
               label_of(marks[labels[1]].text));
  } else if (!letters.empty()) {
    if (letters.size() != 2) {
      refuse(kUnreadable, marks[letters.back()].column,
             letters.size() == 1 ? "only one of the two values has a letter" : "there are more than two letters",
             "write one of N or S with the latitude and one of E, W or O with the longitude");
    }
    const bool in_front = letters[0] == 0;
    if (!in_front && letters[1] + 1 != marks.size()) {
      refuse(kUnreadable, marks[letters[1]].column, "one letter stands behind its value and the other in front",
             "write both letters in front, or both behind");
    }
    two_values(0, 0, in_front ? letters[1] : letters[0] + 1, std::nullopt, std::nullopt);
    if (!first.axis || !second.axis) {
      refuse(kUnreadable, marks[letters[0]].column, "a value has no letter of its own",
             "write one letter with each value");
    }
  } else {
    const auto dash = std::find_if(marks.begin(), marks.end(), [](const Mark& m) { return m.kind == MarkKind::dash; });
    if (dash != marks.end()) {
      refuse(kAmbiguous, dash->column, "a dash may join degrees and minutes, part two values or be a minus",
             "add the letters N or S and E or W, or put a semicolon between the two values");
    }
    two_values(0, 0, second_value(marks), std::nullopt, std::nullopt);
    if (!first.axis && first.parts != second.parts) {
      refuse(kUnreadable, second.column, "one value has more parts than the other",
             "write both in the same way, or add the letters N or S and E or W");
    }
  }
  if (!first.axis) {
    const bool first_wide = std::abs(first.degrees) > 90, second_wide = std::abs(second.degrees) > 90;
    if (order == ValueOrder::by_letters) {
      if (first_wide == second_wide && !first_wide) {
        refuse(kAmbiguous, first.column, "either value may be the latitude",
               "add the letters N or S and E or W, write lat and lon in front of the values, or say which comes first");
      }
      order = first_wide ? ValueOrder::longitude_first : ValueOrder::latitude_first;
    }
    const bool latitude_first = order == ValueOrder::latitude_first;
    first.axis = latitude_first ? Axis::latitude : Axis::longitude;
    second.axis = latitude_first ? Axis::longitude : Axis::latitude;
  }
  if (*first.axis == *second.axis) {
    refuse(kContradictory, second.column,
           *first.axis == Axis::latitude ? "both values are latitudes" : "both values are longitudes",
           "write one of N or S and one of E, W or O");
  }
  for (const Angle* angle : {&first, &second}) {
    const bool latitude = *angle->axis == Axis::latitude;
    if (std::abs(angle->degrees) > (latitude ? 90 : 180)) {
      refuse(kOutOfRange, angle->column,
             fmt::format("a {} of {} degrees", latitude ? "latitude" : "longitude", angle->degrees),
             latitude ? "write a latitude between 90 S and 90 N" : "write a longitude between 180 W and 180 E");
    }
  }
  const bool latitude_first = *first.axis == Axis::latitude;
  return {(latitude_first ? second : first).degrees, (latitude_first ? first : second).degrees,
          std::max(first.parts, second.parts), std::max(first.unit_degrees, second.unit_degrees)};
}

ReadCoordinate read_degrees(Marks marks, ValueOrder order) {
  const Pair pair = degrees_of(marks, order);
  static constexpr Notation kByParts[] = {Notation::decimal_degrees, Notation::degrees_minutes,
                                          Notation::degrees_minutes_seconds};
  return {.lon = pair.lon,
          .lat = pair.lat,
          .notation = kByParts[pair.parts - 1],
          .precision_m = pair.unit_degrees * kMetresPerDegreeAtMost};
}

// Grids.

struct GridPair {
  double easting = 0, northing = 0;
  double unit = 1;        ///< of the last digit
  bool lettered = false;  ///< E and N say which is which
  std::size_t column = 1;
};

/// Two numbers, easting first unless E and N (`mE`, `mN`, easting, northing) say otherwise.
GridPair grid_pair_of(Marks marks, std::size_t end) {
  struct Value {
    const Mark* number = nullptr;
    std::optional<Axis> axis;
  };
  const auto axis_of = [](const std::string& word) -> std::optional<Axis> {
    if (is_one_of(word, {"E", "ME", "EAST", "EASTING", "EST", "ESTE"})) return Axis::longitude;
    if (is_one_of(word, {"N", "MN", "NORTH", "NORTHING", "NORD", "NORTE"})) return Axis::latitude;
    return std::nullopt;
  };
  marks = without_separators(marks);
  std::vector<Value> values;
  const bool in_front = !marks.empty() && marks.front().kind == MarkKind::word;
  bool separated = true;
  std::optional<Axis> waiting;
  for (const Mark& mark : marks) {
    if (mark.kind == MarkKind::number) {
      if (mark.decimals == 3 && (mark.decimal_comma || mark.whole_digits <= 3)) {
        refuse(kAmbiguous, mark.column, mark.text + " may have decimals, or a mark between its thousands",
               "write nothing between thousands, and decimals with a point and other than three of them");
      }
      if (in_front && !waiting) break;
      values.push_back({&mark, waiting});
      waiting.reset();
      separated = false;
    } else if (mark.kind == MarkKind::separator && !separated && !waiting) {
      separated = true;
    } else if (mark.kind == MarkKind::word && mark.text == "M" && !values.empty() && !separated &&
               !values.back().axis) {
      continue;  // metres
    } else if (mark.kind == MarkKind::word && axis_of(mark.text) && in_front && !waiting) {
      waiting = axis_of(mark.text);
    } else if (mark.kind == MarkKind::word && axis_of(mark.text) && !in_front && !values.empty() && !separated &&
               !values.back().axis) {
      values.back().axis = axis_of(mark.text);
    } else {
      refuse(kUnreadable, mark.column, "this mark or word does not fit in a pair of grid values",
             "write an easting and a northing, such as 500000 4649776 or 500000 E 4649776 N");
    }
  }
  if (values.size() != 2 || waiting) {
    refuse(kUnreadable, values.empty() ? end : values.back().number->column,
           fmt::format("a grid needs an easting and a northing, here are {} values", values.size()),
           "write both, such as 500000 4649776, with nothing between thousands");
  }
  if (values[0].axis.has_value() != values[1].axis.has_value()) {
    refuse(kAmbiguous, values[1].number->column, "only one of the two values has a letter",
           "write E and N with both values or with none");
  }
  if (values[0].axis && *values[0].axis == *values[1].axis) {
    refuse(kContradictory, values[1].number->column, "both values have the same letter", "write one E and one N");
  }
  if (values[0].axis == Axis::latitude) std::swap(values[0], values[1]);
  return {.easting = values[0].number->value,
          .northing = values[1].number->value,
          .unit = std::max(unit_of_last_digit(*values[0].number), unit_of_last_digit(*values[1].number)),
          .lettered = values[0].axis.has_value(),
          .column = std::min(values[0].number->column, values[1].number->column)};
}

/// Whether `lat` lies in the band of latitude of that letter, give or take `slack_degrees`.
bool in_band(char band, double lat, double slack_degrees) {
  const auto index = static_cast<double>(kBands.find(band));
  const double from = -80 + 8 * index, to = band == 'X' ? 84 : from + 8;
  return lat >= from - slack_degrees && lat <= to + slack_degrees;
}

ReadCoordinate utm_point(int zone, bool north, const GridPair& pair) {
  if (pair.northing < 0 || pair.northing > kMaxNorthing) {
    refuse(kOutOfRange, pair.column, fmt::format("a northing of {} m", pair.northing),
           "write a northing between 0 and 10000000 m; it may have been swapped with the easting");
  }
  ReadCoordinate point{.notation = Notation::utm, .precision_m = pair.unit};
  try {
    double convergence = 0, scale = 0;
    GeographicLib::UTMUPS::Reverse(zone, north, pair.easting, pair.northing, point.lat, point.lon, convergence, scale,
                                   true);
  } catch (const GeographicLib::GeographicErr&) {
    refuse(kOutOfRange, pair.column,
           fmt::format("the easting {} m and northing {} m lie outside the grid of zone {}", pair.easting,
                       pair.northing, zone),
           "look whether easting and northing are swapped or lack a digit; an easting has six digits before the point");
  }
  if (std::abs(point.lat) > 90 || std::abs(point.lon) > 180 || (north ? point.lat < -1e-6 : point.lat > 1e-6)) {
    refuse(kOutOfRange, pair.column, "the northing lies beyond the equator or the pole",
           "look at the northing's digits");
  }
  return point;
}

/// @pre marks[0] is the zone's number
ReadCoordinate read_utm(Marks marks, std::size_t end) {
  const Mark& number = marks[0];
  const int zone = static_cast<int>(number.value);
  if (zone < 1 || zone > 60) {
    refuse(kOutOfRange, number.column, fmt::format("there is no UTM zone {}", number.text),
           "write a zone from 1 to 60");
  }
  if (marks.size() < 2 || marks[1].kind != MarkKind::word) {
    refuse(kAmbiguous, number.column, "the zone has no hemisphere", "write 36 north or 36 south");
  }
  const Mark& word = marks[1];
  const GridPair pair = grid_pair_of(marks.subspan(2), end);
  const bool letter = word.text.size() == 1;
  const std::optional<Hemisphere> hemisphere = hemisphere_of(word.text);
  if (!letter && (!hemisphere || hemisphere->axis != Axis::latitude)) {
    refuse(kUnreadable, word.column, "a zone is followed by north, south or the letter of a band",
           "write 36 north or 36 south");
  }
  if (!letter || word.text == "N") return utm_point(zone, !hemisphere->negative, pair);  // band N lies north as well
  const char band = word.text[0];
  if (kBands.find(band) == std::string_view::npos) {
    refuse(kUnreadable, word.column, "there is no band of latitude of this letter",
           "use a letter from C to X without I and O, or write north or south");
  }
  const bool band_north = band >= 'N';
  std::optional<ReadCoordinate> as_band;
  try {
    as_band = utm_point(zone, band_north, pair);
  } catch (const Problem&) {
    if (band != 'S') throw;
  }
  const double slack = pair.unit / 100'000 + 1e-4;
  if (band != 'S') {
    if (!in_band(band, as_band->lat, slack)) {
      refuse(kContradictory, word.column,
             fmt::format("the northing leads to latitude {:.3f}, which is not in band {}", as_band->lat, band),
             "correct the letter or the northing, or write north or south in place of the letter");
    }
    return *as_band;
  }
  // S is the southern hemisphere to some and the northern band from 32 to 40 degrees to others.
  if (as_band && in_band('S', as_band->lat, 1)) {
    refuse(kAmbiguous, word.column,
           fmt::format("{}S may be the band at 32 to 40 degrees north or the southern hemisphere", zone),
           fmt::format("write {} north or {} south", zone, zone));
  }
  return utm_point(zone, false, pair);
}

/// Digits of easting and northing, from one group or two.
std::string mgrs_digits(Marks numbers) {
  for (const Mark& number : numbers) {
    if (number.has_sign || number.decimals > 0)
      refuse(kUnreadable, number.column, "MGRS has whole digits only",
             "write as many digits for the easting as for the northing");
  }
  if (numbers.empty()) return {};
  const std::string& first = numbers[0].text;
  if (numbers.size() == 1 && first.size() % 2 != 0) {
    refuse(kUnreadable, numbers[0].column,
           fmt::format("{} digits cannot be shared by easting and northing", first.size()),
           "write as many digits for the easting as for the northing");
  }
  if (numbers.size() == 2 && first.size() != numbers[1].text.size()) {
    refuse(kContradictory, numbers[1].column,
           fmt::format("the easting has {} digits and the northing {}", first.size(), numbers[1].text.size()),
           "write as many digits for the easting as for the northing");
  }
  return numbers.size() == 2 ? first + numbers[1].text : first;
}

bool is_whole(const Mark& mark, int digits_at_most) {
  return mark.kind == MarkKind::number && !mark.has_sign && mark.decimals == 0 && mark.whole_digits <= digits_at_most;
}

/// Squares whose letters are words of degrees: with few digits `12 sud` may be half a pair of degrees.
bool is_word_of_degrees(const std::string& letters) {
  return is_one_of(letters, {"DEG", "MIN", "SEC", "LAT", "LON", "LNG", "EST", "SUD", "SUR", "SUL"});
}
constexpr std::size_t kDigitsOfNoDegrees = 6;

/// `36T VK 12345 67890`: a zone (none at the poles), three letters, at most two groups of digits.
std::optional<ReadCoordinate> read_mgrs(Marks marks, bool said) {
  std::size_t at = 0;
  std::string text;
  if (!marks.empty() && is_whole(marks[0], 2)) text = marks[at++].text;
  std::string letters;
  const std::size_t first_word = at;
  while (at < marks.size() && marks[at].kind == MarkKind::word && letters.size() < 3) letters += marks[at++].text;
  if (letters.size() != 3 ||
      !std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
    return std::nullopt;
  }
  if (text.empty() && std::string_view{"ABYZ"}.find(letters[0]) == std::string_view::npos) return std::nullopt;
  const Marks numbers = marks.subspan(at);
  if (numbers.size() > 2 ||
      !std::all_of(numbers.begin(), numbers.end(), [](const Mark& mark) { return mark.kind == MarkKind::number; })) {
    return std::nullopt;
  }
  const std::string digits = mgrs_digits(numbers);
  if (!said && at == first_word + 1 && is_word_of_degrees(letters) && digits.size() < kDigitsOfNoDegrees) {
    refuse(kAmbiguous, marks[first_word].column, letters + " may be a word of degrees or the letters of an MGRS square",
           "write MGRS in front of the square, or a latitude and a longitude with their letters");
  }
  text += letters + digits;
  ReadCoordinate point{.notation = Notation::mgrs};
  try {
    int zone = 0, precision = 0;
    bool north = true;
    double easting = 0, northing = 0;
    GeographicLib::MGRS::Reverse(text, zone, north, easting, northing, precision, true);
    GeographicLib::UTMUPS::Reverse(zone, north, easting, northing, point.lat, point.lon);
    point.precision_m = std::pow(10.0, 5 - precision);
  } catch (const GeographicLib::GeographicErr&) {
    refuse(kOutOfRange, marks.front().column, "MGRS has no such square",
           "compare zone, letters and digits with the source; I and O are never used");
  }
  return point;
}

double metres_of_one_unit(const std::function<void(Geometry&)>& to_degrees, double x, double y, double unit) {
  const auto turned = [&](double east, double north) {
    Geometry point = Geometry::point(east, north);
    if (to_degrees) to_degrees(point);
    return point;
  };
  const Geometry at = turned(x, y), east = turned(x + unit, y), north = turned(x, y + unit);
  return std::max(distance_m(at.x[0], at.y[0], east.x[0], east.y[0]),
                  distance_m(at.x[0], at.y[0], north.x[0], north.y[0]));
}

bool in_use_at(const CoordinateSystem& system, double lon, double lat) {
  constexpr double kMargin = 0.5;
  const Box& area = system.area;
  if (lat < area.south - kMargin || lat > area.north + kMargin) return false;
  const bool past_west = lon >= area.west - kMargin, before_east = lon <= area.east + kMargin;
  return area.west <= area.east ? past_west && before_east : past_west || before_east;
}

CoordinateSystem usable_system(const std::string& crs, std::size_t column) {
  CoordinateSystem system = coordinate_system(crs);
  if (!system.east_and_north) {
    refuse(kAmbiguous, column, fmt::format("the axes of {} ({}) do not count east and north", crs, system.name),
           "convert the values to another system first");
  }
  if (system.geographic && !system.in_degrees) {
    refuse(kAmbiguous, column, fmt::format("{} ({}) does not count in degrees", crs, system.name),
           "convert the values to another system first");
  }
  return system;
}

double known_datum_accuracy_m(const CoordinateSystem& system, const std::string& crs, double x, double y,
                              std::size_t column) {
  const std::optional<double> accuracy = datum_accuracy_m(crs, x, y);
  if (!accuracy) {
    refuse(kAmbiguous, column,
           fmt::format("no step from the datum of {} ({}) to WGS 84 is known there", crs, system.name),
           "ask the survey department for the values in another system");
  }
  return *accuracy;
}

/// @pre marks[0] is the word EPSG
ReadCoordinate read_epsg(Marks marks, std::size_t end, ValueOrder order) {
  std::size_t at = 1;
  if (at < marks.size() && marks[at].kind == MarkKind::colon) ++at;
  if (at >= marks.size() || !is_whole(marks[at], 6)) {
    refuse(kUnreadable, marks[0].column, "EPSG is not followed by a code", "write it like EPSG:28992 155000 463000");
  }
  ReadCoordinate read{.notation = Notation::epsg, .crs = "EPSG:" + marks[at].text};
  const std::size_t column = marks[at].column;
  const CoordinateSystem system = usable_system(read.crs, column);
  const Marks values = without_separators(marks.subspan(at + 1));
  double x = 0, y = 0, unit = 1;
  if (system.geographic) {
    const Pair pair = degrees_of(values, order);
    x = pair.lon, y = pair.lat, unit = pair.unit_degrees;
  } else {
    const GridPair pair = grid_pair_of(values, end);
    if (!system.east_first && !pair.lettered) {
      refuse(kAmbiguous, pair.column,
             fmt::format("{} ({}) has the northing first in its register, people mostly the easting", read.crs,
                         system.name),
             "write E and N with the values, such as 155000 E 463000 N");
    }
    x = pair.easting, y = pair.northing, unit = pair.unit;
  }
  const std::function<void(Geometry&)> to_degrees = to_wgs84(read.crs);
  const auto outside = [&] {
    refuse(kOutOfRange, column,
           fmt::format("the point lies outside the area where {} ({}) is used", read.crs, system.name),
           "compare the code and the values with the source; easting and northing may be swapped");
  };
  Geometry point = Geometry::point(x, y);
  try {
    if (to_degrees) to_degrees(point);
    read.precision_m = metres_of_one_unit(to_degrees, x, y, unit);
  } catch (const Problem&) {
    outside();
  }
  read.lon = point.x[0], read.lat = point.y[0];
  if (!in_use_at(system, read.lon, read.lat)) outside();
  read.datum_accuracy_m = known_datum_accuracy_m(system, read.crs, x, y, column);
  return read;
}

ReadCoordinate read_marks(Marks marks, ValueOrder order) {
  const std::size_t end = end_column(marks);
  marks = without_separators(marks);
  if (marks.empty()) refuse(kUnreadable, 1, "it is empty", "write a coordinate such as 12.5 N 30.1 E");
  const auto is_word = [&](std::initializer_list<std::string_view> words) {
    return !marks.empty() && marks[0].kind == MarkKind::word && is_one_of(marks[0].text, words);
  };
  const auto skip = [&](std::size_t count) {
    marks = marks.subspan(count);
    while (!marks.empty() && (marks[0].kind == MarkKind::colon || marks[0].kind == MarkKind::equals ||
                              marks[0].kind == MarkKind::separator)) {
      marks = marks.subspan(1);
    }
  };
  if (is_word({"EPSG"})) return read_epsg(marks, end, order);
  if (is_word({"WGS"}) && marks.size() > 1 && marks[1].text == "84") skip(2);
  const bool mgrs_said = is_word({"MGRS"});
  if (mgrs_said) skip(1);
  bool utm_said = is_word({"UTM"});
  if (utm_said) skip(1);
  if (is_word({"ZONE", "ZONA", "HUSO", "FUSEAU"})) {
    utm_said = true;
    skip(1);
  }
  if (!utm_said) {
    if (const auto point = read_mgrs(marks, mgrs_said)) return *point;
  }
  const auto large = [](const Mark& mark) { return mark.kind == MarkKind::number && mark.whole_digits > 3; };
  const bool zone_first = !marks.empty() && is_whole(marks[0], 2);
  if (zone_first && !mgrs_said && (utm_said || std::any_of(marks.begin(), marks.end(), large)))
    return read_utm(marks, end);
  if (utm_said || mgrs_said || marks.empty()) {
    refuse(kUnreadable, marks.empty() ? end : marks[0].column,
           mgrs_said ? "this is no MGRS coordinate" : "a zone and its values are missing",
           mgrs_said ? "write it like 36TVK1234567890" : "write it like 36 north 500000 4649776");
  }
  return read_degrees(marks, order);
}

/// Decimals that make one unit of the last digit no larger than the precision.
int decimals_for(double metres_of_unit, double precision_m, int at_most) {
  return std::clamp(static_cast<int>(std::ceil(std::log10(metres_of_unit / precision_m) - 1e-9)), 0, at_most);
}

std::string decimal_degrees(double lon, double lat, double precision_m) {
  const int decimals = decimals_for(kMetresPerDegreeAtMost, precision_m, 11);
  return fmt::format("{:.{}f} {} {:.{}f} {}", std::abs(lat), decimals, lat < 0 ? 'S' : 'N', std::abs(lon), decimals,
                     lon < 0 ? 'W' : 'E');
}

std::string with_marks(double lon, double lat, bool seconds, double precision_m) {
  using GeographicLib::DMS;
  const DMS::component last = seconds ? DMS::SECOND : DMS::MINUTE;
  const auto decimals =
      static_cast<unsigned>(decimals_for(kMetresPerDegreeAtMost / (seconds ? 3600 : 60), precision_m, 9));
  std::string text =
      DMS::Encode(lat, last, decimals, DMS::LATITUDE) + " " + DMS::Encode(lon, last, decimals, DMS::LONGITUDE);
  for (std::size_t at = 0; (at = text.find('d', at)) != std::string::npos;) text.replace(at, 1, "°");
  return text;
}

struct GridPoint {
  int zone = 0;
  bool north = true;
  double easting = 0, northing = 0;
};

GridPoint grid_point(double lon, double lat) {
  GridPoint point;
  GeographicLib::UTMUPS::Forward(lat, lon, point.zone, point.north, point.easting, point.northing);
  return point;
}

std::string utm_text(double lon, double lat, double precision_m) {
  const GridPoint point = grid_point(lon, lat);
  if (point.zone == GeographicLib::UTMUPS::UPS) {
    refuse(kOutOfRange, 1, "UTM reaches from 80 S to 84 N", "ask for degrees or MGRS");
  }
  const int decimals = decimals_for(1, precision_m, 6);
  return fmt::format("{} {} {:.{}f} E {:.{}f} N", point.zone, point.north ? "north" : "south", point.easting, decimals,
                     point.northing, decimals);
}

std::string mgrs_text(double lon, double lat, double precision_m) {
  const GridPoint point = grid_point(lon, lat);
  const int precision =
      std::clamp(static_cast<int>(std::ceil(5 - std::log10(precision_m) - 1e-9)), 0, kMaxMgrsPrecision);
  // Digits are cut off, not rounded: a whole metre that went through degrees may have come back a nanometre short.
  const auto to_micrometre = [](double metres) { return std::round(metres * 1e6) / 1e6; };
  std::string text;
  GeographicLib::MGRS::Forward(point.zone, point.north, to_micrometre(point.easting), to_micrometre(point.northing),
                               lat, precision, text);
  const std::size_t letters = point.zone == GeographicLib::UTMUPS::UPS ? 0 : 2;
  if (is_word_of_degrees(text.substr(letters, 3)) && text.size() < letters + 3 + kDigitsOfNoDegrees)
    return "MGRS " + text;
  return text;
}

std::string epsg_text(double lon, double lat, const std::string& crs, double precision_m) {
  const CoordinateSystem system = usable_system(crs, 1);
  if (!in_use_at(system, lon, lat)) {
    refuse(kOutOfRange, 1, fmt::format("the point lies outside the area where {} ({}) is used", crs, system.name),
           "ask for another system");
  }
  Geometry point = Geometry::point(lon, lat);
  if (const auto turn = from_wgs84(crs)) turn(point);
  known_datum_accuracy_m(system, crs, point.x[0], point.y[0], 1);
  if (system.geographic) return crs + " " + decimal_degrees(point.x[0], point.y[0], precision_m);
  const double metres = metres_of_one_unit(to_wgs84(crs), point.x[0], point.y[0], 1);
  int decimals = decimals_for(metres, precision_m, 6);
  if (decimals == 3) decimals = 4;  // three might be thousands
  return fmt::format("{} {:.{}f} E {:.{}f} N", crs, point.x[0], decimals, point.y[0], decimals);
}

}  // namespace

std::string_view name_of(Notation notation) {
  switch (notation) {
    case Notation::decimal_degrees:
      return "decimal degrees";
    case Notation::degrees_minutes:
      return "degrees and minutes";
    case Notation::degrees_minutes_seconds:
      return "degrees, minutes and seconds";
    case Notation::utm:
      return "UTM";
    case Notation::mgrs:
      return "MGRS";
    case Notation::epsg:
      return "EPSG";
  }
  return {};
}

ReadCoordinate read_coordinate(std::string_view utf8, ValueOrder order) {
  return read_either_way(utf8, [order](const std::vector<Mark>& marks) { return read_marks(marks, order); });
}

std::string written(double lon, double lat, const WantedNotation& as, double precision_m) {
  if (!(std::abs(lat) <= 90) || !(std::abs(lon) <= 180)) {
    refuse(kOutOfRange, 1, fmt::format("latitude {} and longitude {} are no place on earth", lat, lon),
           "give degrees up to 90 and 180");
  }
  const double precision = std::isfinite(precision_m) ? std::clamp(precision_m, 1e-6, 1e6) : 1e6;
  switch (as.notation) {
    case Notation::decimal_degrees:
      return decimal_degrees(lon, lat, precision);
    case Notation::degrees_minutes:
      return with_marks(lon, lat, false, precision);
    case Notation::degrees_minutes_seconds:
      return with_marks(lon, lat, true, precision);
    case Notation::utm:
      return utm_text(lon, lat, precision);
    case Notation::mgrs:
      return mgrs_text(lon, lat, precision);
    case Notation::epsg:
      return epsg_text(lon, lat, as.crs, precision);
  }
  return {};
}

}  // namespace tilth::geo
