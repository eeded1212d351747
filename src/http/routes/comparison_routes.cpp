// SPDX-License-Identifier: Apache-2.0
// The evaluator's calculator.
#include "http/ask.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"

#include "report/comparison_answer.h"

namespace tilth::http {
namespace {

Response get_comparison(const Request& request, Services&) {
  std::map<std::string, std::string> told;
  for (const report::ComparisonParameter& one : report::comparison_parameters())
    told[std::string{one.name}] = text_parameter(request, one.name);
  const auto found = report::comparison_json(told);
  if (const auto* fault = std::get_if<report::CalculatorFault>(&found))
    refuse_parameter(fault->name, text_parameter(request, fault->name), fault->expected);
  return json(std::get<Json>(found));
}

RouteList schemas_of() {
  using namespace schema;
  const auto chance = [] { return nullable(number("of so much by chance alone, two-sided; null: without spread")); };
  RouteList list_of;
  list_of.schemas = {
      {"ComparisonAnswer",
       object({{"share", object({{"share", number()},
                                 {"lower", number("Wilson 1927")},
                                 {"upper", number()},
                                 {"exact_lower", number("Clopper and Pearson 1934")},
                                 {"exact_upper", number()}},
                                {"share", "lower", "upper", "exact_lower", "exact_upper"})},
               {"change",
                object({{"before", number("share")},
                        {"after", number("share")},
                        {"difference", number("after - before")},
                        {"standard_error", number()},
                        {"z", nullable(number("null: without spread and with a difference"))},
                        {"p", chance()},
                        {"lower", number("Newcombe 1998, by n / design effect")},
                        {"upper", number()},
                        {"cohens_h", number()}},
                       {"before", "after", "difference", "standard_error", "z", "p", "lower", "upper", "cohens_h"})},
               {"beyond", object({{"difference", number("less that of the comparison group")},
                                  {"standard_error", number()},
                                  {"z", nullable(number())},
                                  {"p", chance()}},
                                 {"difference", "standard_error", "z", "p"})},
               {"paired", object({{"difference", number("(gained - lost) / pairs")},
                                  {"p", number("McNemar's exact test, two-sided")},
                                  {"chi_squared", number("with continuity correction")},
                                  {"chi_p", number()}},
                                 {"difference", "p", "chi_squared", "chi_p"})},
               {"several", list(number("corrected by Holm, in the order given"))},
               {"rates", object({{"first", number("events a unit of exposure")},
                                 {"first_lower", number("Garwood 1936")},
                                 {"first_upper", number()},
                                 {"second", number()},
                                 {"second_lower", number()},
                                 {"second_upper", number()},
                                 {"ratio", nullable(number("of the first to the second; null where that is 0"))},
                                 {"p", number("exact, given the sum of both")}},
                                {"first", "first_lower", "first_upper", "second", "second_lower", "second_upper",
                                 "ratio", "p"})},
               {"rating", object({{"answers", integer()},
                                  {"top", integer("answers of the best options")},
                                  {"share", number()},
                                  {"lower", number("Wilson 1927")},
                                  {"upper", number()},
                                  {"effective_n", nullable(number("null: all who attended answered"))},
                                  {"mean", number("1 for the worst option; a secondary figure")}},
                                 {"answers", "top", "share", "lower", "upper", "effective_n", "mean"})},
               {"stratified", nullable(object({{"share", number("of all people")},
                                               {"standard_error", number()},
                                               {"lower", nullable(number("null: those asked all said the same"))},
                                               {"upper", nullable(number())},
                                               {"unweighted", number("what the answers alone would say")}},
                                              {"share", "standard_error", "lower", "upper", "unweighted"}))},
               {"raked", nullable(object({{"cells", list(list(number("people")))},
                                          {"kish_n", number("people asked at random who would say as much")},
                                          {"design_effect", number()}},
                                         {"cells", "kish_n", "design_effect"}))},
               {"outliers", object({{"z", nullable(list(number()))},
                                    {"modified", nullable(list(number("by median and median absolute deviation")))},
                                    {"limit", number()},
                                    {"beyond", list(integer("place in the list, from 0"))}},
                                   {"z", "modified", "limit", "beyond"})},
               {"notes", list(one_of({"no_cause", "self_selected"}))}},
              {"notes"})}};
  return list_of;
}

}  // namespace

RouteList comparison_routes() {
  RouteList list_of = schemas_of();
  std::vector<Parameter> parameters;
  for (const report::ComparisonParameter& one : report::comparison_parameters())
    parameters.push_back(query(std::string{one.name}, std::string{one.what}));
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/comparison",
       .access = Access::member,
       .operation_id = "getComparison",
       .summary = "Whether answers, rates or values differ by more than chance, and what a sample says of all",
       .tag = "quality",
       .parameters = std::move(parameters),
       .response_schema = "ComparisonAnswer",
       .handle = get_comparison}};
  return list_of;
}

}  // namespace tilth::http
