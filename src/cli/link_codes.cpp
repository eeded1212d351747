// SPDX-License-Identifier: Apache-2.0
#include "cli/link_codes.h"

#include "model/record_label.h"
#include "people/code_exchange.h"
#include "report/person_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

namespace tilth::cli {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw Problem{"file.unreadable", {{"file", file.string()}}};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// In place of what is there, of which others may hold a handle.
void write(const std::filesystem::path& file, const Json& json) {
  std::error_code none;
  std::filesystem::remove(file, none);
  people::write_for_owner(file, json.dump() + "\n");
}

/// One key, one partner. @throws Problem "link.key_of_another"
void require_own_key(const store::Store& store, const std::string& project, const std::string& partner) {
  for (const Json& one : report::exchanges(store))
    if (one.value("project", "") == project && one.value("partner", "") != partner)
      throw Problem{"link.key_of_another", {{"partner", one.value("partner", "")}}};
}

}  // namespace

void LinkCodes::add_to(CLI::App& command) {
  command.add_option("--new-key", new_key, "make the key of a project with a partner in this new file");
  CLI::Option* key_file = command.add_option("--key", key, "the key of the project, which only you may read");
  CLI::Option* with = command.add_option("--partner", partner, "the organisation that it is done with");
  command.add_option("--codes-out", out, "write codes of the records for the partner")->needs(key_file)->needs(with);
  CLI::Option* answer = command.add_option("--answer-out", answer_out, "with --codes-in: the answer to the partner");
  command.add_option("--codes-in", in, "compare the partner's codes, answer, and delete the partner's file")
      ->needs(key_file)
      ->needs(with)
      ->needs(answer);
  command.add_option("--answer-in", answer_in, "show which records the partner's answer speaks of, and delete it")
      ->needs(key_file)
      ->needs(with);
  command.add_flag("--filters", filters, "with --codes-out: filters as well, which find other spellings");
  command.add_option("--likeness", likeness, "with --codes-in: how alike filters must be, 0 to 1")
      ->check(CLI::Range(0.5, 1.0))
      ->capture_default_str();
  command.add_option("--recipient", recipient, "the partner's group, where people say to whom their name may be given");
  command.add_flag("--exchanges", exchanges, "list what was exchanged with partners");
}

bool LinkCodes::asked() const {
  return !new_key.empty() || !out.empty() || !in.empty() || !answer_in.empty() || exchanges;
}

void LinkCodes::run(const std::filesystem::path& programme, const std::string& type, const Author& author,
                    const Terminal& terminal) const {
  if (exchanges) {
    const auto store = open_to_read(programme);
    const Json all = report::exchanges(*store);
    if (terminal.json) return terminal.print({{"exchanges", all}});
    std::vector<std::vector<std::string>> rows;
    for (const Json& one : all)
      rows.push_back({one.value("at", ""), one.value("by", ""), one.value("what", ""), one.value("partner", ""),
                      one.value("type", ""), shown(one.value("records", std::int64_t{0})), one.value("project", "")});
    return terminal.print_table({"at", "by", "what", "partner", "type", "records", "project"}, rows);
  }
  if (!new_key.empty()) {
    people::make_project_key(new_key);
    if (terminal.json) return terminal.print({{"key", new_key.string()}});
    std::cout << "The key is in " << new_key.string()
              << ". Give it to the partner by hand, never with the codes, and use it with nobody else.\n";
    return;
  }
  const std::string secret = people::read_project_key(key);
  const std::string project = people::project_of(secret);
  const auto store = open_to_write(programme);
  const people::LinkageRule rule = report::linkage_rule_of(*store->model(), type);
  if (rule.consent >= 0 && recipient.empty() && answer_in.empty())
    throw Problem{"link.needs_recipient", {{"type", type}}};
  require_own_key(*store, project, partner);
  const auto progress = terminal.progress();
  const std::vector<people::Person> persons = people::read_persons(*store, {}, rule, *progress);
  const auto remember = [&](const char* what, std::size_t records) {
    report::remember_exchange(*store, {{"at", Instant::now().text()},
                                       {"by", author.batch("").author},
                                       {"what", what},
                                       {"partner", partner},
                                       {"type", type},
                                       {"records", records},
                                       {"project", project}});
  };
  if (!out.empty()) {
    const people::CodedRecords codes = people::coded(rule, secret, persons, recipient, filters);
    // On record before anybody has it.
    remember("codes given", codes.records.size());
    write(out, people::to_json(codes));
    if (terminal.json) return terminal.print({{"file", out.string()}, {"records", codes.records.size()}});
    std::cout << "Codes of " << shown(static_cast<std::int64_t>(codes.records.size())) << " records for " << partner
              << " are in " << out.string()
              << ". Delete the file once the partner has answered, and the key with it.\n";
    return;
  }
  if (!in.empty()) {
    const people::CodedRecords theirs = people::read_codes(text_of(in), secret, type);
    const bool with_filters = std::any_of(theirs.records.begin(), theirs.records.end(),
                                          [](const people::CodedRecord& one) { return !one.filter.empty(); });
    const people::CodedRecords own = people::coded(rule, secret, persons, recipient, with_filters);
    const std::vector<std::string> found = people::possible_duplicates(theirs, own, likeness);
    remember("answer given", found.size());
    write(answer_out, people::answer_json(secret, type, found));
    std::filesystem::remove(in);
    if (terminal.json)
      return terminal.print(
          {{"compared", theirs.records.size()}, {"count", found.size()}, {"file", answer_out.string()}});
    std::cout << shown(static_cast<std::int64_t>(found.size())) << " of the partner's "
              << shown(static_cast<std::int64_t>(theirs.records.size()))
              << " records may be of people who are recorded here. The answer is in " << answer_out.string()
              << "; the partner's codes are deleted.\n";
    return;
  }
  if (answer_in.empty()) throw CLI::RequiredError("--codes-out, --codes-in or --answer-in");
  const std::vector<Uuid> records = people::answered(text_of(answer_in), secret, type, persons);
  remember("answer taken", records.size());
  std::filesystem::remove(answer_in);
  Json list = Json::array();
  std::vector<std::vector<std::string>> rows;
  const int label = rule.type->index_of(rule.type->label_field);
  for (const Uuid& id : records) {
    const auto found = store->find({}, type, id);
    rows.push_back({id.text(), model::record_label(*store->model(), *rule.type,
                                                   found && label >= 0 ? found->values[static_cast<std::size_t>(label)]
                                                                       : store::Value{},
                                                   id, terminal.language)});
    list.push_back({{"id", rows.back()[0]}, {"label", rows.back()[1]}});
  }
  if (terminal.json) return terminal.print({{"count", records.size()}, {"records", std::move(list)}});
  if (!rows.empty()) terminal.print_table({"id", "record"}, rows);
  std::cout << shown(static_cast<std::int64_t>(records.size())) << " of your records may be of people whom " << partner
            << " has recorded too. The answer is deleted; delete the key when the project is over.\n";
}

}  // namespace tilth::cli
