# SPDX-License-Identifier: Apache-2.0
# Writes OUT, a C++ source that holds every file below MODEL: cmake -DMODEL=... -DOUT=... -P embed_model.cmake
file(GLOB_RECURSE files RELATIVE ${MODEL} ${MODEL}/*.yaml)
list(SORT files)
set(head "// Made by cmake/embed_model.cmake from model/.\n#include \"cli/command.h\"\n\nnamespace tilth::cli {\n\n")
string(APPEND head "const std::map<std::string, std::string>& base_model() {\n")
string(APPEND head "  static const std::map<std::string, std::string> files{\n")
file(WRITE ${OUT}.new "${head}")
foreach(file ${files})
  file(READ ${MODEL}/${file} content)
  file(APPEND ${OUT}.new "      {\"${file}\", R\"model(${content})model\"},\n")
endforeach()
file(APPEND ${OUT}.new "  };\n  return files;\n}\n\n}  // namespace tilth::cli\n")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
