-- Other programs have no tilth_writer(), so that their writes to the log and what stands beside it fail, as those to the
-- record types' own tables do.
CREATE TABLE tilth_attachment_seal (
  sha256 TEXT PRIMARY KEY REFERENCES tilth_attachment(sha256), stored_sha256 TEXT NOT NULL, expired INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tilth_blind_index (
  field TEXT NOT NULL, token BLOB NOT NULL, record BLOB NOT NULL, PRIMARY KEY (field, token, record)) WITHOUT ROWID;
CREATE INDEX tilth_blind_index_record ON tilth_blind_index (record);
CREATE TRIGGER tilth_guard_tilth_meta_INSERT BEFORE INSERT ON tilth_meta WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_meta_UPDATE BEFORE UPDATE ON tilth_meta WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_meta_DELETE BEFORE DELETE ON tilth_meta WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_node_INSERT BEFORE INSERT ON tilth_node WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_node_UPDATE BEFORE UPDATE ON tilth_node WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_node_DELETE BEFORE DELETE ON tilth_node WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_model_INSERT BEFORE INSERT ON tilth_model WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_model_UPDATE BEFORE UPDATE ON tilth_model WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_model_DELETE BEFORE DELETE ON tilth_model WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_batch_INSERT BEFORE INSERT ON tilth_batch WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_batch_UPDATE BEFORE UPDATE ON tilth_batch WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_batch_DELETE BEFORE DELETE ON tilth_batch WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_operation_INSERT BEFORE INSERT ON tilth_operation WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_operation_UPDATE BEFORE UPDATE ON tilth_operation WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_operation_DELETE BEFORE DELETE ON tilth_operation WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_finding_INSERT BEFORE INSERT ON tilth_finding WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_finding_UPDATE BEFORE UPDATE ON tilth_finding WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_finding_DELETE BEFORE DELETE ON tilth_finding WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_attachment_INSERT BEFORE INSERT ON tilth_attachment WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_attachment_UPDATE BEFORE UPDATE ON tilth_attachment WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_attachment_DELETE BEFORE DELETE ON tilth_attachment WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_attachment_chunk_INSERT BEFORE INSERT ON tilth_attachment_chunk WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_attachment_chunk_UPDATE BEFORE UPDATE ON tilth_attachment_chunk WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_attachment_chunk_DELETE BEFORE DELETE ON tilth_attachment_chunk WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_attachment_seal_INSERT BEFORE INSERT ON tilth_attachment_seal WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_attachment_seal_UPDATE BEFORE UPDATE ON tilth_attachment_seal WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_attachment_seal_DELETE BEFORE DELETE ON tilth_attachment_seal WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_blind_index_INSERT BEFORE INSERT ON tilth_blind_index WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_blind_index_UPDATE BEFORE UPDATE ON tilth_blind_index WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_blind_index_DELETE BEFORE DELETE ON tilth_blind_index WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_setting_INSERT BEFORE INSERT ON tilth_setting WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_setting_UPDATE BEFORE UPDATE ON tilth_setting WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_setting_DELETE BEFORE DELETE ON tilth_setting WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
