package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Verifiers;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** One Signature object that meets failures, and has to work again after each. */
final class Signing {
  private static final byte[] NEXT = "the message after the failure".getBytes(UTF_8);

  private final SignatureAlgorithm row;
  private final PublicKey publicKey;
  private final Signature signature;

  private Signing(SignatureAlgorithm row, PublicKey publicKey, Signature signature) {
    this.row = row;
    this.publicKey = publicKey;
    this.signature = signature;
  }

  static Signing start(Provider provider, SignatureAlgorithm row, KmsPrivateKey key)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(row.jcaName(), provider);
    signature.initSign(key);
    if (Verifiers.needsParameters(row)) {
      signature.setParameter(Verifiers.pssSha256());
    }
    return new Signing(row, key.publicKey(), signature);
  }

  Signature signature() {
    return signature;
  }

  /** Signs the secret message, which must fail. */
  SignatureException failure() throws GeneralSecurityException {
    signature.update(Verifiers.input(row, Explanation.SECRET));
    return assertThrowsExactly(SignatureException.class, signature::sign);
  }

  /** No further init, and nothing of the message that failed is left in the object. */
  void assertWorksAgain() throws GeneralSecurityException {
    signature.update(Verifiers.input(row, NEXT));
    assertTrue(Verifiers.verifies(row, publicKey, NEXT, signature.sign()), "signs anew");
  }
}
