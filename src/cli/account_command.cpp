// SPDX-License-Identifier: Apache-2.0
// tilth account: who may sign in to the server, while it does not run.
#include "cli/command.h"
#include "http/password.h"
#include "store/rights.h"

#include <algorithm>
#include <fstream>
#include <iostream>

namespace tilth::cli {
namespace {

using store::Account;

Account found(const store::Store& store, const std::string& name) {
  for (Account& account : store.accounts()) {
    if (account.name == name) return account;
  }
  throw Problem{"account.unknown", {{"account", name}}};
}

store::Role role_named(const std::string& text) {
  const auto role = store::role_from(text);
  if (!role) throw Problem{"account.unknown_role", {{"role", text}}};
  return *role;
}

/// A record by its id, or by the one label that it alone has.
std::string id_named(const store::Store& store, const std::string& type, const std::string& text) {
  if (text.empty()) return "";
  if (const auto id = Uuid::parse(text); id && store.find(store::Caller{}, type, *id)) return id->text();
  const model::RecordType* known = store.model()->find_type(type);
  std::vector<std::string> ids;
  if (known != nullptr && !known->label_field.empty()) {
    store::Query query;
    query.type = type;
    query.fields = {known->label_field};
    store.each(store::Caller{}, query, [&](const store::Record& record) {
      const auto* label = std::get_if<std::string>(&store::value_of(*known, record, known->label_field));
      if (label != nullptr && *label == text) ids.push_back(record.id.text());
      return ids.size() < 2;
    });
  }
  if (ids.size() != 1) throw Problem{"account.unknown_record", {{"type", type}, {"name", text}}};
  return ids.front();
}

/// The first line of a file, or of standard input for "-".
std::string password_from(const std::string& file) {
  std::string line;
  if (file == "-") {
    std::getline(std::cin, line);
  } else {
    std::ifstream in{file};
    if (!in) throw Problem{"attachment.unreadable", {{"file", file}}};
    std::getline(in, line);
  }
  return line;
}

/// A one-time link's token is said once; the file keeps its hash.
std::string make_link(Account& account) {
  std::string token = http::new_token();
  account.password_hash.clear();
  account.link_hash = http::hash_of_token(token);
  account.link_until.unix_ms = Instant::now().unix_ms + 72LL * 3600 * 1000;
  return token;
}

void say(const Terminal& terminal, const Account& account, const std::string& token) {
  if (terminal.json) {
    Json answer = {{"name", account.name}, {"role", store::text_of(account.role)}, {"disabled", account.disabled}};
    if (!token.empty()) answer["link"] = "/#/first?token=" + token;
    terminal.print(answer);
    return;
  }
  std::cout << account.name << ": " << store::text_of(account.role) << (account.disabled ? ", disabled" : "") << "\n";
  if (!token.empty())
    std::cout << "One-time link, good for three days, behind the server's address:\n  /#/first?token=" << token << "\n";
}

}  // namespace

void add_account_command(CLI::App& app, Terminal& terminal) {
  struct Settings {
    std::filesystem::path file;
    std::string name, role = "viewer", title, organisation, place, highest_class, password_file;
    bool clear = false;
    Author author;
  };
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("account", "who may sign in to the server: list, add, reset, disable, grant");
  command->require_subcommand(1);

  const auto common = [settings](CLI::App* part, bool named) {
    part->add_option("FILE", settings->file, "the programme file")->required();
    if (!named) return;
    part->add_option("NAME", settings->name, "what one signs in with")->required();
    settings->author.add_to(*part);
  };

  CLI::App* list = command->add_subcommand("list", "all accounts");
  common(list, false);
  list->callback([settings, &terminal] {
    const auto store = open_to_read(settings->file);
    std::vector<std::vector<std::string>> rows;
    Json all = Json::array();
    for (const Account& account : store->accounts()) {
      rows.push_back({account.name, account.title, std::string{store::text_of(account.role)},
                      std::to_string(account.grants.size()), account.disabled ? "disabled" : ""});
      all.push_back({{"name", account.name},
                     {"title", account.title},
                     {"role", store::text_of(account.role)},
                     {"grants", account.grants.size()},
                     {"disabled", account.disabled}});
    }
    if (terminal.json)
      terminal.print(all);
    else
      terminal.print_table({"name", "title", "role", "grants", ""}, rows);
  });

  CLI::App* add = command->add_subcommand("add", "make an account and its one-time link");
  common(add, true);
  add->add_option("--role", settings->role,
                  "viewer, collector, operator, reviewer, director, information_manager, administrator")
      ->capture_default_str();
  add->add_option("--title", settings->title, "the person's or desk's name");
  add->add_option("--organisation", settings->organisation, "an operator's own: id or label of the record");
  add->add_option("--class", settings->highest_class,
                  "the highest class seen, instead of the role's: public, partner, restricted, personal");
  add->add_option("--password-file", settings->password_file,
                  "set the first line of this file as the password instead of a link; - reads standard input");
  add->callback([settings, &terminal] {
    const auto store = open_to_write(settings->file);
    if (!store::is_account_name(settings->name)) throw Problem{"account.bad_name", {{"account", settings->name}}};
    for (const Account& known : store->accounts()) {
      if (known.name == settings->name) throw Problem{"account.exists", {{"account", settings->name}}};
    }
    Account account;
    account.name = settings->name;
    account.title = settings->title;
    account.role = role_named(settings->role);
    account.organisation = id_named(*store, "organisation", settings->organisation);
    for (const auto known : {model::FieldClass::public_, model::FieldClass::partner, model::FieldClass::restricted,
                             model::FieldClass::personal}) {
      if (settings->highest_class == model::text_of(known)) account.highest_class = known;
    }
    if (!settings->highest_class.empty() && !account.highest_class)
      throw Problem{"account.unknown_class", {{"class", settings->highest_class}}};
    std::string token;
    if (settings->password_file.empty()) {
      token = make_link(account);
    } else {
      const std::string password = password_from(settings->password_file);
      http::require_good_password(password, account.name);
      account.password_hash = http::hash_of_password(password);
    }
    store->put_account(account, settings->author.batch("account made"));
    say(terminal, account, token);
  });

  CLI::App* reset = command->add_subcommand("reset", "void the password and make a one-time link");
  common(reset, true);
  reset->callback([settings, &terminal] {
    const auto store = open_to_write(settings->file);
    Account account = found(*store, settings->name);
    const std::string token = make_link(account);
    store->put_account(account, settings->author.batch("password reset"));
    store->end_sessions(account.name, "", "");
    say(terminal, account, token);
  });

  CLI::App* disable = command->add_subcommand("disable", "end an account; its name stays taken");
  common(disable, true);
  disable->callback([settings, &terminal] {
    const auto store = open_to_write(settings->file);
    Account account = found(*store, settings->name);
    const auto all = store->accounts();
    const auto rulers = std::count_if(all.begin(), all.end(), [](const Account& one) {
      return one.role == store::Role::administrator && !one.disabled;
    });
    if (account.role == store::Role::administrator && !account.disabled && rulers == 1)
      throw Problem{"account.last_administrator", {{"account", account.name}}};
    account.disabled = true;
    store->put_account(account, settings->author.batch("account disabled"));
    store->end_sessions(account.name, "", "");
    say(terminal, account, "");
  });

  CLI::App* grant = command->add_subcommand("grant", "show only the rows of an organisation or place");
  common(grant, true);
  grant->add_option("--organisation", settings->organisation, "id or label of the organisation");
  grant->add_option("--place", settings->place, "id or label of the place; all below it too");
  grant->add_flag("--clear", settings->clear, "take all grants away first");
  grant->callback([settings, &terminal] {
    const auto store = open_to_write(settings->file);
    Account account = found(*store, settings->name);
    if (settings->clear) account.grants.clear();
    const store::Grant made{id_named(*store, "organisation", settings->organisation),
                            id_named(*store, "place", settings->place)};
    if (!made.organisation.empty() || !made.place.empty())
      account.grants.push_back(made);
    else if (!settings->clear)
      throw Problem{"account.empty_grant", Json::object()};
    store->put_account(account, settings->author.batch("grants changed"));
    say(terminal, account, "");
  });
}

}  // namespace tilth::cli
