// SPDX-License-Identifier: Apache-2.0
// tilth ledger: every square metre of hazard land, from the day it was known to the day it was released.
#include "cli/command.h"

#include "release/largest_remainder.h"
#include "release/ledger_reader.h"
#include "release/ledger_tables.h"
#include "report/ledger_account.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace tilth::cli {
namespace {

using release::Account;
using release::Basis;
using release::Dimension;
using release::EntryKind;

struct LedgerRequest {
  std::filesystem::path programme;
  std::string by = "year", as_at, known_at, hazard, place, province, organisation, contamination, land_class;
  bool entries = false, findings = false;
};

constexpr auto& kColumns = report::kAccountColumns;
constexpr auto& kBeside = report::kBesideAccount;
using report::account_json;
using report::columns_of;

/// What people call the records of a type, by id.
std::map<std::string, std::string> labels_of(const store::Store& store, const std::string& type) {
  std::map<std::string, std::string> labels;
  const auto model = store.model();
  const model::RecordType* known = model->find_type(type);
  if (known == nullptr || known->label_field.empty()) return labels;
  store.each({}, {.type = type, .fields = {known->label_field}}, [&](const store::Record& record) {
    if (const auto* text = std::get_if<std::string>(&store::value_of(*known, record, known->label_field).base()))
      labels[record.id.text()] = *text;
    return true;
  });
  return labels;
}

std::string type_of(const store::Store& store, Dimension dimension) {
  return report::type_of(*store.model(), dimension);
}

/// A record by its id or by what people call it. @throws Problem "ledger.unknown_name"
Uuid named(const store::Store& store, Dimension dimension, const std::string& name) {
  if (const std::optional<Uuid> id = Uuid::parse(name)) return *id;
  std::optional<Uuid> found;
  for (const auto& [id, label] : labels_of(store, type_of(store, dimension))) {
    if (label != name) continue;
    if (found)
      throw Problem{"ledger.unknown_name",
                    {{"name", name}, {"what", text_of(dimension)}, {"reason", "several have this name; give the id"}}};
    found = Uuid::parse(id);
  }
  if (!found)
    throw Problem{"ledger.unknown_name",
                  {{"name", name}, {"what", text_of(dimension)}, {"reason", "none has this name"}}};
  return *found;
}

Date date_of(const std::string& option, const std::string& text) {
  const std::optional<Date> date = Date::parse(text);
  if (!date) throw Problem{"ledger.bad_date", {{"option", option}, {"found", text}}};
  return *date;
}

release::View view_of(const store::Store& store, const LedgerRequest& request) {
  release::View view;
  if (!request.as_at.empty()) view.as_at = date_of("--as-at", request.as_at);
  if (!request.hazard.empty()) view.hazard = named(store, Dimension::hazard, request.hazard);
  if (!request.place.empty()) view.place = named(store, Dimension::place, request.place);
  if (!request.province.empty()) view.province = named(store, Dimension::province, request.province);
  if (!request.organisation.empty()) view.organisation = named(store, Dimension::organisation, request.organisation);
  if (!request.contamination.empty()) view.contamination = request.contamination;
  if (!request.land_class.empty()) view.land_class = request.land_class;
  return view;
}

/// The line's figures, "-" where there is none.
std::vector<std::string> cells(const Account& account, const std::vector<EntryKind>& columns, std::int64_t sum) {
  const std::vector<std::int64_t> whole = report::whole_cells(account, columns, sum);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < columns.size(); ++i)
    texts.push_back(account.of(columns[i]) == SquareMetres{} ? "-" : shown(whole[i]));
  return texts;
}

std::string heading(EntryKind kind) {
  std::string text{text_of(kind)};
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

void print_notes(const Account& all, const release::Ledger& ledger) {
  std::cout << "Figures are m2, rounded so that every line adds up; exact to 0.01 m2 with --json.\n";
  if (all.mixed()) {
    std::cout << "They are of more than one basis:";
    const char* between = " ";
    for (int basis = 0; basis < release::kBases; ++basis) {
      SquareMetres in, out;
      for (const EntryKind kind : kColumns) {
        const SquareMetres area = all.of(kind, static_cast<Basis>(basis));
        if (kind == EntryKind::transferred_in || kind == EntryKind::transferred_out ||
            kind == EntryKind::reclassified_in || kind == EntryKind::reclassified_out)
          continue;
        if (sign_of(kind) > 0 || kind == EntryKind::corrected)
          in += area;
        else
          out += area;
      }
      if (in == SquareMetres{} && out == SquareMetres{}) continue;
      std::cout << between
                << fmt::format("{} {} in, {} released", text_of(static_cast<Basis>(basis)), shown(in), shown(out));
      between = "; ";
    }
    std::cout << ".\n";
  }
  for (const auto& [in, words] : {std::pair{EntryKind::transferred_in, "Moved between hazards (split, merged)"},
                                  std::pair{EntryKind::reclassified_in, "Reclassified"}})
    if (all.of(in) != SquareMetres{})
      std::cout << fmt::format("{}: {} m2, neither found nor released.\n", words, shown(all.of(in)));
  for (const EntryKind kind : kBeside)
    if (all.of(kind) != SquareMetres{})
      std::cout << fmt::format("Beside the account, {}: {} m2\n", heading(kind), shown(all.of(kind)));
  if (!ledger.findings().empty())
    std::cout << fmt::format("{} questions about these figures: tilth ledger ... --findings\n",
                             shown(static_cast<std::int64_t>(ledger.findings().size())));
}

void print_years(const release::Ledger& ledger, const release::View& view, const Terminal& terminal) {
  const std::vector<release::YearLine> lines = year_table(ledger, view);
  const Account all = total(ledger, view);
  const bool known = ledger.knows_land(view.as_at);
  if (terminal.json) {
    Json rows = Json::array();
    for (const release::YearLine& line : lines) {
      Json row = account_json(line.flows, true);
      row["year"] = line.year ? Json(*line.year) : Json();
      if (known) {
        row["opening"] = line.opening.as_double();
        row["closing"] = line.closing.as_double();
      }
      rows.push_back(std::move(row));
    }
    terminal.print({{"unit", "m2"},
                    {"years", rows},
                    {"total", account_json(all, !known)},
                    {"findings", ledger.findings().size()}});
    return;
  }
  std::vector<const Account*> flows;
  for (const release::YearLine& line : lines) flows.push_back(&line.flows);
  const std::vector<EntryKind> columns = columns_of(flows);
  std::vector<std::string> head{"year", "opening"};
  for (const EntryKind kind : columns) head.push_back(heading(kind));
  head.emplace_back("closing");
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const release::YearLine& line = lines[i];
    std::string year = line.year ? std::to_string(*line.year) : "undated";
    // Years in which nothing happened share a row: one wrong date must not fill the screen.
    std::size_t last = i;
    while (line.year && line.flows.empty() && last + 1 < lines.size() && lines[last + 1].year &&
           lines[last + 1].flows.empty())
      ++last;
    if (last > i + 1) {
      year += " to " + std::to_string(*lines[last].year);
      i = last;
    }
    std::vector<std::string> row{std::move(year), known ? shown(line.opening) : "-"};
    const std::int64_t grown = release::whole_metres(line.closing) - release::whole_metres(line.opening);
    for (std::string& text : cells(line.flows, columns, grown)) row.push_back(std::move(text));
    row.push_back(known ? shown(line.closing) : "-");
    rows.push_back(std::move(row));
  }
  terminal.print_table(head, rows);
  print_notes(all, ledger);
}

void print_accounts(const store::Store& store, const release::Ledger& ledger, Dimension dimension,
                    const release::View& view, const Terminal& terminal) {
  const std::map<std::string, Account> accounts = accounts_by(ledger, dimension, view);
  const std::string type = type_of(store, dimension);
  const std::map<std::string, std::string> labels =
      type.empty() ? std::map<std::string, std::string>{} : labels_of(store, type);
  const bool flows_only = dimension == Dimension::organisation;
  const Account all = total(ledger, view);
  const bool known = ledger.knows_land(view.as_at);
  const auto label = [&](const std::string& key) {
    if (key.empty())
      return std::string{dimension == Dimension::hazard ? "(outside any recorded hazard)" : "(not recorded)"};
    const auto at = labels.find(key);
    return at == labels.end() ? key : at->second;
  };
  if (terminal.json) {
    Json rows = Json::array();
    for (const auto& [key, account] : accounts) {
      Json row = account_json(account, flows_only);
      row[std::string{text_of(dimension)}] = key.empty() ? Json() : Json(key);
      row["name"] = key.empty() ? Json() : Json(label(key));
      rows.push_back(std::move(row));
    }
    terminal.print({{"unit", "m2"},
                    {"by", text_of(dimension)},
                    {"accounts", rows},
                    {"total", account_json(all, !known)},
                    {"findings", ledger.findings().size()}});
    return;
  }
  std::vector<const Account*> lines{&all};
  for (const auto& [key, account] : accounts) lines.push_back(&account);
  const std::vector<EntryKind> columns = columns_of(lines);
  std::vector<std::string> head{std::string{text_of(dimension)}};
  for (const EntryKind kind : columns) head.push_back(heading(kind));
  head.emplace_back(flows_only ? "released" : "remaining");
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](const std::string& name, const Account& account) {
    std::vector<std::string> row{name};
    for (std::string& text : cells(account, columns, release::whole_metres(account.remaining())))
      row.push_back(std::move(text));
    row.push_back(flows_only ? shown(account.released()) : known ? shown(account.remaining()) : "-");
    rows.push_back(std::move(row));
  };
  for (const auto& [key, account] : accounts) add(label(key), account);
  std::sort(rows.begin(), rows.end());
  add("total", all);
  terminal.print_table(head, rows);
  print_notes(all, ledger);
}

void print_entries(const store::Store& store, const release::Ledger& ledger, const release::View& view,
                   const Terminal& terminal) {
  const std::map<std::string, std::string> labels = labels_of(store, "hazard");
  Json rows = Json::array();
  std::vector<std::vector<std::string>> lines;
  for (const release::Entry& entry : ledger.entries()) {
    if (!view.holds(ledger, entry)) continue;
    const auto at = labels.find(entry.hazard.text());
    const std::string name = entry.hazard.is_nil() ? "" : at == labels.end() ? entry.hazard.text() : at->second;
    const std::string on = entry.on.year == 0 ? "undated" : entry.on.text();
    if (terminal.json)
      rows.push_back({{"hazard", entry.hazard.is_nil() ? Json() : Json(entry.hazard.text())},
                      {"name", name},
                      {"entry", text_of(entry.kind)},
                      {"area", entry.area.as_double()},
                      {"basis", text_of(entry.basis)},
                      {"on", entry.on.year == 0 ? Json() : Json(on)},
                      {"source", entry.source.text()},
                      {"class", ledger.name(entry.land_class)},
                      {"contamination", ledger.name(entry.contamination)},
                      {"reason", ledger.name(entry.reason)}});
    else
      lines.push_back({on, name, heading(entry.kind), shown(entry.area), std::string{text_of(entry.basis)},
                       ledger.name(entry.reason)});
  }
  if (terminal.json)
    terminal.print({{"unit", "m2"}, {"entries", rows}});
  else
    terminal.print_table({"on", "hazard", "entry", "m2", "basis", "reason"}, lines);
}

/// What a finding of the ledger says. `tilth check` has them in the model's words; here all of them, those too that no
/// rule of the model takes up.
std::string words_of(const std::string& check) {
  if (check == "double_release") return "land that an earlier product had released";
  if (check == "product_outside_hazard") return "land outside its hazard";
  if (check == "remaining_negative") return "more than there was left";
  if (check == "closed_with_remaining") return "closed while land remains";
  if (check == "area_mismatch") return "the reported area is not the measured one";
  if (check == "release_before_hazard") return "released before the hazard was identified";
  if (check == "release_without_hazard") return "released land of no recorded hazard";
  if (check == "release_without_area") return "released, but no outline and no figure";
  if (check == "release_without_date") return "released, but nobody knows when";
  if (check == "hazard_without_area") return "no outline and no figure";
  if (check == "transfer_without_target") return "moved to a hazard that is not there";
  return check;
}

void print_findings(const store::Store& store, const release::Ledger& ledger, const Terminal& terminal) {
  Json rows = Json::array();
  std::vector<std::vector<std::string>> lines;
  std::map<std::string, std::map<std::string, std::string>> labels;
  for (const Finding& finding : ledger.findings()) {
    Json records = Json::array();
    std::string name;
    auto [of_type, fresh] = labels.try_emplace(finding.type);
    if (fresh && !terminal.json) of_type->second = labels_of(store, finding.type);
    for (const Uuid& record : finding.records) {
      records.push_back(record.text());
      const auto at = of_type->second.find(record.text());
      if (name.empty() && at != of_type->second.end()) name = at->second;
    }
    if (name.empty() && !finding.records.empty()) name = finding.records.front().text();
    std::string values;
    for (const auto& [key, value] : finding.values.items()) {
      const bool metres = key.ends_with("_m2") && value.is_number();
      const std::string text = metres              ? shown(SquareMetres::from_double(value.get<double>())) + " m2"
                               : value.is_string() ? value.get<std::string>()
                               : key == "share"    ? fmt::format("{:.1f} %", value.get<double>() * 100)
                                                   : value.dump();
      std::string what = metres ? key.substr(0, key.size() - 3) : key;
      std::replace(what.begin(), what.end(), '_', ' ');
      values += (values.empty() ? "" : ", ") + what + " " + text;
    }
    lines.push_back({finding.type, name, words_of(finding.rule), values});
    rows.push_back({{"check", finding.rule}, {"type", finding.type}, {"records", records}, {"values", finding.values}});
  }
  if (terminal.json)
    terminal.print({{"findings", rows}});
  else
    terminal.print_table({"type", "record", "what", "figures"}, lines);
}

}  // namespace

void add_ledger_command(CLI::App& app, Terminal& terminal) {
  auto request = std::make_shared<LedgerRequest>();
  CLI::App* command = app.add_subcommand("ledger", "the land-release account: created, released, remaining");
  command->add_option("PROGRAMME", request->programme, "the programme's file")->required();
  command
      ->add_option("--by", request->by,
                   "year (the national table), hazard, place, province, organisation, contamination or class")
      ->check(CLI::IsMember({"year", "hazard", "place", "province", "organisation", "contamination", "class"}))
      ->capture_default_str();
  command->add_option("--as-at", request->as_at, "the account as at a date: 2024, 2024-06 or 2024-06-30");
  command->add_option("--known-at", request->known_at,
                      "as it was known then: an instant, 2024-06, 2024-06-30, or the number of an operation");
  command->add_option("--hazard", request->hazard, "only this hazard, by name or id");
  command->add_option("--place", request->place, "only this place, by name or id");
  command->add_option("--province", request->province, "only this province, by name or id");
  command->add_option("--organisation", request->organisation, "only what this organisation recorded or released");
  command->add_option("--contamination", request->contamination, "only this contamination, by code");
  command->add_option("--class", request->land_class, "only this class of land, by code");
  command->add_flag("--entries", request->entries, "every line of the account instead of sums");
  command->add_flag("--findings", request->findings, "what is odd about the figures");
  command->callback([request, &terminal] {
    const auto store = open_to_read(request->programme);
    const auto progress = terminal.progress();
    const release::LandHistory history =
        release::read_land_history(*store, {}, known_at(*store, "--known-at", request->known_at), *progress);
    const release::View view = view_of(*store, *request);
    const release::Ledger ledger = release::Ledger::of(history, {}, *progress);
    if (request->findings) return print_findings(*store, ledger, terminal);
    if (request->entries) return print_entries(*store, ledger, view, terminal);
    if (request->by == "year") return print_years(ledger, view, terminal);
    print_accounts(*store, ledger, *release::dimension_from(request->by), view, terminal);
  });
}

}  // namespace tilth::cli
