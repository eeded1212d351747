// SPDX-License-Identifier: Apache-2.0
#include "exchange/delimited_reader.h"

#include "base/problem.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

namespace tilth::exchange {
namespace {

constexpr std::size_t kSampleBytes = 1U << 16;

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Delimiters of each of the first lines, outside quotes.
std::vector<std::size_t> counts_by_line(std::string_view text, char delimiter, char quote) {
  std::vector<std::size_t> counts;
  std::size_t count = 0;
  bool quoted = false, blank = true;
  for (const char c : text) {
    if (c == quote) {
      quoted = !quoted;
      blank = false;
    } else if (!quoted && c == '\n') {
      if (!blank) counts.push_back(count);
      count = 0;
      blank = true;
      if (counts.size() == 60) break;
    } else if (!quoted && c == delimiter) {
      ++count;
      blank = false;
    } else if (c != '\r' && c != ' ') {
      blank = false;
    }
  }
  if (counts.empty() && !blank) counts.push_back(count);
  return counts;
}

}  // namespace

Dialect guess_dialect(std::string_view text) {
  Dialect best;
  const auto field_ends_with = [&](char quote) {
    std::size_t found = 0;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      if (text[i] == quote && std::strchr(",;\t|\r\n", text[i + 1]) != nullptr) ++found;
    }
    return found;
  };
  best.quote = field_ends_with('\'') > 3 * (field_ends_with('"') + 1) ? '\'' : '"';
  double best_score = 0;
  best.delimiter = ',';
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const std::vector<std::size_t> counts = counts_by_line(text, delimiter, best.quote);
    std::map<std::size_t, std::size_t> lines;
    for (const std::size_t count : counts) ++lines[count];
    double score = 0;
    for (const auto& [count, times] : lines) {
      if (count == 0) continue;
      const double agreeing = static_cast<double>(times) / static_cast<double>(counts.size());
      score = std::max(score, agreeing * agreeing * (1.0 + std::min<double>(static_cast<double>(count), 20) / 20));
    }
    if (score > best_score) {
      best_score = score;
      best.delimiter = delimiter;
    }
  }
  return best;
}

DelimitedReader::DelimitedReader(const std::filesystem::path& file, const std::string& encoding, Dialect dialect)
    : source_(file, encoding), dialect_(dialect), name_(file.filename().string()) {
  while (first_.size() < kSampleBytes) {
    const std::string_view piece = source_.next();
    if (piece.empty()) break;
    first_ += piece;
  }
  const Dialect guess = guess_dialect(std::string_view{first_}.substr(0, kSampleBytes));
  if (dialect_.delimiter == 0) dialect_.delimiter = guess.delimiter;
  if (dialect_.quote == 0) dialect_.quote = guess.quote;
  piece_ = first_;
}

bool DelimitedReader::more() {
  if (ended_) return false;
  piece_ = source_.next();
  ended_ = piece_.empty();
  return !ended_;
}

bool DelimitedReader::next(std::vector<Cell>& cells, std::uint64_t& line) {
  const char delimiter = dialect_.delimiter;
  const char quote = dialect_.quote;
  enum class At { start, plain, quoted, quote_in_quoted };
  while (true) {  // until a record that is not empty
    record_.clear();
    ends_.clear();
    line = line_;
    At at = At::start;
    bool any = false, complete = false;
    while (!complete) {
      if (piece_.empty() && !more()) break;
      std::size_t i = 0;
      const std::size_t size = piece_.size();
      while (i < size && !complete) {
        if (at == At::quoted) {
          const void* hit = std::memchr(piece_.data() + i, quote, size - i);
          const std::size_t end =
              hit != nullptr ? static_cast<std::size_t>(static_cast<const char*>(hit) - piece_.data()) : size;
          line_ += static_cast<std::uint64_t>(std::count(piece_.begin() + static_cast<std::ptrdiff_t>(i),
                                                         piece_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
          record_.append(piece_.data() + i, end - i);
          i = end;
          if (hit != nullptr) {
            at = At::quote_in_quoted;
            ++i;
          }
          continue;
        }
        const char c = piece_[i];
        if (at == At::quote_in_quoted) {
          if (c == quote) {
            record_ += quote;
            at = At::quoted;
            ++i;
            continue;
          }
          at = At::plain;
        }
        if (c == delimiter) {
          ends_.push_back(record_.size());
          at = At::start;
          any = true;
          ++i;
        } else if (c == '\n') {
          ++line_;
          complete = true;
          ++i;
        } else if (c == '\r') {
          ++i;  // of CRLF; a lone CR ends lines in no table of the last twenty years
        } else if (c == quote && at == At::start) {
          at = At::quoted;
          any = true;
          ++i;
        } else {
          at = At::plain;
          any = true;
          std::size_t end = i + 1;
          while (end < size && piece_[end] != delimiter && piece_[end] != '\n' && piece_[end] != '\r') ++end;
          record_.append(piece_.data() + i, end - i);
          i = end;
        }
      }
      piece_.remove_prefix(i);
      if (record_.size() > kMaxRecordBytes) {
        throw Problem{"import.record_too_long", {{"file", name_}, {"line", line}, {"limit_mb", kMaxRecordBytes >> 20}}};
      }
      if (ends_.size() >= kMaxColumns) {
        throw Problem{"import.too_many_columns", {{"file", name_}, {"line", line}, {"limit", kMaxColumns}}};
      }
    }
    if (!any) {
      if (!complete) return false;
      continue;  // an empty line
    }
    if (at == At::quoted) {
      throw Problem{"import.quote_not_closed", {{"file", name_}, {"line", line}}};
    }
    ends_.push_back(record_.size());
    cells.resize(ends_.size());
    std::size_t begin = 0;
    for (std::size_t k = 0; k < ends_.size(); ++k) {
      std::string_view text = trimmed(std::string_view{record_}.substr(begin, ends_[k] - begin));
      Cell& cell = cells[k];
      cell.formula = false;
      if (text.size() > 1 && text.front() == '=') {
        // ="05001" is how spreadsheets keep leading zeros in text files: text, not a formula.
        if (text.size() >= 3 && text[1] == '"' && text.back() == '"') {
          text = text.substr(2, text.size() - 3);
        } else {
          cell.formula = true;
        }
      }
      cell.text.assign(text);
      begin = ends_[k];
    }
    return true;
  }
}

}  // namespace tilth::exchange
