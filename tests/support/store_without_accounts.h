// SPDX-License-Identifier: Apache-2.0
// A store in memory has no accounts: what stores of tests share.
#pragma once

#include "store/store.h"

namespace tilth::test {

class StoreWithoutAccounts : public store::Store {
 public:
  [[nodiscard]] std::vector<store::Account> accounts() const override { return {}; }
  void put_account(const store::Account&, const store::Batch&) override {}
  void put_session(const store::KeptSession&) override {}
  [[nodiscard]] std::optional<store::KeptSession> session(std::string_view) const override { return {}; }
  void end_sessions(std::string_view, std::string_view, std::string_view) override {}
};

}  // namespace tilth::test
