// SPDX-License-Identifier: Apache-2.0
// Checks of the register: keys used twice, codes that no list has, information that came late.
#include "quality/check_run.h"

#include "base/fold.h"
#include "geo/parallel.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace tilth::quality {
namespace {

/// Case, and spaces anywhere but one between words, put aside.
std::string comparable(const std::string& text) {
  std::string out;
  bool space = false;
  for (const char c : fold_case(text)) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

constexpr std::size_t kMostNamed = 10;  ///< of values that differ

void duplicate_key(CheckRun& run) {
  const std::vector<std::string> key = run.list("key", {run.type().label_field});
  if (key.empty() || key.front().empty()) run.refuse("key", run.type().name + " has no label field");
  std::set<std::string> own;
  for (const std::string& field : key)
    if (field.find('.') == std::string::npos) own.insert(field);
  const RecordTable& table = run.table(own);
  std::map<std::string, std::vector<Value>> reached;  // by a path of references: the person of a grant
  for (const std::string& field : key)
    if (field.find('.') != std::string::npos) reached[field] = run.along(run.type().name, field);
  const std::vector<std::uint32_t>& all = run.rows();
  if (run.rehearsing()) return;
  const auto value = [&](const std::string& field, std::uint32_t row) -> const Value& {
    const auto at = reached.find(field);
    return at == reached.end() ? table.values(field)[row] : at->second[row];
  };
  std::vector<std::string> keys(all.size());
  geo::in_parallel(all.size(), run.threads(), 1024, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      bool any = false;
      for (const std::string& field : key) {
        const std::string part = comparable(shown(value(field, all[i])));
        any = any || !part.empty();
        keys[i] += (keys[i].empty() ? "" : " / ") + part;
      }
      if (!any) keys[i].clear();
    }
  });
  // Nearly every key is alone: only where two have one hash are the keys themselves compared.
  std::vector<std::pair<std::size_t, std::uint32_t>> hashes;  // and where in `all`
  hashes.reserve(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i)
    if (!keys[i].empty()) hashes.emplace_back(std::hash<std::string>{}(keys[i]), i);
  std::sort(hashes.begin(), hashes.end());
  for (std::size_t from = 0, to = 0; from < hashes.size(); from = to) {
    while (to < hashes.size() && hashes[to].first == hashes[from].first) ++to;
    if (to - from < 2) continue;
    std::map<std::string_view, std::vector<std::uint32_t>> groups;
    for (std::size_t i = from; i < to; ++i) groups[keys[hashes[i].second]].push_back(all[hashes[i].second]);
    for (const auto& [joined, rows] : groups) {
      if (rows.size() < 2) continue;
      CheckRun::Found found{.values = {{"key", shown(value(key.front(), rows.front()))}, {"count", rows.size()}},
                            .place = key.front()};
      for (const std::uint32_t row : rows) found.records.push_back(table.ids()[row]);
      run.find(std::move(found));
    }
  }
}

/// The code that a spelling means: the same but for case, spaces and joining marks, a title, or an alias.
const model::Code* meant_by(const model::CodeList& list, const std::string& value) {
  const auto alike = [](const std::string& text) {
    std::string folded = comparable(text);
    std::replace_if(
        folded.begin(), folded.end(), [](char c) { return c == '-' || c == ' '; }, '_');
    return folded;
  };
  const std::string wanted = alike(value);
  const model::Code* meant = nullptr;
  for (const model::Code& code : list.codes) {
    bool same = alike(code.value) == wanted;
    for (const std::string& alias : code.aliases) same = same || alike(alias) == wanted;
    for (const auto& [language, title] : code.title.by_language) same = same || alike(title) == wanted;
    if (!same) continue;
    if (meant != nullptr) return nullptr;
    meant = &code;
  }
  return meant;
}

void code_variant(CheckRun& run) {
  std::set<std::string> fields;
  for (const model::Field& field : run.type().fields)
    if (field.kind == model::FieldKind::code) fields.insert(field.name);
  const RecordTable& table = run.table(fields);
  const std::vector<std::uint32_t>& rows = run.rows();
  for (const std::string& name : fields) {
    const model::Field& field = *run.type().find(name);
    const model::CodeList* list = run.model().find_codes(field.codes);
    if (list == nullptr) continue;
    std::set<std::string, std::less<>> known;
    for (const model::Code& code : list->codes) known.insert(code.value);
    for (const std::uint32_t row : rows) {
      const std::vector<std::string> values = texts_in(table.values(name)[row]);
      for (const std::string& value : values) {
        if (known.contains(value)) continue;
        const model::Code* meant = meant_by(*list, value);
        CheckRun::Found found{
            .records = {table.ids()[row]},
            .values = {{"field", name}, {"value", value}, {"near", meant ? Json(meant->value) : Json()}},
            .place = field.many ? name + " " + value : name};
        if (meant != nullptr) {
          Json mended = meant->value;
          if (field.many) {
            std::vector<std::string> all;
            for (const std::string& one : values) {
              const std::string& right = one == value ? meant->value : one;
              if (std::find(all.begin(), all.end(), right) == all.end()) all.push_back(right);
            }
            mended = all;
          }
          found.repair = run.repair_of(table.ids()[row], name, std::move(mended));
        }
        run.find(std::move(found));
      }
    }
  }
}

void stale_information(CheckRun& run) {
  const std::string by = run.text("by", "hazard"), date_field = run.text("date", run.type().date_field);
  const RecordTable& table = run.table({by, date_field});
  const std::vector<std::string> labels = run.labels(run.type().name);
  std::map<std::string, std::vector<std::uint32_t>> groups;
  for (const std::uint32_t row : run.rows())
    for (const std::string& item : texts_in(table.values(by)[row]))
      if (date_in(table.values(date_field)[row])) groups[item].push_back(row);
  for (auto& [item, rows] : groups) {
    // Ids are made where and when a record is made, so records without a sequence of their own still have an order.
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair{table.seqs()[a], table.ids()[a]} < std::pair{table.seqs()[b], table.ids()[b]};
    });
    std::uint32_t latest = rows.front();
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const Date date = *date_in(table.values(date_field)[rows[i]]), best = *date_in(table.values(date_field)[latest]);
      const std::optional<std::strong_ordering> order = compare(date, best);
      if (order && *order <= 0)
        run.find({.records = {table.ids()[rows[i]], table.ids()[latest]},
                  .values = {{"date", date.text()}, {"latest", best.text()}, {"other", labels[latest]}},
                  .place = date_field});
      if (order && *order > 0) latest = rows[i];
    }
  }
}

/// Words of a text that the register of terms calls outdated in the text's language; whole words, whatever their case
/// and accents.
void outdated_term(CheckRun& run) {
  const std::vector<std::string> fields = run.list("fields", {"text"});
  const std::string language = run.text("language", "language"), of = run.text("of", "term_register");
  std::set<std::string> own{fields.begin(), fields.end()};
  own.insert(language);
  const RecordTable& table = run.table(own);
  const RecordTable& terms = run.table(of, {"term", "language", "preferred"});
  struct Term {
    std::string folded, term, preferred;
  };
  std::map<std::string, std::vector<Term>> by_language;
  for (const std::uint32_t row : run.rows(of, "")) {
    const std::string term = shown(terms.values("term")[row]);
    if (const std::string folded = fold_name(term); !folded.empty())
      by_language[comparable(shown(terms.values("language")[row]))].push_back(
          {" " + folded + " ", term, shown(terms.values("preferred")[row])});
  }
  for (const std::uint32_t row : run.rows()) {
    const auto known = by_language.find(comparable(shown(table.values(language)[row])));
    if (known == by_language.end()) continue;
    for (const std::string& field : fields) {
      const std::string text = " " + fold_name(shown(table.values(field)[row])) + " ";
      for (const Term& one : known->second)
        if (text.find(one.folded) != std::string::npos)
          run.find({.records = {table.ids()[row]},
                    .values = {{"term", one.term}, {"preferred", one.preferred}},
                    .place = field + " " + one.term});
    }
  }
}

/// Records of one key that should agree in a field: rounds of a study that asked other questions.
void differing_value(CheckRun& run) {
  const std::string key = run.text("key", ""), field = run.text("field", "");
  if (key.empty() || field.empty()) run.refuse(key.empty() ? "key" : "field", "needed");
  const RecordTable& table = run.table({key, field});
  const std::vector<std::uint32_t>& rows = run.rows();
  std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> groups;  // key -> value -> rows
  for (const std::uint32_t row : rows) {
    const std::string name = comparable(shown(table.values(key)[row]));
    if (!name.empty() && !table.values(field)[row].is_null())
      groups[name][comparable(shown(table.values(field)[row]))].push_back(row);
  }
  for (const auto& [name, by_value] : groups) {
    if (by_value.size() < 2) continue;
    CheckRun::Found found{.place = field};
    std::vector<std::string> values;
    for (const auto& [value, same] : by_value) {
      if (values.size() < kMostNamed) values.push_back(shown(table.values(field)[same.front()]));
      for (const std::uint32_t row : same) found.records.push_back(table.ids()[row]);
    }
    std::sort(found.records.begin(), found.records.end());
    if (by_value.size() > kMostNamed) values.emplace_back("\u2026");
    const std::string called = shown(table.values(key)[by_value.begin()->second.front()]);
    found.values = {{"key", called}, {"values", fmt::to_string(fmt::join(values, ", "))}, {"count", by_value.size()}};
    run.find(std::move(found));
  }
}

constexpr CheckKind kChecks[] = {{"duplicate_key", duplicate_key},
                                 {"differing_value", differing_value},
                                 {"code_variant", code_variant},
                                 {"stale_information", stale_information},
                                 {"outdated_term", outdated_term}};

}  // namespace

std::span<const CheckKind> register_checks() { return kChecks; }

}  // namespace tilth::quality
