package dev.morph.runtime.policy;

/**
 * One web request as the egress rule sees it, already normalised by {@code HttpUrl}.
 *
 * @param method in upper case
 * @param scheme {@code "https"} or {@code "http"}
 * @param host lower-case A-labels without trailing dot, or an IP literal (IPv6 in brackets)
 * @param port 1 to 65535, the scheme's default filled in
 * @param path normalised, begins with {@code /}, without query
 */
public record HttpTarget(String method, String scheme, String host, int port, String path) {}
