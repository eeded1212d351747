// SPDX-License-Identifier: Apache-2.0
#include "http/community/overview.h"

#include "base/fold.h"
#include "base/problem.h"
#include "http/accepted_languages.h"
#include "http/answer_cache.h"
#include "http/community/door.h"
#include "http/land_ledger.h"
#include "http/record_words.h"
#include "http/rights.h"
#include "http/settings.h"
#include "http/type_sequences.h"
#include "release/ledger_tables.h"
#include "report/ledger_account.h"
#include "report/published_reports.h"
#include "report/report_html.h"
#include "store/rights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace tilth::http::community {
namespace {

using release::EntryKind;

constexpr std::size_t kMostMessages = 20, kMostReports = 50;
constexpr std::array kShown{EntryKind::cancelled, EntryKind::reduced, EntryKind::cleared};

struct Overviews {
  AnswerCache land{16U << 20}, messages{4U << 20};
};

/// What goes out is shown in whole square metres; what is left is rounded up: danger wins.
Json row_of(const release::Account& account, Json place) {
  Json row{{"place", std::move(place)}};
  for (const EntryKind kind : kShown)
    row[std::string{text_of(kind)}] = static_cast<std::int64_t>(std::floor(account.of(kind).as_double()));
  row["remaining"] = static_cast<std::int64_t>(std::ceil(account.remaining().as_double()));
  return row;
}

Json land_of(Services& services, const std::string& language) {
  const store::Store& store = services.store();
  if (store.model()->find_type("hazard") == nullptr) return nullptr;
  store::Caller whole;
  whole.highest_class = kWholeView;
  const std::string key = LandLedger::state(services) + "|" + language;
  return Json::parse(*services.shared<Overviews>().land.text(key, [&] {
    const auto ledger = services.shared<LandLedger>().at(services, whole, std::nullopt);
    // Recorded, and nobody knows how large: the account has no square metre of it.
    const auto unsized = std::count_if(ledger->findings().begin(), ledger->findings().end(),
                                       [](const Finding& finding) { return finding.rule == "hazard_without_area"; });
    if (!ledger->knows_land() && unsized == 0) return std::string{"null"};
    // Names of places are public; a caller who sees nothing else labels them.
    RecordWords words{store, store::public_caller(), language};
    Json rows = Json::array();
    for (const auto& [province, account] : release::accounts_by(*ledger, release::Dimension::province, {})) {
      const auto id = Uuid::parse(province);
      rows.push_back(row_of(account, id ? Json(words.label("place", *id)) : Json()));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Json& left, const Json& right) {
      if (left["place"].is_null() || right["place"].is_null())
        return !left["place"].is_null() && right["place"].is_null();
      return left["place"] < right["place"];
    });
    return Json{{"unit", "m2"},
                {"rows", std::move(rows)},
                {"total", row_of(release::total(*ledger, {}), nullptr)},
                {"unsized", unsized}}
        .dump();
  }));
}

bool knows(const model::RecordType& type, std::initializer_list<const char*> fields) {
  return std::all_of(fields.begin(), fields.end(), [&](const char* field) { return type.index_of(field) >= 0; });
}

/// Written as addresses write a language, and not in words.
bool is_tag(const std::string& language) {
  return !language.empty() && std::all_of(language.begin(), language.end(), [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

Json read_messages(const store::Store& store) {
  const auto model = store.model();
  const model::RecordType* messages = model->find_type("public_message");
  const model::RecordType* texts = model->find_type("message_translation");
  Json out = Json::object();
  if (messages == nullptr || texts == nullptr || !knows(*messages, {"title", "valid_from", "retired_on"}) ||
      !knows(*texts, {"message", "language", "text", "checked_on"}))
    return out;
  const store::Caller caller = store::public_caller();
  store.each(caller,
             {.type = "message_translation",
              .where = cql2::parse_text("checked_on IS NOT NULL AND message.retired_on IS NULL AND "
                                        "(message.valid_from IS NULL OR message.valid_from <= DATE('" +
                                        Instant::now().date().text() + "'))")},
             [&](const store::Record& text) {
               const auto* of = std::get_if<std::string>(&store::value_of(*texts, text, "message"));
               const auto id = of == nullptr ? std::nullopt : Uuid::parse(*of);
               const auto message = id ? store.find(caller, "public_message", *id) : std::nullopt;
               const auto* words = std::get_if<std::string>(&store::value_of(*texts, text, "text"));
               const auto* language = std::get_if<std::string>(&store::value_of(*texts, text, "language"));
               if (!message || message->removed || words == nullptr || language == nullptr || !is_tag(*language))
                 return true;
               Json& list = out.emplace(*language, Json::array()).first.value();
               if (list.size() == kMostMessages) return true;
               const auto* title = std::get_if<std::string>(&store::value_of(*messages, *message, "title"));
               list.push_back({{"title", title == nullptr ? "" : *title}, {"text", *words}});
               return true;
             });
  return out;
}

/// The programme's own messages that are in force today and that somebody checked, by language.
std::shared_ptr<const Json> messages_of(Services& services) {
  const store::Store& store = services.store();
  const std::string key =
      state_key(services.shared<TypeSequences>(), store, {"public_message", "message_translation"}) +
      Instant::now().date().text();
  return services.shared<Overviews>().messages.get<Json>(key, [&] {
    auto messages = std::make_shared<const Json>(read_messages(store));
    const std::size_t bytes = messages->dump().size();
    return std::pair{std::move(messages), bytes};
  });
}

/// The language among those with messages that a tag names: "km" of "km-KH", and "km-KH" before it; "" for none.
std::string named_by(std::string_view tag, const Json& messages) {
  const auto same = [](std::string_view a, std::string_view b) { return fold_case(a) == fold_case(b); };
  for (const std::string_view wanted : {tag, tag.substr(0, tag.find('-'))})
    for (const auto& [language, list] : messages.items())
      if (same(language, wanted)) return language;
  return {};
}

}  // namespace

std::string message_language(Services& services, const Request& request) {
  const store::Store& store = services.store();
  const auto held = messages_of(services);
  const Json& messages = *held;
  if (const auto asked = request.parameter("lang")) {
    const std::string named = named_by(*asked, messages);
    return named.empty() ? request.session.language : named;
  }
  const std::vector<std::string>& own = store.model()->languages;
  for (const std::string& tag : accepted_languages(request.header("accept-language").value_or(""))) {
    if (std::find(own.begin(), own.end(), tag.substr(0, tag.find('-'))) != own.end()) break;
    if (std::string named = named_by(tag, messages); !named.empty()) return named;
  }
  return request.session.language;
}

Json overview(Services& services, const std::string& language) {
  const store::Store& store = services.store();
  require_open(store);
  const auto held = messages_of(services);
  const Json& messages = *held;
  Json spoken = Json::array();
  for (const auto& [one, list] : messages.items()) spoken.push_back(one);
  const auto own = messages.find(language);
  const Json settings = settings_of(store);
  Json reports = Json::array();
  for (const Json& entry : report::published_reports(store, report::ReportReader::everybody)) {
    if (reports.size() == kMostReports) break;
    reports.push_back({{"id", entry.at("id")},
                       {"title", entry.at("title")},
                       {"language", entry.at("language")},
                       {"published_at", entry.at("published_at")}});
  }
  return {{"programme", settings.at("title")},
          {"telephone", settings.at("community").at("telephone")},
          {"languages", settings.at("languages")},
          {"message_languages", std::move(spoken)},
          {"messages", own == messages.end() ? Json::array() : *own},
          {"land", land_of(services, language)},
          {"reports", std::move(reports)}};
}

std::string published_page(Services& services, std::string_view id) {
  const store::Store& store = services.store();
  require_open(store);
  const Json entry = report::published_entry(store, id, report::ReportReader::everybody);
  return report::report_html(report::published_document(store, entry, services.work_folder()));
}

}  // namespace tilth::http::community
