// SPDX-License-Identifier: Apache-2.0
// CQL2 JSON to a syntax tree and back.
#include "base/problem.h"
#include "cql2/cql2.h"
#include "cql2/functions.h"
#include "cql2/node.h"
#include "geo/codec.h"

#include <algorithm>
#include <array>

namespace tilth::cql2 {
namespace {

struct Named {
  std::string_view name;
  Op op;
  std::size_t fewest, most;
};

constexpr std::array kNamed{
    Named{"and", Op::and_, 2, SIZE_MAX}, Named{"or", Op::or_, 2, SIZE_MAX},
    Named{"not", Op::not_, 1, 1},        Named{"=", Op::eq, 2, 2},
    Named{"<>", Op::ne, 2, 2},           Named{"<", Op::lt, 2, 2},
    Named{"<=", Op::le, 2, 2},           Named{">", Op::gt, 2, 2},
    Named{">=", Op::ge, 2, 2},           Named{"like", Op::like, 2, 2},
    Named{"between", Op::between, 3, 3}, Named{"in", Op::in, 2, 2},
    Named{"isNull", Op::is_null, 1, 1},  Named{"+", Op::add, 2, 2},
    Named{"-", Op::subtract, 2, 2},      Named{"*", Op::multiply, 2, 2},
    Named{"/", Op::divide, 2, 2},        Named{"div", Op::int_divide, 2, 2},
    Named{"%", Op::modulo, 2, 2},        Named{"^", Op::power, 2, 2},
};

[[noreturn]] void fail(const std::string& place, std::string_view found, std::string_view expected) {
  throw Problem{"cql2.syntax",
                {{"column", place.empty() ? "/" : place}, {"place", place}, {"found", found}, {"expected", expected}}};
}

/// A short text as it is; of anything else what kind it is.
std::string shown(const Json& tree) {
  constexpr std::size_t kShown = 60;
  const auto* text = tree.get_ptr<const std::string*>();
  return text != nullptr && text->size() <= kShown ? *text : tree.type_name();
}

class Reader {
 public:
  NodePtr read(const Json& tree, const std::string& place, int depth) {
    if (depth > kMaxDepth) throw Problem{"cql2.too_deep", {{"limit", kMaxDepth}}};
    if (++parts_ > kMaxParts) throw Problem{"cql2.too_many_parts", {{"limit", kMaxParts}}};
    auto node = std::make_shared<Node>();
    node->place = place;
    switch (tree.type()) {
      case Json::value_t::boolean:
        node->value = tree.get<bool>();
        return node;
      case Json::value_t::number_integer:
        node->value = tree.get<std::int64_t>();
        return node;
      case Json::value_t::number_unsigned: {
        const auto number = tree.get<std::uint64_t>();
        node->value =
            number <= INT64_MAX ? Value{static_cast<std::int64_t>(number)} : Value{static_cast<double>(number)};
        return node;
      }
      case Json::value_t::number_float:
        node->value = tree.get<double>();
        return node;
      case Json::value_t::string:
        node->value = tree.get<std::string>();
        return node;
      case Json::value_t::array:
        node->op = Op::array;
        for (std::size_t i = 0; i < tree.size(); ++i)
          node->args.push_back(read(tree[i], place + "/" + std::to_string(i), depth + 1));
        return node;
      case Json::value_t::object:
        break;
      default:
        fail(place, tree.type_name(), "a value, a property or an operation");
    }
    if (tree.contains("op")) return operation(tree, place, depth, std::move(node));
    if (const auto found = tree.find("property"); found != tree.end()) {
      if (!found->is_string()) fail(place + "/property", found->type_name(), "a name");
      node->op = Op::property;
      node->name = found->get<std::string>();
      return node;
    }
    if (const auto found = tree.find("date"); found != tree.end()) {
      const auto date = found->is_string() ? Date::parse(found->get_ref<const std::string&>()) : std::nullopt;
      if (!date) fail(place + "/date", shown(*found), "a date such as \"2024-05-20\"");
      node->value = *date;
      return node;
    }
    if (const auto found = tree.find("timestamp"); found != tree.end()) {
      const auto instant = found->is_string() ? Instant::parse(found->get_ref<const std::string&>()) : std::nullopt;
      if (!instant) fail(place + "/timestamp", shown(*found), "an instant such as \"2024-05-20T08:00:00Z\"");
      node->value = *instant;
      return node;
    }
    if (const auto found = tree.find("interval"); found != tree.end())
      return interval(*found, place, depth, std::move(node));
    if (const auto found = tree.find("bbox"); found != tree.end()) return box(*found, place, std::move(node));
    if (tree.contains("type")) {
      try {
        node->value = std::make_shared<const geo::Geometry>(geo::from_geojson(tree));
      } catch (const Problem& problem) {
        fail(place, "a geometry", problem.title());
      }
      return node;
    }
    fail(place, "an object",
         "\"op\", \"property\", \"date\", \"timestamp\", \"interval\", \"bbox\" or a GeoJSON geometry");
  }

 private:
  NodePtr operation(const Json& tree, const std::string& place, int depth, std::shared_ptr<Node> node) {
    const Json& name = tree.at("op");
    if (!name.is_string()) fail(place + "/op", name.type_name(), "the name of an operation");
    const auto args = tree.find("args");
    if (args == tree.end() || !args->is_array()) fail(place, "no \"args\"", "a list of arguments");
    const auto& op = name.get_ref<const std::string&>();
    const auto read_arg = [&](std::size_t i) {
      return read((*args)[i], place + "/args/" + std::to_string(i), depth + 1);
    };
    for (const Named& named : kNamed) {
      if (named.name != op) continue;
      if (args->size() < named.fewest || args->size() > named.most) {
        fail(place + "/args", std::to_string(args->size()) + " arguments", std::to_string(named.fewest) + " arguments");
      }
      node->op = named.op;
      if (named.op == Op::in) {
        const Json& list = (*args)[1];
        if (!list.is_array()) fail(place + "/args/1", list.type_name(), "a list");
        node->args.push_back(read_arg(0));
        for (std::size_t i = 0; i < list.size(); ++i) {
          node->args.push_back(read(list[i], place + "/args/1/" + std::to_string(i), depth + 1));
        }
        return node;
      }
      for (std::size_t i = 0; i < args->size(); ++i) node->args.push_back(read_arg(i));
      return node;
    }
    node->op = Op::function;
    node->name = function_name(op);
    for (std::size_t i = 0; i < args->size(); ++i) node->args.push_back(read_arg(i));
    return node;
  }

  NodePtr interval(const Json& ends, const std::string& place, int depth, std::shared_ptr<Node> node) {
    if (!ends.is_array() || ends.size() != 2) fail(place + "/interval", ends.type_name(), "a list of two ends");
    node->op = Op::interval;
    for (std::size_t i = 0; i < 2; ++i) {
      const std::string at = place + "/interval/" + std::to_string(i);
      if (!ends[i].is_string()) {
        node->args.push_back(read(ends[i], at, depth + 1));
        continue;
      }
      auto end = std::make_shared<Node>();
      end->place = at;
      const auto& text = ends[i].get_ref<const std::string&>();
      if (const auto date = Date::parse(text))
        end->value = *date;
      else if (const auto instant = Instant::parse(text))
        end->value = *instant;
      else if (text != "..")
        fail(at, shown(ends[i]), "a date, an instant or \"..\"");
      node->args.push_back(std::move(end));
    }
    return node;
  }

  NodePtr box(const Json& numbers, const std::string& place, std::shared_ptr<Node> node) {
    std::vector<double> n;
    if (numbers.is_array() && (numbers.size() == 4 || numbers.size() == 6)) {
      for (const Json& number : numbers) {
        if (!number.is_number()) break;
        n.push_back(number.get<double>());
      }
    }
    if (n.size() == 6) n = {n[0], n[1], n[3], n[4]};
    if (n.size() != 4) fail(place + "/bbox", numbers.type_name(), "four or six numbers");
    node->value = std::make_shared<const geo::Geometry>(box_geometry(n[0], n[1], n[2], n[3]));
    node->box = std::move(n);
    return node;
  }

  int parts_ = 0;
};

/// The standard's spelling of its own functions.
std::string spelled(const std::string& name) {
  static constexpr std::pair<std::string_view, std::string_view> kSpelled[] = {{"t_finishedby", "t_finishedBy"},
                                                                               {"t_metby", "t_metBy"},
                                                                               {"t_overlappedby", "t_overlappedBy"},
                                                                               {"t_startedby", "t_startedBy"},
                                                                               {"a_containedby", "a_containedBy"}};
  for (const auto& [plain, spelling] : kSpelled) {
    if (name == plain) return std::string{spelling};
  }
  return name;
}

Json literal_json(const Node& node) {
  if (!node.box.empty()) return {{"bbox", node.box}};
  const Value& value = node.value;
  if (const auto* yes = std::get_if<bool>(&value)) return *yes;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* date = std::get_if<Date>(&value)) return {{"date", date->text()}};
  if (const auto* instant = std::get_if<Instant>(&value)) return {{"timestamp", instant->text()}};
  if (const auto* shape = std::get_if<geo::GeometryPtr>(&value)) return geo::to_geojson(**shape);
  return nullptr;
}

Json written(const Node& node) {
  switch (node.op) {
    case Op::literal:
      return literal_json(node);
    case Op::property:
      return {{"property", node.name}};
    case Op::array: {
      Json items = Json::array();
      for (const NodePtr& arg : node.args) items.push_back(written(*arg));
      return items;
    }
    case Op::interval: {
      Json ends = Json::array();
      for (const NodePtr& arg : node.args) {
        if (arg->op == Op::literal && arg->value.is_null())
          ends.push_back("..");
        else if (const auto* date = std::get_if<Date>(&arg->value))
          ends.push_back(date->text());
        else if (const auto* instant = std::get_if<Instant>(&arg->value))
          ends.push_back(instant->text());
        else
          ends.push_back(written(*arg));
      }
      return {{"interval", ends}};
    }
    default:
      break;
  }
  Json args = Json::array();
  if (node.op == Op::in) {
    Json list = Json::array();
    for (std::size_t i = 1; i < node.args.size(); ++i) list.push_back(written(*node.args[i]));
    args = {written(*node.args[0]), std::move(list)};
  } else {
    for (const NodePtr& arg : node.args) args.push_back(written(*arg));
  }
  if (node.op == Op::function) return {{"op", spelled(node.name)}, {"args", std::move(args)}};
  for (const Named& named : kNamed) {
    if (named.op == node.op) return {{"op", named.name}, {"args", std::move(args)}};
  }
  return nullptr;
}

}  // namespace

bool is_operator(std::string_view name) {
  return std::any_of(kNamed.begin(), kNamed.end(), [&](const Named& named) { return named.name == name; });
}

Expression parse_json(const Json& tree) { return Expression{Reader{}.read(tree, "", 1)}.as_predicate(); }

Json to_json(const Expression& expression) { return written(expression.root()); }

}  // namespace tilth::cql2
