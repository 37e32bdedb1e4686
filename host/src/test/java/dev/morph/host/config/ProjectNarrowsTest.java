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
  private static final Path FOLDER = Path.of("target", "project-narrows").toAbsolutePath();

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

  private static Arbitrary<String> soundLimits() {
    return lines(
        List.of(
            maybe("memory", "0", "\"16MiB\"", "\"64MiB\""),
            maybe("time", "1", "\"20s\""),
            maybe("fuel", "5", "20000000000"),
            maybe("stack-depth", "10"),
            maybe("http-calls", "0", "200")));
  }

  private static Arbitrary<String> soundCeilings() {
    return lines(
        List.of(
            maybe("memory", "\"64MiB\"", "\"200MiB\"", "\"4GiB\""),
            maybe("time", "20", "\"900s\""),
            maybe("fuel", "20000000000", "900000000000"),
            maybe("stack-depth", "10", "10000"),
            maybe("http-calls", "200", "5000")));
  }

  private static Arbitrary<String> extension(boolean sound) {
    return lines(
        List.of(
            maybe("enabled", "true", "false"),
            maybe("protocol", "\"core\"", sound ? "\"core\"" : "\"component\""),
            maybe("source.path", "\"x.wasm\"", "\"ext/y.wasm\"", "\"../z.wasm\"", "\"/z.wasm\""),
            maybe("permissions.max_memory", "\"1MB\"", sound ? "\"60MB\"" : "\"2GiB\""),
            maybe("permissions.max_execution_time", "\"1s\"", sound ? "\"15s\"" : "\"900s\""),
            maybe("permissions.grants", "[\"vault:read\"]", "[\"http:read=a.example\"]")));
  }

  /** Some of three extensions. */
  private static Arbitrary<List<String>> extensions(boolean sound) {
    return extension(sound)
        .injectNull(0.4)
        .list()
        .ofSize(3)
        .map(all -> {
          List<String> named = new ArrayList<>();
          for (int i = 0; i < all.size(); i++) {
            if (all.get(i) != null) {
              named.add("[[extensions]]\nname = \"" + "abc".charAt(i) + "\"\n" + all.get(i));
            }
          }
          return named;
        });
  }

  private static Arbitrary<String> file(
      Arbitrary<String> store,
      Arbitrary<String> limits,
      Arbitrary<String> ceilings,
      Arbitrary<List<String>> extensions) {
    return Combinators.combine(
            store,
            maybe("engine", "\"interpreted\"", "\"compiled\""),
            maybe("http.allow_private", "[\"10.0.0.0/8\"]", "[\"localhost\"]"),
            maybe("vault.key_file", "\"k\""),
            maybe("open_with", "{\".md\" = \"a\"}", "{\".env\" = \"b\"}"),
            limits,
            ceilings,
            extensions)
        .as((where, engine, http, vault, open, low, high, named) -> {
          List<String> text = new ArrayList<>(List.of(where, engine, http, vault, open));
          text.add("[limits]\n" + low);
          text.add("[ceilings]\n" + high);
          text.addAll(named);
          return String.join("\n", text);
        });
  }

  @Provide
  Arbitrary<String> user() {
    return file(
        maybe("store", "\"s.db\"", "\"postgresql://h/d\""),
        soundLimits(),
        soundCeilings(),
        extensions(true));
  }

  @Provide
  Arbitrary<String> project() {
    return file(maybe("store", "\"s.db\"", "5"), limits(), limits(), extensions(false));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void nothingIsWidened(@ForAll("user") String user, @ForAll("project") String project)
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
