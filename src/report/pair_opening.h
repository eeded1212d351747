// SPDX-License-Identifier: Apache-2.0
// Two records that may be of one person, of which each side may read one (methods 3.4): a side learns that there is a
// possible duplicate of its own record and no more, until an authorised person of the other side opens the compared
// fields to both. Every act is an entry of the log; the log is all that is kept.
#pragma once

#include "people/record_linkage.h"
#include "store/store.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tilth::report {

enum class OpeningState : std::uint8_t { asked, open, refused, ended };
std::string_view text_of(OpeningState state);

inline constexpr int kOpeningDays = 7, kMostOpeningDays = 30;

/// One entry of the log. `what`: "asked", "agreed", "refused", "looked", "ended".
struct OpeningAct {
  Instant at;
  std::string what, by, reason;
};

struct PairOpening {
  Uuid id;           ///< drawn at random: it says nothing of either record
  Uuid pair;         ///< the finding
  std::string type;  ///< record type of both
  Uuid record;       ///< of who asked
  Uuid other;        ///< of who decides
  OpeningState state = OpeningState::asked;
  int days = kOpeningDays;
  std::optional<Instant> until;  ///< once agreed
  std::string asked_by, decided_by;
  /// What each side says it is, where people say to whom their names may be given (model::Field::consent); else "".
  std::string asking_group, deciding_group;
  bool end_is_logged = false;
  std::vector<OpeningAct> acts;  ///< oldest first
};

/// All that were ever asked for, oldest first, as they stand at `now`.
std::vector<PairOpening> pair_openings(const store::Store& store, Instant now);
/// Writes the end of those whose time is over into the log, at the moment when it was over.
void log_ends(store::Store& store, Instant now);

/// Records of the rule's type that the caller may read, each with how many open pairs it stands in whose other record
/// the caller may not read. None for a caller who may not read every field that the rule reads.
struct PossibleDuplicates {
  Uuid record;
  std::int64_t count = 0;
};
std::vector<PossibleDuplicates> possible_duplicates(const store::Store& store, const store::Caller& caller,
                                                    const people::LinkageRule& rule,
                                                    const std::vector<store::SavedFinding>& findings);

/// Codes of which `asking_group` and `deciding_group` must be one; empty where the rule's people say nothing of it.
std::vector<std::string> consent_groups(const model::Model& model, const people::LinkageRule& rule);

/// What somebody says who asks or agrees.
struct OpeningWord {
  int days = kOpeningDays;  ///< who agrees may give fewer than were asked for
  std::string group;
};

/// Asks that each hidden possible duplicate of the caller's record be opened; one opening each, and none anew where the
/// same account has one that waits or is open. `by` is the account and its reason, here and below.
/// @throws Problem "link.hidden_names", "store.unknown_record", "opening.reason_missing", "opening.group_missing",
/// "opening.nothing_hidden"
std::vector<PairOpening> ask_to_open(store::Store& store, const store::Caller& caller, const people::LinkageRule& rule,
                                     const Uuid& record, const OpeningWord& word, const store::Batch& by, Instant now);

/// How an opening concerns an account.
enum class OpeningSide : std::uint8_t {
  none,     ///< it is not told that there is one
  asking,   ///< asked, and may still read the own record
  deciding  ///< may read the other record; of these, the one who agreed sees what was opened
};
OpeningSide side_of(const store::Store& store, const store::Caller& caller, std::string_view account,
                    const PairOpening& opening);
/// The record of that side, which it may read anyway. @throws std::logic_error for OpeningSide::none
const Uuid& own_record(const PairOpening& opening, OpeningSide side);

/// The second person's word. @throws Problem "opening.unknown", "opening.not_waiting", "opening.reason_missing",
/// "opening.group_missing", "opening.gone" when the pair is no question any more
void decide_opening(store::Store& store, const store::Caller& caller, const Uuid& id, bool agree,
                    const OpeningWord& word, const store::Batch& by, Instant now);
/// Either of the two people, or who may read both records, may while it waits or stands.
bool may_end(const store::Store& store, const store::Caller& caller, std::string_view account,
             const PairOpening& opening, OpeningSide side);
/// Takes the request back, or ends what stands.
/// @throws Problem "opening.unknown", "opening.over"
void end_opening(store::Store& store, const store::Caller& caller, const Uuid& id, const store::Batch& by, Instant now);

/// The compared fields of both records; those of the rule, in its order.
struct OpenedField {
  int field = -1;  ///< index in the type
  store::Value own, other;
  bool withheld = false;  ///< the person of the other record does not let it be given to the caller's group
};
struct OpenedPair {
  PairOpening opening;
  OpeningSide side = OpeningSide::none;
  std::vector<OpenedField> fields;
  std::optional<store::SavedFinding> pair;  ///< absent while a field is withheld: its weights would speak of it
  std::string decision;                     ///< the state of the pair's finding
};
/// Each look is an entry of the log. Nothing but the compared fields of the other record leaves the store.
/// @throws Problem "opening.unknown", "opening.not_open", "opening.gone"
OpenedPair look_into(store::Store& store, const store::Caller& caller, const Uuid& id, const store::Batch& by,
                     Instant now);
/// Decides the pair as settle_finding does, by one of the two to whom it is open. @throws Problem as look_into, and
/// "link.reason_missing"
void settle_opened(store::Store& store, const store::Caller& caller, const Uuid& id, std::string_view state,
                   std::string_view reason, const store::Batch& by, Instant now);

}  // namespace tilth::report
