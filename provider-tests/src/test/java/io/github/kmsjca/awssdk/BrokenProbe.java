package io.github.kmsjca.awssdk;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Report;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import java.util.Collections;
import javax.crypto.KeyAgreement;

/**
 * Calls of JCA on a class path on which they cannot succeed: each twice, since the JVM tells the
 * reason only once. Arguments: which calls; and what each message must have.
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
      if (args[0].equals("post-quantum")) {
        report.check(
            time + " ML-DSA", () -> requireFailure(() -> verify("ML-DSA-44", "ml-dsa-44"), texts));
        continue;
      }
      if (args[0].equals("bouncy-castle")) {
        report.check(time + " agreement", () -> requireFailure(BrokenProbe::agree, texts));
        report.check(
            time + " ECDSA",
            () -> requireFailure(() -> verify("SHA256withECDSA", "ecc-nist-p256"), texts));
        report.check(
            time + " secp256k1",
            () -> requireFailure(() -> verify("SHA256withECDSA", "ecc-secg-p256k1"), texts));
        report.check(
            time + " Ed25519",
            () -> requireFailure(() -> verify("Ed25519", "ecc-nist-edwards25519"), texts));
        report.check(time + " RSA needs none of it", () -> verify("SHA256withRSA", "rsa-2048"));
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

  /** By our name: who names nobody is served by the platform, as far as that goes. */
  private static void verify(String algorithm, String alias) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) store().getKey(alias, null);
    Provider provider = Security.getProvider("AWSKMS");
    Signature signer = Signature.getInstance(algorithm, provider);
    signer.initSign(key);
    signer.update((byte) 1);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(algorithm, provider);
    verifier.initVerify(key.publicKey());
    verifier.update((byte) 1);
    if (!verifier.verify(signature)) {
      throw new AssertionError("a wrong signature");
    }
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
