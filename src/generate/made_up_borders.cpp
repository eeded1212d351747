// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_borders.h"

#include <array>
#include <cmath>

namespace tilth::generate {
namespace {

/// The shell of the country as a line.
geo::Geometry border_of(const std::vector<MadeUpPlace>& places) {
  geo::Geometry line = places.front().area;
  line.kind = geo::Kind::line;
  return line;
}

}  // namespace

void write_border(RecordWriter& writer, const std::vector<MadeUpPlace>& places) {
  writer.begin("border_line", Uuid::named("kitara/border"))
      .set("name", "Border of Kitara (made up)")
      .set("neighbour", "BV")
      .set("line", border_of(places))
      .set("as_at", store::Value{Date{2014, 1, 1}})
      .set("disputed", "no")
      .set("data_source", "drawn by hand for the demonstration");
  writer.flush();
}

geo::LineDistance border_distance(const std::vector<MadeUpPlace>& places) {
  const std::array<geo::GeometryPtr, 1> outline{std::make_shared<const geo::Geometry>(border_of(places))};
  return geo::LineDistance{outline};
}

void write_border_distances(RecordWriter& writer, const geo::LineDistance& border) {
  for (Draft& draft : writer.drafts()) {
    if (draft.type().name != "hazard") continue;
    for (const char* field : {"perimeter", "benchmark", "reference_point"}) {
      if (draft.at(field).is_null()) continue;
      if (const auto nearest = border.nearest(draft.shape(field)))
        draft.set("border_distance", store::Value{std::round(nearest->metres)});
      break;
    }
  }
}

}  // namespace tilth::generate
