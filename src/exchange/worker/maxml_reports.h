// SPDX-License-Identifier: Apache-2.0
// maXML, the exchange format of IMSMA NG: field reports of one class as a table.
#pragma once

#include "exchange/table.h"

#include <string>
#include <vector>

namespace tilth::formats {

/// Reports as rows. A column is a path below the class, "Status", "Location/LocalID", an attribute "Location@guid"; of
/// the report itself "reportID", "fieldReportGUID", "FieldReportInfo/ReportingDate". What is repeated stands in one
/// cell, apart by semicolons. Fields of a country's own are "CDF NAME". Countries add elements and leave others out, so
/// none is required, and all that is there is a column.
struct MaxmlTable {
  std::string layer;
  std::vector<std::string> columns;
  std::vector<exchange::SourceRow> rows;
  bool has_geometry = false;
};

/// @param xml is taken apart where it stands
/// @param layer "Hazard", or a part that is repeated in its reports, "Hazard/Ordnance": a row each, with the columns of
/// the report and, as "Hazard/NAME", the plain values of the class. Empty: the only class there is.
/// @throws WorkerProblem "import.unreadable" for what is no maXML or has a document type (entities are never expanded),
/// "import.several_layers", "import.unknown_layer", "import.too_many_columns"
MaxmlTable maxml_table(std::string xml, const std::string& layer, const std::string& file);

}  // namespace tilth::formats
