CREATE TABLE decisions (
  sequence INTEGER NOT NULL PRIMARY KEY,
  decision_id TEXT NOT NULL UNIQUE,
  app TEXT NOT NULL,
  time TEXT NOT NULL,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  revision TEXT NOT NULL,
  lost INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX decisions_trace ON decisions (trace_id);
CREATE INDEX decisions_action ON decisions (action, sequence);
CREATE INDEX decisions_outcome ON decisions (outcome, sequence);
