// SPDX-License-Identifier: Apache-2.0
#include "geo/to_wgs84.h"

#include "base/problem.h"

#include <proj.h>

#include <cmath>
#include <memory>

namespace tilth::geo {
namespace {

struct FreeContext {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct FreeTransformation {
  void operator()(PJ* transformation) const { proj_destroy(transformation); }
};

/// A context and what was made in it; the context goes last.
struct Transformation {
  std::unique_ptr<PJ_CONTEXT, FreeContext> context{proj_context_create()};
  std::unique_ptr<PJ, FreeTransformation> steps;
  PJ_DIRECTION direction = PJ_FWD;

  void apply(Geometry& geometry) const {
    for (Geometry& member : geometry.members) apply(member);
    if (geometry.x.empty()) return;
    proj_trans_generic(steps.get(), direction, geometry.x.data(), sizeof(double), geometry.x.size(), geometry.y.data(),
                       sizeof(double), geometry.y.size(), nullptr, 0, 0, nullptr, 0, 0);
    for (std::size_t i = 0; i < geometry.x.size(); ++i) {
      if (std::isfinite(geometry.x[i]) && std::isfinite(geometry.y[i])) continue;
      throw Problem{"geometry.unreadable",
                    {{"reason", "the coordinates lie where their coordinate system does not reach"},
                     {"place", "vertex " + std::to_string(i + 1)}}};
    }
  }
};

std::function<void(Geometry&)> turn(const std::string& crs, PJ_DIRECTION direction) {
  if (crs.empty() || crs == "EPSG:4326" || crs == "OGC:CRS84") return {};
  auto made = std::make_shared<Transformation>();
  made->direction = direction;
  PJ_CONTEXT* context = made->context.get();
  proj_context_set_enable_network(context, 0);
  proj_log_level(context, PJ_LOG_NONE);
  const std::unique_ptr<PJ, FreeTransformation> raw{proj_create_crs_to_crs(context, crs.c_str(), "OGC:CRS84", nullptr)};
  if (raw) made->steps.reset(proj_normalize_for_visualization(context, raw.get()));
  if (!made->steps) throw Problem{"geometry.unknown_crs", {{"crs", crs.substr(0, 200)}}};
  return [made](Geometry& geometry) { made->apply(geometry); };
}

}  // namespace

std::function<void(Geometry&)> to_wgs84(const std::string& crs) { return turn(crs, PJ_FWD); }
std::function<void(Geometry&)> from_wgs84(const std::string& crs) { return turn(crs, PJ_INV); }

}  // namespace tilth::geo
