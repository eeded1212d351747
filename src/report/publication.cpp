// SPDX-License-Identifier: Apache-2.0
// A figure about people on its way out of the programme.
#include "report/publication.h"

#include "base/problem.h"
#include "report/earlier_publications.h"
#include "report/indicator_sources.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <tuple>

namespace tilth::report {
namespace {

std::int64_t whole(const model::Indicator& indicator, const indicators::Figure& figure) {
  if (!figure.value && figure.n > 0) throw Problem{"publication.not_a_count", {{"indicator", indicator.id}}};
  const double value = figure.value.value_or(0);
  if (value < 0 || value != std::floor(value)) throw std::logic_error("a count of people that is no whole number");
  return static_cast<std::int64_t>(value);
}

people::CountTable count_table(const indicators::IndicatorTable& table, const std::string& period) {
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

/// Whether earlier tables and this one can be true together.
bool agree(const people::Hierarchy& hierarchy, const std::vector<people::PublishedTable>& tables) {
  people::PublishedCells cells{hierarchy};
  for (const people::PublishedTable& table : tables) {
    if (!cells.add(table)) return false;
  }
  return cells.bind();
}

/// The earlier tables with the number of their state of knowledge: 0 for those that can be true together with `asked`,
/// the newest first; what contradicts these is of another state, and so on.
std::vector<people::PublishedTable> by_state(const people::Hierarchy& hierarchy, const people::PublishedTable& asked,
                                             const std::vector<people::PublishedTable>& tables) {
  std::vector<people::PublishedTable> found, left{tables.rbegin(), tables.rend()};
  std::vector<people::PublishedTable> together{asked};
  for (std::int64_t state = 0; !left.empty(); ++state) {
    std::vector<people::PublishedTable> others;
    for (people::PublishedTable& one : left) {
      together.push_back(one);
      if (agree(hierarchy, together)) {
        one.state = state;
        found.push_back(std::move(one));
      } else {
        together.pop_back();
        others.push_back(std::move(one));
      }
    }
    if (together.empty()) throw std::logic_error("a publication that contradicts itself");
    left = std::move(others);
    together.clear();
  }
  return found;
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
  question.known_at = publication.known_at = std::min(request.known_at.value_or(store.last_seq()), store.last_seq());
  const store::Caller owner;
  const IndicatorSources sources{store, owner, question.known_at, progress};
  const indicators::IndicatorTable table = indicators::compute(store, owner, indicator, question, sources.registry());
  const Counted asked = counted(indicator, request.period, request.where, request.split_by);
  const people::CountTable counts = count_table(table, asked.period);
  const EarlierPublications before = earlier_publications(store, indicator.id, asked, publication.known_at);
  const people::GatePolicy policy{.k = request.k, .hierarchy = before.hierarchy, .roll_up_small = request.roll_up};
  const std::vector<people::PublishedTable> earlier = by_state(policy.hierarchy, as_published(counts), before.tables);
  publication.audited_with = earlier.size();
  publication.other_states = static_cast<std::size_t>(
      std::count_if(earlier.begin(), earlier.end(), [](const people::PublishedTable& one) { return one.state != 0; }));
  publication.gate = people::pass_gate(counts, policy, earlier);
  return publication;
}

void remember(store::Store& store, const PublicationRequest& request, const Publication& publication,
              std::string_view by) {
  if (publication.gate.withheld) return;
  const model::Indicator& indicator = *publication.indicator;
  keep_publication(store, indicator.id, counted(indicator, request.period, request.where, request.split_by),
                   publication.gate.table, publication.known_at, by);
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
          {"unit", publication.indicator->unit_in(language)},
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
