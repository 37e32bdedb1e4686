package dev.morph.distribution.manifest;

import dev.morph.runtime.policy.HostRule;

/**
 * A header that the host adds to requests for one host; the guest never sees the value. Immutable.
 *
 * @param secret the key of the extension's own secret that holds the value
 * @param host where it is sent, and nowhere else: no method and no path
 * @param header its name, {@code "Authorization"} if the manifest says none
 * @param scheme what stands before the value with a space between, as {@code "Bearer"}; empty for
 *     nothing
 */
public record Credential(String secret, HostRule host, String header, String scheme) {
  static final String DEFAULT_HEADER = "Authorization";
}
