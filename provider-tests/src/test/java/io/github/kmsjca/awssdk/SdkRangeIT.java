package io.github.kmsjca.awssdk;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An application that imports another BOM of the AWS SDK than ours: all that the provider does, on
 * the oldest that it works with, two from between, and the newest.
 */
class SdkRangeIT {
  private static final String WORKS = "works";
  private static final String NO_ML_KEM =
      "ML-KEM (Encapsulate, Decapsulate) needs AWS SDK 2.57.4 or later, and on the class path are"
          + " sdk-core ";
  private static final String NO_MODIFIERS =
      "a dry run of Decrypt or ReEncrypt needs AWS SDK 2.41.30 or later, and on the class path are"
          + " sdk-core ";

  /** Of {@code Retries}, what only newer SDKs call. */
  private static final String OLDEST_LACKS =
      "Circumstances$Told,Decapsulate,Decrypt$WithoutCiphertext,Encapsulate,"
          + "ReEncrypt$WithoutCiphertext,Retries,Retries$Builder";

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @BeforeAll
  static void keys() {
    kms.create("hmac", "HMAC_256", "GENERATE_VERIFY_MAC");
    kms.create("agreement", "ECC_NIST_P256", "KEY_AGREEMENT");
    kms.create("kem", "ML_KEM_768", "ENCAPSULATE_DECAPSULATE");
    String disabled = kms.create("disabled", "ECC_NIST_P256", "SIGN_VERIFY");
    try (var admin = kms.sdk()) {
      admin.disableKey(r -> r.keyId(disabled));
    }
  }

  @TestFactory
  Stream<DynamicTest> oldest() throws Exception {
    return on("2.26.7", NO_ML_KEM, NO_MODIFIERS, OLDEST_LACKS);
  }

  @TestFactory
  Stream<DynamicTest> withApachesClientInPreview() throws Exception {
    return on(
        "2.36.2",
        NO_ML_KEM,
        NO_MODIFIERS,
        "Decapsulate,Decrypt$WithoutCiphertext,Encapsulate,ReEncrypt$WithoutCiphertext");
  }

  @TestFactory
  Stream<DynamicTest> justBeforeMlKem() throws Exception {
    return on("2.50.2", NO_ML_KEM, WORKS, "Decapsulate,Encapsulate");
  }

  @TestFactory
  Stream<DynamicTest> newest() throws Exception {
    return on("2.57.11", WORKS, WORKS, "");
  }

  /** Hadoop's SDK in one jar, before ours, which is newer. */
  @TestFactory
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  Stream<DynamicTest> bundleInFront() throws Exception {
    List<Path> jars = new ArrayList<>(Jars.besideAwsSdk("bundle"));
    jars.sort(Comparator.comparing(jar -> !jar.getFileName().toString().startsWith("bundle-")));
    return on(
        jars,
        NO_ML_KEM,
        NO_MODIFIERS,
        "Circumstances$Told,Decapsulate,Decrypt$WithoutCiphertext,Encapsulate,ReEncrypt$WithoutCiphertext");
  }

  private static Stream<DynamicTest> on(
      String version, String mlKem, String dryRunOfDecrypt, String incomplete) throws Exception {
    return on(Jars.besideAwsSdk(version), mlKem, dryRunOfDecrypt, incomplete);
  }

  private static Stream<DynamicTest> on(
      List<Path> jars, String mlKem, String dryRunOfDecrypt, String incomplete) throws Exception {
    List<Path> classPath = new ArrayList<>(jars);
    classPath.add(ForkedJvm.home(SdkProbe.class));
    ForkedJvm.Result result =
        new ForkedJvm(SdkProbe.class)
            .classPath(classPath)
            .kms(kms)
            .run(closedEndpoint(), mlKem, dryRunOfDecrypt, incomplete);
    return Report.tests(result);
  }

  private static String closedEndpoint() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }
}
