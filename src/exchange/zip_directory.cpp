// SPDX-License-Identifier: Apache-2.0
// The central directory of a zip archive (APPNOTE 6.3.10, sections 4.3.12, 4.3.14 to 4.3.16).
#include "exchange/zip_directory.h"

#include "base/problem.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>

namespace tilth::exchange {
namespace {

constexpr std::uint64_t kMostDirectoryBytes = 16U << 20;

template <typename Number>
Number number_at(std::string_view bytes, std::size_t at) {
  Number value = 0;
  if (at + sizeof value <= bytes.size()) std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

struct Archive {
  explicit Archive(const std::filesystem::path& path) : name(path.filename().string()), in(path, std::ios::binary) {
    std::error_code error;
    size = std::filesystem::file_size(path, error);
    if (error || !in) broken("it cannot be opened");
  }
  [[noreturn]] void broken(const std::string& reason) const {
    throw Problem{"import.unreadable", {{"file", name}, {"reason", reason}}};
  }
  std::string bytes(std::uint64_t at, std::uint64_t count) {
    if (at > size || count > size - at) broken("the archive is cut off");
    std::string text(count, '\0');
    in.clear();
    in.seekg(static_cast<std::streamoff>(at));
    in.read(text.data(), static_cast<std::streamsize>(count));
    if (in.gcount() != static_cast<std::streamsize>(count)) broken("the archive is cut off");
    return text;
  }
  std::string name;
  std::ifstream in;
  std::uint64_t size = 0;
};

}  // namespace

std::vector<ZipEntry> zip_directory(const std::filesystem::path& file) {
  Archive archive{file};
  const std::uint64_t tail_size = std::min<std::uint64_t>(archive.size, 65535 + 22);
  const std::string tail = archive.bytes(archive.size - tail_size, tail_size);
  const std::size_t end = tail.rfind(std::string_view{"PK\x05\x06", 4});
  if (end == std::string::npos || end + 22 > tail.size()) archive.broken("it is no sound zip archive");
  std::uint64_t size = number_at<std::uint32_t>(tail, end + 12);
  std::uint64_t offset = number_at<std::uint32_t>(tail, end + 16);
  if (offset == 0xffffffff || size == 0xffffffff) {  // ZIP64
    if (end < 20 || tail.compare(end - 20, 4, "PK\x06\x07", 4) != 0) archive.broken("it is no sound zip archive");
    const std::string record = archive.bytes(number_at<std::uint64_t>(tail, end - 20 + 8), 56);
    size = number_at<std::uint64_t>(record, 40);
    offset = number_at<std::uint64_t>(record, 48);
  }
  if (size > kMostDirectoryBytes)
    throw Problem{"import.inflates_too_much", {{"file", archive.name}, {"limit", kMostPackingRatio}}};
  const std::string directory = archive.bytes(offset, size);
  std::vector<ZipEntry> entries;
  std::size_t at = 0;
  while (at + 46 <= directory.size() && directory.compare(at, 4, "PK\x01\x02", 4) == 0) {
    ZipEntry entry;
    const auto flags = number_at<std::uint16_t>(directory, at + 8);
    entry.packed = number_at<std::uint32_t>(directory, at + 20);
    entry.unpacked = number_at<std::uint32_t>(directory, at + 24);
    const std::size_t name = number_at<std::uint16_t>(directory, at + 28);
    const std::size_t extra = number_at<std::uint16_t>(directory, at + 30);
    const std::size_t comment = number_at<std::uint16_t>(directory, at + 32);
    if (at + 46 + name + extra > directory.size()) archive.broken("its directory is cut off");
    entry.name = directory.substr(at + 46, name);
    std::size_t field = at + 46 + name;
    const std::size_t extra_end = field + extra;
    while (field + 4 <= extra_end) {  // ZIP64 sizes, in this order, only those that did not fit
      const auto id = number_at<std::uint16_t>(directory, field);
      const std::size_t length = number_at<std::uint16_t>(directory, field + 2);
      if (id == 1) {
        std::size_t value = field + 4;
        if (entry.unpacked == 0xffffffff) {
          entry.unpacked = number_at<std::uint64_t>(directory, value);
          value += 8;
        }
        if (entry.packed == 0xffffffff) entry.packed = number_at<std::uint64_t>(directory, value);
      }
      field += 4 + length;
    }
    if ((flags & 1) != 0) throw Problem{"import.encrypted", {{"file", archive.name}}};
    entries.push_back(std::move(entry));
    at += 46 + name + extra + comment;
    if (entries.size() > kMostZipEntries) {
      throw Problem{"import.inflates_too_much", {{"file", archive.name}, {"limit", kMostPackingRatio}}};
    }
  }
  if (entries.empty()) archive.broken("the archive is empty");
  return entries;
}

void refuse_zip_bomb(const std::filesystem::path& file, const std::vector<ZipEntry>& entries) {
  std::uint64_t unpacked = 0;
  for (const ZipEntry& entry : entries) {
    const bool swollen = entry.unpacked > kFreeUnpackedBytes &&
                         entry.unpacked / std::max<std::uint64_t>(entry.packed, 1) > kMostPackingRatio;
    unpacked = entry.unpacked > kMostUnpackedBytes ? kMostUnpackedBytes + 1 : unpacked + entry.unpacked;
    if (swollen || unpacked > kMostUnpackedBytes) {
      throw Problem{"import.inflates_too_much", {{"file", file.filename().string()}, {"limit", kMostPackingRatio}}};
    }
  }
  // The sizes above are what the archive claims; against a lying one stand the file's own size and the worker's limits.
  std::error_code error;
  const std::uint64_t packed = std::max<std::uint64_t>(std::filesystem::file_size(file, error), 1);
  if (!error && unpacked > kFreeUnpackedBytes && unpacked / packed > kMostPackingRatio) {
    throw Problem{"import.inflates_too_much", {{"file", file.filename().string()}, {"limit", kMostPackingRatio}}};
  }
}

void refuse_gzip_bomb(const std::filesystem::path& file) {
  struct Close {
    void operator()(gzFile_s* open) const { gzclose(open); }
  };
  const std::unique_ptr<gzFile_s, Close> in{gzopen(file.c_str(), "rb")};
  const std::string name = file.filename().string();
  if (!in) throw Problem{"import.unreadable", {{"file", name}, {"reason", "it cannot be opened"}}};
  std::string buffer(1U << 18, '\0');
  std::uint64_t unpacked = 0;
  while (true) {
    const int count = gzread(in.get(), buffer.data(), static_cast<unsigned>(buffer.size()));
    if (count < 0) throw Problem{"import.unreadable", {{"file", name}, {"reason", "its compressed data are broken"}}};
    if (count == 0) return;
    unpacked += static_cast<std::uint64_t>(count);
    const auto packed = static_cast<std::uint64_t>(std::max<z_off_t>(gzoffset(in.get()), 1));
    if (unpacked > kFreeUnpackedBytes && unpacked / packed > kMostPackingRatio) {
      throw Problem{"import.inflates_too_much", {{"file", name}, {"limit", kMostPackingRatio}}};
    }
  }
}

}  // namespace tilth::exchange
