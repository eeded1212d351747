// SPDX-License-Identifier: Apache-2.0
// The settings of an IATI file, checked against the model: an unknown field, code or indicator is told with its line.
#include "base/problem.h"
#include "report/iati_file.h"
#include "report/settings_file.h"

#include <algorithm>

namespace tilth::report {
namespace {

using model::MapReader;
using model::RecordType;
using model::Tree;

class Reader {
 public:
  Reader(const std::filesystem::path& file, const model::Model& model) : file_(file), model_(model) {}

  IatiSettings read() {
    const Tree tree = read_settings(file_, problems_);
    MapReader reader{tree, problems_, "IATI settings"};
    settings_.name = reader.text("iati", true);
    if (const Tree* reporter = needed(reader, "reporting_organisation")) {
      MapReader part{*reporter, problems_, "reporting_organisation"};
      settings_.reporter_ref = part.text("ref", true);
      settings_.reporter_type = part.text("type", true);
      settings_.reporter_name = part.words("name", true);
      settings_.secondary = part.truth("secondary").value_or(false);
      part.finish();
    }
    settings_.language = reader.text("language", true);
    settings_.currency = reader.text("currency", true);
    settings_.country = reader.text("country", true);
    settings_.sector = reader.text("sector", true);
    settings_.flow = reader.text("flow_type");
    settings_.finance = reader.text("finance_type");
    settings_.aid = reader.text("aid_type");
    settings_.tied = reader.text("tied_status");
    settings_.humanitarian = reader.truth("humanitarian").value_or(true);
    if (const Tree* organisations = reader.get("organisations")) {
      MapReader part{*organisations, problems_, "organisations"};
      settings_.organisation_ref = part.text("ref");
      settings_.organisation_kind = part.text("kind");
      settings_.organisation_types = pairs(part.get("types"));
      part.finish();
    }
    if (const Tree* programme = needed(reader, "programme")) read_programme(*programme);
    if (const Tree* activities = reader.get("activities")) {
      for (const Tree& one : activities->items) read_activities(one);
    }
    reader.finish();
    refuse_unsound(file_, problems_);
    return std::move(settings_);
  }

 private:
  const Tree* needed(MapReader& reader, std::string_view key) {
    const Tree* found = reader.get(key);
    if (found == nullptr) problems_.add(reader.tree(), "IATI settings need `" + std::string{key} + "`.");
    return found;
  }

  static std::map<std::string, std::string> pairs(const Tree* map) {
    std::map<std::string, std::string> out;
    if (map == nullptr) return out;
    for (const auto& [key, value] : map->entries) out[key] = value.scalar;
    return out;
  }

  void read_programme(const Tree& tree) {
    MapReader reader{tree, problems_, "programme"};
    settings_.programme_identifier = reader.text("identifier", true);
    settings_.programme_title = reader.words("title", true);
    settings_.programme_description = reader.words("description", true);
    if (const auto starts = reader.date("starts"))
      settings_.programme_starts = Date::from_days(starts->first_day()).text();
    else
      problems_.add(tree, "programme needs `starts`.", "A date, such as 2020-01-01.");
    if (const auto ends = reader.date("ends")) settings_.programme_ends = Date::from_days(ends->last_day()).text();
    if (const Tree* results = reader.get("results")) {
      for (const Tree& one : results->items) read_result(one);
    }
    reader.finish();
  }

  void read_result(const Tree& tree) {
    MapReader reader{tree, problems_, "A result"};
    IatiResult result;
    result.title = reader.words("title", true);
    if (const std::string type = reader.text("type"); !type.empty()) result.type = type;
    const Tree* indicators = reader.get("indicators");
    if (indicators == nullptr || indicators->items.empty()) problems_.add(tree, "A result needs `indicators`.");
    if (indicators != nullptr) {
      for (const Tree& one : indicators->items) result.indicators.push_back(read_indicator(one));
    }
    reader.finish();
    settings_.results.push_back(std::move(result));
  }

  IatiIndicator read_indicator(const Tree& tree) {
    MapReader reader{tree, problems_, "An indicator of a result"};
    IatiIndicator out;
    const std::string name = reader.text("indicator", true);
    out.indicator = model_.find_indicator(name);
    if (out.indicator == nullptr) {
      std::vector<std::string> known;
      for (const model::Indicator& one : model_.indicators) known.push_back(one.id);
      problems_.add(tree, "The model has no indicator " + name + ".", model::meant(name, known));
    }
    if (const Tree* cell = reader.get("cell"); cell != nullptr && cell->entries.size() == 1) {
      out.split = cell->entries.front().first;
      out.cell = cell->entries.front().second.scalar;
      if (out.indicator != nullptr && std::find(out.indicator->split_by.begin(), out.indicator->split_by.end(),
                                                out.split) == out.indicator->split_by.end())
        problems_.add(*cell, name + " is not split by " + out.split + ".",
                      model::meant(out.split, out.indicator->split_by));
    }
    out.title = reader.words("title");
    out.where = reader.predicate("where");
    if (const std::string measure = reader.text("measure"); !measure.empty()) out.measure = measure;
    out.ascending = reader.truth("ascending").value_or(true);
    out.baseline_year = reader.text("baseline_year");
    out.targets = pairs(reader.get("targets"));
    reader.finish();
    return out;
  }

  void read_activities(const Tree& tree) {
    MapReader reader{tree, problems_, "`activities`"};
    IatiActivities out;
    out.of = reader.text("of", true);
    const RecordType* type = model_.find_type(out.of);
    if (type == nullptr) {
      std::vector<std::string> known;
      for (const RecordType& one : model_.types) known.push_back(one.name);
      problems_.add(tree, "The model has no record type " + out.of + ".", model::meant(out.of, known));
      return;
    }
    out.where = reader.predicate("where");
    out.identifier = field(reader, *type, "identifier", true);
    out.title = words_of(reader, *type, "title");
    out.description = words_of(reader, *type, "description");
    out.starts = field(reader, *type, "starts", true);
    out.ends = field(reader, *type, "ends", false);
    out.place = field(reader, *type, "place", false);
    if (const Tree* organisations = reader.get("organisations")) {
      for (const Tree& one : organisations->items) {
        MapReader part{one, problems_, "An organisation"};
        out.organisations.push_back({.field = field(part, *type, "field", true), .role = part.text("role", true)});
        part.finish();
      }
    }
    if (const Tree* transactions = reader.get("transactions")) {
      for (const Tree& one : transactions->items) {
        MapReader part{one, problems_, "A transaction"};
        IatiTransaction made;
        made.amount = field(part, *type, "amount", true);
        made.currency = field(part, *type, "currency", false);
        made.date = field(part, *type, "date", true);
        made.kind = field(part, *type, "kind", true);
        made.kinds = pairs(part.get("types"));
        made.provider = field(part, *type, "provider", false);
        made.receiver = field(part, *type, "receiver", false);
        part.finish();
        out.transactions.push_back(std::move(made));
      }
    }
    reader.finish();
    settings_.activities.push_back(std::move(out));
  }

  std::string field(MapReader& reader, const RecordType& type, std::string_view key, bool required) {
    std::string name = reader.text(key, required);
    if (!name.empty()) require(*reader.get(key), type, name);
    return name;
  }

  Template words_of(MapReader& reader, const RecordType& type, std::string_view key) {
    std::string text = reader.text(key, true);
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
      const std::size_t end = text.find('}', at);
      if (end != std::string::npos) require(*reader.get(key), type, text.substr(at + 1, end - at - 1));
    }
    return text;
  }

  void require(const Tree& where, const RecordType& type, const std::string& name) {
    const model::Field* found = type.find(name);
    if (found == nullptr) {
      std::vector<std::string> known;
      for (const model::Field& one : type.fields) known.push_back(one.name);
      problems_.add(where, type.name + " has no field " + name + ".", model::meant(name, known));
    } else if (found->encrypted || found->field_class > model::FieldClass::partner) {
      problems_.add(where, type.name + "." + name + " is of class " + std::string{text_of(found->field_class)} + ".",
                    "An IATI file is for everybody; take a field of class public or partner.");
    }
  }

  const std::filesystem::path& file_;
  const model::Model& model_;
  model::Problems problems_;
  IatiSettings settings_;
};

}  // namespace

IatiSettings read_iati_settings(const std::filesystem::path& file, const model::Model& model) {
  return Reader{file, model}.read();
}

}  // namespace tilth::report
