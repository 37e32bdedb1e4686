package dev.morph.ir.migrate;

import dev.morph.base.json.JsonWriter;
import dev.morph.ir.ClassicWriter;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.DistributionWriter;
import dev.morph.ir.DocumentTree;
import dev.morph.ir.FormatVersion;
import dev.morph.ir.ReadReport;
import dev.morph.ir.TreeSink;
import dev.morph.ir.TreeWriter;
import dev.morph.ir.V4Writer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes documents of one version of those of another. Holds one definition at a time; what is not
 * said in the document's own order is held until its turn.
 *
 * <p>Never throws for what a document holds. What has an error is left out; the result may then be
 * used only if the report says so.
 */
public final class Migration {
  /** So many definitions of uncertain types are listed. */
  private static final int LISTED = 10;

  private Migration() {}

  /**
   * Migrates a document.
   *
   * @param utf8 JSON; not copied, not to be changed while this runs
   * @param out gets pieces of the result as they are written, also of one that must not be used
   */
  public static MigrationReport run(byte[] utf8, MigrationTarget target, JsonWriter.Sink out) {
    return run(new Source.Document(utf8), target, out);
  }

  /**
   * Migrates a document tree to a single document.
   *
   * @param out gets pieces of the result as they are written, also of one that must not be used
   */
  public static MigrationReport run(
      DocumentTree tree, MigrationTarget target, JsonWriter.Sink out) {
    return run(new Source.Tree(tree), target, out);
  }

  /**
   * Migrates a document to a document tree.
   *
   * @param target of version 4
   * @param out gets the files as they are written, also of a tree that must not be used
   */
  public static MigrationReport toTree(byte[] utf8, MigrationTarget target, TreeSink out) {
    return toTree(new Source.Document(utf8), target, out);
  }

  /**
   * Writes a document tree anew, in the canonical spelling.
   *
   * @param target of version 4
   * @param out gets the files as they are written, also of a tree that must not be used
   */
  public static MigrationReport toTree(DocumentTree tree, MigrationTarget target, TreeSink out) {
    return toTree(new Source.Tree(tree), target, out);
  }

  private static MigrationReport toTree(Source source, MigrationTarget target, TreeSink out) {
    if (target.version() != 4) {
      throw new IllegalArgumentException(
          "document trees are written of version 4, not " + target.version());
    }
    int depth = target.limits().maxDepth();
    return run(
        source, target, new TreeWriter(out, target.expanded(), depth, TreeWriter.PATH_BUDGET));
  }

  private static MigrationReport run(Source source, MigrationTarget target, JsonWriter.Sink out) {
    var json = new JsonWriter(out);
    int depth = target.limits().maxDepth();
    DistributionWriter writer =
        target.version() == 4
            ? new V4Writer(json, target.expanded(), depth)
            : isDowngrade(source, target)
                ? ClassicWriter.ofLater(target.version(), json, depth)
                : new ClassicWriter(target.version(), json, depth);
    return run(source, target, writer);
  }

  private static MigrationReport run(
      Source source, MigrationTarget target, DistributionWriter writer) {
    boolean downgrade = isDowngrade(source, target);
    Step step = downgrade ? new Downgrade(source, target.limits(), writer) : new Step(writer);
    ReadReport read = source.read(target.limits(), downgrade, step);
    List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
    Map<DiagnosticCode, Integer> counts = new EnumMap<>(DiagnosticCode.class);
    counts.putAll(read.counts());
    int errors = read.errors() + writer.errors();
    for (Diagnostic one : step.uncertain()) {
      if (counts.merge(one.code(), 1, Integer::sum) <= LISTED) {
        diagnostics.add(one);
      }
    }
    for (Diagnostic one : writer.diagnostics()) {
      if (!toldByReader(one.code(), downgrade)) {
        diagnostics.add(one);
      }
    }
    for (Map.Entry<DiagnosticCode, Integer> count : writer.counts().entrySet()) {
      if (toldByReader(count.getKey(), downgrade)) {
        errors -= count.getValue();
      } else {
        counts.merge(count.getKey(), count.getValue(), Integer::sum);
      }
    }
    boolean whole =
        step.isWhole()
            && !writer.counts().containsKey(DiagnosticCode.INVALID_NAME)
            && !counts.containsKey(DiagnosticCode.INVALID_JSON)
            && !counts.containsKey(DiagnosticCode.DUPLICATE_MEMBER);
    return new MigrationReport(
        read.version(),
        target.version(),
        diagnostics,
        errors,
        counts,
        whole && (errors == 0 || target.allowPartial()));
  }

  /** The reader knows the place of the node, the writer the name of the definition alone. */
  private static boolean toldByReader(DiagnosticCode code, boolean downgrade) {
    return downgrade && code == DiagnosticCode.UNSUPPORTED_V4_DOWNGRADE;
  }

  private static boolean isDowngrade(Source source, MigrationTarget target) {
    Optional<FormatVersion> version = source.version();
    return target.version() < 4 && version.isPresent() && version.get().major() == 4;
  }
}
