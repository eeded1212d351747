// SPDX-License-Identifier: Apache-2.0
// What the made-up country meant to release in which year.
#include "generate/made_up_plan.h"

#include "generate/made_up_treaties.h"

#include <fmt/format.h>

namespace tilth::generate {
namespace {

using store::Value;

constexpr double kMinesPerSite = 3'000, kClustersPerSite = 1'200;  // square metres a year
constexpr std::uint64_t kSmall = 100;                              // sites of a country that plans mines alone

void line(RecordWriter& writer, const char* plan, int year, const char* contamination, double area, bool in_force) {
  writer.begin("release_target", Uuid::named(fmt::format("kitara/plan/{}/{}/{}", plan, year, contamination)))
      .set("plan", plan)
      .set("in_year", Value{Date{static_cast<std::int16_t>(year), 0, 0}})
      .set("area", Value{area})
      .set("contamination", contamination)
      .set("in_force", Value{in_force});
}

}  // namespace

void write_plans(RecordWriter& writer, const MadeUpAccount& account, std::uint64_t sites) {
  const auto size = static_cast<double>(sites);
  for (int year = 2021; year <= 2023; ++year)
    line(writer, "Work plan 2021-2025 (made up)", year, "ap_mine", 2 * kMinesPerSite * size, false);
  for (int year = kFirstPlanned; year <= kLastPlanned; ++year) {
    constexpr const char* kExtension = "Extension request 2024-2030 (made up)";
    line(writer, kExtension, year, "ap_mine", static_cast<double>(planned_release(account, year)), true);
    if (sites >= kSmall) line(writer, kExtension, year, "cluster_munition", kClustersPerSite * size, true);
  }
  writer.flush();
}

}  // namespace tilth::generate
