// SPDX-License-Identifier: Apache-2.0
// Answers in fewer bytes: gzip (RFC 1952) and zstd (RFC 8878), as the caller takes them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tilth::http {

enum class Coding { identity, gzip, zstd };
std::string_view text_of(Coding coding);

/// The coding that an Accept-Encoding likes best; zstd before gzip where it likes both the same (RFC 9110 12.5.3).
Coding chosen_coding(std::string_view accept_encoding);
/// Text, JSON, XML, scripts, vector tiles; not what is packed already.
bool shrinks(std::string_view media_type);

/// One stream of compressed bytes. Used by one thread at a time.
class Compressor {
 public:
  explicit Compressor(Coding coding);  ///< @pre not identity
  ~Compressor();
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;
  /// Appends what comes of `bytes` to `out`; `last` closes the stream.
  void add(std::string_view bytes, bool last, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string compressed(std::string_view bytes, Coding coding);
/// The bytes of a gzip file; nothing when it is none, is cut off or holds more than `most` bytes.
std::optional<std::string> gunzipped(std::string_view bytes, std::size_t most);

}  // namespace tilth::http
