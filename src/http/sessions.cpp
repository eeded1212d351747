// SPDX-License-Identifier: Apache-2.0
// Who asks.
#include "http/sessions.h"

#include "base/problem.h"
#include "base/sha256.h"
#include "http/settings.h"
#include "store/rights.h"

#include <sodium.h>

#include <algorithm>

namespace tilth::http {
namespace {

constexpr std::string_view kCookie = "tilth_session";
constexpr const char* kFirstLink = "accounts/first_link";
constexpr std::int64_t kHourMs = 3600LL * 1000;
constexpr std::int64_t kSessionMs = 12 * kHourMs;
constexpr std::chrono::minutes kProven{5};

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

std::string cookie_of(const Request& request) {
  std::string_view rest = request.header("cookie").value_or("");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    if (pair.substr(0, kCookie.size()) == kCookie && pair.substr(kCookie.size(), 1) == "=")
      return std::string{pair.substr(kCookie.size() + 1)};
  }
  return {};
}

std::string cookie_text(const Request& request, std::string_view token, std::int64_t seconds) {
  return std::string{kCookie} + "=" + std::string{token} +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds) + (request.secure ? "; Secure" : "");
}

std::string csrf_of(std::string_view token) { return hash_of_token("csrf " + std::string{token}); }

bool same_text(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// "name:password" of Basic (RFC 7617).
std::optional<std::pair<std::string, std::string>> basic_of(const Request& request) {
  const std::string_view header = request.header("authorization").value_or("");
  if (lower(header.substr(0, 6)) != "basic ") return std::nullopt;
  std::string text(header.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(text.data()), text.size(), header.data() + 6,
                        header.size() - 6, " ", &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
    return std::pair<std::string, std::string>{};
  text.resize(length);
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return std::pair<std::string, std::string>{};
  return std::pair{lower(text.substr(0, colon)), text.substr(colon + 1)};
}

}  // namespace

bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

Sessions::Sessions(store::Store& store, Log& log) : store_(store), log_(log) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  for (store::Account& account : store_.accounts()) {
    const std::string name = account.name;
    known_.emplace(name, Known{std::move(account), std::nullopt, -1});
  }
}

store::Batch Sessions::batch(std::string author, std::string reason) const {
  store::Batch batch;
  batch.author = std::move(author);
  batch.device = "server";
  batch.reason = std::move(reason);
  return batch;
}

Session Sessions::of(const Request& request) {
  if (auto session = by_cookie(request)) return std::move(*session);
  if (auto session = by_basic(request)) return std::move(*session);
  Session nobody;
  nobody.language.clear();
  nobody.caller = store::public_caller();
  const auto settings = store_.setting(kSettings);
  if (settings && settings->is_object() && settings->value("public_view", false)) nobody.role = "public";
  return nobody;
}

std::optional<Session> Sessions::by_cookie(const Request& request) {
  const std::string token = cookie_of(request);
  if (token.empty()) return std::nullopt;
  const std::string hash = hash_of_token(token);
  const Instant now = Instant::now();
  std::optional<store::KeptSession> kept;
  {
    const std::lock_guard lock{guard_};
    const auto known = open_.find(hash);
    if (known != open_.end()) kept = known->second;
  }
  if (!kept) kept = store_.session(hash);
  if (!kept || kept->until <= now) return std::nullopt;
  if (kept->until.unix_ms - now.unix_ms < kSessionMs - kHourMs) {  // used: it goes on, written once an hour at most
    kept->until.unix_ms = now.unix_ms + kSessionMs;
    store_.put_session(*kept);
  }
  {
    const std::lock_guard lock{guard_};
    const auto account = known_.find(kept->account);
    if (account == known_.end() || account->second.account.disabled) return std::nullopt;
    if (open_.size() > 10'000) open_.clear();
    open_.insert_or_assign(hash, *kept);
  }
  Session session = session_of(request, kept->account);
  session.csrf = csrf_of(token);
  return session;
}

std::optional<Session> Sessions::by_basic(const Request& request) {
  const auto pair = basic_of(request);
  if (!pair) return std::nullopt;
  const auto& [name, password] = *pair;
  require_secure(request);
  const std::string proof = hash_of_token(process_key_ + "\n" + name + "\n" + password);
  const auto now = std::chrono::steady_clock::now();
  {
    const std::lock_guard lock{guard_};
    const auto known = proven_.find(proof);
    if (known != proven_.end() && known->second.until > now) {
      const auto account = known_.find(known->second.name);
      if (account == known_.end() || account->second.account.disabled) return std::nullopt;
    } else if (known != proven_.end()) {
      proven_.erase(known);
    }
  }
  bool proven = false;
  {
    const std::lock_guard lock{guard_};
    proven = proven_.contains(proof);
  }
  if (!proven) {
    (void)checked(request, name, password);
    const std::lock_guard lock{guard_};
    if (proven_.size() > 10'000) proven_.clear();
    proven_.insert_or_assign(proof, Proven{name, now + kProven});
  }
  return session_of(request, name);
}

void Sessions::require_secure(const Request& request) const {
  if (!request.secure && !is_loopback(request.peer)) throw Problem{"session.not_secure", Json::object()};
}

Session Sessions::session_of(const Request& request, const std::string& name) {
  Session session;
  store::Account account;
  std::optional<store::Caller> caller;
  std::int64_t seq = -1;
  {
    const std::lock_guard lock{guard_};
    const Known& known = known_.at(name);
    account = known.account;
    caller = known.caller;
    seq = known.seq;
  }
  const bool by_place = std::any_of(account.grants.begin(), account.grants.end(),
                                    [](const store::Grant& grant) { return !grant.place.empty(); });
  if (!caller || (by_place && seq != store_.last_seq())) {
    seq = by_place ? store_.last_seq() : 0;
    caller = store::caller_of(store_, account);
    const std::lock_guard lock{guard_};
    const auto known = known_.find(name);
    if (known != known_.end()) {
      known->second.caller = caller;
      known->second.seq = seq;
    }
  }
  session.account = account.name;
  session.title = account.title;
  session.role = store::text_of(account.role);
  session.language = account.language;
  session.caller = std::move(*caller);
  if (!request.secure && !is_loopback(request.peer))
    session.caller.highest_class = std::min(session.caller.highest_class, model::FieldClass::restricted);
  return session;
}

store::Account Sessions::checked(const Request& request, const std::string& name, const std::string& password) {
  const std::string of_account = name + "\n" + request.peer;
  const int wait =
      std::max(tries_of_account_.seconds_to_wait(of_account), tries_of_address_.seconds_to_wait(request.peer));
  if (wait > 0) throw Problem{"session.too_many_tries", {{"seconds", wait}}};
  std::optional<store::Account> account;
  {
    const std::lock_guard lock{guard_};
    const auto known = known_.find(name);
    if (known != known_.end()) account = known->second.account;
  }
  const bool right = is_password(password, account ? account->password_hash : "");
  if (!right || !account || account->disabled) {
    tries_of_account_.failed(of_account);
    tries_of_address_.failed(request.peer);
    log_.write(Log::Level::info, "sign_in_refused");
    throw Problem{"session.wrong_password", Json::object()};
  }
  tries_of_account_.succeeded(of_account);
  return *account;
}

Sessions::SignedIn Sessions::opened(const Request& request, const std::string& name) {
  const std::string token = new_token();
  store::KeptSession kept;
  kept.token_hash = hash_of_token(token);
  kept.account = name;
  kept.until.unix_ms = Instant::now().unix_ms + kSessionMs;
  store_.put_session(kept);
  SignedIn signed_in;
  signed_in.session = session_of(request, name);
  signed_in.session.csrf = csrf_of(token);
  signed_in.cookie = cookie_text(request, token, kSessionMs / 1000);
  return signed_in;
}

Sessions::SignedIn Sessions::sign_in(const Request& request, const std::string& name, const std::string& password) {
  const store::Account account = checked(request, lower(name), password);
  return opened(request, account.name);
}

Sessions::SignedIn Sessions::redeem(const Request& request, const std::string& token, const std::string& wanted,
                                    const std::string& password) {
  const std::string key = "link\n" + request.peer;
  if (const int wait = tries_of_account_.seconds_to_wait(key); wait > 0)
    throw Problem{"session.too_many_tries", {{"seconds", wait}}};
  const std::string hash = hash_of_token(token), name = lower(wanted);
  const Instant now = Instant::now();
  std::optional<store::Account> account;
  if (first_run()) {
    const auto link = store_.setting(kFirstLink);
    if (link && same_text(link->value("hash", ""), hash) && link->value("until", std::int64_t{0}) > now.unix_ms) {
      account.emplace();
      account->name = name;
      account->title = wanted;
      account->role = store::Role::administrator;
    }
  } else {
    const std::lock_guard lock{guard_};
    const auto known = known_.find(name);
    if (known != known_.end() && !known->second.account.disabled && !known->second.account.link_hash.empty() &&
        same_text(known->second.account.link_hash, hash) && known->second.account.link_until > now)
      account = known->second.account;
  }
  if (!account) {
    tries_of_account_.failed(key);
    throw Problem{"session.bad_link", Json::object()};
  }
  if (!store::is_account_name(name)) throw Problem{"account.bad_name", {{"account", wanted}}};
  require_good_password(password, name);
  account->password_hash = hash_of_password(password);
  account->link_hash.clear();
  account->link_until = {};
  put(*account, batch(name, "password set by a one-time link"));
  if (store_.setting(kFirstLink)) store_.put_setting(kFirstLink, {{"hash", ""}, {"until", 0}});
  return opened(request, name);
}

std::string Sessions::sign_out(const Request& request) {
  const std::string token = cookie_of(request);
  if (!token.empty()) {
    const std::string hash = hash_of_token(token);
    {
      const std::lock_guard lock{guard_};
      open_.erase(hash);
    }
    store_.end_sessions("", hash, "");
  }
  return cookie_text(request, "", 0);
}

void Sessions::change_password(const Request& request, const std::string& old, const std::string& password) {
  store::Account account = checked(request, request.session.account, old);
  require_good_password(password, account.name);
  account.password_hash = hash_of_password(password);
  put(account, batch(account.name, "password changed"));
  const std::string token = cookie_of(request);
  const std::string hash = token.empty() ? std::string{} : hash_of_token(token);
  {
    const std::lock_guard lock{guard_};
    std::erase_if(open_,
                  [&](const auto& entry) { return entry.second.account == account.name && entry.first != hash; });
  }
  store_.end_sessions(account.name, "", hash);
}

bool Sessions::first_run() const {
  const std::lock_guard lock{guard_};
  return known_.empty();
}

std::string Sessions::first_link() {
  std::string token = new_token();
  store_.put_setting(kFirstLink, {{"hash", hash_of_token(token)}, {"until", Instant::now().unix_ms + 24 * kHourMs}});
  return token;
}

std::vector<store::Account> Sessions::accounts() const {
  const std::lock_guard lock{guard_};
  std::vector<store::Account> all;
  for (const auto& [name, known] : known_) all.push_back(known.account);
  return all;
}

store::Account Sessions::account(std::string_view name) const {
  const std::lock_guard lock{guard_};
  const auto known = known_.find(name);
  if (known == known_.end()) throw Problem{"account.unknown", {{"account", name}}};
  return known->second.account;
}

void Sessions::put(const store::Account& account, const store::Batch& by) {
  {
    const std::lock_guard lock{guard_};
    const auto rules = [](const store::Account& one) {
      return one.role == store::Role::administrator && !one.disabled;
    };
    const auto known = known_.find(account.name);
    const bool ruled = known != known_.end() && rules(known->second.account);
    const auto rulers =
        std::count_if(known_.begin(), known_.end(), [&](const auto& entry) { return rules(entry.second.account); });
    if (ruled && !rules(account) && rulers == 1)
      throw Problem{"account.last_administrator", {{"account", account.name}}};
  }
  store_.put_account(account, by);
  {
    const std::lock_guard lock{guard_};
    known_.insert_or_assign(account.name, Known{account, std::nullopt, -1});
    std::erase_if(proven_, [&](const auto& entry) { return entry.second.name == account.name; });
    if (account.disabled) std::erase_if(open_, [&](const auto& entry) { return entry.second.account == account.name; });
  }
  if (account.disabled) store_.end_sessions(account.name, "", "");
}

std::string Sessions::reset(std::string_view name, const store::Batch& by) {
  store::Account changed = account(name);
  std::string token = new_token();
  changed.password_hash.clear();
  changed.link_hash = hash_of_token(token);
  changed.link_until.unix_ms = Instant::now().unix_ms + 72 * kHourMs;
  put(changed, by);
  {
    const std::lock_guard lock{guard_};
    std::erase_if(open_, [&](const auto& entry) { return entry.second.account == name; });
  }
  store_.end_sessions(name, "", "");
  return token;
}

}  // namespace tilth::http
