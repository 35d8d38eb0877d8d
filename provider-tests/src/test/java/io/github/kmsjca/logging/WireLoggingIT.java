package io.github.kmsjca.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every engine, every logger on. What passed on the wire is what may not be in the log: it is
 * listened to, and searched for.
 */
class WireLoggingIT {
  private static final String TOKEN = "session/token+of/the+test==";
  private static final String[] LOUD = {
    "org.apache.hc.client5.http.wire",
    "org.apache.hc.client5.http.headers",
    "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner"
  };

  private static final String OF_THE_JDK = "sun.net.www.protocol.http.HttpURLConnection";

  /** Enough of a value to be sure of it, should a line end in it. */
  private static final int PART = 24;

  @TempDir static Path dir;

  private static TestKms kms;

  @BeforeAll
  static void start() {
    kms = TestKms.start().withEncryptionKeys();
    kms.create("agreement", "ECC_NIST_P256", "KEY_AGREEMENT");
    kms.create("hmac", "HMAC_256", "GENERATE_VERIFY_MAC");
    kms.create("kem", "ML_KEM_768", "ENCAPSULATE_DECAPSULATE");
  }

  @AfterAll
  static void stop() {
    kms.close();
  }

  /** What a program wrote, and what passed between it and KMS. */
  private record Outcome(ForkedJvm.Result result, List<String> secrets) {
    Outcome worked() {
      assertThat(result.output()).doesNotContain("CHECK failed").contains("CHECKS done");
      assertThat(secrets).hasSizeGreaterThan(15);
      return this;
    }

    /** The secrets that are in the log, by what was found of them. */
    Set<String> leaks() {
      Set<String> found = new TreeSet<>();
      List<String> searched = new ArrayList<>(List.of(TOKEN, EveryEngineProbe.SECRET));
      secrets.forEach(secret -> searched.addAll(forms(secret)));
      for (String text : searched) {
        if (result.output().contains(text)) {
          found.add(text);
        }
      }
      return found;
    }

    private static List<String> forms(String base64) {
      byte[] bytes = Base64.getDecoder().decode(base64);
      String hex = HexFormat.of().formatHex(bytes);
      String array = Arrays.toString(bytes);
      List<String> forms = new ArrayList<>();
      for (String form :
          List.of(
              base64,
              base64.replace('+', '-').replace('/', '_'),
              base64.replace("/", "\\/"),
              hex,
              hex.toUpperCase(Locale.ROOT),
              array.substring(1),
              new String(bytes, UTF_8))) {
        forms.add(form.substring(0, Math.min(PART, form.length())));
      }
      return forms;
    }
  }

  private static List<Path> normalJar() {
    return Stream.concat(Stream.of(Jars.provider()), Jars.ofTests()).toList();
  }

  /** A JVM with all loggers on, to be run by {@link #run}. */
  private static ForkedJvm jvm(List<Path> provider, Backend backend, String... quiet)
      throws Exception {
    List<Path> classPath = new ArrayList<>(provider);
    classPath.addAll(backend.jars());
    classPath.add(ForkedJvm.home(WireLoggingIT.class));
    ForkedJvm jvm = new ForkedJvm(EveryEngineProbe.class).kms(kms).classPath(classPath);
    backend.configure(jvm, dir, quiet);
    return jvm.property("aws.sessionToken", TOKEN);
  }

  private static Outcome run(ForkedJvm jvm, String... arguments) throws Exception {
    try (Wiretap tap = new Wiretap(kms.endpoint())) {
      ForkedJvm.Result result = jvm.property("awskms.endpoint", tap.endpoint()).run(arguments);
      return new Outcome(result, tap.secrets());
    }
  }

  private static void assertRefused(Outcome outcome, String... loggers) {
    assertThat(outcome.secrets()).isEmpty();
    assertThat(outcome.leaks()).isEmpty();
    assertThat(outcome.result().output())
        .contains("CHECKS done")
        .contains(String.join(", ", loggers) + " would write data keys")
        .contains("or set allowWireLogging=true")
        .doesNotContain("CHECK ok");
  }

  @ParameterizedTest
  @EnumSource
  void normalJarCallsNothingWhileTheyAreOn(Backend backend) throws Exception {
    assertRefused(run(jvm(normalJar(), backend), EveryEngineProbe.REFUSED), LOUD);
  }

  @ParameterizedTest
  @EnumSource
  void normalJarWithThoseOffLogsTheRestAndNoSecret(Backend backend) throws Exception {
    Outcome outcome = run(jvm(normalJar(), backend, LOUD)).worked();
    assertThat(outcome.leaks()).isEmpty();
    assertThat(outcome.result().output()).contains("Sending Request: ");
  }

  /** So the search finds what is there: data keys, private keys, a shared secret, plaintexts. */
  @ParameterizedTest
  @EnumSource
  void normalJarLogsSecretsWhereThatIsAllowed(Backend backend) throws Exception {
    Outcome outcome =
        run(jvm(normalJar(), backend).property("awskms.allowWireLogging", true)).worked();
    assertThat(outcome.leaks())
        .contains(TOKEN)
        .anyMatch(base64(EveryEngineProbe.SECRET)::startsWith)
        .hasSizeGreaterThan(10);
    assertThat(outcome.result().output())
        .containsOnlyOnce("which allowWireLogging=true permits. Set each of them to INFO");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void allJarLogsNoSecretWhateverIsOn(Backend backend) throws Exception {
    Outcome outcome = run(jvm(List.of(Jars.all()), backend)).worked();
    assertThat(outcome.leaks()).isEmpty();
  }

  /** It has an SLF4J of its own, which tells nobody of what it does not find. */
  @Test
  void allJarTakesNoNoticeOfTheApplicationsSlf4j() throws Exception {
    ForkedJvm.Result result =
        new ForkedJvm(SigningProbe.class)
            .kms(kms)
            .classPath(List.of(Jars.all(), ForkedJvm.home(SigningProbe.class)))
            .property("slf4j.provider", "org.example.NoSuchProvider")
            .run();
    assertThat(result.output()).isEqualToIgnoringNewLines("SIGNED");
  }

  /** Where Commons Logging goes, which is not where SLF4J goes. */
  @Test
  void normalJarCallsNothingOverAClientWhoseCommonsLoggingLogs() throws Exception {
    List<Path> jars =
        Stream.concat(Jars.neighbours("apache4").stream(), normalJar().stream()).toList();
    String commons = "org.apache.commons.logging.";
    Outcome outcome =
        run(
            jvm(jars, Backend.LOG4J2, LOUD)
                .property(commons + "LogFactory", commons + "impl.LogFactoryImpl")
                .property(commons + "Log", commons + "impl.SimpleLog")
                .property(commons + "simplelog.defaultlog", "trace"),
            EveryEngineProbe.REFUSED);
    assertRefused(outcome, "org.apache.http.wire", "org.apache.http.headers");
  }

  /** With it the SDK may make a client for tokens, whose answers have secret access keys. */
  @Test
  void normalJarBesideTheSdksFormerClientCallsNothingWhileThatLogs() throws Exception {
    List<Path> jars =
        Stream.concat(Jars.neighbours("apache4").stream(), normalJar().stream()).toList();
    assertRefused(
        run(jvm(jars, Backend.LOG4J2, LOUD), EveryEngineProbe.REFUSED),
        "org.apache.http.wire",
        "org.apache.http.headers");
  }

  /** As in keytool, which has no jdk.net: the JDK's own HTTP client, which logs headers. */
  @Test
  void allJarCallsNothingWhileTheClientOfTheJdkLogs() throws Exception {
    assertRefused(run(toolJvm(), EveryEngineProbe.REFUSED), OF_THE_JDK);
    Outcome outcome = run(toolJvm(OF_THE_JDK)).worked();
    assertThat(outcome.leaks()).isEmpty();
    assertThat(run(toolJvm().property("awskms.allowWireLogging", true)).worked().leaks())
        .containsExactly(TOKEN);
  }

  private static ForkedJvm toolJvm(String... quiet) throws Exception {
    return jvm(List.of(Jars.all()), Backend.JUL, quiet)
        .option("--limit-modules=java.logging,java.management,java.naming,jdk.jfr,jdk.crypto.ec");
  }
}
