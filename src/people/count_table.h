// SPDX-License-Identifier: Apache-2.0
// Counts of people by several properties, with every total: what the disclosure gate reads and gives back.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tilth::people {

/// A property that people are counted by.
struct Dimension {
  std::string name;                     ///< "sex"
  std::vector<std::string> categories;  ///< "female", "male", "(not recorded)": together they hold everybody once
  bool total = true;  ///< false for the period of a table: the categories are not all there is, and no sum is shown
  [[nodiscard]] std::size_t positions() const { return categories.size() + (total ? 1 : 0); }
};

/// The inner cells, row by row: the last dimension runs fastest. All totals follow from them.
struct CountTable {
  std::vector<Dimension> dimensions;
  std::vector<std::int64_t> counts;  ///< size: the product of the numbers of categories; none below 0
};

/// For dimensions whose categories lie in larger ones (place in province, month in year): category -> the larger one. A
/// larger one holds everybody of those inside it.
using Hierarchy = std::map<std::string, std::map<std::string, std::string>>;

/// Every cell of a table, totals among them. A cell has one position a dimension: a category's number, or the number of
/// categories for the total, where there is one.
class Lattice {
 public:
  explicit Lattice(const CountTable& table);  ///< @throws std::invalid_argument when sizes disagree or a count is < 0

  [[nodiscard]] std::size_t size() const { return counts_.size(); }
  [[nodiscard]] const std::vector<Dimension>& dimensions() const { return dimensions_; }
  [[nodiscard]] std::int64_t count(std::size_t cell) const { return counts_[cell]; }
  [[nodiscard]] int position(std::size_t cell, std::size_t dimension) const {
    return static_cast<int>(cell / strides_[dimension] % dimensions_[dimension].positions());
  }
  [[nodiscard]] bool is_total(std::size_t cell, std::size_t dimension) const {
    return position(cell, dimension) == static_cast<int>(dimensions_[dimension].categories.size());
  }
  [[nodiscard]] std::size_t stride(std::size_t dimension) const { return strides_[dimension]; }
  /// The cell's categories, "" for a total.
  [[nodiscard]] std::vector<std::string> key(std::size_t cell) const;

  /// Calls visit(total, first, stride, n) for each line: the cell `total` is the sum of the n cells first, first +
  /// stride ...
  template <typename Visit>
  void each_line(const Visit& visit) const {
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
      const std::size_t n = dimensions_[d].categories.size();
      for (std::size_t cell = 0; cell < counts_.size(); ++cell) {
        if (is_total(cell, d)) visit(cell, cell - n * strides_[d], strides_[d], n);
      }
    }
  }

 private:
  std::vector<Dimension> dimensions_;
  std::vector<std::size_t> strides_;
  std::vector<std::int64_t> counts_;
};

/// All that a category lies in, the smallest first.
std::vector<std::string> larger_ones(const std::map<std::string, std::string>& larger, const std::string& category);

/// The table with one dimension's innermost categories merged into their larger ones; those without stay. The same
/// table when none has one.
CountTable merged(const CountTable& table, std::size_t dimension, const std::map<std::string, std::string>& larger);
/// The table with the categories of fewer than k people, and all that lie beside them in the same larger one, merged
/// into that, again and again until each has k or lies in none; those of nobody stay. The rest stays as fine as it was.
CountTable merged_small(const CountTable& table, std::size_t dimension,
                        const std::map<std::string, std::string>& larger, std::int64_t k);
/// People in each category of a dimension.
std::vector<std::int64_t> people_in(const CountTable& table, std::size_t dimension);
/// The table without a dimension. @pre it has a total
CountTable without(const CountTable& table, std::size_t dimension);

}  // namespace tilth::people
