// SPDX-License-Identifier: Apache-2.0
#include "report/representation_table.h"

#include "report/report_words.h"

namespace tilth::report {
namespace {

constexpr double kSmallP = 0.05;
const std::string kNothing = "\u2013";

double number(const Json& shares, const char* name) { return shares.at(name).get<double>(); }
std::string whole_text(const Json& shares, const char* name, std::string_view language) {
  return number_text(number(shares, name), 0, language);
}

std::string p_text(double p, std::string_view language) {
  return p < 0.001 ? "< " + number_text(0.001, 3, language) : number_text(p, 3, language);
}

/// "3 of 21 (14.3 %)", its value in per cent.
Json share_cell(const Json& passport, const char* part, const char* all, int figure, std::string_view language) {
  const Json& shares = passport.at("shares");
  if (shares.is_null())
    return {{"text", passport.at("reason_if_null") == "KEPT_BACK" ? "*" : kNothing}, {"figure", figure}};
  const double percent = number(shares, part) / number(shares, all) * 100;
  return {{"text", report_word("share_of", language,
                               {{"part", whole_text(shares, part, language)},
                                {"all", whole_text(shares, all, language)},
                                {"percent", number_text(percent, 1, language)}})},
          {"value", percent},
          {"figure", figure}};
}

/// What may be said: nothing where chance may have made it.
std::string reading(const Json& passport, std::string_view language) {
  const Json& shares = passport.at("shares");
  if (shares.is_null()) return passport.at("reason_text").get<std::string>();
  const double ratio = passport.at("value").get<double>();
  if (ratio == 1) return report_word("as_whole", language);
  if (number(shares, "p") >= kSmallP) return report_word("as_chance", language);
  return report_word(ratio < 1 ? "fewer_than_chance" : "more_than_chance", language);
}

}  // namespace

Json representation_columns(std::string_view language) {
  Json columns = Json::array();
  for (const char* id : {"in_cell_share", "all_staff_share", "representation", "odds_ratio"})
    columns.push_back({{"title", report_word(id, language)}, {"number", true}});
  columns.push_back({{"title", "p"}, {"number", true}});
  columns.push_back({{"title", report_word("reading", language)}, {"number", false}});
  return columns;
}

Json representation_cells(const Json& passport, int number, const Json& whole, int whole_number,
                          std::string_view language) {
  const Json& shares = passport.at("shares");
  Json cells = Json::array();
  cells.push_back(share_cell(passport, "group_in_part", "part", number, language));
  cells.push_back(share_cell(whole, "group", "all", whole_number, language));
  const Json& ratio = passport.at("value");
  const bool kept_back = shares.is_null() && passport.at("reason_if_null") == "KEPT_BACK";
  cells.push_back(
      {{"text", ratio.is_null() ? kept_back ? "*" : kNothing : number_text(ratio.get<double>(), 2, language)},
       {"value", ratio},
       {"figure", number}});
  const Json odds = shares.is_null() ? Json() : shares.at("odds_ratio"), p = shares.is_null() ? Json() : shares.at("p");
  cells.push_back(
      {{"text", odds.is_null() ? kNothing : number_text(odds.get<double>(), 2, language)}, {"value", odds}});
  cells.push_back({{"text", p.is_null() ? kNothing : p_text(p.get<double>(), language)}, {"value", p}});
  cells.push_back({{"text", reading(passport, language)}});
  return cells;
}

std::string fisher_words(const Json& passport, std::string_view language) {
  const auto found = passport.find("shares");
  if (found == passport.end() || found->is_null() || found->at("p").is_null()) return {};
  const Json& odds = found->at("odds_ratio");
  return report_word("fisher", language,
                     {{"p", p_text(number(*found, "p"), language)},
                      {"odds", odds.is_null() ? kNothing : number_text(odds.get<double>(), 2, language)},
                      {"in_part", whole_text(*found, "group_in_part", language)},
                      {"part", whole_text(*found, "part", language)},
                      {"group", whole_text(*found, "group", language)},
                      {"all", whole_text(*found, "all", language)}});
}

}  // namespace tilth::report
