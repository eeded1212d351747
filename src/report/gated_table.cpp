// SPDX-License-Identifier: Apache-2.0
#include "report/gated_table.h"

#include <algorithm>
#include "cql2/cql2.h"
#include "report/earlier_publications.h"

namespace tilth::report {

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

GatedFigures::GatedFigures(const store::Store& store, ReportReader reader, std::string by, Progress& progress)
    : store_(store), reader_(reader), by_(std::move(by)), progress_(progress) {}

GatedTable GatedFigures::table(const model::Indicator& indicator, const Date& from, const Date& to,
                               const std::optional<cql2::Expression>& where, const std::vector<std::string>& splits) {
  require_plain_filter(indicator, where);
  PublicationRequest request;
  request.indicator = indicator.id;
  request.period = period_name(from, to);
  request.where = where ? cql2::to_text(*where) : std::string{};
  request.split_by = splits;
  request.reader = reader_;
  const Publication publication = prepare_publication(store_, request, progress_, entries_);
  if (!publication.gate.withheld) entries_.push_back(entry_of(request, publication, by_));
  return gated_table(publication, splits);
}

}  // namespace tilth::report
