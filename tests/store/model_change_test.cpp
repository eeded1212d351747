// SPDX-License-Identifier: Apache-2.0
// A programme's model becomes another while records are there: what they say stays, or nothing changes at all.
#include "store/sqlite/connection.h"
#include "store_fixture.h"
#include "support/failing_disk.h"
#include "support/scratch_folder.h"

#include <sys/wait.h>

#include <csignal>
#include <cstdio>
#include <random>
#include <thread>

namespace tilth::store {
namespace {

using Sources = std::map<std::string, std::string>;
using Kind = ModelEffect::Kind;

/// The small programme's files with one text put in place of another.
Sources with(Sources sources, const std::string& file, const std::string& from, const std::string& to) {
  std::string& text = sources.at(file);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return sources;
}
Sources with(const std::string& file, const std::string& from, const std::string& to) {
  return with(small_programme(), file, from, to);
}

std::shared_ptr<const model::Model> loaded(const Sources& sources) {
  const model::Loaded read = model::load_sources(sources);
  for (const auto& problem : read.problems) ADD_FAILURE() << problem.file << ": " << problem.message;
  return read.model;
}

Uuid id(int number) { return Uuid::from_parts(1000, 1, static_cast<std::uint64_t>(number)); }

class ModelChange : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "programme.gpkg"; }

  /// Six hazards, one of them changed, one removed; two places; no finds.
  void SetUp() override {
    const auto store = sqlite::create(file(), small_programme());
    const Batch by = by_ana("found");
    std::vector<Change> all;
    for (int i = 0; i < 2; ++i)
      all.push_back(change(*store, OperationKind::create, "place", 100 + i, {{"name", "Kita"}}));
    for (int i = 0; i < 6; ++i) {
      all.push_back(change(*store, OperationKind::create, "hazard", i,
                           {{"local_id", "HA-" + std::to_string(i)},
                            {"status", "open"},
                            {"kinds", many({"open", "closed"})},
                            {"area", 100.5 + i},
                            {"devices", std::int64_t{i}},
                            {"place", id(100).text()},
                            {"perimeter", square(10 + i, 10, 0.1)},
                            {"benchmark", point(50 + i, 20)},
                            {"informant", "Made Up " + std::to_string(i)},
                            {"note", "said on the road"}}));
    }
    first_ = store->append(by, all);
    store->append(by_ana("measured"), {change(*store, OperationKind::change, "hazard", 1,
                                              {{"area", 7.25}, {"devices", std::int64_t{9}}, {"status", "closed"}})});
    last_ = store->append(by_ana("no hazard"), {change(*store, OperationKind::remove, "hazard", 2, {})});
  }

  static Change change(const Store& store, OperationKind kind, const std::string& type, int number,
                       std::vector<std::pair<std::string, Value>> values) {
    Change one{kind, id(number), type, {}, 0};
    for (auto& [name, value] : values) {
      const int index = store.model()->find_type(type)->index_of(name);
      EXPECT_GE(index, 0) << name;
      one.set.emplace_back(index, std::move(value));
    }
    return one;
  }
  static Value many(std::initializer_list<const char*> codes) {
    cql2::Array items;
    for (const char* code : codes) items.emplace_back(std::string{code});
    return Value{std::make_shared<const cql2::Array>(std::move(items))};
  }
  static Value point(double lon, double lat) {
    return Value{std::make_shared<const geo::Geometry>(geo::Geometry::point(lon, lat))};
  }

  std::vector<ModelEffect> apply(const Sources& sources, const std::string& reason = "a new form") {
    return sqlite::change_model(file(), *loaded(sources), by_ana(reason), silent_);
  }
  /// Refused, and the file is as it was.
  Problem refused(const Sources& sources) {
    const std::string before = content();
    try {
      apply(sources);
    } catch (const Problem& problem) {
      EXPECT_EQ(content(), before) << "a refused change left something behind";
      return problem;
    }
    ADD_FAILURE() << "the change was not refused";
    return Problem{"model.no_reason"};
  }
  /// Every table but SQLite's own, as text.
  std::string content() {
    sqlite::Connection connection{file(), sqlite::Connection::Access::read};
    std::string all;
    std::vector<std::string> tables;
    {
      auto row = connection.prepare("SELECT name, sql FROM sqlite_master ORDER BY name");
      while (row.step()) {
        all += std::string{row.text(0)} + std::string{row.text(1)} + "\n";
        if (row.text(1).starts_with("CREATE TABLE")) tables.emplace_back(row.text(0));
      }
    }
    for (const std::string& table : tables) {
      auto row = connection.prepare("SELECT * FROM \"" + table + "\"");
      while (row.step()) {
        for (int i = 0; i < sqlite3_column_count(row.get()); ++i) all += std::string{row.blob(i)} + "|";
        all += "\n";
      }
    }
    return all;
  }
  std::unique_ptr<Store> opened() const { return sqlite::open(file(), sqlite::Mode::read_write); }
  void expect_sound(const Store& store) {
    const VerifyReport report = store.verify(silent_);
    EXPECT_TRUE(report.sound());
    for (const std::string& fault : report.faults) ADD_FAILURE() << fault;
  }
  static Value at(const Store& store, int number, const std::string& field, std::optional<std::int64_t> known_at = {}) {
    const auto record = store.find({}, "hazard", id(number), known_at);
    EXPECT_TRUE(record);
    return record ? value_of(*store.model()->find_type("hazard"), *record, field) : Value{};
  }
  static std::string code_of_query(const Store& store, const std::string& type) {
    Query query;
    query.type = type;
    try {
      (void)store.count({}, query);
    } catch (const Problem& problem) {
      return std::string{problem.kind().code};
    }
    return "no problem";
  }
  static const ModelEffect& effect(const std::vector<ModelEffect>& all, const std::string& name) {
    static const ModelEffect kNone;
    for (const ModelEffect& one : all)
      if (one.difference.name == name) return one;
    ADD_FAILURE() << "no difference " << name;
    return kNone;
  }

  test::ScratchFolder folder_;
  SilentProgress silent_;
  std::int64_t first_ = 0, last_ = 0;
};

constexpr const char* kHazard = "types/hazard.yaml";

TEST_F(ModelChange, StandsInTheLogWithWhoAndWhy) {
  apply(with(kHazard, "  depth:", "  rows: {kind: integer}\n  depth:"), "rows of mines are asked for now");
  const auto store = opened();
  EXPECT_EQ(store->last_seq(), last_ + 1);
  const auto log = store->history({}, Uuid::named("model"));
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log[0].context.author, "ana");
  EXPECT_EQ(log[0].context.reason, "rows of mines are asked for now");
  EXPECT_EQ(log[0].after.at("hash"), hex(store->model()->hash));
  EXPECT_NE(log[0].after.at("hash"), log[0].before.at("hash"));
  Caller other;
  other.highest_class = model::FieldClass::restricted;
  EXPECT_TRUE(store->history(other, Uuid::named("model")).empty());
}

TEST_F(ModelChange, AnAddedFieldIsEmptyAndCanBeFilled) {
  apply(with(kHazard, "  depth:", "  rows: {kind: integer}\n  depth:"));
  const auto store = opened();
  EXPECT_TRUE(at(*store, 1, "rows").is_null());
  EXPECT_TRUE(cql2::same(at(*store, 1, "area"), Value{7.25}));
  store->append(by_ana("counted"), {change(*store, OperationKind::change, "hazard", 1, {{"rows", std::int64_t{3}}})});
  EXPECT_TRUE(cql2::same(at(*store, 1, "rows"), Value{std::int64_t{3}}));
  expect_sound(*store);
}

TEST_F(ModelChange, ARenamedFieldKeepsItsValuesOfNowAndThen) {
  Sources sources = with(kHazard, "  area: {kind: area}", "  size: {kind: area, was: area}");
  sources = with(sources, kHazard, "informant: {kind: text, encrypted: true}",
                 "contact: {kind: text, encrypted: true, was: informant}");
  sources = with(sources, kHazard, "benchmark: {kind", "start: {was: benchmark, kind");
  const auto effects = apply(sources);
  EXPECT_EQ(effect(effects, "hazard.size").kind, Kind::carried);
  EXPECT_EQ(effect(effects, "hazard.size").records, 5);
  EXPECT_EQ(effect(effects, "hazard.size").earlier, 3) << "a removed record and two earlier states";
  const auto store = opened();
  EXPECT_TRUE(cql2::same(at(*store, 1, "size"), Value{7.25}));
  EXPECT_TRUE(cql2::same(at(*store, 1, "size", first_), Value{101.5})) << "as it was known before";
  EXPECT_TRUE(cql2::same(at(*store, 1, "start"), point(51, 20)));
  EXPECT_TRUE(cql2::same(at(*store, 4, "contact"), Value{"Made Up 4"}));
  EXPECT_EQ(store->find_encrypted({}, "hazard", "contact", "made 4", 10), std::vector{id(4)});
  // The history speaks of today's names; the log is as it was written.
  const auto log = store->history({}, id(1));
  ASSERT_EQ(log.size(), 2U);
  EXPECT_TRUE(log[1].after.contains("size"));
  EXPECT_FALSE(log[1].after.contains("area"));
  EXPECT_NE(log[1].canonical.find("\"area\":725"), std::string::npos);
  expect_sound(*store);
}

TEST_F(ModelChange, AFieldInUseDoesNotGo) {
  const Problem problem = refused(with(kHazard, "  area: {kind: area}", ""));
  EXPECT_EQ(problem.kind().code, "model.loses_data");
  EXPECT_EQ(problem.values().at("name"), "hazard.area");
  EXPECT_EQ(problem.values().at("records"), 5);
  EXPECT_NE(problem.values().at("examples").get<std::string>().find("HA-3"), std::string::npos);
  expect_sound(*opened());
}

TEST_F(ModelChange, AFieldThatNobodyUsesAnyMoreGoesAndTheLogKeepsIt) {
  {
    const auto store = opened();
    std::vector<Change> cleared;
    for (const int number : {0, 1, 3, 4, 5})
      cleared.push_back(
          change(*store, OperationKind::change, "hazard", number, {{"note", Value{}}, {"informant", Value{}}}));
    store->append(by_ana("asked for no longer"), cleared);
  }
  Sources sources = with(kHazard, "  note: {kind: text, class: personal}\n", "");
  sources = with(sources, kHazard, "  informant: {kind: text, encrypted: true}\n", "");
  const auto effects = apply(sources);
  EXPECT_EQ(effect(effects, "hazard.note").kind, Kind::only_earlier);
  EXPECT_EQ(effect(effects, "hazard.note").records, 0);
  EXPECT_GT(effect(effects, "hazard.note").earlier, 0);
  const auto store = opened();
  EXPECT_EQ(store->model()->find_type("hazard")->find("note"), nullptr);
  const auto log = store->history({}, id(4));
  EXPECT_EQ(log.at(0).after.at("note"), "said on the road");
  EXPECT_EQ(log.at(0).after.at("informant"), "Made Up 4") << "its key is still there";
  // Who could not see them then does not see them now that the model no longer names them.
  Caller other;
  other.highest_class = model::FieldClass::restricted;
  for (const Operation& operation : store->history(other, id(4))) {
    EXPECT_FALSE(operation.after.contains("note") || operation.before.contains("note"));
    EXPECT_FALSE(operation.after.contains("informant") || operation.before.contains("informant"));
    EXPECT_EQ(operation.canonical.find("on the road"), std::string::npos);
  }
  expect_sound(*store);
}

TEST_F(ModelChange, ANameThatIsUsedAgainIsAnotherField) {
  Sources sources = with(kHazard, "devices: {kind: integer}", "found: {kind: integer, was: devices}");
  apply(sources);
  const auto second = opened()->last_seq();
  sources = with(sources, kHazard, "  found:", "  devices: {kind: text}\n  found:");
  apply(sources);
  const auto store = opened();
  EXPECT_TRUE(cql2::same(at(*store, 1, "found"), Value{std::int64_t{9}}));
  EXPECT_TRUE(cql2::same(at(*store, 1, "found", first_), Value{std::int64_t{1}}));
  EXPECT_TRUE(at(*store, 1, "devices").is_null());
  EXPECT_TRUE(at(*store, 1, "devices", second).is_null());
  store->append(by_ana("named"), {change(*store, OperationKind::change, "hazard", 1, {{"devices", "two mortars"}})});
  const auto log = store->history({}, id(1));
  EXPECT_EQ(log.at(1).after.at("found"), 9);
  EXPECT_EQ(log.at(2).after.at("devices"), "two mortars");
  expect_sound(*store);
}

TEST_F(ModelChange, ACodeInUseDoesNotGoButMayHaveAnotherName) {
  const Problem problem = refused(with("codes/status.yaml", "  closed: Closed\n", "  shut: Shut\n"));
  EXPECT_EQ(problem.values().at("name"), "status.closed");
  const auto effects = apply(with("codes/status.yaml", "  closed: Closed\n", "  shut: {title: Shut, was: closed}\n"));
  EXPECT_EQ(effect(effects, "status.shut").kind, Kind::carried);
  const auto store = opened();
  EXPECT_TRUE(cql2::same(at(*store, 1, "status"), Value{"shut"}));
  EXPECT_TRUE(cql2::same(at(*store, 0, "status"), Value{"open"}));
  EXPECT_TRUE(cql2::same(at(*store, 0, "kinds"), many({"open", "shut"})));
  EXPECT_TRUE(cql2::same(at(*store, 0, "kinds", first_), many({"open", "shut"})));
  EXPECT_EQ(store->history({}, id(1)).at(1).after.at("status"), "shut");
  Query shut;
  shut.type = "hazard";
  shut.where = cql2::parse_text("status = 'shut'");
  EXPECT_EQ(store->count({}, shut), 1);
  expect_sound(*store);
}

TEST_F(ModelChange, AnotherListThatLacksACodeInUseIsRefused) {
  Sources sources = with(kHazard, "status: {kind: code, codes: status}", "status: {kind: code, codes: state}");
  sources["codes/state.yaml"] = "codes: state\ntitle: State\nvalues:\n  open: Open\n";
  const Problem problem = refused(sources);
  EXPECT_EQ(problem.values().at("name"), "hazard.status");
  EXPECT_EQ(problem.values().at("examples"), "HA-1");
  sources["codes/state.yaml"] += "  done: {title: Done, was: closed}\n";
  apply(sources);
  const auto store = opened();
  EXPECT_TRUE(cql2::same(at(*store, 1, "status"), Value{"done"}));
  expect_sound(*store);
}

TEST_F(ModelChange, AnotherKindIsTakenWhereNothingIsLost) {
  Sources sources = with(kHazard, "devices: {kind: integer}", "devices: {kind: decimal}");
  sources =
      with(sources, kHazard, "status: {kind: code, codes: status}", "status: {kind: code, codes: status, many: true}");
  const auto effects = apply(sources);
  EXPECT_EQ(effect(effects, "hazard.devices").kind, Kind::carried);
  {
    const auto store = opened();
    EXPECT_TRUE(cql2::same(at(*store, 1, "devices"), Value{9.0}));
    EXPECT_TRUE(cql2::same(at(*store, 1, "devices", first_), Value{1.0}));
    EXPECT_TRUE(cql2::same(at(*store, 1, "status"), many({"closed"})));
    expect_sound(*store);
  }
  EXPECT_EQ(refused(with(sources, kHazard, "kinds: {kind: code, codes: status, many: true}",
                         "kinds: {kind: code, codes: status}"))
                .values()
                .at("name"),
            "hazard.kinds");
  EXPECT_EQ(refused(with(sources, kHazard, "area: {kind: area}", "area: {kind: length}")).values().at("name"),
            "hazard.area");
  EXPECT_EQ(
      refused(with(sources, kHazard, "note: {kind: text, class: personal}", "note: {kind: text, encrypted: true}"))
          .values()
          .at("name"),
      "hazard.note")
      << "the log would hold it in the clear for ever";
  EXPECT_EQ(refused(with(sources, kHazard, "place: {kind: reference, to: place}", "place: {kind: reference, to: find}"))
                .values()
                .at("name"),
            "hazard.place");
}

TEST_F(ModelChange, ATypeInUseDoesNotGoAndOneWithoutRecordsDoes) {
  Sources sources = small_programme();
  sources.erase("types/find.yaml");
  sources = with(sources, kHazard,
                 "children:\n  finds: {of: find, by: hazard, where: \"quantity > 1\"}\n  items: {of: find, by: hazard, "
                 "sum: quantity}\n",
                 "");
  sources["types/visit.yaml"] =
      "type: visit\ntitle: Visit\nsource: test\ngeometry: at\nfields:\n  hazard: {kind: reference, to: hazard}\n  at: "
      "{kind: geometry, geometry: point}\n";
  {
    Sources without = with(sources, kHazard, "place: {kind: reference, to: place}", "place: {kind: text}");
    without.erase("types/place.yaml");
    EXPECT_EQ(refused(without).kind().code, "model.loses_data");
  }
  apply(sources);
  const auto store = opened();
  EXPECT_EQ(code_of_query(*store, "find"), "store.unknown_type");
  store->append(by_ana("seen"), {change(*store, OperationKind::create, "visit", 300, {{"at", point(3, 4)}})});
  Query near;
  near.type = "visit";
  near.box = geo::Box{2, 3, 4, 5};
  EXPECT_EQ(store->count({}, near), 1);
  expect_sound(*store);
}

TEST_F(ModelChange, AnotherFormulaIsWorkedOutForEveryState) {
  const auto effects = apply(with(kHazard, "computed: area_m2(perimeter)", "computed: area * 2"));
  EXPECT_EQ(effect(effects, "hazard.measured").kind, Kind::worked_out);
  const auto store = opened();
  EXPECT_TRUE(cql2::same(at(*store, 1, "measured"), Value{14.5}));
  EXPECT_TRUE(cql2::same(at(*store, 1, "measured", first_), Value{203.0}));
  expect_sound(*store);
}

TEST_F(ModelChange, WhatPeopleEnteredDoesNotBecomeComputed) {
  EXPECT_EQ(refused(with(kHazard, "area: {kind: area}", "area: {kind: area, computed: area_m2(perimeter)}"))
                .values()
                .at("name"),
            "hazard.area");
}

TEST_F(ModelChange, AnotherMainGeometryIsFoundInItsPlace) {
  apply(with(kHazard, "geometry: perimeter", "geometry: benchmark"));
  const auto store = opened();
  Query there;
  there.type = "hazard";
  there.box = geo::Box{49, 19, 53.5, 21};
  EXPECT_EQ(store->count({}, there), 3) << "one of the four was removed";
  there.box = geo::Box{9, 9, 20, 20};
  EXPECT_EQ(store->count({}, there), 0);
  EXPECT_TRUE(cql2::same(at(*store, 1, "perimeter"), square(11, 10, 0.1)));
  expect_sound(*store);
}

TEST_F(ModelChange, OfRulesAndWordsTouchesNoRecord) {
  {
    const auto store = opened();
    Finding finding;
    finding.rule = "hazard.odd";
    finding.type = "hazard";
    finding.records = {id(1)};
    store->save_findings({"hazard.odd"}, {finding});
  }
  const std::string rule =
      "rules:\n  - {id: hazard.odd, severity: error, must: devices >= 0, message: Odd, source: test, examples: "
      "[{devices: 1, holds: true}, {devices: -1, holds: false}]}\n";
  Sources sources = small_programme();
  sources.at(kHazard) += rule;
  EXPECT_EQ(effect(apply(sources), "hazard.odd").kind, Kind::to_check);
  sources = with(kHazard, "title: Hazard", "title: Dangerous land");
  const auto effects = apply(sources);
  EXPECT_EQ(effect(effects, "hazard.odd").kind, Kind::findings_end);
  EXPECT_EQ(effect(effects, "hazard.odd").records, 1);
  const auto store = opened();
  EXPECT_EQ(store->findings().at(0).state, "mended");
  sqlite::Connection connection{file(), sqlite::Connection::Access::read};
  EXPECT_EQ(connection.text("SELECT description FROM gpkg_contents WHERE table_name = 'hazard'"), "Dangerous land");
  expect_sound(*store);
}

TEST_F(ModelChange, ThatShowsMoreToOthersSaysSo) {
  const auto effects = sqlite::model_effects(
      file(), *loaded(with(kHazard, "note: {kind: text, class: personal}", "note: {kind: text, class: partner}")));
  EXPECT_EQ(effect(effects, "hazard.note").kind, Kind::seen_by_more);
  EXPECT_EQ(effect(effects, "hazard.note").records, 5);
  EXPECT_EQ(opened()->last_seq(), last_) << "looking at it changed something";
}

TEST_F(ModelChange, NeedsAReasonAndAnotherModel) {
  const Sources same = small_programme();
  EXPECT_TRUE(apply(same).empty());
  EXPECT_EQ(opened()->last_seq(), last_);
  try {
    apply(with(kHazard, "title: Hazard", "title: Land"), " ");
    ADD_FAILURE() << "no reason was asked for";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.kind().code, "model.no_reason");
  }
}

TEST_F(ModelChange, WaitsForNobodyWhoWritesAndStopsWhoeverReadsOn) {
  const Sources sources = with(kHazard, "area: {kind: area}", "size: {kind: area, was: area}");
  {
    const auto writer = opened();
    try {
      apply(sources);
      ADD_FAILURE() << "a file that is being written was changed";
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.kind().code, "store.locked");
    }
  }
  const auto reader = sqlite::open(file(), sqlite::Mode::read_only);
  EXPECT_TRUE(cql2::same(at(*reader, 1, "area"), Value{7.25}));
  apply(sources);
  try {
    (void)reader->find({}, "hazard", id(1));
    ADD_FAILURE() << "tables of another model were read";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.kind().code, "store.model_changed");
  }
}

TEST_F(ModelChange, IsInBackupsAndWhatIsRestoredFromThem) {
  apply(with(kHazard, "area: {kind: area}", "size: {kind: area, was: area}"));
  opened()->backup(folder_ / "backup.gpkg", silent_);
  expect_sound(*sqlite::open(folder_ / "backup.gpkg", sqlite::Mode::read_only));
  sqlite::restore(folder_ / "backup.gpkg", folder_ / "again.gpkg");
  const auto again = sqlite::open(folder_ / "again.gpkg", sqlite::Mode::read_write);
  EXPECT_TRUE(cql2::same(at(*again, 1, "size", first_), Value{101.5}));
  again->append(by_ana("goes on"), {change(*again, OperationKind::change, "hazard", 1, {{"size", 8.0}})});
  expect_sound(*again);
}

TEST_F(ModelChange, ThatWasTamperedWithIsFoundOut) {
  apply(with(kHazard, "  depth:", "  rows: {kind: integer}\n  depth:"));
  const auto faults = [&](const std::string& sql) {
    const auto copy = folder_ / ("tampered" + std::to_string(std::hash<std::string>{}(sql)) + ".gpkg");
    opened()->backup(copy, silent_);
    {
      sqlite::Connection connection{copy, sqlite::Connection::Access::write};
      connection.run(sql);
    }
    std::string all;
    for (const std::string& fault : sqlite::open(copy, sqlite::Mode::read_only)->verify(silent_).faults) all += fault;
    return all;
  };
  EXPECT_EQ(faults("SELECT 1"), "");
  EXPECT_NE(faults("UPDATE tilth_model SET sources = replace(sources, 'Hazard', 'Land') WHERE number = 2")
                .find("model 2 was changed"),
            std::string::npos);
  EXPECT_NE(
      faults("UPDATE tilth_model SET sources = (SELECT sources FROM tilth_model WHERE number = 1), hash = (SELECT "
             "hash FROM tilth_model WHERE number = 1) WHERE number = 2; ALTER TABLE hazard DROP COLUMN rows; ALTER "
             "TABLE hazard_history DROP COLUMN rows")
          .find("not the one that the log says"),
      std::string::npos);
  EXPECT_NE(faults("DELETE FROM tilth_model WHERE number = 1").find("a model is missing"), std::string::npos);
}

/// Two models that hold the same under other names and in other forms.
Sources other_names() {
  Sources sources = with(kHazard, "  area: {kind: area}", "  size: {kind: area, was: area}");
  sources = with(sources, kHazard, "devices: {kind: integer}", "devices: {kind: decimal}");
  sources = with(sources, kHazard, "informant: {kind", "contact: {was: informant, kind");
  return with(sources, "codes/status.yaml", "  closed: Closed", "  shut: {title: Shut, was: closed}");
}

class SlowKilledModelChange : public ModelChange {};

TEST_F(SlowKilledModelChange, LeavesTheOldModelOrTheNewOneWhole) {
  constexpr int kKills = 120;
  {
    const auto store = opened();
    std::vector<Change> many_more;
    for (int i = 1000; i < 1400; ++i)
      many_more.push_back(change(*store, OperationKind::create, "hazard", i,
                                 {{"local_id", "HB-" + std::to_string(i)},
                                  {"area", 5.0},
                                  {"status", "closed"},
                                  {"devices", std::int64_t{4}},
                                  {"perimeter", square(1 + i / 100.0, 1, 0.1)},
                                  {"informant", "Somebody"}}));
    store->append(by_ana("more"), many_more);
  }
  const auto fresh = folder_ / "fresh.gpkg";
  for (const char* suffix : {"", ".keys"})
    std::filesystem::copy_file(file().string() + suffix, fresh.string() + suffix);
  const auto next = loaded(other_names());
  std::mt19937_64 random{20261127};
  int old_one = 0, new_one = 0;
  for (int kill_number = 0; kill_number < kKills && !HasFailure(); ++kill_number) {
    SCOPED_TRACE("kill " + std::to_string(kill_number));
    for (const char* suffix : {"", "-wal", "-shm", ".lock", ".keys"}) std::filesystem::remove(file().string() + suffix);
    for (const char* suffix : {"", ".keys"})
      std::filesystem::copy_file(fresh.string() + suffix, file().string() + suffix);
    int channel[2];
    ASSERT_EQ(pipe(channel), 0);
    const pid_t child = fork();
    if (child == 0) {
      try {
        sqlite::open(file(), sqlite::Mode::read_write).reset();  // a copied file takes its place first
        if (write(channel[1], "x", 1) != 1) _exit(2);
        sqlite::change_model(file(), *next, by_ana("other names"), silent_);
      } catch (const std::exception& error) {
        std::fprintf(stderr, "the change failed: %s\n", error.what());
        _exit(1);
      }
      pause();
    }
    char ready = 0;
    ASSERT_EQ(read(channel[0], &ready, 1), 1);
    std::this_thread::sleep_for(std::chrono::microseconds{random() % 120'000});
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ::close(channel[0]);
    ::close(channel[1]);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the change ended by itself: " << status;
    const auto store = opened();
    const bool changed = store->model()->hash == next->hash;
    ++(changed ? new_one : old_one);
    EXPECT_EQ(store->last_seq(), last_ + 400 + (changed ? 1 : 0));
    EXPECT_TRUE(cql2::same(at(*store, 1, changed ? "size" : "area"), Value{7.25}));
    EXPECT_TRUE(cql2::same(at(*store, 1, "status"), Value{changed ? "shut" : "closed"}));
    EXPECT_EQ(store->find_encrypted({}, "hazard", changed ? "contact" : "informant", "somebody", 1000).size(), 400U);
    expect_sound(*store);
  }
  std::printf("%d kills: %d left the old model, %d the new one\n", kKills, old_one, new_one);
  EXPECT_GT(old_one, kKills / 20) << "the kills came too late to say anything";
  EXPECT_GT(new_one, kKills / 20) << "the kills came too early to say anything";
}

class SlowPowerCutInModelChange : public ModelChange {};

TEST_F(SlowPowerCutInModelChange, LeavesTheOldModelOrTheNewOneWhole) {
  using support::FailingDisk;
  constexpr int kCuts = 120;
  const auto next = loaded(other_names());
  const auto change_at = [&](const std::filesystem::path& place) {
    return sqlite::change_model(place, *next, by_ana("other names"), silent_);
  };
  // The keys of people lie in a file of their own, which a change of the model only reads.
  const auto copied = [&](const test::ScratchFolder& to) {
    for (const char* suffix : {"", ".keys"})
      std::filesystem::copy_file(file().string() + suffix, (to / "programme.gpkg").string() + suffix);
    sqlite::open(to / "programme.gpkg", sqlite::Mode::read_write).reset();  // a copied file takes its place first
  };
  std::int64_t events = 0;
  {
    const test::ScratchFolder whole;
    copied(whole);
    const FailingDisk disk;
    change_at(whole / "programme.gpkg");
    events = disk.events();
  }
  int old_one = 0, new_one = 0;
  for (int cut = 0; cut < kCuts && !HasFailure(); ++cut) {
    std::mt19937_64 random{static_cast<std::uint64_t>(cut)};
    SCOPED_TRACE("cut " + std::to_string(cut));
    const test::ScratchFolder before, after;
    copied(before);
    bool told = false;
    {
      FailingDisk disk;
      disk.fail_from(1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(events)), SQLITE_IOERR_WRITE);
      try {
        change_at(before / "programme.gpkg");
        told = true;
      } catch (const std::exception&) {
        // The disk is gone.
      }
      disk.after_cut(after / ".", static_cast<support::Unsynced>(cut % 4), random);
    }
    if (!std::filesystem::exists(after / "programme.gpkg"))
      std::filesystem::copy_file(before / "programme.gpkg", after / "programme.gpkg");
    std::error_code there;
    std::filesystem::copy_file(file().string() + ".keys", (after / "programme.gpkg").string() + ".keys", there);
    const auto store = sqlite::open(after / "programme.gpkg", sqlite::Mode::read_write);
    const bool changed = store->model()->hash == next->hash;
    EXPECT_TRUE(changed || !told) << "a change that was acknowledged is gone";
    ++(changed ? new_one : old_one);
    EXPECT_EQ(store->last_seq(), last_ + (changed ? 1 : 0));
    EXPECT_TRUE(cql2::same(at(*store, 1, changed ? "size" : "area"), Value{7.25}));
    expect_sound(*store);
  }
  std::printf("%d cuts over %lld events: %d left the old model, %d the new one\n", kCuts,
              static_cast<long long>(events), old_one, new_one);
  EXPECT_GT(old_one, 0);
  EXPECT_GT(new_one, 0);
}

}  // namespace
}  // namespace tilth::store
