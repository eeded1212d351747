// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/model_effects.h"

#include "model/carried_value.h"

#include <algorithm>
#include <functional>

namespace tilth::store::sqlite {
namespace {

using model::Difference;
using model::Field;
using model::FieldKind;
using model::RecordType;
using Kind = ModelEffect::Kind;

constexpr std::size_t kMostExamples = 5;

/// "hazard.restrictions.note" -> hazard, restrictions, note
std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= name.size();) {
    const std::size_t dot = std::min(name.find('.', from), name.size());
    parts.push_back(name.substr(from, dot - from));
    from = dot + 1;
  }
  return parts;
}

std::string text_of(const std::optional<cql2::Expression>& expression) {
  return expression ? cql2::to_text(*expression) : std::string{};
}

bool has_code(const model::CodeList& list, const cql2::Value& value) {
  if (const auto* many = std::get_if<std::shared_ptr<const cql2::Array>>(&value))
    return std::all_of((*many)->begin(), (*many)->end(), [&](const cql2::Value& one) { return has_code(list, one); });
  const auto* code = std::get_if<std::string>(&value);
  return code == nullptr || list.find(*code) != nullptr;
}

/// Whether a line of a field of kind lines has something under a key.
bool says(const cql2::Value& lines, const std::string& key) {
  const auto* text = std::get_if<std::string>(&lines);
  const Json json = text == nullptr ? Json() : Json::parse(*text, nullptr, false);
  return json.is_array() && std::any_of(json.begin(), json.end(), [&](const Json& line) {
           return line.is_object() && line.contains(key) && !line[key].is_null();
         });
}

bool line_holds_code(const cql2::Value& lines, const std::string& key, const std::string& code) {
  const auto* text = std::get_if<std::string>(&lines);
  const Json json = text == nullptr ? Json() : Json::parse(*text, nullptr, false);
  return json.is_array() && std::any_of(json.begin(), json.end(), [&](const Json& line) {
           if (!line.is_object() || !line.contains(key)) return false;
           const Json& value = line[key];
           return value == code || (value.is_array() && std::find(value.begin(), value.end(), code) != value.end());
         });
}

class Effects {
 public:
  Effects(Connection& connection, const model::Model& before, const TypeTables& tables, const model::Model& after)
      : connection_(connection), before_(before), tables_(tables), after_(after) {}

  ModelEffect of(const Difference& difference) {
    ModelEffect effect;
    effect.difference = difference;
    if (difference.what == "type") of_type(effect);
    if (difference.what == "field") of_field(effect);
    if (difference.what == "rule") of_rule(effect);
    if (difference.what == "code") of_code(effect);
    return effect;
  }

 private:
  std::int64_t living(const std::string& type) {
    return connection_.integer("SELECT count(*) FROM " + in_quotes(type) + " WHERE NOT removed");
  }

  void example(ModelEffect& effect, const TypeTable& table, std::string_view id) {
    if (effect.examples.size() >= kMostExamples) return;
    Uuid uuid;
    std::copy_n(id.begin(), std::min<std::size_t>(16, id.size()), uuid.bytes.begin());
    const Field* label = table.type->find(table.type->label_field);
    std::string text;
    if (label != nullptr && label->kind == FieldKind::text && !label->encrypted) {
      Statement row =
          connection_.prepare("SELECT " + in_quotes(label->name) + " FROM " + table.table + " WHERE id = ?1");
      row.bind_blob(1, id);
      if (row.step()) text = row.text(0);
    }
    effect.examples.push_back(text.empty() ? uuid.text() : text);
  }

  /// Every value that is not null: of the records as they are, removed ones too, and of their earlier states.
  void each_value(const TypeTable& table, int index,
                  const std::function<void(std::string_view id, bool lives, const cql2::Value&)>& visit) {
    const Field& field = table.type->fields[static_cast<std::size_t>(index)];
    const bool side = std::find(table.side_shapes.begin(), table.side_shapes.end(), index) != table.side_shapes.end();
    const std::string column = side ? "g.geom" : "t." + in_quotes(field.name);
    const std::string from =
        table.table + " AS t" + (side ? " JOIN " + table.side_table(index) + " AS g ON g.fid = t.fid" : "");
    for (const std::string& sql :
         {"SELECT t.id, t.removed, " + column + " FROM " + from + " WHERE " + column + " IS NOT NULL",
          "SELECT id, 1, " + in_quotes(field.name) + " FROM " + table.history + " WHERE " + in_quotes(field.name) +
              " IS NOT NULL"}) {
      Statement row = connection_.prepare(sql);
      while (row.step()) visit(row.blob(0), row.integer(1) == 0, read_value(row, 2, field));
    }
  }

  /// Counts the values that hold a condition; nothing given counts all.
  void count(ModelEffect& effect, const TypeTable& table, int index,
             const std::function<bool(const cql2::Value&)>& holds = {}) {
    std::int64_t records = effect.records.value_or(0);
    each_value(table, index, [&](std::string_view id, bool lives, const cql2::Value& value) {
      if (holds && !holds(value)) return;
      ++(lives ? records : effect.earlier);
      if (lives) example(effect, table, id);
    });
    effect.records = records;
  }

  void of_type(ModelEffect& effect) {
    const RecordType* type = before_.find_type(effect.difference.name);
    if (type == nullptr) return;
    effect.records = living(type->name);
    if (effect.difference.kind == Difference::Kind::removed) {
      const TypeTable& table = tables_.find(type->name)->second;
      effect.earlier = connection_.integer("SELECT count(*) FROM " + table.table + " WHERE removed") +
                       connection_.integer("SELECT count(*) FROM " + table.history);
      effect.kind = *effect.records > 0 ? Kind::lost : effect.earlier > 0 ? Kind::only_earlier : Kind::none;
      Statement row = connection_.prepare("SELECT id FROM " + table.table + " WHERE NOT removed LIMIT " +
                                          std::to_string(kMostExamples));
      while (row.step()) example(effect, table, std::string{row.blob(0)});
    } else if (after_.find_type(type->name)->record_class < type->record_class) {
      effect.kind = Kind::seen_by_more;
    }
  }

  void of_field(ModelEffect& effect) {
    const std::vector<std::string> parts = parts_of(effect.difference.name);
    const auto at = tables_.find(parts[0]);
    const RecordType* now_type = after_.find_type(parts[0]);
    if (at == tables_.end() || now_type == nullptr) return;
    const TypeTable& table = at->second;
    if (parts.size() == 3) return of_line_field(effect, table, *now_type, parts[1], parts[2]);
    const Field* now = now_type->find(parts[1]);
    if (effect.difference.kind == Difference::Kind::added) {
      if (now->computed)
        effect.kind = Kind::worked_out;
      else if (now->required)
        effect.kind = Kind::to_check;
      if (effect.kind != Kind::none) effect.records = living(parts[0]);
      return;
    }
    if (effect.difference.kind == Difference::Kind::removed) {
      const int index = table.type->index_of(parts[1]);
      count(effect, table, index);
      if (table.type->fields[static_cast<std::size_t>(index)].computed) return;
      effect.kind = *effect.records > 0 ? Kind::lost : effect.earlier > 0 ? Kind::only_earlier : Kind::none;
      return;
    }
    const std::vector<int> next = model::successors(table.type->fields, now_type->fields);
    const auto found = std::find(next.begin(), next.end(), now_type->index_of(parts[1]));
    of_changed_field(effect, table, static_cast<int>(found - next.begin()), *now_type, *now);
  }

  void of_changed_field(ModelEffect& effect, const TypeTable& table, int index, const RecordType& now_type,
                        const Field& now) {
    const Field& was = table.type->fields[static_cast<std::size_t>(index)];
    if (!effect.difference.was.empty()) {
      effect.kind = Kind::carried;
      return count(effect, table, index);
    }
    if (now.computed && was.computed && (text_of(was.computed) != text_of(now.computed) || was.kind != now.kind)) {
      effect.kind = Kind::worked_out;
      effect.records = living(table.type->name);
      return;
    }
    if (now.computed.has_value() != was.computed.has_value()) {
      count(effect, table, index);
      if (*effect.records + effect.earlier == 0)
        effect.kind = now.computed ? Kind::worked_out : Kind::none;
      else
        effect.kind = now.computed ? Kind::changed : Kind::emptied;
      return;
    }
    const std::vector<int> next = model::successors(table.type->fields, now_type.fields);
    const int currency = was.currency_field.empty() ? -1 : table.type->index_of(was.currency_field);
    if (currency >= 0 && (next[static_cast<std::size_t>(currency)] < 0 ||
                          next[static_cast<std::size_t>(currency)] != now_type.index_of(now.currency_field))) {
      count(effect, table, index);
      if (*effect.records + effect.earlier > 0) effect.kind = Kind::changed;
      return;
    }
    const model::CodeList* list = after_.find_codes(now.codes);
    const bool new_codes = now.kind == FieldKind::code && (was.kind != now.kind || was.codes != now.codes);
    if (was.kind != now.kind || was.many != now.many || was.encrypted != now.encrypted ||
        was.refers_to != now.refers_to || new_codes) {
      ModelEffect refused = effect;
      refused.kind = Kind::changed;
      bool earlier_refused = false;
      std::int64_t unfit = 0, all = 0;
      each_value(table, index, [&](std::string_view id, bool lives, const cql2::Value& value) {
        const auto carried = model::carried(was, now, list, value);
        const bool unknown = carried && new_codes && lives && !has_code(*list, *carried);
        all += lives ? 1 : 0;
        effect.earlier += lives ? 0 : 1;
        if (carried && !unknown) return;
        if (unknown) refused.kind = Kind::lost;
        unfit += lives ? 1 : 0;
        refused.earlier += lives ? 0 : 1;
        earlier_refused = earlier_refused || !lives;
        if (lives || refused.examples.empty()) example(refused, table, id);
      });
      if (unfit > 0 || earlier_refused) {
        refused.records = unfit;
        effect = std::move(refused);
        return;
      }
      effect.kind = Kind::carried;
      effect.records = all;
      return;
    }
    if (now.field_class < was.field_class) {
      effect.kind = Kind::seen_by_more;
      return count(effect, table, index);
    }
    if (!effect.difference.breaks) return;
    effect.kind = Kind::to_check;
    if (now.required && !was.required) {
      count(effect, table, index);
      effect.records = living(table.type->name) - *effect.records;
    } else {
      count(effect, table, index);
    }
  }

  void of_line_field(ModelEffect& effect, const TypeTable& table, const RecordType& now_type, const std::string& field,
                     const std::string& key) {
    const Field* now = now_type.find(field);
    const std::vector<int> next = model::successors(table.type->fields, now_type.fields);
    const auto found = std::find(next.begin(), next.end(), now_type.index_of(field));
    if (found == next.end() || now == nullptr || effect.difference.kind == Difference::Kind::added) return;
    const auto index = static_cast<int>(found - next.begin());
    const Field& was = table.type->fields[static_cast<std::size_t>(index)];
    if (effect.difference.kind == Difference::Kind::removed) {
      count(effect, table, index, [&](const cql2::Value& lines) { return says(lines, key); });
      effect.kind = *effect.records > 0 ? Kind::lost : Kind::none;
      return;
    }
    count(effect, table, index, [&](const cql2::Value& lines) { return !model::carried(was, *now, nullptr, lines); });
    if (*effect.records + effect.earlier > 0) {
      effect.kind = Kind::changed;
      return;
    }
    const std::string& old = effect.difference.was.empty() ? key : effect.difference.was;
    count(effect, table, index, [&](const cql2::Value& lines) { return says(lines, old); });
    effect.kind =
        effect.difference.was.empty() ? (effect.difference.breaks ? Kind::to_check : Kind::none) : Kind::carried;
  }

  void of_rule(ModelEffect& effect) {
    if (effect.difference.kind == Difference::Kind::removed) {
      Statement row =
          connection_.prepare("SELECT count(*) FROM tilth_finding WHERE rule = ?1 AND state IN ('open', 'accepted')");
      row.bind(1, effect.difference.name);
      effect.records = row.step() ? row.integer(0) : 0;
      effect.kind = *effect.records > 0 ? Kind::findings_end : Kind::none;
      return;
    }
    const std::string type = parts_of(effect.difference.name)[0];
    if (!tables_.contains(type)) return;
    effect.records = living(type);
    effect.kind = Kind::to_check;
  }

  /// A code that went, or has another name: where records hold it.
  void of_code(ModelEffect& effect) {
    const bool renamed = !effect.difference.was.empty();
    if (!renamed && effect.difference.kind != Difference::Kind::removed) return;
    const std::size_t dot = effect.difference.name.find('.');
    const std::string list = effect.difference.name.substr(0, dot);
    const std::string code = renamed ? effect.difference.was : effect.difference.name.substr(dot + 1);
    effect.records = 0;
    std::int64_t in_lines = 0;
    for (const auto& [name, table] : tables_) {
      const RecordType* now_type = after_.find_type(name);
      if (now_type == nullptr) continue;
      const std::vector<int> next = model::successors(table.type->fields, now_type->fields);
      for (std::size_t i = 0; i < table.type->fields.size(); ++i) {
        const Field& field = table.type->fields[i];
        if (next[i] < 0) continue;
        if (field.codes == list && now_type->fields[static_cast<std::size_t>(next[i])].codes == list)
          count(effect, table, static_cast<int>(i), [&](const cql2::Value& value) {
            const auto* many = std::get_if<std::shared_ptr<const cql2::Array>>(&value);
            const cql2::Value wanted{code};
            return many == nullptr ? cql2::same(value, wanted)
                                   : std::any_of((*many)->begin(), (*many)->end(),
                                                 [&](const cql2::Value& one) { return cql2::same(one, wanted); });
          });
        for (const Field& line : field.line_fields) {
          if (line.codes != list) continue;
          const std::int64_t so_far = *effect.records;
          count(effect, table, static_cast<int>(i),
                [&](const cql2::Value& value) { return line_holds_code(value, line.name, code); });
          in_lines += *effect.records - so_far;
        }
      }
    }
    if (renamed)
      effect.kind = in_lines > 0 ? Kind::changed : Kind::carried;
    else
      effect.kind = *effect.records > 0 ? Kind::lost : effect.earlier > 0 ? Kind::only_earlier : Kind::none;
  }

  Connection& connection_;
  const model::Model& before_;
  const TypeTables& tables_;
  const model::Model& after_;
};

}  // namespace

std::vector<ModelEffect> effects_of(Connection& connection, const model::Model& before, const TypeTables& tables,
                                    const model::Model& after) {
  Effects effects{connection, before, tables, after};
  std::vector<ModelEffect> all;
  for (const Difference& difference : model::differences(before, after)) {
    ModelEffect effect = effects.of(difference);
    if (!effect.refused()) effect.examples.clear();
    all.push_back(std::move(effect));
  }
  return all;
}

}  // namespace tilth::store::sqlite
