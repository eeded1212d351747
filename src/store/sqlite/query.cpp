// SPDX-License-Identifier: Apache-2.0
// Reading records: SQL narrows, the evaluator judges, the caller's rights travel with every question.
#include "base/problem.h"
#include "geo/parallel.h"
#include "model/record_row.h"
#include "store/operation_text.h"
#include "store/rights.h"
#include "store/sqlite/store_file.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>
#include <list>
#include <map>
#include <unordered_map>

namespace tilth::store::sqlite {
namespace {

using model::Field;
using model::RecordType;

std::string_view bytes_of(const Uuid& id) { return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()}; }

Uuid uuid_of(std::string_view bytes) {
  Uuid id;
  std::copy_n(bytes.begin(), std::min<std::size_t>(16, bytes.size()), id.bytes.begin());
  return id;
}

/// A hidden field can be neither filtered, sorted nor counted by: each step of a path is looked at.
void require_seen(const Caller& caller, const model::Model& model, const RecordType& type, std::string_view name) {
  const RecordType* at = &type;
  std::string_view rest = name;
  while (at != nullptr) {
    const std::size_t dot = rest.find('.');
    const Field* field = at->find(rest.substr(0, dot));
    if (field == nullptr) return;
    if (!may_see(caller, *field) || !may_see(caller, *at)) throw Problem{"store.hidden_field", {{"field", name}}};
    if (field->encrypted) throw Problem{"store.encrypted_field", {{"field", name}}};
    if (dot == std::string_view::npos) return;
    at = model.find_type(field->refers_to);
    rest = rest.substr(dot + 1);
  }
}

struct ColumnNames final : cql2::SqlNames {
  [[nodiscard]] std::string column(const cql2::Property& property) const override {
    return "r." + in_quotes(property.name);
  }
};

void bind_parameter(Statement& statement, int at, const Value& value) {
  if (value.is_null())
    statement.bind_null(at);
  else if (const auto* text = std::get_if<std::string>(&value))
    statement.bind(at, std::string_view{*text});
  else if (const auto* whole = std::get_if<std::int64_t>(&value))
    statement.bind(at, *whole);
  else if (const auto* real = std::get_if<double>(&value))
    statement.bind(at, *real);
  else if (const auto* yes = std::get_if<bool>(&value))
    statement.bind(at, std::int64_t{*yes ? 1 : 0});
  else if (const auto* date = std::get_if<Date>(&value))
    statement.bind(at, std::string_view{date->text()});
  else
    throw std::logic_error("a parameter of a kind that SQL does not take");
}

/// The box of a polygon's blob, where it is small, without reading the outline: the envelope in the blob's head.
std::shared_ptr<geo::Geometry> coarse_box(std::string_view blob, double limit) {
  // "GP", version, flags, srs id; then, as we write it (geo::to_gpkg), minx, maxx, miny, maxy and little-endian WKB.
  constexpr std::size_t kWkb = 40;
  constexpr char kFlags = 0x03;
  if (blob.size() < kWkb + 5 || blob[0] != 'G' || blob[1] != 'P' || blob[3] != kFlags || blob[kWkb] != 1)
    return nullptr;
  std::array<double, 4> box;
  std::memcpy(box.data(), blob.data() + 8, sizeof box);
  std::uint32_t kind = 0;
  std::memcpy(&kind, blob.data() + kWkb + 1, sizeof kind);
  if (std::endian::native != std::endian::little || (kind != 3 && kind != 6)) return nullptr;
  const auto [west, east, south, north] = box;
  if (!(east - west <= limit && north - south <= limit)) return nullptr;
  auto shape = std::make_shared<geo::Geometry>();
  shape->kind = geo::Kind::polygon;
  shape->x = {west, east, east, west, west};
  shape->y = {south, south, north, north, south};
  shape->close_path();
  shape->close_part();
  return shape;
}

/// An area column holds hundredths, so a comparison with it in SQL would be off by a hundred: only the evaluator judges
/// it.
bool speaks_of_area(const RecordType& type, const std::vector<int>& slots) {
  return std::any_of(slots.begin(), slots.end(), [&](int slot) {
    return slot >= static_cast<int>(type.fields.size()) ||
           type.fields[static_cast<std::size_t>(slot)].kind == model::FieldKind::area;
  });
}

}  // namespace

/// One question being asked: its SQL, its judges, its rows.
class Asking {
 public:
  Asking(const StoreFile& store, const Caller& caller, const Query& query)
      : store_(store),
        caller_(caller),
        query_(query),
        table_(store.table_of(query.type)),
        type_(*table_.type),
        schema_(*store.model_, type_) {
    visible_ = may_see(caller, type_);
    if (query.where) {
      for (const std::string& name : cql2::properties(*query.where)) require_seen(caller, *store.model_, type_, name);
      judges_.push_back(std::make_unique<cql2::Bound>(*query.where, schema_));
    }
    if (const auto rows = caller.rows.find(query.type); rows != caller.rows.end()) {
      judges_.push_back(std::make_unique<cql2::Bound>(rows->second, schema_));
      rights_ = judges_.back().get();
    }
    for (const Sort& sort : query.sort) {
      if (type_.find(sort.field) == nullptr || type_.find(sort.field)->kind == model::FieldKind::geometry) {
        throw Problem{"store.unknown_field", {{"type", type_.name}, {"field", sort.field}}};
      }
      require_seen(caller, *store.model_, type_, sort.field);
    }
    wanted_.assign(type_.fields.size(), query.fields.empty());
    for (const std::string& field : query.fields) {
      const int index = type_.index_of(field);
      if (index < 0) throw Problem{"store.unknown_field", {{"type", type_.name}, {"field", field}}};
      wanted_[static_cast<std::size_t>(index)] = true;
    }
    fetched_ = wanted_;
    if (query.true_at && !type_.date_field.empty()) {
      require_seen(caller, *store.model_, type_, type_.date_field);
      fetched_[static_cast<std::size_t>(type_.index_of(type_.date_field))] = true;
    }
    for (const Sort& sort : query.sort) fetched_[static_cast<std::size_t>(type_.index_of(sort.field))] = true;
    for (const auto& judge : judges_) {
      for (const int slot : judge->slots()) {
        if (slot < static_cast<int>(type_.fields.size()))
          fetched_[static_cast<std::size_t>(slot)] = true;
        else
          needs_all_ = true;
      }
    }
    if (needs_all_) {  // paths start at reference fields
      for (std::size_t i = 0; i < type_.fields.size(); ++i) {
        if (type_.fields[i].kind == model::FieldKind::reference) fetched_[i] = true;
      }
    }
  }

  [[nodiscard]] bool visible() const { return visible_; }
  [[nodiscard]] bool exact() const { return exact_; }

  /// FROM and WHERE; parameters are bound by bind().
  std::string source() {
    std::string from;
    if (query_.known_at) {
      const std::string seq = std::to_string(*query_.known_at);
      from = "(SELECT " + columns("t", true) + " FROM " + current() + " WHERE t.seq_from <= " + seq +
             " UNION ALL SELECT " + columns("h", false) + " FROM " + table_.history +
             " AS h WHERE h.seq_from <= " + seq + " AND h.seq_to > " + seq + ") AS r";
    } else {
      from = "(SELECT " + columns("t", true) + " FROM " + current() + (box_in_index() ? " WHERE " + box_text() : "") +
             ") AS r";
    }
    std::string where = query_.with_removed ? "1" : "NOT r.removed";
    exact_ = true;
    for (const auto& judge : judges_) {
      if (speaks_of_area(type_, judge->slots())) {
        exact_ = false;
        continue;
      }
      const cql2::Sql sql = cql2::to_sql(*judge, ColumnNames{}, cql2::Dialect::sqlite);
      exact_ = exact_ && sql.exact;
      where += " AND " + shifted(sql.where, parameters_.size());
      parameters_.insert(parameters_.end(), sql.parameters.begin(), sql.parameters.end());
    }
    if (query_.true_at && !type_.date_field.empty()) {
      // ISO texts of any precision sort by their first day, so that this is exact.
      const std::string date = "r." + in_quotes(type_.date_field);
      where += " AND (" + date + " IS NULL OR substr(" + date + ", 1, 10) <= '" +
               Date::from_days(query_.true_at->last_day()).text() + "')";
    }
    if (query_.box && !box_in_index()) exact_ = false;
    if (query_.known_at && rights_ != nullptr) exact_ = false;
    if (!query_.after.empty()) where += " AND " + beyond(query_.after);
    if (by_piece_) {
      const std::size_t given = parameters_.size();
      where += " AND r.fid BETWEEN ?" + std::to_string(given + 1) + " AND ?" + std::to_string(given + 2);
    }
    return from + " WHERE " + where;
  }

  /// Rows of a stretch of the file only, which bind_piece() names. To be said before source(), of questions by_fid().
  void by_piece() { by_piece_ = true; }
  void bind_piece(Statement& statement, std::int64_t first, std::int64_t last) const {
    const auto given = static_cast<int>(parameters_.size());
    statement.bind(given + 1, first).bind(given + 2, last);
  }

  std::string order() const {
    if (by_fid()) return " ORDER BY r.fid";
    std::string text = " ORDER BY ";
    for (const Sort& sort : query_.sort) text += "r." + in_quotes(sort.field) + (sort.descending ? " DESC, " : ", ");
    return text + "r.id";
  }

  void bind(Statement& statement) const {
    for (std::size_t i = 0; i < parameters_.size(); ++i)
      bind_parameter(statement, static_cast<int>(i) + 1, parameters_[i]);
  }

  std::string select() const {
    std::string text = "r.id, r.seq_from, r.removed";
    for (std::size_t i = 0; i < type_.fields.size(); ++i) {
      if (fetched_[i]) text += ", r." + in_quotes(type_.fields[i].name);
    }
    return text;
  }

  Record read(const Statement& row) const {
    Record record;
    read(row, record);
    return record;
  }
  /// Into a record of an earlier row, whose memory is used again.
  void read(const Statement& row, Record& record) const {
    if (record.type.empty()) record.type = type_.name;
    record.id = uuid_of(row.blob(0));
    record.seq = row.integer(1);
    record.removed = row.integer(2) != 0;
    record.values.resize(type_.fields.size());
    int column = 3;
    for (std::size_t i = 0; i < type_.fields.size(); ++i) {
      if (!fetched_[i]) continue;
      if (query_.coarse > 0 && static_cast<int>(i) == table_.main_geometry && !judged_by(static_cast<int>(i))) {
        if (auto box = coarse_box(row.blob(column), query_.coarse)) {
          record.values[i] = Value{geo::GeometryPtr{std::move(box)}};
          ++column;
          continue;
        }
      }
      record.values[i] = read_value(row, column++, type_.fields[i]);
    }
  }

  bool judged(const Record& record, const model::Surroundings& around) const {
    if (!exact_) {
      const model::RecordRow row{type_, schema_.paths(), record.id, record.values, around};
      for (const auto& judge : judges_) {
        if (judge.get() != rights_ && judge->holds(row) != cql2::Bound::Truth::yes) return false;
      }
      if (rights_ != nullptr && !within_rights(record)) return false;
    }
    if (query_.box && table_.main_geometry >= 0) {
      const auto* shape = std::get_if<geo::GeometryPtr>(&record.values[static_cast<std::size_t>(table_.main_geometry)]);
      if (shape == nullptr || !meets(**shape)) return false;
    }
    return true;
  }

  /// Whether a condition looks at a field.
  [[nodiscard]] bool judged_by(int field) const {
    return std::any_of(judges_.begin(), judges_.end(), [&](const auto& judge) {
      return std::find(judge->slots().begin(), judge->slots().end(), field) != judge->slots().end();
    });
  }
  [[nodiscard]] bool meets(const geo::Geometry& shape) const {
    const geo::Box& box = *query_.box;
    const geo::Box around = shape.box();
    if (box.west <= box.east) return around.meets(box);
    return around.meets({box.west, box.south, 180, box.north}) || around.meets({-180, box.south, box.east, box.north});
  }

  /// Whether the caller may see the row. The way from a record to its organisation or place may lead over records that
  /// the caller does not see, so it is walked as the owner. As-of questions need today's rights too: the stricter.
  bool within_rights(const Record& record) const {
    if (!owners_) owners_ = store_.surroundings(Caller{}, query_.known_at);
    const model::RecordRow row{type_, schema_.paths(), record.id, record.values, *owners_};
    if (rights_->holds(row) != cql2::Bound::Truth::yes) return false;
    return !query_.known_at || store_.find(caller_, type_.name, record.id, std::nullopt).has_value();
  }

  /// What the caller may not see, or did not ask for, goes; what is encrypted opens for those who may read it.
  void mask(Record& record) const {
    for (std::size_t i = 0; i < type_.fields.size(); ++i) {
      const Field& field = type_.fields[i];
      Value& value = record.values[i];
      if (value.is_null()) continue;
      if (!wanted_[i] || !may_see(caller_, field)) {
        value = Value{};
      } else if (field.encrypted) {
        auto plain = store_.keys_->decrypted(record.id, std::get<std::string>(value));
        value = plain ? Value{std::move(*plain)} : Value{};
      }
    }
  }

  /// The cursor after a record, whose sort values are still there.
  std::string cursor(const Record& record) const {
    Json values = Json::array();
    for (const Sort& sort : query_.sort) {
      const auto index = static_cast<std::size_t>(type_.index_of(sort.field));
      std::string text;
      append_value(text, type_.fields[index], record.values[index]);
      values.push_back(Json::parse(text));
    }
    values.push_back(record.id.text());
    return base64(canonical_json(values));
  }

 private:
  /// In the order the rows lie in the file: an index of places hands them over so, and nothing is sorted.
  [[nodiscard]] bool by_fid() const { return query_.any_order && query_.sort.empty() && !query_.known_at; }
  [[nodiscard]] bool box_in_index() const { return query_.box && table_.main_geometry >= 0 && !query_.known_at; }
  std::string box_text() {
    fetched_[static_cast<std::size_t>(table_.main_geometry)] = true;
    const auto number = [&](double degrees) {
      parameters_.emplace_back(degrees);
      return "?" + std::to_string(parameters_.size());
    };
    // The R-tree keeps 32-bit boxes, rounded outward: it narrows, the box itself judges.
    const auto within = [&](double west, double east) {
      return "SELECT id FROM " + table_.rtree(table_.main_geometry) + " WHERE maxx >= " + number(west) +
             " AND minx <= " + number(east) + " AND maxy >= " + number(query_.box->south) +
             " AND miny <= " + number(query_.box->north);
    };
    const geo::Box& box = *query_.box;
    return "t.fid IN (" +
           (box.west <= box.east ? within(box.west, box.east)
                                 : within(box.west, 180) + " UNION " + within(-180, box.east)) +
           ")";
  }

  [[nodiscard]] std::string current() const {
    std::string text = table_.table + " AS t";
    for (std::size_t i = 0; i < table_.side_shapes.size(); ++i) {
      if (!fetched_[static_cast<std::size_t>(table_.side_shapes[i])]) continue;
      const std::string alias = "g" + std::to_string(i);
      text +=
          " LEFT JOIN " + table_.side_table(table_.side_shapes[i]) + " AS " + alias + " ON " + alias + ".fid = t.fid";
    }
    return text;
  }

  [[nodiscard]] std::string columns(const std::string& alias, bool now) const {
    std::string text = alias + ".id AS id, " + alias + ".seq_from AS seq_from, " + alias + ".removed AS removed";
    if (by_fid()) text += ", " + alias + ".fid AS fid";
    for (std::size_t i = 0; i < type_.fields.size(); ++i) {
      if (query_.box && static_cast<int>(i) == table_.main_geometry) const_cast<std::vector<bool>&>(fetched_)[i] = true;
      if (!fetched_[i]) continue;
      const std::string name = in_quotes(type_.fields[i].name);
      const auto side = std::find(table_.side_shapes.begin(), table_.side_shapes.end(), static_cast<int>(i));
      if (now && side != table_.side_shapes.end())
        text += ", g" + std::to_string(side - table_.side_shapes.begin()) + ".geom AS " + name;
      else
        text += ", " + alias + "." + name + " AS " + name;
    }
    return text;
  }

  /// ?1, ?2 ... moved behind the parameters that are there already.
  static std::string shifted(const std::string& sql, std::size_t by) {
    std::string out;
    for (std::size_t at = 0; at < sql.size();) {
      if (sql[at] != '?') {
        out += sql[at++];
        continue;
      }
      std::size_t number = 0;
      for (++at; at < sql.size() && sql[at] >= '0' && sql[at] <= '9'; ++at)
        number = number * 10 + static_cast<std::size_t>(sql[at] - '0');
      out += "?" + std::to_string(number + by);
    }
    return out;
  }

  /// The rows after a cursor, in the order of the sort; nulls come first, as SQLite sorts them.
  std::string beyond(const std::string& cursor) {
    Json values;
    try {
      values = Json::parse(from_base64(cursor));
      if (!values.is_array() || values.size() != query_.sort.size() + 1 ||
          !Uuid::parse(values.back().get<std::string>()))
        throw std::invalid_argument("cursor");
    } catch (const std::exception&) {
      throw Problem{"store.bad_cursor", Json::object()};
    }
    const auto mark = [&](Value value) {
      parameters_.push_back(std::move(value));
      return "?" + std::to_string(parameters_.size());
    };
    // The id is a blob: given as hexadecimal text, which holds nothing but digits.
    std::string id = Uuid::parse(values.back().get<std::string>())->text();
    std::erase(id, '-');
    if (by_fid()) return "r.fid > (SELECT fid FROM " + table_.table + " WHERE id = x'" + id + "')";
    std::string text = "r.id > x'" + id + "'";
    for (std::size_t i = query_.sort.size(); i-- > 0;) {
      const std::string column = "r." + in_quotes(query_.sort[i].field);
      const Field& field = *type_.find(query_.sort[i].field);
      const bool down = query_.sort[i].descending;
      if (values[i].is_null()) {
        text = down ? "(" + column + " IS NULL AND " + text + ")" : "(" + column + " IS NOT NULL OR " + text + ")";
        continue;
      }
      Value value =
          field.kind == model::FieldKind::area ? Value{values[i].get<std::int64_t>()} : value_of_json(field, values[i]);
      if (std::holds_alternative<Instant>(value)) value = Value{std::get<Instant>(value).text()};
      const std::string one = mark(std::move(value));
      const std::string further =
          down ? "(" + column + " < " + one + " OR " + column + " IS NULL)" : column + " > " + one;
      text = "(" + further + " OR (" + column + " = " + one + " AND " + text + "))";
    }
    return "(" + text + ")";
  }

  const StoreFile& store_;
  const Caller& caller_;
  const Query& query_;
  const TypeTable& table_;
  const RecordType& type_;
  model::TypeSchema schema_;
  std::vector<std::unique_ptr<cql2::Bound>> judges_;
  const cql2::Bound* rights_ = nullptr;  ///< the one of judges_ that holds the caller's rows
  mutable std::unique_ptr<model::Surroundings> owners_;
  std::vector<Value> parameters_;
  std::vector<bool> wanted_, fetched_;
  bool visible_ = true, exact_ = true, needs_all_ = false, by_piece_ = false;
};

struct WholeColumns {
  std::int64_t seq = 0;  ///< the state they are of
  std::optional<std::int64_t> known_at;
  model::FieldClass highest_class{};
  std::shared_ptr<const model::Model> model;  ///< whose types the keys are
  std::recursive_mutex guard;                 ///< one count may stand on another
  std::map<std::pair<const RecordType*, std::size_t>, std::unordered_map<Uuid, double>> children;
  std::map<std::pair<const RecordType*, int>, std::unordered_map<Uuid, Value>> fields;
};

namespace {

/// Follows references and counts children through the store, and remembers what it met.
class StoreSurroundings final : public model::Surroundings {
 public:
  StoreSurroundings(const StoreFile& store, Caller caller, std::optional<std::int64_t> known_at)
      : store_(store), caller_(std::move(caller)), known_at_(known_at) {}

  /// Shares whole columns with all who look at the same state while this one is there.
  void hold() { shared(); }

  [[nodiscard]] Value child(const RecordType& type, std::size_t child, const Uuid& record) const override {
    const model::ChildCount& count = type.children[child];
    if (count.by.find('.') != std::string::npos || ++asked_children_[{&type, child}] > kOneByOne) {
      const auto& counted = counted_along(type, child);
      const auto at = counted.find(record);
      const double number = at == counted.end() ? 0 : at->second;
      return count.sum.empty() ? Value{static_cast<std::int64_t>(number)} : Value{number};
    }
    Query query;
    query.type = count.type;
    query.known_at = known_at_;
    query.where = cql2::parse_text(in_quotes(count.by) + " = '" + record.text() + "'" +
                                   (count.where ? " AND (" + cql2::to_text(*count.where) + ")" : ""));
    const RecordType& of = *store_.model()->find_type(count.type);
    if (count.sum.empty()) return Value{store_.count(caller_, query)};
    query.fields = {count.sum};
    const auto index = static_cast<std::size_t>(of.index_of(count.sum));
    std::int64_t hundredths = 0;
    double sum = 0;
    const bool area = of.fields[index].kind == model::FieldKind::area;
    store_.each(caller_, query, [&](const Record& one) {
      const Value& value = one.values[index];
      if (const auto* real = std::get_if<double>(&value)) {
        if (area)
          hundredths += SquareMetres::from_double(*real).hundredths();
        else
          sum += *real;
      } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        sum += static_cast<double>(*whole);
      }
      return true;
    });
    return Value{area ? SquareMetres::from_hundredths(hundredths).as_double() : sum};
  }

  [[nodiscard]] Value path(const RecordType& type, std::span<const Value> values,
                           const std::string& path) const override {
    const RecordType* at = &type;
    std::span<const Value> row = values;
    std::string_view rest = path;
    while (true) {
      const std::size_t dot = rest.find('.');
      const int index = at->index_of(rest.substr(0, dot));
      if (index < 0 || row.empty()) return {};
      const Value& value = row[static_cast<std::size_t>(index)];
      if (dot == std::string_view::npos) return value;
      const RecordType* next = store_.model()->find_type(at->fields[static_cast<std::size_t>(index)].refers_to);
      const Value* reference = &value;
      rest = rest.substr(dot + 1);
      // Whole columns, as far along the path as there are any.
      while (true) {
        const auto* id = std::get_if<std::string>(&reference->base());
        const auto uuid = id == nullptr ? std::nullopt : Uuid::parse(*id);
        if (!uuid || next == nullptr) return {};
        at = next;
        const std::size_t step = rest.find('.');
        const int field = at->index_of(rest.substr(0, step));
        const auto* column = field < 0 ? nullptr : column_of(*at, field);
        if (column == nullptr) {
          row = met(*at, *uuid);
          break;
        }
        const auto found = column->find(*uuid);
        if (found == column->end()) return {};
        if (step == std::string_view::npos) return found->second;
        reference = &found->second;
        next = store_.model()->find_type(at->fields[static_cast<std::size_t>(field)].refers_to);
        rest = rest.substr(step + 1);
      }
    }
  }

 private:
  /// A few records are asked for one by one; of more a pass over the whole type is cheaper.
  static constexpr std::size_t kOneByOne = 300;
  /// And of more than these a column is not held.
  static constexpr std::int64_t kMostHeld = 4'000'000;

  using Column = std::unordered_map<Uuid, Value>;
  /// A field of every record of a type, once it was asked for often; null before, and for what is large.
  const Column* column_of(const RecordType& type, int field) const {
    Asked& asked = columns_[{&type, field}];
    if (asked.column != nullptr) return asked.column;
    const Field& of = type.fields[static_cast<std::size_t>(field)];
    if (++asked.times <= kOneByOne || of.kind == model::FieldKind::geometry || of.kind == model::FieldKind::lines ||
        of.encrypted)
      return nullptr;
    Query query;
    query.type = type.name;
    query.known_at = known_at_;
    if (asked.times == kOneByOne + 1) asked.held = store_.count(caller_, query) <= kMostHeld;
    if (!asked.held) return nullptr;
    query.fields = {of.name};
    query.any_order = true;
    WholeColumns& whole = shared();
    const std::lock_guard lock{whole.guard};
    auto known = whole.fields.find({&type, field});
    if (known == whole.fields.end()) {
      Column read;
      store_.each(caller_, query, [&](const Record& one) {
        read.emplace(one.id, one.values[static_cast<std::size_t>(field)]);
        return true;
      });
      known = whole.fields.emplace(std::pair{&type, field}, std::move(read)).first;
    }
    asked.column = &known->second;
    return asked.column;
  }
  WholeColumns& shared() const {
    if (!shared_) shared_ = store_.whole_columns(caller_, known_at_);
    return *shared_;
  }

  /// Children of all records, in one pass: those found along a path of references (activity.task), where no index
  /// leads, and those that were asked for often.
  const std::unordered_map<Uuid, double>& counted_along(const RecordType& type, std::size_t child) const {
    const auto known = along_.find({&type, child});
    if (known != along_.end()) return *known->second;
    WholeColumns& whole = shared();
    const std::lock_guard lock{whole.guard};
    if (const auto counted = whole.children.find({&type, child}); counted != whole.children.end())
      return *(along_[{&type, child}] = &counted->second);
    const model::ChildCount& count = type.children[child];
    const RecordType& of = *store_.model()->find_type(count.type);
    Query query;
    query.type = count.type;
    query.known_at = known_at_;
    query.where = count.where;
    query.fields = {count.by.substr(0, count.by.find('.'))};
    if (!count.sum.empty()) query.fields.push_back(count.sum);
    const int sum = count.sum.empty() ? -1 : of.index_of(count.sum);
    const bool area = sum >= 0 && of.fields[static_cast<std::size_t>(sum)].kind == model::FieldKind::area;
    query.any_order = sum < 0 || area;  // a sum of reals depends on the order of its parts: it keeps that of the ids
    std::unordered_map<Uuid, double> totals;
    store_.each(caller_, query, [&](const Record& one) {
      const Value parent = path(of, one.values, count.by);
      const auto* text = std::get_if<std::string>(&parent);
      const auto id = text == nullptr ? std::nullopt : Uuid::parse(*text);
      if (!id) return true;
      double& total = totals[*id];
      if (sum < 0) {
        total += 1;
        return true;
      }
      const Value& value = one.values[static_cast<std::size_t>(sum)];
      const auto* real = std::get_if<double>(&value);
      const auto* counted = std::get_if<std::int64_t>(&value);
      const double more = real != nullptr ? *real : counted != nullptr ? static_cast<double>(*counted) : 0;
      // Areas add in hundredths, so that a sum does not depend on the order of its parts.
      total = area ? (std::round(total * 100) + std::round(more * 100)) / 100 : total + more;
      return true;
    });
    return *(along_[{&type, child}] =
                 &whole.children.emplace(std::pair{&type, child}, std::move(totals)).first->second);
  }

  const std::vector<Value>& met(const RecordType& type, const Uuid& id) const {
    const auto known = by_id_.find(id);
    if (known != by_id_.end()) return known->second;
    if (by_id_.size() >= 50'000) by_id_.clear();  // bounded; places and organisations come back at once
    const auto found = store_.find(caller_, type.name, id, known_at_);
    return by_id_.emplace(id, found && !found->removed ? found->values : std::vector<Value>{}).first->second;
  }

  const StoreFile& store_;
  Caller caller_;
  std::optional<std::int64_t> known_at_;
  mutable std::shared_ptr<WholeColumns> shared_;
  mutable std::unordered_map<Uuid, std::vector<Value>> by_id_;
  mutable std::map<std::pair<const RecordType*, std::size_t>, const std::unordered_map<Uuid, double>*> along_;
  mutable std::map<std::pair<const RecordType*, std::size_t>, std::size_t> asked_children_;
  struct Asked {
    std::size_t times = 0;
    bool held = false;  ///< there are few enough
    const Column* column = nullptr;
  };
  mutable std::map<std::pair<const RecordType*, int>, Asked> columns_;
};

}  // namespace

bool StoreFile::within_rows(const Caller& caller, const RecordType& type, const Uuid& id,
                            const std::vector<Value>& values) const {
  if (!may_see(caller, type)) return false;
  const auto rows = caller.rows.find(type.name);
  if (rows == caller.rows.end()) return true;
  const model::TypeSchema schema{*model_, type};
  const cql2::Bound judge{rows->second, schema};
  // Walked as the owner, as Asking::within_rights does; one record holds no columns.
  const StoreSurroundings around{*this, Caller{}, std::nullopt};
  return judge.holds(model::RecordRow{type, schema.paths(), id, values, around}) == cql2::Bound::Truth::yes;
}

void StoreFile::require_right_to_change(const Caller& rights, const Change& change, const RecordType& type, bool exists,
                                        const std::vector<Value>& now) const {
  if (exists && !within_rows(rights, type, change.record, now)) {
    // To this caller there is no such record; only making another of its id tells that there is one.
    throw Problem{"store.unknown_record", {{"type", type.name}, {"record", change.record.text()}}};
  }
  for (const auto& [index, value] : change.set) {
    if (index >= 0 && index < static_cast<int>(type.fields.size()) &&
        !may_see(rights, type.fields[static_cast<std::size_t>(index)]))
      throw Problem{"store.hidden_field", {{"field", type.fields[static_cast<std::size_t>(index)].name}}};
  }
}

void StoreFile::require_right_to_leave(const Caller& rights, const RecordType& type, const Uuid& id,
                                       const std::vector<Value>& next) const {
  if (!within_rows(rights, type, id, next)) throw Problem{"store.outside_rights", {{"type", type.name}}};
}

std::shared_ptr<WholeColumns> StoreFile::whole_columns(const Caller& caller,
                                                       std::optional<std::int64_t> known_at) const {
  auto made = std::make_shared<WholeColumns>();
  made->seq = last_seq();
  made->known_at = known_at;
  made->highest_class = caller.highest_class;
  made->model = model();
  if (!caller.rows.empty()) return made;  // what a narrower view holds is its own
  const std::lock_guard lock{columns_guard_};
  std::erase_if(columns_, [](const auto& one) { return one.expired(); });
  for (const auto& one : columns_)
    if (auto held = one.lock(); held && held->seq == made->seq && held->known_at == made->known_at &&
                                held->highest_class == made->highest_class && held->model == made->model)
      return held;
  columns_.push_back(made);
  return made;
}

std::unique_ptr<model::Surroundings> StoreFile::surroundings(const Caller& caller,
                                                             std::optional<std::int64_t> known_at) const {
  auto made = std::make_unique<StoreSurroundings>(*this, caller, known_at);
  made->hold();
  return made;
}

std::optional<Record> StoreFile::find(const Caller& caller, std::string_view type, const Uuid& id,
                                      std::optional<std::int64_t> known_at) const {
  Query query;
  query.type = type;
  query.known_at = known_at;
  query.with_removed = true;
  Asking asking{*this, caller, query};
  if (!asking.visible()) return std::nullopt;
  const Lease reader{*this};
  const std::string source = asking.source();
  Statement row = reader->prepare("SELECT " + asking.select() + " FROM " + source + " AND r.id = ?1000");
  asking.bind(row);
  row.bind_blob(1000, bytes_of(id));
  if (!row.step()) return std::nullopt;
  Record record = asking.read(row);
  if (!asking.judged(record, StoreSurroundings{*this, caller, known_at})) return std::nullopt;
  asking.mask(record);
  return record;
}

Page StoreFile::query(const Caller& caller, const Query& query) const {
  Page page;
  Asking asking{*this, caller, query};
  if (!asking.visible() || query.limit == 0) return page;
  const Lease reader{*this};
  const auto around = std::make_unique<StoreSurroundings>(*this, caller, query.known_at);
  const std::string source = asking.source();
  Statement row = reader->prepare("SELECT " + asking.select() + " FROM " + source + asking.order());
  asking.bind(row);
  std::string last;
  while (row.step()) {
    Record record = asking.read(row);
    if (!asking.judged(record, *around)) continue;
    if (page.records.size() == query.limit) {
      page.next = last;
      break;
    }
    if (page.records.size() + 1 == query.limit) last = asking.cursor(record);
    asking.mask(record);
    page.records.push_back(std::move(record));
  }
  return page;
}

void StoreFile::each(const Caller& caller, const Query& query, const std::function<bool(const Record&)>& visit) const {
  Asking asking{*this, caller, query};
  if (!asking.visible()) return;
  const Lease reader{*this};
  const auto around = std::make_unique<StoreSurroundings>(*this, caller, query.known_at);
  const std::string source = asking.source();
  Statement row = reader->prepare("SELECT " + asking.select() + " FROM " + source + asking.order());
  asking.bind(row);
  std::size_t given = 0;
  Record record;
  while (given < query.limit && row.step()) {
    asking.read(row, record);
    if (!asking.judged(record, *around)) continue;
    asking.mask(record);
    ++given;
    if (!visit(record)) return;
  }
}

/// One thread's reader of pieces: a connection of its own, in one transaction from first to last.
class PieceReader {
 public:
  PieceReader(const StoreFile& store, const Caller& caller, const Query& query)
      : asking_(store, caller, query),
        around_(std::make_unique<StoreSurroundings>(store, caller, std::nullopt)),
        lease_(store) {
    asking_.by_piece();
    sql_ = "SELECT " + asking_.select() + " FROM " + asking_.source() + asking_.order();
  }
  ~PieceReader() { end(); }
  PieceReader(const PieceReader&) = delete;
  PieceReader& operator=(const PieceReader&) = delete;

  /// Begins, and says at which operation: readers that say the same see the same.
  std::int64_t begin() {
    end();
    lease_->run("BEGIN");
    begun_ = true;
    return lease_->integer("SELECT coalesce(max(seq), 0) FROM tilth_operation");
  }
  std::int64_t integer(const std::string& sql) { return lease_->integer(sql); }

  void read(std::int64_t first, std::int64_t last, const std::atomic<bool>& stopped, const auto& visit) {
    Statement row = lease_->prepare(sql_);
    asking_.bind(row);
    asking_.bind_piece(row, first, last);
    while (!stopped && row.step()) {
      asking_.read(row, record_);
      if (!asking_.judged(record_, *around_)) continue;
      asking_.mask(record_);
      if (!visit(record_)) return;
    }
  }

 private:
  void end() {
    if (begun_) sqlite3_exec(lease_->get(), "ROLLBACK", nullptr, nullptr, nullptr);
    begun_ = false;
  }

  Asking asking_;
  std::unique_ptr<model::Surroundings> around_;
  StoreFile::Lease lease_;
  std::string sql_;
  Record record_;
  bool begun_ = false;
};

void StoreFile::each_in_pieces(const Caller& caller, const Query& query, unsigned threads,
                               const std::function<bool(std::size_t piece, Record& record)>& visit) const {
  if (query.known_at || query.box || !query.sort.empty() || !query.after.empty() || query.limit != SIZE_MAX)
    return Store::each_in_pieces(caller, query, threads, visit);
  const TypeTable& table = table_of(query.type);
  if (!may_see(caller, *table.type)) return;
  Query anyhow = query;
  anyhow.any_order = true;
  constexpr std::int64_t kFew = 2048;  // rows that are not worth another piece
  std::vector<std::unique_ptr<PieceReader>> readers;
  readers.push_back(std::make_unique<PieceReader>(*this, caller, anyhow));
  const std::int64_t seq = readers[0]->begin();
  const std::int64_t first = readers[0]->integer("SELECT coalesce(min(fid), 0) FROM " + table.table),
                     rows = readers[0]->integer("SELECT coalesce(max(fid), -1) FROM " + table.table) - first + 1;
  if (rows <= 0) return;
  const auto pieces = std::clamp<std::int64_t>(rows / kFew, 1, kPieces);
  while (readers.size() < std::min<std::size_t>(threads, static_cast<std::size_t>(pieces))) {
    auto next = std::make_unique<PieceReader>(*this, caller, anyhow);
    constexpr int kTries = 3;
    bool same = false;
    for (int i = 0; i < kTries && !same; ++i) same = next->begin() == seq;
    if (!same) break;  // somebody wrote between the two: those who see the same go on without it
    readers.push_back(std::move(next));
  }
  std::atomic<bool> stopped{false};
  geo::in_parallel(static_cast<std::size_t>(pieces), static_cast<unsigned>(readers.size()), 1,
                   [&](unsigned thread, std::size_t piece, std::size_t) {
                     const auto at = static_cast<std::int64_t>(piece);
                     readers[thread]->read(first + rows * at / pieces, first + rows * (at + 1) / pieces - 1, stopped,
                                           [&](Record& record) {
                                             if (visit(piece, record)) return true;
                                             stopped = true;
                                             return false;
                                           });
                   });
}

std::int64_t StoreFile::at_most(const Caller& caller, std::string_view type) const {
  const TypeTable& table = table_of(type);
  if (!may_see(caller, *table.type)) return 0;
  return Lease { *this } -> integer("SELECT coalesce(max(fid), 0) FROM " + table.table);
}

std::int64_t StoreFile::count(const Caller& caller, const Query& query) const {
  Query counted = query;
  counted.fields = {};
  for (const Field& field : table_of(query.type).type->fields) {
    if (field.kind != model::FieldKind::geometry) {
      counted.fields = {field.name};  // one narrow column
      break;
    }
  }
  Asking asking{*this, caller, counted};
  if (!asking.visible()) return 0;
  const Lease reader{*this};
  const std::string source = asking.source();
  if (asking.exact() && !query.box) {
    const std::string rows =
        query.limit > INT64_MAX ? source : "(SELECT 1 FROM " + source + " LIMIT " + std::to_string(query.limit) + ")";
    Statement row = reader->prepare("SELECT count(*) FROM " + rows);
    asking.bind(row);
    return row.step() ? row.integer(0) : 0;
  }
  const auto around = std::make_unique<StoreSurroundings>(*this, caller, query.known_at);
  Statement row = reader->prepare("SELECT " + asking.select() + " FROM " + source);
  asking.bind(row);
  std::int64_t hits = 0;
  while (hits < static_cast<std::int64_t>(std::min<std::size_t>(query.limit, INT64_MAX)) && row.step()) {
    if (asking.judged(asking.read(row), *around)) ++hits;
  }
  return hits;
}

std::optional<geo::Box> StoreFile::extent(const Caller& caller, std::string_view name) const {
  const TypeTable& table = table_of(name);
  if (table.main_geometry < 0 || !may_see(caller, *table.type) || caller.rows.contains(std::string{name}) ||
      !may_see(caller, table.type->fields[static_cast<std::size_t>(table.main_geometry)]))
    return std::nullopt;
  const Lease reader{*this};
  return root_box(*reader, table.rtree(table.main_geometry));
}

std::vector<Group> StoreFile::aggregate(const Caller& caller, const Aggregate& question) const {
  Query query;
  query.type = question.type;
  query.where = question.where;
  query.known_at = question.known_at;
  query.true_at = question.true_at;
  query.fields = question.group_by;
  query.fields.insert(query.fields.end(), question.sum.begin(), question.sum.end());
  Asking asking{*this, caller, query};
  if (!asking.visible()) return {};
  const RecordType& type = *table_of(question.type).type;
  for (const std::string& name : query.fields) require_seen(caller, *model_, type, name);
  const auto field_of = [&](const std::string& name) -> const Field& { return *type.find(name); };
  const auto read_sum = [](const Field& field, std::int64_t whole, double real) {
    return field.kind == model::FieldKind::area ? static_cast<double>(whole) / 100.0
           : field.kind == model::FieldKind::integer || field.kind == model::FieldKind::money
               ? static_cast<double>(whole)
               : real;
  };
  const Lease reader{*this};
  const std::string source = asking.source();
  std::vector<Group> groups;
  if (asking.exact()) {
    std::string select, by;
    for (const std::string& name : question.group_by) by += (by.empty() ? "r." : ", r.") + in_quotes(name);
    select = by + (by.empty() ? "" : ", ") + "count(*)";
    for (const std::string& name : question.sum)
      select += ", sum(r." + in_quotes(name) + "), sum(r." + in_quotes(name) + " IS NULL)";
    Statement row = reader->prepare("SELECT " + select + " FROM " + source +
                                    (by.empty() ? "" : " GROUP BY " + by + " ORDER BY " + by));
    asking.bind(row);
    while (row.step()) {
      Group group;
      int column = 0;
      for (const std::string& name : question.group_by) group.key.push_back(read_value(row, column++, field_of(name)));
      group.count = row.integer(column++);
      for (const std::string& name : question.sum) {
        group.sums.push_back(read_sum(field_of(name), row.integer(column), row.real(column)));
        group.missing.push_back(row.integer(column + 1));
        column += 2;
      }
      if (group.count > 0 || !question.group_by.empty()) groups.push_back(std::move(group));
    }
    return groups;
  }
  // What SQL cannot answer exactly is added up record by record, areas as whole hundredths.
  struct Sums {
    Group group;
    std::vector<std::int64_t> whole;
    std::vector<double> real;
  };
  std::map<std::string, Sums> by_key;
  const auto around = std::make_unique<StoreSurroundings>(*this, caller, question.known_at);
  Statement row = reader->prepare("SELECT " + asking.select() + " FROM " + source + asking.order());
  asking.bind(row);
  while (row.step()) {
    const Record record = asking.read(row);
    if (!asking.judged(record, *around)) continue;
    std::string key;
    for (const std::string& name : question.group_by) {
      append_value(key, field_of(name), value_of(type, record, name));
      key += '\n';
    }
    auto [at, added] = by_key.try_emplace(std::move(key));
    Sums& sums = at->second;
    if (added) {
      for (const std::string& name : question.group_by) sums.group.key.push_back(value_of(type, record, name));
      sums.whole.assign(question.sum.size(), 0);
      sums.real.assign(question.sum.size(), 0);
      sums.group.missing.assign(question.sum.size(), 0);
    }
    ++sums.group.count;
    for (std::size_t i = 0; i < question.sum.size(); ++i) {
      const Value& value = value_of(type, record, question.sum[i]);
      if (const auto* whole = std::get_if<std::int64_t>(&value))
        sums.whole[i] += *whole;
      else if (const auto* real = std::get_if<double>(&value)) {
        if (field_of(question.sum[i]).kind == model::FieldKind::area)
          sums.whole[i] += SquareMetres::from_double(*real).hundredths();
        else
          sums.real[i] += *real;
      } else {
        ++sums.group.missing[i];
      }
    }
  }
  for (auto& [key, sums] : by_key) {
    for (std::size_t i = 0; i < question.sum.size(); ++i)
      sums.group.sums.push_back(read_sum(field_of(question.sum[i]), sums.whole[i], sums.real[i]));
    groups.push_back(std::move(sums.group));
  }
  return groups;
}

}  // namespace tilth::store::sqlite
