// SPDX-License-Identifier: Apache-2.0
// A model's files: what loads, and what each fault says with file and line.
#include "model/record_check.h"
#include "model/small_model.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tilth::model {
namespace {

std::vector<ModelProblem> problems_with(const std::string& file, const std::string& from, const std::string& to) {
  Sources sources = small_model();
  std::string& text = sources.at(file);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  return load_sources(sources).problems;
}

testing::AssertionResult says(const std::vector<ModelProblem>& problems, const std::string& file, int line,
                              const std::string& words) {
  for (const ModelProblem& problem : problems) {
    if (problem.file == file && problem.line == line &&
        (problem.message + " " + problem.hint).find(words) != std::string::npos) {
      return testing::AssertionSuccess();
    }
  }
  auto failure = testing::AssertionFailure()
                 << "no problem at " << file << ":" << line << " says \"" << words << "\"; there are:";
  for (const ModelProblem& problem : problems)
    failure << "\n  " << problem.file << ":" << problem.line << ": " << problem.message << " " << problem.hint;
  return failure;
}

TEST(ModelFiles, LoadWithoutAProblemAndTheirExamplesComeOutRight) {
  const Loaded loaded = load_sources(small_model());
  for (const ModelProblem& problem : loaded.problems)
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message;
  ASSERT_NE(loaded.model, nullptr);
  EXPECT_TRUE(run_examples(*loaded.model).empty());
  EXPECT_EQ(loaded.model->find_type("find")->title.in("fr"), "Découverte");
  EXPECT_EQ(loaded.model->find_type("place")->title.in("fr"), "[en] Place");
}

TEST(ModelFiles, SpreadACountIntoSexAndAgeWithATotalThatIsMissingWhenNothingIsKnown) {
  const Loaded loaded = load_sources(small_model());
  const RecordType& find = *loaded.model->find_type("find");
  ASSERT_GE(find.index_of("people_girls"), 0);
  const CompiledType compiled{*loaded.model, find};
  std::vector<cql2::Value> values(find.fields.size());
  compiled.compute(values);
  EXPECT_TRUE(values[static_cast<std::size_t>(find.index_of("people_total"))].is_null());
  values[static_cast<std::size_t>(find.index_of("people_girls"))] = std::int64_t{3};
  values[static_cast<std::size_t>(find.index_of("people_unknown"))] = std::int64_t{2};
  compiled.compute(values);
  EXPECT_EQ(std::get<std::int64_t>(values[static_cast<std::size_t>(find.index_of("people_total"))]), 5);
}

TEST(ModelFiles, NameTheNearestKnownWordForEachUnknownOne) {
  EXPECT_TRUE(says(problems_with("types/find.yaml", "severity: error", "sevrity: error"), "types/find.yaml", 14,
                   "Did you mean `severity`?"));
  EXPECT_TRUE(says(problems_with("types/find.yaml", "codes: kind", "codes: kinds"), "types/find.yaml", 5,
                   "Did you mean kind?"));
  EXPECT_TRUE(
      says(problems_with("types/find.yaml", "to: place", "to: plase"), "types/find.yaml", 8, "Did you mean place?"));
  EXPECT_TRUE(says(problems_with("types/find.yaml", "kind: counts", "kind: count"), "types/find.yaml", 9,
                   "Did you mean counts?"));
  EXPECT_TRUE(says(problems_with("types/find.yaml", "must: closed_on >= found_on", "must: closed_on >= fond_on"),
                   "types/find.yaml", 16, "did you mean found_on?"));
  EXPECT_TRUE(
      says(problems_with("types/find.yaml", "before {found_on}", "before {found}"), "types/find.yaml", 18, "{found}"));
}

TEST(ModelFiles, RefuseARuleWithoutBothKindsOfExampleOrASource) {
  EXPECT_TRUE(says(problems_with("types/find.yaml", "holds: false", "holds: true"), "types/find.yaml", 13,
                   "an example that holds and one that does not"));
  EXPECT_TRUE(says(problems_with("types/find.yaml", "    source: test\n    examples", "    examples"),
                   "types/find.yaml", 13, "names no `source`"));
}

TEST(ModelFiles, RefuseTheMarkOfWhatIsToBeCheckedWithoutAnEdition) {
  const std::string kinds = "title: Kind\nvalues:", places = "title: Place\nsource: test\n";
  EXPECT_TRUE(says(problems_with("codes/kind.yaml", kinds, "title: Kind\nsource: S 1\nmark: U\nvalues:"),
                   "codes/kind.yaml", 4, "is marked U and names no `edition`"));
  EXPECT_TRUE(says(problems_with("types/place.yaml", places, places + "mark: U\n"), "types/place.yaml", 4,
                   "names no `edition`"));
  EXPECT_TRUE(says(problems_with("types/place.yaml", "required: true}", "required: true, source: S 1, mark: U}"),
                   "types/place.yaml", 5, "names no `edition`"));
  EXPECT_TRUE(problems_with("types/place.yaml", places, places + "edition: not seen\nmark: U\n").empty());
}

TEST(ModelFiles, FindAnExampleThatComesOutOtherwise) {
  Sources sources = small_model();
  std::string& text = sources.at("types/find.yaml");
  text.replace(text.find("closed_on: 2024-02-01"), 21, "closed_on: 2024-04-01");
  const Loaded loaded = load_sources(sources);
  ASSERT_NE(loaded.model, nullptr);
  EXPECT_TRUE(says(run_examples(*loaded.model), "types/find.yaml", 22, "holds, and should not"));
}

TEST(ModelFiles, KeepEncryptedFieldsOutOfRules) {
  EXPECT_TRUE(says(
      problems_with("types/find.yaml", "must: closed_on >= found_on", "must: closed_on >= found_on AND note <> ''"),
      "types/find.yaml", 16, "encrypted"));
}

TEST(ModelFiles, KeepEncryptedFieldsOutOfRulesAndFiguresAlongReferencesToo) {
  Sources sources = small_model();
  const std::string part = "type: part\ntitle: Part\nsource: t\nfields:\n  find: {kind: reference, to: find}\n";
  sources["types/part.yaml"] = part +
                               "rules:\n  - id: part.odd\n    severity: note\n    must: find.note <> ''\n    message: "
                               "\"Odd {find.note}\"\n    source: t\n    examples:\n      - {holds: true}\n      - "
                               "{holds: false}\n";
  auto problems = load_sources(sources).problems;
  EXPECT_TRUE(says(problems, "types/part.yaml", 9, "`must` speaks of find.note, which is encrypted"));
  EXPECT_TRUE(says(problems, "types/part.yaml", 10, "{find.note}, which is encrypted"));
  sources["types/part.yaml"] = part;
  sources["indicators/p.yaml"] =
      "indicator: parts\ntitle: Parts\ndefinition: Parts.\nunit: parts\nvalue: distinct(find.note)\nof: part\n"
      "split_by: [find.note]\nsource: t\n";
  problems = load_sources(sources).problems;
  EXPECT_TRUE(says(problems, "indicators/p.yaml", 1, "speaks of find.note, which is encrypted"));
  EXPECT_TRUE(says(problems, "indicators/p.yaml", 1, "split find.note is encrypted"));
}

TEST(ModelFiles, RefuseCirclesAliasesDeepNestingAndDoubleKeys) {
  EXPECT_TRUE(
      says(problems_with(
               "types/find.yaml", "  depth: {kind: length,",
               "  a: {kind: decimal, computed: b + 1}\n  b: {kind: decimal, computed: a + 1}\n  depth: {kind: length,"),
           "types/find.yaml", 11, "circle"));
  EXPECT_TRUE(says(problems_with("types/place.yaml", "title: Place", "title: &a Place\nplural: *a"), "types/place.yaml",
                   2, "anchor"));
  EXPECT_TRUE(says(problems_with("types/place.yaml", "title: Place", "title: Place\ntitle: Other"), "types/place.yaml",
                   3, "twice"));
  EXPECT_TRUE(
      says(problems_with("types/place.yaml", "title: Place", "title: " + std::string(500, '[') + std::string(500, ']')),
           "types/place.yaml", 2, "too deep"));
}

/// The small model with text after a file's own.
std::vector<ModelProblem> problems_after(const std::string& file, const std::string& more) {
  Sources sources = small_model();
  sources[file] += more;
  return load_sources(sources).problems;
}

testing::AssertionResult anywhere(const std::vector<ModelProblem>& problems, const std::string& words) {
  std::string all;
  for (const ModelProblem& problem : problems) {
    const std::string text = problem.message + " " + problem.hint;
    if (text.find(words) != std::string::npos) return testing::AssertionSuccess();
    all += "\n  " + text;
  }
  return testing::AssertionFailure() << "nothing says \"" << words << "\"; there are:" << all;
}

TEST(ModelFiles, CountChildrenAlongAPathThatEndsHereAndAlongNoOther) {
  const std::string child =
      "type: part\ntitle: Part\nsource: t\nfields:\n  find: {kind: reference, to: find}\n  size: {kind: decimal}\n";
  const auto counted = [&](const std::string& count) {
    Sources sources = small_model();
    sources["types/part.yaml"] = child;
    sources["types/place.yaml"] += "children:\n  parts: " + count + "\n";
    return load_sources(sources).problems;
  };
  EXPECT_TRUE(counted("{of: part, by: find.place}").empty());
  EXPECT_TRUE(counted("{of: part, by: find.place, sum: size, where: \"find.depth > 2\"}").empty());
  EXPECT_TRUE(anywhere(counted("{of: part, by: find}"), "no reference to place"));
  EXPECT_TRUE(anywhere(counted("{of: part, by: find.kind}"), "no reference to place"));
  EXPECT_TRUE(anywhere(counted("{of: part, by: find.place.name}"), "no reference to place"));
  EXPECT_TRUE(anywhere(counted("{of: part, by: find.place, where: \"find.note = 'x'\"}"), "note"));
}

TEST(ModelFiles, RefuseACountThatSpeaksOfACount) {
  Sources sources = small_model();
  sources["types/place.yaml"] +=
      "  above: {kind: reference, to: place}\nchildren:\n  below: {of: place, by: above, where: \"below > 0\"}\n";
  EXPECT_TRUE(anywhere(load_sources(sources).problems, "is counted itself"));
}

TEST(ModelFiles, RefuseAWorkflowThatWritesWhatNoStepMayWrite) {
  const auto with = [&](const std::string& set) {
    return problems_after("types/find.yaml",
                          "workflow:\n  field: kind\n  initial: mine\n  transitions:\n"
                          "    - {from: mine, to: bomb, name: turn, set: {" +
                              set + "}}\n");
  };
  EXPECT_TRUE(with("closed_on: today()").empty());
  EXPECT_TRUE(anywhere(with("closd_on: today()"), "Did you mean closed_on?"));
  EXPECT_TRUE(anywhere(with("kind: \"'mine'\""), "cannot write kind"));
  EXPECT_TRUE(anywhere(with("people_total: 3"), "cannot write people_total"));
  EXPECT_TRUE(anywhere(with("closed_on: fond_on"), "found_on"));
}

TEST(ModelFiles, RefuseAStepAtOnceThatNothingStartsOrThatApproves) {
  const auto with = [&](const std::string& to, const std::string& more) {
    Sources sources = small_model();
    sources["codes/kind.yaml"] += "  approved: Approved\n";
    sources["types/place.yaml"] +=
        "  state: {kind: code, codes: kind}\n"
        "children:\n  bombs: {of: find, by: place, where: \"kind = 'bomb'\"}\n"
        "workflow:\n  field: state\n  initial: mine\n  transitions:\n    - {from: mine, name: turn, to: " +
        to + ", " + more + "}\n";
    return load_sources(sources).problems;
  };
  EXPECT_TRUE(with("bomb", "at_once: bombs > 0").empty());
  EXPECT_TRUE(anywhere(with("approved", "at_once: bombs > 0"), "never the program"));
  EXPECT_TRUE(anywhere(with("bomb", "at_once: name = 'North'"), "reads none of the type's `children`"));
  EXPECT_TRUE(anywhere(with("bomb", "at_once: bomb > 0"), "did you mean bombs?"));
  EXPECT_TRUE(anywhere(with("bomb", "at_once: bombs > 0, guard: bombs = 1"), "no guard"));
  EXPECT_TRUE(anywhere(with("bomb", "at_once: bombs > 0, roles: [reviewer]"), "no roles"));
}

TEST(ModelFiles, RefuseToKeepApartWhatIsNoProperty) {
  EXPECT_TRUE(problems_after("types/find.yaml", "apart: {kind: B01, place.name: B02}\n").empty());
  EXPECT_TRUE(anywhere(problems_after("types/find.yaml", "apart: {kinds: B01}\n"), "Did you mean kind?"));
  EXPECT_TRUE(anywhere(problems_after("types/find.yaml", "apart: {note: B01}\n"), "no plain property"));
}

TEST(ModelFiles, RefuseAnIndicatorThatCannotBeWorkedOut) {
  const std::string base =
      "indicator: finds\ncode: F1\ntitle: Finds\ndefinition: Finds.\nunit: finds\nvalue: count()\nof: find\n"
      "dated_by: found_on\nsplit_by: [kind, place.name]\nsource: t\n";
  const auto with = [&](const std::string& more) {
    Sources sources = small_model();
    sources["indicators/f.yaml"] = base + more;
    return load_sources(sources).problems;
  };
  EXPECT_TRUE(
      with("per: {of: place, where: \"name IS NOT NULL\", split_as: {kind: whole, place.name: name}}\n").empty());
  EXPECT_TRUE(anywhere(with("per: {of: place, split_as: {knd: whole}}\n"), "Did you mean kind?"));
  EXPECT_TRUE(anywhere(with("per: {of: place, split_as: {kind: nme}}\n"), "Did you mean name?"));
  EXPECT_TRUE(with("coverage: {known: depth > 0, among: \"kind = 'mine'\", at_least: 0.8}\n").empty());
  EXPECT_TRUE(anywhere(with("coverage: {known: depth > 0, at_least: 0.8}\n"), "`coverage` needs"));
  EXPECT_TRUE(anywhere(with("coverage: {known: dpth > 0, among: depth > 0, at_least: 0.8}\n"), "`coverage`"));
  EXPECT_TRUE(anywhere(with("coverage: {known: depth > 0, among: depth > 0, at_least: 8}\n"), "between 0 and 1"));
  EXPECT_TRUE(anywhere(with("computed_by: something\n"),
                       "one of `value`, `over`, `change`, `representation`, `trend` and `computed_by`"));
  const std::string over = "---\nindicator: least\ntitle: Least\ndefinition: Least.\nunit: finds\nsource: t\nover: ";
  EXPECT_TRUE(with(over + "{indicator: finds, split: kind, value: min}\n").empty());
  EXPECT_TRUE(with(over + "{indicator: finds, split: kind, value: min, at_least: 10}\n").empty());
  EXPECT_TRUE(anywhere(with(over + "{indicator: finds, split: kind, value: min, at_least: 0.5}\n"), "whole number"));
  EXPECT_TRUE(anywhere(with(over + "{indicator: fnds, split: kind, value: min}\n"), "Did you mean finds?"));
  EXPECT_TRUE(anywhere(with(over + "{indicator: finds, split: depth, value: min}\n"), "is not split by depth"));
  EXPECT_TRUE(anywhere(with(over + "{indicator: finds, split: kind, value: sum}\n"), "mean, min or max"));
  EXPECT_TRUE(
      anywhere(with(over + "{indicator: finds, split: kind, weight: place.name, value: mean}\n"), "is no number"));
}

TEST(ModelFiles, RefuseAFigureAboutPeopleWhoseRecordsTheWholeWorldReads) {
  const auto with = [&](const std::string& type_class, const std::string& field_class, const std::string& value) {
    Sources sources = small_model();
    std::string& type = sources.at("types/find.yaml");
    if (!type_class.empty()) type.insert(type.find("fields:"), "class: " + type_class + "\n");
    if (!field_class.empty())
      type.replace(type.find("{kind: counts}"), 14, "{kind: counts, class: " + field_class + "}");
    sources["indicators/f.yaml"] =
        "indicator: seen\ncode: S1\ntitle: Seen\ndefinition: Seen.\nunit: people\nvalue: " + value +
        "\nof: find\ndated_by: found_on\nabout_people: true\nsource: t\n";
    return load_sources(sources).problems;
  };
  EXPECT_TRUE(anywhere(with("public", "", "sum(people_total)"), "reads people_total of each find"));
  EXPECT_TRUE(anywhere(with("partner", "partner", "sum(people_total)"), "whoever sees the class partner"));
  EXPECT_TRUE(with("partner", "restricted", "sum(people_total)").empty());
  EXPECT_TRUE(with("restricted", "", "sum(people_total)").empty());
  EXPECT_TRUE(anywhere(with("partner", "restricted", "count()"), "counts the records of find"));
  EXPECT_TRUE(with("restricted", "", "count()").empty());
}

TEST(ModelFiles, RefuseAChangeBetweenWhatCannotBeCompared) {
  const std::string base =
      "indicator: finds\ncode: F1\ntitle: Finds\ndefinition: Finds.\nunit: finds\nvalue: count()\nof: find\n"
      "dated_by: found_on\nsplit_by: [kind]\nsource: t\n---\nindicator: deep\ncode: F2\ntitle: Deep\ndefinition: "
      "Deep.\nunit: m\nvalue: max(depth)\nof: find\ndated_by: found_on\nsource: t\n---\nindicator: more\ntitle: "
      "More\ndefinition: More.\nunit: finds\nsource: t\n";
  const auto with = [&](const std::string& more) {
    Sources sources = small_model();
    sources["indicators/f.yaml"] = base + more;
    return load_sources(sources).problems;
  };
  EXPECT_TRUE(with("change: {from: finds, to: finds}\nsplit_by: [kind]\n").empty());
  EXPECT_TRUE(anywhere(with("change: {from: fnds, to: finds}\n"), "Did you mean finds?"));
  EXPECT_TRUE(anywhere(with("change: {from: finds, to: deep}\n"), "not of one unit"));
  EXPECT_TRUE(
      anywhere(with("change: {from: finds, to: finds, design_effect: deep}\nsplit_by: [kind]\n"), "not split by kind"));
  EXPECT_TRUE(anywhere(with("change: {from: finds, to: more}\n"), "no indicator more of records"));
  EXPECT_TRUE(anywhere(with("change: {from: finds, to: finds}\nwith: {km: 3}\n"), "`with` goes with `computed_by`"));
}

TEST(ModelFiles, RefuseARepresentationOfNoGroup) {
  const std::string base =
      "indicator: finds\ncode: F1\ntitle: Finds\ndefinition: Finds.\nunit: finds\nvalue: count()\nof: find\n"
      "dated_by: found_on\nsplit_by: [kind, place.name]\nsource: t\n---\nindicator: deep\ncode: F2\ntitle: Deep\n"
      "definition: Deep.\nunit: m\nvalue: max(depth)\nof: find\ndated_by: found_on\nsource: t\n---\n"
      "indicator: mines\ntitle: Mines\ndefinition: Mines.\nunit: times\nsource: t\nrepresentation: ";
  const auto with = [&](const std::string& more) {
    Sources sources = small_model();
    sources["indicators/f.yaml"] = base + more;
    return load_sources(sources).problems;
  };
  EXPECT_TRUE(with("{of: finds, group: {kind: mine}}\nsplit_by: [place.name]\n").empty());
  EXPECT_TRUE(anywhere(with("{of: fnds, group: {kind: mine}}\n"), "Did you mean finds?"));
  EXPECT_TRUE(anywhere(with("{of: deep, group: {kind: mine}}\n"), "no indicator deep that counts people"));
  EXPECT_TRUE(anywhere(with("{of: finds}\n"), "needs a `group`"));
  EXPECT_TRUE(anywhere(with("{of: finds, group: {kind: mne}}\n"), "Did you mean mine?"));
  EXPECT_TRUE(anywhere(with("{of: finds, group: {depth: mine}}\n"), "not split by depth"));
  EXPECT_TRUE(anywhere(with("{of: finds, group: {kind: mine}}\nsplit_by: [kind]\n"), "nothing is split by it"));
  EXPECT_TRUE(anywhere(with("{of: finds, group: {kind: mine}}\nabout_people: true\n"), "is `about_people` as finds"));
  EXPECT_TRUE(anywhere(with("{of: finds, group: {kind: mine}}\nvalue: count()\nof: find\n"), "needs one of"));
}

TEST(ModelFiles, RefuseAPictureThatLiesOnNoMainGeometry) {
  const auto with = [](const std::string& head, const std::string& extent) {
    return problems_with("types/place.yaml", "title: Place\nsource: test\nfields:\n",
                         "title: Place\nsource: test\n" + head + "fields:\n  extent: {kind: geometry, geometry: " +
                             extent + "}\n  sketch: {kind: attachment, geometry: extent}\n");
  };
  EXPECT_TRUE(with("geometry: extent\n", "polygon").empty());
  EXPECT_TRUE(says(with("geometry: extent\n", "point"), "types/place.yaml", 7, "no main geometry that is an area"));
  EXPECT_TRUE(says(with("", "polygon"), "types/place.yaml", 6, "no main geometry that is an area"));
  EXPECT_TRUE(says(problems_with("types/place.yaml", "required: true}", "required: true, geometry: extent}"),
                   "types/place.yaml", 5, "takes no `geometry`"));
}

TEST(ModelFiles, RefuseAConsentThatIsNoFieldOfCodes) {
  const auto with = [](const std::string& fields) {
    Sources sources = small_model();
    std::string& text = sources.at("types/find.yaml");
    const std::string from = "  note: {kind: text, encrypted: true}\n";
    text.replace(text.find(from), from.size(), fields);
    return load_sources(sources).problems;
  };
  const std::string groups = "  groups: {kind: code, codes: kind, many: true}\n";
  EXPECT_TRUE(with(groups + "  note: {kind: text, encrypted: true, consent: groups}\n").empty());
  EXPECT_TRUE(
      anywhere(with(groups + "  note: {kind: text, encrypted: true, consent: group}\n"), "Did you mean groups?"));
  EXPECT_TRUE(anywhere(with("  note: {kind: text, encrypted: true, consent: kind}\n"), "a field of several codes"));
  EXPECT_TRUE(anywhere(with(groups + "  note: {kind: text, consent: groups}\n"), "`consent` is of encrypted fields"));
}

TEST(RecordCheck, FindsACodeThatNoListHasInARepeatedLine) {
  const auto model = changed_model("types/find.yaml", "  depth:",
                                   "  parts: {kind: lines, fields: {kind: {kind: code, codes: kind}, n: {kind: "
                                   "integer}}}\n  depth:");
  ASSERT_NE(model, nullptr);
  const RecordType& find = *model->find_type("find");
  const CompiledType compiled{*model, find};
  std::vector<cql2::Value> values(find.fields.size());
  values[static_cast<std::size_t>(find.index_of("kind"))] = std::string{"mine"};
  const auto parts = static_cast<std::size_t>(find.index_of("parts"));
  values[parts] = std::string{R"([{"kind":"mine","n":1},{"n":2}])"};
  EXPECT_TRUE(compiled.check(Uuid{}, values, Alone{}).empty());
  values[parts] = std::string{R"([{"kind":"mine"},{"kind":"myne"},{"kind":"myne"}])"};
  const auto found = compiled.check(Uuid{}, values, Alone{});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "field.code_unknown");
  EXPECT_EQ(found[0].place, "parts.kind");
}

TEST(ModelFiles, AreChangedByAnOverlayThatRenamesAddsAndSpeaksAnotherLanguage) {
  Sources sources = small_model();
  sources["overlays/01-kitara/find.yaml"] =
      "extends: find\ntitle: {pt: Achado}\nfields:\n  closed_date: {was: closed_on}\n  depth: {maximum: 20}\n  radio: "
      "{kind: text}\nremove: [people]\n"
      "rules:\n  - id: find.closed_after_found\n    severity: warning\n    when: closed_date IS NOT NULL\n    must: "
      "closed_date >= found_on\n"
      "    field: closed_date\n    message: {en: \"Closed {closed_date} before {found_on}\"}\n    examples:\n"
      "      - {found_on: 2024-03-01, closed_date: 2024-05-20, holds: true}\n      - {found_on: 2024-03-01, "
      "closed_date: 2024-02-01, holds: false}\n";
  const Loaded loaded = load_sources(sources);
  for (const ModelProblem& problem : loaded.problems)
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message;
  ASSERT_NE(loaded.model, nullptr);
  const RecordType& find = *loaded.model->find_type("find");
  EXPECT_EQ(find.title.in("pt"), "Achado");
  EXPECT_EQ(find.title.in("fr"), "Découverte");
  EXPECT_EQ(find.rules.at(0).severity, Severity::warning);
  EXPECT_EQ(find.find("closed_on"), nullptr);
  EXPECT_EQ(find.find("closed_date")->kind, FieldKind::date);
  EXPECT_EQ(find.find("depth")->maximum, 20);
  EXPECT_EQ(find.find("depth")->minimum, 0);
  EXPECT_EQ(find.find("people_girls"), nullptr);
  EXPECT_NE(find.find("radio"), nullptr);
}

TEST(ModelFiles, GiveTheSameModelFromWhatTheDatabaseStores) {
  const Loaded once = load_sources(small_model());
  const Loaded again = load_sources(once.model->sources);
  ASSERT_NE(again.model, nullptr);
  EXPECT_EQ(again.model->hash, once.model->hash);
}

TEST(RecordCheck, FindsMissingUnknownAndOutOfRangeAndProposesTheCodeThatWasMeant) {
  const Loaded loaded = load_sources(small_model());
  const RecordType& find = *loaded.model->find_type("find");
  const CompiledType compiled{*loaded.model, find};
  std::vector<cql2::Value> values(find.fields.size());
  const auto set = [&](std::string_view field, cql2::Value value) {
    values[static_cast<std::size_t>(find.index_of(field))] = std::move(value);
  };
  const auto rules = [&] {
    std::vector<std::string> ids;
    for (const Finding& finding : compiled.check(Uuid{}, values, Alone{})) ids.push_back(finding.rule);
    return ids;
  };
  EXPECT_EQ(rules(), std::vector<std::string>{"field.required"});
  set("kind", std::string{" Mina "});
  set("depth", 11.0);
  EXPECT_EQ(rules(), (std::vector<std::string>{"field.code_unknown", "field.out_of_range"}));
  EXPECT_EQ(compiled.check(Uuid{}, values, Alone{}).front().repair.at("set").at("kind"), "mine");
  set("kind", std::string{"mine"});
  set("depth", 1.0);
  EXPECT_TRUE(rules().empty());
  for (const char* joined : {"mine; bomb", "MINA/Bomb", "mine|mine", " mine,\nbomb ;"}) {
    set("kind", std::string{joined});
    EXPECT_EQ(rules(), std::vector<std::string>{"field.several_values"}) << joined;
  }
  for (const char* other : {"mine; tank", ";", "mine bomb"}) {
    set("kind", std::string{other});
    EXPECT_EQ(rules(), std::vector<std::string>{"field.code_unknown"}) << other;
  }
  set("kind", std::string{"mine"});
  set("found_on", *Date::parse("2024"));
  set("closed_on", *Date::parse("2024-02-01"));
  EXPECT_TRUE(rules().empty()) << "a year against a day is unknown, and unknown holds";
  set("found_on", *Date::parse("2025"));
  EXPECT_EQ(rules(), std::vector<std::string>{"find.closed_after_found"});
}

}  // namespace
}  // namespace tilth::model
