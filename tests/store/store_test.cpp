// SPDX-License-Identifier: Apache-2.0
// What every maker of a store promises.
#include "store_fixture.h"

#include <fstream>
#include <map>
#include <random>
#include <set>
#include <thread>

namespace tilth::store {
namespace {

using StoreContract = StoreTest;

INSTANTIATE_TEST_SUITE_P(Makers, StoreContract, testing::ValuesIn(makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(StoreContract, GivesBackEveryKindOfValueAsItWasPutIn) {
  const Uuid id = Uuid::make(), place = Uuid::make();
  auto kinds = std::make_shared<cql2::Array>();
  kinds->emplace_back(std::string{"open"});
  kinds->emplace_back(std::string{"closed"});
  store_->append(by("found"),
                 {create("place", place, {{"name", std::string{"Kérou \"x\"\n"}}}),
                  create("hazard", id,
                         {{"local_id", std::string{"HA-1"}},
                          {"status", std::string{"open"}},
                          {"kinds", std::shared_ptr<const cql2::Array>{kinds}},
                          {"found_on", *Date::parse("2016-08")},
                          {"seen_at", *Instant::parse("2020-01-02T03:04:05.678Z")},
                          {"area", 1234.56},
                          {"depth", 0.13},
                          {"devices", std::int64_t{9007199254740993}},
                          {"marked", true},
                          {"place", place.text()},
                          {"perimeter", square(10, 10, 0.001)},
                          {"benchmark", Value{std::make_shared<const geo::Geometry>(geo::Geometry::point(9.99, 9.99))}},
                          {"informant", std::string{"a made-up person"}}})});
  reopen();
  const auto found = store_->find(owner_, "hazard", id);
  ASSERT_TRUE(found);
  EXPECT_EQ(std::get<std::string>(at(*found, "local_id")), "HA-1");
  EXPECT_TRUE(cql2::same(at(*found, "kinds"), Value{std::shared_ptr<const cql2::Array>{kinds}}));
  EXPECT_EQ(std::get<Date>(at(*found, "found_on")).text(), "2016-08");
  EXPECT_EQ(std::get<Instant>(at(*found, "seen_at")).text(), "2020-01-02T03:04:05.678Z");
  EXPECT_EQ(std::get<double>(at(*found, "area")), 1234.56);
  EXPECT_EQ(std::get<double>(at(*found, "depth")), 0.13);
  EXPECT_EQ(std::get<std::int64_t>(at(*found, "devices")), 9007199254740993);
  EXPECT_EQ(std::get<bool>(at(*found, "marked")), true);
  EXPECT_TRUE(cql2::same(at(*found, "perimeter"), square(10, 10, 0.001)));
  EXPECT_EQ(std::get<geo::GeometryPtr>(at(*found, "benchmark"))->x.at(0), 9.99);
  EXPECT_NEAR(std::get<double>(at(*found, "measured")), 110.6 * 109.6, 100);
  EXPECT_EQ(std::get<std::string>(at(*found, "informant")), "a made-up person");
  EXPECT_TRUE(at(*found, "note").is_null());
}

TEST_P(StoreContract, KeepsWhatWasKnownAtEveryMomentWhateverCameLater) {
  std::mt19937_64 random{7};
  std::vector<Uuid> ids;
  std::map<Uuid, std::pair<std::int64_t, bool>> now;  // devices, removed
  std::map<std::int64_t, std::map<Uuid, std::pair<std::int64_t, bool>>> moments;
  for (int step = 0; step < 120; ++step) {
    std::vector<Change> changes;
    const auto act = random() % 4;
    if (ids.empty() || act == 0) {
      const Uuid id = Uuid::from_parts(1000 + step, random(), random());
      const auto devices = static_cast<std::int64_t>(random() % 50);
      changes.push_back(create("hazard", id, {{"devices", devices}}));
      ids.push_back(id);
      now[id] = {devices, false};
    } else {
      const Uuid id = ids[random() % ids.size()];
      if (act == 3) {
        changes.push_back({OperationKind::remove, id, "hazard", {}, 0});
        now[id].second = true;
      } else {
        const auto devices = static_cast<std::int64_t>(random() % 50);
        changes.push_back(set("hazard", id, {{"devices", devices}}));
        if (devices != now[id].first || now[id].second) now[id] = {devices, false};
      }
    }
    moments[store_->append(by("step"), changes)] = now;
  }
  for (const auto& [seq, state] : moments) {
    Query query;
    query.type = "hazard";
    query.known_at = seq;
    query.with_removed = true;
    std::map<Uuid, std::pair<std::int64_t, bool>> found;
    for (const Record& record : store_->query(owner_, query).records)
      found[record.id] = {std::get<std::int64_t>(at(record, "devices")), record.removed};
    EXPECT_EQ(found, state) << "as known at " << seq;
  }
  SilentProgress silent;
  const VerifyReport report = store_->verify(silent);
  EXPECT_TRUE(report.sound()) << (report.faults.empty() ? "" : report.faults.front());
}

TEST_P(StoreContract, TellsWhatWasTrueByTheRecordsOwnDatesApartFromWhatWasKnown) {
  std::vector<Change> changes;
  const std::vector<std::string> dates{"2015",    "2016",       "2016-05", "2016-06", "2016-06-30",
                                       "2016-07", "2016-07-01", "2017",    ""};
  for (std::size_t i = 0; i < dates.size(); ++i) {
    Change change = create("hazard", Uuid::from_parts(1000, 1, i), {{"area", 1.0}});
    if (!dates[i].empty()) change.set.emplace_back(field("hazard", "found_on"), *Date::parse(dates[i]));
    changes.push_back(change);
  }
  const auto first = store_->append(by("found"), changes);
  store_->append(by("corrected"),
                 {set("hazard", Uuid::from_parts(1000, 1, 0), {{"found_on", *Date::parse("2020-01-01")}})});
  const auto seen = [&](const char* true_at, std::optional<std::int64_t> known_at) {
    Query query;
    query.type = "hazard";
    query.true_at = *Date::parse(true_at);
    query.known_at = known_at;
    query.fields = {"local_id"};
    std::string found;
    for (const Record& record : store_->query(owner_, query).records) {
      EXPECT_TRUE(at(record, "found_on").is_null()) << "a field that was not asked for";
      found += std::to_string(record.id.bytes[15]);
    }
    EXPECT_EQ(store_->count(owner_, query), static_cast<std::int64_t>(found.size()));
    Aggregate sum{.type = "hazard", .sum = {"area"}, .known_at = known_at, .true_at = query.true_at};
    EXPECT_EQ(store_->aggregate(owner_, sum).at(0).sums.at(0), static_cast<double>(found.size()));
    return found;
  };
  // What may have been so by then is in: known to the year, or without a date.
  EXPECT_EQ(seen("2016-06-30", std::nullopt), "12348");
  EXPECT_EQ(seen("2016-06-30", first), "012348");
  EXPECT_EQ(seen("2016-06", first), "012348") << "a month counts to its last day";
  EXPECT_EQ(seen("2016", std::nullopt), "1234568");
  EXPECT_EQ(seen("2016-06-29", std::nullopt), "1238");
  EXPECT_EQ(seen("2014-12-31", first), "8");
  EXPECT_EQ(seen("2020-01-01", std::nullopt), "012345678");
}

TEST_P(StoreContract, ChangesNothingWhenOneChangeOfABatchIsRefused) {
  const Uuid one = Uuid::make(), two = Uuid::make();
  store_->append(by("first"), {create("hazard", one, {{"devices", std::int64_t{1}}})});
  const auto before = store_->last_seq();
  EXPECT_EQ(code_of([&] {
              store_->append(by("x"),
                             {create("hazard", two, {}), set("hazard", Uuid::make(), {{"devices", std::int64_t{2}}})});
            }),
            "store.unknown_record");
  EXPECT_EQ(code_of([&] {
              store_->append(by("x"), {create("hazard", two, {}), create("hazard", one, {})});
            }),
            "store.duplicate_id");
  EXPECT_EQ(
      code_of([&] {
        store_->append(by("x"), {create("hazard", two, {}), set("hazard", one, {{"devices", std::string{"many"}}})});
      }),
      "store.bad_value");
  EXPECT_EQ(code_of([&] {
              store_->append(by("x"), {set("hazard", one, {{"measured", 5.0}})});
            }),
            "store.computed_field");
  EXPECT_EQ(code_of([&] {
              store_->append(by("x"), {set("hazard", one, {{"area", std::nan("")}})});
            }),
            "store.bad_value");
  EXPECT_EQ(code_of([&] {
              store_->append(by("x"), {set("hazard", one, {{"place", std::string{"nowhere"}}})});
            }),
            "store.bad_value");
  EXPECT_EQ(store_->last_seq(), before);
  EXPECT_FALSE(store_->find(owner_, "hazard", two));
}

TEST_P(StoreContract, TellsTheSecondOfTwoWhoEditOneRecord) {
  const Uuid id = Uuid::make();
  const auto seen = store_->append(by("first"), {create("hazard", id, {{"devices", std::int64_t{1}}})});
  store_->append(by("ana"), {set("hazard", id, {{"devices", std::int64_t{2}}}, seen)});
  EXPECT_EQ(code_of([&] {
              store_->append(by("ben"), {set("hazard", id, {{"devices", std::int64_t{3}}}, seen)});
            }),
            "store.stale");
  EXPECT_EQ(std::get<std::int64_t>(at(*store_->find(owner_, "hazard", id), "devices")), 2);
}

TEST_P(StoreContract, WritesNoOperationForAChangeThatChangesNothing) {
  const Uuid id = Uuid::make();
  const auto seq = store_->append(
      by("first"), {create("hazard", id, {{"devices", std::int64_t{1}}, {"perimeter", square(1, 1, 1)}})});
  EXPECT_EQ(
      store_->append(by("again"), {set("hazard", id, {{"devices", std::int64_t{1}}, {"perimeter", square(1, 1, 1)}})}),
      seq);
  EXPECT_EQ(store_->history(owner_, id).size(), 1U);
}

TEST_P(StoreContract, AnswersFiltersBoxesSortsAndPagesAsTheEvaluatorAloneWould) {
  std::mt19937_64 random{3};
  std::vector<Change> changes;
  for (int i = 0; i < 300; ++i) {
    std::vector<std::pair<std::string, Value>> values{{"local_id", "HA-" + std::to_string(i)},
                                                      {"status", std::string{i % 3 == 0 ? "closed" : "open"}},
                                                      {"area", static_cast<double>(random() % 1000) + 0.25}};
    if (i % 4 != 0) values.emplace_back("devices", static_cast<std::int64_t>(random() % 7));
    if (i % 5 != 0)
      values.emplace_back("perimeter", square(static_cast<double>(i % 20), static_cast<double>(i / 20), 0.5));
    changes.push_back(create("hazard", Uuid::from_parts(5000 + i, random(), random()), std::move(values)));
  }
  store_->append(by("many"), changes);
  Query all;
  all.type = "hazard";
  const auto everything = store_->query(owner_, all).records;
  ASSERT_EQ(everything.size(), 300U);
  const model::RecordType& type = *store_->model()->find_type("hazard");
  struct Plain final : cql2::Row {
    explicit Plain(const Record& r) : record(r) {}
    const Value& at(int slot) const override { return record.values[static_cast<std::size_t>(slot)]; }
    const Record& record;
  };
  for (const char* text :
       {"status = 'open'", "area > 500", "area = 100.25 OR devices < 3", "devices IS NULL AND NOT status = 'closed'",
        "local_id LIKE 'HA-1%'", "local_id LIKE 'ha-1%'", "S_INTERSECTS(perimeter, BBOX(3,3,5,6))", "NOT (devices > 2)",
        "devices IN (1,3,5) AND area BETWEEN 200 AND 700"}) {
    const model::TypeSchema schema{*store_->model(), type};
    const cql2::Bound bound{cql2::parse_text(text), schema};
    std::vector<Uuid> expected;
    for (const Record& record : everything) {
      if (bound.holds(Plain{record}) == cql2::Bound::Truth::yes) expected.push_back(record.id);
    }
    Query query;
    query.type = "hazard";
    query.where = cql2::parse_text(text);
    EXPECT_EQ(store_->count(owner_, query), static_cast<std::int64_t>(expected.size())) << text;
    Query limited = query;
    limited.limit = 2;
    EXPECT_EQ(store_->count(owner_, limited), static_cast<std::int64_t>(std::min<std::size_t>(2, expected.size())))
        << text;
    query.limit = 7;
    std::vector<Uuid> found;
    do {
      const Page page = store_->query(owner_, query);
      for (const Record& record : page.records) found.push_back(record.id);
      query.after = page.next;
    } while (!query.after.empty());
    EXPECT_EQ(found, expected) << text;
  }
  Query sorted;
  sorted.type = "hazard";
  sorted.sort = {{"devices", true}, {"area", false}};
  sorted.fields = {"local_id"};
  sorted.limit = 11;
  std::vector<Uuid> found;
  do {
    const Page page = store_->query(owner_, sorted);
    for (const Record& record : page.records) {
      found.push_back(record.id);
      EXPECT_TRUE(at(record, "devices").is_null()) << "a field that was not asked for";
    }
    sorted.after = page.next;
  } while (!sorted.after.empty());
  std::vector<Record> expected = everything;
  std::stable_sort(expected.begin(), expected.end(), [&](const Record& a, const Record& b) {
    const auto key = [&](const Record& r) {
      const Value devices = at(r, "devices");
      return std::tuple{devices.is_null() ? std::int64_t{1} : -std::get<std::int64_t>(devices),
                        std::get<double>(at(r, "area"))};
    };
    return key(a) < key(b);
  });
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], expected[i].id) << i;
  sorted.after = "bm9uc2Vuc2U=";
  EXPECT_EQ(code_of([&] { (void)store_->query(owner_, sorted); }), "store.bad_cursor");
}

TEST_P(StoreContract, AsksBoxesAcrossTheAntimeridianAndPagesInAnyOrderWithoutLossUnderWrites) {
  std::vector<Change> changes;
  for (int i = 0; i < 72; ++i) {
    changes.push_back(create("hazard", Uuid::from_parts(9000 - i, 5, static_cast<std::uint64_t>(i)),
                             {{"local_id", "HA-" + std::to_string(i)}, {"perimeter", square(-180 + 5.0 * i, 10, 1)}}));
  }
  changes.push_back(create("hazard", Uuid::make(), {{"local_id", std::string{"nowhere"}}}));
  store_->append(by("round the globe"), changes);
  const auto names = [&](const Query& query) {
    std::set<std::string> all;
    for (const Record& record : store_->query(owner_, query).records)
      all.insert(std::get<std::string>(at(record, "local_id")));
    return all;
  };
  Query across;
  across.type = "hazard";
  across.box = geo::Box{174, 0, -174, 20};
  EXPECT_EQ(names(across), (std::set<std::string>{"HA-0", "HA-1", "HA-71"}));
  EXPECT_EQ(store_->count(owner_, across), 3);
  across.known_at = store_->last_seq();
  EXPECT_EQ(names(across), (std::set<std::string>{"HA-0", "HA-1", "HA-71"}));

  const auto extent = store_->extent(owner_, "hazard");
  ASSERT_TRUE(extent);
  EXPECT_TRUE(extent->west <= -180 && extent->east >= 176 && extent->south <= 10 && extent->north >= 11);
  EXPECT_TRUE(extent->west > -180.1 && extent->east < 176.1 && extent->south > 9.9 && extent->north < 11.1);
  EXPECT_FALSE(store_->extent(owner_, "place"));
  Caller some;
  some.rows["hazard"] = cql2::parse_text("status = 'open'");
  EXPECT_FALSE(store_->extent(some, "hazard")) << "a box would tell where the hidden rows are";
  some = {};
  some.highest_class = model::FieldClass::public_;
  EXPECT_FALSE(store_->extent(some, "hazard"));

  Query coarse;
  coarse.type = "hazard";
  coarse.coarse = 0.9;
  const auto outline = [&](const Query& query) {
    return std::get<geo::GeometryPtr>(at(store_->query(owner_, query).records.front(), "perimeter"))->box();
  };
  coarse.where = cql2::parse_text("local_id = 'HA-5'");
  const geo::Box exact = outline(coarse);
  coarse.coarse = 1;
  EXPECT_EQ(outline(coarse), exact) << "a square is its own box";

  Query paged;
  paged.type = "hazard";
  paged.any_order = true;
  paged.limit = 10;
  std::multiset<std::string> met;
  int pages = 0;
  do {
    const Page page = store_->query(owner_, paged);
    for (const Record& record : page.records) met.insert(std::get<std::string>(at(record, "local_id")));
    // Somebody goes on writing: what was there at the start is met once and once only.
    store_->append(by("meanwhile"), {create("hazard", Uuid::from_parts(1 + pages, 1, 1),
                                            {{"local_id", "new " + std::to_string(pages)}})});
    if (pages == 2) {  // the record that the cursor names goes
      Change gone = set("hazard", page.records.back().id, {});
      gone.kind = OperationKind::remove;
      store_->append(by("meanwhile"), {gone});
    }
    paged.after = page.next;
  } while (!paged.after.empty() && ++pages < 50);
  for (int i = 0; i < 72; ++i) EXPECT_EQ(met.count("HA-" + std::to_string(i)), 1U) << i;
  EXPECT_EQ(met.count("nowhere"), 1U);
  paged.after = "bm9uc2Vuc2U=";
  EXPECT_EQ(code_of([&] { (void)store_->query(owner_, paged); }), "store.bad_cursor");
}

TEST_P(StoreContract, CountsChildrenAndFollowsReferences) {
  const Uuid place = Uuid::make(), hazard = Uuid::make(), other = Uuid::make();
  store_->append(by("x"), {create("place", place, {{"name", std::string{"Ashari"}}}),
                           create("hazard", hazard, {{"place", place.text()}}), create("hazard", other, {}),
                           create("find", Uuid::make(), {{"hazard", hazard.text()}, {"quantity", std::int64_t{3}}}),
                           create("find", Uuid::make(), {{"hazard", hazard.text()}, {"quantity", std::int64_t{1}}})});
  Query query;
  query.type = "hazard";
  for (const auto& [text, hits] : std::map<std::string, int>{{"finds = 1", 1},
                                                             {"items = 4", 1},
                                                             {"finds = 0", 1},
                                                             {"place.name = 'Ashari'", 1},
                                                             {"place.name IS NULL", 1}}) {
    query.where = cql2::parse_text(text);
    EXPECT_EQ(store_->count(owner_, query), hits) << text;
  }
}

TEST_P(StoreContract, AddsUpAreasExactlyAndSaysWhatIsMissing) {
  std::vector<Change> changes;
  for (int i = 0; i < 1000; ++i)
    changes.push_back(
        create("hazard", Uuid::make(), {{"status", std::string{i % 2 == 0 ? "open" : "closed"}}, {"area", 0.1}}));
  changes.push_back(create("hazard", Uuid::make(), {{"status", std::string{"open"}}}));
  store_->append(by("x"), changes);
  for (const char* where : {"status IS NOT NULL", "place.name IS NULL"}) {  // through SQL, and through the evaluator
    Aggregate question;
    question.type = "hazard";
    question.group_by = {"status"};
    question.sum = {"area"};
    question.where = cql2::parse_text(where);
    const auto groups = store_->aggregate(owner_, question);
    ASSERT_EQ(groups.size(), 2U) << where;
    EXPECT_EQ(groups[1].count, 501);
    EXPECT_EQ(groups[1].sums[0], 50.0);
    EXPECT_EQ(groups[1].missing[0], 1);
  }
}

TEST_P(StoreContract, HidesFieldsAndTypesAboveTheCallersClassEverywhere) {
  const Uuid id = Uuid::make();
  store_->append(by("x"), {create("hazard", id,
                                  {{"local_id", std::string{"HA-1"}},
                                   {"note", std::string{"secret"}},
                                   {"informant", std::string{"somebody"}}}),
                           create("place", Uuid::make(), {{"name", std::string{"P"}}})});
  Caller partner;
  partner.highest_class = model::FieldClass::restricted;
  const auto found = store_->find(partner, "hazard", id);
  ASSERT_TRUE(found);
  EXPECT_TRUE(at(*found, "note").is_null());
  EXPECT_TRUE(at(*found, "informant").is_null());
  Query query;
  query.type = "hazard";
  query.where = cql2::parse_text("note = 'secret'");
  EXPECT_EQ(code_of([&] { (void)store_->count(partner, query); }), "store.hidden_field");
  Query sorted;
  sorted.type = "hazard";
  sorted.sort = {{"note", false}};
  EXPECT_EQ(code_of([&] { (void)store_->query(partner, sorted); }), "store.hidden_field");
  for (const Operation& operation : store_->history(partner, id)) {
    EXPECT_FALSE(operation.after.contains("note"));
    EXPECT_EQ(operation.canonical.find("secret"), std::string::npos);
  }
  Caller everyone;
  everyone.highest_class = model::FieldClass::public_;
  EXPECT_FALSE(store_->find(everyone, "hazard", id));
  EXPECT_EQ(store_->count(everyone, Query{.type = "hazard"}), 0);
  EXPECT_TRUE(store_->history(everyone, id).empty());
  EXPECT_EQ(store_->count(everyone, Query{.type = "place"}), 1);
}

TEST_P(StoreContract, LoadsAllOrNothing) {
  SilentProgress silent;
  std::vector<Uuid> ids;
  {
    const auto load = store_->begin_load(by("import"));
    for (int i = 0; i < 500; ++i) {
      ids.push_back(Uuid::make());
      load->add(create("hazard", ids.back(), {{"perimeter", square(i % 50, i / 50, 0.5)}}));
    }
  }
  EXPECT_EQ(store_->count(owner_, Query{.type = "hazard"}), 0) << "a load that was not committed left records";
  {
    const auto load = store_->begin_load(by("import"));
    for (const Uuid& id : ids) load->add(create("hazard", id, {{"perimeter", square(1, 1, 0.5)}}));
    load->add(set("hazard", ids[3], {{"perimeter", square(40, 40, 0.5)}}));
    load->commit(silent);
  }
  EXPECT_EQ(store_->count(owner_, Query{.type = "hazard"}), 500);
  Query near;
  near.type = "hazard";
  near.box = geo::Box{40.1, 40.1, 40.2, 40.2};
  ASSERT_EQ(store_->query(owner_, near).records.size(), 1U);
  EXPECT_EQ(store_->query(owner_, near).records[0].id, ids[3]);
  store_->append(by("moved"), {set("hazard", ids[4], {{"perimeter", square(40, 40, 0.5)}})});
  EXPECT_EQ(store_->count(owner_, near), 2) << "the triggers are back after a load";
  const VerifyReport report = store_->verify(silent);
  EXPECT_TRUE(report.sound()) << (report.faults.empty() ? "" : report.faults.front());
}

TEST_P(StoreContract, KeepsTheLifeOfAFindingThroughRechecks) {
  Finding finding;
  finding.rule = "hazard.x";
  finding.type = "hazard";
  finding.records = {Uuid::make()};
  Finding other = finding;
  other.place = "area";
  store_->save_findings({"hazard.x"}, {finding, other});
  EXPECT_EQ(code_of([&] { store_->settle_finding(finding.id(), "waived", " ", by("")); }), "finding.reason_missing");
  store_->settle_finding(finding.id(), "waived", "a known case", by("waive"));
  store_->save_findings({"hazard.x"}, {finding});
  std::map<Uuid, std::string> states;
  for (const SavedFinding& saved : store_->findings()) states[saved.id] = saved.state;
  EXPECT_EQ(states[finding.id()], "waived");
  EXPECT_EQ(states[other.id()], "mended");
  store_->save_findings({"hazard.x"}, {other});
  states.clear();
  for (const SavedFinding& saved : store_->findings()) states[saved.id] = saved.state;
  EXPECT_EQ(states[finding.id()], "waived") << "a waiver outlives the finding";
  EXPECT_EQ(states[other.id()], "open") << "what comes back is open again";
  SilentProgress silent;
  EXPECT_TRUE(store_->verify(silent).sound());
}

TEST_P(StoreContract, StoresAnAttachmentOnceAndGivesItBackWhole) {
  std::ofstream{folder_ / "photo.jpg"} << std::string(3'000'000, 'x') << "end";
  const auto digest = store_->attach(folder_ / "photo.jpg", "image/jpeg", by("photo"));
  const auto seq = store_->last_seq();
  EXPECT_EQ(store_->attach(folder_ / "photo.jpg", "image/jpeg", by("again")), digest);
  EXPECT_EQ(store_->last_seq(), seq);
  store_->attachment(digest, folder_ / "back.jpg");
  EXPECT_EQ(std::filesystem::file_size(folder_ / "back.jpg"), 3'000'003U);
  EXPECT_EQ(code_of([&] { store_->attachment("00", folder_ / "no"); }), "attachment.unknown");
}

TEST_P(StoreContract, KeepsAttachmentsUnreadableWithoutTheirKeyAndForgetsThemWhenTold) {
  std::ofstream{folder_ / "note.txt"} << std::string(1'500'000, 'x') << "the name of a made-up person";
  const auto digest = store_->attach(folder_ / "note.txt", "text/plain", by("note"));
  store_->attachment(digest, folder_ / "back.txt");
  EXPECT_EQ(std::filesystem::status(folder_ / "back.txt").permissions() & std::filesystem::perms::mask,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_FALSE(anywhere_in_the_files("the name of a made-up person"));
  SilentProgress silent;
  EXPECT_TRUE(store_->verify(silent).sound());
  store_->expire_attachment(digest, by("it is ten years old"));
  EXPECT_EQ(code_of([&] { store_->attachment(digest, folder_ / "back.txt"); }), "attachment.expired");
  EXPECT_EQ(code_of([&] { store_->expire_attachment("00", by("x")); }), "attachment.unknown");
  VerifyReport report = store_->verify(silent);
  EXPECT_TRUE(report.sound()) << (report.faults.empty() ? "" : report.faults.front());
  EXPECT_EQ(store_->attach(folder_ / "note.txt", "text/plain", by("again")), digest);
  store_->attachment(digest, folder_ / "again.txt");
  EXPECT_EQ(std::filesystem::file_size(folder_ / "again.txt"), std::filesystem::file_size(folder_ / "note.txt"));
  EXPECT_TRUE(store_->verify(silent).sound());
}

TEST_P(StoreContract, RefusesWhatIsNoAttachmentAndChangesNothing) {
  { std::ofstream{folder_ / "huge"}; }
  std::filesystem::resize_file(folder_ / "huge", static_cast<std::uintmax_t>(kLargestAttachment) + 1);
  EXPECT_EQ(code_of([&] { store_->attach(folder_ / "huge", "image/jpeg", by("x")); }), "attachment.too_large");
  EXPECT_EQ(code_of([&] { store_->attach(folder_ / "absent", "image/jpeg", by("x")); }), "attachment.unreadable");
  EXPECT_EQ(code_of([&] { store_->attachment("00", folder_ / "out"); }), "attachment.unknown");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
  EXPECT_EQ(store_->last_seq(), 0);
}

TEST_P(StoreContract, KeepsTheAttachmentOfALoadWithItOrNotAtAll) {
  std::ofstream{folder_ / "original.csv"} << "a,b\n1,2\n";
  const std::string digest = hex(sha256("a,b\n1,2\n"));
  SilentProgress silent;
  {
    const auto load = store_->begin_load(by("import"));
    load->add(create("place", Uuid::make(), {{"name", std::string{"P"}}}));
    EXPECT_EQ(load->attach(folder_ / "original.csv", "text/csv"), digest);
  }
  EXPECT_EQ(code_of([&] { store_->attachment(digest, folder_ / "out"); }), "attachment.unknown");
  EXPECT_EQ(store_->last_seq(), 0);
  const auto load = store_->begin_load(by("import"));
  load->add(create("place", Uuid::make(), {{"name", std::string{"P"}}}));
  load->attach(folder_ / "original.csv", "text/csv");
  EXPECT_EQ(load->commit(silent), 2);
  store_->attachment(digest, folder_ / "out");
  EXPECT_TRUE(store_->verify(silent).sound());
}

TEST_P(StoreContract, FindsPeopleByTheWordsOfTheirNamesWithoutKeepingThemInTheClear) {
  const Uuid one = Uuid::from_parts(1, 1, 1), two = Uuid::from_parts(1, 1, 2), story = Uuid::from_parts(1, 1, 3);
  store_->append(by("x"), {create("hazard", one, {{"informant", std::string{"José Émile Madeup"}}}),
                           create("hazard", two, {{"informant", std::string{"Madeup Maria"}}}),
                           create("hazard", story, {{"informant", std::string(300, 'm') + " madeup"}})});
  const auto found = [&](std::string_view text) {
    return store_->find_encrypted(owner_, "hazard", "informant", text, 10);
  };
  EXPECT_EQ(found("madeup"), (std::vector<Uuid>{one, two})) << "a long story is not indexed";
  EXPECT_EQ(found("EMILE jose"), std::vector<Uuid>{one});
  EXPECT_EQ(found("jose maria"), std::vector<Uuid>{});
  EXPECT_EQ(found("jos"), std::vector<Uuid>{});
  EXPECT_EQ(found("  "), std::vector<Uuid>{});
  EXPECT_EQ(store_->find_encrypted(owner_, "hazard", "informant", "madeup", 1).size(), 1U);
  store_->append(by("corrected"), {set("hazard", one, {{"informant", std::string{"Ana Madeup"}}})});
  store_->append(by("taken out"), {set("hazard", two, {{"informant", Value{}}})});
  reopen();
  EXPECT_EQ(found("jose"), std::vector<Uuid>{});
  EXPECT_EQ(found("madeup"), std::vector<Uuid>{one});
  for (const char* clear : {"Madeup", "madeup", "Ana"}) EXPECT_FALSE(anywhere_in_the_files(clear)) << clear;
  Caller partner;
  partner.highest_class = model::FieldClass::restricted;
  EXPECT_EQ(code_of([&] { (void)store_->find_encrypted(partner, "hazard", "informant", "ana", 10); }),
            "store.hidden_field");
  EXPECT_EQ(code_of([&] { (void)store_->find_encrypted(owner_, "hazard", "local_id", "ana", 10); }),
            "store.unknown_field");
  Query query;
  query.type = "hazard";
  query.where = cql2::parse_text("informant = 'Ana Madeup'");
  EXPECT_EQ(code_of([&] { (void)store_->query(owner_, query); }), "store.encrypted_field");
  EXPECT_EQ(code_of([&] { (void)store_->aggregate(owner_, Aggregate{.type = "hazard", .group_by = {"informant"}}); }),
            "store.encrypted_field");
}

TEST_P(StoreContract, ForgetsAPersonAndLeavesTheLogWhole) {
  const Uuid one = Uuid::make(), two = Uuid::make();
  store_->append(by("x"),
                 {create("hazard", one, {{"informant", std::string{"Ana"}}, {"local_id", std::string{"HA-1"}}}),
                  create("hazard", two, {{"informant", std::string{"Ana"}}})});
  store_->append(by("y"), {set("hazard", one, {{"informant", std::string{"Ana Maria"}}})});
  EXPECT_EQ(std::get<std::string>(at(*store_->find(owner_, "hazard", one, 1), "informant")), "Ana");
  store_->erase_person("hazard", one, by("she asked for it"));
  EXPECT_EQ(code_of([&] { store_->erase_person("hazard", Uuid::make(), by("x")); }), "store.unknown_record");
  for (int opened = 0; opened < 2; ++opened) {
    EXPECT_TRUE(at(*store_->find(owner_, "hazard", one), "informant").is_null());
    EXPECT_TRUE(at(*store_->find(owner_, "hazard", one, 1), "informant").is_null()) << "nor as it was known then";
    EXPECT_EQ(std::get<std::string>(at(*store_->find(owner_, "hazard", one), "local_id")), "HA-1");
    EXPECT_EQ(std::get<std::string>(at(*store_->find(owner_, "hazard", two), "informant")), "Ana");
    EXPECT_EQ(store_->find_encrypted(owner_, "hazard", "informant", "ana", 10), std::vector<Uuid>{two});
    const auto history = store_->history(owner_, one);
    ASSERT_EQ(history.size(), 3U);
    EXPECT_TRUE(history[0].after.at("informant").is_null());
    EXPECT_EQ(history[2].type, "person_key");
    EXPECT_EQ(history[2].context.reason, "she asked for it");
    SilentProgress silent;
    const VerifyReport report = store_->verify(silent);
    EXPECT_TRUE(report.sound()) << (report.faults.empty() ? "" : report.faults.front());
    reopen();
  }
  store_->append(by("z"), {set("hazard", one, {{"informant", std::string{"Ben"}}})});
  EXPECT_EQ(std::get<std::string>(at(*store_->find(owner_, "hazard", one), "informant")), "Ben");
}

TEST_P(StoreContract, LetsReadersReadWhileItWrites) {
  const Uuid id = Uuid::make();
  store_->append(by("x"), {create("hazard", id, {{"devices", std::int64_t{0}}, {"depth", 0.0}})});
  std::atomic<bool> done{false};
  std::atomic<int> torn{0};
  std::vector<std::thread> readers;
  for (int r = 0; r < 3; ++r) {
    readers.emplace_back([&] {
      while (!done) {
        const auto found = store_->find(owner_, "hazard", id);
        if (static_cast<double>(std::get<std::int64_t>(at(*found, "devices"))) != std::get<double>(at(*found, "depth")))
          ++torn;
      }
    });
  }
  for (std::int64_t i = 1; i <= 60; ++i)
    store_->append(by("x"), {set("hazard", id, {{"devices", i}, {"depth", static_cast<double>(i)}})});
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(torn, 0);
}

TEST_P(StoreContract, SaysWhenTheKeysOfWhatIsEncryptedAreNotBesideIt) {
  const std::filesystem::path keys = file().string() + ".keys";
  store_->append(by("x"), {create("hazard", Uuid::make(), {{"local_id", std::string{"HZ-1"}}})});
  std::filesystem::remove(keys);
  EXPECT_FALSE(store_->keys_are_missing()) << "nothing is encrypted";
  store_->append(by("x"), {create("hazard", Uuid::make(), {{"informant", std::string{"a made-up person"}}})});
  EXPECT_FALSE(store_->keys_are_missing());
  reopen();
  EXPECT_FALSE(store_->keys_are_missing());
  store_.reset();
  std::filesystem::rename(keys, folder_ / "elsewhere");
  store_ = GetParam().open(file());
  EXPECT_TRUE(store_->keys_are_missing());
}

}  // namespace
}  // namespace tilth::store
