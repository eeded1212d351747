// SPDX-License-Identifier: Apache-2.0
#include "report/pair_opening.h"

#include "base/problem.h"
#include "report/person_pairs.h"
#include "store/rights.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

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

std::string text_in(const Json& entry, const char* name) { return entry.value(name, std::string{}); }
Uuid id_in(const Json& entry, const char* name) { return Uuid::parse(text_in(entry, name)).value_or(Uuid{}); }

void write_act(Store& store, const PairOpening& opening, std::string_view what, const store::Batch& by,
               Json more = Json::object()) {
  Json entry{{"opening", opening.id.text()},    {"what", what},
             {"pair", opening.pair.text()},     {"type", opening.type},
             {"record", opening.record.text()}, {"other", opening.other.text()}};
  entry.update(more);
  store.note(store::LoggedAct::pair_opening, log_of_openings(), entry, by);
}

void add(PairOpening& opening, const store::Operation& operation, Instant at) {
  const Json& entry = operation.after;
  const std::string what = text_in(entry, "what"), by = operation.context.author;
  opening.acts.push_back({at, what, by, operation.context.reason});
  if (what == "asked") {
    opening.pair = id_in(entry, "pair");
    opening.type = text_in(entry, "type");
    opening.record = id_in(entry, "record");
    opening.other = id_in(entry, "other");
    opening.days = entry.value("days", kOpeningDays);
    opening.asked_by = by;
    opening.asking_group = text_in(entry, "group");
  } else if (what == "agreed" || what == "refused") {
    opening.decided_by = by;
    opening.deciding_group = text_in(entry, "group");
    opening.state = what == "agreed" ? OpeningState::open : OpeningState::refused;
    if (what == "agreed") opening.until = Instant::parse(text_in(entry, "until"));
  } else if (what == "ended") {
    opening.state = OpeningState::ended;
    opening.end_is_logged = true;
  }
}

/// Whether the account may read every field that the rule of the type reads; the rule.
std::optional<people::LinkageRule> rule_seen(const Store& store, const Caller& caller, const std::string& name) {
  const auto model = store.model();
  const model::RecordType* type = model->find_type(name);
  const model::Rule* rule = type == nullptr ? nullptr : people::same_person_rule(*type);
  if (rule == nullptr || !people::may_link(caller, *model, *type, *rule)) return std::nullopt;
  return people::read_linkage_rule(*model, *type, *rule);
}

bool sees(const Store& store, const Caller& caller, const std::string& type, const Uuid& record) {
  const auto found = store.find(caller, type, record);
  return found && !found->removed;
}
bool is_there(const Store& store, const std::string& type, const Uuid& record) {
  return sees(store, Caller{}, type, record);
}

PairOpening opening_of(const Store& store, const Uuid& id, Instant now) {
  for (PairOpening& one : pair_openings(store, now))
    if (one.id == id) return std::move(one);
  throw Problem{"opening.unknown", {{"opening", id.text()}}};
}

/// An opening as it concerns the caller. @throws Problem "opening.unknown" where it does not
std::pair<PairOpening, OpeningSide> concerned(const Store& store, const Caller& caller, const Uuid& id,
                                              const store::Batch& by, Instant now) {
  PairOpening opening = opening_of(store, id, now);
  const OpeningSide side = side_of(store, caller, by.author, opening);
  if (side == OpeningSide::none) throw Problem{"opening.unknown", {{"opening", id.text()}}};
  return {std::move(opening), side};
}

void require_reason(std::string_view reason) {
  if (reason.find_first_not_of(' ') == std::string_view::npos) throw Problem{"opening.reason_missing"};
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

void require_there(const Store& store, const PairOpening& opening) {
  if (!is_there(store, opening.type, opening.record) || !is_there(store, opening.type, opening.other))
    throw Problem{"opening.gone", {{"opening", opening.id.text()}}};
}

/// Open pairs of the rule of which the caller may read exactly one record: that one first. Pairs of removed records are
/// none.
std::vector<std::pair<const store::SavedFinding*, std::pair<Uuid, Uuid>>> half_seen(
    const Store& store, const Caller& caller, const people::LinkageRule& rule,
    const std::vector<store::SavedFinding>& findings, std::optional<Uuid> of_record = {}) {
  std::vector<std::pair<const store::SavedFinding*, std::pair<Uuid, Uuid>>> found;
  const std::string& type = rule.type->name;
  if (!people::may_link(caller, *store.model(), *rule.type, *rule.rule) || store::sees_all_rows(caller, *rule.type))
    return found;
  for (const store::SavedFinding& saved : findings) {
    const std::vector<Uuid>& records = saved.finding.records;
    if (saved.finding.rule != rule.rule->id || saved.state != "open" || records.size() != 2) continue;
    if (of_record && records[0] != *of_record && records[1] != *of_record) continue;
    const bool first = sees(store, caller, type, records[0]), second = sees(store, caller, type, records[1]);
    if (first == second) continue;
    const Uuid& own = first ? records[0] : records[1];
    const Uuid& other = first ? records[1] : records[0];
    if (is_there(store, type, other)) found.push_back({&saved, {own, other}});
  }
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

/// The opening of the two people to whom it is open. @throws Problem as look_into
std::pair<PairOpening, OpeningSide> opened_to(const Store& store, const Caller& caller, const Uuid& id,
                                              const store::Batch& by, Instant now) {
  auto [opening, side] = concerned(store, caller, id, by, now);
  if (opening.state != OpeningState::open || (side == OpeningSide::deciding && opening.decided_by != by.author))
    throw Problem{"opening.not_open", {{"opening", id.text()}}};
  require_there(store, opening);
  return {std::move(opening), side};
}

}  // namespace

std::string_view text_of(OpeningState state) {
  constexpr std::array<std::string_view, 4> kStates{"asked", "open", "refused", "ended"};
  return kStates.at(static_cast<std::size_t>(state));
}

std::vector<PairOpening> pair_openings(const Store& store, Instant now) {
  std::vector<PairOpening> all;
  for (const store::Operation& operation : store.history({}, log_of_openings())) {
    const Uuid id = id_in(operation.after, "opening");
    auto at = std::find_if(all.begin(), all.end(), [&](const PairOpening& one) { return one.id == id; });
    if (at == all.end()) {
      all.emplace_back().id = id;
      at = all.end() - 1;
    }
    add(*at, operation, operation.context.at.value_or(Instant{}));
  }
  for (PairOpening& one : all)
    if (one.state == OpeningState::open && (!one.until || *one.until <= now)) one.state = OpeningState::ended;
  return all;
}

void log_ends(Store& store, Instant now) {
  for (const PairOpening& one : pair_openings(store, now)) {
    if (one.state != OpeningState::ended || one.end_is_logged) continue;
    store::Batch by;
    by.author = "tilth";
    by.reason = "its time was over";
    by.at = one.until;
    write_act(store, one, "ended", by);
  }
}

std::vector<PossibleDuplicates> possible_duplicates(const Store& store, const Caller& caller,
                                                    const people::LinkageRule& rule,
                                                    const std::vector<store::SavedFinding>& findings) {
  std::map<Uuid, std::int64_t> counts;
  for (const auto& [saved, records] : half_seen(store, caller, rule, findings)) ++counts[records.first];
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

std::vector<PairOpening> ask_to_open(Store& store, const Caller& caller, const people::LinkageRule& rule,
                                     const Uuid& record, const OpeningWord& word, const store::Batch& by, Instant now) {
  const std::string& type = rule.type->name;
  if (!people::may_link(caller, *store.model(), *rule.type, *rule.rule))
    throw Problem{"link.hidden_names", {{"type", type}}};
  if (!sees(store, caller, type, record))
    throw Problem{"store.unknown_record", {{"type", type}, {"record", record.text()}}};
  require_reason(by.reason);
  require_group(store, rule, word.group);
  const std::vector<PairOpening> before = pair_openings(store, now);
  const std::vector<store::SavedFinding> findings = store.findings();
  std::vector<PairOpening> asked;
  for (const auto& [saved, records] : half_seen(store, caller, rule, findings, record)) {
    const Uuid& pair = saved->id;
    if (std::any_of(before.begin(), before.end(), [&](const PairOpening& one) {
          return one.pair == pair && one.record == record && one.asked_by == by.author &&
                 (one.state == OpeningState::asked || one.state == OpeningState::open);
        }))
      continue;
    PairOpening& made = asked.emplace_back();
    made.id = Uuid::make();
    made.pair = pair;
    made.type = type;
    made.record = records.first;
    made.other = records.second;
    made.days = std::clamp(word.days, 1, kMostOpeningDays);
    made.asked_by = by.author;
    made.asking_group = word.group;
    made.acts.push_back({now, "asked", by.author, by.reason});
    write_act(store, made, "asked", by, {{"days", made.days}, {"group", word.group}});
  }
  if (asked.empty()) throw Problem{"opening.nothing_hidden", {{"type", type}, {"record", record.text()}}};
  return asked;
}

OpeningSide side_of(const Store& store, const Caller& caller, std::string_view account, const PairOpening& opening) {
  if (account.empty() || !rule_seen(store, caller, opening.type)) return OpeningSide::none;
  // Who asked is never the second person, whatever else the account may read.
  if (opening.asked_by == account)
    return sees(store, caller, opening.type, opening.record) ? OpeningSide::asking : OpeningSide::none;
  return sees(store, caller, opening.type, opening.other) ? OpeningSide::deciding : OpeningSide::none;
}

const Uuid& own_record(const PairOpening& opening, OpeningSide side) {
  if (side == OpeningSide::none) throw std::logic_error("an opening that concerns nobody has no own record");
  return side == OpeningSide::asking ? opening.record : opening.other;
}

void decide_opening(Store& store, const Caller& caller, const Uuid& id, bool agree, const OpeningWord& word,
                    const store::Batch& by, Instant now) {
  const auto [opening, side] = concerned(store, caller, id, by, now);
  if (side == OpeningSide::asking) throw Problem{"opening.same_account", {{"opening", id.text()}}};
  if (opening.state != OpeningState::asked) throw Problem{"opening.not_waiting", {{"opening", id.text()}}};
  require_reason(by.reason);
  if (!agree) return write_act(store, opening, "refused", by);
  require_group(store, *rule_seen(store, caller, opening.type), word.group);
  require_there(store, opening);
  const auto pair = finding_of(store, opening.pair);
  if (!pair || pair->state != "open") throw Problem{"opening.gone", {{"opening", id.text()}}};
  const Instant until{now.unix_ms + std::clamp(word.days, 1, opening.days) * kDayMs, 0};
  write_act(store, opening, "agreed", by, {{"until", until.text()}, {"group", word.group}});
}

bool may_end(const Store& store, const Caller& caller, std::string_view account, const PairOpening& opening,
             OpeningSide side) {
  if (opening.state != OpeningState::asked && opening.state != OpeningState::open) return false;
  if (side == OpeningSide::asking || opening.decided_by == account) return true;
  return side == OpeningSide::deciding && sees(store, caller, opening.type, opening.record);
}

void end_opening(Store& store, const Caller& caller, const Uuid& id, const store::Batch& by, Instant now) {
  const auto [opening, side] = concerned(store, caller, id, by, now);
  if (opening.state != OpeningState::asked && opening.state != OpeningState::open)
    throw Problem{"opening.over", {{"opening", id.text()}}};
  if (!may_end(store, caller, by.author, opening, side)) throw Problem{"opening.not_open", {{"opening", id.text()}}};
  write_act(store, opening, "ended", by);
}

OpenedPair look_into(Store& store, const Caller& caller, const Uuid& id, const store::Batch& by, Instant now) {
  OpenedPair opened;
  std::tie(opened.opening, opened.side) = opened_to(store, caller, id, by, now);
  const PairOpening& opening = opened.opening;
  const people::LinkageRule rule = *rule_seen(store, caller, opening.type);
  const bool asking = opened.side == OpeningSide::asking;
  // The caller's class still holds; only the row is opened, and of it the compared fields alone.
  Caller opened_row = caller;
  opened_row.rows.clear();
  const auto own = store.find(caller, opening.type, own_record(opening, opened.side));
  const auto other = store.find(opened_row, opening.type, asking ? opening.other : opening.record);
  if (!own || !other) throw Problem{"opening.gone", {{"opening", id.text()}}};
  const bool reads_both = sees(store, caller, opening.type, other->id);
  const bool given = reads_both || lets(rule, *other, asking ? opening.asking_group : opening.deciding_group);
  // The entry stands in the log before anything is told.
  write_act(store, opening, "looked", by);
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
  if (auto pair = finding_of(store, opening.pair)) {
    opened.decision = pair->state;
    if (!withheld) opened.pair = std::move(pair);
  }
  return opened;
}

void settle_opened(Store& store, const Caller& caller, const Uuid& id, std::string_view state, std::string_view reason,
                   const store::Batch& by, Instant now) {
  const auto [opening, side] = opened_to(store, caller, id, by, now);
  const auto pair = finding_of(store, opening.pair);
  if (!pair) throw Problem{"opening.gone", {{"opening", id.text()}}};
  settle_pair(store, *pair, state, reason, by);
}

}  // namespace tilth::report
