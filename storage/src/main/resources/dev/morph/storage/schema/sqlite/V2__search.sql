-- Full-text search: the words that the program wrote into the column "words", and nothing else.
CREATE VIRTUAL TABLE tasks_search USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE VIRTUAL TABLE conversations_search USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE VIRTUAL TABLE memories_search USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");

CREATE TRIGGER tasks_inserted AFTER INSERT ON tasks BEGIN
  INSERT INTO tasks_search (rowid, words) VALUES (new.rid, new.words);
END;
CREATE TRIGGER tasks_updated AFTER UPDATE OF words ON tasks BEGIN
  UPDATE tasks_search SET words = new.words WHERE rowid = old.rid;
END;
CREATE TRIGGER tasks_deleted AFTER DELETE ON tasks BEGIN
  DELETE FROM tasks_search WHERE rowid = old.rid;
END;

CREATE TRIGGER conversations_inserted AFTER INSERT ON conversations BEGIN
  INSERT INTO conversations_search (rowid, words) VALUES (new.rid, new.words);
END;
CREATE TRIGGER conversations_updated AFTER UPDATE OF words ON conversations BEGIN
  UPDATE conversations_search SET words = new.words WHERE rowid = old.rid;
END;
CREATE TRIGGER conversations_deleted AFTER DELETE ON conversations BEGIN
  DELETE FROM conversations_search WHERE rowid = old.rid;
END;

CREATE TRIGGER memories_inserted AFTER INSERT ON memories BEGIN
  INSERT INTO memories_search (rowid, words) VALUES (new.rid, new.words);
END;
CREATE TRIGGER memories_deleted AFTER DELETE ON memories BEGIN
  DELETE FROM memories_search WHERE rowid = old.rid;
END;

UPDATE store_info SET value = '2' WHERE name = 'schema';
