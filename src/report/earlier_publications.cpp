// SPDX-License-Identifier: Apache-2.0
// What was published about people before.
#include "report/earlier_publications.h"

#include "base/problem.h"
#include "indicators/indicators.h"
#include "store/distinct_labels.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace tilth::report {
namespace {

constexpr std::string_view kSetting = "publications";

std::string_view text_of(people::Shown shown) {
  return shown == people::Shown::value ? "value" : shown == people::Shown::primary ? "primary" : "secondary";
}

/// First and last day of a period's text; nothing for all time.
std::optional<std::pair<std::int32_t, std::int32_t>> days_of(const std::string& period) {
  if (period.empty() || period == "all") return std::nullopt;
  const auto [from, to] = indicators::period_of(period);
  return std::pair{from.first_day(), to.last_day()};
}

/// The days of a period lie apart from those of the other.
bool apart(const std::string& a, const std::string& b) {
  const auto one = days_of(a), other = days_of(b);
  return one && other && (one->second < other->first || other->second < one->first);
}

/// What period lies in what: each in the shortest that holds it. Periods that overlap without one in the other would
/// escape the audit.
std::map<std::string, std::string> period_tree(const std::set<std::string>& periods) {
  std::map<std::string, std::string> tree;
  for (const std::string& inner : periods) {
    const auto days = days_of(inner);
    if (!days) continue;
    std::optional<std::int32_t> shortest;
    for (const std::string& outer : periods) {
      const auto around = days_of(outer);
      if (inner == outer) continue;
      const bool holds = !around || (around->first <= days->first && around->second >= days->second);
      if (!holds) {
        const bool apart = around->second < days->first || around->first > days->second;
        const bool held = days->first <= around->first && days->second >= around->second;
        if (!apart && !held) throw Problem{"publication.overlapping_periods", {{"period", inner}, {"other", outer}}};
        continue;
      }
      const std::int32_t length = around ? around->second - around->first : std::numeric_limits<std::int32_t>::max();
      if (shortest && length >= *shortest) continue;
      shortest = length;
      tree[inner] = outer;
    }
  }
  return tree;
}

/// What places are merged into, by their labels: "Kita" -> "in Ashari" -> "in Northland". Those recorded at Ashari
/// itself are in Ashari as well.
std::map<std::string, std::string> larger_places(const store::Store& store, std::int64_t known_at) {
  std::map<std::string, std::string> larger;
  const model::RecordType* type = store.model()->find_type("place");
  if (type == nullptr || type->place_field.empty()) return larger;
  const auto labels = store::distinct_labels(store, {}, *type, known_at);
  const auto label = [&](const std::string& id) { return labels.contains(id) ? labels.at(id) : id; };
  store::Query query{.type = type->name, .fields = {type->place_field}, .known_at = known_at};
  store.each({}, query, [&](const store::Record& record) {
    const auto* around = std::get_if<std::string>(&store::value_of(*type, record, type->place_field));
    if (around == nullptr || *around == record.id.text()) return true;
    const std::string place = label(record.id.text()), whole = "in " + label(*around);
    larger["in " + place] = whole;
    larger[label(*around)] = whole;
    larger.emplace(place, whole);
    return true;
  });
  return larger;
}

/// What a split reads: "place" of "place" and "place.parent"; the date of "year" and "month".
std::string root_of(const std::string& split) {
  return split == "year" || split == "month" ? std::string{kPeriod} : split.substr(0, split.find('.'));
}

std::string text_of(const std::optional<cql2::Expression>& expression) {
  return expression ? cql2::to_text(*expression) : "";
}

/// One text a filter, whoever wrote it.
std::string in_one_form(const std::string& filter) {
  return filter.empty() ? filter : cql2::to_text(cql2::parse_text(filter));
}

std::string period_in_one_form(const std::string& period) {
  if (period.empty() || period == "all") return "all";
  const auto [from, to] = indicators::period_of(period);
  return period_name(from, to);
}

Counted counted_before(const Json& kept) {
  Counted before{.of = kept.at("of"),
                 .figure = kept.at("figure"),
                 .dated = kept.at("dated"),
                 .filter = in_one_form(kept.at("filter")),
                 .period = period_in_one_form(kept.at("period")),
                 .splits = kept.at("dimensions")};
  std::erase(before.splits, kPeriod);
  return before;
}

/// Nobody is in both.
bool of_other_people(const Counted& one, const Counted& other) {
  return one.of != other.of ||
         (one.dated == other.dated && one.dated.starts_with("flow ") && apart(one.period, other.period));
}

/// What the audit cannot hold against `one`: "the filter sex = 'female'". Empty where it can. Who has both tables might
/// take their difference, and the sums that bind their cells do not show it.
std::string unlike(const Counted& one, const Counted& other) {
  if (one.figure != other.figure || one.dated != other.dated) return "the figure " + other.figure + ", " + other.dated;
  if (one.filter != other.filter) return other.filter.empty() ? "no filter" : "the filter " + other.filter;
  const bool other_period = one.period != other.period;
  if (other_period && !one.dated.starts_with("flow ")) return "the period " + other.period;
  for (const std::string& split : other.splits) {
    if (other_period && root_of(split) == kPeriod) return "the split " + split;
    for (const std::string& own : one.splits)
      if (own != split && root_of(own) == root_of(split)) return "the split " + split;
  }
  for (const std::string& own : one.splits)
    if (other_period && root_of(own) == kPeriod) return "the period " + other.period;
  return {};
}

people::PublishedTable table_from(const Json& kept) {
  people::PublishedTable table;
  table.dimensions = kept.at("dimensions").get<std::vector<std::string>>();
  table.k = kept.at("k");
  const auto period = std::find(table.dimensions.begin(), table.dimensions.end(), kPeriod) - table.dimensions.begin();
  for (const Json& cell : kept.at("cells")) {
    const std::string shown = cell.at("shown");
    auto key = cell.at("key").get<std::vector<std::string>>();
    if (const auto at = static_cast<std::size_t>(period); at < key.size()) key[at] = period_in_one_form(key[at]);
    table.cells.push_back({std::move(key), cell.at("count"),
                           shown == "value"     ? people::Shown::value
                           : shown == "primary" ? people::Shown::primary
                                                : people::Shown::secondary});
  }
  return table;
}

}  // namespace

std::string period_name(const Date& from, const Date& to) {
  if (from.month == 1 && from.day == 1 && to.month == 12 && to.day == 31)
    return from.year == to.year ? std::to_string(from.year)
                                : std::to_string(from.year) + ".." + std::to_string(to.year);
  if (from.day == 1 && from.year == to.year && from.month == to.month && to.day == days_in_month(to.year, to.month))
    return from.text().substr(0, 7);
  return from.text() + ".." + to.text();
}

Counted counted(const model::Indicator& indicator, const std::string& period, const std::string& where,
                const std::vector<std::string>& split_by) {
  const model::Measure& measure = indicator.value;
  std::string filter = text_of(measure.where);
  if (!where.empty()) filter = filter.empty() ? where : "(" + filter + ") AND (" + where + ")";
  return {.of = measure.of,
          .figure = measure.function + "(" + text_of(measure.argument) + ")",
          .dated = indicator.stock_or_flow + " " + measure.dated_by,
          .filter = in_one_form(filter),
          .period = period_in_one_form(period),
          .splits = split_by};
}

EarlierPublications earlier_publications(const store::Store& store, const std::string& indicator, const Counted& asked,
                                         std::int64_t known_at, const Json& pending) {
  EarlierPublications earlier;
  std::set<std::string> periods{asked.period}, splits{asked.splits.begin(), asked.splits.end()};
  Json all = kept_publications(store);
  all.insert(all.end(), pending.begin(), pending.end());
  for (const Json& one : all) {
    const Counted before = counted_before(one);
    if (of_other_people(asked, before)) continue;
    if (const std::string what = unlike(asked, before); !what.empty())
      throw Problem{"publication.cannot_audit", {{"indicator", indicator}, {"period", before.period}, {"with", what}}};
    periods.insert(before.period);
    splits.insert(before.splits.begin(), before.splits.end());
    earlier.tables.push_back(table_from(one));
  }
  earlier.hierarchy[std::string{kPeriod}] = period_tree(periods);
  const model::RecordType* type = store.model()->find_type(asked.of);
  for (const std::string& split : splits) {
    const auto* of = type == nullptr ? nullptr : model::referred_by(*store.model(), *type, split);
    if (of != nullptr && of->name == "place") earlier.hierarchy[split] = larger_places(store, known_at);
  }
  return earlier;
}

Json kept_entry(const std::string& indicator, const Counted& asked, const people::PublishedTable& table,
                const Kept& kept) {
  Json cells = Json::array(), rolled_up = Json::array();
  for (const people::PublishedCell& cell : table.cells)
    cells.push_back({{"key", cell.key}, {"count", cell.count}, {"shown", text_of(cell.shown)}});
  for (const people::RollUp& one : kept.rolled_up) {
    Json told{{"split", one.dimension}, {"dropped", one.dropped}};
    if (std::find(rolled_up.begin(), rolled_up.end(), told) == rolled_up.end()) rolled_up.push_back(std::move(told));
  }
  Json entry{{"indicator", indicator},
             {"of", asked.of},
             {"figure", asked.figure},
             {"dated", asked.dated},
             {"filter", asked.filter},
             {"period", asked.period},
             {"k", table.k},
             {"reader", kept.reader},
             {"known_at", kept.known_at},
             {"by", kept.by},
             {"at", Instant::now().text()},
             {"rolled_up", std::move(rolled_up)},
             {"dimensions", table.dimensions},
             {"cells", std::move(cells)}};
  if (kept.records) entry["records"] = {{"l", kept.records->first}, {"risk", kept.records->second}};
  return entry;
}

std::vector<std::size_t> keep_publications(store::Store& store, const Json& entries) {
  const auto what_it_says = [](const Json& entry) {
    Json said = entry;
    for (const char* beside : {"by", "at", "known_at", "rolled_up"}) said.erase(beside);
    return said;
  };
  Json all = kept_publications(store);
  const std::size_t before = all.size();
  std::vector<std::size_t> numbers;
  for (const Json& entry : entries) {
    const Json said = what_it_says(entry);
    const auto same = std::find_if(all.begin(), all.end(), [&](const Json& one) { return what_it_says(one) == said; });
    numbers.push_back(static_cast<std::size_t>(same - all.begin()) + 1);
    if (same == all.end()) all.push_back(entry);
  }
  if (all.size() > before) store.put_setting(kSetting, all);
  return numbers;
}

Json kept_publications(const store::Store& store) { return store.setting(kSetting).value_or(Json::array()); }

}  // namespace tilth::report
