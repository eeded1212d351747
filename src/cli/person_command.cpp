// SPDX-License-Identifier: Apache-2.0
// tilth person: people in encrypted fields, found by the words of their names and forgotten when they ask for it.
#include "cli/command.h"

#include <iostream>

namespace tilth::cli {
namespace {

struct PersonOptions {
  std::filesystem::path programme;
  std::string type = "casualty", field = "name", text, record, reason;
  std::size_t limit = 20;
  Author author;
};

void find(const PersonOptions& options, Terminal& terminal) {
  const auto store = open_to_read(options.programme);
  const auto records = store->find_encrypted({}, options.type, options.field, options.text, options.limit);
  const model::RecordType& type = *store->model()->find_type(options.type);
  Json found = Json::array();
  std::vector<std::vector<std::string>> rows;
  for (const Uuid& id : records) {
    const auto record = store->find({}, options.type, id);
    if (!record) continue;
    const auto shown_value = [&](std::string_view field) {
      const auto* text =
          type.find(field) == nullptr ? nullptr : std::get_if<std::string>(&store::value_of(type, *record, field));
      return text == nullptr ? std::string{} : *text;
    };
    rows.push_back({id.text(), shown_value(type.label_field), shown_value(options.field)});
    found.push_back({{"id", rows.back()[0]}, {"label", rows.back()[1]}, {options.field, rows.back()[2]}});
  }
  if (terminal.json)
    terminal.print({{"count", found.size()}, {"records", found}});
  else if (rows.empty())
    std::cout << "nobody is found by these words\n";
  else
    terminal.print_table({"id", type.label_field, options.field}, rows);
}

void forget(const PersonOptions& options, Terminal& terminal) {
  const auto id = Uuid::parse(options.record);
  if (!id) throw Problem{"store.unknown_record", {{"type", options.type}, {"record", options.record}}};
  const auto store = open_to_write(options.programme);
  store->erase_person(options.type, *id, options.author.batch(options.reason));
  if (terminal.json)
    terminal.print({{"forgotten", id->text()}, {"last_seq", store->last_seq()}});
  else
    std::cout << "What was encrypted in " << options.type << " " << id->text()
              << " can never be read again, in its history neither.\nCopies of the key file made elsewhere are not "
                 "reached: erase them, or forget there too.\n";
}

}  // namespace

void add_person_command(CLI::App& app, Terminal& terminal) {
  auto options = std::make_shared<PersonOptions>();
  CLI::App* command = app.add_subcommand("person", "people in encrypted fields: find one by name, forget one");
  command->require_subcommand(1);
  const auto asks = [&](CLI::App* sub) {
    sub->add_option("PROGRAMME", options->programme, "the programme's file")->required();
    sub->add_option("--type", options->type, "record type")->capture_default_str();
  };
  CLI::App* finds = command->add_subcommand("find", "records whose encrypted field holds these words");
  asks(finds);
  finds->add_option("WORDS", options->text, "whole words of the name, in any order, case and accents")->required();
  finds->add_option("--field", options->field, "the encrypted field")->capture_default_str();
  finds->add_option("--limit", options->limit, "at most so many")->capture_default_str();
  finds->callback([options, &terminal] { find(*options, terminal); });
  CLI::App* forgets = command->add_subcommand("forget", "erase the key of a record's encrypted fields, for ever");
  asks(forgets);
  forgets->add_option("ID", options->record, "the record's id")->required();
  forgets->add_option("--reason", options->reason, "why; stands in the history")->required();
  options->author.add_to(*forgets);
  forgets->callback([options, &terminal] { forget(*options, terminal); });
}

}  // namespace tilth::cli
