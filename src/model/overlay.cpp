// SPDX-License-Identifier: Apache-2.0
// How an overlay's document changes the base model's.
#include "model/overlay.h"

#include <algorithm>

namespace tilth::model {
namespace {

void merge(Tree& base, const Tree& overlay);

/// Words of one language become a map before another language is added.
bool both_words(std::string_view key) {
  return key == "title" || key == "plural" || key == "description" || key == "help" || key == "message" ||
         key == "hint" || key == "definition" || key == "unit";
}

void merge_map(Tree& base, const Tree& overlay) {
  for (const TreeEntry& given : overlay.entries) {
    const std::string& key = given.first;
    const Tree& value = given.second;
    const auto found =
        std::find_if(base.entries.begin(), base.entries.end(), [&](const auto& entry) { return entry.first == key; });
    if (found == base.entries.end()) {
      base.entries.emplace_back(key, value);
      continue;
    }
    Tree& old = found->second;
    if (both_words(key) && old.kind == Tree::Kind::scalar && value.kind == Tree::Kind::map) {
      Tree words = old;
      words.kind = Tree::Kind::map;
      words.entries = {{"en", old}};
      words.scalar.clear();
      old = std::move(words);
    }
    if (both_words(key) && old.kind == Tree::Kind::map && value.kind == Tree::Kind::scalar) {
      Tree words = value;
      words.kind = Tree::Kind::map;
      words.entries = {{"en", value}};
      words.scalar.clear();
      merge(old, words);
    } else {
      merge(old, value);
    }
  }
}

/// Items of rules by `id`, of transitions by `name`; other lists are replaced whole.
void merge_list(Tree& base, const Tree& overlay) {
  const auto name_of = [](const Tree& item) -> const std::string* {
    for (const std::string_view key : {"id", "name"}) {
      if (const Tree* found = item.find(key)) return &found->scalar;
    }
    return nullptr;
  };
  const bool named = !overlay.items.empty() && std::all_of(overlay.items.begin(), overlay.items.end(),
                                                           [&](const Tree& item) { return name_of(item) != nullptr; });
  if (!named) {
    base = overlay;
    return;
  }
  for (const Tree& item : overlay.items) {
    const auto found = std::find_if(base.items.begin(), base.items.end(), [&](const Tree& old) {
      const std::string* name = name_of(old);
      return name != nullptr && *name == *name_of(item);
    });
    if (found == base.items.end())
      base.items.push_back(item);
    else
      merge(*found, item);
  }
}

void merge(Tree& base, const Tree& overlay) {
  if (base.kind == Tree::Kind::map && overlay.kind == Tree::Kind::map)
    merge_map(base, overlay);
  else if (base.kind == Tree::Kind::list && overlay.kind == Tree::Kind::list)
    merge_list(base, overlay);
  else
    base = overlay;
}

std::vector<std::pair<std::string, const Tree*>> listed(const Tree* list) {
  std::vector<std::pair<std::string, const Tree*>> names;
  if (list == nullptr) return names;
  if (list->kind == Tree::Kind::scalar) names.emplace_back(list->scalar, list);
  for (const Tree& item : list->items) names.emplace_back(item.scalar, &item);
  return names;
}

}  // namespace

void apply_overlay(Tree& base, const Tree& overlay, Problems& problems) {
  Tree changes = overlay;
  std::erase_if(changes.entries, [](const auto& entry) {
    return entry.first == "extends" || entry.first == "extends_codes" || entry.first == "extends_indicator" ||
           entry.first == "extends_report" || entry.first == "remove" || entry.first == "remove_rules";
  });
  // A field that was another one takes its place and its keys.
  if (const Tree* fields = changes.find("fields"); fields != nullptr) {
    for (const auto& [name, field] : fields->entries) {
      for (const auto& [was, where] : listed(field.find("was"))) {
        for (auto& [key, part] : base.entries) {
          if (key != "fields") continue;
          for (auto& [old, value] : part.entries) {
            if (old == was) old = name;
          }
        }
      }
    }
  }
  const auto take_away = [&](const char* from, const Tree* names, bool list) {
    for (const auto& [name, where] : listed(names)) {
      bool found = false;
      for (auto& [key, part] : base.entries) {
        if (key != from) continue;
        if (list) {
          found = std::erase_if(part.items, [&, wanted = name](const Tree& item) {
                    const Tree* id = item.find("id");
                    return id != nullptr && id->scalar == wanted;
                  }) > 0;
        } else {
          found =
              std::erase_if(part.entries, [&, wanted = name](const auto& entry) { return entry.first == wanted; }) > 0;
        }
      }
      if (!found) problems.add(*where, "There is no " + name + " to remove.", "Take it out of the list.");
    }
  };
  const bool codes = overlay.find("extends_codes") != nullptr;
  take_away(codes ? "values" : "fields", overlay.find("remove"), false);
  take_away("rules", overlay.find("remove_rules"), true);
  merge(base, changes);
}

}  // namespace tilth::model
