// SPDX-License-Identifier: Apache-2.0
// A made-up register in which some people stand twice: who is proposed, who is not, and what must not matter.
#include "people/record_linkage.h"
#include "people/linkage_examples.h"

#include "base/problem.h"
#include "stats/rng.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace tilth::people {
namespace {

using cql2::Value;

const model::Model& base_model() {
  static const auto loaded = model::load({test::source_dir() / "model"});
  EXPECT_TRUE(loaded.problems.empty());
  return *loaded.model;
}
const model::RecordType& casualty() { return *base_model().find_type("casualty"); }
LinkageRule rule() { return read_linkage_rule(base_model(), casualty(), *same_person_rule(casualty())); }

using Pairs = std::set<std::pair<Uuid, Uuid>>;
std::pair<Uuid, Uuid> ordered(const Uuid& one, const Uuid& other) {
  return {std::min(one, other), std::max(one, other)};
}

constexpr const char* kGiven[] = {"Amina",  "Mohammed", "Fatima", "Yusuf",  "Karim",  "Leila",
                                  "Hassan", "Zahra",    "Omar",   "Nadia",  "Rashid", "Salma",
                                  "Tariq",  "Hawa",     "Idris",  "Mariam", "Bilal",  "Samira"};
constexpr const char* kFamily[] = {"Karimi",  "Barre", "Haddad", "Noori", "Rahmani", "Diallo", "Sesay",  "Traore",
                                   "Warsame", "Abdi",  "Farah",  "Jama",  "Kone",    "Sadat",  "Wardak", "Zadran"};

/// A register of so many people; every tenth has a second record with what people do to names and dates.
struct Register {
  std::vector<Person> persons;
  Pairs twice;

  Register(int people, std::uint64_t seed) : rng_(seed) {
    for (int i = 0; i < people; ++i) {
      const std::string given = pick(kGiven), family = pick(kFamily);
      const Date born{static_cast<std::int16_t>(1940 + rng_.raw() % 75), static_cast<std::uint8_t>(1 + rng_.raw() % 12),
                      static_cast<std::uint8_t>(1 + rng_.raw() % 28)};
      const Date hurt{static_cast<std::int16_t>(2015 + rng_.raw() % 10), static_cast<std::uint8_t>(1 + rng_.raw() % 12),
                      static_cast<std::uint8_t>(1 + rng_.raw() % 28)};
      const char* sex = rng_.uniform() < 0.3 ? "female" : "male";
      const Uuid place = Uuid::from_parts(1, 1, rng_.raw() % 40);
      const Uuid first = add(given + " " + family, born, hurt, sex, place);
      if (i % 10 != 0) continue;
      std::string name = given + " " + family;
      Date other_born = born, other_hurt = hurt;
      switch (i / 10 % 5) {
        case 0:
          name = family + ", " + given;
          break;
        case 1:
          name[2] = name[2] == 'e' ? 'a' : 'e';
          break;
        case 2:
          other_born = {born.year, 0, 0};
          break;
        case 3:
          other_hurt = {hurt.year, hurt.month, 0};
          break;
        default:
          name = given + " Noor " + family;
      }
      const Uuid second = add(name, other_born, other_hurt, sex, place);
      twice.insert(ordered(first, second));
    }
  }

  template <std::size_t n>
  std::string pick(const char* const (&names)[n]) {
    return names[rng_.raw() % n];
  }
  Uuid add(const std::string& name, Date born, Date hurt, const char* sex, const Uuid& place) {
    Person person{Uuid::from_parts(1'000 + static_cast<std::int64_t>(persons.size()), 1, rng_.raw()),
                  std::vector<Value>(casualty().fields.size())};
    const auto set = [&](std::string_view field, Value value) {
      person.values[static_cast<std::size_t>(casualty().index_of(field))] = std::move(value);
    };
    if (!name.empty()) set("name", Value{name});
    if (born.year != 0) set("date_of_birth", Value{born});
    set("happened_on", Value{hurt});
    set("sex", Value{std::string{sex}});
    set("place", Value{place.text()});
    persons.push_back(person);
    return person.id;
  }
  stats::Rng rng_;
};

Linkage linked(std::vector<Person> persons, LinkageOptions options = {}) {
  SilentProgress silent;
  return link_persons(rule(), std::move(persons), options, silent);
}

Pairs pairs_of(const Linkage& linkage, bool certain_only = false) {
  Pairs pairs;
  for (const ProposedPair& pair : linkage.pairs)
    if (pair.link || !certain_only) pairs.emplace(pair.one, pair.other);
  return pairs;
}

stats::LinkageQuality quality(const Pairs& found, const Pairs& truth) {
  Pairs both;
  std::set_intersection(found.begin(), found.end(), truth.begin(), truth.end(), std::inserter(both, both.end()));
  return stats::linkage_quality(static_cast<std::int64_t>(found.size()), static_cast<std::int64_t>(truth.size()),
                                static_cast<std::int64_t>(both.size()));
}

TEST(RecordLinkage, FindsThePeopleWhoStandTwiceAndAccusesFewOthers) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Register made{1'000, seed};
    const Linkage found = linked(made.persons);
    EXPECT_TRUE(found.estimated_u);
    EXPECT_TRUE(found.estimated_m);
    EXPECT_EQ(found.records, 1'100);
    EXPECT_EQ(found.compared, 1'100);
    EXPECT_GT(*found.reduction_ratio, 0.9);
    const stats::LinkageQuality all = quality(pairs_of(found), made.twice);
    EXPECT_GE(all.recall.value_or(0), 0.97) << "seed " << seed;
    EXPECT_GE(all.precision.value_or(0), 0.95) << "seed " << seed;
    EXPECT_GE(quality(pairs_of(found, true), made.twice).precision.value_or(0), 0.98) << "seed " << seed;
  }
}

TEST(RecordLinkage, TheRulesOwnSharesServeWhereThereIsTooLittleToEstimateThemFrom) {
  const Register made{40, 5};
  const Linkage found = linked(made.persons);
  EXPECT_FALSE(found.estimated_m) << "four people are no statistic";
  EXPECT_NEAR(found.model.lambda, 2 * 0.02 / 43, 1e-12);
  EXPECT_EQ(pairs_of(found), made.twice);
  const Linkage as_given = linked(Register{1'000, 1}.persons, {.estimate = false});
  EXPECT_FALSE(as_given.estimated_u);
  EXPECT_GE(quality(pairs_of(as_given), Register{1'000, 1}.twice).recall.value_or(0), 0.95);
}

TEST(RecordLinkage, TheOrderOfTheRecordsChangesNothing) {
  Register made{400, 4};
  const Linkage straight = linked(made.persons);
  ASSERT_FALSE(straight.pairs.empty());
  stats::Rng rng{9};
  for (int trial = 0; trial < 3; ++trial) {
    for (std::size_t i = made.persons.size(); i > 1; --i) std::swap(made.persons[i - 1], made.persons[rng.raw() % i]);
    const Linkage shuffled = linked(made.persons);
    ASSERT_EQ(shuffled.pairs.size(), straight.pairs.size());
    EXPECT_EQ(shuffled.candidates, straight.candidates);
    for (std::size_t i = 0; i < straight.pairs.size(); ++i) {
      EXPECT_EQ(shuffled.pairs[i].one, straight.pairs[i].one);
      EXPECT_EQ(shuffled.pairs[i].other, straight.pairs[i].other);
      EXPECT_EQ(shuffled.pairs[i].weight, straight.pairs[i].weight);
    }
  }
}

TEST(RecordLinkage, TheWeightIsThePriorAndWhatEachFieldAdds) {
  const Linkage found = linked(Register{300, 6}.persons);
  ASSERT_FALSE(found.pairs.empty());
  for (const ProposedPair& pair : found.pairs) {
    double sum = pair.weight;
    for (const double weight : pair.weights) sum -= weight;
    EXPECT_NEAR(sum, stats::prior_weight(found.model.lambda), 1e-9);
    EXPECT_LT(pair.one, pair.other);
    for (std::size_t i = 0; i < pair.levels.size(); ++i) {
      if (pair.levels[i] == stats::kMissing) {
        EXPECT_EQ(pair.weights[i], 0) << "a missing value adds nothing";
      }
    }
  }
}

TEST(RecordLinkage, NobodyIsProposedWithoutANameOrABirthDate) {
  Register made{0, 1};
  const Date day{2020, 5, 4};
  for (int i = 0; i < 30; ++i) made.add("", {}, day, "male", Uuid::from_parts(1, 1, 1));
  const Linkage found = linked(made.persons);
  EXPECT_EQ(found.records, 30);
  EXPECT_EQ(found.compared, 0);
  EXPECT_TRUE(found.pairs.empty()) << "thirty men hurt in one accident are thirty men";
}

TEST(RecordLinkage, NamesThatDifferAreNotMadeOnePersonByTheAccidentTheyShare) {
  Register made{200, 8};
  const Date day{2020, 5, 4};
  const Uuid place = Uuid::from_parts(1, 1, 1);
  const Uuid one = made.add("Amina Karimi", {}, day, "female", place);
  const Uuid other = made.add("Zahra Wardak", {}, day, "female", place);
  EXPECT_FALSE(pairs_of(linked(made.persons)).contains(ordered(one, other)));
}

TEST(RecordLinkage, ACommonNameWeighsLessThanARareOne) {
  Register made{0, 1};
  const Uuid place = Uuid::from_parts(1, 1, 1);
  const auto on = [](int month) { return Date{2020, static_cast<std::uint8_t>(month), 4}; };
  const std::pair rare = ordered(made.add("Quentin Oddname", {}, on(3), "male", place),
                                 made.add("Quentin Oddname", {}, on(3), "male", place));
  const std::pair common =
      ordered(made.add("Ali Hassan", {}, on(4), "male", place), made.add("Ali Hassan", {}, on(4), "male", place));
  for (int i = 0; i < 20; ++i) made.add("Ali Hassan", {}, on(5 + i % 8), "male", Uuid::from_parts(1, 1, 2));
  double of_rare = 0, of_common = 0;
  for (const ProposedPair& pair : linked(made.persons, {.estimate = false}).pairs) {
    if (std::pair{pair.one, pair.other} == rare) of_rare = pair.weights[0];
    if (std::pair{pair.one, pair.other} == common) of_common = pair.weights[0];
  }
  EXPECT_GT(of_rare, 10) << "0.75 / 0.0005";
  EXPECT_LT(of_common, 0) << "borne by 22 of 24";
}

TEST(RecordLinkage, ABlockThatIsTooLargeIsLeftOutAndSaidSo) {
  Register made{0, 1};
  for (int i = 0; i < 60; ++i) made.add("Ali Hassan", {}, {2020, 5, 4}, "male", Uuid::from_parts(1, 1, 1));
  const Linkage found = linked(made.persons, {.largest_block = 50});
  EXPECT_EQ(found.candidates, 0);
  EXPECT_GT(found.left_out.blocks, 0);
  EXPECT_GE(found.left_out.pairs, 60 * 59 / 2);
  const Linkage bounded = linked(Register{500, 2}.persons, {.most_candidates = 100});
  EXPECT_LE(bounded.candidates, 100);
}

TEST(RecordLinkage, RecordsKnownToBeOfOnePersonAreNoQuestion) {
  const model::RecordType& grant = *base_model().find_type("cva_grant");
  const LinkageRule grants = read_linkage_rule(base_model(), grant, *same_person_rule(grant));
  const auto of = [&](const char* code, std::uint64_t id) {
    Person person{Uuid::from_parts(5, 5, id), std::vector<Value>(grant.fields.size())};
    const auto set = [&](std::string_view field, const char* text) {
      person.values[static_cast<std::size_t>(grant.index_of(field))] = Value{std::string{text}};
    };
    set("recipient_code", code), set("recipient_name", "Amina Karimi"), set("sex", "female");
    set("age_band", "adult"), set("place", "00000000-0000-7000-8000-000000000001");
    return person;
  };
  SilentProgress silent;
  EXPECT_EQ(link_persons(grants, {of("R-1", 1), of("R-1", 2)}, {}, silent).candidates, 0);
  const Linkage two_codes = link_persons(grants, {of("R-1", 1), of("R-2", 2)}, {}, silent);
  EXPECT_EQ(two_codes.pairs.size(), 1U);
}

TEST(RecordLinkage, FollowsChainsOfConfirmedPairsAndNamesContradictions) {
  const auto id = [](std::uint64_t i) { return Uuid::from_parts(1, 1, i); };
  const SamePeople people =
      same_people({{id(1), id(2)}, {id(2), id(3)}, {id(7), id(8)}}, {{id(1), id(3)}, {id(1), id(7)}});
  EXPECT_EQ(people.groups, (std::vector<std::vector<Uuid>>{{id(1), id(2), id(3)}, {id(7), id(8)}}));
  const std::set<Uuid> all{id(1), id(2), id(3), id(7), id(8), id(9)};
  EXPECT_EQ(people.surplus(all), 3);
  EXPECT_EQ(people.surplus({id(1), id(3), id(7), id(8), id(9)}), 2);  // 2 is removed: 1 and 3 are still one person
  EXPECT_EQ(people.surplus({id(1), id(8), id(9)}), 0);
  EXPECT_EQ(people.surplus({}), 0);
  EXPECT_EQ(people.contradictions, (std::vector<std::pair<Uuid, Uuid>>{{id(1), id(3)}}));
  EXPECT_EQ(same_people({}, {{id(1), id(2)}}).surplus(all), 0);
}

/// Survivors, and the casualties that they may be, of a made-up province.
struct TwoTypes {
  const model::RecordType& survivor = *base_model().find_type("survivor_case");
  LinkageRule rule = read_linkage_rule(base_model(), survivor, *reference_rule(survivor, "casualty"));
  std::vector<Person> persons;

  Uuid add(bool referred, const char* name, const char* sex, std::uint64_t id, const char* place = "p1") {
    Person& person =
        persons.emplace_back(Person{Uuid::from_parts(7, 7, id), std::vector<Value>(survivor.fields.size())});
    person.referred = referred;
    const auto set = [&](std::string_view field, const char* text) {
      person.values[static_cast<std::size_t>(survivor.index_of(field))] = Value{std::string{text}};
    };
    set("name", name), set("sex", sex), set("age_band", "adult"), set("place", place);
    return person.id;
  }
  [[nodiscard]] Linkage linked(std::optional<double> lambda = {}) const {
    SilentProgress silent;
    return link_persons(rule, persons, {.estimate = false, .lambda = lambda}, silent);
  }
};

TEST(RecordLinkage, BetweenTwoTypesAPairIsOneOfEachAndTheReferredComesSecond) {
  TwoTypes two;
  // The casualty's id is the lower one: the order of a pair is that of the types.
  const Uuid casualty = two.add(true, "Mohammed Karimi", "male", 1),
             survivor = two.add(false, "KARIMI, Muhammad", "male", 2);
  two.add(false, "Mohammed Karimi", "male", 3, "p2");  // the same name elsewhere
  two.add(false, "Amina Karimi", "female", 4);
  two.add(true, "Karimi Mohammed", "male", 5, "p3");  // two casualties alike are no pair here, nor two survivors
  const Linkage found = two.linked(0.5 / 1000);
  ASSERT_EQ(found.pairs.size(), 1U);
  EXPECT_EQ(found.pairs[0].one, survivor);
  EXPECT_EQ(found.pairs[0].other, casualty);
  for (const ProposedPair& pair : two.linked().pairs) {
    const auto side = [&](const Uuid& id) {
      return std::find_if(two.persons.begin(), two.persons.end(), [&](const Person& one) { return one.id == id; })
          ->referred;
    };
    EXPECT_FALSE(side(pair.one));
    EXPECT_TRUE(side(pair.other));
  }
  // Of 3 survivors and 2 casualties there are 6 pairs, of which those are compared that share a block.
  EXPECT_DOUBLE_EQ(*found.reduction_ratio, 1 - static_cast<double>(found.candidates) / 6);
  EXPECT_DOUBLE_EQ(two.linked().model.lambda, 0.25) << "half of the survivors, each with one of 2 casualties";
}

TEST(RecordLinkage, ARuleBetweenTwoTypesIsReadAgainstBoth) {
  const model::RecordType& survivor = *base_model().find_type("survivor_case");
  EXPECT_EQ(same_person_rule(survivor)->id, "survivor_case.same_person");
  EXPECT_EQ(reference_rule(survivor, "place"), nullptr);
  model::Rule rule = *reference_rule(survivor, "casualty");
  const auto fault = [&]() -> std::string {
    try {
      (void)read_linkage_rule(base_model(), survivor, rule);
    } catch (const Problem& problem) {
      return problem.values().value("name", "") + ": " + problem.values().value("reason", "");
    }
    return "";
  };
  EXPECT_EQ(fault(), "");
  const Json whole = rule.parameters;
  const auto with = [&](const char* name, Json value) {
    rule.parameters = whole;
    rule.parameters[name] = std::move(value);
    return fault();
  };
  EXPECT_EQ(with("as", "name"), "as: expected a reference to one record");
  EXPECT_EQ(with("as", "nothing"), "nothing: the type has no such field");
  EXPECT_EQ(with("others", "outcome = ").substr(0, 33), "others: The filter cannot be read");
  EXPECT_EQ(with("others", "colour = 'red'"), "others: casualty has no field colour");
  EXPECT_EQ(with("known_by", "local_id"), "known_by: has no meaning between two types");
  EXPECT_EQ(with("blocks", {{"contact"}}), "contact: casualty has no such field, and nothing is compared with it");
  rule.parameters = whole;
  rule.parameters["compare"][0]["other"] = "surname";
  EXPECT_EQ(fault(), "compare.other: casualty has no field surname");
  rule.parameters = same_person_rule(survivor)->parameters;
  rule.parameters["compare"][0]["other"] = "name";
  EXPECT_EQ(fault(), "compare.other: has a meaning only with as");
}

TEST(RecordLinkage, BetweenAFewAndVeryManyTheRandomPairsAreDrawnFromEitherSide) {
  TwoTypes two;
  two.add(false, "Mohammed Karimi", "male", 1);
  constexpr std::uint64_t kMany = 250'000;
  two.persons.reserve(kMany + 1);
  for (std::uint64_t i = 0; i < kMany; ++i) two.add(true, i % 5 == 0 ? "Karimi" : "Zadran", "male", i + 2, "p2");
  SilentProgress silent;
  const Linkage found = link_persons(two.rule, two.persons, {}, silent);
  ASSERT_TRUE(found.estimated_u);
  const auto sex = std::find_if(two.rule.fields.begin(), two.rule.fields.end(), [&](const ComparedField& one) {
    return two.survivor.fields[static_cast<std::size_t>(one.field)].name == "sex";
  });
  EXPECT_GT(found.model.fields[static_cast<std::size_t>(sex - two.rule.fields.begin())].u.back(), 0.999)
      << "one is compared with the other side alone, all of one sex";
}

/// Somebody stops the work as soon as the candidates are compared.
class StoppedAfterComparing final : public Progress {
 public:
  void start(std::string_view step, std::uint64_t) override { comparing_ = step == "comparing"; }
  void done(std::uint64_t) override { stopped_ = stopped_ || comparing_; }
  [[nodiscard]] bool cancelled() const override { return stopped_; }

 private:
  bool comparing_ = false, stopped_ = false;
};

TEST(RecordLinkage, DrawingRandomPairsHearsThatItShouldStop) {
  Register people{600, 5};
  StoppedAfterComparing progress;
  try {
    (void)link_persons(rule(), people.persons, {}, progress);
    FAIL() << "it went on";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.kind().code, "job.cancelled");
  }
}

TEST(RecordLinkage, WhatARulesWhenReadsIsReadByTheRule) {
  model::Model model = base_model();
  for (model::RecordType& type : model.types)
    for (model::Field& field : type.fields)
      field.field_class = type.name == "survivor_case" && field.name == "victim_kind" ? model::FieldClass::personal
                                                                                      : model::FieldClass::restricted;
  const model::RecordType& survivor = *model.find_type("survivor_case");
  model::Rule rule = *reference_rule(survivor, "casualty");
  ASSERT_TRUE(rule.when);
  const auto names = read_linkage_rule(model, survivor, rule).field_names();
  EXPECT_NE(std::find(names.begin(), names.end(), "victim_kind"), names.end());
  // Whoever may not read a field of the condition is not told what it lets through.
  store::Caller caller;
  EXPECT_TRUE(may_link(caller, model, survivor, rule));
  caller.highest_class = model::FieldClass::restricted;
  EXPECT_FALSE(may_link(caller, model, survivor, rule));
  rule.when.reset();
  EXPECT_TRUE(may_link(caller, model, survivor, rule));
  rule.when = cql2::parse_text("casualty.code IS NULL");
  try {
    (void)read_linkage_rule(model, survivor, rule);
    FAIL() << "a path says nothing of the class of what it reads";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.values().value("name", ""), "casualty.code");
  }
}

TEST(RecordLinkage, ExamplesOfARuleAreTried) {
  EXPECT_TRUE(linkage_problems(base_model()).empty());
  model::Model model = base_model();
  model::Rule* rule = nullptr;
  for (model::RecordType& type : model.types)
    for (model::Rule& one : type.rules)
      if (one.id == "survivor_case.same_as_casualty") rule = &one;
  ASSERT_GE(rule->examples.size(), 2U);
  for (model::RuleExample& example : rule->examples) example.holds = !example.holds;
  const auto wrong = linkage_problems(model);
  ASSERT_EQ(wrong.size(), rule->examples.size());
  EXPECT_EQ(wrong[0].message, "The example of survivor_case.same_as_casualty is proposed, and should not be.");
  EXPECT_EQ(wrong[1].message, "The example of survivor_case.same_as_casualty is not proposed, and should be.");
  rule->examples[0].values["casualty.surname"] = "Karimi";
  EXPECT_EQ(linkage_problems(model)[0].message,
            "The example of survivor_case.same_as_casualty names casualty.surname, which is no field.");
  // A rule that no file has, as of a model made in memory, stands at no line.
  rule->examples[0].at = "in memory";
  EXPECT_EQ(linkage_problems(model)[0].file, "in memory");
  EXPECT_EQ(linkage_problems(model)[0].line, 0);
}

TEST(RecordLinkage, ARuleThatMakesNoComparisonIsRefusedByName) {
  model::Rule broken = *same_person_rule(casualty());
  const auto refused = [&](const char* name) {
    try {
      (void)read_linkage_rule(base_model(), casualty(), broken);
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.kind().code, "check.bad_parameter");
      return problem.values().value("name", "") == name;
    }
    return false;
  };
  const Json whole = broken.parameters;
  broken.parameters["blocks"] = Json::array();
  EXPECT_TRUE(refused("blocks"));
  broken.parameters = whole;
  broken.parameters["compare"][0]["m"] = {0.5, 0.5};
  EXPECT_TRUE(refused("m"));
  broken.parameters = whole;
  broken.parameters["compare"][0]["field"] = "nick_name";
  EXPECT_TRUE(refused("nick_name"));
  broken.parameters = whole;
  broken.parameters["link"] = 0.1;
  EXPECT_TRUE(refused("review"));
  broken.parameters = whole;
  broken.parameters["tresholds"] = 1;
  EXPECT_TRUE(refused("tresholds"));
}

}  // namespace
}  // namespace tilth::people
