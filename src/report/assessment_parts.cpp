// SPDX-License-Identifier: Apache-2.0
#include "report/assessment_parts.h"

#include "report/report_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

namespace tilth::report {
namespace {

constexpr double kSheet = 360, kMiddle = kSheet / 2, kRadius = 140, kNumbers = kRadius + 18;
constexpr double kLeast = 0.2;  // of the radius: the lowest level still has a corner
constexpr std::size_t kFewestAxes = 3;

struct Scale {
  double lowest = 0, highest = 5;
};
Scale scale_of(const Json& assessment) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  Scale scale{kFar, -kFar};
  for (const Json& level : assessment.at("instrument").at("levels")) {
    scale.lowest = std::min(scale.lowest, level.at("value").get<double>());
    scale.highest = std::max(scale.highest, level.at("value").get<double>());
  }
  return scale;
}
/// 0 to 1; what lies beyond the scale is drawn at its end.
double share(double score, const Scale& scale) {
  return scale.highest <= scale.lowest ? 0
                                       : std::clamp((score - scale.lowest) / (scale.highest - scale.lowest), 0.0, 1.0);
}

using Point = std::pair<double, double>;
using Scores = std::vector<std::optional<double>>;

std::optional<double> maybe(const Json& number) {
  return number.is_null() ? std::nullopt : std::optional{number.get<double>()};
}

class Radar {
 public:
  Radar(std::size_t axes, const Scale& scale, bool mirrored) : axes_(axes), scale_(scale), mirrored_(mirrored) {}

  /// Clockwise from the top; against the clock where lines run from right to left.
  [[nodiscard]] Point corner(std::size_t axis, double radius) const {
    const double turn =
        static_cast<double>(axis) / static_cast<double>(axes_) * 2 * std::numbers::pi * (mirrored_ ? -1 : 1);
    return {kMiddle + radius * std::sin(turn), kMiddle - radius * std::cos(turn)};
  }
  [[nodiscard]] std::string path(const Scores& scores) const {
    std::string path;
    const auto at = [&](std::size_t axis) {
      const auto [x, y] = corner(axis, kRadius * (kLeast + (1 - kLeast) * share(*scores[axis], scale_)));
      return fmt::format("{:.1f} {:.1f}", x, y);
    };
    if (std::all_of(scores.begin(), scores.end(), [](const auto& score) { return score.has_value(); })) {
      for (std::size_t axis = 0; axis < axes_; ++axis) path += (axis == 0 ? "M" : "L") + at(axis);
      return path + "Z";
    }
    for (std::size_t axis = 0; axis < axes_; ++axis) {
      const std::size_t next = (axis + 1) % axes_;
      if (scores[axis] && scores[next]) path += "M" + at(axis) + "L" + at(next);
    }
    return path;
  }
  [[nodiscard]] Json points(const Scores& scores) const {
    Json points = Json::array();
    for (std::size_t axis = 0; axis < axes_; ++axis) {
      if (!scores[axis]) continue;
      const auto [x, y] = corner(axis, kRadius * (kLeast + (1 - kLeast) * share(*scores[axis], scale_)));
      points.push_back({std::round(x * 10) / 10, std::round(y * 10) / 10});
    }
    return points;
  }

 private:
  std::size_t axes_;
  Scale scale_;
  bool mirrored_;
};

Json line_json(const Radar& radar, const char* role, const std::string& words, const Scores& scores) {
  const std::string path = radar.path(scores);
  return {{"role", role},
          {"words", words},
          {"path", path},
          {"whole", path.ends_with("Z")},
          {"points", radar.points(scores)}};
}

std::string numbered(std::size_t area, const Json& assessment, const std::string& language) {
  const std::string name = assessment.at("areas")[area].at("name").get<std::string>();
  // A name in other letters does not take the number beside it into its own direction.
  return number_text(static_cast<double>(area + 1), 0, language) + ". " + isolated(name, language);
}

std::string level_text(const Json& score, const std::string& language) {
  return score.is_null() ? "\u2013" : number_text(score.get<double>(), 2, language);
}
std::string signed_text(const Json& delta, const std::string& language) {
  if (delta.is_null()) return "\u2013";
  const double value = delta.get<double>();
  return in_order((value > 0 ? "+" : "") + number_text(value, 2, language), language);
}
std::string day_text(const Json& day, const std::string& language) {
  return day.is_null() ? "\u2013" : in_order(day.get<std::string>(), language);
}

Json radar_part(const Json& assessment, Json part, const std::string& language) {
  const Json& areas = assessment.at("areas");
  part["kind"] = "radar";
  part["width"] = kSheet;
  part["height"] = kSheet;
  for (const char* list : {"rings", "axes", "lines", "areas"}) part[list] = Json::array();
  if (areas.size() < kFewestAxes) {
    part["notes"].push_back(report_word("few_areas", language));
    return part;
  }
  const Radar radar{areas.size(), scale_of(assessment), right_to_left(language)};
  Scores now, before, target;
  for (std::size_t a = 0; a < areas.size(); ++a) {
    now.push_back(maybe(areas[a].at("score")));
    target.push_back(maybe(areas[a].at("target")));
    const auto [x, y] = radar.corner(a, kRadius);
    const auto [words_x, words_y] = radar.corner(a, kNumbers);
    part["axes"].push_back({{"x", std::round(x * 10) / 10},
                            {"y", std::round(y * 10) / 10},
                            {"text_x", std::round(words_x * 10) / 10},
                            {"text_y", std::round(words_y * 10) / 10},
                            {"text", number_text(static_cast<double>(a + 1), 0, language)}});
    part["areas"].push_back({{"title", numbered(a, assessment, language)},
                             {"text", level_text(areas[a].at("score"), language)},
                             {"value", areas[a].at("score")}});
  }
  for (const Json& level : assessment.at("instrument").at("levels"))
    part["rings"].push_back(radar.path(Scores(areas.size(), level.at("value").get<double>())));
  const auto add = [&](const char* role, const std::string& words, const Scores& scores) {
    if (std::any_of(scores.begin(), scores.end(), [](const auto& score) { return score.has_value(); }))
      part["lines"].push_back(line_json(radar, role, words, scores));
  };
  add("target", report_word("target", language), target);
  if (const Json& compared = assessment.at("compared"); !compared.is_null()) {
    for (const Json& area : compared.at("areas")) before.push_back(maybe(area.at("before")));
    add("before",
        report_word("before", language) + ": " + compared.at("name").get<std::string>() + ", " +
            day_text(compared.at("on"), language),
        before);
  }
  add("now", report_word("this_assessment", language), now);
  return part;
}

/// One of six steps of the heat map; null where there is no score.
Json step(const Json& score, const Scale& scale) {
  if (score.is_null()) return nullptr;
  return std::min(5, static_cast<int>(std::floor(share(score.get<double>(), scale) * 6)));
}

Json scored(const Json& score, const Json& reason, int figure, const Scale& scale, const std::string& language) {
  Json cell{{"text", score.is_null() && reason.is_string() ? reason : Json(level_text(score, language))},
            {"value", score},
            {"heat", step(score, scale)}};
  if (figure >= 0) cell["figure"] = figure;
  return cell;
}

void name_other_editions(const Json& assessment, const std::string& language, Json& notes) {
  for (const Json& column : assessment.at("history"))
    if (!column.at("same_edition").get<bool>())
      notes.push_back(report_word("other_edition", language,
                                  {{"name", column.at("name")},
                                   {"day", day_text(column.at("on"), language)},
                                   {"instrument", column.at("instrument").at("name")},
                                   {"edition", column.at("instrument").at("edition")}}));
}

Json heat_part(const Json& assessment, Json part, const std::string& language, const ScoreFigure& figure) {
  const Scale scale = scale_of(assessment);
  part["kind"] = "table";
  part["columns"] = Json::array({{{"title", report_word("area", language)}, {"number", false}}});
  part["rows"] = Json::array();
  std::vector<const Json*> columns;
  for (const Json& column : assessment.at("history"))
    if (column.at("same_edition").get<bool>()) columns.push_back(&column);
  for (const Json* column : columns)
    part["columns"].push_back(
        {{"title", column->at("name").get<std::string>() + ", " + day_text(column->at("on"), language) + ", " +
                       column->at("kind_words").get<std::string>()},
         {"number", true}});
  const auto found = [&](const Json& column, const std::string& area, const Json& score) {
    return score.is_null() ? -1 : figure(column.at("id").get<std::string>(), area, score.get<double>());
  };
  for (std::size_t a = 0; a < assessment.at("areas").size(); ++a) {
    Json row = Json::array({{{"text", numbered(a, assessment, language)}}});
    for (const Json* column : columns) {
      const Json& area = column->at("areas")[a];
      row.push_back(scored(area.at("score"), area.at("reason_text"),
                           found(*column, assessment.at("areas")[a].at("name"), area.at("score")), scale, language));
    }
    part["rows"].push_back(std::move(row));
  }
  Json whole = Json::array({{{"text", report_word("overall", language)}}});
  for (const Json* column : columns)
    whole.push_back(scored(column->at("score"), Json(), found(*column, {}, column->at("score")), scale, language));
  part["sums"] = std::move(whole);
  part["notes"].push_back(report_word(
      "heat_legend", language,
      {{"lowest", number_text(scale.lowest, 0, language)}, {"highest", number_text(scale.highest, 0, language)}}));
  name_other_editions(assessment, language, part["notes"]);
  if (const auto left_out = assessment.at("history_left_out").get<std::int64_t>(); left_out > 0)
    part["notes"].push_back(
        report_word("heat_left_out", language, {{"count", number_text(static_cast<double>(left_out), 0, language)}}));
  return part;
}

Json change_part(const Json& assessment, Json part, const std::string& language, const ScoreFigure& figure) {
  part["kind"] = "table";
  part["columns"] = Json::array();
  part["rows"] = Json::array();
  const Json& compared = assessment.at("compared");
  if (compared.is_null()) {
    part["notes"].push_back(report_word("nothing_earlier", language));
    name_other_editions(assessment, language, part["notes"]);
    return part;
  }
  part["columns"].push_back({{"title", report_word("area", language)}, {"number", false}});
  for (const char* id : {"before", "this_assessment", "change", "gap_closed"})
    part["columns"].push_back({{"title", report_word(id, language)}, {"number", true}});
  const auto score_cell = [&](const Json& of, const std::string& area, const Json& score) {
    Json cell{{"text", level_text(score, language)}, {"value", score}};
    const int number = score.is_null() ? -1 : figure(of.at("id").get<std::string>(), area, score.get<double>());
    if (number >= 0) cell["figure"] = number;
    return cell;
  };
  const auto line = [&](const std::string& title, const std::string& area, const Json& before, const Json& now,
                        const Json& change) {
    const Json& closed = change.at("closed");
    return Json::array(
        {{{"text", title}},
         score_cell(compared, area, before),
         score_cell(assessment, area, now),
         {{"text", signed_text(change.at("delta"), language)}, {"value", change.at("delta")}},
         {{"text", closed.is_null()
                       ? std::string{"\u2013"}
                       : in_order(number_text(closed.get<double>() * 100, 1, language) + "\u00a0%", language)},
          {"value", closed.is_null() ? Json() : Json(closed.get<double>() * 100)}}});
  };
  for (std::size_t a = 0; a < assessment.at("areas").size(); ++a) {
    const Json& area = assessment.at("areas")[a];
    const Json& change = compared.at("areas")[a];
    part["rows"].push_back(
        line(numbered(a, assessment, language), area.at("name"), change.at("before"), area.at("score"), change));
  }
  part["sums"] =
      line(report_word("overall", language), {}, compared.at("score"), assessment.at("score"), compared.at("whole"));
  part["notes"].push_back(report_word("compared_with", language,
                                      {{"name", compared.at("name")},
                                       {"day", day_text(compared.at("on"), language)},
                                       {"instrument", assessment.at("instrument").at("name")},
                                       {"edition", assessment.at("instrument").at("edition")}}));
  name_other_editions(assessment, language, part["notes"]);
  return part;
}

}  // namespace

Json assessment_part(const Json& assessment, const std::string& show, const std::string& title,
                     const std::string& language, const ScoreFigure& figure) {
  Json part{{"title", title}, {"notes", Json::array()}};
  if (show == "radar") return radar_part(assessment, std::move(part), language);
  if (show == "heat") return heat_part(assessment, std::move(part), language, figure);
  return change_part(assessment, std::move(part), language, figure);
}

}  // namespace tilth::report
