// SPDX-License-Identifier: Apache-2.0
#include "report/xml_writer.h"

#include "base/document.h"

namespace tilth::report {
void XmlWriter::begin(std::string_view name, const Attributes& attributes) {
  out_.append(open_.size() * 2, ' ');
  out_ += "<" + std::string{name};
  for (const auto& [key, value] : attributes) {
    if (!value.empty()) out_ += " " + std::string{key} + "=\"" + html_text(value) + "\"";
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
  out_ += text.empty() ? "/>\n" : ">" + html_text(text) + "</" + std::string{name} + ">\n";
}

}  // namespace tilth::report
