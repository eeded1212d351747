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
/// it, as long as both records are there, and between two types as long as the reference names what was accepted; a
/// pair that is not proposed any more and was not decided is "mended". Leaves what the linkage did in the setting
/// last_linkage().
void save_pairs(store::Store& store, const people::LinkageRule& rule, const people::Linkage& linkage);
std::string last_linkage(const people::LinkageRule& rule);
/// Counts, parameters and what was left out, as the setting keeps them and commands print them.
Json linkage_json(const people::LinkageRule& rule, const people::Linkage& linkage);

/// A finding's state says what people decided: open nothing yet, accepted one person, waived two people.
bool is_pair(const model::Model& model, const Finding& finding);
/// Whoever says that two records are of one person, or of two, says why. @throws Problem "link.reason_missing"
void require_pair_reason(const model::Model& model, const store::SavedFinding& saved, std::string_view state,
                         std::string_view reason);

/// Settles a finding. Of a pair between two types "accepted" also sets the reference, by an ordinary change of the
/// record under `by`, unless it names that record already; every other state takes that change back.
/// @throws Problem "link.reason_missing", "link.reference_set" when the reference names another record already,
/// "finding.unknown" when one of the records is gone, "store.stale" when the reference was changed since
void settle_pair(store::Store& store, const store::SavedFinding& saved, std::string_view state, std::string_view reason,
                 const store::Batch& by);

/// Records of two types of which the one should name the other, by a rule between two types.
struct ReferencesBehind {
  std::int64_t records = 0;                        ///< of the type, that the rule speaks of
  std::int64_t without = 0;                        ///< of them, whose reference is empty
  std::int64_t others = 0;                         ///< of the referred type, that the rule speaks of
  std::int64_t unreferred = 0;                     ///< of them, which no record of the rule names
  std::int64_t same = 0, different = 0, open = 0;  ///< pairs
};
/// Of all records, whoever asks: only who sees them all may be told.
ReferencesBehind references_behind(const store::Store& store, const people::LinkageRule& rule,
                                   const std::vector<store::SavedFinding>& findings);
Json to_json(const ReferencesBehind& behind);

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

/// The type's rule, and what it says: within the type, or for a reference of it.
/// @throws Problem "link.no_rule", "store.unknown_type", "check.bad_parameter"
people::LinkageRule linkage_rule_of(const model::Model& model, std::string_view type, std::string_view reference = "");

}  // namespace tilth::report
