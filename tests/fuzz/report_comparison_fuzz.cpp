// SPDX-License-Identifier: Apache-2.0
// The evaluator's calculator asked anything, a parameter a line: refused by a parameter's name, or every answer a
// number.
#include "must.h"
#include "report/comparison_answer.h"

#include <algorithm>
#include <cmath>

namespace {

using tilth::Json;
using tilth::fuzz::must;

void all_are_numbers(const Json& answer) {
  if (answer.is_number()) must(std::isfinite(answer.get<double>()));
  if (answer.is_structured())
    for (const Json& one : answer) all_are_numbers(one);
}

/// Or null, where there is none.
void is_a_share(const Json& of, const char* name) {
  const Json& share = of.at(name);
  must(share.is_null() || (share >= -1e-9 && share <= 1 + 1e-9));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = tilth::fuzz::text_of(data, size);
  std::map<std::string, std::string> told;
  while (!text.empty()) {
    const std::string_view line = tilth::fuzz::take_line(text);
    const std::size_t at = line.find('=');
    if (at != std::string_view::npos) told[std::string{line.substr(0, at)}] = line.substr(at + 1);
  }
  const auto found = tilth::report::comparison_json(told);
  if (const auto* fault = std::get_if<tilth::report::CalculatorFault>(&found)) {
    const auto known = tilth::report::comparison_parameters();
    must(std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.name == fault->name; }));
    return 0;
  }
  const Json& answer = std::get<Json>(found);
  all_are_numbers(answer);
  if (const auto change = answer.find("change"); change != answer.end()) {
    is_a_share(*change, "p");
    must(change->at("lower") <= change->at("difference") && change->at("difference") <= change->at("upper"));
  }
  if (const auto rates = answer.find("rates"); rates != answer.end()) is_a_share(*rates, "p");
  if (const auto rating = answer.find("rating"); rating != answer.end()) {
    for (const char* name : {"lower", "share", "upper"}) is_a_share(*rating, name);
    must(rating->at("lower") <= rating->at("upper"));
  }
  if (const auto share = answer.find("share"); share != answer.end())
    must(share->at("exact_lower") <= share->at("share") && share->at("share") <= share->at("exact_upper"));
  if (const auto strata = answer.find("stratified"); strata != answer.end() && !strata->is_null())
    for (const char* name : {"lower", "share", "upper"}) is_a_share(*strata, name);
  return 0;
}
