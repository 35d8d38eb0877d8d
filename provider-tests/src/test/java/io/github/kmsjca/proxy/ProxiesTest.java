package io.github.kmsjca.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.doctor.Main;
import io.github.kmsjca.testkit.FakeSts;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.HttpProxy;
import io.github.kmsjca.testkit.SigningProbe;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.TlsFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A network that only a proxy leads out of: no name in it can be looked up here. The JVMs are
 * forked, for their environment, and trust the test's authority alone.
 */
class ProxiesTest {
  private static final String AWS = "kms.us-east-1.amazonaws.com";
  private static final String TUNNEL = "CONNECT kms.test:443";
  private static final String PASSWORD = "p@ss%w:rd";
  private static final String ENCODED = "us%65r:p%40ss%25w:rd";

  /** What a JVM has to have for us beside java.base, but for the module jdk.net. */
  private static final String AS_IN_KEYTOOL =
      "--limit-modules=java.management,java.logging,java.naming,java.sql,jdk.jfr,jdk.crypto.ec,"
          + "java.net.http,java.desktop";

  @TempDir static Path dir;

  private static final TestCa ca = new TestCa();
  private static TestKms kms;
  private static FakeSts sts;
  private static Path trust;
  private static HttpProxy open;
  private static HttpProxy closed;
  private static HttpProxy tls;
  private static final List<AutoCloseable> servers = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    kms = added(TestKms.start());
    sts = added(FakeSts.start());
    trust = ca.writeTrustStore(dir.resolve("trust.p12"));
    open = added(HttpProxy.start());
    closed = added(HttpProxy.start("user", PASSWORD));
    tls = added(HttpProxy.overTls(ca));
    for (String name : List.of("kms.test", "exempt.test", AWS)) {
      TlsFront front = added(TlsFront.start(ca, name, kms.endpoint()));
      for (HttpProxy proxy : List.of(open, closed, tls)) {
        proxy.host(name, front.address()).host("plain.test", kms.endpoint());
      }
    }
    String name = "sts.us-east-1.amazonaws.com";
    open.host(name, added(TlsFront.start(ca, name, sts.endpoint())).address());
  }

  private static <T extends AutoCloseable> T added(T server) {
    servers.add(0, server);
    return server;
  }

  @BeforeEach
  void forget() {
    List.of(open, closed, tls).forEach(HttpProxy::takeRequests);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable server : servers) {
      server.close();
    }
  }

  private static ForkedJvm jvm(Class<?> main) {
    return new ForkedJvm(main)
        .property("javax.net.ssl.trustStore", trust)
        .property("javax.net.ssl.trustStorePassword", TestCa.PASSWORD)
        .property("javax.net.ssl.trustStoreType", "PKCS12")
        .property("awskms.region", TestKms.REGION)
        .option("-XX:TieredStopAtLevel=1");
  }

  private static ForkedJvm jvm() {
    return jvm(SigningProbe.class)
        .property("aws.accessKeyId", "AKIDLOCALKMS")
        .property("aws.secretAccessKey", "local-kms");
  }

  private static List<String> outcomes(ForkedJvm jvm, String... settings) throws Exception {
    ForkedJvm.Result result = jvm.run(settings);
    assertThat(result.output()).doesNotContain(PASSWORD, ENCODED);
    List<String> outcomes = SigningProbe.outcomes(result);
    assertThat(outcomes).as(result.output()).hasSameSizeAs(settings);
    return outcomes;
  }

  private static String local(String host) {
    return "endpoint=http://" + host + ":" + kms.endpoint().getPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "ALL_PROXY"})
  void variables(String name) throws Exception {
    List<String> outcomes =
        outcomes(
            jvm().environment(name, open.url().toString()).environment("NO_PROXY", "exempt.test"),
            "endpoint=https://kms.test",
            "",
            local("127.0.0.1"),
            local("LOCALHOST"),
            "endpoint=https://exempt.test",
            "endpoint=https://kms.test;proxy=none");
    assertThat(outcomes.subList(0, 4)).containsOnly("signed");
    assertThat(outcomes.get(4)).contains("could not be reached", "exempt.test");
    assertThat(outcomes.get(5)).contains("could not be reached", "kms.test");
    assertThat(open.takeRequests()).containsExactly(TUNNEL, "CONNECT " + AWS + ":443");
  }

  /** For https it is nobody's; for http to another machine it is, and never for this one. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP_PROXY", "http_proxy"})
  void variableForHttp(String name) throws Exception {
    List<String> outcomes =
        outcomes(
            jvm().environment(name, open.url().toString()),
            "endpoint=https://kms.test",
            "allowInsecureEndpoint=true;endpoint=http://plain.test",
            local("127.0.0.1"),
            local("localhost"));
    assertThat(outcomes.get(0)).contains("could not be reached");
    assertThat(outcomes.subList(1, 4)).containsOnly("signed");
    assertThat(open.takeRequests()).isNotEmpty().allMatch("POST http://plain.test/"::equals);
  }

  @Test
  void properties() throws Exception {
    List<String> outcomes =
        outcomes(
            jvm()
                .property("https.proxyHost", "localhost")
                .property("https.proxyPort", closed.port())
                .property("https.proxyUser", "user")
                .property("https.proxyPassword", PASSWORD)
                .property("http.nonProxyHosts", "other|ex*.test")
                .environment("HTTPS_PROXY", open.url().toString()),
            "endpoint=https://kms.test",
            "endpoint=https://exempt.test",
            local("localhost"));
    assertThat(outcomes.get(0)).isEqualTo("signed");
    assertThat(outcomes.get(1)).contains("could not be reached", "exempt.test");
    assertThat(outcomes.get(2)).isEqualTo("signed");
    assertThat(closed.takeRequests()).containsExactly("407 " + TUNNEL, TUNNEL);
    assertThat(open.takeRequests()).isEmpty();
  }

  @Test
  void theSettingWins() throws Exception {
    List<String> outcomes =
        outcomes(
            jvm()
                .property("https.proxyHost", "no-such-host.test")
                .environment("HTTPS_PROXY", "http://no-such-host.test")
                .environment("NO_PROXY", "*"),
            "endpoint=https://kms.test;proxy=" + open.url(),
            "endpoint=https://kms.test;proxy=" + closed.url(ENCODED),
            "endpoint=https://kms.test;proxy=" + tls.url(),
            "allowInsecureEndpoint=true;endpoint=http://plain.test;proxy=" + closed.url(ENCODED),
            local("localhost") + ";proxy=" + open.url(),
            "endpoint=https://kms.test");
    assertThat(outcomes.subList(0, 5)).containsOnly("signed");
    assertThat(outcomes.get(5))
        .contains("by the proxy http://no-such-host.test:443 (system property https.proxyHost)");
    assertThat(open.takeRequests()).containsExactly(TUNNEL);
    assertThat(tls.takeRequests()).containsExactly(TUNNEL);
    assertThat(closed.takeRequests())
        .startsWith("407 " + TUNNEL, TUNNEL)
        .contains("POST http://plain.test/");
  }

  /** The other HTTP client, with the same ways. */
  @Test
  void asInKeytool() throws Exception {
    List<String> outcomes =
        outcomes(
            jvm()
                .option(AS_IN_KEYTOOL)
                .property("jdk.http.auth.tunneling.disabledSchemes", "")
                .environment("HTTPS_PROXY", closed.url(ENCODED))
                .environment("NO_PROXY", "exempt.test")
                .property("http.proxyHost", "no-such-host.test"),
            "endpoint=https://kms.test",
            local("LOCALHOST"),
            "endpoint=https://exempt.test",
            "endpoint=https://kms.test;proxy=none",
            "endpoint=https://kms.test;proxy=" + open.url(),
            "endpoint=https://kms.test;proxy=" + closed.url("user:wr0ng"),
            "endpoint=https://kms.test;proxy=" + tls.url(),
            "allowInsecureEndpoint=true;endpoint=http://plain.test;proxy=" + closed.url(ENCODED));
    assertThat(outcomes.get(0)).isEqualTo("signed");
    assertThat(outcomes.get(1)).isEqualTo("signed");
    assertThat(outcomes.get(2)).contains("could not be reached", "exempt.test");
    assertThat(outcomes.get(3)).contains("could not be reached", "kms.test");
    assertThat(outcomes.get(4)).isEqualTo("signed");
    assertThat(outcomes.get(5)).contains("the answer is not KMS's", "asks for a user and password");
    assertThat(outcomes.get(6)).contains("configuration is not valid", "spoken to by TLS");
    assertThat(outcomes.get(7)).isEqualTo("signed");
    assertThat(closed.takeRequests())
        .startsWith("407 " + TUNNEL, TUNNEL)
        .contains("POST http://plain.test/");
    assertThat(open.takeRequests()).containsExactly(TUNNEL);
  }

  /** The JDK sends no password to a proxy that it would have to send in clear. */
  @Test
  void asInKeytoolWithoutLeaveForThePassword() throws Exception {
    List<String> outcomes =
        outcomes(
            jvm().option(AS_IN_KEYTOOL).environment("HTTPS_PROXY", closed.url(ENCODED)),
            "endpoint=https://kms.test");
    assertThat(outcomes.get(0))
        .contains("HTTP 407: the proxy asks for a user and password")
        .contains("-Djdk.http.auth.tunneling.disabledSchemes=");
    assertThat(closed.takeRequests()).isNotEmpty().allMatch(("407 " + TUNNEL)::equals);
  }

  @Test
  void whatAProxyRefuses() throws Exception {
    List<String> outcomes =
        outcomes(
            jvm().environment("HTTPS_PROXY", closed.url("user:wr0ng")),
            "endpoint=https://kms.test",
            "endpoint=https://kms.test;proxy=" + closed.url(),
            "endpoint=https://kms.test;proxy=" + closed.url(ENCODED),
            "endpoint=https://nowhere.test;proxy=" + open.url());
    assertThat(outcomes.get(0))
        .contains("the answer is not KMS's", "HTTP 407", "the proxy asks for a user and password")
        .contains(
            "by the proxy " + closed.url() + " with a user and password (environment variable")
        .doesNotContain("wr0ng");
    assertThat(outcomes.get(1))
        .contains("the proxy asks for a user and password")
        .contains("by the proxy " + closed.url() + " (setting proxy, argument)");
    assertThat(outcomes.get(2)).isEqualTo("signed");
    assertThat(outcomes.get(3)).contains("the answer is not KMS's", "HTTP 502", "by the proxy");
  }

  @Test
  void mistakes() throws Exception {
    List<String> outcomes =
        outcomes(
            jvm()
                .environment("HTTPS_PROXY", "socks5://user:wr0ng@localhost:1")
                .property("http.proxyHost", "localhost")
                .property("http.proxyPort", "wr0ng"),
            "endpoint=https://kms.test",
            local("localhost"),
            "allowInsecureEndpoint=true;endpoint=http://plain.test",
            "endpoint=https://kms.test;proxy=user:wr0ng@localhost:1",
            "endpoint=https://kms.test;proxy=http://user:wr'wr0ng@",
            "endpoint=https://kms.test;proxy=http://user:wr;wr0ng@localhost");
    assertThat(outcomes.get(0))
        .contains("configuration is not valid (the environment variable HTTPS_PROXY is a SOCKS");
    assertThat(outcomes.get(1)).isEqualTo("signed");
    assertThat(outcomes.get(2))
        .contains("configuration is not valid (the system property http.proxyPort has no port");
    assertThat(outcomes.get(3)).contains("proxy='***@localhost:1' is not a http(s) URL, or none");
    assertThat(outcomes.get(4)).contains("proxy='http://***@' is not a http(s) URL, or none");
    assertThat(outcomes.get(5)).contains("'***@localhost' is not key=value");
    assertThat(outcomes).noneMatch(outcome -> outcome.contains("wr0ng"));
  }

  @Test
  void tokensGoTheSameWay() throws Exception {
    Path token = Files.writeString(dir.resolve("token"), "a-web-identity-token");
    List<String> outcomes =
        outcomes(
            jvm(SigningProbe.class)
                .environment("HTTPS_PROXY", open.url().toString())
                .environment("AWS_REGION", TestKms.REGION)
                .environment("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString())
                .environment("AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/web"),
            "endpoint=https://kms.test");
    assertThat(outcomes).containsExactly("signed");
    assertThat(open.takeRequests())
        .containsExactlyInAnyOrder("CONNECT sts.us-east-1.amazonaws.com:443", TUNNEL);
  }

  /**
   * In the -all.jar the AWS SDK finds our HTTP client for what a profile names; here it is told.
   */
  @Test
  void tokensOfProfilesGoTheSameWay() throws Exception {
    Path config =
        Files.writeString(
            dir.resolve("config"),
            """
            [profile static]
            aws_access_key_id = AKIDLOCALKMS
            aws_secret_access_key = local-kms
            [profile role]
            role_arn = arn:aws:iam::000000000000:role/web
            source_profile = static
            region = us-east-1
            """);
    List<String> outcomes =
        outcomes(
            jvm(SigningProbe.class)
                .property(
                    "software.amazon.awssdk.http.service.impl",
                    "io.github.kmsjca.internal.kms.client.TokenHttpService")
                .environment("AWS_CONFIG_FILE", config.toString())
                .environment("AWS_REGION", TestKms.REGION)
                .environment("HTTPS_PROXY", "http://no-such-host.test"),
            "endpoint=https://kms.test;profile=role;proxy=" + open.url());
    assertThat(outcomes).containsExactly("signed");
    assertThat(open.takeRequests())
        .containsExactlyInAnyOrder("CONNECT sts.us-east-1.amazonaws.com:443", TUNNEL);
  }

  @Test
  void theDoctorSaysWhich() throws Exception {
    ForkedJvm jvm =
        jvm(Main.class)
            .property("aws.accessKeyId", "AKIDLOCALKMS")
            .property("aws.secretAccessKey", "local-kms")
            .property("https.proxyUser", "user")
            .property("https.proxyPassword", PASSWORD)
            .environment("HTTPS_PROXY", closed.url(ENCODED))
            .environment("NO_PROXY", "exempt.test");
    assertThat(doctor(jvm, "endpoint=https://kms.test"))
        .contains(closed.url() + " with a user and password  (environment variable HTTPS_PROXY)");
    assertThat(doctor(jvm, "")).contains(closed.url() + " with a user and password");
    assertThat(doctor(jvm, "endpoint=https://exempt.test"))
        .contains("none  (environment variable NO_PROXY)");
    assertThat(doctor(jvm, "proxy=none")).contains("none  (setting proxy, argument)");
    assertThat(doctor(jvm, local("localhost")))
        .contains("none  (this machine is never called through one)");
    assertThat(doctor(jvm, "proxy=" + open.url("me:" + ENCODED)))
        .contains("proxy", "http://***@localhost", open.url() + " with a user and password");
  }

  private static String doctor(ForkedJvm jvm, String settings) throws Exception {
    String output = jvm.run("doctor", "keys=ecc-nist-p256;" + settings).output();
    assertThat(output).doesNotContain(PASSWORD, ENCODED);
    return output;
  }
}
