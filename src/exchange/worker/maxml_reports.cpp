// SPDX-License-Identifier: Apache-2.0
#include "exchange/worker/maxml_reports.h"

#include "exchange/worker/field_points.h"
#include "exchange/worker/problem_frame.h"

#include <pugixml.hpp>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <map>
#include <set>
#include <string_view>

namespace tilth::formats {
namespace {

using exchange::SourceRow;

constexpr int kMostLevels = 64;
constexpr std::size_t kMostCellBytes = exchange::kMaxRecordBytes;

/// Without a namespace's prefix.
std::string_view bare(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string trimmed(const char* text) {
  std::string_view all{text};
  while (!all.empty() && std::isspace(static_cast<unsigned char>(all.back())) != 0) all.remove_suffix(1);
  while (!all.empty() && std::isspace(static_cast<unsigned char>(all.front())) != 0) all.remove_prefix(1);
  return std::string{all};
}

bool is_element(const pugi::xml_node& node) { return node.type() == pugi::node_element; }

bool has_elements(const pugi::xml_node& node) {
  const auto children = node.children();
  return std::any_of(children.begin(), children.end(), is_element);
}

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (is_element(child) && bare(child.name()) == name) return child;
  }
  return {};
}

/// A value that stands as an attribute or as an element, whatever the case of its name.
std::string value_named(const pugi::xml_node& node, std::initializer_list<std::string_view> names) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    if (std::find(names.begin(), names.end(), lower(bare(attribute.name()))) != names.end())
      return trimmed(attribute.value());
  }
  for (const pugi::xml_node& child : node.children()) {
    if (is_element(child) && !has_elements(child) &&
        std::find(names.begin(), names.end(), lower(bare(child.name()))) != names.end())
      return trimmed(child.text().get());
  }
  return {};
}

bool is_shape(const pugi::xml_node& node) { return lower(bare(node.name())) == "geospatialinfo"; }
bool is_own_field(const pugi::xml_node& node) {
  const std::string name = lower(bare(node.name()));
  return name == "customdefinedfield" || name == "cdf" || name == "cdfvalue";
}

class Reader {
 public:
  Reader(std::string xml, std::string layer, std::string file) : xml_(std::move(xml)), file_(std::move(file)) {
    table_.layer = std::move(layer);
  }

  MaxmlTable read() {
    const pugi::xml_parse_result result = document_.load_buffer_inplace(
        xml_.data(), xml_.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_auto);
    if (!result) unreadable(std::string{"it is not XML: "} + result.description());
    pugi::xml_node root;
    for (const pugi::xml_node& node : document_.children()) {
      if (node.type() == pugi::node_doctype) unreadable("it has a document type, which is not read; take it out");
      if (is_element(node)) root = node;
    }
    if (bare(root.name()) != "MineActionFieldReport")
      unreadable("it is no maXML: its root is not MineActionFieldReport");
    choose_class(root);
    for (const pugi::xml_node& report : root.children()) {
      if (!is_element(report) || bare(report.name()) != "FieldReport") continue;
      ++reports_;
      if (const pugi::xml_node item = child_named(report, class_)) add(report, item);
    }
    for (SourceRow& row : table_.rows) row.cells.resize(table_.columns.size());
    return std::move(table_);
  }

 private:
  [[noreturn]] void unreadable(const std::string& reason) const {
    throw WorkerProblem{"import.unreadable", {{"file", file_}, {"reason", reason}}};
  }

  void choose_class(const pugi::xml_node& root) {
    std::vector<std::string> classes;
    for (const pugi::xml_node& report : root.children()) {
      if (!is_element(report) || bare(report.name()) != "FieldReport") continue;
      for (const pugi::xml_node& part : report.children()) {
        if (!is_element(part)) continue;
        const std::string name{bare(part.name())};
        if (name == "FieldReportInfo" || lower(name).starts_with("attachment")) continue;
        if (std::find(classes.begin(), classes.end(), name) == classes.end()) classes.push_back(name);
      }
    }
    std::string names;
    for (const std::string& name : classes) names += (names.empty() ? "" : ", ") + name;
    if (classes.empty()) unreadable("it holds no field report");
    if (table_.layer.empty() && classes.size() > 1)
      throw WorkerProblem{"import.several_layers", {{"file", file_}, {"layers", names}}};
    if (table_.layer.empty()) table_.layer = classes.front();
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
      end = table_.layer.find('/', begin);
      path_.push_back(table_.layer.substr(begin, end == std::string::npos ? end : end - begin));
      if (end == std::string::npos) break;
    }
    class_ = path_.front();
    path_.erase(path_.begin());
    if (std::find(classes.begin(), classes.end(), class_) == classes.end())
      throw WorkerProblem{"import.unknown_layer", {{"file", file_}, {"layer", table_.layer}, {"layers", names}}};
  }

  void add(const pugi::xml_node& report, const pugi::xml_node& item) {
    std::vector<pugi::xml_node> parts{item};
    for (const std::string& step : path_) {
      std::vector<pugi::xml_node> next;
      for (const pugi::xml_node& part : parts) {
        for (const pugi::xml_node& child : part.children()) {
          if (is_element(child) && bare(child.name()) == step) next.push_back(child);
        }
      }
      parts.swap(next);
    }
    for (const pugi::xml_node& part : parts) {
      row_ = {};
      row_.number = path_.empty() ? reports_ : table_.rows.size() + 1;
      if (const pugi::xml_node info = child_named(report, "FieldReportInfo")) {
        for (const pugi::xml_attribute& attribute : info.attributes())
          set(std::string{bare(attribute.name())}, attribute.value());
        for (const pugi::xml_node& child : info.children()) {
          if (is_element(child)) flatten(child, "FieldReportInfo/", 1, false);
        }
      }
      if (!path_.empty()) {  // plain values of the class that the part belongs to
        for (const pugi::xml_attribute& attribute : item.attributes())
          set(class_ + "@" + std::string{bare(attribute.name())}, attribute.value());
        for (const pugi::xml_node& child : item.children()) {
          if (is_element(child) && !has_elements(child)) flatten(child, class_ + "/", 1, false);
        }
      }
      std::vector<FieldShape> shapes;
      content(part, "", 0, &shapes);
      if (path_.empty())
        row_.geometry = geometry_of(std::move(shapes), row_.fault);
      else if (auto point = point_of(part, row_.fault))
        row_.geometry = geometry_of({{.kind = "point", .points = {*point}}}, row_.fault);
      table_.has_geometry = table_.has_geometry || !row_.geometry.empty();
      table_.rows.push_back(std::move(row_));
    }
  }

  void content(const pugi::xml_node& node, const std::string& path, int level, std::vector<FieldShape>* shapes) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string name{bare(attribute.name())};
      if (std::string_view{attribute.name()}.starts_with("xmlns")) continue;
      set((path.empty() ? std::string{} : path.substr(0, path.size() - 1)) + "@" + name, attribute.value());
    }
    bool any = false;
    for (const pugi::xml_node& child : node.children()) {
      if (!is_element(child)) continue;
      any = true;
      if (shapes != nullptr && path_.empty() && is_shape(child))
        shapes->push_back(shape_of(child));
      else
        flatten(child, path, level + 1, true);
    }
    if (any) return;
    const std::string text = trimmed(node.text().get());
    if (!text.empty()) set(path.empty() ? "value" : path.substr(0, path.size() - 1), text);
  }

  void flatten(const pugi::xml_node& node, const std::string& path, int level, bool own_fields) {
    if (level > kMostLevels) unreadable("its elements lie too deep in one another");
    if (own_fields && is_own_field(node)) {
      const std::string name = value_named(node, {"name", "cdfname", "label"});
      const std::string value = value_named(node, {"value", "cdfvalue", "stringvalue", "numbervalue", "datevalue"});
      if (!name.empty()) {
        set("CDF " + name, value.empty() && !has_elements(node) ? trimmed(node.text().get()) : value);
        return;
      }
    }
    content(node, path + std::string{bare(node.name())} + "/", level, nullptr);
  }

  std::optional<FieldPoint> point_of(const pugi::xml_node& node, std::string& fault) const {
    const std::string latitude = value_named(node, {"latitude", "lat"});
    const std::string longitude = value_named(node, {"longitude", "lon", "long"});
    if (latitude.empty() || longitude.empty()) return std::nullopt;
    const auto lat = degrees(latitude, 90), lon = degrees(longitude, 180);
    if (!lat || !lon) {
      fault = "a point has no degrees as its coordinates";
      return std::nullopt;
    }
    FieldPoint point{.longitude = *lon, .latitude = *lat};
    point.number = degrees(value_named(node, {"pointno", "number", "pointnumber", "no"}), 1e9);
    return point;
  }

  FieldShape shape_of(const pugi::xml_node& node) const {
    FieldShape shape;
    shape.kind = value_named(node, {"shape", "shapetype", "shapeenum", "type"});
    gather(node, shape, 0);
    return shape;
  }

  void gather(const pugi::xml_node& node, FieldShape& shape, int level) const {
    if (level > kMostLevels) unreadable("its elements lie too deep in one another");
    std::string fault;
    if (const auto point = point_of(node, fault)) {
      shape.points.push_back(*point);
      return;
    }
    if (!fault.empty()) {
      shape.fault = fault;
      return;
    }
    for (const pugi::xml_node& child : node.children()) {
      if (is_element(child)) gather(child, shape, level + 1);
    }
  }

  void set(const std::string& name, const std::string& value) {
    const std::string text = trimmed(value.c_str());
    const auto [column, fresh] = columns_.try_emplace(name, table_.columns.size());
    if (fresh) {
      if (columns_.size() > exchange::kMaxColumns)
        throw WorkerProblem{"import.too_many_columns",
                            {{"file", file_}, {"line", 1}, {"limit", exchange::kMaxColumns}}};
      table_.columns.push_back(name);
    }
    if (row_.cells.size() <= column->second) row_.cells.resize(column->second + 1);
    std::string& cell = row_.cells[column->second].text;
    if (text.empty()) return;
    if (!cell.empty()) cell += ';';
    cell += text;
    if (cell.size() > kMostCellBytes)
      throw WorkerProblem{"import.record_too_long",
                          {{"file", file_}, {"line", reports_}, {"limit_mb", kMostCellBytes >> 20}}};
  }

  std::string xml_;
  std::string file_;
  pugi::xml_document document_;
  std::string class_;
  std::vector<std::string> path_;  // below the class
  std::map<std::string, std::size_t> columns_;
  MaxmlTable table_;
  SourceRow row_;
  std::uint64_t reports_ = 0;
};

}  // namespace

MaxmlTable maxml_table(std::string xml, const std::string& layer, const std::string& file) {
  return Reader{std::move(xml), layer, file}.read();
}

}  // namespace tilth::formats
