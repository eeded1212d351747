// SPDX-License-Identifier: Apache-2.0
// What tilth and tilth-formats say to each other through a pipe: frames of a letter, a length and so many bytes.
#pragma once

#include "exchange/table.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tilth::exchange {

// H header as JSON, R row, D how far as JSON, E end as JSON ({"rows": n} of tables), P problem as JSON {"code":..,
// "values":..}. Lengths are 32 bits little endian (both programs run on one machine). A stream ends with E or P; one
// that just stops was cut off.
inline constexpr std::size_t kMaxFrameBytes = 64U << 20;

inline void append_length(std::string& out, std::size_t length) {
  const auto value = static_cast<std::uint32_t>(length);
  char bytes[4];
  std::memcpy(bytes, &value, 4);
  out.append(bytes, 4);
}

inline void append_frame(std::string& out, char letter, std::string_view payload) {
  out += letter;
  append_length(out, payload.size());
  out += payload;
}

/// Takes lengths and texts off the front of a payload. @throws std::runtime_error when it is cut off
struct FrameCursor {
  std::string_view rest;

  std::uint64_t number() {
    std::uint64_t value = 0;
    std::memcpy(&value, take(8).data(), 8);
    return value;
  }
  std::uint32_t length() {
    std::uint32_t value = 0;
    std::memcpy(&value, take(4).data(), 4);
    return value;
  }
  std::string_view text() { return take(length()); }
  std::string_view take(std::size_t count) {
    if (count > rest.size()) throw std::runtime_error{"a frame is cut off"};
    const std::string_view taken = rest.substr(0, count);
    rest.remove_prefix(count);
    return taken;
  }
};

inline void append_row(std::string& out, const SourceRow& row) {
  out.append(reinterpret_cast<const char*>(&row.number), 8);
  append_length(out, row.cells.size());
  for (const Cell& cell : row.cells) {
    out += cell.formula ? 'f' : 't';
    append_length(out, cell.text.size());
    out += cell.text;
  }
  for (const std::string* text : {&row.geometry, &row.fault, &row.fault_value}) {
    append_length(out, text->size());
    out += *text;
  }
}

inline void read_row(std::string_view payload, SourceRow& row) {
  FrameCursor cursor{payload};
  row.number = cursor.number();
  const std::uint32_t count = cursor.length();
  if (count > kMaxColumns) throw std::runtime_error{"a row has too many cells"};
  row.cells.resize(count);
  for (Cell& cell : row.cells) {
    cell.formula = cursor.take(1)[0] == 'f';
    cell.text.assign(cursor.text());
  }
  row.geometry.assign(cursor.text());
  row.fault.assign(cursor.text());
  row.fault_value.assign(cursor.text());
}

/// Writes all of it. False when the other end is gone.
inline bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace tilth::exchange
