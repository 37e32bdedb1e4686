package dev.morph.builtins.java;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.types.ConstructorDeclaration;
import dev.morph.ir.types.TypeDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What constructors are in Java. */
final class Cases {
  private final JavaTypes types;
  private final Declarations declarations;

  Cases(JavaTypes types, Declarations declarations) {
    this.types = types;
    this.declarations = declarations;
  }

  ConstructorDeclaration declaration(FQName name) {
    FQName found = SdkTypes.isSdk(name.packageName()) ? SdkTypes.canonical(name) : name;
    ConstructorDeclaration declaration = types.environment().constructor(found);
    if (declaration == null) {
      throw new Unsayable("unknown_name", "there is no constructor " + name);
    }
    return declaration;
  }

  /** The constructor of a value whose type is known as one of two types. */
  CaseInfo of(FQName name, JavaType given, JavaType inferred) {
    ConstructorDeclaration declaration = declaration(name);
    Declarations.Case own = declarations.constructor(name);
    JavaType generic = own == null ? sdk(declaration) : own.parent();
    String called =
        own == null ? SdkTypes.constructor(declaration.type(), name.local()) : own.name();
    boolean constant = own == null ? SdkTypes.isEnum(declaration.type()) : own.constant();
    JavaType parent = parent(generic, declaration, given, inferred);
    List<String> accessors = new ArrayList<>();
    List<JavaType> parts = new ArrayList<>();
    Map<Name, JavaType> scope = new HashMap<>();
    for (int i = 0; i < declaration.typeParameters().size(); i++) {
      scope.put(declaration.typeParameters().get(i), parent.arguments().get(i));
    }
    Set<String> used = new HashSet<>();
    for (Parameter parameter : declaration.parameters()) {
      accessors.add(JavaNames.member(parameter.name(), used));
      parts.add(types.of(parameter.type(), scope));
    }
    return new CaseInfo(
        parent,
        constant || SdkTypes.isOwnCase(declaration.type()) ? parent : parent.nested(called),
        called,
        constant,
        accessors,
        parts,
        siblings(declaration));
  }

  private static JavaType parent(
      JavaType generic, ConstructorDeclaration declaration, JavaType given, JavaType inferred) {
    if (given.key().equals(generic.key())) {
      return given;
    }
    if (inferred.key().equals(generic.key())) {
      return inferred;
    }
    return generic.withArguments(
        declaration.typeParameters().stream().map(one -> JavaType.OBJECT).toList());
  }

  private static JavaType sdk(ConstructorDeclaration declaration) {
    JavaType type = SdkTypes.find(declaration.type());
    if (type == null) {
      throw new Unsayable("unknown_name", "the type " + declaration.type() + " is not known");
    }
    return type;
  }

  private int siblings(ConstructorDeclaration declaration) {
    return types.environment().type(declaration.type()) instanceof TypeDeclaration.Custom custom
        ? custom.constructors().size()
        : 1;
  }
}
