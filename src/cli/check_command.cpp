// SPDX-License-Identifier: Apache-2.0
// tilth check: what is wrong with the data, and what people decided about it.
#include "cli/command.h"
#include "cli/finding_named.h"

#include "model/field_value.h"
#include "quality/scores.h"
#include "report/check_score.h"
#include "report/finding_words.h"
#include "report/person_pairs.h"
#include "report/repair.h"
#include "report/whole_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <tuple>

namespace tilth::cli {
namespace {

using report::FindingWords;

struct CheckRequest {
  std::filesystem::path programme, truth;
  std::vector<std::string> rules, types;
  std::string accept, waive, undo, reason, severity, state, fail_on;
  bool list = false, scores = false, dry = false, list_rules = false;
  std::size_t limit = 20;
  Author author;
};

void settle(const CheckRequest& request, const Terminal& terminal) {
  const auto store = open_to_write(request.programme);
  const bool accepting = !request.accept.empty();
  const store::SavedFinding saved = finding_named(*store, accepting ? request.accept : request.waive);
  if (saved.state == "mended")
    throw Problem{"finding.unknown", {{"finding", saved.id.text()}, {"id", saved.id.text()}}};
  const bool pair = report::is_pair(*store->model(), saved.finding);
  const bool repaired = accepting && !saved.finding.repair.is_null();
  if (repaired && !pair)
    store->append(request.author.batch(report::repair_reason(saved.finding)),
                  {report::repair_change(*store->model(), saved.finding)});
  report::settle_pair(*store, saved, accepting ? "accepted" : "waived", request.reason,
                      request.author.batch(request.reason));
  if (terminal.json) {
    terminal.print(
        {{"finding", saved.id.text()}, {"state", accepting ? "accepted" : "waived"}, {"repaired", repaired}});
    return;
  }
  const FindingWords words{*store, {}, terminal.language};
  std::cout << (accepting ? repaired ? "repaired and accepted: " : "accepted: " : "waived: ")
            << words.message(saved.finding) << "\n";
  if (accepting && !repaired)
    std::cout << "No repair was proposed for it; it stays accepted until a check no longer finds it.\n";
}

/// Takes an applied repair back: one more change, and the finding is open again.
void undo(const CheckRequest& request, const Terminal& terminal) {
  const auto store = open_to_write(request.programme);
  const store::SavedFinding saved = finding_named(*store, request.undo);
  const std::string reason = request.reason.empty() ? report::undo_reason(saved.finding) : request.reason;
  const auto undone = report::undo_change(*store, {}, saved.finding);
  if (!undone) throw Problem{"finding.no_repair_to_undo", {{"finding", saved.id.text()}}};
  store->append(request.author.batch(reason), {*undone});
  store->settle_finding(saved.id, "open", reason, request.author.batch(reason));
  if (terminal.json)
    terminal.print({{"finding", saved.id.text()}, {"state", "open"}, {"repaired", false}});
  else
    std::cout << "taken back, and open again: " << FindingWords{*store, {}, terminal.language}.message(saved.finding)
              << "\n";
}

bool asked_for(const CheckRequest& request, const FindingWords& words, const store::SavedFinding& saved) {
  const auto in = [](const std::vector<std::string>& list, const std::string& name) {
    return list.empty() || std::find(list.begin(), list.end(), name) != list.end();
  };
  if (!in(request.types, saved.finding.type)) return false;
  if (!request.severity.empty() && text_of(saved.finding.severity) != request.severity) return false;
  if (!request.state.empty() && saved.state != request.state) return false;
  if (request.rules.empty()) return true;
  return in(request.rules, saved.finding.rule) || in(request.rules, words.code(saved.finding.rule));
}

Json finding_json(const FindingWords& words, const store::SavedFinding& saved) {
  Json records = Json::array();
  for (const Uuid& record : saved.finding.records) records.push_back(record.text());
  return {{"id", saved.id.text()},
          {"rule", saved.finding.rule},
          {"code", words.code(saved.finding.rule)},
          {"severity", text_of(saved.finding.severity)},
          {"state", saved.state},
          {"reason", saved.reason},
          {"type", saved.finding.type},
          {"records", records},
          {"place", saved.finding.place},
          {"lon", saved.finding.lon ? Json(*saved.finding.lon) : Json()},
          {"lat", saved.finding.lat ? Json(*saved.finding.lat) : Json()},
          {"message", words.message(saved.finding)},
          {"hint", words.hint(saved.finding)},
          {"values", saved.finding.values},
          {"repair", saved.finding.repair},
          {"first_seen", saved.first_seen.text()},
          {"last_seen", saved.last_seen.text()}};
}

void list_findings(const store::Store& store, const CheckRequest& request, const Terminal& terminal) {
  const FindingWords words{store, {}, terminal.language};
  std::vector<store::SavedFinding> found;
  for (store::SavedFinding& saved : store.findings())
    if (asked_for(request, words, saved)) found.push_back(std::move(saved));
  std::stable_sort(found.begin(), found.end(), [](const store::SavedFinding& a, const store::SavedFinding& b) {
    return std::tie(a.finding.severity, a.finding.rule) < std::tie(b.finding.severity, b.finding.rule);
  });
  const std::size_t shown_count = request.limit == 0 ? found.size() : std::min(found.size(), request.limit);
  if (terminal.json) {
    Json rows = Json::array();
    for (std::size_t i = 0; i < shown_count; ++i) rows.push_back(finding_json(words, found[i]));
    terminal.print({{"count", found.size()}, {"findings", rows}});
    return;
  }
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < shown_count; ++i) {
    const store::SavedFinding& saved = found[i];
    rows.push_back({short_id(saved.id), std::string{text_of(saved.finding.severity)}, saved.state, saved.finding.rule,
                    words.label(saved.finding),
                    words.message(saved.finding) + (saved.finding.repair.is_null() ? "" : " [repair]")});
  }
  terminal.print_table({"finding", "severity", "state", "rule", "record", "what"}, rows);
  if (shown_count < found.size())
    std::cout << fmt::format("{} more; --limit 0 shows all\n",
                             shown(static_cast<std::int64_t>(found.size() - shown_count)));
}

void print_rules(const store::Store& store, const Terminal& terminal) {
  Json rows = Json::array();
  std::vector<std::vector<std::string>> lines;
  const auto model = store.model();
  for (const model::RecordType& type : model->types)
    for (const model::Rule& rule : type.rules) {
      rows.push_back({{"id", rule.id},
                      {"code", rule.code},
                      {"severity", text_of(rule.severity)},
                      {"check", rule.check},
                      {"source", rule.from.source},
                      {"mark", rule.from.mark},
                      {"message", rule.message.in(terminal.language)}});
      lines.push_back({rule.code, std::string{text_of(rule.severity)}, rule.id, rule.check, rule.from.source,
                       rule.message.in(terminal.language)});
    }
  if (terminal.json)
    terminal.print({{"rules", rows}});
  else
    terminal.print_table({"code", "severity", "rule", "check", "source", "message"}, lines);
}

std::string share(const std::optional<double>& value) { return value ? fmt::format("{:.1f}", *value * 100) : "-"; }

void print_scores(const store::Store& store, const quality::CheckResult& checked, Progress& progress,
                  const Terminal& terminal) {
  const std::vector<quality::QualityRow> rows = quality::quality_scores(store, {}, checked, progress);
  std::map<std::string, std::string> names;
  const auto model = store.model();
  if (const model::RecordType* type = model->find_type("organisation"); type != nullptr && !type->label_field.empty())
    store.each({}, {.type = type->name, .fields = {type->label_field}}, [&](const store::Record& record) {
      names[record.id.text()] = model::shown(store::value_of(*type, record, type->label_field));
      return true;
    });
  Json json = Json::array();
  std::vector<std::vector<std::string>> lines;
  for (const quality::QualityRow& row : rows) {
    const auto name = names.find(row.organisation);
    const std::string organisation = row.organisation == "*"    ? "all"
                                     : row.organisation.empty() ? "(not recorded)"
                                     : name == names.end()      ? row.organisation
                                                                : name->second;
    std::vector<std::string> line{row.type, organisation, shown(row.counts.records)};
    Json one{{"type", row.type},
             {"organisation", row.organisation},
             {"name", organisation},
             {"records", row.counts.records}};
    for (int i = 0; i < quality::kQualityDimensions; ++i) {
      const auto& value = row.score.of[static_cast<std::size_t>(i)];
      line.push_back(share(value));
      one[std::string{text_of(static_cast<quality::QualityDimension>(i))}] = value ? Json(*value) : Json();
    }
    line.push_back(share(row.score.mean ? row.score.mean : row.score.partial_mean) +
                   (row.score.mean ? "" : " partial"));
    line.push_back(share(row.score.mean ? row.score.minimum : row.score.partial_minimum));
    one["score"] = row.score.mean ? Json(*row.score.mean) : Json();
    one["partial_score"] = row.score.partial_mean ? Json(*row.score.partial_mean) : Json();
    one["minimum"] = row.score.minimum           ? Json(*row.score.minimum)
                     : row.score.partial_minimum ? Json(*row.score.partial_minimum)
                                                 : Json();
    lines.push_back(std::move(line));
    json.push_back(std::move(one));
  }
  if (terminal.json) {
    terminal.print({{"scores", json}});
    return;
  }
  terminal.print_table({"type", "organisation", "records", "complete %", "valid %", "consistent %", "unique %",
                        "in time %", "accurate %", "score", "lowest"},
                       lines);
  std::cout << "A score is partial until a reporting calendar and a re-check in the field are recorded.\n";
}

/// One line a rule: how many, how many of them settled.
void print_summary(const std::filesystem::path& file, const std::vector<store::SavedFinding>& saved,
                   const quality::CheckResult& result, const FindingWords& words, const Terminal& terminal) {
  struct Line {
    Severity severity = Severity::note;
    std::string rule, type, example;
    std::int64_t open = 0, accepted = 0, waived = 0, repairs = 0;
  };
  std::map<std::pair<Severity, std::string>, Line> lines;
  std::map<std::string, std::int64_t> by_severity{{"error", 0}, {"warning", 0}, {"note", 0}};
  std::int64_t mended = 0;
  for (const store::SavedFinding& one : saved) {
    if (one.state == "mended") {
      ++mended;
      continue;
    }
    Line& line = lines[{one.finding.severity, one.finding.rule + " " + one.finding.type}];
    line.severity = one.finding.severity;
    line.rule = one.finding.rule;
    line.type = one.finding.type;
    if (line.example.empty()) line.example = words.message(one.finding);
    if (one.state == "open") ++line.open, ++by_severity[std::string{text_of(one.finding.severity)}];
    if (one.state == "accepted") ++line.accepted;
    if (one.state == "waived") ++line.waived;
    if (one.state == "open" && !one.finding.repair.is_null()) ++line.repairs;
  }
  std::int64_t records = 0;
  for (const auto& [type, count] : result.records) records += count;
  if (terminal.json) {
    Json rows = Json::array();
    for (const auto& [key, line] : lines)
      rows.push_back({{"rule", line.rule},
                      {"code", words.code(line.rule)},
                      {"severity", text_of(line.severity)},
                      {"type", line.type},
                      {"open", line.open},
                      {"accepted", line.accepted},
                      {"waived", line.waived},
                      {"repairs", line.repairs},
                      {"example", line.example}});
    terminal.print({{"records", records},
                    {"rules_checked", result.rules.size()},
                    {"open", by_severity},
                    {"mended", mended},
                    {"findings", rows}});
    return;
  }
  std::vector<const Line*> worst;
  std::int64_t settled = 0, repairs = 0;
  for (const auto& [key, line] : lines) {
    worst.push_back(&line);
    settled += line.accepted + line.waived;
    repairs += line.repairs;
  }
  std::stable_sort(worst.begin(), worst.end(), [](const Line* a, const Line* b) {
    return std::tuple{a->severity, -a->open} < std::tuple{b->severity, -b->open};
  });
  std::vector<std::string> head{"severity", "code", "rule", "open"};
  if (settled > 0) head.insert(head.end(), {"accepted", "waived"});
  if (repairs > 0) head.emplace_back("repairs");
  head.emplace_back("for example");
  std::vector<std::vector<std::string>> rows;
  for (const Line* line : worst) {
    std::vector<std::string> row{std::string{text_of(line->severity)}, words.code(line->rule), line->rule,
                                 shown(line->open)};
    if (settled > 0) row.insert(row.end(), {shown(line->accepted), shown(line->waived)});
    if (repairs > 0) row.push_back(line->repairs == 0 ? "-" : shown(line->repairs));
    row.push_back(line->example);
    rows.push_back(std::move(row));
  }
  if (!rows.empty()) terminal.print_table(head, rows);
  std::cout << fmt::format("{} records, {} rules: {} errors, {} warnings, {} notes open; {} mended so far\n",
                           shown(records), shown(static_cast<std::int64_t>(result.rules.size())),
                           shown(by_severity["error"]), shown(by_severity["warning"]), shown(by_severity["note"]),
                           shown(mended));
  if (!rows.empty())
    std::cout << "Which records: " << terminal.program << " check " << typed(file.string()) << " --list"
              << (repairs > 0 ? "; a repair is applied with --accept FINDING" : "") << "\n";
}

/// What the check found of the faults that were planted on purpose.
void print_truth(const CheckRequest& request, const quality::CheckResult& result, const FindingWords& words,
                 Terminal& terminal) {
  std::ifstream file{request.truth};
  if (!file) throw Problem{"file.unreadable", {{"file", request.truth.string()}}};
  const report::CheckScore score = report::score_check(report::read_truth(file), result.findings);
  std::map<std::string, std::int64_t> alarms;
  for (const Finding& alarm : score.false_alarms) ++alarms[alarm.rule];
  Json kinds = Json::array();
  std::vector<std::vector<std::string>> rows;
  for (const report::KindScore& kind : score.kinds) {
    const auto missed = static_cast<std::int64_t>(kind.missed.size());
    rows.push_back({kind.kind, kind.rule, shown(kind.planted), shown(kind.planted - missed), shown(missed)});
    Json records = Json::array();
    for (const Uuid& record : kind.missed) records.push_back(record.text());
    kinds.push_back({{"kind", kind.kind}, {"rule", kind.rule}, {"planted", kind.planted}, {"missed", records}});
  }
  if (score.missed() > 0 || !score.false_alarms.empty()) terminal.exit_code = ExitCode::findings;
  if (terminal.json) {
    terminal.print({{"planted", score.planted()},
                    {"missed", score.missed()},
                    {"findings_expected", score.expected},
                    {"findings_in_their_train", score.in_its_train},
                    {"false_alarms", alarms},
                    {"kinds", kinds}});
    return;
  }
  terminal.print_table({"kind", "rule", "planted", "found", "missed"}, rows);
  std::cout << fmt::format(
      "{} faults planted, {} missed, {} false alarms at sites without one; {} more findings follow "
      "from the planted faults\n",
      shown(score.planted()), shown(score.missed()), shown(static_cast<std::int64_t>(score.false_alarms.size())),
      shown(score.in_its_train));
  for (const Finding& alarm : score.false_alarms)
    std::cout << "  false alarm: " << alarm.rule << ", " << words.label(alarm) << ": " << words.message(alarm) << "\n";
}

void run_check(const CheckRequest& request, Terminal& terminal) {
  const bool reads = request.dry || request.scores || !request.truth.empty();
  const auto store = reads ? open_to_read(request.programme) : open_to_write(request.programme);
  const auto progress = terminal.progress();
  quality::CheckOptions options{.rules = request.rules, .types = request.types};
  const quality::CheckResult result = report::whole_check(*store, {}, std::move(options), *progress);
  if (request.scores) return print_scores(*store, result, *progress, terminal);
  if (!request.truth.empty())
    return print_truth(request, result, FindingWords{*store, {}, terminal.language}, terminal);
  std::vector<store::SavedFinding> saved;
  if (request.dry) {
    for (const Finding& finding : result.findings)
      saved.push_back({.id = finding.id(), .finding = finding, .state = "open"});
  } else {
    saved = report::save_check(*store, result);
  }
  print_summary(request.programme, saved, result, FindingWords{*store, {}, terminal.language}, terminal);
  const std::optional<Severity> worst = severity_from(request.fail_on);
  const bool fails = worst && std::any_of(saved.begin(), saved.end(), [&](const store::SavedFinding& one) {
                       return one.state == "open" && one.finding.severity <= *worst;
                     });
  if (fails) terminal.exit_code = ExitCode::findings;
}

}  // namespace

void add_check_command(CLI::App& app, Terminal& terminal) {
  auto request = std::make_shared<CheckRequest>();
  CLI::App* command = app.add_subcommand("check", "what is wrong with the data, and what people decided about it");
  command->add_option("PROGRAMME", request->programme, "the programme's file")->required();
  command->add_option("--rule", request->rules, "only this rule, by id, code (G11) or check (overlap); repeatable");
  command->add_option("--type", request->types, "only this record type; repeatable");
  command->add_flag("--list", request->list, "list the findings that are saved, without checking anew");
  command->add_option("--severity", request->severity, "with --list: only these")
      ->check(CLI::IsMember({"error", "warning", "note"}));
  command->add_option("--state", request->state, "with --list: only these")
      ->check(CLI::IsMember({"open", "accepted", "mended", "waived"}));
  command->add_option("--limit", request->limit, "with --list: at most so many; 0 shows all")->capture_default_str();
  CLI::Option* accept =
      command->add_option("--accept", request->accept, "accept a finding, and apply its repair where one is proposed");
  CLI::Option* waive = command->add_option("--waive", request->waive, "waive a finding; needs --reason");
  CLI::Option* undone = command->add_option("--undo", request->undo, "take back the repair that --accept applied");
  accept->excludes(waive)->excludes(undone);
  waive->excludes(undone);
  command->add_option("--reason", request->reason, "why; shown beside the finding and in the history");
  command->add_flag("--scores", request->scores, "data quality per record type and organisation");
  command->add_option("--truth", request->truth,
                      "score the checks against the faults that tilth generate planted; saves nothing");
  command->add_flag("--rules", request->list_rules, "list the rules of the model");
  command->add_flag("--dry-run", request->dry, "check and show, save nothing");
  command->add_option("--fail-on", request->fail_on, "exit 1 when findings of this severity or worse are open")
      ->check(CLI::IsMember({"error", "warning", "note"}));
  request->author.add_to(*command);
  command->callback([request, &terminal] {
    if (!request->accept.empty() || !request->waive.empty()) return settle(*request, terminal);
    if (!request->undo.empty()) return undo(*request, terminal);
    if (request->list_rules) return print_rules(*open_to_read(request->programme), terminal);
    if (request->list) return list_findings(*open_to_read(request->programme), *request, terminal);
    run_check(*request, terminal);
  });
}

}  // namespace tilth::cli
