// SPDX-License-Identifier: Apache-2.0
// Accounts and sessions in the programme's file.
#include "base/problem.h"
#include "store/sqlite/store_file.h"

namespace tilth::store::sqlite {
namespace {

/// What the log may say of an account: everything but what lets somebody in.
Json open_part(const Account& account) {
  Json grants = Json::array();
  for (const Grant& grant : account.grants)
    grants.push_back({{"organisation", grant.organisation}, {"place", grant.place}});
  return {
      {"disabled", account.disabled},
      {"grants", grants},
      {"highest_class", account.highest_class ? std::string{model::text_of(*account.highest_class)} : std::string{}},
      {"language", account.language},
      {"name", account.name},
      {"organisation", account.organisation},
      {"role", text_of(account.role)},
      {"title", account.title}};
}

Json whole(const Account& account) {
  Json text = open_part(account);
  text["link_hash"] = account.link_hash;
  text["link_until"] = account.link_until.unix_ms;
  text["password_hash"] = account.password_hash;
  return text;
}

Account account_from(const Json& text) {
  Account account;
  account.name = text.at("name");
  account.title = text.at("title");
  account.role = role_from(text.at("role").get<std::string>()).value_or(Role::viewer);
  account.organisation = text.at("organisation");
  for (const Json& grant : text.at("grants")) account.grants.push_back({grant.at("organisation"), grant.at("place")});
  for (const auto known : {model::FieldClass::public_, model::FieldClass::partner, model::FieldClass::restricted,
                           model::FieldClass::personal}) {
    if (text.at("highest_class") == model::text_of(known)) account.highest_class = known;
  }
  account.language = text.at("language");
  account.disabled = text.at("disabled");
  account.password_hash = text.at("password_hash");
  account.link_hash = text.at("link_hash");
  account.link_until.unix_ms = text.at("link_until");
  return account;
}

}  // namespace

std::vector<Account> StoreFile::accounts() const {
  const Lease reader{*this};
  if (reader->integer("SELECT count(*) FROM sqlite_master WHERE name = 'tilth_account'") == 0) return {};
  Statement row = reader->prepare("SELECT value FROM tilth_account ORDER BY name");
  std::vector<Account> all;
  while (row.step()) all.push_back(account_from(Json::parse(row.text(0))));
  return all;
}

void StoreFile::put_account(const Account& account, const Batch& by) {
  if (!is_account_name(account.name)) throw Problem{"account.bad_name", {{"account", account.name}}};
  Writing writing{*this};
  Json old = Json::object(), old_whole = Json::object();
  {
    Statement row = writer_->prepare("SELECT value FROM tilth_account WHERE name = ?1");
    row.bind(1, account.name);
    if (row.step()) {
      old_whole = Json::parse(row.text(0));
      old = open_part(account_from(old_whole));
    }
  }
  Json now = open_part(account);
  Json after = Json::object(), was = Json::object();
  for (const auto& [name, value] : now.items()) {
    if (old.contains(name) && old[name] == value) continue;
    after[name] = value;
    if (old.contains(name)) was[name] = old[name];
  }
  // That a password or link was set is said; what it is never is.
  if (old_whole.value("password_hash", "") != account.password_hash) after["password"] = "changed";
  if (old_whole.value("link_hash", "") != account.link_hash)
    after["link"] = account.link_hash.empty() ? "used" : "made";
  const OpenBatch batch = start_batch(by);
  write_operation(batch, old.empty() ? OperationKind::create : OperationKind::change,
                  Uuid::named("account " + account.name), "account", canonical_json(after), canonical_json(was));
  writer_->prepare("INSERT OR REPLACE INTO tilth_account VALUES (?1, ?2)")
      .bind(1, account.name)
      .bind(2, whole(account).dump())
      .run();
  end_batch(batch);
  writing.commit();
}

void StoreFile::put_session(const KeptSession& session) {
  Writing writing{*this};
  writer_->prepare("DELETE FROM tilth_session WHERE until_ms < ?1").bind(1, Instant::now().unix_ms).run();
  writer_->prepare("INSERT OR REPLACE INTO tilth_session VALUES (?1, ?2, ?3)")
      .bind(1, session.token_hash)
      .bind(2, session.account)
      .bind(3, session.until.unix_ms)
      .run();
  writing.commit();
}

std::optional<KeptSession> StoreFile::session(std::string_view token_hash) const {
  const Lease reader{*this};
  Statement row = reader->prepare("SELECT account, until_ms FROM tilth_session WHERE token_hash = ?1");
  row.bind(1, token_hash);
  if (!row.step()) return std::nullopt;
  KeptSession session;
  session.token_hash = token_hash;
  session.account = row.text(0);
  session.until.unix_ms = row.integer(1);
  if (session.until <= Instant::now()) return std::nullopt;
  return session;
}

void StoreFile::end_sessions(std::string_view account, std::string_view token_hash, std::string_view but) {
  Writing writing{*this};
  if (!token_hash.empty()) {
    writer_->prepare("DELETE FROM tilth_session WHERE token_hash = ?1").bind(1, token_hash).run();
  } else {
    writer_->prepare("DELETE FROM tilth_session WHERE account = ?1 AND token_hash <> ?2")
        .bind(1, account)
        .bind(2, but)
        .run();
  }
  writing.commit();
}

}  // namespace tilth::store::sqlite
