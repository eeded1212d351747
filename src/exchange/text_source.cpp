// SPDX-License-Identifier: Apache-2.0
// Reading bytes by zlib (which passes plain files through), turning them into UTF-8 by ICU.
#include "exchange/text_source.h"

#include "base/problem.h"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <vector>

namespace tilth::exchange {
namespace {

constexpr std::size_t kPieceBytes = 1U << 18;
constexpr std::uint64_t kFreeInflation = 64U << 20;  // below this no ratio is asked for
constexpr std::uint64_t kMostInflation = 200;        // text of real tables packs 5 to 40 times

bool has_high_byte(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Bytes of a character that the piece ends in the middle of.
std::size_t unfinished_tail(std::string_view bytes) {
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if (byte >= 0xc0) {
      const std::size_t length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
    if (byte < 0x80) return 0;
  }
  return 0;
}

bool is_text_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

std::string detected_legacy_encoding(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&status);
  if (U_FAILURE(status)) return "windows-1252";
  ucsdet_setText(detector, bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector, &status);
  std::string name = "windows-1252";
  if (U_SUCCESS(status) && match != nullptr) {
    const char* found = ucsdet_getName(match, &status);
    const int32_t confidence = ucsdet_getConfidence(match, &status);
    // 30 of 100: below, a few accented letters of a western language pass for any other script.
    if (U_SUCCESS(status) && found != nullptr && confidence >= 30) name = found;
  }
  ucsdet_close(detector);
  if (name == "ISO-8859-6") return "windows-1256";  // Arabic spreadsheets are written by Windows
  if (name.starts_with("ISO-8859-1") || name.starts_with("UTF-") || name.starts_with("IBM")) return "windows-1252";
  return name;
}

}  // namespace

EncodingGuess guess_encoding(std::string_view first) {
  if (first.starts_with("\xef\xbb\xbf")) return {"UTF-8", true, 3};
  if (first.starts_with(std::string_view{"\xff\xfe\0\0", 4})) return {"UTF-32LE", true, 4};
  if (first.starts_with("\xff\xfe")) return {"UTF-16LE", true, 2};
  if (first.starts_with("\xfe\xff")) return {"UTF-16BE", true, 2};
  const std::string_view sample = first.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
  if (zeros[0] + zeros[1] > sample.size() / 5) return {zeros[1] >= zeros[0] ? "UTF-16LE" : "UTF-16BE", false, 0};
  std::string_view whole = first;
  whole.remove_suffix(unfinished_tail(whole));
  if (is_text_utf8(whole)) return {"UTF-8", true, 0};
  return {detected_legacy_encoding(first), false, 0};
}

struct TextSource::State {
  ~State() {
    if (converter != nullptr) ucnv_close(converter);
    if (utf8 != nullptr) ucnv_close(utf8);
    if (file != nullptr) gzclose(file);
  }

  /// Reads more bytes behind those that are waiting. False at the end.
  bool fill() {
    const std::size_t before = bytes.size();
    bytes.resize(before + kPieceBytes);
    const int count = gzread(file, bytes.data() + before, static_cast<unsigned>(kPieceBytes));
    if (count < 0) throw Problem{"import.unreadable", {{"file", name}, {"reason", "its compressed data are broken"}}};
    bytes.resize(before + static_cast<std::size_t>(count));
    inflated += static_cast<std::uint64_t>(count);
    packed = static_cast<std::uint64_t>(std::max<z_off_t>(gzoffset(file), 1));
    if (packed_file && inflated > kFreeInflation && inflated / packed > kMostInflation) {
      throw Problem{"import.inflates_too_much", {{"file", name}, {"limit", kMostInflation}}};
    }
    if (count == 0) {
      int error = Z_OK;
      gzerror(file, &error);
      if (error == Z_BUF_ERROR) throw Problem{"import.unreadable", {{"file", name}, {"reason", "it is cut off"}}};
    }
    return count > 0;
  }

  [[noreturn]] void wrong(std::string_view bad, std::string_view probable) const {
    std::string shown;
    for (const char c : bad.substr(0, 8)) {
      const auto byte = static_cast<unsigned char>(c);
      constexpr char kDigits[] = "0123456789abcdef";
      shown += {kDigits[byte >> 4], kDigits[byte & 15], ' '};
    }
    if (!shown.empty()) shown.pop_back();
    throw Problem{"import.wrong_encoding",
                  {{"file", name}, {"line", line}, {"encoding", encoding}, {"bytes", shown}, {"probable", probable}}};
  }

  void count_lines(std::string_view text) {
    line += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  }

  std::string name;
  gzFile file = nullptr;
  bool packed_file = false;
  bool is_utf8 = true;
  bool ended = false;
  std::string encoding;
  UConverter* converter = nullptr;
  UConverter* utf8 = nullptr;
  std::string bytes;  // read, not yet handed out
  std::string tail;   // of a character that is not complete yet
  std::string piece;  // handed out
  std::uint64_t inflated = 0, packed = 0, size = 0, line = 1;
};

TextSource::TextSource(const std::filesystem::path& path, const std::string& encoding)
    : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.name = path.filename().string();
  std::error_code error;
  s.size = std::filesystem::file_size(path, error);
  if (error) throw Problem{"import.unreadable", {{"file", s.name}, {"reason", error.message()}}};
  s.file = gzopen(path.c_str(), "rb");
  if (s.file == nullptr) throw Problem{"import.unreadable", {{"file", s.name}, {"reason", "it cannot be opened"}}};
  gzbuffer(s.file, 1U << 17);
  s.fill();
  s.packed_file = gzdirect(s.file) == 0;
  while (s.bytes.size() < kPieceBytes && s.fill()) {
  }
  const EncodingGuess guess = guess_encoding(s.bytes);
  s.encoding = encoding.empty() ? "UTF-8" : encoding;
  if (guess.mark_bytes > 0) {
    if (encoding.empty()) s.encoding = guess.name;
    s.bytes.erase(0, guess.mark_bytes);
  }
  UErrorCode status = U_ZERO_ERROR;
  UConverter* named = ucnv_open(s.encoding.c_str(), &status);
  if (U_FAILURE(status)) throw Problem{"import.unknown_encoding", {{"encoding", s.encoding}}};
  s.converter = named;
  const bool unicode = ucnv_getType(named) == UCNV_UTF8;
  s.is_utf8 = unicode;
  if (unicode) {
    s.encoding = "UTF-8";
  } else {
    s.utf8 = ucnv_open("UTF-8", &status);
    ucnv_setToUCallBack(named, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (U_FAILURE(status)) throw Problem{"import.unknown_encoding", {{"encoding", s.encoding}}};
    // A file that says it is of one byte a character and is well-formed UTF-8 with accents would be read as "Ã©".
    if (ucnv_getMaxCharSize(named) == 1 && guess.certain && guess.name == "UTF-8" && has_high_byte(s.bytes)) {
      s.wrong({}, "UTF-8");
    }
  }
}

TextSource::~TextSource() = default;

const std::string& TextSource::encoding() const { return state_->encoding; }
std::uint64_t TextSource::file_bytes() const { return state_->size; }
std::uint64_t TextSource::file_bytes_read() const { return std::min(state_->packed, state_->size); }

std::string_view TextSource::next() {
  State& s = *state_;
  while (!s.ended) {
    if (s.bytes.empty()) s.ended = !s.fill();
    if (s.is_utf8) {
      s.piece.assign(s.tail);
      s.piece += s.bytes;
      s.bytes.clear();
      const std::size_t keep = s.ended ? 0 : unfinished_tail(s.piece);
      s.tail.assign(s.piece, s.piece.size() - keep, keep);
      s.piece.resize(s.piece.size() - keep);
      if (!is_text_utf8(s.piece)) {
        std::size_t good = 0;  // the longest well-formed beginning, by lines
        while (true) {
          const std::size_t end = s.piece.find('\n', good);
          if (end == std::string::npos || !is_text_utf8(std::string_view{s.piece}.substr(good, end - good))) break;
          good = end + 1;
        }
        s.count_lines(std::string_view{s.piece}.substr(0, good));
        std::size_t bad = good;
        while (bad < s.piece.size() && static_cast<unsigned char>(s.piece[bad]) < 0x80) ++bad;
        s.wrong(std::string_view{s.piece}.substr(bad, 4), guess_encoding(s.piece).name);
      }
    } else {
      s.piece.resize(s.bytes.size() * 4 + 64);
      char* target = s.piece.data();
      const char* source = s.bytes.data();
      const char* end = source + s.bytes.size();
      std::array<UChar, 4096> pivot{};
      UChar* pivot_source = pivot.data();
      UChar* pivot_target = pivot.data();
      UErrorCode status = U_ZERO_ERROR;
      ucnv_convertEx(s.utf8, s.converter, &target, s.piece.data() + s.piece.size(), &source, end, pivot.data(),
                     &pivot_source, &pivot_target, pivot.data() + pivot.size(), 0, s.ended ? 1 : 0, &status);
      s.piece.resize(static_cast<std::size_t>(target - s.piece.data()));
      if (U_FAILURE(status)) {
        s.count_lines(s.piece);
        s.wrong(std::string_view{source > s.bytes.data() ? source - 1 : source,
                                 static_cast<std::size_t>(
                                     source > s.bytes.data() ? 1 : std::min<std::ptrdiff_t>(1, end - source))},
                "another one");
      }
      s.bytes.clear();
    }
    s.count_lines(s.piece);
    if (!s.piece.empty()) return s.piece;
  }
  return {};
}

}  // namespace tilth::exchange
