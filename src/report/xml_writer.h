// SPDX-License-Identifier: Apache-2.0
// XML 1.0 as text: elements in the order of the calls, everything escaped.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilth::report {

class XmlWriter {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  /// Attributes with an empty value are left out.
  void open(std::string_view name, const Attributes& attributes = {});
  void close();
  /// An element with text alone, or none.
  void element(std::string_view name, const Attributes& attributes = {}, std::string_view text = {});
  /// @pre every element is closed
  [[nodiscard]] const std::string& text() const { return out_; }

 private:
  void begin(std::string_view name, const Attributes& attributes);
  std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::vector<std::string> open_;
};

}  // namespace tilth::report
