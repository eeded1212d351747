// SPDX-License-Identifier: Apache-2.0
// People who stand twice: looking for pairs as a job, and the pairs that people decide. Names are read as any record's.
#include "http/ask.h"
#include "http/jobs.h"
#include "http/record_words.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/seen_findings.h"
#include "http/services.h"

#include "base/problem.h"
#include "report/person_pairs.h"

#include <algorithm>

namespace tilth::http {
namespace {

constexpr std::int64_t kMostPairs = 500;  // in one answer

Response get_linkage(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const auto model = store.model();
  const bool counts = yes_or_no(request, "counts", true);
  const auto findings = counts ? services.shared<Findings>().of(store, caller) : nullptr;
  Json types = Json::array();
  for (const model::RecordType& type : model->types) {
    for (const model::Rule& rule : type.rules) {
      if (rule.check != people::kSamePersonCheck || !people::may_link(caller, *model, type, rule)) continue;
      const people::LinkageRule linkage = people::read_linkage_rule(*model, type, rule);
      // How many there are is told to who sees all their records.
      const bool whole = people::sees_all_compared(caller, linkage);
      Json last = whole ? store.setting(report::last_linkage(linkage)).value_or(Json()) : Json();
      if (last.is_object()) last.erase("fields");
      Json one{{"type", type.name},       {"title", type.plural.in(request.session.language)},
               {"rule", rule.id},         {"reference", Json()},
               {"referred", Json()},      {"whole", whole},
               {"last", std::move(last)}, {"people", Json()},
               {"references", Json()}};
      if (linkage.across()) {
        one["reference"] = people::reference_of(rule);
        one["referred"] = linkage.referred->plural.in(request.session.language);
      }
      if (whole && counts && linkage.across())
        one["references"] = report::to_json(report::references_behind(store, linkage, *findings->all));
      else if (whole && counts)
        one["people"] = report::to_json(report::people_behind(store, caller, type, *findings->all));
      types.push_back(std::move(one));
    }
  }
  return json({{"types", std::move(types)}});
}

/// The rule of the type in the path, for a caller who may read what it compares. @throws Problem "link.hidden_names"
people::LinkageRule rule_for(const Request& request, const model::Model& model) {
  const store::Caller& caller = request.session.caller;
  const model::RecordType& type = seen_type(model, caller, request.capture("type"));
  people::LinkageRule rule = report::linkage_rule_of(model, type.name, text_parameter(request, "reference"));
  if (!people::may_link(caller, model, type, *rule.rule)) throw Problem{"link.hidden_names", {{"type", type.name}}};
  return rule;
}

Response post_linkage(const Request& request, Services& services) {
  const auto model = services.store().model();
  const people::LinkageRule rule = rule_for(request, *model);
  if (!people::sees_all_compared(request.session.caller, rule))
    throw Problem{"link.hidden_names", {{"type", rule.type->name}}};
  const std::string job = services.jobs().start(
      "linkage", request.session, {{"what", rule.type->plural.in(request.session.language)}},
      [&store = services.store(), &findings = services.shared<Findings>(), caller = request.session.caller,
       name = rule.type->name, reference = text_parameter(request, "reference")](Progress& progress) {
        const auto now = store.model();
        const people::LinkageRule of_now = report::linkage_rule_of(*now, name, reference);
        const people::Linkage linkage = people::link_records(store, caller, of_now, {}, progress);
        report::save_pairs(store, of_now, linkage);
        findings.changed();
        Json result = report::linkage_json(of_now, linkage);
        result.erase("fields");
        return result;
      });
  return json({{"job", job}}, 202).with("Location", "/api/jobs/" + job);
}

Response get_pairs(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const auto model = store.model();
  const people::LinkageRule rule = rule_for(request, *model);
  const auto findings = services.shared<Findings>().of(store, caller);
  std::vector<std::string> states = parts_of(request.parameter("state").value_or("open"), ',');
  std::vector<const store::SavedFinding*> pairs;
  for (const SeenFinding& one : findings->seen)
    if (one.saved->finding.rule == rule.rule->id && one.saved->finding.records.size() == 2 &&
        std::find(states.begin(), states.end(), one.saved->state) != states.end())
      pairs.push_back(one.saved);
  std::stable_sort(pairs.begin(), pairs.end(), [](const auto* a, const auto* b) {
    return a->finding.values.value("weight", 0.0) > b->finding.values.value("weight", 0.0);
  });
  const std::int64_t offset = whole_number(request, "offset", 0, 0, INT64_MAX / 2);
  const std::int64_t limit = whole_number(request, "limit", 50, 0, kMostPairs);
  RecordWords labels{store, caller, request.session.language};
  Json items = Json::array();
  for (std::int64_t i = offset; i < std::min(offset + limit, static_cast<std::int64_t>(pairs.size())); ++i) {
    const store::SavedFinding& saved = *pairs[static_cast<std::size_t>(i)];
    Json records = Json::array();
    for (std::size_t at = 0; at < saved.finding.records.size(); ++at) {
      const Uuid& id = saved.finding.records[at];
      const model::RecordType& type = rule.across() && at == 1 ? *rule.referred : *rule.type;
      records.push_back({{"id", id.text()}, {"type", type.name}, {"label", labels.label(type.name, id)}});
    }
    items.push_back({{"id", saved.id.text()},
                     {"state", saved.state},
                     {"reason", saved.reason},
                     {"settled_by", saved.by},
                     {"records", std::move(records)},
                     {"pair", pair_json(saved.finding)}});
  }
  return json({{"total", pairs.size()}, {"offset", offset}, {"items", std::move(items)}});
}

}  // namespace

RouteList linkage_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"LinkageRun",
       object({{"type", text()},
               {"at", text("instant")},
               {"records", integer()},
               {"compared", integer("records with a name, or another field that identifies")},
               {"candidates", integer("pairs that shared a block, and were compared")},
               {"reduction_ratio", nullable(number("1 - candidates / all pairs of those compared"))},
               {"left_out_blocks", integer("too large to be compared")},
               {"left_out_pairs", integer()},
               {"pairs", integer("proposed")},
               {"certain", integer("of them nearly certain")},
               {"lambda", number("share of all pairs that are of one person")},
               {"estimated_u", boolean()},
               {"estimated_m", boolean()},
               {"rounds", integer()},
               {"link", number("probability from which a pair is nearly certain")},
               {"review", number("probability from which it is proposed")}},
              {"type", "records", "compared", "candidates", "reduction_ratio", "left_out_blocks", "left_out_pairs",
               "pairs", "certain", "lambda", "estimated_u", "estimated_m", "rounds", "link", "review"})},
      {"PeopleBehind", object({{"records", integer()},
                               {"same", integer("pairs that are one person, by decision")},
                               {"different", integer("pairs that are two people")},
                               {"open", integer("pairs that nobody decided")},
                               {"most", integer("people, if no open pair is one person")},
                               {"fewest", integer("people, if every open pair is one person")},
                               {"contradictions", list(list(text("id of a record")))}},
                              {"records", "same", "different", "open", "most", "fewest", "contradictions"})},
      {"ReferencesBehind", object({{"records", integer("of the type, that the rule speaks of")},
                                   {"without", integer("of them, whose reference is empty")},
                                   {"others", integer("of the referred type, that the rule speaks of")},
                                   {"unreferred", integer("of them, which no record of the rule names")},
                                   {"same", integer("pairs that are one person, by decision")},
                                   {"different", integer("pairs that are two people")},
                                   {"open", integer("pairs that nobody decided")}},
                                  {"records", "without", "others", "unreferred", "same", "different", "open"})},
      {"Linkage", object({{"types", list(object({{"type", text()},
                                                 {"title", text()},
                                                 {"rule", text()},
                                                 {"reference", nullable(text("field that a pair proposes to set; "
                                                                             "null: pairs within the type"))},
                                                 {"referred", nullable(text("title of the type that it refers to"))},
                                                 {"whole", boolean("the caller sees all records, and is told how "
                                                                   "many there are")},
                                                 {"last", nullable(ref("LinkageRun"))},
                                                 {"people", nullable(ref("PeopleBehind"))},
                                                 {"references", nullable(ref("ReferencesBehind"))}},
                                                {"type", "title", "rule", "reference", "referred", "whole", "last",
                                                 "people", "references"}))}},
                         {"types"})},
      {"StartedLinkage", object({{"job", text("id; /api/jobs/{job} shows it")}}, {"job"})},
      {"PersonPairs",
       object({{"total", integer()},
               {"offset", integer()},
               {"items", list(object({{"id", text("id of the finding; /api/findings/{id}/settle decides it")},
                                      {"state", one_of({"open", "accepted", "mended", "waived"})},
                                      {"reason", text()},
                                      {"settled_by", text()},
                                      {"records", list(object({{"id", text()}, {"type", text()}, {"label", text()}},
                                                              {"id", "type", "label"}))},
                                      {"pair", pair_schema()}},
                                     {"id", "state", "reason", "settled_by", "records", "pair"}))}},
              {"total", "offset", "items"})}};
  const Parameter reference =
      query("reference", "a reference of the type: what it should name; without it, pairs within the type");
  std::vector<Parameter> of_pairs{
      in_path("type", "record type"), reference,
      query("state", "open (the default), accepted: one person, waived: two people, mended; several apart by commas"),
      language_parameter()};
  for (Parameter& parameter : page_parameters(kMostPairs)) of_pairs.push_back(std::move(parameter));
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/linkage",
       .access = Access::member,
       .operation_id = "getLinkage",
       .summary = "Record types whose people can be looked through, and how many people there are",
       .tag = "quality",
       .parameters = {query("counts", "false: without `people` and `references`, which are counted over all records",
                            boolean()),
                      language_parameter()},
       .response_schema = "Linkage",
       .handle = get_linkage},
      {.method = Method::post,
       .pattern = "/api/linkage/{type}",
       .access = Access::reviewer,
       .operation_id = "startLinkage",
       .summary = "Look for records of one person; a job",
       .tag = "quality",
       .parameters = {in_path("type", "record type"), reference},
       .response_schema = "StartedLinkage",
       .statuses = {202},
       .handle = post_linkage},
      {.method = Method::get,
       .pattern = "/api/linkage/{type}/pairs",
       .access = Access::member,
       .operation_id = "getPersonPairs",
       .summary = "Pairs of records that may be of one person, the likeliest first",
       .tag = "quality",
       .parameters = of_pairs,
       .response_schema = "PersonPairs",
       .handle = get_pairs}};
  return list_of;
}

}  // namespace tilth::http
