// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/answer.h"

#include "base/document.h"
#include "base/problem.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tilth::http::ogc {
namespace {

/// The weight that an Accept header gives a media type (RFC 9110, 12.5.1); the most particular range counts.
double weight(std::string_view accept, std::string_view type) {
  double found = -1;
  int particular = -1;
  for (std::size_t at = 0; at < accept.size();) {
    const std::size_t comma = std::min(accept.find(',', at), accept.size());
    std::string_view range = accept.substr(at, comma - at);
    at = comma + 1;
    double q = 1;
    if (const std::size_t mark = range.find(";q="); mark != std::string_view::npos) {
      const std::string_view digits = range.substr(mark + 3);
      std::from_chars(digits.data(), digits.data() + digits.size(), q);
    }
    range = range.substr(0, range.find(';'));
    while (range.starts_with(' ')) range.remove_prefix(1);
    while (range.ends_with(' ')) range.remove_suffix(1);
    const int rank = range == type ? 2
                     : range.ends_with("/*") && range != "*/*" && type.starts_with(range.substr(0, range.size() - 1))
                         ? 1
                     : range == "*/*" ? 0
                                      : -1;
    if (rank > particular) {
      particular = rank;
      found = q;
    }
  }
  return found;
}

struct Word {
  std::string_view key;
  std::array<std::string_view, 4> text;  // en, fr, es, ar
};
constexpr std::array<std::string_view, 4> kLanguages = {"en", "fr", "es", "ar"};
constexpr Word kWords[] = {
    {"api",
     {"Description of the interface", "Description de l'interface", "Descripción de la interfaz", "وصف الواجهة"}},
    {"as_json", {"This page as JSON", "Cette page en JSON", "Esta página en JSON", "هذه الصفحة بصيغة JSON"}},
    {"codes", {"Codes", "Codes", "Códigos", "الرموز"}},
    {"collection", {"Collection", "Collection", "Colección", "المجموعة"}},
    {"collections", {"Collections", "Collections", "Colecciones", "المجموعات"}},
    {"conformance", {"Standards that are kept", "Normes respectées", "Normas que se cumplen", "المعايير المطبقة"}},
    {"description", {"Description", "Description", "Descripción", "الوصف"}},
    {"field", {"Field", "Champ", "Campo", "الحقل"}},
    {"first_page", {"First page", "Première page", "Primera página", "الصفحة الأولى"}},
    {"items", {"Records", "Fiches", "Registros", "السجلات"}},
    {"kind", {"Kind", "Type", "Tipo", "النوع"}},
    {"landing",
     {"Open data of this programme, by the standards of the Open Geospatial Consortium.",
      "Données ouvertes de ce programme, selon les normes de l'Open Geospatial Consortium.",
      "Datos abiertos de este programa, según las normas del Open Geospatial Consortium.",
      "البيانات المفتوحة لهذا البرنامج وفق معايير الاتحاد الجغرافي المكاني المفتوح."}},
    {"next_page", {"Next page", "Page suivante", "Página siguiente", "الصفحة التالية"}},
    {"none",
     {"There are no records here.", "Il n'y a aucune fiche ici.", "Aquí no hay registros.", "لا توجد سجلات هنا."}},
    {"queryables", {"Filter by", "Filtrer par", "Filtrar por", "التصفية حسب"}},
    {"schema", {"Fields", "Champs", "Campos", "الحقول"}},
    {"sortables", {"Sort by", "Trier par", "Ordenar por", "الترتيب حسب"}},
    {"tiles", {"Map tiles", "Tuiles cartographiques", "Teselas de mapa", "بلاطات الخريطة"}},
    {"title", {"Title", "Titre", "Título", "العنوان"}},
    {"value", {"Value", "Valeur", "Valor", "القيمة"}},
};

std::string_view language_of(const Request& request) {
  const auto* known = std::find(kLanguages.begin(), kLanguages.end(), request.session.language);
  return known == kLanguages.end() ? kLanguages[0] : *known;
}

constexpr std::string_view kStyle =
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem}"
    "table{border-collapse:collapse;width:100%}caption{text-align:start;font-weight:600;padding:.5rem 0}"
    "th,td{border:1px solid GrayText;padding:.25rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}"
    ".wide{overflow-x:auto}nav ol{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}"
    "nav li+li::before{content:'/ '}a:focus-visible{outline:3px solid}";

}  // namespace

Format format_of(const Request& request) {
  if (const auto f = request.parameter("f")) {
    if (*f == "json") return Format::json;
    if (*f == "html") return Format::html;
    throw Problem{"ogc.bad_parameter", {{"parameter", "f"}, {"reason", "known are json and html"}}};
  }
  const auto accept = request.header("accept");
  if (!accept) return Format::json;
  const double html = weight(*accept, "text/html");
  return html > 0 && html > std::max({weight(*accept, "application/json"), weight(*accept, kGeoJson),
                                      weight(*accept, kSchemaJson)})
             ? Format::html
             : Format::json;
}

std::string encoded(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || c == '-' ||
        c == '.' || c == '_' || c == '~' || c == ',' || c == ':' || c == '/') {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

std::string ogc_url(const Request& request, std::string_view path) {
  return request.base_url + "/ogc" + std::string{path};
}

Json link(const Request& request, std::string_view rel, std::string_view path, std::string_view media_type,
          std::string_view title) {
  Json made = {{"rel", rel}, {"href", ogc_url(request, path)}, {"type", media_type}};
  if (!title.empty()) made["title"] = title;
  return made;
}

std::string with_parameter(const Request& request, std::string_view name, std::string_view value) {
  std::string url = request.base_url;
  for (std::size_t at = 0; at < request.path.size();) {  // segments were decoded
    const std::size_t slash = std::min(request.path.find('/', at + 1), request.path.size());
    url += encoded(std::string_view{request.path}.substr(at, slash - at));
    at = slash;
  }
  char mark = '?';
  for (const auto& [known, kept] : request.query) {
    if (known == name) continue;
    url += mark + encoded(known) + "=" + encoded(kept);
    mark = '&';
  }
  if (!value.empty()) url += mark + encoded(name) + "=" + encoded(value);
  return url;
}

std::string_view word(const Request& request, std::string_view key) {
  const auto* found = std::find_if(std::begin(kWords), std::end(kWords), [&](const Word& w) { return w.key == key; });
  if (found == std::end(kWords)) throw std::logic_error("the pages have no word " + std::string{key});
  return found->text[static_cast<std::size_t>(std::find(kLanguages.begin(), kLanguages.end(), language_of(request)) -
                                              kLanguages.begin())];
}

Page::Page(const Request& request, std::string title) : request_(request), title_(std::move(title)) {}

Page& Page::crumb(std::string_view title, std::string_view path) {
  crumbs_ += "<li><a href=\"" + html_text(ogc_url(request_, path)) + "\">" + html_text(title) + "</a></li>";
  return *this;
}

Page& Page::paragraph(std::string_view text) {
  body_ += "<p>" + html_text(text) + "</p>\n";
  return *this;
}

Page& Page::heading(std::string_view text) {
  body_ += "<h2>" + html_text(text) + "</h2>\n";
  return *this;
}

Page& Page::links(const std::vector<std::pair<std::string, std::string>>& text_and_href) {
  body_ += "<ul>\n";
  for (const auto& [text, href] : text_and_href)
    body_ += "<li><a href=\"" + html_text(href) + "\">" + html_text(text) + "</a></li>\n";
  body_ += "</ul>\n";
  return *this;
}

Page& Page::table(std::string_view caption, const std::vector<std::string>& head,
                  const std::vector<std::vector<std::string>>& rows) {
  body_ += "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"" + html_text(caption) +
           "\"><table><caption>" + html_text(caption) + "</caption>\n<thead><tr>";
  for (const std::string& cell : head) body_ += "<th scope=\"col\">" + html_text(cell) + "</th>";
  body_ += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    body_ += "<tr>";
    for (const std::string& cell : row) {
      const std::size_t bar = cell.find('|');
      if (cell.starts_with("href:") && bar != std::string::npos)
        body_ += "<td><a href=\"" + html_text(cell.substr(5, bar - 5)) + "\">" + html_text(cell.substr(bar + 1)) +
                 "</a></td>";
      else
        body_ += "<td dir=\"auto\">" + html_text(cell) + "</td>";
    }
    body_ += "</tr>\n";
  }
  body_ += "</tbody></table></div>\n";
  return *this;
}

Response Page::response() {
  const std::string_view language = language_of(request_);
  std::string html =
      "<!doctype html>\n<html lang=\"" + std::string{language} + "\" dir=\"" + (language == "ar" ? "rtl" : "ltr") +
      "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\">\n<title>" +
      html_text(title_) + "</title>\n<style>" + std::string{kStyle} + "</style></head>\n<body>\n<nav aria-label=\"" +
      html_text(word(request_, "collections")) + "\"><ol>" + crumbs_ + "</ol></nav>\n<main>\n<h1>" + html_text(title_) +
      "</h1>\n" + body_ + "<p><a href=\"" + html_text(with_parameter(request_, "f", "json")) + "\">" +
      html_text(word(request_, "as_json")) + "</a></p>\n</main>\n</body>\n</html>\n";
  Response response = text(std::move(html), "text/html; charset=utf-8");
  response.with("Content-Language", std::string{language});
  response.with("Vary", "Accept, Accept-Language, Cookie, Authorization");
  return response;
}

}  // namespace tilth::http::ogc
