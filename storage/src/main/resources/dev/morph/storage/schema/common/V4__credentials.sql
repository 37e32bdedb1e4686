-- Which secrets an approval lets the host send to which hosts.

ALTER TABLE grants ADD COLUMN credentials ${text} NOT NULL DEFAULT '[]';

UPDATE store_info SET value = '4' WHERE name = 'schema';
