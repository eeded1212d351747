// SPDX-License-Identifier: Apache-2.0
// A figure about people on its way out of the programme.
#include "report/publication.h"

#include "base/problem.h"
#include "report/indicator_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace tilth::report {
namespace {

constexpr std::string_view kSetting = "publications";
constexpr std::string_view kPeriod = "period";

std::string_view text_of(people::Shown shown) {
  return shown == people::Shown::value ? "value" : shown == people::Shown::primary ? "primary" : "secondary";
}

/// First and last day of a period's text; nothing for all time.
std::optional<std::pair<std::int32_t, std::int32_t>> days_of(const std::string& period) {
  if (period.empty() || period == "all") return std::nullopt;
  const auto [from, to] = indicators::period_of(period);
  return std::pair{from.first_day(), to.last_day()};
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

/// place name -> name of the place it lies in; names that several places share lead nowhere.
std::map<std::string, std::string> larger_places(const store::Store& store, std::optional<std::int64_t> known_at) {
  std::map<std::string, std::string> larger;
  const model::RecordType* type = store.model()->find_type("place");
  if (type == nullptr || type->place_field.empty()) return larger;
  store::Query query;
  query.type = type->name;
  query.fields = {type->label_field, type->place_field};
  query.known_at = known_at;
  std::map<std::string, std::string> names;  // id -> name
  std::vector<std::pair<std::string, std::string>> places;
  store.each(store::Caller{}, query, [&](const store::Record& record) {
    const auto* name = std::get_if<std::string>(&store::value_of(*type, record, type->label_field));
    const auto* within = std::get_if<std::string>(&store::value_of(*type, record, type->place_field));
    if (name == nullptr) return true;
    names[record.id.text()] = *name;
    places.emplace_back(*name, within == nullptr ? "" : *within);
    return true;
  });
  std::map<std::string, std::set<std::string>> found;
  for (const auto& [name, within] : places) {
    const auto parent = names.find(within);
    found[name].insert(parent == names.end() ? "" : parent->second);
  }
  for (const auto& [name, within] : found) {
    if (within.size() == 1 && !within.begin()->empty() && *within.begin() != name) larger[name] = *within.begin();
  }
  return larger;
}

std::int64_t whole(const model::Indicator& indicator, const indicators::Figure& figure) {
  if (!figure.value && figure.n > 0) throw Problem{"publication.not_a_count", {{"indicator", indicator.id}}};
  const double value = figure.value.value_or(0);
  if (value < 0 || value != std::floor(value)) throw std::logic_error("a count of people that is no whole number");
  return static_cast<std::int64_t>(value);
}

people::CountTable counted(const indicators::IndicatorTable& table, const std::string& period) {
  people::CountTable counts;
  counts.dimensions.push_back({std::string{kPeriod}, {period}, false});
  for (std::size_t d = 0; d < table.question.split_by.size(); ++d) {
    std::set<std::string> categories;
    for (const indicators::Cell& cell : table.cells) categories.insert(cell.key[d]);
    counts.dimensions.push_back({table.question.split_by[d], {categories.begin(), categories.end()}});
  }
  std::size_t size = 1;
  for (const people::Dimension& d : counts.dimensions) size *= d.categories.size();
  if (table.question.split_by.empty()) {
    counts.counts = {whole(*table.indicator, table.total)};
    return counts;
  }
  counts.counts.assign(size, 0);
  for (const indicators::Cell& cell : table.cells) {
    std::size_t at = 0;
    for (std::size_t d = 0; d < cell.key.size(); ++d) {
      const std::vector<std::string>& names = counts.dimensions[d + 1].categories;
      at = at * names.size() +
           static_cast<std::size_t>(std::lower_bound(names.begin(), names.end(), cell.key[d]) - names.begin());
    }
    counts.counts[at] = whole(*table.indicator, cell.figure);
  }
  return counts;
}

Json kept(const PublicationRequest& request, const Publication& publication, std::string_view by) {
  Json cells = Json::array();
  for (const people::PublishedCell& cell : publication.gate.table.cells)
    cells.push_back({{"key", cell.key}, {"count", cell.count}, {"shown", text_of(cell.shown)}});
  return {{"indicator", publication.indicator->id},
          {"period", request.period.empty() ? "all" : request.period},
          {"where", request.where},
          {"k", request.k},
          {"known_at", publication.known_at},
          {"by", by},
          {"at", Instant::now().text()},
          {"dimensions", publication.gate.table.dimensions},
          {"cells", std::move(cells)}};
}

people::PublishedTable table_from(const Json& kept) {
  people::PublishedTable table;
  table.dimensions = kept.at("dimensions").get<std::vector<std::string>>();
  table.k = kept.at("k");
  for (const Json& cell : kept.at("cells")) {
    const std::string shown = cell.at("shown");
    table.cells.push_back({cell.at("key").get<std::vector<std::string>>(), cell.at("count"),
                           shown == "value"     ? people::Shown::value
                           : shown == "primary" ? people::Shown::primary
                                                : people::Shown::secondary});
  }
  return table;
}

/// Whether earlier tables and this one can be true together.
bool agree(const people::Hierarchy& hierarchy, const std::vector<people::PublishedTable>& tables) {
  people::PublishedCells cells{hierarchy};
  for (const people::PublishedTable& table : tables) {
    if (!cells.add(table)) return false;
  }
  return cells.bind();
}

people::PublishedTable as_published(const people::CountTable& counts) {
  const people::Lattice lattice{counts};
  people::PublishedTable table;
  for (const people::Dimension& d : counts.dimensions) table.dimensions.push_back(d.name);
  for (std::size_t cell = 0; cell < lattice.size(); ++cell)
    table.cells.push_back({lattice.key(cell), lattice.count(cell)});
  return table;
}

}  // namespace

Publication prepare_publication(const store::Store& store, const PublicationRequest& request, Progress& progress) {
  if (request.k < 2 || request.k > 1000) throw Problem{"publication.bad_limit", {{"limit", request.k}}};
  Publication publication;
  publication.indicator = store.model()->find_indicator(request.indicator);
  if (publication.indicator == nullptr) throw Problem{"indicator.unknown", {{"indicator", request.indicator}}};
  const model::Indicator& indicator = *publication.indicator;
  const bool adds_up = indicator.value.function == "count" || indicator.value.function == "sum";
  if (!adds_up || indicator.denominator || !indicator.computed_by.empty() || indicator.scale != 1)
    throw Problem{"publication.not_a_count", {{"indicator", indicator.id}}};

  indicators::Question question;
  if (!request.period.empty()) std::tie(question.from, question.to) = indicators::period_of(request.period);
  question.split_by = request.split_by;
  if (!request.where.empty()) question.where = cql2::parse_text(request.where);
  question.known_at = publication.known_at = store.last_seq();
  const store::Caller owner;
  const IndicatorSources sources{store, owner, question.known_at, progress};
  const indicators::IndicatorTable table = indicators::compute(store, owner, indicator, question, sources.registry());
  const std::string period = request.period.empty() ? "all" : request.period;
  const people::CountTable counts = counted(table, period);

  std::set<std::string> periods{period};
  std::vector<people::PublishedTable> candidates;
  const Json all = store.setting(kSetting).value_or(Json::array());
  for (const Json& one : all) {
    if (one.at("indicator") != indicator.id || one.at("where") != request.where) continue;
    periods.insert(one.at("period").get<std::string>());
    candidates.push_back(table_from(one));
  }
  people::GatePolicy policy;
  policy.k = request.k;
  policy.hierarchy[std::string{kPeriod}] = period_tree(periods);
  for (const std::string& split : request.split_by) {
    if (split.ends_with("place.name") || split.ends_with("place.parent.name"))
      policy.hierarchy[split] = larger_places(store, question.known_at);
  }
  // Counts that have changed since an earlier publication are other people: the newest that still agree are taken.
  std::vector<people::PublishedTable> together{as_published(counts)}, earlier;
  for (auto one = candidates.rbegin(); one != candidates.rend(); ++one) {
    together.push_back(*one);
    if (agree(policy.hierarchy, together)) {
      earlier.push_back(*one);
    } else {
      together.pop_back();
      ++publication.other_states;
    }
  }
  publication.audited_with = earlier.size();
  publication.gate = people::pass_gate(counts, policy, earlier);
  return publication;
}

void remember(store::Store& store, const PublicationRequest& request, const Publication& publication,
              std::string_view by) {
  if (publication.gate.withheld) return;
  Json all = store.setting(kSetting).value_or(Json::array());
  all.push_back(kept(request, publication, by));
  store.put_setting(kSetting, all);
}

std::string shown(const people::PublishedCell& cell) {
  return cell.shown == people::Shown::value ? std::to_string(cell.count) : "*";
}

Json to_json(const Publication& publication, std::string_view language) {
  const people::GateResult& gate = publication.gate;
  Json cells = Json::array(), given_up = Json::array();
  for (const people::PublishedCell& cell : gate.table.cells) {
    Json key = Json::object();
    for (std::size_t d = 0; d < cell.key.size(); ++d) {
      if (!cell.key[d].empty()) key[gate.table.dimensions[d]] = cell.key[d];
    }
    cells.push_back({{"of", key}, {"value", cell.shown == people::Shown::value ? Json(cell.count) : Json()}});
  }
  for (const people::RollUp& one : gate.rolled_up)
    given_up.push_back({{"split", one.dimension}, {"how", one.dropped ? "left out" : "merged into larger ones"}});
  return {{"indicator", publication.indicator->id},
          {"title", publication.indicator->title.in(language)},
          {"definition", publication.indicator->definition.in(language)},
          {"unit", publication.indicator->unit},
          {"source", publication.indicator->from.source},
          {"kept_back_below", gate.table.k},
          {"withheld", gate.withheld},
          {"rolled_up", std::move(given_up)},
          {"known_at", publication.known_at},
          {"cells", std::move(cells)}};
}

std::string to_csv(const Publication& publication, std::string_view language) {
  const auto quoted = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? "\"\"" : std::string{c};
    return out + "\"";
  };
  std::string csv;
  for (const std::string& dimension : publication.gate.table.dimensions) csv += quoted(dimension) + ",";
  csv += quoted(publication.indicator->title.in(language)) + "\n";
  for (const people::PublishedCell& cell : publication.gate.table.cells) {
    for (const std::string& part : cell.key) csv += quoted(part.empty() ? "total" : part) + ",";
    csv += shown(cell) + "\n";
  }
  return csv;
}

}  // namespace tilth::report
