// SPDX-License-Identifier: Apache-2.0
// The least and the most that a sum may be under linear equations.
#include "stats/linear_program.h"

#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>

#include <cmath>

namespace tilth::stats {

struct LinearProgram::Solver {
  ClpSimplex simplex;
  Terms costs;  ///< of the sum before, to be cleared
};

LinearProgram::LinearProgram(const std::vector<double>& lower, const std::vector<double>& upper,
                             const std::vector<Equation>& equations)
    : solver_(std::make_unique<Solver>()) {
  std::vector<int> rows, columns;
  std::vector<double> factors, values;
  for (std::size_t row = 0; row < equations.size(); ++row) {
    values.push_back(equations[row].value);
    for (const auto& [variable, factor] : equations[row].terms) {
      rows.push_back(static_cast<int>(row));
      columns.push_back(variable);
      factors.push_back(factor);
    }
  }
  CoinPackedMatrix matrix{true, rows.data(), columns.data(), factors.data(), static_cast<int>(factors.size())};
  matrix.setDimensions(static_cast<int>(equations.size()), static_cast<int>(lower.size()));
  const std::vector<double> nothing(lower.size(), 0.0);
  solver_->simplex.setLogLevel(0);
  solver_->simplex.loadProblem(matrix, lower.data(), upper.data(), nothing.data(), values.data(), values.data());
}

LinearProgram::~LinearProgram() = default;

void LinearProgram::bound(int variable, double lower, double upper) {
  solver_->simplex.setColumnBounds(variable, lower, upper);
}

std::optional<LinearProgram::Optimum> LinearProgram::solve(const Terms& sum, double direction) {
  ClpSimplex& simplex = solver_->simplex;
  for (const auto& [variable, _] : solver_->costs) simplex.setObjectiveCoefficient(variable, 0);
  for (const auto& [variable, factor] : sum) simplex.setObjectiveCoefficient(variable, factor);
  solver_->costs = sum;
  simplex.setOptimizationDirection(direction);
  simplex.primal();
  if (simplex.isProvenDualInfeasible()) return Optimum{-direction * INFINITY, {}};
  if (!simplex.isProvenOptimal()) return std::nullopt;
  const double* solution = simplex.primalColumnSolution();
  return Optimum{simplex.objectiveValue(), {solution, solution + simplex.numberColumns()}};
}

std::optional<LinearProgram::Optimum> LinearProgram::least(const Terms& sum) { return solve(sum, 1); }
std::optional<LinearProgram::Optimum> LinearProgram::most(const Terms& sum) { return solve(sum, -1); }

}  // namespace tilth::stats
