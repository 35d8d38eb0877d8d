package io.github.kmsjca.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.failure.Await;
import io.github.kmsjca.testkit.EngineHandshake;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TlsPeer;
import io.github.kmsjca.testkit.TlsTerms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;

/** What in a JVM wants random numbers without saying of whom, and then who says so. */
final class NeverDefaultProbe {
  private NeverDefaultProbe() {}

  /** How the provider came into the list. */
  enum Way {
    INSTALLED,
    ADDED,
    DECLARED_FIRST,
    DECLARED_LAST,
    /** And {@code getInstanceStrong} gives ours. */
    DECLARED_FIRST_AND_STRONG
  }

  public static void main(String[] args) throws Exception {
    Way way = Way.valueOf(args[0]);
    Report report = new Report();
    // Before anything of the platform has made itself a generator.
    switch (way) {
      case INSTALLED -> KmsProvider.install();
      case ADDED -> Security.addProvider(new KmsProvider());
      case DECLARED_FIRST, DECLARED_LAST, DECLARED_FIRST_AND_STRONG -> {}
    }
    if (way == Way.DECLARED_FIRST_AND_STRONG) {
      named(report, true);
    } else {
      report.check("the JVM's own is as without us", () -> itsOwn(args[1], args[2]));
      report.check("who wants random numbers gets them", NeverDefaultProbe::users);
      report.check("no class of the AWS SDK, so no call", () -> noSdk(Path.of(args[3])));
      report.check(
          "no thread of ours",
          () ->
              assertFalse(
                  Thread.getAllStackTraces().keySet().stream()
                      .anyMatch(thread -> thread.getName().startsWith("awskms"))));
      named(report, false);
      report.check("and still the JVM's own is as without us", () -> itsOwn(args[1], args[2]));
    }
    report.done();
  }

  private static void itsOwn(String algorithm, String provider) throws Exception {
    for (SecureRandom random :
        new SecureRandom[] {new SecureRandom(), new SecureRandom(new byte[] {1})}) {
      assertEquals(algorithm, random.getAlgorithm());
      assertEquals(provider, random.getProvider().getName());
    }
    assertNotEquals("AWSKMS", SecureRandom.getInstanceStrong().getProvider().getName());
    assertTrue(Security.getAlgorithms("SecureRandom").contains("AWSKMS"));
    assertTrue(
        new HashSet<>(Arrays.asList(Security.getProviders("SecureRandom.AWSKMS")))
            .contains(Security.getProvider("AWSKMS")));
  }

  private static void users() throws Exception {
    UUID.randomUUID();
    SecureRandom.getSeed(8);
    SecureRandom.getInstanceStrong().nextInt();
    Files.delete(Files.createTempFile("never", "default"));
    KeyPairGenerator.getInstance("EC").generateKeyPair();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, KeyGenerator.getInstance("AES").generateKey());
    cipher.doFinal(new byte[1]);
    TestCa ca = new TestCa();
    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      EngineHandshake.run(
              TlsPeer.of(ca.softwareIdentity("server"), "PKIX", ca).newContext(),
              TlsPeer.of(ca.softwareIdentity("client"), "PKIX", ca).newContext(),
              TlsTerms.of(protocol))
          .assertEstablished();
    }
  }

  private static void noSdk(Path classLog) throws Exception {
    try (var lines = Files.lines(classLog)) {
      assertEquals(0, lines.filter(line -> line.contains("software.amazon.awssdk")).count());
    }
  }

  private static void named(Report report, boolean strong) {
    report.check(
        "by name it is ours, and KMS is asked once",
        () -> {
          SecureRandom random =
              strong ? SecureRandom.getInstanceStrong() : SecureRandom.getInstance("AWSKMS");
          Provider provider = random.getProvider();
          assertEquals("AWSKMS", provider.getName());
          byte[] bytes = new byte[32];
          Await.until(
              () -> {
                random.nextBytes(bytes);
                return random.toString().endsWith(",kms:1");
              });
          byte[] same = bytes.clone();
          random.nextBytes(bytes);
          assertFalse(Arrays.equals(same, bytes));
          assertArrayEquals(new byte[0], random.generateSeed(0));
        });
  }
}
