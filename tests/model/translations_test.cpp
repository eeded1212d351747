// SPDX-License-Identifier: Apache-2.0
// The base model speaks its four languages: nothing is missing, and every translation names the values of the English.
#include "base/fold.h"
#include "model/report.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tilth::model {
namespace {

struct Place {
  std::string where;
  const Text* text;
};

void add(std::vector<Place>& places, const std::string& where, const Text& text) {
  if (!text.empty()) places.push_back({where, &text});
}

void add_fields(std::vector<Place>& places, const std::string& where, const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    add(places, where + "." + field.name, field.title);
    add(places, where + "." + field.name + " help", field.help);
    add_fields(places, where + "." + field.name, field.line_fields);
  }
}

void add_report(std::vector<Place>& places, const Report& report) {
  const std::string name = "report " + report.name;
  add(places, name, report.title);
  add(places, name + " description", report.description);
  for (const ReportSection& section : report.sections) {
    add(places, name + "." + section.id, section.title);
    for (const ReportPart& part : section.parts) {
      std::visit(
          [&](const auto& content) {
            if constexpr (requires { content.title; }) add(places, name + "." + section.id, content.title);
            if constexpr (requires { content.empty; }) add(places, name + "." + section.id, content.empty);
            if constexpr (requires { content.lines; })
              for (const Text& line : content.lines) add(places, name + "." + section.id, line);
          },
          part.content);
    }
  }
}

/// Every text of a model that people read in their own language.
std::vector<Place> texts_of(const Model& model) {
  std::vector<Place> places;
  for (const RecordType& type : model.types) {
    add(places, type.name, type.title);
    add(places, type.name + " plural", type.plural);
    add(places, type.name + " description", type.description);
    add_fields(places, type.name, type.fields);
    for (const ChildCount& child : type.children) add(places, type.name + "." + child.name, child.title);
    for (const Rule& rule : type.rules) {
      add(places, rule.id, rule.message);
      add(places, rule.id + " hint", rule.hint);
    }
    if (!type.workflow) continue;
    for (const Transition& step : type.workflow->transitions) add(places, type.name + " step " + step.name, step.title);
  }
  for (const CodeList& list : model.code_lists) {
    add(places, "codes " + list.name, list.title);
    for (const Code& code : list.codes) add(places, "codes " + list.name + "." + code.value, code.title);
  }
  for (const Indicator& indicator : model.indicators) {
    add(places, indicator.id, indicator.title);
    add(places, indicator.id + " definition", indicator.definition);
    if (indicator.unit_in("no language") != indicator.unit.en())  // a symbol has no language
      add(places, indicator.id + " unit", indicator.unit);
  }
  for (const Report& report : reports_of(model)->list) add_report(places, report);
  return places;
}

std::multiset<std::string> placeholders(const std::string& text) {
  static const std::regex kPlaceholder{"\\{[^}]*\\}"};
  std::multiset<std::string> found;
  for (auto at = std::sregex_iterator{text.begin(), text.end(), kPlaceholder}; at != std::sregex_iterator{}; ++at)
    found.insert(at->str());
  return found;
}

class Translations : public testing::Test {
 protected:
  void SetUp() override {
    loaded_ = load({test::source_dir() / "model"});
    ASSERT_NE(loaded_.model, nullptr);
    reports_ = reports_of(*loaded_.model);  // the texts are theirs
    places_ = texts_of(*loaded_.model);
    ASSERT_GT(places_.size(), 500U);
  }

  Loaded loaded_;
  std::shared_ptr<const Reports> reports_;
  std::vector<Place> places_;
};

TEST_F(Translations, NoTextIsMissingInFrenchSpanishOrArabic) {
  for (const std::string language : {"fr", "es", "ar"}) {
    int missing = 0;
    std::string first;
    for (const Place& place : places_) {
      const auto words = place.text->by_language.find(language);
      if (words != place.text->by_language.end() && words->second.find_first_not_of(' ') != std::string::npos) continue;
      ++missing;
      if (missing <= 10) first += "\n  " + place.where + ": " + place.text->en();
    }
    EXPECT_EQ(missing, 0) << language << " lacks" << first;
  }
}

TEST_F(Translations, NameTheSameValuesAsTheEnglishAndNoOthers) {
  for (const Place& place : places_) {
    const std::multiset<std::string> wanted = placeholders(place.text->en());
    for (const auto& [language, words] : place.text->by_language)
      EXPECT_EQ(placeholders(words), wanted) << place.where << " " << language << ": " << words;
  }
}

TEST_F(Translations, OfTheTextsOfReportsAreInEveryLanguageOfTheModel) {
  int texts = 0;
  const auto reports = reports_of(*loaded_.model);
  for (const Report& report : reports->list)
    for (const ReportSection& section : report.sections)
      for (const ReportPart& part : section.parts) {
        const auto* text = std::get_if<ReportText>(&part.content);
        if (text == nullptr) continue;
        ++texts;
        for (const ReportSentence& sentence : text->sentences)
          for (const std::string& language : loaded_.model->languages)
            EXPECT_TRUE(sentence.by_language.contains(language))
                << report.name << " " << section.id << " lacks " << language << " " << sentence.when.text;
      }
  EXPECT_GE(texts, 10);
}

TEST_F(Translations, AreInNoLanguageThatTheModelDoesNotName) {
  const std::set<std::string> named(loaded_.model->languages.begin(), loaded_.model->languages.end());
  for (const Place& place : places_)
    for (const auto& [language, words] : place.text->by_language)
      EXPECT_TRUE(named.contains(language)) << place.where << " " << language;
}

TEST_F(Translations, InArabicAreWrittenInArabicAndTheOthersAreNot) {
  // Two bytes of the letters U+0600 to U+06FF begin with D8 to DB.
  const auto arabic = [](const std::string& words) {
    return std::any_of(words.begin(), words.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte >= 0xD8 && byte <= 0xDB;
    });
  };
  for (const Place& place : places_)
    for (const auto& [language, words] : place.text->by_language)
      EXPECT_EQ(arabic(words), language == "ar") << place.where << " " << language << ": " << words;
}

TEST_F(Translations, OfTwoCodesOfAListAreNeverTheSameWord) {
  // An import takes a word in any language for its code: a shared word would be one code or the other by chance.
  for (const CodeList& list : loaded_.model->code_lists) {
    std::map<std::string, std::string> code_of;
    const auto claim = [&](const std::string& words, const Code& code) {
      const auto [at, added] = code_of.emplace(fold_accents(fold_case(words)), code.value);
      EXPECT_TRUE(added || at->second == code.value)
          << list.name << ": " << words << " is " << at->second << " and " << code.value;
    };
    for (const Code& code : list.codes) {
      claim(code.value, code);
      for (const auto& [language, words] : code.title.by_language) claim(words, code);
      for (const std::string& alias : code.aliases) claim(alias, code);
    }
  }
}

TEST_F(Translations, OfTwoFieldsOfARecordAreNeverTheSameWordInOneLanguage) {
  for (const RecordType& type : loaded_.model->types) {
    std::map<std::pair<std::string, std::string>, std::string> field_of;
    for (const Field& field : type.fields)
      for (const auto& [language, words] : field.title.by_language) {
        const auto [at, added] = field_of.emplace(std::pair{language, fold_name(words)}, field.name);
        EXPECT_TRUE(added) << type.name << " " << language << ": " << words << " is " << at->second << " and "
                           << field.name;
      }
  }
}

}  // namespace
}  // namespace tilth::model
