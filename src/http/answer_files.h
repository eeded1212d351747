// SPDX-License-Identifier: Apache-2.0
// Files made for one answer: each in a folder of its own, gone after a while.
#pragma once

#include "http/message.h"

#include <filesystem>
#include <mutex>
#include <string>

namespace tilth::http {

class AnswerFiles {
 public:
  /// A name in a new folder below work_folder/answers, of this account alone (mode 0700). Folders older than an hour
  /// go.
  std::filesystem::path make(const std::filesystem::path& work_folder, const std::string& name);

 private:
  std::mutex guard_;
};

/// The file as a download under that name; its media type by its ending.
Response file_answer(const std::filesystem::path& file, const std::string& name);
std::string download_type(const std::string& name);

}  // namespace tilth::http
