// SPDX-License-Identifier: Apache-2.0
// Keys of encrypted fields, one a record.
#include "store/sqlite/key_ring.h"

#include "store/operation_text.h"

#include <sodium.h>
#include <sys/stat.h>

#include <stdexcept>

namespace tilth::store::sqlite {
namespace {

constexpr std::string_view kMark = "enc1:";

std::string_view bytes_of(const Uuid& id) { return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()}; }

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

}  // namespace

KeyRing::KeyRing(const std::filesystem::path& programme, bool writes)
    : path_(programme.string() + ".keys"), writes_(writes) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

Connection* KeyRing::file(bool make) {
  if (file_) return file_.get();
  const bool exists = std::filesystem::exists(path_);
  if (!exists && !(make && writes_)) return nullptr;
  file_ = std::make_unique<Connection>(path_, !writes_ ? Connection::Access::read
                                              : exists ? Connection::Access::write
                                                       : Connection::Access::create);
  if (writes_) {
    chmod(path_.c_str(), 0600);
    file_->run(
        "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON;"
        "CREATE TABLE IF NOT EXISTS person_key (record BLOB PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID");
  }
  return file_.get();
}

std::optional<std::string> KeyRing::key_of(const Uuid& record) {
  Connection* keys = file(false);
  if (keys == nullptr) return std::nullopt;
  Statement row = keys->prepare("SELECT key FROM person_key WHERE record = ?1");
  row.bind_blob(1, bytes_of(record));
  if (!row.step()) return std::nullopt;
  return std::string{row.blob(0)};
}

std::string KeyRing::encrypted(const Uuid& record, std::string_view plain) {
  const std::lock_guard lock{guard_};
  auto key = key_of(record);
  if (!key) {
    key.emplace(crypto_secretbox_KEYBYTES, '\0');
    randombytes_buf(key->data(), key->size());
    file(true)
        ->prepare("INSERT INTO person_key VALUES (?1, ?2)")
        .bind_blob(1, bytes_of(record))
        .bind_blob(2, *key)
        .run();
  }
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(out, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, raw(plain), plain.size(), out, raw(*key));
  sodium_memzero(key->data(), key->size());
  return std::string{kMark} + base64(sealed);
}

std::optional<std::string> KeyRing::decrypted(const Uuid& record, std::string_view text) {
  if (text.substr(0, kMark.size()) != kMark) return std::nullopt;
  const std::lock_guard lock{guard_};
  const auto key = key_of(record);
  if (!key) return std::nullopt;
  const std::string sealed = from_base64(text.substr(kMark.size()));
  constexpr std::size_t kHead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (sealed.size() < kHead) return std::nullopt;
  std::string plain(sealed.size() - kHead, '\0');
  const unsigned char* in = raw(sealed);
  if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(plain.data()), in + crypto_secretbox_NONCEBYTES,
                                 sealed.size() - crypto_secretbox_NONCEBYTES, in, raw(*key)) != 0) {
    return std::nullopt;
  }
  return plain;
}

void KeyRing::erase(const Uuid& record) {
  const std::lock_guard lock{guard_};
  if (Connection* keys = file(false))
    keys->prepare("DELETE FROM person_key WHERE record = ?1").bind_blob(1, bytes_of(record)).run();
}

}  // namespace tilth::store::sqlite
