// SPDX-License-Identifier: Apache-2.0
// Element order and required parts: IATI activity standard 2.03.
#include "report/iati_file.h"

#include "base/problem.h"
#include "exchange/row_mapping.h"
#include "report/gated_table.h"
#include "report/indicator_sources.h"
#include "report/xml_writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <set>

namespace tilth::report {
namespace {

using store::Record;

/// Digits after the point of a currency whose minor unit is no hundredth (ISO 4217).
int minor_digits(std::string_view currency) {
  static const std::set<std::string_view> kNone{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                                "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
  static const std::set<std::string_view> kThree{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  return kNone.contains(currency) ? 0 : kThree.contains(currency) ? 3 : 2;
}

std::string money(std::int64_t minor, std::string_view currency) {
  const int digits = minor_digits(currency);
  std::string text = std::to_string(std::abs(minor));
  if (digits > 0) {
    while (static_cast<int>(text.size()) <= digits) text.insert(0, 1, '0');
    text.insert(text.size() - static_cast<std::size_t>(digits), 1, '.');
  }
  return (minor < 0 ? "-" : "") + text;
}

std::string number(double value) {
  char digits[48];
  return {
      digits,
      std::to_chars(digits, digits + sizeof digits, std::round(value * 10000) / 10000, std::chars_format::fixed).ptr};
}

class IatiFile {
 public:
  IatiFile(const store::Store& store, const IatiSettings& settings, const std::string& period, Date today,
           std::string_view by, Progress& progress)
      : store_(store),
        model_(store.model()),
        settings_(settings),
        today_(today.first_day()),
        progress_(progress),
        columns_(store),
        sources_(store, owner_, std::nullopt, progress, &columns_),
        gated_(store, ReportReader::everybody, std::string{by}, progress) {
    outside_.highest_class = model::FieldClass::partner;
    std::tie(from_, to_) = indicators::period_of(period);
    if (from_.month != 1 || from_.day != 1 || to_.month != 12 || to_.day != 31)
      throw Problem{"export.whole_years_only", {{"period", period}}};
  }

  IatiReport run() {
    xml_.open("iati-activities", {{"version", "2.03"}, {"generated-datetime", Instant::now().text()}});
    programme();
    for (const IatiActivities& kind : settings_.activities) activities(kind);
    xml_.close();
    report_.xml = xml_.text();
    report_.publications = gated_.entries();
    return std::move(report_);
  }

 private:
  void narratives(std::string_view element, const model::Text& text, const XmlWriter::Attributes& attributes = {}) {
    xml_.open(element, attributes);
    for (const auto& [language, words] : text.by_language)
      xml_.element("narrative", {{"xml:lang", language == settings_.language ? std::string{} : language}}, words);
    xml_.close();
  }
  void narrative(std::string_view element, const std::string& text, const XmlWriter::Attributes& attributes = {}) {
    xml_.open(element, attributes);
    xml_.element("narrative", {}, text);
    xml_.close();
  }

  void begin_activity(const std::string& identifier, bool whole) {
    xml_.open("iati-activity", {{"default-currency", settings_.currency},
                                {"xml:lang", settings_.language},
                                {"hierarchy", whole ? "1" : "2"},
                                {"humanitarian", settings_.humanitarian ? "1" : "0"}});
    xml_.element("iati-identifier", {}, settings_.reporter_ref + "-" + identifier);
    narratives("reporting-org", settings_.reporter_name,
               {{"ref", settings_.reporter_ref},
                {"type", settings_.reporter_type},
                {"secondary-reporter", settings_.secondary ? "1" : ""}});
    ++report_.activities;
  }

  /// ActivityStatus and the dates that it follows from. ActivityDateType: 1 and 3 planned, 2 and 4 actual.
  void status_and_dates(std::int32_t starts, const std::optional<std::int32_t>& ends) {
    const bool begun = starts <= today_, over = ends && *ends < today_;
    xml_.element("activity-status", {{"code", over ? "4" : begun ? "2" : "1"}});  // closed, implementation, pipeline
    xml_.element("activity-date", {{"type", begun ? "2" : "1"}, {"iso-date", Date::from_days(starts).text()}});
    if (ends) xml_.element("activity-date", {{"type", over ? "4" : "3"}, {"iso-date", Date::from_days(*ends).text()}});
  }

  void where_and_what(const std::string& place) {
    xml_.element("recipient-country", {{"code", settings_.country}});
    if (!place.empty()) {
      xml_.open("location");
      narrative("name", place);
      xml_.close();
    }
    xml_.element("sector", {{"vocabulary", "1"}, {"code", settings_.sector}});  // OECD DAC, five digits
    if (!settings_.flow.empty()) xml_.element("default-flow-type", {{"code", settings_.flow}});
    if (!settings_.finance.empty()) xml_.element("default-finance-type", {{"code", settings_.finance}});
    if (!settings_.aid.empty()) xml_.element("default-aid-type", {{"code", settings_.aid}});
    if (!settings_.tied.empty()) xml_.element("default-tied-status", {{"code", settings_.tied}});
  }

  void programme() {
    begin_activity(settings_.programme_identifier, true);
    narratives("title", settings_.programme_title);
    narratives("description", settings_.programme_description, {{"type", "1"}});
    narratives("participating-org", settings_.reporter_name,
               {{"ref", settings_.reporter_ref}, {"type", settings_.reporter_type}, {"role", "2"}});  // accountable
    std::optional<std::int32_t> ends;
    if (!settings_.programme_ends.empty()) ends = Date::parse(settings_.programme_ends)->last_day();
    status_and_dates(Date::parse(settings_.programme_starts)->first_day(), ends);
    where_and_what({});
    for (const IatiResult& result : settings_.results) this->result(result);
    xml_.close();
  }

  std::optional<double> figure(const IatiIndicator& wanted, const Date& from, const Date& to) {
    indicators::Question question;
    question.from = from;
    question.to = to;
    question.where = wanted.where;
    if (!wanted.split.empty()) question.split_by = {wanted.split};
    if (wanted.indicator->about_people) return shown(wanted, question);
    const indicators::IndicatorTable table =
        indicators::compute(store_, owner_, *wanted.indicator, question, sources_.registry());
    if (wanted.split.empty()) return table.total.value;
    for (const indicators::Cell& cell : table.cells) {
      if (cell.key.front() == wanted.cell) return cell.figure.value;
    }
    // Nothing of it in a period that is known; a share of nothing is none.
    return wanted.indicator->adds_up() && table.total.value ? std::optional<double>{0} : std::nullopt;
  }

  std::optional<double> shown(const IatiIndicator& wanted, const indicators::Question& question) {
    const GatedTable table =
        gated_.table(*wanted.indicator, *question.from, *question.to, question.where, question.split_by);
    std::optional<double> value = table.total;
    if (!wanted.split.empty()) {
      const auto cell = table.cells.find({wanted.cell});
      if (cell != table.cells.end())
        value = cell->second;
      else if (value && !table.rolled_up && !table.withheld)
        value = 0;
      else
        value.reset();
    }
    if (!value) ++report_.kept_back;
    return value;
  }

  void result(const IatiResult& result) {
    xml_.open("result", {{"type", result.type}});
    narratives("title", result.title);
    for (const IatiIndicator& wanted : result.indicators) {
      if (progress_.cancelled()) throw Problem{"job.cancelled"};
      xml_.open("indicator", {{"measure", wanted.measure}, {"ascending", wanted.ascending ? "1" : "0"}});
      narratives("title", wanted.title.empty() ? wanted.indicator->title : wanted.title);
      model::Text described = wanted.indicator->definition;
      if (described.by_language.contains("en"))
        described.by_language["en"] += " (" + wanted.indicator->unit_in("en") + ")";
      narratives("description", described);
      baseline(wanted);
      for (int year = from_.year; year <= to_.year; ++year) period(wanted, year);
      xml_.close();
    }
    xml_.close();
    ++report_.results;
  }

  void baseline(const IatiIndicator& wanted) {
    if (wanted.baseline_year.empty()) return;
    const auto [from, to] = indicators::period_of(wanted.baseline_year);
    const auto value = figure(wanted, from, to);
    if (!value) return;
    xml_.element("baseline", {{"year", std::to_string(to.year)}, {"value", number(*value)}});
  }

  void period(const IatiIndicator& wanted, int year) {
    const Date first{static_cast<std::int16_t>(year), 1, 1}, last{static_cast<std::int16_t>(year), 12, 31};
    const auto target = wanted.targets.find(std::to_string(year));
    const std::size_t before = report_.kept_back;
    const auto actual = figure(wanted, first, last);
    if (!actual && target == wanted.targets.end()) {
      if (report_.kept_back == before) ++report_.without_figure;
      return;
    }
    xml_.open("period");
    xml_.element("period-start", {{"iso-date", first.text()}});
    xml_.element("period-end", {{"iso-date", last.text()}});
    if (target != wanted.targets.end()) xml_.element("target", {{"value", target->second}});
    if (actual) xml_.element("actual", {{"value", number(*actual)}});
    xml_.close();
  }

  void activities(const IatiActivities& kind) {
    const model::RecordType& type = *model_->find_type(kind.of);
    store::Query query{.type = kind.of, .where = kind.where};
    progress_.start("writing " + kind.of, static_cast<std::uint64_t>(store_.count(outside_, query)));
    std::set<std::string> identifiers;
    store_.each(outside_, query, [&](const Record& record) {
      const std::string identifier = value_text(type, record, kind.identifier);
      if (identifier.empty()) incomplete(type, record, kind.identifier);
      if (!identifiers.insert(identifier).second)
        throw Problem{"export.iati_identifier_twice", {{"type", type.name}, {"identifier", identifier}}};
      activity(kind, type, record, identifier);
      progress_.done(report_.activities);
      if (progress_.cancelled()) throw Problem{"job.cancelled"};
      return true;
    });
  }

  void activity(const IatiActivities& kind, const model::RecordType& type, const Record& record,
                const std::string& identifier) {
    begin_activity(identifier, false);
    narrative("title", filled(kind.title, type, record));
    narrative("description", filled(kind.description, type, record), {{"type", "1"}});
    bool any = false;
    for (const IatiOrganisation& wanted : kind.organisations) {
      const auto organisation = organisation_of(type, record, wanted.field);
      if (!organisation) continue;
      any = true;
      narrative("participating-org", organisation->name,
                {{"ref", organisation->ref}, {"type", organisation->type}, {"role", wanted.role}});
    }
    if (!any)  // one is required; the reporter answers for all that it tells
      narratives("participating-org", settings_.reporter_name,
                 {{"ref", settings_.reporter_ref}, {"type", settings_.reporter_type}, {"role", "2"}});
    const auto starts = date_of(type, record, kind.starts);
    if (!starts) incomplete(type, record, kind.starts);
    std::optional<std::int32_t> ends;
    if (!kind.ends.empty()) {
      if (const auto date = date_of(type, record, kind.ends)) ends = date->last_day();
    }
    status_and_dates(starts->first_day(), ends);
    where_and_what(kind.place.empty() ? std::string{} : shown(type, record, kind.place));
    for (const IatiTransaction& one : kind.transactions) transaction(one, type, record);
    xml_.element("related-activity",
                 {{"ref", settings_.reporter_ref + "-" + settings_.programme_identifier}, {"type", "1"}});  // parent
    xml_.close();
  }

  void transaction(const IatiTransaction& wanted, const model::RecordType& type, const Record& record) {
    const std::string kind = value_text(type, record, wanted.kind);
    const auto code = wanted.kinds.find(kind);
    if (code == wanted.kinds.end())
      throw Problem{"export.unmapped_code", {{"type", type.name}, {"field", wanted.kind}, {"value", kind}}};
    if (code->second == "none") return;
    const auto date = date_of(type, record, wanted.date);
    const int amount = type.index_of(wanted.amount);
    const auto* minor = std::get_if<std::int64_t>(&record.values[static_cast<std::size_t>(amount)].base());
    if (!date) incomplete(type, record, wanted.date);
    if (minor == nullptr) incomplete(type, record, wanted.amount);
    const std::string own = wanted.currency.empty() ? std::string{} : value_text(type, record, wanted.currency);
    const std::string currency = own.empty() ? settings_.currency : own;
    const std::string day = Date::from_days(date->first_day()).text();
    xml_.open("transaction");
    xml_.element("transaction-type", {{"code", code->second}});
    xml_.element("transaction-date", {{"iso-date", day}});
    xml_.element("value", {{"currency", currency}, {"value-date", day}}, money(*minor, currency));
    party("provider-org", wanted.provider, type, record);
    party("receiver-org", wanted.receiver, type, record);
    xml_.close();
    ++report_.transactions;
  }

  void party(std::string_view element, const std::string& field, const model::RecordType& type, const Record& record) {
    if (field.empty()) return;
    if (const auto organisation = organisation_of(type, record, field))
      narrative(element, organisation->name, {{"ref", organisation->ref}, {"type", organisation->type}});
  }

  struct Organisation {
    std::string name, ref, type;
  };
  std::optional<Organisation> organisation_of(const model::RecordType& type, const Record& record,
                                              const std::string& field) {
    const Record* other = referred(type, record, field);
    if (other == nullptr) return std::nullopt;
    const model::RecordType& of = *model_->find_type(type.find(field)->refers_to);
    Organisation out;
    out.name = of.label_field.empty() ? other->id.text() : value_text(of, *other, of.label_field);
    if (of.find(settings_.organisation_ref) != nullptr) out.ref = value_text(of, *other, settings_.organisation_ref);
    if (of.find(settings_.organisation_kind) != nullptr) {
      const auto known = settings_.organisation_types.find(value_text(of, *other, settings_.organisation_kind));
      if (known != settings_.organisation_types.end()) out.type = known->second;
    }
    return out;
  }

  const Record* referred(const model::RecordType& type, const Record& record, const std::string& field) {
    const auto id = Uuid::parse(value_text(type, record, field));
    const std::string& target = type.find(field)->refers_to;
    if (!id || target.empty()) return nullptr;
    const auto [there, fresh] = others_.try_emplace({target, *id});
    if (fresh) there->second = store_.find(outside_, target, *id);
    return there->second ? &*there->second : nullptr;
  }

  static std::string value_text(const model::RecordType& type, const Record& record, const std::string& field) {
    const int index = type.index_of(field);
    return index < 0 ? std::string{} : exchange::key_text(record.values[static_cast<std::size_t>(index)]);
  }

  std::optional<Date> date_of(const model::RecordType& type, const Record& record, const std::string& field) const {
    return Date::parse(value_text(type, record, field));
  }

  /// As people read it: a reference by its label, a code by its title.
  std::string shown(const model::RecordType& type, const Record& record, const std::string& name) {
    const model::Field& field = *type.find(name);
    std::string text = value_text(type, record, name);
    if (field.kind == model::FieldKind::reference && !field.many) {
      const Record* other = referred(type, record, name);
      const model::RecordType* of = model_->find_type(field.refers_to);
      return other == nullptr || of->label_field.empty() ? std::string{} : value_text(*of, *other, of->label_field);
    }
    if (field.kind == model::FieldKind::code && !field.many) {
      const model::CodeList* list = model_->find_codes(field.codes);
      const model::Code* code = list == nullptr ? nullptr : list->find(text);
      if (code != nullptr) return code->title.in(settings_.language);
    }
    return text;
  }

  std::string filled(const Template& words, const model::RecordType& type, const Record& record) {
    std::string out;
    std::size_t at = 0;
    while (at < words.size()) {
      const std::size_t open = words.find('{', at), end = words.find('}', open == std::string::npos ? at : open);
      if (open == std::string::npos || end == std::string::npos) break;
      out += words.substr(at, open - at) + shown(type, record, words.substr(open + 1, end - open - 1));
      at = end + 1;
    }
    return out + words.substr(std::min(at, words.size()));
  }

  [[noreturn]] void incomplete(const model::RecordType& type, const Record& record, const std::string& field) {
    const std::string label = type.label_field.empty() ? std::string{} : value_text(type, record, type.label_field);
    throw Problem{"export.iati_incomplete",
                  {{"type", type.name}, {"record", label.empty() ? record.id.text() : label}, {"field", field}}};
  }

  const store::Store& store_;
  std::shared_ptr<const model::Model> model_;
  const IatiSettings& settings_;
  std::int32_t today_;
  Date from_, to_;
  Progress& progress_;
  const store::Caller owner_;
  store::Caller outside_;
  indicators::ColumnCache columns_;
  IndicatorSources sources_;
  GatedFigures gated_;
  std::map<std::pair<std::string, Uuid>, std::optional<Record>> others_;
  XmlWriter xml_;
  IatiReport report_;
};

}  // namespace

bool passes_the_gate(const IatiSettings& settings) {
  return std::any_of(settings.results.begin(), settings.results.end(), [](const IatiResult& result) {
    return std::any_of(result.indicators.begin(), result.indicators.end(),
                       [](const IatiIndicator& one) { return one.indicator->about_people; });
  });
}

IatiReport iati_file(const store::Store& store, const IatiSettings& settings, const std::string& period, Date today,
                     std::string_view by, Progress& progress) {
  return IatiFile{store, settings, period, today, by, progress}.run();
}

}  // namespace tilth::report
