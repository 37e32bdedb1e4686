package dev.morph.runtime.sandbox;

/**
 * One host call of a guest, for {@code --trace}; secrets masked.
 *
 * @param function {@code "http"} or {@code "morphee:extensions/http.send"}
 * @param micros how long it took
 * @param request what was asked, shortened
 * @param outcome what was answered, shortened; begins with {@code "ok"} or the error's code
 */
public record HostCall(String function, long micros, String request, String outcome) {}
