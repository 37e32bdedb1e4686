package dev.morph.engine.meter;

/**
 * What the host must know of a metered module. {@code Counters.MODULE} names the imports that were
 * added: whoever shows a module's imports leaves out those of that module. Exports have the names,
 * tables, memories and tags also the indices that they had.
 *
 * @param firstCounter the index of the first added global; the original's globals from there on are
 *     three higher than they were
 * @param refill the index of the added function; the original's functions from there on are one
 *     higher than they were
 * @param allocates whether the module's code can make objects
 * @param countedFunctions how many functions count {@code stack-depth}
 * @param setupFuel what the objects in constant expressions cost; the host takes it from the fuel
 *     before it makes an instance
 * @param setupObjectBytes bytes of these objects, which the host takes from {@code gc-alloc}; at
 *     least {@link Counters#TOO_LARGE} if one of them is too large
 * @param originalBytes the size of the module before
 */
public record MeterFacts(
    int firstCounter,
    int refill,
    boolean allocates,
    int countedFunctions,
    long setupFuel,
    long setupObjectBytes,
    long originalBytes) {}
