package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;

/** Signs with a key and verifies that, through JCA, as a program does. */
final class SignatureTrial {
  /** No protocol could take this for a message of its own. */
  private static final byte[] MESSAGE =
      "kms-jca doctor: this signature is a test and means nothing"
          .getBytes(StandardCharsets.US_ASCII);

  private final Provider provider;
  private final boolean byKms;

  SignatureTrial(Provider provider, Configuration configuration) {
    this.provider = provider;
    this.byKms = configuration.text(Setting.VERIFY).equals(Optional.of("kms"));
  }

  String of(PrivateKeyHandle key, Stopwatch watch) throws GeneralSecurityException {
    String algorithm = algorithm(key.spec()).jcaName();
    Signature signer = Signature.getInstance(algorithm, provider);
    signer.initSign(key);
    signer.update(MESSAGE);
    byte[] signature = signer.sign();
    String done = watch.lap("Sign (" + algorithm + ")");
    Signature verifier = Signature.getInstance(algorithm, provider);
    verifier.initVerify(key.publicKey());
    verifier.update(MESSAGE);
    if (!verifier.verify(signature)) {
      throw new InvalidKeyException(
          "KMS Sign with key " + key.arn() + " answered, but its signature is not valid");
    }
    return done + ", " + watch.lap(byKms ? "verified by KMS" : "verified here");
  }

  /** With an elliptic curve, the one with the curve's own digest. */
  private static SignatureAlgorithm algorithm(KeySpec spec) {
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      if (row.suits(spec) && (spec.nativeDigest() == null || row.digest() == spec.nativeDigest())) {
        return row;
      }
    }
    throw new IllegalStateException("no algorithm for " + spec);
  }
}
