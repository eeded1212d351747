// SPDX-License-Identifier: Apache-2.0
// Answers in fewer bytes.
#include "http/compression.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <new>
#include <stdexcept>

namespace tilth::http {
namespace {

constexpr int kGzipLevel = 5;  // 6 and above cost twice the time for 1 percent of JSON
constexpr int kZstdLevel = 3;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view text_of(Coding coding) {
  return coding == Coding::gzip ? "gzip" : coding == Coding::zstd ? "zstd" : "identity";
}

Coding chosen_coding(std::string_view accept) {
  double gzip = -1, zstd = -1, any = -1;
  while (!accept.empty()) {
    const std::size_t comma = accept.find(',');
    const std::string_view item = trimmed(accept.substr(0, comma));
    accept = comma == std::string_view::npos ? std::string_view{} : accept.substr(comma + 1);
    const std::size_t semicolon = item.find(';');
    std::string name{trimmed(item.substr(0, semicolon))};
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    double quality = 1;
    if (semicolon != std::string_view::npos) {
      const std::string_view weight = trimmed(item.substr(semicolon + 1));
      if (weight.substr(0, 2) == "q=") {
        quality = 0;
        std::from_chars(weight.data() + 2, weight.data() + weight.size(), quality);
      }
    }
    if (name == "gzip" || name == "x-gzip") gzip = quality;
    if (name == "zstd") zstd = quality;
    if (name == "*") any = quality;
  }
  if (gzip < 0) gzip = any;
  if (zstd < 0) zstd = any;
  if (zstd > 0 && zstd >= gzip) return Coding::zstd;
  if (gzip > 0) return Coding::gzip;
  return Coding::identity;
}

bool shrinks(std::string_view media_type) {
  const std::string_view plain = media_type.substr(0, media_type.find(';'));
  if (plain == "text/event-stream") return false;
  if (plain.substr(0, 5) == "text/") return true;
  if (plain.ends_with("+json") || plain.ends_with("+xml") || plain.ends_with("/json") || plain.ends_with("/xml"))
    return true;
  for (const std::string_view known :
       {"application/javascript", "application/vnd.mapbox-vector-tile", "application/vnd.oai.openapi+json;version=3.0",
        "application/wasm", "image/svg+xml", "application/geo+json"}) {
    if (plain == known) return true;
  }
  return false;
}

struct Compressor::State {
  Coding coding;
  z_stream zlib{};
  ZSTD_CCtx* zstd = nullptr;
};

Compressor::Compressor(Coding coding) : state_(std::make_unique<State>()) {
  state_->coding = coding;
  if (coding == Coding::gzip) {
    if (deflateInit2(&state_->zlib, kGzipLevel, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc{};
  } else {
    state_->zstd = ZSTD_createCCtx();
    if (state_->zstd == nullptr) throw std::bad_alloc{};
    ZSTD_CCtx_setParameter(state_->zstd, ZSTD_c_compressionLevel, kZstdLevel);
    // RFC 9659: a window of at most 8 MiB is what every client takes; 1 MiB keeps a stream's memory small.
    ZSTD_CCtx_setParameter(state_->zstd, ZSTD_c_windowLog, 20);
  }
}

Compressor::~Compressor() {
  if (state_->coding == Coding::gzip)
    deflateEnd(&state_->zlib);
  else
    ZSTD_freeCCtx(state_->zstd);
}

void Compressor::add(std::string_view bytes, bool last, std::string& out) {
  char piece[32 * 1024];
  if (state_->coding == Coding::gzip) {
    z_stream& stream = state_->zlib;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(piece);
      stream.avail_out = sizeof piece;
      deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
      out.append(piece, sizeof piece - stream.avail_out);
    } while (stream.avail_out == 0);
    return;
  }
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  while (true) {
    ZSTD_outBuffer to{piece, sizeof piece, 0};
    const std::size_t left = ZSTD_compressStream2(state_->zstd, &to, &in, last ? ZSTD_e_end : ZSTD_e_continue);
    if (ZSTD_isError(left) != 0) throw std::runtime_error(ZSTD_getErrorName(left));
    out.append(piece, to.pos);
    if (last ? left == 0 : in.pos == in.size && to.pos < to.size) return;
  }
}

std::string compressed(std::string_view bytes, Coding coding) {
  std::string out;
  Compressor{coding}.add(bytes, true, out);
  return out;
}

std::optional<std::string> gunzipped(std::string_view bytes, std::size_t most) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::bad_alloc{};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  char piece[32 * 1024];
  int code = Z_OK;
  while (code == Z_OK && out.size() <= most) {
    stream.next_out = reinterpret_cast<Bytef*>(piece);
    stream.avail_out = sizeof piece;
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(piece, sizeof piece - stream.avail_out);
  }
  inflateEnd(&stream);
  if (code != Z_STREAM_END || out.size() > most) return std::nullopt;
  return out;
}

}  // namespace tilth::http
