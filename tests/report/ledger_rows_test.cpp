// SPDX-License-Identifier: Apache-2.0
// Rows of the land account that another thread made are those that are made when they are asked for.
#include "report/ledger_rows.h"

#include "base/problem.h"
#include "model/field_value.h"
#include "model/ledger_columns.h"
#include "support/scratch_programme.h"

#include <gtest/gtest.h>

namespace tilth::report {
namespace {

class RowsOfTheAccount : public test::ScratchProgramme {
 protected:
  RowsOfTheAccount() {
    for (int i = 0; i < 20; ++i) {
      const Uuid hazard = add("hazard", {{"local_id", text("HA-" + std::to_string(i))},
                                         {"class", text(i % 3 == 0 ? "cha" : "sha")},
                                         {"identified_on", day("2019-03-01")},
                                         {"area_reported", store::Value{100'000.0 + i}}});
      add("land_release_product", {{"hazard", store::Value{hazard.text()}},
                                   {"product", text("cleared")},
                                   {"status", text("approved")},
                                   {"released_on", day(i % 2 == 0 ? "2020-06-01" : "2021-06-01")},
                                   {"area_reported", store::Value{30'000.0}}});
    }
  }
  static std::vector<std::string> rows_at(const LedgerRows& rows, const char* day) {
    std::vector<std::string> seen;
    rows.each({.to = Date::parse(day)}, [&](const Uuid& record, const cql2::Row& row) {
      seen.push_back(record.text());
      for (std::size_t slot = 0; slot < model::kLedgerColumns.size(); ++slot)
        seen.back() += "|" + model::shown(row.at(static_cast<int>(slot)));
    });
    return seen;
  }
};

TEST_F(RowsOfTheAccount, AreTheSameWhenTheyWereBegunAhead) {
  SilentProgress silent;
  const LedgerRows begun{*store_, {}, std::nullopt, silent}, asked{*store_, {}, std::nullopt, silent};
  begun.begin({Date::parse("2020-12-31"), Date::parse("2021-12-31")});
  for (const char* day : {"2021-12-31", "2020-12-31", "2019-12-31"})
    EXPECT_EQ(rows_at(begun, day), rows_at(asked, day));
  EXPECT_EQ(rows_at(begun, "2020-12-31").size(), 20U + 10U + 20U) << "came in, released, remaining";
  EXPECT_NE(rows_at(begun, "2020-12-31"), rows_at(begun, "2021-12-31"));
}

TEST_F(RowsOfTheAccount, BegunAheadAreAsNobodyAskedForThemWhenThatIsSo) {
  SilentProgress silent;
  const LedgerRows rows{*store_, {}, std::nullopt, silent};
  rows.begin({std::nullopt});  // goes away while the other thread may still be at work
}

TEST_F(RowsOfTheAccount, SayToWhoAsksThatTheWorkWasStopped) {
  struct Stopped final : Progress {
    void start(std::string_view, std::uint64_t) override {}
    void done(std::uint64_t) override {}
    [[nodiscard]] bool cancelled() const override { return true; }
  } stopped;
  const LedgerRows rows{*store_, {}, std::nullopt, stopped};
  rows.begin({});
  try {
    (void)rows.ledger();
    FAIL() << "a stopped account is none";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.kind().code, "job.cancelled");
  }
}

}  // namespace
}  // namespace tilth::report
