// SPDX-License-Identifier: Apache-2.0
// SHA-256 by OpenSSL, and the hash chain made of it.
#include "base/sha256.h"

#include <openssl/evp.h>

#include <stdexcept>

namespace tilth {

struct Sha256Stream::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
  void start() {
    // The digest is fetched once: EVP_sha256() would look it up anew at every start (OpenSSL 3).
    static EVP_MD* const digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (context == nullptr || digest == nullptr || EVP_DigestInit_ex(context, digest, nullptr) != 1) {
      throw std::runtime_error("SHA-256 is not available in this OpenSSL");
    }
  }
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) { state_->start(); }
Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::add(std::string_view bytes) { EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()); }

Sha256 Sha256Stream::finish() {
  Sha256 hash{};
  unsigned length = 0;
  EVP_DigestFinal_ex(state_->context, hash.data(), &length);
  state_->start();
  return hash;
}

Sha256 sha256(std::string_view bytes) {
  thread_local Sha256Stream stream;
  stream.add(bytes);
  return stream.finish();
}

Sha256 chain_link(const Sha256& previous, std::string_view canonical) {
  thread_local Sha256Stream stream;
  stream.add({reinterpret_cast<const char*>(previous.data()), previous.size()});
  stream.add(canonical);
  return stream.finish();
}

std::string hex(std::string_view bytes) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::string hex(const Sha256& hash) {
  return hex(std::string_view{reinterpret_cast<const char*>(hash.data()), hash.size()});
}

}  // namespace tilth
