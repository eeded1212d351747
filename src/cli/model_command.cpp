// SPDX-License-Identifier: Apache-2.0
// tilth model: the programme as data, checked, printed for people, and compared.
#include "cli/command.h"

#include "cli/indicator_examples.h"
#include "model/data_dictionary.h"
#include "model/model_difference.h"
#include "model/record_check.h"
#include "quality/check.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

namespace tilth::cli {
namespace {

namespace fs = std::filesystem;

/// What a person names as a model: nothing (the base model), a folder, or a programme's file; and overlays of it.
struct Named {
  fs::path at;
  std::vector<fs::path> overlays;
};

/// A folder without model.yaml is an overlay of the base model.
model::Loaded load(const Named& named) {
  std::map<std::string, std::string> sources;
  std::vector<fs::path> overlays = named.overlays;
  if (!named.at.empty() && fs::is_directory(named.at) && fs::exists(named.at / "model.yaml")) {
    std::vector<fs::path> folders{named.at};
    folders.insert(folders.end(), overlays.begin(), overlays.end());
    return model::load(folders);
  }
  if (!named.at.empty() && fs::is_regular_file(named.at)) {
    sources = open_to_read(named.at)->model()->sources;
  } else {
    sources = base_model();
    if (!named.at.empty() && named.at != "base") overlays.insert(overlays.begin(), named.at);
  }
  const auto read = model::read_overlays(overlays);
  sources.insert(read.begin(), read.end());
  return model::load_sources(sources);
}

std::shared_ptr<const model::Model> sound(const Named& named) {
  model::Loaded loaded = load(named);
  if (loaded.problems.empty()) return loaded.model;
  const model::ModelProblem& first = loaded.problems.front();
  throw Problem{"model.unsound",
                {{"count", loaded.problems.size()},
                 {"first", first.file + ":" + std::to_string(first.line) + ": " + first.message}}};
}

/// Rules that name a check which no code has: the model itself cannot know them.
std::vector<model::ModelProblem> unknown_checks(const model::Model& model) {
  std::vector<model::ModelProblem> problems;
  for (const model::RecordType& type : model.types)
    for (const model::Rule& rule : type.rules) {
      if (rule.check.empty() || quality::knows_check(rule.check)) continue;
      const std::size_t colon = rule.at.rfind(':');
      problems.push_back({rule.at.substr(0, colon), std::stoi(rule.at.substr(colon + 1)),
                          "The rule " + rule.id + " names the check " + rule.check + ", which there is none of.",
                          "docs/checks.md lists them."});
    }
  return problems;
}

void check(const Named& named, Terminal& terminal) {
  model::Loaded loaded = load(named);
  if (loaded.problems.empty()) {
    SilentProgress silent;
    for (auto& found : {unknown_checks(*loaded.model), model::run_examples(*loaded.model),
                        run_indicator_examples(*loaded.model, silent)})
      loaded.problems.insert(loaded.problems.end(), found.begin(), found.end());
  }
  std::size_t rules = 0, examples = 0;
  if (loaded.problems.empty())
    for (const model::RecordType& type : loaded.model->types)
      for (const model::Rule& rule : type.rules) ++rules, examples += rule.examples.size();
  std::size_t figures = 0;
  if (loaded.problems.empty())
    for (const model::Indicator& one : loaded.model->indicators)
      figures += one.example.is_array() ? one.example.size() : one.example.is_null() ? 0 : 1;
  if (!loaded.problems.empty()) terminal.exit_code = ExitCode::findings;
  if (terminal.json) {
    Json problems = Json::array();
    for (const model::ModelProblem& problem : loaded.problems)
      problems.push_back(
          {{"file", problem.file}, {"line", problem.line}, {"message", problem.message}, {"hint", problem.hint}});
    terminal.print({{"sound", loaded.problems.empty()}, {"problems", problems}});
    return;
  }
  for (const model::ModelProblem& problem : loaded.problems) {
    std::cout << problem.file << ":" << problem.line << ": " << problem.message << "\n";
    if (!problem.hint.empty()) std::cout << "    " << problem.hint << "\n";
  }
  if (!loaded.problems.empty()) {
    std::cout << loaded.problems.size() << " problems\n";
    return;
  }
  const model::Model& model = *loaded.model;
  std::cout << fmt::format(
      "{} {}: sound. {} record types, {} code lists, {} rules with {} examples, {} indicators with {} examples\n",
      model.name, model.version, model.types.size(), model.code_lists.size(), rules, examples, model.indicators.size(),
      figures);
}

/// Written beside the file and then renamed: a page is there whole or not at all.
void write_page(const fs::path& file, const std::string& text) {
  const fs::path part = file.string() + ".part";
  {
    std::ofstream out{part, std::ios::binary};
    out << text;
    out.flush();
    if (!out) throw Problem{"export.unwritable", {{"file", file.string()}, {"reason", "the disk refused"}}};
  }
  fs::rename(part, file);
}

/// How many living records a difference touches: those that have the field or code, or lack what is newly required.
/// Nothing where the difference says nothing about records. `store` holds the records of the model before.
std::optional<std::int64_t> records_touched(const store::Store& store, const model::Difference& one) {
  const model::Model& model = *store.model();
  const auto quoted = [](const std::string& name) { return "\"" + name + "\""; };
  const auto counted = [&](const std::string& type, const std::string& where) {
    store::Query query;
    query.type = type;
    if (!where.empty()) query.where = cql2::parse_text(where);
    return store.count({}, query);
  };
  const std::size_t dot = one.name.find('.');
  const std::string owner = one.name.substr(0, dot), part = dot == std::string::npos ? "" : one.name.substr(dot + 1);
  if (one.what == "type" && one.kind != model::Difference::Kind::added && model.find_type(one.name) != nullptr)
    return counted(one.name, "");
  const model::RecordType* type = model.find_type(owner);
  if (one.what == "field" && type != nullptr && part.find('.') == std::string::npos) {
    if (one.kind == model::Difference::Kind::added)
      return one.breaks ? std::optional{counted(owner, "")} : std::nullopt;
    constexpr std::string_view kName = "name: ";
    const std::string field =
        one.detail.starts_with(kName) ? one.detail.substr(kName.size(), one.detail.find(" -> ") - kName.size()) : part;
    if (type->find(field) == nullptr || type->find(field)->encrypted) return std::nullopt;
    const bool lacks = one.detail.find("required: no -> yes") != std::string::npos;
    return counted(owner, quoted(field) + (lacks ? " IS NULL" : " IS NOT NULL"));
  }
  if (one.what != "code" || one.kind == model::Difference::Kind::added) return std::nullopt;
  std::int64_t sum = 0;
  for (const model::RecordType& each : model.types)
    for (const model::Field& field : each.fields)
      if (field.codes == owner)
        sum += counted(each.name, field.many ? "A_CONTAINS(" + quoted(field.name) + ", ('" + part + "',))"
                                             : quoted(field.name) + " = '" + part + "'");
  return sum;
}

/// `records` is the programme that the model before belongs to, where it is one.
void print_differences(const model::Model& before, const model::Model& after, const store::Store* records,
                       bool fail_on_breaking, Terminal& terminal) {
  const std::vector<model::Difference> found = differences(before, after);
  std::size_t breaking = 0;
  Json rows = Json::array();
  std::vector<std::vector<std::string>> lines;
  for (const model::Difference& one : found) {
    breaking += one.breaks ? 1 : 0;
    const auto touched = records == nullptr ? std::nullopt : records_touched(*records, one);
    rows.push_back({{"change", text_of(one.kind)},
                    {"records", touched ? Json(*touched) : Json()},
                    {"what", one.what},
                    {"name", one.name},
                    {"detail", one.detail},
                    {"breaks", one.breaks}});
    lines.push_back({std::string{text_of(one.kind)}, one.what, one.name, one.breaks ? "breaks" : "",
                     touched ? shown(*touched) : "", one.detail});
  }
  if (breaking > 0 && fail_on_breaking) terminal.exit_code = ExitCode::findings;
  if (terminal.json) {
    terminal.print({{"differences", rows}, {"breaking", breaking}});
    return;
  }
  if (!lines.empty()) terminal.print_table({"change", "what", "name", "", "records", "detail"}, lines);
  std::cout << fmt::format("{} {} -> {} {}: {} differences, {} of them may not fit records that are there\n",
                           before.name, before.version, after.name, after.version, found.size(), breaking);
}

}  // namespace

void add_model_command(CLI::App& app, Terminal& terminal) {
  CLI::App* command = app.add_subcommand("model", "the programme as data: check it, print its dictionary, compare two");
  command->require_subcommand(1);
  constexpr const char* kWhat = "a model's folder, a programme's file, or base; an overlay folder is read on the base";

  auto named = std::make_shared<Named>();
  const auto asks = [&](CLI::App* sub) {
    sub->add_option("MODEL", named->at, kWhat)->check(CLI::ExistingPath | CLI::IsMember({"base"}));
    sub->add_option("--overlay", named->overlays, "a folder read after it; repeatable")->check(CLI::ExistingDirectory);
  };
  CLI::App* checks = command->add_subcommand("check", "read the files and report all that is wrong in them");
  asks(checks);
  checks->callback([named, &terminal] { check(*named, terminal); });

  CLI::App* doc = command->add_subcommand("doc", "the data dictionary, for people");
  asks(doc);
  struct Page {
    std::string format = "markdown";
    fs::path out;
  };
  auto page = std::make_shared<Page>();
  doc->add_option("--format", page->format, "markdown or html")
      ->check(CLI::IsMember({"markdown", "html"}))
      ->capture_default_str();
  doc->add_option("--out", page->out, "the file to write; standard output without it");
  doc->callback([named, page, &terminal] {
    const Document dictionary = data_dictionary(*sound(*named), terminal.language);
    const std::string text = page->format == "html" ? dictionary.html() : dictionary.markdown();
    if (page->out.empty())
      std::cout << text;
    else
      write_page(page->out, text);
  });

  CLI::App* diff = command->add_subcommand("diff", "what differs between two models, and what breaks records");
  struct Two {
    Named before, after;
    bool fail = false;
  };
  auto two = std::make_shared<Two>();
  diff->add_option("BEFORE", two->before.at, kWhat)->required()->check(CLI::ExistingPath | CLI::IsMember({"base"}));
  diff->add_option("AFTER", two->after.at, kWhat)->required()->check(CLI::ExistingPath | CLI::IsMember({"base"}));
  diff->add_flag("--fail-on-breaking", two->fail, "exit 1 when records that are there may no longer fit");
  diff->callback([two, &terminal] {
    const bool programme = fs::is_regular_file(two->before.at);
    const auto records = programme ? open_to_read(two->before.at) : nullptr;
    print_differences(*sound(two->before), *sound(two->after), records.get(), two->fail, terminal);
  });
}

}  // namespace tilth::cli
