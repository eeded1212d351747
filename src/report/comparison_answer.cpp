// SPDX-License-Identifier: Apache-2.0
#include "report/comparison_answer.h"

#include "stats/count_interval.h"
#include "stats/outliers.h"
#include "stats/share_difference.h"
#include "stats/survey_estimate.h"
#include "stats/survey_size.h"
#include "stats/wilson.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

namespace tilth::report {
namespace {

constexpr std::array kParameters{
    ComparisonParameter{"share", "who said yes of those asked: 7/40"},
    ComparisonParameter{"before", "who said yes of those asked in the first round: 168/400"},
    ComparisonParameter{"after", "the same in the second round, of other people: 252/420"},
    ComparisonParameter{"design-effect", "by which clusters widen the interval, 1 unless said"},
    ComparisonParameter{"comparison-before", "the first round of a group that had no activity: 86/200"},
    ComparisonParameter{"comparison-after", "the second round of that group: 97/210"},
    ComparisonParameter{"gained", "of people asked twice, those who came to say yes"},
    ComparisonParameter{"lost", "of people asked twice, those who no longer say it"},
    ComparisonParameter{"pairs", "people asked twice"},
    ComparisonParameter{"p", "chances of several outcomes of one survey, to correct together: 0.004,0.03,0.041"},
    ComparisonParameter{"first", "events in so much time, land or so many people: 12/24"},
    ComparisonParameter{"second", "events in as many units of the same kind elsewhere or at another time: 5/12"},
    ComparisonParameter{"answers", "people of each option of a rating, the worst first: 3,5,12,40,40"},
    ComparisonParameter{"top", "best options that count together, 2 unless said"},
    ComparisonParameter{"attended", "people who could have answered the rating"},
    ComparisonParameter{"strata", "people, asked and yes of each part of a population: 1200/120/74,2600/100/48"},
    ComparisonParameter{"table", "people asked by two features, rows apart by a semicolon: 30,20;25,25"},
    ComparisonParameter{"rows", "people there are in each row: 500,500"},
    ComparisonParameter{"columns", "people there are in each column: 600,400"},
    ComparisonParameter{"values", "figures of one kind, to find those far from the rest: 31,28,33,30,95"},
    ComparisonParameter{"confidence", "how sure to be, 0.95 unless said"}};

constexpr double kMostPeople = 1e10;
constexpr std::int64_t kMostEvents = 100'000;  // exact chances are added up one by one
constexpr std::size_t kMostListed = 1000;      // of one list
constexpr std::size_t kMostCategories = 30;    // of a margin

std::vector<std::string_view> parts_of(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(between);
    std::string_view part = text.substr(0, at);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    parts.push_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

bool is_count(double number) { return number >= 0 && number <= kMostPeople && number == std::floor(number); }

/// Reads what was told; keeps the first fault, after which nothing that it gives means anything.
class Reading {
 public:
  explicit Reading(const std::map<std::string, std::string>& told) : told_(told) {}

  [[nodiscard]] bool has(const std::string& name) const {
    const auto found = told_.find(name);
    return found != told_.end() && !found->second.empty();
  }
  [[nodiscard]] bool any(std::initializer_list<const char*> names) const {
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return has(name); });
  }
  void unless(bool holds, const std::string& name, std::string expected) {
    if (!holds && !fault_) fault_ = CalculatorFault{name, std::move(expected)};
  }
  [[nodiscard]] const std::optional<CalculatorFault>& fault() const { return fault_; }

  double number(const std::string& name, double otherwise, double least, double most) {
    if (!has(name)) return otherwise;
    const auto found = number_of(told_.at(name));
    unless(found && *found >= least && *found <= most, name, fmt::format("a number from {:g} to {:g}", least, most));
    return found.value_or(otherwise);
  }
  std::int64_t count(const std::string& name, std::int64_t least, std::int64_t most) {
    const auto found = has(name) ? number_of(told_.at(name)) : std::nullopt;
    const bool fits =
        found && is_count(*found) && *found >= static_cast<double>(least) && *found <= static_cast<double>(most);
    unless(fits, name, fmt::format("a whole number from {} to {}", least, most));
    return fits ? static_cast<std::int64_t>(*found) : least;
  }
  std::vector<double> list(const std::string& name, std::string_view text, char between, const std::string& expected) {
    std::vector<double> numbers;
    for (const std::string_view part : parts_of(text, between)) {
      const auto found = number_of(part);
      unless(found.has_value(), name, expected);
      numbers.push_back(found.value_or(0));
    }
    unless(numbers.size() <= kMostListed, name, fmt::format("{} numbers at most", kMostListed));
    return numbers;
  }
  [[nodiscard]] std::string_view text(const std::string& name) const {
    const auto found = told_.find(name);
    return found == told_.end() ? std::string_view{} : std::string_view{found->second};
  }

 private:
  const std::map<std::string, std::string>& told_;
  std::optional<CalculatorFault> fault_;
};

stats::Round round_of(Reading& reading, const std::string& name) {
  const std::string expected = "people who said yes and people asked, such as 168/400";
  const std::vector<double> parts = reading.list(name, reading.text(name), '/', expected);
  const bool fits =
      parts.size() == 2 && is_count(parts[0]) && is_count(parts[1]) && parts[1] > 0 && parts[0] <= parts[1];
  reading.unless(fits, name, expected);
  return fits ? stats::Round{parts[0], parts[1]} : stats::Round{0, 1};
}

Json finite(double number) { return std::isfinite(number) ? Json(number) : Json(); }
/// Without any spread a test says nothing, however few were asked: the interval does.
Json chance(double z, double p) { return std::isfinite(z) ? Json(p) : Json(); }

void say_of_share(Reading& reading, double confidence, Json& answer) {
  const stats::Round round = round_of(reading, "share");
  const auto yes = static_cast<std::int64_t>(round.yes), asked = static_cast<std::int64_t>(round.asked);
  const auto [lower, upper] = stats::wilson(yes, asked, confidence);
  const auto [exact_lower, exact_upper] = stats::clopper_pearson(yes, asked, confidence);
  answer["share"] = {{"share", round.yes / round.asked},
                     {"lower", lower},
                     {"upper", upper},
                     {"exact_lower", exact_lower},
                     {"exact_upper", exact_upper}};
}

void say_of_rounds(Reading& reading, double confidence, Json& answer) {
  const stats::Round before = round_of(reading, "before"), after = round_of(reading, "after");
  const double effect = reading.number("design-effect", 1, 1, 1000);
  const auto found = stats::share_difference(before, after, effect, confidence);
  answer["change"] = {{"before", before.yes / before.asked},
                      {"after", after.yes / after.asked},
                      {"difference", found->difference},
                      {"standard_error", found->standard_error},
                      {"z", finite(found->z)},
                      {"p", chance(found->z, found->p)},
                      {"lower", std::max(-1.0, found->lower)},
                      {"upper", std::min(1.0, found->upper)},
                      {"cohens_h", found->cohens_h}};
  if (!reading.any({"comparison-before", "comparison-after"})) return;
  const auto beyond = stats::difference_in_differences(before, after, round_of(reading, "comparison-before"),
                                                       round_of(reading, "comparison-after"), effect);
  answer["beyond"] = {{"difference", beyond->difference},
                      {"standard_error", beyond->standard_error},
                      {"z", finite(beyond->z)},
                      {"p", chance(beyond->z, beyond->p)}};
}

void say_of_pairs(Reading& reading, Json& answer) {
  const std::int64_t gained = reading.count("gained", 0, kMostEvents), lost = reading.count("lost", 0, kMostEvents),
                     pairs = reading.count("pairs", 1, static_cast<std::int64_t>(kMostPeople));
  reading.unless(gained + lost <= pairs, "pairs", "no fewer people than those who changed");
  const stats::PairedChange found = stats::paired_change(gained, lost, pairs);
  answer["paired"] = {
      {"difference", found.difference}, {"p", found.p}, {"chi_squared", found.chi_squared}, {"chi_p", found.chi_p}};
}

void say_of_several(Reading& reading, Json& answer) {
  const std::string expected = "numbers from 0 to 1 with commas between";
  const std::vector<double> p = reading.list("p", reading.text("p"), ',', expected);
  reading.unless(std::all_of(p.begin(), p.end(), [](double one) { return one >= 0 && one <= 1; }), "p", expected);
  answer["several"] = stats::holm(p);
}

struct Events {
  std::int64_t count = 0;
  double exposure = 1;
};
Events events_of(Reading& reading, const std::string& name) {
  const std::string expected = fmt::format("events, {} at most, and what they happened in, such as 12/24", kMostEvents);
  const std::vector<double> parts = reading.list(name, reading.text(name), '/', expected);
  const bool fits = parts.size() == 2 && is_count(parts[0]) && parts[0] <= static_cast<double>(kMostEvents) &&
                    parts[1] >= 1e-6 && parts[1] <= 1e12;
  reading.unless(fits, name, expected);
  return fits ? Events{static_cast<std::int64_t>(parts[0]), parts[1]} : Events{};
}

void say_of_rates(Reading& reading, double confidence, Json& answer) {
  const Events first = events_of(reading, "first"), second = events_of(reading, "second");
  const auto [first_lower, first_upper] = stats::garwood(first.count, confidence);
  const auto [second_lower, second_upper] = stats::garwood(second.count, confidence);
  Json rates{{"first", static_cast<double>(first.count) / first.exposure},
             {"first_lower", first_lower / first.exposure},
             {"first_upper", first_upper / first.exposure},
             {"second", static_cast<double>(second.count) / second.exposure},
             {"second_lower", second_lower / second.exposure},
             {"second_upper", second_upper / second.exposure},
             {"ratio", nullptr},
             {"p", 1.0}};
  if (first.count + second.count > 0) {  // nothing happened on either side: nothing differs
    const stats::RateComparison found =
        stats::compare_rates(first.count, first.exposure, second.count, second.exposure);
    rates["ratio"] = finite(found.ratio);
    rates["p"] = found.p;
  }
  answer["rates"] = std::move(rates);
}

void say_of_rating(Reading& reading, double confidence, Json& answer) {
  const std::string expected = "people of each option with commas between, two options or more";
  const std::vector<double> given = reading.list("answers", reading.text("answers"), ',', expected);
  std::vector<std::int64_t> counts;
  for (const double one : given) {
    reading.unless(is_count(one), "answers", expected);
    counts.push_back(is_count(one) ? static_cast<std::int64_t>(one) : 0);
  }
  const std::int64_t all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  reading.unless(counts.size() >= 2 && all > 0 && static_cast<double>(all) <= kMostPeople, "answers", expected);
  const std::int64_t top =
      reading.has("top") ? reading.count("top", 1, static_cast<std::int64_t>(counts.size()) - 1) : 2;
  reading.unless(top < static_cast<std::int64_t>(counts.size()), "top", "fewer options than there are");
  std::optional<std::int64_t> attended;
  if (reading.has("attended")) attended = reading.count("attended", all, static_cast<std::int64_t>(kMostPeople));
  if (reading.fault()) return;
  const auto found = stats::rating(counts, static_cast<std::size_t>(top), attended, confidence);
  answer["rating"] = {{"answers", found->answers}, {"top", found->top},     {"share", found->share},
                      {"lower", found->lower},     {"upper", found->upper}, {"effective_n", finite(found->effective_n)},
                      {"mean", found->mean}};
}

void say_of_strata(Reading& reading, double confidence, Json& answer) {
  const std::string expected = "people, asked and yes of each part, such as 1200/120/74,2600/100/48";
  std::vector<stats::Stratum> strata;
  double asked = 0, yes = 0;
  for (const std::string_view part : parts_of(reading.text("strata"), ',')) {
    const std::vector<double> numbers = reading.list("strata", part, '/', expected);
    const bool fits = numbers.size() == 3 && std::all_of(numbers.begin(), numbers.end(), is_count) && numbers[1] >= 1 &&
                      numbers[1] <= numbers[0] && numbers[2] <= numbers[1] && strata.size() < kMostListed;
    reading.unless(fits, "strata", expected);
    if (!fits) return;
    strata.push_back({static_cast<std::int64_t>(numbers[0]), static_cast<std::int64_t>(numbers[1]),
                      static_cast<std::int64_t>(numbers[2])});
    asked += numbers[1];
    yes += numbers[2];
  }
  const auto found = stats::stratified_share(strata, confidence);
  const bool all_asked =
      std::all_of(strata.begin(), strata.end(), [](const auto& one) { return one.asked == one.population; });
  const bool says_how_sure =
      found && (found->standard_error > 0 || all_asked);  // no spread in a sample is no certainty
  answer["stratified"] = !found ? Json()
                                : Json{{"share", found->share},
                                       {"standard_error", found->standard_error},
                                       {"lower", says_how_sure ? Json(found->lower) : Json()},
                                       {"upper", says_how_sure ? Json(found->upper) : Json()},
                                       {"unweighted", yes / asked}};
}

std::vector<double> margin_of(Reading& reading, const std::string& name) {
  const std::string expected = fmt::format("people with commas between, {} numbers at most", kMostCategories);
  std::vector<double> margin = reading.list(name, reading.text(name), ',', expected);
  const bool fits = margin.size() <= kMostCategories && std::all_of(margin.begin(), margin.end(), [](double one) {
                      return one >= 0 && one <= kMostPeople;
                    });
  reading.unless(fits, name, expected);
  return fits ? margin : std::vector<double>{};
}

void say_of_margins(Reading& reading, Json& answer) {
  const std::vector<double> rows = margin_of(reading, "rows"), columns = margin_of(reading, "columns");
  const double people = std::accumulate(rows.begin(), rows.end(), 0.0);
  const double across = std::accumulate(columns.begin(), columns.end(), 0.0);
  reading.unless(people >= 1e-6 && std::fabs(across - people) <= 1e-9 * people, "columns",
                 "as many people in all as the rows have");
  std::vector<double> asked;
  const std::string expected = "people asked: as many rows and columns as there are margins, such as 30,20;25,25";
  std::size_t height = 0;
  for (const std::string_view line : parts_of(reading.text("table"), ';')) {
    const std::vector<double> cells = reading.list("table", line, ',', expected);
    reading.unless(cells.size() == columns.size() && std::all_of(cells.begin(), cells.end(), is_count), "table",
                   expected);
    asked.insert(asked.end(), cells.begin(), cells.end());
    ++height;
  }
  const double all = std::accumulate(asked.begin(), asked.end(), 0.0);
  reading.unless(height == rows.size() && all > 0, "table", expected);
  if (reading.fault()) return;
  const auto found = stats::raked(asked, rows, columns);
  if (!found) {
    answer["raked"] = nullptr;
    return;
  }
  std::vector<double> weights;  // those of a cell share what the cell stands for
  Json cells = Json::array();
  for (std::size_t at = 0; at < asked.size(); ++at) {
    if (at % columns.size() == 0) cells.push_back(Json::array());
    cells.back().push_back((*found)[at]);
    weights.push_back(asked[at] > 0 ? (*found)[at] / asked[at] : 0);
  }
  const stats::WeightLoss loss = stats::weight_loss(weights, asked);
  answer["raked"] = {{"cells", std::move(cells)}, {"kish_n", loss.effective_n}, {"design_effect", loss.design_effect}};
}

void say_of_values(Reading& reading, Json& answer) {
  const std::string expected = "three numbers or more with commas between";
  const std::vector<double> values = reading.list("values", reading.text("values"), ',', expected);
  reading.unless(values.size() >= 3 &&
                     std::all_of(values.begin(), values.end(), [](double one) { return std::fabs(one) <= 1e15; }),
                 "values", expected);
  if (reading.fault()) return;
  const std::vector<double> z = stats::z_scores(values), modified = stats::modified_z_scores(values);
  const auto scores = [](const std::vector<double>& all) {
    const bool told =
        !all.empty() && std::all_of(all.begin(), all.end(), [](double one) { return std::isfinite(one); });
    return told ? Json(all) : Json();
  };
  Json beyond = Json::array();
  for (std::size_t i = 0; i < modified.size(); ++i)
    if (std::fabs(modified[i]) > stats::kModifiedZLimit) beyond.push_back(i);
  answer["outliers"] = {{"z", scores(z)},
                        {"modified", scores(modified)},
                        {"limit", stats::kModifiedZLimit},
                        {"beyond", std::move(beyond)}};
}

}  // namespace

std::span<const ComparisonParameter> comparison_parameters() { return kParameters; }

std::variant<Json, CalculatorFault> comparison_json(const std::map<std::string, std::string>& told) {
  Reading reading{told};
  const double confidence = reading.number("confidence", 0.95, 0.5, 0.9999);
  Json answer = Json::object(), notes = Json::array();
  if (!reading.fault()) {
    if (reading.has("share")) say_of_share(reading, confidence, answer);
    if (reading.any({"before", "after", "design-effect", "comparison-before", "comparison-after"}))
      say_of_rounds(reading, confidence, answer);
    if (reading.any({"gained", "lost", "pairs"})) say_of_pairs(reading, answer);
    if (reading.has("p")) say_of_several(reading, answer);
    if (reading.any({"first", "second"})) say_of_rates(reading, confidence, answer);
    if (reading.any({"answers", "top", "attended"})) say_of_rating(reading, confidence, answer);
    if (reading.has("strata")) say_of_strata(reading, confidence, answer);
    if (reading.any({"table", "rows", "columns"})) say_of_margins(reading, answer);
    if (reading.has("values")) say_of_values(reading, answer);
    reading.unless(
        !answer.empty(), "before",
        "a question: share, before with after, gained with lost and pairs, p, first with second, answers, strata, "
        "table with rows and columns, or values");
  }
  if (reading.fault()) return *reading.fault();
  if (answer.contains("change") || answer.contains("paired")) notes.push_back("no_cause");
  if (answer.contains("rating") && !answer.at("rating").at("effective_n").is_null()) notes.push_back("self_selected");
  answer["notes"] = std::move(notes);
  return answer;
}

}  // namespace tilth::report
