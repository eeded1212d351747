// SPDX-License-Identifier: Apache-2.0
#include "http/sockets/tls.h"

#include "base/problem.h"

namespace tilth::http::sockets {

std::unique_ptr<ssl::context> tls_context(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  error_code error;
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  context->set_options(ssl::context::default_workarounds | ssl::context::no_compression, error);
  context->use_certificate_chain_file(certificate.string(), error);
  if (!error) context->use_private_key_file(key.string(), ssl::context::pem, error);
  if (error || SSL_CTX_check_private_key(context->native_handle()) != 1) {
    throw Problem{"server.bad_certificate",
                  {{"certificate", certificate.string()},
                   {"key", key.string()},
                   {"reason", error ? error.message() : "the key is not the certificate's"}}};
  }
  return context;
}

}  // namespace tilth::http::sockets
