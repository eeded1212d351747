// SPDX-License-Identifier: Apache-2.0
// What a file is by its content, whatever its name says.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace tilth::http {

/// The media type of a kind that programmes attach: pictures, PDF, sound, film, archives (office documents are some),
/// GeoPackage, plain text. Nothing for any other, and for what a browser would run: HTML, SVG, XML, scripts.
std::optional<std::string> media_type_by_content(const std::filesystem::path& file);

}  // namespace tilth::http
