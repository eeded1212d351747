// SPDX-License-Identifier: Apache-2.0
#include "http/community/door.h"

#include "base/problem.h"
#include "exchange/place_index.h"
#include "geo/coordinates.h"
#include "http/password.h"
#include "http/settings.h"
#include "http/type_sequences.h"
#include "http/visitors/form.h"
#include "http/visitors/limits.h"
#include "http/visitors/new_record.h"
#include "http/visitors/reference.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <mutex>

namespace tilth::http::community {
namespace {

using visitors::id_of;
using visitors::kept_secret;
using visitors::kIdLetters;
using visitors::letters_of;
using visitors::NewRecord;
using visitors::reference_of;
using visitors::secret_of;
using visitors::trimmed;

constexpr const char* kKept = "server/community_door";  // {"secret", "gateway_key"}: never in an answer
constexpr const char* kAuthor = "community door";
constexpr int kDaysForAFind = 1, kDaysForAnAnswer = 14;
constexpr double kNearDegrees = 0.2;  // about 20 km around all places

/// What all requests share.
struct Shared {
  std::mutex guard;  ///< one message at a time: the same one twice is one ticket
  visitors::Limits limits{"community.too_many"};
  Tries from_gateway{6000, std::chrono::seconds{3600}};
};

/// The places as they are now; the index before goes when the places change.
class Places {
 public:
  std::shared_ptr<const exchange::PlaceIndex> get(Services& services, const model::RecordType& type) {
    const std::string state = state_key(services.shared<TypeSequences>(), services.store(), {type.name});
    const std::lock_guard lock{guard_};
    if (index_ == nullptr || state != state_) {
      const exchange::PlaceMapping mapping;
      index_ = std::make_shared<const exchange::PlaceIndex>(exchange::PlaceIndex::load(services.store(), type, mapping),
                                                            mapping);
      state_ = state;
    }
    return index_;
  }

 private:
  std::mutex guard_;
  std::string state_;
  std::shared_ptr<const exchange::PlaceIndex> index_;
};

store::Caller caller_of_the_door() {
  return {.name = kAuthor, .highest_class = model::FieldClass::personal, .rows = {}};
}

/// The ticket that a reference opens, whatever anybody writes into its fields; tickets that did not come by the door
/// have no reference.
Uuid ticket_id(const std::string& secret, const std::string& id) {
  return Uuid::named("ticket\n" + secret + "\n" + id);
}

[[noreturn]] void refuse(std::string_view field, std::string_view reason) {
  throw Problem{"community.bad_message", {{"field", field}, {"reason", reason}}};
}

void require_text(std::string_view field, const std::string& text, std::size_t most) {
  if (const std::string fault = visitors::fault_of(text, most); !fault.empty()) refuse(field, fault);
}

void require_code(const model::Model& model, std::string_view codes, std::string_view field, const std::string& value) {
  const model::CodeList* list = model.find_codes(codes);
  if (list == nullptr || list->find(value) == nullptr) refuse(field, "it is none of the list");
}

void require_sound(const model::Model& model, const Message& message) {
  if (message.words.find_first_not_of(" \t\r\n") == std::string::npos) refuse("words", "a value is missing");
  require_text("words", message.words, kMostWords);
  require_text("contact", message.contact, kMostShort);
  require_text("place", message.place, kMostShort);
  require_text("position", message.position, kMostShort);
  require_text("once", message.once, kMostShort);
  const bool tag = !message.language.empty() && message.language.size() <= kMostLanguage &&
                   std::all_of(message.language.begin(), message.language.end(),
                               [](unsigned char c) { return c < 0x80 && (std::isalnum(c) != 0 || c == '-'); });
  if (!tag) refuse("language", "write its code, such as en or ar");
  require_code(model, "helpdesk_topic", "topic", message.topic);
  require_code(model, "feedback_channel", "channel", message.channel);
}

std::optional<geo::GeometryPtr> point_of(const std::string& position) {
  if (position.find_first_not_of(" \t\r\n") == std::string::npos) return std::nullopt;
  try {
    const geo::ReadCoordinate read = geo::read_coordinate(position, geo::ValueOrder::latitude_first);
    return std::make_shared<const geo::Geometry>(geo::Geometry::point(read.lon, read.lat));
  } catch (const Problem&) {
    refuse("position", "no position can be read in it");
  }
}

struct Where {
  std::optional<Uuid> place;
  std::optional<geo::GeometryPtr> point;  ///< nothing where it cannot be: far from all places, 0 degrees north and east
};

/// The place that the words name, if the point does not lie elsewhere; else the one that the point lies in; else the
/// country.
Where where_of(Services& services, const model::RecordType& places, const std::string& words,
               std::optional<geo::GeometryPtr> point) {
  const auto index = services.shared<Places>().get(services, places);
  const auto named = words.empty() ? exchange::PlaceIndex::Answer{} : index->find("", words, "");
  const bool has_name = named.by != exchange::PlacedBy::nothing;
  if (point) {
    const double lon = (*point)->x[0], lat = (*point)->y[0];
    const auto around = index->at_point(lon, lat);
    if (around.by != exchange::PlacedBy::nothing) {
      const bool agree = has_name && index->point_lies(named.place, lon, lat) == exchange::PointLies::inside;
      return {agree ? named.place : around.place, std::move(point)};
    }
    // A point in no outline may lie in a gap between two, or beside a border that is drawn coarsely: it is kept.
    const geo::Box& box = index->box();
    const bool far = !box.empty() && (lon < box.west - kNearDegrees || lon > box.east + kNearDegrees ||
                                      lat < box.south - kNearDegrees || lat > box.north + kNearDegrees);
    if (far || (lon == 0 && lat == 0)) point.reset();
  }
  if (has_name) return {named.place, std::move(point)};
  std::optional<Uuid> country;
  services.store().each(
      caller_of_the_door(),
      {.type = places.name, .sort = {{exchange::PlaceMapping{}.level_field, false}}, .limit = 1, .fields = {"pcode"}},
      [&](const store::Record& record) {
        country = record.id;
        return false;
      });
  return {country, std::move(point)};
}

/// Everything in the person's own words stands in one encrypted text: a place "behind the house of ..." names people.
std::string whole_words(const Message& message) {
  std::string words = trimmed(message.words);
  if (!trimmed(message.place).empty()) words += "\n[" + trimmed(message.place) + "]";
  if (!trimmed(message.position).empty()) words += "\n[" + trimmed(message.position) + "]";
  return words;
}

template <typename Kind>
Kind value_in(const store::Store& store, const store::Record& record, std::string_view field, Kind otherwise) {
  return visitors::value_in(*store.model()->find_type("helpdesk_ticket"), record, field, std::move(otherwise));
}

Date due_of(const store::Store& store, const store::Record& ticket) {
  return value_in(store, ticket, "due_on", value_in(store, ticket, "opened_on", Date{}));
}

std::vector<store::Change> changes_for(Services& services, const model::Model& model, const Message& message,
                                       const std::string& id, const Uuid& of_ticket, Instant now, Date due) {
  const model::RecordType* places = model.find_type("place");
  auto [place, point] =
      places == nullptr ? Where{} : where_of(services, *places, trimmed(message.place), point_of(message.position));
  const model::RecordType* spot_tasks = model.find_type("spot_task");
  const model::RecordType* evidence = model.find_type("evidence");
  std::vector<store::Change> changes;
  NewRecord ticket{*model.find_type("helpdesk_ticket"), of_ticket};
  ticket.set("local_id", id)
      .set("language", message.language)
      .set("channel", message.channel)
      .set("topic", message.topic)
      .set("opened_on", now.date())
      .set("opened_at", now)
      .set("due_on", due)
      .set("words", whole_words(message));
  if (const std::string contact = trimmed(message.contact); !contact.empty()) ticket.set("contact", contact);
  if (place) ticket.set("place", place->text());
  if (message.topic == "report_a_find" && spot_tasks != nullptr && place) {
    NewRecord task{*spot_tasks};
    task.set("local_id", "CD-" + id)
        .set("reported_on", now.date())
        .set("reported_at", now)
        .set("from_public", true)
        .set("status", std::string{"reported"})
        .set("place", place->text());
    if (point) task.set("location", *point);
    ticket.set("spot_task", task.id().text());
    if (evidence != nullptr && evidence->index_of("spot_task") >= 0) {
      NewRecord indication{*evidence};
      indication.set("spot_task", task.id().text())
          .set("kind", std::string{"indirect"})
          .set("kind_of", std::string{"eo_present"})
          .set("means", std::string{"verbal"})
          .set("seen_on", now.date());
      if (point) indication.set("location", *point);
      changes.push_back(std::move(task).change());
      changes.push_back(std::move(indication).change());
    } else {
      changes.push_back(std::move(task).change());
    }
  }
  changes.push_back(std::move(ticket).change());
  return changes;
}

}  // namespace

bool has_tickets(const store::Store& store) {
  const auto model = store.model();
  const model::RecordType* tickets = model->find_type("helpdesk_ticket");
  constexpr std::array kFields{"local_id", "language",    "channel", "topic",   "opened_on",
                               "due_on",   "answered_at", "words",   "contact", "answer"};
  return tickets != nullptr &&
         std::all_of(kFields.begin(), kFields.end(), [&](const char* field) { return tickets->index_of(field) >= 0; });
}

bool has_places(const store::Store& store) {
  return store.model()->find_type("place") != nullptr &&
         !store.query(caller_of_the_door(), {.type = "place", .limit = 1}).records.empty();
}

bool is_open(const store::Store& store) {
  return settings_of(store).at("community").at("open").get<bool>() && has_tickets(store) && has_places(store);
}

void require_open(const store::Store& store) {
  if (!is_open(store)) throw Problem{"community.closed", Json::object()};
}

std::string telephone(const store::Store& store) { return settings_of(store).at("community").at("telephone"); }

Taken take(Services& services, const Message& message, const std::string& from) {
  store::Store& store = services.store();
  require_open(store);
  const auto model = store.model();
  require_sound(*model, message);
  Shared& shared = services.shared<Shared>();
  const std::lock_guard lock{shared.guard};
  if (!from.empty()) {
    shared.limits.take(from);
  } else {
    shared.limits.require_below(shared.from_gateway, "");
    shared.from_gateway.failed("");
  }
  const Instant now = Instant::now();
  const Date due =
      Date::from_days(now.date().first_day() + (message.topic == "report_a_find" ? kDaysForAFind : kDaysForAnAnswer));
  const std::string secret = secret_of(store, kKept);
  // All that the message says names it: another person's message is never taken for it.
  std::string whole = message.once.empty() ? new_token() : message.once;
  for (const std::string* part : {&message.channel, &message.contact, &message.topic, &message.language, &message.place,
                                  &message.position, &message.words})
    whole += "\n" + std::to_string(part->size()) + "\n" + *part;
  std::string id;
  for (int again = 0;; ++again) {  // a second time for two messages that fall on the same letters alone
    id = letters_of(secret, "id\n" + std::to_string(again) + "\n" + whole, kIdLetters);
    const auto known = store.find(caller_of_the_door(), "helpdesk_ticket", ticket_id(secret, id));
    if (!known) break;
    const std::string words = value_in<std::string>(store, *known, "words", "");
    if (words.empty() || words == whole_words(message)) return {reference_of(secret, id), due_of(store, *known)};
  }
  store::Batch batch;
  batch.author = kAuthor;
  batch.reason = "message " + id;
  batch.rights = caller_of_the_door();
  store.append(batch, changes_for(services, *model, message, id, ticket_id(secret, id), now, due));
  return {reference_of(secret, id), due};
}

Answer answer_to(Services& services, std::string_view reference, const std::string& from) {
  store::Store& store = services.store();
  require_open(store);
  Shared& shared = services.shared<Shared>();
  shared.limits.require_may_guess(from);
  std::optional<store::Record> ticket;
  const std::string secret = kept_secret(store, kKept);
  if (const auto id = id_of(secret, reference))
    ticket = store.find(caller_of_the_door(), "helpdesk_ticket", ticket_id(secret, *id));
  if (!ticket || ticket->removed) {
    shared.limits.guessed_wrong(from);
    throw Problem{"community.unknown_reference", Json::object()};
  }
  Answer answer;
  answer.opened = value_in(store, *ticket, "opened_on", Date{});
  answer.due = due_of(store, *ticket);
  answer.words = value_in<std::string>(store, *ticket, "answer", "");
  const model::RecordType& type = *store.model()->find_type("helpdesk_ticket");
  answer.answered =
      !answer.words.empty() || !std::holds_alternative<std::monostate>(store::value_of(type, *ticket, "answered_at"));
  return answer;
}

std::string new_gateway_key(Services& services) {
  store::Store& store = services.store();
  const std::lock_guard lock{services.shared<Shared>().guard};
  std::string key = new_token();
  Json all = store.setting(kKept).value_or(Json::object());
  all["gateway_key"] = hash_of_token(key);
  store.put_setting(kKept, all);
  return key;
}

void require_gateway_key(Services& services, std::string_view key, const std::string& from) {
  const store::Store& store = services.store();
  require_open(store);
  Shared& shared = services.shared<Shared>();
  shared.limits.require_may_guess(from);
  const Json all = store.setting(kKept).value_or(Json::object());
  const std::string wanted = all.value("gateway_key", ""), given = hash_of_token(key);
  if (!wanted.empty() && given.size() == wanted.size() &&
      sodium_memcmp(given.data(), wanted.data(), wanted.size()) == 0)
    return;
  shared.limits.guessed_wrong(from);
  throw Problem{"community.wrong_key", Json::object()};
}

}  // namespace tilth::http::community
