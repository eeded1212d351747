// SPDX-License-Identifier: Apache-2.0
// Whole imports of a text table from anyone, by a profile from anyone or the one that is proposed: refused, or every
// row accounted for, and the same file again changes nothing. The input is a profile, a line "===" and a table, or a
// table.
#include "base/problem.h"
#include "exchange/import.h"
#include "exchange/memory_store.h"
#include "exchange/profile_proposal.h"
#include "exchange/small_programme.h"
#include "exchange_file_in_memory.h"
#include "must.h"

namespace {

using namespace tilth;
using namespace tilth::exchange;
using fuzz::must;

void import(std::string_view given_profile, std::string_view table) {
  const FileInMemory file{reinterpret_cast<const std::uint8_t*>(table.data()), table.size()};
  static const auto programme = small_programme();
  std::string yaml{given_profile};
  SilentProgress silent;
  if (yaml.empty()) {
    ReadOptions options;
    options.format = "csv";
    const auto reader = open_table(file.path(), options, silent);
    yaml = propose_profile(*programme, "", file.path(), options, *reader).yaml;
    must(profile_from_yaml(yaml).problems.empty());
  }
  ReadProfile read = profile_from_yaml(yaml);
  if (!read.problems.empty()) return;
  ImportRequest request;
  request.file = file.path();
  request.profile = std::move(read.profile);
  request.profile.read.format = "csv";
  request.batch.author = "test";
  request.partial = true;
  MemoryStore store{programme};
  const ImportReport first = import_file(store, request, silent);
  must(first.rows == first.left_out + first.created + first.changed + first.unchanged + first.rejected +
                         first.repeated_keys + first.without_record + first.removed_here);
  static_cast<void>(first.json().dump());
  const ImportReport again = import_file(store, request, silent);
  must(again.created == 0 && again.changed == 0 && again.referred_created == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 16384) return 0;
  const std::string_view text = fuzz::text_of(data, size);
  constexpr std::string_view kBetween = "\n===\n";
  const std::size_t between = text.find(kBetween);
  try {
    if (between == std::string_view::npos)
      import({}, text);
    else
      import(text.substr(0, between), text.substr(between + kBetween.size()));
  } catch (const Problem&) {
  }
  return 0;
}
