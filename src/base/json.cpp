// SPDX-License-Identifier: Apache-2.0
// JSON trees, and the one canonical text of a tree.
#include "base/json.h"

#include "base/fold.h"

#include <charconv>
#include <cmath>
#include <stdexcept>

namespace tilth {
namespace {

constexpr char kHex[] = "0123456789abcdef";

/// Length of the well-formed UTF-8 sequence at `at`, 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (at + length > text.size() || (lead >= 0x80 && lead < 0xc2) || lead > 0xf4) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return 0;
  }
  if (length > 1) {
    const unsigned char second = byte(at + 1);
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) || (lead == 0xf0 && second < 0x90) ||
        (lead == 0xf4 && second > 0x8f)) {
      return 0;
    }
  }
  return length;
}

void append_number(std::string& out, double number) {
  if (!std::isfinite(number)) throw std::invalid_argument("canonical JSON has no infinity and no NaN");
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_canonical(std::string& out, const Json& tree) {
  switch (tree.type()) {
    case Json::value_t::object: {
      out += '{';
      bool first = true;
      for (const auto& [key, value] : tree.items()) {
        if (!first) out += ',';
        first = false;
        if (!is_utf8(key)) throw std::invalid_argument("canonical JSON needs UTF-8");
        append_json_string(out, key);
        out += ':';
        append_canonical(out, value);
      }
      out += '}';
      return;
    }
    case Json::value_t::array: {
      out += '[';
      bool first = true;
      for (const auto& value : tree) {
        if (!first) out += ',';
        first = false;
        append_canonical(out, value);
      }
      out += ']';
      return;
    }
    case Json::value_t::string: {
      const auto& text = tree.get_ref<const std::string&>();
      if (!is_utf8(text)) throw std::invalid_argument("canonical JSON needs UTF-8");
      append_json_string(out, text);
      return;
    }
    case Json::value_t::number_float:
      append_number(out, tree.get<double>());
      return;
    default:
      out += tree.dump();
      return;
  }
}

}  // namespace

std::string canonical_json(const Json& tree) {
  std::string out;
  append_canonical(out, tree);
  return out;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
      std::size_t end = at + 1;
      while (end < text.size()) {
        const auto next = static_cast<unsigned char>(text[end]);
        if (next < 0x20 || next >= 0x80 || next == '"' || next == '\\') break;
        ++end;
      }
      out.append(text.substr(at, end - at));
      at = end;
    } else if (byte >= 0x80) {
      const std::size_t length = sequence_length(text, at);
      if (length == 0) {
        out += "\xEF\xBF\xBD";
        ++at;
      } else {
        out.append(text.substr(at, length));
        at += length;
      }
    } else {
      switch (byte) {
        case '"':
          out += "\\\"";
          break;
        case '\\':
          out += "\\\\";
          break;
        case '\b':
          out += "\\b";
          break;
        case '\f':
          out += "\\f";
          break;
        case '\n':
          out += "\\n";
          break;
        case '\r':
          out += "\\r";
          break;
        case '\t':
          out += "\\t";
          break;
        default:
          out += "\\u00";
          out += kHex[byte >> 4];
          out += kHex[byte & 15];
      }
      ++at;
    }
  }
  out += '"';
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

}  // namespace tilth
