package dev.morph.engine.api;

import java.util.List;

/** A validated, compiled module. Immutable, safe for several threads. */
public interface CompiledModule {
  /** Imports in the module's order. */
  List<ImportType> imports();

  /** Exports in the module's order. */
  List<ExportType> exports();

  /** Custom sections in the binary's order; several may have one name. */
  List<CustomSection> customSections();

  /** Sizes and features. */
  ModuleFacts facts();

  /**
   * Makes an instance and runs its start function, on the calling thread.
   *
   * @param imports what the module asks for
   * @param budget what its memories and tables are counted against
   * @throws ModuleException with phase {@code UNLINKABLE} if an import is missing or has another
   *     type
   * @throws MemoryBudget.ExceededException if the declared minimum of a memory or table is above
   *     the budget
   * @throws Trap if a segment is out of bounds or the start function traps
   */
  Instance instantiate(Imports imports, MemoryBudget budget);
}
