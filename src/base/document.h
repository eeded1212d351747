// SPDX-License-Identifier: Apache-2.0
// A page for people: headings, paragraphs, tables; written as Markdown or as one HTML file without anything outside it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tilth {

/// Plain text with what HTML or XML would take for a mark escaped, in text and in attributes of either quote. Control
/// characters but tab and line ends are left out: XML 1.0 has no place for them.
std::string html_text(std::string_view text);

/// Builds a document from top to bottom. All text given is plain text: what Markdown or HTML would take as a mark is
/// escaped. `code` marks text in a fixed-width face.
class Document {
 public:
  explicit Document(std::string title, std::string language = "en");

  /// Level 2 or 3. `anchor` is what links name; letters, digits and hyphens.
  void heading(int level, std::string text, std::string anchor);
  void paragraph(std::string text);
  void code(std::string text);
  /// A line of names that lead to anchors.
  void links(const std::vector<std::pair<std::string, std::string>>& text_and_anchor);
  /// Rows of plain text; a cell that starts with '`' and ends with it is code, one of the form "->anchor text" a link.
  void table(std::vector<std::string> head, std::vector<std::vector<std::string>> rows);

  [[nodiscard]] std::string markdown() const;
  /// Right to left for Arabic; prints with its headings kept with what follows.
  [[nodiscard]] std::string html() const;

 private:
  enum class Kind : std::uint8_t { heading, paragraph, code, links, table };
  struct Block {
    Kind kind;
    int level = 0;
    std::string text, anchor;
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
  };
  std::string title_, language_;
  std::vector<Block> blocks_;
};

}  // namespace tilth
