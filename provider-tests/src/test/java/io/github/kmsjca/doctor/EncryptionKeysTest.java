package io.github.kmsjca.doctor;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** Keys that encrypt, symmetric and others, are tried by the calls that a program makes. */
class EncryptionKeysTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  @AfterEach
  void noFaults() {
    kms.local().faults().clear();
  }

  @Test
  void symmetricKeyMakesADataKeyAndUnwrapsIt() {
    Diagnosis.here(kms, "keys=" + TestKms.SYMMETRIC)
        .exits(Diagnosis.FINE)
        .says(kms.arn(TestKms.SYMMETRIC) + ", SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, Enabled")
        .marks("ok", "GenerateDataKey", "Decrypt (SYMMETRIC_DEFAULT)")
        .says("No problems found.");
    assertCalls(1, 0, 1);
    kms.assertCalls(1, "DescribeKey");
    kms.assertCalls(0, "GetPublicKey");
  }

  @Test
  void directUseIsTriedDirectly() {
    Diagnosis.here(kms, "usage=direct;keys=" + TestKms.SYMMETRIC)
        .exits(Diagnosis.FINE)
        .marks("ok", "Encrypt (SYMMETRIC_DEFAULT)", "Decrypt (SYMMETRIC_DEFAULT)");
    assertCalls(0, 1, 1);
  }

  /** Programs encrypt here as well, and need no permission for it. */
  @Test
  void rsaKeyDecryptsWhatWasEncryptedHere() {
    Diagnosis.here(kms, "keys=" + TestKms.RSA_ENCRYPTION)
        .exits(Diagnosis.FINE)
        .marks("ok", "GetPublicKey", "encrypted here", "Decrypt (RSAES_OAEP_SHA_256)");
    assertCalls(0, 0, 1);
  }

  @Test
  void sm2KeyEncryptsAndDecrypts() {
    Diagnosis.here(kms, "keys=" + TestKms.SM2_ENCRYPTION)
        .exits(Diagnosis.FINE)
        .marks("ok", "GetPublicKey", "Encrypt (SM2PKE)", "Decrypt (SM2PKE)");
    assertCalls(0, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
  void kemKeyDecapsulatesWhatWasEncapsulatedHere(String spec) {
    String arn = kms.create("a-kem-" + spec, spec, "ENCAPSULATE_DECAPSULATE");
    try (KmsClient admin = kms.sdk()) {
      Diagnosis.here(kms, "keys=" + arn)
          .exits(Diagnosis.FINE)
          .marks("ok", "GetPublicKey", "encapsulated here", "Decapsulate (ML_KEM)");
      kms.assertCalls(1, "Decapsulate");
      Diagnosis.here("doctor", "--no-sign", Diagnosis.argument(kms, "keys=" + arn))
          .exits(Diagnosis.FINE)
          .marks("ok", "nothing encapsulated");
      kms.local().faults().always("Decapsulate", Fault.accessDenied());
      Diagnosis.here(kms, "keys=" + arn)
          .exits(Diagnosis.PROBLEMS)
          .marks("FAIL", "KMS Decapsulate with key " + arn, "access was denied");
      admin.deleteAlias(r -> r.aliasName("alias/a-kem-" + spec));
    }
  }

  @Test
  void isNotUsedIfNotWanted() {
    String keys = TestKms.SYMMETRIC + "," + TestKms.RSA_ENCRYPTION;
    Diagnosis.here("doctor", "--no-sign", Diagnosis.argument(kms, "keys=" + keys))
        .exits(Diagnosis.FINE)
        .says("none is used: --no-sign")
        .marks("ok", "nothing encrypted");
    assertCalls(0, 0, 0);
  }

  @Test
  void disabledKeyIsToldWithoutUseAsWell() {
    String arn = kms.create("a-disabled", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    try (KmsClient admin = kms.sdk()) {
      admin.disableKey(r -> r.keyId(arn));
      Diagnosis.here(kms, "keys=" + arn)
          .exits(Diagnosis.PROBLEMS)
          .marks("FAIL", "the key is disabled", "DisabledException", "Enable it");
      Diagnosis.here("doctor", "--no-sign", Diagnosis.argument(kms, "keys=" + arn))
          .exits(Diagnosis.PROBLEMS)
          .marks("FAIL", "cannot be used while it is Disabled");
      // Nobody named it there.
      Diagnosis.here(kms, "")
          .exits(Diagnosis.FINE)
          .marks("WARN", "cannot be used while it is Disabled");
      admin.deleteAlias(r -> r.aliasName("alias/a-disabled"));
    }
  }

  @Test
  void decryptIsDenied() {
    kms.local().faults().always("Decrypt", Fault.accessDenied());
    Diagnosis.here(kms, "keys=" + TestKms.SYMMETRIC)
        .exits(Diagnosis.PROBLEMS)
        .says("allowed, as dry runs say: Encrypt, GenerateDataKey, ReEncrypt")
        .marks("note", "denied, as dry runs say: Decrypt", "access was denied")
        .marks("FAIL", "KMS Decrypt with key " + kms.arn(TestKms.SYMMETRIC), "access was denied");
  }

  /** A program cannot know the key then. */
  @Test
  void describeKeyIsNeeded() {
    kms.local().faults().always("DescribeKey", Fault.accessDenied());
    Diagnosis.here(kms, "keys=" + TestKms.SYMMETRIC)
        .exits(Diagnosis.PROBLEMS)
        .marks("note", "DescribeKey was denied", "symmetric keys need it")
        .marks("FAIL", "KMS DescribeKey", "access was denied");
  }

  @Test
  void certificateForASymmetricKeyIsAProblem(@TempDir Path dir) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    TestCa ca = new TestCa();
    Path file =
        new KeyStoreText()
            .key(TestKms.SYMMETRIC, ca.issue("vault", generator.generateKeyPair().getPublic()))
            .write(dir.resolve("keystore"));
    Diagnosis.here(kms, "certificates=" + file)
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "certificate for this key, which is symmetric")
        .says("remove its certificate");
    assertCalls(0, 0, 0);
  }

  private static void assertCalls(int generateDataKey, int encrypt, int decrypt) {
    kms.assertCalls(generateDataKey, "GenerateDataKey");
    kms.assertCalls(encrypt, "Encrypt");
    kms.assertCalls(decrypt, "Decrypt");
  }
}
