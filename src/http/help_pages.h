// SPDX-License-Identifier: Apache-2.0
// The documentation inside the program: the pages of docs/, as HTML.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tilth::http {

/// Name below docs/ without its ending ("commands/import") -> Markdown. A folder of two letters holds the translations
/// of the pages beside it into that language (ISO 639-1): "web/fr/map" is "web/map" in French.
const std::map<std::string, std::string>& help_sources();

/// "web/map" for "web/fr/map"; any other name as it is.
std::string help_original(const std::string& name);

/// The name of the translation into a language, or the name itself where there is none.
std::string help_translated(const std::string& name, const std::string& language);

/// The language that a page is written in: "fr" for "web/fr/map", "en" for "web/map".
std::string help_language(const std::string& name);

/// The name in an address, the same in every language: "commands/import" is "commands-import".
std::string help_address(const std::string& name);

/// The first heading; the name where there is none.
std::string help_title(const std::string& name, std::string_view markdown);

/// GitHub's Markdown as HTML, headings with ids that links name. HTML in the text is shown as text. Links to other
/// pages of the help become `link_base` and their name; links elsewhere stay.
std::string help_html(const std::string& name, std::string_view markdown, std::string_view link_base);

}  // namespace tilth::http
