package dev.morph.engine.tck;

/**
 * Our own cases for what the specification leaves to the embedder: limits, re-entry, traps, links
 * between instances, references, hostile bytes. An engine's test class extends it and names the
 * engine.
 */
public abstract class EngineTck
    implements LimitCases,
        ReentryCases,
        TrapCases,
        LinkCases,
        ReferenceCases,
        SnapshotCases,
        FuelCases,
        ExhaustionCases,
        FoundCases,
        ModuleCases {
  /** For an engine's test class. */
  protected EngineTck() {}
}
