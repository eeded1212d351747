// SPDX-License-Identifier: Apache-2.0
// tilth link: records that may be of one person, proposed for people to decide.
#include "cli/command.h"
#include "cli/finding_named.h"
#include "cli/link_codes.h"

#include "model/record_label.h"
#include "report/check_score.h"
#include "report/pair_opening.h"
#include "report/person_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>

namespace tilth::cli {
namespace {

struct LinkRequest {
  std::filesystem::path programme, truth;
  std::string type, reference, same, different, undo, reason, state = "open";
  bool as_given = false, dry = false, list = false, names = false, openings = false;
  std::size_t limit = 20;
  Author author;
  LinkCodes codes;
};

/// What people said of a pair, in the words of the command.
std::string decision(const std::string& state) {
  if (state == "accepted") return "same";
  if (state == "waived") return "different";
  return state;
}

std::string signed_number(double value) { return fmt::format("{:+.1f}", value); }

/// "name alike +6.5, sex same +0.7": what each field adds to the weight.
std::string why(const Json& values) {
  std::string text;
  for (const Json& field : values.value("fields", Json::array())) {
    const auto level = field.value("level", "");
    if (level == "missing") continue;
    text += (text.empty() ? "" : ", ") + field.value("field", "") + " " + level + " " +
            signed_number(field.value("weight", 0.0));
  }
  return text;
}

class Pairs {
 public:
  Pairs(const store::Store& store, const people::LinkageRule& rule, const LinkRequest& request,
        const Terminal& terminal)
      : store_(store), model_(store.model()), rule_(rule), request_(request), terminal_(terminal) {}

  void print(std::vector<store::SavedFinding> pairs, Json answer) const {
    std::stable_sort(pairs.begin(), pairs.end(), [](const store::SavedFinding& a, const store::SavedFinding& b) {
      return a.finding.values.value("weight", 0.0) > b.finding.values.value("weight", 0.0);
    });
    const std::size_t shown_count = request_.limit == 0 ? pairs.size() : std::min(pairs.size(), request_.limit);
    Json list = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < shown_count; ++i) {
      const store::SavedFinding& saved = pairs[i];
      const Json& values = saved.finding.values;
      Json records = Json::array();
      for (std::size_t at = 0; at < saved.finding.records.size(); ++at)
        records.push_back(record(saved.finding.records[at], rule_.across() && at == 1));
      rows.push_back({short_id(saved.id), fmt::format("{:.2f}", values.value("percent", 0.0)),
                      fmt::format("{:.2f}", values.value("weight", 0.0)), decision(saved.state), in_words(records[0]),
                      in_words(records[1]), why(values)});
      list.push_back({{"id", saved.id.text()},
                      {"decision", decision(saved.state)},
                      {"reason", saved.reason},
                      {"decided_by", saved.by},
                      {"records", std::move(records)},
                      {"percent", values.value("percent", 0.0)},
                      {"weight", values.value("weight", 0.0)},
                      {"certain", values.value("certain", false)},
                      {"fields", values.value("fields", Json::array())}});
    }
    if (terminal_.json) {
      answer["listed"] = std::move(list);
      return terminal_.print(answer);
    }
    if (!rows.empty())
      terminal_.print_table({"pair", "probability %", "weight", "decision", "record", "record", "what agrees"}, rows);
    if (shown_count < pairs.size())
      std::cout << fmt::format("{} more; --limit 0 shows all\n",
                               shown(static_cast<std::int64_t>(pairs.size() - shown_count)));
  }

 private:
  [[nodiscard]] Json record(const Uuid& id, bool referred) const {
    const model::RecordType& type = referred ? *rule_.referred : *rule_.type;
    const auto found = store_.find({}, type.name, id);
    const int label = type.index_of(type.label_field);
    Json one{{"id", id.text()},
             {"label",
              model::record_label(*model_, type,
                                  found && label >= 0 ? found->values[static_cast<std::size_t>(label)] : store::Value{},
                                  id, terminal_.language)}};
    if (!request_.names || !found) return one;
    for (const people::ComparedField& field : rule_.fields)
      if (field.as == people::ComparedAs::name)
        if (const auto* text = std::get_if<std::string>(
                &found->values[static_cast<std::size_t>(referred ? field.other : field.field)].base()))
          one["name"] = *text;
    return one;
  }

  static std::string in_words(const Json& one) {
    const auto name = one.find("name");
    return one.value("label", "") + (name == one.end() ? "" : " " + name->get<std::string>());
  }

  const store::Store& store_;
  std::shared_ptr<const model::Model> model_;
  const people::LinkageRule& rule_;
  const LinkRequest& request_;
  const Terminal& terminal_;
};

void print_people(const report::PeopleBehind& behind, const model::RecordType& type, const Terminal& terminal) {
  std::cout << fmt::format("{}: {} records. {} pairs are one person by decision, {} two people, {} are open.\n",
                           type.plural.in(terminal.language), shown(behind.records), shown(behind.same),
                           shown(behind.different), shown(behind.open));
  std::cout << (behind.fewest == behind.most
                    ? fmt::format("They are {} people, as far as pairs were looked for.\n", shown(behind.most))
                    : fmt::format("They are {} to {} people, as far as pairs were looked for.\n", shown(behind.fewest),
                                  shown(behind.most)));
  std::cout << "Figures count records: no decision changes one.\n";
  for (const auto& [one, other] : behind.decided.contradictions)
    std::cout << "Contradiction: " << one.text() << " and " << other.text()
              << " are two people by one decision and one person by the others.\n";
}

/// How many people the records are; of a rule between two types, how many records have no counterpart in the other.
class Behind {
 public:
  Behind(const store::Store& store, const people::LinkageRule& rule, const std::vector<store::SavedFinding>& findings)
      : rule_(rule) {
    if (rule.across())
      references_ = report::references_behind(store, rule, findings);
    else
      people_ = report::people_behind(store, {}, *rule.type, findings);
  }
  /// "people" or "references".
  void add_to(Json& answer) const {
    if (rule_.across())
      answer["references"] = report::to_json(references_);
    else
      answer["people"] = report::to_json(people_);
  }
  void print(const Terminal& terminal) const {
    if (!rule_.across()) return print_people(people_, *rule_.type, terminal);
    const auto plural = [&](const model::RecordType& type) { return type.plural.in(terminal.language); };
    std::cout << fmt::format("{}: {} of {} the rule speaks of name no record of {}.\n", plural(*rule_.type),
                             shown(references_.without), shown(references_.records), plural(*rule_.referred))
              << fmt::format("{}: {} of {} the rule speaks of are named by none of them.\n", plural(*rule_.referred),
                             shown(references_.unreferred), shown(references_.others))
              << fmt::format("{} pairs are one person by decision, {} two people, {} are open.\n",
                             shown(references_.same), shown(references_.different), shown(references_.open));
  }

 private:
  const people::LinkageRule& rule_;
  report::PeopleBehind people_;
  report::ReferencesBehind references_;
};

void decide(const LinkRequest& request, const Terminal& terminal) {
  const auto store = open_to_write(request.programme);
  const people::LinkageRule rule = report::linkage_rule_of(*store->model(), request.type, request.reference);
  const bool same = !request.same.empty(), undo = !request.undo.empty();
  const std::string& named = same ? request.same : undo ? request.undo : request.different;
  const store::SavedFinding saved = finding_named(*store, named, rule.rule->id);
  const std::string state = same ? "accepted" : undo ? "open" : "waived";
  report::settle_pair(*store, saved, state, request.reason, request.author.batch(request.reason));
  const Behind behind{*store, rule, store->findings()};
  if (terminal.json) {
    Json answer{{"pair", saved.id.text()}, {"decision", decision(state)}};
    behind.add_to(answer);
    return terminal.print(answer);
  }
  if (undo)
    std::cout << "Taken back: the pair is open again.\n";
  else if (!same)
    std::cout << "Two people, by your decision. The pair is not proposed again.\n";
  else if (rule.across())
    std::cout << "One person, by your decision. "
              << rule.type->fields[static_cast<std::size_t>(rule.reference)].title.in(terminal.language)
              << " is set.\n";
  else
    std::cout << "One person, by your decision. Both records stay as they are.\n";
  behind.print(terminal);
}

/// Of the rule, in that state or "all".
void keep_pairs(std::vector<store::SavedFinding>& findings, const people::LinkageRule& rule, const std::string& state) {
  std::erase_if(findings, [&](const store::SavedFinding& one) {
    return one.finding.rule != rule.rule->id || (state != "all" && one.state != state);
  });
}

void list(const LinkRequest& request, const Terminal& terminal) {
  const auto store = open_to_read(request.programme);
  const people::LinkageRule rule = report::linkage_rule_of(*store->model(), request.type, request.reference);
  const std::string state = request.state == "same"        ? "accepted"
                            : request.state == "different" ? "waived"
                                                           : request.state;
  std::vector<store::SavedFinding> saved = store->findings();
  const Behind behind{*store, rule, saved};
  Json answer = Json::object();
  behind.add_to(answer);
  keep_pairs(saved, rule, state);
  Pairs{*store, rule, request, terminal}.print(std::move(saved), std::move(answer));
  if (!terminal.json) behind.print(terminal);
}

/// Every entry of the log about fields that were opened to two people, oldest first.
void list_openings(const LinkRequest& request, const Terminal& terminal) {
  const auto store = open_to_read(request.programme);
  const people::LinkageRule rule = report::linkage_rule_of(*store->model(), request.type, request.reference);
  Json openings = Json::array();
  std::vector<std::vector<std::string>> rows;
  for (const report::PairOpening& one : report::pair_openings(*store, Instant::now())) {
    if (one.type != rule.type->name) continue;
    Json acts = Json::array();
    const std::string until = one.until ? one.until->text() : std::string{};
    for (const report::OpeningAct& act : one.acts) {
      const std::string what{report::text_of(act.deed)};
      acts.push_back({{"at", act.at.text()},
                      {"what", what},
                      {"by", act.by},
                      {"group", act.group.empty() ? Json() : Json(act.group)},
                      {"reason", act.reason}});
      if (act.deed == report::OpeningDeed::ended) acts.back()["ended_by"] = report::text_of(act.end);
      rows.push_back({act.at.text(), what, act.by, act.group, one.id.text(), short_id(one.pair), until, act.reason});
    }
    openings.push_back({{"id", one.id.text()},
                        {"pair", one.pair.text()},
                        {"state", report::text_of(one.state)},
                        {"records", {one.record.text(), one.other.text()}},
                        {"days", one.days},
                        {"until", until.empty() ? Json() : Json(until)},
                        {"acts", std::move(acts)}});
  }
  if (terminal.json) return terminal.print({{"openings", std::move(openings)}});
  if (rows.empty()) {
    std::cout << "Nobody has asked that fields of a pair be opened.\n";
    return;
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a[0] < b[0]; });
  terminal.print_table({"when", "what", "who", "says it is", "opening", "pair", "until", "reason"}, rows);
}

void print_run(const people::Linkage& linkage) {
  std::cout << fmt::format("{} records, {} with a name or another field that identifies; {} pairs compared",
                           shown(linkage.records), shown(linkage.compared), shown(linkage.candidates));
  if (linkage.reduction_ratio) std::cout << fmt::format(" (reduction ratio {:.6f})", *linkage.reduction_ratio);
  std::cout << ".\n";
  if (linkage.left_out.blocks > 0)
    std::cout << fmt::format(
        "{} blocks of {} pairs were too large and were left out: pairs in them alone are missed.\n",
        shown(linkage.left_out.blocks), shown(linkage.left_out.pairs));
  std::cout << (linkage.estimated_m
                    ? fmt::format("m and lambda ({:.3g}) are estimated from these records by EM in {} rounds",
                                  linkage.model.lambda, linkage.rounds)
                    : fmt::format("m and lambda ({:.3g}) are the model's: there is too little to estimate them from",
                                  linkage.model.lambda))
            << (linkage.estimated_u ? ", u from pairs drawn at random.\n" : ", u is the model's.\n");
}

void look(const LinkRequest& request, const Terminal& terminal) {
  const bool reads = request.dry || !request.truth.empty();
  const auto store = reads ? open_to_read(request.programme) : open_to_write(request.programme);
  const people::LinkageRule rule = report::linkage_rule_of(*store->model(), request.type, request.reference);
  const auto progress = terminal.progress();
  const people::Linkage linkage = people::link_records(*store, {}, rule, {.estimate = !request.as_given}, *progress);
  Json answer = report::linkage_json(rule, linkage);
  if (!request.truth.empty()) {
    std::ifstream file{request.truth};
    if (!file) throw Problem{"file.unreadable", {{"file", request.truth.string()}}};
    const stats::LinkageQuality quality = report::score_pairs(report::read_truth(file), rule.rule->id, linkage.pairs);
    const auto part = [](const std::optional<double>& value) { return value ? Json(*value) : Json(); };
    answer["precision"] = part(quality.precision);
    answer["recall"] = part(quality.recall);
    answer["f1"] = part(quality.f1);
    if (terminal.json) return terminal.print(answer);
    print_run(linkage);
    const auto words = [](const std::optional<double>& value) {
      return value ? fmt::format("{:.6f}", *value) : std::string{"-"};
    };
    std::cout << fmt::format("{} pairs proposed: precision {}, recall {}, F1 {}\n",
                             shown(answer["pairs"].get<std::int64_t>()), words(quality.precision),
                             words(quality.recall), words(quality.f1));
    return;
  }
  std::vector<store::SavedFinding> pairs;
  std::optional<Behind> behind;
  if (request.dry) {
    for (const people::ProposedPair& pair : linkage.pairs) {
      Finding finding = report::pair_finding(rule, pair);
      const Uuid id = finding.id();
      pairs.push_back({.id = id, .finding = std::move(finding), .state = "open"});
    }
  } else {
    report::save_pairs(*store, rule, linkage);
    pairs = store->findings();
    behind.emplace(*store, rule, pairs);
    behind->add_to(answer);
    keep_pairs(pairs, rule, "open");
  }
  Pairs{*store, rule, request, terminal}.print(std::move(pairs), std::move(answer));
  if (terminal.json) return;
  print_run(linkage);
  if (behind) behind->print(terminal);
}

}  // namespace

void add_link_command(CLI::App& app, Terminal& terminal) {
  auto request = std::make_shared<LinkRequest>();
  CLI::App* command = app.add_subcommand("link", "records that may be of one person: propose pairs, decide them");
  command->add_option("PROGRAMME", request->programme, "the programme's file")->required();
  command->add_option("TYPE", request->type, "record type, such as casualty or survivor_case")->required();
  command->add_option("--reference", request->reference,
                      "propose what this reference of the records should name, such as casualty of survivor_case");
  CLI::Option* same = command->add_option("--same", request->same, "this pair is one person; needs --reason");
  CLI::Option* different =
      command->add_option("--different", request->different, "this pair is two people; needs --reason");
  CLI::Option* undo = command->add_option("--undo", request->undo, "take a decision back");
  same->excludes(different)->excludes(undo);
  different->excludes(undo);
  command->add_option("--reason", request->reason, "why; shown beside the pair and in the history. Name nobody in it");
  command->add_flag("--list", request->list, "list the pairs that are kept, without looking anew");
  command->add_flag("--openings", request->openings,
                    "list who asked for the fields of a pair, opened, refused, looked and ended: the log");
  command->add_option("--state", request->state, "with --list: only these")
      ->check(CLI::IsMember({"open", "same", "different", "mended", "all"}))
      ->capture_default_str();
  command->add_option("--limit", request->limit, "show at most so many pairs; 0 shows all")->capture_default_str();
  command->add_flag("--names", request->names, "show the names as well");
  command->add_flag("--as-given", request->as_given, "take m, u and lambda from the model, and estimate nothing");
  command->add_option("--truth", request->truth,
                      "score the pairs against those that tilth generate planted; saves nothing");
  command->add_flag("--dry-run", request->dry, "look and show, save nothing");
  request->codes.add_to(*command);
  request->author.add_to(*command);
  command->callback([request, &terminal] {
    if (request->codes.asked()) return request->codes.run(request->programme, request->type, request->author, terminal);
    if (!request->same.empty() || !request->different.empty() || !request->undo.empty())
      return decide(*request, terminal);
    if (request->openings) return list_openings(*request, terminal);
    if (request->list) return list(*request, terminal);
    look(*request, terminal);
  });
}

}  // namespace tilth::cli
