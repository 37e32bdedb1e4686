package dev.morph.fuzz;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Permission;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Terms;
import java.nio.charset.StandardCharsets;

/** Permissions as the command line and as manifests write them, and limits. */
public final class PermissionFuzzer {
  private PermissionFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    try {
      agrees(Permission.parse(text));
    } catch (MorphException e) {
      Check.equal(ErrorCode.USAGE_INVALID, e.code(), "the code of a refused permission");
    }
    try {
      Limits.defaults().parse(text);
    } catch (MorphException e) {
      Check.equal(ErrorCode.USAGE_INVALID, e.code(), "the code of a refused limit");
    }
    JsonValue json;
    try {
      json = Json.parse(data);
    } catch (JsonException e) {
      return;
    }
    try {
      agrees(Permission.fromJson(json, "/permissions/0"));
    } catch (MorphException e) {
      Check.equal(ErrorCode.MANIFEST_INVALID, e.code(), "the code of a refused manifest");
    }
  }

  private static void agrees(Permission permission) {
    Check.that(!permission.words().isBlank(), "every permission can be shown to people");
    PermissionSet set = PermissionSet.of(permission);
    Check.that(PermissionSet.subset(set, set), "a permission lies within itself");
    if (!permission.text().contains("http://")) { // which a bare name never covers
      Check.that(
          PermissionSet.subset(set, PermissionSet.of(Permission.of(permission.name()))),
          "a narrowed permission lies within the whole one");
    }
    Check.that(set.canonical().sameRights(set), "the canonical form means the same");
    Terms terms = new Terms(set, Limits.defaults());
    Check.equal(
        terms.digest(),
        Terms.fromJson(terms.toJson(), Limits.defaults()).digest(),
        "terms are read back as the same");
    PermissionSet again = PermissionSet.of(Permission.parse(permission.text()));
    Check.that(
        PermissionSet.subset(set, again) && PermissionSet.subset(again, set),
        "the text of a permission means the same: " + permission.text());
  }
}
