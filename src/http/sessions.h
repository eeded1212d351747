// SPDX-License-Identifier: Apache-2.0
// Who asks: sessions of the browser, passwords of other tools.
#pragma once

#include "http/message.h"

namespace tilth::http {

class Sessions {
 public:
  virtual ~Sessions() = default;
  /// Who sent this request. May take the time that a password takes: on a worker thread.
  /// @throws Problem "session.wrong_password", "session.too_many_tries"
  [[nodiscard]] virtual Session of(const Request& request) = 0;
};

/// One session for every request: what the owner of the file on this machine may do.
class OwnerSession final : public Sessions {
 public:
  [[nodiscard]] Session of(const Request&) override {
    Session session;
    session.account = "owner";
    session.role = "administrator";
    return session;
  }
};

}  // namespace tilth::http
