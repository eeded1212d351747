// SPDX-License-Identifier: Apache-2.0
// A finding in the words of the model: message, hint, code, and what people call its records.
#pragma once

#include "store/store.h"

#include <map>
#include <string>

namespace tilth::report {

/// Reads the model once; the store must outlive it. Labels are read as the caller may see them.
class FindingWords {
 public:
  FindingWords(const store::Store& store, store::Caller caller, std::string language);

  /// The rule's message with the finding's values, figures as people read them.
  [[nodiscard]] std::string message(const Finding& finding) const;
  [[nodiscard]] std::string hint(const Finding& finding) const;   ///< empty where the rule has none
  [[nodiscard]] std::string code(const std::string& rule) const;  ///< "G11"; empty where the rule has none
  /// What people call the first of its records that has a label (model/record_label.h).
  [[nodiscard]] std::string label(const Finding& finding) const;

 private:
  const store::Store& store_;
  store::Caller caller_;
  std::shared_ptr<const model::Model> model_;
  std::string language_;
  std::map<std::string, const model::Rule*> rules_;
};

}  // namespace tilth::report
