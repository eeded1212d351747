// SPDX-License-Identifier: Apache-2.0
// A report worked out for one reader: one JSON document with every figure's passport, from which all outputs are made.
#pragma once

#include "report/readers.h"
#include "report/report_figures.h"

#include <optional>
#include <string>

namespace tilth::report {

struct ReportRequest {
  std::string report;
  std::string period;  ///< "2024", "2024-03", "2020..2024"; empty: the last whole year or month, or all time
  std::optional<Uuid> place, organisation, record;
  std::optional<std::int64_t> known_at;  ///< as it was known then
  std::optional<Date> known_on;          ///< the day that it was asked for by, for people
  std::string language = "en";
  ReportReader reader = ReportReader::inside;
  /// Of other readers than those inside: where publications about people are remembered.
  std::optional<PeopleGate> gate;
};

/// The day that "as it was known" names; nothing for an instant or a number of the log, digits alone.
std::optional<Date> day_asked(std::string_view known_at);

/// What makes it faster and changes nothing.
struct ReportMeans {
  indicators::ColumnCache* columns = nullptr;
  KeptLedgerAt ledger;
};

/// docs/reports.md describes the document. A report about a record that is sealed (model::Workflow::sealed) is made of
/// what was known when it was sealed, unless `known_at` asks for another state; it says so. The same
/// state of knowledge and request give the same document but for `made_at` and today's date.
/// @throws Problem "report.unknown", "report.needs_record", "report.takes_no", "report.not_for_reader",
/// "indicator.bad_period", "store.unknown_record", "access.partial_view"
Json report_document(const store::Store& store, const store::Caller& caller, const ReportRequest& request,
                     const ReportMeans& means, Progress& progress);

/// The reports of the model as lists show them: name, title, description, what they take, and whether the caller may
/// see what they are about.
Json reports_json(const model::Model& model, const store::Caller& caller, std::string_view language);

}  // namespace tilth::report
