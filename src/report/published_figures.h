// SPDX-License-Identifier: Apache-2.0
// Tables about people that went through the disclosure gate, as those who may read them see them.
#pragma once

#include "exchange/sheet.h"
#include "report/published_reports.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::report {

/// What readers are told of one publication. A kept-back cell has null whatever the reason, and true counts are never
/// in it. Keys of cells: a category for each of `split_by`, "" for the total.
/// @param entry kept_entry(); @param number 0 for one that is not remembered
Json figure_document(const model::Model& model, const Json& entry, std::size_t number, std::string_view language);

/// The newest first, without their cells.
Json published_figures(const store::Store& store, ReportReader reader, std::string_view language);
/// @throws Problem "publication.unknown", for one that was made for others as well
Json published_figure(const store::Store& store, std::size_t number, ReportReader reader, std::string_view language);

/// The cells of a document as they are shown, "*" where one is kept back; of records a line each.
/// @param hxl a row of HXL tags under the headers
std::string figure_csv(const Json& document, bool hxl);
/// The same as a sheet, and what the table is as another.
std::vector<exchange::Sheet> figure_sheets(const Json& document);

}  // namespace tilth::report
