// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_account.h"

#include "base/date.h"

#include <algorithm>
#include <cmath>

namespace tilth::generate {
namespace {

constexpr double kHundredths = 100;  // of a square metre

std::int64_t hundredths(double m2) { return std::llround(m2 * kHundredths); }
double square_metres(std::int64_t hundredths) { return static_cast<double>(hundredths) / kHundredths; }

}  // namespace

MadeUpAccount::Flows* MadeUpAccount::flows(std::string_view contamination, std::int32_t day) {
  const int year = std::clamp<int>(Date::from_days(day).year, kFirstYear, kLastYear);
  const auto at = static_cast<std::size_t>(year - kFirstYear);
  if (contamination == "ap_mine") return &mines_[at];
  if (contamination == "cluster_munition") return &clusters_[at];
  return nullptr;
}

void MadeUpAccount::found(std::string_view contamination, std::int32_t day, double m2) {
  Flows* of = flows(contamination, day);
  if (of == nullptr) return;
  of->in += hundredths(m2);
  ++of->areas;
}

void MadeUpAccount::grown(std::string_view contamination, std::int32_t day, double m2) {
  if (Flows* of = flows(contamination, day)) of->in += hundredths(m2);
}

void MadeUpAccount::released(std::string_view contamination, std::string_view product, std::int32_t day, double m2) {
  Flows* of = flows(contamination, day);
  if (of == nullptr) return;
  std::int64_t& out = product == "cancelled" ? of->cancelled : product == "reduced" ? of->reduced : of->cleared;
  out += hundredths(m2);
}

void MadeUpAccount::closed(std::string_view contamination, std::int32_t day) {
  if (Flows* of = flows(contamination, day)) --of->areas;
}

void MadeUpAccount::destroyed(std::string_view category, std::int32_t day, std::int64_t quantity) {
  const bool mine = category.substr(0, 3) == "ap_";
  if (!mine && category != "submunition") return;
  flows(mine ? "ap_mine" : "cluster_munition", day)->destroyed += quantity;
}

LandOfYear MadeUpAccount::of(std::string_view contamination, int year) const {
  const Years& years = contamination == "ap_mine" ? mines_ : clusters_;
  const Flows& own = years.at(static_cast<std::size_t>(year - kFirstYear));
  LandOfYear land{.cancelled = square_metres(own.cancelled),
                  .reduced = square_metres(own.reduced),
                  .cleared = square_metres(own.cleared),
                  .destroyed = own.destroyed};
  std::int64_t open = 0;
  for (int y = kFirstYear; y <= year; ++y) {
    const Flows& one = years.at(static_cast<std::size_t>(y - kFirstYear));
    open += one.in - one.cancelled - one.reduced - one.cleared;
    land.open_areas += one.areas;
  }
  land.open = square_metres(open);
  return land;
}

}  // namespace tilth::generate
