package dev.morph.ir.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.ir.Diagnostic;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadLimits;
import dev.morph.testkit.MorphirData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static List<String> check(String distribution) {
    return check(read(distribution), ReadLimits.DEFAULT);
  }

  private static Distribution read(String distribution) {
    String text = "{'formatVersion': 4, 'distribution': " + distribution + "}";
    var builder = new DistributionBuilder();
    var report = IrReader.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), builder);
    assertThat(report.diagnostics()).isEmpty();
    return builder.distribution().orElseThrow();
  }

  private static List<String> check(Distribution distribution, ReadLimits limits) {
    return Validation.check(distribution, limits).stream()
        .map(one -> one.code().word() + " " + one.path() + " " + one.message())
        .toList();
  }

  private static String library(String types, String values) {
    return "{'Library': {'packageName': 'a', 'dependencies': {}, 'def': {'modules': {'m':"
        + " {'Public': {'types': {"
        + types
        + "}, 'values': {"
        + values
        + "}}}}}}}";
  }

  @Test
  void findsNothingInRealDocuments() {
    List<String> all = new ArrayList<>();
    Stream.of("v1", "v2", "v3")
        .flatMap(version -> MorphirData.files(version).stream())
        .forEach(file -> {
          for (Diagnostic one : Validation.check(TypeInferenceFixturesTest.library(file))) {
            all.add(file + " " + one.path() + " " + one.message());
          }
        });
    assertThat(all)
        .allMatch(one -> one.startsWith("v3/small/simpleValueTree-ir.json"))
        .allMatch(one -> one.contains("there is no type morphir/example/app:business-terms#"))
        .isNotEmpty();
  }

  @Test
  void tellsWhatDoesNotExist() {
    assertThat(
            check(
                library(
                    "'t': {'Public': {'TypeAliasDefinition': {'typeParams': [], 'typeExp':"
                        + " 'x/y:z#q'}}}",
                    "'v': {'Public': {'ExpressionBody': {'inputTypes': {}, 'outputType':"
                        + " 'morphir/SDK:basics#int', 'body': {'Tuple': [{'Reference': 'a:m#no'},"
                        + " {'Reference': 'a:m#no'}, {'Constructor': 'a:m#none'}]}}}}")))
        .containsExactly(
            "unresolved_reference a:m#t there is no type x/y:z#q",
            "unresolved_reference a:m#v there is no value a:m#no",
            "unresolved_reference a:m#v there is no constructor a:m#none");
  }

  @Test
  void countsArgumentsOfTypesAndPatterns() {
    assertThat(
            check(
                library(
                    "'t': {'Public': {'TypeAliasDefinition': {'typeParams': [], 'typeExp':"
                        + " 'morphir/SDK:list#list'}}}",
                    "'v': {'Public': {'ExpressionBody': {'inputTypes': {'x': {'Reference':"
                        + " ['morphir/SDK:maybe#maybe', 'a']}}, 'outputType':"
                        + " 'morphir/SDK:basics#int', 'body': {'PatternMatch': {'value':"
                        + " {'Variable': 'x'}, 'cases': [{'pattern': {'ConstructorPattern':"
                        + " {'fqname': 'morphir/SDK:maybe#just', 'patterns': []}}, 'body':"
                        + " {'Literal': {'IntegerLiteral': 1}}}]}}}}}")))
        .containsExactly(
            "wrong_argument_count a:m#t the type morphir/SDK:list#list has 1 parameters, and here 0"
                + " arguments",
            "wrong_argument_count a:m#v the constructor morphir/SDK:maybe#just has 1 parameters,"
                + " and here 0 arguments");
  }

  @Test
  void tellsConstructorsVariablesAndAliasesThatCannotBe() {
    String custom =
        "{'Public': {'CustomTypeDefinition': {'typeParams': [], 'access': 'Public', 'constructors':"
            + " {'one': [['value', 'b']]}}}}";
    assertThat(
            check(
                library(
                    "'t': "
                        + custom
                        + ", 'u': "
                        + custom.replace("['value', 'b']", "")
                        + ", 'p': {'Public': {'TypeAliasDefinition': {'typeParams': [], 'typeExp':"
                        + " 'a:m#q'}}}, 'q': {'Public': {'TypeAliasDefinition': {'typeParams': [],"
                        + " 'typeExp': 'a:m#p'}}}",
                    "")))
        .containsExactly(
            "unbound_type_variable a:m#t the type variable b is none of the type's parameters",
            "duplicate_name a:m#u the constructor One is also one of T in this module",
            "cyclic_alias a:m#p this alias stands for itself",
            "cyclic_alias a:m#q this alias stands for itself");
  }

  @Test
  void checksTypesOfWhatExists() {
    String wrong =
        "{'Public': {'ExpressionBody': {'inputTypes': {}, 'outputType': 'morphir/SDK:basics#int',"
            + " 'body': {'Literal': {'StringLiteral': 'a'}}}}}";
    String values = "'u': " + wrong + ", 'v': " + wrong + ", 'w': " + wrong;
    assertThat(check(library("", values)))
        .hasSize(3)
        .contains("type_mismatch a:m#v expected Int, found String");
    assertThat(check(read(library("", values)), new ReadLimits(200, 1 << 20, 2)))
        .hasSize(3)
        .last()
        .isEqualTo("too_many_diagnostics a:m#w more than 2 errors; the others are left out");
  }

  @Test
  void checksSpecificationsAndEntryPoints() {
    assertThat(
            check(
                "{'Specs': {'packageName': 'a', 'dependencies': {}, 'spec': {'modules': {'m':"
                    + " {'types': {}, 'values': {'v': {'inputs': {'x': 'a:m#t'}, 'output':"
                    + " 'morphir/SDK:basics#int'}}}}}}}"))
        .containsExactly("unresolved_reference a:m#v there is no type a:m#t");
    assertThat(
            check(
                "{'Application': {'packageName': 'a', 'dependencies': {}, 'def': {'modules': {}},"
                    + " 'entryPoints': {'start': {'target': 'a:m#main', 'kind': 'main'}}}}"))
        .containsExactly(
            "unresolved_reference a:m#main the entry point start starts a value that does not"
                + " exist");
  }
}
