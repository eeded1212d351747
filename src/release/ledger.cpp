// SPDX-License-Identifier: Apache-2.0
// The land-release ledger.
#include "release/ledger.h"

#include "base/problem.h"
#include "geo/area.h"
#include "geo/layer.h"
#include "geo/parallel.h"
#include "geo/predicates.h"
#include "geo/spatial_index.h"
#include "release/land_shape.h"
#include "release/largest_remainder.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <numeric>

namespace tilth::release {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kFewHazards = 64;  // a piece of work for one thread

SquareMetres rounded(double square_metres) { return SquareMetres::from_double(std::max(0.0, square_metres)); }
double metres(SquareMetres area) { return area.as_double(); }

/// Small whole numbers for the codes and reasons, so that an entry stays small.
class Names {
 public:
  Names() { number(""); }
  std::uint16_t number(const std::string& name) {
    const auto [at, added] = numbers_.try_emplace(name, static_cast<std::uint16_t>(names_.size()));
    if (added && names_.size() > std::numeric_limits<std::uint16_t>::max()) {
      numbers_.erase(at);
      return 0;  // beyond 65,535 different reasons they go unnamed here and stay named in their records
    }
    if (added) names_.push_back(name);
    return at->second;
  }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  std::map<std::string, std::uint16_t> numbers_;
  std::vector<std::string> names_;
};

struct State {
  const Hazard* hazard = nullptr;
  std::int32_t birth = kAlways;
  int depth = 0;  // of the chain of parents
  bool born = false;
  LandShape shape;
  bool placed = false;          // all its land came with an outline
  bool footprint_known = true;  // false: no polygon and no figure, so a release says what there was
  double unplaced = 0;          // m2 that came as a figure to a hazard with an outline
  double raw_open = 0;          // m2 before rounding
  double raw_total = 0;
  SquareMetres open;
  SquareMetres total;  // all that ever came in
  Basis figure_basis = Basis::reported;
  std::uint16_t land_class = 0, contamination = 0;
  std::vector<std::uint32_t> provinces;  // more than one when it lies in several
  std::vector<SquareMetres> open_in;     // beside provinces
};

struct Prepared {  // numbers for the texts of one record, made before the threads start
  std::uint16_t land_class = 0, contamination = 0, reason = 0;
};

enum class Act : std::uint8_t { birth, extend, correct, transfer, reclassify, release };

struct Event {
  std::int32_t day;
  Act act;
  int depth;
  Uuid id;
  std::uint32_t hazard;  // state
  std::uint32_t index;   // of the change or product
};

bool earlier(const Event& a, const Event& b) {
  if (a.day != b.day) return a.day < b.day;
  if (a.act != b.act) return a.act < b.act;
  if (a.depth != b.depth) return a.depth < b.depth;
  if (a.id != b.id) return a.id < b.id;
  return a.index < b.index;
}

/// Land that moves when a hazard is born, or later.
struct Transfer {
  std::uint32_t from = kNone, to = kNone;
  std::uint32_t change = kNone;  // kNone: said by the hazard's parent or successor alone
  bool everything = false;       // merge
};

class Book {
 public:
  Book(const LandHistory& history, const LedgerOptions& options, Progress& progress)
      : history_(history), options_(options), progress_(progress) {}

  void write();

  std::vector<Entry> entries;
  std::vector<Finding> findings;
  Names names;
  std::vector<State> states;

 private:
  struct Page {  // what one thread writes
    std::vector<Entry> entries;
    std::vector<Finding> findings;
  };

  void mend_polygons();
  void open_states();
  void find_transfers();
  void find_births();
  void group_by_component();
  void run_component(std::span<const std::uint32_t> members, Page& page);
  void run_outside(Page& page);

  void be_born(Page& page, std::uint32_t index);
  void extend(Page& page, State& state, std::uint32_t change);
  void correct(Page& page, State& state, std::uint32_t change);
  void move(Page& page, const Transfer& transfer, std::int32_t day, bool at_birth, double& moved_as_figure);
  void reclassify(Page& page, State& state, std::uint32_t change);
  void release(Page& page, State& state, std::uint32_t product, std::int32_t day);
  void settle(Page& page, State& state);

  /// Books on the account of one hazard; land in several provinces is split by the piece's outline where there is one.
  void book(Page& page, State& state, EntryKind kind, Basis basis, SquareMetres area, Entry stub,
            const geo::Geometry* piece);
  void note(Page& page, const State& state, EntryKind kind, Basis basis, double area, Entry stub);
  void find_provinces(State& state);
  [[nodiscard]] std::vector<double> shares(const State& state, const geo::Geometry* piece) const;
  void find(Page& page, std::string rule, std::string type, std::vector<Uuid> records, Json values,
            const geo::Geometry* at = nullptr);

  [[nodiscard]] Entry stub_of(const State& state, const Uuid& source, const std::optional<Date>& on, std::int32_t day,
                              const Uuid& organisation, std::uint16_t reason = 0) const;

  const LandHistory& history_;
  const LedgerOptions& options_;
  Progress& progress_;
  std::vector<geo::GeometryPtr> hazard_polygon_, change_polygon_, product_polygon_;  // valid (multi)polygons
  std::vector<Prepared> change_names_, change_from_, product_names_;
  std::uint16_t land_held_twice_ = 0;
  std::unordered_map<Uuid, std::uint32_t> by_id_;
  std::vector<std::vector<Transfer>> incoming_;  // by target
  std::vector<std::vector<std::uint32_t>> changes_of_, products_of_;
  std::vector<std::uint32_t> outside_;  // products of no recorded hazard
  std::vector<std::uint32_t> order_, component_ends_;
  std::vector<geo::Box> province_boxes_;
  geo::SpatialIndex province_index_;
};

// --- what is there -------------------------------------------------------------------------------------------------

geo::GeometryPtr usable(const geo::GeometryPtr& polygon) {
  if (!polygon || polygon->empty() || polygon->dimension() != 2) return nullptr;
  std::unique_ptr<geo::Geometry> mended;
  if (&geo::sound_polygon(*polygon, geo::validity(*polygon).valid, mended) == polygon.get()) return polygon;
  return mended->empty() ? nullptr : geo::GeometryPtr{std::move(mended)};
}

void Book::mend_polygons() {
  hazard_polygon_.resize(history_.hazards.size());
  change_polygon_.resize(history_.changes.size());
  product_polygon_.resize(history_.products.size());
  geo::in_parallel(history_.hazards.size(), options_.threads, 1024, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) hazard_polygon_[i] = usable(history_.hazards[i].polygon);
  });
  geo::in_parallel(history_.products.size(), options_.threads, 1024, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      if (history_.products[i].approved) product_polygon_[i] = usable(history_.products[i].polygon);
  });
  for (std::size_t i = 0; i < history_.changes.size(); ++i)
    if (history_.changes[i].approved) change_polygon_[i] = usable(history_.changes[i].polygon);
}

void Book::open_states() {
  // In id order, so that nothing depends on the order of arrival.
  std::vector<std::uint32_t> order(history_.hazards.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return history_.hazards[a].id < history_.hazards[b].id; });
  std::vector<geo::GeometryPtr> polygons;
  for (const std::uint32_t i : order) {
    const Hazard& hazard = history_.hazards[i];
    if (!by_id_.try_emplace(hazard.id, static_cast<std::uint32_t>(states.size())).second) continue;
    State state;
    state.hazard = &hazard;
    state.birth = hazard.created_on ? hazard.created_on->first_day() : kAlways;
    state.land_class = names.number(hazard.land_class);
    state.contamination = names.number(hazard.contamination);
    states.push_back(std::move(state));
    polygons.push_back(hazard_polygon_[i]);
  }
  hazard_polygon_ = std::move(polygons);
  land_held_twice_ = names.number("land_held_twice");
  changes_of_.resize(states.size());
  products_of_.resize(states.size());
  incoming_.resize(states.size());

  for (std::uint32_t i = 0; i < history_.changes.size(); ++i) {
    const AreaChange& change = history_.changes[i];
    change_names_.push_back(
        {names.number(change.to_class), names.number(change.to_contamination), names.number(change.reason)});
    change_from_.push_back({names.number(change.from_class), names.number(change.from_contamination), 0});
    const auto at = by_id_.find(change.hazard);
    if (change.approved && at != by_id_.end()) changes_of_[at->second].push_back(i);
  }
  for (std::uint32_t i = 0; i < history_.products.size(); ++i) {
    const Product& product = history_.products[i];
    product_names_.push_back({names.number(product.land_class), names.number(product.contamination), 0});
    if (!product.approved) continue;
    const auto at = by_id_.find(product.hazard);
    if (at != by_id_.end())
      products_of_[at->second].push_back(i);
    else
      outside_.push_back(i);
  }
  // The first reclassification says what a hazard was before.
  for (std::uint32_t s = 0; s < states.size(); ++s) {
    std::optional<std::pair<std::int32_t, Uuid>> first_class, first_contamination;
    for (const std::uint32_t i : changes_of_[s]) {
      const AreaChange& change = history_.changes[i];
      if (change.kind != ChangeKind::reclassified) continue;
      const std::pair when{change.on ? change.on->first_day() : kSomeDay, change.id};
      if (!change.from_class.empty() && (!first_class || when < *first_class)) {
        first_class = when;
        states[s].land_class = change_from_[i].land_class;
      }
      if (!change.from_contamination.empty() && (!first_contamination || when < *first_contamination)) {
        first_contamination = when;
        states[s].contamination = change_from_[i].contamination;
      }
    }
  }
}

void Book::find_transfers() {
  Page page;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> told;  // from, to
  for (std::uint32_t from = 0; from < states.size(); ++from) {
    for (const std::uint32_t i : changes_of_[from]) {
      const AreaChange& change = history_.changes[i];
      if (change.kind != ChangeKind::split && change.kind != ChangeKind::merge) continue;
      const auto to = by_id_.find(change.other);
      if (to == by_id_.end() || to->second == from) {
        find(page, "transfer_without_target", "area_change", {change.id}, Json::object());
        continue;
      }
      incoming_[to->second].push_back({from, to->second, i, change.kind == ChangeKind::merge});
      told[{from, to->second}] = true;
    }
  }
  for (std::uint32_t s = 0; s < states.size(); ++s) {
    const Hazard& hazard = *states[s].hazard;
    if (const auto parent = by_id_.find(hazard.parent);
        parent != by_id_.end() && parent->second != s && told.try_emplace({parent->second, s}, true).second)
      incoming_[s].push_back({parent->second, s, kNone, false});
    if (const auto next = by_id_.find(hazard.successor);
        next != by_id_.end() && next->second != s && told.try_emplace({s, next->second}, true).second)
      incoming_[next->second].push_back({s, next->second, kNone, true});
  }
  // Several transfers into one newborn: from the lower id first.
  for (auto& transfers : incoming_)
    std::sort(transfers.begin(), transfers.end(), [&](const Transfer& a, const Transfer& b) {
      const auto key = [&](const Transfer& t) {
        return std::pair{states[t.from].hazard->id, t.change == kNone ? Uuid{} : history_.changes[t.change].id};
      };
      return key(a) < key(b);
    });
  findings = std::move(page.findings);
}

void Book::find_births() {
  // Sources before what came out of them, so that on one day land moves in the right order. A hazard without a date
  // that came out of others is as old as the youngest of them. What stands in a circle comes last, in id order.
  std::vector<std::uint32_t> waiting_for(states.size()), ready;
  std::vector<std::vector<std::uint32_t>> targets(states.size());
  for (std::uint32_t s = 0; s < states.size(); ++s) {
    waiting_for[s] = static_cast<std::uint32_t>(incoming_[s].size());
    for (const Transfer& transfer : incoming_[s]) targets[transfer.from].push_back(s);
    if (incoming_[s].empty()) ready.push_back(s);
  }
  int last = 0;
  for (std::size_t i = 0; i < ready.size(); ++i) {
    State& state = states[ready[i]];
    for (const Transfer& transfer : incoming_[ready[i]]) {
      state.depth = std::max(state.depth, states[transfer.from].depth + 1);
      if (state.hazard->created_on) continue;
      const auto on = transfer.change == kNone ? std::nullopt : history_.changes[transfer.change].on;
      state.birth = std::max({state.birth, states[transfer.from].birth, on ? on->first_day() : kAlways});
    }
    last = std::max(last, state.depth);
    for (const std::uint32_t target : targets[ready[i]])
      if (--waiting_for[target] == 0) ready.push_back(target);
  }
  for (std::uint32_t s = 0; s < states.size(); ++s)
    if (waiting_for[s] > 0) states[s].depth = ++last;
}

void Book::group_by_component() {
  std::vector<std::uint32_t> leader(states.size());
  std::iota(leader.begin(), leader.end(), 0U);
  const auto find_leader = [&](std::uint32_t s) {
    while (leader[s] != s) s = leader[s] = leader[leader[s]];
    return s;
  };
  for (const auto& transfers : incoming_)
    for (const Transfer& transfer : transfers) {
      const std::uint32_t a = find_leader(transfer.from), b = find_leader(transfer.to);
      leader[std::max(a, b)] = std::min(a, b);
    }
  for (std::uint32_t s = 0; s < states.size(); ++s) leader[s] = find_leader(s);
  order_.resize(states.size());
  std::iota(order_.begin(), order_.end(), 0U);
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return leader[a] < leader[b]; });
  for (std::uint32_t i = 0; i < order_.size(); ++i)
    if (i + 1 == order_.size() || leader[order_[i]] != leader[order_[i + 1]]) component_ends_.push_back(i + 1);
}

// --- booking -------------------------------------------------------------------------------------------------------

void Book::find(Page& page, std::string rule, std::string type, std::vector<Uuid> records, Json values,
                const geo::Geometry* at) {
  Finding finding{
      .rule = std::move(rule), .type = std::move(type), .records = std::move(records), .values = std::move(values)};
  if (at != nullptr && !at->empty()) {
    const geo::Box box = at->box();
    finding.lon = (box.west + box.east) / 2;
    finding.lat = (box.south + box.north) / 2;
  }
  page.findings.push_back(std::move(finding));
}

Entry Book::stub_of(const State& state, const Uuid& source, const std::optional<Date>& on, std::int32_t day,
                    const Uuid& organisation, std::uint16_t reason) const {
  Entry entry;
  entry.hazard = state.hazard->id;
  entry.source = source;
  entry.place = state.hazard->place;
  entry.province = state.hazard->province;
  entry.organisation = organisation.is_nil() ? state.hazard->organisation : organisation;
  entry.on = on.value_or(Date{});
  entry.day = day;
  entry.land_class = state.land_class;
  entry.contamination = state.contamination;
  entry.reason = reason;
  return entry;
}

void Book::find_provinces(State& state) {
  if (province_boxes_.empty()) return;
  const geo::GeometryPtr& own = hazard_polygon_[static_cast<std::size_t>(&state - states.data())];
  if (!own) return;
  std::vector<std::uint32_t> near = province_index_.in(own->box());
  if (near.size() < 2) return;
  for (const std::uint32_t province : near)
    if (geo::overlap_area_m2(*own, *history_.provinces[province].polygon) > kZeroMetres)
      state.provinces.push_back(province);
  if (state.provinces.size() < 2) state.provinces.clear();
  std::sort(state.provinces.begin(), state.provinces.end(),
            [&](std::uint32_t a, std::uint32_t b) { return history_.provinces[a].id < history_.provinces[b].id; });
  state.open_in.resize(state.provinces.size());
}

std::vector<double> Book::shares(const State& state, const geo::Geometry* piece) const {
  std::vector<double> weights(state.provinces.size());
  double sum = 0;
  for (std::size_t i = 0; i < weights.size() && piece != nullptr; ++i)
    sum += weights[i] = geo::overlap_area_m2(*piece, *history_.provinces[state.provinces[i]].polygon);
  if (sum > 0) return weights;
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = metres(state.open_in[i]);
  return weights;
}

void Book::book(Page& page, State& state, EntryKind kind, Basis basis, SquareMetres area, Entry stub,
                const geo::Geometry* piece) {
  if (area == SquareMetres{}) return;
  stub.kind = kind;
  stub.basis = basis;
  stub.area = area;
  const bool in = sign_of(kind) > 0 && area > SquareMetres{};
  const SquareMetres size = area < SquareMetres{} ? -area : area;
  if (in) {
    state.open += size;
    if (kind != EntryKind::reclassified_in) state.total += size;
  } else {
    state.open -= size;
  }
  if (state.provinces.empty()) {
    page.entries.push_back(stub);
    return;
  }
  const std::vector<double> weights = shares(state, piece);
  const std::vector<SquareMetres> parts =
      in ? split_by_largest_remainder(size, weights) : split_within(size, weights, state.open_in);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == SquareMetres{}) continue;
    if (in)
      state.open_in[i] += parts[i];
    else
      state.open_in[i] -= parts[i];
    stub.province = history_.provinces[state.provinces[i]].id;
    stub.area = area < SquareMetres{} ? -parts[i] : parts[i];
    page.entries.push_back(stub);
  }
}

void Book::note(Page& page, const State&, EntryKind kind, Basis basis, double area, Entry stub) {
  stub.kind = kind;
  stub.basis = basis;
  stub.area = rounded(area);
  if (stub.area > SquareMetres{}) page.entries.push_back(stub);
}

// --- acts ----------------------------------------------------------------------------------------------------------

void Book::move(Page& page, const Transfer& transfer, std::int32_t day, bool at_birth, double& moved_as_figure) {
  State& from = states[transfer.from];
  State& to = states[transfer.to];
  if (!from.born || from.open == SquareMetres{}) return;
  const AreaChange* change = transfer.change == kNone ? nullptr : &history_.changes[transfer.change];
  const geo::GeometryPtr& target_polygon = hazard_polygon_[transfer.to];
  const geo::GeometryPtr limit = change && change_polygon_[transfer.change] ? change_polygon_[transfer.change]
                                 : at_birth || !transfer.everything         ? target_polygon
                                                                            : nullptr;
  const bool whole = transfer.everything && !limit;
  const bool by_outline =
      from.placed && (limit || transfer.everything || (!to.hazard->reported && !(change && change->area)));
  geo::GeometryPtr piece;
  SquareMetres moved;
  Basis basis = Basis::reported;
  if (by_outline) {
    piece = from.shape.cut(limit.get());
    const double area = piece ? geo::area_m2(*piece) : 0;
    basis = Basis::geometric;
    const bool all = whole || area >= from.raw_open - std::max(kZeroMetres, kZeroShare * from.raw_total);
    moved = all ? from.open : std::min(rounded(area), from.open);
    from.raw_open = std::max(0.0, from.raw_open - area);
  } else {
    basis = from.figure_basis;
    SquareMetres wanted = from.open;
    if (!transfer.everything) {
      if (change && change->area)
        wanted = *change->area;
      else if (limit)
        wanted = rounded(geo::area_m2(*limit));
      else if (to.hazard->reported)
        wanted = *to.hazard->reported;
      else if (to.hazard->estimated)
        wanted = *to.hazard->estimated;
    }
    moved = std::clamp(wanted, SquareMetres{}, from.open);
    if (whole && from.placed) piece = from.shape.cut(nullptr);
    from.raw_open = std::max(0.0, from.raw_open - metres(moved));
  }
  if (moved == SquareMetres{}) return;
  const Uuid source = change ? change->id : transfer.everything ? from.hazard->id : to.hazard->id;
  const auto on = change && change->on ? change->on : at_birth ? to.hazard->created_on : from.hazard->closed_on;
  const Uuid organisation = change ? change->organisation : Uuid{};
  const std::uint16_t reason = change ? change_names_[transfer.change].reason : 0;
  book(page, from, EntryKind::transferred_out, basis, moved, stub_of(from, source, on, day, organisation, reason),
       piece.get());
  book(page, to, EntryKind::transferred_in, basis, moved, stub_of(to, source, on, day, organisation, reason),
       piece.get());
  if (piece && (to.placed || to.shape.empty())) {
    const double area = geo::area_m2(*piece);
    const double added = to.shape.add(piece);
    to.placed = true;
    to.raw_open += added;
    to.raw_total += added;
    if (const SquareMetres twice = std::min(rounded(area - added), to.open);
        twice > SquareMetres::from_double(kZeroMetres))
      book(page, to, EntryKind::corrected, Basis::geometric, -twice,
           stub_of(to, source, on, day, organisation, land_held_twice_), piece.get());
  } else {
    moved_as_figure += metres(moved);
    if (!at_birth) {
      to.unplaced += metres(moved);
      to.raw_open += metres(moved);
      to.raw_total += metres(moved);
    }
  }
}

void Book::be_born(Page& page, std::uint32_t index) {
  State& state = states[index];
  const Hazard& hazard = *state.hazard;
  const geo::GeometryPtr& polygon = hazard_polygon_[index];
  state.born = true;
  find_provinces(state);
  double figures = 0;
  for (const Transfer& transfer : incoming_[index]) {
    const auto& on = transfer.change == kNone ? std::nullopt : history_.changes[transfer.change].on;
    const auto& closed = states[transfer.from].hazard->closed_on;
    const bool now = transfer.change == kNone ? !transfer.everything || !closed || closed->first_day() <= state.birth
                                              : !on || on->first_day() <= state.birth;
    if (now && states[transfer.from].birth <= state.birth) move(page, transfer, state.birth, true, figures);
  }
  const Entry stub = stub_of(state, hazard.id, hazard.created_on, state.birth, hazard.organisation);
  const std::optional<SquareMetres> figure = hazard.reported ? hazard.reported : hazard.estimated;
  const bool figure_sound = figure && *figure > SquareMetres{};
  state.figure_basis = hazard.reported || !hazard.estimated ? Basis::reported : Basis::estimated;
  if (polygon) {
    const double whole = geo::area_m2(*polygon);
    const double added = state.shape.empty() || state.placed ? state.shape.add(polygon) : whole;
    const double created = std::max(0.0, added - figures);
    state.placed = true;
    state.raw_open += std::max(added, figures);
    state.raw_total += std::max(added, figures);
    if (created > kZeroMetres || state.total == SquareMetres{})
      book(page, state, EntryKind::created, Basis::geometric, rounded(created), stub, polygon.get());
    if (hazard.reported && std::abs(metres(*hazard.reported) - whole) > options_.reported_tolerance * whole)
      find(page, "area_mismatch", "hazard", {hazard.id},
           {{"reported_m2", metres(*hazard.reported)}, {"computed_m2", std::round(whole * 100) / 100}}, polygon.get());
    return;
  }
  const SquareMetres moved = state.total;
  if (figure_sound && *figure > moved) {
    book(page, state, EntryKind::created, state.figure_basis, *figure - moved, stub, nullptr);
    const double created = metres(*figure - moved);
    if (state.placed) state.unplaced += created;
    state.raw_open += created;
    state.raw_total += created;
  }
  if (figure_sound && moved > SquareMetres{} &&
      std::abs(metres(*figure) - metres(moved)) > options_.reported_tolerance * metres(moved))
    find(page, "area_mismatch", "hazard", {hazard.id},
         {{"reported_m2", metres(*figure)}, {"computed_m2", metres(moved)}});
  if (!figure_sound && moved == SquareMetres{}) {
    state.footprint_known = false;
    find(page, "hazard_without_area", "hazard", {hazard.id}, Json::object());
  }
}

void Book::extend(Page& page, State& state, std::uint32_t index) {
  const AreaChange& change = history_.changes[index];
  const geo::GeometryPtr& land = change_polygon_[index];
  const std::int32_t day = std::max(state.birth, change.on ? change.on->first_day() : kAlways);
  const Entry stub = stub_of(state, change.id, change.on, day, change.organisation, change_names_[index].reason);
  if (land) {
    const bool outlined = state.placed || !state.footprint_known;
    if (!state.footprint_known) state.shape = LandShape{};
    const double added = outlined ? state.shape.add(land) : geo::area_m2(*land);
    if (!state.footprint_known) state.footprint_known = state.placed = true;
    state.raw_open += added;
    state.raw_total += added;
    book(page, state, EntryKind::extended, Basis::geometric, rounded(added), stub, land.get());
    return;
  }
  if (!change.area || *change.area <= SquareMetres{}) return;
  if (state.placed) state.unplaced += metres(*change.area);
  state.footprint_known = true;
  state.raw_open += metres(*change.area);
  state.raw_total += metres(*change.area);
  book(page, state, EntryKind::extended, Basis::reported, *change.area, stub, nullptr);
}

void Book::correct(Page& page, State& state, std::uint32_t index) {
  const AreaChange& change = history_.changes[index];
  const geo::GeometryPtr& land = change_polygon_[index];
  const bool less = change.area && *change.area < SquareMetres{};
  const std::int32_t on = change.on ? less ? change.on->last_day() : change.on->first_day() : less ? kSomeDay : kAlways;
  const std::int32_t day = std::max(state.birth, on);
  const Entry stub = stub_of(state, change.id, change.on, day, change.organisation, change_names_[index].reason);
  const bool outlined = land && (state.placed || (!state.footprint_known && !less));
  if (less) {
    geo::GeometryPtr piece = outlined ? state.shape.cut(land.get()) : nullptr;
    const double wanted = outlined ? (piece ? geo::area_m2(*piece) : 0) : -metres(*change.area);
    const SquareMetres taken = std::min(rounded(wanted), state.open);
    state.raw_open = std::max(0.0, state.raw_open - wanted);
    book(page, state, EntryKind::corrected, outlined ? Basis::geometric : Basis::reported, -taken, stub, piece.get());
    if (wanted - metres(taken) > std::max(kZeroMetres, kZeroShare * state.raw_total)) {
      note(page, state, EntryKind::released_beyond, Basis::reported, wanted - metres(taken), stub);
      find(page, "remaining_negative", "area_change", {change.id, state.hazard->id},
           {{"open_m2", metres(taken)}, {"released_m2", wanted}, {"beyond_m2", wanted - metres(taken)}});
    }
    return;
  }
  if (outlined && !state.footprint_known) state.shape = LandShape{};
  const double added = outlined      ? state.shape.add(land)
                       : change.area ? metres(*change.area)
                       : land        ? geo::area_m2(*land)
                                     : 0;
  if (!(added > 0)) return;
  if (outlined)
    state.placed = true;
  else if (state.placed)
    state.unplaced += added;
  state.footprint_known = true;
  state.raw_open += added;
  state.raw_total += added;
  book(page, state, EntryKind::corrected, land ? Basis::geometric : Basis::reported, rounded(added), stub, land.get());
}

void Book::reclassify(Page& page, State& state, std::uint32_t index) {
  const AreaChange& change = history_.changes[index];
  const std::int32_t day = std::max(state.birth, change.on ? change.on->first_day() : kSomeDay);
  const SquareMetres open = state.open;
  const Basis basis = state.placed ? Basis::geometric : state.figure_basis;
  const std::vector<SquareMetres> open_in = state.open_in;
  Entry stub = stub_of(state, change.id, change.on, day, change.organisation, change_names_[index].reason);
  const std::uint16_t to_class = change.to_class.empty() ? state.land_class : change_names_[index].land_class;
  const std::uint16_t to_contamination =
      change.to_contamination.empty() ? state.contamination : change_names_[index].contamination;
  if (to_class == state.land_class && to_contamination == state.contamination) return;
  state.land_class = to_class;
  state.contamination = to_contamination;
  const auto both = [&](SquareMetres area, const Uuid& province) {
    if (area == SquareMetres{}) return;
    stub.basis = basis;
    stub.area = area;
    stub.province = province;
    stub.kind = EntryKind::reclassified_out;
    page.entries.push_back(stub);
    Entry in = stub;
    in.kind = EntryKind::reclassified_in;
    in.land_class = to_class;
    in.contamination = to_contamination;
    page.entries.push_back(in);
  };
  if (state.provinces.empty()) both(open, stub.province);
  for (std::size_t i = 0; i < state.provinces.size(); ++i) both(open_in[i], history_.provinces[state.provinces[i]].id);
}

EntryKind kind_of(Method method) {
  switch (method) {
    case Method::cancelled:
      return EntryKind::cancelled;
    case Method::reduced:
      return EntryKind::reduced;
    default:
      return EntryKind::cleared;
  }
}

void Book::release(Page& page, State& state, std::uint32_t index, std::int32_t day) {
  const Product& product = history_.products[index];
  const Hazard& hazard = *state.hazard;
  const geo::GeometryPtr& land = product_polygon_[index];
  const EntryKind kind = kind_of(product.method);
  const bool early = product.on && product.on->last_day() < state.birth;
  const Entry stub = stub_of(state, product.id, early ? hazard.created_on : product.on, day, product.organisation);
  if (early)
    find(page, "release_before_hazard", "land_release_product", {product.id, hazard.id},
         {{"released_on", product.on->text()}, {"created_on", hazard.created_on ? hazard.created_on->text() : ""}},
         land.get());
  if (!product.on) find(page, "release_without_date", "land_release_product", {product.id}, Json::object(), land.get());
  if (!land && !(product.reported && *product.reported > SquareMetres{})) {
    find(page, "release_without_area", "land_release_product", {product.id}, Json::object());
    return;
  }

  if (!land) {
    const SquareMetres wanted = *product.reported;
    if (!state.footprint_known) {
      book(page, state, EntryKind::created, Basis::reported, wanted, stub, nullptr);
      book(page, state, kind, Basis::reported, wanted, stub, nullptr);
      return;
    }
    const SquareMetres given = std::min(wanted, state.open);
    book(page, state, kind, Basis::reported, given, stub, nullptr);
    state.raw_open = std::max(0.0, state.raw_open - metres(given));
    if (wanted > given) {
      note(page, state, EntryKind::released_beyond, Basis::reported, metres(wanted - given), stub);
      find(page, "remaining_negative", "land_release_product", {product.id, hazard.id},
           {{"released_m2", metres(wanted)}, {"open_m2", metres(given)}, {"beyond_m2", metres(wanted - given)}});
    }
    return;
  }

  const bool bounded = state.placed;
  if (!bounded && state.shape.empty()) {
    geo::Box extent;
    for (const std::uint32_t other : products_of_[static_cast<std::size_t>(&state - states.data())])
      if (const geo::GeometryPtr& polygon = product_polygon_[other]) {
        const geo::Box box = polygon->box();
        extent.add(box.west, box.south);
        extent.add(box.east, box.north);
      }
    state.shape = LandShape::anywhere(extent);
  }
  const geo::GeometryPtr piece = state.provinces.empty() ? nullptr : state.shape.open_part(*land);
  const LandShape::Taken taken = state.shape.take(land);
  if (product.reported && std::abs(metres(*product.reported) - taken.whole) > options_.reported_tolerance * taken.whole)
    find(page, "area_mismatch", "land_release_product", {product.id},
         {{"reported_m2", metres(*product.reported)}, {"computed_m2", std::round(taken.whole * 100) / 100}},
         land.get());

  const double again = std::max(0.0, (bounded ? taken.ever : taken.whole) - taken.fresh);
  double outside = bounded ? std::max(0.0, taken.whole - taken.ever) : 0;
  const double noise = std::max(kZeroMetres, kZeroShare * taken.whole);
  if (!state.footprint_known) {
    book(page, state, EntryKind::created, Basis::geometric, rounded(taken.fresh), stub, land.get());
    book(page, state, kind, Basis::geometric, rounded(taken.fresh), stub, land.get());
  } else {
    state.raw_open -= taken.fresh;
    SquareMetres given = std::min(rounded(taken.fresh), state.open);
    const bool last = taken.fresh > 0 && state.raw_open <= std::max(kZeroMetres, kZeroShare * state.raw_total);
    const SquareMetres left = state.open - given;
    if (last && metres(left) <= 2 * std::max(kZeroMetres, kZeroShare * state.raw_total)) given = state.open;
    book(page, state, kind, Basis::geometric, given, stub, piece ? piece.get() : land.get());
    if (taken.fresh - metres(given) > noise) {
      note(page, state, EntryKind::released_beyond, Basis::geometric, taken.fresh - metres(given), stub);
      find(page, "remaining_negative", "land_release_product", {product.id, hazard.id},
           {{"released_m2", taken.fresh}, {"open_m2", metres(given)}, {"beyond_m2", taken.fresh - metres(given)}},
           land.get());
    }
    if (outside > noise && state.unplaced > 0) {
      // Land that was added as a figure alone has no outline, so what is released beyond the outline is taken from it.
      const SquareMetres from_figure = std::min({rounded(outside), rounded(state.unplaced), state.open});
      book(page, state, kind, Basis::reported, from_figure, stub, nullptr);
      outside -= metres(from_figure);
      state.unplaced -= metres(from_figure);
      state.raw_open -= metres(from_figure);
    }
    state.raw_open = std::max(0.0, state.raw_open);
  }
  if (again > noise) {
    note(page, state, EntryKind::released_again, Basis::geometric, again, stub);
    if (again > options_.outside_tolerance * taken.whole)
      find(page, "double_release", "land_release_product", {product.id, hazard.id},
           {{"again_m2", std::round(again * 100) / 100},
            {"product_m2", std::round(taken.whole * 100) / 100},
            {"share", again / taken.whole}},
           land.get());
  }
  if (outside > noise) {
    note(page, state, EntryKind::released_outside, Basis::geometric, outside, stub);
    if (outside > options_.outside_tolerance * taken.whole)
      find(page, "product_outside_hazard", "land_release_product", {product.id, hazard.id},
           {{"outside_m2", std::round(outside * 100) / 100},
            {"product_m2", std::round(taken.whole * 100) / 100},
            {"share", outside / taken.whole}},
           land.get());
  }
}

void Book::settle(Page& page, State& state) {
  if (state.hazard->closed && !state.hazard->closure_explained && state.open > SquareMetres::from_double(kZeroMetres))
    find(page, "closed_with_remaining", "hazard", {state.hazard->id}, {{"remaining_m2", metres(state.open)}},
         hazard_polygon_[static_cast<std::size_t>(&state - states.data())].get());
}

// --- the run -------------------------------------------------------------------------------------------------------

void Book::run_component(std::span<const std::uint32_t> members, Page& page) {
  std::vector<Event> events;
  std::vector<Transfer> later;
  for (const std::uint32_t s : members) {
    const State& state = states[s];
    events.push_back({state.birth, Act::birth, state.depth, state.hazard->id, s, kNone});
    for (const Transfer& transfer : incoming_[s]) {
      const auto& on =
          transfer.change == kNone ? states[transfer.from].hazard->closed_on : history_.changes[transfer.change].on;
      const bool dated = on && (transfer.change != kNone || transfer.everything);
      const std::int32_t day = std::max(states[transfer.from].birth, dated ? on->first_day() : kAlways);
      if (day <= state.birth) continue;  // part of the birth
      events.push_back({day, Act::transfer, states[transfer.from].depth, states[transfer.from].hazard->id, s,
                        static_cast<std::uint32_t>(later.size())});
      later.push_back(transfer);
    }
    for (const std::uint32_t i : changes_of_[s]) {
      const AreaChange& change = history_.changes[i];
      const auto add = [&](std::int32_t day, Act act) {
        events.push_back({std::max(state.birth, day), act, state.depth, change.id, s, i});
      };
      const bool less = change.area && *change.area < SquareMetres{};
      switch (change.kind) {
        case ChangeKind::extended:
          add(change.on ? change.on->first_day() : kAlways, Act::extend);
          break;
        case ChangeKind::data_correction:
          add(change.on ? (less ? change.on->last_day() : change.on->first_day())
              : less    ? kSomeDay
                        : kAlways,
              Act::correct);
          break;
        case ChangeKind::reclassified:
          add(change.on ? change.on->first_day() : kSomeDay, Act::reclassify);
          break;
        default:
          break;  // splits and merges are transfers
      }
    }
    for (const std::uint32_t i : products_of_[s]) {
      const Product& product = history_.products[i];
      events.push_back({std::max(state.birth, product.on ? product.on->last_day() : kSomeDay), Act::release,
                        state.depth, product.id, s, i});
    }
  }
  std::sort(events.begin(), events.end(), earlier);
  for (const Event& event : events) {
    State& state = states[event.hazard];
    switch (event.act) {
      case Act::birth:
        be_born(page, event.hazard);
        break;
      case Act::extend:
        extend(page, state, event.index);
        break;
      case Act::correct:
        correct(page, state, event.index);
        break;
      case Act::transfer: {
        double figures = 0;
        move(page, later[event.index], event.day, false, figures);
        break;
      }
      case Act::reclassify:
        reclassify(page, state, event.index);
        break;
      case Act::release:
        release(page, state, event.index, event.day);
        break;
    }
  }
  for (const std::uint32_t s : members) {
    settle(page, states[s]);
    states[s].shape = LandShape{};
  }
}

/// Land that is cleared outside any recorded hazard: its footprint was not known before, so the product creates it and
/// releases it (domain 1.6). Products that lie over one another share their land as those of one hazard do.
void Book::run_outside(Page& page) {
  std::vector<std::uint32_t> placed;
  const auto stub_for = [&](std::uint32_t index) {
    const Product& product = history_.products[index];
    Entry stub;
    stub.source = product.id;
    stub.place = product.place;
    stub.province = product.province;
    stub.organisation = product.organisation;
    stub.on = product.on.value_or(Date{});
    stub.day = product.on ? product.on->last_day() : kSomeDay;
    stub.land_class = product_names_[index].land_class;
    stub.contamination = product_names_[index].contamination;
    return stub;
  };
  const auto both = [&](std::uint32_t index, Basis basis, SquareMetres area) {
    if (area == SquareMetres{}) return;
    Entry stub = stub_for(index);
    stub.basis = basis;
    stub.area = area;
    stub.kind = EntryKind::created;
    page.entries.push_back(stub);
    stub.kind = kind_of(history_.products[index].method);
    page.entries.push_back(stub);
  };
  for (const std::uint32_t i : outside_) {
    const Product& product = history_.products[i];
    find(page, "release_without_hazard", "land_release_product", {product.id},
         {{"reported_m2", product.reported ? Json(metres(*product.reported)) : Json()}}, product_polygon_[i].get());
    if (!product.on) find(page, "release_without_date", "land_release_product", {product.id}, Json::object());
    if (product_polygon_[i])
      placed.push_back(i);
    else if (product.reported && *product.reported > SquareMetres{})
      both(i, Basis::reported, *product.reported);
    else
      find(page, "release_without_area", "land_release_product", {product.id}, Json::object());
  }

  std::vector<geo::Box> boxes;
  for (const std::uint32_t i : placed) boxes.push_back(product_polygon_[i]->box());
  std::vector<std::uint32_t> leader(placed.size());
  std::iota(leader.begin(), leader.end(), 0U);
  const auto find_leader = [&](std::uint32_t s) {
    while (leader[s] != s) s = leader[s] = leader[leader[s]];
    return s;
  };
  for (const auto& [a, b] : geo::meeting_pairs(boxes, options_.threads)) {
    const std::uint32_t x = find_leader(a), y = find_leader(b);
    leader[std::max(x, y)] = std::min(x, y);
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
  for (std::uint32_t s = 0; s < placed.size(); ++s) groups[find_leader(s)].push_back(s);
  for (auto& [first, members] : groups) {
    std::sort(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto key = [&](std::uint32_t s) {
        const Product& product = history_.products[placed[s]];
        return std::pair{product.on ? product.on->last_day() : kSomeDay, product.id};
      };
      return key(a) < key(b);
    });
    geo::Box extent;
    for (const std::uint32_t s : members) {
      extent.add(boxes[s].west, boxes[s].south);
      extent.add(boxes[s].east, boxes[s].north);
    }
    LandShape shape = LandShape::anywhere(extent);
    for (const std::uint32_t s : members) {
      const std::uint32_t i = placed[s];
      const Product& product = history_.products[i];
      const LandShape::Taken taken = shape.take(product_polygon_[i]);
      both(i, Basis::geometric, rounded(taken.fresh));
      const double again = taken.whole - taken.fresh;
      if (again > std::max(kZeroMetres, kZeroShare * taken.whole)) {
        Entry stub = stub_for(i);
        stub.kind = EntryKind::released_again;
        stub.basis = Basis::geometric;
        stub.area = rounded(again);
        page.entries.push_back(stub);
        if (again > options_.outside_tolerance * taken.whole)
          find(page, "double_release", "land_release_product", {product.id},
               {{"again_m2", std::round(again * 100) / 100},
                {"product_m2", std::round(taken.whole * 100) / 100},
                {"share", again / taken.whole}},
               product_polygon_[i].get());
      }
      if (product.reported &&
          std::abs(metres(*product.reported) - taken.whole) > options_.reported_tolerance * taken.whole)
        find(page, "area_mismatch", "land_release_product", {product.id},
             {{"reported_m2", metres(*product.reported)}, {"computed_m2", std::round(taken.whole * 100) / 100}},
             product_polygon_[i].get());
    }
  }
}

bool before(const Entry& a, const Entry& b) {
  return std::tie(a.day, a.hazard, a.kind, a.source, a.basis, a.province, a.area) <
         std::tie(b.day, b.hazard, b.kind, b.source, b.basis, b.province, b.area);
}
bool before(const Finding& a, const Finding& b) { return std::tie(a.rule, a.records) < std::tie(b.rule, b.records); }

template <typename One>
void sort_all(std::vector<One>& all) {
  std::sort(all.begin(), all.end(), [](const One& a, const One& b) { return before(a, b); });
}

/// Two sorted lists become one.
template <typename One>
void merge_into(std::vector<One>& all, std::vector<One>& more) {
  std::vector<One> both;
  both.reserve(all.size() + more.size());
  std::merge(std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()),
             std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()), std::back_inserter(both),
             [](const One& a, const One& b) { return before(a, b); });
  all = std::move(both);
}

void Book::write() {
  progress_.start("reading outlines", 0);
  mend_polygons();
  for (const Province& province : history_.provinces)
    province_boxes_.push_back(province.polygon ? province.polygon->box() : geo::Box{});
  province_index_ = geo::SpatialIndex{province_boxes_};
  open_states();
  find_transfers();
  find_births();
  group_by_component();

  progress_.start("adding up land", history_.products.size());
  std::vector<Page> pages(std::max(1U, options_.threads));
  std::atomic<std::uint64_t> done{0};
  geo::in_parallel(component_ends_.size(), options_.threads, kFewHazards,
                   [&](unsigned thread, std::size_t from, std::size_t to) {
                     if (progress_.cancelled()) throw Problem{"job.cancelled"};
                     std::uint64_t products = 0;
                     for (std::size_t c = from; c < to; ++c) {
                       const std::uint32_t begin = c == 0 ? 0 : component_ends_[c - 1];
                       const std::span members{order_.data() + begin, component_ends_[c] - begin};
                       run_component(members, pages[thread]);
                       for (const std::uint32_t s : members) products += products_of_[s].size();
                     }
                     const std::uint64_t so_far = done += products;
                     if (thread == 0) progress_.done(so_far);
                   });
  run_outside(pages.front());
  geo::in_parallel(pages.size(), options_.threads, 1, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      sort_all(pages[i].entries);
      sort_all(pages[i].findings);
    }
  });
  sort_all(findings);
  for (Page& page : pages) {
    merge_into(entries, page.entries);
    merge_into(findings, page.findings);
  }
}

}  // namespace

std::optional<int> Entry::year() const {
  if (day == kAlways || day == kSomeDay) return std::nullopt;
  return Date::from_days(day).year;
}

Ledger Ledger::of(const LandHistory& history, const LedgerOptions& options, Progress& progress) {
  Book book{history, options, progress};
  book.write();
  Ledger ledger;
  ledger.entries_ = std::move(book.entries);
  ledger.findings_ = std::move(book.findings);
  ledger.names_ = book.names.take();
  ledger.open_.reserve(book.states.size());
  for (const State& state : book.states) ledger.open_.emplace(state.hazard->id, state.open);
  return ledger;
}

bool Ledger::knows_land(const std::optional<Date>& as_at) const {
  const auto first = std::find_if(entries_.begin(), entries_.end(), [](const Entry& entry) {
    return entry.kind == EntryKind::created && !entry.hazard.is_nil();
  });
  return first != entries_.end() && (!as_at || first->day <= as_at->last_day());
}

SquareMetres Ledger::open(const Uuid& hazard) const {
  const auto at = open_.find(hazard);
  return at == open_.end() ? SquareMetres{} : at->second;
}

}  // namespace tilth::release
