// SPDX-License-Identifier: Apache-2.0
// What two organisations give each other to find the people both know: codes under a key of one project, and answers
// that name nothing but the asker's own records (methods 3.4).
#pragma once

#include "people/record_linkage.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tilth::people {

/// Writes a new file that its owner alone may read from its first byte on.
/// @throws Problem "file.unwritable", also for a file that is there
void write_for_owner(const std::filesystem::path& file, std::string_view text);
/// Makes the key of a project: 32 random bytes in hex, in a new file for its owner alone.
/// @throws Problem "file.unwritable"; a file that is there is never written over
void make_project_key(const std::filesystem::path& file);
/// @throws Problem "link.bad_key" where it is no such file, or others than its owner may read it
std::string read_project_key(const std::filesystem::path& file);
/// Tells projects apart without giving the key away.
std::string project_of(std::string_view key);

struct CodedRecord {
  std::string reference;           ///< the sender's own record, under the key; the receiver cannot follow it elsewhere
  std::vector<std::string> codes;  ///< exact; sorted
  std::string filter;              ///< hex; empty where none was asked for
};
struct CodedRecords {
  std::string project, type;
  std::vector<CodedRecord> records;  ///< by reference, so that their order says nothing
};

/// Persons of whom the rule's `codes` make none, and who have no name for a filter, are left out; so is, where the type
/// records to whom a person lets the name be given, everybody who does not name this recipient.
CodedRecords coded(const LinkageRule& rule, std::string_view key, const std::vector<Person>& persons,
                   const std::string& recipient, bool filters);
Json to_json(const CodedRecords& records);
/// @throws Problem "link.bad_codes" where the text is none, or of another project or type
CodedRecords read_codes(std::string_view text, std::string_view key, const std::string& type);

/// References of the sender's records that one of `own` may be a second record of: an equal code, or filters as alike
/// as that. Sorted.
std::vector<std::string> possible_duplicates(const CodedRecords& theirs, const CodedRecords& own, double likeness);

/// "possible duplicate of your record": references of the asker, and how many.
Json answer_json(std::string_view key, const std::string& type, const std::vector<std::string>& references);
/// The records of `persons` that an answer speaks of. @throws Problem "link.bad_codes"
std::vector<Uuid> answered(std::string_view text, std::string_view key, const std::string& type,
                           const std::vector<Person>& persons);

}  // namespace tilth::people
