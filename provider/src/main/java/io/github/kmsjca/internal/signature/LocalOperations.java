package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureScheme;
import io.github.kmsjca.internal.delegation.ForeignSignatures;
import io.github.kmsjca.internal.key.PublicKeys;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verification in this JVM with the fastest primitive at hand: Amazon's Corretto provider if it is
 * installed, Bouncy Castle's classes for curves (many times faster than the platform's) and for
 * what the platform lacks, and otherwise whatever JCA would choose.
 */
final class LocalOperations {
  private static final String CORRETTO = "AmazonCorrettoCryptoProvider";

  private LocalOperations() {}

  static Operation verifying(
      SignatureAlgorithm row, @Nullable PublicKey key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException {
    if (key == null) {
      return byAnybody(row, null, parameters);
    }
    Optional<Signature> corretto = byCorretto(row, key, parameters);
    if (corretto.isPresent()) {
      return new ForeignOperation(corretto.get(), key);
    }
    if (KeyParameters.areAcceptable(row, parameters) && isBouncyCastleBetter(row)) {
      try {
        KeySpec spec = PublicKeys.specOf(key);
        if (spec != null && row.suits(spec)) {
          Operation operation = BouncyCastleOperations.verifying(row, key, spec);
          operation.setParameter(parameters);
          return new LinkedOperation(operation);
        }
      } catch (InvalidAlgorithmParameterException e) {
        throw new InvalidKeyException(e.getMessage(), e);
      } catch (LinkageError e) {
        throw new InvalidKeyException(ClassPathFailure.text(e), e);
      }
    }
    return byAnybody(row, key, parameters);
  }

  private static Operation byAnybody(
      SignatureAlgorithm row, @Nullable PublicKey key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException {
    return new ForeignOperation(
        ForeignSignatures.forVerifying(
            row.delegateName(), key, parameters, KmsSignatureSpi.class.getName()),
        key);
  }

  private static Optional<Signature> byCorretto(
      SignatureAlgorithm row, PublicKey key, @Nullable AlgorithmParameterSpec parameters) {
    Provider corretto = Security.getProvider(CORRETTO);
    // Its Ed25519ph is the standard's, which takes the digest for the message's own.
    return corretto == null || row.scheme() == SignatureScheme.ED25519PH
        ? Optional.empty()
        : ForeignSignatures.forVerifying(row.delegateName(), corretto, key, parameters);
  }

  private static boolean isBouncyCastleBetter(SignatureAlgorithm row) {
    return switch (row.scheme()) {
      case RSA_PKCS1, RSA_PSS -> false;
      case ECDSA_DER, ECDSA_P1363, ED25519, ED25519PH, SM2 -> true;
      case ML_DSA ->
          !ForeignSignatures.isOfferedByOthers(row.jcaName(), KmsSignatureSpi.class.getName());
    };
  }
}
