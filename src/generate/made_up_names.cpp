// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_names.h"

#include <array>

namespace tilth::generate {
namespace {

constexpr std::array<std::string_view, 24> kWomen{"Amara",  "Belia",  "Cadira", "Delune",  "Esmari", "Fadira",
                                                  "Galena", "Hadisa", "Imelia", "Jorana",  "Kalisa", "Lumira",
                                                  "Mirane", "Nadura", "Oriana", "Palessa", "Rimana", "Sahira",
                                                  "Talune", "Umeya",  "Velina", "Wamira",  "Yelina", "Zadira"};
constexpr std::array<std::string_view, 24> kMen{"Adaro",  "Bakuno", "Cormen", "Darim",  "Edorin", "Faruno",
                                                "Gadero", "Hamiro", "Idran",  "Jaleno", "Karuto", "Lodran",
                                                "Merono", "Nasiro", "Obaden", "Parumo", "Radino", "Samoro",
                                                "Taruno", "Udaro",  "Vadrin", "Wilamo", "Yadero", "Zaruno"};
constexpr std::array<std::string_view, 32> kFamilies{
    "Abermol", "Bastuni", "Cardema", "Dolmeri", "Estabar", "Fenmora", "Gorlani", "Halbest",
    "Istermo", "Jamboli", "Kertasi", "Lambori", "Mostari", "Nerbali", "Olvesta", "Pardomi",
    "Quelmar", "Rostali", "Sambeki", "Tolvari", "Ulmeski", "Vastoli", "Wermeta", "Yolbani",
    "Zermati", "Ambresi", "Belgoma", "Cortuni", "Drevasi", "Elmosta", "Forgeti", "Grundal"};

}  // namespace

std::string made_up_name(const Uuid& person, std::string_view sex) {
  // The last bytes are random in every made-up id.
  const std::size_t first = person.bytes[15], second = person.bytes[14];
  const std::string_view given = sex == "female" ? kWomen[first % kWomen.size()] : kMen[first % kMen.size()];
  return std::string{given} + " " + std::string{kFamilies[second % kFamilies.size()]};
}

std::string other_spelling(const std::string& name) {
  const std::size_t space = name.find(' ');
  if (name.size() % 2 == 0 && space != std::string::npos) return name.substr(space + 1) + ", " + name.substr(0, space);
  std::string other = name;
  const std::size_t vowel = other.find_last_of("ao");
  if (vowel != std::string::npos) other[vowel] = 'e';
  return other;
}

void name_people(RecordWriter& writer) {
  std::vector<Draft>& drafts = writer.drafts();
  const auto named = [&](const std::string& id) -> const Draft* {
    for (const Draft& draft : drafts)
      if (draft.type().name == "casualty" && draft.id().text() == id) return &draft;
    return nullptr;
  };
  for (Draft& draft : drafts)
    if (draft.type().name == "casualty") draft.set("name", store::Value{made_up_name(draft.id(), draft.text("sex"))});
  for (Draft& draft : drafts) {
    if (draft.type().name != "survivor_case") continue;
    const Draft* casualty = draft.text("victim_kind") == "survivor" ? named(draft.text("casualty")) : nullptr;
    draft.set("name",
              store::Value{casualty != nullptr ? casualty->text("name") : made_up_name(draft.id(), draft.text("sex"))});
  }
}

}  // namespace tilth::generate
