// SPDX-License-Identifier: Apache-2.0
#include "http/visitors/reference.h"

#include "http/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace tilth::http::visitors {
namespace {

std::string proof_of(const std::string& secret, const std::string& id) {
  return letters_of(secret, "proof\n" + id, kProofLetters);
}

}  // namespace

std::string letters_of(std::string_view key, std::string_view text, std::size_t count) {
  static constexpr std::string_view kLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     reinterpret_cast<const unsigned char*>(key.data()),
                     std::min<std::size_t>(key.size(), crypto_generichash_KEYBYTES_MAX));
  std::string out;
  for (std::size_t at = 0; at < count; ++at)
    out += kLetters[(hash[2 * at] * 256U + hash[2 * at + 1]) % kLetters.size()];
  return out;
}

std::string kept_secret(const store::Store& store, std::string_view setting) {
  return store.setting(setting).value_or(Json::object()).value("secret", "");
}

std::string secret_of(store::Store& store, std::string_view setting) {
  Json all = store.setting(setting).value_or(Json::object());
  if (!all.contains("secret")) {
    all["secret"] = new_token();
    store.put_setting(setting, all);
  }
  return all.at("secret").get<std::string>();
}

std::string reference_of(const std::string& secret, const std::string& id) {
  return id.substr(0, 4) + "-" + id.substr(4) + "-" + proof_of(secret, id);
}

std::string typed_letters(std::string_view typed) {
  std::string letters;
  for (const char c : typed)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      letters += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return letters;
}

std::optional<std::string> id_of(const std::string& secret, std::string_view reference) {
  const std::string letters = typed_letters(reference);
  if (secret.empty() || letters.size() != kIdLetters + kProofLetters) return std::nullopt;
  const std::string id = letters.substr(0, kIdLetters), proof = proof_of(secret, id);
  if (sodium_memcmp(proof.data(), letters.data() + kIdLetters, kProofLetters) != 0) return std::nullopt;
  return id;
}

}  // namespace tilth::http::visitors
