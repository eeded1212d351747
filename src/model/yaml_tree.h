// SPDX-License-Identifier: Apache-2.0
// A YAML document as a tree whose every node knows its file and line. yaml-cpp stays behind it.
#pragma once

#include "model/model.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::model {

struct TreeEntry;

struct Tree {
  enum class Kind : std::uint8_t { none, scalar, list, map };
  Kind kind = Kind::none;
  std::string scalar;
  bool quoted = false;             ///< a scalar in quotes is text, never true, null or a number
  std::vector<Tree> items;         ///< of a list
  std::vector<TreeEntry> entries;  ///< of a map, in the order of the file
  std::shared_ptr<const std::string> file;
  int line = 0;  ///< from 1

  [[nodiscard]] const Tree* find(std::string_view key) const;
  [[nodiscard]] std::string at() const { return (file ? *file : std::string{}) + ":" + std::to_string(line); }
};

struct TreeEntry {
  TreeEntry(std::string key, Tree value) : first(std::move(key)), second(std::move(value)) {}
  std::string first;
  Tree second;
};

/// What is wrong, gathered.
class Problems {
 public:
  void add(const Tree& where, std::string message, std::string hint = {});
  void add(std::string file, int line, std::string message, std::string hint = {});
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::vector<ModelProblem> take();  ///< by file and line

 private:
  std::vector<ModelProblem> list_;
};

/// The documents of one file. Bounded: 4 MB, 64 levels, no anchors or aliases, no key twice.
std::vector<Tree> read_yaml(const std::string& file, const std::string& text, Problems& problems);

/// The nearest of the known words when it is near enough to be meant; else empty.
std::string nearest_word(std::string_view word, const std::vector<std::string>& known);

/// "Did you mean X?" of the nearest known word; empty where none is near.
std::string meant(std::string_view word, const std::vector<std::string>& known);

/// A map being read: every key asked for is known, and finish() reports the others.
class MapReader {
 public:
  MapReader(const Tree& map, Problems& problems, std::string what);

  [[nodiscard]] const Tree* get(std::string_view key);
  [[nodiscard]] const Tree& tree() const { return map_; }
  [[nodiscard]] Problems& problems() { return problems_; }
  std::string text(std::string_view key, bool required = false);
  std::optional<bool> truth(std::string_view key);
  std::optional<double> number(std::string_view key);
  std::optional<Date> date(std::string_view key);
  std::vector<std::string> names(std::string_view key);  ///< a list of names, or one name
  Text words(std::string_view key, bool required = false);
  std::optional<cql2::Expression> predicate(std::string_view key);
  std::optional<cql2::Expression> scalar(std::string_view key);
  Provenance provenance(bool source_required);
  void finish();

 private:
  const Tree& map_;
  Problems& problems_;
  std::string what_;
  std::vector<std::string> known_;
};

}  // namespace tilth::model
