# SPDX-License-Identifier: Apache-2.0
# Writes OUT, a C++ source that holds the numbered migrations of FOLDER: cmake -DFOLDER=... -DOUT=... -P embed_sql.cmake
file(GLOB files RELATIVE ${FOLDER} ${FOLDER}/*.sql)
list(SORT files)
file(WRITE ${OUT}.new "// Made by cmake/embed_sql.cmake.\n#include \"store/sqlite/schema.h\"\n\nnamespace tilth::store::sqlite {\n\n")
file(APPEND ${OUT}.new "const std::vector<std::string>& migrations() {\n  static const std::vector<std::string> all{\n")
foreach(file ${files})
  file(READ ${FOLDER}/${file} content)
  file(APPEND ${OUT}.new "      R\"sql(${content})sql\",\n")
endforeach()
file(APPEND ${OUT}.new "  };\n  return all;\n}\n\n}  // namespace tilth::store::sqlite\n")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
