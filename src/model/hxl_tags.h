// SPDX-License-Identifier: Apache-2.0
// The HXL hashtags of the columns that records are exported in, as the model's folder hxl/ gives them.
#pragma once

#include "model/model.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilth::model {

/// Read from the files of hxl/ when somebody asks; a programme opens without.
struct HxlTags {
  std::vector<ModelProblem> problems;

  /// "#date+identified" in its one spelling; empty where the field has none. A part of a counts field has the tag of
  /// the whole with its own attributes: "#reached+adults+f".
  [[nodiscard]] std::string of(const RecordType& type, const Field& field) const;

  std::map<std::string, std::string> anywhere;                             ///< by the name of a field
  std::map<std::pair<std::string, std::string>, std::string> of_one_type;  ///< by type and field; empty: none
};

/// Later files and overlays speak last.
HxlTags hxl_tags_of(const Model& model);
/// Whether a model's file, by its name, holds HXL tags: hxl/*.yaml, in an overlay too.
bool holds_hxl_tags(std::string_view file);

}  // namespace tilth::model
