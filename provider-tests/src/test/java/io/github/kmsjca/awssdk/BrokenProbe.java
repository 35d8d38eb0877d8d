package io.github.kmsjca.awssdk;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Report;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Arrays;
import java.util.Collections;
import javax.crypto.KeyAgreement;

/**
 * Calls of JCA on a class path on which they cannot succeed: each twice, since the JVM tells the
 * reason only once. Arguments: which calls, {@code all} or {@code agreement}; and what each message
 * must have.
 */
final class BrokenProbe {
  private BrokenProbe() {}

  public static void main(String[] args) throws Exception {
    Provider provider = KmsProvider.install();
    String[] texts = Arrays.copyOfRange(args, 1, args.length);
    Report report = new Report();
    for (String time : new String[] {"first", "second"}) {
      if (args[0].equals("agreement")) {
        report.check(time + " agreement", () -> requireFailure(BrokenProbe::agree, texts));
        continue;
      }
      report.check(
          time + " getKey", () -> requireFailure(() -> store().getKey("web", null), texts));
      report.check(
          time + " aliases",
          () -> requireFailure(() -> Collections.list(store().aliases()), texts));
      report.check(
          time + " generated key",
          () -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(KmsKeyGenParameterSpec.builder().keySpec("ECC_NIST_P256").build());
            requireFailure(generator::generateKeyPair, texts);
          });
    }
    report.done();
  }

  private static void agree() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) store().getKey("agreement", null);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key);
    agreement.doPhase(key.publicKey(), true);
    agreement.generateSecret();
  }

  private static KeyStore store() throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    return keys;
  }

  /** An error is none that a program expects of JCA, and ends the probe's check. */
  private static void requireFailure(Report.Check call, String... texts) throws Exception {
    try {
      call.run();
    } catch (Exception e) {
      SdkProbe.requireTexts(e, texts);
      return;
    }
    throw new AssertionError("it succeeded");
  }
}
