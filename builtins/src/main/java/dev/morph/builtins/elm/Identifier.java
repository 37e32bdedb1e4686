package dev.morph.builtins.elm;

/** A name of one word, where it stands. */
record Identifier(String text, Span span) {}
