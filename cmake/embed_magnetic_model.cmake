# SPDX-License-Identifier: Apache-2.0
# Writes OUT, a C++ source that holds the coefficients of FILES: cmake -DFILES="a.json;b.json" -DOUT=... -P this file
file(WRITE ${OUT}.new "// Made by cmake/embed_magnetic_model.cmake.\n#include \"geo/magnetic_declination.h\"\n\n")
file(APPEND ${OUT}.new "namespace tilth::geo {\n\nconst std::vector<std::string>& magnetic_coefficients() {\n")
file(APPEND ${OUT}.new "  static const std::vector<std::string> all{\n")
foreach(file ${FILES})
  file(READ ${file} content)
  string(REGEX REPLACE "[ \n\r\t]+" "" content "${content}")
  file(APPEND ${OUT}.new "      R\"wmm(${content})wmm\",\n")
endforeach()
file(APPEND ${OUT}.new "  };\n  return all;\n}\n\n}  // namespace tilth::geo\n")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
