// SPDX-License-Identifier: Apache-2.0
#include "report/report_words.h"

#include "base/problem.h"

#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace tilth::report {
namespace {

struct Word {
  std::string_view id, en, fr, es, ar;
};

// Sorted by id.
constexpr Word kWords[] = {
    {"ABOUT_PEOPLE", "kept back: a figure about people that cannot be published",
     "non publié : chiffre sur des personnes", "reservado: cifra sobre personas que no puede publicarse",
     "محجوب: رقم عن أشخاص لا يمكن نشره"},
    {"HIDDEN", "not shown with these rights", "non affiché avec ces droits", "no se muestra con estos permisos",
     "لا يظهر بهذه الصلاحيات"},
    {"INVALID_INPUT", "cannot be worked out", "ne peut être calculé", "no se puede calcular", "لا يمكن حسابه"},
    {"KEPT_APART", "not added up: the records are of different kinds", "non additionné : fiches de nature différente",
     "no se suma: registros de distinta clase", "لا يُجمع: السجلات من أنواع مختلفة"},
    {"KEPT_BACK", "kept back, so that nobody can be recognised", "non publié, pour que personne ne soit reconnu",
     "reservado, para que nadie sea reconocido", "محجوب كي لا يُعرف أحد"},
    {"LOG_BEGINS_LATER", "the log of this programme begins later", "le journal de ce programme commence plus tard",
     "el registro de este programa comienza después", "سجل هذا البرنامج يبدأ بعد ذلك"},
    {"LOW_COVERAGE", "too little is known", "trop peu est connu", "se sabe demasiado poco", "المعلوم قليل جداً"},
    {"NOT_APPLICABLE", "does not apply", "ne s'applique pas", "no aplica", "لا ينطبق"},
    {"NOT_BY_PLACE", "cannot be worked out for one place or organisation",
     "ne peut être calculé pour un seul lieu ou une seule organisation",
     "no se puede calcular para un solo lugar u organización", "لا يمكن حسابه لمكان واحد أو منظمة واحدة"},
    {"NO_DATA", "no data", "pas de données", "sin datos", "لا توجد بيانات"},
    {"OF_PARTS", "of all together there is no such figure, only of parts",
     "pour l'ensemble ce chiffre n'existe pas, seulement par partie",
     "del conjunto no hay tal cifra, solo de sus partes", "لا يوجد هذا الرقم للكل بل لأجزائه فقط"},
    {"OTHER_QUESTIONNAIRE", "not the same questionnaire before and after", "pas le même questionnaire avant et après",
     "no es el mismo cuestionario antes y después", "ليس الاستبيان نفسه قبل وبعد"},
    {"TOO_FEW", "too few answers or records", "trop peu de réponses ou de fiches",
     "demasiado pocas respuestas o registros", "الإجابات أو السجلات قليلة جداً"},
    {"ZERO_DENOMINATOR", "nothing to compare with", "rien à quoi comparer", "nada con qué comparar",
     "لا شيء للمقارنة به"},
    {"all_staff_share", "Of the whole", "De l'ensemble", "Del conjunto", "من الكل"},
    {"all_time", "all time", "toute la période connue", "todo el tiempo conocido", "كل الفترة المعروفة"},
    {"all_together", "All together", "Ensemble", "En conjunto", "الكل معاً"},
    {"amount", "Area of the circle by the amount; the largest is {most}",
     "Surface du cercle selon la quantité ; la plus grande : {most}",
     "Superficie del círculo según la cantidad; la mayor es {most}", "مساحة الدائرة بحسب المقدار؛ وأكبرها {most}"},
    {"area", "Area", "Domaine", "Área", "المجال"},
    {"as_chance", "too few people to say: chance alone may make this difference",
     "trop peu de personnes pour conclure : le hasard seul peut produire cet écart",
     "demasiado pocas personas para decirlo: el azar por sí solo puede producir esta diferencia",
     "عدد الناس أقل من أن يقال شيء: قد تصنع الصدفة وحدها هذا الفرق"},
    {"as_known", "As known on {day}, operation {operation}", "Tel que connu le {day}, opération {operation}",
     "Según lo conocido el {day}, operación {operation}", "كما كان معروفاً في {day}، العملية {operation}"},
    {"as_known_operation", "As known at operation {operation}", "Tel que connu à l'opération {operation}",
     "Según lo conocido en la operación {operation}", "كما كان معروفاً عند العملية {operation}"},
    {"as_whole", "as in the whole", "comme dans l'ensemble", "como en el conjunto", "كما في الكل"},
    {"at_least", "at least {count}", "au moins {count}", "al menos {count}", "{count} على الأقل"},
    {"before", "Earlier", "Avant", "Antes", "من قبل"},
    {"cancelled", "Cancelled", "Annulée", "Cancelada", "ملغاة"},
    {"change", "Change", "Évolution", "Cambio", "التغير"},
    {"checked_never", "The programme was never checked as a whole.", "Le programme n'a jamais été vérifié en entier.",
     "El programa nunca se ha verificado por completo.", "لم يُفحص البرنامج بكامله قط."},
    {"class_partner", "Partners", "Partenaires", "Socios", "الشركاء"},
    {"class_personal", "Personal: on request, with a reason", "Personnel : sur demande motivée",
     "Personal: a petición motivada", "شخصية: بطلب معلل"},
    {"class_public", "Everybody", "Tout le monde", "Todos", "الجميع"},
    {"class_restricted", "Restricted: on request", "Restreint : sur demande", "Restringido: a petición", "مقيدة: بطلب"},
    {"cleared", "Cleared", "Dépolluée", "Despejada", "مطهرة"},
    {"closed", "Closed hazardous area", "Zone dangereuse close", "Área peligrosa cerrada", "منطقة خطرة مغلقة"},
    {"closing", "Closing", "Clôture", "Cierre", "الإقفال"},
    {"compared_with", "Compared with {name}, {day}, by the same edition: {instrument}, edition {edition}.",
     "Comparée à {name}, {day}, selon la même édition : {instrument}, édition {edition}.",
     "Comparada con {name}, {day}, de la misma edición: {instrument}, edición {edition}.",
     "مقارنة مع {name}، {day}، بالطبعة نفسها: {instrument}، الطبعة {edition}."},
    {"corrected", "Corrected", "Corrigée", "Corregida", "مصححة"},
    {"created", "Created", "Créée", "Creada", "مسجلة"},
    {"currency_units", "currency units", "unités monétaires", "unidades monetarias", "وحدات نقدية"},
    {"danger", "Recorded hazardous land", "Terrain dangereux enregistré", "Tierra peligrosa registrada",
     "أرض خطرة مسجلة"},
    {"dataset", "Data", "Données", "Datos", "البيانات"},
    {"definition", "Definition", "Définition", "Definición", "التعريف"},
    {"estimated", "estimated", "estimé", "estimado", "تقديري"},
    {"extended", "Extended", "Étendue", "Ampliada", "موسعة"},
    {"few_areas", "A radar needs three areas; the table says it all.",
     "Un radar demande trois domaines ; le tableau dit tout.", "Un radar necesita tres áreas; la tabla lo dice todo.",
     "يحتاج المخطط إلى ثلاثة مجالات؛ الجدول يقول كل شيء."},
    {"fewer_than_chance", "fewer than chance would make", "moins que le hasard ne l'expliquerait",
     "menos de lo que explicaría el azar", "أقل مما تصنعه الصدفة"},
    {"figure", "Figure", "Chiffre", "Cifra", "الرقم"},
    {"figures_title", "The figures and where they come from", "Les chiffres et leur origine", "Las cifras y su origen",
     "الأرقام ومصادرها"},
    {"fisher", "Fisher's exact test: p = {p}; odds ratio {odds}; {in_part} of {part} against {group} of {all}.",
     "Test exact de Fisher : p = {p} ; rapport de cotes {odds} ; {in_part} sur {part} contre {group} sur {all}.",
     "Prueba exacta de Fisher: p = {p}; razón de momios {odds}; {in_part} de {part} frente a {group} de {all}.",
     "اختبار فيشر الدقيق: p = {p}؛ نسبة الأرجحية {odds}؛ {in_part} من {part} مقابل {group} من {all}."},
    {"for_whom", "For whom", "Pour qui", "Para quién", "لمن"},
    {"gap_closed", "Gap closed", "Écart comblé", "Brecha cerrada", "ما سد من الفجوة"},
    {"geometric", "geometric", "géométrique", "geométrico", "هندسي"},
    {"group", "Group", "Groupe", "Grupo", "المجموعة"},
    {"heat_left_out", "{count} earlier assessments are not in this table.",
     "{count} évaluations antérieures ne figurent pas dans ce tableau.",
     "{count} evaluaciones anteriores no están en esta tabla.", "{count} من التقييمات السابقة ليست في هذا الجدول."},
    {"heat_legend", "The number is the score; the shade goes from {lowest} (light) to {highest} (dark).",
     "Le nombre est la note ; la teinte va de {lowest} (claire) à {highest} (foncée).",
     "El número es el puntaje; el tono va de {lowest} (claro) a {highest} (oscuro).",
     "الرقم هو الدرجة؛ ويتدرج اللون من {lowest} (فاتح) إلى {highest} (داكن)."},
    {"hidden_part", "Not shown to this reader.", "Non affiché à ce lecteur.", "No se muestra a este lector.",
     "لا يظهر لهذا القارئ."},
    {"in_cell_share", "Of the part", "De la partie", "De la parte", "من الجزء"},
    {"indicator", "Indicator", "Indicateur", "Indicador", "المؤشر"},
    {"interval", "95 % interval", "intervalle à 95 %", "intervalo del 95 %", "مجال 95 %"},
    {"land_notice",
     "Released land is land on which all reasonable effort was made. It is no promise that nothing is left in the "
     "ground.",
     "Un terrain remis à disposition est un terrain où tous les efforts raisonnables ont été faits. Ce n'est pas la "
     "promesse que rien ne reste dans le sol.",
     "La tierra liberada es tierra en la que se hizo todo esfuerzo razonable. No es una promesa de que nada quede en "
     "el "
     "suelo.",
     "الأرض المفرج عنها أرض بُذلت فيها كل الجهود المعقولة، وليس ذلك وعداً بأن لا شيء بقي في باطنها."},
    {"map_cut", "Only the first {shown} outlines are drawn.", "Seuls les {shown} premiers contours sont dessinés.",
     "Solo se dibujan los primeros {shown} contornos.", "رُسمت أول {shown} من الحدود فقط."},
    {"map_dots",
     "{count} outlines are too small to be made out and are drawn as dots; what lies close together is one dot.",
     "{count} contours sont trop petits pour être distingués et sont dessinés en points ; ce qui est proche forme un "
     "seul point.",
     "{count} contornos son demasiado pequeños para distinguirse y se dibujan como puntos; lo que está muy junto es un "
     "solo punto.",
     "{count} من الحدود أصغر من أن تُميَّز ورُسمت نقاطاً؛ والمتقارب منها نقطة واحدة."},
    {"map_far", "Far from all else and not on this map, {count}: {names}. A coordinate may be wrong.",
     "Loin de tout le reste et absents de cette carte, {count} : {names}. Une coordonnée peut être fausse.",
     "Lejos de todo lo demás y fuera de este mapa, {count}: {names}. Puede que una coordenada sea errónea.",
     "بعيدة عن كل ما عداها وليست على هذه الخريطة، {count}: {names}. قد يكون أحد الإحداثيات خاطئاً."},
    {"map_kept_back", "Places without a circle may have a figure that is not shown: {reason}.",
     "Des lieux sans cercle peuvent avoir un chiffre qui n'est pas montré : {reason}.",
     "Puede haber lugares sin círculo con una cifra que no se muestra: {reason}.",
     "قد يكون لأماكن بلا دائرة رقم لا يظهر: {reason}."},
    {"map_no_place", "{amount} without a recorded place is not on the map.",
     "{amount} sans lieu enregistré ne figure pas sur la carte.", "{amount} sin lugar registrado no está en el mapa.",
     "{amount} بلا مكان مسجل ليس على الخريطة."},
    {"map_there_on", "As on {day}: what had begun by then and had not ended, in the outlines that are recorded now.",
     "Au {day} : ce qui avait commencé et n'avait pas pris fin, dans les contours enregistrés aujourd'hui.",
     "Al {day}: lo que había comenzado y no había terminado, con los contornos que están registrados ahora.",
     "كما في {day}: ما كان قد بدأ ولم ينته، بالحدود المسجلة الآن."},
    {"map_unknown_end", "{count} of them were closed on a day that nobody recorded, and are drawn.",
     "{count} d'entre eux ont été clos un jour que personne n'a enregistré, et sont dessinés.",
     "{count} de ellos se cerraron en un día que nadie registró, y están dibujados.",
     "{count} منها أُغلقت في يوم لم يسجله أحد، وهي مرسومة."},
    {"map_without", "Not on the map, for want of an outline: {count}.",
     "Absents de la carte, faute de contour : {count}.", "Fuera del mapa por falta de contorno: {count}.",
     "ليست على الخريطة لعدم وجود حدود: {count}."},
    {"metres", "m", "m", "m", "م"},
    {"missing", "without a value", "sans valeur", "sin valor", "بلا قيمة"},
    {"more_rows", "{count} more records are not shown.", "{count} autres fiches ne sont pas affichées.",
     "No se muestran {count} registros más.", "لا تظهر {count} من السجلات الأخرى."},
    {"more_than_chance", "more than chance would make", "plus que le hasard ne l'expliquerait",
     "más de lo que explicaría el azar", "أكثر مما تصنعه الصدفة"},
    {"name_and_date", "Name, signature, date", "Nom, signature, date", "Nombre, firma, fecha",
     "الاسم والتوقيع والتاريخ"},
    {"no", "no", "non", "no", "لا"},
    {"no_record_no_proof",
     "Records of accidents are not victims, records of tasks not devices, records of activities not people reached; "
     "where there is no record, nothing is proved.",
     "Les fiches d'accidents ne sont pas des victimes, celles de tâches pas des engins, celles d'activités pas des "
     "personnes touchées ; une absence de fiche ne prouve rien.",
     "Los registros de accidentes no son víctimas, los de tareas no son artefactos, los de actividades no son personas "
     "alcanzadas; donde no hay registro, nada está probado.",
     "سجلات الحوادث ليست ضحايا، وسجلات المهام ليست ذخائر، وسجلات الأنشطة ليست أشخاصاً جرى الوصول إليهم؛ وغياب السجل لا "
     "يثبت شيئاً."},
    {"none", "None.", "Aucun.", "Ninguno.", "لا يوجد."},
    {"not_recorded", "(not recorded)", "(non renseigné)", "(sin registrar)", "(غير مسجل)"},
    {"nothing_earlier", "No earlier assessment of this kind by the same edition: nothing to compare with.",
     "Aucune évaluation antérieure de ce type selon la même édition : rien à comparer.",
     "No hay evaluación anterior de este tipo con la misma edición: nada que comparar.",
     "لا تقييم سابقا من هذا النوع بالطبعة نفسها: لا شيء للمقارنة."},
    {"odd", "{count} questions about these figures are open.", "{count} questions sur ces chiffres sont ouvertes.",
     "Hay {count} preguntas abiertas sobre estas cifras.", "{count} من الأسئلة مفتوحة حول هذه الأرقام."},
    {"odds_ratio", "Odds ratio", "Rapport de cotes", "Razón de momios", "نسبة الأرجحية"},
    {"opening", "Opening", "Ouverture", "Apertura", "الافتتاح"},
    {"organisation", "Organisation", "Organisation", "Organización", "المنظمة"},
    {"other_edition",
     "{name} ({day}) is by {instrument}, edition {edition}: its scores mean something else and are not compared.",
     "{name} ({day}) suit {instrument}, édition {edition} : ses notes ont un autre sens et ne sont pas comparées.",
     "{name} ({day}) usa {instrument}, edición {edition}: sus puntajes significan otra cosa y no se comparan.",
     "{name} ({day}) بأداة {instrument}، الطبعة {edition}: معنى درجاته مختلف ولا تُقارن."},
    {"overall", "Overall score", "Note globale", "Puntaje global", "الدرجة الكلية"},
    {"page", "Page {page} of {pages}", "Page {page} sur {pages}", "Página {page} de {pages}", "صفحة {page} من {pages}"},
    {"partial", "Of what these rights show, not of the whole.", "De ce que ces droits montrent, non de l'ensemble.",
     "De lo que muestran estos permisos, no del conjunto.", "مما تظهره هذه الصلاحيات، لا من الكل."},
    {"period", "Period", "Période", "Período", "الفترة"},
    {"place", "Place", "Lieu", "Lugar", "المكان"},
    {"point", "Place of an event or a service", "Lieu d'un événement ou d'un service", "Lugar de un suceso o servicio",
     "مكان حدث أو خدمة"},
    {"quality", "Data quality", "Qualité des données", "Calidad de los datos", "جودة البيانات"},
    {"quality_open", "{errors} errors and {warnings} warnings open",
     "{errors} erreurs et {warnings} avertissements ouverts", "{errors} errores y {warnings} advertencias abiertos",
     "{errors} أخطاء و{warnings} تحذيرات مفتوحة"},
    {"reading", "What it says", "Ce que cela dit", "Lo que dice", "ما يقوله"},
    {"reclassified_in", "Reclassified in", "Reclassée (entrée)", "Reclasificada (entrada)", "أعيد تصنيفها (دخول)"},
    {"reclassified_out", "Reclassified out", "Reclassée (sortie)", "Reclasificada (salida)", "أعيد تصنيفها (خروج)"},
    {"record", "Record", "Fiche", "Registro", "السجل"},
    {"record_count", "Number of records", "Nombre de fiches", "Número de registros", "عدد السجلات"},
    {"records", "records", "fiches", "registros", "سجلات"},
    {"reduced", "Reduced", "Réduite", "Reducida", "مخفضة"},
    {"released", "Released land", "Terrain remis à disposition", "Tierra liberada", "أرض مفرج عنها"},
    {"released_again", "Released again", "Remise de nouveau", "Liberada de nuevo", "أفرج عنها مجدداً"},
    {"released_beyond", "Released beyond what was open", "Remise au-delà de l'ouvert",
     "Liberada más allá de lo abierto", "أفرج عنها فوق المفتوح"},
    {"released_outside", "Released outside its hazard", "Remise hors de sa zone", "Liberada fuera de su área",
     "أفرج عنها خارج منطقتها"},
    {"remaining", "Remaining", "Restante", "Remanente", "المتبقية"},
    {"reported", "reported", "déclaré", "declarado", "مبلّغ عنه"},
    {"representation", "Ratio", "Rapport", "Razón", "النسبة"},
    {"rounding", "Areas are shown in whole m²; a total is rounded from the exact sum.",
     "Les superficies sont en m² entiers ; un total est arrondi à partir de la somme exacte.",
     "Las áreas se muestran en m² enteros; el total se redondea a partir de la suma exacta.",
     "تظهر المساحات بالأمتار المربعة الصحيحة؛ ويقرّب المجموع من المجموع الدقيق."},
    {"sealed",
     "This report was handed in. Its figures are those known then, and no later record changes them. What the records "
     "say today is shown where today is given as the day by which it was known.",
     "Ce rapport a été remis. Ses chiffres sont ceux connus alors, et aucune fiche plus récente ne les change. Ce que "
     "les fiches disent aujourd'hui s'affiche si l'on donne aujourd'hui comme jour de l'état des connaissances.",
     "Este informe fue presentado. Sus cifras son las conocidas entonces, y ningún registro posterior las cambia. Lo "
     "que los registros dicen hoy se muestra si se indica hoy como día de lo conocido.",
     "قُدم هذا التقرير. أرقامه هي ما كان معروفاً حينها، ولا يغيرها سجل لاحق. ويظهر ما تقوله السجلات اليوم إذا أُعطي "
     "تاريخ اليوم يوماً للمعلومات المعروفة."},
    {"sealed_on_arrival",
     "This report came into the programme already handed in. What was handed in stands in its forms; the figures here "
     "are what the records say now, and may be others.",
     "Ce rapport est entré dans le programme déjà remis. Ce qui a été remis figure dans ses formulaires ; les chiffres "
     "ici sont ceux que les fiches donnent maintenant et peuvent différer.",
     "Este informe entró en el programa ya presentado. Lo presentado está en sus formularios; las cifras de aquí son "
     "las que dan los registros ahora y pueden ser otras.",
     "دخل هذا التقرير البرنامج بعد تقديمه. ما قُدم موجود في نماذجه؛ والأرقام هنا هي ما تقوله السجلات الآن وقد تختلف."},
    {"second_records", "{count} records are, by decision, of somebody who has one already; they are counted.",
     "{count} fiches concernent, par décision, une personne qui en a déjà une ; elles sont comptées.",
     "{count} registros son, por decisión, de alguien que ya tiene uno; están contados.",
     "{count} سجلات هي بقرار لأشخاص لهم سجل من قبل، وهي محسوبة."},
    {"share_of", "{part} of {all} ({percent} %)", "{part} sur {all} ({percent} %)", "{part} de {all} ({percent} %)",
     "{part} من {all} ({percent} %)"},
    {"source", "Source", "Source", "Fuente", "المصدر"},
    {"sum_without", "{title}: {count} of these records have no value; the total is of the others.",
     "{title} : {count} de ces fiches n'ont pas de valeur ; le total est celui des autres.",
     "{title}: {count} de estos registros no tienen valor; el total es de los demás.",
     "{title}: {count} من هذه السجلات بلا قيمة؛ والمجموع لغيرها."},
    {"target", "Target", "Cible", "Meta", "الهدف"},
    {"this_assessment", "This assessment", "Cette évaluation", "Esta evaluación", "هذا التقييم"},
    {"to", "{from} to {to}", "{from} au {to}", "{from} a {to}", "{from} إلى {to}"},
    {"to_check", "to be checked with the standard", "à vérifier avec la norme", "por comprobar con la norma",
     "يجب التحقق منه مع المعيار"},
    {"total", "Total", "Total", "Total", "المجموع"},
    {"transferred_in", "Transferred in", "Transférée (entrée)", "Transferida (entrada)", "منقولة (دخول)"},
    {"transferred_out", "Transferred out", "Transférée (sortie)", "Transferida (salida)", "منقولة (خروج)"},
    {"unclear_dates", "{count} records have a date too coarse for the period and are not listed.",
     "{count} fiches ont une date trop imprécise pour la période et ne sont pas listées.",
     "{count} registros tienen una fecha demasiado imprecisa para el período y no se listan.",
     "{count} من السجلات تاريخها غير دقيق للفترة وليست في القائمة."},
    {"undated", "undated", "sans date", "sin fecha", "بلا تاريخ"},
    {"under", "fewer than {count}", "moins de {count}", "menos de {count}", "أقل من {count}"},
    {"unit", "Unit", "Unité", "Unidad", "الوحدة"},
    {"unprintable", "{count} characters have no letter in the fonts of this machine.",
     "{count} caractères n'ont pas de lettre dans les polices de cette machine.",
     "{count} caracteres no tienen letra en las fuentes de esta máquina.",
     "{count} من الحروف ليس لها شكل في خطوط هذا الجهاز."},
    {"value", "Value", "Valeur", "Valor", "القيمة"},
    {"with_n", "{words} (n = {n})", "{words} (n = {n})", "{words} (n = {n})", "{words} (ن = {n})"},
    {"work", "Area of work", "Zone de travail", "Zona de trabajo", "منطقة العمل"},
    {"year", "Year", "Année", "Año", "السنة"},
    {"years", "Years", "Années", "Años", "السنوات"},
    {"yes", "yes", "oui", "sí", "نعم"},
};

constexpr bool sorted() {
  for (std::size_t i = 1; i < std::size(kWords); ++i)
    if (!(kWords[i - 1].id < kWords[i].id)) return false;
  return true;
}
static_assert(sorted());

icu::Locale locale_of(std::string_view language) {
  const std::string tag = std::string{language} + "-u-nu-latn";
  UErrorCode error = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(tag, error);
  return U_FAILURE(error) ? icu::Locale::getEnglish() : locale;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// m2 and m3 with their signs.
std::string with_powers(std::string unit, std::string_view language) {
  for (const auto& [written, sign] : {std::pair{"m2", "²"}, {"m3", "³"}}) {
    const std::string metre = (language == "ar" ? "م" : "m") + std::string{sign};
    for (std::size_t at = unit.find(written); at != std::string::npos; at = unit.find(written, at + metre.size()))
      unit.replace(at, 2, metre);
  }
  return unit;
}

}  // namespace

std::string report_word(std::string_view id, std::string_view language) {
  const auto* found = std::lower_bound(std::begin(kWords), std::end(kWords), id,
                                       [](const Word& word, std::string_view wanted) { return word.id < wanted; });
  if (found == std::end(kWords) || found->id != id) throw std::logic_error("no word of reports: " + std::string{id});
  if (language == "fr") return std::string{found->fr};
  if (language == "es") return std::string{found->es};
  if (language == "ar") return std::string{found->ar};
  return std::string{found->en};
}

std::string report_word(std::string_view id, std::string_view language, const Json& values) {
  return filled(report_word(id, language), values);
}

std::string reason_words(const std::string& reason, std::string_view language) {
  const bool known =
      std::any_of(std::begin(kWords), std::end(kWords), [&](const Word& word) { return word.id == reason; });
  return known ? report_word(reason, language) : reason;
}

std::string number_text(double value, int decimals, std::string_view language) {
  UErrorCode error = U_ZERO_ERROR;
  // What rounds to nothing has no sign.
  const double shown = std::fabs(value) < 0.5 * std::pow(10.0, -decimals) ? 0.0 : value;
  const icu::UnicodeString text = icu::number::NumberFormatter::withLocale(locale_of(language))
                                      .precision(icu::number::Precision::fixedFraction(decimals))
                                      .roundingMode(UNUM_ROUND_HALFUP)
                                      .formatDouble(shown, error)
                                      .toString(error);
  if (U_FAILURE(error)) throw std::logic_error("a number cannot be written");
  return utf8(text);
}

int decimals_of(double value, std::string_view unit) {
  if (unit == "m2" || std::fabs(value - std::round(value)) < 1e-9) return 0;
  return std::fabs(value) < 1 ? 3 : 1;
}

namespace {

constexpr std::string_view kMinor = "minor units";

bool money(const model::Indicator& indicator) { return indicator.unit.en().starts_with(kMinor); }

}  // namespace

std::string unit_text(const model::Indicator& indicator, std::string_view language) {
  std::string unit = indicator.unit_in(language);
  if (money(indicator)) {
    // What follows stays: "minor units per m2".
    for (const std::string_view minor : {kMinor, std::string_view{"unités mineures"},
                                         std::string_view{"unidades menores"}, std::string_view{"وحدات صغرى"}})
      if (const std::size_t at = unit.find(minor); at != std::string::npos)
        unit.replace(at, minor.size(), report_word("currency_units", language));
  }
  return with_powers(std::move(unit), language);
}

double shown_value(double value, const model::Indicator& indicator) { return money(indicator) ? value / 100 : value; }

std::string plain_text(double value, const model::Indicator& indicator, std::string_view language) {
  const double shown = shown_value(value, indicator);
  const bool cents = money(indicator) && std::fabs(shown - std::round(shown)) >= 0.005;
  return number_text(shown, cents ? 2 : money(indicator) ? 0 : decimals_of(shown, indicator.unit.en()), language);
}

std::string figure_text(double value, const model::Indicator& indicator, std::string_view language) {
  const std::string& unit = indicator.unit.en();
  std::string number = plain_text(value, indicator, language);
  static constexpr std::string_view kSymbols[] = {"%", "m2", "m3", "ha", "km2", "kg", "t", "l"};
  if (std::find(std::begin(kSymbols), std::end(kSymbols), unit) == std::end(kSymbols)) return number;
  return number + "\u00a0" + with_powers(unit, language);
}

std::string period_text(const Date& from, const Date& to, std::string_view language) {
  const bool starts = from.month == 1 && from.day == 1, ends = to.month == 12 && to.day == 31;
  if (starts && ends && from.year == to.year) return std::to_string(from.year);
  if (from.day == 1 && from.year == to.year && from.month == to.month && to.day == days_in_month(to.year, to.month)) {
    UErrorCode error = U_ZERO_ERROR;
    icu::SimpleDateFormat format{icu::UnicodeString{"LLLL y"}, locale_of(language), error};
    if (U_SUCCESS(error)) {
      format.setTimeZone(*icu::TimeZone::getGMT());
      icu::UnicodeString text;
      return utf8(format.format(static_cast<double>(from.first_day()) * 86'400'000.0, text));
    }
  }
  const auto day = [&](const Date& date) {
    return starts && ends ? std::to_string(date.year) : in_order(date.text(), language);
  };
  return report_word("to", language, {{"from", day(from)}, {"to", day(to)}});
}

std::string in_order(const std::string& text, std::string_view language) {
  return right_to_left(language) ? "\u2066" + text + "\u2069" : text;  // left-to-right isolate
}

std::string isolated(const std::string& text, std::string_view language) {
  return right_to_left(language) ? "\u2068" + text + "\u2069" : text;  // first strong isolate
}

std::string_view list_mark(std::string_view language) { return language == "ar" ? "، " : ", "; }

bool right_to_left(std::string_view language) {
  return language == "ar" || language == "fa" || language == "prs" || language == "ps" || language == "ur" ||
         language == "he";
}

}  // namespace tilth::report
