// SPDX-License-Identifier: Apache-2.0
#include "model/report_reader.h"

#include "base/problem.h"
#include "model/ledger_columns.h"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <utility>

namespace tilth::model {
namespace {

constexpr std::pair<std::string_view, FigureSpan> kSpans[] = {{"same", FigureSpan::period},
                                                              {"previous", FigureSpan::previous},
                                                              {"until", FigureSpan::until},
                                                              {"year_to_date", FigureSpan::year_to_date},
                                                              {"all", FigureSpan::all}};
const std::vector<std::string> kValues{"period", "place", "organisation", "as_of", "programme", "record"};
const std::vector<std::string> kPartKinds{"text",  "facts", "records",    "indicators", "representation", "ledger",
                                          "chart", "map",   "assessment", "catalogue",  "signatures"};
const std::vector<std::string> kAssessmentParts{"radar", "heat", "change"};
const std::vector<std::string> kShown{"value", "n", "more_than", "which", "at_least", "cells"};
const std::vector<std::string> kRoles{"danger", "work", "released", "closed", "place", "point", "amount"};
const std::vector<std::string> kEntries{"created",   "extended",  "transferred_in",  "reclassified_in",
                                        "cancelled", "reduced",   "cleared",         "transferred_out",
                                        "corrected", "remaining", "reclassified_out"};
const std::vector<std::string> kLedgerBy{"year", "province", "place", "contamination", "land_class", "organisation"};

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in{text};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

class Reading {
 public:
  Reading(const Tree& tree, Problems& problems) : tree_(tree), problems_(problems) {}

  Report run() {
    MapReader reader{tree_, problems_, "The report"};
    Report report;
    report.at = place(tree_);
    report.name = reader.text("report", true);
    report.code = reader.text("code");
    report.title = reader.words("title", true);
    report.description = reader.words("description", true);
    report.about = reader.text("about");
    report.about_where = reader.text("about_where");
    report.period = reader.text("period");
    if (report.period.starts_with("record.")) {
      report.period_from = report.period.substr(7);
      report.period.clear();
    }
    if (report.period.empty()) report.period = "none";
    one_of(report.period, {"year", "month", "any", "none"}, reader, "period");
    for (const std::string& one : reader.names("narrowed_by")) {
      if (one_of(one, {"place", "organisation"}, reader, "narrowed_by"))
        (one == "place" ? report.by_place : report.by_organisation) = true;
    }
    report.for_everybody = reader.truth("for_everybody").value_or(false);
    if (const Tree* figures = reader.get("figures"); figures != nullptr) {
      for (const auto& [name, figure] : figures->entries) named_[name] = figure_of(figure);
    }
    if (const Tree* sections = reader.get("sections"); sections != nullptr) {
      for (const Tree& section : sections->items) report.sections.push_back(section_of(section));
    }
    report.named = named_;
    if (report.sections.empty()) problems_.add(tree_, "The report " + report.name + " has no `sections`.");
    report.from = reader.provenance(true);
    reader.finish();
    return report;
  }

 private:
  static ModelPlace place(const Tree& tree) { return {tree.file ? *tree.file : std::string{}, tree.line}; }

  bool one_of(const std::string& word, const std::vector<std::string>& known, MapReader& reader, std::string_view key) {
    if (std::find(known.begin(), known.end(), word) != known.end()) return true;
    const Tree* where = reader.tree().find(key);
    std::string all;
    for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
    const std::string near = meant(word, known);
    problems_.add(where == nullptr ? reader.tree() : *where, "`" + std::string{key} + "` cannot be " + word + ".",
                  near.empty() ? "It is one of: " + all + "." : near);
    return false;
  }

  void set(ReportFigure& figure, const std::string& key, const std::string& value, const Tree& where) {
    if (key == "period") {
      const auto* span =
          std::find_if(std::begin(kSpans), std::end(kSpans), [&](const auto& one) { return one.first == value; });
      if (span != std::end(kSpans)) {
        figure.span = span->second;
        return;
      }
      problems_.add(where, "A figure's period cannot be " + value + ".", "same, previous, until, year_to_date or all.");
    } else if (key == "known") {
      figure.known_then = value == "then";
      if (value != "then" && value != "now") problems_.add(where, "A figure is known then or now, not " + value + ".");
    } else if (key == "show") {
      figure.show = value;
      if (std::find(kShown.begin(), kShown.end(), value) == kShown.end())
        problems_.add(where, "A figure cannot show " + value + ".", "value, n, more_than, which, at_least or cells.");
    } else {
      figure.cell.emplace_back(key, value);
    }
  }

  /// "LR2 entry=cleared period=previous"
  ReportFigure figure_of(const std::string& text, const Tree& where) {
    const std::vector<std::string> words = words_of(text);
    ReportFigure figure;
    if (words.empty()) {
      problems_.add(where, "A figure without an indicator.", "Write {LR2} or {LR2 entry=cleared}.");
      return figure;
    }
    const auto named = named_.find(words.front());
    if (named != named_.end())
      figure = named->second;
    else
      figure.indicator = words.front();
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::size_t equals = words[i].find('=');
      if (equals == std::string::npos)
        problems_.add(where, "The figure {" + text + "} has the word " + words[i] + " without a value.",
                      "Write SPLIT=VALUE.");
      else
        set(figure, words[i].substr(0, equals), words[i].substr(equals + 1), where);
    }
    return figure;
  }

  ReportFigure figure_of(const Tree& tree) {
    if (tree.kind == Tree::Kind::scalar) return figure_of(tree.scalar, tree);
    MapReader reader{tree, problems_, "The figure"};
    ReportFigure figure = figure_of(reader.text("indicator", true), tree);
    if (const Tree* cell = reader.get("cell"); cell != nullptr)
      for (const auto& [split, value] : cell->entries) figure.cell.emplace_back(split, value.scalar);
    if (const std::string where = reader.text("where"); !where.empty()) figure.where = where;
    if (Text title = reader.words("title"); !title.empty()) figure.title = std::move(title);
    figure.split = reader.text("split");
    for (const char* key : {"period", "known", "show"})
      if (const std::string value = reader.text(key); !value.empty()) set(figure, key, value, tree);
    if ((figure.show == "cells") == figure.split.empty())
      problems_.add(tree, "`split` goes with show: cells.", "It names what the cells are of, such as question.");
    reader.finish();
    return figure;
  }

  std::vector<TextPiece> pieces_of(const std::string& text, const Tree& where) {
    std::vector<TextPiece> pieces;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t open = text.find('{', at);
      const std::size_t close = open == std::string::npos ? open : text.find('}', open);
      TextPiece piece{.words = text.substr(at, open == std::string::npos ? open : open - at)};
      if (open != std::string::npos && close == std::string::npos)
        problems_.add(where, "The text has a { without its }.");
      if (close != std::string::npos) {
        const std::string inside = text.substr(open + 1, close - open - 1);
        const bool value =
            std::find(kValues.begin(), kValues.end(), inside) != kValues.end() || inside.starts_with("record.");
        if (value)
          piece.value = inside;
        else
          piece.figure = figure_of(inside, where);
      }
      pieces.push_back(std::move(piece));
      at = close == std::string::npos ? text.size() : close + 1;
    }
    return pieces;
  }

  /// A condition with a term for each {...}.
  ReportCondition condition_of(const Tree& tree) {
    ReportCondition condition;
    for (TextPiece& piece : pieces_of(tree.scalar, tree)) {
      condition.text += std::exchange(piece.words, {});
      if (!piece.figure && piece.value.empty()) continue;
      condition.text += "t" + std::to_string(condition.terms.size());
      condition.terms.push_back(std::move(piece));
    }
    return condition;
  }

  ReportSentence sentence_of(const Tree& tree) {
    ReportSentence sentence;
    // Every language says the same figures, or one of them tells another story.
    const auto marks = [](const std::string& words) {
      std::multiset<std::string> found;
      for (std::size_t open = words.find('{'); open != std::string::npos; open = words.find('{', open + 1))
        found.insert(words.substr(open, words.find('}', open) - open));
      return found;
    };
    const auto read = [&](const std::string& language, const Tree& words, const std::string& english) {
      sentence.by_language[language] = pieces_of(words.scalar, words);
      if (marks(words.scalar) != marks(english))
        problems_.add(words, "The text in " + language + " has other figures than the English.",
                      "Use every {...} of the English as often as it does.");
    };
    if (tree.kind == Tree::Kind::scalar) {
      read("en", tree, tree.scalar);
      return sentence;
    }
    const Tree* english = tree.find("en");
    if (tree.kind != Tree::Kind::map || english == nullptr) {
      problems_.add(tree, "`text` has no English.", "Add `en:`; other languages fall back to it.");
      return sentence;
    }
    for (const auto& [key, words] : tree.entries) {
      if (key == "when")
        sentence.when = condition_of(words);
      else
        read(key, words, english->scalar);
    }
    return sentence;
  }

  ReportText text_of(const Tree& tree) {
    ReportText text;
    if (tree.kind != Tree::Kind::list) {
      text.sentences.push_back(sentence_of(tree));
      return text;
    }
    for (const Tree& sentence : tree.items) text.sentences.push_back(sentence_of(sentence));
    return text;
  }

  std::vector<ReportColumn> columns_of(const Tree* list) {
    std::vector<ReportColumn> columns;
    if (list == nullptr) return columns;
    for (const Tree& item : list->items) {
      if (item.kind == Tree::Kind::scalar) {
        columns.push_back({item.scalar, {}, {}});
        continue;
      }
      MapReader reader{item, problems_, "The column"};
      ReportColumn column{reader.text("field", true), reader.words("title"), reader.text("clock")};
      reader.finish();
      columns.push_back(std::move(column));
    }
    return columns;
  }

  ReportRecords records_of(const Tree& tree) {
    MapReader reader{tree, problems_, "`records`"};
    ReportRecords records;
    records.title = reader.words("title");
    records.of = reader.text("of", true);
    records.where = reader.text("where");
    records.from = reader.text("from");
    records.dated_by = reader.text("dated_by");
    records.columns = columns_of(reader.get("columns"));
    if (records.columns.empty()) problems_.add(tree, "`records` has no `columns`.");
    for (const std::string& sort : reader.names("sort"))
      records.sort.emplace_back(sort.starts_with("-") ? sort.substr(1) : sort, sort.starts_with("-"));
    records.sums = reader.names("sum");
    if (const auto limit = reader.number("limit")) {
      if (*limit < 1 || *limit > 5000)
        problems_.add(tree, "`limit` is from 1 to 5,000.");
      else
        records.limit = static_cast<std::size_t>(*limit);
    }
    records.empty = reader.words("empty");
    if (const std::string as = reader.text("as"); !as.empty())
      records.facts = one_of(as, {"table", "facts"}, reader, "as") && as == "facts";
    records.missing = reader.truth("missing").value_or(true);
    if (records.facts && !records.sums.empty()) problems_.add(tree, "`sum` is of a table, not of facts.");
    reader.finish();
    return records;
  }

  ReportIndicators indicators_of(const Tree& tree) {
    MapReader reader{tree, problems_, "`indicators`"};
    ReportIndicators table;
    table.title = reader.words("title");
    if (const Tree* figures = reader.get("figures"); figures != nullptr) {
      if (figures->kind == Tree::Kind::scalar) table.figures.push_back(figure_of(*figures));
      for (const Tree& figure : figures->items) table.figures.push_back(figure_of(figure));
    }
    if (table.figures.empty()) problems_.add(tree, "`indicators` has no `figures`.");
    table.split = reader.names("split");
    table.across = reader.text("across");
    if (!table.across.empty() && (table.figures.size() != 1 || table.split.size() != 1))
      problems_.add(tree, "`across` is of one figure with one split.");
    table.counted = reader.truth("n").value_or(false);
    table.total = reader.truth("total").value_or(true);
    table.ranked = reader.truth("ranked").value_or(false);
    table.cells = reader.text("cells");
    if (!table.cells.empty() && !table.split.empty()) problems_.add(tree, "`cells` is of a table without a split.");
    if (table.ranked && table.split.empty()) problems_.add(tree, "`ranked` is of a table with a split.");
    table.empty = reader.words("empty");
    reader.finish();
    return table;
  }

  ReportRepresentation representation_of(const Tree& tree) {
    MapReader reader{tree, problems_, "`representation`"};
    ReportRepresentation table;
    table.title = reader.words("title");
    if (const Tree* figures = reader.get("figures"); figures != nullptr) {
      if (figures->kind == Tree::Kind::scalar) table.figures.push_back(figure_of(*figures));
      for (const Tree& figure : figures->items) table.figures.push_back(figure_of(figure));
    }
    if (table.figures.empty()) problems_.add(tree, "`representation` has no `figures`.");
    table.split = reader.text("split", true);
    table.empty = reader.words("empty");
    reader.finish();
    return table;
  }

  ReportPart part_of(const Tree& tree) {
    ReportPart part;
    part.at = place(tree);
    if (tree.kind != Tree::Kind::map || tree.entries.size() != 1) {
      problems_.add(tree,
                    "A part is one of text, facts, records, indicators, representation, ledger, chart, map, "
                    "assessment, catalogue, signatures.",
                    "Write `- text: ...`.");
      return part;
    }
    const std::string& kind = tree.entries.front().first;
    const Tree& body = tree.entries.front().second;
    if (kind == "text") {
      part.content = text_of(body);
    } else if (kind == "facts") {
      MapReader reader{body, problems_, "`facts`"};
      ReportFacts facts;
      facts.title = reader.words("title");
      facts.fields = columns_of(reader.get("fields"));
      reader.finish();
      part.content = std::move(facts);
    } else if (kind == "records") {
      part.content = records_of(body);
    } else if (kind == "indicators") {
      part.content = indicators_of(body);
    } else if (kind == "ledger") {
      MapReader reader{body, problems_, "`ledger`"};
      ReportLedger ledger;
      ledger.title = reader.words("title");
      if (const std::string by = reader.text("by"); !by.empty()) ledger.by = by;
      one_of(ledger.by, kLedgerBy, reader, "by");
      if (const auto years = reader.number("years")) ledger.years = static_cast<int>(*years);
      reader.finish();
      part.content = std::move(ledger);
    } else if (kind == "chart") {
      MapReader reader{body, problems_, "`chart`"};
      ReportChart chart;
      chart.title = reader.words("title");
      if (const Tree* figure = reader.get("figure"); figure != nullptr)
        chart.figure = figure_of(*figure);
      else
        problems_.add(body, "`chart` has no `figure`.");
      chart.split = reader.text("split", true);
      chart.empty = reader.words("empty");
      reader.finish();
      part.content = std::move(chart);
    } else if (kind == "map") {
      MapReader reader{body, problems_, "`map`"};
      ReportMap map;
      map.title = reader.words("title");
      if (const Tree* layers = reader.get("layers"); layers != nullptr) {
        for (const Tree& layer : layers->items) {
          MapReader one{layer, problems_, "The layer"};
          const Tree* figure = one.get("figure");
          map.layers.push_back({.of = one.text("of", figure == nullptr),
                                .where = one.text("where"),
                                .from = one.text("from"),
                                .role = one.text("role", true),
                                .dated_by = one.text("dated_by"),
                                .begins = one.text("begins"),
                                .ends = one.text("ends"),
                                .still = one.text("still"),
                                .split = one.text("split", figure != nullptr)});
          if (figure != nullptr) map.layers.back().figure = figure_of(*figure);
          if ((figure != nullptr) != (map.layers.back().role == "amount"))
            problems_.add(layer, "The role amount is of a `figure`, and a figure is drawn as an amount.");
          if (map.layers.back().ends.empty() != map.layers.back().still.empty())
            problems_.add(layer, "`ends` says when, `still` what has not ended: neither is without the other.");
          if (!map.layers.back().dated_by.empty() && !map.layers.back().begins.empty())
            problems_.add(layer,
                          "A layer is of what happened in the period, `dated_by`, or of what was there, `begins`.");
          if (!map.layers.back().role.empty()) one_of(map.layers.back().role, kRoles, one, "role");
          one.finish();
        }
      }
      if (map.layers.empty()) problems_.add(body, "`map` has no `layers`.");
      reader.finish();
      part.content = std::move(map);
    } else if (kind == "catalogue") {
      MapReader reader{body, problems_, "`catalogue`"};
      part.content = ReportCatalogue{reader.words("title")};
      reader.finish();
    } else if (kind == "representation") {
      part.content = representation_of(body);
    } else if (kind == "assessment") {
      MapReader reader{body, problems_, "`assessment`"};
      ReportAssessment assessment;
      assessment.show = reader.text("show", true);
      one_of(assessment.show, kAssessmentParts, reader, "show");
      assessment.title = reader.words("title");
      if (const Tree* areas = reader.get("areas"); areas != nullptr) assessment.areas = figure_of(*areas);
      if (const Tree* whole = reader.get("whole"); whole != nullptr) assessment.whole = figure_of(*whole);
      assessment.split = reader.text("split", assessment.areas.has_value());
      reader.finish();
      part.content = std::move(assessment);
    } else if (kind == "signatures") {
      ReportSignatures signatures;
      for (const Tree& line : body.items) {
        Text words;
        if (line.kind == Tree::Kind::scalar) words.by_language["en"] = line.scalar;
        for (const auto& [language, in] : line.entries) words.by_language[language] = in.scalar;
        if (!words.by_language.contains("en")) problems_.add(line, "A line to sign has no English.");
        signatures.lines.push_back(std::move(words));
      }
      part.content = std::move(signatures);
    } else {
      problems_.add(tree, "There is no part " + kind + ".", meant(kind, kPartKinds));
    }
    return part;
  }

  ReportSection section_of(const Tree& tree) {
    MapReader reader{tree, problems_, "The section"};
    ReportSection section;
    section.id = reader.text("id");
    section.title = reader.words("title", true);
    if (const Tree* parts = reader.get("parts"); parts != nullptr)
      for (const Tree& part : parts->items) section.parts.push_back(part_of(part));
    reader.finish();
    return section;
  }

  const Tree& tree_;
  Problems& problems_;
  std::map<std::string, ReportFigure> named_;
};

/// What the parts name, against the rest of the model.
class Checking {
 public:
  Checking(const Model& model, const Report& report, Problems& problems)
      : model_(model), report_(report), problems_(problems) {}

  void run() {
    if (!report_.about.empty()) {
      about_ = model_.find_type(report_.about);
      if (about_ == nullptr)
        add(report_.at, "`about`: there is no record type " + report_.about + ".", meant(report_.about, types()));
    }
    at_ = report_.at;
    if (!report_.about_where.empty() && report_.about.empty())
      add("`about_where` needs a report about a record.", "Add `about: TYPE`.");
    else if (about_ != nullptr)
      filter(*about_, report_.about_where);
    if (!report_.period_from.empty()) about_property(report_.period_from);
    // Whoever could ask it in many ways could take one answer from another.
    if (report_.for_everybody &&
        (!report_.about.empty() || report_.period != "none" || report_.by_place || report_.by_organisation))
      add("`for_everybody` is of a report that takes nothing.", "Leave out `about`, `period` and `narrowed_by`.");
    for (const ReportSection& section : report_.sections) {
      for (const ReportPart& part : section.parts) {
        at_ = part.at;
        std::visit([&](const auto& content) { check(content); }, part.content);
      }
    }
  }

 private:
  void add(const ModelPlace& at, std::string message, std::string hint = {}) {
    problems_.add(at.file, at.line, "The report " + report_.name + ": " + std::move(message), std::move(hint));
  }
  void add(std::string message, std::string hint = {}) { add(at_, std::move(message), std::move(hint)); }

  std::vector<std::string> types() const {
    std::vector<std::string> names;
    for (const RecordType& type : model_.types) names.push_back(type.name);
    return names;
  }

  const RecordType* type_named(const std::string& name) {
    const RecordType* type = model_.find_type(name);
    if (type == nullptr) add("there is no record type " + name + ".", meant(name, types()));
    return type;
  }

  /// A property that a report may show of a type.
  void shown(const RecordType& type, const std::string& path, bool with_lines = false) {
    const TypeSchema schema{model_, type};
    const Field* field = field_at_end(model_, type, path);
    if (field != nullptr && field->encrypted) {
      add(path + " of " + type.name + " is encrypted and is in no report.");
      return;
    }
    if (with_lines && field != nullptr && field->kind == FieldKind::lines && type.find(path) == field) return;
    if (field != nullptr && (field->kind == FieldKind::geometry || field->kind == FieldKind::lines ||
                             field->kind == FieldKind::attachment)) {
      add(path + " of " + type.name + " is no column: it is " + std::string{model::text_of(field->kind)} + ".");
      return;
    }
    if (!schema.find(path)) add(path + " is no property of " + type.name + ".", meant(path, schema.names()));
  }

  void about_property(const std::string& path) {
    if (about_ == nullptr) {
      if (report_.about.empty()) add("{record." + path + "} needs a report about a record.", "Add `about: TYPE`.");
      return;
    }
    shown(*about_, path);
  }

  std::string filled(const std::string& where) {
    return filled_filter(where, [&](const std::string& name) -> cql2::Value {
      if (name == "record") {
        if (report_.about.empty()) add("{record} needs a report about a record.", "Add `about: TYPE`.");
      } else if (name.starts_with("record.")) {
        about_property(name.substr(7));
        const Field* field = about_ == nullptr ? nullptr : field_at_end(model_, *about_, name.substr(7));
        if (field != nullptr && field->many) add("{" + name + "} has several values: a filter takes one.");
        const auto property =
            about_ == nullptr ? std::nullopt : TypeSchema{model_, *about_}.find(std::string_view{name}.substr(7));
        if (property && property->type == cql2::ValueType::date) return Date{2000, 1, 1};
        if (property && property->type == cql2::ValueType::boolean) return false;
        if (property && (property->type == cql2::ValueType::integer || property->type == cql2::ValueType::number))
          return std::int64_t{0};
      } else {
        add("a filter knows {record} and {record.PATH}, not {" + name + "}.");
      }
      return std::string{"00000000-0000-7000-8000-000000000000"};
    });
  }

  void filter(const RecordType& type, const std::string& where) {
    const std::set<std::string> named = bound(TypeSchema{model_, type}, where);
    for (const std::string& name : named) {
      const Field* field = field_at_end(model_, type, name);
      if (field != nullptr && field->encrypted) add("`where` speaks of " + name + ", which is encrypted.");
    }
  }

  /// The properties that a filter speaks of.
  std::set<std::string> bound(const cql2::Schema& schema, const std::string& where) {
    if (where.empty()) return {};
    try {
      const cql2::Expression expression = cql2::parse_text(filled(where));
      const cql2::Bound bound{expression, schema};
      const auto named = cql2::properties(expression);
      return {named.begin(), named.end()};
    } catch (const Problem& problem) {
      add("`where`: " + problem.title(), problem.hint());
      return {};
    }
  }

  void check(const ReportFigure& figure) {
    const Indicator* indicator = model_.find_indicator(figure.indicator);
    if (indicator == nullptr) {
      std::vector<std::string> known = kValues;
      for (const Indicator& one : model_.indicators) {
        known.push_back(one.id);
        if (!one.code.empty()) known.push_back(one.code);
      }
      add("there is no indicator or value " + figure.indicator + ".", meant(figure.indicator, known));
      return;
    }
    if (report_.for_everybody && indicator->about_people)
      add("`for_everybody`: " + indicator->id + " is about people.", "Publish it through the disclosure gate instead.");
    for (const auto& [split, value] : figure.cell) {
      this->split(*indicator, split);
      cell(*indicator, split, value);
    }
    if (figure.show == "which" &&
        (!indicator->over || (indicator->over->function != "min" && indicator->over->function != "max")))
      add("show=which: " + indicator->id + " is no least or most of another indicator's cells.");
    if (figure.show == "more_than" && indicator->more_than <= 0)
      add("show=more_than: " + indicator->id + " has no `more_than`.");
    if (figure.show == "at_least" && (!indicator->over || indicator->over->at_least == 0))
      add("show=at_least: " + indicator->id + " leaves no cell out.");
    if (figure.show == "cells" && figure.split.empty())
      add("show=cells says not of which split.", "Give the figure a name in `figures`, with `split`.");
    if (!figure.split.empty()) {
      const Indicator* of = indicator->over ? model_.find_indicator(indicator->over->indicator) : indicator;
      if (of != nullptr) split(*of, figure.split);
    }
    if (figure.where.empty()) return;
    const Indicator* of = model_.counted_by(*indicator);
    const RecordType* type = of == nullptr ? nullptr : model_.find_type(of->value.of);
    if (indicator->value.of == "land_ledger" && indicator->computed_by.empty()) {
      bound(LedgerColumns{}, figure.where);
      static const std::regex kAgainstRecord{
          R"("?\b(place|province|organisation|donor)\b"?\s*(=|<>|IN)\s*\(?\s*\{record)"};
      if (std::smatch found; std::regex_search(figure.where, found, kAgainstRecord)) {
        const std::string name = found[1];
        add("`where` compares " + name + " with a record: in the land account it is a name.",
            "Take the cell of it: `cell: {" + name + ": \"{record." + name + "}\"}`.");
      }
      return;
    }
    if (type == nullptr || !indicator->computed_by.empty())
      add("a figure of " + indicator->id + " takes no `where`: it is not counted from records.");
    else
      filter(*type, figure.where);
  }

  /// A word that no record can have would be a figure of 0 for ever.
  void cell(const Indicator& indicator, const std::string& split, const std::string& value) {
    if (split == "year" || split == "month" || value == "(not recorded)") return;
    if (value == "{record}" || value.starts_with("{record.")) {
      filled(value);
      return;
    }
    if (value.starts_with("{which ")) {
      const std::string name = value.substr(7, value.size() - 8);
      const auto named = report_.named.find(name);
      if (named == report_.named.end())
        add("{which " + name + "}: there is no such figure.", "Name one of `figures` that shows `which`.");
      else if (named->second.show != "which")
        add("{which " + name + "}: the figure " + name + " does not show `which`.", "Give it `show: which`.");
      return;
    }
    const Indicator* of = model_.counted_by(indicator);
    if (of == nullptr) return;
    const RecordType* type = model_.find_type(of->value.of);
    std::vector<std::string> values;
    const Field* field = type == nullptr ? nullptr : field_at_end(model_, *type, split);
    if (type == nullptr) {  // the land account
      if (split == "entry") values = kEntries;
      if (split == "basis") values = {"geometric", "reported", "estimated"};
      const RecordType* hazard = model_.find_type("hazard");
      if (hazard != nullptr && (split == "class" || split == "contamination")) field = hazard->find(split);
    } else if (field == nullptr) {  // the parts of counts
      for (const Field& one : type->fields)
        if (one.counts_of == split && !one.computed) values.push_back(one.name.substr(split.size() + 1));
    }
    if (field != nullptr && field->kind == FieldKind::boolean) values = {"yes", "no"};
    if (field != nullptr && field->many && of->value.of != "land_ledger") {
      add("a figure cannot be the cell " + split + "=" + value +
              ": a record has several, and is kept under all of them together.",
          "Use `where: \"A_CONTAINS(" + split + ", ('" + value + "'))\"`.");
      return;
    }
    if (const CodeList* codes = field == nullptr ? nullptr : model_.find_codes(field->codes)) values = codes->values();
    if (values.empty())
      add("a figure cannot be the cell " + split + "=" + value + ": " + split + " has no list of values.",
          "Use `where`, or a table with this split.");
    else if (std::find(values.begin(), values.end(), value) == values.end())
      add(value + " is no value of " + split + ".", meant(value, values));
  }

  void split(const Indicator& indicator, const std::string& split) {
    if ((split == "year" || split == "month") && !indicator.representation) return;
    if (std::find(indicator.split_by.begin(), indicator.split_by.end(), split) == indicator.split_by.end())
      add(indicator.id + " is not split by " + split + ".", meant(split, indicator.split_by));
  }

  void check(const TextPiece& piece) {
    if (piece.figure) check(*piece.figure);
    if (piece.value == "record" && report_.about.empty())
      add("{record} needs a report about a record.", "Add `about: TYPE`.");
    if (piece.value.starts_with("record.")) about_property(piece.value.substr(7));
  }
  void check(const ReportCondition& condition) {
    for (const TextPiece& term : condition.terms) {
      check(term);
      if (!term.figure && !term.value.starts_with("record."))
        add("`when` knows figures and {record.PATH}, not {" + term.value + "}.");
    }
    if (condition.text.empty()) return;
    try {
      const ConditionTerms terms{model_, about_, condition};
      const cql2::Bound bound{cql2::parse_text(condition.text), terms};
    } catch (const Problem& problem) {
      add("`when`: " + problem.title(), problem.hint());
    }
  }
  void check(const ReportText& text) {
    for (const ReportSentence& sentence : text.sentences) {
      check(sentence.when);
      const auto english = sentence.by_language.find("en");
      if (english == sentence.by_language.end()) continue;  // said where it was read
      for (const TextPiece& piece : english->second) check(piece);
    }
  }
  void clock(const TypeSchema& schema, const ReportColumn& column) {
    if (column.clock.empty()) return;
    const auto time = schema.find(column.path), hours = schema.find(column.clock);
    if (time && time->type != cql2::ValueType::instant) add("`clock`: " + column.path + " is no instant.");
    if (!hours || (hours->type != cql2::ValueType::number && hours->type != cql2::ValueType::integer))
      add("`clock`: " + column.clock + " is no number.", meant(column.clock, schema.names()));
  }
  void check(const ReportFacts& facts) {
    for (const ReportColumn& one : facts.fields) {
      about_property(one.path);
      if (about_ != nullptr) clock(TypeSchema{model_, *about_}, one);
    }
  }
  void check(const ReportRecords& records) {
    const RecordType* type = type_named(records.of);
    if (type == nullptr) return;
    const TypeSchema schema{model_, *type};
    for (const ReportColumn& column : records.columns) {
      shown(*type, column.path, records.facts);
      clock(schema, column);
    }
    filter(*type, records.where);
    if (!records.from.empty()) from(records.from, records.of);
    for (const auto& [field, descending] : records.sort)
      if (type->find(field) == nullptr)
        add(field + " is no field of " + type->name + ".", meant(field, schema.names()));
    for (const std::string& sum : records.sums) {
      const auto property = schema.find(sum);
      if (!property || (property->type != cql2::ValueType::number && property->type != cql2::ValueType::integer))
        add(sum + " of " + type->name + " is no number.", meant(sum, schema.names()));
      if (std::none_of(records.columns.begin(), records.columns.end(),
                       [&](const ReportColumn& column) { return column.path == sum; }))
        add("`sum` names " + sum + ", which is no column.");
    }
    if (records.dated_by.empty() || records.dated_by == "none") return;
    const auto date = schema.find(records.dated_by);
    if (!date || date->type != cql2::ValueType::date)
      add("`dated_by`: " + records.dated_by + " is no date of " + type->name + ".",
          meant(records.dated_by, schema.names()));
  }
  void from(const std::string& path, const std::string& of) {
    if (path == "record" && of == report_.about) return;
    const Field* field = about_ == nullptr ? nullptr : field_at_end(model_, *about_, path);
    if (field == nullptr || field->refers_to != of)
      add("`from`: " + path + " of the report's record does not refer to " + of + ".");
  }
  void check(const ReportIndicators& table) {
    for (const ReportFigure& figure : table.figures) {
      check(figure);
      const Indicator* indicator = model_.find_indicator(figure.indicator);
      if (indicator == nullptr) continue;
      for (const std::string& one : table.split) split(*indicator, one);
      if (!table.across.empty()) split(*indicator, table.across);
    }
  }
  void check(const ReportRepresentation& table) {
    for (const ReportFigure& figure : table.figures) {
      check(figure);
      const Indicator* indicator = model_.find_indicator(figure.indicator);
      if (indicator == nullptr) continue;
      if (!indicator->representation) add(indicator->id + " is no `representation`.");
      split(*indicator, table.split);
    }
  }
  void check(const ReportAssessment& assessment) {
    for (const auto& figure : {assessment.areas, assessment.whole})
      if (figure) check(*figure);
    if (assessment.areas)
      if (const Indicator* indicator = model_.find_indicator(assessment.areas->indicator))
        split(*indicator, assessment.split);
    if (about_ == nullptr || about_->name != "assessment")
      add("`assessment` needs a report about an assessment.", "Add `about: assessment`.");
  }
  void check(const ReportLedger&) {
    if (model_.find_type("hazard") == nullptr) add("the land account needs the record type hazard.");
  }
  void check(const ReportChart& chart) {
    check(chart.figure);
    if (const Indicator* indicator = model_.find_indicator(chart.figure.indicator)) split(*indicator, chart.split);
  }
  /// The places of a split, for circles.
  void check(const ReportFigure& figure, const std::string& by_place) {
    check(figure);
    const Indicator* indicator = model_.find_indicator(figure.indicator);
    if (indicator == nullptr) return;
    split(*indicator, by_place);
    const Indicator* of = model_.counted_by(*indicator);
    const RecordType* type = of == nullptr ? nullptr : model_.find_type(of->value.of);
    const Field* field = type == nullptr ? nullptr : field_at_end(model_, *type, by_place);
    const bool ledger =
        of != nullptr && of->value.of == "land_ledger" && (by_place == "place" || by_place == "province");
    if (!ledger && (field == nullptr || field->refers_to != "place"))
      add("a map of amounts is split by places, and " + by_place + " is none.");
  }
  void check(const ReportMap& map) {
    for (const ReportMapLayer& layer : map.layers) {
      if (layer.figure) {
        check(*layer.figure, layer.split);
        const RecordType* places = model_.find_type("place");
        if (places == nullptr || places->geometry_field.empty()) add("a map of amounts needs places with outlines.");
        continue;
      }
      const RecordType* type = type_named(layer.of);
      if (type == nullptr) continue;
      if (type->geometry_field.empty()) add(type->name + " has no geometry to draw.");
      filter(*type, layer.where);
      if (!layer.from.empty()) from(layer.from, layer.of);
      filter(*type, layer.still);
      for (const auto& [key, path] : {std::pair<const char*, const std::string&>{"dated_by", layer.dated_by},
                                      {"begins", layer.begins},
                                      {"ends", layer.ends}}) {
        if (path.empty()) continue;
        const auto date = TypeSchema{model_, *type}.find(path);
        if (!date || date->type != cql2::ValueType::date)
          add("`" + std::string{key} + "`: " + path + " is no date of " + type->name + ".");
      }
    }
  }
  void check(const ReportCatalogue&) {}
  void check(const ReportSignatures&) {}

  const Model& model_;
  const Report& report_;
  Problems& problems_;
  const RecordType* about_ = nullptr;
  ModelPlace at_;
};

}  // namespace

Report read_report(const Tree& tree, Problems& problems) { return Reading{tree, problems}.run(); }

void check_report(const Model& model, const Report& report, Problems& problems) {
  Checking{model, report, problems}.run();
}

}  // namespace tilth::model
