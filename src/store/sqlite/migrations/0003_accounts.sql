-- People who sign in, and the sessions that they have open. Tokens and links are hashes.
CREATE TABLE tilth_account (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tilth_session (token_hash TEXT PRIMARY KEY, account TEXT NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX tilth_session_account ON tilth_session (account);
CREATE TRIGGER tilth_guard_tilth_account_INSERT BEFORE INSERT ON tilth_account WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_account_UPDATE BEFORE UPDATE ON tilth_account WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_account_DELETE BEFORE DELETE ON tilth_account WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_session_INSERT BEFORE INSERT ON tilth_session WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_session_UPDATE BEFORE UPDATE ON tilth_session WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
CREATE TRIGGER tilth_guard_tilth_session_DELETE BEFORE DELETE ON tilth_session WHEN tilth_writer() = 0 BEGIN
  SELECT RAISE(ABORT, 'this file is written by tilth alone; use tilth import or tilth export'); END;
