# SPDX-License-Identifier: Apache-2.0
# Writes OUT, a C++ source that holds the tables of EXAMPLES that the made-up programme is made of:
# cmake -DEXAMPLES=... -DOUT=... -P embed_examples.cmake
file(GLOB files RELATIVE ${EXAMPLES} ${EXAMPLES}/instruments/*.csv ${EXAMPLES}/frameworks/*.csv)
list(SORT files)
file(WRITE ${OUT}.new "// Made by cmake/embed_examples.cmake from examples/.\n#include \"generate/example_table.h\"\n\nnamespace tilth::generate {\n\n")
file(APPEND ${OUT}.new "const std::map<std::string, std::string>& example_files() {\n  static const std::map<std::string, std::string> files{\n")
foreach(file ${files})
  file(READ ${EXAMPLES}/${file} content)
  file(APPEND ${OUT}.new "      {\"${file}\", R\"csv(${content})csv\"},\n")
endforeach()
file(APPEND ${OUT}.new "  };\n  return files;\n}\n\n}  // namespace tilth::generate\n")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
