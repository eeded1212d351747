-- The tables beside the record types' own. GeoPackage 1.2 (OGC 12-128r14) for the gpkg_ tables.
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10200;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));

CREATE TABLE tilth_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tilth_node (number INTEGER PRIMARY KEY, node TEXT NOT NULL UNIQUE, since TEXT NOT NULL);
CREATE TABLE tilth_model (number INTEGER PRIMARY KEY, since TEXT NOT NULL, hash TEXT NOT NULL, sources TEXT NOT NULL);
CREATE TABLE tilth_batch (number INTEGER PRIMARY KEY, context TEXT NOT NULL, canonical TEXT NOT NULL, received_ms INTEGER NOT NULL, last_seq INTEGER NOT NULL);
CREATE INDEX tilth_batch_received ON tilth_batch (received_ms);
CREATE TABLE tilth_operation (
  seq INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES tilth_batch(number), record BLOB NOT NULL, payload TEXT NOT NULL, hash BLOB NOT NULL);
CREATE INDEX tilth_operation_record ON tilth_operation (record);
CREATE TABLE tilth_finding (
  id BLOB PRIMARY KEY, rule TEXT NOT NULL, severity TEXT NOT NULL, type TEXT NOT NULL, records TEXT NOT NULL, place TEXT NOT NULL, lon REAL, lat REAL,
  message_values TEXT NOT NULL, repair TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, settled_by TEXT NOT NULL,
  first_seen_ms INTEGER NOT NULL, last_seen_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tilth_attachment (sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tilth_attachment_chunk (sha256 TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (sha256, number));
CREATE TABLE tilth_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO tilth_meta VALUES ('schema', '1');
