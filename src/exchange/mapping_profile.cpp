// SPDX-License-Identifier: Apache-2.0
#include "exchange/mapping_profile.h"

#include "base/fold.h"
#include "base/problem.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace tilth::exchange {
namespace {

constexpr std::uintmax_t kMostProfileBytes = 4U << 20;

const std::map<std::string, double> kUnits = {
    {"m", 1},  {"cm", 0.01}, {"mm", 0.001}, {"km", 1000},         {"ft", 0.3048},         {"in", 0.0254},
    {"m2", 1}, {"ha", 1e4},  {"km2", 1e6},  {"sqft", 0.09290304}, {"acre", 4046.8564224},  // international yard and
                                                                                           // pound
};

/// Walks the YAML and gathers everything that is wrong with it.
class Reader {
 public:
  explicit Reader(std::vector<ProfileProblem>& problems) : problems_(problems) {}

  static int line(const YAML::Node& node) { return node.Mark().line + 1; }
  void wrong(const YAML::Node& node, const std::string& message) { problems_.push_back({line(node), message}); }

  bool is_map(const YAML::Node& node, const std::string& what) {
    if (node.IsMap()) return true;
    wrong(node, what + " should be names and values");
    return false;
  }

  void known_keys(const YAML::Node& map, const std::vector<std::string>& known, const std::string& where) {
    for (const auto& entry : map) {
      const auto key = entry.first.as<std::string>("");
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      const auto nearest = std::min_element(known.begin(), known.end(), [&](const auto& a, const auto& b) {
        return edit_distance(key, a) < edit_distance(key, b);
      });
      wrong(entry.first, "'" + key + "' is no key of " + where + "; did you mean '" + *nearest + "'?");
    }
  }

  std::string text(const YAML::Node& map, const char* key, const std::string& otherwise = {}) {
    const YAML::Node node = map[key];
    if (!node) return otherwise;
    if (node.IsScalar()) return node.Scalar();
    wrong(node, std::string{"'"} + key + "' should be one text");
    return otherwise;
  }

  int number(const YAML::Node& map, const char* key, int otherwise) {
    const YAML::Node node = map[key];
    if (!node) return otherwise;
    int value = otherwise;
    if (!node.IsScalar() || !YAML::convert<int>::decode(node, value))
      wrong(node, std::string{"'"} + key + "' should be a whole number");
    return value;
  }

  bool flag(const YAML::Node& map, const char* key, bool otherwise) {
    const YAML::Node node = map[key];
    if (!node) return otherwise;
    bool value = otherwise;
    if (!node.IsScalar() || !YAML::convert<bool>::decode(node, value))
      wrong(node, std::string{"'"} + key + "' should be true or false");
    return value;
  }

  /// One text or a list of texts.
  std::vector<std::string> texts(const YAML::Node& map, const char* key) {
    const YAML::Node node = map[key];
    std::vector<std::string> all;
    if (!node) return all;
    if (node.IsScalar()) return {node.Scalar()};
    if (!node.IsSequence()) {
      wrong(node, std::string{"'"} + key + "' should be a text or a list of texts");
      return all;
    }
    for (const auto& item : node) {
      if (item.IsScalar()) {
        all.push_back(item.Scalar());
      } else {
        wrong(item, std::string{"'"} + key + "' should hold texts only");
      }
    }
    return all;
  }

  std::map<std::string, std::string> folded_map(const YAML::Node& map, const char* key) {
    std::map<std::string, std::string> all;
    const YAML::Node node = map[key];
    if (!node) return all;
    if (!is_map(node, std::string{"'"} + key + "'")) return all;
    for (const auto& entry : node) {
      if (!entry.first.IsScalar() || !(entry.second.IsScalar() || entry.second.IsNull())) {
        wrong(entry.first, std::string{"'"} + key + "' should map texts to texts");
        continue;
      }
      const std::string to = entry.second.IsNull() ? std::string{} : entry.second.Scalar();
      const auto [there, fresh] = all.emplace(folded_text(entry.first.Scalar()), to);
      if (!fresh && there->second != to) wrong(entry.first, "'" + entry.first.Scalar() + "' is mapped twice");
    }
    return all;
  }

 private:
  std::vector<ProfileProblem>& problems_;
};

FieldMapping read_field(Reader& reader, const YAML::Node& name, const YAML::Node& node) {
  FieldMapping field;
  field.field = name.as<std::string>("");
  field.line = Reader::line(name);
  if (node.IsScalar()) {
    field.columns = {node.Scalar()};
    return field;
  }
  if (!reader.is_map(node, "field '" + field.field + "'")) return field;
  reader.known_keys(node, {"column", "columns",     "join",   "constant", "values", "otherwise", "default",
                           "empty",  "format",      "year",   "month",    "day",    "thousands", "decimal",
                           "factor", "unit",        "split",  "find",     "width",  "find_by",   "create",
                           "with",   "overlapping", "latest", "geometry", "wkt",    "lon",       "lat"},
                    "field '" + field.field + "'");
  field.columns = reader.texts(node, node["columns"] ? "columns" : "column");
  field.join = reader.text(node, "join", " ");
  if (node["constant"]) field.constant = reader.text(node, "constant");
  field.values = reader.folded_map(node, "values");
  if (node["otherwise"]) field.otherwise = reader.text(node, "otherwise");
  if (node["default"]) field.fallback = reader.text(node, "default");
  for (const std::string& text : reader.texts(node, "empty")) field.empty.push_back(folded_text(text));
  field.formats = reader.texts(node, "format");
  field.year = reader.text(node, "year");
  field.month = reader.text(node, "month");
  field.day = reader.text(node, "day");
  field.thousands = reader.text(node, "thousands");
  field.decimal = reader.text(node, "decimal", ".");
  if (field.decimal.size() != 1) reader.wrong(node, "'decimal' should be one character");
  if (field.thousands == field.decimal) reader.wrong(node, "'thousands' and 'decimal' cannot be the same");
  if (node["factor"]) {
    try {
      field.factor = node["factor"].as<double>();
    } catch (const YAML::Exception&) {
      reader.wrong(node["factor"], "'factor' should be a number");
    }
  }
  if (node["unit"]) {
    const auto unit = kUnits.find(reader.text(node, "unit"));
    if (unit == kUnits.end()) {
      reader.wrong(node["unit"], "the unit is none of m, cm, mm, km, ft, in, m2, ha, km2, sqft, acre");
    } else {
      field.factor = unit->second;
    }
  }
  field.split = reader.text(node, "split");
  field.find = reader.text(node, "find");
  field.width = reader.number(node, "width", 0);
  field.find_by = reader.text(node, "find_by");
  field.create = reader.flag(node, "create", false);
  if (const YAML::Node with = node["with"]; with && reader.is_map(with, "'with'")) {
    for (const auto& entry : with)
      field.create_with.emplace_back(entry.first.as<std::string>(""), entry.second.as<std::string>(""));
  }
  field.overlapping = reader.flag(node, "overlapping", false);
  field.nearest_latest = reader.text(node, "latest");
  if (node["geometry"]) {
    if (reader.text(node, "geometry") != "source")
      reader.wrong(node["geometry"], "'geometry' can only be 'source', the feature's own");
    field.geometry = GeometrySource::of_source;
  }
  if (node["wkt"]) {
    field.geometry = GeometrySource::wkt;
    field.columns = {reader.text(node, "wkt")};
  }
  if (node["lon"] || node["lat"]) {
    field.geometry = GeometrySource::lon_lat;
    field.lon = reader.text(node, "lon");
    field.lat = reader.text(node, "lat");
    if (field.lon.empty() || field.lat.empty()) reader.wrong(node, "'lon' and 'lat' go together");
  }
  const bool has_source = !field.columns.empty() || field.constant || !field.year.empty() ||
                          field.geometry != GeometrySource::none || field.overlapping;
  if (!has_source) reader.wrong(name, "field '" + field.field + "' names no column and no constant");
  if ((!field.month.empty() || !field.day.empty()) && field.year.empty()) {
    reader.wrong(name, "field '" + field.field + "' has a month or day but no year");
  }
  return field;
}

PlaceMapping read_place(Reader& reader, const YAML::Node& node) {
  PlaceMapping place;
  place.line = Reader::line(node);
  reader.known_keys(node,
                    {"field", "code", "name", "within", "width", "thousands", "level", "aliases", "point", "places",
                     "keep_in", "required"},
                    "'place'");
  place.field = reader.text(node, "field");
  place.code = reader.text(node, "code");
  place.name = reader.text(node, "name");
  place.within = reader.text(node, "within");
  place.width = reader.number(node, "width", 0);
  place.thousands = reader.text(node, "thousands");
  if (node["level"]) place.level = reader.number(node, "level", 0);
  place.by_point = reader.flag(node, "point", true);
  place.keep_in = reader.text(node, "keep_in");
  place.required = reader.flag(node, "required", false);
  for (const auto& [from, to] : reader.folded_map(node, "aliases")) {
    // Names are compared without punctuation, the slash between a place and the one around it stays.
    const std::size_t slash = from.find(" / ");
    place.aliases[slash == std::string::npos
                      ? fold_name(from)
                      : fold_name(from.substr(0, slash)) + " / " + fold_name(from.substr(slash + 3))] = to;
  }
  if (const YAML::Node fields = node["places"]; fields && reader.is_map(fields, "'places'")) {
    reader.known_keys(fields, {"code", "name", "parent", "level"}, "'places'");
    place.code_field = reader.text(fields, "code", place.code_field);
    place.name_field = reader.text(fields, "name", place.name_field);
    place.parent_field = reader.text(fields, "parent", place.parent_field);
    place.level_field = reader.text(fields, "level", place.level_field);
  }
  return place;
}

void read_source(Reader& reader, const YAML::Node& node, MappingProfile& profile) {
  reader.known_keys(node, {"format", "layer", "encoding", "delimiter", "header_rows", "skip_rows", "formulas"},
                    "'read'");
  profile.read.format = reader.text(node, "format");
  profile.read.layer = reader.text(node, "layer");
  profile.read.encoding = reader.text(node, "encoding");
  const std::string delimiter = reader.text(node, "delimiter");
  if (delimiter == "tab") {
    profile.read.delimiter = '\t';
  } else if (delimiter.size() == 1) {
    profile.read.delimiter = delimiter[0];
  } else if (!delimiter.empty()) {
    reader.wrong(node["delimiter"], "'delimiter' should be one character, or tab");
  }
  profile.read.headers.rows = reader.number(node, "header_rows", -1);
  profile.read.headers.skip_rows = reader.number(node, "skip_rows", 0);
  if (profile.read.headers.rows > 24 || profile.read.headers.skip_rows < 0)
    reader.wrong(node, "'header_rows' is at most 24");
  const std::string formulas = reader.text(node, "formulas", "refuse");
  profile.take_formulas = formulas == "take";
  if (formulas != "take" && formulas != "refuse") reader.wrong(node["formulas"], "'formulas' should be refuse or take");
}

void read_all(Reader& reader, const YAML::Node& root, MappingProfile& profile) {
  if (!reader.is_map(root, "a profile")) return;
  reader.known_keys(root,
                    {"profile", "title", "source", "type", "read", "crs", "country_box", "key", "ids", "new_rows",
                     "rules", "fields", "place", "leave", "only", "occurrence_in"},
                    "a profile");
  profile.name = reader.text(root, "profile");
  profile.title = reader.text(root, "title");
  profile.source = reader.text(root, "source");
  profile.type = reader.text(root, "type");
  profile.crs = reader.text(root, "crs");
  profile.key = reader.texts(root, "key");
  profile.ids = reader.text(root, "ids", profile.name);
  profile.leave = reader.texts(root, "leave");
  profile.occurrence_in = reader.text(root, "occurrence_in");
  if (profile.name.empty()) reader.wrong(root, "the profile has no name: profile: NAME");
  if (profile.type.empty()) reader.wrong(root, "the profile names no record type: type: NAME");
  const std::string new_rows = reader.text(root, "new_rows", "create");
  profile.create_new = new_rows == "create";
  if (new_rows != "create" && new_rows != "leave")
    reader.wrong(root["new_rows"], "'new_rows' should be create or leave");
  const std::string rules = reader.text(root, "rules", "reject");
  profile.rules_reject = rules == "reject";
  if (rules != "reject" && rules != "count") reader.wrong(root["rules"], "'rules' should be reject or count");
  if (const YAML::Node box = root["country_box"]) {
    try {
      const auto sides = box.as<std::vector<double>>();
      if (sides.size() != 4 || !(sides[0] < sides[2]) || !(sides[1] < sides[3])) throw YAML::Exception{box.Mark(), ""};
      profile.country_box = geo::Box{sides[0], sides[1], sides[2], sides[3]};
    } catch (const YAML::Exception&) {
      reader.wrong(box, "'country_box' should be [west, south, east, north] in degrees");
    }
  }
  if (const YAML::Node read = root["read"]; read && reader.is_map(read, "'read'")) read_source(reader, read, profile);
  if (const YAML::Node only = root["only"]; only && reader.is_map(only, "'only'")) {
    for (const auto& entry : only) {
      const auto column = entry.first.as<std::string>("");
      std::vector<std::string>& texts = profile.only[column];
      for (const std::string& text : reader.texts(only, column.c_str())) texts.push_back(folded_text(text));
    }
  }
  if (const YAML::Node place = root["place"]; place && reader.is_map(place, "'place'"))
    profile.place = read_place(reader, place);
  if (const YAML::Node fields = root["fields"]; !fields) {
    reader.wrong(root, "the profile maps no fields");
  } else if (reader.is_map(fields, "'fields'")) {
    for (const auto& entry : fields) {
      profile.fields.push_back(read_field(reader, entry.first, entry.second));
      const auto same_name = [&](const FieldMapping& other) { return other.field == profile.fields.back().field; };
      if (std::count_if(profile.fields.begin(), profile.fields.end(), same_name) > 1) {
        reader.wrong(entry.first, "field '" + profile.fields.back().field + "' is mapped twice");
      }
    }
  }
}

}  // namespace

std::string folded_text(std::string_view text) {
  std::string folded = fold_case(fold_accents(text));
  const auto first = folded.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return folded.substr(first, folded.find_last_not_of(" \t\r\n") - first + 1);
}

ReadProfile profile_from_yaml(const std::string& text) {
  ReadProfile read;
  read.profile.text = text;
  try {
    Reader reader{read.problems};
    read_all(reader, YAML::Load(text), read.profile);
  } catch (const YAML::Exception& error) {
    read.problems.push_back({error.mark.line + 1, "it is not YAML: " + error.msg});
  }
  std::stable_sort(read.problems.begin(), read.problems.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  return read;
}

MappingProfile read_profile(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  std::ifstream in{file, std::ios::binary};
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (!in || error) throw Problem{"import.unreadable", {{"file", name}, {"reason", "there is no such file"}}};
  if (size > kMostProfileBytes)
    throw Problem{"import.unreadable", {{"file", name}, {"reason", "it is too large for a profile"}}};
  std::stringstream text;
  text << in.rdbuf();
  ReadProfile read = profile_from_yaml(text.str());
  if (!read.problems.empty()) {
    Json all = Json::array();
    for (const ProfileProblem& problem : read.problems)
      all.push_back({{"line", problem.line}, {"message", problem.message}});
    throw Problem{"import.profile_unsound",
                  {{"file", name},
                   {"line", read.problems[0].line},
                   {"first", read.problems[0].message},
                   {"count", read.problems.size()},
                   {"problems", all}}};
  }
  return read.profile;
}

}  // namespace tilth::exchange
