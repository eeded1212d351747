// SPDX-License-Identifier: Apache-2.0
// From a row of a source to the values of a record, by the mapping profile; every fault of the row is gathered.
#pragma once

#include "exchange/mapping_profile.h"
#include "exchange/place_index.h"
#include "exchange/references.h"
#include "exchange/row_fault.h"
#include "exchange/table.h"
#include "model/model.h"
#include "store/store.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tilth::exchange {

/// What a row says.
struct MappedRow {
  std::uint64_t number = 0;
  std::vector<std::pair<int, store::Value>> set;  ///< every mapped field, in the order of the type's fields; null: none
  std::vector<std::string> key;                   ///< canonical texts of the key's fields
  std::string content;  ///< the same for the same content, whatever the format or column order
  std::vector<RowFault> faults;
  bool wanted = true;  ///< false: `only` leaves it out
  PlacedBy placed_by = PlacedBy::nothing;
  std::string place_named;  ///< "NARIÑO / TUMACO", what the row calls its place
  PointLies point_lies = PointLies::unknown;
  bool otherwise_named = false;  ///< the point lies in a place of another name
  bool has_geometry = false, outside_country = false, formula_taken = false, area_in_degrees = false;
};

/// What the mapping needs to know of the programme.
struct Programme {
  const model::Model& model;
  const model::RecordType& type;
  const PlaceIndex* places = nullptr;   ///< when the profile has a place
  References* references = nullptr;     ///< when it has references to other records
  std::optional<geo::Box> country_box;  ///< when the profile has none
  Date today;
  std::string file;  ///< its name, for messages
};

class RowMapping {
 public:
  /// @throws Problem "import.profile_unfit" with the first name that does not fit, "geometry.unknown_crs"
  RowMapping(const MappingProfile& profile, const Programme& programme, const SourceHeader& header);
  ~RowMapping();
  RowMapping(const RowMapping&) = delete;
  RowMapping& operator=(const RowMapping&) = delete;

  /// Fills `mapped`, whose memory is used again.
  void map(const SourceRow& row, MappedRow& mapped);
  /// The field a fault's column belongs to and back, for people: source columns that nothing uses.
  [[nodiscard]] const std::vector<std::string>& unused_columns() const;
  /// Indexes of the key's fields in the type.
  [[nodiscard]] const std::vector<int>& key_fields() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A value as one text: what keys are compared by and faults show.
std::string key_text(const store::Value& value);

}  // namespace tilth::exchange
