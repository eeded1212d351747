// SPDX-License-Identifier: Apache-2.0
// What the answers under /ogc share: formats, absolute links, pages for people.
#pragma once

#include "http/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::http::ogc {

inline constexpr std::string_view kGeoJson = "application/geo+json";
inline constexpr std::string_view kSchemaJson = "application/schema+json";
inline constexpr std::string_view kOpenApi = "application/vnd.oai.openapi+json;version=3.0";
inline constexpr std::string_view kVectorTile = "application/vnd.mapbox-vector-tile";

enum class Format : std::uint8_t { json, html };
/// f=json, f=html, else the Accept header; JSON where it takes both the same or says nothing.
/// @throws Problem "ogc.bad_parameter"
Format format_of(const Request& request);

/// "http://host:port/ogc" + path.
std::string ogc_url(const Request& request, std::string_view path);
/// An absolute link. `path` is below /ogc, with its query.
Json link(const Request& request, std::string_view rel, std::string_view path, std::string_view media_type,
          std::string_view title = {});
/// The address of this request with one parameter of the query set (or left out, where the value is empty).
std::string with_parameter(const Request& request, std::string_view name, std::string_view value);
/// Percent-encoded for a query or a path.
std::string encoded(std::string_view text);

/// Words of the pages in the session's language: "collections", "next_page" ...
std::string_view word(const Request& request, std::string_view key);

/// A page for people: no scripts, no foreign addresses.
class Page {
 public:
  Page(const Request& request, std::string title);
  Page& crumb(std::string_view title, std::string_view path);
  Page& paragraph(std::string_view text);
  Page& heading(std::string_view text);
  Page& links(const std::vector<std::pair<std::string, std::string>>& text_and_href);
  /// Cells are text; a cell that begins with "href:ADDRESS|" is a link.
  Page& table(std::string_view caption, const std::vector<std::string>& head,
              const std::vector<std::vector<std::string>>& rows);
  [[nodiscard]] Response response();

 private:
  const Request& request_;
  std::string title_, crumbs_, body_;
};

}  // namespace tilth::http::ogc
