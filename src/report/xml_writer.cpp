// SPDX-License-Identifier: Apache-2.0
#include "report/xml_writer.h"

namespace tilth::report {
namespace {

/// Characters that XML 1.0 has no place for (control characters but tab and line ends) are left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r') out += c;
    }
  }
  return out;
}

}  // namespace

void XmlWriter::begin(std::string_view name, const Attributes& attributes) {
  out_.append(open_.size() * 2, ' ');
  out_ += "<" + std::string{name};
  for (const auto& [key, value] : attributes) {
    if (!value.empty()) out_ += " " + std::string{key} + "=\"" + escaped(value) + "\"";
  }
}

void XmlWriter::open(std::string_view name, const Attributes& attributes) {
  begin(name, attributes);
  out_ += ">\n";
  open_.emplace_back(name);
}

void XmlWriter::close() {
  const std::string name = std::move(open_.back());
  open_.pop_back();
  out_.append(open_.size() * 2, ' ');
  out_ += "</" + name + ">\n";
}

void XmlWriter::element(std::string_view name, const Attributes& attributes, std::string_view text) {
  begin(name, attributes);
  out_ += text.empty() ? "/>\n" : ">" + escaped(text) + "</" + std::string{name} + ">\n";
}

}  // namespace tilth::report
