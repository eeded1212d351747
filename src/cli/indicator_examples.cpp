// SPDX-License-Identifier: Apache-2.0
// Runs the examples of a model's indicators.
#include "cli/indicator_examples.h"

#include "base/problem.h"
#include "report/indicator_sources.h"
#include "store/sqlite/sqlite_store.h"
#include "store/written_record.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace tilth::cli {
namespace {

namespace fs = std::filesystem;

/// A programme in a folder that goes when it goes; emptied between two examples.
class Scratch {
 public:
  explicit Scratch(const model::Model& model)
      : folder_(fs::temp_directory_path() / ("tilth-examples-" + Uuid::make().text())) {
    fs::create_directories(folder_);
    store_ = store::sqlite::create(folder_ / "examples.gpkg", model.sources);
  }
  ~Scratch() {
    store_.reset();
    std::error_code error;
    fs::remove_all(folder_, error);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] const store::Store& store() const { return *store_; }

  /// @throws Problem for a value that does not fit, Json::exception for an example of another shape
  void fill(const Json& example) {
    ++number_;  // a record that was taken out keeps its id, so each example names its own
    const Json none = Json::object();
    const Json& records = example.contains("records") ? example.at("records") : none;
    std::set<std::string> names;
    for (const auto& [type, list] : records.items())
      for (const Json& record : list)
        if (record.contains("id")) names.insert(record.at("id").get<std::string>());
    const auto known_id = [&](std::string_view field, const Json& name) {
      if (!name.is_string() || !names.contains(name.get<std::string>()))
        throw Problem{"field.bad_value",
                      {{"field", field}, {"found", name.dump()}, {"expected", "the id of a record of the example"}}};
      return id_of(name.get<std::string>());
    };
    std::vector<store::Change> changes;
    for (const auto& [name, list] : records.items()) {
      const model::RecordType* type = store_->model()->find_type(name);
      if (type == nullptr) throw Problem{"store.unknown_type", {{"type", name}}};
      for (const Json& record : list) changes.push_back(store::written_record(*type, record, known_id));
    }
    store_->append({}, changes);
    for (const store::Change& change : changes)
      made_.push_back({store::OperationKind::remove, change.record, change.type, {}, 0});
    if (!example.contains("findings")) return;
    std::vector<Finding> findings;
    for (const Json& one : example.at("findings")) {
      Finding finding;
      finding.rule = one.at("rule").get<std::string>();
      finding.severity = severity_from(one.at("severity").get<std::string>()).value_or(Severity::error);
      finding.type = one.at("type").get<std::string>();
      finding.records = {id_of(one.at("record").get<std::string>())};
      rules_.push_back(finding.rule);
      findings.push_back(std::move(finding));
    }
    store_->save_findings(rules_, findings);
  }
  void empty() {
    if (!rules_.empty()) store_->save_findings(rules_, {});
    if (!made_.empty()) store_->append({}, made_);
    rules_.clear();
    made_.clear();
  }

 private:
  [[nodiscard]] Uuid id_of(const std::string& name) const {
    return Uuid::named("example/" + std::to_string(number_) + "/" + name);
  }

  fs::path folder_;
  std::unique_ptr<store::Store> store_;
  std::size_t number_ = 0;
  std::vector<store::Change> made_;
  std::vector<std::string> rules_;
};

std::string said(const indicators::Figure& figure) {
  return figure.value ? fmt::format("{}", *figure.value) : figure.reason_if_null;
}

/// What is wrong with the figure; nothing when it is as the example says.
std::string fault(const store::Store& store, const model::Indicator& indicator, const Json& example,
                  Progress& progress) {
  const report::IndicatorSources sources{store, {}, {}, progress};
  indicators::Question question;
  if (example.contains("period")) {
    const Json& period = example.at("period");
    const auto [from, to] = indicators::period_of(period.is_string() ? period.get<std::string>() : period.dump());
    question.from = from;
    question.to = to;
  }
  indicators::Figure figure;
  std::vector<std::string> key;
  if (example.contains("split")) {
    for (const auto& [split, cell] : example.at("split").items()) {
      question.split_by.push_back(split);
      key.push_back(cell.is_string() ? cell.get<std::string>() : cell.dump());
    }
  }
  const indicators::IndicatorTable table = compute(store, {}, indicator, question, sources.registry());
  if (key.empty()) {
    figure = table.total;
  } else {
    const auto cell = std::find_if(table.cells.begin(), table.cells.end(),
                                   [&](const indicators::Cell& one) { return one.key == key; });
    if (cell == table.cells.end()) return "there is no such cell";
    figure = cell->figure;
  }
  if (example.contains("reason")) {
    const auto wanted = example.at("reason").get<std::string>();
    return !figure.value && figure.reason_if_null == wanted ? "" : "it is " + said(figure) + ", not " + wanted;
  }
  const auto wanted = example.at("value").get<double>();
  const auto differs = [](const std::optional<double>& found, double from, double share) {
    return !found || std::fabs(*found - from) > share * std::max(1.0, std::fabs(from));
  };
  if (differs(figure.value, wanted, 1e-9)) return fmt::format("it is {}, not {}", said(figure), wanted);
  const std::pair<const char*, std::optional<double>> beside[]{
      {"lower", figure.lower}, {"upper", figure.upper}, {"more_than", indicators::more_than(figure, indicator)}};
  for (const auto& [name, found] : beside) {
    if (example.contains(name) && differs(found, example.at(name).get<double>(), 1e-5))
      return fmt::format("{} is {}, not {}", name, found ? fmt::format("{}", *found) : "absent",
                         example.at(name).get<double>());
  }
  return "";
}

}  // namespace

std::vector<model::ModelProblem> run_indicator_examples(const model::Model& model, Progress& progress) {
  std::vector<model::ModelProblem> problems;
  Scratch scratch{model};
  for (const model::Indicator& indicator : model.indicators) {
    if (indicator.example.is_null()) continue;
    const Json examples = indicator.example.is_array() ? indicator.example : Json::array({indicator.example});
    for (std::size_t i = 0; i < examples.size(); ++i) {
      std::string wrong;
      try {
        scratch.fill(examples[i]);
        wrong = fault(scratch.store(), indicator, examples[i], progress);
      } catch (const Problem& problem) {
        wrong = problem.title();
        if (wrong.ends_with('.')) wrong.pop_back();
      } catch (const Json::exception& error) {
        wrong = std::string{"it cannot be read: "} + error.what();
      }
      scratch.empty();
      if (wrong.empty()) continue;
      const std::size_t colon = indicator.at.rfind(':');
      problems.push_back({indicator.at.substr(0, colon), std::stoi(indicator.at.substr(colon + 1)),
                          fmt::format("Example {} of {} comes out otherwise: {}.", i + 1, indicator.id, wrong),
                          "Mend the indicator or the example."});
    }
  }
  return problems;
}

}  // namespace tilth::cli
