// SPDX-License-Identifier: Apache-2.0
#include "report/treaty_area.h"

#include "report/indicator_sources.h"

#include <cmath>
#include <map>

namespace tilth::report {
namespace {

constexpr const char* kFormC =
    "form = 'c' AND total_area IS NOT NULL AND report.treaty = 'apmbc' AND "
    "report.status IN ('draft', 'internal_review', 'approved')";

constexpr std::int64_t kFirstYear = 1997, kLastYear = 9999;  // the convention's first year; as far as dates reach

bool has_reports(const model::Model& model) {
  const model::RecordType *forms = model.find_type("form_entry"), *reports = model.find_type("treaty_report");
  return forms != nullptr && reports != nullptr && forms->find("form") != nullptr &&
         forms->find("total_area") != nullptr && forms->find("report") != nullptr &&
         reports->find("treaty") != nullptr && reports->find("status") != nullptr && reports->find("year") != nullptr;
}

}  // namespace

std::vector<Finding> treaty_area_findings(const store::Store& store, const store::Caller& caller,
                                          const std::shared_ptr<const release::Ledger>& ledger, Progress& progress) {
  std::vector<Finding> findings;
  const auto model = store.model();
  const model::Indicator* remaining = model->find_indicator("LR1");
  if (remaining == nullptr || !has_reports(*model)) return findings;
  const model::RecordType& forms = *model->find_type("form_entry");
  const model::RecordType& reports = *model->find_type("treaty_report");
  const IndicatorSources sources{store, caller, {}, progress, nullptr, [&] { return ledger; }};
  std::map<std::int64_t, std::optional<double>> by_year;  // nothing: nobody knows what remained
  store.each(caller, {.type = forms.name, .where = cql2::parse_text(kFormC)}, [&](const store::Record& form) {
    const auto* reported = std::get_if<double>(&store::value_of(forms, form, "total_area").base());
    const auto* id = std::get_if<std::string>(&store::value_of(forms, form, "report").base());
    const auto report = id == nullptr ? std::nullopt : Uuid::parse(*id);
    const auto parent = report ? store.find(caller, reports.name, *report) : std::nullopt;
    const auto* year = parent ? std::get_if<std::int64_t>(&store::value_of(reports, *parent, "year").base()) : nullptr;
    if (reported == nullptr || year == nullptr || *year < kFirstYear || *year > kLastYear) return true;
    const auto [known, added] = by_year.try_emplace(*year);
    if (added) {
      indicators::Question question;
      question.from = Date{static_cast<std::int16_t>(*year), 1, 1};
      question.to = Date{static_cast<std::int16_t>(*year), 12, 31};
      question.where = cql2::parse_text("contamination LIKE '%ap_mine%'");
      known->second = indicators::compute(store, caller, *remaining, question, sources.registry()).total.value;
    }
    if (!known->second || std::fabs(*reported - *known->second) < 1) return true;
    Finding finding;
    finding.rule = "treaty_area";
    finding.type = forms.name;
    finding.records = {form.id};
    finding.values = {{"year", *year}, {"reported_m2", *reported}, {"computed_m2", *known->second}};
    findings.push_back(std::move(finding));
    return true;
  });
  return findings;
}

}  // namespace tilth::report
