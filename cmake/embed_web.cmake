# SPDX-License-Identifier: Apache-2.0
# Writes OUT, a C++ source that holds every file below FOLDER, gzipped where that helps, by .incbin of the copies in
# WORK: cmake -DFOLDER=... -DWORK=... -DOUT=... -P embed_web.cmake. Where FOLDER is not there the list is empty.
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
list(SORT files)
set(rows "")
set(parts "")
set(number 0)
foreach(file ${files})
  file(SHA256 ${FOLDER}/${file} hash)
  string(SUBSTRING ${hash} 0 32 hash)
  set(held ${WORK}/web/${file})
  get_filename_component(place ${held} DIRECTORY)
  file(MAKE_DIRECTORY ${place})
  set(gzipped false)
  if(file MATCHES "\\.(html|js|mjs|css|json|svg|txt|map|webmanifest|wasm|geojson|pbf|md)$")
    set(gzipped true)
    execute_process(COMMAND gzip -9nc ${FOLDER}/${file} OUTPUT_FILE ${held} RESULT_VARIABLE code)
    if(NOT code EQUAL 0)
      message(FATAL_ERROR "gzip of ${file}: ${code}")
    endif()
  else()
    file(COPY_FILE ${FOLDER}/${file} ${held} ONLY_IF_DIFFERENT)
  endif()
  string(APPEND parts "asm(\".section .rodata\\n.global tilth_web_${number}\\n.balign 16\\ntilth_web_${number}:\\n.incbin \\\"${held}\\\"\\n"
         ".global tilth_web_${number}_end\\ntilth_web_${number}_end:\\n.byte 0\\n.text\\n\");\n"
         "extern \"C\" const char tilth_web_${number}[], tilth_web_${number}_end[];\n")
  string(APPEND rows "      {\"/${file}\", tilth_web_${number}, tilth_web_${number}_end, ${gzipped}, \"${hash}\"},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT}.new "// Made by cmake/embed_web.cmake.\n#include \"http/web_files.h\"\n\n${parts}\n"
  "namespace tilth::http {\n\nconst std::vector<WebFile>& web_files() {\n  static const std::vector<WebFile> all{\n${rows}  };\n  return all;\n}\n\n}  // namespace tilth::http\n")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
