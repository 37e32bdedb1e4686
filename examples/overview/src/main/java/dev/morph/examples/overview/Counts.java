package dev.morph.examples.overview;

import dev.morph.base.json.JsonObject;
import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionHandler;
import dev.morph.ir.Documented;
import dev.morph.ir.EntryPoint;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.ValueSpecification;
import org.jspecify.annotations.Nullable;

/** How much a package has; what its dependencies have is not counted. */
final class Counts implements DistributionHandler {
  private String packageName = "";
  private boolean own;
  private int dependencies;
  private int modules;
  private int types;
  private int values;

  /** The counts as the action answers them. */
  JsonObject toJson() {
    return JsonObject.builder()
        .put("package", packageName)
        .put("dependencies", dependencies)
        .put("modules", modules)
        .put("types", types)
        .put("values", values)
        .build();
  }

  /** The counts in a sentence. */
  String sentence() {
    return counted(modules, "module")
        + ", "
        + counted(types, "type")
        + " and "
        + counted(values, "value")
        + ".";
  }

  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  @Override
  public void begin(Distribution.Kind kind, Path name) {
    packageName = name.toString();
  }

  @Override
  public void beginDependency(Path name) {
    dependencies++;
  }

  @Override
  public void endDependency() {}

  @Override
  public void beginPackage() {
    own = true;
  }

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {
    modules += one();
  }

  @Override
  public void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> definition) {
    types += one();
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> definition) {
    values += one();
  }

  @Override
  public void typeSpecification(Name name, Documented<TypeSpecification> specification) {
    types += one();
  }

  @Override
  public void valueSpecification(Name name, Documented<ValueSpecification> specification) {
    values += one();
  }

  private int one() {
    return own ? 1 : 0;
  }

  @Override
  public void endModule(@Nullable ModuleDoc doc) {}

  @Override
  public void entryPoint(Name name, EntryPoint entryPoint) {}

  @Override
  public void end() {}
}
