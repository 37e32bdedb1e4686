package dev.morph.host;

import dev.morph.base.json.JsonObject;

/**
 * What a file is, said without running it.
 *
 * @param json the document of {@code morph inspect --json} (docs/reference/cli.md)
 */
public record Inspection(JsonObject json) {}
