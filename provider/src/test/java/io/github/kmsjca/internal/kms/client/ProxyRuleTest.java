package io.github.kmsjca.internal.kms.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.configuration.Configuration;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRuleTest {
  private static final String KMS = "https://kms.us-east-1.amazonaws.com";
  private static final String DIRECT = "none";

  /** What begins with {@code proxy=} is the setting, with a small letter and a dot a property. */
  static ProxyRule rule(String... values) {
    Configuration.@Nullable Value setting = null;
    Map<String, String> properties = new HashMap<>();
    Map<String, String> environment = new HashMap<>();
    for (String value : values) {
      String[] pair = value.split("=", 2);
      if (pair[0].equals("proxy")) {
        setting = new Configuration.Value(pair[1], "argument");
      } else if (pair[0].contains(".")) {
        properties.put(pair[0], pair[1]);
      } else {
        environment.put(pair[0], pair[1]);
      }
    }
    return new ProxyRule(setting, properties, environment);
  }

  private static String way(ProxyRule rule, String endpoint) {
    SourcedValue told = rule.to(URI.create(endpoint)).told();
    return told.text() + " <- " + told.source();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTPS_PROXY=http://p:81 | https://kms.test | http://p:81 <- environment variable HTTPS_PROXY",
        "https_proxy=http://p:81 | https://kms.test | http://p:81 <- environment variable https_proxy",
        "https_proxy=http://q:1 HTTPS_PROXY=http://p:81 | https://kms.test | http://q:1 <-",
        "https_proxy= HTTPS_PROXY=http://p:81 | https://kms.test | http://p:81 <-",
        "HTTPS_PROXY=p:81 | https://kms.test | http://p:81 <-",
        "HTTPS_PROXY=p | https://kms.test | http://p:80 <-",
        "HTTPS_PROXY=https://p | https://kms.test | https://p:443 <-",
        "HTTPS_PROXY=http://[2001:db8::1]:81/ | https://kms.test | http://[2001:db8::1]:81 <-",
        "HTTPS_PROXY=http://p:81 | http://kms.test | none <- no setting, system property or",
        "HTTP_PROXY=http://p:81 | https://kms.test | none <- no setting, system property or",
        "HTTP_PROXY=http://p:81 | http://kms.test | http://p:81 <- environment variable HTTP_PROXY",
        "http_proxy=http://p:81 | http://kms.test | http://p:81 <- environment variable http_proxy",
        "HTTP_PROXY=http://p:81 REQUEST_METHOD=GET | http://kms.test | none <-",
        "ALL_PROXY=http://p:81 | https://kms.test | http://p:81 <- environment variable ALL_PROXY",
        "all_proxy=http://p:81 | http://kms.test | http://p:81 <- environment variable all_proxy",
        "ALL_PROXY=socks5://s:1 HTTPS_PROXY=http://p:81 | https://kms.test | http://p:81 <-",
        "https.proxyHost=p | https://kms.test | http://p:443 <- system property https.proxyHost",
        "https.proxyHost=p https.proxyPort=81 | https://kms.test | http://p:81 <-",
        "https.proxyHost=2001:db8::1 https.proxyPort=81 | https://kms.test | http://[2001:db8::1]:81 <-",
        "https.proxyHost=p | http://kms.test | none <-",
        "http.proxyHost=p | https://kms.test | none <-",
        "http.proxyHost=p | http://kms.test | http://p:80 <- system property http.proxyHost",
        "https.proxyHost=p HTTPS_PROXY=http://q:1 | https://kms.test | http://p:443 <- system property",
        "http.proxyHost=p HTTPS_PROXY=http://q:1 | https://kms.test | http://q:1 <- environment",
        "proxy=http://s:9 https.proxyHost=p HTTPS_PROXY=http://q:1 | https://kms.test | http://s:9 <- setting",
        "proxy=http://s:9 http.nonProxyHosts=* NO_PROXY=* | https://kms.test | http://s:9 <- setting proxy",
        "proxy=none https.proxyHost=p HTTPS_PROXY=http://q:1 | https://kms.test | none <- setting proxy",
        "proxy=http://s:9 | http://kms.test | http://s:9 <- setting proxy, argument",
      })
  void whoseProxy(String values, String endpoint, String expected) {
    assertThat(way(rule(values.split(" ", -1)), endpoint)).startsWith(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "kms.test, https://kms.test, none",
    "test, https://kms.test, none",
    ".test, https://kms.test, none",
    ".kms.test, https://kms.test, none",
    "*.test, https://kms.test, none",
    "KMS.Test, https://kms.TEST, none",
    "kms.test., https://kms.test, none",
    "kms.test, https://kms.test., none",
    "ms.test, https://kms.test, http",
    "kms.test, https://kms.test.example, http",
    "kms.test:443, https://kms.test, none",
    "kms.test:443, https://kms.test:8443, http",
    "*, https://kms.test, none",
    "other *, https://kms.test, none",
    "'other, kms.test', https://kms.test, none",
    "'', https://kms.test, http",
    "192.0.2.1, https://192.0.2.1, none",
    "192.0.2.0/24, https://192.0.2.77, none",
    "192.0.2.0/24, https://192.0.3.77, http",
    "192.0.2.0/25, https://192.0.2.128, http",
    "192.0.2.0/24, https://kms.test, http",
    "2.1, https://192.0.2.1, http",
    "192.0.2.0/24:443, https://192.0.2.1, none",
    "0.0.0.0/0, https://192.0.2.1, none",
    "192.0.2.0/33, https://192.0.2.1, http",
    "192.0.2.0/x, https://192.0.2.1, http",
    "2001:db8::1, https://[2001:db8::1], none",
    "[2001:db8::1], https://[2001:db8:0::1], none",
    "2001:db8::/32, https://[2001:db8:7::1], none",
    "2001:db8::/32, https://[2001:db9::1], http",
  })
  void noProxy(String list, String endpoint, String expected) {
    assertThat(way(rule("HTTPS_PROXY=http://p:81", "NO_PROXY=" + list), endpoint))
        .startsWith(expected);
    assertThat(way(rule("HTTPS_PROXY=http://p:81", "no_proxy=" + list, "NO_PROXY=-"), endpoint))
        .startsWith(list.isEmpty() ? "http" : expected);
    assertThat(way(rule("https.proxyHost=p", "NO_PROXY=" + list), endpoint))
        .as("the properties have a list of their own")
        .startsWith("http");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "kms.test https://kms.test none",
        "other|kms.test https://kms.test none",
        "*.test https://KMS.test none",
        "kms.* https://kms.test none",
        "k*t https://kms.test none",
        "test https://kms.test http",
        ".test https://kms.test http",
        "192.0.2.* https://192.0.2.1 none",
        "[2001:db8::1] https://[2001:db8::1] none",
        "k.s.test https://kms.test http",
      })
  void nonProxyHosts(String list, String endpoint, String expected) {
    String hosts = "http.nonProxyHosts=" + list;
    assertThat(way(rule("https.proxyHost=p", hosts), endpoint)).startsWith(expected);
    assertThat(way(rule("https.proxyHost=p", hosts, "HTTPS_PROXY=http://q:1"), endpoint))
        .as("an exempt host is not given to the environment's")
        .doesNotContain("q:1");
    assertThat(way(rule("HTTPS_PROXY=http://q:1", hosts), endpoint)).startsWith("http://q:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "localhost.",
        "LocalHost:8080",
        "127.0.0.1",
        "127.9.9.9:1",
        "[::1]",
        "[0:0:0:0:0:0:0:1]:80",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "[fd00:ec2::254]",
        "[fd00:ec2::23]",
      })
  void neverForThisMachine(String host) {
    for (String scheme : new String[] {"http://", "https://"}) {
      for (String proxy :
          new String[] {
            "proxy=http://p:81", scheme.replace("://", ".proxyHost=p"), "ALL_PROXY=http://p:81"
          }) {
        assertThat(way(rule(proxy), scheme + host)).startsWith(DIRECT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost.example.com",
        "127.0.0.1.nip.io",
        "10.0.0.1",
        "[fd00:ec2::1]",
        "my_host"
      })
  void whatOnlyLooksLikeIt(String host) {
    assertThat(way(rule("proxy=http://p:81"), "https://" + host)).startsWith("http://p:81");
  }

  @Test
  void userAndPassword() {
    ProxyServer server =
        rule("HTTPS_PROXY=http://us%40er:p%3Aa+s%20s@p:81")
            .to(URI.create(KMS))
            .proxy()
            .orElseThrow();
    assertThat(server.user()).isEqualTo("us@er");
    assertThat(server.password()).isEqualTo("p:a+s s");
    assertThat(server.toString()).isEqualTo("http://p:81 with a user and password");

    server = rule("HTTPS_PROXY=us:er@x@p:81").to(URI.create(KMS)).proxy().orElseThrow();
    assertThat(server.user()).isEqualTo("us");
    assertThat(server.password()).isEqualTo("er@x");
    assertThat(server.host()).isEqualTo("p");

    server = rule("HTTPS_PROXY=http://user@p").to(URI.create(KMS)).proxy().orElseThrow();
    assertThat(server.password()).isEmpty();

    server =
        rule("https.proxyHost=p", "https.proxyUser=user", "https.proxyPassword=p%41ss")
            .to(URI.create(KMS))
            .proxy()
            .orElseThrow();
    assertThat(server.password()).as("a property is no URL").isEqualTo("p%41ss");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTPS_PROXY=http://u:s3cret@ | the environment variable HTTPS_PROXY is not the URL of a proxy",
        "HTTPS_PROXY=http://u:s3cret@p:port | the environment variable HTTPS_PROXY is not the URL",
        "HTTPS_PROXY=http://u:s3cret@p:99999 | the environment variable HTTPS_PROXY has no port from 1",
        "HTTPS_PROXY=http://u:s3%cret@p:1 | HTTPS_PROXY has a user or password with a percent sign",
        "HTTPS_PROXY=http://u:s3 cret@p:1 x | the environment variable HTTPS_PROXY is not the URL",
        "ALL_PROXY=socks5h://u:s3cret@p:1 | the environment variable ALL_PROXY is a SOCKS proxy's",
        "https_proxy=ftp://u:s3cret@p:1 | the environment variable https_proxy has an unknown scheme",
        "https.proxyHost=http://u:s3cret@p | system property https.proxyHost is not the name of a host",
        "https.proxyHost=p https.proxyPort=s3cret | system property https.proxyPort has no port",
        "proxy=http://u:s3cret@p:0 | the setting proxy has no port from 1 to 65535",
      })
  void aMistakeIsNamedByItsPlace(String value, String expected) {
    String[] values = value.contains("proxyPort") ? value.split(" ", -1) : new String[] {value};
    assertThatThrownBy(() -> rule(values).to(URI.create(KMS)))
        .isInstanceOf(ProxyMistake.class)
        .hasMessageContaining(expected)
        .hasMessageNotContainingAny("s3", "cret");
    assertThat(way(rule(values), "http://127.0.0.1"))
        .as("where it does not matter")
        .startsWith(DIRECT);
  }

  @Test
  void nothingPrintsAPassword() {
    ProxyRule rule = rule("HTTPS_PROXY=http://user:s3cret@p:81", "proxy=http://user:s3cret@p:81");
    ProxyRule.Way way = rule.to(URI.create(KMS));
    assertThat(
            Stream.of(rule, way, way.told(), way.proxy(), new Configuration.Value("s3cret", "x"))
                .map(String::valueOf))
        .noneMatch(text -> text.contains("s3cret"));
  }
}
