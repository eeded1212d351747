// SPDX-License-Identifier: Apache-2.0
// The land-release ledger: every square metre of hazard land, from the day it was known to the day it was released.
#pragma once

#include "base/finding.h"
#include "base/progress.h"
#include "release/account.h"
#include "release/land_history.h"

#include <limits>
#include <unordered_map>

namespace tilth::release {

inline constexpr std::int32_t kAlways = std::numeric_limits<std::int32_t>::min();   ///< land that nobody dated
inline constexpr std::int32_t kSomeDay = std::numeric_limits<std::int32_t>::max();  ///< a release that nobody dated

/// One line of the account. An act whose figure has two bases, or lies in two provinces, makes a line for each.
struct Entry {
  Uuid hazard;  ///< nil: land outside any recorded hazard
  Uuid source;  ///< the product, change or hazard that makes the entry
  Uuid place, province, organisation;
  SquareMetres area;           ///< >= 0, but for `corrected`
  Date on;                     ///< as it is known; year 0 when undated
  std::int32_t day = kAlways;  ///< when it counts: land from the first day its date may be, releases from the last
  EntryKind kind = EntryKind::created;
  Basis basis = Basis::geometric;
  std::uint16_t land_class = 0, contamination = 0, reason = 0;  ///< Ledger::name()

  /// The year it counts in; nothing when undated.
  [[nodiscard]] std::optional<int> year() const;
};

struct LedgerOptions {
  /// A figure that differs from the measured one by more than this share is a finding (domain 1.7, G13).
  double reported_tolerance = 0.05;
  /// A product that lies outside its hazard, or over an earlier product, by more than this share of itself is a finding
  /// (G12).
  double outside_tolerance = 0.01;
  unsigned threads = 2;
};

/// What is left when this share of a hazard is released, or this much, is rounding and goes to the last release.
inline constexpr double kZeroShare = 1e-6;
inline constexpr double kZeroMetres = 0.05;

/// Closes for every hazard, place and the country at every date:
///   created + extended + transferred in + corrected = cancelled + reduced + cleared + transferred out + remaining.
///
/// A metre that is released twice belongs to the earliest approved product, then to the lower id. Land outside its
/// hazard, land released again and more than there was left are entries beside the account: they never reduce what
/// remains. Danger wins: products and changes that are not approved count nothing, hazard land counts from the first
/// day its date may be, a release from the last; land that becomes hazardous after it was released is open again.
class Ledger {
 public:
  /// @throws Problem "job.cancelled"
  static Ledger of(const LandHistory& history, const LedgerOptions& options, Progress& progress);

  /// By day, hazard, kind, source.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  /// Rules are the names of the checks: "double_release", "product_outside_hazard", "remaining_negative",
  /// "closed_with_remaining", "area_mismatch", "release_before_hazard", "release_without_hazard",
  /// "release_without_area", "release_without_date", "hazard_without_area", "transfer_without_target". Severities are
  /// the model's business.
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }
  [[nodiscard]] const std::string& name(std::uint16_t number) const { return names_[number]; }
  /// What the hazard's own state says is open at the end; the entries add up to the same.
  [[nodiscard]] SquareMetres open(const Uuid& hazard) const;
  /// Whether any hazard land is recorded, up to that day. Without it nobody knows what is left, which is not that
  /// nothing is: before the first record, without a record, and where nobody recorded how large the hazards are.
  [[nodiscard]] bool knows_land(const std::optional<Date>& as_at = {}) const;

 private:
  std::vector<Entry> entries_;
  std::vector<Finding> findings_;
  std::vector<std::string> names_;
  std::unordered_map<Uuid, SquareMetres> open_;
};

}  // namespace tilth::release
