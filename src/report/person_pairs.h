// SPDX-License-Identifier: Apache-2.0
// Pairs of records that may be of one person, kept as findings: proposed by linkage, decided by people, never merged.
#pragma once

#include "people/record_linkage.h"
#include "store/store.h"

#include <string>
#include <vector>

namespace tilth::report {

/// Its message and values have weights and how far each field agrees, and nothing of what stands in the fields.
Finding pair_finding(const people::LinkageRule& rule, const people::ProposedPair& pair);

/// Keeps the pairs as findings of the rule. What people said of a pair stays though a later linkage does not propose
/// it, as long as both records are there; a pair that is not proposed any more and was not decided is "mended". Leaves
/// what the linkage did in the setting kLastLinkage + type.
void save_pairs(store::Store& store, const people::LinkageRule& rule, const people::Linkage& linkage);
inline constexpr const char* kLastLinkage = "linkage/last/";
/// Counts, parameters and what was left out, as the setting keeps them and commands print them.
Json linkage_json(const people::LinkageRule& rule, const people::Linkage& linkage);

/// A finding's state says what people decided: open nothing yet, accepted one person, waived two people.
bool is_pair(const model::Model& model, const Finding& finding);
/// Whoever says that two records are of one person, or of two, says why. @throws Problem "link.reason_missing"
void require_pair_reason(const model::Model& model, const store::SavedFinding& saved, std::string_view state,
                         std::string_view reason);

/// How many people the records of a type are, as far as pairs were proposed and decided.
struct PeopleBehind {
  std::int64_t records = 0;
  std::int64_t same = 0, different = 0, open = 0;  ///< pairs
  std::int64_t most = 0;                           ///< people, if no open pair is one person
  std::int64_t fewest = 0;                         ///< if all of them are
  people::SamePeople decided;
};
PeopleBehind people_behind(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                           const std::vector<store::SavedFinding>& findings);

Json to_json(const PeopleBehind& behind);

/// What was exchanged with partners (people/code_exchange.h), the oldest first: at, by, what, partner, type, records,
/// project.
Json exchanges(const store::Store& store);
void remember_exchange(store::Store& store, Json exchange);

/// The type's rule, and what it says. @throws Problem "link.no_rule", "store.unknown_type", "check.bad_parameter"
people::LinkageRule linkage_rule_of(const model::Model& model, std::string_view type);

}  // namespace tilth::report
