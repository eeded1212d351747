// SPDX-License-Identifier: Apache-2.0
// Facts of a coordinate system, read from PROJ's copy of the register.
#include "geo/coordinate_system.h"

#include "base/problem.h"

#include <proj.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <string_view>

namespace tilth::geo {
namespace {

struct FreeContext {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct FreeObject {
  void operator()(PJ* object) const { proj_destroy(object); }
};

}  // namespace

CoordinateSystem coordinate_system(const std::string& crs) {
  const std::unique_ptr<PJ_CONTEXT, FreeContext> context{proj_context_create()};
  proj_context_set_enable_network(context.get(), 0);
  proj_log_level(context.get(), PJ_LOG_NONE);
  const std::unique_ptr<PJ, FreeObject> system{proj_create(context.get(), crs.c_str())};
  const std::unique_ptr<PJ, FreeObject> axes{system ? proj_crs_get_coordinate_system(context.get(), system.get())
                                                    : nullptr};
  if (!axes || proj_cs_get_axis_count(context.get(), axes.get()) != 2)
    throw Problem{"geometry.unknown_crs", {{"crs", crs.substr(0, 200)}}};
  CoordinateSystem facts;
  facts.name = proj_get_name(system.get());
  facts.geographic = proj_get_type(system.get()) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
  const auto direction = [&](int axis) {
    const char* found = nullptr;
    proj_cs_get_axis_info(context.get(), axes.get(), axis, nullptr, nullptr, &found, nullptr, nullptr, nullptr,
                          nullptr);
    return std::string_view{found == nullptr ? "" : found};
  };
  double radians = 0;
  proj_cs_get_axis_info(context.get(), axes.get(), 0, nullptr, nullptr, nullptr, &radians, nullptr, nullptr, nullptr);
  facts.in_degrees = facts.geographic && std::abs(radians - std::numbers::pi / 180) < 1e-12;
  facts.east_first = direction(0) == "east";
  facts.east_and_north =
      (facts.east_first && direction(1) == "north") || (direction(0) == "north" && direction(1) == "east");
  double west = -180, south = -90, east = 180, north = 90;
  if (proj_get_area_of_use(context.get(), system.get(), &west, &south, &east, &north, nullptr) != 0 && west >= -180)
    facts.area = {west, south, east, north};
  else
    facts.area = {-180, -90, 180, 90};
  return facts;
}

std::optional<double> datum_accuracy_m(const std::string& crs, double x, double y) {
  const std::unique_ptr<PJ_CONTEXT, FreeContext> context{proj_context_create()};
  proj_context_set_enable_network(context.get(), 0);
  proj_log_level(context.get(), PJ_LOG_NONE);
  const std::unique_ptr<PJ, FreeObject> from{proj_create(context.get(), crs.c_str())};
  const std::unique_ptr<PJ, FreeObject> to{proj_create(context.get(), "OGC:CRS84")};
  if (!from || !to) throw Problem{"geometry.unknown_crs", {{"crs", crs.substr(0, 200)}}};
  const char* const options[] = {"ALLOW_BALLPARK=NO", nullptr};
  const std::unique_ptr<PJ, FreeObject> raw{
      proj_create_crs_to_crs_from_pj(context.get(), from.get(), to.get(), nullptr, options)};
  const std::unique_ptr<PJ, FreeObject> steps{raw ? proj_normalize_for_visualization(context.get(), raw.get())
                                                  : nullptr};
  if (!steps) return std::nullopt;
  const PJ_COORD turned = proj_trans(steps.get(), PJ_FWD, proj_coord(x, y, 0, 0));
  const std::unique_ptr<PJ, FreeObject> used{proj_trans_get_last_used_operation(steps.get())};
  if (!used || !std::isfinite(turned.xy.x)) return std::nullopt;
  return std::max(0.0, proj_coordoperation_get_accuracy(context.get(), used.get()));
}

}  // namespace tilth::geo
