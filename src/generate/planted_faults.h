// SPDX-License-Identifier: Apache-2.0
// Dirt of every kind, planted into the records of one site before they are written.
#pragma once

#include "generate/generate.h"
#include "generate/made_up_country.h"
#include "generate/made_up_land.h"
#include "generate/record_writer.h"

#include <functional>
#include <span>

namespace tilth::generate {

/// What a site must have for a fault to find its place.
enum class Needs : std::uint8_t {
  nothing,
  open_land,  ///< the hazard stays open
  cancelled,  ///< the first step cancels
  reduced,
  cleared,   ///< the first step clears
  whole,     ///< all is released and handed over
  accident,  ///< the hazard stays open and had an accident
  quality,   ///< a visit with a non-conformity
  spot_task,
  session,
  event,
  earlier_site,  ///< another site was written before
};

/// The records of a site, and what a fault may need beside them.
struct SiteDrafts {
  RecordWriter& writer;
  const MadeUpLand& land;
  const MadeUpPlace& place;
  const MadeUpPlace& other_place;
  Uuid unaccredited;         ///< organisation
  Uuid authority;            ///< organisation
  std::uint64_t number = 0;  ///< of the site
  std::function<Uuid()> id;  ///< a new one of this site
  Uuid other;                ///< set by a fault that is about two records: the one that does not carry it

  /// The first draft of a type, or of those where a field has that text. Null when there is none.
  Draft* first(std::string_view type, std::string_view field = {}, std::string_view text = {});
  Draft& hazard() { return *first("hazard"); }
  Draft* product() { return first("land_release_product"); }
  /// A copy under a new id, begun; references to other drafts do not hold after this.
  Draft& again(const Draft& draft);
};

struct FaultKind {
  std::string_view kind, rule, what;
  Needs needs;
  /// Plants it. Returns the record that carries it; nil when the site has no place for it.
  Uuid (*plant)(SiteDrafts& site);
};

/// Every kind, by name.
std::span<const FaultKind> planted_kinds();

/// The fault of the country: its draft report under the treaty states more land than there is. One in a country,
/// whatever the share.
inline constexpr FaultDescription kStatedArea{"stated_area", "form_entry.area_differs",
                                              "Form C states five hectares too many"};

}  // namespace tilth::generate
