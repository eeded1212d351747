// SPDX-License-Identifier: Apache-2.0
// A report as data: sections of text with figures in them, tables, charts and maps (docs/model-language.md).
#pragma once

#include "model/model.h"

#include <functional>
#include <variant>

namespace tilth::model {

/// Where a part stands in the model's files.
struct ModelPlace {
  std::string file;
  int line = 0;
};

/// Which time a figure of a report speaks of.
enum class FigureSpan : std::uint8_t {
  period,        ///< the report's own
  previous,      ///< the one of the same length before it
  until,         ///< all that was until its last day
  year_to_date,  ///< from 1 January of the year of its last day until that day
  all,           ///< without a period
};

/// One figure: an indicator, or one cell of it.
struct ReportFigure {
  std::string indicator;  ///< id or code
  std::vector<std::pair<std::string, std::string>>
      cell;           ///< split -> value, {record...} or {which NAME}; empty: the total
  std::string where;  ///< CQL2 text, may hold {record}; narrows it
  FigureSpan span = FigureSpan::period;
  bool known_then = false;  ///< as it was known when the span's last day ended
  /// value; n: the number of records behind it; more_than: the round number it exceeds; which: the cells of the
  /// indicator behind it that are the least or the most, all of them where several are, each with its n; at_least: the
  /// n below which such a cell is left out; cells: what has records in `split`, in words
  std::string show = "value";
  std::string split;  ///< of cells
  Text title;         ///< in tables, instead of the indicator's own; empty: that
};

/// A piece of a text: words, then a figure or a value of the report ("period", "record.local_id"), or neither.
struct TextPiece {
  std::string words;
  std::optional<ReportFigure> figure;
  std::string value;
};
/// When a sentence is true: CQL2 over numbers, a term standing for each {...}.
struct ReportCondition {
  std::string text;              ///< the terms as properties t0, t1, ...; empty: always
  std::vector<TextPiece> terms;  ///< figures as numbers, and {record.PATH}
};
struct ReportSentence {
  ReportCondition when;
  std::map<std::string, std::vector<TextPiece>> by_language;  ///< "en" is always there
};
/// A paragraph: those of its sentences that are true. Where none is, it is not there.
struct ReportText {
  std::vector<ReportSentence> sentences;
};

struct ReportColumn {
  std::string path;   ///< field, child count or reference path
  Text title;         ///< empty: the field's own
  std::string clock;  ///< of an instant: path to the hours ahead of UTC by which people read it; empty: UTC
};

/// The report's record: fields with their titles.
struct ReportFacts {
  Text title;
  std::vector<ReportColumn> fields;
};

/// Records: those that hold `where` and lie in the report's period and place, or those that `from` refers to.
struct ReportRecords {
  Text title;
  std::string of;
  std::string where;     ///< CQL2 text, may hold {record} and {record.PATH}
  std::string from;      ///< reference path of the report's record, or "record": itself; instead of where
  std::string dated_by;  ///< what puts a record into the period; "none": no date does. Empty: the type's own
  std::vector<ReportColumn> columns;
  std::vector<std::pair<std::string, bool>> sort;  ///< field, descending
  std::vector<std::string> sums;                   ///< columns added up beneath
  std::size_t limit = 500;
  Text empty;           ///< instead of a table without rows
  bool facts = false;   ///< a block a record, its first column the heading; repeated lines are a table each
  bool missing = true;  ///< such a block says what is not recorded
};

/// Indicators: a row a cell of `split`, a column an indicator, or a column a value of `across`.
struct ReportIndicators {
  Text title;
  std::vector<ReportFigure> figures;
  std::vector<std::string> split;  ///< empty: a row an indicator, its total
  std::string across;              ///< of a single indicator
  bool counted = false;            ///< beside each figure the number of records behind it
  bool total = true;               ///< a last line of all
  bool ranked = false;             ///< the highest of the first figure first
  std::string cells;               ///< a split: beside each figure what of it has records, such as the question asked
  Text empty;                      ///< instead of a table without rows
};

/// Whether groups of people are in the cells of a split as they are in the whole (methods 3.10): a row a group and
/// cell.
struct ReportRepresentation {
  Text title;
  std::vector<ReportFigure> figures;  ///< of indicators with a `representation`, a group each
  std::string split;
  Text empty;  ///< instead of a table without rows
};

/// The land account: by year, province, place, contamination or class.
struct ReportLedger {
  Text title;
  std::string by = "year";
  int years = 10;  ///< the last ones
};

/// Bars, a bar a cell of `split`.
struct ReportChart {
  Text title;
  ReportFigure figure;
  std::string split;
  Text empty;  ///< instead of a chart without bars
};

/// Outlines of records, drawn in the order of the layers; or a circle in each place as large as a figure's value there.
struct ReportMapLayer {
  std::string of, where, from;
  std::string role;      ///< danger, work, released, closed, place, point, amount: how it is drawn
  std::string dated_by;  ///< a date that puts a record into the period; empty: of all time
  /// A layer of what is there for a time: drawn are the records that were there when the period ended. `still`, a CQL2
  /// text, holds of what is there today. Danger counts from the first day that `begins` may be, released land from the
  /// last; what ended on a day that nobody recorded was still there on each day before today.
  std::string begins, ends, still;
  std::optional<ReportFigure> figure;  ///< of an amount
  std::string split;                   ///< of the figure: a reference to places
};
struct ReportMap {
  Text title;
  std::vector<ReportMapLayer> layers;
};

/// The report's record, an assessment: its areas on a radar, by assessment over time, and against the earlier one of
/// the same edition.
struct ReportAssessment {
  std::string show;  ///< radar, heat or change
  Text title;
  std::optional<ReportFigure> areas, whole;  ///< figures that say the same of an area, split so, and of all areas
  std::string split;                         ///< of `areas`
};

/// What data there are, without the data: a row a record type.
struct ReportCatalogue {
  Text title;
};

/// Lines to sign on paper.
struct ReportSignatures {
  std::vector<Text> lines;
};

struct ReportPart {
  std::variant<ReportText, ReportFacts, ReportRecords, ReportIndicators, ReportRepresentation, ReportLedger,
               ReportChart, ReportMap, ReportAssessment, ReportCatalogue, ReportSignatures>
      content;
  ModelPlace at;
};

struct ReportSection {
  std::string id;
  Text title;
  std::vector<ReportPart> parts;
};

struct Report {
  std::string name, code;  ///< "hazard_dossier"; the code may be empty
  Text title, description;
  std::string about;            ///< the type of its one record; empty: none
  std::string about_where;      ///< CQL2 text: which records of that type
  std::string period = "none";  ///< year, month, any, none
  std::string period_from;      ///< path of the record to the year, or to a date in the year, that it is of
  bool by_place = false, by_organisation = false;
  bool for_everybody = false;  ///< who sees a part of the programme gets it made of the whole, as for others
  std::map<std::string, ReportFigure> named;  ///< the figures that have a name
  std::vector<ReportSection> sections;
  Provenance from;
  ModelPlace at;
};

/// The reports of a model, in the order of their files.
struct Reports {
  std::vector<Report> list;
  std::vector<ModelProblem> problems;
  [[nodiscard]] const Report* find(std::string_view name) const;
};
/// Reads the files of the model's folders named reports/ and checks them against the rest of it. Nothing but a report
/// needs them, so a programme is opened without; what was read last is remembered. Any thread.
std::shared_ptr<const Reports> reports_of(const Model& model);
/// Whether a file of a model holds reports.
bool holds_reports(std::string_view file);

/// What the condition of a sentence speaks of: its terms, in their order.
class ConditionTerms : public cql2::Schema {
 public:
  /// @param about the type of the report's record; may be null
  ConditionTerms(const Model& model, const RecordType* about, const ReportCondition& condition);
  [[nodiscard]] std::optional<cql2::Property> find(std::string_view name) const override;
  [[nodiscard]] std::vector<std::string> names() const override;

 private:
  std::vector<cql2::Property> terms_;
};

/// CQL2 text with each {record...} replaced by what `value` says of it, as a literal.
std::string filled_filter(const std::string& where, const std::function<cql2::Value(const std::string& name)>& value);

/// The field at the end of a path; null for child counts and paths that lead nowhere.
const Field* field_at_end(const Model& model, const RecordType& type, std::string_view path);

}  // namespace tilth::model
