// SPDX-License-Identifier: Apache-2.0
// Words that headers, parameters and files bring, from anyone: entity tags, codings, coordinate systems, boxes, gzip,
// the kind of a file.
#include "base/problem.h"
#include "exchange_file_in_memory.h"
#include "http/compression.h"
#include "http/entity_tag.h"
#include "http/file_kind.h"
#include "http/ogc/crs.h"
#include "http/uploads.h"
#include "must.h"

#include <cmath>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  using namespace tilth::http;
  using fuzz::must;
  const std::string_view text = fuzz::text_of(data, size);
  static_cast<void>(names_tag(text, "\"a\""));
  static_cast<void>(chosen_coding(text));
  static_cast<void>(shrinks(text));
  if (const auto unpacked = gunzipped(text, 100'000)) must(unpacked->size() <= 100'000);
  for (const Coding coding : {Coding::gzip, Coding::zstd}) {
    const std::string packed = compressed(text, coding);
    if (coding == Coding::gzip) must(gunzipped(packed, size) == text);
  }
  const std::string kept = safe_name(std::string{text});
  must(!kept.empty() && kept != "." && kept != ".." && kept.size() <= 255);
  must(kept.find('/') == std::string::npos && kept.find('\0') == std::string::npos);
  const exchange::FileInMemory file{data, size};
  if (const auto kind = media_type_by_content(file.path()))
    must(kind->find("html") == std::string::npos && kind->find("xml") == std::string::npos);
  try {
    static_cast<void>(ogc::crs_of(text, "crs"));
  } catch (const Problem&) {
  }
  for (const char* crs : {"EPSG:3857", "EPSG:32636"}) {
    try {
      const geo::Box box = ogc::box_of(text, ogc::crs_of(crs, "crs"));
      for (const double edge : {box.west, box.south, box.east, box.north}) must(std::isfinite(edge));
      must(box.south <= box.north);
    } catch (const Problem&) {
    }
  }
  return 0;
}
