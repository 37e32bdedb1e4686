package dev.morph.morphir.sdk;

import java.util.function.Function;

/**
 * An application with state, the type of that name of Morphir.SDK.StatefulApp. Immutable.
 *
 * @param <K> the key of a state
 * @param <C> a command
 * @param <S> a state
 * @param <E> an event
 * @param logic makes the next state and an event of the state, if there is one, and a command
 */
@SuppressWarnings("UnusedTypeParameter") // Elm's type has a key too
public record StatefulApp<K, C, S, E>(Function<Maybe<S>, Function<C, Tuple2<Maybe<S>, E>>> logic) {}
