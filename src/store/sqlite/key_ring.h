// SPDX-License-Identifier: Apache-2.0
// Keys of encrypted fields, one a record, in a file of their own beside the programme (FILE.keys), outside its backups.
#pragma once

#include "base/uuid.h"
#include "store/sqlite/connection.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace tilth::store::sqlite {

/// XSalsa20-Poly1305 (libsodium's secretbox) under a random key a record. A key is on the disk before what it encrypts
/// is.
class KeyRing {
 public:
  KeyRing(const std::filesystem::path& programme, bool writes);

  /// "enc1:" and base64 of nonce and cipher text.
  std::string encrypted(const Uuid& record, std::string_view plain);
  /// Nothing when the key is gone or is not here.
  std::optional<std::string> decrypted(const Uuid& record, std::string_view text);
  /// A piece of a file, bound to its number: nonce, cipher text and tag (XChaCha20-Poly1305).
  std::string sealed(const Uuid& file, std::int64_t number, std::string_view plain);
  /// Nothing when the key is not here, or the piece is not what was sealed.
  std::optional<std::string> opened(const Uuid& file, std::int64_t number, std::string_view sealed);
  /// 16 bytes that stand for a word in a field: keyed BLAKE2b, so that without the key file nobody can try words out.
  std::string blind(std::string_view field, std::string_view word);
  void erase(const Uuid& record);
  /// Whether the key file lies beside the programme.
  [[nodiscard]] bool is_here() const { return std::filesystem::exists(path_); }

 private:
  std::optional<std::string> key_of(const Uuid& record);
  std::string key_made_for(const Uuid& record);
  Connection* file(bool make);

  std::filesystem::path path_;
  bool writes_;
  std::mutex guard_;
  std::unique_ptr<Connection> file_;
  std::string index_key_;
};

}  // namespace tilth::store::sqlite
