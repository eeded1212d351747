# SPDX-License-Identifier: Apache-2.0
# The web application: npm makes it when its sources changed. Sets web_folder, and web_made to the file that says it is
# made; empty where the packages of web/ were not fetched, and for the fuzzers.
set(web_folder ${CMAKE_BINARY_DIR}/web-dist)
set(web_made "")
find_program(NPM npm)
if(TILTH_FUZZ)
  # Fuzzers are built without it.
elseif(NPM AND EXISTS ${CMAKE_SOURCE_DIR}/web/node_modules/vite)
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/* ${CMAKE_SOURCE_DIR}/web/public/*)
  set(web_made ${web_folder}/index.html)
  add_custom_command(OUTPUT ${web_made}
    COMMAND ${NPM} run --silent build -- --outDir ${web_folder} --emptyOutDir --logLevel warn
    COMMAND ${CMAKE_COMMAND} -E touch ${web_made}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web
    DEPENDS ${web_sources} ${CMAKE_SOURCE_DIR}/web/index.html ${CMAKE_SOURCE_DIR}/web/package-lock.json
            ${CMAKE_SOURCE_DIR}/web/vite.config.ts ${CMAKE_SOURCE_DIR}/web/svelte.config.js
    COMMENT "Building the web application" VERBATIM)
else()
  message(WARNING "The packages of web/ are missing: the program is built without the web application. ./setup fetches them.")
endif()
