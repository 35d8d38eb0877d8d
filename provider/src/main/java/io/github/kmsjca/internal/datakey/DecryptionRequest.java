package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.kms.EncryptionTerms;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsGateway;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One wrapped data key, and with which KMS key and under what terms to unwrap it. The gateway
 * counts: what one caller's credentials may unwrap is not for another's. Immutable.
 */
public final class DecryptionRequest implements KeyRequest {
  private final KmsGateway gateway;
  private final KeyArn key;
  private final byte[] wrapped;
  private final EncryptionTerms terms;
  private final MessageSuite suite;
  private final int hash;

  /**
   * A request.
   *
   * @param key the handle's own, whatever the message says
   * @param wrapped the CiphertextBlob; nobody changes it from now on
   */
  public DecryptionRequest(
      KmsGateway gateway, KeyArn key, byte[] wrapped, EncryptionTerms terms, MessageSuite suite) {
    this.gateway = gateway;
    this.key = key;
    this.wrapped = wrapped;
    this.terms = terms;
    this.suite = suite;
    this.hash = 31 * Arrays.hashCode(wrapped) + System.identityHashCode(gateway);
  }

  KmsGateway gateway() {
    return gateway;
  }

  @Override
  public KeyArn key() {
    return key;
  }

  byte[] wrapped() {
    return wrapped;
  }

  EncryptionTerms terms() {
    return terms;
  }

  public MessageSuite suite() {
    return suite;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof DecryptionRequest that
            && hash == that.hash
            && gateway == that.gateway
            && suite == that.suite
            && key.equals(that.key)
            && terms.equals(that.terms)
            && Arrays.equals(wrapped, that.wrapped));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return suite + " with " + key + ", " + terms;
  }
}
