// SPDX-License-Identifier: Apache-2.0
// Who asks: sessions of browsers, passwords of other tools, one-time links, the public view.
#pragma once

#include "http/log.h"
#include "http/message.h"
#include "http/password.h"
#include "store/account.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tilth::http {

/// Accounts live in the programme's file and are changed here alone while the server runs. On any worker thread.
class Sessions {
 public:
  Sessions(store::Store& store, Log& log);

  /// Who sent this request: the cookie's session, else the name and password of Basic (over TLS or loopback), else the
  /// public view where it is on, else nobody. Over plain HTTP from another machine the personal class stays hidden.
  /// @throws Problem "session.wrong_password", "session.too_many_tries", "session.not_secure", "server.busy"
  [[nodiscard]] Session of(const Request& request);

  struct SignedIn {
    Session session;
    std::string cookie;  ///< of Set-Cookie
  };
  /// @throws as of()
  SignedIn sign_in(const Request& request, const std::string& name, const std::string& password);
  /// Redeems a one-time link: makes the first administrator, or sets the password of the account of the link.
  /// @throws Problem "session.bad_link", "account.weak_password", "account.bad_name"
  SignedIn redeem(const Request& request, const std::string& token, const std::string& name,
                  const std::string& password);
  /// The cookie that ends the session in the browser.
  std::string sign_out(const Request& request);
  /// All other sessions of the account end. @throws Problem "session.wrong_password", "account.weak_password"
  void change_password(const Request& request, const std::string& old, const std::string& password);

  [[nodiscard]] bool first_run() const;  ///< there is no account yet
  /// While there is no account: a link token for the first administrator, good for a day; the one before is void.
  std::string first_link();

  [[nodiscard]] std::vector<store::Account> accounts() const;
  /// @throws Problem "account.unknown"
  [[nodiscard]] store::Account account(std::string_view name) const;
  /// Makes or changes an account; a disabled one's sessions end. The last administrator stays one.
  /// @throws Problem "account.bad_name", "account.last_administrator"
  void put(const store::Account& account, const store::Batch& by);
  /// A one-time link token to set a password, good for three days; the old password and all sessions are void.
  std::string reset(std::string_view name, const store::Batch& by);

 private:
  struct Known {
    store::Account account;
    std::optional<store::Caller> caller;
    std::int64_t seq = -1;  ///< of the store when `caller` was worked out: places may move
  };
  Session session_of(const Request& request, const std::string& name);
  std::optional<Session> by_cookie(const Request& request);
  std::optional<Session> by_basic(const Request& request);
  store::Account checked(const Request& request, const std::string& name, const std::string& password);
  SignedIn opened(const Request& request, const std::string& name);
  void require_secure(const Request& request) const;
  [[nodiscard]] store::Batch batch(std::string author, std::string reason) const;

  store::Store& store_;
  Log& log_;
  mutable std::mutex guard_;
  std::map<std::string, Known, std::less<>> known_;              ///< guarded; all accounts
  std::map<std::string, store::KeptSession, std::less<>> open_;  ///< guarded; sessions met, by token hash
  struct Proven {
    std::string name;
    std::chrono::steady_clock::time_point until;
  };
  std::map<std::string, Proven> proven_;  ///< guarded; Basic passwords found right a moment ago, under a keyed hash
  const std::string process_key_ = new_token();
  Tries tries_of_account_{8, std::chrono::seconds{300}};   ///< an account from one address
  Tries tries_of_address_{40, std::chrono::seconds{300}};  ///< an address, whatever the account
};

bool is_loopback(std::string_view address);

}  // namespace tilth::http
