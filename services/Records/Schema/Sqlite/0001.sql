CREATE TABLE patients (
  id TEXT NOT NULL PRIMARY KEY,
  nhs_number TEXT NULL,
  nhs_number_status TEXT NOT NULL CHECK (nhs_number_status IN ('verified', 'unverified')),
  family TEXT NULL,
  given TEXT NOT NULL,
  prefix TEXT NULL,
  gender TEXT NULL,
  birth_date TEXT NULL,
  address_lines TEXT NOT NULL,
  city TEXT NULL,
  postal_code TEXT NULL,
  phone TEXT NULL,
  email TEXT NULL,
  general_practice TEXT NULL,
  emergency_name TEXT NULL,
  emergency_relationship TEXT NULL,
  emergency_phone TEXT NULL,
  source TEXT NOT NULL,
  registered_at TEXT NOT NULL
);
CREATE UNIQUE INDEX patients_verified_nhs_number ON patients (nhs_number) WHERE nhs_number_status = 'verified';
CREATE UNIQUE INDEX patients_source ON patients (source);

CREATE TABLE notes (
  id TEXT NOT NULL PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patients (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  third_party_information TEXT NULL,
  written_at TEXT NOT NULL,
  author TEXT NOT NULL,
  author_organisation TEXT NOT NULL,
  labels TEXT NOT NULL,
  confidentiality TEXT NOT NULL CHECK (confidentiality IN ('N', 'R', 'V'))
);
CREATE INDEX notes_patient ON notes (patient_id, written_at);

CREATE TABLE relationships (
  id TEXT NOT NULL PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patients (id),
  organisation TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('registration', 'referral-sender', 'referral-receiver')),
  referral_id TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  until TEXT NOT NULL
);
CREATE UNIQUE INDEX relationships_origin ON relationships (patient_id, organisation, kind, referral_id);
CREATE INDEX relationships_organisation ON relationships (organisation, patient_id);

CREATE TABLE history (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('insert', 'update', 'delete')),
  changed_at TEXT NOT NULL,
  subject TEXT NULL,
  actor TEXT NULL,
  trace_id TEXT NULL,
  before TEXT NULL,
  after TEXT NULL
);
CREATE INDEX history_entity ON history (entity, entity_id, id);

CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  type TEXT NOT NULL,
  body BLOB NOT NULL,
  headers TEXT NOT NULL,
  created_at TEXT NOT NULL,
  sent_at TEXT NULL
);
CREATE INDEX outbox_unsent ON outbox (sequence) WHERE sent_at IS NULL;

CREATE TABLE inbox (
  message_id TEXT NOT NULL,
  consumer TEXT NOT NULL,
  received_at TEXT NOT NULL,
  PRIMARY KEY (message_id, consumer)
);
