// SPDX-License-Identifier: Apache-2.0
// What the ledger is made from: hazards, changes of their land, and the products that release it.
#pragma once

#include "base/date.h"
#include "base/units.h"
#include "base/uuid.h"
#include "geo/geometry.h"

#include <optional>
#include <string>
#include <vector>

namespace tilth::release {

/// How land leaves the hazard map. Terms of IMAS 04.10, process of IMAS 07.11.
enum class Method : std::uint8_t {
  cancelled,  ///< by non-technical survey (IMAS 08.10): no evidence of hazard found
  reduced,    ///< by technical survey (IMAS 08.20): no evidence of hazard found
  cleared,    ///< by clearance (IMAS 09.10) of the specified hazards to a specified depth
};

enum class ChangeKind : std::uint8_t {
  extended,         ///< more land is found to be hazardous
  split,            ///< land moves to the hazard `other`
  merge,            ///< all open land moves to the hazard `other`
  reclassified,     ///< the open land gets another class or contamination
  data_correction,  ///< a figure or outline was wrong; `reason` names it
};

/// A hazard as it was created. Land that it got or lost later stands in changes and products.
struct Hazard {
  Uuid id;
  geo::GeometryPtr polygon;                         ///< WGS 84; null when there is none
  std::optional<SquareMetres> reported, estimated;  ///< used where there is no polygon, in this order
  std::string land_class;                           ///< now; what it was before stands in reclassifications
  std::string contamination;                        ///< one code; "mixed" for several, "unknown" for none
  Uuid place, province, organisation;               ///< nil where not known
  std::optional<Date> created_on, closed_on;
  Uuid parent;     ///< this hazard was split from
  Uuid successor;  ///< this hazard was merged into
  bool closed = false;
  bool closure_explained = false;  ///< a closure reason is recorded
};

struct AreaChange {
  Uuid id, hazard;
  ChangeKind kind = ChangeKind::extended;
  Uuid other;                        ///< of a split or a merge
  geo::GeometryPtr polygon;          ///< the land that is added or moved; of a correction, added or taken
  std::optional<SquareMetres> area;  ///< of a correction: with its sign
  std::optional<Date> on;
  bool approved = true;
  std::string reason;
  std::string from_class, to_class;  ///< of a reclassification; empty: stays
  std::string from_contamination, to_contamination;
  Uuid organisation;
};

struct Product {
  Uuid id;
  Uuid hazard;  ///< nil: land outside any recorded hazard
  Method method = Method::cleared;
  geo::GeometryPtr polygon;
  std::optional<SquareMetres> reported;
  std::optional<Date> on;
  bool approved = false;  ///< a product that is not approved releases nothing
  Uuid place, province, organisation;
  std::string land_class, contamination;  ///< of land outside any hazard
};

struct Province {
  Uuid id;
  geo::GeometryPtr polygon;
};

/// Everything, in any order.
struct LandHistory {
  std::vector<Hazard> hazards;
  std::vector<AreaChange> changes;
  std::vector<Product> products;
  std::vector<Province> provinces;  ///< empty: places decide
};

}  // namespace tilth::release
