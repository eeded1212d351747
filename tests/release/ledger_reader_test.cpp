// SPDX-License-Identifier: Apache-2.0
// The ledger as a programme of the base model gives it: the model's own words for every act on land reach the account.
#include "release/ledger_reader.h"

#include "release/ledger_tables.h"
#include "support/drawn_site.h"
#include "support/scratch_programme.h"

#include <gtest/gtest.h>

#include <map>

namespace tilth::release {
namespace {

using namespace tilth::literals;
using store::Value;
using tests::DrawnSite;

class RecordedLedger : public test::ScratchProgramme {
 protected:
  using Fields = std::map<std::string, Value>;
  Uuid write(const std::string& type, const Fields& fields) { return add(type, {fields.begin(), fields.end()}); }
  Uuid hazard(const char* name, const char* land_class, const char* on, Fields more) {
    more.merge(Fields{
        {"local_id", text(name)}, {"class", text(land_class)}, {"status", text("open")}, {"identified_on", day(on)}});
    return write("hazard", more);
  }
  Uuid change(const Uuid& of, const char* kind, const char* on, Fields more) {
    more.merge(Fields{
        {"hazard", Value{of.text()}}, {"kind", text(kind)}, {"changed_on", day(on)}, {"status", text("approved")}});
    return write("area_change", more);
  }
  Uuid product(const Uuid& of, const char* kind, const char* on, Fields more) {
    more.merge(Fields{
        {"hazard", Value{of.text()}}, {"product", text(kind)}, {"released_on", day(on)}, {"status", text("approved")}});
    return write("land_release_product", more);
  }
  Ledger ledger() {
    SilentProgress silent;
    return Ledger::of(read_land_history(*store_, {}, std::nullopt, silent), {}, silent);
  }
  Account account(const Uuid& of) {
    View view;
    view.hazard = of;
    return total(ledger(), view);
  }
};

TEST_F(RecordedLedger, TheWorkedFixtureLeavesEighteenThousand) {
  const Uuid land = hazard("HA-1", "sha", "2020-01-10", {{"area_reported", Value{100'000.0}}});
  product(land, "cancelled", "2021-02-01", {{"area_reported", Value{40'000.0}}});
  product(land, "reduced", "2021-05-01", {{"area_reported", Value{25'000.0}}});
  change(land, "extended", "2021-06-01", {{"area", Value{3'000.0}}});
  product(land, "cleared", "2021-08-01", {{"area_reported", Value{20'000.0}}});
  product(land, "cleared", "2021-09-01", {{"area_reported", Value{9'000.0}}, {"status", text("submitted")}});
  const Account all = account(land);
  EXPECT_EQ(all.remaining(), 18'000_m2);
  EXPECT_EQ(all.of(EntryKind::extended), 3'000_m2);
  EXPECT_EQ(all.released(), 85'000_m2);
}

TEST_F(RecordedLedger, ASplitMovesLandAndAMergeBringsItBack) {
  const DrawnSite site{20, R"(
      a a b b
      a a b b
  )"};
  const Uuid parent = hazard("HA-1", "cha", "2020-01-10", {{"perimeter", Value{site.land("ab")}}});
  const Uuid child = hazard("HA-2", "cha", "2021-01-10", {{"perimeter", Value{site.land("b")}}});
  change(parent, "split", "2021-01-10", {{"to_hazard", Value{child.text()}}, {"perimeter", Value{site.land("b")}}});
  EXPECT_NEAR(account(parent).remaining().as_double(), site.area_of("a").as_double(), 0.02);
  EXPECT_NEAR(account(child).of(EntryKind::transferred_in).as_double(), site.area_of("b").as_double(), 0.02);
  EXPECT_NEAR(account(child).of(EntryKind::created).as_double(), 0, 0.02) << "split land is not found anew";
  change(child, "merged", "2022-01-10", {{"to_hazard", Value{parent.text()}}});
  EXPECT_EQ(account(child).remaining(), 0_m2);
  EXPECT_NEAR(account(parent).remaining().as_double(), site.area_of("ab").as_double(), 0.02);
}

TEST_F(RecordedLedger, ReclassifiedLandChangesItsLineInOneRecordOrIntoAnother) {
  const Uuid one = hazard("HA-1", "cha", "2020-01-10", {{"area_reported", Value{5'000.0}}});
  change(one, "reclassified", "2021-03-01", {{"from_class", text("sha")}, {"to_class", text("cha")}});
  View suspected, confirmed;
  suspected.land_class = "sha";
  confirmed.land_class = "cha";
  EXPECT_EQ(total(ledger(), suspected).of(EntryKind::reclassified_out), 5'000_m2);
  EXPECT_EQ(total(ledger(), suspected).remaining(), 0_m2);
  EXPECT_EQ(total(ledger(), confirmed).remaining(), 5'000_m2);

  const Uuid other = hazard("HA-2", "sha", "2020-01-10", {{"area_reported", Value{8'000.0}}});
  const Uuid into = hazard("HA-3", "cha", "2022-01-01", {{"area_reported", Value{8'000.0}}});
  change(other, "reclassified", "2022-01-01", {{"to_hazard", Value{into.text()}}});
  EXPECT_EQ(account(other).remaining(), 0_m2);
  EXPECT_EQ(account(into).remaining(), 8'000_m2);
  EXPECT_EQ(total(ledger(), {}).remaining(), 13'000_m2) << "land that moves is not counted twice";
}

TEST_F(RecordedLedger, ACorrectionHasItsNameAndAnEstimateItsBasis) {
  const Uuid land = hazard("HA-1", "sha", "2020-01-10", {{"estimated_area", Value{7'000.0}}});
  change(land, "correction", "2021-03-01", {{"area", Value{-500.0}}, {"reason", text("digitised anew")}});
  const Account all = account(land);
  EXPECT_EQ(all.remaining(), 6'500_m2);
  EXPECT_EQ(all.of(EntryKind::created, Basis::estimated), 7'000_m2);
  const Ledger read = ledger();
  EXPECT_TRUE(std::any_of(read.entries().begin(), read.entries().end(), [&](const Entry& entry) {
    return entry.kind == EntryKind::corrected && read.name(entry.reason) == "digitised anew";
  }));
}

TEST_F(RecordedLedger, ASuccessorOfAReleasedHazardTakesNothingTwice) {
  const DrawnSite site{20, R"(
      a a
  )"};
  const Uuid before = hazard("HA-1", "cha", "2020-01-10", {{"perimeter", Value{site.land("a")}}});
  const Uuid after = hazard("HA-2", "cha", "2022-01-10",
                            {{"perimeter", Value{site.land("a")}}, {"predecessor", Value{before.text()}}});
  EXPECT_EQ(account(before).remaining(), 0_m2) << "the land goes on under the new record";
  EXPECT_NEAR(account(after).remaining().as_double(), site.area_of("a").as_double(), 0.02);
}

TEST_F(RecordedLedger, EveryKindOfChangeThatTheModelHasMovesSomething) {
  const model::CodeList& kinds = *store_->model()->find_codes("change_kind");
  ASSERT_FALSE(kinds.codes.empty());
  for (const model::Code& kind : kinds.codes) {
    const Uuid land = hazard("HA-1", "sha", "2020-01-10", {{"area_reported", Value{1'000.0}}});
    const Uuid other = hazard("HA-2", "cha", "2020-01-10", {{"area_reported", Value{50.0}}});
    const auto before = ledger().entries().size();
    change(land, kind.value.c_str(), "2021-01-01",
           {{"to_hazard", Value{other.text()}}, {"area", Value{10.0}}, {"reason", text("a test")}});
    EXPECT_GT(ledger().entries().size(), before) << kind.value;
  }
}

}  // namespace
}  // namespace tilth::release
