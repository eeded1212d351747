// SPDX-License-Identifier: Apache-2.0
// The land of the made-up country year by year: what its treaty reports, its extension request and its plans state.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tilth::generate {

inline constexpr int kFirstYear = 2016, kLastYear = 2025;

/// What is open of one contamination at the end of a year, and what left in it. Square metres.
struct LandOfYear {
  double open = 0;
  std::int64_t open_areas = 0;
  double cancelled = 0, reduced = 0, cleared = 0;
  std::int64_t destroyed = 0;  ///< anti-personnel mines, or submunitions, also outside hazards
};

/// Adds up what the sites write, each area rounded to a hundredth of a square metre as the ledger does. Land with
/// anti-personnel mines and land with cluster munitions are kept, each apart; the rest is not, since no treaty asks for
/// it. Memory does not grow with the number of sites.
class MadeUpAccount {
 public:
  void found(std::string_view contamination, std::int32_t day, double m2);
  void grown(std::string_view contamination, std::int32_t day, double m2);  ///< less where it is negative
  void released(std::string_view contamination, std::string_view product, std::int32_t day, double m2);
  void closed(std::string_view contamination, std::int32_t day);  ///< one area fewer; its land went before
  /// `category` of devices; those that neither treaty speaks of are not counted.
  void destroyed(std::string_view category, std::int32_t day, std::int64_t quantity);

  /// @pre contamination is "ap_mine" or "cluster_munition", kFirstYear <= year <= kLastYear
  [[nodiscard]] LandOfYear of(std::string_view contamination, int year) const;

 private:
  struct Flows {
    std::int64_t in = 0, cancelled = 0, reduced = 0, cleared = 0;  // hundredths of m2
    std::int64_t areas = 0;                                        // found less closed
    std::int64_t destroyed = 0;
  };
  using Years = std::array<Flows, kLastYear - kFirstYear + 1>;
  Flows* flows(std::string_view contamination, std::int32_t day);

  Years mines_{}, clusters_{};
};

}  // namespace tilth::generate
