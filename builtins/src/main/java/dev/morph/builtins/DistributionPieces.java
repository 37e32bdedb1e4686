package dev.morph.builtins;

import dev.morph.ir.Access;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionHandler;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.PackageSpecification;

/** Hands a distribution that is whole to who takes it piece by piece. */
final class DistributionPieces {
  private final DistributionHandler out;

  private DistributionPieces(DistributionHandler out) {
    this.out = out;
  }

  static void give(Distribution whole, DistributionHandler out) {
    var pieces = new DistributionPieces(out);
    switch (whole) {
      case Distribution.Library library -> {
        out.begin(Distribution.Kind.LIBRARY, library.packageName());
        library
            .dependencies()
            .forEach((name, dependency) -> {
              out.beginDependency(name);
              pieces.modules(dependency);
              out.endDependency();
            });
        out.beginPackage();
        pieces.modules(library.definition());
      }
      case Distribution.Specs specs -> {
        out.begin(Distribution.Kind.SPECS, specs.packageName());
        specs
            .dependencies()
            .forEach((name, dependency) -> {
              out.beginDependency(name);
              pieces.modules(dependency);
              out.endDependency();
            });
        out.beginPackage();
        pieces.modules(specs.specification());
      }
      case Distribution.Application application -> {
        out.begin(Distribution.Kind.APPLICATION, application.packageName());
        application
            .dependencies()
            .forEach((name, dependency) -> {
              out.beginDependency(name);
              pieces.modules(dependency);
              out.endDependency();
            });
        out.beginPackage();
        pieces.modules(application.definition());
        application.entryPoints().forEach(out::entryPoint);
      }
    }
    out.end();
  }

  private void modules(PackageDefinition definition) {
    definition
        .modules()
        .forEach((path, controlled) -> {
          Access access = controlled.access();
          ModuleDefinition module = controlled.value();
          out.beginModule(path, access, module.leadingDoc());
          module.types().forEach(out::typeDefinition);
          module.values().forEach(out::valueDefinition);
          out.endModule(module.doc());
        });
  }

  private void modules(PackageSpecification specification) {
    specification
        .modules()
        .forEach((path, module) -> {
          out.beginModule(path, null, module.leadingDoc());
          module.types().forEach(out::typeSpecification);
          module.values().forEach(out::valueSpecification);
          out.endModule(module.doc());
        });
  }
}
