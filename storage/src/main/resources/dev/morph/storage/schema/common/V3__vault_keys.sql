-- The keys that secrets are encrypted by, themselves encrypted by the master key, each in two copies: a fault in one row
-- takes no secret away. The index finds what a key that is to go still encrypts.

CREATE TABLE vault_keys (
  seq BIGINT NOT NULL,
  copy BIGINT NOT NULL,
  id ${text} NOT NULL,
  master_id ${text} NOT NULL,
  wrapped ${bytes} NOT NULL,
  PRIMARY KEY (seq, copy)
);

CREATE INDEX secrets_key ON secrets (key_id);

UPDATE store_info SET value = '3' WHERE name = 'schema';
