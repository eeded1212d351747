// SPDX-License-Identifier: Apache-2.0
// TLS 1.2 and later, with the certificate of the server.
#pragma once

#include "http/sockets/io.h"

#include <filesystem>
#include <memory>

namespace tilth::http::sockets {

/// @param certificate chain of the server, PEM
/// @throws Problem "server.bad_certificate"
std::unique_ptr<ssl::context> tls_context(const std::filesystem::path& certificate, const std::filesystem::path& key);

}  // namespace tilth::http::sockets
