// SPDX-License-Identifier: Apache-2.0
// Model files from anyone: read, or their problems named, never a crash; a model that is read can be shown, compared
// and asked. The input is files, each behind a line "=== NAME"; what stands before the first is types/place.yaml.
#include "base/problem.h"
#include "model/data_dictionary.h"
#include "model/model_difference.h"
#include "model/record_check.h"
#include "must.h"

namespace {

using namespace tilth;
using namespace tilth::model;
using fuzz::must;

std::map<std::string, std::string> files_in(std::string_view text) {
  std::map<std::string, std::string> files{{"model.yaml", "model: small\nversion: 1\nlanguages: [en, fr]\n"}};
  std::string name = "types/place.yaml";
  while (!text.empty()) {
    const std::string_view line = fuzz::take_line(text);
    if (line.starts_with("=== ")) {
      name = line.substr(4);
      files[name].clear();
    } else {
      files[name].append(line).append("\n");
    }
  }
  return files;
}

void ask_everything(const Model& model) {
  must(differences(model, model).empty());
  for (const char* language : {"en", "ar"}) {
    static_cast<void>(data_dictionary(model, language).markdown());
    static_cast<void>(data_dictionary(model, language).html());
  }
  static_cast<void>(run_examples(model));
  for (const RecordType& type : model.types) {
    const CompiledType compiled{model, type};
    std::vector<cql2::Value> values(type.fields.size());
    compiled.compute(values);
    static_cast<void>(compiled.check(Uuid{}, values, Alone{}));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 16384) return 0;
  const Loaded loaded = load_sources(files_in(fuzz::text_of(data, size)));
  must((loaded.model == nullptr) == !loaded.problems.empty());
  for (const ModelProblem& problem : loaded.problems) must(!problem.message.empty());
  if (loaded.model) ask_everything(*loaded.model);
  return 0;
}
