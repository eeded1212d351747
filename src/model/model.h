// SPDX-License-Identifier: Apache-2.0
// The programme as data: record types, code lists, rules, workflows, indicators, read from model/ and checked.
#pragma once

#include "base/finding.h"
#include "base/sha256.h"
#include "cql2/cql2.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tilth::model {

/// Words in several languages; "en" is always there. in() falls back to English, visibly: "[en] ...".
struct Text {
  std::map<std::string, std::string> by_language;
  [[nodiscard]] const std::string& en() const;
  [[nodiscard]] std::string in(std::string_view language) const;
  [[nodiscard]] bool empty() const { return by_language.empty(); }
};

/// Where a rule, list or definition comes from (domain 0): what people read beside it.
struct Provenance {
  std::string source;  ///< "IMAS 07.11", "programme practice"
  std::string edition;
  std::string mark;  ///< "R", "U" (to be checked with the standard) or "P"
  std::optional<Date> valid_from, valid_to;
};

/// Who may see a record or field (DESIGN 8), in rising order.
enum class FieldClass : std::uint8_t { public_, partner, restricted, personal };
std::string_view text_of(FieldClass);

enum class FieldKind : std::uint8_t {
  text,
  integer,
  decimal,
  date,
  time,
  instant,
  boolean,
  code,
  reference,
  area,
  length,
  money,
  geometry,
  attachment,
  lines
};
std::string_view text_of(FieldKind);

/// One field. A `counts` field of the YAML (numbers by sex and age) is spread by the reader into integer fields
/// NAME_women, NAME_men, NAME_girls, NAME_boys, NAME_adults_unknown_sex, NAME_children_unknown_sex,
/// NAME_female_unknown_age, NAME_male_unknown_age, NAME_unknown and a computed NAME_total (18 is the age edge), each
/// with counts_of = NAME.
struct Field {
  std::string name;  ///< the column, the JSON property, the form question
  FieldKind kind = FieldKind::text;
  Text title, help;
  bool required = false;  ///< to approve; a draft may lack it
  std::optional<cql2::Expression> required_when;
  bool many = false;    ///< code or reference with several values: an array
  bool unique = false;  ///< over all living records of the type
  FieldClass field_class = FieldClass::public_;
  bool encrypted = false;  ///< direct identifier or narrative: under a key per person; never in rules or filters
  std::string consent;     ///< of an encrypted one: the field of codes that says to whom the person lets it be given
  std::string codes;       ///< name of the code list
  std::string refers_to;   ///< record type of a reference
  std::string geometry;    ///< "point", "line", "polygon", "any"; of an attachment: the geometry that a picture lies on
  std::optional<double> minimum, maximum;
  std::optional<int> max_length;
  std::string currency_field;                ///< money: field that holds ISO 4217; the amount is integer minor units
  std::optional<cql2::Expression> computed;  ///< value worked out from the same record; not stored by hand
  std::string counts_of;                     ///< see above
  std::vector<Field> line_fields;            ///< of kind lines
  std::vector<std::string> was;              ///< earlier names (migration)
  Provenance from;
};

/// Children counted or summed: hazard.direct_evidence_count = evidence records whose `by` field refers to this one.
struct ChildCount {
  std::string name;  ///< a property in rules of the parent
  std::string type;  ///< child record type
  std::string by;    ///< its reference field, or a path of references that ends in one to this type: activity.task
  std::optional<cql2::Expression> where;
  std::string sum;  ///< field to add up; empty counts records
  Text title;
};

struct RuleExample {
  std::map<std::string, Json> values;  ///< property -> value (dates as text); properties not named are null
  bool holds = true;
  std::string at;  ///< file:line
};

struct Rule {
  std::string id;    ///< "hazard.closed_with_land_remaining"
  std::string code;  ///< "D10" where domain.md numbers it; may be empty
  Severity severity = Severity::warning;
  std::optional<cql2::Expression> when;  ///< records the rule speaks of; absent: all
  std::optional<cql2::Expression>
      must;                          ///< what then holds; NULL holds. Absent: a cross-record check in code (`check`)
  std::string check;                 ///< name of the check in quality/ that finds it: "overlap", "duplicate", ...
  Json parameters = Json::object();  ///< of the check: {"share": 0.01}
  Text message;                      ///< with {field} values
  Text hint;                         ///< how to mend it
  std::string field;                 ///< the field it is about; the place of the finding
  Provenance from;
  std::vector<RuleExample> examples;
  std::string at;  ///< file:line
};

/// What a step writes beside the state: `field` becomes the value, worked out on the record before the step.
struct Effect {
  std::string field;
  cql2::Expression value;
};

/// One step of a workflow.
struct Transition {
  std::string from, to, name;
  std::vector<std::string> roles;         ///< who may take it; none named: whoever may write
  std::optional<cql2::Expression> guard;  ///< must hold of the record before the step; unknown does not
  /// The program takes the step itself when a record that one of its child counts counts is written and this then
  /// holds: for stopping work alone.
  std::optional<cql2::Expression> at_once;
  std::vector<Effect> effects;
  bool needs_no_errors = false;  ///< refused while the record, as the step leaves it, breaks a rule of severity error
  Text title;
};
struct Workflow {
  std::string name, field, initial;  ///< `field` is a code field of the type
  std::vector<Transition> transitions;
  std::vector<std::string> sealed;  ///< states in which a record changes by steps alone, and is not removed
  Provenance from;

  [[nodiscard]] bool seals(std::string_view state) const;
};

struct RecordType {
  std::string name;  ///< "hazard"; table, collection
  Text title, plural, description;
  std::string theme;
  FieldClass record_class = FieldClass::restricted;
  std::vector<Field> fields;   ///< the order of forms and columns
  std::string geometry_field;  ///< the main geometry, empty when it has none
  std::string label_field;     ///< what people call a record by: "local_id"
  std::string date_field;      ///< the record's own date (true_at)
  std::string place_field, organisation_field;
  std::vector<ChildCount> children;
  std::vector<Rule> rules;
  std::optional<Workflow> workflow;
  std::string sealed_by;  ///< its reference to a record whose sealed states seal this one too; empty: none
  /// Figures of records that differ in one of these fields or paths are never added into one (field, code of the rule).
  std::vector<std::pair<std::string, std::string>> apart;
  Provenance from;

  [[nodiscard]] const Field* find(std::string_view field) const;
  [[nodiscard]] int index_of(std::string_view field) const;  ///< -1 when unknown
};

struct Code {
  std::string value;
  Text title;
  std::string parent;
  std::vector<std::string> aliases;
  std::vector<std::string> was;  ///< codes that this one takes the place of (migration)
  bool retired = false;
};
struct CodeList {
  std::string name;
  Text title;
  std::vector<Code> codes;
  Provenance from;
  [[nodiscard]] const Code* find(std::string_view value) const;
  [[nodiscard]] std::vector<std::string> values() const;
};

/// value = numerator [/ denominator] over records of `of` (a type, or a virtual type such as land_ledger) that hold
/// `where`; "sum(x)", "count()", "median(x)", "share(cond)", "distinct(x)" ... as docs/model-language.md lists.
struct Measure {
  std::string function;
  std::optional<cql2::Expression> argument;
  std::string of;
  std::optional<cql2::Expression> where;
  std::string dated_by;
  /// Of a denominator: the split's name here, where it differs; "whole" when its figure is the same for every cell.
  std::map<std::string, std::string> split_as;
  /// Of unique_least() and unique_most(): which of the fields that the type keeps apart one person may be counted under
  /// several values of.
  std::vector<std::string> across;
  /// How many different people counts of people are at least, or at most (methods 3.5).
  [[nodiscard]] bool bounds_people() const { return function == "unique_least" || function == "unique_most"; }
};
/// A figure is shown only where enough of what should be known is known.
struct Coverage {
  cql2::Expression known, among;  ///< records that count, and those that should
  double at_least = 0;            ///< share between 0 and 1
};
/// A figure made of the cells of another indicator: the least of them, or their mean by a weight.
struct Over {
  std::string indicator, split;  ///< id of the other, and the split of it that gives the cells
  std::string weight;            ///< a number of the same records, the same throughout a cell; empty: all weigh alike
  std::string function;          ///< mean, min or max
  std::int64_t at_least = 0;     ///< a cell with fewer behind it is left out
};
/// How much another indicator is above one of the same unit: a share before and after.
struct Change {
  std::string from, to;       ///< ids; the figure is to - from
  std::string design_effect;  ///< id of an indicator whose figure widens the interval; empty: a simple random sample
  /// Paths of the records: within one `within` both have one value of `same`, or there is no figure.
  std::string same, within;
  /// Paths of the records: the cluster of each, and how many clusters its survey states. Fewer than
  /// kFewClusters a side are compared by their means (methods 3.8).
  std::string cluster, clusters;
};
/// Another indicator's yearly figures carried on by a straight line (methods 5.1).
struct Trend {
  std::string of;        ///< id; a flow by whole years, a stock by its ends of years
  int years = 10;        ///< the last ones
  int ahead = 1;         ///< years after the last whole one
  std::string ahead_by;  ///< id of an indicator: years from today, instead
  std::string chance;    ///< at_least or at_most: the chance that the target is met; empty: the figure itself
  std::string target;    ///< a number, or the id of an indicator: its figure of that year
};
/// Whether a group of people is in each cell of a split as it is in the whole (methods 3.10).
struct Representation {
  std::string of;                                          ///< id of an indicator that counts people
  std::vector<std::pair<std::string, std::string>> group;  ///< split of it -> value: the group
  std::vector<std::string> not_known;                      ///< values of these splits that say nothing
};
struct Indicator {
  std::string id, code;  ///< "land_released", "LR2"
  Text title, definition;
  Text unit;  ///< "m2", "%", "days" ...
  /// Symbols ("m2", "%") are the same in every language.
  [[nodiscard]] std::string unit_in(std::string_view language) const;
  Measure value;  ///< numerator when there is a denominator
  std::optional<Measure> denominator;
  std::optional<Coverage> coverage;
  std::optional<Over> over;
  std::optional<Change> change;
  std::optional<Representation> representation;
  std::optional<Trend> trend;
  double scale = 1;  ///< 100 for percentages
  /// Sums of whole numbers that are a share of one another, or a number of events over an exposure: "share", "rate".
  std::string interval;
  /// Of a share of records: what its interval is widened by, a number of each record; the greatest counts, none is 1.
  std::optional<cql2::Expression> design_effect;
  bool difference = false;    ///< the denominator is taken away from the numerator instead (`less:`)
  double more_than = 0;       ///< the figure may be said as "more than N", N a multiple of this; 0: only as it is
  std::string stock_or_flow;  ///< "flow": inside a period; "stock": as at its end
  std::vector<std::string> split_by;  ///< fields, paths, "year", "month", and counts fields (a sum of their total)
  bool about_people = false;          ///< may be published only through the disclosure gate
  std::string computed_by;     ///< name in the typed function registry (DESIGN 3) when CQL2 cannot say it; else empty
  Json with = Json::object();  ///< numbers of that function which a programme may choose: {"km": 20}
  Provenance from;
  Json example;  ///< {records, period, split, value}, run as a test
  std::string at;

  /// Whether the figures of parts add up to the figure of the whole, and a part of which there is no record is 0: a
  /// plain count or sum. A share, a rate, a mean, a median or what is worked out of other figures is no such thing, nor
  /// is what has no figure where too little is known.
  [[nodiscard]] bool adds_up() const;
};

/// All of it, read, overlaid and checked. Immutable once loaded.
struct Model {
  std::string name, version;
  std::vector<std::string> languages;
  std::vector<RecordType> types;  ///< in an order where a reference's target need not come first
  std::vector<CodeList> code_lists;
  std::vector<Indicator> indicators;
  std::map<std::string, std::string>
      sources;    ///< file name relative to the model folder -> its text, as loaded (stored in the database)
  Sha256 hash{};  ///< over sources

  [[nodiscard]] const RecordType* find_type(std::string_view name) const;
  [[nodiscard]] const CodeList* find_codes(std::string_view name) const;
  [[nodiscard]] const Indicator* find_indicator(std::string_view id_or_code) const;
  /// The indicator whose records an indicator is made of: itself, or the one that it works into a figure. Null where
  /// the model has none, or code works it out.
  [[nodiscard]] const Indicator* counted_by(const Indicator& indicator) const;
};

/// One thing wrong with model files.
struct ModelProblem {
  std::string file;
  int line = 0;
  std::string message;
  std::string hint;
};

/// All problems are gathered; with any of them the model is empty.
struct Loaded {
  std::shared_ptr<const Model> model;
  std::vector<ModelProblem> problems;
};
/// Reads the base model's folder and overlay folders in order.
Loaded load(const std::vector<std::filesystem::path>& folders);
/// The same from texts: what the program carries and a database has stored. Names are relative to the model's folder;
/// those of the n-th overlay start with "overlays/NN-FOLDER/", so they sort in the order they were given.
Loaded load_sources(const std::map<std::string, std::string>& sources);
/// What the sources' hash is made of: names and texts.
Sha256 hash_of(const std::map<std::string, std::string>& sources);
/// The files of overlay folders under such names. @throws Problem "model.unreadable"
std::map<std::string, std::string> read_overlays(const std::vector<std::filesystem::path>& folders);

/// The schema CQL2 is checked against: fields of the type, its child counts, and reference paths up to three steps.
/// Slots 0..fields-1 are the fields in order; then the child counts in order; then paths in order of first use.
class TypeSchema final : public cql2::Schema {
 public:
  TypeSchema(const Model& model, const RecordType& type);
  [[nodiscard]] std::optional<cql2::Property> find(std::string_view name) const override;
  [[nodiscard]] std::vector<std::string> names() const override;
  /// Paths handed out so far; path i has slot fields + children + i.
  [[nodiscard]] const std::vector<std::string>& paths() const { return paths_; }

 private:
  const Model& model_;
  const RecordType& type_;
  mutable std::vector<std::string> paths_;
};

/// The record type that the single reference at the end of a path refers to ("task.organisation"); null for any other.
const RecordType* referred_by(const Model& model, const RecordType& type, std::string_view path);

/// The value type CQL2 sees for a field.
cql2::ValueType value_type(const Field& field);

}  // namespace tilth::model
