// SPDX-License-Identifier: Apache-2.0
// The terminal: tables, numbers, progress with time left.
#include "cli/command.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstring>
#include <iostream>

namespace tilth::cli {
namespace {

std::atomic<bool> stop_asked{false};

void ask_to_stop(int) { stop_asked = true; }

std::string duration(double seconds) {
  const auto whole = std::lround(seconds);
  if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
  if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} s", whole);
}

class Bar final : public Progress {
 public:
  explicit Bar(bool live) : live_(live) {}
  ~Bar() override { finish(); }
  Bar(const Bar&) = delete;
  Bar& operator=(const Bar&) = delete;

  void start(std::string_view step, std::uint64_t total) override {
    finish();
    step_ = step;
    total_ = total;
    so_far_ = 0;
    begun_ = shown_ = Clock::now();
    running_ = true;
  }

  void done(std::uint64_t so_far) override {
    so_far_ = so_far;
    if (!live_ || !running_) return;
    const auto now = Clock::now();
    if (now - shown_ < std::chrono::milliseconds(200)) return;
    shown_ = now;
    draw(seconds_since(begun_, now));
    drawn_ = true;
  }

  [[nodiscard]] bool cancelled() const override { return stop_asked; }

 private:
  using Clock = std::chrono::steady_clock;
  static double seconds_since(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
  }

  void draw(double seconds) const {
    const double rate = seconds > 0 ? static_cast<double>(so_far_) / seconds : 0;
    std::string line = fmt::format("\r\033[K{}: {}", step_, shown(static_cast<std::int64_t>(so_far_)));
    if (total_ > 0) {
      line += fmt::format(" of {} ({} %)", shown(static_cast<std::int64_t>(total_)), so_far_ * 100 / total_);
      if (rate > 0)
        line += fmt::format(", {} left", duration(static_cast<double>(total_ - std::min(so_far_, total_)) / rate));
    }
    line += fmt::format(", {}/s", shown(static_cast<std::int64_t>(rate)));
    std::cerr << line << std::flush;
  }

  void finish() {
    if (!running_) return;
    running_ = false;
    const double seconds = seconds_since(begun_, Clock::now());
    if (drawn_) std::cerr << "\r\033[K";
    drawn_ = false;
    if (seconds >= 2.0) {  // short steps need no line of their own
      std::cerr << fmt::format("{}: {} in {}\n", step_, shown(static_cast<std::int64_t>(so_far_)), duration(seconds));
    }
  }

  bool live_, running_ = false, drawn_ = false;
  std::string step_;
  std::uint64_t total_ = 0, so_far_ = 0;
  Clock::time_point begun_, shown_;
};

class Quiet final : public Progress {
 public:
  void start(std::string_view, std::uint64_t) override {}
  void done(std::uint64_t) override {}
  [[nodiscard]] bool cancelled() const override { return stop_asked; }
};

/// Columns a text takes on the screen, one a code point (wide scripts are rare in the tables' columns).
std::size_t width(const std::string& text) {
  std::size_t columns = 0;
  for (const char c : text) columns += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  return columns;
}

/// Columns of the screen; 0 when standard output is no terminal.
std::size_t screen_columns() {
  winsize size{};
  return isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// A text in lines of at most so many columns, broken at spaces where there are any.
std::vector<std::string> folded(const std::string& text, std::size_t columns) {
  std::vector<std::string> lines{""};
  std::string word;
  const auto put = [&] {
    if (!lines.back().empty() && width(lines.back()) + 1 + width(word) > columns) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
    word.clear();
  };
  for (const char c : text) {
    if (c == ' ')
      put();
    else
      word += c;
  }
  put();
  return lines;
}

bool is_number(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos &&
         text.find_first_not_of("0123456789.,-+% ") == std::string::npos;
}

}  // namespace

std::unique_ptr<Progress> Terminal::progress() const {
  std::signal(SIGINT, ask_to_stop);
  if (json) return std::make_unique<Quiet>();
  return std::make_unique<Bar>(isatty(STDERR_FILENO) != 0);
}

void Terminal::print_table(const std::vector<std::string>& head,
                           const std::vector<std::vector<std::string>>& rows) const {
  std::vector<std::size_t> widths(head.size());
  std::vector<bool> numbers(head.size(), !rows.empty());
  for (std::size_t i = 0; i < head.size(); ++i) widths[i] = width(head[i]);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < head.size() && i < row.size(); ++i) {
      widths[i] = std::max(widths[i], width(row[i]));
      if (!row[i].empty() && row[i] != "-" && !is_number(row[i])) numbers[i] = false;
    }
  }
  // The last column may hold sentences: on a terminal it goes on below itself instead of breaking the table.
  std::size_t before_last = 0;
  for (std::size_t i = 0; i + 1 < head.size(); ++i) before_last += widths[i] + 2;
  const std::size_t room = screen_columns();
  const std::size_t last = head.empty() ? 0 : head.size() - 1;
  const bool fold = room > before_last + 20 && !numbers[last];
  if (fold) widths[last] = std::min(widths[last], room - before_last);
  const auto print_row = [&](const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t i = 0; i < last; ++i) {
      const std::string cell = i < row.size() ? row[i] : std::string{};
      const std::string fill(widths[i] - std::min(widths[i], width(cell)), ' ');
      line += numbers[i] ? fill + cell : cell + fill;
      line += "  ";
    }
    const std::string cell = last < row.size() ? row[last] : std::string{};
    for (const std::string& part : fold ? folded(cell, widths[last]) : std::vector<std::string>{cell}) {
      if (numbers[last]) line += std::string(widths[last] - std::min(widths[last], width(part)), ' ');
      line += part;
      while (!line.empty() && line.back() == ' ') line.pop_back();
      std::cout << line << "\n";
      line.assign(before_last, ' ');
    }
  };
  print_row(head);
  std::string rule;
  for (const std::size_t columns : widths) rule += std::string(columns, '-') + "  ";
  while (!rule.empty() && rule.back() == ' ') rule.pop_back();
  std::cout << rule << "\n";
  for (const auto& row : rows) print_row(row);
}

void Terminal::print(const Json& document) const { std::cout << document.dump(2) << "\n"; }

std::string shown(std::int64_t number) {
  const std::string digits = std::to_string(number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t left = digits.size() - i;
    if (i > 0 && left % 3 == 0 && digits[i - 1] != '-') out += ',';
    out += digits[i];
  }
  return out;
}

std::string typed(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || std::strchr("_./:=,+@%-", c) != nullptr || c >= 0x80;
  });
  if (plain) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string{c};
  return quoted + "'";
}

std::string shown(SquareMetres area) {
  const std::int64_t hundredths = area.hundredths();
  return shown((hundredths + (hundredths < 0 ? -50 : 50)) / 100);
}

}  // namespace tilth::cli
