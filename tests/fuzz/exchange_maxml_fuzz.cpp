// SPDX-License-Identifier: Apache-2.0
// maXML from anyone, by every class and part that it holds: refused or read, never a crash; every row as wide as the
// table, every geometry one that can be read.
#include "exchange/worker/maxml_reports.h"
#include "exchange/worker/problem_frame.h"
#include "geo/codec.h"
#include "must.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  const std::string xml{reinterpret_cast<const char*>(data), size};
  for (const char* layer : {"", "Hazard", "Hazard/Ordnance", "Victim", "Hazard/GeospatialInfo/Point"}) {
    try {
      const formats::MaxmlTable table = formats::maxml_table(xml, layer, "fuzz.xml");
      fuzz::must(table.columns.size() <= exchange::kMaxColumns);
      for (const exchange::SourceRow& row : table.rows) {
        fuzz::must(row.cells.size() == table.columns.size());
        fuzz::must(row.geometry.empty() || row.fault.empty());
        if (!row.geometry.empty()) fuzz::must(geo::to_wkb(geo::from_wkb(row.geometry)) == row.geometry);
      }
    } catch (const formats::WorkerProblem& problem) {
      fuzz::must(problem.code.starts_with("import."));
    }
  }
  return 0;
}
