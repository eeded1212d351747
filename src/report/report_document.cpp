// SPDX-License-Identifier: Apache-2.0
#include "report/report_document.h"

#include "base/problem.h"
#include "model/field_value.h"
#include "release/largest_remainder.h"
#include "report/assessment_document.h"
#include "report/assessment_parts.h"
#include "report/ledger_account.h"
#include "report/narrowing.h"
#include "report/record_words.h"
#include "report/report_records.h"
#include "report/representation_table.h"
#include "report/sealing.h"
#include "store/programme_title.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tilth::report {
namespace {

using release::EntryKind;

constexpr std::array<std::string_view, 3> kReaders{"inside", "partners", "public"};

/// What a reader of that kind may see of records.
store::Caller caller_for(ReportReader reader, const store::Caller& caller) {
  if (reader == ReportReader::inside) return caller;
  store::Caller seen = store::public_caller();
  if (reader == ReportReader::partners) seen.highest_class = model::FieldClass::partner;
  return seen;
}

std::pair<Date, Date> whole_month(std::int16_t year, std::uint8_t month) {
  return {Date{year, month, 1}, Date{year, month, static_cast<std::uint8_t>(days_in_month(year, month))}};
}

std::pair<Date, Date> last_whole(const std::string& kind) {
  const Date today = Instant::now().date();
  if (kind == "year") {
    const auto year = static_cast<std::int16_t>(today.year - 1);
    return {Date{year, 1, 1}, Date{year, 12, 31}};
  }
  const int months = today.year * 12 + today.month - 2;
  return whole_month(static_cast<std::int16_t>(months / 12), static_cast<std::uint8_t>(months % 12 + 1));
}

std::optional<std::pair<Date, Date>> period_for(const model::Report& report, const std::string& text) {
  if (report.period == "none") {
    if (!text.empty()) throw Problem{"report.takes_no", {{"report", report.name}, {"parameter", "period"}}};
    return std::nullopt;
  }
  if (text.empty()) return report.period == "any" ? std::nullopt : std::optional{last_whole(report.period)};
  return indicators::period_of(text);
}

class Making {
 public:
  Making(const store::Store& store, const store::Caller& caller, const ReportRequest& request, const ReportMeans& means,
         Progress& progress)
      : store_(store),
        model_(store.model()),
        caller_(caller),
        reading_(caller_for(request.reader, caller)),
        request_(request),
        reports_(model::reports_of(*model_)),
        report_(report_named(*reports_, request.report)),
        language_(request.language),
        names_(store, reading_, request.language, request.known_at),
        labels_(store, caller, request.known_at) {
    if (request.reader != ReportReader::inside && !sees_the_whole(caller))
      throw Problem{"access.partial_view", {{"what", report_.title.in(language_)}}};
    scope_.known_at = request.known_at;
    if (report_.period_from.empty()) {
      scope_.period = period_for(report_, request.period);
      if (report_.period == "month" && request.period.empty()) scope_.period = last_month_with_records(*scope_.period);
    }
    scope_.language = language_;
    if (request.reader != ReportReader::inside) scope_.gate = request.gate;
    if (request.reader != ReportReader::inside && !scope_.gate)
      throw std::logic_error("a report for others needs the disclosure gate");
    read_narrowing();
    read_record();
    if (!report_.period_from.empty()) read_period();
    figures_.emplace(store, caller, scope_, progress, means.columns, means.ledger);
  }

  Json run() {
    begin();
    Json sections = Json::array();
    for (const model::ReportSection& section : report_.sections) {
      Json parts = Json::array();
      for (const model::ReportPart& part : section.parts)
        std::visit([&](const auto& content) { add(parts, part_json(content)); }, part.content);
      sections.push_back({{"id", section.id}, {"title", in(section.title)}, {"parts", std::move(parts)}});
    }
    const std::int64_t operation = scope_.known_at.value_or(store_.last_seq());
    Json document{{"report", report_.name},
                  {"code", report_.code},
                  {"title", in(report_.title)},
                  {"description", in(report_.description)},
                  {"source", report_.from.source},
                  {"edition", report_.from.edition},
                  {"to_check", report_.from.mark == "U"},
                  {"language", language_},
                  {"direction", right_to_left(language_) ? "rtl" : "ltr"},
                  {"programme", store::programme_title(store_)},
                  {"reader", text_of(request_.reader)},
                  {"parameters", parameters()},
                  {"as_of", {{"node", store_.node()}, {"operation", operation}}},
                  {"made_at", Instant::now().text()},
                  {"program", TILTH_VERSION},
                  {"model", hex(model_->hash)},
                  {"sections", std::move(sections)},
                  {"figures", figures_->passports()},
                  {"words", words()}};
    document["notices"] = Json::array();
    if (about_land_) document["notices"] = {word("land_notice"), word("rounding")};
    return document;
  }

 private:
  /// What is asked for whatever the records say, and can be worked out while the land is added up.
  void begin() {
    std::vector<ReportFigures::Wanted> wanted;
    bool land = false;
    const auto add = [&](const model::ReportFigure& figure, const std::vector<std::string>& split) {
      const auto filled_in = [](const auto& cell) { return cell.second.find('{') != std::string::npos; };
      const bool of_record =
          figure.where.find('{') != std::string::npos || std::any_of(figure.cell.begin(), figure.cell.end(), filled_in);
      if (!of_record) wanted.push_back({figure, split});
    };
    for (const model::ReportSection& section : report_.sections)
      for (const model::ReportPart& part : section.parts) {
        land = land || std::holds_alternative<model::ReportLedger>(part.content);
        if (const auto* text = std::get_if<model::ReportText>(&part.content)) {
          for (const model::ReportSentence& sentence : text->sentences)
            for (const model::TextPiece& piece : sentence.by_language.at("en"))
              if (piece.figure && sentence.when.text.empty()) add(*piece.figure, {});
        } else if (const auto* table = std::get_if<model::ReportIndicators>(&part.content)) {
          for (const model::ReportFigure& figure : table->figures) {
            add(figure, {});
            if (!table->split.empty()) add(figure, table->split);
          }
        } else if (const auto* chart = std::get_if<model::ReportChart>(&part.content)) {
          add(chart->figure, {});
          add(chart->figure, {chart->split});
        }
      }
    figures_->begin(wanted, land);
  }

  static const model::Report& report_named(const model::Reports& reports, const std::string& name) {
    const model::Report* found = reports.find(name);
    if (found != nullptr) return *found;
    std::string known;
    for (const model::Report& one : reports.list) known += (known.empty() ? "" : ", ") + one.name;
    throw Problem{"report.unknown", {{"report", name}, {"known", known.empty() ? "-" : known}}};
  }

  /// One part of the model may be several of the document.
  static void add(Json& parts, Json made) {
    if (!made.is_array()) {
      parts.push_back(std::move(made));
      return;
    }
    for (Json& one : made) parts.push_back(std::move(one));
  }

  std::string in(const model::Text& text) const { return text.empty() ? std::string{} : text.in(language_); }
  std::string word(std::string_view id) const { return report_word(id, language_); }
  std::string word(std::string_view id, const Json& values) const { return report_word(id, language_, values); }

  /// The month, not after the last whole one, that holds the latest record of those that the report lists: data come in
  /// late, and a month without any says nothing. The last whole one where there is none at all.
  std::pair<Date, Date> last_month_with_records(const std::pair<Date, Date>& last_whole) const {
    std::optional<Date> latest;
    for (const model::ReportSection& section : report_.sections)
      for (const model::ReportPart& part : section.parts)
        if (const auto* records = std::get_if<model::ReportRecords>(&part.content)) {
          const std::optional<Date> day = latest_day(*records, last_whole.second);
          if (day && (!latest || latest->last_day() < day->last_day())) latest = day;
        }
    return latest ? whole_month(latest->year, latest->month) : last_whole;
  }
  /// The latest day, known to the month at least and not after the limit, of the records of a list.
  std::optional<Date> latest_day(const model::ReportRecords& records, const Date& limit) const {
    const model::RecordType& type = *model_->find_type(records.of);
    const std::string& dated_by = records.dated_by.empty() ? type.date_field : records.dated_by;
    const bool own = type.index_of(dated_by) >= 0;  // a path is another record's date
    if (!own || !records.from.empty() || !store::may_see(reading_, type)) return std::nullopt;
    std::string where = dated_by + " <= DATE('" + limit.text() + "')";
    if (!records.where.empty()) where += " AND (" + records.where + ")";
    const store::Query query{.type = type.name,
                             .where = cql2::parse_text(where),
                             .sort = {{.field = dated_by, .descending = true}},
                             .limit = 1,
                             .fields = {dated_by},
                             .known_at = scope_.known_at};
    for (const store::Record& record : store_.query(reading_, query).records)
      if (const auto* day = std::get_if<Date>(&store::value_of(type, record, dated_by).base()); day && day->month > 0)
        return *day;
    return std::nullopt;
  }

  void read_narrowing() {
    for (const auto& [given, taken, name] :
         {std::tuple{request_.place.has_value(), report_.by_place, "place"},
          {request_.organisation.has_value(), report_.by_organisation, "organisation"}})
      if (given && !taken) throw Problem{"report.takes_no", {{"report", report_.name}, {"parameter", name}}};
    if (!request_.place && !request_.organisation) return;
    narrowing_.emplace(store_, caller_, request_.known_at, request_.place, request_.organisation, labels_,
                       [this]() -> const release::Ledger& { return figures_->ledger(); });
    scope_.narrowed = true;
    scope_.rows = [this](const std::string& of) { return narrowing_->rows_of(of); };
  }

  void read_record() {
    if (report_.about.empty()) {
      if (request_.record) throw Problem{"report.takes_no", {{"report", report_.name}, {"parameter", "record"}}};
      return;
    }
    about_ = model_->find_type(report_.about);
    if (!store::may_see(reading_, *about_))
      throw Problem{"report.not_for_reader", {{"report", report_.name}, {"reader", text_of(request_.reader)}}};
    if (!request_.record)
      throw Problem{"report.needs_record", {{"report", report_.name}, {"type", about_->title.in(language_)}}};
    auto record = store_.find(reading_, about_->name, *request_.record, scope_.known_at);
    if (!record || record->removed)
      throw Problem{"store.unknown_record", {{"type", about_->name}, {"record", request_.record->text()}}};
    store::leave_out_unseen(store_, reading_, *about_, {&*record, 1});
    record_ = std::move(*record);
    if (!report_.about_where.empty() && !reader_of(*about_).holds(record_, report_.about_where))
      throw Problem{"report.other_record", {{"report", report_.name}, {"record", names_.label_of(*about_, record_)}}};
  }

  /// The year of the record.
  void read_period() {
    if (!request_.period.empty()) throw Problem{"report.takes_no", {{"report", report_.name}, {"parameter", "period"}}};
    const store::Value of = reader_of(*about_).value(record_, report_.period_from);
    std::optional<std::int64_t> year;
    if (const auto* whole = std::get_if<std::int64_t>(&of)) year = *whole;
    if (const auto* day = std::get_if<Date>(&of)) year = day->year;
    if (year && *year >= 1 && *year <= 9999)
      scope_.period = {Date{static_cast<std::int16_t>(*year), 1, 1}, Date{static_cast<std::int16_t>(*year), 12, 31}};
  }

  RecordReader reader_of(const model::RecordType& type) {
    return {store_, reading_, *model_, type, names_, scope_.known_at, language_};
  }

  /// {record} and {record.PATH} as literals. Nothing recorded is a value that no record has.
  std::string filled(const std::string& where) {
    return model::filled_filter(where, [&](const std::string& name) -> store::Value {
      if (name == "record") return record_.id.text();
      const std::string path = name.substr(7);
      store::Value value = reader_of(*about_).value(record_, path);
      if (!value.is_null()) return value;
      const auto property = model::TypeSchema{*model_, *about_}.find(path);
      if (!property) return std::string{};
      if (property->type == cql2::ValueType::date) return Date{1, 1, 1};
      if (property->type == cql2::ValueType::integer || property->type == cql2::ValueType::number)
        return std::numeric_limits<std::int64_t>::min() / 2;
      return std::string{};
    });
  }

  /// A figure with its cell filled in: {record} and references as splits name them, by what records are called.
  model::ReportFigure asked(const model::ReportFigure& figure) {
    model::ReportFigure made = figure;
    for (auto& [split, value] : made.cell) {
      if (value.starts_with("{which ")) {
        const model::ReportFigure& named = report_.named.at(value.substr(7, value.size() - 8));
        const auto found = figures_->which(named, filled(named.where));
        value = found.empty() ? std::string{} : found.front().value;
      }
      if (value == "{record}") {
        value = called(about_->name, record_.id);
      } else if (value.starts_with("{record.")) {
        const std::string path = value.substr(8, value.size() - 9);
        const store::Value of = reader_of(*about_).value(record_, path);
        const model::Field* field = model::field_at_end(*model_, *about_, path);
        value = model::shown(of);
        if (field == nullptr || field->refers_to.empty()) continue;
        if (const auto ids = store::ids_in(of); !ids.empty()) value = called(field->refers_to, ids.front());
      }
    }
    return made;
  }
  std::string called(const std::string& type, const Uuid& id) {
    const auto& labels = labels_.of(*model_->find_type(type));
    const auto label = labels.find(id.text());
    return label == labels.end() ? std::string{} : label->second;
  }

  /// The records at the end of a reference path of the report's record; "record": itself.
  std::vector<Uuid> referred(const std::string& path) {
    if (path == "record") return {record_.id};
    return store::ids_in(reader_of(*about_).value(record_, path));
  }

  Json parameters() {
    Json json = Json::object();
    if (scope_.period) {
      const auto& [from, to] = *scope_.period;
      json["period"] = {{"from", from.text()}, {"to", to.text()}, {"words", period_text(from, to, language_)}};
    }
    if (request_.place)
      json["place"] = {{"id", request_.place->text()}, {"words", names_.label("place", *request_.place)}};
    if (request_.organisation)
      json["organisation"] = {{"id", request_.organisation->text()},
                              {"words", names_.label("organisation", *request_.organisation)}};
    if (about_ != nullptr)
      json["record"] = {{"type", about_->name},
                        {"type_words", about_->title.in(language_)},
                        {"id", record_.id.text()},
                        {"words", names_.label_of(*about_, record_)}};
    if (request_.known_at) json["known_at"] = *request_.known_at;
    return json;
  }

  std::string as_known() const {
    const std::string operation =
        number_text(static_cast<double>(scope_.known_at.value_or(store_.last_seq())), 0, language_);
    if (request_.known_at && !request_.known_on) return word("as_known_operation", {{"operation", operation}});
    const Date day = request_.known_on.value_or(Instant::now().date());
    return word("as_known", {{"day", in_order(day.text(), language_)}, {"operation", operation}});
  }

  /// The fixed words that whoever draws the document needs.
  Json words() const {
    Json json = Json::object();
    for (const char* id :
         {"figures_title", "figure",   "indicator",   "value",         "unit",         "definition",
          "source",        "period",   "records",     "missing",       "quality",      "interval",
          "to_check",      "page",     "place",       "organisation",  "record",       "danger",
          "work",          "released", "point",       "name_and_date", "metres",       "total",
          "partial",       "none",     "unprintable", "checked_never", "quality_open", "second_records"})
      json[id] = word(id);
    json["as_known"] = as_known();
    return json;
  }

  void meet(const model::Indicator& indicator) {
    about_land_ = about_land_ || indicator.value.of == "land_ledger" || indicator.value.of == "land_release_product";
  }

  /// The sentences that are true, as one paragraph; none where none is.
  Json part_json(const model::ReportText& text) {
    Json pieces = Json::array();
    for (const model::ReportSentence& sentence : text.sentences) {
      if (!is_true(sentence.when)) continue;
      if (!pieces.empty()) pieces.push_back({{"text", " "}});
      add_sentence(sentence, pieces);
    }
    if (pieces.empty()) return Json::array();
    return {{"kind", "text"}, {"pieces", std::move(pieces)}};
  }

  /// Unknown is not true.
  bool is_true(const model::ReportCondition& condition) {
    if (condition.text.empty()) return true;
    struct Terms : cql2::Row {
      std::vector<cql2::Value> values;
      [[nodiscard]] const cql2::Value& at(int slot) const override { return values[static_cast<std::size_t>(slot)]; }
    } row;
    for (const model::TextPiece& term : condition.terms) {
      if (!term.figure)
        row.values.push_back(reader_of(*about_).value(record_, term.value.substr(7)));
      else if (const auto number = number_of(*term.figure))
        row.values.emplace_back(*number);
      else
        row.values.emplace_back();
    }
    const model::ConditionTerms terms{*model_, about_, condition};
    return cql2::Bound{cql2::parse_text(condition.text), terms}.holds(row) == cql2::Bound::Truth::yes;
  }

  /// What a figure of a condition is as a number: of cells how many they are.
  std::optional<double> number_of(const model::ReportFigure& given) {
    const model::ReportFigure figure = asked(given);
    const model::Indicator& indicator = figures_->indicator(figure);
    const std::string where = filled(figure.where);
    if (figure.show == "which") return static_cast<double>(figures_->which(figure, where).size());
    if (figure.show == "cells") return static_cast<double>(figures_->cells(figure, where, figure.split).size());
    if (figure.show == "at_least") return static_cast<double>(indicator.over->at_least);
    const Json& passport = figures_->passport(figures_->figure(figure, where));
    const Json& number = passport.at(figure.show);
    if (number.is_null()) return std::nullopt;
    return figure.show == "value" ? shown_value(number.get<double>(), indicator) : number.get<double>();
  }

  void add_sentence(const model::ReportSentence& sentence, Json& pieces) {
    const auto own = sentence.by_language.find(language_);
    const bool fallback = own == sentence.by_language.end();
    if (fallback) pieces.push_back({{"text", "[en] "}});
    for (const model::TextPiece& piece : (fallback ? sentence.by_language.at("en") : own->second)) {
      if (!piece.words.empty()) pieces.push_back({{"text", piece.words}});
      if (piece.figure) {
        const model::ReportFigure figure = asked(*piece.figure);
        meet(figures_->indicator(figure));
        const int number = figures_->figure(figure, filled(figure.where));
        pieces.push_back({{"text", words_of(figure, number)}, {"figure", number}});
      } else if (!piece.value.empty()) {
        pieces.push_back({{"text", value_words(piece.value)}});
      }
    }
  }

  /// What a sentence says of a figure.
  std::string words_of(const model::ReportFigure& figure, int number) {
    if (figure.show == "at_least")
      return number_text(static_cast<double>(figures_->indicator(figure).over->at_least), 0, language_);
    std::vector<std::string> words;
    if (figure.show == "which") {
      for (const ReportFigures::Named& one : figures_->which(figure, filled(figure.where)))
        words.push_back(one.n.is_null()
                            ? isolated(one.words, language_)
                            : word("with_n", {{"words", isolated(one.words, language_)}, {"n", count_text(one.n)}}));
    } else if (figure.show == "cells") {
      for (const std::string& one : figures_->cells(figure, filled(figure.where), figure.split))
        words.push_back(isolated(one, language_));
    }
    if (!words.empty()) return listed(words);
    if (figure.show == "cells") return "\u2013";
    const Json& passport = figures_->passport(number);
    if (figure.show == "n") return count_text(passport.at("n"));
    if (figure.show == "more_than" && !passport.at("more_than").is_null())
      return number_text(passport.at("more_than").get<double>(), 0, language_);
    const std::string text = passport.at("text").get<std::string>();
    if (passport.at("value").is_null()) return text + " (" + passport.at("reason_text").get<std::string>() + ")";
    const std::string range = range_of(passport, figures_->indicator(figure));
    return range.empty() ? text : text + " (95 %: " + range + ")";
  }
  /// Names and questions may have commas of their own.
  std::string listed(const std::vector<std::string>& words) const {
    std::string out;
    for (const std::string& one : words) out += (out.empty() ? "" : language_ == "ar" ? "؛ " : "; ") + one;
    return out;
  }

  std::string count_text(const Json& count) const {
    return count.is_null() ? "\u2013" : number_text(count.get<double>(), 0, language_);
  }

  std::string value_words(const std::string& name) {
    if (name == "period")
      return scope_.period ? period_text(scope_.period->first, scope_.period->second, language_) : word("all_time");
    if (name == "place")
      return request_.place ? names_.label("place", *request_.place) : store::programme_title(store_);
    if (name == "organisation")
      return request_.organisation ? names_.label("organisation", *request_.organisation) : "\u2013";
    if (name == "programme") return store::programme_title(store_);
    if (name == "as_of") return as_known();
    if (name == "record") return names_.label_of(*about_, record_);
    return reader_of(*about_).text(record_, name.substr(7));
  }

  Json part_json(const model::ReportFacts& facts) {
    Json rows = Json::array();
    RecordReader reader = reader_of(*about_);
    for (const model::ReportColumn& one : facts.fields) {
      if (!reader.may_show(one.path)) continue;
      if (!one.clock.empty()) reader.read_clock(one.path, one.clock);
      rows.push_back({{"title", one.title.empty() ? reader.title(one.path) : in(one.title)},
                      {"cell", reader.cell(record_, one.path)}});
    }
    return {{"kind", "facts"}, {"title", in(facts.title)}, {"rows", std::move(rows)}};
  }

  Json part_json(const model::ReportRecords& records) {
    const model::RecordType& type = *model_->find_type(records.of);
    about_land_ = about_land_ || records.of == "land_release_product" || records.of == "hazard";
    Json part{{"kind", "records"}, {"title", in(records.title)}, {"type", type.name}};
    RecordReader reader = reader_of(type);
    RecordList list;
    list.where = filled(records.where);
    if (scope_.narrowed && records.from.empty()) {
      const auto rows = narrowing_->rows_of(type.name);
      if (!rows && type.record_class != model::FieldClass::public_) return hidden(std::move(part), "NOT_BY_PLACE");
      if (rows) list.where = list.where.empty() ? *rows : "(" + list.where + ") AND (" + *rows + ")";
    }
    if (!records.from.empty()) list.only = referred(records.from);
    const std::string dated = records.dated_by.empty() ? type.date_field : records.dated_by;
    if (scope_.period && records.dated_by != "none" && !dated.empty()) {
      list.dated_by = dated;
      list.period = scope_.period;
    }
    list.sort = records.sort;
    list.limit = records.limit;
    list.sums = records.sums;
    for (const model::ReportColumn& column : records.columns) {
      list.columns.push_back(column.path);
      if (!column.clock.empty()) reader.read_clock(column.path, column.clock);
    }
    if (!reader.may_list(list)) return hidden(std::move(part), "hidden_part");
    Json columns = Json::array();
    std::erase_if(list.columns, [&](const std::string& path) { return !reader.may_show(path); });
    for (const model::ReportColumn& column : records.columns) {
      if (!reader.may_show(column.path)) continue;
      columns.push_back({{"title", column.title.empty() ? reader.title(column.path) : in(column.title)},
                         {"number", reader.is_number(column.path)}});
    }
    part["columns"] = std::move(columns);
    RecordRows rows = reader.list(list);
    part["rows"] = std::move(rows.rows);
    part["total_rows"] = rows.total;
    if (!rows.sums.is_null() && rows.total > 0) part["sums"] = std::move(rows.sums);
    Json notes = Json::array();
    if (rows.total == 0) notes.push_back(records.empty.empty() ? word("none") : in(records.empty));
    if (rows.total > static_cast<std::int64_t>(part["rows"].size()))
      notes.push_back(word(
          "more_rows",
          {{"count",
            number_text(static_cast<double>(rows.total) - static_cast<double>(part["rows"].size()), 0, language_)}}));
    if (rows.unclear > 0)
      notes.push_back(word("unclear_dates", {{"count", number_text(static_cast<double>(rows.unclear), 0, language_)}}));
    for (const std::string& note : rows.notes) notes.push_back(note);
    if (!store::sees_all_rows(reading_, type)) notes.push_back(word("partial"));
    part["notes"] = std::move(notes);
    return records.facts ? blocks(std::move(part), type, list.columns, records.missing) : part;
  }

  /// A table of records as a block a record: its first column is the heading, what is empty is one line,
  /// repeated lines are a table beneath.
  Json blocks(Json part, const model::RecordType& type, const std::vector<std::string>& paths, bool say_missing) const {
    const Json columns = std::move(part["columns"]), rows = std::move(part["rows"]);
    part["columns"] = Json::array();
    part["rows"] = Json::array();
    Json parts = Json::array();
    if (!part.at("title").get<std::string>().empty() || !part.at("notes").empty()) parts.push_back(std::move(part));
    for (const Json& row : rows) {
      const Json& cells = row.at("cells");
      Json facts = Json::array();
      Json tables = Json::array();
      std::string missing;
      for (std::size_t i = 1; i < cells.size(); ++i) {
        const std::string title = columns[i].at("title").get<std::string>();
        const model::Field* field = type.find(paths[i]);
        if (field != nullptr && field->kind == model::FieldKind::lines && cells[i].at("text") != "\u2013") {
          tables.push_back(lines_json(*field, title, cells[i].at("text").get<std::string>()));
          continue;
        }
        if (cells[i].at("text") == "\u2013")
          missing += std::string{missing.empty() ? "" : list_mark(language_)} + title;
        else
          facts.push_back({{"title", title}, {"cell", cells[i]}});
      }
      if (say_missing && !missing.empty())
        facts.push_back({{"title", word("not_recorded")}, {"cell", text_cell(missing)}});
      parts.push_back({{"kind", "facts"}, {"title", cells[0].at("text")}, {"rows", std::move(facts)}});
      for (Json& table : tables) parts.push_back(std::move(table));
    }
    return parts;
  }

  Json lines_json(const model::Field& field, const std::string& title, const std::string& text) const {
    Json columns = Json::array(), rows = Json::array();
    const auto shown = [&](const model::Field& one) { return !one.encrypted && store::may_see(reading_, one); };
    using model::FieldKind;
    for (const model::Field& one : field.line_fields)
      if (shown(one))
        columns.push_back({{"title", one.title.in(language_)},
                           {"number", one.kind == FieldKind::integer || one.kind == FieldKind::decimal ||
                                          one.kind == FieldKind::area || one.kind == FieldKind::length}});
    for (const Json& line : Json::parse(text)) {
      Json row = Json::array();
      for (const model::Field& one : field.line_fields)
        if (shown(one)) row.push_back(line_cell(one, line.contains(one.name) ? line.at(one.name) : Json()));
      rows.push_back(std::move(row));
    }
    return {{"kind", "table"},
            {"title", title},
            {"columns", std::move(columns)},
            {"rows", std::move(rows)},
            {"notes", Json::array()}};
  }
  Json line_cell(const model::Field& field, const Json& value) const {
    if (value.is_null()) return text_cell("\u2013");
    if (value.is_number())
      return {{"text", number_text(value.get<double>(), decimals_of(value.get<double>(), ""), language_)},
              {"value", value}};
    if (value.is_boolean()) return text_cell(word(value.get<bool>() ? "yes" : "no"));
    if (!value.is_string()) return text_cell(value.dump());
    const std::string text = value.get<std::string>();
    const model::CodeList* codes = model_->find_codes(field.codes);
    const model::Code* code = codes == nullptr ? nullptr : codes->find(text);
    return text_cell(code == nullptr ? text : code->title.in(language_));
  }

  Json hidden(Json part, std::string_view why) const {
    part["columns"] = Json::array();
    part["rows"] = Json::array();
    part["total_rows"] = nullptr;
    part["notes"] = Json::array({word(why)});
    return part;
  }

  Json figure_cell(int number, const model::Indicator& indicator) const {
    const Json& passport = figures_->passport(number);
    const Json& value = passport.at("value");
    return {{"text", passport.at("text")},
            {"value", value.is_null() ? Json() : Json(shown_value(value.get<double>(), indicator))},
            {"figure", number}};
  }
  static Json text_cell(const std::string& text) { return {{"text", text}}; }

  Json part_json(const model::ReportIndicators& given) {
    model::ReportIndicators table = given;
    for (model::ReportFigure& figure : table.figures) figure = asked(figure);
    const Json nothing = table.empty.empty() ? word("none") : in(table.empty);
    Json columns = Json::array(), rows = Json::array(), notes = Json::array();
    const auto column = [&](const std::string& title, bool number) {
      columns.push_back({{"title", title}, {"number", number}});
    };
    const auto titled = [&](const model::ReportFigure& figure) {
      const model::Indicator& indicator = figures_->indicator(figure);
      if (!figure.title.empty()) return std::pair{in(figure.title), unit_text(indicator, language_)};
      std::string title = indicator.title.in(language_);
      for (const auto& [split, value] : figure.cell) title += ": " + figures_->words_of(indicator, split, value);
      if (figure.span == model::FigureSpan::previous || figure.span == model::FigureSpan::until ||
          figure.span == model::FigureSpan::year_to_date) {
        const auto [from, to] = days_of(figure.span, scope_.period);
        if (to)
          title += ", " + (from ? period_text(*from, *to, language_)
                                : word("to", {{"from", "…"}, {"to", in_order(to->text(), language_)}}));
      }
      const std::string unit = unit_text(indicator, language_);
      return std::pair{title, unit};
    };
    for (const model::ReportFigure& figure : table.figures) meet(figures_->indicator(figure));
    if (table.split.empty()) {
      column(word("indicator"), false);
      column(word("value"), true);
      if (table.counted) column("n", true);
      column(word("unit"), false);
      if (!table.cells.empty())
        column(figures_->title_of_split(figures_->indicator(table.figures.front()), table.cells), false);
      for (const model::ReportFigure& figure : table.figures) {
        const auto [title, unit] = titled(figure);
        const int number = figures_->figure(figure, filled(figure.where));
        Json value = figure_cell(number, figures_->indicator(figure));
        const Json& passport = figures_->passport(number);
        if (!passport.at("value").is_null()) value["text"] = number_and_range(passport, figures_->indicator(figure));
        Json last = text_cell(unit);
        if (passport.at("value").is_null()) last["text"] = passport.at("reason_text");
        Json row = Json::array({text_cell(title), std::move(value)});
        if (table.counted) row.push_back(count_cell(number));
        row.push_back(std::move(last));
        if (!table.cells.empty()) row.push_back(text_cell(cells_of(figure, table.cells)));
        rows.push_back(std::move(row));
      }
    } else if (!table.across.empty()) {
      across(table, column, rows);
    } else {
      const model::Indicator& first = figures_->indicator(table.figures.front());
      for (const std::string& split : table.split) column(figures_->title_of_split(first, split), false);
      std::vector<std::vector<std::string>> keys;
      std::vector<std::map<std::vector<std::string>, int>> values;
      Json totals = Json::array(), rows_withheld;
      for (const model::ReportFigure& figure : table.figures) {
        const auto [title, unit] = titled(figure);
        column(unit.empty() ? title : title + " (" + unit + ")", true);
        if (table.counted) column("n", true);
        const ReportFigures::Cells cells = figures_->split(figure, filled(figure.where), table.split);
        values.emplace_back();
        for (const auto& [key, number] : cells.cells) {
          if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
          values.back()[key] = number;
        }
        if (rows_withheld.is_null()) rows_withheld = withheld(cells.total);
        totals.push_back(numeric_cell(cells.total, figures_->indicator(figure)));
        if (table.counted) totals.push_back(count_cell(cells.total));
      }
      if (table.ranked) {
        const auto height = [&](const std::vector<std::string>& key) {
          const auto found = values.front().find(key);
          const Json value = found == values.front().end() ? Json() : figures_->passport(found->second).at("value");
          return value.is_null() ? -std::numeric_limits<double>::infinity() : value.get<double>();
        };
        std::stable_sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) { return height(a) > height(b); });
      }
      for (const auto& key : keys) {
        Json row = Json::array();
        for (std::size_t i = 0; i < key.size(); ++i)
          row.push_back(text_cell(figures_->words_of(first, table.split[i], key[i])));
        for (std::size_t i = 0; i < table.figures.size(); ++i) {
          const auto found = values[i].find(key);
          const int number = found != values[i].end()
                                 ? found->second
                                 : figures_->cell(table.figures[i], filled(table.figures[i].where), table.split, key);
          row.push_back(numeric_cell(number, figures_->indicator(table.figures[i])));
          if (table.counted) row.push_back(count_cell(number));
        }
        rows.push_back(std::move(row));
      }
      Json total = Json::array();
      const bool adds = std::all_of(table.figures.begin(), table.figures.end(), [&](const model::ReportFigure& figure) {
        return figures_->indicator(figure).adds_up();
      });
      for (std::size_t i = 0; i < table.split.size(); ++i)
        total.push_back(text_cell(i > 0 ? "" : word(adds ? "total" : "all_together")));
      for (Json& one : totals) total.push_back(std::move(one));
      if (rows.empty()) notes.push_back(rows_withheld.is_null() ? nothing : rows_withheld);
      Json part{{"kind", "table"},
                {"title", in(table.title)},
                {"columns", std::move(columns)},
                {"rows", std::move(rows)},
                {"notes", std::move(notes)}};
      if (table.total) part["sums"] = std::move(total);
      return part;
    }
    Json part{{"kind", "table"}, {"title", in(table.title)}, {"columns", std::move(columns)}, {"notes", notes}};
    if (!table.across.empty() && !rows.empty()) {
      if (table.total) part["sums"] = rows.back();
      rows.erase(rows.size() - 1);
    }
    if (rows.empty()) {
      const Json why = table.across.empty()
                           ? Json()
                           : withheld(figures_->figure(table.figures.front(), filled(table.figures.front().where)));
      part["notes"].push_back(why.is_null() ? nothing : why);
    }
    part["rows"] = std::move(rows);
    return part;
  }

  /// What of a split is behind a figure; a dash where it is not split so.
  std::string cells_of(const model::ReportFigure& figure, const std::string& split) {
    const model::Indicator& indicator = figures_->indicator(figure);
    const model::Indicator* of = model_->counted_by(indicator);
    const bool known =
        of != nullptr && std::find(of->split_by.begin(), of->split_by.end(), split) != of->split_by.end();
    const std::string words = known ? listed(figures_->cells(figure, filled(figure.where), split)) : std::string{};
    return words.empty() ? "\u2013" : words;
  }

  std::string plain_number(const Json& passport, const model::Indicator& indicator) const {
    return plain_text(passport.at("value").get<double>(), indicator, language_);
  }
  /// Of what is estimated: a forecast, a survey's share, a change between two; else nothing.
  std::string range_of(const Json& passport, const model::Indicator& indicator) const {
    const bool estimated = indicator.trend || indicator.change || indicator.design_effect;
    if (!estimated || passport.at("lower").is_null()) return {};
    return in_order(plain_text(passport.at("lower").get<double>(), indicator, language_) + " \u2013 " +
                        plain_text(passport.at("upper").get<double>(), indicator, language_),
                    language_);
  }
  /// An estimate stands with its range in sentences, tables and bars; circles of a map have it in their passport.
  std::string number_and_range(const Json& passport, const model::Indicator& indicator) const {
    const std::string number = plain_number(passport, indicator), range = range_of(passport, indicator);
    return range.empty() ? number : number + " (" + range + ")";
  }
  /// Why a figure is not shown though there may be one; null otherwise. No table says "none" of what is kept back, or
  /// of what nobody knows.
  Json withheld(int number) const {
    static constexpr std::array<std::string_view, 6> kWithheld{"ABOUT_PEOPLE",     "HIDDEN",       "KEPT_BACK",
                                                               "LOG_BEGINS_LATER", "NOT_BY_PLACE", "NO_DATA"};
    const Json& passport = figures_->passport(number);
    const Json& reason = passport.at("reason_if_null");
    if (reason.is_null()) return {};
    const auto found = std::find(kWithheld.begin(), kWithheld.end(), reason.get<std::string>());
    return found == kWithheld.end() ? Json() : passport.at("reason_text");
  }
  /// The records behind a figure.
  Json count_cell(int number) const {
    const Json& count = figures_->passport(number).at("n");
    return {{"text", count_text(count)}, {"value", count}, {"figure", number}};
  }
  Json numeric_cell(int number, const model::Indicator& indicator) const {
    Json cell = figure_cell(number, indicator);
    const Json& passport = figures_->passport(number);
    if (!passport.at("value").is_null())
      cell["text"] = number_and_range(passport, indicator);
    else if (passport.at("reason_if_null") == "KEPT_BACK")
      cell["text"] = "*";
    return cell;
  }

  /// Rows a value of the split, columns a value of `across`, each with its total.
  void across(const model::ReportIndicators& table, const std::function<void(const std::string&, bool)>& column,
              Json& rows) {
    const model::ReportFigure& figure = table.figures.front();
    const model::Indicator& indicator = figures_->indicator(figure);
    const std::string where = filled(figure.where), unit = unit_text(indicator, language_);
    const ReportFigures::Cells tops = figures_->split(figure, where, {table.across});
    const ReportFigures::Cells sides = figures_->split(figure, where, table.split);
    column(figures_->title_of_split(indicator, table.split.front()), false);
    for (const auto& [key, number] : tops.cells)
      column(figures_->words_of(indicator, table.across, key.front()) + (unit.empty() ? "" : " (" + unit + ")"), true);
    const bool plain = !indicator.value.function.empty() && !indicator.denominator;
    const std::string all = word(indicator.adds_up() ? "total" : "all_together");
    if (plain) column(all + (unit.empty() ? "" : " (" + unit + ")"), true);
    if (table.counted) column("n", true);
    const std::vector<std::string> both{table.split.front(), table.across};
    for (const auto& [side, number] : sides.cells) {
      Json row = Json::array({text_cell(figures_->words_of(indicator, table.split.front(), side.front()))});
      for (const auto& [top, unused] : tops.cells)
        row.push_back(numeric_cell(figures_->cell(figure, where, both, {side.front(), top.front()}), indicator));
      if (plain) row.push_back(numeric_cell(number, indicator));
      if (table.counted) row.push_back(count_cell(number));
      rows.push_back(std::move(row));
    }
    if (sides.cells.empty()) return;
    Json total = Json::array({text_cell(all)});
    for (const auto& [top, number] : tops.cells) total.push_back(numeric_cell(number, indicator));
    if (plain) total.push_back(numeric_cell(tops.total, indicator));
    if (table.counted) total.push_back(count_cell(tops.total));
    rows.push_back(std::move(total));
  }

  Json part_json(const model::ReportRepresentation& table) {
    const model::Indicator& first = figures_->indicator(table.figures.front());
    Json columns = Json::array({{{"title", word("group")}, {"number", false}},
                                {{"title", figures_->title_of_split(first, table.split)}, {"number", false}}});
    for (Json& column : representation_columns(language_)) columns.push_back(std::move(column));
    Json rows = Json::array(), notes = Json::array(), why;
    for (const model::ReportFigure& given : table.figures) {
      const model::ReportFigure figure = asked(given);
      const model::Indicator& indicator = figures_->indicator(figure);
      const ReportFigures::Cells cells = figures_->split(figure, filled(figure.where), {table.split});
      if (why.is_null()) why = withheld(cells.total);
      for (const auto& [key, number] : cells.cells) {
        Json row = Json::array({text_cell(figure.title.empty() ? in(indicator.title) : in(figure.title)),
                                text_cell(figures_->words_of(indicator, table.split, key.front()))});
        for (Json& cell : representation_cells(figures_->passport(number), number, figures_->passport(cells.total),
                                               cells.total, language_))
          row.push_back(std::move(cell));
        rows.push_back(std::move(row));
      }
    }
    if (rows.empty())
      notes.push_back(!why.is_null() ? why : Json(table.empty.empty() ? word("none") : in(table.empty)));
    return {{"kind", "table"},
            {"title", in(table.title)},
            {"columns", std::move(columns)},
            {"rows", std::move(rows)},
            {"notes", std::move(notes)}};
  }

  Json part_json(const model::ReportAssessment& part) {
    if (!assessment_)
      assessment_ = assessment_json(store_, reading_, record_.id.text(), {}, language_, scope_.known_at);
    // The passport of a score, where the indicator says of that assessment what the assessment's own scoring does.
    const auto same = [&](const std::optional<model::ReportFigure>& wanted, const std::string& assessment,
                          const std::string& area, double score) {
      if (!wanted) return -1;
      const std::string where = model::filled_filter(wanted->where, [&](const std::string&) { return assessment; });
      const int number =
          area.empty() ? figures_->figure(*wanted, where) : figures_->cell(*wanted, where, {part.split}, {area});
      const Json& value = figures_->passport(number).at("value");
      return !value.is_null() && std::fabs(value.get<double>() - score) < 1e-9 ? number : -1;
    };
    return assessment_part(*assessment_, part.show, in(part.title), language_,
                           [&](const std::string& assessment, const std::string& area, double score) {
                             return same(area.empty() ? part.whole : part.areas, assessment, area, score);
                           });
  }

  Json part_json(const model::ReportChart& chart) {
    const model::Indicator& indicator = figures_->indicator(chart.figure);
    meet(indicator);
    const ReportFigures::Cells cells = figures_->split(asked(chart.figure), filled(chart.figure.where), {chart.split});
    Json bars = Json::array();
    for (const auto& [key, number] : cells.cells) {
      const Json& passport = figures_->passport(number);
      bars.push_back({{"title", figures_->words_of(indicator, chart.split, key.front())},
                      {"value", figure_cell(number, indicator).at("value")},
                      {"text", passport.at("value").is_null() ? passport.at("reason_text")
                                                              : Json(number_and_range(passport, indicator))},
                      {"figure", number}});
    }
    Json notes = Json::array();
    if (bars.empty()) {
      const Json why = withheld(cells.total);
      notes.push_back(!why.is_null() ? why : Json(chart.empty.empty() ? word("none") : in(chart.empty)));
    }
    return {{"kind", "chart"},
            {"title", in(chart.title)},
            {"unit", unit_text(indicator, language_)},
            {"bars", std::move(bars)},
            {"notes", std::move(notes)}};
  }

  Json area_cell(std::int64_t whole, SquareMetres exact) const {
    return {{"text", number_text(static_cast<double>(whole), 0, language_)}, {"value", exact.as_double()}};
  }

  Json part_json(const model::ReportLedger& part) {
    about_land_ = true;
    store::Caller whole = caller_;
    if (!sees_the_whole(whole)) return hidden({{"kind", "table"}, {"title", in(part.title)}}, "HIDDEN");
    const release::Ledger& ledger = figures_->ledger();
    release::View view;
    if (scope_.period) view.as_at = scope_.period->second;
    if (!ledger.knows_land(view.as_at)) return hidden({{"kind", "table"}, {"title", in(part.title)}}, "NO_DATA");
    if (request_.place) {
      bool province = false, place = false;
      for (const release::Entry& entry : ledger.entries()) {
        province = province || entry.province == *request_.place;
        place = place || entry.place == *request_.place;
      }
      // The account has a line for a province and for the place of a hazard, not for what lies between.
      if (!province && !place) return hidden({{"kind", "table"}, {"title", in(part.title)}}, "NOT_BY_PLACE");
      (province ? view.province : view.place) = request_.place;
    }
    view.organisation = request_.organisation;
    Json columns = Json::array({{{"title", part.by == "year" ? word("year") : title_of(part.by)}, {"number", false}}});
    Json rows = Json::array(), sums = Json(), notes = Json::array();
    if (part.by == "year") {
      std::vector<release::YearLine> lines = release::year_table(ledger, view);
      if (scope_.period)
        std::erase_if(
            lines, [&](const release::YearLine& line) { return line.year && *line.year > scope_.period->second.year; });
      if (lines.size() > static_cast<std::size_t>(part.years)) lines.erase(lines.begin(), lines.end() - part.years);
      std::vector<const release::Account*> flows;
      for (const release::YearLine& line : lines) flows.push_back(&line.flows);
      const std::vector<EntryKind> kinds = columns_of(flows);
      columns.push_back({{"title", word("opening")}, {"number", true}});
      for (const EntryKind kind : kinds) columns.push_back({{"title", word(text_of(kind))}, {"number", true}});
      columns.push_back({{"title", word("closing")}, {"number", true}});
      for (const release::YearLine& line : lines) {
        const std::int64_t opening = release::whole_metres(line.opening), closing = release::whole_metres(line.closing);
        Json row = Json::array({text_cell(line.year ? std::to_string(*line.year) : word("undated"))});
        row.push_back(area_cell(opening, line.opening));
        const std::vector<std::int64_t> cells = whole_cells(line.flows, kinds, closing - opening);
        for (std::size_t i = 0; i < kinds.size(); ++i) row.push_back(area_cell(cells[i], line.flows.of(kinds[i])));
        row.push_back(area_cell(closing, line.closing));
        rows.push_back(std::move(row));
      }
    } else {
      by_dimension(part, ledger, view, columns, rows, sums);
    }
    if (rows.empty()) notes.push_back(word("none"));
    if (!ledger.findings().empty())
      notes.push_back(
          word("odd", {{"count", number_text(static_cast<double>(ledger.findings().size()), 0, language_)}}));
    Json made{
        {"kind", "table"}, {"title", in(part.title)}, {"unit", language_ == "ar" ? "م²" : "m²"}, {"columns", columns},
        {"rows", rows},    {"notes", notes}};
    if (!sums.is_null()) made["sums"] = sums;
    return made;
  }

  std::string title_of(const std::string& by) const {
    const model::RecordType& hazards = *model_->find_type("hazard");
    if (by == "province" || by == "place") return word("place");
    if (by == "organisation") return word("organisation");
    const model::Field* field = hazards.find(by == "land_class" ? "class" : by);
    return field == nullptr ? by : field->title.in(language_);
  }

  void by_dimension(const model::ReportLedger& part, const release::Ledger& ledger, const release::View& to_the_end,
                    Json& columns, Json& rows, Json& sums) {
    const auto dimension = part.by == "land_class" ? release::Dimension::land_class : *release::dimension_from(part.by);
    const bool flows_only = dimension == release::Dimension::organisation;
    // What an organisation did is of the period; what is left is left of all that ever was.
    release::View view = to_the_end;
    if (flows_only && scope_.period) view.from = scope_.period->first;
    const std::map<std::string, release::Account> accounts = release::accounts_by(ledger, dimension, view);
    const release::Account all = release::total(ledger, view);
    std::vector<const release::Account*> lines{&all};
    for (const auto& [key, account] : accounts) lines.push_back(&account);
    const std::vector<EntryKind> kinds = columns_of(lines);
    for (const EntryKind kind : kinds) columns.push_back({{"title", word(text_of(kind))}, {"number", true}});
    if (!flows_only) columns.push_back({{"title", word("remaining")}, {"number", true}});
    const std::string type = type_of(*model_, dimension);
    const std::map<std::string, std::string> none;
    const auto& labels = type.empty() ? none : labels_.of(*model_->find_type(type));
    const model::Field* coded = model_->find_type("hazard")->find(part.by == "land_class" ? "class" : part.by);
    const model::CodeList* codes = coded == nullptr ? nullptr : model_->find_codes(coded->codes);
    const auto name = [&](const std::string& key) {
      if (key.empty()) return word("not_recorded");
      if (const auto label = labels.find(key); label != labels.end()) return label->second;
      const model::Code* code = codes == nullptr ? nullptr : codes->find(key);
      return code == nullptr ? key : code->title.in(language_);
    };
    const auto line = [&](const std::string& title, const release::Account& account) {
      Json row = Json::array({text_cell(title)});
      const std::int64_t left = release::whole_metres(account.remaining());
      const std::vector<std::int64_t> cells = whole_cells(account, kinds, left);
      for (std::size_t i = 0; i < kinds.size(); ++i) row.push_back(area_cell(cells[i], account.of(kinds[i])));
      if (!flows_only) row.push_back(area_cell(left, account.remaining()));
      return row;
    };
    std::vector<std::pair<std::string, const release::Account*>> named;
    for (const auto& [key, account] : accounts) named.emplace_back(name(key), &account);
    std::sort(named.begin(), named.end());
    for (const auto& [title, account] : named) rows.push_back(line(title, *account));
    sums = line(word("total"), all);
  }

  /// A circle in each place that has a figure. What was kept back, or has no place, is said and not drawn.
  void add_amounts(const model::ReportMapLayer& layer, std::vector<MapShape>& shapes, Json& notes) {
    const model::ReportFigure figure = asked(*layer.figure);
    const model::Indicator& indicator = figures_->indicator(figure);
    meet(indicator);
    const model::RecordType& places = *model_->find_type("place");
    const ReportFigures::Cells cells = figures_->split(figure, filled(figure.where), {layer.split});
    if (const Json why = withheld(cells.total); cells.cells.empty() && !why.is_null()) {
      notes.push_back(in(indicator.title) + ": " + why.get<std::string>());
      return;
    }
    std::map<std::string, std::string> ids;
    for (const auto& [id, label] : labels_.of(places)) ids[label] = id;
    RecordReader reader = reader_of(places);
    std::string elsewhere, kept_back;
    for (const auto& [key, number] : cells.cells) {
      const Json& passport = figures_->passport(number);
      const std::string words = plain_number_or_reason(passport, indicator);
      if (passport.at("value").is_null() && kept_back.empty()) kept_back = words;
      if (passport.at("value").is_null() || passport.at("value").get<double>() <= 0) continue;
      const auto id = ids.find(key.front());
      const auto place = id == ids.end() ? std::nullopt : Uuid::parse(id->second);
      if (!place) {
        elsewhere = words;
        continue;
      }
      MapShape shape = reader.shape_of(*place, layer.role);
      shape.amount = passport.at("value").get<double>();
      shape.figure = number;
      const std::string unit = unit_text(indicator, language_);
      shape.words = words + (unit.empty() ? "" : "\u00a0" + unit);
      shapes.push_back(std::move(shape));
    }
    if (!elsewhere.empty()) notes.push_back(word("map_no_place", {{"amount", elsewhere}}));
    if (!kept_back.empty()) notes.push_back(word("map_kept_back", {{"reason", kept_back}}));
  }
  std::string plain_number_or_reason(const Json& passport, const model::Indicator& indicator) const {
    return passport.at("value").is_null() ? passport.at("reason_text").get<std::string>()
                                          : plain_number(passport, indicator);
  }

  /// The day of the state of knowledge: today, or that of the operation it ends with.
  Date day_known() const {
    Date day = Instant::now().date();
    if (scope_.known_at && *scope_.known_at > 0)
      store_.operations_since(*scope_.known_at - 1, [&](const store::Operation& operation) {
        day = Instant{.unix_ms = operation.hlc.wall_ms}.date();
        return false;
      });
    return day;
  }

  Json part_json(const model::ReportMap& map) {
    std::vector<MapShape> shapes;
    Json notes = Json::array();
    std::string places;  // what the legend calls records drawn as places that are none
    bool was_there = false;
    std::int64_t unknown_end = 0;
    for (const model::ReportMapLayer& layer : map.layers) {
      if (layer.figure) {
        add_amounts(layer, shapes, notes);
        continue;
      }
      about_land_ = about_land_ || layer.role == "danger" || layer.role == "released" || layer.role == "work";
      const model::RecordType& type = *model_->find_type(layer.of);
      if (layer.role == "place" && type.name != "place") places = in(type.plural);
      RecordReader reader = reader_of(type);
      RecordList list;
      list.where = filled(layer.where);
      if (scope_.narrowed && layer.from.empty()) {
        const auto rows = narrowing_->rows_of(type.name);
        if (!rows && type.record_class != model::FieldClass::public_) continue;
        if (rows) list.where = list.where.empty() ? *rows : "(" + list.where + ") AND (" + *rows + ")";
      }
      if (!layer.from.empty()) list.only = referred(layer.from);
      if (scope_.period && !layer.dated_by.empty()) {
        list.dated_by = layer.dated_by;
        list.period = scope_.period;
      }
      const bool lasting = !layer.begins.empty() || !layer.ends.empty();
      const bool past = lasting && scope_.period && scope_.period->second.last_day() < day_known().last_day();
      if (past)
        list.there_on = {.day = scope_.period->second,
                         .begins = layer.begins,
                         .ends = layer.ends,
                         .still = layer.still,
                         .surely_begun = layer.role == "released"};
      else if (!layer.still.empty())
        list.where = list.where.empty() ? layer.still : "(" + list.where + ") AND (" + layer.still + ")";
      if (!reader.may_list(list) || !reader.may_draw()) {
        notes.push_back(type.plural.in(language_) + ": " + word("hidden_part"));
        continue;
      }
      const std::size_t before = shapes.size();
      const Drawn drawn = reader.draw(list, layer.role, shapes);
      if (drawn.unclear > 0)
        notes.push_back(
            word("unclear_dates", {{"count", number_text(static_cast<double>(drawn.unclear), 0, language_)}}));
      was_there = was_there || (past && shapes.size() > before);
      unknown_end += drawn.unknown_end;
    }
    if (was_there) notes.push_back(word("map_there_on", {{"day", in_order(scope_.period->second.text(), language_)}}));
    if (unknown_end > 0)
      notes.push_back(
          word("map_unknown_end", {{"count", number_text(static_cast<double>(unknown_end), 0, language_)}}));
    Json part = map_json(in(map.title), std::move(shapes), std::move(notes), language_);
    for (Json& entry : part.at("legend"))
      if (entry.at("role") == "place" && !places.empty()) entry["words"] = places;
    return part;
  }

  /// Every record type: what it is, how many, of which years, for whom. Nothing of a record shows.
  Json part_json(const model::ReportCatalogue& catalogue) {
    Json columns = Json::array(), rows = Json::array();
    for (const auto& [id, number] : {std::pair{"dataset", false},
                                     {"record_count", true},
                                     {"years", false},
                                     {"for_whom", false},
                                     {"source", false}})
      columns.push_back({{"title", word(id)}, {"number", number}});
    for (const model::RecordType& type : model_->types) {
      // Others than those inside are told of every type, but not how few there are of what they may not see.
      const bool seen = store::may_see(reading_, type);
      if (!seen && request_.reader == ReportReader::inside) continue;
      const auto [count, years] = extent(type);
      std::string told = number_text(static_cast<double>(count), 0, language_);
      if (!seen && count > 0) {
        const std::int64_t tens = count / 10 * 10;
        told = word(tens == 0 ? "under" : "at_least",
                    {{"count", number_text(static_cast<double>(std::max<std::int64_t>(tens, 10)), 0, language_)}});
      }
      rows.push_back(
          Json::array({text_cell(type.plural.empty() ? in(type.title) : in(type.plural)), text_cell(told),
                       text_cell(years.empty() ? "\u2013" : in_order(years, language_)),
                       text_cell(word("class_" + std::string{model::text_of(type.record_class)})),
                       text_cell(type.from.source + (type.from.mark == "U" ? " (" + word("to_check") + ")" : ""))}));
    }
    return {{"kind", "table"},
            {"title", in(catalogue.title)},
            {"columns", std::move(columns)},
            {"rows", std::move(rows)},
            {"notes", Json::array({word("no_record_no_proof")})}};
  }

  /// How many records a type has, and "2019\u20132024" by its own date.
  std::pair<std::int64_t, std::string> extent(const model::RecordType& type) const {
    std::int64_t count = 0;
    int first = 9999, last = 0;
    store::Query query{.type = type.name, .known_at = scope_.known_at};
    const int date = type.index_of(type.date_field);
    if (date < 0) return {store_.count(caller_, query), {}};
    query.fields = {type.date_field};
    store_.each(caller_, query, [&](const store::Record& record) {
      ++count;
      if (const auto* day = std::get_if<Date>(&record.values[static_cast<std::size_t>(date)])) {
        first = std::min<int>(first, day->year);
        last = std::max<int>(last, day->year);
      }
      return true;
    });
    if (last == 0) return {count, {}};
    const std::string from = std::to_string(first), to = std::to_string(last);
    return {count, first == last ? from : from + "\u2013" + to};
  }

  Json part_json(const model::ReportSignatures& signatures) {
    Json lines = Json::array();
    for (const model::Text& line : signatures.lines) lines.push_back(in(line));
    return {{"kind", "signatures"}, {"lines", std::move(lines)}};
  }

  const store::Store& store_;
  std::shared_ptr<const model::Model> model_;
  const store::Caller& caller_;
  store::Caller reading_;  ///< whose rights bound records; figures of the whole are the caller's
  const ReportRequest& request_;
  std::shared_ptr<const model::Reports> reports_;
  const model::Report& report_;
  std::string language_;
  RecordWords names_;
  ReportScope scope_;
  RegisterLabels labels_;
  std::optional<Narrowing> narrowing_;
  const model::RecordType* about_ = nullptr;
  store::Record record_;
  std::optional<ReportFigures> figures_;
  std::optional<Json> assessment_;  ///< of a report about one
  bool about_land_ = false;
};

}  // namespace

std::string_view text_of(ReportReader reader) { return kReaders[static_cast<std::size_t>(reader)]; }

std::optional<ReportReader> reader_from(std::string_view text) {
  const auto at = std::find(kReaders.begin(), kReaders.end(), text);
  if (at == kReaders.end()) return std::nullopt;
  return static_cast<ReportReader>(at - kReaders.begin());
}

std::optional<Date> day_asked(std::string_view known_at) {
  if (known_at.find('-') == std::string_view::npos) return std::nullopt;
  const auto day = Date::parse(known_at);
  return day ? std::optional{Date::from_days(day->last_day())} : std::nullopt;
}

namespace {

/// Of the record that the report is about, where nobody asked for another state of knowledge.
std::optional<Sealing> sealing_for(const store::Store& store, const ReportRequest& request) {
  if (!request.record || request.known_at) return std::nullopt;
  const auto model = store.model();
  const auto reports = model::reports_of(*model);
  const model::Report* report = reports->find(request.report);
  const model::RecordType* about = report == nullptr ? nullptr : model->find_type(report->about);
  return about == nullptr ? std::nullopt : sealing_of(store, *about, *request.record);
}

}  // namespace

Json report_document(const store::Store& store, const store::Caller& caller, const ReportRequest& request,
                     const ReportMeans& means, Progress& progress) {
  const std::optional<Sealing> sealing = sealing_for(store, request);
  ReportRequest asked = request;
  if (sealing && !sealing->on_arrival) {
    asked.known_at = sealing->operation;
    if (sealing->at) asked.known_on = sealing->at->date();
  }
  Json document = Making{store, caller, asked, means, progress}.run();
  if (sealing) {
    // Beside the state of knowledge, which stands above everything on each kind of paper.
    std::string& known = document.at("words").at("as_known").get_ref<std::string&>();
    known += ". " + report_word(sealing->on_arrival ? "sealed_on_arrival" : "sealed", request.language);
  }
  return document;
}

Json reports_json(const model::Model& model, const store::Caller& caller, std::string_view language) {
  Json list = Json::array();
  const auto reports = model::reports_of(model);
  for (const model::Report& report : reports->list) {
    const model::RecordType* about = report.about.empty() ? nullptr : model.find_type(report.about);
    if (about != nullptr && !store::may_see(caller, *about)) continue;
    Json takes = Json::array();
    if (report.by_place) takes.push_back("place");
    if (report.by_organisation) takes.push_back("organisation");
    list.push_back({{"name", report.name},
                    {"code", report.code},
                    {"title", report.title.in(language)},
                    {"description", report.description.in(language)},
                    {"about", report.about},
                    {"about_words", about == nullptr ? "" : about->title.in(language)},
                    {"period", report.period},
                    {"narrowed_by", std::move(takes)},
                    {"source", report.from.source},
                    {"to_check", report.from.mark == "U"}});
  }
  return list;
}

}  // namespace tilth::report
