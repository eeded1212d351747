// SPDX-License-Identifier: Apache-2.0
// The least and the most that a sum may be under linear equations: a face of Clp, which lives only here.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace tilth::stats {

/// number of a variable -> factor
using Terms = std::vector<std::pair<int, double>>;

struct Equation {
  Terms terms;
  double value = 0;
};

/// Variables with bounds, equations that hold. Solved again and again for different sums.
class LinearProgram {
 public:
  /// @pre lower.size() == upper.size(); INFINITY where there is no bound; equations name variables below that size
  LinearProgram(const std::vector<double>& lower, const std::vector<double>& upper,
                const std::vector<Equation>& equations);
  ~LinearProgram();
  LinearProgram(const LinearProgram&) = delete;
  LinearProgram& operator=(const LinearProgram&) = delete;

  /// Another range for a variable, for the questions that follow.
  void bound(int variable, double lower, double upper);

  struct Optimum {
    double value = 0;               ///< INFINITY (or -INFINITY) when there is no bound
    std::vector<double> variables;  ///< empty when there is no bound
  };
  /// Nothing when the equations contradict each other within the bounds.
  std::optional<Optimum> least(const Terms& sum);
  std::optional<Optimum> most(const Terms& sum);

 private:
  std::optional<Optimum> solve(const Terms& sum, double direction);
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace tilth::stats
