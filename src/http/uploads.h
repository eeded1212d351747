// SPDX-License-Identifier: Apache-2.0
// Files that people sent for an import, and files made for them: each in a folder of its own, its owner beside it.
#pragma once

#include "http/message.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tilth::http {

/// A file of an account in the work folder. Gone after a day.
struct KeptFile {
  std::string id;
  std::filesystem::path folder, file;
  Json about;  ///< {"account", "name", "at", ...}
};

/// `kind` is the name of a folder below the work folder: "uploads", "exports". Ids are UUIDs, so a name that came in a
/// request never becomes a path.
class KeptFiles {
 public:
  KeptFiles(std::filesystem::path work_folder, std::string kind);

  /// A new folder (mode 0700) for a file of that name; letters that a file system may mind become "_".
  KeptFile make(const Session& owner, const std::string& name, Json about = Json::object()) const;
  void note(const KeptFile& file) const;  ///< writes `about`
  /// Nothing where there is none, it is too old, or it is another's.
  [[nodiscard]] std::optional<KeptFile> find(const Session& asker, std::string_view id) const;
  [[nodiscard]] std::vector<KeptFile> all(const Session& asker) const;  ///< the newest first
  void remove(const KeptFile& file) const;

 private:
  void remove_old() const;
  std::filesystem::path folder_;
};

std::string safe_name(const std::string& name);

}  // namespace tilth::http
