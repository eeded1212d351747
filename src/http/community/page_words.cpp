// SPDX-License-Identifier: Apache-2.0
#include "http/community/page_words.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace tilth::http::community {
namespace {

struct Word {
  std::string_view id;
  std::array<std::string_view, 4> text;  // en, fr, es, ar
};

constexpr std::array<std::string_view, 4> kLanguages{"en", "fr", "es", "ar"};
constexpr Word kWords[] = {
    {"title",
     {"Mine action: report and ask", "Action contre les mines : signaler et demander",
      "Acción contra minas: avisar y preguntar", "مكافحة الألغام: أبلغ واسأل"}},
    {"rules",
     {"Three things that save lives", "Trois gestes qui sauvent", "Tres cosas que salvan vidas",
      "ثلاثة أمور تنقذ الحياة"}},
    {"stay",
     {"Do not go near it. Do not touch it.", "N'approchez pas. Ne touchez pas.", "No se acerque. No lo toque.",
      "لا تقترب منه. لا تلمسه."}},
    {"leave",
     {"Stop, and go back the way you came. Keep others away.",
      "Arrêtez-vous et repartez par où vous êtes venu. Tenez les autres à l'écart.",
      "Deténgase y vuelva por donde vino. Mantenga lejos a los demás.",
      "توقف وعُد من الطريق الذي جئت منه. أبعد الآخرين."}},
    {"report",
     {"Report it: by telephone, or below.", "Signalez-le : par téléphone ou ci-dessous.",
      "Avise: por teléfono o aquí abajo.", "أبلغ عنه: بالهاتف أو أدناه."}},
    {"call", {"Call", "Appelez", "Llame al", "اتصل"}},
    {"messages", {"More to know", "À savoir aussi", "Más para saber", "معلومات أخرى"}},
    {"land", {"Land", "Les terres", "La tierra", "الأراضي"}},
    {"land_help",
     {"Released land was surveyed or cleared as the national standard asks. It is no promise that nothing is left: "
      "residual "
      "contamination is possible everywhere. What nobody has reported yet is in no figure.",
      "Les terres remises ont été enquêtées ou dépolluées selon la norme nationale. Ce n'est pas la promesse qu'il ne "
      "reste "
      "rien : une pollution résiduelle est possible partout. Ce que personne n'a encore signalé n'est dans aucun "
      "chiffre.",
      "La tierra liberada fue estudiada o despejada según la norma nacional. No es una promesa de que no quede nada: "
      "puede "
      "haber contaminación residual en cualquier parte. Lo que nadie ha avisado aún no está en ninguna cifra.",
      "الأراضي المفرج عنها مُسحت أو طُهرت وفق المعيار الوطني. وهذا ليس وعداً بأنه لم يبق شيء: قد يوجد تلوث متبقٍ في أي "
      "مكان. وما لم "
      "يُبلغ عنه أحد بعد لا يظهر في أي رقم."}},
    {"land_none",
     {"No hazardous area is recorded yet. That does not mean that there is none.",
      "Aucune zone dangereuse n'est encore enregistrée. Cela ne veut pas dire qu'il n'y en a pas.",
      "Aún no hay ningún área peligrosa registrada. Eso no quiere decir que no haya ninguna.",
      "لم تُسجل أي منطقة خطرة بعد. وهذا لا يعني عدم وجودها."}},
    {"place", {"Place", "Lieu", "Lugar", "المكان"}},
    {"no_place", {"place not recorded", "lieu non enregistré", "lugar no registrado", "مكان غير مسجل"}},
    {"total", {"Total", "Total", "Total", "المجموع"}},
    {"remaining",
     {"still recorded as dangerous", "encore enregistré comme dangereux", "aún registrado como peligroso",
      "لا يزال مسجلاً كخطر"}},
    {"cleared", {"cleared", "dépollué", "despejado", "طُهر"}},
    {"reduced",
     {"reduced by technical survey", "réduit par enquête technique", "reducido por estudio técnico",
      "خُفض بالمسح التقني"}},
    {"cancelled",
     {"cancelled by non-technical survey", "annulé par enquête non technique", "cancelado por estudio no técnico",
      "أُلغي بالمسح غير التقني"}},
    {"square_metres", {"square metres", "mètres carrés", "metros cuadrados", "متر مربع"}},
    {"reports", {"Reports", "Rapports", "Informes", "التقارير"}},
    {"write",
     {"Report a find or write to us", "Signaler un engin ou nous écrire", "Avisar de un hallazgo o escribirnos",
      "أبلغ عن جسم أو اكتب لنا"}},
    {"write_help",
     {"Go to a place without danger first. Do not go back to look, to measure or to take a picture.",
      "Allez d'abord dans un endroit sans danger. Ne retournez pas regarder, mesurer ou photographier.",
      "Vaya primero a un lugar sin peligro. No vuelva para mirar, medir o tomar una foto.",
      "اذهب أولاً إلى مكان لا خطر فيه. لا ترجع لتنظر أو تقيس أو تصور."}},
    {"about", {"What is it about?", "De quoi s'agit-il ?", "¿De qué se trata?", "ما الموضوع؟"}},
    {"words",
     {"What did you see, or what do you want to say?", "Qu'avez-vous vu, ou que voulez-vous dire ?",
      "¿Qué vio, o qué quiere decir?", "ماذا رأيت، أو ماذا تريد أن تقول؟"}},
    {"where",
     {"Nearest village or place", "Village ou lieu le plus proche", "Pueblo o lugar más cercano", "أقرب قرية أو مكان"}},
    {"position",
     {"Position, if you know it", "Position, si vous la connaissez", "Posición, si la conoce", "الموقع إن كنت تعرفه"}},
    {"position_help",
     {"For example 1.5021 N, 30.8014 E", "Par exemple 1.5021 N, 30.8014 E", "Por ejemplo 1.5021 N, 30.8014 E",
      "مثلاً ‎1.5021 N, 30.8014 E"}},
    {"here",
     {"Take where this phone is now", "Prendre la position de ce téléphone", "Tomar la posición de este teléfono",
      "خذ موقع هذا الهاتف الآن"}},
    {"here_wait",
     {"Looking for the position …", "Recherche de la position …", "Buscando la posición …", "جارٍ البحث عن الموقع …"}},
    {"here_none",
     {"The phone does not tell its position. Describe the place in words.",
      "Le téléphone ne donne pas sa position. Décrivez le lieu avec des mots.",
      "El teléfono no da su posición. Describa el lugar con palabras.", "لا يعطي الهاتف موقعه. صف المكان بالكلمات."}},
    {"contact",
     {"Telephone or other way to reach you, if you wish", "Téléphone ou autre moyen de vous joindre, si vous voulez",
      "Teléfono u otra forma de contactarle, si lo desea", "الهاتف أو وسيلة أخرى للوصول إليك إن شئت"}},
    {"private",
     {"Only the people of the programme who answer you read this. It is never published.",
      "Seules les personnes du programme qui vous répondent lisent ceci. Ce n'est jamais publié.",
      "Solo lo leen las personas del programa que le responden. Nunca se publica.",
      "لا يقرأ هذا إلا من يرد عليك من البرنامج. ولا يُنشر أبداً."}},
    {"send", {"Send", "Envoyer", "Enviar", "أرسل"}},
    {"thanks",
     {"Thank you. It has arrived.", "Merci. C'est bien arrivé.", "Gracias. Ha llegado.", "شكراً. وصلت الرسالة."}},
    {"reference", {"Your reference", "Votre référence", "Su referencia", "رقمك المرجعي"}},
    {"keep",
     {"Write it down. With it you read the answer here; nobody can find it again for you.",
      "Notez-la. Elle vous permet de lire la réponse ici ; personne ne peut la retrouver pour vous.",
      "Anótela. Con ella lee aquí la respuesta; nadie puede encontrarla de nuevo por usted.",
      "دوّنه. به تقرأ الرد هنا، ولا أحد يستطيع إيجاده لك من جديد."}},
    {"due", {"An answer is due on", "Une réponse est due le", "Se debe responder hasta el", "موعد الرد"}},
    {"read", {"Read an answer", "Lire une réponse", "Leer una respuesta", "اقرأ رداً"}},
    {"show", {"Show", "Afficher", "Mostrar", "اعرض"}},
    {"opened", {"Received on", "Reçu le", "Recibido el", "ورد في"}},
    {"answer", {"Answer", "Réponse", "Respuesta", "الرد"}},
    {"waiting",
     {"There is no answer yet.", "Il n'y a pas encore de réponse.", "Aún no hay respuesta.", "لا يوجد رد بعد."}},
    {"answered_otherwise",
     {"It was answered, and the answer is not written here. If you have not heard it, call.",
      "Une réponse a été donnée, et elle n'est pas écrite ici. Si vous ne l'avez pas entendue, appelez.",
      "Se respondió, y la respuesta no está escrita aquí. Si no la ha oído, llame.",
      "أُجيب عنه، والرد غير مكتوب هنا. إن لم يصلك الرد فاتصل."}},
    {"unsized",
     {"Recorded as dangerous, and of a size that nobody knows yet; areas in no figure above:",
      "Enregistrées comme dangereuses et de taille encore inconnue ; zones qui ne sont dans aucun chiffre ci-dessus :",
      "Registradas como peligrosas y de tamaño aún desconocido; áreas que no están en ninguna cifra de arriba:",
      "مسجلة كخطرة ومساحتها غير معروفة بعد، وهي مناطق ليست في أي رقم أعلاه:"}},
    {"back", {"Back to the beginning", "Retour au début", "Volver al principio", "العودة إلى البداية"}},
    {"community.bad_message",
     {"Something in the message cannot be taken:", "Quelque chose dans le message ne peut pas être pris :",
      "Algo del mensaje no se puede tomar:", "شيء في الرسالة لا يمكن قبوله:"}},
    {"community.closed",
     {"This programme takes no messages here.", "Ce programme ne prend pas de messages ici.",
      "Este programa no recibe mensajes aquí.", "هذا البرنامج لا يستقبل الرسائل هنا."}},
    {"community.too_many",
     {"Too much came from here in a short time. Try again in some minutes; report a danger by telephone.",
      "Trop de messages sont venus d'ici en peu de temps. Réessayez dans quelques minutes ; signalez un danger par "
      "téléphone.",
      "Llegó demasiado desde aquí en poco tiempo. Intente de nuevo en unos minutos; avise de un peligro por teléfono.",
      "وصل الكثير من هنا في وقت قصير. حاول بعد بضع دقائق، وأبلغ عن الخطر بالهاتف."}},
    {"community.unknown_reference",
     {"There is no message with this reference. Write it as it was given to you.",
      "Il n'y a pas de message avec cette référence. Écrivez-la comme elle vous a été donnée.",
      "No hay ningún mensaje con esta referencia. Escríbala como se la dieron.",
      "لا توجد رسالة بهذا الرقم المرجعي. اكتبه كما أُعطي لك."}},
    {"report.unknown_published",
     {"This report is not published here.", "Ce rapport n'est pas publié ici.", "Este informe no está publicado aquí.",
      "هذا التقرير غير منشور هنا."}},
    {"error",
     {"It could not be saved. Try again, or call.", "Cela n'a pas pu être enregistré. Réessayez ou appelez.",
      "No se pudo guardar. Intente de nuevo o llame.", "تعذر الحفظ. حاول مرة أخرى أو اتصل."}},
    {"draft", {"", "[traduction à relire]", "[traducción por revisar]", "[مسودة ترجمة]"}},
    {"sms",
     {"Do not go near it, do not touch it. Your reference: {reference}. An answer is due on {due}.",
      "N'approchez pas, ne touchez pas. Votre référence : {reference}. Réponse due le {due}.",
      "No se acerque, no lo toque. Su referencia: {reference}. Respuesta hasta el {due}.",
      "لا تقترب منه ولا تلمسه. رقمك المرجعي: {reference}. موعد الرد: {due}."}},
};

const Word* find(std::string_view id) {
  const auto* found =
      std::find_if(std::begin(kWords), std::end(kWords), [&](const Word& word) { return word.id == id; });
  return found == std::end(kWords) ? nullptr : found;
}

}  // namespace

bool has_page_word(std::string_view id) { return find(id) != nullptr; }

std::string_view page_word(std::string_view id, std::string_view language) {
  const Word* word = find(id);
  if (word == nullptr) throw std::logic_error("the page has no word " + std::string{id});
  const auto* known = std::find(kLanguages.begin(), kLanguages.end(), language);
  return word->text[known == kLanguages.end() ? 0 : static_cast<std::size_t>(known - kLanguages.begin())];
}

}  // namespace tilth::http::community
