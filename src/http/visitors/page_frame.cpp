// SPDX-License-Identifier: Apache-2.0
#include "http/visitors/page_frame.h"

#include "base/document.h"
#include "report/report_words.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tilth::http::visitors {
namespace {

constexpr std::string_view kStyle =
    ":root{color-scheme:light "
    "dark;background:Canvas;color:CanvasText;--danger:#b3261e;--edge:GrayText}*{box-sizing:border-box}"
    "body{background:Canvas;font:1.0625rem/1.5 system-ui,sans-serif;max-width:42rem;margin:0 "
    "auto;padding:1rem;overflow-wrap:anywhere}"
    "h1{font-size:1.4rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1.05rem;margin:1rem 0 .25rem}"
    ".danger{border:3px solid var(--danger);border-radius:.5rem;padding:.25rem 1rem}.danger "
    "li{font-weight:600;padding:.2rem 0}"
    ".call{display:inline-block;font-size:1.3rem;font-weight:700;padding:.5rem 0}"
    "label,legend{display:block;font-weight:600;margin-top:1rem}input,textarea,select,button{font:inherit;width:100%;"
    "padding:.6rem;border:1px solid var(--edge);border-radius:.4rem;min-height:44px}textarea{min-height:8rem}"
    "fieldset{border:1px solid var(--edge);border-radius:.4rem;margin:1rem 0 0;padding:.25rem 1rem "
    "1rem}fieldset legend{margin:0}"
    "label.one{display:flex;gap:.75rem;align-items:center;font-weight:400;margin:0;min-height:44px}"
    "label.one input{width:1.4rem;min-height:1.4rem;flex:none;margin:0}"
    "button{margin-top:1rem;font-weight:600;cursor:pointer}button.main{background:#1a3d66;color:#fff;border-color:#"
    "1a3d66}"
    ".wide{overflow-x:auto}table{border-collapse:collapse;width:100%;overflow-wrap:normal}td.n{white-space:nowrap}th,"
    "td{border-bottom:1px solid var(--edge);"
    "padding:.35rem .5rem;text-align:start}td.n,th.n{text-align:end}td.left{font-weight:700}tfoot td{font-weight:700}"
    ".help{font-size:.95rem;opacity:.85;margin:.25rem 0}.error{border-inline-start:.4rem solid "
    "var(--danger);padding:.5rem 1rem}"
    ".reference{font:700 1.6rem/1.4 "
    "ui-monospace,monospace;letter-spacing:.06em;direction:ltr;unicode-bidi:isolate;display:block}"
    "dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0}"
    ".session{border-inline-start:.25rem solid var(--edge);padding:.25rem 0 .25rem "
    ".9rem;margin:1rem 0}.session p,.session ul{margin:.25rem 0}"
    ".parallel{border:1px dashed var(--edge);border-radius:.4rem;padding:.25rem 1rem;margin:1rem 0}"
    ".bar{display:block;height:.6rem;background:#1a3d66;border-radius:.3rem;print-color-adjust:exact}"
    "nav "
    "ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:1rem;margin:0}a,button,input,select,textarea{outline-"
    "offset:2px}"
    ":focus-visible{outline:3px solid Highlight}@media print{form,nav,.screen{display:none}.session{break-inside:avoid}"
    "body{max-width:none;padding:0}}";

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kNames{
    {{"en", "English"}, {"fr", "Français"}, {"es", "Español"}, {"ar", "العربية"}}};

/// What a language calls itself; its tag where nobody here knows.
std::string own_name(const std::string& tag) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(tag, error);
  if (U_FAILURE(error)) return tag;
  icu::UnicodeString name;
  std::string utf8;
  locale.getDisplayName(locale, name).toUTF8String(utf8);
  return utf8.empty() ? tag : utf8;
}

}  // namespace

const Word* find_word(std::span<const Word> words, std::string_view id) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.id == id; });
  return found == words.end() ? nullptr : &*found;
}

std::string_view word_in(std::span<const Word> words, std::string_view id, std::string_view language) {
  const Word* word = find_word(words, id);
  if (word == nullptr) throw std::logic_error("the page has no word " + std::string{id});
  const auto* known =
      std::find_if(kNames.begin(), kNames.end(), [&](const auto& name) { return name.first == language; });
  return word->text[known == kNames.end() ? 0 : static_cast<std::size_t>(known - kNames.begin())];
}

std::string spoken(std::string_view language) {
  const bool known =
      std::any_of(kNames.begin(), kNames.end(), [&](const auto& name) { return name.first == language; });
  return known ? std::string{language} : "en";
}

std::string framed(const Frame& frame, const std::string& main) {
  std::string names;
  const auto link = [&](const std::string& code, const std::string& name) {
    names += fmt::format(R"(<li><a href="{1}?lang={0}" lang="{0}" hreflang="{0}"><bdi>{2}</bdi></a></li>)",
                         html_text(code), html_text(frame.address), html_text(name));
  };
  for (const auto& [code, name] : kNames) link(std::string{code}, std::string{name});
  for (const std::string& code : frame.more)
    if (spoken(code) != code) link(code, own_name(code));
  return fmt::format(
      R"(<!doctype html><html lang="{}" dir="{}"><head><meta charset="utf-8"><meta name="viewport" )"
      R"(content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>{} - {}</title>)"
      R"(<link rel="icon" href="/icon.svg"><style>{}</style></head><body><header><nav aria-label="Language"><ul>{}</ul></nav>)"
      R"(<p class="help">{}</p><h1><bdi>{}</bdi></h1></header><main>{}</main>{}</body></html>)",
      frame.language, report::right_to_left(frame.language) ? "rtl" : "ltr", html_text(frame.title),
      html_text(frame.programme), kStyle, names, html_text(frame.programme), html_text(frame.title), main,
      frame.draft.empty() ? "" : "<footer><p class=\"help\">" + html_text(frame.draft) + "</p></footer>");
}

}  // namespace tilth::http::visitors
