// SPDX-License-Identifier: Apache-2.0
#include "http/help_pages.h"

#include <md4c-html.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace tilth::http {
namespace {

using Path = std::filesystem::path;

/// The folder of two letters that a translation lies in; empty for a page that is none.
Path language_folder(const std::string& name) {
  const Path folder = Path{name}.parent_path().filename();
  return folder.native().size() == 2 ? folder : Path{};
}

void replace_links(std::string& html, const std::string& name, std::string_view link_base) {
  constexpr std::string_view kLink = "<a href=\"";
  const Path folder = Path{name}.parent_path();
  for (std::size_t at = html.find(kLink); at != std::string::npos; at = html.find(kLink, at + 1)) {
    const std::size_t begin = at + kLink.size(), end = html.find('"', begin);
    if (end == std::string::npos) return;
    std::string target = html.substr(begin, end - begin), anchor;
    if (const std::size_t hash = target.find('#'); hash != std::string::npos) {
      anchor = target.substr(hash);
      target.erase(hash);
    }
    if (!target.ends_with(".md") || target.find(':') != std::string::npos) continue;
    target.erase(target.size() - 3);
    const std::string page = (folder / target).lexically_normal().generic_string();
    if (!help_sources().contains(page)) continue;
    html.replace(begin, end - begin, std::string{link_base} + help_address(page) + anchor);
  }
}

/// "Who may do what" -> "who-may-do-what", as links within the pages name their headings.
std::string anchor_of(std::string_view heading) {
  std::string id;
  bool in_tag = false;
  for (const char letter : heading) {
    if (letter == '<') in_tag = true;
    if (letter == '>') {
      in_tag = false;
      continue;
    }
    if (in_tag) continue;
    const auto byte = static_cast<unsigned char>(letter);
    if (byte >= 0x80 || std::isalnum(byte) != 0 || letter == '-' || letter == '_')
      id += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    else if (letter == ' ')
      id += '-';
  }
  return id;
}

void name_headings(std::string& html) {
  for (std::size_t at = html.find("<h"); at != std::string::npos; at = html.find("<h", at + 1)) {
    if (at + 3 >= html.size() || html[at + 2] < '1' || html[at + 2] > '6' || html[at + 3] != '>') continue;
    const std::size_t end = html.find("</h", at);
    if (end == std::string::npos) return;
    const std::string id = anchor_of(std::string_view{html}.substr(at + 4, end - at - 4));
    html.insert(at + 3, " id=\"" + id + "\"");
  }
}

}  // namespace

std::string help_original(const std::string& name) {
  if (language_folder(name).empty()) return name;
  const Path page{name};
  return (page.parent_path().parent_path() / page.filename()).generic_string();
}

std::string help_translated(const std::string& name, const std::string& language) {
  const Path page{name};
  std::string translated = (page.parent_path() / language / page.filename()).generic_string();
  return help_sources().contains(translated) ? translated : name;
}

std::string help_language(const std::string& name) {
  const Path folder = language_folder(name);
  return folder.empty() ? "en" : folder.string();
}

std::string help_address(const std::string& name) {
  std::string address = help_original(name);
  std::replace(address.begin(), address.end(), '/', '-');
  return address;
}

std::string help_title(const std::string& name, std::string_view markdown) {
  if (!markdown.starts_with("# ")) return name;
  return std::string{markdown.substr(2, std::min(markdown.find('\n'), markdown.size()) - 2)};
}

std::string help_html(const std::string& name, std::string_view markdown, std::string_view link_base) {
  std::string html;
  const auto append = [](const MD_CHAR* text, MD_SIZE size, void* out) {
    static_cast<std::string*>(out)->append(text, size);
  };
  md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), append, &html, MD_DIALECT_GITHUB | MD_FLAG_NOHTML,
          MD_HTML_FLAG_SKIP_UTF8_BOM);
  name_headings(html);
  replace_links(html, name, link_base);
  return html;
}

}  // namespace tilth::http
