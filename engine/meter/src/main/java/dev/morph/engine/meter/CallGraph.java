package dev.morph.engine.meter;

import dev.morph.engine.binary.ElementSegment;
import dev.morph.engine.binary.Expression;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The calls of a module. Finds the functions that count {@code stack-depth}: those that call
 * indirectly or by reference, and those that call a function from which calls lead back to them.
 * Tail calls lead on, but they leave no frame behind: a function that is in a cycle by them alone
 * is not counted. A tail call that is indirect may lead to any function whose reference is taken or
 * that is exported.
 *
 * <p>Also finds the functions whose callers can pay for them.
 *
 * <p>Time and memory are linear in the code: Tarjan's algorithm, without recursion.
 */
final class CallGraph {
  private final ModuleBinary module;
  private final int imported;
  private final int functions;

  /** The node that stands for all functions that a reference may name. */
  private final int anywhere;

  private final int[] firstEdge;
  private int[] edges = new int[256];
  private int edgeCount;
  private final BitSet tailEdges = new BitSet();
  private final BitSet counted = new BitSet();
  private final BitSet referenced = new BitSet();
  private boolean indirectTailCalls;
  private boolean exceptions;

  /** What a call of a function costs beside its own 1, or -1 if it is not known beforehand. */
  private final int[] straight;

  private CallGraph(ModuleBinary module) {
    this.module = module;
    this.imported = module.imported(ExternKind.FUNCTION);
    this.functions = module.bodies().size();
    this.anywhere = functions;
    this.firstEdge = new int[functions + 2];
    this.straight = new int[functions];
  }

  /** Reads a module. */
  static CallGraph of(ModuleBinary module) {
    var graph = new CallGraph(module);
    for (int i = 0; i < graph.functions; i++) {
      graph.firstEdge[i] = graph.edgeCount;
      graph.readBody(i, module.bodies().get(i));
    }
    graph.firstEdge[graph.anywhere] = graph.edgeCount;
    graph.readReferences();
    if (graph.indirectTailCalls) {
      graph.referenced.stream().forEach(function -> graph.addEdge(function, true));
    }
    graph.firstEdge[graph.anywhere + 1] = graph.edgeCount;
    graph.countCycles();
    graph.referenced.stream().forEach(function -> graph.straight[function] = -1);
    int start = module.startFunction() - graph.imported;
    if (start >= 0 && start < graph.functions) {
      graph.straight[start] = -1;
    }
    return graph;
  }

  /**
   * What a function costs whose callers pay for it: one that runs straight on to its end and is
   * called directly only. -1 for any other.
   *
   * @param function numbered with the imported ones
   */
  int straightFuel(int function) {
    int body = function - imported;
    return body >= 0 && body < functions ? straight[body] : -1;
  }

  /** How many functions count. */
  int counted() {
    return counted.cardinality();
  }

  /**
   * Whether a function counts.
   *
   * @param function numbered with the imported ones
   */
  boolean counts(int function) {
    return counted.get(function - imported);
  }

  /**
   * Whether the module has to do with exceptions: it has tags, handlers or throws references. If
   * not, each of its calls returns or does not come back at all, but for an exception of another
   * module on its way through.
   */
  boolean hasExceptions() {
    return exceptions || !module.tagTypes().isEmpty();
  }

  private void readBody(int function, FunctionBody body) {
    var in = new InstructionReader(module.bytes(), body.code(), body.end());
    int fuel = 0;
    boolean runsOn = true;
    while (in.next()) {
      fuel += FuelTable.instruction(in.opcode());
      runsOn &= FuelTable.isStraight(in.opcode());
      switch (in.opcode()) {
        case CALL -> call(in.index(), false);
        case RETURN_CALL -> call(in.index(), true);
        case CALL_INDIRECT, CALL_REF -> counted.set(function);
        case RETURN_CALL_INDIRECT, RETURN_CALL_REF -> {
          indirectTailCalls = true;
          addEdge(anywhere, true);
        }
        case REF_FUNC -> reference(in.index());
        case TRY_TABLE, THROW, THROW_REF -> exceptions = true;
        default -> {}
      }
    }
    straight[function] = runsOn ? fuel : -1;
  }

  private void call(int callee, boolean tail) {
    if (callee >= imported && callee < imported + functions) {
      addEdge(callee - imported, tail);
    }
  }

  private void addEdge(int to, boolean tail) {
    if (edgeCount == edges.length) {
      edges = Arrays.copyOf(edges, edgeCount + (edgeCount >> 1));
    }
    tailEdges.set(edgeCount, tail);
    edges[edgeCount++] = to;
  }

  private void reference(int function) {
    if (function >= imported && function < imported + functions) {
      referenced.set(function - imported);
    }
  }

  /** References outside of bodies. */
  private void readReferences() {
    for (var entry : module.exports()) {
      if (entry.kind() == ExternKind.FUNCTION) {
        reference(entry.index());
      }
    }
    for (ElementSegment segment : module.elements()) {
      for (int function : segment.functions()) {
        reference(function);
      }
      segment.expressions().forEach(this::readReferences);
    }
    for (var global : module.globals()) {
      if (global.initial() != null) {
        readReferences(global.initial());
      }
    }
    for (var table : module.tables()) {
      if (table.initial() != null) {
        readReferences(table.initial());
      }
    }
  }

  private void readReferences(Expression expression) {
    var in = new InstructionReader(module.bytes(), expression.start(), expression.end());
    while (in.next()) {
      if (in.opcode() == Opcode.REF_FUNC) {
        reference(in.index());
      }
    }
  }

  /** Finds the strongly connected components and counts who calls within its own. */
  private void countCycles() {
    int nodes = functions + 1;
    var component = new int[nodes];
    var order = new int[nodes];
    var low = new int[nodes];
    var nextEdge = new int[nodes];
    var path = new int[nodes];
    var open = new int[nodes];
    int opened = 0;
    int visited = 0;
    int components = 0;
    for (int root = 0; root < nodes; root++) {
      if (order[root] != 0) {
        continue;
      }
      int depth = 0;
      path[0] = root;
      order[root] = low[root] = ++visited;
      nextEdge[root] = firstEdge[root];
      open[opened++] = root;
      while (depth >= 0) {
        int node = path[depth];
        if (nextEdge[node] < firstEdge[node + 1]) {
          int to = edges[nextEdge[node]++];
          if (order[to] == 0) {
            path[++depth] = to;
            order[to] = low[to] = ++visited;
            nextEdge[to] = firstEdge[to];
            open[opened++] = to;
          } else if (component[to] == 0) {
            low[node] = Math.min(low[node], order[to]);
          }
          continue;
        }
        if (low[node] == order[node]) {
          components++;
          int member;
          do {
            member = open[--opened];
            component[member] = components;
          } while (member != node);
        }
        if (--depth >= 0) {
          low[path[depth]] = Math.min(low[path[depth]], low[node]);
        }
      }
    }
    for (int node = 0; node < functions; node++) {
      for (int edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
        if (component[edges[edge]] == component[node] && !tailEdges.get(edge)) {
          counted.set(node);
        }
      }
    }
  }
}
