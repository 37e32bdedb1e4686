package dev.morph.component.abi;

import dev.morph.component.abi.TypeScope.Entry;
import dev.morph.component.abi.TypeScope.Extern;
import dev.morph.component.abi.TypeScope.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the custom section {@code component-type*} that toolchains write into core modules: a
 * component binary that holds nothing but types, in which a component type that exports a component
 * type stands for a world.
 *
 * <p>Written for hostile bytes: the size, the nesting and the weight of the types are bounded, and
 * whatever is wrong is a {@link ComponentTypeException}.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/component-model/blob/main/design/mvp/Binary.md">Component
 *     Model, binary format</a>
 */
public final class ComponentTypeSection {
  /** The prefix of the section's name. */
  public static final String NAME_PREFIX = "component-type";

  /** Larger than that of any world seen by two orders of magnitude. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int MAX_NESTING = 8;

  private static final String ENCODING_SECTION = "wit-component-encoding";
  private static final int ENCODING_VERSION = 4;

  private static final int CUSTOM = 0;
  private static final int TYPES = 7;
  private static final int EXPORTS = 11;

  private ComponentTypeSection() {}

  /**
   * The world that a section describes.
   *
   * @param section the section's content, without its name
   * @throws ComponentTypeException if it is not a world's description
   */
  public static WorldType decode(byte[] section) {
    if (section.length > MAX_BYTES) {
      throw new ComponentTypeException(
          "component-type section of "
              + section.length
              + " bytes, at most "
              + MAX_BYTES
              + " are accepted");
    }
    SectionReader reader = new SectionReader(section, 0, section.length);
    preamble(reader);
    TypeScope root = new TypeScope(null);
    List<Shape> worlds = new ArrayList<>();
    while (!reader.atEnd()) {
      int id = reader.next();
      SectionReader part = reader.part(reader.unsigned());
      switch (id) {
        case CUSTOM -> custom(part);
        case TYPES -> {
          for (int left = part.unsigned(); left > 0; left--) {
            root.types.add(type(part, root, 0));
          }
          requireEnd(part);
        }
        case EXPORTS -> {
          for (int left = part.unsigned(); left > 0; left--) {
            worlds.add(exportedType(part, root));
          }
          requireEnd(part);
        }
        default ->
            throw reader.fault(
                "a section with the id " + id + ", only types and exports describe a world");
      }
    }
    if (worlds.size() != 1) {
      throw reader.fault(worlds.size() + " worlds, expected is one");
    }
    return world(reader, worlds.getFirst());
  }

  private static void preamble(SectionReader reader) {
    int[] expected = {0, 'a', 's', 'm', 0x0D, 0, 1, 0};
    for (int value : expected) {
      reader.expect(value, "the preamble of a component, version 0x0d");
    }
  }

  private static void requireEnd(SectionReader part) {
    if (!part.atEnd()) {
      throw part.fault("bytes are left over in a section");
    }
  }

  private static void custom(SectionReader part) {
    if (part.name().equals(ENCODING_SECTION)) {
      part.expect(ENCODING_VERSION, "version of the encoding of worlds");
      int encoding = part.next();
      if (encoding != 0) {
        throw part.fault(
            "the string encoding "
                + encoding
                + ", expected is 0 (UTF-8); build the guest with UTF-8 strings");
      }
      requireEnd(part);
    }
  }

  private static Shape exportedType(SectionReader part, TypeScope root) {
    attributedName(part);
    part.expect(3, "the export of a type");
    Entry entry = at(part, root.types, part.unsigned(), "type");
    if (part.next() != 0) {
      externType(part, root);
    }
    if (!(entry instanceof Shape shape) || !shape.component()) {
      throw part.fault("an export that is not a world");
    }
    return shape;
  }

  private static WorldType world(SectionReader reader, Shape holder) {
    if (holder.exports().size() != 1 || !holder.imports().isEmpty()) {
      throw reader.fault("a world's description that does not hold exactly the world");
    }
    Map.Entry<String, Extern> only = holder.exports().entrySet().iterator().next();
    if (!(only.getValue().entry() instanceof Shape world) || !world.component()) {
      throw reader.fault("a world's description that holds something else");
    }
    Set<String> unsupported = new LinkedHashSet<>();
    Map<String, WitFunction> importedFunctions = functions("", world.imports(), unsupported);
    Map<String, WitFunction> exportedFunctions = functions("", world.exports(), unsupported);
    return new WorldType(
        only.getKey(),
        interfaces(world.imports(), unsupported),
        importedFunctions,
        interfaces(world.exports(), unsupported),
        exportedFunctions,
        unsupported);
  }

  private static Map<String, Map<String, WitFunction>> interfaces(
      Map<String, Extern> externs, Set<String> unsupported) {
    Map<String, Map<String, WitFunction>> interfaces = new LinkedHashMap<>();
    for (Map.Entry<String, Extern> extern : externs.entrySet()) {
      if (extern.getValue().entry() instanceof Shape shape && !extern.getValue().isType()) {
        String name = extern.getKey();
        interfaces.put(name, functions(name + "#", shape.exports(), unsupported));
      }
    }
    return interfaces;
  }

  private static Map<String, WitFunction> functions(
      String prefix, Map<String, Extern> externs, Set<String> unsupported) {
    Map<String, WitFunction> functions = new LinkedHashMap<>();
    for (Map.Entry<String, Extern> extern : externs.entrySet()) {
      if (extern.getValue().entry() instanceof TypeScope.Func func && !extern.getValue().isType()) {
        WitFunction type = func.type();
        if (type == null) {
          unsupported.add(prefix + extern.getKey());
        } else {
          functions.put(extern.getKey(), type);
        }
      }
    }
    return functions;
  }

  private static Entry type(SectionReader reader, TypeScope scope, int nesting) {
    int code = reader.peek();
    switch (code) {
      case 0x40, 0x43 -> {
        reader.next();
        return ValueTypes.function(reader, scope, code == 0x43);
      }
      case 0x41, 0x42 -> {
        reader.next();
        return shape(reader, scope, code == 0x41, nesting);
      }
      default -> {
        return ValueTypes.definition(reader, scope);
      }
    }
  }

  private static Shape shape(
      SectionReader reader, TypeScope outer, boolean component, int nesting) {
    if (nesting == MAX_NESTING) {
      throw reader.fault("types nested deeper than " + MAX_NESTING);
    }
    TypeScope scope = new TypeScope(outer);
    for (int left = reader.unsigned(); left > 0; left--) {
      int kind = reader.next();
      switch (kind) {
        case 1 -> scope.types.add(type(reader, scope, nesting + 1));
        case 2 -> scope.types.add(alias(reader, scope));
        case 3 -> {
          if (!component) {
            throw reader.fault("an import within an instance type");
          }
          declare(reader, scope, scope.imports);
        }
        case 4 -> declare(reader, scope, scope.exports);
        default ->
            throw reader.fault(
                "a declaration of the kind "
                    + kind
                    + ", expected is a type, an alias, an import or an export");
      }
    }
    return new Shape(component, scope.imports, scope.exports);
  }

  private static void declare(SectionReader reader, TypeScope scope, Map<String, Extern> externs) {
    String name = attributedName(reader);
    Extern extern = externType(reader, scope);
    if (externs.put(name, extern) != null) {
      throw reader.fault("the name \"" + name + "\" twice");
    }
    if (extern.isType()) {
      scope.types.add(extern.entry());
    } else if (extern.entry() instanceof Shape shape && !shape.component()) {
      scope.instances.add(shape);
    }
  }

  private static String attributedName(SectionReader reader) {
    int kind = reader.next();
    if (kind > 2) {
      throw reader.fault("a name of the kind " + kind + ", expected is 0, 1 or 2");
    }
    String name = reader.name();
    if (kind == 2) {
      for (int left = reader.unsigned(); left > 0; left--) {
        reader.next();
        reader.name();
      }
    }
    return name;
  }

  private static Extern externType(SectionReader reader, TypeScope scope) {
    int sort = reader.next();
    return switch (sort) {
      case 1 -> new Extern(require(reader, scope, TypeScope.Func.class, "function"), false);
      case 3 -> typeBound(reader, scope);
      case 4, 5 -> {
        Shape shape = require(reader, scope, Shape.class, "component or instance");
        if (shape.component() != (sort == 4)) {
          throw reader.fault("a component where an instance is meant, or the reverse");
        }
        yield new Extern(shape, false);
      }
      default ->
          throw reader.fault(
              "something of the sort " + sort + ", a world has functions, types and interfaces");
    };
  }

  private static Extern typeBound(SectionReader reader, TypeScope scope) {
    int bound = reader.next();
    return switch (bound) {
      case 0 -> new Extern(at(reader, scope.types, reader.unsigned(), "type"), true);
      case 1 -> new Extern(new TypeScope.Resource(), true);
      default -> throw reader.fault("a type bound " + bound + ", expected is 0 or 1");
    };
  }

  private static <T extends Entry> T require(
      SectionReader reader, TypeScope scope, Class<T> wanted, String what) {
    Entry entry = at(reader, scope.types, reader.unsigned(), "type");
    if (!wanted.isInstance(entry)) {
      throw reader.fault("a type that is not that of a " + what);
    }
    return wanted.cast(entry);
  }

  private static Entry alias(SectionReader reader, TypeScope scope) {
    reader.expect(3, "an alias of a type");
    int target = reader.next();
    if (target == 0) {
      Shape instance = at(reader, scope.instances, reader.unsigned(), "instance");
      String name = reader.name();
      Extern extern = instance.exports().get(name);
      if (extern == null || !extern.isType()) {
        throw reader.fault("an alias of the type \"" + name + "\", which is not there");
      }
      return extern.entry();
    }
    if (target != 2) {
      throw reader.fault("an alias of the kind " + target + ", expected is 0 or 2");
    }
    TypeScope from = scope;
    for (int left = reader.unsigned(); left > 0; left--) {
      @Nullable TypeScope outer = from.outer;
      if (outer == null) {
        throw reader.fault("an alias that reaches past the outermost scope");
      }
      from = outer;
    }
    return at(reader, from.types, reader.unsigned(), "type");
  }

  static <T> T at(SectionReader reader, List<T> space, int index, String what) {
    if (index >= space.size()) {
      throw reader.fault(
          "the " + what + " " + index + ", only " + space.size() + " are defined before it");
    }
    return space.get(index);
  }
}
