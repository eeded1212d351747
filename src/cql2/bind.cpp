// SPDX-License-Identifier: Apache-2.0
// Checks an expression against a schema: types agree, functions exist, properties become slots, constants are folded.
#include "base/fold.h"
#include "base/problem.h"
#include "cql2/cql2.h"
#include "cql2/evaluate.h"
#include "cql2/functions.h"
#include "cql2/node.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace tilth::cql2 {
namespace {

bool is_number(ValueType type) { return type == ValueType::integer || type == ValueType::number; }
bool is_temporal(ValueType type) {
  return type == ValueType::date || type == ValueType::instant || type == ValueType::interval;
}

ValueType type_of(const Value& value) {
  switch (value.index()) {
    case 1:
      return ValueType::boolean;
    case 2:
      return ValueType::integer;
    case 3:
      return ValueType::number;
    case 4:
      return ValueType::text;
    case 5:
      return ValueType::date;
    case 6:
      return ValueType::instant;
    case 7:
      return ValueType::interval;
    case 8:
      return ValueType::geometry;
    case 9:
      return ValueType::array;
    default:
      return ValueType::unknown;
  }
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  int smallest = std::max<int>(2, static_cast<int>(word.size()) / 3) + 1;
  for (const std::string& candidate : known) {
    const int distance = edit_distance(fold_case(word), fold_case(candidate), smallest);
    if (distance < smallest) {
      smallest = distance;
      best = candidate;
    }
  }
  return best;
}

class Binder {
 public:
  Binder(const Schema& schema, std::vector<int>& slots) : schema_(schema), slots_(slots) {}

  NodePtr bind(const Node& source) {
    auto node = std::make_shared<Node>(source);
    for (NodePtr& arg : node->args) arg = bind(*arg);
    switch (node->op) {
      case Op::literal:
        node->type = type_of(node->value);
        break;
      case Op::property:
        property(*node);
        break;
      case Op::array:
        node->type = ValueType::array;
        break;
      case Op::interval:
        for (NodePtr& end : node->args) {
          end = as_temporal(end);
          if (end->type != ValueType::unknown && end->type != ValueType::date && end->type != ValueType::instant) {
            mismatch(*end, "a date or an instant");
          }
        }
        node->type = ValueType::interval;
        break;
      case Op::function:
        function(*node);
        break;
      case Op::and_:
      case Op::or_:
      case Op::not_:
        for (const NodePtr& arg : node->args) need_boolean(*arg);
        node->type = ValueType::boolean;
        break;
      case Op::eq:
      case Op::ne:
      case Op::lt:
      case Op::le:
      case Op::gt:
      case Op::ge:
      case Op::between:
      case Op::in:
        comparable(*node);
        node->type = ValueType::boolean;
        break;
      case Op::like:
        need(*node->args[0], ValueType::text, "text");
        need(*node->args[1], ValueType::text, "text");
        node->type = ValueType::boolean;
        break;
      case Op::is_null:
        node->type = ValueType::boolean;
        break;
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::int_divide:
      case Op::modulo:
      case Op::power:
        arithmetic(*node);
        break;
    }
    return folded(std::move(node));
  }

  static void need_boolean(const Node& node) { need(node, ValueType::boolean, "a condition"); }

 private:
  [[noreturn]] static void fail(const Node& node, const std::string& reason) {
    throw Problem{"cql2.type",
                  {{"reason", reason}, {"column", node.column}, {"place", node.place}, {"property", node.name}}};
  }
  static std::string described(const Node& node) {
    if (node.op == Op::property) return node.name + " is " + std::string{text_of(node.type)};
    if (node.op == Op::function) return node.name + "() gives " + std::string{text_of(node.type)};
    return "this is " + std::string{text_of(node.type)};
  }
  [[noreturn]] static void mismatch(const Node& node, std::string_view wanted) {
    fail(node, described(node) + ", where " + std::string{wanted} + " is needed");
  }
  static void need(const Node& node, ValueType type, std::string_view wanted) {
    if (node.type != type && node.type != ValueType::unknown) mismatch(node, wanted);
  }

  void property(Node& node) {
    const auto found = schema_.find(node.name);
    if (!found) {
      const std::string near = nearest(node.name, schema_.names());
      fail(node, "there is no property " + node.name + (near.empty() ? "" : "; did you mean " + near + "?"));
    }
    node.type = found->type;
    node.slot = found->slot;
    if (!found->codes.empty()) codes_[node.slot] = found->codes;
    const auto at = std::lower_bound(slots_.begin(), slots_.end(), node.slot);
    if (at == slots_.end() || *at != node.slot) slots_.insert(at, node.slot);
  }

  /// A text literal beside a date or an instant is read as one.
  static NodePtr as_temporal(const NodePtr& node) {
    if (node->op != Op::literal || node->type != ValueType::text) return node;
    const auto& text = std::get<std::string>(node->value);
    auto read = std::make_shared<Node>(*node);
    if (const auto date = Date::parse(text)) {
      read->value = *date;
      read->type = ValueType::date;
    } else if (const auto instant = Instant::parse(text)) {
      read->value = *instant;
      read->type = ValueType::instant;
    } else {
      fail(*node, "'" + text + "' is no date; write DATE('2024-05-20') or '2024-05-20'");
    }
    return read;
  }

  void comparable(Node& node) {
    const bool temporal =
        std::any_of(node.args.begin(), node.args.end(), [](const NodePtr& arg) { return is_temporal(arg->type); });
    const Node* first = nullptr;
    for (NodePtr& arg : node.args) {
      if (temporal) arg = as_temporal(arg);
      if (arg->type == ValueType::unknown) continue;
      if (arg->type == ValueType::geometry || arg->type == ValueType::array)
        mismatch(*arg, "a number, a text, a date or a truth value");
      if (first == nullptr) {
        first = arg.get();
        continue;
      }
      const bool same_kind = first->type == arg->type || (is_number(first->type) && is_number(arg->type)) ||
                             (is_temporal(first->type) && is_temporal(arg->type));
      if (!same_kind) fail(*arg, described(*first) + " and " + described(*arg) + ": they cannot be compared");
    }
    check_codes(node);
  }

  /// Texts beside a code field must be codes of its list.
  void check_codes(const Node& node) {
    for (const NodePtr& arg : node.args) {
      const auto list = arg->op == Op::property ? codes_.find(arg->slot) : codes_.end();
      if (list == codes_.end()) continue;
      for (const NodePtr& other : node.args) check_code(*other, *arg, list->second);
    }
  }
  static void check_code(const Node& node, const Node& property, const std::vector<std::string>& codes) {
    if (node.op == Op::array) {
      for (const NodePtr& item : node.args) check_code(*item, property, codes);
      return;
    }
    if (node.op != Op::literal) return;
    if (const auto* items = std::get_if<std::shared_ptr<const Array>>(&node.value)) {
      for (const Value& item : **items) {
        if (const auto* code = std::get_if<std::string>(&item)) known_code(node, *code, property, codes);
      }
    } else if (const auto* code = std::get_if<std::string>(&node.value)) {
      known_code(node, *code, property, codes);
    }
  }
  static void known_code(const Node& node, const std::string& code, const Node& property,
                         const std::vector<std::string>& codes) {
    if (std::find(codes.begin(), codes.end(), code) != codes.end()) return;
    const std::string near = nearest(code, codes);
    fail(node,
         "'" + code + "' is no value of " + property.name + (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }

  static void arithmetic(Node& node) {
    bool whole = node.op != Op::divide && node.op != Op::power;
    for (const NodePtr& arg : node.args) {
      if (arg->type != ValueType::unknown && !is_number(arg->type)) mismatch(*arg, "a number");
      whole = whole && arg->type == ValueType::integer;
    }
    node.type = whole || node.op == Op::int_divide ? ValueType::integer : ValueType::number;
  }

  void function(Node& node) {
    node.function = find_function(node.name);
    if (node.function < 0) {
      std::vector<std::string> names;
      for (const Function& known : functions()) names.emplace_back(known.name);
      const std::string near = nearest(node.name, names);
      fail(node, "there is no function " + node.name + (near.empty() ? "" : "; did you mean " + near + "?"));
    }
    const Function& called = functions()[static_cast<std::size_t>(node.function)];
    const std::size_t wanted = called.arguments.size();
    if (called.many ? node.args.size() < wanted : node.args.size() != wanted) {
      fail(node, node.name + "() takes " + (called.many ? "at least " : "") + std::to_string(wanted) +
                     " arguments, not " + std::to_string(node.args.size()));
    }
    node.type = called.type;
    for (std::size_t i = 0; i < node.args.size(); ++i) {
      NodePtr& arg = node.args[i];
      switch (called.arguments[std::min(i, wanted - 1)]) {
        case 't':
          need(*arg, ValueType::text, "text");
          break;
        case 'n':
          if (arg->type != ValueType::unknown && !is_number(arg->type)) mismatch(*arg, "a number");
          break;
        case 'd':
          arg = as_temporal(arg);
          if (arg->type != ValueType::unknown && !is_temporal(arg->type))
            mismatch(*arg, "a date, an instant or an interval");
          break;
        case 'g':
          need(*arg, ValueType::geometry, "a geometry");
          break;
        case 'a':
          if (arg->type == ValueType::array || arg->type == ValueType::unknown) break;
          if (arg->op == Op::property) mismatch(*arg, "an array");
          {  // ('x') is a list of one
            auto list = std::make_shared<Node>();
            list->op = Op::array;
            list->column = arg->column;
            list->type = ValueType::array;
            list->args = {arg};
            arg = folded(std::move(list));
          }
          break;
        default:
          if (node.type == ValueType::unknown)
            node.type = arg->type;
          else if (arg->type != ValueType::unknown && arg->type != node.type) {
            if (is_number(arg->type) && is_number(node.type))
              node.type = ValueType::number;
            else
              fail(*arg, node.name + "() mixes " + std::string{text_of(node.type)} + " and " +
                             std::string{text_of(arg->type)});
          }
      }
    }
    if (called.arguments == "aa") check_codes(node);
  }

  /// The value of a subtree without properties, worked out once. What depends on the clock stays.
  static NodePtr folded(std::shared_ptr<Node> node) {
    if (node->op == Op::literal || node->op == Op::property) return node;
    for (const NodePtr& arg : node->args) {
      if (arg->op != Op::literal) return node;
    }
    if (node->op == Op::function) {
      const Call call = functions()[static_cast<std::size_t>(node->function)].call;
      if (call == Call::today || call == Call::now) return node;
    }
    auto literal = std::make_shared<Node>();
    literal->op = Op::literal;
    literal->column = node->column;
    literal->place = node->place;
    literal->value = constant_value(*node);
    literal->type = node->type;
    return literal;
  }

  const Schema& schema_;
  std::vector<int>& slots_;
  std::map<int, std::vector<std::string>> codes_;
};

}  // namespace

Bound::Bound(const Expression& expression, const Schema& schema) {
  if (expression.empty()) throw std::invalid_argument("an empty expression cannot be bound");
  Binder binder{schema, slots_};
  root_ = binder.bind(expression.root());
  if (expression.is_predicate()) Binder::need_boolean(*root_);
}

ValueType Bound::type() const { return root_->type; }
const std::vector<int>& Bound::slots() const { return slots_; }
const Node& Bound::root() const { return *root_; }

Bound::Truth Bound::holds(const Row& row) const { return truth_of(*root_, row); }
Value Bound::value(const Row& row) const { return value_of(*root_, row); }

}  // namespace tilth::cql2
