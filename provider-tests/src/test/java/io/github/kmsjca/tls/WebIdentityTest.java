package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.FakeSts;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS by system properties in a pod: the credentials for KMS come from STS, whose HTTP client would
 * by the SDK's default take its key managers from the KeyStore that needs these very credentials.
 */
class WebIdentityTest {
  private static final String REENTRY = "made from within a KMS call";
  private static final String ROLE = "arn:aws:iam::000000000000:role/web";

  @TempDir static Path dir;

  private static DefaultContextJvm program;
  private static Path token;

  @BeforeAll
  static void start() throws Exception {
    program = new DefaultContextJvm(dir);
    token = Files.writeString(dir.resolve("token"), "a-web-identity-token");
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  @TestFactory
  Stream<DynamicTest> byEnvironment() throws Exception {
    return byEnvironment(ProviderPlace.FIRST, Map.of("AWS_REGION", TestKms.REGION));
  }

  @TestFactory
  Stream<DynamicTest> byEnvironmentProviderLast() throws Exception {
    return byEnvironment(ProviderPlace.LAST, Map.of("AWS_REGION", TestKms.REGION));
  }

  /** Our own setting names a Region; that must do for STS as well. */
  @TestFactory
  Stream<DynamicTest> byEnvironmentWithoutRegion() throws Exception {
    return byEnvironment(ProviderPlace.FIRST, Map.of());
  }

  private static Stream<DynamicTest> byEnvironment(ProviderPlace place, Map<String, String> more)
      throws Exception {
    try (FakeSts sts = FakeSts.start()) {
      ForkedJvm jvm =
          jvm(place, sts)
              .environment("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString())
              .environment("AWS_ROLE_ARN", ROLE)
              .environment("AWS_ROLE_SESSION_NAME", "session");
      more.forEach(jvm::environment);
      ForkedJvm.Result result = program.run(jvm);
      return Stream.concat(
          Report.tests(result),
          Stream.of(
              DynamicTest.dynamicTest("one AssumeRoleWithWebIdentity", () -> assertAsked(sts)),
              DynamicTest.dynamicTest(
                  "no client of the SDK loaded our KeyStore",
                  () -> {
                    assertFalse(result.output().contains(REENTRY), result.output());
                    assertEquals(1, keyStoresRead(result), result.output());
                  })));
    }
  }

  /**
   * Here the SDK makes an STS client of its own, and that one does look into our KeyStore: the look
   * is refused at once, the client goes without a key, which STS does not want anyhow.
   */
  @TestFactory
  Stream<DynamicTest> byProfileThroughTheClientOfTheSdk() throws Exception {
    Path config = dir.resolve("aws-config");
    Files.writeString(
        config,
        """
        [default]
        region = %s
        role_arn = %s
        role_session_name = session
        web_identity_token_file = %s
        """
            .formatted(TestKms.REGION, ROLE, token));
    try (FakeSts sts = FakeSts.start()) {
      long start = System.nanoTime();
      ForkedJvm.Result result =
          program.run(
              jvm(ProviderPlace.FIRST, sts).environment("AWS_CONFIG_FILE", config.toString()));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return Stream.concat(
          Report.tests(result),
          Stream.of(
              DynamicTest.dynamicTest("one AssumeRoleWithWebIdentity", () -> assertAsked(sts)),
              DynamicTest.dynamicTest(
                  "the SDK's look into our KeyStore was refused, and is what the other tests miss",
                  () -> assertTrue(result.output().contains(REENTRY), result.output())),
              DynamicTest.dynamicTest(
                  "no endless recursion, no waiting for itself",
                  () -> {
                    assertFalse(result.output().contains("StackOverflowError"), result.output());
                    assertTrue(took.compareTo(Duration.ofSeconds(60)) < 0, took::toString);
                  })));
    }
  }

  private static ForkedJvm jvm(ProviderPlace place, FakeSts sts) throws Exception {
    return program
        .trust(program.jvm(place))
        .property("javax.net.ssl.keyStore", program.keyStore())
        // A line per key that a key manager takes in: so it shows who reads the KeyStore.
        .property("javax.net.debug", "keymanager")
        .property("awskms.endpoint", program.kms().endpoint())
        .property("awskms.region", TestKms.REGION)
        .environment("AWS_ENDPOINT_URL_STS", sts.endpoint().toString());
  }

  private static long keyStoresRead(ForkedJvm.Result result) {
    return result.output().lines().filter(line -> line.contains("found key for : web")).count();
  }

  private static void assertAsked(FakeSts sts) {
    assertEquals(1, sts.requests().size(), () -> sts.requests().toString());
    Map<String, String> request = sts.requests().get(0);
    assertEquals(ROLE, request.get("RoleArn"));
    assertEquals("session", request.get("RoleSessionName"));
    assertEquals("a-web-identity-token", request.get("WebIdentityToken"));
  }
}
