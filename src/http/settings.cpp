// SPDX-License-Identifier: Apache-2.0
#include "http/settings.h"

#include "http/security_headers.h"

#include <algorithm>

namespace tilth::http {

Json settings_of(const store::Store& store) {
  const auto model = store.model();
  Json settings{{"title", model->name},
                {"public_view", false},
                {"languages", model->languages},
                {"base_maps", Json::array()},
                {"changed", nullptr},
                {"changed_by", nullptr},
                {"community", {{"open", false}, {"telephone", ""}}},
                {"meeting_pages", false}};
  if (const auto kept = store.setting(kSettings); kept && kept->is_object())
    for (const auto& [name, value] : kept->items()) settings[name] = value;
  return settings;
}

std::vector<std::string> base_map_origins(const store::Store& store) {
  std::vector<std::string> origins;
  const auto kept = store.setting(kSettings);
  if (!kept || !kept->is_object() || !kept->contains("base_maps")) return origins;
  for (const Json& map : kept->at("base_maps")) {
    auto origin = origin_of(map.value("url", ""));
    if (origin && std::find(origins.begin(), origins.end(), *origin) == origins.end())
      origins.push_back(std::move(*origin));
  }
  return origins;
}

}  // namespace tilth::http
