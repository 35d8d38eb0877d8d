package io.github.kmsjca.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.CallBudget;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.JdkTool;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.MutualHttps;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TlsFront;
import io.github.kmsjca.testkit.TlsPeer;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A JVM with {@code keystore.type=AWSKMS-PKCS12}: that is the type of its trust store as well, of
 * what keytool makes, and of all that names no type.
 */
class DefaultTypeTest {
  private static final String COPIES = "keystore.type=AWSKMS-PKCS12\n";
  private static final char[] PASSWORD = TestCa.PASSWORD.toCharArray();

  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static Path keyStore;
  private static Path pkcs12;
  private static Path jks;
  private static Path trust;
  private static MutualHttps https;

  @BeforeAll
  static void start() throws Exception {
    identities = new KmsIdentities();
    TestCa ca = identities.ca();
    keyStore =
        new KeyStoreText()
            .key("web", identities.createCertified("web", "ECC_NIST_P256"))
            .write(dir.resolve("app.kms"));
    pkcs12 = write(ca.softwareIdentity("web"), dir.resolve("app.p12"));
    KeyStore old = KeyStore.getInstance("JKS", "SUN");
    old.load(null, null);
    old.setCertificateEntry("ca", ca.certificate());
    jks = write(old, dir.resolve("app.jks"));
    trust = ca.writeTrustStore(dir.resolve("trust.p12"));
    https = MutualHttps.start(TlsPeer.of(ca.softwareIdentity("server"), "PKIX", ca).newContext());
  }

  @AfterAll
  static void stop() {
    https.close();
    identities.close();
  }

  private static Path write(KeyStore store, Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return file;
  }

  private static Path security(ProviderPlace place, String lines) throws Exception {
    Path file = Files.createTempFile(dir, "kms", ".security");
    return Files.writeString(file, place.securityProperties() + COPIES + lines);
  }

  private static ForkedJvm jvm(Class<?> main, ProviderPlace place, String lines) throws Exception {
    identities.kms().local().calls().clear();
    return new ForkedJvm(main).property("java.security.properties", security(place, lines));
  }

  /** Names no type of KeyStore anywhere. */
  private static ForkedJvm tls(ProviderPlace place, Path keys) throws Exception {
    return jvm(DefaultContextProbe.class, place, "")
        .property("javax.net.ssl.keyStore", keys)
        .property("javax.net.ssl.keyStorePassword", TestCa.PASSWORD)
        .property("javax.net.ssl.trustStore", trust)
        .property("javax.net.ssl.trustStorePassword", TestCa.PASSWORD);
  }

  private static ForkedJvm.Result run(ForkedJvm jvm) throws Exception {
    return jvm.run(https.uri().toString(), "CN=web");
  }

  private static DynamicTest noSdk(Path classes) throws Exception {
    List<String> loaded = Files.readAllLines(classes);
    long calls = identities.kms().local().calls().count();
    return DynamicTest.dynamicTest(
        "nothing of KMS or the SDK",
        () -> {
          assertThat(loaded).anyMatch(line -> line.contains("InMemoryCopiesSpi"));
          assertThat(loaded).noneMatch(line -> line.contains("software.amazon."));
          assertEquals(0, calls);
        });
  }

  private static ForkedJvm loggingClasses(ForkedJvm jvm, Path classes) {
    return jvm.option("-Xlog:class+load:file=" + classes + "::filecount=0");
  }

  @TestFactory
  Stream<DynamicTest> filesOfThePlatform() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (ProviderPlace place : ProviderPlace.values()) {
      for (String more : new String[] {"", "keystore.type.compat=false\n"}) {
        Path classes = Files.createTempFile(dir, "files", ".classes");
        ForkedJvm jvm = jvm(DefaultTypeProbe.class, place, more);
        ForkedJvm.Result result =
            loggingClasses(jvm, classes).run(pkcs12.toString(), jks.toString());
        Report.tests(result).forEach(tests::add);
        tests.add(noSdk(classes));
      }
    }
    return tests.stream();
  }

  /** TLS with a software key, by system properties that name files and nothing else. */
  @TestFactory
  Stream<DynamicTest> softwareKey() throws Exception {
    Path classes = Files.createTempFile(dir, "tls", ".classes");
    ForkedJvm.Result result =
        run(loggingClasses(tls(ProviderPlace.FIRST, pkcs12), classes).kms(identities.kms()));
    return Stream.concat(Report.tests(result), Stream.of(noSdk(classes)));
  }

  /** The keystore file needs no javax.net.ssl.keyStoreType any more. */
  @TestFactory
  Stream<DynamicTest> keyOfKms() throws Exception {
    return signs(run(tls(ProviderPlace.FIRST, keyStore).kms(identities.kms())));
  }

  /** Within a handshake of the program is one of the SDK, and it trusts by the default type. */
  @TestFactory
  Stream<DynamicTest> kmsBehindTls() throws Exception {
    try (TlsFront front =
        TlsFront.start(identities.ca(), "localhost", identities.kms().endpoint())) {
      ForkedJvm jvm =
          tls(ProviderPlace.LAST, keyStore)
              .kms(identities.kms())
              .property("awskms.endpoint", "https://localhost:" + front.address().getPort());
      return signs(run(jvm));
    }
  }

  private static Stream<DynamicTest> signs(ForkedJvm.Result result) {
    DynamicTest budget =
        CallBudget.usedAt(identities.kms()).atLeast("one GetPublicKey, and Sign", 1, 3);
    return Stream.concat(Report.tests(result), Stream.of(budget));
  }

  /** keytool finds the type of a file by itself, and makes new files of the default type. */
  @ParameterizedTest
  @EnumSource(ProviderPlace.class)
  void keytool(ProviderPlace place) throws Exception {
    Path made = dir.resolve("made-" + place + ".p12");
    Path certificate = identities.ca().writeCertificate(dir.resolve("ca-" + place + ".crt"));
    assertThat(keytool(place, "-list", pkcs12)).contains("Keystore type: PKCS12", "web");
    assertThat(keytool(place, "-list", keyStore)).contains("Keystore type: AWSKMS", "web");
    keytool(
        place, "-importcert", made, "-noprompt", "-alias", "ca", "-file", certificate.toString());
    keytool(place, "-genkeypair", made, "-keyalg", "EC", "-dname", "CN=new", "-alias", "new");
    KeyStore read = KeyStore.getInstance("PKCS12", "SUN");
    try (InputStream in = new FileInputStream(made.toFile())) {
      read.load(in, PASSWORD);
    }
    assertEquals(identities.ca().certificate(), read.getCertificate("ca"));
    assertEquals("EC", read.getKey("new", PASSWORD).getAlgorithm());
  }

  private static String keytool(ProviderPlace place, String command, Path file, String... more)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command, "-keystore", file.toString()));
    arguments.addAll(List.of("-storepass", TestCa.PASSWORD));
    arguments.addAll(List.of(more));
    Command.Result result =
        new JdkTool("keytool")
            .property("java.security.properties", security(place, ""))
            .run(arguments);
    assertEquals(0, result.exitCode(), result.output());
    return result.output();
  }
}
