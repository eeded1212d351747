// SPDX-License-Identifier: Apache-2.0
// The tables of examples/ that the made-up programme is made of, held by the program.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::generate {

/// The text of each file by its name below examples/, such as "instruments/areas.csv".
const std::map<std::string, std::string>& example_files();

/// A row by column name; an empty cell is an empty text.
using ExampleRow = std::map<std::string, std::string, std::less<>>;

/// The rows of one of them. CSV as RFC 4180: cells in quotes may hold commas, quotes twice and line ends.
/// @throws std::logic_error when there is no such file
std::vector<ExampleRow> example_table(std::string_view file);

}  // namespace tilth::generate
