// SPDX-License-Identifier: Apache-2.0
#include "exchange/header_words.h"

#include "base/fold.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace tilth::exchange {
namespace {

struct Word {
  std::string_view notion;
  std::string_view
      spellings;  // folded, apart by spaces; English, French, Spanish, Dutch, Arabic (transliterated by folding)
};

constexpr Word kHeaderWords[] = {
    {"year", "year annee an ano anio jaar sana سنه سنة"},
    {"month", "month mois mes maand شهر"},
    {"day", "day jour dia dag يوم"},
    {"date", "date fecha datum dat تاريخ"},
    {"longitude", "longitude lon long lng longitud x coordx xcoord lengtegraad خط_الطول"},
    {"latitude", "latitude lat latitud y coordy ycoord breedtegraad خط_العرض"},
    {"geometry", "wkt geom geometry geometrie shape the_geom"},
    {"sex", "sex gender sexe genre sexo genero geslacht جنس"},
    {"age", "age edad leeftijd rangoedad rango_edad عمر"},
    {"outcome", "outcome result resultat resultado estado condition uitkomst toestand blessure injury lesion"},
    {"status", "status etat statut estado stand حاله"},
    {"kind", "kind type tipo genre soort categorie category class clase classe hoofdgroep نوع"},
    {"name", "name nom nombre naam اسم"},
    {"code", "code codigo cod id pcode number num numero kenmerk ref reference referencia رقم"},
    {"place1",
     "department departamento departement province provincia provincie state governorate region depto dpto admin1 adm1 "
     "محافظه"},
    {"place2", "municipality municipio municipalite gemeente district distrito commune mpio admin2 adm2 مديريه"},
    {"village", "village vereda sitio aldea dorp localite settlement locality قريه"},
    {"area", "area superficie surface oppervlakte shape_area areadespejada cleared مساحه"},
    {"length", "perimeter perimetro perimetre omtrek shape_leng length longitud_m"},
    {"depth", "depth profondeur profundidad diepte عمق"},
    {"organisation",
     "organisation organization organizacion operator operador operateur agency agence opdrachtne contractor منظمه"},
    {"description",
     "description descripcion descriptio omschrijving comment comments commentaire comentario observaciones remarks "
     "opmerking opmerkinge notes note وصف"},
    {"activity", "activity activite actividad activiteit نشاط"},
    {"condition", "condition condicion statut_victime civil_status"},
    {"ethnic", "ethnic grupoetnico etnia etnico ethnie"},
    {"total", "total totale totaal المجموع"},
    {"men", "men hombres hommes mannen"},
    {"women", "women mujeres femmes vrouwen"},
    {"boys", "boys ninos garcons jongens"},
    {"girls", "girls ninas filles meisjes"},
    {"source", "source fuente bron مصدر"},
    {"event", "event evento evenement accident incident accidente incidente"},
    {"zone", "zone tipoarea tipo_area milieu rural urbano"},
    {"population", "population poblacion bevolking سكان"},
};

constexpr Word kValueWords[] = {
    {"male", "male m man men hombre masculino h homme masculin hommes vrai_homme mannelijk jongen boy ذكر"},
    {"female", "female f woman women mujer femenino femme feminin vrouw vrouwelijk meisje girl انثى"},
    {"injured", "injured wounded herido herida blesse blessee gewond جريح مصاب"},
    {"killed", "killed dead muerto muerta fallecido mort morte tue decede dood overleden قتيل متوفى"},
    {"yes", "yes si oui ja نعم"},
    {"no", "no non nee لا"},
    {"civilian", "civilian civil civile burger مدني"},
    {"military", "military militar militaire fuerza_publica armed_forces security_forces militair عسكري"},
    {"adult", "adult adulto adulte mayor_de_18_anos mayor volwassene بالغ"},
    {"child", "child nino nina enfant menor_de_18_anos menor kind minor طفل"},
    {"rural", "rural"},
    {"urban", "urban urbana urbano urbain stedelijk"},
    {"unknown", "unknown desconocido sin_informacion inconnu onbekend nd n_d not_known غير_معروف"},
};

std::string folded_words(std::string_view text) {
  std::string folded = fold_case(fold_accents(text));
  for (char& c : folded) {
    if (static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  while (!folded.empty() && folded.back() == '_') folded.pop_back();
  while (!folded.empty() && folded.front() == '_') folded.erase(0, 1);
  return folded;
}

template <std::size_t count>
std::unordered_map<std::string, std::string_view> by_spelling(const Word (&words)[count],
                                                              std::multimap<std::string, std::string_view>* all) {
  std::unordered_map<std::string, std::string_view> table;
  for (const Word& word : words) {
    std::size_t begin = 0;
    while (begin < word.spellings.size()) {
      const std::size_t end = std::min(word.spellings.find(' ', begin), word.spellings.size());
      const std::string spelling = folded_words(word.spellings.substr(begin, end - begin));
      table.emplace(spelling, word.notion);
      if (all != nullptr) all->emplace(spelling, word.notion);
      begin = end + 1;
    }
  }
  return table;
}

}  // namespace

std::vector<std::string_view> notions_of_header(std::string_view header) {
  static const auto table = [] {
    std::multimap<std::string, std::string_view> all;
    by_spelling(kHeaderWords, &all);
    return all;
  }();
  std::vector<std::string_view> found;
  const auto add = [&](const std::string& word) {
    const auto [begin, end] = table.equal_range(word);
    for (auto it = begin; it != end; ++it) {
      if (std::find(found.begin(), found.end(), it->second) == found.end()) found.push_back(it->second);
    }
  };
  const std::string whole = folded_words(header);
  add(whole);
  std::size_t begin = 0;
  while (begin < whole.size()) {
    const std::size_t end = std::min(whole.find('_', begin), whole.size());
    add(whole.substr(begin, end - begin));
    begin = end + 1;
  }
  if (found.empty()) {  // "codigodanemunicipio", "tipodesminado": words run together
    for (const auto& [spelling, notion] : table) {
      if (spelling.size() >= 4 && whole.find(spelling) != std::string::npos &&
          std::find(found.begin(), found.end(), notion) == found.end()) {
        found.push_back(notion);
      }
    }
  }
  return found;
}

std::string_view notion_of_value(std::string_view value) {
  static const auto table = by_spelling(kValueWords, nullptr);
  const auto found = table.find(folded_words(value));
  return found == table.end() ? std::string_view{} : found->second;
}

}  // namespace tilth::exchange
