// SPDX-License-Identifier: Apache-2.0
// The mapping of a DHIS2 file, checked against the model and against the shapes that DHIS2 takes.
#include "base/problem.h"
#include "report/dhis2_file.h"
#include "report/settings_file.h"

#include <algorithm>

namespace tilth::report {
namespace {

using model::MapReader;
using model::Tree;

/// DHIS2's own ids: a letter, then ten letters or digits.
bool is_uid(const std::string& text) {
  return text.size() == 11 && std::isalpha(static_cast<unsigned char>(text[0])) != 0 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; });
}

/// Categories stand as attributes in ADX: letters, digits, _, - and ., a letter or _ first.
bool is_attribute(const std::string& text) {
  return !text.empty() && (std::isalpha(static_cast<unsigned char>(text[0])) != 0 || text[0] == '_') &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return c < 0x80 && (std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.');
         });
}

class Reader {
 public:
  Reader(const std::filesystem::path& file, const model::Model& model) : file_(file), model_(model) {}

  Dhis2Settings read() {
    const Tree tree = read_settings(file_, problems_);
    MapReader reader{tree, problems_, "A DHIS2 mapping"};
    settings_.name = reader.text("dhis2", true);
    settings_.data_set = name(reader, "data_set");
    if (const std::string readers = reader.text("readers"); !readers.empty()) {
      settings_.readers = reader_from(readers);
      if (!settings_.readers) problems_.add(tree, "`readers` is inside, partners or public, not " + readers + ".");
    }
    const std::string period = reader.text("period", true);
    if (period == "quarter")
      settings_.period = Dhis2Period::quarter;
    else if (period == "month")
      settings_.period = Dhis2Period::month;
    else if (period != "year")
      problems_.add(tree, "`period` is year, quarter or month, not " + period + ".");
    const Tree* units = reader.get("org_units");
    if (units == nullptr) {
      problems_.add(tree, "A DHIS2 mapping needs `org_units`.", "org_units: {whole: {uid: ..., code: ...}}");
    } else {
      MapReader part{*units, problems_, "org_units"};
      if (const Tree* whole = part.get("whole")) settings_.whole = name_of(*whole);
      if (const Tree* by_name = part.get("units")) {
        for (const auto& [place, named] : by_name->entries) settings_.units[place] = name_of(named);
      }
      for (std::string& left : part.names("leave")) settings_.leave_units.insert(std::move(left));
      part.finish();
    }
    if (const Tree* values = reader.get("values"); values != nullptr && !values->items.empty()) {
      for (const Tree& one : values->items) read_value(one);
    } else {
      problems_.add(tree, "A DHIS2 mapping needs `values`.", "values: [{indicator: LR2, data_element: {...}}]");
    }
    reader.finish();
    refuse_unsound(file_, problems_);
    return std::move(settings_);
  }

 private:
  Dhis2Name name(MapReader& reader, std::string_view key) {
    const Tree* found = reader.get(key);
    if (found != nullptr) return name_of(*found);
    problems_.add(reader.tree(), "`" + std::string{key} + "` is missing.", "Write it as {uid: ..., code: ...}.");
    return {};
  }

  Dhis2Name name_of(const Tree& tree) {
    MapReader reader{tree, problems_, "A name in DHIS2"};
    Dhis2Name out{.uid = reader.text("uid", true), .code = reader.text("code")};
    reader.finish();
    if (!out.uid.empty()) require_uid(tree, out.uid);
    if (out.code.empty()) out.code = out.uid;
    return out;
  }

  void require_uid(const Tree& where, const std::string& uid) {
    if (!is_uid(uid))
      problems_.add(where, "'" + uid + "' is no id of DHIS2.", "They have a letter and ten letters or digits.");
  }

  void read_value(const Tree& tree) {
    MapReader reader{tree, problems_, "A value"};
    Dhis2Value out;
    const std::string indicator = reader.text("indicator", true);
    out.indicator = model_.find_indicator(indicator);
    if (out.indicator == nullptr) {
      std::vector<std::string> known;
      for (const model::Indicator& one : model_.indicators) known.push_back(one.id);
      problems_.add(tree, "The model has no indicator " + indicator + ".", model::meant(indicator, known));
    } else if (out.indicator->about_people && !settings_.readers) {
      throw Problem{"export.about_people", {{"indicator", indicator}}};
    }
    out.where = reader.predicate("where");
    out.split = reader.names("split");
    out.org_unit_split = reader.text("org_unit");
    for (std::string& left : reader.names("leave")) out.leave.insert(std::move(left));
    std::vector<std::string> splits = out.split;
    if (!out.org_unit_split.empty()) splits.push_back(out.org_unit_split);
    for (const std::string& split : splits) {
      if (out.indicator == nullptr) break;
      const auto& may = out.indicator->split_by;
      if (std::find(may.begin(), may.end(), split) == may.end())
        problems_.add(tree, indicator + " is not split by " + split + ".", model::meant(split, may));
    }
    if (out.org_unit_split.empty() && !settings_.whole)
      problems_.add(tree, indicator + " is of the whole programme, and `org_units` has no `whole`.");
    const Tree* cells = reader.get("cells");
    if (out.split.empty()) {
      out.cells["total"] = read_cell(reader, tree);
    } else if (cells == nullptr) {
      problems_.add(tree, "A value that is split needs `cells`.", "cells: {cleared: {data_element: {...}}}");
    } else {
      for (const auto& [key, cell] : cells->entries) {
        MapReader part{cell, problems_, "The cell " + key};
        out.cells[key] = read_cell(part, cell);
        part.finish();
      }
    }
    reader.finish();
    settings_.values.push_back(std::move(out));
  }

  Dhis2Cell read_cell(MapReader& reader, const Tree& tree) {
    Dhis2Cell cell;
    cell.data_element = name(reader, "data_element");
    cell.category_option_combo = reader.text("category_option_combo");
    if (!cell.category_option_combo.empty()) require_uid(tree, cell.category_option_combo);
    if (const Tree* categories = reader.get("categories")) {
      for (const auto& [category, option] : categories->entries) {
        static const std::set<std::string_view> kTaken{"dataElement", "value"};
        if (!is_attribute(category) || kTaken.contains(category))
          problems_.add(option, "'" + category + "' cannot be the code of a category in ADX.",
                        "Letters, digits, _, - and ., a letter first.");
        cell.categories[category] = option.scalar;
      }
    }
    return cell;
  }

  const std::filesystem::path& file_;
  const model::Model& model_;
  model::Problems problems_;
  Dhis2Settings settings_;
};

}  // namespace

Dhis2Settings read_dhis2_settings(const std::filesystem::path& file, const model::Model& model) {
  return Reader{file, model}.read();
}

}  // namespace tilth::report
