// SPDX-License-Identifier: Apache-2.0
// A text file as UTF-8, piece by piece: plain or gzip, in any of the encodings that tables come in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace tilth::exchange {

/// What the first bytes say. A guess for text that is neither UTF-8 nor marked is never used unasked: the profile must
/// state it, since a wrong guess spoils names silently.
struct EncodingGuess {
  std::string name;     ///< "UTF-8", "UTF-16LE", "windows-1252", ...
  bool certain = true;  ///< a byte order mark, or well-formed UTF-8
  std::size_t mark_bytes = 0;
};
EncodingGuess guess_encoding(std::string_view first_bytes);

/// Reads a file in pieces of UTF-8. A byte order mark is left out.
class TextSource {
 public:
  /// `encoding` empty: UTF-8, or what the byte order mark says.
  /// @throws Problem "import.unreadable", "import.unknown_encoding", "import.wrong_encoding"
  TextSource(const std::filesystem::path& file, const std::string& encoding);
  ~TextSource();
  TextSource(const TextSource&) = delete;
  TextSource& operator=(const TextSource&) = delete;

  /// The next piece, valid until the next call; empty at the end.
  /// @throws Problem "import.wrong_encoding" with the line, "import.inflates_too_much"
  std::string_view next();
  [[nodiscard]] const std::string& encoding() const;
  [[nodiscard]] std::uint64_t file_bytes() const;
  [[nodiscard]] std::uint64_t file_bytes_read() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tilth::exchange
