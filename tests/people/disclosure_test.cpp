// SPDX-License-Identifier: Apache-2.0
// T-3.9a of the methods, and what must hold for any table: nobody works out a small cell.
#include "people/disclosure.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <optional>
#include <sstream>

namespace tilth::people {
namespace {

Dimension numbered(const std::string& name, std::size_t n) {
  Dimension dimension{name, {}};
  for (std::size_t i = 1; i <= n; ++i) dimension.categories.push_back(name + std::to_string(i));
  return dimension;
}

CountTable worked_table() {
  return {{numbered("row", 3), numbered("column", 4)}, {14, 3, 9, 22, 8, 2, 17, 1, 21, 11, 6, 19}};
}

std::string cells_shown_as(const GateResult& result, Shown how) {
  std::string text;
  for (const PublishedCell& cell : result.table.cells) {
    if (cell.shown != how) continue;
    for (const std::string& part : cell.key) text += part + " ";
    text += std::to_string(cell.count) + "\n";
  }
  return text;
}

TEST(PublishedCells, GiveAwayEverySmallCellWhenTotalsAreShown) {  // T-3.9a
  const Hierarchy none;
  PublishedCells cells{none};
  const Lattice lattice{worked_table()};
  PublishedTable table{{"row", "column"}, {}};
  for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
    const std::int64_t n = lattice.count(cell);
    table.cells.push_back({lattice.key(cell), n, n < 5 ? Shown::primary : Shown::value});
  }
  ASSERT_TRUE(cells.add(table));
  ASSERT_TRUE(cells.bind());
  const auto ranges = cells.audit(1000);
  ASSERT_TRUE(ranges);
  ASSERT_EQ(ranges->size(), 3u);
  for (const PublishedCells::Range& range : *ranges) {
    EXPECT_EQ(range.lower, static_cast<double>(cells.count(range.cell)));
    EXPECT_EQ(range.upper, static_cast<double>(cells.count(range.cell)));
  }
  EXPECT_FALSE(protects(*ranges, 5));
}

TEST(Gate, HidesTheFewestPeople) {  // T-3.9a
  const GateResult result = pass_gate(worked_table(), {.k = 5, .hierarchy = {}});
  EXPECT_EQ(cells_shown_as(result, Shown::primary), "row1 column2 3\nrow2 column2 2\nrow2 column4 1\n");
  EXPECT_EQ(cells_shown_as(result, Shown::secondary), "row1 column1 14\nrow1 column4 22\nrow2 column1 8\n");
  ASSERT_EQ(result.ranges.size(), 3u);
  const double upper[] = {5, 5, 11};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(result.ranges[i].lower, 0);
    EXPECT_EQ(result.ranges[i].upper, upper[i]);
  }
  EXPECT_TRUE(result.rolled_up.empty());
}

TEST(Gate, LetsATableOfLargeCellsThroughAsItIs) {
  const GateResult result = pass_gate({{numbered("sex", 2)}, {40, 60}}, {.k = 10, .hierarchy = {}});
  EXPECT_EQ(cells_shown_as(result, Shown::value), "sex1 40\nsex2 60\n 100\n");
}

TEST(Gate, ShowsZerosAndWithholdsWhatIsTooSmallAsAWhole) {
  const GateResult zeros = pass_gate({{numbered("sex", 3)}, {0, 60, 0}}, {.k = 10, .hierarchy = {}});
  EXPECT_EQ(cells_shown_as(zeros, Shown::value), "sex1 0\nsex2 60\nsex3 0\n 60\n");
  EXPECT_TRUE(pass_gate({{numbered("sex", 2)}, {1, 2}}, {.k = 10, .hierarchy = {}}).withheld);
}

TEST(Gate, RollsPlacesUpBeforeItLeavesThemOut) {
  // One small cell beside one large: its total would give it away and there is nothing else to hide behind.
  GatePolicy policy{.k = 10, .hierarchy = {{"place", {{"Kita", "North"}, {"Lomo", "North"}}}}};
  const GateResult result = pass_gate({{{"place", {"Kita", "Lomo"}}}, {3, 0}}, policy);
  EXPECT_TRUE(result.withheld);  // 3 people in all: no level shows them
  const GateResult more = pass_gate({{{"place", {"Kita", "Lomo"}}}, {3, 40}}, policy);
  EXPECT_FALSE(more.withheld);
  for (const PublishedCell& cell : more.table.cells) EXPECT_FALSE(cell.shown == Shown::value && cell.count == 3);
}

TEST(CountTable, MergesTheInnermostPlacesFirst) {
  const std::map<std::string, std::string> larger{{"Kita", "in North"},
                                                  {"North", "in North"},
                                                  {"in North", "in Country"},
                                                  {"South", "in Country"},
                                                  {"Country", "in Country"}};
  const CountTable villages{{{"place", {"Kita", "North", "South", "Country"}}}, {1, 20, 30, 40}};
  const CountTable once = merged(villages, 0, larger), twice = merged(once, 0, larger);
  EXPECT_EQ(once.dimensions[0].categories, (std::vector<std::string>{"in North", "South", "Country"}));
  EXPECT_EQ(once.counts, (std::vector<std::int64_t>{21, 30, 40}));
  EXPECT_EQ(twice.dimensions[0].categories, (std::vector<std::string>{"in Country"}));
  EXPECT_EQ(twice.counts, (std::vector<std::int64_t>{91}));
  EXPECT_EQ(larger_ones({{"a", "b"}, {"b", "a"}}, "a"), (std::vector<std::string>{"b"})) << "places in a circle";
}

TEST(PublishedCells, BindALargerPlaceToAllThatLieInIt) {
  const Hierarchy hierarchy{{"place",
                             {{"Kita", "in North"},
                              {"Lomo", "in North"},
                              {"North", "in North"},
                              {"in North", "in Country"},
                              {"South", "in Country"}}}};
  // Kita's 3 behind Lomo's 30, whose sum the total gives; one who knows the country but for the south knows no more.
  const PublishedTable fine{
      {"place"},
      {{{"Kita"}, 3, Shown::primary}, {{"Lomo"}, 30, Shown::secondary}, {{"South"}, 40, Shown::value}, {{""}, 73}},
      10};
  const auto kita = [&](const std::vector<PublishedTable>& tables) {
    PublishedCells cells{hierarchy};
    for (const PublishedTable& table : tables) EXPECT_TRUE(cells.add(table));
    EXPECT_TRUE(cells.bind());
    const auto ranges = cells.audit(100);
    return ranges && ranges->size() == 1 ? ranges->front() : PublishedCells::Range{-1, -1, -1};
  };
  EXPECT_EQ(kita({fine}).upper, 33);
  const PublishedTable coarse{{"place"}, {{{"in Country"}, 73}, {{""}, 73}}, 10};
  EXPECT_EQ(kita({fine, coarse}).upper, 33);
  EXPECT_EQ(kita({fine, coarse}).lower, 0);
}

TEST(PublishedCells, BindAMonthToAllTimeWhereNoYearStandsBetween) {
  const Hierarchy hierarchy{{"period", {{"2018-01", "2018"}, {"2018", "all"}}}};
  PublishedCells cells{hierarchy};
  // All time 20, of whom 2018-01 had 17: the other three are known to whoever has both.
  ASSERT_TRUE(cells.add({{"period"}, {{{"all"}, 20, Shown::value}}, 10}));
  ASSERT_TRUE(cells.add({{"period"}, {{{"2018-01"}, 17, Shown::value}}, 10}));
  ASSERT_TRUE(cells.bind());
  const auto ranges = cells.audit(100);
  ASSERT_TRUE(ranges);
  EXPECT_FALSE(protects(*ranges, 10));
}

TEST(Gate, KeepsAnEarlierPublicationSafe) {
  const GatePolicy policy{.k = 10, .hierarchy = {}};
  // By place and sex first; the small cell hides behind three others.
  const CountTable both{{numbered("place", 3), numbered("sex", 2)}, {4, 30, 25, 40, 50, 60}};
  const GateResult first = pass_gate(both, policy);
  ASSERT_EQ(cells_shown_as(first, Shown::primary), "place1 sex1 4\n");
  // The same people by place, sex and outcome: what was hidden stays hidden, and no sum of the new table undoes it.
  const CountTable finer{{numbered("place", 3), numbered("sex", 2), numbered("outcome", 2)},
                         {4, 0, 18, 12, 11, 14, 20, 20, 25, 25, 30, 30}};
  const GateResult second = pass_gate(finer, policy, {first.table});
  const Hierarchy none;
  PublishedCells all{none};
  ASSERT_TRUE(all.add(first.table));
  ASSERT_TRUE(all.add(second.table));
  ASSERT_TRUE(all.bind());
  const auto ranges = all.audit(10'000);
  ASSERT_TRUE(ranges);
  EXPECT_FALSE(ranges->empty());
  EXPECT_TRUE(protects(*ranges, 10));
}

TEST(Gate, FailsClosedWhenAnEarlierTableIsOfAnotherState) {
  const GatePolicy policy{.k = 10, .hierarchy = {}};
  const GateResult first = pass_gate({{numbered("sex", 2)}, {40, 60}}, policy);
  EXPECT_TRUE(pass_gate({{numbered("sex", 2)}, {41, 60}}, policy, {first.table}).withheld);
}

TEST(Gate, KeepsAMonthSafeFromTheYearAndTheOtherMonths) {
  GatePolicy policy{.k = 10, .hierarchy = {{"period", {{"2018-01", "2018"}, {"2018-02", "2018"}}}}};
  const auto of_period = [](const std::string& period, std::vector<std::int64_t> counts) {
    return CountTable{{{"period", {period}, false}, {"sex", {"female", "male"}}}, std::move(counts)};
  };
  const auto published = [&](const CountTable& table, const std::vector<PublishedTable>& earlier) {
    return pass_gate(table, policy, earlier);
  };
  // 2018: 24 and 45, January: 20 and 25. February has 4 and 20; the year less January gives the 4 away unless the rest
  // of the year may hold any of them.
  const GateResult year = published(of_period("2018", {24, 45}), {});
  const GateResult january = published(of_period("2018-01", {20, 25}), {year.table});
  const GateResult february = published(of_period("2018-02", {4, 20}), {year.table, january.table});
  for (const PublishedCell& cell : february.table.cells) EXPECT_FALSE(cell.shown == Shown::value && cell.count == 4);
  PublishedCells all{policy.hierarchy};
  for (const GateResult* one : {&year, &january, &february}) ASSERT_TRUE(all.add(one->table));
  ASSERT_TRUE(all.bind());
  const auto ranges = all.audit(1000);
  ASSERT_TRUE(ranges);
  EXPECT_TRUE(february.withheld || protects(*ranges, 10));
}

TEST(Gate, GivesNoSmallRestOfAYearAway) {
  // 2018 had 47 people and the eleven months before December 44: both shown, December's 3 are known to all.
  const GatePolicy policy{.k = 10, .hierarchy = {{"period", {{"2018-01..2018-11", "2018"}}}}};
  const auto of_period = [](const std::string& period, std::int64_t count) {
    return CountTable{{{"period", {period}, false}}, {count}};
  };
  const GateResult year = pass_gate(of_period("2018", 47), policy);
  ASSERT_FALSE(year.withheld);
  EXPECT_TRUE(pass_gate(of_period("2018-01..2018-11", 44), policy, {year.table}).withheld);
  EXPECT_FALSE(pass_gate(of_period("2018-01..2018-11", 37), policy, {year.table}).withheld);
  EXPECT_FALSE(pass_gate(of_period("2018-01..2018-11", 47), policy, {year.table}).withheld) << "a rest of nobody";
  // The other way round as well.
  const GateResult months = pass_gate(of_period("2018-01..2018-11", 44), policy);
  EXPECT_TRUE(pass_gate(of_period("2018", 47), policy, {months.table}).withheld);
}

TEST(Gate, ShowsThePublicNoSmallCellThatPartnersWereShown) {
  const CountTable people{{numbered("sex", 3)}, {7, 40, 60}};
  const GateResult partners = pass_gate(people, {.k = 5, .hierarchy = {}});
  ASSERT_EQ(cells_shown_as(partners, Shown::value), "sex1 7\nsex2 40\nsex3 60\n 107\n");
  const GateResult all = pass_gate(people, {.k = 10, .hierarchy = {}}, {partners.table});
  ASSERT_FALSE(all.withheld);
  EXPECT_EQ(cells_shown_as(all, Shown::primary), "sex1 7\n");
  EXPECT_EQ(cells_shown_as(all, Shown::secondary), "sex2 40\n") << "the total gives the 7 away otherwise";
}

TEST(Gate, KeepsFromPartnersWhatTheirTableKeptBackWhateverAllAreShown) {
  // Partners: sex1 has 3 and hides behind sex2. All at 10: sex1 could hide behind sex3 as well, and partners who have
  // both tables would then know sex2, and with the total sex1.
  const CountTable people{{numbered("sex", 3)}, {3, 20, 30}};
  const GateResult partners = pass_gate(people, {.k = 5, .hierarchy = {}});
  ASSERT_EQ(cells_shown_as(partners, Shown::primary), "sex1 3\n");
  const GateResult all = pass_gate({{numbered("sex", 3), numbered("age", 2)}, {2, 1, 12, 8, 20, 10}},
                                   {.k = 10, .hierarchy = {}}, {partners.table});
  const Hierarchy none;
  PublishedCells outside{none};
  for (const GateResult* one : {&partners, &all}) ASSERT_TRUE(outside.add(one->table));
  for (const GateResult* one : {&partners, &all}) outside.know(one->table);
  ASSERT_TRUE(outside.bind());
  const auto ranges = outside.audit(1000);
  ASSERT_TRUE(ranges);
  for (const PublishedCells::Range& range : *ranges) {
    if (outside.count(range.cell) >= 5) continue;
    EXPECT_LE(range.lower, 0) << outside.count(range.cell);
    EXPECT_GE(range.upper, 5) << outside.count(range.cell);
  }
}

TEST(Gate, HidesWhatAFewLateRecordsWouldTell) {
  // Published in June; in December there are three women more of North, and twenty men more of South.
  const auto table = [](std::int64_t north_women, std::int64_t south_men) {
    return CountTable{{numbered("place", 2), numbered("sex", 2)}, {north_women, 30, 50, south_men}};
  };
  const GatePolicy policy{.k = 10, .hierarchy = {}};
  GateResult june = pass_gate(table(20, 40), policy);
  ASSERT_EQ(cells_shown_as(june, Shown::secondary), "");
  june.table.state = 1;
  const GateResult december = pass_gate(table(23, 60), policy, {june.table});
  ASSERT_FALSE(december.withheld);
  std::map<std::string, std::int64_t> shown, before;
  const auto name = [](const PublishedCell& cell) { return cell.key[0] + "/" + cell.key[1]; };
  for (const PublishedCell& cell : june.table.cells) before[name(cell)] = cell.count;
  for (const PublishedCell& cell : december.table.cells)
    if (cell.shown == Shown::value) shown[name(cell)] = cell.count - before[name(cell)];
  for (const auto& [of, difference] : shown)
    EXPECT_TRUE(difference == 0 || difference >= 10) << of << " tells of " << difference << " people";
  EXPECT_FALSE(shown.contains("place1/sex1")) << "three women came in";
  EXPECT_EQ(shown["place2/sex2"], 20) << "what has not changed, or by many, is shown";
  // Nor do the shown ones give the three away: with what June told, North is its men and them.
  EXPECT_FALSE(shown.contains("place1/") && shown.contains("place1/sex2"));
}

TEST(Gate, HidesThatAFewWentOut) {
  const GatePolicy policy{.k = 10, .hierarchy = {}};
  GateResult june = pass_gate({{numbered("sex", 2)}, {40, 60}}, policy);
  june.table.state = 1;
  EXPECT_TRUE(pass_gate({{numbered("sex", 2)}, {37, 60}}, policy, {june.table}).withheld ||
              cells_shown_as(pass_gate({{numbered("sex", 2)}, {37, 60}}, policy, {june.table}), Shown::value) ==
                  "sex2 60\n");
  EXPECT_EQ(cells_shown_as(pass_gate({{numbered("sex", 2)}, {28, 60}}, policy, {june.table}), Shown::value),
            "sex1 28\nsex2 60\n 88\n")
      << "twelve are many enough";
}

TEST(Gate, HoldsTheYearOfTodayAgainstAMonthOfThen) {
  // January was 44 in March. The year is 47 today: either three came in or the rest of the year has three.
  const GatePolicy policy{.k = 10, .hierarchy = {{"period", {{"2018-01", "2018"}}}}};
  const auto of_period = [](const std::string& period, std::int64_t count) {
    return CountTable{{{"period", {period}, false}}, {count}};
  };
  GateResult january = pass_gate(of_period("2018-01", 44), policy);
  january.table.state = 1;
  EXPECT_TRUE(pass_gate(of_period("2018", 47), policy, {january.table}).withheld);
  EXPECT_FALSE(pass_gate(of_period("2018", 54), policy, {january.table}).withheld);
  GateResult year = pass_gate(of_period("2018", 54), policy);
  year.table.state = 1;
  EXPECT_TRUE(pass_gate(of_period("2018-01", 50), policy, {year.table}).withheld)
      << "the year of then, January of today";
  EXPECT_FALSE(pass_gate(of_period("2018-01", 44), policy, {year.table}).withheld);
}

TEST(Gate, ShowsTheSameOfTwoStatesAgain) {
  // What is known already from two publications cannot be hidden any more, and blocks nothing that says no more.
  const GatePolicy policy{.k = 10, .hierarchy = {}};
  GateResult then = pass_gate({{numbered("sex", 2)}, {40, 60}}, policy);
  const PublishedTable now{{"sex"}, {{{"sex1"}, 43}, {{"sex2"}, 60}, {{""}, 103}}, 10};
  then.table.state = 1;
  const GateResult again = pass_gate({{numbered("sex", 2)}, {43, 60}}, policy, {now, then.table});
  EXPECT_EQ(cells_shown_as(again, Shown::value), "sex1 43\nsex2 60\n 103\n");
}

TEST(CountTable, MergesSmallPlacesWhereTheyLieAndLeavesTheRest) {
  const std::map<std::string, std::string> larger{{"Kita", "in North"},       {"Lomo", "in North"},
                                                  {"Sula", "in South"},       {"Tana", "in South"},
                                                  {"in North", "in Country"}, {"in South", "in Country"}};
  const CountTable places{{{"place", {"Kita", "Lomo", "Sula", "Tana"}}, numbered("sex", 2)},
                          {2, 1, 20, 20, 15, 15, 30, 9}};
  const CountTable merged = merged_small(places, 0, larger, 10);
  EXPECT_EQ(merged.dimensions[0].categories, (std::vector<std::string>{"in North", "Sula", "Tana"}));
  EXPECT_EQ(merged.counts, (std::vector<std::int64_t>{22, 21, 15, 15, 30, 9}));
  const CountTable thin{{{"place", {"Kita", "Lomo", "Sula", "Tana"}}}, {1, 2, 20, 30}};
  EXPECT_EQ(merged_small(thin, 0, larger, 10).dimensions[0].categories, (std::vector<std::string>{"in Country"}))
      << "the North as a whole is small too";
  EXPECT_EQ(merged_small(thin, 0, {}, 10).counts, thin.counts);
}

TEST(Gate, MergesSmallPlacesWhenAsked) {
  GatePolicy policy{
      .k = 10,
      .hierarchy = {
          {"place", {{"Kita", "in North"}, {"Lomo", "in North"}, {"Sula", "in South"}, {"Tana", "in South"}}}}};
  const auto places = [](std::vector<std::int64_t> counts) {
    return CountTable{{{"place", {"Kita", "Lomo", "Sula", "Tana"}}}, std::move(counts)};
  };
  EXPECT_TRUE(pass_gate(places({3, 40, 30, 50}), policy).rolled_up.empty());
  // Most are small, and it can be shown as it was asked for.
  EXPECT_EQ(cells_shown_as(pass_gate(places({3, 8, 5, 50}), policy), Shown::value), "Tana 50\n 66\n");
  policy.roll_up_small = true;
  EXPECT_EQ(cells_shown_as(pass_gate(places({3, 8, 5, 50}), policy), Shown::value), "in North 11\nin South 55\n 66\n");
  const GateResult asked = pass_gate(places({3, 40, 30, 50}), policy);
  EXPECT_EQ(cells_shown_as(asked, Shown::value), "in North 43\nSula 30\nTana 50\n 123\n");
  ASSERT_EQ(asked.rolled_up.size(), 1u);
  EXPECT_FALSE(asked.rolled_up[0].dropped);
}

TEST(Gate, FailsClosedWhenMonthsHoldMoreThanTheirYear) {
  GatePolicy policy{.k = 10, .hierarchy = {{"period", {{"2018-01", "2018"}}}}};
  const PublishedTable year{{"period"}, {{{"2018"}, 45, Shown::value}}, 10};
  const PublishedTable january{{"period"}, {{{"2018-01"}, 46, Shown::value}}, 10};
  PublishedCells cells{policy.hierarchy};
  ASSERT_TRUE(cells.add(year));
  ASSERT_TRUE(cells.add(january));
  EXPECT_FALSE(cells.bind());
}

/// The least and the most of a sum under constraints, by GLPK's own program; it shares no code with the gate.
std::optional<std::pair<double, double>> by_glpk(const std::string& sum, const std::string& constraints) {
  std::pair<double, double> range;
  for (const bool most : {false, true}) {
    const std::filesystem::path base =
        std::filesystem::temp_directory_path() / ("tilth-gate-" + std::to_string(getpid()));
    std::ofstream lp{base.string() + ".lp"};
    lp << (most ? "Maximize" : "Minimize") << "\n obj: " << sum << "\nSubject To\n" << constraints << "End\n";
    lp.close();
    const std::string command =
        "glpsol --nopresol --lp " + base.string() + ".lp -w " + base.string() + ".sol >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0) return std::nullopt;
    std::ifstream solution{base.string() + ".sol"};
    std::string row;
    bool found = false;
    while (std::getline(solution, row)) {
      if (row.rfind("s bas", 0) != 0) continue;
      std::istringstream words{row};
      std::string s, bas, rows, columns, primal, dual;
      double value = 0;
      words >> s >> bas >> rows >> columns >> primal >> dual >> value;
      if (primal != "f") return std::nullopt;  // the truth is feasible: a solver without an answer proves nothing
      if (dual != "f") value = std::numeric_limits<double>::infinity();
      (most ? range.second : range.first) = value;
      found = true;
    }
    std::filesystem::remove(base.string() + ".lp");
    std::filesystem::remove(base.string() + ".sol");
    if (!found) return std::nullopt;
  }
  return range;
}

/// What a published table says, in GLPK's words: its sums and what it shows. Its cells are NAME0, NAME1 ...
std::string in_glpk(const PublishedTable& table, const std::string& name) {
  std::ostringstream lp;
  int line = 0;
  for (std::size_t total = 0; total < table.cells.size(); ++total) {
    for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
      if (!table.cells[total].key[d].empty()) continue;
      lp << " " << name << "sum" << line++ << ": ";
      for (std::size_t part = 0; part < table.cells.size(); ++part) {
        std::vector<std::string> key = table.cells[part].key;
        if (key[d].empty()) continue;
        key[d].clear();
        if (key == table.cells[total].key) lp << " + " << name << part;
      }
      lp << " - " << name << total << " = 0\n";
    }
  }
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    if (table.cells[i].shown == Shown::value)
      lp << " " << name << "is" << i << ": " << name << i << " = " << table.cells[i].count << "\n";
  }
  return lp.str();
}

std::optional<std::pair<double, double>> by_glpk(const GateResult& result, std::size_t wanted) {
  return by_glpk("x" + std::to_string(wanted), in_glpk(result.table, "x"));
}

/// Numbers that are the same on every machine.
class Drawn {
 public:
  explicit Drawn(std::uint64_t seed) : state_(seed) {}
  std::uint64_t operator()(std::uint64_t below) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state_ >> 33) % below;
  }

 private:
  std::uint64_t state_;
};

TEST(Gate, ProtectsByTheWordOfAnotherSolver) {
  ASSERT_EQ(std::system("glpsol --version >/dev/null 2>&1"), 0)
      << "glpsol is missing: ./setup installs it (glpk-utils)";
  Drawn draw{20'261'127};
  int checked = 0;
  for (int table = 0; table < 12; ++table) {
    CountTable counts{{numbered("place", 3 + draw(3)), numbered("sex", 2), numbered("outcome", 2 + draw(2))}, {}};
    std::size_t size = 1;
    for (const Dimension& d : counts.dimensions) size *= d.categories.size();
    for (std::size_t i = 0; i < size; ++i)
      counts.counts.push_back(static_cast<std::int64_t>(draw(3) == 0 ? draw(9) : draw(60)));
    const GateResult result = pass_gate(counts, {.k = 6, .hierarchy = {}});
    for (const PublishedCells::Range& range : result.ranges) {
      const auto other = by_glpk(result, static_cast<std::size_t>(range.cell));
      ASSERT_TRUE(other);
      EXPECT_NEAR(other->first, range.lower, 1e-6);
      EXPECT_LE(other->first, 1e-6);
      EXPECT_GE(other->second, 6 - 1e-6);
      ++checked;
    }
  }
  EXPECT_GT(checked, 20);
}

TEST(Gate, ProtectsByBoxesByTheWordOfAnotherSolver) {
  Drawn draw{20'261'128};
  int checked = 0, whole = 0;
  for (int table = 0; table < 10; ++table) {
    CountTable counts{
        {numbered("place", 3 + draw(2)), numbered("sex", 2), numbered("age", 2 + draw(2)), numbered("outcome", 2)}, {}};
    std::size_t size = 1;
    for (const Dimension& d : counts.dimensions) size *= d.categories.size();
    const std::uint64_t thin = 2 + draw(8);  // one cell in so many is small
    for (std::size_t i = 0; i < size; ++i)
      counts.counts.push_back(static_cast<std::int64_t>(draw(thin) == 0 ? draw(7) : draw(80)));
    const GateResult result = pass_gate(counts, {.k = 6, .hierarchy = {}, .most_solved = 0});
    whole += !result.withheld && result.rolled_up.empty();
    for (std::size_t cell = 0; cell < result.table.cells.size(); ++cell) {
      if (result.table.cells[cell].shown != Shown::primary) continue;
      const auto other = by_glpk(result, cell);
      ASSERT_TRUE(other);
      EXPECT_LE(other->first, 1e-6) << "table " << table;
      EXPECT_GE(other->second, 6 - 1e-6) << "table " << table;
      ++checked;
    }
  }
  EXPECT_GT(checked, 20);
  EXPECT_GT(whole, 5) << "most are rolled up: the boxes find nothing";
}

RC_GTEST_PROP(Gate, ProvesByBoxesWhatEquationsProve, ()) {
  const std::size_t places = *rc::gen::inRange<std::size_t>(2, 5), ages = *rc::gen::inRange<std::size_t>(1, 4);
  const auto counts = *rc::gen::container<std::vector<std::int64_t>>(
      places * ages * 2 * 2, rc::gen::weightedOneOf<std::int64_t>({{1, rc::gen::inRange<std::int64_t>(0, 10)},
                                                                   {2, rc::gen::inRange<std::int64_t>(0, 90)}}));
  const std::int64_t k = *rc::gen::inRange<std::int64_t>(2, 11);
  const CountTable table{{numbered("place", places), numbered("age", ages), numbered("sex", 2), numbered("outcome", 2)},
                         counts};
  const GateResult result = pass_gate(table, {.k = k, .hierarchy = {}, .most_solved = 0});
  const Hierarchy none;
  PublishedCells outside{none};
  RC_ASSERT(outside.add(result.table).has_value());
  RC_ASSERT(outside.bind());
  for (const PublishedCell& cell : result.table.cells)
    RC_ASSERT(!(cell.shown == Shown::value && cell.count > 0 && cell.count < k));
  const auto ranges = outside.audit(10'000);
  RC_ASSERT(ranges.has_value());
  RC_ASSERT(protects(*ranges, k));
}

TEST(Gate, PassesTenThousandCellsWithAProofOfEach) {
  CountTable table{{numbered("a", 10), numbered("b", 10), numbered("c", 10), numbered("d", 10)}, {}};
  Drawn draw{4};
  for (int i = 0; i < 10'000; ++i) table.counts.push_back(static_cast<std::int64_t>(draw(draw(12) == 0 ? 12 : 200)));
  const GateResult result = pass_gate(table, {.k = 10, .hierarchy = {}});
  EXPECT_TRUE(result.by_boxes);
  EXPECT_TRUE(result.rolled_up.empty());
  ASSERT_EQ(result.table.cells.size(), 14'641u);
  std::size_t small = 0, shown = 0;
  for (const PublishedCell& cell : result.table.cells) {
    small += cell.count > 0 && cell.count < 10;
    shown += cell.shown == Shown::value;
    EXPECT_FALSE(cell.shown == Shown::value && cell.count > 0 && cell.count < 10);
  }
  EXPECT_GT(small, 300u);
  EXPECT_EQ(result.ranges.size(), small) << "a small cell without a proof";
  EXPECT_TRUE(protects(result.ranges, 10));
  EXPECT_GT(shown, 7'000u) << "so much is kept back that little is left to see";
}

TEST(Gate, TellsOfNoFewWhoCameInOrWentOutByTheWordOfAnotherSolver) {
  // Two states of a table. Whoever has both, and guesses of each cell whether it grew or shrank, must not be able to
  // say of fewer than k people that they came in or went out.
  Drawn draw{20'261'129};
  int checked = 0, shown_differences = 0;
  for (int trial = 0; trial < 14; ++trial) {
    const std::vector<Dimension> dimensions{numbered("place", 2 + draw(3)), numbered("sex", 2)};
    std::vector<std::int64_t> then, now;
    for (std::size_t i = 0; i < dimensions[0].categories.size() * 2; ++i) {
      then.push_back(static_cast<std::int64_t>(draw(60)));
      const std::int64_t change = draw(2) == 0 ? 0 : static_cast<std::int64_t>(draw(draw(2) == 0 ? 6 : 40));
      now.push_back(draw(4) == 0 ? std::max<std::int64_t>(0, then.back() - change) : then.back() + change);
    }
    GateResult first = pass_gate({dimensions, then}, {.k = 6, .hierarchy = {}});
    if (first.withheld) continue;
    first.table.state = 1;
    const GateResult second = pass_gate({dimensions, now}, {.k = 6, .hierarchy = {}}, {first.table});
    if (second.withheld) continue;
    std::ostringstream both;
    both << in_glpk(first.table, "x") << in_glpk(second.table, "y");
    struct Difference {
      std::size_t x = 0, y = 0;
      std::int64_t people = 0;
    };
    std::vector<Difference> differences;
    for (std::size_t y = 0; y < second.table.cells.size(); ++y) {
      for (std::size_t x = 0; x < first.table.cells.size(); ++x) {
        const PublishedCell &was = first.table.cells[x], &is = second.table.cells[y];
        if (was.key != is.key || first.table.dimensions != second.table.dimensions) continue;
        differences.push_back({x, y, is.count - was.count});
        shown_differences += was.shown == Shown::value && is.shown == Shown::value && is.count != was.count;
        both << " grew" << y << ": " << (is.count >= was.count ? "y" : "- y") << y
             << (is.count >= was.count ? " - x" : " + x") << x << " >= 0\n";
      }
    }
    for (const Difference& one : differences) {
      if (one.people == 0 || std::abs(one.people) >= 6) continue;
      const std::string x = "x" + std::to_string(one.x), y = "y" + std::to_string(one.y);
      const auto range = by_glpk(one.people > 0 ? y + " - " + x : x + " - " + y, both.str());
      ASSERT_TRUE(range);
      EXPECT_LE(range->first, 1e-6) << "trial " << trial << ": " << one.people << " people";
      EXPECT_GE(range->second, 6 - 1e-6) << "trial " << trial << ": " << one.people << " people";
      ++checked;
    }
  }
  EXPECT_GT(checked, 10);
  EXPECT_GT(shown_differences, 3) << "large changes are shown";
}

RC_GTEST_PROP(Gate, NeverShowsASmallCellAndAlwaysSaysTheSame, ()) {
  const std::size_t places = *rc::gen::inRange<std::size_t>(1, 6), sexes = *rc::gen::inRange<std::size_t>(1, 4);
  const auto counts =
      *rc::gen::container<std::vector<std::int64_t>>(places * sexes, rc::gen::inRange<std::int64_t>(0, 40));
  const std::int64_t k = *rc::gen::inRange<std::int64_t>(2, 12);
  const CountTable table{{numbered("place", places), numbered("sex", sexes)}, counts};
  const GateResult result = pass_gate(table, {.k = k, .hierarchy = {}});
  for (const PublishedCell& cell : result.table.cells) {
    RC_ASSERT(!(cell.shown == Shown::value && cell.count > 0 && cell.count < k));
  }
  RC_ASSERT(protects(result.ranges, k));
  const GateResult again = pass_gate(table, {.k = k, .hierarchy = {}});
  RC_ASSERT(again.table.cells.size() == result.table.cells.size());
  for (std::size_t i = 0; i < again.table.cells.size(); ++i) {
    RC_ASSERT(again.table.cells[i].shown == result.table.cells[i].shown);
  }
}

RC_GTEST_PROP(Gate, KeepsWhatItHidWhateverIsPublishedNext, ()) {
  const std::size_t places = *rc::gen::inRange<std::size_t>(2, 5);
  const auto counts =
      *rc::gen::container<std::vector<std::int64_t>>(places * 2 * 2, rc::gen::inRange<std::int64_t>(0, 30));
  const CountTable all{{numbered("place", places), numbered("sex", 2), numbered("outcome", 2)}, counts};
  const GatePolicy policy{.k = 8, .hierarchy = {}};
  std::vector<PublishedTable> published;
  std::vector<CountTable> questions{without(all, 0), without(all, 1), without(all, 2), all};
  const std::size_t first = *rc::gen::inRange<std::size_t>(0, questions.size());
  std::rotate(questions.begin(), questions.begin() + static_cast<std::ptrdiff_t>(first), questions.end());
  for (const CountTable& question : questions) {
    const GateResult result = pass_gate(question, policy, published);
    if (!result.withheld) published.push_back(result.table);
  }
  // Whoever kept every table: what one of them shows is known, and no small cell may follow from all of them.
  PublishedCells outside{policy.hierarchy};
  for (const PublishedTable& table : published) {
    for (const PublishedCell& cell : table.cells)
      RC_ASSERT(!(cell.shown == Shown::value && cell.count > 0 && cell.count < policy.k));
    const auto numbers = outside.add(table);
    RC_ASSERT(numbers.has_value());
    for (std::size_t i = 0; i < numbers->size(); ++i) {
      if (table.cells[i].shown == Shown::value) outside.show((*numbers)[i], Shown::value);
    }
  }
  RC_ASSERT(outside.bind());
  const auto ranges = outside.audit(10'000);
  RC_ASSERT(ranges.has_value());
  RC_ASSERT(protects(*ranges, policy.k));
}

TEST(Lattice, HasEveryTotal) {
  const Lattice lattice{worked_table()};
  EXPECT_EQ(lattice.size(), 20u);
  EXPECT_EQ(lattice.count(lattice.size() - 1), 133);
  int lines = 0;
  lattice.each_line([&](std::size_t total, std::size_t first, std::size_t stride, std::size_t n) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += lattice.count(first + i * stride);
    EXPECT_EQ(sum, lattice.count(total));
    ++lines;
  });
  EXPECT_EQ(lines, 4 + 5);
  EXPECT_THROW(Lattice({{numbered("a", 2)}, {1}}), std::invalid_argument);
  EXPECT_THROW(Lattice({{numbered("a", 1)}, {-1}}), std::invalid_argument);
}

}  // namespace
}  // namespace tilth::people
