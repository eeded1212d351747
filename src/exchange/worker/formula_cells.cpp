// SPDX-License-Identifier: Apache-2.0
#include "exchange/worker/formula_cells.h"

#include <cpl_minixml.h>
#include <cpl_vsi.h>

#include <cctype>
#include <cstring>
#include <memory>
#include <string_view>

namespace tilth::formats {
namespace {

constexpr std::size_t kMostFormulas = 1'000'000;
constexpr vsi_l_offset kMostIndexBytes = 16U << 20;

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, CloseFile>;

CPLXMLNode* parsed(const std::string& path) {
  GByte* bytes = nullptr;
  vsi_l_offset size = 0;
  if (VSIIngestFile(nullptr, path.c_str(), &bytes, &size, static_cast<GIntBig>(kMostIndexBytes)) == 0) return nullptr;
  CPLXMLNode* root = CPLParseXMLString(reinterpret_cast<const char*>(bytes));
  VSIFree(bytes);
  if (root != nullptr) CPLStripXMLNamespace(root, nullptr, TRUE);
  return root;
}

/// The part of the package that holds the sheet: workbook.xml names it, its relations say where it lies.
std::string sheet_part(const std::string& archive, const std::string& sheet) {
  std::string id, part;
  if (CPLXMLNode* root = parsed(archive + "/xl/workbook.xml")) {
    const CPLXMLNode* sheets = CPLSearchXMLNode(root, "=sheets");
    for (const CPLXMLNode* node = sheets != nullptr ? sheets->psChild : nullptr; node != nullptr; node = node->psNext) {
      if (sheet == CPLGetXMLValue(node, "name", "")) id = CPLGetXMLValue(node, "id", "");
    }
    CPLDestroyXMLNode(root);
  }
  if (id.empty()) return {};
  if (CPLXMLNode* root = parsed(archive + "/xl/_rels/workbook.xml.rels")) {
    const CPLXMLNode* relations = CPLSearchXMLNode(root, "=Relationships");
    for (const CPLXMLNode* node = relations != nullptr ? relations->psChild : nullptr; node != nullptr;
         node = node->psNext) {
      if (id == CPLGetXMLValue(node, "Id", "")) part = CPLGetXMLValue(node, "Target", "");
    }
    CPLDestroyXMLNode(root);
  }
  if (part.empty()) return {};
  return part[0] == '/' ? archive + part : archive + "/xl/" + part;
}

/// "BC23" -> key; nothing (all bits) for anything else.
std::uint64_t key_of(std::string_view reference) {
  std::uint64_t column = 0, row = 0;
  std::size_t i = 0;
  for (; i < reference.size() && std::isalpha(static_cast<unsigned char>(reference[i])) != 0 && i < 4; ++i) {
    column = column * 26 + static_cast<std::uint64_t>(std::toupper(static_cast<unsigned char>(reference[i])) - 'A' + 1);
  }
  for (; i < reference.size() && std::isdigit(static_cast<unsigned char>(reference[i])) != 0 && row < 100'000'000;
       ++i) {
    row = row * 10 + static_cast<std::uint64_t>(reference[i] - '0');
  }
  if (column == 0 || row == 0 || i != reference.size()) return ~0ULL;
  return cell_key(row - 1, column - 1);
}

std::string_view attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    if (at == 0 || std::isspace(static_cast<unsigned char>(tag[at - 1])) == 0) continue;
    std::size_t begin = at + name.size();
    if (begin + 1 >= tag.size() || tag[begin] != '=') continue;
    const char quote = tag[begin + 1];
    begin += 2;
    const std::size_t end = tag.find(quote, begin);
    return end == std::string_view::npos ? std::string_view{} : tag.substr(begin, end - begin);
  }
  return {};
}

}  // namespace

FormulaCells formula_cells(const std::string& xlsx_file, const std::string& sheet) {
  FormulaCells found;
  const std::string archive = "/vsizip/{" + xlsx_file + "}";
  const std::string part = sheet_part(archive, sheet);
  if (part.empty()) return found;
  const File file{VSIFOpenL(part.c_str(), "rb")};
  if (!file) return found;
  std::string text;
  std::uint64_t cell = ~0ULL;
  bool formula = false, ended = false;
  while (!ended && found.size() < kMostFormulas) {
    const std::size_t before = text.size();
    text.resize(before + 65536);
    const std::size_t count = VSIFReadL(text.data() + before, 1, 65536, file.get());
    text.resize(before + count);
    ended = count == 0;
    std::size_t at = 0;
    while (true) {
      const std::size_t open = text.find('<', at);
      if (open == std::string::npos) {
        at = text.size();
        break;
      }
      const std::size_t close = text.find('>', open);
      if (close == std::string::npos) {
        at = open;
        break;
      }
      const std::string_view tag{text.data() + open + 1, close - open - 1};
      const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/", 1));
      if (name == "c") {
        cell = key_of(attribute(tag, "r"));
        formula = false;
      } else if (name == "f") {
        formula = true;
        if (cell != ~0ULL) found.emplace(cell, false);
      } else if (name == "v" && formula && tag.back() != '/' && cell != ~0ULL) {
        const std::size_t value = close + 1;
        if (value >= text.size()) {  // decide with the next piece
          at = open;
          if (!ended) break;
        }
        if (value < text.size() && text[value] != '<') found[cell] = true;
      }
      at = close + 1;
    }
    text.erase(0, at);
    if (text.size() > (1U << 20)) text.clear();  // no tag is that long
  }
  return found;
}

}  // namespace tilth::formats
