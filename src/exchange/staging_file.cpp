// SPDX-License-Identifier: Apache-2.0
#include "exchange/staging_file.h"

#include "base/problem.h"
#include "geo/codec.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <type_traits>

namespace tilth::exchange {
namespace {

using store::Value;

constexpr std::size_t kBlock = 1U << 18;  // bytes sealed and written at once
constexpr std::size_t kSeal = crypto_secretstream_xchacha20poly1305_ABYTES;

[[noreturn]] void fail(const std::string& file) {
  throw Problem{errno == ENOSPC || errno == EDQUOT ? "store.disk_full" : "store.io",
                {{"file", file}, {"detail", std::string{std::strerror(errno)}}}};
}
const std::string& place() {
  static const std::string kPlace = std::filesystem::temp_directory_path().string();
  return kPlace;
}

template <class Plain>
void put(std::string& out, const Plain& value) {
  static_assert(std::is_trivially_copyable_v<Plain>);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}
void put_text(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}
template <class Plain>
Plain taken(std::string_view& in) {
  Plain value;
  std::memcpy(&value, in.data(), sizeof value);
  in.remove_prefix(sizeof value);
  return value;
}
std::string_view taken_text(std::string_view& in) {
  const auto size = taken<std::uint32_t>(in);
  const std::string_view text = in.substr(0, size);
  in.remove_prefix(size);
  return text;
}

/// Read again by this very program alone: no format for others.
void put_value(std::string& out, const Value& value) {
  put(out, static_cast<std::uint8_t>(value.index()));
  std::visit(
      [&]<class Held>(const Held& held) {
        if constexpr (std::is_same_v<Held, std::string>) {
          put_text(out, held);
        } else if constexpr (std::is_same_v<Held, geo::GeometryPtr>) {
          put_text(out, geo::to_wkb(*held));
        } else if constexpr (std::is_same_v<Held, std::shared_ptr<const cql2::Array>>) {
          put(out, static_cast<std::uint32_t>(held->size()));
          for (const Value& item : *held) put_value(out, item);
        } else if constexpr (std::is_same_v<Held, cql2::Interval>) {
          throw std::logic_error("no field holds an interval");
        } else if constexpr (!std::is_same_v<Held, std::monostate>) {
          put(out, held);
        }
      },
      value.base());
}

Value taken_value(std::string_view& in) {
  switch (taken<std::uint8_t>(in)) {
    case 0:
      return {};
    case 1:
      return Value{taken<bool>(in)};
    case 2:
      return Value{taken<std::int64_t>(in)};
    case 3:
      return Value{taken<double>(in)};
    case 4:
      return Value{std::string{taken_text(in)}};
    case 5:
      return Value{taken<Date>(in)};
    case 6:
      return Value{taken<Instant>(in)};
    case 8:
      return Value{std::make_shared<const geo::Geometry>(geo::from_wkb(taken_text(in)))};
    case 9: {
      auto items = std::make_shared<cql2::Array>();
      for (auto left = taken<std::uint32_t>(in); left > 0; --left) items->push_back(taken_value(in));
      return Value{std::shared_ptr<const cql2::Array>{std::move(items)}};
    }
    default:
      throw std::logic_error("no such value was staged");
  }
}
static_assert(std::is_same_v<std::variant_alternative_t<5, Value::variant>, Date> &&
              std::is_same_v<std::variant_alternative_t<8, Value::variant>, geo::GeometryPtr>);

}  // namespace

StagingFile::StagingFile() : descriptor_(::open(place().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0) {  // a file system without nameless files
    std::string name = place() + "/tilth-staging-XXXXXX";
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) fail(place());
    ::unlink(name.c_str());
  }
  if (sodium_init() < 0) throw std::logic_error("libsodium does not start");
  crypto_secretstream_xchacha20poly1305_keygen(key_);
  crypto_secretstream_xchacha20poly1305_init_push(&state_, header_, key_);
}

StagingFile::~StagingFile() {
  ::close(descriptor_);
  sodium_memzero(key_, sizeof key_);
}

void StagingFile::add(const store::Change& change) {
  std::string one;
  put(one, change.kind);
  put(one, change.record);
  put_text(one, change.type);
  put(one, change.seen_seq);
  put(one, static_cast<std::uint32_t>(change.set.size()));
  for (const auto& [field, value] : change.set) {
    put(one, field);
    put_value(one, value);
  }
  put_text(block_, one);
  ++count_;
  if (block_.size() >= kBlock) seal();
}

void StagingFile::seal() {
  std::string sealed(sizeof(std::uint32_t) + block_.size() + kSeal, '\0');
  const auto size = static_cast<std::uint32_t>(block_.size() + kSeal);
  std::memcpy(sealed.data(), &size, sizeof size);
  crypto_secretstream_xchacha20poly1305_push(&state_, reinterpret_cast<unsigned char*>(sealed.data()) + sizeof size,
                                             nullptr, reinterpret_cast<const unsigned char*>(block_.data()),
                                             block_.size(), nullptr, 0, 0);
  for (std::size_t done = 0; done < sealed.size();) {
    const ssize_t wrote = ::write(descriptor_, sealed.data() + done, sealed.size() - done);
    if (wrote < 0 && errno != EINTR) fail(place());
    if (wrote > 0) done += static_cast<std::size_t>(wrote);
  }
  block_.clear();
}

/// The next block in the clear; empty at the end.
std::string StagingFile::open_next() {
  const auto read_all = [&](char* to, std::size_t size) {
    for (std::size_t done = 0; done < size;) {
      const ssize_t got = ::read(descriptor_, to + done, size - done);
      if (got < 0 && errno != EINTR) fail(place());
      if (got == 0) return false;
      if (got > 0) done += static_cast<std::size_t>(got);
    }
    return true;
  };
  std::uint32_t size = 0;
  if (!read_all(reinterpret_cast<char*>(&size), sizeof size)) return {};
  std::string sealed(size, '\0'), plain(size - kSeal, '\0');
  unsigned char tag = 0;
  if (!read_all(sealed.data(), sealed.size()) ||
      crypto_secretstream_xchacha20poly1305_pull(&state_, reinterpret_cast<unsigned char*>(plain.data()), nullptr, &tag,
                                                 reinterpret_cast<const unsigned char*>(sealed.data()), sealed.size(),
                                                 nullptr, 0) != 0)
    throw Problem{"store.io", {{"file", place()}, {"detail", "what was staged is not what was written"}}};
  return plain;
}

void StagingFile::replay(const std::function<void(const store::Change&)>& take) {
  if (!block_.empty()) seal();
  if (::lseek(descriptor_, 0, SEEK_SET) != 0) fail(place());
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state_, header_, key_) != 0)
    throw std::logic_error("a stream that was made here does not open");
  for (std::string plain = open_next(); !plain.empty(); plain = open_next()) {
    for (std::string_view block = plain; !block.empty();) {
      std::string_view one = taken_text(block);
      store::Change change;
      change.kind = taken<store::OperationKind>(one);
      change.record = taken<Uuid>(one);
      change.type = taken_text(one);
      change.seen_seq = taken<std::int64_t>(one);
      const auto fields = taken<std::uint32_t>(one);
      change.set.reserve(fields);
      for (std::uint32_t i = 0; i < fields; ++i) {
        const int field = taken<int>(one);
        change.set.emplace_back(field, taken_value(one));
      }
      take(change);
    }
  }
}

}  // namespace tilth::exchange
