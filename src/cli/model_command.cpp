// SPDX-License-Identifier: Apache-2.0
// tilth model: the programme as data, checked, printed for people, compared, and changed under living records.
#include "cli/command.h"

#include "cli/indicator_examples.h"
#include "model/data_dictionary.h"
#include "model/hxl_tags.h"
#include "model/model_difference.h"
#include "model/record_check.h"
#include "model/report.h"
#include "people/linkage_examples.h"
#include "quality/check.h"

#include <fmt/format.h>

#include <algorithm>
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
      const auto add = [&](std::string message) {
        const std::size_t colon = rule.at.rfind(':');
        problems.push_back({rule.at.substr(0, colon), std::stoi(rule.at.substr(colon + 1)), std::move(message),
                            "docs/checks.md lists them."});
      };
      if (!rule.check.empty() && !quality::knows_check(rule.check))
        add("The rule " + rule.id + " names the check " + rule.check + ", which there is none of.");
    }
  return problems;
}

void check(const Named& named, Terminal& terminal) {
  model::Loaded loaded = load(named);
  if (loaded.problems.empty()) {
    SilentProgress silent;
    for (auto& found : {unknown_checks(*loaded.model), people::linkage_problems(*loaded.model),
                        model::reports_of(*loaded.model)->problems, model::hxl_tags_of(*loaded.model).problems,
                        model::run_examples(*loaded.model), run_indicator_examples(*loaded.model, silent)})
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
      "{} {}: sound. {} record types, {} code lists, {} rules with {} examples, {} indicators with {} examples, {} "
      "reports\n",
      model.name, model.version, model.types.size(), model.code_lists.size(), rules, examples, model.indicators.size(),
      figures, model::reports_of(model)->list.size());
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

/// What happens to the records that a difference touches, in words.
std::string_view words_of(store::ModelEffect::Kind kind) {
  using Kind = store::ModelEffect::Kind;
  switch (kind) {
    case Kind::none:
      return "";
    case Kind::lost:
      return "REFUSED: would be lost";
    case Kind::changed:
      return "REFUSED: would say something else";
    case Kind::carried:
      return "carried over";
    case Kind::worked_out:
      return "worked out anew";
    case Kind::emptied:
      return "emptied: was computed";
    case Kind::only_earlier:
      return "only earlier states have it";
    case Kind::seen_by_more:
      return "SEEN BY MORE people";
    case Kind::to_check:
      return "to be checked";
    case Kind::findings_end:
      return "their findings end";
  }
  return "";
}

/// @param records whether the effects were counted on a programme's records
void print_differences(const model::Model& before, const model::Model& after,
                       const std::vector<store::ModelEffect>& effects, bool records, Json more, Terminal& terminal) {
  std::size_t breaking = 0, refused = 0;
  Json rows = Json::array();
  std::vector<std::vector<std::string>> lines;
  for (const store::ModelEffect& effect : effects) {
    const model::Difference& one = effect.difference;
    breaking += one.breaks ? 1 : 0;
    refused += effect.refused() ? 1 : 0;
    Json row{{"change", text_of(one.kind)},
             {"records", effect.records ? Json(*effect.records) : Json()},
             {"what", one.what},
             {"name", one.name},
             {"detail", one.detail},
             {"breaks", one.breaks}};
    if (records) {
      row["effect"] = text_of(effect.kind);
      row["earlier"] = effect.earlier;
      row["refused"] = effect.refused();
      row["examples"] = effect.examples;
    }
    rows.push_back(std::move(row));
    std::string examples;
    for (const std::string& example : effect.examples) examples += (examples.empty() ? " (" : ", ") + example;
    if (!examples.empty()) examples += ")";
    lines.push_back({std::string{text_of(one.kind)}, one.what, one.name, one.breaks ? "breaks" : "",
                     effect.records ? shown(*effect.records) : "",
                     records && effect.earlier > 0 ? shown(effect.earlier) : "",
                     std::string{words_of(effect.kind)} + examples, one.detail});
  }
  if (terminal.json) {
    more["differences"] = std::move(rows);
    more["breaking"] = breaking;
    if (records) more["refused"] = refused;
    terminal.print(more);
    return;
  }
  if (!lines.empty())
    terminal.print_table({"change", "what", "name", "", "records", "earlier states", "effect", "detail"}, lines);
  std::cout << fmt::format("{} {} -> {} {}: {} differences, {} of them may not fit records that are there\n",
                           before.name, before.version, after.name, after.version, effects.size(), breaking);
}

void diff(const Named& first, const Named& second, bool fail_on_breaking, Terminal& terminal) {
  const auto before = sound(first), after = sound(second);
  const bool programme = fs::is_regular_file(first.at);
  std::vector<store::ModelEffect> effects;
  if (programme) {
    effects = store::sqlite::model_effects(first.at, *after);
  } else {
    for (model::Difference& one : differences(*before, *after)) effects.push_back({.difference = std::move(one)});
  }
  print_differences(*before, *after, effects, programme, Json::object(), terminal);
  if (fail_on_breaking &&
      std::any_of(effects.begin(), effects.end(), [](const auto& effect) { return effect.difference.breaks; }))
    terminal.exit_code = ExitCode::findings;
}

struct Apply {
  fs::path programme;
  Named after;
  std::string reason;
  Author author;
  bool dry_run = false;
};

/// The model that is applied is one whose rules and examples hold: what `tilth model check` says of it is asked first.
void apply(const Apply& asked, Terminal& terminal) {
  const auto after = sound(asked.after);
  auto problems = unknown_checks(*after);
  for (const auto& wrong : {people::linkage_problems(*after), model::run_examples(*after)})
    problems.insert(problems.end(), wrong.begin(), wrong.end());
  if (!problems.empty())
    throw Problem{"model.unsound",
                  {{"count", problems.size()},
                   {"first", problems.front().file + ":" + std::to_string(problems.front().line) + ": " +
                                 problems.front().message}}};
  const auto before = open_to_read(asked.programme)->model();
  std::vector<store::ModelEffect> effects;
  if (asked.dry_run) {
    effects = store::sqlite::model_effects(asked.programme, *after);
    if (std::any_of(effects.begin(), effects.end(), [](const auto& effect) { return effect.refused(); }))
      terminal.exit_code = ExitCode::cannot;
  } else {
    const auto progress = terminal.progress();
    effects = store::sqlite::change_model(asked.programme, *after, asked.author.batch(asked.reason), *progress);
  }
  const bool same = before->hash == after->hash;
  print_differences(*before, *after, effects, true, {{"dry_run", asked.dry_run}, {"applied", !asked.dry_run && !same}},
                    terminal);
  if (terminal.json) return;
  if (same)
    std::cout << "This is the programme's model already: nothing was changed.\n";
  else if (asked.dry_run)
    std::cout << "A dry run: nothing was changed.\n";
  else
    std::cout << "Applied. Next: tilth check " << asked.programme.string() << "\n";
}

}  // namespace

void add_model_command(CLI::App& app, Terminal& terminal) {
  CLI::App* command =
      app.add_subcommand("model", "the programme as data: check it, print its dictionary, compare two, apply one");
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
  diff->callback([two, &terminal] { cli::diff(two->before, two->after, two->fail, terminal); });

  CLI::App* applies = command->add_subcommand("apply", "make another model the one of a programme that has records");
  auto asked = std::make_shared<Apply>();
  applies->add_option("FILE", asked->programme, "the programme's file")->required();
  applies->add_option("MODEL", asked->after.at, kWhat)->required()->check(CLI::ExistingPath | CLI::IsMember({"base"}));
  applies->add_option("--overlay", asked->after.overlays, "a folder read after it; repeatable")
      ->check(CLI::ExistingDirectory);
  applies->add_option("--reason", asked->reason, "why, as the history shows it; asked for unless --dry-run");
  applies->add_flag("--dry-run", asked->dry_run, "say what it would do to the records, and change nothing");
  asked->author.add_to(*applies);
  applies->callback([asked, &terminal] { apply(*asked, terminal); });
}

}  // namespace tilth::cli
