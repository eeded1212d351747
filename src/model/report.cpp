// SPDX-License-Identifier: Apache-2.0
#include "model/report.h"

#include "model/overlay.h"
#include "model/report_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

namespace tilth::model {

namespace {

std::string literal(const cql2::Value& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "TRUE" : "FALSE";
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* day = std::get_if<Date>(&value)) return "DATE('" + Date::from_days(day->first_day()).text() + "')";
  const auto* text = std::get_if<std::string>(&value);
  std::string out = "'";
  for (const char c : text == nullptr ? std::string{} : *text) out += c == '\'' ? "''" : std::string{c};
  return out + "'";
}

}  // namespace

std::string filled_filter(const std::string& where, const std::function<cql2::Value(const std::string& name)>& value) {
  std::string out;
  for (std::size_t at = 0; at < where.size();) {
    const std::size_t open = where.find('{', at);
    const std::size_t close = open == std::string::npos ? open : where.find('}', open);
    if (close == std::string::npos) return out + where.substr(at);
    out += where.substr(at, open - at) + literal(value(where.substr(open + 1, close - open - 1)));
    at = close + 1;
  }
  return out;
}

ConditionTerms::ConditionTerms(const Model& model, const RecordType* about, const ReportCondition& condition) {
  for (const TextPiece& term : condition.terms) {
    cql2::Property property{.type = cql2::ValueType::number};
    if (!term.figure && about != nullptr && term.value.starts_with("record."))
      property = TypeSchema{model, *about}.find(term.value.substr(7)).value_or(property);
    property.slot = static_cast<int>(terms_.size());
    property.name = "t" + std::to_string(terms_.size());
    terms_.push_back(std::move(property));
  }
}

std::optional<cql2::Property> ConditionTerms::find(std::string_view name) const {
  const auto found = std::find_if(terms_.begin(), terms_.end(), [&](const auto& term) { return term.name == name; });
  return found == terms_.end() ? std::nullopt : std::optional{*found};
}

std::vector<std::string> ConditionTerms::names() const {
  std::vector<std::string> names;
  for (const cql2::Property& term : terms_) names.push_back(term.name);
  return names;
}

const Field* field_at_end(const Model& model, const RecordType& type, std::string_view path) {
  const RecordType* at = &type;
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
    const Field* step = at->find(path.substr(0, dot));
    at = step == nullptr ? nullptr : model.find_type(step->refers_to);
    if (at == nullptr) return nullptr;
    path = path.substr(dot + 1);
  }
  return at->find(path);
}

const Report* Reports::find(std::string_view name) const {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Report& one) { return one.name == name; });
  return found == list.end() ? nullptr : &*found;
}

bool holds_reports(std::string_view file) {
  return file.starts_with("reports/") || file.find("/reports/") != file.npos;
}

namespace {

std::shared_ptr<const Reports> read(const Model& model) {
  auto reports = std::make_shared<Reports>();
  Problems problems;
  std::vector<Tree> base, overlays;
  for (const auto& [file, text] : model.sources) {
    if (!holds_reports(file)) continue;
    for (Tree& document : read_yaml(file, text, problems)) {
      const bool changes = document.find("extends_report") != nullptr;
      if (!changes && document.find("report") == nullptr)
        problems.add(document, "The document declares no report.",
                     "Start it with report:, or in an overlay extends_report:.");
      else
        (changes ? overlays : base).push_back(std::move(document));
    }
  }
  for (const Tree& overlay : overlays) {
    const std::string wanted = overlay.find("extends_report")->scalar;
    const auto target =
        std::find_if(base.begin(), base.end(), [&](const Tree& one) { return one.find("report")->scalar == wanted; });
    if (target != base.end()) {
      apply_overlay(*target, overlay, problems);
      continue;
    }
    std::vector<std::string> names;
    for (const Tree& one : base) names.push_back(one.find("report")->scalar);
    problems.add(overlay, "There is no " + wanted + " to extend.", meant(wanted, names));
  }
  for (const Tree& document : base) {
    Report report = read_report(document, problems);
    if (reports->find(report.name) != nullptr)
      problems.add(document, "The report " + report.name + " is declared twice.",
                   "An overlay changes one with extends_report.");
    check_report(model, report, problems);
    reports->list.push_back(std::move(report));
  }
  reports->problems = problems.take();
  return reports;
}

}  // namespace

std::shared_ptr<const Reports> reports_of(const Model& model) {
  static std::mutex guard;
  static Sha256 of{};
  static std::shared_ptr<const Reports> last;
  const std::lock_guard lock{guard};
  if (last == nullptr || of != model.hash) {
    last = read(model);
    of = model.hash;
  }
  return last;
}

}  // namespace tilth::model
