package dev.morph.base;

import static dev.morph.base.ErrorCategory.ACTION;
import static dev.morph.base.ErrorCategory.DENIED;
import static dev.morph.base.ErrorCategory.ENVIRONMENT;
import static dev.morph.base.ErrorCategory.GUEST;
import static dev.morph.base.ErrorCategory.INTERNAL;
import static dev.morph.base.ErrorCategory.LIMIT;
import static dev.morph.base.ErrorCategory.USER;

import java.util.Locale;
import java.util.Optional;

/**
 * Every error that Morph can answer: the one table from which {@code docs/errors.md} is printed.
 */
public enum ErrorCode {
  ACTION_FAILED(
      ACTION,
      422,
      -32010,
      "The action answered an error of its own.",
      "Read the message: it is the extension's own text; details carry its code."),
  USAGE_INVALID(
      USER,
      400,
      -32020,
      "The command line or the request cannot be understood.",
      "See --help of the command."),
  PARAMS_INVALID(
      USER,
      400,
      -32021,
      "The parameters do not fit the action's schema.",
      "Mend each fault that the message lists; `morph describe FILE` prints the schema."),
  UNKNOWN_ACTION(
      USER,
      404,
      -32022,
      "The extension has no action of this name.",
      "Choose one of the actions that the message lists."),
  NOT_FOUND(
      USER,
      404,
      -32023,
      "A file, an extension or a secret of this name does not exist.",
      "Check the name and the path."),
  MODULE_MALFORMED(
      USER,
      422,
      -32024,
      "The bytes are not a WebAssembly binary.",
      "Give the .wasm file that the toolchain made, whole."),
  MODULE_INVALID(
      USER,
      422,
      -32025,
      "The module breaks a rule of WebAssembly validation, or a segment lies out of bounds.",
      "Build the module again; the message names the rule."),
  MODULE_REFUSED(
      USER,
      422,
      -32026,
      "A sound module of a kind that Morph does not run.",
      "The message names what was found and what to build instead."),
  CONTRACT_UNKNOWN(
      USER,
      422,
      -32027,
      "The module exports no contract that Morph knows.",
      "Export describe and execute, or another contract of docs/reference/guest-abi.md."),
  MANIFEST_INVALID(
      USER, 422, -32028, "The manifest has a fault.", "Mend the key that the message names."),
  IMPORT_UNDECLARED(
      USER,
      422,
      -32029,
      "The module imports a capability that its manifest does not ask for.",
      "Declare the permission, drop the import, or say \"unused_imports\": true."),
  VERSION_INCOMPATIBLE(
      USER,
      422,
      -32030,
      "The extension asks for another version of Morph.",
      "Update Morph, or take a version of the extension that fits."),
  PERMISSION_NOT_DECLARED(
      DENIED,
      403,
      -32040,
      "The extension's manifest never asked for this right.",
      "Only its author can add the permission to the manifest."),
  PERMISSION_NOT_GRANTED(
      DENIED,
      403,
      -32041,
      "The right was asked for, or needed, and not granted.",
      "Grant it with the --grant that the message names, if you trust the extension with it."),
  ADDRESS_NOT_ALLOWED(
      DENIED,
      403,
      -32042,
      "The host's name resolves to a private, loopback or otherwise reserved address.",
      "If the address is meant, allow it with --allow-private."),
  NOT_APPROVED(
      DENIED,
      403,
      -32043,
      "The extension's rights are not approved, or it is disabled.",
      "`morph info` shows what it asks for, and `morph list` how it stands."),
  SIGNATURE_MISSING(
      DENIED, 403, -32044, "The extension is not signed.", "Ask its publisher for a signed file."),
  SIGNATURE_INVALID(
      DENIED,
      403,
      -32045,
      "The signature does not fit the file.",
      "Fetch the file again; if that does not help, do not run it."),
  PUBLISHER_UNTRUSTED(
      DENIED,
      403,
      -32046,
      "Nobody here trusts the publisher's key.",
      "Trust it after comparing its fingerprint."),
  REVOKED(DENIED, 403, -32047, "The version or its key was revoked.", "Take a newer version."),
  DIGEST_MISMATCH(
      DENIED,
      403,
      -32048,
      "The bytes are not those that were approved or written.",
      "Fetch the file again, or approve the new one; where the audit log is broken, keep the store as"
          + " it is and compare it with a backup."),
  BUSY(LIMIT, 429, -32060, "Too many guests run at once.", "Try again later."),
  LIMIT_MEMORY(
      LIMIT,
      422,
      -32061,
      "The guest needs more memory than the limit.",
      "Raise it with --limit memory=SIZE."),
  LIMIT_GC_ALLOC(
      LIMIT,
      422,
      -32062,
      "The call allocated more garbage-collected bytes than the limit.",
      "Raise it with --limit gc-alloc=SIZE."),
  LIMIT_FUEL(
      LIMIT,
      422,
      -32063,
      "The call used more instructions than the limit.",
      "Raise it with --limit fuel=N."),
  LIMIT_TIME(
      LIMIT,
      422,
      -32064,
      "The call took longer than the limit.",
      "Raise it with --limit time=SECONDS."),
  LIMIT_HTTP_RATE(
      LIMIT,
      429,
      -32065,
      "Too many web requests in a minute.",
      "Raise it with --limit http-rate=N."),
  LIMIT_HTTP_CALLS(
      LIMIT,
      429,
      -32066,
      "Too many web requests in one call.",
      "Raise it with --limit http-calls=N."),
  LIMIT_HTTP_REQUEST(
      LIMIT,
      422,
      -32067,
      "A request's body is larger than the limit.",
      "Raise it with --limit http-request=SIZE."),
  LIMIT_HTTP_RESPONSE(
      LIMIT,
      422,
      -32068,
      "A response's body is larger than the limit.",
      "Raise it with --limit http-response=SIZE."),
  LIMIT_EVENT_RATE(
      LIMIT, 429, -32069, "Too many events in a minute.", "Raise it with --limit event-rate=N."),
  LIMIT_LOG_LINES(
      LIMIT,
      422,
      -32070,
      "More log lines than the limit; the rest was dropped.",
      "Raise it with --limit log-lines=N."),
  LIMIT_LOG_LINE(
      LIMIT,
      422,
      -32071,
      "A log line longer than the limit; it was cut.",
      "Raise it with --limit log-line=SIZE."),
  LIMIT_FILE_SIZE(
      LIMIT,
      422,
      -32072,
      "A file is larger than the limit.",
      "Raise it with --limit file-size=SIZE."),
  LIMIT_TABLE_ELEMENTS(
      LIMIT,
      422,
      -32073,
      "The guest's tables have more elements than the limit.",
      "Raise it with --limit table-elements=N."),
  LIMIT_INSTANCES(
      LIMIT,
      422,
      -32074,
      "The extension has more instances than the limit.",
      "Raise it with --limit instances=N."),
  LIMIT_COMPILE_TIME(
      LIMIT,
      422,
      -32075,
      "Compiling took longer than the limit.",
      "Raise it with --limit compile-time=SECONDS."),
  LIMIT_COMPILE_MEMORY(
      LIMIT,
      422,
      -32076,
      "Compiling needs more memory than the limit.",
      "Raise it with --limit compile-memory=SIZE."),
  LIMIT_ARTIFACT_SIZE(
      LIMIT,
      413,
      -32077,
      "The file is larger than the limit.",
      "Raise it with --limit artifact-size=SIZE."),
  LIMIT_RESULT_SIZE(
      LIMIT,
      422,
      -32078,
      "The result is larger than the limit.",
      "Raise it with --limit result-size=SIZE."),
  GUEST_TRAP(
      GUEST,
      422,
      -32080,
      "The guest trapped: an unreachable instruction, an access out of bounds, a stack overflow.",
      "Tell the extension's author; `morph inspect` shows what the file is."),
  GUEST_ABI(
      GUEST,
      422,
      -32081,
      "The guest broke the calling convention: a pointer, a length, an allocation or an envelope.",
      "Tell the extension's author; docs/reference/guest-abi.md is the convention."),
  GUEST_RESULT(
      GUEST,
      422,
      -32082,
      "The guest's answer does not have the shape of its contract.",
      "Tell the extension's author; docs/reference/shapes.md has the shapes."),
  REGISTRY_UNREACHABLE(
      ENVIRONMENT,
      502,
      -32090,
      "The registry did not answer.",
      "Check the network and the registry's address."),
  STORE_UNAVAILABLE(
      ENVIRONMENT,
      503,
      -32091,
      "The store cannot be opened, or this version has none behind the function.",
      "Check the path and the rights of Morph's home; where a function is not offered, take a newer"
          + " version."),
  IO_FAILED(
      ENVIRONMENT,
      500,
      -32092,
      "Reading or writing failed.",
      "Check the path, the rights and the space on the disk."),
  INTERNAL_ERROR(
      INTERNAL,
      500,
      -32603,
      "A fault of Morph itself.",
      "Report it with the command that showed it."),
  URL_INVALID(
      ACTION,
      400,
      -32100,
      "Answered to guests: the URL is refused.",
      "Give an absolute http or https URL without userinfo, encoded slashes or dot segments."),
  HTTP_REDIRECTS(
      ACTION,
      502,
      -32101,
      "Answered to guests: more than 10 redirects.",
      "Check the service's address."),
  HTTP_FAILED(
      ACTION,
      502,
      -32102,
      "Answered to guests: the request failed on its way.",
      "Check the address and the network."),
  REQUEST_INVALID(
      ACTION,
      400,
      -32103,
      "Answered to guests: the request's fields are wrong.",
      "Give the fields of docs/reference/host-functions.md.");

  private final ErrorCategory category;
  private final int httpStatus;
  private final int jsonRpcCode;
  private final String meaning;
  private final String remedy;
  private final String word;

  ErrorCode(
      ErrorCategory category, int httpStatus, int jsonRpcCode, String meaning, String remedy) {
    this.category = category;
    this.httpStatus = httpStatus;
    this.jsonRpcCode = jsonRpcCode;
    this.meaning = meaning;
    this.remedy = remedy;
    this.word =
        name().equals("INTERNAL_ERROR")
            ? "internal"
            : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The stable kebab word, as {@code "guest-trap"}. */
  public String word() {
    return word;
  }

  /** Who can mend it. */
  public ErrorCategory category() {
    return category;
  }

  /** The status of a REST answer that carries it. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The code of a JSON-RPC error that carries it. */
  public int jsonRpcCode() {
    return jsonRpcCode;
  }

  /** One sentence that says what happened. */
  public String meaning() {
    return meaning;
  }

  /** One sentence that says what to do. */
  public String remedy() {
    return remedy;
  }

  /** True for the codes that only a guest sees, inside the answer of a host function. */
  public boolean guestOnly() {
    return switch (this) {
      case URL_INVALID, HTTP_REDIRECTS, HTTP_FAILED, REQUEST_INVALID -> true;
      default -> false;
    };
  }

  /** The code with this word, if there is one. */
  public static Optional<ErrorCode> of(String word) {
    for (ErrorCode code : values()) {
      if (code.word.equals(word)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
