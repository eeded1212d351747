// SPDX-License-Identifier: Apache-2.0
// Records of people without names: when each is one among enough others (methods 3.9, microdata).
#pragma once

#include "people/disclosure.h"

#include <set>
#include <string>
#include <vector>

namespace tilth::people {

/// What records give away. A class is all records that are alike in what an outsider may know of a person beforehand
/// (sex, age band, place); what only the records tell (outcome) is sensitive.
struct Exposure {
  std::int64_t records = 0, classes = 0;
  std::int64_t k = 0;       ///< records of the smallest class; k-anonymity
  std::int64_t unique = 0;  ///< records that are alone in their class
  std::int64_t l = 0;       ///< fewest values that a sensitive property has in a class; 0 where none is sensitive
  double risk = 0;          ///< mean of 1 / records of the class: the share of records that a guess would name
};

/// The records counted by all their properties. A dimension without a total (a period) is the same for all.
Exposure exposure(const CountTable& records, const std::set<std::string>& sensitive);

struct RecordsPolicy {
  std::int64_t k = 10;              ///< fewest records of a class
  Hierarchy hierarchy;              ///< the larger places that places are merged into
  std::set<std::string> sensitive;  ///< dimensions that are never merged or left out
  std::int64_t l = 2;               ///< fewest values of each sensitive property in a class
  double risk = 0.03;               ///< at most; 3 % is what HDX shares (methods 3.9)
};

struct RecordsResult {
  CountTable records;    ///< by their properties; nothing in it when withheld
  PublishedTable table;  ///< the same with every total, all shown: what the next publication is audited with
  Exposure exposure;     ///< of what is left; of the whole when withheld
  std::vector<RollUp> rolled_up;
  bool withheld = false;
};

/// Merges and leaves out properties until no class is too small, too alike or too easily guessed, and until the records
/// tell nothing that an earlier table kept back. Withholds everything where that needs all of them (fails closed).
/// @throws std::invalid_argument when k < 2, l < 1 or risk is not above 0
RecordsResult pass_records(const CountTable& records, const RecordsPolicy& policy,
                           const std::vector<PublishedTable>& earlier = {});

}  // namespace tilth::people
