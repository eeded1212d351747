// SPDX-License-Identifier: Apache-2.0
// A YAML document as a tree whose every node knows its file and line.
#include "model/yaml_tree.h"

#include "base/fold.h"
#include "base/problem.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <sstream>

namespace tilth::model {
namespace {

constexpr std::size_t kMaxBytes = 4U << 20;
constexpr std::size_t kMaxLevels = 64;

struct Refused {
  int line;
  std::string message, hint;
};

/// Builds trees from the parser's events, so that hostile files are refused while they are read.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(std::shared_ptr<const std::string> file) : file_(std::move(file)) {}
  std::vector<Tree> documents;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(made(mark, anchor, Tree::Kind::none)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{mark.line + 1, "An alias (*name) is not taken here.", "Write the value out."};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (expects_key()) {
      Tree& map = open_.back();
      if (map.find(value) != nullptr)
        throw Refused{mark.line + 1, "The key " + value + " stands here twice.", "Keep one of them."};
      map.entries.emplace_back(value, Tree{});
      map.entries.back().second.line = mark.line + 1;
      key_open_.back() = true;
      return;
    }
    Tree scalar = made(mark, anchor, Tree::Kind::scalar);
    scalar.scalar = value;
    scalar.quoted = tag == "!";
    if (!scalar.quoted && (value == "~" || value == "null")) scalar.kind = Tree::Kind::none;
    add(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    push(made(mark, anchor, Tree::Kind::list));
  }
  void OnSequenceEnd() override { pop(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    push(made(mark, anchor, Tree::Kind::map));
  }
  void OnMapEnd() override { pop(); }

 private:
  Tree made(const YAML::Mark& mark, YAML::anchor_t anchor, Tree::Kind kind) {
    if (anchor != 0)
      throw Refused{mark.line + 1, "An anchor (&name) is not taken here.", "Write the value out where it is needed."};
    Tree tree;
    tree.kind = kind;
    tree.file = file_;
    tree.line = mark.line + 1;
    return tree;
  }
  [[nodiscard]] bool expects_key() const {
    return !open_.empty() && open_.back().kind == Tree::Kind::map && !key_open_.back();
  }

  void push(Tree tree) {
    if (expects_key()) throw Refused{tree.line, "A key must be a plain word.", "Write `key: value`."};
    if (open_.size() >= kMaxLevels)
      throw Refused{tree.line, "The file is nested too deep.", "A model file needs a handful of levels."};
    open_.push_back(std::move(tree));
    key_open_.push_back(false);
  }
  void pop() {
    Tree done = std::move(open_.back());
    open_.pop_back();
    key_open_.pop_back();
    add(std::move(done));
  }
  void add(Tree tree) {
    if (open_.empty()) {
      documents.push_back(std::move(tree));
      return;
    }
    Tree& parent = open_.back();
    if (parent.kind == Tree::Kind::list) {
      parent.items.push_back(std::move(tree));
      return;
    }
    if (!key_open_.back()) throw Refused{tree.line, "A key must be a plain word.", "Write `key: value`."};
    const int key_line = parent.entries.back().second.line;
    parent.entries.back().second = std::move(tree);
    if (parent.entries.back().second.line == 0) parent.entries.back().second.line = key_line;
    key_open_.back() = false;
  }

  std::shared_ptr<const std::string> file_;
  std::vector<Tree> open_;
  std::vector<bool> key_open_;
};

}  // namespace

const Tree* Tree::find(std::string_view key) const {
  for (const auto& [name, value] : entries) {
    if (name == key) return &value;
  }
  return nullptr;
}

void Problems::add(const Tree& where, std::string message, std::string hint) {
  add(where.file ? *where.file : std::string{}, where.line, std::move(message), std::move(hint));
}

void Problems::add(std::string file, int line, std::string message, std::string hint) {
  list_.push_back({std::move(file), line, std::move(message), std::move(hint)});
}

std::vector<ModelProblem> Problems::take() {
  std::stable_sort(list_.begin(), list_.end(), [](const ModelProblem& a, const ModelProblem& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
  return std::move(list_);
}

std::vector<Tree> read_yaml(const std::string& file, const std::string& text, Problems& problems) {
  if (text.size() > kMaxBytes) {
    problems.add(file, 1, "The file is larger than 4 MB.", "Split it: one record type or code list a file.");
    return {};
  }
  if (!is_utf8(text)) {
    problems.add(file, 1, "The file is not UTF-8.", "Save it as UTF-8.");
    return {};
  }
  Builder builder{std::make_shared<const std::string>(file)};
  try {
    std::istringstream in{text};
    YAML::Parser parser{in};
    // yaml-cpp tells a comma where a value begins as documents without end.
    auto left = std::count(text.begin(), text.end(), '\n') + 2;
    while (parser.HandleNextDocument(builder)) {
      if (--left == 0)
        throw Refused{1, "This is no YAML: it begins nowhere.", "Take the comma away that stands before a value."};
    }
  } catch (const Refused& refused) {
    problems.add(file, refused.line, refused.message, refused.hint);
    return {};
  } catch (const YAML::Exception& error) {
    problems.add(file, error.mark.line + 1, "This is no YAML: " + error.msg + ".",
                 "Mend the line; mind the spaces at its start.");
    return {};
  }
  return std::move(builder.documents);
}

std::string nearest_word(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  int smallest = std::max(2, static_cast<int>(word.size()) / 3) + 1;
  for (const std::string& candidate : known) {
    const int distance = edit_distance(fold_case(word), fold_case(candidate), smallest);
    if (distance < smallest) {
      smallest = distance;
      best = candidate;
    }
  }
  return best;
}

std::string meant(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = nearest_word(word, known);
  return near.empty() ? std::string{} : "Did you mean " + near + "?";
}

MapReader::MapReader(const Tree& map, Problems& problems, std::string what)
    : map_(map), problems_(problems), what_(std::move(what)) {
  if (map.kind != Tree::Kind::map) problems_.add(map, what_ + " must be a map of keys.", "Write `key: value` lines.");
}

const Tree* MapReader::get(std::string_view key) {
  known_.emplace_back(key);
  const Tree* found = map_.find(key);
  return found != nullptr && found->kind != Tree::Kind::none ? found : nullptr;
}

std::string MapReader::text(std::string_view key, bool required) {
  const Tree* found = get(key);
  if (found == nullptr) {
    if (required) problems_.add(map_, what_ + " has no `" + std::string{key} + "`.", "Add it.");
    return {};
  }
  if (found->kind != Tree::Kind::scalar) {
    problems_.add(*found, "`" + std::string{key} + "` must be one value.");
    return {};
  }
  return found->scalar;
}

std::optional<bool> MapReader::truth(std::string_view key) {
  const Tree* found = get(key);
  if (found == nullptr) return std::nullopt;
  if (found->kind == Tree::Kind::scalar && (found->scalar == "true" || found->scalar == "false"))
    return found->scalar == "true";
  problems_.add(*found, "`" + std::string{key} + "` must be true or false.");
  return std::nullopt;
}

std::optional<double> MapReader::number(std::string_view key) {
  const Tree* found = get(key);
  if (found == nullptr) return std::nullopt;
  double value = 0;
  const char* last = found->scalar.data() + found->scalar.size();
  const auto [end, error] = std::from_chars(found->scalar.data(), last, value);
  if (found->kind == Tree::Kind::scalar && error == std::errc{} && end == last) return value;
  problems_.add(*found, "`" + std::string{key} + "` must be a number.");
  return std::nullopt;
}

std::optional<Date> MapReader::date(std::string_view key) {
  const Tree* found = get(key);
  if (found == nullptr) return std::nullopt;
  if (found->kind == Tree::Kind::scalar) {
    if (const auto date = Date::parse(found->scalar)) return date;
  }
  problems_.add(*found, "`" + std::string{key} + "` must be a date.", "Write 2024, 2024-05 or 2024-05-20.");
  return std::nullopt;
}

std::vector<std::string> MapReader::names(std::string_view key) {
  const Tree* found = get(key);
  std::vector<std::string> out;
  if (found == nullptr) return out;
  if (found->kind == Tree::Kind::scalar) out.push_back(found->scalar);
  for (const Tree& item : found->items) {
    if (item.kind == Tree::Kind::scalar)
      out.push_back(item.scalar);
    else
      problems_.add(item, "`" + std::string{key} + "` must be a list of names.");
  }
  if (found->kind == Tree::Kind::map) problems_.add(*found, "`" + std::string{key} + "` must be a list of names.");
  return out;
}

Text MapReader::words(std::string_view key, bool required) {
  const Tree* found = get(key);
  Text text;
  if (found == nullptr) {
    if (required) problems_.add(map_, what_ + " has no `" + std::string{key} + "`.", "Add it, in English at least.");
    return text;
  }
  if (found->kind == Tree::Kind::scalar) {
    text.by_language["en"] = found->scalar;
  } else if (found->kind == Tree::Kind::map) {
    for (const auto& [language, words] : found->entries) {
      if (words.kind == Tree::Kind::scalar)
        text.by_language[language] = words.scalar;
      else
        problems_.add(words, "The words in " + language + " must be one text.");
    }
    if (!text.by_language.contains("en")) {
      problems_.add(*found, "`" + std::string{key} + "` has no English.",
                    "Add `en:`; other languages fall back to it.");
    }
  } else {
    problems_.add(*found, "`" + std::string{key} + "` must be a text, or texts by language.");
  }
  return text;
}

std::optional<cql2::Expression> MapReader::predicate(std::string_view key) {
  auto expression = scalar(key);
  if (expression) expression = expression->as_predicate();
  return expression;
}

std::optional<cql2::Expression> MapReader::scalar(std::string_view key) {
  const Tree* found = get(key);
  if (found == nullptr) return std::nullopt;
  if (found->kind != Tree::Kind::scalar) {
    problems_.add(*found, "`" + std::string{key} + "` must be CQL2 text.");
    return std::nullopt;
  }
  try {
    return cql2::parse_scalar_text(found->scalar);
  } catch (const Problem& problem) {
    problems_.add(*found, "`" + std::string{key} + "`: " + problem.title(), problem.hint());
    return std::nullopt;
  }
}

Provenance MapReader::provenance(bool source_required) {
  Provenance from;
  from.source = text("source");
  from.edition = text("edition");
  from.mark = text("mark");
  from.valid_from = date("valid_from");
  from.valid_to = date("valid_to");
  if (source_required && from.source.empty()) {
    problems_.add(map_, what_ + " names no `source`.", "Name the standard, or `programme practice`.");
  }
  if (!from.mark.empty() && from.mark != "R" && from.mark != "U" && from.mark != "P") {
    problems_.add(*get("mark"), "The mark " + from.mark + " is unknown.",
                  "R read, U to be checked with the standard, P proposal.");
  }
  if (from.mark == "U" && from.edition.empty()) {
    problems_.add(*get("mark"), what_ + " is marked U and names no `edition`.",
                  "Name the edition to check it with, or write that none was seen.");
  }
  return from;
}

void MapReader::finish() {
  for (const auto& [key, value] : map_.entries) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    const std::string near = nearest_word(key, known_);
    problems_.add(
        value.file ? value : map_, what_ + " does not know the key `" + key + "`.",
        near.empty() ? "Take it out; docs/model-language.md lists the keys." : "Did you mean `" + near + "`?");
  }
}

}  // namespace tilth::model
