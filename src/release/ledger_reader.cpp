// SPDX-License-Identifier: Apache-2.0
// The land history of a programme, read from its store.
#include "release/ledger_reader.h"

#include "base/problem.h"
#include "store/read_in_pieces.h"

#include <algorithm>

namespace tilth::release {
namespace {

using cql2::Value;

/// A field of a type that may lack it.
class Column {
 public:
  Column(const model::RecordType& type, const std::string& name)
      : index_(name.empty() ? -1 : type.index_of(name)), name_(name) {}
  [[nodiscard]] bool there() const { return index_ >= 0; }
  [[nodiscard]] const std::string& name() const { return name_; }

  [[nodiscard]] const Value& of(const store::Record& record) const {
    static const Value kNothing;
    return there() ? record.values[static_cast<std::size_t>(index_)] : kNothing;
  }
  [[nodiscard]] std::string text(const store::Record& record) const {
    const auto* text = std::get_if<std::string>(&of(record).base());
    return text ? *text : std::string{};
  }
  [[nodiscard]] Uuid reference(const store::Record& record) const { return Uuid::parse(text(record)).value_or(Uuid{}); }
  [[nodiscard]] std::optional<Date> date(const store::Record& record) const {
    if (const auto* date = std::get_if<Date>(&of(record).base())) return *date;
    if (const auto* instant = std::get_if<Instant>(&of(record).base())) return instant->date();
    return std::nullopt;
  }
  [[nodiscard]] std::optional<SquareMetres> area(const store::Record& record) const {
    if (const auto* metres = std::get_if<double>(&of(record).base())) return SquareMetres::from_double(*metres);
    if (const auto* metres = std::get_if<std::int64_t>(&of(record).base()))
      return SquareMetres::from_double(static_cast<double>(*metres));
    return std::nullopt;
  }
  [[nodiscard]] geo::GeometryPtr geometry(const store::Record& record) const {
    const auto* geometry = std::get_if<geo::GeometryPtr>(&of(record).base());
    return geometry ? *geometry : nullptr;
  }
  /// One code, "mixed" for several, "unknown" for none.
  [[nodiscard]] std::string contamination(const store::Record& record) const {
    if (const auto* many = std::get_if<std::shared_ptr<const cql2::Array>>(&of(record).base())) {
      if ((*many)->empty()) return "unknown";
      if ((*many)->size() > 1) return "mixed";
      const auto* code = std::get_if<std::string>(&(*many)->front().base());
      return code ? *code : "unknown";
    }
    const std::string code = text(record);
    return code.empty() ? "unknown" : code;
  }

 private:
  int index_;
  std::string name_;
};

class Reader {
 public:
  Reader(const store::Store& store, const store::Caller& caller, std::optional<std::int64_t> known_at, unsigned threads,
         Progress& progress)
      : store_(store),
        caller_(caller),
        known_at_(known_at),
        threads_(threads),
        progress_(progress),
        model_(store.model()) {}

  LandHistory read() {
    const model::RecordType* hazards = model_->find_type("hazard");
    if (hazards == nullptr) throw Problem{"ledger.no_hazards"};
    read_places(*hazards);
    read_hazards(*hazards);
    if (const model::RecordType* changes = model_->find_type("area_change")) read_changes(*changes);
    if (const model::RecordType* activities = model_->find_type("activity")) read_activities(*activities);
    if (const model::RecordType* products = model_->find_type("land_release_product")) read_products(*products);
    return std::move(history_);
  }

 private:
  /// Reads the records of a type, on several threads, into `into`: make(record) gives one, or nothing.
  template <typename One>
  void read_into(std::vector<One>& into, const model::RecordType& type, std::initializer_list<const Column*> columns,
                 const std::function<std::optional<One>(const store::Record&)>& make) {
    store::Query query;
    query.type = type.name;
    query.known_at = known_at_;
    for (const Column* column : columns)
      if (column->there()) query.fields.push_back(column->name());
    std::vector<std::vector<One>> parts(store::Store::kPieces);
    store::read_in_pieces(store_, caller_, query, threads_, progress_,
                          [&](std::size_t piece, const store::Record& record) {
                            if (std::optional<One> one = make(record)) parts[piece].push_back(std::move(*one));
                          });
    std::size_t size = into.size();
    for (const std::vector<One>& part : parts) size += part.size();
    into.reserve(size);
    for (std::vector<One>& part : parts)
      into.insert(into.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
  }

  void read_places(const model::RecordType& hazards) {
    const model::Field* field = hazards.find(hazards.place_field);
    const model::RecordType* places = field == nullptr ? nullptr : model_->find_type(field->refers_to);
    if (places == nullptr) return;
    const Column level{*places, "level"}, parent{*places, "parent"}, outline{*places, places->geometry_field};
    std::unordered_map<Uuid, Uuid> above;
    std::unordered_map<Uuid, bool> province;
    struct Place {
      Uuid id, parent;
      bool is_province;
      geo::GeometryPtr polygon;
    };
    std::vector<Place> read;
    read_into<Place>(read, *places, {&level, &parent, &outline}, [&](const store::Record& record) {
      const auto* number = std::get_if<std::int64_t>(&level.of(record).base());
      return Place{record.id, parent.reference(record), number != nullptr && *number == kProvinceLevel,
                   outline.geometry(record)};
    });
    for (const Place& place : read) {
      above[place.id] = place.parent;
      province[place.id] = place.is_province;
      if (place.is_province && place.polygon && place.polygon->dimension() == 2)
        history_.provinces.push_back({place.id, place.polygon});
    }
    for (const auto& [place, first] : above) {
      Uuid at = place;
      for (int step = 0; step < 16 && !at.is_nil(); ++step) {
        const auto known = province.find(at);
        if (known == province.end()) break;
        if (known->second) {
          province_of_[place] = at;
          break;
        }
        at = above[at];
      }
    }
  }

  Uuid province_of(const Uuid& place) const {
    const auto at = province_of_.find(place);
    return at == province_of_.end() ? Uuid{} : at->second;
  }

  void read_hazards(const model::RecordType& type) {
    const Column polygon{type, type.geometry_field}, reported{type, "area_reported"}, estimated{type, "estimated_area"},
        land_class{type, "class"}, contamination{type, "contamination"}, place{type, type.place_field},
        organisation{type, type.organisation_field}, created{type, type.date_field}, closed_on{type, "closed_on"},
        status{type, "status"}, reason{type, "closure_reason"}, parent{type, "predecessor"},
        successor{type, "successor"};
    read_into<Hazard>(history_.hazards, type,
                      {&polygon, &reported, &estimated, &land_class, &contamination, &place, &organisation, &created,
                       &closed_on, &status, &reason, &parent, &successor},
                      [&](const store::Record& record) {
                        Hazard hazard{.id = record.id,
                                      .polygon = polygon.geometry(record),
                                      .reported = reported.area(record),
                                      .estimated = estimated.area(record),
                                      .land_class = land_class.text(record),
                                      .contamination = contamination.contamination(record),
                                      .place = place.reference(record),
                                      .organisation = organisation.reference(record),
                                      .created_on = created.date(record),
                                      .closed_on = closed_on.date(record),
                                      .parent = parent.reference(record),
                                      .successor = successor.reference(record),
                                      .closed = status.text(record) == "closed",
                                      .closure_explained = !reason.text(record).empty()};
                        hazard.province = province_of(hazard.place);
                        return hazard;
                      });
  }

  void read_changes(const model::RecordType& type) {
    const Column hazard{type, "hazard"}, kind{type, "kind"}, other{type, "to_hazard"},
        polygon{type, type.geometry_field}, area{type, "area"}, on{type, type.date_field}, status{type, "status"},
        reason{type, "reason"}, from_class{type, "from_class"}, to_class{type, "to_class"},
        from_contamination{type, "from_contamination"}, to_contamination{type, "to_contamination"},
        organisation{type, type.organisation_field};
    read_into<AreaChange>(
        history_.changes, type,
        {&hazard, &kind, &other, &polygon, &area, &on, &status, &reason, &from_class, &to_class, &from_contamination,
         &to_contamination, &organisation},
        [&](const store::Record& record) -> std::optional<AreaChange> {
          AreaChange change{.id = record.id,
                            .hazard = hazard.reference(record),
                            .other = other.reference(record),
                            .polygon = polygon.geometry(record),
                            .area = area.area(record),
                            .on = on.date(record),
                            .approved = !status.there() || status.text(record) == "approved",
                            .reason = reason.text(record),
                            .from_class = from_class.text(record),
                            .to_class = to_class.text(record),
                            .from_contamination = from_contamination.text(record),
                            .to_contamination = to_contamination.text(record),
                            .organisation = organisation.reference(record)};
          const std::string what = kind.text(record);
          if (what == "extended")
            change.kind = ChangeKind::extended;
          else if (what == "split")
            change.kind = ChangeKind::split;
          else if (what == "merged")
            change.kind = ChangeKind::merge;
          else if (what == "reclassified" && change.other.is_nil())
            change.kind = ChangeKind::reclassified;
          else if (what == "reclassified")  // into a record of its own: its land, or all that is open, moves there
            change.kind = change.polygon || change.area ? ChangeKind::split : ChangeKind::merge;
          else if (what == "correction")
            change.kind = ChangeKind::data_correction;
          else
            return std::nullopt;  // a kind of a programme's own that moves no land
          return change;
        });
  }

  void read_activities(const model::RecordType& type) {
    const Column organisation{type, type.organisation_field};
    if (!organisation.there()) return;
    std::vector<std::pair<Uuid, Uuid>> read;
    read_into<std::pair<Uuid, Uuid>>(read, type, {&organisation}, [&](const store::Record& record) {
      return std::pair{record.id, organisation.reference(record)};
    });
    organisation_of_activity_.insert(read.begin(), read.end());
  }

  void read_products(const model::RecordType& type) {
    const Column hazard{type, "hazard"}, method{type, "product"}, polygon{type, type.geometry_field},
        reported{type, "area_reported"}, on{type, type.date_field}, status{type, "status"},
        place{type, type.place_field}, organisation{type, type.organisation_field}, activity{type, "activity"},
        contamination{type, "contamination"};
    read_into<Product>(
        history_.products, type,
        {&hazard, &method, &polygon, &reported, &on, &status, &place, &organisation, &activity, &contamination},
        [&](const store::Record& record) -> std::optional<Product> {
          Product product{.id = record.id,
                          .hazard = hazard.reference(record),
                          .polygon = polygon.geometry(record),
                          .reported = reported.area(record),
                          .on = on.date(record),
                          .approved = !status.there() || status.text(record) == "approved",
                          .place = place.reference(record),
                          .organisation = organisation.reference(record),
                          .contamination = contamination.contamination(record)};
          const std::string what = method.text(record);
          if (what == "cancelled")
            product.method = Method::cancelled;
          else if (what == "reduced")
            product.method = Method::reduced;
          else if (what == "cleared")
            product.method = Method::cleared;
          else
            return std::nullopt;  // a product that nobody named releases nothing
          product.province = province_of(product.place);
          if (product.organisation.is_nil()) {
            const auto at = organisation_of_activity_.find(activity.reference(record));
            if (at != organisation_of_activity_.end()) product.organisation = at->second;
          }
          return product;
        });
  }

  const store::Store& store_;
  const store::Caller& caller_;
  std::optional<std::int64_t> known_at_;
  unsigned threads_;
  Progress& progress_;
  std::shared_ptr<const model::Model> model_;
  LandHistory history_;
  std::unordered_map<Uuid, Uuid> province_of_, organisation_of_activity_;
};

}  // namespace

LandHistory read_land_history(const store::Store& store, const store::Caller& caller,
                              std::optional<std::int64_t> known_at, Progress& progress, unsigned threads) {
  return Reader{store, caller, known_at, threads, progress}.read();
}

}  // namespace tilth::release
