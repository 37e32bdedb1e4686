package dev.morph.ir.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.FQName;
import dev.morph.ir.IrReader;
import dev.morph.ir.Type;
import dev.morph.ir.ValueDefinition;
import dev.morph.testkit.MorphirData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Types of all nodes of all real documents of v3, found anew. */
class TypeInferenceFixturesTest {
  /** Of 28,473 nodes 27,760 had the very same type when this was written. */
  private static final double FLOOR = 0.974;

  private final Map<String, Integer> behindAliases = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int nodes;
  private int same;

  static Distribution.Library library(String file) {
    var builder = new DistributionBuilder();
    assertThat(IrReader.read(MorphirData.bytes(file), builder).ok()).isTrue();
    return (Distribution.Library) builder.distribution().orElseThrow();
  }

  /**
   * Documents call a type by an alias or by what it stands for as it came. Where the two meet (a
   * field of type TreasuryControl compared with True) they keep the literal's type, and here the
   * alias is kept, which says more; so it is mostly with literals, what they are compared with, and
   * arithmetic on a Balance and a Float.
   */
  @Test
  void findsTheTypesThatTheDocumentsHave() {
    for (String file : MorphirData.files("v3")) {
      compare(library(file));
    }
    assertThat(faults).isEmpty();
    // The document does not have the type, so that nobody can know what it stands for.
    assertThat(differences)
        .containsExactly("morphir/example/app:analytics#safe-ratio Float is not CancelationRatio");
    assertThat(nodes).isEqualTo(28_473);
    assertThat((double) same / nodes).as(behindAliases.toString()).isGreaterThan(FLOOR);
    assertThat(behindAliases.keySet())
        .containsAnyOf("Constant", "Apply", "FieldAccess", "Reference");
  }

  /** Bodies in definitions that they were not made for: each is told, and none stops the others. */
  @Test
  void wrongBodiesAreFaultsWhateverTheyAre() {
    Distribution.Library library = library("v3/evaluator-tests.json");
    List<ValueDefinition.Expression> all = new ArrayList<>();
    library
        .definition()
        .modules()
        .values()
        .forEach(module ->
            module
                .value()
                .values()
                .values()
                .forEach(one -> all.add((ValueDefinition.Expression) one.value().value())));
    var inference = new TypeInference(TypeEnvironment.of(library));
    FQName name = FQName.parse("a/b:c#d");
    int wrong = 0;
    for (int shift : new int[] {1, 7, 31}) {
      for (int i = 0; i < all.size(); i++) {
        ValueDefinition.Expression own = all.get(i);
        ValueDefinition.Expression other = all.get((i + shift) % all.size());
        var mixed = new ValueDefinition.Expression(other.inputs(), other.output(), own.body());
        TypeInference.Inferred inferred = inference.infer(name, mixed);
        assertThat(NodeTypes.of(inferred.definition())).hasSameSizeAs(NodeTypes.of(mixed));
        wrong += inferred.faults().isEmpty() ? 0 : 1;
      }
    }
    assertThat(wrong).isGreaterThan(all.size());
  }

  private void compare(Distribution.Library library) {
    var environment = TypeEnvironment.of(library);
    var inference = new TypeInference(environment);
    library
        .definition()
        .modules()
        .forEach((path, module) ->
            module
                .value()
                .values()
                .forEach((name, value) ->
                    compare(
                        environment,
                        inference,
                        new FQName(library.packageName(), path, name),
                        (ValueDefinition.Expression) value.value().value())));
  }

  private void compare(
      TypeEnvironment environment,
      TypeInference inference,
      FQName name,
      ValueDefinition.Expression definition) {
    TypeInference.Inferred inferred = inference.infer(name, ErasedTypes.of(definition));
    inferred.faults().forEach(fault -> faults.add(name + ": " + fault.message()));
    List<NodeTypes.Node> expected = NodeTypes.of(definition);
    List<NodeTypes.Node> found = NodeTypes.of(inferred.definition());
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Type ours = found.get(i).type();
      Type theirs = expected.get(i).type();
      nodes++;
      if (NodeTypes.renamed(ours).equals(NodeTypes.renamed(theirs))) {
        same++;
      } else if (NodeTypes.renamed(NodeTypes.expanded(environment, ours))
          .equals(NodeTypes.renamed(NodeTypes.expanded(environment, theirs)))) {
        behindAliases.merge(expected.get(i).kind(), 1, Integer::sum);
      } else {
        differences.add(name + " " + ElmText.of(theirs) + " is not " + ElmText.of(ours));
      }
    }
  }
}
