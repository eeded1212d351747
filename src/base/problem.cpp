// SPDX-License-Identifier: Apache-2.0
// What stops a request.
#include "base/problem.h"

#include <algorithm>

namespace tilth {
namespace {

const ProblemKind& kind_of(std::string_view code) {
  const auto kinds = problem_kinds();
  const auto at = std::lower_bound(kinds.begin(), kinds.end(), code,
                                   [](const ProblemKind& kind, std::string_view wanted) { return kind.code < wanted; });
  if (at == kinds.end() || at->code != code) {
    throw std::logic_error("problem_table.cpp has no row for " + std::string{code});
  }
  return *at;
}

}  // namespace

Problem::Problem(std::string_view code, Json values)
    : std::runtime_error(filled(kind_of(code).title, values)), kind_(&kind_of(code)), values_(std::move(values)) {}

std::string Problem::title() const { return filled(kind_->title, values_); }
std::string Problem::hint() const { return filled(kind_->hint, values_); }

std::string filled(std::string_view text, const Json& values) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) {
      out.append(text.substr(at));
      break;
    }
    out.append(text.substr(at, open - at));
    const std::string name{text.substr(open + 1, close - open - 1)};
    const auto value = values.is_object() ? values.find(name) : values.end();
    if (values.is_object() && value != values.end()) {
      out += value->is_string() ? value->get<std::string>() : value->is_null() ? "-" : value->dump();
    } else {
      out.append(text.substr(open, close - open + 1));
    }
    at = close + 1;
  }
  return out;
}

}  // namespace tilth
