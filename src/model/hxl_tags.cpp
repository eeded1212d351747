// SPDX-License-Identifier: Apache-2.0
#include "model/hxl_tags.h"

#include "base/hxl_tag.h"
#include "model/yaml_tree.h"

#include <algorithm>
#include <set>

namespace tilth::model {
namespace {

/// Attributes of HXL 1.1 for the parts of a counts field.
const std::map<std::string_view, std::string_view> kParts = {{"women", "+adults+f"},
                                                             {"men", "+adults+m"},
                                                             {"girls", "+children+f"},
                                                             {"boys", "+children+m"},
                                                             {"adults_unknown_sex", "+adults"},
                                                             {"children_unknown_sex", "+children"},
                                                             {"female_unknown_age", "+f"},
                                                             {"male_unknown_age", "+m"},
                                                             {"unknown", "+unknown"},
                                                             {"total", "+total"}};

std::vector<std::string> field_names(const RecordType& type) {
  std::vector<std::string> names;
  for (const Field& field : type.fields) names.push_back(field.counts_of.empty() ? field.name : field.counts_of);
  return names;
}

class TagReader {
 public:
  TagReader(const Model& model, HxlTags& tags) : model_(model), tags_(tags) {
    for (const RecordType& type : model.types) {
      types_.push_back(type.name);
      for (const std::string& name : field_names(type)) fields_.insert(name);
    }
  }

  void read(const Tree& document) {
    MapReader reader{document, problems_, "HXL tags"};
    const std::string of = reader.text("hxl", true);
    const Tree* fields = reader.get("fields");
    reader.finish();
    const RecordType* type = model_.find_type(of);
    if (of != "any" && type == nullptr) {
      problems_.add(document, "There is no record type " + of + " to tag.", meant(of, types_));
      return;
    }
    if (fields == nullptr || fields->kind != Tree::Kind::map) {
      problems_.add(document, "The HXL tags of " + of + " need `fields`.", "fields: {local_id: \"#meta+code\"}");
      return;
    }
    const std::vector<std::string> known =
        type == nullptr ? std::vector<std::string>(fields_.begin(), fields_.end()) : field_names(*type);
    for (const auto& [name, tree] : fields->entries) {
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        problems_.add(tree, (type == nullptr ? "No record type has a field " : of + " has no field ") + name + ".",
                      meant(name, known));
        continue;
      }
      const auto tag = hxl_tag(tree.scalar);
      if (!tag && tree.scalar != "none") {
        problems_.add(tree, "'" + tree.scalar + "' is no HXL tag.",
                      "Write it in quotes, as \"#date+identified\": letters, digits and _; or none.");
        continue;
      }
      if (type == nullptr)
        tags_.anywhere[name] = tag.value_or("");
      else
        tags_.of_one_type[{of, name}] = tag.value_or("");
    }
  }

  void finish(const std::string& file) {
    for (const RecordType& type : model_.types) {  // what two columns share, a reader cannot tell apart
      std::map<std::string, std::string> taken;
      for (const Field& field : type.fields) {
        const std::string tag = tags_.of(type, field);
        if (tag.empty()) continue;
        const auto [there, fresh] = taken.emplace(tag, field.name);
        if (!fresh)
          problems_.add(file, 1,
                        type.name + ": " + there->second + " and " + field.name + " have one tag, " + tag + ".",
                        "Give one of them another attribute, or none.");
      }
    }
    tags_.problems = problems_.take();
  }

  Problems& problems() { return problems_; }

 private:
  const Model& model_;
  HxlTags& tags_;
  Problems problems_;
  std::vector<std::string> types_;
  std::set<std::string> fields_;
};

}  // namespace

std::string HxlTags::of(const RecordType& type, const Field& field) const {
  const std::string& name = field.counts_of.empty() ? field.name : field.counts_of;
  std::string tag;
  if (const auto own = of_one_type.find({type.name, name}); own != of_one_type.end())
    tag = own->second;
  else if (const auto any = anywhere.find(name); any != anywhere.end())
    tag = any->second;
  if (tag.empty() || field.counts_of.empty()) return tag;
  const auto part = kParts.find(std::string_view{field.name}.substr(field.counts_of.size() + 1));
  return hxl_tag(tag + std::string{part == kParts.end() ? std::string_view{} : part->second}).value_or("");
}

bool holds_hxl_tags(std::string_view file) {
  return file.starts_with("hxl/") || (file.starts_with("overlays/") && file.find("/hxl/") != file.npos);
}

HxlTags hxl_tags_of(const Model& model) {
  HxlTags tags;
  TagReader reader{model, tags};
  std::string last = "hxl";
  for (const auto& [file, text] : model.sources) {  // in the order of their names: the base, then overlays
    if (!holds_hxl_tags(file)) continue;
    last = file;
    for (const Tree& document : read_yaml(file, text, reader.problems())) reader.read(document);
  }
  reader.finish(last);
  return tags;
}

}  // namespace tilth::model
