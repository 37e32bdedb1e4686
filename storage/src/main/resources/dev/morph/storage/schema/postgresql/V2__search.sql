-- Full-text search: the words that the program wrote into the column "words", and nothing else.
CREATE INDEX tasks_search ON tasks USING gin (array_to_tsvector(string_to_array(words, ' ')));
CREATE INDEX conversations_search ON conversations USING gin (array_to_tsvector(string_to_array(words, ' ')));
CREATE INDEX memories_search ON memories USING gin (array_to_tsvector(string_to_array(words, ' ')));

UPDATE store_info SET value = '2' WHERE name = 'schema';
