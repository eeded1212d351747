// SPDX-License-Identifier: Apache-2.0
// The figures of one report: each worked out once, each with its passport.
#pragma once

#include "model/report.h"
#include "report/indicator_sight.h"
#include "report/indicator_sources.h"
#include "report/quality_beside.h"
#include "report/readers.h"
#include "report/report_words.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tilth::report {

/// The ledger of a state of knowledge, from who keeps one.
using KeptLedgerAt = std::function<std::shared_ptr<const release::Ledger>(std::optional<std::int64_t> known_at)>;

/// The disclosure gate that figures about people go through when the reader is the public or a partner (methods 3.9).
struct PeopleGate {
  store::Store* store = nullptr;
  ReportReader reader = ReportReader::everybody;
  std::string by;         ///< who publishes
  bool remember = false;  ///< false: to look at what would be published
};

/// What a whole report is narrowed to.
struct ReportScope {
  std::optional<std::pair<Date, Date>> period;
  std::optional<std::int64_t> known_at;
  std::string language = "en";
  bool narrowed = false;                                                  ///< to a place or an organisation
  std::function<std::optional<std::string>(const std::string& of)> rows;  ///< CQL2 for a type or land_ledger; nothing:
                                                                          ///< its rows belong to no place
  std::optional<PeopleGate> gate;
};

class ReportFigures {
 public:
  /// All arguments must outlive it; one thread.
  ReportFigures(const store::Store& store, const store::Caller& caller, const ReportScope& scope, Progress& progress,
                indicators::ColumnCache* columns, KeptLedgerAt kept);
  ~ReportFigures();
  ReportFigures(const ReportFigures&) = delete;
  ReportFigures& operator=(const ReportFigures&) = delete;

  struct Wanted {
    model::ReportFigure figure;
    std::vector<std::string> split;
  };
  /// Works these out while another thread adds the land up: what needs no land account first, whatever their order.
  /// Changes nothing but how long it takes. Of `land` it is known that the account is asked for.
  void begin(const std::vector<Wanted>& all, bool land);

  /// The number of its passport. @param where the figure's filter with {record} filled in
  int figure(const model::ReportFigure& wanted, const std::string& where);

  struct Cells {
    std::vector<std::pair<std::vector<std::string>, int>> cells;  ///< values of the splits, number of the passport
    int total = -1;
  };
  /// Every cell of a split, in the order of code lists, else of words; "(not recorded)" last.
  Cells split(const model::ReportFigure& wanted, const std::string& where, const std::vector<std::string>& by);
  /// The figure of one combination of values; a figure of nothing where there is no such cell.
  int cell(const model::ReportFigure& wanted, const std::string& where, const std::vector<std::string>& by,
           const std::vector<std::string>& key);

  struct Named {
    std::string value, words;  ///< of a split
    Json n;                    ///< behind it; null where it is not said
  };
  /// The cells that make the least or the most of another indicator what it is. Several where they are equal, none
  /// where there is no figure.
  std::vector<Named> which(const model::ReportFigure& wanted, const std::string& where);
  /// What of a split has records behind the figure, such as the questions that were asked; behind a least or most, that
  /// of the cells that are it. Nothing where the split may not be seen.
  std::vector<std::string> cells(const model::ReportFigure& wanted, const std::string& where, const std::string& of);

  [[nodiscard]] const Json& passport(int number) const { return passports_[static_cast<std::size_t>(number)]; }
  [[nodiscard]] const std::vector<Json>& passports() const { return passports_; }
  [[nodiscard]] const model::Indicator& indicator(const model::ReportFigure& wanted) const;
  /// What a value of a split is called.
  [[nodiscard]] std::string words_of(const model::Indicator& indicator, const std::string& split,
                                     const std::string& value) const;
  [[nodiscard]] std::string title_of_split(const model::Indicator& indicator, const std::string& split) const;
  [[nodiscard]] const release::Ledger& ledger();

 private:
  struct Answer;
  [[nodiscard]] bool of_land(const model::Indicator& indicator) const;
  const Answer& answer(const model::ReportFigure& wanted, const std::string& where,
                       const std::vector<std::string>& splits);
  void work_out(const model::ReportFigure& wanted, const std::string& where, const std::vector<std::string>& splits,
                Answer& answer);
  void represent(const model::ReportFigure& wanted, const std::string& where, Answer& made);
  void pass_the_gate(const model::Indicator& indicator, const std::vector<std::string>& splits, Answer& answer);
  int passport_of(const model::ReportFigure& wanted, const std::string& where, const Answer& answer,
                  const std::vector<std::pair<std::string, std::string>>& cell);
  IndicatorSources& sources(std::optional<std::int64_t> known_at);

  const store::Store& store_;
  const store::Caller& caller_;
  const ReportScope& scope_;
  Progress& progress_;
  indicators::ColumnCache* columns_;
  KeptLedgerAt kept_;
  std::shared_ptr<const model::Model> model_;
  IndicatorSight sight_;
  QualityBeside quality_;
  std::map<std::optional<std::int64_t>, std::unique_ptr<IndicatorSources>> sources_;
  std::map<std::string, std::unique_ptr<Answer>> answers_;
  std::map<std::string, int> numbers_;
  std::vector<Json> passports_;
};

/// The days a figure speaks of; no first day: from the beginning; neither: all time.
std::pair<std::optional<Date>, std::optional<Date>> days_of(model::FigureSpan span,
                                                            const std::optional<std::pair<Date, Date>>& period);

}  // namespace tilth::report
