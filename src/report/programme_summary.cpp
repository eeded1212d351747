// SPDX-License-Identifier: Apache-2.0
// Where a programme stands, on one page.
#include "report/programme_summary.h"

#include "base/problem.h"
#include "report/finding_words.h"
#include "report/indicator_sources.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tilth::report {
namespace {

void count_records(const store::Store& store, const store::Caller& caller, const std::string& language,
                   ProgrammeSummary& summary) {
  for (const model::RecordType& type : store.model()->types) {
    const std::int64_t count = store.count(caller, {.type = type.name});
    if (count == 0) continue;
    summary.records += count;
    summary.counts.emplace_back(type.plural.empty() ? type.name : type.plural.in(language), count);
  }
  std::stable_sort(summary.counts.begin(), summary.counts.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
}

void find_worst(const store::Store& store, const store::Caller& caller, const SummaryOptions& options,
                ProgrammeSummary& summary) {
  const FindingWords words{store, caller, options.language};
  std::map<std::string, WorstFindings> by_rule;
  for (const store::SavedFinding& saved : store.findings()) {
    if (saved.state != "open") continue;
    WorstFindings& worst = by_rule[saved.finding.rule];
    if (++worst.open == 1) {
      worst.severity = saved.finding.severity;
      worst.rule = saved.finding.rule;
      worst.code = words.code(saved.finding.rule);
      worst.example = words.label(saved.finding) + ": " + words.message(saved.finding);
    }
    worst.repairs += saved.finding.repair.is_null() ? 0 : 1;
    ++(saved.finding.severity == Severity::error     ? summary.open_errors
       : saved.finding.severity == Severity::warning ? summary.open_warnings
                                                     : summary.open_notes);
  }
  for (auto& [rule, worst] : by_rule) summary.worst.push_back(std::move(worst));
  summary.rules_with_findings = static_cast<std::int64_t>(summary.worst.size());
  std::stable_sort(summary.worst.begin(), summary.worst.end(), [](const WorstFindings& a, const WorstFindings& b) {
    return std::tuple{a.severity, -a.open} < std::tuple{b.severity, -b.open};
  });
  if (summary.worst.size() > options.findings) summary.worst.resize(options.findings);
}

}  // namespace

ProgrammeSummary programme_summary(const store::Store& store, const store::Caller& caller,
                                   const SummaryOptions& options, Progress& progress) {
  ProgrammeSummary summary;
  count_records(store, caller, options.language, summary);
  find_worst(store, caller, options, summary);

  const IndicatorSources sources{store, caller, std::nullopt, progress};
  release::View view;
  view.as_at = options.to;
  summary.years = release::year_table(sources.ledger().ledger(), view);
  if (summary.years.size() > static_cast<std::size_t>(options.years))
    summary.years.erase(summary.years.begin(), summary.years.end() - options.years);

  indicators::Question question;
  question.from = options.from;
  question.to = options.to;
  for (const std::string& name : options.indicators) {
    const model::Indicator* indicator = store.model()->find_indicator(name);
    if (indicator == nullptr) throw Problem{"indicator.unknown", {{"indicator", name}}};
    summary.figures.push_back(indicators::compute(store, caller, *indicator, question, sources.registry()));
  }
  return summary;
}

}  // namespace tilth::report
