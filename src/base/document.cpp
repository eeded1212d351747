// SPDX-License-Identifier: Apache-2.0
// Pages as Markdown and as HTML.
#include "base/document.h"

namespace tilth {

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r')
      out += c;
  }
  return out;
}

namespace {

constexpr std::string_view kStyle = R"(
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1,h2,h3{line-height:1.2;break-after:avoid}h2{margin-top:3rem;border-bottom:2px solid #2f5d50}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:start;vertical-align:top;padding:.3rem .6rem;
border-bottom:1px solid #ccc}th{background:#eef3f1}tr{break-inside:avoid}code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}td:first-child code{white-space:nowrap}
.wide{overflow-x:auto}a{color:#1d4f91}
@media print{body{font-size:10pt;max-width:none}a{color:inherit;text-decoration:none}}
)";

/// A cell is plain, `code`, or "->anchor text".
struct Cell {
  std::string text, anchor;
  bool code = false;
};

Cell cell_of(const std::string& given) {
  if (given.size() > 2 && given.front() == '`' && given.back() == '`')
    return {.text = given.substr(1, given.size() - 2), .code = true};
  if (given.starts_with("->")) {
    const auto space = given.find(' ');
    if (space != std::string::npos) return {.text = given.substr(space + 1), .anchor = given.substr(2, space - 2)};
  }
  return {.text = given};
}

std::string in_markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += ' ';
      continue;
    }
    if (c == '|' || c == '*' || c == '_' || c == '<' || c == '>' || c == '[' || c == ']' || c == '`' || c == '\\' ||
        c == '#')
      out += '\\';
    out += c;
  }
  return out;
}

/// Code in Markdown: fenced by more backticks than it holds; a bar inside a table still needs its escape.
std::string code_in_markdown(std::string_view text, bool in_table) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  std::string out = fence + (longest > 0 ? " " : "");
  for (const char c : text) {
    if (c == '|' && in_table) out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + (longest > 0 ? " " : "") + fence;
}

std::string markdown_cell(const std::string& given) {
  const Cell cell = cell_of(given);
  if (cell.code) return code_in_markdown(cell.text, true);
  if (!cell.anchor.empty()) return "[" + in_markdown(cell.text) + "](#" + cell.anchor + ")";
  return in_markdown(cell.text);
}

std::string html_cell(const std::string& given) {
  const Cell cell = cell_of(given);
  if (cell.code) return "<code dir=\"ltr\">" + html_text(cell.text) + "</code>";
  if (!cell.anchor.empty()) return "<a href=\"#" + html_text(cell.anchor) + "\">" + html_text(cell.text) + "</a>";
  return html_text(cell.text);
}

}  // namespace

Document::Document(std::string title, std::string language)
    : title_(std::move(title)), language_(std::move(language)) {}

void Document::heading(int level, std::string text, std::string anchor) {
  blocks_.push_back({.kind = Kind::heading, .level = level, .text = std::move(text), .anchor = std::move(anchor)});
}
void Document::paragraph(std::string text) {
  if (!text.empty()) blocks_.push_back({.kind = Kind::paragraph, .text = std::move(text)});
}
void Document::code(std::string text) { blocks_.push_back({.kind = Kind::code, .text = std::move(text)}); }
void Document::links(const std::vector<std::pair<std::string, std::string>>& text_and_anchor) {
  Block block{.kind = Kind::links};
  for (const auto& [text, anchor] : text_and_anchor) block.rows.push_back({text, anchor});
  blocks_.push_back(std::move(block));
}
void Document::table(std::vector<std::string> head, std::vector<std::vector<std::string>> rows) {
  if (rows.empty()) return;
  blocks_.push_back({.kind = Kind::table, .head = std::move(head), .rows = std::move(rows)});
}

std::string Document::markdown() const {
  std::string out = "# " + in_markdown(title_) + "\n";
  for (const Block& block : blocks_) {
    out += '\n';
    switch (block.kind) {
      case Kind::heading:
        out += "<a id=\"" + html_text(block.anchor) + "\"></a>\n\n" +
               std::string(static_cast<std::size_t>(block.level), '#') + " " + in_markdown(block.text) + "\n";
        break;
      case Kind::paragraph:
        out += in_markdown(block.text) + "\n";
        break;
      case Kind::code:
        out += code_in_markdown(block.text, false) + "\n";
        break;
      case Kind::links:
        for (std::size_t i = 0; i < block.rows.size(); ++i)
          out += (i == 0 ? "" : " · ") + ("[" + in_markdown(block.rows[i][0]) + "](#" + block.rows[i][1] + ")");
        out += '\n';
        break;
      case Kind::table:
        out += '|';
        for (const std::string& name : block.head) out += " " + in_markdown(name) + " |";
        out += "\n|";
        for (std::size_t i = 0; i < block.head.size(); ++i) out += "---|";
        out += '\n';
        for (const auto& row : block.rows) {
          out += '|';
          for (const std::string& one : row) out += " " + markdown_cell(one) + " |";
          out += '\n';
        }
        break;
    }
  }
  return out;
}

std::string Document::html() const {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"" + html_text(language_) + "\" dir=\"" + (language_ == "ar" ? "rtl" : "ltr") +
      "\">\n<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
      html_text(title_) + "</title>\n<style>" + std::string{kStyle} + "</style>\n<h1>" + html_text(title_) + "</h1>\n";
  for (const Block& block : blocks_) {
    switch (block.kind) {
      case Kind::heading: {
        const std::string name = "h" + std::to_string(block.level);
        out += "<" + name + " id=\"" + html_text(block.anchor) + "\">" + html_text(block.text) + "</" + name + ">\n";
        break;
      }
      case Kind::paragraph:
        out += "<p>" + html_text(block.text) + "</p>\n";
        break;
      case Kind::code:
        out += "<p><code dir=\"ltr\">" + html_text(block.text) + "</code></p>\n";
        break;
      case Kind::links:
        out += "<p>";
        for (std::size_t i = 0; i < block.rows.size(); ++i)
          out += (i == 0 ? "" : " · ") +
                 ("<a href=\"#" + html_text(block.rows[i][1]) + "\">" + html_text(block.rows[i][0]) + "</a>");
        out += "</p>\n";
        break;
      case Kind::table:
        out += "<div class=\"wide\"><table><thead><tr>";
        for (const std::string& name : block.head) out += "<th>" + html_text(name) + "</th>";
        out += "</tr></thead><tbody>\n";
        for (const auto& row : block.rows) {
          out += "<tr>";
          for (const std::string& one : row) out += "<td>" + html_cell(one) + "</td>";
          out += "</tr>\n";
        }
        out += "</tbody></table></div>\n";
        break;
    }
  }
  return out + "</html>\n";
}

}  // namespace tilth
