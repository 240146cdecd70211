CREATE TABLE decisions (
  sequence bigint NOT NULL PRIMARY KEY,
  decision_id text COLLATE "C" NOT NULL UNIQUE,
  app text COLLATE "C" NOT NULL,
  time text COLLATE "C" NOT NULL,
  action text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  trace_id text COLLATE "C" NOT NULL,
  revision text COLLATE "C" NOT NULL,
  lost bigint NOT NULL,
  body text COLLATE "C" NOT NULL
);
CREATE INDEX decisions_trace ON decisions (trace_id);
CREATE INDEX decisions_action ON decisions (action, sequence);
CREATE INDEX decisions_outcome ON decisions (outcome, sequence);
