// SPDX-License-Identifier: Apache-2.0
// A figure about people on its way out of the programme.
#include "report/publication.h"

#include "base/problem.h"
#include "report/earlier_publications.h"
#include "report/indicator_sources.h"
#include "report/published_reports.h"
#include "report/sight.h"

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

constexpr std::size_t kMostCells = 200'000;  // with their totals: ten times what takes seconds

/// @throws Problem "publication.too_large" before anything of that size is made
people::CountTable count_table(const indicators::IndicatorTable& table, const std::string& period) {
  people::CountTable counts;
  counts.dimensions.push_back({std::string{kPeriod}, {period}, false});
  for (std::size_t d = 0; d < table.question.split_by.size(); ++d) {
    std::set<std::string> categories;
    for (const indicators::Cell& cell : table.cells) categories.insert(cell.key[d]);
    counts.dimensions.push_back({table.question.split_by[d], {categories.begin(), categories.end()}});
  }
  std::size_t size = 1, with_totals = 1;
  for (const people::Dimension& d : counts.dimensions) {
    size *= d.categories.size();
    with_totals *= d.positions();
    if (with_totals > kMostCells) throw Problem{"publication.too_large", {{"most", kMostCells}}};
  }
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

/// People counted for a publication, and what was published of them before.
struct Asked {
  const model::Indicator* indicator = nullptr;
  people::CountTable counts;
  std::int64_t known_at = 0;
  people::Hierarchy hierarchy;
  std::vector<people::PublishedTable> earlier;
};

constexpr std::int64_t kHighestLimit = 1000;

std::int64_t limit_asked(const PublicationRequest& request) {
  const std::int64_t least = limit_of(request.reader), k = request.k.value_or(least);
  if (k < least || k > kHighestLimit) throw Problem{"publication.bad_limit", {{"limit", k}}};
  return k;
}

/// What is told of anybody is asked as whoever publishes a report asks: no personal field, not in a filter either.
void require_impersonal(const model::Model& model, const model::Indicator& indicator,
                        const PublicationRequest& request) {
  const model::RecordType* type = model.find_type(indicator.value.of);
  if (type == nullptr) return;
  const store::Caller caller = publishing_caller({});
  std::vector<std::string> names = request.split_by;
  if (!request.where.empty())
    for (std::string& name : cql2::properties(cql2::parse_text(request.where))) names.push_back(std::move(name));
  for (const std::string& name : names)
    if (name != "year" && name != "month" && type->find(name.substr(0, name.find('.'))) != nullptr &&
        !may_ask(caller, model, *type, name))
      throw Problem{"store.hidden_field", {{"field", name}}};
}

Asked counts_of(const store::Store& store, const PublicationRequest& request, bool records, Progress& progress,
                const Json& pending = Json::array()) {
  Asked all;
  all.indicator = store.model()->find_indicator(request.indicator);
  if (all.indicator == nullptr) throw Problem{"indicator.unknown", {{"indicator", request.indicator}}};
  const model::Indicator& indicator = *all.indicator;
  if (!is_published_kind(indicator) || (records && indicator.value.function != "count"))
    throw Problem{"publication.not_a_count", {{"indicator", indicator.id}}};
  std::set<std::string> once;
  for (const std::string& split : request.split_by)
    if (!once.insert(split).second) throw Problem{"publication.split_twice", {{"split", split}}};
  require_impersonal(*store.model(), indicator, request);

  indicators::Question question;
  if (!request.period.empty()) std::tie(question.from, question.to) = indicators::period_of(request.period);
  question.split_by = request.split_by;
  if (!request.where.empty()) question.where = cql2::parse_text(request.where);
  question.known_at = all.known_at = std::min(request.known_at.value_or(store.last_seq()), store.last_seq());
  const store::Caller owner;
  const IndicatorSources sources{store, owner, question.known_at, progress};
  const indicators::IndicatorTable table = indicators::compute(store, owner, indicator, question, sources.registry());
  const Counted asked = counted(indicator, request.period, request.where, request.split_by);
  all.counts = count_table(table, asked.period);
  EarlierPublications before = earlier_publications(store, indicator.id, asked, all.known_at, pending);
  all.hierarchy = std::move(before.hierarchy);
  all.earlier = by_state(all.hierarchy, as_published(all.counts), before.tables);
  return all;
}

PublicationRequest with_sensitive(const RecordsRequest& request) {
  PublicationRequest all = request.counted;
  all.split_by.insert(all.split_by.end(), request.sensitive.begin(), request.sensitive.end());
  return all;
}

}  // namespace

std::int64_t limit_of(ReportReader reader) {
  if (reader == ReportReader::inside) throw std::invalid_argument{"nothing is kept back inside"};
  return reader == ReportReader::everybody ? 10 : 5;
}

bool is_published_kind(const model::Indicator& indicator) { return indicator.adds_up() && indicator.scale == 1; }

void require_plain_filter(const model::Indicator& indicator, const std::optional<cql2::Expression>& where) {
  if (!where) return;
  for (const std::string& name : cql2::properties(*where)) {
    if (std::find(indicator.split_by.begin(), indicator.split_by.end(), name) == indicator.split_by.end())
      throw Problem{"publication.ad_hoc_filter", {{"indicator", indicator.code}, {"field", name}}};
  }
}

Publication prepare_publication(const store::Store& store, const PublicationRequest& request, Progress& progress,
                                const Json& pending) {
  const std::int64_t k = limit_asked(request);
  const Asked asked = counts_of(store, request, false, progress, pending);
  Publication publication{.indicator = asked.indicator, .gate = {}, .known_at = asked.known_at};
  publication.audited_with = asked.earlier.size();
  publication.other_states = static_cast<std::size_t>(std::count_if(
      asked.earlier.begin(), asked.earlier.end(), [](const people::PublishedTable& one) { return one.state != 0; }));
  publication.gate = people::pass_gate(
      asked.counts, {.k = k, .hierarchy = asked.hierarchy, .roll_up_small = request.roll_up}, asked.earlier);
  return publication;
}

RecordsPublication prepare_records(const store::Store& store, const RecordsRequest& request, Progress& progress) {
  const std::int64_t k = limit_asked(request.counted);
  if (request.l < 1 || request.l > kHighestLimit) throw Problem{"publication.bad_limit", {{"limit", request.l}}};
  if (!(request.risk > 0) || request.risk > 1) throw Problem{"publication.bad_limit", {{"limit", request.risk}}};
  const Asked asked = counts_of(store, with_sensitive(request), true, progress);
  const people::RecordsPolicy policy{.k = k,
                                     .hierarchy = asked.hierarchy,
                                     .sensitive = {request.sensitive.begin(), request.sensitive.end()},
                                     .l = request.l,
                                     .risk = request.risk};
  return {.indicator = asked.indicator,
          .result = people::pass_records(asked.counts, policy, asked.earlier),
          .known_at = asked.known_at,
          .audited_with = asked.earlier.size()};
}

Json entry_of(const RecordsRequest& request, const RecordsPublication& publication, std::string_view by) {
  const PublicationRequest all = with_sensitive(request);
  const model::Indicator& indicator = *publication.indicator;
  return kept_entry(indicator.id, counted(indicator, all.period, all.where, all.split_by), publication.result.table,
                    {.known_at = publication.known_at,
                     .by = std::string{by},
                     .reader = text_of(request.counted.reader),
                     .rolled_up = publication.result.rolled_up,
                     .records = std::pair{request.l, request.risk}});
}

Json entry_of(const PublicationRequest& request, const Publication& publication, std::string_view by) {
  const model::Indicator& indicator = *publication.indicator;
  return kept_entry(indicator.id, counted(indicator, request.period, request.where, request.split_by),
                    publication.gate.table,
                    {.known_at = publication.known_at,
                     .by = std::string{by},
                     .reader = text_of(request.reader),
                     .rolled_up = publication.gate.rolled_up,
                     .records = std::nullopt});
}

void remember(store::Store& store, const RecordsRequest& request, const RecordsPublication& publication,
              std::string_view by) {
  if (!publication.result.withheld) keep_publications(store, Json::array({entry_of(request, publication, by)}));
}

void remember(store::Store& store, const PublicationRequest& request, const Publication& publication,
              std::string_view by) {
  if (!publication.gate.withheld) keep_publications(store, Json::array({entry_of(request, publication, by)}));
}

std::string shown(const people::PublishedCell& cell) {
  return cell.shown == people::Shown::value ? std::to_string(cell.count) : "*";
}

Json told_of(const Publication& publication) {
  return {{"withheld", publication.gate.withheld},
          {"audited_with", publication.audited_with},
          {"other_states", publication.other_states}};
}

Json told_of(const RecordsPublication& publication) {
  const people::Exposure& exposure = publication.result.exposure;
  return {{"withheld", publication.result.withheld},
          {"audited_with", publication.audited_with},
          {"other_states", 0},
          {"exposure",
           {{"records", exposure.records},
            {"smallest_class", exposure.k},
            {"unique", exposure.unique},
            {"fewest_values", exposure.l},
            {"risk", exposure.risk}}}};
}

}  // namespace tilth::report
