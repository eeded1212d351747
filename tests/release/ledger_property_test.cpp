// SPDX-License-Identifier: Apache-2.0
// What must hold for any history whatever, and the same account kept cell by cell on squared paper.
#include "release/ledger.h"
#include "release/ledger_tables.h"

#include "geo/area.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace tilth::release {
namespace {

constexpr int kPaper = 8;         // squares a side
constexpr double kSquare = 1e-4;  // degrees, about 11 m

struct Rectangle {
  int west = 0, south = 0, east = 1, north = 1;
};

geo::GeometryPtr drawn(const Rectangle& r) {
  geo::Geometry g;
  g.kind = geo::Kind::polygon;
  const auto add = [&](int x, int y) {
    g.x.push_back(30 + x * kSquare);
    g.y.push_back(1 + y * kSquare);
  };
  add(r.west, r.south), add(r.east, r.south), add(r.east, r.north), add(r.west, r.north), add(r.west, r.south);
  g.close_path();
  g.close_part();
  return std::make_shared<const geo::Geometry>(std::move(g));
}

rc::Gen<Rectangle> any_rectangle() {
  return rc::gen::map(rc::gen::container<std::vector<int>>(4, rc::gen::inRange(0, kPaper)), [](const std::vector<int>&
                                                                                                   v) {
    return Rectangle{std::min(v[0], v[1]), std::min(v[2], v[3]), std::max(v[0], v[1]) + 1, std::max(v[2], v[3]) + 1};
  });
}

Uuid id(std::uint64_t n) { return Uuid::from_parts(1'700'000'000'000, 0, n); }
std::optional<Date> day(int n) { return Date::from_days(18'000 + n * 40); }

rc::Gen<std::optional<Date>> any_date() {
  return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 12), rc::gen::inRange(0, 60)),
                      [](const std::pair<int, int>& p) {
                        std::optional<Date> date = day(p.second);
                        if (p.first == 0) return std::optional<Date>{};
                        if (p.first == 1) date->month = date->day = 0;
                        if (p.first == 2) date->day = 0;
                        return date;
                      });
}

/// Anything at all: outlines and figures, families in circles, undated acts, drafts.
LandHistory any_history() {
  LandHistory history;
  const int hazards = *rc::gen::inRange(1, 6);
  for (int i = 0; i < hazards; ++i) {
    Hazard hazard{.id = id(static_cast<std::uint64_t>(i) + 1)};
    if (*rc::gen::inRange(0, 3) > 0) hazard.polygon = drawn(*any_rectangle());
    if (*rc::gen::arbitrary<bool>())
      hazard.reported = SquareMetres::from_hundredths(*rc::gen::inRange<std::int64_t>(-100, 900'000));
    if (*rc::gen::inRange(0, 4) == 0)
      hazard.estimated = SquareMetres::from_hundredths(*rc::gen::inRange<std::int64_t>(1, 900'000));
    hazard.land_class = *rc::gen::element<std::string>("sha", "cha");
    hazard.created_on = *any_date();
    if (*rc::gen::inRange(0, 3) == 0) hazard.parent = id(*rc::gen::inRange<std::uint64_t>(1, 7));
    if (*rc::gen::inRange(0, 4) == 0) {
      hazard.successor = id(*rc::gen::inRange<std::uint64_t>(1, 7));
      hazard.closed_on = *any_date();
    }
    history.hazards.push_back(hazard);
  }
  const int changes = *rc::gen::inRange(0, 6);
  for (int i = 0; i < changes; ++i) {
    AreaChange change{.id = id(static_cast<std::uint64_t>(i) + 100),
                      .hazard = id(*rc::gen::inRange<std::uint64_t>(1, 7))};
    change.kind = *rc::gen::element(ChangeKind::extended, ChangeKind::split, ChangeKind::merge,
                                    ChangeKind::reclassified, ChangeKind::data_correction);
    change.other = id(*rc::gen::inRange<std::uint64_t>(1, 7));
    if (*rc::gen::arbitrary<bool>()) change.polygon = drawn(*any_rectangle());
    if (*rc::gen::arbitrary<bool>())
      change.area = SquareMetres::from_hundredths(*rc::gen::inRange<std::int64_t>(-300'000, 300'000));
    change.on = *any_date();
    change.approved = *rc::gen::inRange(0, 5) > 0;
    change.from_class = *rc::gen::element<std::string>("", "sha");
    change.to_class = *rc::gen::element<std::string>("", "cha");
    history.changes.push_back(change);
  }
  const int products = *rc::gen::inRange(0, 10);
  for (int i = 0; i < products; ++i) {
    Product product{.id = id(static_cast<std::uint64_t>(i) + 200),
                    .hazard = id(*rc::gen::inRange<std::uint64_t>(1, 7))};
    product.method = *rc::gen::element(Method::cancelled, Method::reduced, Method::cleared);
    if (*rc::gen::inRange(0, 3) > 0) product.polygon = drawn(*any_rectangle());
    if (*rc::gen::arbitrary<bool>())
      product.reported = SquareMetres::from_hundredths(*rc::gen::inRange<std::int64_t>(-100, 600'000));
    product.on = *any_date();
    product.approved = *rc::gen::inRange(0, 5) > 0;
    history.products.push_back(product);
  }
  if (*rc::gen::arbitrary<bool>())
    history.provinces = {{id(900), drawn({-1, -1, 4, 9})}, {id(901), drawn({4, -1, 9, 9})}};
  return history;
}

Ledger ledger_of(const LandHistory& history) {
  SilentProgress silent;
  return Ledger::of(history, {}, silent);
}

using Line = std::tuple<std::int32_t, Uuid, Uuid, EntryKind, Basis, Uuid, SquareMetres, std::string, std::string>;
std::vector<Line> lines_of(const Ledger& ledger) {
  std::vector<Line> lines;
  for (const Entry& e : ledger.entries())
    lines.emplace_back(e.day, e.hazard, e.source, e.kind, e.basis, e.province, e.area, ledger.name(e.land_class),
                       ledger.name(e.reason));
  std::sort(lines.begin(), lines.end());
  return lines;
}

RC_GTEST_PROP(AnyHistory, ClosesForEachHazardToTheHundredthAndIsNeverNegative, ()) {
  const LandHistory history = any_history();
  const Ledger ledger = ledger_of(history);
  for (const Hazard& hazard : history.hazards)
    RC_ASSERT(total(ledger, {.hazard = hazard.id}).remaining() == ledger.open(hazard.id));
  // At every day on which something happened, for every hazard and each of its provinces.
  std::map<std::pair<Uuid, Uuid>, SquareMetres> open;
  const std::vector<Entry>& entries = ledger.entries();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const int sign = sign_of(entries[i].kind);
    if (sign > 0) open[{entries[i].hazard, entries[i].province}] += entries[i].area;
    if (sign < 0) open[{entries[i].hazard, entries[i].province}] -= entries[i].area;
    if (entries[i].kind != EntryKind::corrected) RC_ASSERT(entries[i].area > SquareMetres{});
    if (i + 1 == entries.size() || entries[i + 1].day != entries[i].day)
      for (const auto& [key, left] : open) RC_ASSERT(left >= SquareMetres{});
  }
  const Account all = total(ledger, {});
  RC_ASSERT(all.of(EntryKind::transferred_in) == all.of(EntryKind::transferred_out));
  RC_ASSERT(all.of(EntryKind::reclassified_in) == all.of(EntryKind::reclassified_out));
}

RC_GTEST_PROP(AnyHistory, GivesTheSameLedgerInAnyOrderOfArrival, ()) {
  LandHistory history = any_history();
  const std::vector<Line> before = lines_of(ledger_of(history));
  std::mt19937_64 shuffle{*rc::gen::arbitrary<std::uint64_t>()};
  std::shuffle(history.hazards.begin(), history.hazards.end(), shuffle);
  std::shuffle(history.changes.begin(), history.changes.end(), shuffle);
  std::shuffle(history.products.begin(), history.products.end(), shuffle);
  RC_ASSERT(lines_of(ledger_of(history)) == before);
}

RC_GTEST_PROP(AnyHistory, IsNotReducedByDrafts, ()) {
  LandHistory history = any_history();
  const std::vector<Line> before = lines_of(ledger_of(history));
  Product draft{.id = id(500),
                .hazard = id(1),
                .polygon = drawn({0, 0, kPaper, kPaper}),
                .reported = SquareMetres::from_double(1e6),
                .on = day(3)};
  history.products.push_back(draft);
  RC_ASSERT(lines_of(ledger_of(history)) == before);
}

RC_GTEST_PROP(AnyHistory, HasAYearTableWithoutUnnamedDifference, ()) {
  const Ledger ledger = ledger_of(any_history());
  SquareMetres opening;
  for (const YearLine& line : year_table(ledger, {})) {
    RC_ASSERT(line.opening == opening);
    RC_ASSERT(line.closing == line.opening + line.flows.remaining());
    opening = line.closing;
  }
  RC_ASSERT(opening == total(ledger, {}).remaining());
  // The national account is the sum of its parts, whatever it is split by.
  for (const Dimension dimension :
       {Dimension::hazard, Dimension::province, Dimension::contamination, Dimension::land_class}) {
    Account sum;
    for (const auto& [key, account] : accounts_by(ledger, dimension, {})) sum += account;
    RC_ASSERT(sum.remaining() == opening);
    RC_ASSERT(sum.released() == total(ledger, {}).released());
  }
}

// --- squared paper: an account that shares no code and no geometry with the ledger -----------------------------------

using Cells = std::set<std::pair<int, int>>;
Cells cells(const Rectangle& r) {
  Cells out;
  for (int x = r.west; x < r.east; ++x)
    for (int y = r.south; y < r.north; ++y) out.insert({x, y});
  return out;
}
Cells both(const Cells& a, const Cells& b) {
  Cells out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
  return out;
}
Cells without(const Cells& a, const Cells& b) {
  Cells out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
  return out;
}

RC_GTEST_PROP(DrawnHistory, HasTheAreasThatCountingSquaresGives, ()) {
  // Two hazards, an extension, products anywhere, a child of the first, a hazard that both may have merged into.
  LandHistory history;
  std::map<Uuid, Cells> open;
  double released = 0, again = 0, outside = 0;
  const Rectangle first = *any_rectangle(), second = *any_rectangle(), child = *any_rectangle();
  history.hazards = {{.id = id(1), .polygon = drawn(first), .created_on = day(0)},
                     {.id = id(2), .polygon = drawn(second), .created_on = day(1)},
                     {.id = id(3), .polygon = drawn(child), .created_on = day(20), .parent = id(1)}};
  open[id(1)] = cells(first);
  open[id(2)] = cells(second);
  std::map<Uuid, Cells> ever = open;
  std::uint64_t next = 100;
  const auto some_products = [&](std::initializer_list<int> owners, int when) {
    const int count = *rc::gen::inRange(0, 7);
    for (int i = 0; i < count; ++i) {
      const Rectangle land = *any_rectangle();
      const Uuid owner = id(static_cast<std::uint64_t>(*rc::gen::elementOf(std::vector<int>(owners))));
      history.products.push_back(
          {.id = id(next++), .hazard = owner, .polygon = drawn(land), .on = day(when + i), .approved = true});
      const Cells all = cells(land), fresh = both(all, open[owner]), known = both(all, ever[owner]);
      released += static_cast<double>(fresh.size());
      again += static_cast<double>(known.size() - fresh.size());
      outside += static_cast<double>(all.size() - known.size());
      open[owner] = without(open[owner], all);
    }
  };
  some_products({1, 2}, 2);
  const Rectangle extension = *any_rectangle();
  history.changes.push_back(
      {.id = id(50), .hazard = id(1), .kind = ChangeKind::extended, .polygon = drawn(extension), .on = day(10)});
  const Cells added = cells(extension);
  open[id(1)].insert(added.begin(), added.end());
  ever[id(1)].insert(added.begin(), added.end());
  some_products({1, 2}, 11);
  open[id(3)] = ever[id(3)] = cells(child);
  open[id(1)] = without(open[id(1)], cells(child));
  some_products({1, 2, 3}, 21);
  if (*rc::gen::arbitrary<bool>()) {
    history.hazards.push_back({.id = id(4), .created_on = day(30)});
    history.hazards[0].successor = history.hazards[1].successor = id(4);
    history.hazards[0].closed_on = history.hazards[1].closed_on = day(30);
    open[id(4)] = open[id(1)];
    open[id(4)].insert(open[id(2)].begin(), open[id(2)].end());
    ever[id(4)] = open[id(4)];
    open[id(1)].clear();
    open[id(2)].clear();
    if (!open[id(4)].empty()) some_products({3, 4}, 31);
  }
  const Ledger ledger = ledger_of(history);
  const double square = geo::area_m2(*drawn({0, 0, kPaper, kPaper})) / (kPaper * kPaper);
  const auto close = [&](SquareMetres area, double count) { return std::abs(area.as_double() - count * square) < 0.2; };
  for (const auto& [hazard, land] : open) RC_ASSERT(close(ledger.open(hazard), static_cast<double>(land.size())));
  const Account account = total(ledger, {});
  RC_ASSERT(close(account.released(), released));
  RC_ASSERT(close(account.of(EntryKind::released_again), again));
  RC_ASSERT(close(account.of(EntryKind::released_outside), outside));
  RC_ASSERT(account.of(EntryKind::released_beyond) == SquareMetres{});
}

}  // namespace
}  // namespace tilth::release
