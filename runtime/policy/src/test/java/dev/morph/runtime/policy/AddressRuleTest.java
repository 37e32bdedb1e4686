package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
  private static byte[] address(String text) {
    byte[] bytes = text.indexOf(':') < 0 ? IpAddress.parse4(text) : IpAddress.parse6(text);
    assertThat(bytes).as(text).isNotNull();
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::200e",
        "2001:4860:4860::8888",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
      })
  void isPublic(String text) {
    assertThat(AddressRule.publicAddress(address(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:a00:1::",
        "2002:c0a8:101::1",
        "2a00:1450::5efe:10.0.0.1",
        "2a00:1450::200:5efe:192.168.0.1",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
      })
  void isNotPublic(String text) {
    assertThat(AddressRule.publicAddress(address(text))).isFalse();
  }

  @Property
  void everyAddressThatJavaCallsSpecialIsNotPublic(@ForAll @Size(4) byte[] bytes) throws Exception {
    InetAddress address = InetAddress.getByAddress(bytes);
    boolean special =
        address.isLoopbackAddress()
            || address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || address.isMulticastAddress()
            || address.isAnyLocalAddress();
    assertThat(special && AddressRule.publicAddress(bytes)).isFalse();
    byte[] mapped = address("::ffff:0:0");
    System.arraycopy(bytes, 0, mapped, 12, 4);
    assertThat(AddressRule.publicAddress(mapped)).isEqualTo(AddressRule.publicAddress(bytes));
  }

  @Test
  void otherLengthsAreNotPublic() {
    assertThat(AddressRule.publicAddress(new byte[0])).isFalse();
    assertThat(AddressRule.publicAddress(new byte[5])).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 127.0.0.0/8",
    "127.0.0.1, 127.0.0.1/32",
    "127.0.0.1:8080, 127.0.0.1:8080",
    "::1, ::1/128",
    "[::1], ::1/128",
    "[::1]:8080, [::1]:8080",
    "FD00::/8, fd00::/8",
    "[fd00::]/8, fd00::/8",
    "::ffff:10.0.0.0/104, 10.0.0.0/8",
    "0.0.0.0/0, 0.0.0.0/0",
    "localhost, localhost",
    "LocalHost.:8080, localhost:8080",
  })
  void readsAndPrintsBack(String text, String printed) {
    AddressRule rule = AddressRule.parse(text);
    assertThat(rule.text()).isEqualTo(printed);
    assertThat(AddressRule.parse(printed)).isEqualTo(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08000",
        "10.0.0.1/8",
        "10.0.0/8",
        "fd00::/129",
        "fd00::1/8",
        "localhost/8",
        "localhost:0",
        "localhost:99999",
        "*.local",
        "0x7f.1",
        "http://localhost",
        "a b",
        "10.0.0.0/8:80",
      })
  void refuses(String text) {
    assertThatThrownBy(() -> AddressRule.parse(text))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 127.9.9.9, a.example, 80, true",
    "127.0.0.0/8, ::ffff:127.0.0.1, a.example, 80, true",
    "127.0.0.0/8, 126.0.0.1, a.example, 80, false",
    "127.0.0.0/8, ::1, localhost, 80, false",
    "127.0.0.1:8080, 127.0.0.1, x.example, 8080, true",
    "127.0.0.1:8080, 127.0.0.1, x.example, 8081, false",
    "localhost:8080, 127.0.0.1, localhost, 8080, true",
    "localhost:8080, ::1, localhost, 8080, true",
    "localhost:8080, 127.0.0.1, localhost, 80, false",
    "localhost, 127.0.0.1, evil.example, 80, false",
    "localhost, 127.0.0.1, a.localhost, 80, false",
    "10.64.0.0/10, 10.127.255.255, a, 80, true",
    "10.64.0.0/10, 10.128.0.0, a, 80, false",
    "fd00::/8, fdff::1, a, 80, true",
    "fd00::/8, fc00::1, a, 80, false",
    "0.0.0.0/0, ::1, a, 80, false",
  })
  void allowsWhatTheOperatorSaid(
      String rule, String address, String host, int port, boolean allowed) {
    AddressRule parsed = AddressRule.parse(rule);
    assertThat(parsed.allows(address(address), host, port)).isEqualTo(allowed);
    assertThat(AddressRule.allowed(List.of(parsed), address(address), host, port))
        .isEqualTo(allowed || AddressRule.publicAddress(address(address)));
  }

  @Property
  void addressesRoundTrip(@ForAll @Size(16) byte[] bytes) {
    assertThat(IpAddress.parse6(IpAddress.text6(bytes))).isEqualTo(bytes);
  }

  @Property
  void anyTextIsARuleOrAUsageError(@ForAll String text) {
    try {
      AddressRule rule = AddressRule.parse(text);
      assertThat(AddressRule.parse(rule.text())).isEqualTo(rule);
    } catch (MorphException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID);
    }
  }
}
