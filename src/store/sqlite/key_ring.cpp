// SPDX-License-Identifier: Apache-2.0
// Keys of encrypted fields, one a record.
#include "store/sqlite/key_ring.h"

#include "store/operation_text.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <stdexcept>

namespace tilth::store::sqlite {
namespace {

constexpr std::string_view kMark = "enc1:";
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;

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
  if (!exists) {  // for its owner alone from its first moment on
    const int descriptor = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) throw Problem{"file.unwritable", {{"file", path_.string()}}};
    ::close(descriptor);
  }
  file_ = std::make_unique<Connection>(path_, !writes_ ? Connection::Access::read : Connection::Access::write);
  if (writes_) {
    file_->run(
        "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON;"
        "CREATE TABLE IF NOT EXISTS person_key (record BLOB PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS index_key (number INTEGER PRIMARY KEY, key BLOB NOT NULL)");
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

std::string KeyRing::key_made_for(const Uuid& record) {
  if (auto known = key_of(record)) return std::move(*known);
  std::string key(crypto_secretbox_KEYBYTES, '\0');
  randombytes_buf(key.data(), key.size());
  file(true)->prepare("INSERT INTO person_key VALUES (?1, ?2)").bind_blob(1, bytes_of(record)).bind_blob(2, key).run();
  return key;
}

std::string KeyRing::sealed(const Uuid& owner, std::int64_t number, std::string_view plain) {
  const std::lock_guard lock{guard_};
  std::string key = key_made_for(owner);
  std::string sealed(kNonce + plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(out, kNonce);
  const std::string about = std::to_string(number);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kNonce, nullptr, raw(plain), plain.size(), raw(about), about.size(),
                                             nullptr, out, raw(key));
  sodium_memzero(key.data(), key.size());
  return sealed;
}

std::optional<std::string> KeyRing::opened(const Uuid& owner, std::int64_t number, std::string_view sealed) {
  const std::lock_guard lock{guard_};
  const auto key = key_of(owner);
  if (!key || sealed.size() < kNonce + crypto_aead_xchacha20poly1305_ietf_ABYTES) return std::nullopt;
  std::string plain(sealed.size() - kNonce - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  const std::string about = std::to_string(number);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr,
                                                 raw(sealed) + kNonce, sealed.size() - kNonce, raw(about), about.size(),
                                                 raw(sealed), raw(*key)) != 0)
    return std::nullopt;
  return plain;
}

std::string KeyRing::blind(std::string_view field, std::string_view word) {
  const std::lock_guard lock{guard_};
  if (index_key_.empty()) {
    if (Connection* keys = file(writes_)) {
      index_key_ = keys->text("SELECT key FROM index_key WHERE number = 1");
      if (index_key_.empty() && writes_) {
        index_key_.assign(crypto_generichash_KEYBYTES, '\0');
        randombytes_buf(index_key_.data(), index_key_.size());
        keys->prepare("INSERT INTO index_key VALUES (1, ?1)").bind_blob(1, index_key_).run();
      }
    }
    if (index_key_.empty()) return {};  // no key here: nothing can be found
  }
  const std::string text = std::string{field} + '\0' + std::string{word};
  std::string token(16, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(token.data()), token.size(), raw(text), text.size(),
                     raw(index_key_), index_key_.size());
  return token;
}

std::string KeyRing::encrypted(const Uuid& record, std::string_view plain) {
  const std::lock_guard lock{guard_};
  std::string key = key_made_for(record);
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(out, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, raw(plain), plain.size(), out, raw(key));
  sodium_memzero(key.data(), key.size());
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
