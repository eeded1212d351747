// SPDX-License-Identifier: Apache-2.0
#include "exchange/profile_proposal.h"

#include "base/fold.h"
#include "base/problem.h"
#include "exchange/cell_value.h"
#include "exchange/header_words.h"
#include "exchange/mapping_profile.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

namespace tilth::exchange {
namespace {

using model::FieldKind;

constexpr std::uint64_t kMostRows = 5000;
constexpr std::size_t kMostDistinct = 60;
constexpr double kTaken = 0.45;  // of 1: below, a person is better off without a guess

/// What the values of a column look like.
struct Values {
  std::uint64_t filled = 0, numbers = 0, marked_numbers = 0, dates = 0, wkt = 0, positions = 0, in_lon = 0, in_lat = 0,
                digits = 0;
  std::size_t longest = 0;
  std::map<std::string, std::uint64_t> by_format;  // of dates
  std::map<std::string, std::uint64_t> distinct;   // the first kMostDistinct
  bool many_distinct = false;

  void add(const std::string& text) {
    if (text.empty()) return;
    ++filled;
    longest = std::max(longest, text.size());
    if (distinct.size() < kMostDistinct || distinct.contains(text)) {
      ++distinct[text];
    } else {
      many_distinct = true;
    }
    if (const auto number = number_from(text)) {
      ++numbers;
      if (std::abs(*number) <= 180) ++in_lon;
      if (std::abs(*number) <= 90) ++in_lat;
    } else if (number_from(text, ",")) {
      ++marked_numbers;
    }
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) ++digits;
    if (text.size() >= 8 && date_from(text)) {
      ++dates;
      ++by_format[""];
    }
    for (const char* format :
         {"dd/mm/yyyy", "mm/dd/yyyy", "d/m/yyyy", "m/d/yyyy", "dd-mm-yyyy", "dd.mm.yyyy", "d mon yyyy"}) {
      if (date_from(text, format)) ++by_format[format];
    }
    const std::string start = fold_case(text.substr(0, 20));
    if (start.starts_with("point") || start.starts_with("polygon") || start.starts_with("multi") ||
        start.starts_with("linestring")) {
      if (text.find('(') != std::string::npos) ++wkt;
    }
  }
  [[nodiscard]] double share(std::uint64_t count) const {
    return filled == 0 ? 0 : static_cast<double>(count) / static_cast<double>(filled);
  }
};

/// How well values fit a code list: the share of rows whose value the list knows, by title, alias or notion.
struct CodeFit {
  double share = 0;
  std::map<std::string, std::string> mapped;  // source text -> code
};

CodeFit code_fit(const model::CodeList& list, const Values& values) {
  std::map<std::string, std::string> known;
  for (const model::Code& code : list.codes) known.emplace(folded_text(code.value), code.value);
  for (const model::Code& code : list.codes) {
    for (const auto& [language, title] : code.title.by_language) known.emplace(folded_text(title), code.value);
    for (const std::string& alias : code.aliases) known.emplace(folded_text(alias), code.value);
  }
  std::map<std::string_view, std::string> notions;
  for (const auto& [text, code] : known) {
    if (const auto notion = notion_of_value(text); !notion.empty()) notions.emplace(notion, code);
  }
  CodeFit fit;
  std::uint64_t fitting = 0, all = 0;
  for (const auto& [text, count] : values.distinct) {
    all += count;
    const auto direct = known.find(folded_text(text));
    if (direct != known.end()) {
      fit.mapped.emplace(text, direct->second);
      fitting += count;
      continue;
    }
    const auto notion = notion_of_value(text);
    const auto by_notion = notion.empty() ? notions.end() : notions.find(notion);
    if (by_notion == notions.end()) continue;
    fit.mapped.emplace(text, by_notion->second);
    fitting += count;
  }
  if (all > 0 && !values.many_distinct) fit.share = static_cast<double>(fitting) / static_cast<double>(all);
  return fit;
}

double header_fit(const SourceColumn& column, const model::Field& field) {
  double best = 0;
  std::vector<std::string> names{field.name};
  for (const auto& [language, title] : field.title.by_language) names.push_back(title);
  const std::string header = fold_name(column.header.empty() ? column.name : column.header);
  if (header.empty()) return 0;
  for (const std::string& name : names) {
    const std::string folded = fold_name(name);
    if (folded.empty()) continue;
    if (folded == header) return 1;
    const auto longer = static_cast<double>(std::max(folded.size(), header.size()));
    best = std::max(best, 1.0 - edit_distance(folded, header) / longer * 1.4);
    // Shapefiles cut names at ten characters.
    if (header.size() >= 8 && folded.starts_with(header)) best = std::max(best, 0.85);
  }
  const auto of_header = notions_of_header(column.header.empty() ? column.name : column.header);
  const auto of_field = notions_of_header(field.name);
  for (const std::string_view notion : of_header) {
    if (std::find(of_field.begin(), of_field.end(), notion) == of_field.end()) continue;
    best = std::max(best, of_header.size() == of_field.size() && of_header.size() == 1 ? 0.9 : 0.6);
  }
  return best;
}

double value_fit(const model::Model& model, const model::Field& field, const Values& values, CodeFit& codes) {
  if (values.filled == 0) return 0.3;
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::decimal:
    case FieldKind::area:
    case FieldKind::length:
    case FieldKind::money:
      return values.share(values.numbers + values.marked_numbers);
    case FieldKind::date:
    case FieldKind::instant: {
      std::uint64_t most = 0;
      for (const auto& [format, count] : values.by_format) most = std::max(most, count);
      return values.share(most);
    }
    case FieldKind::code: {
      const model::CodeList* list = model.find_codes(field.codes);
      if (list == nullptr) return 0;
      codes = code_fit(*list, values);
      return codes.share;
    }
    case FieldKind::boolean: {
      std::uint64_t truths = 0, all = 0;
      for (const auto& [text, count] : values.distinct) {
        all += count;
        if (truth_from(text)) truths += count;
      }
      return all == 0 || values.many_distinct ? 0 : static_cast<double>(truths) / static_cast<double>(all);
    }
    case FieldKind::text:
      return 0.5;
    default:
      return 0;
  }
}

struct Candidate {
  double score = 0;
  std::size_t column = 0;
  std::size_t field = 0;
  CodeFit codes;
  double by_header = 0, by_value = 0;
};

std::vector<Candidate> candidates(const model::Model& model, const model::RecordType& type, const SourceHeader& header,
                                  const std::vector<Values>& values) {
  std::vector<Candidate> all;
  for (std::size_t c = 0; c < header.columns.size(); ++c) {
    for (std::size_t f = 0; f < type.fields.size(); ++f) {
      const model::Field& field = type.fields[f];
      if (field.computed || field.encrypted || field.kind == FieldKind::geometry || field.kind == FieldKind::reference)
        continue;
      Candidate candidate{.column = c, .field = f};
      candidate.by_header = header_fit(header.columns[c], field);
      candidate.by_value = value_fit(model, field, values[c], candidate.codes);
      const bool list = field.kind == FieldKind::code;
      // Values that a list knows speak louder than any header: headers are shifted, values are not.
      if (list && candidate.by_value >= 0.7 && candidate.codes.mapped.size() >= 2) {
        candidate.score = 0.6 + 0.2 * candidate.by_value + 0.2 * candidate.by_header;
      } else if (list) {
        candidate.score = candidate.by_header >= 0.6 ? 0.35 * candidate.by_header + 0.4 * candidate.by_value : 0;
      } else {
        candidate.score = candidate.by_header < 0.5 ? 0 : candidate.by_header * (0.4 + 0.6 * candidate.by_value);
      }
      if (candidate.score >= kTaken || (list && candidate.by_header >= 0.8 && candidate.by_value == 0))
        all.push_back(std::move(candidate));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  return all;
}

/// The best one-to-one match, by falling score.
std::vector<Candidate> chosen(std::vector<Candidate> all, const std::set<std::size_t>& columns_taken) {
  std::vector<Candidate> taken;
  std::set<std::size_t> columns = columns_taken, fields;
  for (Candidate& candidate : all) {
    if (columns.contains(candidate.column) || fields.contains(candidate.field)) continue;
    columns.insert(candidate.column);
    fields.insert(candidate.field);
    taken.push_back(std::move(candidate));
  }
  return taken;
}

std::string yaml_text(const std::string& text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  }) && std::isdigit(static_cast<unsigned char>(text[0])) == 0;
  const std::string folded = fold_case(text);
  if (plain && folded != "yes" && folded != "no" && folded != "true" && folded != "false" && folded != "null" &&
      folded != "y" && folded != "n" && folded != "on" && folded != "off")
    return text;
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string one_line(std::string text, std::size_t most = 40) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  if (text.size() > most) {
    text.resize(most);
    while (!text.empty() && !is_utf8(text)) text.pop_back();
    text += "...";
  }
  return text;
}

class Draft {
 public:
  Draft(const model::Model& model, const model::RecordType& type, const std::filesystem::path& file,
        const ReadOptions& options, const SourceHeader& header, const std::vector<Values>& values)
      : model_(model), type_(type), file_(file), options_(options), header_(header), values_(values) {
    proposal_.type = type.name;
    for (std::size_t c = 0; c < header.columns.size(); ++c) {
      ProposedColumn column{.column = header.columns[c].name};
      for (const auto& [text, count] : values[c].distinct) {
        if (column.examples.size() < 3) column.examples.push_back(one_line(text));
      }
      proposal_.columns.push_back(std::move(column));
      notions_.push_back(
          notions_of_header(header.columns[c].header.empty() ? header.columns[c].name : header.columns[c].header));
    }
  }

  Proposal write() {
    take_geometry();
    take_place();
    take_date_parts();
    for (Candidate& candidate : chosen(candidates(model_, type_, header_, values_), taken_)) take(candidate);
    return finish();
  }

  [[nodiscard]] double score() const { return score_; }

 private:
  bool means(std::size_t column, std::string_view notion) const {
    return std::find(notions_[column].begin(), notions_[column].end(), notion) != notions_[column].end();
  }
  std::optional<std::size_t> column_of(std::string_view notion, const std::function<bool(const Values&)>& fits) const {
    for (std::size_t c = 0; c < notions_.size(); ++c) {
      if (!taken_.contains(c) && means(c, notion) && fits(values_[c])) return c;
    }
    return std::nullopt;
  }
  void use(std::size_t column, const std::string& field, const std::string& as, double confidence,
           const std::string& remark = {}) {
    taken_.insert(column);
    ProposedColumn& proposed = proposal_.columns[column];
    proposed.field = field;
    proposed.use = as;
    proposed.confidence = confidence;
    proposed.remark = remark;
    score_ += confidence;
  }
  std::string name(std::size_t column) const { return yaml_text(header_.columns[column].name); }
  std::string examples(std::size_t column) const {
    std::string all;
    for (const std::string& text : proposal_.columns[column].examples) all += (all.empty() ? "" : " | ") + text;
    return all;
  }

  /// The field that takes points, or outlines: the type's own geometry before others; empty when none does.
  std::string field_for(bool points) const {
    const auto takes = [&](const model::Field& field) {
      return field.kind == FieldKind::geometry &&
             (field.geometry.empty() || field.geometry == "any" || (field.geometry == "point") == points);
    };
    const model::Field* main = type_.find(type_.geometry_field);
    if (main != nullptr && takes(*main)) return main->name;
    const auto other = std::find_if(type_.fields.begin(), type_.fields.end(), takes);
    return other == type_.fields.end() ? std::string{} : other->name;
  }

  void take_geometry() {
    if (header_.has_geometry) {
      if (type_.geometry_field.empty()) return;
      fields_ += "  " + type_.geometry_field + ": {geometry: source}\n";
      score_ += 1;
      return;
    }
    for (std::size_t c = 0; c < values_.size(); ++c) {
      if (values_[c].share(values_[c].wkt) < 0.8) continue;
      const std::string& example = values_[c].distinct.begin()->first;
      const std::string field = field_for(fold_case(example).starts_with("point"));
      if (field.empty()) continue;
      const std::size_t digit = example.find_first_of("0123456789");
      const bool degrees = digit == std::string::npos || std::strtod(example.c_str() + digit, nullptr) <= 180;
      fields_ +=
          "  " + field + ": {wkt: " + name(c) + "}" +
          (degrees ? "" : "  # CHECK: these are no degrees; state the coordinate system above as crs: EPSG:CODE") +
          "\n";
      use(c, field, "well-known text", 1, degrees ? "" : "these are no degrees: state crs:");
      return;
    }
    const std::string field = field_for(true);
    if (field.empty()) return;
    const auto lon = column_of("longitude", [](const Values& v) { return v.share(v.numbers) > 0.9; });
    const auto lat = column_of("latitude", [](const Values& v) { return v.share(v.numbers) > 0.9; });
    if (!lon || !lat) return;
    const bool degrees =
        values_[*lon].share(values_[*lon].in_lon) > 0.99 && values_[*lat].share(values_[*lat].in_lat) > 0.99;
    fields_ += "  " + field + ": {lon: " + name(*lon) + ", lat: " + name(*lat) + "}" +
               (degrees ? "" : "  # CHECK: these are no degrees; state the coordinate system above as crs: EPSG:CODE") +
               "\n";
    use(*lon, field, "longitude", 0.9, degrees ? "" : "these are no degrees: state crs:");
    use(*lat, field, "latitude", 0.9);
  }

  void take_place() {
    if (type_.place_field.empty()) return;
    std::string parts;
    std::size_t width = 0;
    for (std::size_t c = 0; c < values_.size(); ++c) {
      if (taken_.contains(c) || !means(c, "place2") || !means(c, "code")) continue;
      const bool marked = values_[c].marked_numbers > 0;
      for (const auto& [text, count] : values_[c].distinct) width = std::max(width, without_mark(text, ",").size());
      parts += "  code: " + name(c) + "\n";
      if (marked) parts += "  thousands: \",\"   # a spreadsheet took the codes for numbers\n";
      parts +=
          "  width: " + std::to_string(width) + "   # CHECK: how many digits a code has; leading zeros are restored\n";
      use(c, type_.place_field, "place code", 0.9, marked ? "codes with thousands marks" : "");
      break;
    }
    const auto text_like = [](const Values& v) { return v.filled > 0 && v.share(v.numbers) < 0.2; };
    const auto place = column_of("place2", text_like);
    const auto within = column_of("place1", text_like);
    if (place) {
      parts += "  name: " + name(*place) + "\n";
      use(*place, type_.place_field, "place name", 0.9);
    }
    if (within && place) {
      parts += "  within: " + name(*within) + "\n";
      use(*within, type_.place_field, "place around it", 0.9);
    }
    if (!parts.empty())
      place_ = "place:\n" + parts + "  aliases: {}   # \"WITHIN / NAME\": \"CODE\" for names that are not found\n";
  }

  void take_date_parts() {
    if (type_.date_field.empty()) return;
    const auto year = column_of("year", [](const Values& v) { return v.share(v.numbers + v.marked_numbers) > 0.9; });
    if (!year) return;
    const auto month = column_of("month", [](const Values& v) { return v.filled > 0 && !v.many_distinct; });
    const auto day = column_of("day", [](const Values& v) { return v.share(v.numbers) > 0.9; });
    fields_ += "  " + type_.date_field + ": {year: " + name(*year);
    use(*year, type_.date_field, "year", 0.9);
    if (month) {
      fields_ += ", month: " + name(*month);
      use(*month, type_.date_field, "month", 0.9);
    }
    if (day) {
      fields_ += ", day: " + name(*day);
      use(*day, type_.date_field, "day", 0.9);
    }
    if (values_[*year].marked_numbers > 0) fields_ += ", thousands: \",\"";
    fields_ += "}\n";
  }

  void take(const Candidate& candidate) {
    const model::Field& field = type_.fields[candidate.field];
    const Values& values = values_[candidate.column];
    std::string remark;
    const bool list = field.kind == FieldKind::code;
    if (list && candidate.by_header < 0.5 && candidate.by_value >= 0.7) {
      remark = "the header says otherwise, but the values are those of '" + field.name + "'";
    }
    std::string line = "  " + field.name + ": ";
    std::string more;
    if (list) {
      std::string unknown;
      for (const auto& [text, count] : values.distinct) {
        const auto known = candidate.codes.mapped.find(text);
        more += "\n      " + yaml_text(text) + ": " + (known == candidate.codes.mapped.end() ? "" : known->second);
        if (known == candidate.codes.mapped.end()) {
          more += "   # CHECK: " + std::to_string(count) + " rows; left empty until a value is given";
          unknown = text;
        }
      }
      if (!unknown.empty() && remark.empty()) remark = "some values have no code yet";
      line += "\n    column: " + name(candidate.column) + "\n    values:" + more;
    } else {
      std::string options;
      if (values.marked_numbers > 0 && values.numbers + values.marked_numbers == values.filled &&
          field.kind != FieldKind::text) {
        options += ", thousands: \",\"";
        remark = "numbers with thousands marks";
      }
      if (field.kind == FieldKind::date || field.kind == FieldKind::instant) {
        const auto best = std::max_element(values.by_format.begin(), values.by_format.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (best != values.by_format.end() && !best->first.empty()) {
          options += ", format: " + yaml_text(best->first);
          const auto other = values.by_format.find(best->first == "dd/mm/yyyy" ? "mm/dd/yyyy" : "dd/mm/yyyy");
          if (other != values.by_format.end() && other->second == best->second)
            remark = "day and month could be exchanged: look at days above 12";
        }
      }
      line += options.empty() ? name(candidate.column) : "{column: " + name(candidate.column) + options + "}";
    }
    fields_ += "  # " + header_.columns[candidate.column].name + ": " + examples(candidate.column) + "\n";
    if (!remark.empty()) fields_ += "  # CHECK: " + remark + "\n";
    fields_ += line + "\n";
    use(candidate.column, field.name, "value", std::min(candidate.score, 1.0), remark);
  }

  Proposal finish() {
    std::string profile = file_.stem().string();
    for (char& c : profile) {
      if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '-';
    }
    std::string& out = proposal_.yaml;
    out +=
        "# A first proposal from headers and values. Look at every line, above all at CHECK, before you import with "
        "it.\n";
    out += "profile: " + yaml_text(profile) + "   # names the source for ever: keep it the same for every delivery\n";
    out += "title: \"\"\nsource: \"\"   # who made the file, when, under what licence\n";
    out += "type: " + type_.name + "\n";
    out += "read:\n  format: " + (options_.format.empty() ? format_of(file_) : options_.format) + "\n";
    if (!header_.encoding.empty()) out += "  encoding: " + header_.encoding + "\n";
    if (!header_.delimiter.empty())
      out += "  delimiter: " + (header_.delimiter == "\t" ? std::string{"tab"} : yaml_text(header_.delimiter)) + "\n";
    if (!header_.layer.empty()) out += "  layer: " + yaml_text(header_.layer) + "\n";
    if (!header_.crs.empty())
      out += "# crs: the file states " + one_line(header_.crs, 60) + "; name it here only if that is wrong\n";
    out += "# key: [FIELD]   # fields that identify a row for ever; without, a row is known by its whole content\n";
    out += "fields:\n" + (fields_.empty() ? std::string{"  {}\n"} : fields_);
    for (std::size_t c = 0; c < header_.columns.size(); ++c) {
      if (!taken_.contains(c)) out += "  # not mapped: " + header_.columns[c].name + ": " + examples(c) + "\n";
    }
    out += place_;
    std::string missing;
    for (const model::Field& field : type_.fields) {
      if (!field.required || out.find("\n  " + field.name + ":") != std::string::npos ||
          (field.name == type_.place_field && !place_.empty()))
        continue;
      missing += (missing.empty() ? "" : ", ") + field.name;
    }
    if (!missing.empty())
      out += "# Required to approve a record, and not mapped yet: " + missing +
             "\n#   FIELD: {constant: VALUE} gives every row the same.\n";
    return std::move(proposal_);
  }

  const model::Model& model_;
  const model::RecordType& type_;
  const std::filesystem::path& file_;
  const ReadOptions& options_;
  const SourceHeader& header_;
  const std::vector<Values>& values_;
  std::vector<std::vector<std::string_view>> notions_;
  std::set<std::size_t> taken_;
  std::string fields_, place_;
  double score_ = 0;
  Proposal proposal_;
};

}  // namespace

Proposal propose_profile(const model::Model& model, const std::string& type, const std::filesystem::path& file,
                         const ReadOptions& options, RowReader& reader) {
  const SourceHeader& header = reader.header();
  std::vector<Values> values(header.columns.size());
  SourceRow row;
  for (std::uint64_t rows = 0; rows < kMostRows && reader.next(row); ++rows) {
    for (std::size_t c = 0; c < values.size() && c < row.cells.size(); ++c) values[c].add(row.cells[c].text);
  }
  if (!type.empty()) {
    const model::RecordType* found = model.find_type(type);
    if (found == nullptr) {
      throw Problem{"import.profile_unfit",
                    {{"file", file.filename().string()}, {"reason", "the model has no record type '" + type + "'"}}};
    }
    return Draft{model, *found, file, options, header, values}.write();
  }
  std::optional<Proposal> best;
  double most = -1;
  for (const model::RecordType& candidate : model.types) {
    Draft draft{model, candidate, file, options, header, values};
    Proposal proposal = draft.write();
    if (draft.score() > most) {
      most = draft.score();
      best = std::move(proposal);
    }
  }
  if (!best)
    throw Problem{"import.profile_unfit",
                  {{"file", file.filename().string()}, {"reason", "the model has no record types"}}};
  return std::move(*best);
}

}  // namespace tilth::exchange
