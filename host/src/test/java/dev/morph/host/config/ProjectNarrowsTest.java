package dev.morph.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.MorphException;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.PermissionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a project's file says, nobody has more than by the user's file alone. */
class ProjectNarrowsTest {
  private static final Path FOLDER = temporary();

  private static Path temporary() {
    try {
      Path folder = Files.createTempDirectory("morph-config-");
      folder.toFile().deleteOnExit();
      return folder.toRealPath();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Arbitrary<String> maybe(String key, String... values) {
    return Arbitraries.of(values)
        .map(value -> key + " = " + value)
        .injectNull(0.5)
        .map(line -> line == null ? "" : line);
  }

  private static Arbitrary<String> lines(List<Arbitrary<String>> lines) {
    return Combinators.combine(lines).as(all -> String.join("\n", all));
  }

  private static Arbitrary<String> limits() {
    return lines(
        List.of(
            maybe("memory", "0", "\"16MiB\"", "\"200MiB\"", "\"900MiB\"", "\"4GiB\"", "true"),
            maybe("time", "1", "\"30s\"", "\"200s\"", "\"900s\""),
            maybe("fuel", "5", "20000000000", "900000000000"),
            maybe("stack-depth", "10", "10000", "20000"),
            maybe("http-calls", "0", "500", "5000")));
  }

  private static Arbitrary<String> extension() {
    return lines(
        List.of(
            Arbitraries.of("a", "b", "c").map(name -> "name = \"" + name + "\""),
            maybe("enabled", "true", "false"),
            maybe("protocol", "\"core\"", "\"component\""),
            maybe("source.path", "\"x.wasm\"", "\"ext/y.wasm\"", "\"../z.wasm\"", "\"/z.wasm\""),
            maybe("permissions.max_memory", "\"1MB\"", "\"300MB\"", "\"2GiB\""),
            maybe("permissions.max_execution_time", "\"1s\"", "\"100s\"", "\"900s\""),
            maybe("permissions.grants", "[\"vault:read\"]", "[\"http:read=a.example\"]")));
  }

  @Provide
  Arbitrary<String> file() {
    return Combinators.combine(
            maybe("store", "\"s.db\"", "\"postgresql://h/d\"", "5"),
            maybe("engine", "\"interpreted\"", "\"compiled\""),
            maybe("http.allow_private", "[\"10.0.0.0/8\"]", "[\"localhost\"]"),
            maybe("vault.key_file", "\"k\""),
            maybe("open_with", "{\".md\" = \"a\"}", "{\".env\" = \"b\"}"),
            limits(),
            limits(),
            extension().list().ofMaxSize(3))
        .as((store, engine, http, vault, open, limits, ceilings, extensions) -> {
          List<String> text = new ArrayList<>(List.of(store, engine, http, vault, open));
          text.add("[limits]\n" + limits);
          text.add("[ceilings]\n" + ceilings);
          extensions.forEach(one -> text.add("[[extensions]]\n" + one));
          return String.join("\n", text);
        });
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void nothingIsWidened(@ForAll("file") String user, @ForAll("file") String project)
      throws IOException {
    ConfigFolder files = new ConfigFolder(FOLDER);
    Files.deleteIfExists(files.projectFile);
    files.user(user);
    MorphConfig alone;
    try {
      alone = files.load();
    } catch (MorphException e) {
      Assume.that(false); // the user mends that first
      return;
    }
    MorphConfig both = files.project(project).load();

    for (Limit limit : Limit.values()) {
      assertThat(both.limits().value(limit)).isLessThanOrEqualTo(alone.limits().value(limit));
      assertThat(both.limits().ceiling(limit)).isLessThanOrEqualTo(alone.limits().ceiling(limit));
    }
    assertThat(both.store()).isEqualTo(alone.store());
    assertThat(both.engine()).isEqualTo(alone.engine());
    assertThat(both.allowPrivate()).isEqualTo(alone.allowPrivate());
    assertThat(both.vaultKeyFile()).isEqualTo(alone.vaultKeyFile());
    assertThat(both.openWith()).isEqualTo(alone.openWith());
    for (ConfiguredExtension extension : both.extensions()) {
      alone
          .extension(extension.name().value())
          .ifPresentOrElse(
              known -> assertNarrower(extension, known),
              () -> assertOfProject(extension, files.project));
      if (extension.maxMemory() != null) {
        long most =
            alone
                .extension(extension.name().value())
                .map(ConfiguredExtension::maxMemory)
                .map(dev.morph.base.ByteSize::bytes)
                .orElse(alone.limits().value(Limit.MEMORY));
        assertThat(extension.maxMemory().bytes()).isLessThanOrEqualTo(most);
      }
      if (extension.maxExecutionTime() != null) {
        long most =
            alone
                .extension(extension.name().value())
                .map(ConfiguredExtension::maxExecutionTime)
                .map(java.time.Duration::toNanos)
                .orElse(alone.limits().value(Limit.TIME));
        assertThat(extension.maxExecutionTime().toNanos()).isLessThanOrEqualTo(most);
      }
    }
    assertThat(both.extensions()).hasSizeGreaterThanOrEqualTo(alone.extensions().size());
  }

  private static void assertNarrower(ConfiguredExtension now, ConfiguredExtension known) {
    assertThat(now.path()).isEqualTo(known.path());
    assertThat(now.protocol()).isEqualTo(known.protocol());
    assertThat(now.ofProject()).isFalse();
    assertThat(now.enabled() && !known.enabled()).isFalse();
    assertThat(known.grants().covers(now.grants())).isTrue();
  }

  private static void assertOfProject(ConfiguredExtension now, Path project) {
    assertThat(now.ofProject()).isTrue();
    assertThat(now.grants()).isEqualTo(PermissionSet.NONE);
    if (now.path() != null) {
      assertThat(now.path().startsWith(project)).isTrue();
    }
  }
}
