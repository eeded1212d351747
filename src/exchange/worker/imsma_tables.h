// SPDX-License-Identifier: Apache-2.0
// Tables of IMSMA NG, as its database and its staging area name them: an SQLite file, or CSV files in one archive.
#pragma once

#include "exchange/worker/read_command.h"

namespace tilth::formats {

/// One table as frames on standard output, with what lies in the tables beside it:
/// - a value of imsmaenum in the place of its guid, in every column that holds one;
/// - NAME_localid beside NAME_guid, where the table NAME has local ids; ordnance_model, ordnance_ordcategory beside
///   ordnance_guid;
/// - NAME_localid, several apart by semicolons, for a table TYPE_has_NAME;
/// - "CDF NAME" for the fields that a country has added (TYPE_has_cdfvalue);
/// - the shape of TYPE_has_geospatialinfo as the geometry, its points in the order of pointno, inactive shapes left
/// out.
/// @throws WorkerProblem
void read_imsma_table(const ReadRequest& request);

}  // namespace tilth::formats
