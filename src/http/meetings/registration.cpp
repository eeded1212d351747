// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/registration.h"

#include "base/fold.h"
#include "base/problem.h"
#include "http/meetings/answer_code.h"
#include "http/meetings/visitors_of_meetings.h"
#include "http/password.h"
#include "http/visitors/form.h"
#include "http/visitors/new_record.h"
#include "http/visitors/reference.h"
#include "store/seen_references.h"

#include <algorithm>
#include <array>
#include <set>

namespace tilth::http::meetings {
namespace {

using visitors::letters_of;
using visitors::trimmed;
using visitors::value_in;

constexpr const char* kType = "registration";

[[noreturn]] void refuse(std::string_view field, std::string_view reason) {
  throw Problem{"meeting.bad_answer", {{"field", field}, {"reason", reason}}};
}

void require_text(std::string_view field, const std::string& text, bool must) {
  if (const std::string fault = visitors::fault_of(text, kMostShort); !fault.empty()) refuse(field, fault);
  if (must && trimmed(text).empty()) refuse(field, "a value is missing");
}

void require_code(const model::Model& model, std::string_view codes, std::string_view field, const std::string& value) {
  if (value.empty()) refuse(field, "a value is missing");
  const model::CodeList* list = model.find_codes(codes);
  const model::Code* code = list == nullptr ? nullptr : list->find(value);
  if (code == nullptr || code->retired) refuse(field, "it is none of the list");
}

/// @param anew false of a correction, where an empty name and contact leave what is kept
void require_sound(const store::Store& store, const Meeting& meeting, const Registration& sent, bool anew) {
  const auto model = store.model();
  require_text("name", sent.name, anew);
  require_text("contact", sent.contact, anew);
  require_text("organisation", sent.organisation, false);
  require_text("once", sent.once, false);
  require_code(*model, "sex", "sex", sent.sex);
  require_code(*model, "participant_category", "category", sent.category);
  require_code(*model, "country", "country", sent.country);
  require_code(*model, "attendance_mode", "mode", sent.mode);
  if ((meeting.format == "virtual" && sent.mode != "online") ||
      (meeting.format == "in_person" && sent.mode != "in_person"))
    refuse("mode", "it is none of the list");
  if (sent.consent != "yes" && sent.consent != "no") refuse("consent", "a value is missing");
  std::set<std::string> known;
  for (const AgendaSession& session : sessions_of(store, meeting)) known.insert(session.id.text());
  for (const std::string& session : sent.sessions)
    if (!known.contains(session)) refuse("sessions", "it is none of the list");
}

const model::RecordType& registrations(const model::Model& model) {
  const model::RecordType* type = model.find_type(kType);
  if (type == nullptr) throw Problem{"meeting.registration_closed", Json::object()};
  return *type;
}

/// The record that a reference opens, whatever anybody writes into its fields; registrations that did not come by the
/// page have no reference.
Uuid record_id(const std::string& secret, const std::string& id) {
  return Uuid::named("registration\n" + secret + "\n" + id);
}

store::Value chosen(const std::vector<std::string>& sessions) {
  if (sessions.empty()) return {};
  const std::set<std::string> once{sessions.begin(), sessions.end()};
  return store::Value{std::make_shared<const cql2::Array>(once.begin(), once.end())};
}

/// The same for the same person at this meeting, and nothing that says who it is.
std::string person_code(const std::string& secret, const Meeting& meeting, const Registration& sent) {
  return "W-" + letters_of(secret,
                           "person\n" + meeting.id.text() + "\n" + fold_name(trimmed(sent.name)) + "\n" +
                               fold_name(trimmed(sent.contact)),
                           visitors::kIdLetters);
}

store::Value text_or_none(const std::string& text) {
  const std::string kept = trimmed(text);
  return kept.empty() ? store::Value{} : store::Value{kept};
}

bool is_of(const store::Record& record, const model::RecordType& type, const Meeting& meeting) {
  return !record.removed && value_in<std::string>(type, record, "meeting", "") == meeting.id.text();
}

store::Record opened(Services& services, const Meeting& meeting, std::string_view reference, const std::string& from) {
  const store::Store& store = services.store();
  const auto model = store.model();
  visitors::Limits& limits = services.shared<Visitors>().limits;
  limits.require_may_guess(from);
  const std::string secret = visitors::kept_secret(store, kKept);
  if (const auto id = visitors::id_of(secret, reference)) {
    auto record = store.find(caller_of_the_pages(), kType, record_id(secret, *id));
    if (record && is_of(*record, registrations(*model), meeting)) return *std::move(record);
  }
  limits.guessed_wrong(from);
  throw Problem{"meeting.unknown_reference", Json::object()};
}

}  // namespace

std::string register_for(Services& services, const Meeting& meeting, const Registration& sent,
                         const std::string& from) {
  store::Store& store = services.store();
  const auto model = store.model();
  const model::RecordType& type = registrations(*model);
  if (!takes_registrations(meeting)) throw Problem{"meeting.registration_closed", Json::object()};
  require_sound(store, meeting, sent, true);
  Visitors& shared = services.shared<Visitors>();
  const std::lock_guard lock{shared.guard};
  shared.limits.take(from);
  const std::string secret = visitors::secret_of(store, kKept);
  // All that the form says names it: another person's is never taken for it.
  std::string whole = meeting.id.text() + "\n" + (sent.once.empty() ? new_token() : sent.once);
  for (const std::string* part : {&sent.name, &sent.contact, &sent.organisation, &sent.category, &sent.country,
                                  &sent.sex, &sent.mode, &sent.consent})
    whole += "\n" + std::to_string(part->size()) + "\n" + *part;
  for (const std::string& session : sent.sessions) whole += "\n" + session;
  std::string id;
  for (int again = 0;; ++again) {  // a second time for one that was withdrawn, or for two that fall on the same letters
    id = letters_of(secret, "id\n" + std::to_string(again) + "\n" + whole, visitors::kIdLetters);
    const auto known = store.find(caller_of_the_pages(), kType, record_id(secret, id));
    if (!known) break;
    if (is_of(*known, type, meeting) && value_in<std::string>(type, *known, "name", "") == trimmed(sent.name))
      return visitors::reference_of(secret, id);
  }
  visitors::NewRecord record{type, record_id(secret, id)};
  record.set("meeting", meeting.id.text())
      .set("participant", person_code(secret, meeting, sent))
      .set("name", trimmed(sent.name))
      .set("contact", trimmed(sent.contact))
      .set("category", sent.category)
      .set("country", sent.country)
      .set("sex", sent.sex)
      .set("mode", sent.mode)
      .set("registered_on", Instant::now().date())
      .set("consent", sent.consent);
  if (store::Value organisation = text_or_none(sent.organisation); !organisation.is_null())
    record.set("organisation_name", std::move(organisation));
  if (store::Value sessions = chosen(sent.sessions); !sessions.is_null())
    record.set("sessions_intended", std::move(sessions));
  store.append(batch_of_page("registration"), {std::move(record).change()});
  return visitors::reference_of(secret, id);
}

Registration registration_of(Services& services, const Meeting& meeting, std::string_view reference,
                             const std::string& from) {
  const store::Record record = opened(services, meeting, reference, from);
  const auto model = services.store().model();
  const model::RecordType& type = registrations(*model);
  const auto text = [&](std::string_view field) { return value_in<std::string>(type, record, field, ""); };
  Registration kept{.name = "",
                    .contact = "",
                    .organisation = text("organisation_name"),
                    .category = text("category"),
                    .country = text("country"),
                    .sex = text("sex"),
                    .mode = text("mode"),
                    .consent = text("consent"),
                    .sessions = {},
                    .once = ""};
  if (type.index_of("sessions_intended") >= 0)
    for (const Uuid& session : store::ids_in(store::value_of(type, record, "sessions_intended")))
      kept.sessions.push_back(session.text());
  return kept;
}

void correct(Services& services, const Meeting& meeting, std::string_view reference, const Registration& sent,
             const std::string& from) {
  store::Store& store = services.store();
  const auto model = store.model();
  const model::RecordType& type = registrations(*model);
  const std::lock_guard lock{services.shared<Visitors>().guard};
  const store::Record record = opened(services, meeting, reference, from);
  if (today_at(meeting).first_day() > meeting.ends.last_day()) throw Problem{"meeting.over", Json::object()};
  require_sound(store, meeting, sent, false);
  services.shared<Visitors>().limits.take(from);
  store::Change change{
      .kind = store::OperationKind::change, .record = record.id, .type = type.name, .set = {}, .seen_seq = record.seq};
  const auto set = [&](std::string_view field, store::Value value) {
    const int index = type.index_of(field);
    if (index >= 0 && !cql2::same(record.values[static_cast<std::size_t>(index)], value))
      change.set.emplace_back(index, std::move(value));
  };
  if (!trimmed(sent.name).empty()) set("name", trimmed(sent.name));
  if (!trimmed(sent.contact).empty()) set("contact", trimmed(sent.contact));
  set("organisation_name", text_or_none(sent.organisation));
  set("category", sent.category);
  set("country", sent.country);
  set("sex", sent.sex);
  set("mode", sent.mode);
  set("consent", sent.consent);
  set("sessions_intended", chosen(sent.sessions));
  if (!change.set.empty()) store.append(batch_of_page("corrected by the person"), {change});
}

bool withdraw(Services& services, const Meeting& meeting, std::string_view reference, const std::string& from) {
  store::Store& store = services.store();
  const auto model = store.model();
  const model::RecordType& type = registrations(*model);
  const std::lock_guard lock{services.shared<Visitors>().guard};
  const store::Record record = opened(services, meeting, reference, from);
  const store::Batch batch = batch_of_page("withdrawn by the person");
  const bool attended = value_in(type, record, "attended", false);
  // First, so that a stop in between leaves nobody withdrawn who can still answer.
  end_ticket_of(store, meeting, reference);
  store.erase_person(kType, record.id, batch);
  store::Change change{.kind = store::OperationKind::remove, .record = record.id, .type = type.name, .set = {}};
  if (attended) {
    change.kind = store::OperationKind::change;
    for (const std::string_view field : {"organisation_name", "sessions_intended"})
      if (const int index = type.index_of(field); index >= 0) change.set.emplace_back(index, store::Value{});
    if (const int index = type.index_of("consent"); index >= 0)
      change.set.emplace_back(index, store::Value{std::string{"no"}});
  }
  store.append(batch, {change});
  return !attended;
}

bool is_registered(const store::Store& store, const Meeting& meeting, const std::string& secret,
                   const std::string& id) {
  const auto model = store.model();
  const model::RecordType* type = model->find_type(kType);
  if (type == nullptr) return false;
  const auto record = store.find(caller_of_the_pages(), kType, record_id(secret, id));
  return record && is_of(*record, *type, meeting);
}

}  // namespace tilth::http::meetings
