package dev.morph.engine.meter;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.binary.ModuleBinary;

/**
 * The most that a module may have of each thing, whatever its size. They are far above what
 * compilers write, and keep the work of everything behind them in proportion: {@link
 * #checkSections} reads a file's section headers before it is decoded, {@link #check} the decoded
 * module and its bodies before it is validated. {@code docs/reference/limits.md} has the table.
 *
 * @param moduleBytes the whole file
 * @param sections sections of any kind, custom ones included
 * @param types entries of the type section; recursion groups count as what they hold
 * @param imports imports
 * @param functions functions with a body
 * @param tables tables that are defined
 * @param memories memories that are defined
 * @param globals globals that are defined
 * @param tags tags that are defined
 * @param exports exports
 * @param elementSegments element segments
 * @param elements functions and expressions of all element segments together
 * @param dataSegments data segments
 * @param nameBytes UTF-8 bytes of the name of an import, an export or a custom section
 * @param parameters parameters of a function type; results as well
 * @param fields fields of a structure
 * @param locals locals of a function, its parameters included
 * @param bodyBytes bytes of a body
 * @param nesting blocks within each other
 * @param branchTargets targets of one {@code br_table}
 * @param handlers handlers of one {@code try_table}
 * @param nestedHandlers blocks with handlers in a function, each counted once and once more for
 *     each that it is in: code generators take time that grows with the square of it
 * @param constantInstructions instructions of one constant expression
 */
public record StructuralLimits(
    int moduleBytes,
    int sections,
    int types,
    int imports,
    int functions,
    int tables,
    int memories,
    int globals,
    int tags,
    int exports,
    int elementSegments,
    int elements,
    int dataSegments,
    int nameBytes,
    int parameters,
    int fields,
    int locals,
    int bodyBytes,
    int nesting,
    int branchTargets,
    int handlers,
    int nestedHandlers,
    int constantInstructions) {
  /** What every module is held to. */
  public static StructuralLimits defaults() {
    return new StructuralLimits(
        /* moduleBytes= */ 200 << 20,
        /* sections= */ 10_000,
        /* types= */ 100_000,
        /* imports= */ 10_000,
        /* functions= */ 500_000,
        /* tables= */ 1_000,
        /* memories= */ 100,
        /* globals= */ 100_000,
        /* tags= */ 10_000,
        /* exports= */ 100_000,
        /* elementSegments= */ 100_000,
        /* elements= */ 5_000_000,
        /* dataSegments= */ 100_000,
        /* nameBytes= */ 10_000,
        /* parameters= */ 1_000,
        /* fields= */ 10_000,
        /* locals= */ 50_000,
        /* bodyBytes= */ 8 << 20,
        /* nesting= */ 5_000,
        /* branchTargets= */ 65_520,
        /* handlers= */ 10_000,
        /* nestedHandlers= */ 10_000,
        /* constantInstructions= */ 10_000);
  }

  /**
   * Checks what the headers of a file's sections say, before anything is decoded. What is malformed
   * is left to the decoder.
   *
   * @throws ModuleException {@code REFUSED} if the module has more of something
   */
  public void checkSections(byte[] wasm) {
    new StructureCheck(this).sections(wasm);
  }

  /**
   * Checks a decoded module and its bodies.
   *
   * @throws ModuleException {@code REFUSED} if the module has more of something, {@code MALFORMED}
   *     if a body does not decode
   */
  public void check(ModuleBinary module) {
    new StructureCheck(this).module(module);
  }
}
