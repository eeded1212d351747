// SPDX-License-Identifier: Apache-2.0
// Figures by column are the figures of the records, whatever is asked and whatever changes meanwhile.
#include "indicators/columns.h"

#include "base/problem.h"
#include "indicators/indicators.h"
#include "support/scratch_programme.h"

#include <gtest/gtest.h>
#include <cmath>
#include <random>

namespace tilth::indicators {
namespace {

const std::map<std::string, std::string> kModel{
    {"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
    {"codes/kind.yaml", "codes: kind\ntitle: Kind\nsource: t\nvalues: {cleared: Cleared, reduced: Reduced}\n"},
    {"types/place.yaml", "type: place\ntitle: Place\nsource: t\nfields:\n  name: {kind: text}\n"},
    {"types/release.yaml",
     "type: release\ntitle: Release\nsource: t\nfields:\n  kind: {kind: code, codes: kind}\n  kinds: {kind: code, "
     "codes: kind, many: true}\n  on: {kind: date}\n  place: {kind: reference, to: place}\n  people: {kind: "
     "integer}\n  area: {kind: area}\n  note: {kind: text, class: personal}\n  done: {kind: boolean}\n"},
    {"indicators/i.yaml",
     "indicator: count\ncode: I1\ntitle: Count\ndefinition: D.\nunit: n\nvalue: count()\nof: release\ndated_by: "
     "on\nsplit_by: [kind, place, place.name, kinds, done, people]\nsource: t\n---\n"
     "indicator: area\ncode: I2\ntitle: Area\ndefinition: D.\nunit: m2\nvalue: sum(area)\nof: release\nwhere: "
     "kind "
     "= 'cleared' AND (people > 3 OR done = TRUE)\ndated_by: on\nsplit_by: [kind, place.name]\nsource: t\n---\n"
     "indicator: hectares\ncode: I3\ntitle: Area\ndefinition: D.\nunit: ha\nvalue: sum(area / 10000)\nof: "
     "release\nwhere: place.name LIKE 'K%'\ndated_by: on\nsplit_by: [kind]\nsource: t\n---\n"
     "indicator: places\ncode: I4\ntitle: Places\ndefinition: D.\nunit: n\nvalue: distinct(place)\nof: "
     "release\ndated_by: on\nsplit_by: [kind]\nsource: t\n---\n"
     "indicator: middle\ncode: I5\ntitle: Middle\ndefinition: D.\nunit: n\nvalue: median(people)\nof: "
     "release\ndated_by: on\nsplit_by: [kind]\nsource: t\n---\n"
     "indicator: share\ncode: I6\ntitle: Share\ndefinition: D.\nunit: '%'\nvalue: count()\nof: release\nwhere: "
     "kind = 'cleared'\ndated_by: on\nper: {of: release, dated_by: on}\nscale: 100\nsplit_by: [done]\nsource: "
     "t\n---\n"
     "indicator: noted\ncode: I7\ntitle: Noted\ndefinition: D.\nunit: n\nvalue: count()\nof: release\nwhere: note "
     "IS NOT NULL\ndated_by: on\nsplit_by: [kind]\nsource: t\n"}};

class Columns : public test::ScratchProgramme {
 protected:
  Columns() : ScratchProgramme(kModel) {
    for (const char* name : {"Kita", "Ashari", "Kora"}) places_.push_back(add("place", {{"name", std::string{name}}}));
  }
  int whole(int low, int high) { return std::uniform_int_distribution<int>{low, high}(bits_); }
  std::vector<std::pair<int, store::Value>> some_values() {
    const model::RecordType& type = *store_->model()->find_type("release");
    std::vector<std::pair<int, store::Value>> set;
    const auto put = [&](const char* field, store::Value value) {
      if (whole(0, 4) > 0) set.emplace_back(type.index_of(field), std::move(value));
    };
    const std::string kinds[] = {"cleared", "reduced"};
    put("kind", kinds[whole(0, 1)]);
    put("kinds", std::shared_ptr<const cql2::Array>{
                     std::make_shared<cql2::Array>(cql2::Array{store::Value{kinds[whole(0, 1)]}})});
    put("on", whole(0, 5) == 0 ? *Date::parse("2020") : Date::from_days(18'000 + whole(0, 800)));
    put("place", places_[static_cast<std::size_t>(whole(0, 2))].text());
    put("people", std::int64_t{whole(0, 9)});
    put("area", whole(0, 100'000) / 100.0);
    put("note", std::string{"n"});
    put("done", whole(0, 1) == 1);
    return set;
  }
  void change_something() {
    const int what = whole(0, 3);
    if (what <= 1 || releases_.empty()) {
      releases_.push_back(Uuid::from_parts(1'700'000'000'000 + whole(0, 1000), bits_(), bits_()));
      write(
          {.kind = store::OperationKind::create, .record = releases_.back(), .type = "release", .set = some_values()});
      return;
    }
    const auto at = static_cast<std::size_t>(whole(0, static_cast<int>(releases_.size()) - 1));
    if (what == 2) {
      write({.record = releases_[at], .type = "release", .set = some_values()});
    } else {
      write({.kind = store::OperationKind::remove, .record = releases_[at], .type = "release"});
      releases_.erase(releases_.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }
  std::string answer(const model::Indicator& indicator, const Question& question, const store::Caller& caller,
                     ColumnCache* columns) {
    Registry registry;
    registry.columns = columns;
    try {
      const IndicatorTable table = compute(*store_, caller, indicator, question, registry);
      std::string text = to_json(table, "en").dump();
      const auto records = [&](const Figure& figure) {
        for (const Uuid& id : figure.records) text += id.text();
      };
      records(table.total);
      for (const Cell& cell : table.cells) records(cell.figure);
      return text;
    } catch (const Problem& problem) {
      return std::string{problem.kind().code};
    }
  }

  std::vector<Uuid> places_, releases_;
  std::mt19937_64 bits_{7};
};

TEST_F(Columns, GiveTheFiguresOfTheRecordsAfterEveryChange) {
  ColumnCache columns{*store_};
  const store::Caller owner, guest{.name = "guest", .highest_class = model::FieldClass::partner};
  for (int step = 0; step < 60; ++step) {
    for (int i = whole(1, 8); i > 0; --i) change_something();
    if (step % 20 == 19)
      write({.record = places_[0], .type = "place", .set = {{0, store::Value{"Kita " + std::to_string(step)}}}});
    for (const model::Indicator& indicator : store_->model()->indicators) {
      Question question;
      if (step % 2 == 0) std::tie(question.from, question.to) = period_of("2020");
      question.split_by = indicator.split_by;
      if (step % 3 == 0) question.split_by.emplace_back("month");
      if (step % 5 == 0) question.where = cql2::parse_text("area > 100");
      for (const store::Caller* caller : {&owner, &guest})
        ASSERT_EQ(answer(indicator, question, *caller, &columns), answer(indicator, question, *caller, nullptr))
            << indicator.id << " at step " << step << " for " << caller->name;
    }
  }
}

TEST_F(Columns, ShowNoOneWhatTheirRowsLeaveOut) {
  for (int i = 0; i < 30; ++i) change_something();
  ColumnCache columns{*store_};
  const model::Indicator& count = *store_->model()->find_indicator("count");
  EXPECT_NE(answer(count, {}, {}, &columns), "");
  const store::Caller limited{.name = "limited", .rows = {{"release", cql2::parse_text("kind = 'cleared'")}}};
  EXPECT_EQ(answer(count, {}, limited, &columns), answer(count, {}, limited, nullptr));
  EXPECT_NE(answer(count, {}, limited, &columns), answer(count, {}, {}, &columns));
}

TEST_F(Columns, AreReadOnceAndThenOnlyCaughtUp) {
  for (int i = 0; i < 30; ++i) change_something();
  ColumnCache columns{*store_};
  const model::RecordType& type = *store_->model()->find_type("release");
  const std::set<int> fields{type.index_of("kind"), type.index_of("area")};
  const auto first = columns.table({}, type, fields);
  ASSERT_TRUE(first);
  ASSERT_TRUE(std::is_sorted(first->ids.begin(), first->ids.end())) << "read in any order";
  const Column& area = first->fields.at(type.index_of("area"));
  for (std::size_t row = 0; row < first->ids.size(); ++row) {
    const auto record = store_->find({}, type.name, first->ids[row]);
    ASSERT_TRUE(record);
    const auto* value = std::get_if<double>(&record->values[static_cast<std::size_t>(type.index_of("area"))]);
    EXPECT_TRUE(value == nullptr ? std::isnan(area.numbers[row]) : area.numbers[row] == *value);
  }
  EXPECT_EQ(columns.table({}, type, {type.index_of("kind")}), first) << "fewer fields are there already";
  change_something();
  const auto next = columns.table({}, type, fields);
  EXPECT_NE(next, first);
  EXPECT_EQ(next->seq, store_->last_seq());
  EXPECT_TRUE(std::is_sorted(next->ids.begin(), next->ids.end()));
  EXPECT_EQ(next->ids.size(), next->fields.at(type.index_of("area")).size());
}

}  // namespace
}  // namespace tilth::indicators
