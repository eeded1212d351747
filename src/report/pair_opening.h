// SPDX-License-Identifier: Apache-2.0
// Two records that may be of one person, of which each side may read one (methods 3.4): a side learns that there is a
// possible duplicate of its own record and no more, until an authorised person of the other side opens the compared
// fields to both. Every act is an entry of the log; the log is all that is kept.
#pragma once

#include "people/record_linkage.h"
#include "store/store.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::report {

enum class OpeningState : std::uint8_t { asked, open, refused, ended };
std::string_view text_of(OpeningState state);

enum class OpeningDeed : std::uint8_t { asked, agreed, refused, looked, ended };
std::string_view text_of(OpeningDeed deed);

/// Why an opening ended: somebody ended it, or by itself.
enum class OpeningEnd : std::uint8_t {
  person,
  time,        ///< its days were over
  unanswered,  ///< nobody agreed or refused within kWaitingDays
  rights       ///< one of its people may no longer read what it was given on
};
std::string_view text_of(OpeningEnd end);

inline constexpr int kOpeningDays = 7, kMostOpeningDays = 30;
/// A request that nobody answered: who asked may be elsewhere by then, and the reason is an old one.
inline constexpr int kWaitingDays = 30;

/// One entry of the log.
struct OpeningAct {
  Instant at;
  OpeningDeed deed = OpeningDeed::asked;
  std::string by, reason;
  std::string group;  ///< as PairOpening::asking_group, of who asked or agreed
  OpeningEnd end = OpeningEnd::person;
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
  std::vector<OpeningAct> acts;  ///< oldest first

  /// Waits for an answer, or is open.
  [[nodiscard]] bool stands() const { return state == OpeningState::asked || state == OpeningState::open; }
  /// When it ends by itself, while it stands.
  [[nodiscard]] std::optional<Instant> lapses() const;
};

/// All that were ever asked for, oldest first, as they stand at `now`.
std::vector<PairOpening> pair_openings(const store::Store& store, Instant now);

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

/// How an opening concerns an account.
enum class OpeningSide : std::uint8_t {
  none,     ///< it is not told that there is one
  asking,   ///< asked, and may still read the own record
  deciding  ///< may read the other record; of these, the one who agreed sees what was opened
};

/// The compared fields of both records; those of the rule, in its order.
struct OpenedField {
  int field = -1;  ///< index in the type
  store::Value own, other;
  bool withheld = false;  ///< the person of the other record does not let it be given to the caller's group
};
struct OpenedPair {
  std::vector<OpenedField> fields;
  std::optional<store::SavedFinding> pair;  ///< absent while a field is withheld: its weights would speak of it
  std::string decision;                     ///< the state of the pair's finding
};

/// The openings as they concern one account: read from the log once, and acted on. Every act is written to the log and
/// stands here as well, so no other book of the same store may act meanwhile.
///
/// An opening stands no longer than the rights that it was given on: the account that asked, and the one that agreed,
/// must be there, not be disabled, and may read their own record and the compared fields. What has ended by itself is
/// written into the log when it is met: by time as of the moment when it was over.
class OpeningBook {
 public:
  /// The caller's name is its account's.
  OpeningBook(store::Store& store, const store::Caller& caller, Instant now);
  ~OpeningBook();
  OpeningBook(const OpeningBook&) = delete;
  OpeningBook& operator=(const OpeningBook&) = delete;

  /// Whether an entry of the log (store::LoggedAct::pair_opening) is of an opening that concerns the caller.
  static bool concerns(const store::Store& store, const store::Caller& caller, const Json& entry);

  struct Concerned {
    const PairOpening* opening = nullptr;  ///< as long as the book, and until its next act
    OpeningSide side = OpeningSide::none;
    [[nodiscard]] const Uuid& own_record() const {
      return side == OpeningSide::asking ? opening->record : opening->other;
    }
  };
  /// The newest first.
  std::vector<Concerned> concerning();
  /// @throws Problem "opening.unknown" where it is not told that there is one
  Concerned one(const Uuid& id);
  /// All, whomever they concern.
  [[nodiscard]] const std::vector<PairOpening>& all() const { return all_; }

  /// Asks that each hidden possible duplicate of the caller's record be opened; one opening each, and none anew where
  /// the same account has one that stands. `by` is the account and its reason, here and below.
  /// @returns those that were made
  /// @throws Problem "link.hidden_names", "store.unknown_record", "opening.reason_missing", "opening.group_missing",
  /// "opening.nothing_hidden"
  std::vector<Concerned> ask(const people::LinkageRule& rule, const Uuid& record, const OpeningWord& word,
                             const store::Batch& by);
  /// The second person's word. @throws Problem "opening.unknown", "opening.same_account", "opening.not_waiting",
  /// "opening.reason_missing", "opening.group_missing", "opening.gone" when the pair is no question any more
  void decide(const Uuid& id, bool agree, const OpeningWord& word, const store::Batch& by);
  /// Either of the two people, or who may read both records, may while it stands.
  [[nodiscard]] bool may_end(const Concerned& one) const;
  /// Takes the request back, or ends what stands. @throws Problem "opening.unknown", "opening.over",
  /// "opening.not_open" where it is another's
  void end(const Uuid& id, const store::Batch& by);
  /// Each look is an entry of the log. Nothing but the compared fields of the other record leaves the store.
  /// @throws Problem "opening.unknown", "opening.not_open", "opening.gone" when a record is gone, or the pair is not
  /// found any more or was decided by somebody else
  OpenedPair look(const Uuid& id, const store::Batch& by);
  /// Decides the pair as settle_pair does, by one of the two to whom it is open. @throws Problem as look, and
  /// "link.reason_missing"
  void settle(const Uuid& id, std::string_view state, std::string_view reason, const store::Batch& by);

 private:
  class Sight;
  PairOpening& opening_of(const Uuid& id);
  PairOpening& opened_to(const Uuid& id);
  [[nodiscard]] store::SavedFinding open_question(const PairOpening& opening) const;
  void end_without_rights(PairOpening& opening);
  bool may_still(const std::string& account, const PairOpening& opening, const Uuid& record);
  void write(PairOpening& opening, OpeningDeed deed, store::Batch by, Json more = Json::object());

  store::Store& store_;
  const store::Caller& caller_;
  Instant now_;
  std::vector<PairOpening> all_;
  std::map<std::string, std::unique_ptr<Sight>> sights_;  ///< by account; null: there is none that is enabled
  std::unique_ptr<Sight> own_;
};

}  // namespace tilth::report
