// SPDX-License-Identifier: Apache-2.0
// What the cells of a report say: yes and no, amounts that were added up, what the reader may not see.
#include "report/report_document.h"
#include "support/scratch_programme.h"

#include <gtest/gtest.h>

namespace tilth::report {
namespace {

std::map<std::string, std::string> contracts() {
  return {
      {"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
      {"types/hazard.yaml",
       "type: hazard\ntitle: Hazard\nclass: restricted\nsource: t\nlabel: name\nfields:\n  name: {kind: text}\n"},
      {"types/payment.yaml",
       "type: payment\ntitle: Payment\nclass: public\nsource: t\nfields:\n"
       "  contract: {kind: reference, to: contract}\n  currency: {kind: text}\n"
       "  amount: {kind: money, currency: currency}\n"},
      {"types/contract.yaml",
       "type: contract\ntitle: Contract\nclass: public\nsource: t\nlabel: code\nfields:\n  code: {kind: text}\n"
       "  remote: {kind: boolean}\n  hazards: {kind: reference, to: hazard, many: true}\n"
       "children:\n  paid: {of: payment, by: contract, sum: amount, title: Paid}\n"},
      {"indicators/n.yaml",
       "indicator: contracts\ncode: N\ntitle: Contracts\ndefinition: All.\nunit: {en: contracts}\nvalue: count()\n"
       "of: contract\nflow: false\nsplit_by: [remote]\nsource: t\n"},
      {"reports/r.yaml",
       "report: cells\ntitle: Cells\ndescription: Cells.\nsource: t\nsections:\n  - id: a\n    title: A\n    parts:\n"
       "      - text: \"{N remote=yes} of {N} from afar, {N remote=no} not\"\n"
       "      - indicators: {figures: [N], split: [remote]}\n"
       "      - records: {of: contract, columns: [code, remote, hazards, paid], sum: [paid], sort: [code]}\n"}};
}

class Cells : public test::ScratchProgramme {
 protected:
  explicit Cells(std::map<std::string, std::string> sources = contracts()) : ScratchProgramme(std::move(sources)) {
    const Uuid hazard = add("hazard", {{"name", text("North field")}});
    const auto of = [](const Uuid& id) {
      return store::Value{std::make_shared<const cql2::Array>(cql2::Array{store::Value{id.text()}})};
    };
    const Uuid a = add("contract", {{"code", text("A")}, {"remote", store::Value{true}}, {"hazards", of(hazard)}});
    add("contract", {{"code", text("B")}, {"remote", store::Value{true}}});
    add("contract", {{"code", text("C")}, {"remote", store::Value{false}}});
    for (const std::int64_t minor : {13'000'000, 500'050})
      add("payment", {{"contract", text(a.text())}, {"currency", text("USD")}, {"amount", store::Value{minor}}});
  }
  Json parts(const store::Caller& caller = {}) {
    SilentProgress progress;
    const ReportRequest request{.report = "cells"};
    return report_document(*store_, caller, request, {}, progress).at("sections")[0].at("parts");
  }
  static std::string cell(const Json& part, std::size_t row, std::size_t column) {
    const Json& one = part.at("rows")[row];
    return (one.is_array() ? one : one.at("cells"))[column].at("text").get<std::string>();
  }
};

TEST_F(Cells, CallYesWhatIsYes) {
  const Json all = parts();
  std::string sentence;
  for (const Json& piece : all[0].at("pieces")) sentence += piece.at("text").get<std::string>();
  EXPECT_EQ(sentence, "2 of 3 from afar, 1 not");
  ASSERT_EQ(all[1].at("rows").size(), 2U);
  std::map<std::string, std::string> told;
  for (std::size_t row = 0; row < 2; ++row) told[cell(all[1], row, 0)] = cell(all[1], row, 1);
  EXPECT_EQ(told, (std::map<std::string, std::string>{{"yes", "2"}, {"no", "1"}}));
}

TEST_F(Cells, LeadToTheRecordsBehindAYes) {
  SilentProgress progress;
  const Json document = report_document(*store_, {}, {.report = "cells"}, {}, progress);
  std::map<std::string, std::int64_t> behind;
  for (const Json& one : document.at("figures")) {
    if (one.at("cell").empty()) continue;
    const store::Query query{.type = "contract",
                             .where = cql2::parse_text(one.at("records").at("filter").get<std::string>())};
    behind[one.at("cell")[0].at("words").get<std::string>()] = store_->count({}, query);
  }
  EXPECT_EQ(behind, (std::map<std::string, std::int64_t>{{"yes", 2}, {"no", 1}}));
}

TEST_F(Cells, ShowAmountsThatWereAddedUpInWholeUnits) {
  EXPECT_EQ(cell(parts()[2], 0, 3), "135,000.50");
  EXPECT_EQ(cell(parts()[2], 1, 3), "0.00");
  EXPECT_EQ(parts()[2].at("sums")[3].at("text"), "135,000.50");
}

TEST_F(Cells, NeverShowWhatTheReaderMayNotSeeAsNothing) {
  EXPECT_EQ(cell(parts()[2], 0, 2), "North field");
  EXPECT_EQ(cell(parts()[2], 1, 2), "\u2013");
  store::Caller partner{.name = "partner"};
  partner.highest_class = model::FieldClass::partner;
  const Json seen = parts(partner);
  EXPECT_EQ(cell(seen[2], 0, 2), "not shown with these rights");
  EXPECT_EQ(cell(seen[2], 1, 2), "not shown with these rights") << "nor whether there is one";
}

std::map<std::string, std::string> contracts_with_currency() {
  auto sources = contracts();
  std::string& type = sources.at("types/contract.yaml");
  type.insert(type.find("  remote:"), "  currency: {kind: text}\n");
  return sources;
}

class CellsOfCurrencies : public Cells {
 protected:
  CellsOfCurrencies() : Cells(contracts_with_currency()) {}
  void pay(const char* code, const char* currency, std::int64_t minor) {
    const Uuid of = add("contract", {{"code", text(code)}, {"currency", text(currency)}});
    add("payment", {{"contract", text(of.text())}, {"currency", text(currency)}, {"amount", store::Value{minor}}});
  }
};

TEST_F(CellsOfCurrencies, AreNotAddedUpWhatEverTheChildrenAdd) {
  pay("D", "USD", 100'000), pay("E", "EUR", 200'000);
  const Json all = parts();
  EXPECT_EQ(all[2].at("sums").back().at("text"), "\u2013");
  EXPECT_NE(all[2].at("notes").dump().find("not added up"), std::string::npos) << all[2].at("notes");
}

}  // namespace
}  // namespace tilth::report
