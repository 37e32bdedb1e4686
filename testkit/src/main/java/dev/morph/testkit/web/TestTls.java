package dev.morph.testkit.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key with a self-signed certificate for some names, made anew for each test. Immutable.
 *
 * @param serverContext shows the certificate
 * @param clientContext trusts it and nothing else
 */
public record TestTls(SSLContext serverContext, SSLContext clientContext) {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final byte[] ECDSA_WITH_SHA256 =
      Der.sequence(Der.oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

  /** A certificate for these DNS names, valid from an hour ago until tomorrow. */
  public static TestTls forNames(String... names) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      return contexts(keys, certificate(keys, names));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no certificate", e);
    }
  }

  private static TestTls contexts(KeyPair keys, Certificate certificate)
      throws GeneralSecurityException, IOException {
    char[] password = "test".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry("key", keys.getPrivate(), password, new Certificate[] {certificate});
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(store, password);
    SSLContext server = SSLContext.getInstance("TLS");
    server.init(keyManagers.getKeyManagers(), null, null);

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, password);
    trusted.setCertificateEntry("server", certificate);
    TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
    trustManagers.init(trusted);
    SSLContext client = SSLContext.getInstance("TLS");
    client.init(null, trustManagers.getTrustManagers(), null);
    return new TestTls(server, client);
  }

  /** RFC 5280, section 4.1, by hand: the JDK makes no certificates in its public API. */
  private static Certificate certificate(KeyPair keys, String... names)
      throws GeneralSecurityException {
    byte[] name =
        Der.sequence(
            Der.set(Der.sequence(Der.oid(0x55, 0x04, 0x03), Der.utf8("Morph test server"))));
    byte[][] alternatives = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      alternatives[i] = Der.tagged(0x82, Der.ascii(names[i]));
    }
    byte[] extension =
        Der.sequence(Der.oid(0x55, 0x1d, 0x11), Der.tagged(0x04, Der.sequence(alternatives)));
    Instant now = Instant.now();
    byte[] body =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(2)),
            Der.integer(now.toEpochMilli()),
            ECDSA_WITH_SHA256,
            name,
            Der.sequence(
                Der.tagged(0x17, Der.ascii(UTC_TIME.format(now.minusSeconds(3_600)))),
                Der.tagged(0x17, Der.ascii(UTC_TIME.format(now.plusSeconds(86_400))))),
            name,
            keys.getPublic().getEncoded(),
            Der.tagged(0xa3, Der.sequence(extension)));
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(keys.getPrivate());
    signer.update(body);
    byte[] whole = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(signer.sign()));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(whole));
  }
}
