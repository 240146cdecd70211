CREATE TABLE ledger (
  sequence INTEGER NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  recorder TEXT NOT NULL,
  spool_sequence INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  time TEXT NOT NULL,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL,
  body TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);

CREATE TABLE ledger_patients (
  patient_ref TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES ledger (sequence),
  PRIMARY KEY (patient_ref, sequence)
);
CREATE INDEX ledger_patients_sequence ON ledger_patients (sequence);

CREATE TRIGGER ledger_never_updated BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_never_deleted BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_patients_never_updated BEFORE UPDATE ON ledger_patients BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_patients_never_deleted BEFORE DELETE ON ledger_patients BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
