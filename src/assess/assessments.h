// SPDX-License-Identifier: Apache-2.0
// Instruments, assessments and answers out of the store, as the caller may see them; as they are, or as they were
// known.
#pragma once

#include "assess/instrument.h"
#include "store/store.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tilth::assess {

struct Assessment {
  Uuid id, instrument, subject;
  std::string name;  ///< what people call it
  std::string kind;  ///< "self", "peer", "external"
  std::optional<Date> on;
  std::optional<int> target;  ///< of all areas, where an answer sets none
};

/// The latest first. @throws Problem "store.unknown_type" where the model has none or the caller may not see them
std::vector<Assessment> assessments_in(const store::Store& store, const store::Caller& caller,
                                       std::optional<std::int64_t> known_at = {});
/// By id; without levels one has those that its scale needs: 0 to 5 (domain 4.2).
std::map<Uuid, Instrument> instruments_in(const store::Store& store, const store::Caller& caller,
                                          std::optional<std::int64_t> known_at = {});
/// By assessment. @param of those alone; empty: all
std::map<Uuid, Answers> answers_in(const store::Store& store, const store::Caller& caller,
                                   const std::vector<Uuid>& of = {}, std::optional<std::int64_t> known_at = {});

/// One share of the self-reliance profile.
struct NationalShare {
  Uuid id;
  std::string aspect, source, unit;
  int year = 0;
  double national = 0, total = 0;
};
/// By year, then in the order of the aspects' code list.
std::vector<NationalShare> national_shares_in(const store::Store& store, const store::Caller& caller);

}  // namespace tilth::assess
