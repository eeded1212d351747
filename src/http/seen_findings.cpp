// SPDX-License-Identifier: Apache-2.0
#include "http/seen_findings.h"

#include "http/rights.h"
#include "http/schemas.h"
#include "model/field_value.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace tilth::http {
namespace {

using All = std::vector<store::SavedFinding>;

/// Which findings a caller may see, by rule and by record.
class Sight {
 public:
  Sight(const store::Store& store, const store::Caller& caller)
      : store_(store), caller_(caller), model_(store.model()) {
    for (const model::RecordType& type : model_->types) {
      for (const model::Rule& rule : type.rules) {
        rules_[rule.id] = may_see(caller, *model_, type, rule);
        if (!caller.rows.empty()) paths_[rule.id] = narrowed_paths(type, rule);
      }
    }
  }

  SeenFindings look(std::shared_ptr<const All> all) {
    SeenFindings found{.all = std::move(all), .seen = {}};
    for (const store::SavedFinding& saved : *found.all)
      if (rule_seen(saved.finding)) found.seen.push_back({.saved = &saved, .organisation = {}, .place = {}});
    if (!caller_.rows.empty()) keep_seen_records(found);
    name_owners(found);
    return found;
  }

 private:
  [[nodiscard]] bool rule_seen(const Finding& finding) const {
    const model::RecordType* type = model_->find_type(finding.type);
    if (type == nullptr || !may_see(caller_, *type)) return false;
    const auto rule = rules_.find(finding.rule);
    if (rule != rules_.end()) return rule->second;
    const model::Field* field = type->find(finding.place);  // "field.required" and the like
    return field != nullptr && may_see(caller_, *field);
  }

  void keep_seen_records(SeenFindings& found) const {
    std::unordered_set<Uuid> asked, seen;
    for (const SeenFinding& one : found.seen)
      asked.insert(one.saved->finding.records.begin(), one.saved->finding.records.end());
    for (const model::RecordType& type : model_->types) {
      if (!may_see(caller_, type)) continue;
      store_.each(caller_, {.type = type.name, .fields = {type.fields.front().name}, .with_removed = true},
                  [&](const store::Record& record) {
                    if (asked.contains(record.id)) seen.insert(record.id);
                    return true;
                  });
    }
    std::erase_if(found.seen, [&](const SeenFinding& one) {
      const Finding& finding = one.saved->finding;
      if (finding.records.empty()) return true;  // it counts rows that this caller may not see
      const bool names_another = finding.values.contains("other") && finding.records.size() < 2;
      return names_another ||
             !std::all_of(finding.records.begin(), finding.records.end(),
                          [&](const Uuid& id) { return seen.contains(id); }) ||
             reads_unseen(finding);
    });
  }

  /// The paths of a rule that lead over records of which this caller sees only some.
  [[nodiscard]] std::vector<std::string> narrowed_paths(const model::RecordType& type, const model::Rule& rule) const {
    std::set<std::string> names;
    for (const auto* part : {&rule.when, &rule.must})
      if (*part)
        for (std::string& name : cql2::properties(**part)) names.insert(std::move(name));
    const std::string& message = rule.message.en();
    for (std::size_t open = message.find('{'); open != std::string::npos; open = message.find('{', open + 1))
      if (const std::size_t close = message.find('}', open); close != std::string::npos)
        names.insert(message.substr(open + 1, close - open - 1));
    std::vector<std::string> paths;
    for (const std::string& name : names) {
      const model::RecordType* at = &type;
      for (std::string_view rest = name; at != nullptr && rest.find('.') != std::string_view::npos;
           rest.remove_prefix(rest.find('.') + 1)) {
        const model::Field* field = at->find(rest.substr(0, rest.find('.')));
        at = field == nullptr ? nullptr : model_->find_type(field->refers_to);
        if (at == nullptr || sees_all_rows(caller_, *at)) continue;
        paths.push_back(name);
        break;
      }
    }
    return paths;
  }

  /// Whether a rule read a record that the caller may not see: its message would show values of it.
  [[nodiscard]] bool reads_unseen(const Finding& finding) const {
    const auto paths = paths_.find(finding.rule);
    if (paths == paths_.end() || paths->second.empty()) return false;
    const model::RecordType& type = *model_->find_type(finding.type);
    return std::any_of(finding.records.begin(), finding.records.end(), [&](const Uuid& id) {
      const auto record = store_.find(caller_, type.name, id);
      return record && std::any_of(paths->second.begin(), paths->second.end(),
                                   [&](const std::string& path) { return leads_to_unseen(type, *record, path); });
    });
  }

  [[nodiscard]] bool leads_to_unseen(const model::RecordType& type, const store::Record& start,
                                     std::string_view path) const {
    const model::RecordType* at = &type;
    std::optional<store::Record> record = start;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
      const model::Field& field = *at->find(path.substr(0, dot));
      const auto* text = std::get_if<std::string>(&store::value_of(*at, *record, field.name));
      const auto id = text == nullptr ? std::nullopt : Uuid::parse(*text);
      if (!id) return false;  // nothing is referred to
      at = model_->find_type(field.refers_to);
      record = store_.find(caller_, at->name, *id);
      if (!record) return true;
      path.remove_prefix(dot + 1);
    }
    return false;
  }

  void name_owners(SeenFindings& found) const {
    std::map<std::string, std::vector<std::size_t>> by_type;
    for (std::size_t i = 0; i < found.seen.size(); ++i)
      if (!found.seen[i].saved->finding.records.empty()) by_type[found.seen[i].saved->finding.type].push_back(i);
    for (const auto& [name, indices] : by_type) {
      const model::RecordType& type = *model_->find_type(name);
      std::vector<std::string> fields;
      for (const std::string& field : {type.organisation_field, type.place_field})
        if (!field.empty() && may_see(caller_, *type.find(field))) fields.push_back(field);
      if (fields.empty()) continue;
      std::unordered_map<Uuid, std::pair<std::string, std::string>> owners;
      for (const std::size_t i : indices)
        for (const Uuid& id : found.seen[i].saved->finding.records) owners.try_emplace(id);
      store_.each(caller_, {.type = name, .fields = fields}, [&](const store::Record& record) {
        const auto at = owners.find(record.id);
        if (at == owners.end()) return true;
        const auto text = [&](const std::string& field) {
          if (std::find(fields.begin(), fields.end(), field) == fields.end()) return std::string{};
          const auto* id = std::get_if<std::string>(&store::value_of(type, record, field));
          return id == nullptr ? std::string{} : *id;
        };
        at->second = {text(type.organisation_field), text(type.place_field)};
        return true;
      });
      for (const std::size_t i : indices) {
        for (const Uuid& id : found.seen[i].saved->finding.records) {
          const auto& [organisation, place] = owners[id];
          if (organisation.empty() && place.empty()) continue;
          found.seen[i].organisation = organisation;
          found.seen[i].place = place;
          break;
        }
      }
    }
  }

  const store::Store& store_;
  const store::Caller& caller_;
  std::shared_ptr<const model::Model> model_;
  std::map<std::string, bool> rules_;
  std::map<std::string, std::vector<std::string>> paths_;  ///< by rule, of a caller whose rows are narrowed
};

/// What a finding takes in memory, about: measured on made-up programmes, 450 to 800 bytes.
constexpr std::size_t kFindingBytes = 700;

}  // namespace

const SeenFinding* SeenFindings::find(const Uuid& id) const {
  for (const SeenFinding& one : seen)
    if (one.saved->id == id) return &one;
  return nullptr;
}

std::shared_ptr<const SeenFindings> Findings::of(const store::Store& store, const store::Caller& caller) {
  const std::string state = std::to_string(generation_) + "|" + std::to_string(store.last_seq()) + "|";
  const auto all = cache_.get<All>("all|" + state, [&] {
    auto read = std::make_shared<const All>(store.findings());
    const std::size_t bytes = read->size() * kFindingBytes;
    return std::pair{std::move(read), bytes};
  });
  return cache_.get<SeenFindings>("seen|" + state + fingerprint(caller), [&] {
    auto seen = std::make_shared<const SeenFindings>(Sight{store, caller}.look(all));
    const std::size_t bytes = seen->seen.size() * sizeof(SeenFinding);
    return std::pair{std::move(seen), bytes};
  });
}

Json finding_json(const Finding& finding, const report::FindingWords& words) {
  Json records = Json::array();
  const std::size_t told = std::min(finding.records.size(), kRecordsTold);
  for (std::size_t i = 0; i < told; ++i) records.push_back(finding.records[i].text());
  return {{"id", finding.id().text()},
          {"rule", finding.rule},
          {"code", words.code(finding.rule)},
          {"severity", text_of(finding.severity)},
          {"type", finding.type},
          {"records", std::move(records)},
          {"record_count", finding.records.size()},
          {"place", finding.place},
          {"lon", finding.lon ? Json(*finding.lon) : Json()},
          {"lat", finding.lat ? Json(*finding.lat) : Json()},
          {"message", words.message(finding)},
          {"hint", words.hint(finding)},
          {"has_repair", !finding.repair.is_null()}};
}

Json finding_json(const SeenFinding& one, const report::FindingWords& words, RecordWords& labels, const Json& assigned,
                  const Session& reader) {
  const store::SavedFinding& saved = *one.saved;
  Json json = finding_json(saved.finding, words);
  json["id"] = saved.id.text();
  json["state"] = saved.state;
  const bool works_here = !reader.account.empty();
  json["reason"] = works_here ? saved.reason : std::string{};
  json["settled_by"] = works_here ? saved.by : std::string{};
  json["first_seen"] = saved.first_seen.text();
  json["last_seen"] = saved.last_seen.text();
  json["label"] =
      saved.finding.records.empty() ? Json() : Json(labels.label(saved.finding.type, saved.finding.records[0]));
  json["organisation"] = one.organisation.empty() ? Json() : Json(one.organisation);
  json["record_place"] = one.place.empty() ? Json() : Json(one.place);
  const auto to = assigned.find(saved.id.text());
  json["assigned_to"] = to == assigned.end() || !works_here ? Json() : to->value("to", Json());
  return json;
}

Json pair_json(const Finding& finding) {
  const Json& values = finding.values;
  if (!values.contains("percent") || !values.contains("fields")) return {};
  return {{"percent", values.at("percent")},
          {"weight", values.value("weight", 0.0)},
          {"certain", values.value("certain", false)},
          {"fields", values.at("fields")}};
}

Json pair_schema() {
  using namespace schema;
  return object({{"percent", number("probability that they are one person")},
                 {"weight", number("log2 of the odds")},
                 {"certain", boolean("nearly")},
                 {"fields", list(object({{"field", text()},
                                         {"level", one_of({"missing", "differ", "partly", "near", "alike", "same"})},
                                         {"other", text("field of the referred type, between two types")},
                                         {"weight", number("what it adds to the weight")}},
                                        {"field", "level", "weight"}))}},
                {"percent", "weight", "certain", "fields"});
}

namespace {

/// What both have: a finding that was saved, and one in a draft.
Json found_schema() {
  using namespace schema;
  return object({{"id", text()},
                 {"rule", text()},
                 {"code", text("the domain's number of the rule, such as G11; may be empty")},
                 {"severity", one_of({"error", "warning", "note"})},
                 {"type", text("record type of the first record")},
                 {"records", list(text("id"))},
                 {"record_count", integer("of which `records` names the first 50")},
                 {"place", text("a field, or a place within the outline")},
                 {"lon", nullable(number("degrees"))},
                 {"lat", nullable(number("degrees"))},
                 {"message", text()},
                 {"hint", text()},
                 {"has_repair", boolean()}},
                {"id", "rule", "code", "severity", "type", "records", "record_count", "place", "lon", "lat", "message",
                 "hint", "has_repair"});
}

}  // namespace

Json finding_schema() {
  using namespace schema;
  const Json saved = object(
      {{"state", one_of({"open", "accepted", "mended", "waived"})},
       {"reason", text()},
       {"settled_by", text()},
       {"first_seen", text("instant")},
       {"last_seen", text("instant")},
       {"label", nullable(text("what people call the first record"))},
       {"about", list(object({{"type", text()}, {"id", text()}, {"label", text()}},
                             {"type", "id", "label"}))},  // of a finding asked for alone
       {"pair", nullable(pair_schema())},                 // likewise, of two records that may be of one person
       {"decisions", list(object({{"at", text("instant")}, {"by", text()}, {"state", text()}, {"reason", text()}},
                                 {"at", "by", "state", "reason"}))},
       {"organisation", nullable(text("id"))},
       {"record_place", nullable(text("id of the place of the record"))},
       {"assigned_to", nullable(text("account"))}},
      {"state", "reason", "settled_by", "first_seen", "last_seen", "label", "organisation", "record_place",
       "assigned_to"});
  Json json = found_schema();
  json["properties"].update(saved["properties"]);
  json["required"].insert(json["required"].end(), saved["required"].begin(), saved["required"].end());
  return json;
}

Json draft_finding_schema() {
  using namespace schema;
  Json json = found_schema();
  json["properties"]["repair"] = nullable(map(anything("the field's new value")));
  json["required"].push_back("repair");
  return json;
}

}  // namespace tilth::http
