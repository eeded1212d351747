// SPDX-License-Identifier: Apache-2.0
// The first draft of a mapping profile, made from headers and values, for a person to look through.
#pragma once

#include "exchange/open_table.h"
#include "exchange/table.h"
#include "model/model.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tilth::exchange {

/// What is proposed for one column of the source.
struct ProposedColumn {
  std::string column;
  std::string field;      ///< empty: none found
  std::string use;        ///< "value", "year of occurred_on", "place code", "longitude", ...
  double confidence = 0;  ///< 0 to 1
  std::vector<std::string> examples;
  std::string remark;  ///< what a person should look at: "the values are sexes, whatever the header says"
};

struct Proposal {
  std::string type;
  std::vector<ProposedColumn> columns;  ///< in the order of the source
  std::string yaml;                     ///< the profile, with remarks as comments; it reads as a profile
};

/// Reads at most 5,000 rows. @param type empty: the record type that the columns fit best
/// @throws Problem "import.profile_unfit" when the type is not known
Proposal propose_profile(const model::Model& model, const std::string& type, const std::filesystem::path& file,
                         const ReadOptions& options, RowReader& reader);

}  // namespace tilth::exchange
