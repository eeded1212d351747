// SPDX-License-Identifier: Apache-2.0
#include "report/pair_opening.h"

#include "base/blank.h"
#include "base/problem.h"
#include "report/person_pairs.h"
#include "store/rights.h"

#include <algorithm>
#include <array>
#include <set>

namespace tilth::report {
namespace {

using store::Caller;
using store::Store;

/// All entries stand under one name in the log, so that one question tells them in their order.
const Uuid& log_of_openings() {
  static const Uuid name = Uuid::named("openings of pairs of people");
  return name;
}

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::array<std::string_view, 4> kStates{"asked", "open", "refused", "ended"};
constexpr std::array<std::string_view, 5> kDeeds{"asked", "agreed", "refused", "looked", "ended"};
constexpr std::array<std::string_view, 4> kEnds{"person", "time", "unanswered", "rights"};
/// Reasons of entries that nobody wrote.
constexpr std::array<std::string_view, 4> kEndReasons{"", "its time was over", "nobody answered in time",
                                                      "one of its people may no longer read the own record"};

template <typename Kind, std::size_t size>
Kind kind_in(const std::array<std::string_view, size>& names, std::string_view text, Kind otherwise) {
  const auto at = std::find(names.begin(), names.end(), text);
  return at == names.end() ? otherwise : static_cast<Kind>(at - names.begin());
}

std::string text_in(const Json& entry, const char* name) { return entry.value(name, std::string{}); }
Uuid id_in(const Json& entry, const char* name) { return Uuid::parse(text_in(entry, name)).value_or(Uuid{}); }

Instant days_after(Instant start, int days) { return {start.unix_ms + days * kDayMs, 0}; }

/// What every entry says of its opening.
void read_subject(PairOpening& opening, const Json& entry) {
  opening.pair = id_in(entry, "pair");
  opening.type = text_in(entry, "type");
  opening.record = id_in(entry, "record");
  opening.other = id_in(entry, "other");
}

void add(PairOpening& opening, const Json& entry, OpeningAct act) {
  switch (act.deed) {
    case OpeningDeed::asked:
      read_subject(opening, entry);
      opening.days = entry.value("days", kOpeningDays);
      opening.asked_by = act.by;
      opening.asking_group = act.group;
      break;
    case OpeningDeed::agreed:
    case OpeningDeed::refused:
      opening.decided_by = act.by;
      opening.deciding_group = act.group;
      opening.state = act.deed == OpeningDeed::agreed ? OpeningState::open : OpeningState::refused;
      if (act.deed == OpeningDeed::agreed) opening.until = Instant::parse(text_in(entry, "until"));
      break;
    case OpeningDeed::looked:
      break;
    case OpeningDeed::ended:
      opening.state = OpeningState::ended;
      break;
  }
  opening.acts.push_back(std::move(act));
}

OpeningAct act_of(const Json& entry, const store::Batch& by, Instant at) {
  return {.at = at,
          .deed = kind_in(kDeeds, text_in(entry, "what"), OpeningDeed::looked),
          .by = by.author,
          .reason = by.reason,
          .group = text_in(entry, "group"),
          .end = kind_in(kEnds, text_in(entry, "end"), OpeningEnd::person)};
}

/// As the log has them: what time ended and nobody wrote down stands yet.
std::vector<PairOpening> logged(const Store& store) {
  std::vector<PairOpening> all;
  std::map<Uuid, std::size_t> known;
  for (const store::Operation& operation : store.history({}, log_of_openings())) {
    const auto [at, is_new] = known.try_emplace(id_in(operation.after, "opening"), all.size());
    if (is_new) all.emplace_back().id = at->first;
    add(all[at->second], operation.after,
        act_of(operation.after, operation.context, operation.context.at.value_or(Instant{})));
  }
  return all;
}

bool is_over(const PairOpening& opening, Instant now) {
  const auto lapses = opening.lapses();
  return opening.stands() && (!lapses || *lapses <= now);
}

bool is_there(const Store& store, const Caller& caller, const std::string& type, const Uuid& record) {
  const auto found = store.find(caller, type, record);
  return found && !found->removed;
}

void require_there(const Store& store, const PairOpening& opening) {
  if (!is_there(store, {}, opening.type, opening.record) || !is_there(store, {}, opening.type, opening.other))
    throw Problem{"opening.gone", {{"opening", opening.id.text()}}};
}

void require_reason(std::string_view reason) {
  if (is_blank(reason)) throw Problem{"opening.reason_missing"};
}

void require_group(const Store& store, const people::LinkageRule& rule, const std::string& group) {
  const std::vector<std::string> known = consent_groups(*store.model(), rule);
  if (!known.empty() && std::find(known.begin(), known.end(), group) == known.end())
    throw Problem{"opening.group_missing", {{"type", rule.type->name}}};
}

std::optional<store::SavedFinding> finding_of(const Store& store, const Uuid& id) {
  for (store::SavedFinding& saved : store.findings())
    if (saved.id == id) return std::move(saved);
  return std::nullopt;
}

/// Of these records, those that are there and that the caller may read. A few are asked for one by one; of more a pass
/// over the type is cheaper.
std::set<Uuid> seen_of(const Store& store, const Caller& caller, const model::RecordType& type,
                       const std::set<Uuid>& records) {
  constexpr std::size_t kOneByOne = 50;
  std::set<Uuid> seen;
  if (records.size() <= kOneByOne) {
    for (const Uuid& record : records)
      if (is_there(store, caller, type.name, record)) seen.insert(record);
    return seen;
  }
  store.each(caller, {.type = type.name, .fields = {type.fields.front().name}}, [&](const store::Record& record) {
    if (records.contains(record.id)) seen.insert(record.id);
    return true;
  });
  return seen;
}

struct HalfSeen {
  Uuid pair, own, other;
};

/// Open pairs of the rule of which the caller may read exactly one record. Pairs of removed records are none.
std::vector<HalfSeen> half_seen(const Store& store, const Caller& caller, const people::LinkageRule& rule,
                                const std::vector<store::SavedFinding>& findings, std::optional<Uuid> of_record = {}) {
  if (!people::may_link(caller, *store.model(), *rule.type, *rule.rule) || store::sees_all_rows(caller, *rule.type))
    return {};
  std::vector<const store::SavedFinding*> pairs;
  std::set<Uuid> records;
  for (const store::SavedFinding& saved : findings) {
    const std::vector<Uuid>& of = saved.finding.records;
    if (saved.finding.rule != rule.rule->id || saved.state != "open" || of.size() != 2) continue;
    if (of_record && of[0] != *of_record && of[1] != *of_record) continue;
    pairs.push_back(&saved);
    records.insert(of.begin(), of.end());
  }
  const std::set<Uuid> seen = seen_of(store, caller, *rule.type, records);
  std::erase_if(records, [&](const Uuid& record) { return seen.contains(record); });
  const std::set<Uuid> hidden = seen_of(store, {}, *rule.type, records);
  std::vector<HalfSeen> found;
  for (const store::SavedFinding* saved : pairs)
    for (const auto& [own, other] : {std::pair{0, 1}, std::pair{1, 0}})
      if (const auto& of = saved->finding.records;
          seen.contains(of[static_cast<std::size_t>(own)]) && hidden.contains(of[static_cast<std::size_t>(other)]))
        found.push_back({saved->id, of[static_cast<std::size_t>(own)], of[static_cast<std::size_t>(other)]});
  return found;
}

/// Whether the person of a record lets a field with consent be given to the group.
bool lets(const people::LinkageRule& rule, const store::Record& record, const std::string& group) {
  if (rule.consent < 0) return true;
  const auto* groups =
      std::get_if<std::shared_ptr<const cql2::Array>>(&record.values.at(static_cast<std::size_t>(rule.consent)).base());
  return groups != nullptr && std::any_of((*groups)->begin(), (*groups)->end(), [&](const store::Value& one) {
           const auto* text = std::get_if<std::string>(&one.base());
           return text != nullptr && *text == group;
         });
}

}  // namespace

std::string_view text_of(OpeningState state) { return kStates.at(static_cast<std::size_t>(state)); }
std::string_view text_of(OpeningDeed deed) { return kDeeds.at(static_cast<std::size_t>(deed)); }
std::string_view text_of(OpeningEnd end) { return kEnds.at(static_cast<std::size_t>(end)); }

std::optional<Instant> PairOpening::lapses() const {
  if (state == OpeningState::asked && !acts.empty()) return days_after(acts.front().at, kWaitingDays);
  return state == OpeningState::open ? until : std::nullopt;
}

std::vector<PairOpening> pair_openings(const Store& store, Instant now) {
  std::vector<PairOpening> all = logged(store);
  for (PairOpening& one : all)
    if (is_over(one, now)) one.state = OpeningState::ended;
  return all;
}

std::vector<PossibleDuplicates> possible_duplicates(const Store& store, const Caller& caller,
                                                    const people::LinkageRule& rule,
                                                    const std::vector<store::SavedFinding>& findings) {
  std::map<Uuid, std::int64_t> counts;
  for (const HalfSeen& one : half_seen(store, caller, rule, findings)) ++counts[one.own];
  std::vector<PossibleDuplicates> list;
  for (const auto& [record, count] : counts) list.push_back({record, count});
  return list;
}

std::vector<std::string> consent_groups(const model::Model& model, const people::LinkageRule& rule) {
  if (rule.consent < 0) return {};
  const model::Field& field = rule.type->fields[static_cast<std::size_t>(rule.consent)];
  const model::CodeList* codes = model.find_codes(field.codes);
  return codes == nullptr ? std::vector<std::string>{} : codes->values();
}

/// What one account sees of pairs, each thing asked once.
class OpeningBook::Sight {
 public:
  Sight(const Store& store, Caller caller) : store_(store), caller_(std::move(caller)), model_(store.model()) {}

  /// The rule of a type, where the account may read every field that it reads; else null.
  const people::LinkageRule* rule(const std::string& name) {
    const auto [at, is_new] = rules_.try_emplace(name);
    if (is_new) {
      const model::RecordType* type = model_->find_type(name);
      const model::Rule* rule = type == nullptr ? nullptr : people::same_person_rule(*type);
      if (rule != nullptr && people::may_link(caller_, *model_, *type, *rule))
        at->second = people::read_linkage_rule(*model_, *type, *rule);
    }
    return at->second ? &*at->second : nullptr;
  }
  /// Whether it may read the record, be it removed since.
  bool reads(const std::string& type, const Uuid& record) {
    return look(type, record) != Seen::no && rule(type) != nullptr;
  }
  bool sees(const std::string& type, const Uuid& record) {
    return look(type, record) == Seen::living && rule(type) != nullptr;
  }

  OpeningSide side(const PairOpening& opening) {
    if (caller_.name.empty()) return OpeningSide::none;
    // Who asked is never the second person, whatever else the account may read.
    const bool asked = opening.asked_by == caller_.name;
    if (!sees(opening.type, asked ? opening.record : opening.other)) return OpeningSide::none;
    return asked ? OpeningSide::asking : OpeningSide::deciding;
  }

 private:
  enum class Seen : std::uint8_t { no, removed, living };
  Seen look(const std::string& type, const Uuid& record) {
    const auto [at, is_new] = seen_.try_emplace(record, Seen::no);
    if (!is_new) return at->second;
    if (const auto found = store_.find(caller_, type, record))
      at->second = found->removed ? Seen::removed : Seen::living;
    return at->second;
  }

  const Store& store_;
  Caller caller_;
  std::shared_ptr<const model::Model> model_;
  std::map<std::string, std::optional<people::LinkageRule>> rules_;
  std::map<Uuid, Seen> seen_;
};

OpeningBook::OpeningBook(Store& store, const Caller& caller, Instant now)
    : store_(store), caller_(caller), now_(now), all_(logged(store)), own_(std::make_unique<Sight>(store, caller)) {
  for (PairOpening& one : all_) {
    if (!is_over(one, now)) continue;
    const OpeningEnd end = one.state == OpeningState::asked ? OpeningEnd::unanswered : OpeningEnd::time;
    store::Batch by;
    by.author = "tilth";
    by.reason = kEndReasons.at(static_cast<std::size_t>(end));
    by.at = one.lapses().value_or(now);
    write(one, OpeningDeed::ended, by, {{"end", text_of(end)}});
  }
}

OpeningBook::~OpeningBook() = default;

void OpeningBook::write(PairOpening& opening, OpeningDeed deed, store::Batch by, Json more) {
  by.at = by.at.value_or(now_);
  Json entry{{"opening", opening.id.text()},
             {"what", text_of(deed)},
             {"pair", opening.pair.text()},
             {"type", opening.type},
             {"asked_by", deed == OpeningDeed::asked ? by.author : opening.asked_by},
             {"record", opening.record.text()},
             {"other", opening.other.text()}};
  entry.update(more);
  store_.note(store::LoggedAct::pair_opening, log_of_openings(), entry, by);
  add(opening, entry, act_of(entry, by, *by.at));
}

bool OpeningBook::may_still(const std::string& account, const PairOpening& opening, const Uuid& record) {
  const auto [sight, is_new] = sights_.try_emplace(account);
  if (is_new)
    for (const store::Account& one : store_.accounts())
      if (one.name == account && !one.disabled)
        sight->second = std::make_unique<Sight>(store_, store::caller_of(store_, one));
  return sight->second != nullptr && sight->second->reads(opening.type, record);
}

void OpeningBook::end_without_rights(PairOpening& opening) {
  if (!opening.stands()) return;
  if (may_still(opening.asked_by, opening, opening.record) &&
      (opening.state == OpeningState::asked || may_still(opening.decided_by, opening, opening.other)))
    return;
  store::Batch by;
  by.author = "tilth";
  by.reason = kEndReasons.at(static_cast<std::size_t>(OpeningEnd::rights));
  write(opening, OpeningDeed::ended, by, {{"end", text_of(OpeningEnd::rights)}});
}

std::vector<OpeningBook::Concerned> OpeningBook::concerning() {
  std::vector<Concerned> found;
  for (auto one = all_.rbegin(); one != all_.rend(); ++one) {
    const OpeningSide side = own_->side(*one);
    if (side == OpeningSide::none) continue;
    end_without_rights(*one);
    found.push_back({&*one, side});
  }
  return found;
}

PairOpening& OpeningBook::opening_of(const Uuid& id) {
  const auto at = std::find_if(all_.begin(), all_.end(), [&](const PairOpening& one) { return one.id == id; });
  if (at == all_.end() || own_->side(*at) == OpeningSide::none)
    throw Problem{"opening.unknown", {{"opening", id.text()}}};
  end_without_rights(*at);
  return *at;
}

OpeningBook::Concerned OpeningBook::one(const Uuid& id) {
  const PairOpening& opening = opening_of(id);
  return {&opening, own_->side(opening)};
}

std::vector<OpeningBook::Concerned> OpeningBook::ask(const people::LinkageRule& rule, const Uuid& record,
                                                     const OpeningWord& word, const store::Batch& by) {
  const std::string& type = rule.type->name;
  if (own_->rule(type) == nullptr) throw Problem{"link.hidden_names", {{"type", type}}};
  if (!own_->sees(type, record)) throw Problem{"store.unknown_record", {{"type", type}, {"record", record.text()}}};
  require_reason(by.reason);
  require_group(store_, rule, word.group);
  const std::size_t before = all_.size();
  const std::vector<store::SavedFinding> findings = store_.findings();
  for (const HalfSeen& pair : half_seen(store_, caller_, rule, findings, record)) {
    if (std::any_of(all_.begin(), all_.end(), [&](const PairOpening& one) {
          return one.pair == pair.pair && one.record == record && one.asked_by == by.author && one.stands();
        }))
      continue;
    PairOpening& made = all_.emplace_back();
    made.id = Uuid::make();
    made.pair = pair.pair;
    made.type = type;
    made.record = pair.own;
    made.other = pair.other;
    write(made, OpeningDeed::asked, by, {{"days", std::clamp(word.days, 1, kMostOpeningDays)}, {"group", word.group}});
  }
  if (all_.size() == before) throw Problem{"opening.nothing_hidden", {{"type", type}, {"record", record.text()}}};
  std::vector<Concerned> asked;
  for (std::size_t i = before; i < all_.size(); ++i) asked.push_back({&all_[i], OpeningSide::asking});
  return asked;
}

void OpeningBook::decide(const Uuid& id, bool agree, const OpeningWord& word, const store::Batch& by) {
  PairOpening& opening = opening_of(id);
  if (own_->side(opening) == OpeningSide::asking) throw Problem{"opening.same_account", {{"opening", id.text()}}};
  if (opening.state != OpeningState::asked) throw Problem{"opening.not_waiting", {{"opening", id.text()}}};
  require_reason(by.reason);
  if (!agree) return write(opening, OpeningDeed::refused, by);
  require_group(store_, *own_->rule(opening.type), word.group);
  require_there(store_, opening);
  const auto pair = finding_of(store_, opening.pair);
  if (!pair || pair->state != "open") throw Problem{"opening.gone", {{"opening", id.text()}}};
  const Instant until = days_after(now_, std::clamp(word.days, 1, opening.days));
  write(opening, OpeningDeed::agreed, by, {{"until", until.text()}, {"group", word.group}});
}

bool OpeningBook::may_end(const Concerned& one) const {
  if (!one.opening->stands()) return false;
  if (one.side == OpeningSide::asking || one.opening->decided_by == caller_.name) return true;
  return one.side == OpeningSide::deciding && own_->sees(one.opening->type, one.opening->record);
}

void OpeningBook::end(const Uuid& id, const store::Batch& by) {
  PairOpening& opening = opening_of(id);
  if (!opening.stands()) throw Problem{"opening.over", {{"opening", id.text()}}};
  if (!may_end({&opening, own_->side(opening)})) throw Problem{"opening.not_open", {{"opening", id.text()}}};
  write(opening, OpeningDeed::ended, by, {{"end", text_of(OpeningEnd::person)}});
}

PairOpening& OpeningBook::opened_to(const Uuid& id) {
  PairOpening& opening = opening_of(id);
  if (opening.state != OpeningState::open ||
      (own_->side(opening) == OpeningSide::deciding && opening.decided_by != caller_.name))
    throw Problem{"opening.not_open", {{"opening", id.text()}}};
  require_there(store_, opening);
  return opening;
}

/// The pair, as long as it is the question of these two: nobody decided it, or one of them did.
store::SavedFinding OpeningBook::open_question(const PairOpening& opening) const {
  auto pair = finding_of(store_, opening.pair);
  if (!pair || pair->state == "mended" ||
      (pair->state != "open" && pair->by != opening.asked_by && pair->by != opening.decided_by))
    throw Problem{"opening.gone", {{"opening", opening.id.text()}}};
  return std::move(*pair);
}

OpenedPair OpeningBook::look(const Uuid& id, const store::Batch& by) {
  PairOpening& opening = opened_to(id);
  store::SavedFinding pair = open_question(opening);
  const people::LinkageRule& rule = *own_->rule(opening.type);
  const bool asking = own_->side(opening) == OpeningSide::asking;
  // The caller's class still holds; only the row is opened, and of it the compared fields alone.
  Caller opened_row = caller_;
  opened_row.rows.clear();
  const auto own = store_.find(caller_, opening.type, asking ? opening.record : opening.other);
  const auto other = store_.find(opened_row, opening.type, asking ? opening.other : opening.record);
  if (!own || !other) throw Problem{"opening.gone", {{"opening", id.text()}}};
  const bool reads_both = own_->sees(opening.type, other->id);
  const bool given = reads_both || lets(rule, *other, asking ? opening.asking_group : opening.deciding_group);
  // The entry stands in the log before anything is told.
  write(opening, OpeningDeed::looked, by);
  OpenedPair opened;
  bool withheld = false;
  for (const people::ComparedField& compared : rule.fields) {
    const auto at = static_cast<std::size_t>(compared.field);
    OpenedField& field = opened.fields.emplace_back();
    field.field = compared.field;
    field.own = own->values.at(at);
    field.withheld = !given && !rule.type->fields[at].consent.empty();
    if (!field.withheld) field.other = other->values.at(at);
    withheld = withheld || field.withheld;
  }
  opened.decision = pair.state;
  if (!withheld) opened.pair = std::move(pair);
  return opened;
}

void OpeningBook::settle(const Uuid& id, std::string_view state, std::string_view reason, const store::Batch& by) {
  const PairOpening& opening = opened_to(id);
  settle_pair(store_, open_question(opening), state, reason, by);
}

bool OpeningBook::concerns(const Store& store, const Caller& caller, const Json& entry) {
  PairOpening opening;
  read_subject(opening, entry);
  opening.asked_by = text_in(entry, "asked_by");
  return Sight{store, caller}.side(opening) != OpeningSide::none;
}

}  // namespace tilth::report
