// SPDX-License-Identifier: Apache-2.0
// What is counted for a record is its own, whatever the condition says.
#include "store/sqlite/sqlite_store.h"
#include "store_fixture.h"

namespace tilth::store {
namespace {

TEST(ChildCounts, WithAnOrAreOfTheRecordAlone) {
  const test::ScratchFolder folder;
  const auto store =
      sqlite::create(folder / "programme.gpkg",
                     {{"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
                      {"types/survivor.yaml",
                       "type: survivor\ntitle: Survivor\nsource: t\nfields:\n  name: {kind: text}\n"
                       "children:\n  open_needs: {of: need, by: survivor, where: \"met IS NULL OR met = FALSE\"}\n"
                       "  wanted: {of: need, by: survivor, sum: amount, where: \"met IS NULL OR met = FALSE\"}\n"},
                      {"types/need.yaml",
                       "type: need\ntitle: Need\nsource: t\nfields:\n  survivor: {kind: reference, to: survivor}\n"
                       "  met: {kind: boolean}\n  amount: {kind: integer}\n"}});
  const model::RecordType &survivor = *store->model()->find_type("survivor"),
                          &need = *store->model()->find_type("need");
  std::vector<Change> changes;
  const auto survivor_id = [](int i) { return Uuid::named("survivor " + std::to_string(i)); };
  for (int i = 0; i < 3; ++i) {
    changes.push_back({OperationKind::create, survivor_id(i), "survivor", {{0, std::to_string(i)}}, 0});
    for (int n = 0; n <= i; ++n) {  // the last of each is met
      Change one{OperationKind::create, Uuid::named("need " + std::to_string(10 * i + n)), "need", {}, 0};
      one.set.emplace_back(need.index_of("survivor"), survivor_id(i).text());
      one.set.emplace_back(need.index_of("amount"), std::int64_t{100});
      if (n == i) one.set.emplace_back(need.index_of("met"), true);
      changes.push_back(std::move(one));
    }
  }
  store->append(by_ana("made up"), changes);
  const auto around = store->surroundings(Caller{});
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(cql2::same(around->child(survivor, 0, survivor_id(i)), Value{std::int64_t{i}})) << i;
    EXPECT_TRUE(cql2::same(around->child(survivor, 1, survivor_id(i)), Value{100.0 * i})) << i;
  }
}

}  // namespace
}  // namespace tilth::store
