// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_treaties.h"

#include "base/json.h"
#include "generate/made_up_country.h"
#include "generate/made_up_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

namespace tilth::generate {
namespace {

using store::Value;

constexpr int kAskedFrom = 2022;     // the extension starts from what was open at the end of this year
constexpr double kTooMuch = 50'000;  // square metres

Uuid named(const std::string& what) { return Uuid::named("kitara/institution/" + what); }

const char* narrative(char form) {
  switch (form) {
    case 'a':
      return "The act on the prohibition of mines and its decree are in force (made up).";
    case 'b':
      return "Kitara holds no stockpile of its own; what is found late is destroyed (made up).";
    case 'c':
      return "Areas known and suspected, as the account of the land holds them on the last day (made up).";
    case 'd':
      return "Items are kept for the training of dogs alone (made up).";
    case 'e':
      return "Kitara never had production facilities (made up).";
    case 'h':
      return "Markings of the models of the catalogue were checked anew (made up).";
    case 'i':
      return "Warnings reach every district with known land (made up).";
    default:
      return "As told in the annual account (made up).";
  }
}

class Treaties {
 public:
  Treaties(RecordWriter& writer, const MadeUpAccount& account, const Uuid& country)
      : writer_(writer), account_(account), country_(country) {}

  Uuid write(StatedArea stated) {
    for (int y = kFirstYear; y < kLastYear; ++y) report("apmbc", y, "submitted", StatedArea::as_it_is);
    const Uuid draft = report("apmbc", kLastYear, "draft", stated);
    report("ccm", kLastYear - 2, "submitted", StatedArea::as_it_is);
    report("ccm", kLastYear - 1, "draft", StatedArea::as_it_is);
    items();
    mines_obligation();
    clusters_obligation();
    writer_.flush();
    return draft;
  }

 private:
  /// Returns the form that states the open area. The forms come first: what belongs to a submitted report cannot be
  /// added to it.
  Uuid report(std::string_view treaty, int y, const char* status, StatedArea stated) {
    const bool mines = treaty == "apmbc";
    const Uuid id = named(fmt::format("treaty/{}/{}", treaty, y));
    const LandOfYear land = account_.of(mines ? "ap_mine" : "cluster_munition", y);
    const char area_form = mines ? 'c' : 'f', destroyed_form = mines ? 'g' : 'b';
    for (const char form : std::string_view{"abcdefghij"}) {
      const bool none = form == 'e', law = form == 'a' && y > kFirstYear;
      Draft& one = writer_.begin("form_entry", form_id(treaty, y, form))
                       .set("report", id)
                       .set("form", text(std::string{form}))
                       .set("state", none  ? "not_applicable"
                                     : law ? "unchanged"
                                           : "changed")
                       .set("narrative", narrative(form))
                       .set("author", "Treaty desk of the authority (made up)");
      if (law) one.set("unchanged_since", number(kFirstYear));
      if (form == 'd') one.set("total_quantity", number(retained(treaty, y)));
      if (form == destroyed_form) one.set("total_quantity", number(mines ? land.destroyed : destroyed_stock(y)));
      if (form == area_form && stated != StatedArea::left_out) state_area(one, land, stated);
    }
    const bool late = y == 2018 && mines;  // the year of the floods
    Draft& head = writer_.begin("treaty_report", id)
                      .set("local_id", text(fmt::format("{}-{}", mines ? "A7" : "C7", y)))
                      .set("treaty", text(std::string{treaty}))
                      .set("state", kState)
                      .set("year", number(y))
                      .set("kind", "annual")
                      .set("version", number(1))
                      .set("due_on", day(y + 1, 4, 30))
                      .set("status", status);
    if (status == std::string_view{"submitted"}) head.set("submitted_on", late ? day(y + 1, 5, 20) : day(y + 1, 4, 20));
    return form_id(treaty, y, area_form);
  }
  static Uuid form_id(std::string_view treaty, int y, char form) {
    return named(fmt::format("treaty/{}/{}/{}", treaty, y, form));
  }

  static void state_area(Draft& form, const LandOfYear& land, StatedArea stated) {
    const double area = land.open + (stated == StatedArea::wrong ? kTooMuch : 0);
    form.set("total_area", Value{area})
        .set("entries", text(Json::array({{{"kind_of", "Kitara (made up)"}, {"area", area}}}).dump()));
  }

  static std::int64_t retained(std::string_view treaty, int y) {
    return treaty == "apmbc" ? 1000 - 40 * (y - kFirstYear) : 60;
  }
  static std::int64_t held_stock(int y) { return std::max(0, 9000 - 1000 * (y - kFirstYear)); }
  static std::int64_t destroyed_stock(int y) { return y == kFirstYear ? 0 : held_stock(y - 1) - held_stock(y); }

  /// What the country has under a treaty.
  struct Kind {
    const char *treaty, *kind_of, *lots, *purpose, *used_in;
    Uuid model;
  };
  void items() {
    const Kind mines{"apmbc",
                     "K-1 blast mine (made up)",
                     "K1-77 (made up)",
                     "training of dogs",
                     "two courses for dogs and handlers (made up)",
                     Uuid::named("kitara/ordnance_model/ap_blast")};
    const Kind submunitions{"ccm",
                            "K-9 submunition (made up)",
                            "K9-12 (made up)",
                            "training in disposal",
                            "shown, not used up (made up)",
                            Uuid::named("kitara/ordnance_model/submunition")};
    for (int y = kFirstYear; y <= kLastYear; ++y) {
      Draft& mines_kept = retained_item(fmt::format("retained/{}", y), mines, y);
      if (y > kFirstYear)
        mines_kept.set("year_before", named(fmt::format("retained/{}", y - 1))).set("consumed", number(40));
      holding(fmt::format("stock/{}", y), submunitions, held_stock(y), "being_destroyed", y)
          .set("destroyed_method", "taken apart, then burnt");
      holding(fmt::format("stock/mines/{}", y), mines, 0, "held", y);
      if (y == kLastYear) continue;  // who keeps the items has not told of the last year yet
      retained_item(fmt::format("retained/ccm/{}", y), submunitions, y).set("consumed", number(0));
    }
    holding("stock/found_late", mines, 40, "destroyed", kLastYear - 1)
        .set("found_late", Value{true})
        .set("destroyed_method", "open detonation");
  }
  Draft& retained_item(const std::string& key, const Kind& kind, int y) {
    return writer_.begin("retained_item", named(key))
        .set("treaty", kind.treaty)
        .set("kind_of", kind.kind_of)
        .set("model", kind.model)
        .set("year", year(y))
        .set("quantity", number(retained(kind.treaty, y)))
        .set("added", number(0))
        .set("institution", "School of the centre (made up)")
        .set("purpose", kind.purpose)
        .set("used_in", kind.used_in)
        .set("lots", kind.lots);
  }
  Draft& holding(const std::string& key, const Kind& kind, std::int64_t quantity, const char* status, int y) {
    return writer_.begin("stockpile_holding", named(key))
        .set("treaty", kind.treaty)
        .set("kind_of", kind.kind_of)
        .set("model", kind.model)
        .set("quantity", number(quantity))
        .set("status", status)
        .set("as_at", day(y, 12, 31))
        .set("found_late", Value{false})
        .set("lots", kind.lots);
  }

  void mines_obligation() {
    const Uuid duty = named("obligation"), request = named("extension");
    const LandOfYear open = account_.of("ap_mine", kAskedFrom);
    writer_.begin("clearance_obligation", duty)
        .set("title", "Article 5 of Kitara (made up)")
        .set("treaty", "apmbc")
        .set("state", kState)
        .set("entry_into_force", day(2014, 3, 1))
        .set("deadline", day(2024, 3, 1))
        .set("extended_to", day(2030, 3, 1))
        .set("residual_arrangements", "The police of Kitara answer finds (made up).");
    writer_.begin("extension_request", request)
        .set("local_id", "EX-1")
        .set("obligation", duty)
        .set("requested_from", day(2024, 3, 1))
        .set("requested_to", day(2030, 3, 1))
        .set("status", "granted")
        .set("submitted_on", day(2023, 3, 31))
        .set("decided_on", day(2023, 11, 24))
        .set("duration_reasons", "Six years, since more teams cannot be trained faster (made up).")
        .set("reasons", "Rubble and floods held up the work (made up).")
        .set("implications", "Fields stay empty and children take detours (made up).")
        .set("other_information", "The baseline is the account of the land at the end of 2022 (made up).")
        .set("baseline_area", Value{open.open})
        .set("baseline_areas", number(open.open_areas));
    const std::int64_t areas = (open.open_areas + kLastPlanned - kFirstPlanned) / (kLastPlanned - kFirstPlanned + 1);
    for (int y = kFirstPlanned; y <= kLastPlanned; ++y) {
      const std::int64_t all = planned_release(account_, y), cancelled = all * 3 / 10, reduced = all / 10;
      writer_.begin("clearance_milestone", named(fmt::format("milestone/{}", y)))
          .set("obligation", duty)
          .set("request", request)
          .set("year", year(y))
          .set("place", country_)
          .codes("contamination", {"ap_mine"})
          .set("target_cancelled", Value{static_cast<double>(cancelled)})
          .set("target_reduced", Value{static_cast<double>(reduced)})
          .set("target_cleared", Value{static_cast<double>(all - cancelled - reduced)})
          .set("budget", number(120'000'000))
          .set("currency", "USD")
          .set("teams", number(12))
          .set("target_areas", number(std::max<std::int64_t>(areas, 1)));  // a country that small has nothing open
    }
  }

  /// No extension was asked for yet.
  void clusters_obligation() {
    const Uuid duty = named("obligation/ccm");
    writer_.begin("clearance_obligation", duty)
        .set("title", "Article 4 of Kitara (made up)")
        .set("treaty", "ccm")
        .set("state", kState)
        .set("entry_into_force", day(2021, 6, 1))
        .set("deadline", day(2031, 6, 1))
        .set("residual_arrangements", "The police of Kitara answer finds (made up).");
  }

  RecordWriter& writer_;
  const MadeUpAccount& account_;
  Uuid country_;
};

}  // namespace

std::int64_t planned_release(const MadeUpAccount& account, int year) {
  constexpr std::int64_t kYears = kLastPlanned - kFirstPlanned + 1;
  const auto all = static_cast<std::int64_t>(std::ceil(account.of("ap_mine", kAskedFrom).open));
  const std::int64_t share = all / kYears;
  return year == kLastPlanned ? all - share * (kYears - 1) : share;
}

Uuid write_treaties(RecordWriter& writer, const MadeUpAccount& account, const Uuid& country, StatedArea stated) {
  return Treaties{writer, account, country}.write(stated);
}

}  // namespace tilth::generate
