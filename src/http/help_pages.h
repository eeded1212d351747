// SPDX-License-Identifier: Apache-2.0
// The documentation inside the program: the pages of docs/, as HTML.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tilth::http {

/// Name below docs/ without its ending ("commands/import") -> Markdown.
const std::map<std::string, std::string>& help_sources();

/// The name in an address: "commands/import" is "commands-import".
std::string help_address(const std::string& name);

/// The first heading; the name where there is none.
std::string help_title(const std::string& name, std::string_view markdown);

/// GitHub's Markdown as HTML, headings with ids that links name. HTML in the text is shown as text. Links to other
/// pages of the help become `link_base` and their name; links elsewhere stay.
std::string help_html(const std::string& name, std::string_view markdown, std::string_view link_base);

}  // namespace tilth::http
