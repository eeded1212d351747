// SPDX-License-Identifier: Apache-2.0
// Data quality in six dimensions.
#include "quality/scores.h"

#include "base/problem.h"
#include "quality/check_run.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace tilth::quality {
namespace {

constexpr double kNormal975 = 1.9599639845400536;  // methods T-0.1
constexpr std::uint64_t kBetweenWords = 4096;

std::optional<double> one_minus(std::int64_t bad, std::int64_t all) {
  if (all <= 0) return std::nullopt;
  return 1 - static_cast<double>(bad) / static_cast<double>(all);
}

void add(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& more) {
  if (more) sum = sum.value_or(0) + *more;
}

/// Outside what the field allows, whatever the rules say.
bool fails(const model::Model& model, const model::Field& field, const Value& value) {
  if (field.kind == model::FieldKind::code) {
    const model::CodeList* list = model.find_codes(field.codes);
    if (list == nullptr) return false;
    const std::vector<std::string> codes = texts_in(value);
    return std::any_of(codes.begin(), codes.end(),
                       [&](const std::string& code) { return list->find(code) == nullptr; });
  }
  if (const std::optional<double> number = number_in(value)) {
    if (field.minimum && *number < *field.minimum) return true;
    if (field.maximum && *number > *field.maximum) return true;
    return field.kind == model::FieldKind::area && *number < 0;
  }
  if (const std::optional<std::string> text = text_in(value); text && field.max_length) {
    const auto letters = std::count_if(text->begin(), text->end(), [](char c) { return (c & 0xC0) != 0x80; });
    return letters > *field.max_length;
  }
  return false;
}

/// A record's own fields as a filter sees them; child counts and paths are unknown here.
class OwnFields final : public cql2::Row {
 public:
  explicit OwnFields(const store::Record& record) : record_(record) {}
  [[nodiscard]] const Value& at(int slot) const override {
    const auto index = static_cast<std::size_t>(slot);
    return index < record_.values.size() ? record_.values[index] : nothing_;
  }

 private:
  const store::Record& record_;
  Value nothing_;
};

}  // namespace

std::string_view text_of(QualityDimension dimension) {
  constexpr std::array<std::string_view, kQualityDimensions> kNames = {"completeness", "validity",   "consistency",
                                                                       "uniqueness",   "timeliness", "accuracy"};
  return kNames[static_cast<std::size_t>(dimension)];
}

QualityCounts& QualityCounts::operator+=(const QualityCounts& other) {
  records += other.records;
  required_cells += other.required_cells;
  missing_cells += other.missing_cells;
  complete_records += other.complete_records;
  filled_cells += other.filled_cells;
  failing_cells += other.failing_cells;
  failing_records += other.failing_records;
  surplus_duplicates += other.surplus_duplicates;
  add(reports_expected, other.reports_expected);
  add(reports_in_time, other.reports_in_time);
  add(fields_rechecked, other.fields_rechecked);
  add(fields_agreeing, other.fields_agreeing);
  return *this;
}

QualityScore score_of(const QualityCounts& counts, const QualityWeights& weights) {
  QualityScore score;
  const auto set = [&](QualityDimension dimension, std::optional<double> value) {
    score.of[static_cast<std::size_t>(dimension)] = value;
  };
  set(QualityDimension::completeness, one_minus(counts.missing_cells, counts.required_cells));
  set(QualityDimension::validity, one_minus(counts.failing_cells, counts.filled_cells));
  set(QualityDimension::consistency, one_minus(counts.failing_records, counts.records));
  set(QualityDimension::uniqueness, one_minus(counts.surplus_duplicates, counts.records));
  if (counts.reports_expected && counts.reports_in_time && *counts.reports_expected > 0)
    set(QualityDimension::timeliness,
        static_cast<double>(*counts.reports_in_time) / static_cast<double>(*counts.reports_expected));
  if (counts.fields_rechecked && counts.fields_agreeing && *counts.fields_rechecked > 0) {
    // Wilson's interval, without continuity correction.
    const auto n = static_cast<double>(*counts.fields_rechecked);
    const double p = static_cast<double>(*counts.fields_agreeing) / n, z2 = kNormal975 * kNormal975;
    const double centre = p + z2 / (2 * n), half = kNormal975 * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    set(QualityDimension::accuracy, p);
    score.accuracy_lower = (centre - half) / (1 + z2 / n);
    score.accuracy_upper = (centre + half) / (1 + z2 / n);
  }
  if (counts.records > 0)
    score.complete_records = static_cast<double>(counts.complete_records) / static_cast<double>(counts.records);

  double sum = 0, logs = 0, weight = 0, least = 1;
  int there = 0;
  for (std::size_t i = 0; i < score.of.size(); ++i) {
    if (!score.of[i]) continue;
    ++there;
    weight += weights.of[i];
    sum += weights.of[i] * *score.of[i];
    logs += weights.of[i] * std::log(*score.of[i]);
    least = std::min(least, *score.of[i]);
  }
  if (there == 0 || !(weight > 0)) return score;
  if (there == kQualityDimensions) {
    score.mean = sum / weight;
    score.geometric_mean = std::exp(logs / weight);
    score.minimum = least;
  } else {
    score.partial_mean = sum / weight;
    score.partial_minimum = least;
  }
  return score;
}

std::vector<QualityRow> quality_scores(const store::Store& store, const store::Caller& caller,
                                       const CheckResult& checked, Progress& progress) {
  const std::shared_ptr<const model::Model> model = store.model();
  std::unordered_map<std::string, const model::Rule*> rules;
  for (const model::RecordType& type : model->types)
    for (const model::Rule& rule : type.rules) rules[rule.id] = &rule;
  // Records against a rule of their own, and those that only repeat an earlier one, by type.
  std::map<std::string, std::unordered_set<Uuid>> failing, surplus;
  for (const Finding& finding : checked.findings) {
    const auto rule = rules.find(finding.rule);
    if (rule == rules.end() || finding.records.empty()) continue;
    const std::string& check = rule->second->check;
    if (check.empty() && finding.records.size() == 1) failing[finding.type].insert(finding.records.front());
    if (check == "duplicate_key" || check == "same_record" || check == "near_duplicate")
      surplus[finding.type].insert(finding.records.begin() + 1, finding.records.end());
  }

  std::vector<QualityRow> rows;
  for (const model::RecordType& type : model->types) {
    if (!checked.records.contains(type.name)) continue;
    struct Condition {
      std::size_t field;
      cql2::Bound when;
    };
    const model::TypeSchema schema{*model, type};
    std::vector<std::size_t> always;
    std::vector<Condition> sometimes;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      if (type.fields[i].required)
        always.push_back(i);
      else if (type.fields[i].required_when)
        sometimes.push_back({i, cql2::Bound{*type.fields[i].required_when, schema}});
    }
    const int organisation = type.index_of(type.organisation_field);
    std::map<std::string, QualityCounts> counts;
    progress.start("scoring " + type.name, static_cast<std::uint64_t>(checked.records.at(type.name)));
    std::uint64_t seen = 0;
    bool stopped = false;
    store.each(caller, {.type = type.name}, [&](const store::Record& record) {
      QualityCounts& c = counts[organisation < 0 ? "" : shown(record.values[static_cast<std::size_t>(organisation)])];
      ++c.records;
      std::int64_t missing = 0, required = static_cast<std::int64_t>(always.size());
      for (const std::size_t field : always) missing += record.values[field].is_null() ? 1 : 0;
      const OwnFields own{record};
      for (const Condition& condition : sometimes) {
        if (condition.when.holds(own) != cql2::Bound::Truth::yes) continue;
        ++required;
        missing += record.values[condition.field].is_null() ? 1 : 0;
      }
      c.required_cells += required;
      c.missing_cells += missing;
      c.complete_records += missing == 0 ? 1 : 0;
      for (std::size_t i = 0; i < type.fields.size(); ++i) {
        if (record.values[i].is_null()) continue;
        ++c.filled_cells;
        c.failing_cells += fails(*model, type.fields[i], record.values[i]) ? 1 : 0;
      }
      c.failing_records += failing[type.name].contains(record.id) ? 1 : 0;
      c.surplus_duplicates += surplus[type.name].contains(record.id) ? 1 : 0;
      if (++seen % kBetweenWords == 0) {
        progress.done(seen);
        stopped = progress.cancelled();
      }
      return !stopped;
    });
    if (stopped) throw Problem{"job.cancelled"};
    QualityCounts all;
    for (const auto& [owner, of_owner] : counts) all += of_owner;
    if (all.records == 0) continue;
    rows.push_back({type.name, "*", all, score_of(all)});
    if (organisation < 0) continue;
    for (const auto& [owner, of_owner] : counts) rows.push_back({type.name, owner, of_owner, score_of(of_owner)});
  }
  return rows;
}

}  // namespace tilth::quality
