package dev.morph.builtins.elm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition of a value, within a let or not.
 *
 * @param annotation its type, if the source says one
 */
record FunctionSyntax(
    Identifier name,
    @Nullable TypeSyntax annotation,
    List<PatternSyntax> parameters,
    ExpressionSyntax body) {}
