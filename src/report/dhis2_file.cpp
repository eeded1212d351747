// SPDX-License-Identifier: Apache-2.0
// Shapes: DHIS2 developer documentation (data value sets); IHE ADX, urn:ihe:qrph:adx:2015.
#include "report/dhis2_file.h"

#include "base/problem.h"
#include "report/gated_table.h"
#include "report/indicator_sources.h"
#include "report/xml_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tilth::report {
namespace {

constexpr std::size_t kUnmappedNamed = 10;

struct Piece {
  Date from, to;
  std::string dhis2, adx;  ///< "2024Q1", "2024-01-01/P3M"
};

std::vector<Piece> pieces_of(Dhis2Period kind, const std::string& period) {
  const auto [from, to] = indicators::period_of(period);
  const int months = kind == Dhis2Period::year ? 12 : kind == Dhis2Period::quarter ? 3 : 1;
  const bool begins = from.day == 1 && (from.month - 1) % months == 0;
  const bool ends = to.month % months == 0 && to.day == days_in_month(to.year, to.month);
  if (!begins || !ends) {
    throw Problem{"export.whole_periods_only",
                  {{"period", period},
                   {"wanted", kind == Dhis2Period::year      ? "year"
                              : kind == Dhis2Period::quarter ? "quarter"
                                                             : "month"}}};
  }
  std::vector<Piece> pieces;
  for (int month = from.year * 12 + from.month - 1; month < to.year * 12 + to.month; month += months) {
    const int last = month + months - 1;
    Piece piece;
    piece.from = {static_cast<std::int16_t>(month / 12), static_cast<std::uint8_t>(month % 12 + 1), 1};
    piece.to = {static_cast<std::int16_t>(last / 12), static_cast<std::uint8_t>(last % 12 + 1), 0};
    piece.to.day = static_cast<std::uint8_t>(days_in_month(piece.to.year, piece.to.month));
    piece.dhis2 = kind == Dhis2Period::year      ? fmt::format("{}", month / 12)
                  : kind == Dhis2Period::quarter ? fmt::format("{}Q{}", month / 12, month % 12 / 3 + 1)
                                                 : fmt::format("{}{:02}", month / 12, month % 12 + 1);
    piece.adx = piece.from.text() + (kind == Dhis2Period::year      ? "/P1Y"
                                     : kind == Dhis2Period::quarter ? "/P3M"
                                                                    : "/P1M");
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

std::string number(double value) {
  char digits[48];
  return {
      digits,
      std::to_chars(digits, digits + sizeof digits, std::round(value * 10000) / 10000, std::chars_format::fixed).ptr};
}

struct Told {
  const Dhis2Cell* cell = nullptr;
  std::string value;
};

class Dhis2File {
 public:
  Dhis2File(const store::Store& store, const Dhis2Settings& settings, Dhis2Format format, std::string_view by,
            Progress& progress)
      : store_(store),
        settings_(settings),
        format_(format),
        progress_(progress),
        columns_(store),
        sources_(store, owner_, std::nullopt, progress, &columns_) {
    if (passes_the_gate(settings)) gated_.emplace(store, *settings.readers, std::string{by}, progress);
  }

  Dhis2Report run(const std::string& period) {
    const std::vector<Piece> pieces = pieces_of(settings_.period, period);
    Json values = Json::array();
    xml_.open("adx", {{"xmlns", "urn:ihe:qrph:adx:2015"},
                      {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                      {"exported", Instant::now().text()}});
    progress_.start("working out figures", pieces.size());
    std::size_t done = 0;
    for (const Piece& piece : pieces) {
      if (progress_.cancelled()) throw Problem{"job.cancelled"};
      by_unit_.clear();
      for (const Dhis2Value& value : settings_.values) work_out(value, piece);
      for (const auto& [unit, told] : by_unit_) {
        if (format_ == Dhis2Format::adx)
          add_group(*units_.at(unit), piece, told);
        else
          add_values(values, *units_.at(unit), piece, told);
      }
      progress_.done(++done);
    }
    refuse_unmapped();
    xml_.close();
    report_.text = format_ == Dhis2Format::adx
                       ? xml_.text()
                       : Json{{"dataSet", settings_.data_set.uid}, {"dataValues", std::move(values)}}.dump(1) + "\n";
    if (gated_) report_.publications = gated_->entries();
    return std::move(report_);
  }

 private:
  void work_out(const Dhis2Value& value, const Piece& piece) {
    indicators::Question question;
    question.from = piece.from;
    question.to = piece.to;
    question.where = value.where;
    question.split_by = value.split;
    if (!value.org_unit_split.empty()) question.split_by.insert(question.split_by.begin(), value.org_unit_split);
    const indicators::IndicatorTable table =
        indicators::compute(store_, owner_, *value.indicator, question, sources_.registry());
    std::optional<GatedTable> shown;
    if (gated_ && value.indicator->about_people)
      shown = gated_->table(*value.indicator, piece.from, piece.to, value.where, question.split_by);
    if (question.split_by.empty()) {
      take(value, piece, {}, "total", shown ? shown->total : table.total.value);
      return;
    }
    for (const indicators::Cell& cell : table.cells) {
      std::optional<double> figure = cell.figure.value;
      if (shown) {
        const auto at = shown->cells.find(cell.key);
        figure = at == shown->cells.end() ? std::nullopt : at->second;
      }
      const std::size_t first = value.org_unit_split.empty() ? 0 : 1;
      std::string key;
      for (std::size_t i = first; i < cell.key.size(); ++i) key += (key.empty() ? "" : " / ") + cell.key[i];
      take(value, piece, first == 1 ? cell.key.front() : std::string{}, value.split.empty() ? "total" : key, figure);
    }
  }

  void take(const Dhis2Value& value, const Piece& piece, const std::string& place, const std::string& key,
            const std::optional<double>& figure) {
    const bool gated = gated_ && value.indicator->about_people;
    if (!figure && !gated) {
      ++report_.without_figure;
      return;
    }
    const bool whole = value.org_unit_split.empty();
    if (value.leave.contains(key) || (!whole && settings_.leave_units.contains(place))) {
      ++report_.left_out;
      return;
    }
    const Dhis2Name* unit = nullptr;
    if (whole)
      unit = &*settings_.whole;
    else if (const auto known = settings_.units.find(place); known != settings_.units.end())
      unit = &known->second;
    const auto cell = value.cells.find(key);
    if (unit == nullptr || cell == value.cells.end()) {
      unmapped_.insert(value.indicator->code + ", " + (unit == nullptr ? place : key));
      return;
    }
    if (!figure) {
      ++report_.kept_back;
      return;
    }
    units_[unit->uid] = unit;
    if (!told_
             .insert({unit->uid, piece.dhis2, cell->second.data_element.uid, cell->second.category_option_combo,
                      format_ == Dhis2Format::adx ? joined(cell->second.categories) : std::string{}})
             .second) {
      throw Problem{"export.figure_twice", {{"indicator", value.indicator->code}, {"cell", key}, {"unit", unit->code}}};
    }
    by_unit_[unit->uid].push_back({&cell->second, number(*figure)});
  }

  static std::string joined(const std::map<std::string, std::string>& categories) {
    std::string out;
    for (const auto& [category, option] : categories) out += category + "=" + option + ";";
    return out;
  }

  void add_values(Json& values, const Dhis2Name& unit, const Piece& piece, const std::vector<Told>& told) {
    for (const Told& one : told) {
      Json value{{"dataElement", one.cell->data_element.uid},
                 {"period", piece.dhis2},
                 {"orgUnit", unit.uid},
                 {"value", one.value}};
      if (!one.cell->category_option_combo.empty()) value["categoryOptionCombo"] = one.cell->category_option_combo;
      values.push_back(std::move(value));
      ++report_.values;
    }
  }

  void add_group(const Dhis2Name& unit, const Piece& piece, const std::vector<Told>& told) {
    xml_.open("group", {{"dataSet", settings_.data_set.code}, {"orgUnit", unit.code}, {"period", piece.adx}});
    for (const Told& one : told) {
      XmlWriter::Attributes attributes{{"dataElement", one.cell->data_element.code}, {"value", one.value}};
      for (const auto& [category, option] : one.cell->categories) attributes.emplace_back(category, option);
      xml_.element("dataValue", attributes);
      ++report_.values;
    }
    xml_.close();
  }

  void refuse_unmapped() const {
    if (unmapped_.empty()) return;
    std::string first;
    std::size_t named = 0;
    for (const std::string& one : unmapped_) {
      if (named++ == kUnmappedNamed) break;
      first += (first.empty() ? "" : "; ") + one;
    }
    throw Problem{"export.unmapped_figure", {{"count", unmapped_.size()}, {"first", first}}};
  }

  const store::Store& store_;
  const Dhis2Settings& settings_;
  Dhis2Format format_;
  Progress& progress_;
  const store::Caller owner_;
  indicators::ColumnCache columns_;
  IndicatorSources sources_;
  std::map<std::string, std::vector<Told>> by_unit_;  // of one period
  std::map<std::string, const Dhis2Name*> units_;
  std::set<std::vector<std::string>> told_;
  std::set<std::string> unmapped_;
  XmlWriter xml_;
  Dhis2Report report_;
  std::optional<GatedFigures> gated_;
};

}  // namespace

bool passes_the_gate(const Dhis2Settings& settings) {
  return settings.readers && *settings.readers != ReportReader::inside &&
         std::any_of(settings.values.begin(), settings.values.end(),
                     [](const Dhis2Value& value) { return value.indicator->about_people; });
}

Dhis2Report dhis2_file(const store::Store& store, const Dhis2Settings& settings, Dhis2Format format,
                       const std::string& period, std::string_view by, Progress& progress) {
  return Dhis2File{store, settings, format, by, progress}.run(period);
}

}  // namespace tilth::report
