// SPDX-License-Identifier: Apache-2.0
#include "report/gated_table.h"

#include <algorithm>
#include "cql2/cql2.h"

namespace tilth::report {

std::string period_name(const Date& from, const Date& to) {
  if (from.month == 1 && from.day == 1 && to.month == 12 && to.day == 31)
    return from.year == to.year ? std::to_string(from.year)
                                : std::to_string(from.year) + ".." + std::to_string(to.year);
  if (from.day == 1 && from.year == to.year && from.month == to.month && to.day == days_in_month(to.year, to.month))
    return from.text().substr(0, 7);
  return from.text() + ".." + to.text();
}

GatedTable gated_table(const Publication& publication, const std::vector<std::string>& splits) {
  const people::GateResult& gate = publication.gate;
  GatedTable table{.withheld = gate.withheld, .rolled_up = !gate.rolled_up.empty()};
  // What was left out whole is left out of the key; the cells asked for are then not there.
  const bool whole = gate.table.dimensions.size() == splits.size() + 1;
  for (const people::PublishedCell& cell : gate.table.cells) {
    std::optional<double> value;
    if (cell.shown == people::Shown::value) value = static_cast<double>(cell.count);
    const std::vector<std::string> key(cell.key.begin() + 1, cell.key.end());  // the first is the period
    const auto is_total = [](const std::string& part) { return part.empty(); };
    if (std::all_of(key.begin(), key.end(), is_total))
      table.total = value;
    else if (whole && std::none_of(key.begin(), key.end(), is_total))
      table.cells[key] = value;
  }
  return table;
}

GatedFigures::GatedFigures(store::Store& store, std::int64_t k, std::string by, Progress& progress)
    : store_(store), k_(k), by_(std::move(by)), progress_(progress) {}

GatedTable GatedFigures::table(const model::Indicator& indicator, const Date& from, const Date& to,
                               const std::optional<cql2::Expression>& where, const std::vector<std::string>& splits) {
  PublicationRequest request;
  request.indicator = indicator.id;
  request.period = period_name(from, to);
  request.where = where ? cql2::to_text(*where) : std::string{};
  request.split_by = splits;
  request.k = k_;
  const Publication publication = prepare_publication(store_, request, progress_);
  remember(store_, request, publication, by_);
  return gated_table(publication, splits);
}

}  // namespace tilth::report
