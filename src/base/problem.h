// SPDX-License-Identifier: Apache-2.0
// What stops a request: a code from one table, the values it speaks of, and where it happened.
#pragma once

#include "base/json.h"

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tilth {

/// How a command ends: 0 done, 1 findings where asked to fail on them, 2 misuse, 3 cannot (DESIGN 7).
enum class ExitCode : int { done = 0, findings = 1, misuse = 2, cannot = 3 };

/// A row of the table in problem_table.cpp. {name} in title and hint is replaced by the value of that name.
struct ProblemKind {
  std::string_view code;  ///< "import.unknown_crs": subject.statement, never reused
  int status;             ///< HTTP status of RFC 9457
  ExitCode exit_code;
  std::string_view title;  ///< what is wrong
  std::string_view hint;   ///< what to do about it
};

/// All kinds, sorted by code. docs/problems.md names every one (tests/base/problem_table_test.cpp).
std::span<const ProblemKind> problem_kinds();

/// A request that cannot be done. Thrown; caught in cli/main.cpp and http/problem.cpp alone.
class Problem : public std::runtime_error {
 public:
  /// @throws std::logic_error when the table has no such code
  explicit Problem(std::string_view code, Json values = Json::object());

  [[nodiscard]] const ProblemKind& kind() const { return *kind_; }
  [[nodiscard]] const Json& values() const { return values_; }
  [[nodiscard]] std::string title() const;  ///< with the values filled in
  [[nodiscard]] std::string hint() const;

 private:
  const ProblemKind* kind_;
  Json values_;
};

/// Text with each {name} replaced by the value of that name; an unknown name stays as it is.
std::string filled(std::string_view text, const Json& values);

}  // namespace tilth
