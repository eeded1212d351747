# SPDX-License-Identifier: Apache-2.0
# Writes OUT, a C++ source that holds every page below DOCS: cmake -DDOCS=... -DOUT=... -P embed_docs.cmake
file(GLOB_RECURSE files RELATIVE ${DOCS} ${DOCS}/*.md)
list(SORT files)
file(WRITE ${OUT}.new "// Made by cmake/embed_docs.cmake from docs/.\n#include \"http/help_pages.h\"\n\nnamespace tilth::http {\n\n")
file(APPEND ${OUT}.new "const std::map<std::string, std::string>& help_sources() {\n  static const std::map<std::string, std::string> files{\n")
foreach(file ${files})
  string(REGEX REPLACE "\\.md$" "" name ${file})
  file(READ ${DOCS}/${file} content)
  file(APPEND ${OUT}.new "      {\"${name}\", R\"page(${content})page\"},\n")
endforeach()
file(APPEND ${OUT}.new "  };\n  return files;\n}\n\n}  // namespace tilth::http\n")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
