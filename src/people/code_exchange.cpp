// SPDX-License-Identifier: Apache-2.0
#include "people/code_exchange.h"

#include "base/fold.h"
#include "base/problem.h"
#include "people/person_name.h"
#include "people/private_codes.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>

namespace tilth::people {
namespace {

constexpr const char* kCodes = "tilth-link-codes-1";
constexpr const char* kAnswer = "tilth-link-answer-1";
constexpr std::size_t kKeyDigits = 64;

std::string reference_of(std::string_view key, const Uuid& record) {
  return keyed_code(key, "record|" + record.text()).substr(0, 32);
}

[[noreturn]] void refuse_codes(const std::string& reason) { throw Problem{"link.bad_codes", {{"reason", reason}}}; }

/// A document of that form, of this project and type.
Json document(std::string_view text, const char* form, std::string_view key, const std::string& type) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || json.value("form", Json()) != form) refuse_codes("it holds no codes of people");
  if (json.value("project", Json()) != project_of(key)) refuse_codes("it was made with another key");
  if (json.value("type", Json()) != type) refuse_codes("it is about another record type");
  return json;
}

/// The words of the record's names, and the year of its birth or the like: what the filter holds.
BloomFilter filter_of(const LinkageRule& rule, std::string_view key, const Person& person) {
  BloomFilter filter{};
  for (const ComparedField& field : rule.fields) {
    if (!field.identifies) continue;
    const cql2::Value& value = person.values.at(static_cast<std::size_t>(field.field));
    const std::string& name = rule.type->fields[static_cast<std::size_t>(field.field)].name;
    if (const auto* text = std::get_if<std::string>(&value.base()); text != nullptr && field.as == ComparedAs::name) {
      std::vector<std::string> words;
      for (const std::string& word : person_name(*text).words) words.push_back(raise_case(word));
      add_to(filter, key, name, words);
    } else if (const auto* date = std::get_if<Date>(&value.base())) {
      const std::array<std::string, 1> year{std::to_string(date->year)};
      add_to(filter, key, name, year);
    }
  }
  return filter;
}

/// Whether the person lets the name be given to them: a code is made of it.
bool agrees(const LinkageRule& rule, const Person& person, const std::string& recipient) {
  if (rule.consent < 0) return true;
  const auto* groups =
      std::get_if<std::shared_ptr<const cql2::Array>>(&person.values.at(static_cast<std::size_t>(rule.consent)).base());
  return groups != nullptr && std::any_of((*groups)->begin(), (*groups)->end(), [&](const cql2::Value& group) {
           const auto* code = std::get_if<std::string>(&group.base());
           return code != nullptr && *code == recipient;
         });
}

bool has_bits(const BloomFilter& filter) {
  return std::any_of(filter.begin(), filter.end(), [](std::uint64_t word) { return word != 0; });
}

}  // namespace

void write_for_owner(const std::filesystem::path& file, std::string_view text) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool written = descriptor >= 0;
  while (written && !text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    written = count > 0;
    if (written) text.remove_prefix(static_cast<std::size_t>(count));
  }
  written = written && ::fsync(descriptor) == 0;
  const bool closed = descriptor >= 0 && ::close(descriptor) == 0;
  if (!written || !closed) throw Problem{"file.unwritable", {{"file", file.string()}}};
}

void make_project_key(const std::filesystem::path& file) {
  std::array<unsigned char, kKeyDigits / 2> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string hex(kKeyDigits + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.back() = '\n';
  write_for_owner(file, hex);
}

std::string read_project_key(const std::filesystem::path& file) {
  const auto refuse = [&](const std::string& reason) {
    throw Problem{"link.bad_key", {{"file", file.string()}, {"reason", reason}}};
  };
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) refuse("it cannot be read");
  if ((status.st_mode & 077) != 0) refuse("others than its owner may read it");
  std::ifstream in{file};
  std::string key;
  if (!std::getline(in, key)) refuse("it cannot be read");
  const bool hex =
      std::all_of(key.begin(), key.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (key.size() != kKeyDigits || !hex) refuse("it is no key of a project");
  return key;
}

std::string project_of(std::string_view key) { return keyed_code(key, "project").substr(0, 16); }

CodedRecords coded(const LinkageRule& rule, std::string_view key, const std::vector<Person>& persons,
                   const std::string& recipient, bool filters) {
  CodedRecords made{.project = project_of(key), .type = rule.type->name, .records = {}};
  for (const Person& person : persons) {
    if (!agrees(rule, person, recipient)) continue;
    std::set<std::string> codes;
    for (std::size_t i = 0; i < rule.codes.size(); ++i) {
      std::vector<std::string> parts = code_parts(rule.codes[i], person);
      if (parts.empty()) continue;
      parts.insert(parts.begin(), std::to_string(i));  // a name by its sound is not the same name as written
      if (auto code = keyed_code(key, parts)) codes.insert(std::move(*code));
    }
    CodedRecord one{reference_of(key, person.id), {codes.begin(), codes.end()}, {}};
    if (filters)
      if (const BloomFilter filter = filter_of(rule, key, person); has_bits(filter)) one.filter = to_hex(filter);
    if (!one.codes.empty() || !one.filter.empty()) made.records.push_back(std::move(one));
  }
  std::sort(made.records.begin(), made.records.end(),
            [](const CodedRecord& a, const CodedRecord& b) { return a.reference < b.reference; });
  return made;
}

Json to_json(const CodedRecords& records) {
  Json list = Json::array();
  for (const CodedRecord& one : records.records) {
    Json json{{"reference", one.reference}, {"codes", one.codes}};
    if (!one.filter.empty()) json["filter"] = one.filter;
    list.push_back(std::move(json));
  }
  return {{"form", kCodes}, {"project", records.project}, {"type", records.type}, {"records", std::move(list)}};
}

CodedRecords read_codes(std::string_view text, std::string_view key, const std::string& type) {
  const Json json = document(text, kCodes, key, type);
  CodedRecords read{.project = project_of(key), .type = type, .records = {}};
  const Json list = json.value("records", Json());
  if (!list.is_array()) refuse_codes("it holds no codes of people");
  for (const Json& one : list) {
    if (!one.is_object() || !one.value("reference", Json()).is_string() || !one.value("codes", Json()).is_array())
      refuse_codes("it holds no codes of people");
    CodedRecord record{one.at("reference"), {}, {}};
    for (const Json& code : one.at("codes")) {
      if (!code.is_string()) refuse_codes("it holds no codes of people");
      record.codes.push_back(code);
    }
    if (const auto filter = one.find("filter"); filter != one.end()) {
      if (!filter->is_string() || !bloom_from_hex(filter->get<std::string>())) refuse_codes("a filter is broken");
      record.filter = *filter;
    }
    read.records.push_back(std::move(record));
  }
  return read;
}

std::vector<std::string> possible_duplicates(const CodedRecords& theirs, const CodedRecords& own, double likeness) {
  std::set<std::string> codes;
  std::vector<BloomFilter> filters;
  for (const CodedRecord& one : own.records) {
    codes.insert(one.codes.begin(), one.codes.end());
    if (!one.filter.empty()) filters.push_back(*bloom_from_hex(one.filter));
  }
  std::set<std::string> found;
  for (const CodedRecord& one : theirs.records) {
    bool alike =
        std::any_of(one.codes.begin(), one.codes.end(), [&](const std::string& code) { return codes.contains(code); });
    if (!alike && !one.filter.empty()) {
      const BloomFilter filter = *bloom_from_hex(one.filter);
      alike = std::any_of(filters.begin(), filters.end(),
                          [&](const BloomFilter& other) { return dice(filter, other) >= likeness; });
    }
    if (alike) found.insert(one.reference);
  }
  return {found.begin(), found.end()};
}

Json answer_json(std::string_view key, const std::string& type, const std::vector<std::string>& references) {
  return {{"form", kAnswer},
          {"project", project_of(key)},
          {"type", type},
          {"count", references.size()},
          {"possible_duplicates", references}};
}

std::vector<Uuid> answered(std::string_view text, std::string_view key, const std::string& type,
                           const std::vector<Person>& persons) {
  const Json json = document(text, kAnswer, key, type);
  const Json list = json.value("possible_duplicates", Json());
  if (!list.is_array()) refuse_codes("it holds no codes of people");
  std::set<std::string> references;
  for (const Json& one : list)
    if (one.is_string()) references.insert(one.get<std::string>());
  std::vector<Uuid> records;
  for (const Person& person : persons)
    if (references.contains(reference_of(key, person.id))) records.push_back(person.id);
  std::sort(records.begin(), records.end());
  return records;
}

}  // namespace tilth::people
