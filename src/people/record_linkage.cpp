// SPDX-License-Identifier: Apache-2.0
// Pairs of records that may be of one person.
#include "people/record_linkage.h"

#include "base/fold.h"
#include "base/problem.h"
#include "geo/parallel.h"
#include "people/person_name.h"
#include "stats/rng.h"
#include "store/rights.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

namespace tilth::people {
namespace {

using cql2::Value;
using stats::kMissing;

constexpr std::int64_t kRandomPairs = 200'000;  // u of 0.001 comes out within 7 %
constexpr std::int64_t kFewestForU = 1'000;     // pairs of which a field has values in both
constexpr double kFewestMatches = 10;           // below, m would be the story of a few people
constexpr std::int64_t kBetweenLooks = 4'096;   // comparisons, at whether it was cancelled
constexpr unsigned kThreads = 2;
constexpr std::uint64_t kSeed = 33;  // the draw of random pairs; the same records give the same pairs

std::optional<double> number_in(const Value& value) {
  if (const auto* real = std::get_if<double>(&value.base())) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(&value.base())) return static_cast<double>(*whole);
  return std::nullopt;
}

std::optional<Date> date_in(const Value& value) {
  if (const auto* date = std::get_if<Date>(&value.base())) return *date;
  if (const auto* instant = std::get_if<Instant>(&value.base())) return instant->date();
  return std::nullopt;
}

/// A value as it is compared for being the same; empty where there is none.
std::string plain_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.base())) {
    std::string folded = fold_name(*text);
    std::erase(folded, ' ');
    return folded;
  }
  if (const auto date = date_in(value)) return date->text();
  if (const auto number = number_in(value)) return Json(*number).dump();
  if (const auto* flag = std::get_if<bool>(&value.base())) return *flag ? "true" : "false";
  return {};
}

/// A value made ready once for all its comparisons.
struct Prepared {
  bool has = false;
  PersonName name;
  std::optional<Date> date;
  double number = 0;
  std::string text;  ///< for being the same, and for how common it is
};

Prepared prepared(const ComparedField& field, const Value& value) {
  Prepared made;
  switch (field.as) {
    case ComparedAs::name:
      if (const auto* text = std::get_if<std::string>(&value.base())) made.name = person_name(*text);
      made.has = !made.name.empty();
      for (const std::string& word : made.name.words) made.text += word + " ";
      break;
    case ComparedAs::date:
      made.date = date_in(value);
      made.has = made.date.has_value();
      break;
    case ComparedAs::number:
      if (const auto number = number_in(value)) made.has = true, made.number = *number;
      break;
    case ComparedAs::same:
      if (const auto* text = std::get_if<std::string>(&value.base()); text != nullptr && field.unknown.contains(*text))
        break;
      made.text = plain_text(value);
      made.has = !made.text.empty();
      break;
  }
  return made;
}

bool one_digit_differs(const std::string& one, const std::string& other) {
  if (one.size() != other.size()) return false;
  int differ = 0;
  for (std::size_t i = 0; i < one.size(); ++i) differ += one[i] == other[i] ? 0 : 1;
  return differ == 1;
}

std::int8_t date_agreement(const Date& one, const Date& other, double near_days) {
  const bool days = one.day != 0 && other.day != 0;
  if (days && one == other) return 2;
  if (one.year == other.year && (one.month == 0 || other.month == 0 || (one.month == other.month && !days))) return 1;
  if (!days) return 0;
  if (std::abs(one.first_day() - other.first_day()) <= near_days) return 1;
  if (one.year == other.year && one.month == other.day && one.day == other.month) return 1;
  return one_digit_differs(one.text(), other.text()) ? 1 : 0;
}

std::int8_t agreement(const ComparedField& field, const Prepared& one, const Prepared& other) {
  if (!one.has || !other.has) return kMissing;
  switch (field.as) {
    case ComparedAs::name:
      return name_agreement(one.name, other.name);
    case ComparedAs::date:
      return date_agreement(*one.date, *other.date, field.near);
    case ComparedAs::number:
      if (one.number == other.number) return 2;
      return std::abs(one.number - other.number) <= field.near ? 1 : 0;
    case ComparedAs::same:
      break;
  }
  return one.text == other.text ? 1 : 0;
}

// Four bits a field: its level plus one.
using Packed = std::uint32_t;
Packed packed(const stats::Levels& levels) {
  Packed bits = 0;
  for (std::size_t i = 0; i < levels.size(); ++i) bits |= static_cast<Packed>(levels[i] + 1) << 4 * i;
  return bits;
}
stats::Levels unpacked(Packed bits, std::size_t fields) {
  stats::Levels levels(fields);
  for (std::size_t i = 0; i < fields; ++i)
    levels[i] = static_cast<std::int8_t>(static_cast<int>(bits >> 4 * i & 0xf) - 1);
  return levels;
}

using Pair = std::pair<std::uint32_t, std::uint32_t>;

void stop_if_cancelled(const Progress& progress) {
  if (progress.cancelled()) throw Problem{"job.cancelled"};
}

class Linking {
 public:
  Linking(const LinkageRule& rule, std::vector<Person> persons, const LinkageOptions& options, Progress& progress)
      : rule_(rule), persons_(std::move(persons)), options_(options), progress_(progress) {}

  Linkage run() {
    result_.records = static_cast<std::int64_t>(persons_.size());
    std::sort(persons_.begin(), persons_.end(), [](const Person& a, const Person& b) { return a.id < b.id; });
    prepare();
    result_.compared = static_cast<std::int64_t>(persons_.size());
    find_candidates();
    result_.candidates = static_cast<std::int64_t>(candidates_.size());
    result_.reduction_ratio = stats::reduction_ratio(all_pairs(), result_.candidates);
    start_model();
    compare_candidates();
    if (options_.estimate && all_pairs() > 0) {
      estimate_u();
      estimate_m();
    }
    propose();
    return std::move(result_);
  }

 private:
  /// Keeps those of whom something is known that identifies a person.
  void prepare() {
    progress_.start("names", persons_.size());
    std::vector<Person> kept;
    std::uint64_t done = 0;
    for (Person& person : persons_) {
      if (++done % 4096 == 0) stop_if_cancelled(progress_), progress_.done(done);
      std::vector<Prepared> values;
      bool identified = false;
      for (const ComparedField& field : rule_.fields) {
        values.push_back(prepared(field, person.values.at(static_cast<std::size_t>(field.field))));
        identified = identified || (field.identifies && values.back().has);
      }
      if (!identified) continue;
      prepared_.push_back(std::move(values));
      referred_ += person.referred ? 1 : 0;
      if (rule_.known_by >= 0)
        known_by_.push_back(plain_text(person.values.at(static_cast<std::size_t>(rule_.known_by))));
      kept.push_back(std::move(person));
    }
    persons_ = std::move(kept);
  }

  [[nodiscard]] std::int64_t all_pairs() const {
    const auto n = static_cast<std::int64_t>(persons_.size());
    return rule_.across() ? (n - referred_) * referred_ : n * (n - 1) / 2;
  }
  /// Two records of one side of two types are no pair.
  [[nodiscard]] bool makes_a_pair(std::uint32_t one, std::uint32_t other) const {
    return one != other && (!rule_.across() || persons_[one].referred != persons_[other].referred);
  }
  [[nodiscard]] std::int64_t pairs_in(const std::vector<std::uint32_t>& block) const {
    const auto n = static_cast<std::int64_t>(block.size());
    if (!rule_.across()) return n * (n - 1) / 2;
    const auto other = std::count_if(block.begin(), block.end(), [&](std::uint32_t i) { return persons_[i].referred; });
    return other * (n - other);
  }

  [[nodiscard]] bool known_to_be_one(std::uint32_t one, std::uint32_t other) const {
    return rule_.known_by >= 0 && !known_by_[one].empty() && known_by_[one] == known_by_[other];
  }

  void find_candidates() {
    std::vector<std::vector<std::uint32_t>> blocks;
    for (const std::vector<BlockPart>& key : rule_.blocks) {
      std::map<std::string, std::vector<std::uint32_t>> members;
      for (std::uint32_t i = 0; i < persons_.size(); ++i)
        for (std::string& value : key_values(key, persons_[i])) members[std::move(value)].push_back(i);
      for (auto& [value, list] : members)
        if (list.size() > 1) blocks.push_back(std::move(list));
    }
    std::stable_sort(blocks.begin(), blocks.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
    std::int64_t taken = 0;
    for (const std::vector<std::uint32_t>& block : blocks) {
      const auto n = static_cast<std::int64_t>(block.size());
      const std::int64_t pairs = pairs_in(block);
      if (pairs == 0) continue;
      if (n > options_.largest_block || taken + pairs > options_.most_candidates) {
        ++result_.left_out.blocks;
        result_.left_out.pairs += pairs;
        continue;
      }
      taken += pairs;
      stop_if_cancelled(progress_);
      for (std::size_t i = 0; i < block.size(); ++i)
        for (std::size_t k = i + 1; k < block.size(); ++k)
          if (makes_a_pair(block[i], block[k]) && !known_to_be_one(block[i], block[k]))
            candidates_.emplace_back(block[i], block[k]);
    }
    std::sort(candidates_.begin(), candidates_.end());
    candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
  }

  [[nodiscard]] stats::Levels levels_of(const Pair& pair) const {
    stats::Levels levels;
    for (std::size_t i = 0; i < rule_.fields.size(); ++i)
      levels.push_back(agreement(rule_.fields[i], prepared_[pair.first][i], prepared_[pair.second][i]));
    for (std::size_t i = 0; i < levels.size(); ++i)
      if (const int other = rule_.fields[i].instead_of;
          other >= 0 && levels[static_cast<std::size_t>(other)] != kMissing)
        levels[i] = kMissing;
    return levels;
  }

  void start_model() {
    const auto n = static_cast<double>(std::max<std::size_t>(persons_.size(), 2));
    const auto others = static_cast<double>(std::max<std::int64_t>(referred_, 1));
    result_.model.lambda = std::min(rule_.across() ? rule_.duplicates / others : 2 * rule_.duplicates / (n - 1), 0.5);
    if (options_.lambda) result_.model.lambda = *options_.lambda;
    for (const ComparedField& field : rule_.fields) result_.model.fields.push_back(field.agreement);
  }

  void compare_candidates() {
    progress_.start("comparing", candidates_.size());
    levels_.resize(candidates_.size());
    constexpr std::size_t kAtOnce = 1U << 18;  // between looks at whether it was cancelled
    for (std::size_t from = 0; from < candidates_.size(); from += kAtOnce) {
      stop_if_cancelled(progress_);
      const std::size_t count = std::min(kAtOnce, candidates_.size() - from);
      geo::in_parallel(count, kThreads, 1024, [&](unsigned, std::size_t begin, std::size_t end) {
        for (std::size_t i = from + begin; i < from + end; ++i) levels_[i] = packed(levels_of(candidates_[i]));
      });
      progress_.done(from + count);
    }
  }

  /// All pairs where they are few, else kRandomPairs drawn at random; each is one that could be compared.
  template <typename Visit>
  void for_some_pairs(const Visit& visit) const {
    std::vector<std::uint32_t> ones, others;  // between two types, either side; within one, everybody
    for (std::uint32_t i = 0; i < persons_.size(); ++i)
      (rule_.across() && persons_[i].referred ? others : ones).push_back(i);
    if (all_pairs() <= kRandomPairs) {
      for (std::size_t i = 0; i < ones.size(); ++i) {
        if (rule_.across())
          for (const std::uint32_t other : others) visit(ones[i], other);
        else
          for (std::size_t k = i + 1; k < ones.size(); ++k) visit(ones[i], ones[k]);
      }
      return;
    }
    stats::Rng rng{kSeed};
    const std::vector<std::uint32_t>& second = rule_.across() ? others : ones;
    for (std::int64_t drawn = 0; drawn < kRandomPairs;) {
      const std::uint32_t one = ones[rng.raw() % ones.size()], other = second[rng.raw() % second.size()];
      if (one == other) continue;  // nobody is a pair alone; of so many, hardly ever drawn
      visit(one, other);
      ++drawn;
    }
  }

  /// u by level, from pairs drawn at random: almost all are of two people.
  void estimate_u() {
    std::vector<std::vector<double>> counts;
    for (const ComparedField& field : rule_.fields) counts.emplace_back(field.agreement.u.size());
    const auto count = [&](const Pair& pair) {
      const stats::Levels levels = levels_of(pair);
      for (std::size_t i = 0; i < levels.size(); ++i)
        if (levels[i] != kMissing) ++counts[i][static_cast<std::size_t>(levels[i])];
    };
    std::int64_t counted = 0;
    for_some_pairs([&](std::uint32_t one, std::uint32_t other) {
      if (++counted % kBetweenLooks == 0) stop_if_cancelled(progress_);
      count({std::min(one, other), std::max(one, other)});
    });
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const double sum = std::accumulate(counts[i].begin(), counts[i].end(), 0.0);
      if (sum < kFewestForU) continue;
      // Half a pair more at each level: what was never drawn is rare, not impossible.
      std::vector<double>& u = result_.model.fields[i].u;
      for (std::size_t level = 0; level < u.size(); ++level)
        u[level] = (counts[i][level] + 0.5) / (sum + 0.5 * static_cast<double>(u.size()));
      result_.estimated_u = true;
    }
  }

  /// m and lambda by EM over the candidates; all pairs that no block has are of two people. Kept only where what came
  /// out is a story of persons: enough of them, who agree in what identifies them.
  void estimate_m() {
    std::map<Packed, double> counts;
    for (const Packed levels : levels_) ++counts[levels];
    std::vector<stats::AgreementPattern> patterns;
    for (const auto& [levels, count] : counts) patterns.push_back({unpacked(levels, rule_.fields.size()), count});
    const stats::EmResult em =
        stats::estimate_linkage(result_.model, patterns,
                                {.hold_u = true,
                                 .outside = static_cast<double>(all_pairs() - result_.candidates),
                                 .tolerance = 1e-10,
                                 .most_rounds = 2'000});
    const bool enough = em.model.lambda * static_cast<double>(all_pairs()) >= kFewestMatches;
    bool identified = true;
    for (std::size_t i = 0; i < rule_.fields.size(); ++i)
      if (rule_.fields[i].identifies && em.model.fields[i].m.front() > 0.5) identified = false;
    if (!em.converged || !enough || !identified) return;
    result_.model = em.model;
    result_.estimated_m = true;
    result_.rounds = static_cast<int>(em.log_likelihood.size()) - 1;
  }

  [[nodiscard]] std::vector<std::unordered_map<std::string, std::int64_t>> counts_of_values() const {
    std::vector<std::unordered_map<std::string, std::int64_t>> counts(rule_.fields.size());
    for (std::size_t i = 0; i < rule_.fields.size(); ++i)
      if (rule_.fields[i].common_values)
        for (const std::vector<Prepared>& values : prepared_)
          if (values[i].has) ++counts[i][values[i].text];
    return counts;
  }

  void propose() {
    const auto counts = counts_of_values();
    std::vector<double> with_value(rule_.fields.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
      for (const auto& [value, count] : counts[i]) with_value[i] += static_cast<double>(count);
    for (std::size_t at = 0; at < candidates_.size(); ++at) {
      ProposedPair pair;
      pair.levels = unpacked(levels_[at], rule_.fields.size());
      bool identified = false;
      pair.weight = stats::prior_weight(result_.model.lambda);
      for (std::size_t i = 0; i < pair.levels.size(); ++i) {
        const stats::FieldAgreement& field = result_.model.fields[i];
        const std::int8_t level = pair.levels[i];
        double weight = stats::field_weight(field, level);
        identified = identified || (rule_.fields[i].identifies && level > 0);
        if (rule_.fields[i].common_values && level != kMissing &&
            static_cast<std::size_t>(level) + 1 == field.u.size()) {
          // Two records alone may be the one person twice, so they say nothing of how common the value is.
          const std::int64_t bearers = counts[i].at(prepared_[candidates_[at].first][i].text);
          if (bearers > 2)
            weight += std::min(
                0.0, stats::term_frequency_weight(field.u.back(), static_cast<double>(bearers) / with_value[i]));
        }
        pair.weights.push_back(weight);
        pair.weight += weight;
      }
      pair.probability = stats::match_probability(pair.weight);
      if (!identified || pair.probability < rule_.review) continue;
      pair.link = pair.probability >= rule_.link;
      pair.one = persons_[candidates_[at].first].id;
      pair.other = persons_[candidates_[at].second].id;
      if (persons_[candidates_[at].first].referred) std::swap(pair.one, pair.other);
      result_.pairs.push_back(std::move(pair));
    }
    std::stable_sort(result_.pairs.begin(), result_.pairs.end(),
                     [](const ProposedPair& a, const ProposedPair& b) { return a.weight > b.weight; });
  }

  const LinkageRule& rule_;
  std::vector<Person> persons_;
  const LinkageOptions& options_;
  Progress& progress_;
  std::vector<std::vector<Prepared>> prepared_;  // by person, by compared field
  std::vector<std::string> known_by_;            // by person; empty where the rule names no such field
  std::vector<Pair> candidates_;                 // sorted
  std::int64_t referred_ = 0;                    // persons of the referred type
  std::vector<Packed> levels_;                   // by candidate
  Linkage result_;
};

}  // namespace

std::vector<std::string> key_values(const std::vector<BlockPart>& key, const Person& person) {
  std::vector<std::string> values{""};
  for (const BlockPart& part : key) {
    const Value& value = person.values.at(static_cast<std::size_t>(part.field));
    std::vector<std::string> of_part;
    if (part.of == BlockPart::Of::sound) {
      if (const auto* text = std::get_if<std::string>(&value.base()))
        for (std::string& sound : person_name(*text).sounds)
          if (sound.size() > 1) of_part.push_back(std::move(sound));
      of_part.erase(std::unique(of_part.begin(), of_part.end()), of_part.end());
    } else if (part.of == BlockPart::Of::year) {
      if (const auto date = date_in(value)) of_part.push_back(std::to_string(date->year));
    } else if (std::string text = plain_text(value); !text.empty()) {
      of_part.push_back(std::move(text));
    }
    std::vector<std::string> longer;
    for (const std::string& before : values)
      for (const std::string& next : of_part) longer.push_back(before + "|" + next);
    values = std::move(longer);
  }
  return values;
}

std::vector<std::string> code_parts(const std::vector<BlockPart>& key, const Person& person) {
  const auto joined = [](const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return raise_case(text);
  };
  std::vector<std::string> parts;
  for (const BlockPart& part : key) {
    const Value& value = person.values.at(static_cast<std::size_t>(part.field));
    if (const auto* text = std::get_if<std::string>(&value.base())) {
      const PersonName name = person_name(*text);
      parts.push_back(joined(part.of == BlockPart::Of::sound ? name.sounds : name.words));
    } else if (const auto date = date_in(value); date && part.of == BlockPart::Of::year) {
      parts.push_back(std::to_string(date->year));
    } else {
      parts.push_back(plain_text(value));
    }
    if (parts.back().empty()) return {};
  }
  return parts;
}

Linkage link_persons(const LinkageRule& rule, std::vector<Person> persons, const LinkageOptions& options,
                     Progress& progress) {
  return Linking{rule, std::move(persons), options, progress}.run();
}

bool may_link(const store::Caller& caller, const model::Model& model, const model::RecordType& type,
              const model::Rule& rule) {
  const LinkageRule read = read_linkage_rule(model, type, rule);
  const auto sees = [&](const model::RecordType& of, const std::vector<std::string>& fields) {
    return store::may_see(caller, of) && std::all_of(fields.begin(), fields.end(), [&](const std::string& name) {
             return store::may_see(caller, *of.find(name));
           });
  };
  return sees(type, read.field_names()) && (!read.across() || sees(*read.referred, read.other_field_names()));
}

bool sees_all_compared(const store::Caller& caller, const LinkageRule& rule) {
  return store::sees_all_rows(caller, *rule.type) && (!rule.across() || store::sees_all_rows(caller, *rule.referred));
}

namespace {

/// Of a rule between two types: those whose reference is empty, and that its `when` holds.
std::optional<cql2::Expression> without_reference(const LinkageRule& rule) {
  if (!rule.across()) return std::nullopt;
  std::string text = "\"" + rule.type->fields[static_cast<std::size_t>(rule.reference)].name + "\" IS NULL";
  if (rule.rule->when) text += " AND (" + cql2::to_text(*rule.rule->when) + ")";
  return cql2::parse_text(text);
}

}  // namespace

std::vector<Value> as_compared(const LinkageRule& rule, const std::vector<Value>& values) {
  std::vector<Value> made(rule.type->fields.size());
  const auto put = [&](int field, int other) {
    made[static_cast<std::size_t>(field)] = values.at(static_cast<std::size_t>(other));
  };
  for (const ComparedField& one : rule.fields) put(one.field, one.other);
  for (const std::vector<BlockPart>& key : rule.blocks)
    for (const BlockPart& part : key) put(part.field, part.other);
  return made;
}

std::vector<Person> read_persons(const store::Store& store, const store::Caller& caller, const LinkageRule& rule,
                                 Progress& progress) {
  const model::RecordType& type = *rule.type;
  if (!sees_all_compared(caller, rule) || !may_link(caller, *store.model(), type, *rule.rule))
    throw Problem{"link.hidden_names", {{"type", type.name}}};
  std::vector<Person> persons;
  progress.start("reading", static_cast<std::uint64_t>(store.at_most(caller, type.name)));
  const auto read = [&](const store::Query& query, bool referred) {
    store.each(caller, query, [&](const store::Record& record) {
      persons.push_back({record.id, referred ? as_compared(rule, record.values) : record.values, referred});
      if (persons.size() % 1024 == 0) progress.done(persons.size());
      return !progress.cancelled();
    });
  };
  read({.type = type.name, .where = without_reference(rule), .fields = rule.field_names()}, false);
  if (rule.across())
    read({.type = rule.referred->name, .where = rule.others, .fields = rule.other_field_names()}, true);
  stop_if_cancelled(progress);
  return persons;
}

Linkage link_records(const store::Store& store, const store::Caller& caller, const LinkageRule& rule,
                     const LinkageOptions& options, Progress& progress) {
  return link_persons(rule, read_persons(store, caller, rule, progress), options, progress);
}

std::int64_t SamePeople::surplus(const std::set<Uuid>& there) const {
  std::int64_t all = 0;
  for (const std::vector<Uuid>& group : groups) {
    const auto left = std::count_if(group.begin(), group.end(), [&](const Uuid& id) { return there.contains(id); });
    all += std::max<std::int64_t>(left - 1, 0);
  }
  return all;
}

SamePeople same_people(const std::vector<std::pair<Uuid, Uuid>>& same,
                       const std::vector<std::pair<Uuid, Uuid>>& different) {
  std::map<Uuid, Uuid> above;
  const auto head = [&](Uuid id) {
    for (auto at = above.find(id); at != above.end() && at->second != id; at = above.find(id)) id = at->second;
    return id;
  };
  for (const auto& [one, other] : same) {
    above.try_emplace(one, one);
    above.try_emplace(other, other);
    const Uuid a = head(one), b = head(other);
    above[std::max(a, b)] = std::min(a, b);
  }
  std::map<Uuid, std::vector<Uuid>> groups;
  for (const auto& [id, to] : above) groups[head(id)].push_back(id);
  SamePeople made;
  for (auto& [first, group] : groups) made.groups.push_back(std::move(group));
  for (const auto& [one, other] : different)
    if (above.contains(one) && above.contains(other) && head(one) == head(other))
      made.contradictions.emplace_back(one, other);
  return made;
}

}  // namespace tilth::people
