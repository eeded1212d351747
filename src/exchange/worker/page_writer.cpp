// SPDX-License-Identifier: Apache-2.0
// A report on A4 pages: text shaped by Pango, which joins Arabic letters and turns lines the right way round, drawn by
// Cairo. Lengths are points, 1/72 inch.
#include "base/source_words.h"
#include "exchange/worker/problem_frame.h"
#include "exchange/worker/write_command.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <stdexcept>
#include <vector>

namespace tilth::formats {
namespace {

constexpr double kPageWidth = 595.28, kPageHeight = 841.89, kSide = 45, kTop = 46, kBottom = 54;
constexpr double kRadar = 230;  // points across
constexpr double kWidth = kPageWidth - 2 * kSide;
constexpr double kCell = 4;  // between a cell's text and its edge
constexpr const char* kFamilies = "Noto Sans,Noto Sans Arabic,DejaVu Sans,sans-serif";

struct Ink {
  double red = 0, green = 0, blue = 0, alpha = 1;
};
constexpr Ink kBlack{0.1, 0.1, 0.1}, kMuted{0.38, 0.38, 0.38}, kAccent{0.18, 0.36, 0.31}, kLine{0.75, 0.75, 0.75},
    kHead{0.93, 0.95, 0.945}, kBar{0.2, 0.4, 0.54}, kDanger{0.757, 0.071, 0.122}, kReleased{0.357, 0.435, 0.51},
    kWork{0.72, 0.525, 0.043};

template <typename T>
struct Unreferenced {
  void operator()(T* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unreferenced<PangoLayout>>;

struct Style {
  double size = 9.5;
  bool bold = false;
  Ink ink = kBlack;
  bool at_end = false;  // aligned at the end of the line: numbers
};

class Pages {
 public:
  Pages(const Json& document, const std::string& file, int pages)
      : document_(document), words_(document.at("words")), rtl_(document.at("direction") == "rtl"), pages_(pages) {
    surface_ = file.empty() ? cairo_pdf_surface_create_for_stream(nullptr, nullptr, kPageWidth, kPageHeight)
                            : cairo_pdf_surface_create(file.c_str(), kPageWidth, kPageHeight);
    cairo_ = cairo_create(surface_);
    if (cairo_status(cairo_) != CAIRO_STATUS_SUCCESS) throw std::runtime_error{"the file cannot be made"};
    context_.reset(pango_cairo_create_context(cairo_));
    pango_context_set_base_dir(context_.get(), rtl_ ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_language(context_.get(), pango_language_from_string(text(document, "language").c_str()));
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, text(document, "title").c_str());
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATOR, "Tilth");
  }
  ~Pages() {
    context_.reset();
    cairo_destroy(cairo_);
    cairo_surface_destroy(surface_);
  }
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  /// Draws all and says how many pages it took.
  int run() {
    require_letters();
    paragraph(text(document_, "title"), {.size = 19, .bold = true, .ink = kAccent});
    std::string line = text(document_, "programme");
    for (const auto& [name, value] : document_.at("parameters").items())
      if (value.is_object()) line += " · " + value.at("words").get<std::string>();
    paragraph(line, {.size = 10.5, .ink = kMuted});
    paragraph(word("as_known"), {.size = 8.5, .ink = kMuted});
    if (const std::string source = source_of(document_); !source.empty())
      paragraph(word("source") + ": " + source, {.size = 8.5, .ink = kMuted});
    for (const Json& section : document_.at("sections")) {
      heading(text(section, "title"), 13, first_height(section));
      for (const Json& part : section.at("parts")) draw(part);
    }
    if (!document_.at("notices").empty()) y_ += 8;
    for (const Json& notice : document_.at("notices")) notice_box(notice.get<std::string>());
    passports();
    if (unknown_ > 0)
      paragraph(replaced(word("unprintable"), "count", std::to_string(unknown_)), {.size = 8, .ink = kMuted});
    end_page();
    cairo_surface_finish(surface_);
    if (cairo_surface_status(surface_) != CAIRO_STATUS_SUCCESS)
      throw std::runtime_error{cairo_status_to_string(cairo_surface_status(surface_))};
    return page_;
  }

 private:
  static std::string text(const Json& from, const char* name) {
    const auto at = from.find(name);
    return at == from.end() || !at->is_string() ? std::string{} : at->get<std::string>();
  }
  std::string word(const char* id) const { return text(words_, id); }
  static std::string replaced(std::string words, const std::string& name, const std::string& value) {
    const std::string mark = "{" + name + "}";
    if (const std::size_t at = words.find(mark); at != std::string::npos) words.replace(at, mark.size(), value);
    return words;
  }

  /// A script without a font would come out as boxes: better no page at all.
  void require_letters() {
    const std::string language = text(document_, "language");
    const char* sample = pango_language_get_sample_string(pango_language_from_string(language.c_str()));
    const Layout layout = made(sample == nullptr ? "" : sample, {}, -1);
    if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0)
      throw WorkerProblem{"report.no_font", {{"language", language}}};
    unknown_ = 0;
  }

  Layout made(const std::string& words, const Style& style, double width) {
    Layout layout{pango_layout_new(context_.get())};
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, kFamilies);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    // The page's direction holds for all of it: a name in other letters does not turn its line round.
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout.get(), 1.15F);
    if (width >= 0) pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_alignment(layout.get(), style.at_end != rtl_ ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    unknown_ += pango_layout_get_unknown_glyphs_count(layout.get());
    return layout;
  }
  static std::pair<double, double> size_of(const Layout& layout) {
    int width = 0, height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    return {static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
  }

  void ink(const Ink& ink) { cairo_set_source_rgba(cairo_, ink.red, ink.green, ink.blue, ink.alpha); }
  void show(const Layout& layout, double x, double y, const Ink& with) {
    ink(with);
    cairo_move_to(cairo_, x, y);
    pango_cairo_show_layout(cairo_, layout.get());
  }
  void box(double x, double y, double width, double height, const Ink& with) {
    ink(with);
    cairo_rectangle(cairo_, x, y, width, height);
    cairo_fill(cairo_);
  }
  void rule(double x, double y, double width, const Ink& with, double thick = 0.6) {
    ink(with);
    cairo_set_line_width(cairo_, thick);
    cairo_move_to(cairo_, x, y);
    cairo_line_to(cairo_, x + width, y);
    cairo_stroke(cairo_);
  }
  /// From the start of the line, left or right, to the sheet.
  double from_start(double offset, double width) const {
    return rtl_ ? kPageWidth - kSide - offset - width : kSide + offset;
  }

  void end_page() {
    ++page_;
    const std::string number = replaced(replaced(word("page"), "page", std::to_string(page_)), "pages",
                                        pages_ > 0 ? std::to_string(pages_) : "999");
    rule(kSide, kPageHeight - kBottom + 12, kWidth, kLine);
    const Layout left = made(text(document_, "title"), {.size = 7.5}, kWidth * 0.7);
    const Layout right = made(number, {.size = 7.5, .at_end = true}, kWidth * 0.28);
    show(left, from_start(0, kWidth * 0.7), kPageHeight - kBottom + 16, kMuted);
    show(right, from_start(kWidth * 0.72, kWidth * 0.28), kPageHeight - kBottom + 16, kMuted);
    cairo_show_page(cairo_);
    y_ = kTop;
  }
  /// Room for so much on this page, or a new one.
  void need(double height) {
    if (y_ + height > kPageHeight - kBottom && y_ > kTop) end_page();
  }

  void paragraph(const std::string& words, const Style& style, double offset = 0) {
    if (words.empty()) return;
    const Layout layout = made(words, style, kWidth - offset);
    const double x = from_start(offset, kWidth - offset);
    PangoLayoutIter* at = pango_layout_get_iter(layout.get());
    double first = -1;
    do {  // line by line, so that a long text goes on overleaf
      PangoRectangle extent;
      pango_layout_iter_get_line_extents(at, nullptr, &extent);
      const double height = static_cast<double>(extent.height) / PANGO_SCALE,
                   top = static_cast<double>(extent.y) / PANGO_SCALE;
      if (first < 0) first = top;
      need(height);
      ink(style.ink);
      cairo_move_to(cairo_, x + static_cast<double>(extent.x) / PANGO_SCALE,
                    y_ + static_cast<double>(pango_layout_iter_get_baseline(at)) / PANGO_SCALE - top);
      pango_cairo_show_layout_line(cairo_, pango_layout_iter_get_line_readonly(at));
      y_ += height;
    } while (pango_layout_iter_next_line(at) != FALSE);
    pango_layout_iter_free(at);
    y_ += style.size * 0.45;
  }

  /// What of a part cannot be broken and stays with what stands above it: a map, the head of a table with a row.
  static double whole_height(const Json& part) {
    if ((text(part, "kind") == "table" || text(part, "kind") == "records") && !part.at("rows").empty()) return 70;
    if (text(part, "kind") == "radar" && !part.at("lines").empty()) return kRadar;
    if (text(part, "kind") != "map" || part.at("shapes").empty()) return 0;
    return part.at("height").get<double>() * kWidth / part.at("width").get<double>();
  }
  /// What stands under a section's heading and stays with it: the title of its first part and what of that is whole.
  static double first_height(const Json& section) {
    const Json& parts = section.at("parts");
    if (parts.empty()) return 0;
    const double whole = whole_height(parts.front());
    return whole > 0 ? whole + 30 : text(parts.front(), "title").empty() ? 0 : 75;
  }

  void heading(const std::string& words, double size, double below = 0) {
    if (words.empty()) return;
    const Layout layout = made(words, {.size = size, .bold = true}, kWidth);
    const double height = size_of(layout).second;
    y_ += size * 0.8;
    need(height + std::max(60.0, below + 16));  // never alone at the foot of a page
    if (size > 12)
      cairo_pdf_surface_add_outline(surface_, CAIRO_PDF_OUTLINE_ROOT, words.c_str(),
                                    fmt::format("page={} pos=[{:.0f} {:.0f}]", page_ + 1, kSide, y_).c_str(),
                                    static_cast<cairo_pdf_outline_flags_t>(0));
    show(layout, kSide, y_, size > 12 ? kAccent : kBlack);
    y_ += height + 2;
    if (size > 12) {
      rule(kSide, y_ + 1, kWidth, kAccent, 1);
      y_ += 7;
    }
  }

  void notice_box(const std::string& words) {
    const Layout layout = made(words, {.size = 8.5}, kWidth - 14);
    const double height = size_of(layout).second + 8;
    need(height + 4);
    box(kSide, y_, kWidth, height, {0.99, 0.97, 0.91});
    box(rtl_ ? kPageWidth - kSide - 3 : kSide, y_, 3, height, kWork);
    show(layout, from_start(9, kWidth - 14), y_ + 4, kBlack);
    y_ += height + 5;
  }

  void draw(const Json& part) {
    const std::string kind = text(part, "kind");
    if (kind == "text") {
      std::string words;
      for (const Json& piece : part.at("pieces")) words += text(piece, "text");
      return paragraph(words, {.size = 10});
    }
    if (kind == "signatures") return signatures(part);
    std::string title = text(part, "title");
    if (const std::string unit = text(part, "unit"); !title.empty() && !unit.empty()) title += " (" + unit + ")";
    heading(title, 10.5, whole_height(part));
    if (kind == "facts")
      facts(part);
    else if (kind == "chart")
      chart(part);
    else if (kind == "map")
      map(part);
    else if (kind == "radar")
      radar(part);
    else
      table(part);
    if (const auto notes = part.find("notes"); notes != part.end())
      for (const Json& note : *notes) paragraph(note.get<std::string>(), {.size = 8.5, .ink = kMuted});
  }

  struct Column {
    std::string title;
    bool number = false;
    double width = 0;
  };

  /// As wide as their words need where there is room, else the widest give way first.
  void set_widths(std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows, double size) {
    std::vector<double> wanted(columns.size()), least(columns.size());
    const auto meet = [&](std::size_t i, const std::string& words, bool bold) {
      wanted[i] = std::max(wanted[i], size_of(made(words, {.size = size, .bold = bold}, -1)).first + 2 * kCell);
      // The longest word keeps whole where it can.
      for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        least[i] =
            std::max(least[i],
                     std::min(150.0, size_of(made(words.substr(at, end - at), {.size = size, .bold = bold}, -1)).first +
                                         2 * kCell));
        at = end + 1;
      }
    };
    for (std::size_t i = 0; i < columns.size(); ++i) meet(i, columns[i].title, true);
    for (std::size_t r = 0; r < rows.size() && r < 400; ++r)
      for (std::size_t i = 0; i < columns.size() && i < rows[r].size(); ++i) meet(i, rows[r][i], false);
    double sum = 0, floor = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) sum += wanted[i], floor += least[i];
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (sum <= kWidth)
        columns[i].width = wanted[i] * kWidth / sum;
      else if (floor <= kWidth)
        columns[i].width = least[i] + (wanted[i] - least[i]) * (kWidth - floor) / std::max(1.0, sum - floor);
      else
        columns[i].width = least[i] * kWidth / floor;
    }
  }

  double row_height(const std::vector<Column>& columns, const std::vector<std::string>& cells, double size, bool bold) {
    double height = 0;
    for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i)
      height =
          std::max(height, size_of(made(cells[i], {.size = size, .bold = bold}, columns[i].width - 2 * kCell)).second);
    return height + 5;
  }
  /// The six steps of a heat map, beside the number and never instead of it.
  static Ink shade(int step) {
    const double share = 0.05 + 0.09 * step;
    const auto mixed = [&](double part) { return 1 - share * (1 - part); };
    return {mixed(kAccent.red), mixed(kAccent.green), mixed(kAccent.blue)};
  }

  void row(const std::vector<Column>& columns, const std::vector<std::string>& cells, double size, bool bold,
           double height, const std::vector<int>& steps = {}) {
    double offset = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i < steps.size() && steps[i] >= 0)
        box(from_start(offset + 1, columns[i].width - 2), y_ + 0.8, columns[i].width - 2, height - 1.6,
            shade(steps[i]));
      if (i < cells.size()) {
        const double width = columns[i].width - 2 * kCell;
        const Layout layout = made(cells[i], {.size = size, .bold = bold, .at_end = columns[i].number}, width);
        show(layout, from_start(offset + kCell, width), y_ + 2.5, kBlack);
      }
      offset += columns[i].width;
    }
    y_ += height;
  }
  void head(const std::vector<Column>& columns, double size) {
    std::vector<std::string> titles;
    for (const Column& column : columns) titles.push_back(column.title);
    const double height = row_height(columns, titles, size, true);
    box(kSide, y_, kWidth, height, kHead);
    row(columns, titles, size, true, height);
  }

  void grid(std::vector<Column> columns, const std::vector<std::vector<std::string>>& rows,
            const std::vector<std::string>& sums, bool with_head, const std::vector<std::vector<int>>& steps = {}) {
    if (rows.empty()) return;
    const double size = columns.size() > 9 ? 7 : columns.size() > 6 ? 7.8 : 8.8;
    std::vector<std::vector<std::string>> all = rows;
    if (!sums.empty()) all.push_back(sums);
    set_widths(columns, all, size);
    if (with_head) {
      std::vector<std::string> titles;
      for (const Column& column : columns) titles.push_back(column.title);
      // The head is never alone at the foot of a page.
      need(row_height(columns, titles, size, true) +
           row_height(columns, all.front(), size, all.size() == 1 && !sums.empty()));
      head(columns, size);
    }
    for (std::size_t r = 0; r < all.size(); ++r) {
      const bool last = !sums.empty() && r + 1 == all.size();
      const double height = row_height(columns, all[r], size, last);
      const int before = page_;
      need(height);
      if (page_ != before && with_head) head(columns, size);
      if (last) rule(kSide, y_, kWidth, kBlack, 0.9);
      row(columns, all[r], size, last, height, r < steps.size() ? steps[r] : std::vector<int>{});
      rule(kSide, y_, kWidth, kLine, 0.4);
    }
    y_ += 8;
  }

  static std::vector<std::string> texts_of(const Json& cells) {
    std::vector<std::string> texts;
    for (const Json& cell : cells) texts.push_back(text(cell, "text"));
    return texts;
  }

  static std::vector<int> steps_of(const Json& cells) {
    std::vector<int> steps;
    for (const Json& cell : cells) {
      const auto heat = cell.find("heat");
      steps.push_back(heat == cell.end() || !heat->is_number() ? -1 : heat->get<int>());
    }
    return steps;
  }

  void table(const Json& part) {
    std::vector<Column> columns;
    for (const Json& column : part.at("columns")) columns.push_back({text(column, "title"), column.at("number"), 0});
    std::vector<std::vector<std::string>> rows;
    std::vector<std::vector<int>> steps;
    const auto sums = part.find("sums");
    const bool summed = sums != part.end() && !sums->is_null();
    for (const Json& row : part.at("rows")) {
      const Json& cells = row.is_object() ? row.at("cells") : row;
      rows.push_back(texts_of(cells));
      steps.push_back(steps_of(cells));
    }
    if (summed) steps.push_back(steps_of(*sums));
    grid(std::move(columns), rows, summed ? texts_of(*sums) : std::vector<std::string>{}, true, steps);
  }

  void facts(const Json& part) {
    const double first = kWidth * 0.34;
    for (const Json& one : part.at("rows")) {
      const Layout title = made(text(one, "title"), {.size = 9}, first - 2 * kCell);
      const Layout value = made(text(one.at("cell"), "text"), {.size = 9.5}, kWidth - first - 2 * kCell);
      const double height = std::max(size_of(title).second, size_of(value).second) + 5;
      need(height);
      show(title, from_start(kCell, first - 2 * kCell), y_ + 2.5, kMuted);
      show(value, from_start(first + kCell, kWidth - first - 2 * kCell), y_ + 2.5, kBlack);
      y_ += height;
      rule(kSide, y_, kWidth, kLine, 0.4);
    }
    y_ += 8;
  }

  void chart(const Json& part) {
    double most = 0, longest = 40;
    for (const Json& bar : part.at("bars")) {
      if (bar.at("value").is_number()) most = std::max(most, std::fabs(bar.at("value").get<double>()));
      longest = std::max(longest, size_of(made(text(bar, "title"), {.size = 8.8}, -1)).first);
    }
    const double names = std::min(longest, kWidth * 0.36) + 6, numbers = 92, room = kWidth - names - numbers - 8;
    for (const Json& bar : part.at("bars")) {
      const Layout title = made(text(bar, "title"), {.size = 8.8}, names);
      const Layout value = made(text(bar, "text"), {.size = 8.8}, numbers);
      const double height = std::max({size_of(title).second, size_of(value).second, 12.0}) + 3;
      need(height);
      show(title, from_start(0, names), y_, kBlack);
      const double length =
          bar.at("value").is_number() && most > 0 ? std::fabs(bar.at("value").get<double>()) / most * room : 0;
      if (length > 0) box(from_start(names + 4, length), y_ + 1.5, length, 9, kBar);
      show(value, from_start(names + 8 + length, numbers), y_, kBlack);
      y_ += height;
    }
    y_ += 8;
  }

  /// "M1 2L3 4Z": as map_json writes it.
  void trace(const std::string& path) {
    for (std::size_t at = 0; at < path.size();) {
      const char step = path[at++];
      if (step == 'Z') {
        cairo_close_path(cairo_);
        continue;
      }
      double x = 0, y = 0;
      const char* end = path.data() + path.size();
      const auto first = std::from_chars(path.data() + at, end, x);
      if (first.ec != std::errc{} || first.ptr == end) return;
      const auto second = std::from_chars(first.ptr + 1, end, y);
      if (second.ec != std::errc{}) return;
      at = static_cast<std::size_t>(second.ptr - path.data());
      if (step == 'M')
        cairo_move_to(cairo_, x, y);
      else
        cairo_line_to(cairo_, x, y);
    }
  }

  /// Danger red and on top; released land hatched, never green, which people take for leave to enter.
  void paint(const std::string& role, double unit) {
    std::array<double, 2> dashes{6, 4};
    if (role == "work") dashes = {3, 3};
    if (role == "closed") dashes = {2, 4};
    for (double& length : dashes) length *= 0.6 / unit;
    cairo_set_fill_rule(cairo_, CAIRO_FILL_RULE_EVEN_ODD);
    if (role == "danger") {
      ink({kDanger.red, kDanger.green, kDanger.blue, 0.36});
      cairo_fill_preserve(cairo_);
      ink(kDanger);
      cairo_set_line_width(cairo_, 1.1 / unit);
    } else if (role == "released") {
      cairo_path_t* path = cairo_copy_path(cairo_);
      double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
      cairo_path_extents(cairo_, &x1, &y1, &x2, &y2);
      ink({0.87, 0.9, 0.925});
      cairo_fill_preserve(cairo_);
      cairo_save(cairo_);
      cairo_clip(cairo_);
      ink(kReleased);
      cairo_set_line_width(cairo_, 0.6 / unit);
      const double gap = 4.5 / unit, span = (x2 - x1) + (y2 - y1);
      const int lines = static_cast<int>(std::min(span / gap, 2000.0));
      const double apart = std::max(gap, span / 2000);
      for (int line = 0; line <= lines; ++line) {
        const double at = apart * line;
        cairo_move_to(cairo_, x1 + at, y1);
        cairo_line_to(cairo_, x1 + at - (y2 - y1), y2);
      }
      cairo_stroke(cairo_);
      cairo_restore(cairo_);
      cairo_append_path(cairo_, path);
      cairo_path_destroy(path);
      ink(kReleased);
      cairo_set_line_width(cairo_, 0.9 / unit);
      cairo_set_dash(cairo_, dashes.data(), 2, 0);
    } else if (role == "amount") {
      ink({kBar.red, kBar.green, kBar.blue, 0.55});
      cairo_fill_preserve(cairo_);
      ink({0.09, 0.23, 0.34});
      cairo_set_line_width(cairo_, 0.7 / unit);
    } else if (role == "work") {
      ink(kWork);
      cairo_set_line_width(cairo_, 1.2 / unit);
      cairo_set_dash(cairo_, dashes.data(), 2, 0);
    } else if (role == "closed") {
      ink(kMuted);
      cairo_set_line_width(cairo_, 0.9 / unit);
      cairo_set_dash(cairo_, dashes.data(), 2, 0);
    } else {
      ink(role == "place" ? kLine : kBlack);
      cairo_set_line_width(cairo_, 0.7 / unit);
    }
    cairo_stroke(cairo_);
    cairo_set_dash(cairo_, nullptr, 0, 0);
  }

  void map(const Json& part) {
    if (part.at("shapes").empty()) return;
    const double unit = kWidth / part.at("width").get<double>(), height = part.at("height").get<double>() * unit;
    need(height + 30);
    box(kSide, y_, kWidth, height, {0.984, 0.984, 0.973});
    cairo_save(cairo_);
    cairo_rectangle(cairo_, kSide, y_, kWidth, height);
    cairo_clip(cairo_);
    cairo_translate(cairo_, kSide, y_);
    cairo_scale(cairo_, unit, unit);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    for (const Json& shape : part.at("shapes")) {
      const std::string role = text(shape, "role");
      if (const std::string path = text(shape, "path"); !path.empty()) {
        cairo_new_path(cairo_);
        trace(path);
        paint(role, unit);
      }
      if (const auto circle = shape.find("circle"); circle != shape.end()) {
        cairo_new_path(cairo_);
        cairo_arc(cairo_, circle->at("x").get<double>(), circle->at("y").get<double>(),
                  circle->at("radius").get<double>(), 0, 2 * G_PI);
        paint(role, unit);
      }
      for (const Json& point : shape.at("points")) {
        cairo_new_path(cairo_);
        cairo_arc(cairo_, point[0].get<double>(), point[1].get<double>(), 3 / unit, 0, 2 * G_PI);
        ink(role == "danger" ? kDanger : kBlack);
        cairo_fill(cairo_);
      }
    }
    cairo_restore(cairo_);
    ink(kLine);
    cairo_set_line_width(cairo_, 0.6);
    cairo_rectangle(cairo_, kSide, y_, kWidth, height);
    cairo_stroke(cairo_);
    if (const Json& scale = part.at("scale"); scale.is_object()) {
      const double length = scale.at("length").get<double>() * unit, y = y_ + height - 9;
      rule(kSide + 8, y, length, kBlack, 1.2);
      for (const double x : {kSide + 8, kSide + 8 + length}) {
        cairo_move_to(cairo_, x, y - 3);
        cairo_line_to(cairo_, x, y + 0.6);
        cairo_stroke(cairo_);
      }
      show(made(text(scale, "words"), {.size = 7.5}, -1), kSide + 12 + length, y - 8, kBlack);
    }
    y_ += height + 5;
    double offset = 0;
    for (const Json& entry : part.at("legend")) {
      const Layout words = made(text(entry, "words"), {.size = 8}, -1);
      const double width = size_of(words).first;
      if (offset > 0 && offset + width + 30 > kWidth) offset = 0, y_ += 13;
      cairo_save(cairo_);
      cairo_new_path(cairo_);
      cairo_rectangle(cairo_, from_start(offset, 16), y_ + 1, 16, 9);
      paint(text(entry, "role"), 1);
      cairo_restore(cairo_);
      show(words, from_start(offset + 20, width), y_ - 0.5, kBlack);
      offset += width + 36;
    }
    y_ += 20;
  }

  void dash(const std::string& role) {
    static const double kEarlier[] = {5, 3.5}, kAim[] = {1.5, 2.5};
    if (role == "before") cairo_set_dash(cairo_, kEarlier, 2, 0);
    if (role == "target") cairo_set_dash(cairo_, kAim, 2, 0);
    cairo_set_line_width(cairo_, role == "now" ? 1.8 : 1.2);
    ink(role == "now" ? kAccent : role == "before" ? kMuted : kWork);
  }

  /// The sheet at the start of the line, what its numbers mean beside it.
  void radar(const Json& part) {
    if (part.at("lines").empty()) return;
    need(kRadar + 6);
    const double sheet = part.at("width").get<double>(), unit = kRadar / sheet, x = from_start(0, kRadar);
    cairo_save(cairo_);
    cairo_translate(cairo_, x, y_);
    cairo_scale(cairo_, unit, unit);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    const auto stroke = [&] {
      cairo_save(cairo_);
      cairo_identity_matrix(cairo_);  // a pen as thick as the role says, whatever the sheet
      cairo_stroke(cairo_);
      cairo_restore(cairo_);
    };
    for (const Json& ring : part.at("rings")) {
      cairo_new_path(cairo_);
      trace(ring.get<std::string>());
      ink(kLine);
      cairo_set_line_width(cairo_, 0.6);
      stroke();
    }
    for (const Json& axis : part.at("axes")) {
      cairo_move_to(cairo_, sheet / 2, sheet / 2);
      cairo_line_to(cairo_, axis.at("x").get<double>(), axis.at("y").get<double>());
      ink(kLine);
      cairo_set_line_width(cairo_, 0.6);
      stroke();
    }
    for (const Json& line : part.at("lines")) {
      const std::string role = text(line, "role");
      cairo_new_path(cairo_);
      trace(text(line, "path"));
      if (role == "now" && line.at("whole").get<bool>()) {
        ink({kAccent.red, kAccent.green, kAccent.blue, 0.16});
        cairo_fill_preserve(cairo_);
      }
      dash(role);
      stroke();
      cairo_set_dash(cairo_, nullptr, 0, 0);
      if (role == "target") continue;
      for (const Json& point : line.at("points")) {
        cairo_new_path(cairo_);
        cairo_arc(cairo_, point[0].get<double>(), point[1].get<double>(), 2 / unit, 0, 2 * G_PI);
        cairo_fill(cairo_);
      }
    }
    cairo_restore(cairo_);
    for (const Json& axis : part.at("axes")) {
      const Layout number = made(text(axis, "text"), {.size = 8}, -1);
      const auto [width, height] = size_of(number);
      show(number, x + axis.at("text_x").get<double>() * unit - width / 2,
           y_ + axis.at("text_y").get<double>() * unit - height / 2, kBlack);
    }
    beside_or_under(part);
  }

  /// What the numbers and lines of a radar are: beside the drawing where it all stands there, else in a list under it,
  /// which may run over to the next page.
  void beside_or_under(const Json& part) {
    const double top = y_, beside = kRadar + 16, room = kWidth - beside;
    double wanted = 16;
    const auto area_words = [&](const Json& area, double width) {
      return made(text(area, "title") + ": " + text(area, "text"), {.size = 8.8}, width);
    };
    for (const Json& area : part.at("areas")) wanted += size_of(area_words(area, room)).second + 3;
    for (const Json& line : part.at("lines"))
      wanted += size_of(made(text(line, "words"), {.size = 8}, room - 32)).second + 3;
    const bool under = wanted > kRadar;
    const double start = under ? 0 : beside, width = under ? kWidth : room;
    y_ = under ? top + kRadar + 8 : top + 8;
    for (const Json& area : part.at("areas")) {
      const Layout words = area_words(area, width);
      if (under) need(size_of(words).second + 3);
      show(words, from_start(start, width), y_, kBlack);
      y_ += size_of(words).second + 3;
    }
    y_ += 8;
    for (const Json& line : part.at("lines")) {
      const Layout words = made(text(line, "words"), {.size = 8}, width - 32);
      if (under) need(size_of(words).second + 3);
      cairo_new_path(cairo_);
      cairo_move_to(cairo_, from_start(start, 24), y_ + 5);
      cairo_rel_line_to(cairo_, 24, 0);
      dash(text(line, "role"));
      cairo_stroke(cairo_);
      cairo_set_dash(cairo_, nullptr, 0, 0);
      show(words, from_start(start + 32, width - 32), y_, kBlack);
      y_ += size_of(words).second + 3;
    }
    y_ = under ? y_ + 10 : std::max(top + kRadar, y_) + 10;
  }

  void signatures(const Json& part) {
    y_ += 14;
    for (const Json& line : part.at("lines")) {
      const Layout who = made(line.get<std::string>(), {.size = 9.5}, kWidth * 0.4);
      const Layout what = made(word("name_and_date"), {.size = 7.5}, kWidth * 0.4);
      const double height = size_of(who).second + size_of(what).second + 26;
      need(height);
      y_ += 20;
      show(who, from_start(0, kWidth * 0.4), y_, kBlack);
      show(what, from_start(0, kWidth * 0.4), y_ + size_of(who).second, kMuted);
      rule(from_start(kWidth * 0.42, kWidth * 0.58), y_ + size_of(who).second, kWidth * 0.58, kBlack, 0.7);
      y_ += height - 20;
    }
  }

  std::string source_of(const Json& one) const {
    return source_words(text(one, "source"), text(one, "edition"),
                        one.value("to_check", false) ? word("to_check") : std::string{});
  }

  void passports() {
    const Json& figures = document_.at("figures");
    if (figures.empty()) return;
    heading(word("figures_title"), 13);
    std::vector<Column> columns{{word("figure"), false, 0}, {word("value"), true, 0},       {word("period"), false, 0},
                                {word("records"), true, 0}, {word("definition"), false, 0}, {word("source"), false, 0}};
    std::vector<std::vector<std::string>> rows;
    for (const Json& one : figures) {
      std::string name = text(one, "code") + " " + text(one, "title");
      for (const Json& cell : one.at("cell")) name += ": " + text(cell, "words");
      std::string value = text(one, "text");
      if (one.at("reason_text").is_string()) value += " " + text(one, "reason_text");
      if (const std::string test = text(one, "test"); !test.empty()) value += "\n" + test;
      if (one.at("lower").is_number())
        value += fmt::format("\n{:.1f}–{:.1f}", one.at("lower").get<double>(), one.at("upper").get<double>());
      std::string records = one.at("n").is_number() ? std::to_string(one.at("n").get<std::int64_t>()) : "–";
      if (one.at("n_missing").is_number() && one.at("n_missing").get<std::int64_t>() > 0)
        records += "\n" + word("missing") + ": " + std::to_string(one.at("n_missing").get<std::int64_t>());
      const std::string source = source_of(one);
      // A definition is said once, at the first of the figures that share it.
      const std::string definition = text(one, "definition");
      const bool said = !rows.empty() && defined_ == definition;
      defined_ = definition;
      rows.push_back({name, value, text(one, "period"), records, said ? "″" : definition, said ? "″" : source});
    }
    grid(std::move(columns), rows, {}, true);
  }

  const Json& document_;
  const Json& words_;
  bool rtl_;
  int pages_, page_ = 0;
  double y_ = kTop;
  int unknown_ = 0;
  std::string defined_;
  cairo_surface_t* surface_ = nullptr;
  cairo_t* cairo_ = nullptr;
  std::unique_ptr<PangoContext, Unreferenced<PangoContext>> context_;
};

class PageWriter final : public TableWriter {
 public:
  explicit PageWriter(std::string file) : file_(std::move(file)) {}
  void begin(const Json& header) override { document_ = header; }
  void add(const exchange::SourceRow&) override {}
  void finish() override {
    const int pages = Pages{document_, "", 0}.run();  // once to count, once to draw
    Pages{document_, file_, pages}.run();
  }

 private:
  std::string file_;
  Json document_;
};

}  // namespace

std::unique_ptr<TableWriter> page_writer(const std::string& file) { return std::make_unique<PageWriter>(file); }

}  // namespace tilth::formats
