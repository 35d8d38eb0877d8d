package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.DescribeKey;
import io.github.kmsjca.internal.kms.call.GetPublicKey;
import io.github.kmsjca.spec.KmsFailure;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about a key, as KMS said.
 *
 * @param publicKey the DER SubjectPublicKeyInfo; {@code null} if the key is symmetric
 */
record KeyFacts(KeyArn arn, KeySpec spec, KeyUsage usage, @Nullable X509EncodedKeySpec publicKey) {
  /**
   * Asks KMS: GetPublicKey, which says all of an asymmetric key. If that leaves open what the key
   * is, DescribeKey as well.
   */
  static KeyFacts ask(KmsGateway gateway, KeyName name) throws KmsCallException {
    try {
      GetPublicKey.Facts facts = gateway.perform(new GetPublicKey(name));
      return new KeyFacts(facts.arn(), facts.spec(), facts.usage(), facts.publicKey());
    } catch (KmsCallException e) {
      if (!e.mayBeOfSymmetricKey()) {
        throw e;
      }
      return ofSymmetric(describe(gateway, name, e), e);
    }
  }

  private static DescribeKey.Description describe(
      KmsGateway gateway, KeyName name, KmsCallException first) throws KmsCallException {
    try {
      return gateway.perform(new DescribeKey(name));
    } catch (KmsCallException e) {
      // What keeps the key from being known is then this failure, not that it is not asymmetric.
      if (first.failure() == KmsFailure.WRONG_USAGE || e.failure().isTransient()) {
        e.addSuppressed(first);
        throw e;
      }
      KmsCallException both =
          first.with("DescribeKey, which shows a symmetric key, failed as well");
      both.addSuppressed(e);
      throw both;
    }
  }

  private static KeyFacts ofSymmetric(DescribeKey.Description key, KmsCallException first)
      throws KmsCallException {
    KeySpec spec = key.secretKeySpec();
    if (spec != null) {
      return new KeyFacts(key.arn(), spec, KeyUsage.valueOf(key.usage()), null);
    }
    throw first.with("the key is " + key.arn() + ", " + key.spec() + ", " + key.usage());
  }
}
