// SPDX-License-Identifier: Apache-2.0
// Every problem: its status, what is wrong, and what to do about it. Sorted by code; docs/problems.md names each.
#include "base/problem.h"

namespace tilth {
namespace {

constexpr ExitCode kMisuse = ExitCode::misuse;
constexpr ExitCode kCannot = ExitCode::cannot;

constexpr ProblemKind kKinds[] = {
    {"cql2.syntax", 400, kCannot, "The filter cannot be read at column {column}: found {found}, expected {expected}.",
     "Mend the filter at that column; docs/cql2.md shows what can be written."},
    {"cql2.too_deep", 400, kCannot, "The filter is nested more than {limit} levels deep.",
     "Write the filter with fewer brackets, or as several filters."},
    {"cql2.too_long", 413, kCannot, "The filter is longer than {limit} bytes.", "Shorten the filter."},
    {"cql2.type", 400, kCannot, "The filter does not fit the record type: {reason} (column {column}).",
     "Use the names and kinds of the record type; `tilth model doc` lists them."},
    {"export.nothing", 404, kCannot, "There is nothing to export.",
     "Import or generate records first; --where may also be too narrow."},
    {"export.one_table_only", 400, kCannot, "A {format} file holds one record type.",
     "Name one type with --type, or export as gpkg or xlsx."},
    {"export.too_many_rows", 413, kCannot, "A sheet holds at most {limit} rows.",
     "Narrow the export with --where, or export as gpkg or csv."},
    {"export.unknown_format", 400, kCannot, "The format {format} cannot be written.",
     "Name a file that ends in .gpkg, .geojson, .csv, .xlsx or .kml, or say --format."},
    {"export.unknown_type", 400, kCannot, "The model has no record type {type}.",
     "`tilth model doc` lists the record types."},
    {"export.unwritable", 507, kCannot, "{file} cannot be written: {reason}.",
     "Look whether the folder may be written and has room; nothing was left behind."},
    {"field.bad_value", 400, kCannot, "The field {field} holds {found}, where {expected} is needed.",
     "Correct the value."},
    {"file.unwritable", 403, kCannot, "The file {file} cannot be written.",
     "Choose another folder, or mend its rights."},
    {"generate.not_empty", 409, kCannot, "The programme has {operations} operations already.",
     "Generate into a new file: made-up records never mix with real ones."},
    {"geometry.unknown_crs", 400, kCannot, "The coordinate system {crs} is not known.",
     "Name it as an EPSG code, such as EPSG:32636, or as WKT."},
    {"geometry.unreadable", 400, kCannot, "The geometry cannot be read: {reason} ({place}).",
     "Mend the geometry at that place, or export it anew from its source."},
    {"import.encrypted", 400, kCannot, "{file} is protected by a password.",
     "Save it without a password and import it again."},
    {"import.inflates_too_much", 413, kCannot, "{file} would unpack to more than {limit} times its size, or more than 4 GB.",
     "It is no ordinary data file. Unpack it by hand, look at it, and import what you know."},
    {"import.no_profile", 400, kMisuse, "There is no profile for this import.",
     "Make one with `tilth import PROGRAMME FILE --propose > profile.yaml`, look it through, and give it with --profile."},
    {"import.no_room", 507, kCannot, "There is no room for temporary files.",
     "Free some disk space where TMPDIR points, and start again. Nothing was changed."},
    {"import.outside_country", 422, kCannot, "{count} of {total} geometries lie outside the country.",
     "The coordinate system is probably another: state it in the profile as crs: EPSG:CODE. Nothing was changed."},
    {"import.profile_unfit", 400, kCannot, "The profile does not fit {file}: {reason}.",
     "Mend the profile, or make a new one with `tilth import --propose`."},
    {"import.profile_unsound", 400, kCannot, "{file} has {count} problems; the first, line {line}: {first}.",
     "Mend the profile; docs/mapping.md lists its keys. `tilth import --propose` writes one to begin with."},
    {"import.quote_not_closed", 400, kCannot, "{file}, line {line}: a quotation mark is opened and never closed.",
     "Close it, or double the quotation marks inside the text."},
    {"import.record_too_long", 413, kCannot, "{file}, line {line}: a record is longer than {limit_mb} MB.",
     "The file has no line ends where they belong, or is no table. Mend that line."},
    {"import.rejected", 422, kCannot, "{count} of {total} rows cannot be imported. The first is row {row}, {column}: {reason}.",
     "{mend}. All of them are in {rejects}. Nothing was changed; --partial imports the good rows alone."},
    {"import.several_layers", 400, kCannot, "{file} holds several layers: {layers}.",
     "Say which with --layer, or with read: layer: in the profile."},
    {"import.too_large", 413, kCannot, "{file} is larger than {limit_mb} MB, which is more than a JSON table may be.",
     "Export it as CSV, GeoJSON or GeoPackage, which are read piece by piece."},
    {"import.too_many_columns", 413, kCannot, "{file}, line {line}: there are more than {limit} columns.",
     "Check the delimiter in the profile; a table of this width is not a table of records."},
    {"import.unknown_encoding", 400, kCannot, "The text encoding {encoding} is not known.",
     "Use a name such as UTF-8, windows-1252, windows-1256 or UTF-16LE."},
    {"import.unknown_format", 400, kCannot, "The format of {file} is not known.",
     "Import CSV, TSV, XLSX, XLS, JSON, GeoJSON, GeoPackage, Shapefile (.shp or .zip), KML or KMZ."},
    {"import.unknown_layer", 400, kCannot, "{file} has no layer {layer}; it has {layers}.",
     "Name one of these with --layer, or with read: layer: in the profile."},
    {"import.unreadable", 400, kCannot, "{file} cannot be read: {reason}.",
     "Check that it is whole and of the kind its name says; get it anew from its source if not."},
    {"import.worker_stopped", 413, kCannot, "{file} could not be read to its end: {reason}.",
     "Split it into smaller files, or export it as CSV or GeoPackage from where it comes from."},
    {"import.wrong_encoding", 400, kCannot, "{file}, line {line}: the bytes {bytes} are not {encoding}; the text looks like {probable}.",
     "Look at the names in that line, then put the right encoding into the profile: read: encoding:"},
    {"job.cancelled", 499, kCannot, "Stopped as asked; nothing was changed.", "Start it again when you are ready."},
    {"model.unreadable", 404, kCannot, "The model's files in {file} cannot be read.",
     "Name a folder that holds YAML files, and check its rights."},
    {"model.unsound", 400, kCannot, "The model has {count} problems; the first: {first}",
     "Run `tilth model check` on its folder and mend what it lists."},
    {"worker.missing", 500, kCannot, "The program {program} is missing or cannot be started.",
     "Install it beside tilth; it reads and writes foreign formats."},
};

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kKinds; }

}  // namespace tilth
