-- The tables, the same on SQLite and PostgreSQL. What differs stands in placeholders: ${text} is text compared by code
-- point, ${bytes} a byte string, ${rowid} the number by which SQLite's search index names a row (absent on PostgreSQL).
-- Times are microseconds since 1970 in UTC. Booleans are 0 and 1. An absent user or group is ''.

CREATE TABLE store_info (
  name ${text} NOT NULL PRIMARY KEY,
  value ${text} NOT NULL
);

CREATE TABLE extensions (
  id ${text} NOT NULL PRIMARY KEY,
  publisher ${text},
  active_version ${text},
  enabled SMALLINT NOT NULL,
  source ${text} NOT NULL,
  installed_at BIGINT NOT NULL
);

CREATE TABLE extension_versions (
  extension_id ${text} NOT NULL REFERENCES extensions (id) ON DELETE CASCADE,
  version ${text} NOT NULL,
  digest ${text} NOT NULL,
  size BIGINT NOT NULL,
  manifest ${text} NOT NULL,
  signed SMALLINT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (extension_id, version)
);
CREATE INDEX extension_versions_digest ON extension_versions (digest);

CREATE TABLE grants (
  id ${text} NOT NULL PRIMARY KEY,
  extension_id ${text} NOT NULL,
  publisher ${text},
  permissions ${text} NOT NULL,
  limits ${text} NOT NULL,
  approved_digest ${text} NOT NULL,
  granted_by ${text} NOT NULL,
  granted_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX grants_extension ON grants (extension_id, id);

CREATE TABLE extension_executions (
  chain ${text} NOT NULL,
  seq BIGINT NOT NULL,
  id ${text} NOT NULL,
  at BIGINT NOT NULL,
  extension_id ${text} NOT NULL,
  version ${text} NOT NULL,
  digest ${text} NOT NULL,
  action ${text} NOT NULL,
  user_id ${text} NOT NULL,
  group_id ${text} NOT NULL,
  result ${text} NOT NULL,
  error_code ${text},
  denials ${text} NOT NULL,
  execution_time_ms BIGINT NOT NULL,
  fuel BIGINT NOT NULL,
  host_calls BIGINT NOT NULL,
  request_id ${text} NOT NULL,
  caller ${text} NOT NULL,
  hash ${text} NOT NULL,
  PRIMARY KEY (chain, seq)
) ${without_rowid};
CREATE INDEX extension_executions_at ON extension_executions (at, id);

CREATE TABLE secrets (
  extension_id ${text} NOT NULL,
  user_id ${text} NOT NULL,
  group_id ${text} NOT NULL,
  name ${text} NOT NULL,
  ciphertext ${bytes} NOT NULL,
  key_id ${text} NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (extension_id, user_id, group_id, name)
);

CREATE TABLE tasks (
  ${rowid}
  id ${text} NOT NULL UNIQUE,
  user_id ${text} NOT NULL,
  group_id ${text} NOT NULL,
  space_id ${text},
  title ${text} NOT NULL,
  description ${text},
  status ${text} NOT NULL,
  priority SMALLINT,
  due ${text},
  labels ${text} NOT NULL,
  source ${text},
  words ${text} NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX tasks_owner ON tasks (user_id, group_id, id);

CREATE TABLE task_labels (
  task_id ${text} NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
  label ${text} NOT NULL,
  PRIMARY KEY (task_id, label)
);

CREATE TABLE conversations (
  ${rowid}
  id ${text} NOT NULL UNIQUE,
  user_id ${text} NOT NULL,
  group_id ${text} NOT NULL,
  space_id ${text},
  title ${text} NOT NULL,
  words ${text} NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX conversations_owner ON conversations (user_id, group_id, id);

CREATE TABLE messages (
  conversation_id ${text} NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  role ${text} NOT NULL,
  text ${text} NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, seq)
);

CREATE TABLE memories (
  ${rowid}
  id ${text} NOT NULL UNIQUE,
  user_id ${text} NOT NULL,
  group_id ${text} NOT NULL,
  text ${text} NOT NULL,
  tags ${text} NOT NULL,
  words ${text} NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX memories_owner ON memories (user_id, group_id, id);

CREATE TABLE event_topics (
  topic ${text} NOT NULL PRIMARY KEY,
  last_seq BIGINT NOT NULL
);

CREATE TABLE event_subscriptions (
  subscriber ${text} NOT NULL,
  topic ${text} NOT NULL,
  PRIMARY KEY (subscriber, topic)
);
CREATE INDEX event_subscriptions_topic ON event_subscriptions (topic);

CREATE TABLE events (
  id ${text} NOT NULL PRIMARY KEY,
  topic ${text} NOT NULL,
  seq BIGINT NOT NULL,
  payload ${text} NOT NULL,
  source ${text} NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE event_deliveries (
  subscriber ${text} NOT NULL,
  event_id ${text} NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  topic ${text} NOT NULL,
  seq BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  lease ${text},
  due_at BIGINT NOT NULL,
  dead SMALLINT NOT NULL,
  error ${text},
  PRIMARY KEY (subscriber, event_id)
);
CREATE INDEX event_deliveries_order ON event_deliveries (subscriber, dead, topic, seq);
CREATE INDEX event_deliveries_event ON event_deliveries (event_id);

CREATE TABLE notifications (
  id ${text} NOT NULL PRIMARY KEY,
  user_id ${text} NOT NULL,
  group_id ${text} NOT NULL,
  extension_id ${text} NOT NULL,
  title ${text} NOT NULL,
  text ${text} NOT NULL,
  level ${text} NOT NULL,
  link ${text},
  at BIGINT NOT NULL,
  read_at BIGINT
);
CREATE INDEX notifications_owner ON notifications (user_id, group_id, id);

CREATE TABLE spaces (
  id ${text} NOT NULL PRIMARY KEY,
  user_id ${text} NOT NULL,
  group_id ${text} NOT NULL,
  name ${text} NOT NULL,
  path ${text},
  current SMALLINT NOT NULL,
  added_at BIGINT NOT NULL
);
CREATE INDEX spaces_owner ON spaces (user_id, group_id, id);

INSERT INTO store_info (name, value) VALUES ('schema', '1');
