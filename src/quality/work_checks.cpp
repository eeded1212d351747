// SPDX-License-Identifier: Apache-2.0
// Checks of work and its evidence: task dates, evidence, cancelled land, empty land, accreditation.
#include "quality/check_run.h"

#include "geo/points_in_polygons.h"

#include <algorithm>

namespace tilth::quality {
namespace {

/// True when the left date is certainly before the right one.
bool before(const std::optional<Date>& left, const std::optional<Date>& right) {
  if (!left || !right) return false;
  const std::optional<std::strong_ordering> order = compare(*left, *right);
  return order && *order < 0;
}

Json text_or_null(const std::optional<Date>& date) { return date ? Json(date->text()) : Json(); }

void outside_task_dates(CheckRun& run) {
  const std::string task = run.text("task", "task"), start = run.text("start", "start"), end = run.text("end", "end");
  const model::RecordType& tasks = run.target(run.type().name, task);
  const std::string task_start = run.text("task_start", "start"), task_end = run.text("task_end", "end");
  const RecordTable& table = run.table({task, start, end});
  const RecordTable& all_tasks = run.table(tasks.name, {task_start, task_end});
  const std::vector<std::string> labels = run.labels(tasks.name);
  for (const std::uint32_t row : run.rows()) {
    const std::int64_t of = all_tasks.row_of(table.values(task)[row]);
    if (of < 0) continue;
    const auto at = static_cast<std::size_t>(of);
    const std::optional<Date> from = date_in(table.values(start)[row]), to = date_in(table.values(end)[row]);
    const std::optional<Date> first = date_in(all_tasks.values(task_start)[at]),
                              last = date_in(all_tasks.values(task_end)[at]);
    const bool early = before(from, first), late = before(last, to) || (!to && before(last, from));
    if (!early && !late) continue;
    run.find({.records = {table.ids()[row], all_tasks.ids()[at]},
              .values = {{"start", text_or_null(from)},
                         {"end", text_or_null(to)},
                         {"task_start", text_or_null(first)},
                         {"task_end", text_or_null(last)},
                         {"other", labels[at]}},
              .place = early ? start : end});
  }
}

void hazard_without_evidence(CheckRun& run) {
  const std::string class_field = run.text("class", "class"), of = run.text("of", "evidence"),
                    by = run.text("by", "hazard"), kind = run.text("kind", "kind");
  const std::vector<std::string> confirmed = run.list("confirmed", {"cha"}), suspected = run.list("suspected", {"sha"}),
                                 direct = run.list("direct", {"direct"});
  const RecordTable& table = run.table({class_field});
  const RecordTable& evidence = run.table(of, {by, kind});
  const std::vector<std::uint32_t>& evidence_rows = run.rows(of, run.text("of_where", ""));
  std::vector<std::int64_t> any(table.size()), sure(table.size());
  for (const std::uint32_t row : evidence_rows)
    for (const std::string& item : texts_in(evidence.values(by)[row])) {
      const std::int64_t at = table.row_of(Value{item});
      if (at < 0) continue;
      ++any[static_cast<std::size_t>(at)];
      const std::string what = shown(evidence.values(kind)[row]);
      if (std::find(direct.begin(), direct.end(), what) != direct.end()) ++sure[static_cast<std::size_t>(at)];
    }
  for (const std::uint32_t row : run.rows()) {
    const std::string what = shown(table.values(class_field)[row]);
    const bool needs_direct = std::find(confirmed.begin(), confirmed.end(), what) != confirmed.end();
    const bool needs_any = std::find(suspected.begin(), suspected.end(), what) != suspected.end();
    if ((!needs_direct || sure[row] > 0) && (!needs_any || any[row] > 0)) continue;
    run.find({.records = {table.ids()[row]},
              .values = {{"class", what}, {"evidence", any[row]}, {"direct_evidence", sure[row]}},
              .place = class_field});
  }
}

void devices_in_cancelled(CheckRun& run) {
  const std::string field = run.geometry_field(), of = run.text("of", "land_release_product");
  const model::RecordType* products = run.model().find_type(of);
  if (products == nullptr || products->geometry_field.empty()) run.refuse("of", of + " has no geometry");
  const RecordTable& table = run.table({field});
  const RecordTable& land = run.table(of, {products->geometry_field});
  const std::vector<std::uint32_t>& land_rows =
      run.rows(of, run.text("of_where", "product = 'cancelled' AND status = 'approved'"));
  const std::vector<std::string> labels = run.labels(of);
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  std::vector<char> in(land.size());
  for (const std::uint32_t row : land_rows) in[row] = 1;
  const geo::PolygonIndex index{run.shapes(of, products->geometry_field).layer(), run.threads()};
  for (const std::uint32_t row : rows) {
    const geo::GeometryPtr& point = table.geometries(field)[row];
    if (!point || point->x.size() != 1) continue;
    std::int64_t first = -1;
    index.each(point->x[0], point->y[0], [&](std::uint32_t number) {
      if (in[number] && (first < 0 || number < first)) first = number;
    });
    if (first < 0) continue;
    const auto at = static_cast<std::size_t>(first);
    run.find({.records = {table.ids()[row], land.ids()[at]},
              .values = {{"other", labels[at]}, {"lon", point->x[0]}, {"lat", point->y[0]}},
              .place = field,
              .lon = point->x[0],
              .lat = point->y[0]});
  }
}

void clearing_empty_land(CheckRun& run) {
  const std::string devices = run.text("devices", "eo_found"),
                    organisation = run.text("organisation", run.type().organisation_field);
  if (organisation.empty()) run.refuse("organisation", run.type().name + " has no organisation");
  const double limit = run.number("share", 0.5), at_least = run.number("at_least", 5);
  const RecordTable& table = run.table({devices});
  const std::vector<Value> owners = run.along(run.type().name, organisation);
  const model::RecordType& organisations = run.target(run.type().name, organisation);
  const std::vector<std::string> names = run.labels(organisations.name);
  const RecordTable& register_ = run.table(organisations.name, {});
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> counts;  // all, empty
  for (const std::uint32_t row : run.rows()) {
    const std::optional<double> found = number_in(table.values(devices)[row]);
    const std::int64_t owner = register_.row_of(owners[row]);
    if (!found || owner < 0) continue;  // not known is not none
    ++counts[owner].first;
    if (*found == 0) ++counts[owner].second;
  }
  for (const auto& [owner, count] : counts) {
    const double share = static_cast<double>(count.second) / static_cast<double>(count.first);
    if (static_cast<double>(count.first) < at_least || share <= limit) continue;
    run.find({.records = {register_.ids()[static_cast<std::size_t>(owner)]},
              .values = {{"count", count.first},
                         {"empty", count.second},
                         {"share", share},
                         {"organisation_name", names[static_cast<std::size_t>(owner)]}}});
  }
}

void not_accredited(CheckRun& run) {
  const std::string organisation =
      run.text("organisation", run.type().organisation_field.empty() ? "organisation" : run.type().organisation_field);
  const std::string start = run.text("start", "start"), end = run.text("end", "end"), scope = run.text("scope", "");
  const std::string of = run.text("of", "accreditation"), by = run.text("by", "organisation"),
                    of_scope = run.text("of_scope", "scope"), from = run.text("from", "valid_from"),
                    to = run.text("to", "valid_to");
  const Json scopes = run.rule().parameters.value("scopes", Json{});
  std::set<std::string> columns{start, end};
  if (!scope.empty()) columns.insert(scope);
  const RecordTable& table = run.table(columns);
  const std::vector<Value> owners = run.along(run.type().name, organisation);
  const model::RecordType& organisations = run.target(run.type().name, organisation);
  const RecordTable& register_ = run.table(organisations.name, {});
  const std::vector<std::string> names = run.labels(organisations.name);
  const RecordTable& papers = run.table(of, {by, of_scope, from, to});
  const std::vector<std::uint32_t>& paper_rows = run.rows(of, run.text("of_where", "status = 'granted'"));
  std::map<std::string, std::vector<std::uint32_t>> of_owner;
  for (const std::uint32_t row : paper_rows)
    for (const std::string& owner : texts_in(papers.values(by)[row])) of_owner[owner].push_back(row);
  for (const std::uint32_t row : run.rows()) {
    const std::optional<std::string> owner = text_in(owners[row]);
    const std::optional<Date> first = date_in(table.values(start)[row]);
    std::optional<Date> last = date_in(table.values(end)[row]);
    if (!last) last = first;
    if (!owner || !first) continue;
    std::vector<std::string> wanted = scope.empty() ? std::vector<std::string>{} : texts_in(table.values(scope)[row]);
    if (scopes.is_object()) {
      std::vector<std::string> translated;
      for (const std::string& word : wanted)
        if (const auto at = scopes.find(word); at != scopes.end() && at->is_string())
          translated.push_back(at->get<std::string>());
      wanted = std::move(translated);
    }
    if (!scope.empty() && wanted.empty()) continue;
    const auto covers = [&](const std::string& what) {
      const auto at = of_owner.find(*owner);
      return at != of_owner.end() && std::any_of(at->second.begin(), at->second.end(), [&](std::uint32_t paper) {
               if (!what.empty()) {
                 const std::vector<std::string> granted = texts_in(papers.values(of_scope)[paper]);
                 if (std::find(granted.begin(), granted.end(), what) == granted.end()) return false;
               }
               return !before(first, date_in(papers.values(from)[paper])) &&
                      !before(date_in(papers.values(to)[paper]), last);
             });
    };
    if (wanted.empty()) wanted.emplace_back();
    const auto missing = std::find_if_not(wanted.begin(), wanted.end(), covers);
    if (missing == wanted.end()) continue;
    const std::int64_t at = register_.row_of(owners[row]);
    run.find({.records = {table.ids()[row]},
              .values = {{"organisation_name", at < 0 ? *owner : names[static_cast<std::size_t>(at)]},
                         {"start", first->text()},
                         {"end", last->text()},
                         {"scope", *missing}}});
  }
}

constexpr CheckKind kChecks[] = {
    {"outside_task_dates", outside_task_dates},
    {"hazard_without_evidence", hazard_without_evidence},
    {"devices_in_cancelled", devices_in_cancelled},
    {"clearing_empty_land", clearing_empty_land},
    {"not_accredited", not_accredited},
};

}  // namespace

std::span<const CheckKind> work_checks() { return kChecks; }

}  // namespace tilth::quality
