// SPDX-License-Identifier: Apache-2.0
// What a bound tree says of one row.
#include "cql2/evaluate.h"

#include "base/fold.h"
#include "cql2/functions.h"
#include "geo/area.h"
#include "geo/predicates.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tilth::cql2 {
namespace {

using Truth = Bound::Truth;

thread_local std::optional<Instant> fixed_now;

Truth from(bool yes) { return yes ? Truth::yes : Truth::no; }
Truth negated(Truth truth) { return truth == Truth::unknown ? truth : from(truth == Truth::no); }
Value to_value(Truth truth) { return truth == Truth::unknown ? Value{} : Value{truth == Truth::yes}; }

std::partial_ordering compare_numbers(std::int64_t left, double right) {
  if (std::isnan(right)) return std::partial_ordering::unordered;
  if (right >= 9223372036854775808.0) return std::partial_ordering::less;
  if (right < -9223372036854775808.0) return std::partial_ordering::greater;
  const auto whole = static_cast<std::int64_t>(right);
  if (left != whole) return left <=> whole;
  return 0.0 <=> (right - static_cast<double>(whole));
}

std::partial_ordering reversed(std::partial_ordering order) { return 0 <=> order; }

std::optional<std::partial_ordering> widened(std::optional<std::strong_ordering> order) {
  if (!order) return std::nullopt;
  return std::partial_ordering{*order};
}

/// Both ends of a temporal value; monostate is open.
struct Span {
  Interval::End start, end;
};

std::optional<Span> span_of(const Value& value) {
  if (const auto* date = std::get_if<Date>(&value)) return Span{*date, *date};
  if (const auto* instant = std::get_if<Instant>(&value)) return Span{*instant, *instant};
  if (const auto* interval = std::get_if<Interval>(&value)) return Span{interval->start, interval->end};
  return std::nullopt;
}

std::optional<std::partial_ordering> compare_ends(const Interval::End& left, bool left_is_start,
                                                  const Interval::End& right, bool right_is_start) {
  const int left_open = left.index() != 0 ? 0 : left_is_start ? -1 : 1;
  const int right_open = right.index() != 0 ? 0 : right_is_start ? -1 : 1;
  if (left_open != 0 || right_open != 0) return left_open <=> right_open;
  const auto value = [](const Interval::End& end) {
    return end.index() == 1 ? Value{std::get<Date>(end)} : Value{std::get<Instant>(end)};
  };
  return compared(value(left), value(right));
}

Truth both(Truth left, Truth right) {
  if (left == Truth::no || right == Truth::no) return Truth::no;
  return left == Truth::yes && right == Truth::yes ? Truth::yes : Truth::unknown;
}

Truth temporal(Call call, const Value& left, const Value& right) {
  const auto a = span_of(left);
  const auto b = span_of(right);
  if (!a || !b) return Truth::unknown;
  using Order = std::optional<std::partial_ordering>;
  const auto less = [](const Order& order) { return order ? from(*order < 0) : Truth::unknown; };
  const auto more = [](const Order& order) { return order ? from(*order > 0) : Truth::unknown; };
  const auto same = [](const Order& order) { return order ? from(*order == 0) : Truth::unknown; };
  const Order starts = compare_ends(a->start, true, b->start, true);
  const Order ends = compare_ends(a->end, false, b->end, false);
  const Order end_start = compare_ends(a->end, false, b->start, true);
  const Order start_end = compare_ends(a->start, true, b->end, false);
  switch (call) {
    case Call::t_after:
      return more(start_end);
    case Call::t_before:
      return less(end_start);
    case Call::t_contains:
      return both(less(starts), more(ends));
    case Call::t_disjoint:
      return negated(both(negated(less(end_start)), negated(more(start_end))));
    case Call::t_during:
      return both(more(starts), less(ends));
    case Call::t_equals:
      return both(same(starts), same(ends));
    case Call::t_finished_by:
      return both(less(starts), same(ends));
    case Call::t_finishes:
      return both(more(starts), same(ends));
    case Call::t_intersects:
      return both(negated(less(end_start)), negated(more(start_end)));
    case Call::t_meets:
      return same(end_start);
    case Call::t_met_by:
      return same(start_end);
    case Call::t_overlapped_by:
      return both(both(more(starts), less(start_end)), more(ends));
    case Call::t_overlaps:
      return both(both(less(starts), more(end_start)), less(ends));
    case Call::t_started_by:
      return both(same(starts), more(ends));
    default:
      return both(same(starts), less(ends));
  }
}

Truth spatial(Call call, const geo::Geometry& a, const geo::Geometry& b) {
  switch (call) {
    case Call::s_intersects:
      return from(geo::intersects(a, b));
    case Call::s_disjoint:
      return from(geo::disjoint(a, b));
    case Call::s_equals:
      return from(geo::equals(a, b));
    case Call::s_touches:
      return from(geo::touches(a, b));
    case Call::s_crosses:
      return from(geo::crosses(a, b));
    case Call::s_within:
      return from(geo::within(a, b));
    case Call::s_contains:
      return from(geo::contains(a, b));
    default:
      return from(geo::overlaps(a, b));
  }
}

bool is_temporal(const Value& value) {
  return std::holds_alternative<Date>(value) || std::holds_alternative<Instant>(value);
}

/// Items of two kinds differ; a missing one, or a date against one of another precision, is unknown.
Truth equal_items(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) return Truth::unknown;
  const auto order = compared(left, right);
  if (!order) return is_temporal(left) && is_temporal(right) ? Truth::unknown : Truth::no;
  return from(*order == 0);
}

Truth has(const Array& list, const Value& what) {
  Truth any = Truth::no;
  for (const Value& item : list) {
    const Truth equal = equal_items(item, what);
    if (equal == Truth::yes) return equal;
    if (equal == Truth::unknown) any = equal;
  }
  return any;
}

Truth all_in(const Array& these, const Array& those) {
  Truth all = Truth::yes;
  for (const Value& item : these) {
    all = both(all, has(those, item));
    if (all == Truth::no) break;
  }
  return all;
}

Truth arrays(Call call, const Array& a, const Array& b) {
  switch (call) {
    case Call::a_contains:
      return all_in(b, a);
    case Call::a_contained_by:
      return all_in(a, b);
    case Call::a_overlaps: {
      Truth none = Truth::yes;
      for (const Value& item : a) {
        none = both(none, negated(has(b, item)));
        if (none == Truth::no) break;
      }
      return negated(none);
    }
    default:  // the same items, however often
      return both(all_in(a, b), all_in(b, a));
  }
}

/// The value of a node without copying slots and literals.
const Value& value_ref(const Node& node, const Row& row, Value& scratch) {
  if (node.op == Op::literal) return node.value;
  if (node.op == Op::property) return row.at(node.slot);
  scratch = value_of(node, row);
  return scratch;
}

Truth compare_truth(Op op, const Value& left, const Value& right) {
  const auto order = compared(left, right);
  if (!order) return Truth::unknown;
  switch (op) {
    case Op::eq:
      return from(*order == 0);
    case Op::ne:
      return from(*order != 0);
    case Op::lt:
      return from(*order < 0);
    case Op::le:
      return from(*order <= 0);
    case Op::gt:
      return from(*order > 0);
    default:
      return from(*order >= 0);
  }
}

/// What no number can hold is unknown.
Value finite(double number) { return std::isfinite(number) ? Value{number} : Value{}; }

Value arithmetic(const Node& node, const Row& row) {
  Value left_scratch, right_scratch;
  const Value& left = value_ref(*node.args[0], row, left_scratch);
  if (left.is_null()) return {};
  const Value& right = value_ref(*node.args[1], row, right_scratch);
  if (right.is_null()) return {};
  const auto* a = std::get_if<std::int64_t>(&left);
  const auto* b = std::get_if<std::int64_t>(&right);
  const double x = a != nullptr ? static_cast<double>(*a) : std::get<double>(left);
  const double y = b != nullptr ? static_cast<double>(*b) : std::get<double>(right);
  std::int64_t whole = 0;
  switch (node.op) {
    case Op::add:
      if (a && b && !__builtin_add_overflow(*a, *b, &whole)) return Value{whole};
      return finite(x + y);
    case Op::subtract:
      if (a && b && !__builtin_sub_overflow(*a, *b, &whole)) return Value{whole};
      return finite(x - y);
    case Op::multiply:
      if (a && b && !__builtin_mul_overflow(*a, *b, &whole)) return Value{whole};
      return finite(x * y);
    case Op::divide:
      return y == 0 ? Value{} : finite(x / y);
    case Op::int_divide: {
      if (y == 0) return {};
      if (a && b) return *b == -1 && *a == INT64_MIN ? Value{} : Value{*a / *b};
      const double quotient = std::trunc(x / y);
      return std::fabs(quotient) < 9.2e18 ? Value{static_cast<std::int64_t>(quotient)} : Value{};
    }
    case Op::modulo:
      if (y == 0) return {};
      if (a && b) return Value{*b == -1 ? std::int64_t{0} : *a % *b};
      return Value{std::fmod(x, y)};
    default:
      return finite(std::pow(x, y));
  }
}

std::optional<std::int32_t> day_of(const Value& value) {
  if (const auto* date = std::get_if<Date>(&value)) {
    if (date->precision() == DatePrecision::day) return date->first_day();
  } else if (const auto* instant = std::get_if<Instant>(&value)) {
    return instant->date().first_day();
  }
  return std::nullopt;
}

Value call_value(const Node& node, const Row& row) {
  const Call call = functions()[static_cast<std::size_t>(node.function)].call;
  if (call == Call::today) return Value{now_or_set().date()};
  if (call == Call::now) return Value{now_or_set()};
  if (call == Call::coalesce) {
    for (const NodePtr& arg : node.args) {
      Value value = value_of(*arg, row);
      if (!value.is_null()) return value;
    }
    return {};
  }
  Value first_scratch;
  const Value& first = value_ref(*node.args[0], row, first_scratch);
  if (first.is_null()) return {};
  const auto number = [&] {
    const auto* whole = std::get_if<std::int64_t>(&first);
    return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(first);
  };
  switch (call) {
    case Call::casei:
    case Call::lower:
      return Value{fold_case(std::get<std::string>(first))};
    case Call::accenti:
      return Value{fold_accents(std::get<std::string>(first))};
    case Call::upper:
      return Value{raise_case(std::get<std::string>(first))};
    case Call::length_of: {
      std::int64_t points = 0;
      for (const char c : std::get<std::string>(first))
        points += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
      return Value{points};
    }
    case Call::year:
      if (const auto* date = std::get_if<Date>(&first)) return Value{std::int64_t{date->year}};
      if (const auto* instant = std::get_if<Instant>(&first)) return Value{std::int64_t{instant->date().year}};
      return {};
    case Call::month:
      if (const auto* date = std::get_if<Date>(&first))
        return date->month == 0 ? Value{} : Value{std::int64_t{date->month}};
      if (const auto* instant = std::get_if<Instant>(&first)) return Value{std::int64_t{instant->date().month}};
      return {};
    case Call::days_between: {
      const auto from_day = day_of(first);
      const auto to_day = day_of(value_of(*node.args[1], row));
      return from_day && to_day ? Value{std::int64_t{*to_day} - *from_day} : Value{};
    }
    case Call::hours_between: {
      // Days have no hour: between two of them, or a day and an instant, the hours are not known.
      const Value second = value_of(*node.args[1], row);
      const auto *from = std::get_if<Instant>(&first), *to = std::get_if<Instant>(&second);
      if (from == nullptr || to == nullptr) return {};
      return Value{static_cast<double>(to->unix_ms - from->unix_ms) / 3'600'000};
    }
    case Call::abs:
      if (const auto* whole = std::get_if<std::int64_t>(&first))
        return *whole == INT64_MIN ? Value{0x1p63} : Value{*whole < 0 ? -*whole : *whole};
      return Value{std::fabs(number())};
    case Call::round:
      return first.index() == 2 ? first : Value{std::round(number())};
    case Call::floor:
      return first.index() == 2 ? first : Value{std::floor(number())};
    case Call::ceil:
      return first.index() == 2 ? first : Value{std::ceil(number())};
    case Call::area_m2:
      return Value{geo::area_m2(*std::get<geo::GeometryPtr>(first))};
    case Call::length_m:
      return Value{geo::length_m(*std::get<geo::GeometryPtr>(first))};
    case Call::distance_m: {
      Value second_scratch;
      const Value& second = value_ref(*node.args[1], row, second_scratch);
      if (second.is_null()) return {};
      const geo::Geometry& a = *std::get<geo::GeometryPtr>(first);
      const geo::Geometry& b = *std::get<geo::GeometryPtr>(second);
      if (a.kind != geo::Kind::point || b.kind != geo::Kind::point || a.empty() || b.empty()) return {};
      return Value{geo::distance_m(a.x[0], a.y[0], b.x[0], b.y[0])};
    }
    default:
      return to_value(truth_of(node, row));
  }
}

class NoRow final : public Row {
 public:
  [[nodiscard]] const Value& at(int) const override { throw std::logic_error("a constant has no properties"); }
};

}  // namespace

namespace {

/// Nothing where one of them is no number.
std::optional<std::partial_ordering> known(std::partial_ordering order) {
  if (order == std::partial_ordering::unordered) return std::nullopt;
  return order;
}

}  // namespace

std::optional<std::partial_ordering> compared(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) return std::nullopt;
  if (const auto* a = std::get_if<std::int64_t>(&left)) {
    if (const auto* b = std::get_if<std::int64_t>(&right)) return *a <=> *b;
    if (const auto* b = std::get_if<double>(&right)) return known(compare_numbers(*a, *b));
  } else if (const auto* x = std::get_if<double>(&left)) {
    if (const auto* y = std::get_if<double>(&right)) return known(*x <=> *y);
    if (const auto* y = std::get_if<std::int64_t>(&right)) return known(reversed(compare_numbers(*y, *x)));
  } else if (const auto* text = std::get_if<std::string>(&left)) {
    if (const auto* other = std::get_if<std::string>(&right)) {
      const int order = text->compare(*other);
      return order <=> 0;
    }
  } else if (const auto* yes = std::get_if<bool>(&left)) {
    if (const auto* other = std::get_if<bool>(&right)) return static_cast<int>(*yes) <=> static_cast<int>(*other);
  } else if (const auto* date = std::get_if<Date>(&left)) {
    if (const auto* other = std::get_if<Date>(&right)) return widened(compare(*date, *other));
    if (const auto* instant = std::get_if<Instant>(&right)) return widened(compare(*date, instant->date()));
  } else if (const auto* instant = std::get_if<Instant>(&left)) {
    if (const auto* other = std::get_if<Instant>(&right)) return *instant <=> *other;
    if (const auto* day = std::get_if<Date>(&right)) return widened(compare(instant->date(), *day));
  }
  return std::nullopt;
}

bool like(std::string_view text, std::string_view pattern) {
  // Greedy with one place to come back to: linear in the length of the text for each %.
  std::size_t t = 0, p = 0, star = std::string_view::npos, back = 0;
  const auto length = [](std::string_view in, std::size_t at) {
    std::size_t n = 1;
    while (at + n < in.size() && (static_cast<unsigned char>(in[at + n]) & 0xc0) == 0x80) ++n;
    return n;
  };
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '%') {
      star = ++p;
      back = t;
      continue;
    }
    if (p < pattern.size() && pattern[p] == '_') {
      ++p;
      t += length(text, t);
      continue;
    }
    std::size_t at = p;
    if (at + 1 < pattern.size() && pattern[at] == '\\') ++at;
    if (at < pattern.size()) {
      const std::size_t n = length(pattern, at);
      if (text.substr(t, n) == pattern.substr(at, n) && length(text, t) == n) {
        p = at + n;
        t += n;
        continue;
      }
    }
    if (star == std::string_view::npos) return false;
    back += length(text, back);
    t = back;
    p = star;
  }
  while (p < pattern.size() && pattern[p] == '%') ++p;
  return p == pattern.size();
}

Truth truth_of(const Node& node, const Row& row) {
  switch (node.op) {
    case Op::and_: {
      Truth all = Truth::yes;
      for (const NodePtr& arg : node.args) {
        const Truth truth = truth_of(*arg, row);
        if (truth == Truth::no) return Truth::no;
        if (truth == Truth::unknown) all = Truth::unknown;
      }
      return all;
    }
    case Op::or_: {
      Truth any = Truth::no;
      for (const NodePtr& arg : node.args) {
        const Truth truth = truth_of(*arg, row);
        if (truth == Truth::yes) return Truth::yes;
        if (truth == Truth::unknown) any = Truth::unknown;
      }
      return any;
    }
    case Op::not_:
      return negated(truth_of(*node.args[0], row));
    case Op::is_null: {
      Value scratch;
      return from(value_ref(*node.args[0], row, scratch).is_null());
    }
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge: {
      Value left, right;
      return compare_truth(node.op, value_ref(*node.args[0], row, left), value_ref(*node.args[1], row, right));
    }
    case Op::between: {
      Value scratch, low, high;
      const Value& value = value_ref(*node.args[0], row, scratch);
      return both(compare_truth(Op::ge, value, value_ref(*node.args[1], row, low)),
                  compare_truth(Op::le, value, value_ref(*node.args[2], row, high)));
    }
    case Op::in: {
      Value scratch;
      const Value& value = value_ref(*node.args[0], row, scratch);
      Truth any = Truth::no;
      for (std::size_t i = 1; i < node.args.size(); ++i) {
        Value item;
        const Truth truth = compare_truth(Op::eq, value, value_ref(*node.args[i], row, item));
        if (truth == Truth::yes) return Truth::yes;
        if (truth == Truth::unknown) any = Truth::unknown;
      }
      return any;
    }
    case Op::like: {
      Value text, pattern;
      const Value& value = value_ref(*node.args[0], row, text);
      const Value& with = value_ref(*node.args[1], row, pattern);
      if (value.is_null() || with.is_null()) return Truth::unknown;
      return from(like(std::get<std::string>(value), std::get<std::string>(with)));
    }
    case Op::function: {
      const Function& called = functions()[static_cast<std::size_t>(node.function)];
      if (called.type == ValueType::boolean) {
        Value first, second;
        const Value& left = value_ref(*node.args[0], row, first);
        const Value& right = value_ref(*node.args[1], row, second);
        if (left.is_null() || right.is_null()) return Truth::unknown;
        if (called.arguments == "gg")
          return spatial(called.call, *std::get<geo::GeometryPtr>(left), *std::get<geo::GeometryPtr>(right));
        if (called.arguments == "dd") return temporal(called.call, left, right);
        return arrays(called.call, *std::get<std::shared_ptr<const Array>>(left),
                      *std::get<std::shared_ptr<const Array>>(right));
      }
      break;
    }
    default:
      break;
  }
  Value scratch;
  const Value& value = value_ref(node, row, scratch);
  const auto* yes = std::get_if<bool>(&value);
  return yes != nullptr ? from(*yes) : Truth::unknown;
}

Value value_of(const Node& node, const Row& row) {
  switch (node.op) {
    case Op::literal:
      return node.value;
    case Op::property:
      return row.at(node.slot);
    case Op::array: {
      auto items = std::make_shared<Array>();
      for (const NodePtr& arg : node.args) items->push_back(value_of(*arg, row));
      return Value{std::shared_ptr<const Array>{std::move(items)}};
    }
    case Op::interval: {
      Interval interval;
      Interval::End* ends[] = {&interval.start, &interval.end};
      for (std::size_t i = 0; i < 2; ++i) {
        const Value end = value_of(*node.args[i], row);
        if (const auto* date = std::get_if<Date>(&end))
          *ends[i] = *date;
        else if (const auto* instant = std::get_if<Instant>(&end))
          *ends[i] = *instant;
        else if (node.args[i]->op != Op::literal)
          return {};  // an unknown date, not an open end
      }
      return Value{interval};
    }
    case Op::function:
      return call_value(node, row);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::int_divide:
    case Op::modulo:
    case Op::power:
      return arithmetic(node, row);
    default:
      return to_value(truth_of(node, row));
  }
}

Value constant_value(const Node& node) { return value_of(node, NoRow{}); }

void set_now(std::optional<Instant> now) { fixed_now = now; }
Instant now_or_set() { return fixed_now ? *fixed_now : Instant::now(); }

}  // namespace tilth::cql2
