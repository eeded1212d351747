// SPDX-License-Identifier: Apache-2.0
// The mapping profile: a reviewed file that says which column of a source is which field, and how rows find their
// records.
#pragma once

#include "exchange/open_table.h"
#include "geo/geometry.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tilth::exchange {

/// Where a geometry comes from.
enum class GeometrySource {
  none,
  of_source,  ///< the feature's own
  wkt,        ///< a column of well-known text
  lon_lat,    ///< two columns
};

/// How one field gets its value from the columns of a row.
struct FieldMapping {
  std::string field;
  int line = 0;                      ///< in the profile
  std::vector<std::string> columns;  ///< several are joined
  std::string join = " ";
  std::optional<std::string> constant;
  std::map<std::string, std::string> values;  ///< folded source text -> the field's value; empty text: no value
  std::optional<std::string> otherwise;       ///< for texts that `values` and the code list do not know
  std::optional<std::string> fallback;        ///< for empty cells
  std::vector<std::string> empty;             ///< folded texts that mean nothing is known
  std::vector<std::string> formats;           ///< of dates: "dd/mm/yyyy", "d mon yyyy"
  std::string year, month, day;               ///< columns of a date in parts
  std::string thousands, decimal = ".";
  double factor = 1;    ///< from the source's unit to m or m2
  std::string split;    ///< between several values in a cell
  std::string find;     ///< a regular expression: its first group is the value
  int width = 0;        ///< of a code: leading zeros restored
  std::string find_by;  ///< of a reference: the field of the other record that the cell names
  bool create = false;  ///< makes the other record when there is none
  std::vector<std::pair<std::string, std::string>> create_with;
  bool overlapping = false;    ///< of a reference: the record whose outline shares most land with this one's
  std::string nearest_latest;  ///< of a date: the latest that is believed, "2100-01-01"
  GeometrySource geometry = GeometrySource::none;
  std::string lon, lat;  ///< columns
};

/// How a row finds its place: by code, then folded name, then alias, then the point.
struct PlaceMapping {
  int line = 0;
  std::string field;                           ///< of the record; its reference to a place
  std::string code, name, within;              ///< columns: the place's code, its name, the name of the place around it
  int width = 0;                               ///< of a code: leading zeros restored
  std::string thousands;                       ///< inside a code that a spreadsheet took for a number
  std::optional<int> level;                    ///< only places of this level
  std::map<std::string, std::string> aliases;  ///< folded "name" or "within / name" -> the place's code
  bool by_point = true;
  std::string code_field = "pcode", name_field = "name", parent_field = "parent", level_field = "level";  ///< of places
  std::string keep_in;    ///< field that keeps the source's own words
  bool required = false;  ///< a row without a place is rejected
};

struct MappingProfile {
  std::string name;  ///< names the source for ever: ids of rows are made from it
  std::string title, source;
  std::string type;  ///< record type
  ReadOptions read;
  bool take_formulas = false;  ///< take what a spreadsheet last worked out
  std::string crs;             ///< of the coordinates; empty: the file's own, else WGS 84
  std::optional<geo::Box> country_box;
  std::vector<std::string> key;  ///< fields that identify a row; empty: its content does
  std::string ids;               ///< profiles of one source share it; the name when empty
  bool rules_reject = true;      ///< false: rows that break a rule of severity error are imported and counted
  bool create_new = true;        ///< false: rows without a record are left out and counted
  std::vector<FieldMapping> fields;
  std::optional<PlaceMapping> place;
  std::string occurrence_in;       ///< field that takes the number of a row among identical ones, from 1
  std::vector<std::string> leave;  ///< columns that are not taken, and do not make a row another
  std::map<std::string, std::vector<std::string>> only;  ///< column -> texts; other rows are left out and counted
  std::string text;                                      ///< as it was read
};

/// One thing wrong with a profile.
struct ProfileProblem {
  int line = 0;
  std::string message;
};

/// Text folded as `values`, `aliases` and `empty` are compared: case and accents, blanks at the ends.
std::string folded_text(std::string_view text);

struct ReadProfile {
  MappingProfile profile;
  std::vector<ProfileProblem> problems;  ///< all of them; the profile is to be used only when there are none
};
ReadProfile profile_from_yaml(const std::string& text);

/// @throws Problem "import.profile_unsound" with the first problem and how many there are, "import.unreadable"
MappingProfile read_profile(const std::filesystem::path& file);

}  // namespace tilth::exchange
