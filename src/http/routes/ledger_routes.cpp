// SPDX-License-Identifier: Apache-2.0
// The land-release account: by every dimension, as at a date, as it was known, and down to one hazard's entries.
#include "http/ask.h"
#include "http/land_ledger.h"
#include "http/record_words.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include "base/problem.h"
#include "geo/codec.h"
#include "release/ledger_tables.h"
#include "report/finding_words.h"
#include "report/ledger_account.h"

#include <algorithm>

namespace tilth::http {
namespace {

using release::Account;
using release::Dimension;
using release::EntryKind;

constexpr std::int64_t kMostRows = 10'000;

struct LedgerQuestion {
  std::string by = "year";
  release::View view;
  std::optional<std::int64_t> known_at;
};

std::optional<Date> date_in(const Request& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text || text->empty()) return std::nullopt;
  const auto date = Date::parse(*text);
  if (!date) refuse_parameter(name, *text, "a date: 2024, 2024-06 or 2024-06-30");
  return date;
}

LedgerQuestion question_of(const Request& request, const store::Store& store) {
  const auto id = [&](std::string_view name) -> std::optional<Uuid> {
    const auto text = request.parameter(name);
    if (!text || text->empty()) return std::nullopt;
    return id_in(name, *text);
  };
  const auto code = [&](std::string_view name) -> std::optional<std::string> {
    const auto text = request.parameter(name);
    if (!text || text->empty()) return std::nullopt;
    return std::string{*text};
  };
  LedgerQuestion question;
  question.by = request.parameter("by").value_or("year");
  if (question.by == "class") question.by = "land_class";
  if (!release::dimension_from(question.by) && question.by != "land_class")
    refuse_parameter("by", question.by, "year, hazard, place, province, organisation, contamination or land_class");
  question.view = {.as_at = date_in(request, "as-at"),
                   .hazard = id("hazard"),
                   .place = id("place"),
                   .province = id("province"),
                   .organisation = id("organisation"),
                   .land_class = code("land_class"),
                   .contamination = code("contamination")};
  question.known_at = known_at(request, store);
  return question;
}

Dimension dimension_of(const LedgerQuestion& question) {
  return question.by == "land_class" ? Dimension::land_class : *release::dimension_from(question.by);
}

std::string key_of(const LedgerQuestion& question) {
  const release::View& view = question.view;
  std::string key = question.by + "|" + (view.as_at ? view.as_at->text() : "");
  for (const auto* id : {&view.hazard, &view.place, &view.province, &view.organisation})
    key += "|" + (*id ? (*id)->text() : "");
  for (const auto* code : {&view.land_class, &view.contamination}) key += "|" + code->value_or("");
  return key + "|" + (question.known_at ? std::to_string(*question.known_at) : "");
}

struct Accounts {
  std::vector<std::pair<std::string, Account>> rows;
  std::vector<release::YearLine> years;
  Account total;
};

/// Sums by dimension, kept: a ledger of a million entries takes a while to add up.
class AccountCache {
 public:
  std::shared_ptr<const Accounts> get(const std::string& state, const LedgerQuestion& question,
                                      const release::Ledger& ledger) {
    return cache_.get<Accounts>(state + key_of(question), [&] {
      auto accounts = std::make_shared<Accounts>();
      accounts->total = release::total(ledger, question.view);
      if (question.by == "year") {
        accounts->years = release::year_table(ledger, question.view);
      } else {
        const auto by = release::accounts_by(ledger, dimension_of(question), question.view);
        accounts->rows.assign(by.begin(), by.end());
      }
      const std::size_t bytes = accounts->rows.size() * (sizeof(Account) + 64) +
                                accounts->years.size() * sizeof(release::YearLine) + sizeof(Accounts);
      return std::pair{std::shared_ptr<const Accounts>{std::move(accounts)}, bytes};
    });
  }

 private:
  AnswerCache cache_{256U << 20};
};

/// What a code of a dimension is called.
std::string code_title(const model::Model& model, const std::string& field, const std::string& code,
                       const std::string& language) {
  const model::RecordType* hazards = model.find_type("hazard");
  const model::Field* known = hazards->find(field);
  const model::CodeList* list = known == nullptr ? nullptr : model.find_codes(known->codes);
  const model::Code* found = list == nullptr ? nullptr : list->find(code);
  return found == nullptr || found->title.empty() ? code : found->title.in(language);
}

/// The column that rows are sorted by: remaining down where there are many, else what people call them.
std::optional<std::pair<std::string, bool>> sort_column(const Request& request) {
  std::string text = text_parameter(request, "sortby");
  if (text.empty()) return std::nullopt;
  const bool down = text.front() == '-';
  if (down || text.front() == '+' || text.front() == ' ') text.erase(0, 1);
  if (text != "remaining" && text != "released" && text != "label" && !release::entry_kind_from(text))
    refuse_parameter("sortby", text, "label, remaining, released or a kind of entry");
  return std::pair{text, down};
}

SquareMetres column_of(const Account& account, const std::string& name) {
  if (name == "remaining") return account.remaining();
  if (name == "released") return account.released();
  return account.of(*release::entry_kind_from(name));
}

/// @param known whether any hazard land is recorded; without it nobody knows what was left
Json year_rows(const Accounts& accounts, bool known) {
  Json rows = Json::array();
  for (const release::YearLine& line : accounts.years) {
    Json row = report::account_json(line.flows, true);
    row["key"] = line.year ? Json(std::to_string(*line.year)) : Json();
    row["label"] = row["key"];
    if (known) {
      row["opening"] = line.opening.as_double();
      row["closing"] = line.closing.as_double();
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Response get_ledger(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  const LedgerQuestion question = question_of(request, store);
  const std::int64_t offset = whole_number(request, "offset", 0, 0, INT64_MAX / 2);
  const std::int64_t limit = whole_number(request, "limit", 1000, 0, kMostRows);
  const auto sort = sort_column(request);
  const auto ledger = services.shared<LandLedger>().at(services, request.session.caller, question.known_at);
  const auto accounts = services.shared<AccountCache>().get(LandLedger::state(services), question, *ledger);
  const bool known = ledger->knows_land(question.view.as_at);
  Json rows = Json::array();
  std::int64_t total_rows = std::ssize(accounts->years);
  if (question.by == "year") {
    rows = year_rows(*accounts, known);
  } else {
    total_rows = std::ssize(accounts->rows);
    const Dimension dimension = dimension_of(question);
    const std::string type = report::type_of(*model, dimension);
    const bool flows_only = dimension == Dimension::organisation;
    RecordWords words{store, request.session.caller, request.session.language};
    const auto label = [&](const std::string& key) -> std::string {
      const auto id = type.empty() ? std::nullopt : Uuid::parse(key);
      if (id) return words.label(type, *id);
      if (dimension == Dimension::contamination)
        return code_title(*model, "contamination", key, request.session.language);
      return code_title(*model, "class", key, request.session.language);
    };
    std::vector<const std::pair<std::string, Account>*> order;
    for (const auto& row : accounts->rows) order.push_back(&row);
    const bool by_label = sort ? sort->first == "label" : dimension != Dimension::hazard;
    if (by_label) {
      std::vector<Uuid> ids;
      for (const auto* row : order)
        if (const auto id = Uuid::parse(row->first)) ids.push_back(*id);
      if (!type.empty()) words.meet(type, ids);
      std::map<std::string, std::string> labels;
      for (const auto* row : order) labels[row->first] = row->first.empty() ? std::string{} : label(row->first);
      const bool down = sort && sort->second;
      std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
        return down ? labels[a->first] > labels[b->first] : labels[a->first] < labels[b->first];
      });
    } else {
      const std::string column = sort ? sort->first : "remaining";
      const bool down = !sort || sort->second;
      std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
        const SquareMetres left = column_of(a->second, column), right = column_of(b->second, column);
        return down ? left > right : left < right;
      });
    }
    const auto from = std::min(offset, total_rows), to = std::min(from + limit, total_rows);
    std::vector<Uuid> shown;
    for (auto at = from; at < to; ++at)
      if (const auto id = Uuid::parse(order[static_cast<std::size_t>(at)]->first)) shown.push_back(*id);
    if (!type.empty()) words.meet(type, shown);
    for (auto at = from; at < to; ++at) {
      const auto& [key, account] = *order[static_cast<std::size_t>(at)];
      Json row = report::account_json(account, flows_only);
      row["key"] = key.empty() ? Json() : Json(key);
      row["label"] = key.empty() ? Json() : Json(label(key));
      rows.push_back(std::move(row));
    }
  }
  std::map<std::string, std::int64_t> odd;
  for (const Finding& finding : ledger->findings()) ++odd[finding.rule];
  return json({{"by", question.by},
               {"unit", "m2"},
               {"as_at", question.view.as_at ? Json(question.view.as_at->text()) : Json()},
               {"known_at", question.known_at ? Json(*question.known_at) : Json()},
               {"total_rows", total_rows},
               {"rows", std::move(rows)},
               {"total", report::account_json(accounts->total, !known)},
               {"findings", odd}});
}

Json geometry_of(const store::Store& store, const store::Caller& caller, const model::RecordType& type, const Uuid& id,
                 std::optional<std::int64_t> known_at) {
  const int field = type.geometry_field.empty() ? -1 : type.index_of(type.geometry_field);
  const auto record = field < 0 ? std::nullopt : store.find(caller, type.name, id, known_at);
  if (!record) return nullptr;
  const auto* shape = std::get_if<geo::GeometryPtr>(&record->values[static_cast<std::size_t>(field)]);
  return shape == nullptr || !*shape ? Json() : geo::to_geojson(**shape);
}

/// A finding of the ledger in the words of the model's rule for that check.
Json odd_json(const Finding& finding, const model::Model& model, const report::FindingWords& words,
              RecordWords& labels) {
  Finding named = finding;
  for (const model::RecordType& type : model.types)
    for (const model::Rule& rule : type.rules)
      if (rule.check == finding.rule && (named.rule == finding.rule || type.name == finding.type)) {
        named.rule = rule.id;
        named.severity = rule.severity;
      }
  Json records = Json::array();
  for (const Uuid& record : finding.records) records.push_back(record.text());
  return {{"check", finding.rule},
          {"severity", text_of(named.severity)},
          {"type", finding.type},
          {"records", std::move(records)},
          {"label", finding.records.empty() ? Json() : Json(labels.label(finding.type, finding.records.front()))},
          {"message", words.message(named)},
          {"values", finding.values},
          {"lon", finding.lon ? Json(*finding.lon) : Json()},
          {"lat", finding.lat ? Json(*finding.lat) : Json()}};
}

Response get_odd(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  const std::int64_t offset = whole_number(request, "offset", 0, 0, INT64_MAX / 2);
  const std::int64_t limit = whole_number(request, "limit", 100, 0, 1000);
  const std::vector<std::string> checks = parts_of(request.parameter("check").value_or(""), ',');
  const auto ledger = services.shared<LandLedger>().at(services, request.session.caller, known_at(request, store));
  const report::FindingWords words{store, request.session.caller, request.session.language};
  RecordWords labels{store, request.session.caller, request.session.language};
  Json items = Json::array();
  std::int64_t total = 0;
  for (const Finding& finding : ledger->findings()) {
    if (!checks.empty() && std::find(checks.begin(), checks.end(), finding.rule) == checks.end()) continue;
    if (total >= offset && total < offset + limit) items.push_back(odd_json(finding, *model, words, labels));
    ++total;
  }
  return json({{"total", total}, {"offset", offset}, {"items", std::move(items)}});
}

Response get_hazard(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const auto model = store.model();
  const std::optional<std::int64_t> known = known_at(request, store);
  const auto ledger = services.shared<LandLedger>().at(services, caller, known);
  const model::RecordType& hazards = seen_type(*model, caller, "hazard");
  const auto id = Uuid::parse(request.capture("hazard"));
  const auto record = id ? store.find(caller, "hazard", *id, known) : std::nullopt;
  if (!record) throw Problem{"store.unknown_record", {{"type", "hazard"}, {"record", request.capture("hazard")}}};
  release::View view{.as_at = date_in(request, "as-at"), .hazard = *id};
  RecordWords words{store, caller, request.session.language};
  const auto source_type = [&](const Uuid& source) -> const model::RecordType* {
    for (const char* name : {"land_release_product", "area_change", "hazard", "activity"}) {
      const model::RecordType* type = model->find_type(name);
      if (type != nullptr && may_see(caller, *type) && store.find(caller, name, source, known)) return type;
    }
    return nullptr;
  };
  Json entries = Json::array();
  for (const release::Entry& entry : ledger->entries()) {
    if (entry.hazard != *id || !view.holds(*ledger, entry)) continue;
    const model::RecordType* type = source_type(entry.source);
    entries.push_back(
        {{"entry", text_of(entry.kind)},
         {"area_m2", entry.area.as_double()},
         {"basis", text_of(entry.basis)},
         {"on", entry.on.year == 0 ? Json() : Json(entry.on.text())},
         {"source_type", type == nullptr ? Json() : Json(type->name)},
         {"source", entry.source.text()},
         {"source_label", type == nullptr ? Json() : Json(words.label(type->name, entry.source))},
         {"land_class", ledger->name(entry.land_class)},
         {"contamination", ledger->name(entry.contamination)},
         {"reason", ledger->name(entry.reason)},
         {"geometry", type == nullptr ? Json() : geometry_of(store, caller, *type, entry.source, known)}});
  }
  const report::FindingWords finding_words{store, caller, request.session.language};
  Json odd = Json::array();
  for (const Finding& finding : ledger->findings())
    if (std::find(finding.records.begin(), finding.records.end(), *id) != finding.records.end())
      odd.push_back(odd_json(finding, *model, finding_words, words));
  const Account account = release::total(*ledger, view);
  return json({{"hazard", id->text()},
               {"label", words.label_of(hazards, *record)},
               {"unit", "m2"},
               {"account", report::account_json(account, account.empty())},  // nobody recorded how large it is
               {"geometry", geometry_of(store, caller, hazards, *id, known)},
               {"entries", std::move(entries)},
               {"findings", std::move(odd)}});
}

Json account_schema(bool row) {
  using namespace schema;
  Json json =
      object({{"released", square_metres()}, {"remaining", square_metres()}, {"by_basis", map(map(square_metres()))}},
             {"released", "by_basis"});
  for (const EntryKind kind : report::kAccountColumns) {
    json["properties"][std::string{text_of(kind)}] = square_metres();
    json["required"].push_back(text_of(kind));
  }
  for (const EntryKind kind : report::kBesideAccount) json["properties"][std::string{text_of(kind)}] = square_metres();
  if (row) {
    json["properties"]["key"] = nullable(text("id, code or year; null: not recorded"));
    json["properties"]["label"] = nullable(text());
    json["properties"]["opening"] = square_metres();
    json["properties"]["closing"] = square_metres();
    json["required"].push_back("key");
    json["required"].push_back("label");
  }
  return json;
}

}  // namespace

RouteList ledger_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"LandAccount", account_schema(false)},
      {"AccountRow", account_schema(true)},
      {"Ledger", object({{"by", text()},
                         {"unit", text()},
                         {"as_at", nullable(text())},
                         {"known_at", nullable(integer())},
                         {"total_rows", integer()},
                         {"rows", list(ref("AccountRow"))},
                         {"total", ref("LandAccount")},
                         {"findings", map(integer("how many, by check"))}},
                        {"by", "unit", "as_at", "known_at", "total_rows", "rows", "total", "findings"})},
      {"LedgerFinding", object({{"check", text()},
                                {"severity", one_of({"error", "warning", "note"})},
                                {"type", text()},
                                {"records", list(text())},
                                {"label", nullable(text())},
                                {"message", text()},
                                {"values", map(anything())},
                                {"lon", nullable(number())},
                                {"lat", nullable(number())}},
                               {"check", "severity", "type", "records", "label", "message", "values", "lon", "lat"})},
      {"LedgerFindings", object({{"total", integer()}, {"offset", integer()}, {"items", list(ref("LedgerFinding"))}},
                                {"total", "offset", "items"})},
      {"LedgerEntry", object({{"entry", text()},
                              {"area_m2", square_metres()},
                              {"basis", one_of({"geometric", "reported", "estimated"})},
                              {"on", nullable(text())},
                              {"source_type", nullable(text())},
                              {"source", text()},
                              {"source_label", nullable(text())},
                              {"land_class", text()},
                              {"contamination", text()},
                              {"reason", text()},
                              {"geometry", nullable(ref("Geometry"))}},
                             {"entry", "area_m2", "basis", "on", "source_type", "source", "source_label", "land_class",
                              "contamination", "reason", "geometry"})},
      {"HazardLedger", object({{"hazard", text()},
                               {"label", text()},
                               {"unit", text()},
                               {"account", ref("LandAccount")},
                               {"geometry", nullable(ref("Geometry"))},
                               {"entries", list(ref("LedgerEntry"))},
                               {"findings", list(ref("LedgerFinding"))}},
                              {"hazard", "label", "unit", "account", "geometry", "entries", "findings"})}};
  const Parameter as_at = query("as-at", "the account as at a date: 2024, 2024-06 or 2024-06-30");
  std::vector<Parameter> whole{
      query("by", "rows of the table",
            one_of({"year", "hazard", "place", "province", "organisation", "contamination", "land_class", "class"})),
      as_at,
      known_at_parameter(),
      query("hazard", "only this hazard, by id"),
      query("place", "only this place, by id"),
      query("province", "only this province, by id"),
      query("organisation", "only what this organisation recorded or released, by id"),
      query("contamination", "only this contamination, by code"),
      query("land_class", "only this class of land, by code"),
      query("sortby", "label, remaining, released or a kind of entry; - before it goes down"),
      language_parameter()};
  for (Parameter& parameter : page_parameters(kMostRows)) whole.push_back(std::move(parameter));
  std::vector<Parameter> odd{query("check", "double_release, area_mismatch, ...; several apart by commas"),
                             known_at_parameter(), language_parameter()};
  for (Parameter& parameter : page_parameters(1000)) odd.push_back(std::move(parameter));
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/ledger",
       .access = Access::reader,
       .operation_id = "getLedger",
       .summary = "The land-release account by year, hazard, place, province, organisation, "
                  "contamination or class",
       .tag = "ledger",
       .parameters = whole,
       .response_schema = "Ledger",
       .handle = get_ledger},
      {.method = Method::get,
       .pattern = "/api/ledger/findings",
       .access = Access::reader,
       .operation_id = "getLedgerFindings",
       .summary = "Land released twice, figures that differ, products outside their hazard",
       .tag = "ledger",
       .parameters = odd,
       .response_schema = "LedgerFindings",
       .handle = get_odd},
      {.method = Method::get,
       .pattern = "/api/ledger/{hazard}",
       .access = Access::reader,
       .operation_id = "getHazardLedger",
       .summary = "One hazard's entries with their outlines",
       .tag = "ledger",
       .parameters = {in_path("hazard", "id of the hazard"), as_at, known_at_parameter(), language_parameter()},
       .response_schema = "HazardLedger",
       .handle = get_hazard}};
  return list_of;
}

}  // namespace tilth::http
