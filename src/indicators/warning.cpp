// SPDX-License-Identifier: Apache-2.0
// The sentences beside figures, in the program's four languages.
#include "indicators/warning.h"

#include "base/problem.h"

#include <cstddef>

namespace tilth::indicators {
namespace {

/// By kind; {0} is the first value.
constexpr std::string_view kSentences[][4] = {
    {"Fewer than 10 clusters in a round: the interval is Welch's t on the clusters' means, not Newcombe's.",
     "Moins de 10 grappes dans un tour : l'intervalle est le t de Welch sur les moyennes des grappes, non celui de "
     "Newcombe.",
     "Menos de 10 conglomerados en una ronda: el intervalo es la t de Welch sobre las medias de los conglomerados, no "
     "el de Newcombe.",
     "أقل من 10 عناقيد في إحدى الجولات: فترة الثقة هي اختبار t لولش على متوسطات العناقيد، لا فترة نيوكومب."},
    {"Fewer than 10 clusters in a round, and not every answer says its cluster: there is no interval.",
     "Moins de 10 grappes dans un tour, et toutes les réponses n'indiquent pas leur grappe : il n'y a pas "
     "d'intervalle.",
     "Menos de 10 conglomerados en una ronda, y no toda respuesta dice su conglomerado: no hay intervalo.",
     "أقل من 10 عناقيد في إحدى الجولات، وليست كل إجابة منسوبة إلى عنقودها: لا توجد فترة ثقة."},
    {"{0} cells with fewer than {1} behind them are left out.", "{0} cases reposant sur moins de {1} sont omises.",
     "Se omiten {0} celdas con menos de {1} detrás.", "تُركت {0} من الخلايا التي وراءها أقل من {1}."},
    {"These records are never added into one figure; split by, or choose one of: {0}.",
     "Ces fiches ne s'additionnent jamais en un seul chiffre ; ventiler par, ou choisir une valeur de : {0}.",
     "Estos registros nunca se suman en una sola cifra; desglose por, o elija un valor de: {0}.",
     "لا تُجمع هذه السجلات أبداً في رقم واحد؛ فصّلها حسب، أو اختر قيمة من: {0}."},
    {"This indicator cannot be split so.", "Cet indicateur ne se ventile pas ainsi.",
     "Este indicador no puede desglosarse así.", "لا يمكن تفصيل هذا المؤشر هكذا."},
    {"The rows behind this indicator cannot be split so.",
     "Les lignes derrière cet indicateur ne se ventilent pas ainsi.",
     "Las filas detrás de este indicador no pueden desglosarse así.", "لا يمكن تفصيل الصفوف وراء هذا المؤشر هكذا."},
    {"The denominator cannot be split so: cells are left empty.",
     "Le dénominateur ne se ventile pas ainsi : les cases restent vides.",
     "El denominador no puede desglosarse así: las celdas quedan vacías.",
     "لا يمكن تفصيل المقام هكذا: تبقى الخلايا فارغة."},
    {"{0} places have no population, or one smaller than a count in them: people there are bounded by the counts "
     "alone.",
     "{0} lieux n'ont pas de population, ou une population inférieure à un décompte : les personnes n'y sont bornées "
     "que "
     "par les décomptes.",
     "{0} lugares no tienen población, o tienen una menor que un recuento: allí solo los recuentos acotan a las "
     "personas.",
     "{0} من الأماكن بلا عدد سكان، أو عدد سكانها أقل من عدد مسجل فيها: لا يحد عدد الناس هناك إلا الأعداد المسجلة."},
    {"{0} records lack a value, or a date fine enough for the period, and are not in the figure.",
     "{0} fiches n'ont pas de valeur, ou pas de date assez précise pour la période, et ne sont pas dans le chiffre.",
     "A {0} registros les falta un valor, o una fecha bastante precisa para el período, y no están en la cifra.",
     "{0} من السجلات تنقصها قيمة، أو تاريخ دقيق بما يكفي للفترة، وليست في الرقم."},
    {"A straight line through {0} years, {1} to {2}, carried on to {3}; {4} a year.",
     "Une droite à travers {0} années, de {1} à {2}, prolongée jusqu'à {3} ; {4} par an.",
     "Una recta por {0} años, de {1} a {2}, prolongada hasta {3}; {4} al año.",
     "خط مستقيم عبر {0} من السنوات، من {1} إلى {2}، ممدود إلى {3}؛ {4} في السنة."},
    {"The median of the slopes of all pairs of years is {0} a year ({1} to {2}).",
     "La médiane des pentes de toutes les paires d'années est de {0} par an ({1} à {2}).",
     "La mediana de las pendientes de todos los pares de años es {0} al año ({1} a {2}).",
     "وسيط ميول كل أزواج السنوات {0} في السنة ({1} إلى {2})."},
    {"As counts that change by one share a year ({0} %) it would be {1}.",
     "Pour des nombres qui changent d'une même part par an ({0} %), ce serait {1}.",
     "Como recuentos que cambian en una misma proporción al año ({0} %) sería {1}.",
     "كأعداد تتغير بنسبة واحدة كل سنة ({0} %) يكون {1}."},
    {"That lies further ahead than half of the history: little more than a guess.",
     "C'est plus loin devant que la moitié de l'historique : guère plus qu'une supposition.",
     "Eso está más adelante que la mitad de la historia: poco más que una conjetura.",
     "هذا أبعد في المستقبل من نصف المدة المعروفة: لا يزيد كثيراً على التخمين."},
    {"The line or its interval falls below 0, where it is cut off.",
     "La droite ou son intervalle descend sous 0, où elle est coupée.",
     "La recta o su intervalo cae por debajo de 0, donde se corta.", "ينزل الخط أو فترته تحت 0 فيُقطع عنده."},
    {"No record is of {0}: what has no record yet is left out, not counted as 0.",
     "Aucune fiche n'est de {0} : ce qui n'a pas encore de fiche est omis, non compté comme 0.",
     "No hay registros de {0}: lo que aún no tiene registro se omite, no cuenta como 0.",
     "لا سجل من {0}: ما ليس له سجل بعد يُترك ولا يُحسب 0."},
};
static_assert(std::size(kSentences) == static_cast<std::size_t>(Warning::Kind::years_without_record) + 1);

}  // namespace

std::string Warning::in(std::string_view language) const {
  const std::size_t column = language == "fr" ? 1 : language == "es" ? 2 : language == "ar" ? 3 : 0;
  Json named = Json::object();
  for (std::size_t i = 0; i < values.size(); ++i) named[std::to_string(i)] = values[i];
  return filled(kSentences[static_cast<std::size_t>(kind)][column], named);
}

std::vector<std::string> in(const std::vector<Warning>& warnings, std::string_view language) {
  std::vector<std::string> sentences;
  for (const Warning& one : warnings) sentences.push_back(one.in(language));
  return sentences;
}

}  // namespace tilth::indicators
