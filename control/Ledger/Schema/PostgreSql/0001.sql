CREATE TABLE ledger (
  sequence bigint NOT NULL PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  recorder text COLLATE "C" NOT NULL,
  spool_sequence bigint NOT NULL,
  lost bigint NOT NULL,
  received_at text COLLATE "C" NOT NULL,
  time text COLLATE "C" NOT NULL,
  action text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  body text COLLATE "C" NOT NULL,
  previous_hash text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL
);

CREATE TABLE ledger_patients (
  patient_ref text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL REFERENCES ledger (sequence),
  PRIMARY KEY (patient_ref, sequence)
);
CREATE INDEX ledger_patients_sequence ON ledger_patients (sequence);

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
CREATE TRIGGER ledger_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_patients_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_patients FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
