// SPDX-License-Identifier: Apache-2.0
#include "report/report_html.h"

#include "base/document.h"
#include "base/source_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tilth::report {
namespace {

// Danger is red and lies on top; released land is hatched grey-blue, never green: readers take green as permission to
// enter.
constexpr std::string_view kStyle = R"(
body{font:15px/1.5 system-ui,"Noto Sans","Noto Sans Arabic","DejaVu Sans",sans-serif;max-width:62rem;margin:2rem auto;padding:0 1.2rem;color:#1a1a1a;background:#fff}
h1{line-height:1.2;margin:0 0 .3rem}h2{margin:2.2rem 0 .6rem;border-bottom:2px solid #2f5d50;line-height:1.25;break-after:avoid}
h3{margin:1.2rem 0 .4rem;font-size:1rem;break-after:avoid}.muted{color:#555}.small{font-size:.86rem}
table{border-collapse:collapse;width:100%;margin:.4rem 0 1rem}th,td{text-align:start;vertical-align:top;padding:.25rem .55rem;border-bottom:1px solid #ccc}
th{background:#eef3f1}td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}tfoot td{border-top:2px solid #555;font-weight:650}tr{break-inside:avoid}
.wide{overflow-x:auto}a{color:#1d4f91}a.f{text-decoration-style:dotted}.bars{display:grid;grid-template-columns:max-content 1fr max-content;gap:.25rem .7rem;align-items:center;margin:.4rem 0 1rem}
.bar{background:#33658a;height:1em;min-width:1px;print-color-adjust:exact;-webkit-print-color-adjust:exact}.bars .n{font-variant-numeric:tabular-nums}
svg{max-width:100%;height:auto;border:1px solid #bbb;background:#fbfbf8;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.danger{fill:#c1121f;fill-opacity:.38;stroke:#c1121f;stroke-width:2}.released{fill:url(#hatch);stroke:#5b6f82;stroke-width:1.5;stroke-dasharray:7 4}
.work{fill:none;stroke:#b8860b;stroke-width:2;stroke-dasharray:3 3}.place{fill:none;stroke:#999;stroke-width:1}.closed{fill:none;stroke:#5c6770;stroke-width:1.5;stroke-dasharray:2 4}.point{fill:#222;stroke:#fff;stroke-width:1.5}
.amount{fill:#33658a;fill-opacity:.55;stroke:#173a57;stroke-width:1.5}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin:.3rem 0 1rem}.legend svg{border:0;background:none;vertical-align:middle}
.radar{display:flex;flex-wrap:wrap;gap:.5rem 2rem;align-items:center;break-inside:avoid;margin:.4rem 0 1rem}.radar>svg{width:22rem;border:0;background:none}.radar ol{list-style:none;padding:0;margin:0}
.radar path,.radar line{fill:none;stroke:#c9c9c2}.radar text{font-size:13px;text-anchor:middle;dominant-baseline:central}.radar .now{stroke:#2f5d50;stroke-width:3}.radar .now.whole{fill:#2f5d50;fill-opacity:.16}
.radar .before{stroke:#5c6770;stroke-width:2;stroke-dasharray:6 4}.radar .target{stroke:#b8860b;stroke-width:2;stroke-dasharray:2 3}.radar circle.now{fill:#2f5d50;stroke:none}.radar circle.before{fill:#5c6770;stroke:none}.radar circle.target{fill:none;stroke:none}
td.h0{background:#f6f9f8}td.h1{background:#e6efec}td.h2{background:#d5e4df}td.h3{background:#c2d8d1}td.h4{background:#aecbc2}td.h5{background:#99beb3}td[class*=" h"]{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.sign{display:flex;gap:1rem;margin:2.4rem 0 0;align-items:end;break-inside:avoid}.sign i{flex:1;border-bottom:1px solid #333;min-height:2.2rem}
.notice{border-inline-start:4px solid #b8860b;padding:.3rem .8rem;background:#fdf8ea}
@media print{body{font-size:10pt;max-width:none;margin:0}a{color:inherit;text-decoration:none}}
@page{size:A4;margin:18mm 16mm}
)";

constexpr std::string_view kHatch =
    "<defs><pattern id=\"hatch\" width=\"9\" height=\"9\" patternTransform=\"rotate(45)\" "
    "patternUnits=\"userSpaceOnUse\">"
    "<rect width=\"9\" height=\"9\" fill=\"#dfe6ec\"/><line y2=\"9\" stroke=\"#5b6f82\" "
    "stroke-width=\"2\"/></pattern></defs>";

class Writing {
 public:
  explicit Writing(const Json& document) : document_(document), words_(document.at("words")) {}

  std::string run() {
    const std::string title = text(document_, "title");
    out_ = "<!doctype html>\n<html lang=\"" + text(document_, "language") + "\" dir=\"" + text(document_, "direction") +
           "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + title +
           "</title>\n<style>" + std::string{kStyle} + "</style>\n<h1>" + title + "</h1>\n";
    out_ += "<p class=\"muted\">" + html_text(subtitle()) + "<br>" + text(words_, "as_known") + "</p>\n";
    if (const std::string from = source_of(document_, words_); !from.empty())
      out_ += "<p class=\"small muted\">" + word("source") + ": <bdi>" + html_text(from) + "</bdi></p>\n";
    for (const Json& section : document_.at("sections")) {
      out_ += "<h2>" + text(section, "title") + "</h2>\n";
      for (const Json& part : section.at("parts")) write(part);
    }
    for (const Json& notice : document_.at("notices"))
      out_ += "<p class=\"notice small\">" + html_text(notice.get<std::string>()) + "</p>\n";
    figures();
    return out_ + "</html>\n";
  }

 private:
  static std::string text(const Json& from, const char* name) {
    const auto at = from.find(name);
    return at == from.end() || !at->is_string() ? std::string{} : html_text(at->get<std::string>());
  }
  std::string word(const char* name) const { return text(words_, name); }

  std::string subtitle() const {
    std::string line = document_.at("programme").get<std::string>();
    for (const auto& [name, value] : document_.at("parameters").items())
      if (value.is_object()) line += " · " + value.at("words").get<std::string>();
    return line;
  }

  std::string cell(const Json& cell) const {
    std::string shown = text(cell, "text");
    const auto figure = cell.find("figure");
    if (figure == cell.end()) return shown;
    return "<a class=\"f\" href=\"#f" + std::to_string(figure->get<int>()) + "\">" + shown + "</a>";
  }

  /// In its own direction: what people wrote may be in another language than the report.
  std::string apart(const Json& one) const { return "<bdi>" + cell(one) + "</bdi>"; }

  void title(const Json& part) {
    if (const std::string words = text(part, "title"); !words.empty()) {
      const std::string unit = text(part, "unit");
      out_ += "<h3>" + words + (unit.empty() ? "" : " <span class=\"muted\">(" + unit + ")</span>") + "</h3>\n";
    }
  }
  void notes(const Json& part) {
    const auto notes = part.find("notes");
    if (notes == part.end()) return;
    for (const Json& note : *notes) out_ += "<p class=\"small muted\">" + html_text(note.get<std::string>()) + "</p>\n";
  }

  void write(const Json& part) {
    const std::string kind = part.at("kind").get<std::string>();
    if (kind == "text") {
      out_ += "<p>";
      for (const Json& piece : part.at("pieces")) out_ += cell(piece);
      out_ += "</p>\n";
      return;
    }
    if (kind == "signatures") {
      for (const Json& line : part.at("lines"))
        out_ += "<div class=\"sign\"><span>" + html_text(line.get<std::string>()) + "<br><span class=\"small muted\">" +
                word("name_and_date") + "</span></span><i></i></div>\n";
      return;
    }
    title(part);
    if (kind == "facts") {
      out_ += "<table><tbody>";
      for (const Json& row : part.at("rows"))
        out_ += "<tr><th scope=\"row\">" + text(row, "title") + "</th><td>" + apart(row.at("cell")) + "</td></tr>\n";
      out_ += "</tbody></table>\n";
    } else if (kind == "chart") {
      chart(part);
    } else if (kind == "map") {
      map(part);
    } else if (kind == "radar") {
      radar(part);
    } else {
      table(part);
    }
    notes(part);
  }

  /// A cell of a heat map is shaded beside its number.
  static std::string shade(const Json& cell, bool number) {
    const auto heat = cell.find("heat");
    const bool warm = heat != cell.end() && heat->is_number();
    if (!warm) return number ? " class=\"n\"" : "";
    return std::string{" class=\""} + (number ? "n " : "") + "h" + std::to_string(heat->get<int>()) + "\"";
  }

  void table(const Json& part) {
    if (part.at("rows").empty()) return;
    const Json& columns = part.at("columns");
    const auto number = [&](std::size_t i) { return columns[i].at("number").get<bool>() ? " class=\"n\"" : ""; };
    out_ += "<div class=\"wide\"><table><thead><tr>";
    for (std::size_t i = 0; i < columns.size(); ++i)
      out_ += "<th scope=\"col\"" + std::string{number(i)} + ">" + text(columns[i], "title") + "</th>";
    out_ += "</tr></thead><tbody>";
    const auto line = [&](const Json& cells) {
      out_ += "<tr>";
      for (std::size_t i = 0; i < cells.size(); ++i)
        out_ += "<td" + shade(cells[i], columns[i].at("number").get<bool>()) + ">" + apart(cells[i]) + "</td>";
      out_ += "</tr>\n";
    };
    for (const Json& row : part.at("rows")) line(row.is_object() ? row.at("cells") : row);
    out_ += "</tbody>";
    if (const auto sums = part.find("sums"); sums != part.end() && !sums->is_null()) {
      out_ += "<tfoot>";
      line(*sums);
      out_ += "</tfoot>";
    }
    out_ += "</table></div>\n";
  }

  void chart(const Json& part) {
    double most = 0;
    for (const Json& bar : part.at("bars"))
      if (bar.at("value").is_number()) most = std::max(most, std::fabs(bar.at("value").get<double>()));
    out_ += "<div class=\"bars\" role=\"list\">";
    for (const Json& bar : part.at("bars")) {
      const double share =
          bar.at("value").is_number() && most > 0 ? std::fabs(bar.at("value").get<double>()) / most * 100 : 0;
      out_ += "<span>" + text(bar, "title") + "</span><span>" +
              (bar.at("value").is_number()
                   ? fmt::format("<span class=\"bar\" style=\"display:block;width:{:.2f}%\"></span>", share)
                   : std::string{}) +
              "</span><span class=\"n\">" + cell(bar) + "</span>";
    }
    out_ += "</div>\n";
  }

  void radar(const Json& part) {
    if (part.at("lines").empty()) return;
    const double middle = part.at("width").get<double>() / 2;
    out_ += fmt::format("<div class=\"radar\"><svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
                        part.at("width").get<double>(), part.at("height").get<double>(), text(part, "title"));
    for (const Json& ring : part.at("rings")) out_ += "<path d=\"" + html_text(ring.get<std::string>()) + "\"></path>";
    for (const Json& axis : part.at("axes"))
      out_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"></line><text x=\"{}\" y=\"{}\">{}</text>",
                          middle, middle, axis.at("x").get<double>(), axis.at("y").get<double>(),
                          axis.at("text_x").get<double>(), axis.at("text_y").get<double>(), text(axis, "text"));
    std::string key;
    for (const Json& line : part.at("lines")) {
      const std::string role = text(line, "role");
      out_ += "<path class=\"" + role + (line.at("whole").get<bool>() ? " whole" : "") + "\" d=\"" +
              text(line, "path") + "\"></path>";
      for (const Json& point : line.at("points"))
        out_ += fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"3.5\"></circle>", role,
                            point[0].get<double>(), point[1].get<double>());
      key += "<span><svg width=\"28\" height=\"10\" viewBox=\"0 0 28 10\"><path class=\"" + role +
             "\" d=\"M1 5L27 5\"></path></svg> " + text(line, "words") + "</span>";
    }
    out_ += "</svg><div><ol>";
    for (const Json& area : part.at("areas"))
      out_ += "<li>" + text(area, "title") + ": <b>" + text(area, "text") + "</b></li>";
    out_ += "</ol><p class=\"legend small\">" + key + "</p></div></div>\n";
  }

  void map(const Json& part) {
    if (part.at("shapes").empty()) return;
    out_ += fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">{}", part.at("width").get<double>(),
                        part.at("height").get<double>(), text(part, "title"), kHatch);
    for (const Json& shape : part.at("shapes")) {
      const std::string role = text(shape, "role"), label = "<title>" + text(shape, "label") + "</title>";
      if (const std::string path = text(shape, "path"); !path.empty())
        out_ += "<path class=\"" + role + "\" fill-rule=\"evenodd\" d=\"" + path + "\">" + label + "</path>";
      if (const auto circle = shape.find("circle"); circle != shape.end())
        out_ += fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\">{}</circle>", role,
                            circle->at("x").get<double>(), circle->at("y").get<double>(),
                            circle->at("radius").get<double>(), label);
      for (const Json& point : shape.at("points"))
        out_ += fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"6\">{}</circle>", role,
                            point[0].get<double>(), point[1].get<double>(), label);
    }
    const Json& scale = part.at("scale");
    const double y = part.at("height").get<double>() - 14, length = scale.at("length").get<double>();
    out_ += fmt::format(
        "<g stroke=\"#222\" stroke-width=\"2\"><path fill=\"none\" d=\"M20 {0}v6h{1}v-6\"/></g><text x=\"{2}\" "
        "y=\"{3}\" "
        "font-size=\"18\" direction=\"ltr\">{4}</text></svg>\n",
        y - 6, length, 28 + length, y + 4, text(scale, "words"));
    out_ += "<p class=\"legend small\">";
    for (const Json& entry : part.at("legend"))
      out_ += "<span><svg width=\"26\" height=\"16\" viewBox=\"0 0 26 16\">" + std::string{kHatch} +
              "<rect x=\"2\" y=\"2\" width=\"22\" height=\"12\" class=\"" + text(entry, "role") + "\"/></svg> " +
              text(entry, "words") + "</span>";
    out_ += "</p>\n";
  }

  void figures() {
    const Json& figures = document_.at("figures");
    if (figures.empty()) return;
    out_ += "<h2>" + word("figures_title") + "</h2>\n<div class=\"wide\"><table class=\"small\"><thead><tr><th>" +
            word("figure") + "</th><th class=\"n\">" + word("value") + "</th><th>" + word("period") +
            "</th><th class=\"n\">" + word("records") + "</th><th>" + word("definition") + "</th><th>" +
            word("source") + "</th></tr></thead><tbody>";
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const Json& one = figures[i];
      std::string name = text(one, "code") + " " + text(one, "title");
      for (const Json& part : one.at("cell")) name += ": " + text(part, "words");
      std::string value = text(one, "text");
      if (!one.at("reason_text").is_null()) value += "<br>" + text(one, "reason_text");
      if (!one.at("lower").is_null())
        value += fmt::format("<br><span class=\"muted\"><bdi>{:.1f} – {:.1f}</bdi></span>",
                             one.at("lower").get<double>(), one.at("upper").get<double>());
      if (const std::string test = text(one, "test"); !test.empty())
        value += "<br><span class=\"muted\">" + test + "</span>";
      std::string behind = one.at("n").is_null() ? "–" : std::to_string(one.at("n").get<std::int64_t>());
      if (one.at("n_missing").is_number() && one.at("n_missing").get<std::int64_t>() > 0)
        behind += "<br>" + word("missing") + ": " + std::to_string(one.at("n_missing").get<std::int64_t>());
      std::string source = html_text(source_of(one, words_));
      if (one.at("partial").get<bool>()) source += " " + word("partial");
      out_ += "<tr id=\"f" + std::to_string(i) + "\"><td>" + name + "</td><td class=\"n\">" + value + "</td><td>" +
              text(one, "period") + "</td><td class=\"n\">" + behind + "</td><td>" + text(one, "definition") +
              "</td><td>" + source + "</td></tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  const Json& document_;
  const Json& words_;
  std::string out_;
};

}  // namespace

std::string source_of(const Json& of, const Json& words) {
  return source_words(of.value("source", std::string{}), of.value("edition", std::string{}),
                      of.value("to_check", false) ? words.at("to_check").get<std::string>() : std::string{});
}

std::string report_html(const Json& document) { return Writing{document}.run(); }

}  // namespace tilth::report
