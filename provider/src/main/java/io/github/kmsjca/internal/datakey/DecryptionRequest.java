package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsGateway;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One wrapped data key, and with which KMS key and under what terms to unwrap it. The gateway
 * counts: what one caller's credentials may unwrap is not for another's. Immutable.
 */
public final class DecryptionRequest implements KeyRequest {
  private final KmsGateway gateway;
  private final KeyUse key;
  private final byte[] wrapped;
  private final Map<String, String> context;
  private final MessageSuite suite;
  private final int hash;

  /**
   * A request.
   *
   * @param key the handle's own, whatever the message says
   * @param wrapped the CiphertextBlob; nobody changes it from now on
   */
  public DecryptionRequest(
      KmsGateway gateway,
      KeyUse key,
      byte[] wrapped,
      Map<String, String> context,
      MessageSuite suite) {
    this.gateway = gateway;
    this.key = key;
    this.wrapped = wrapped;
    this.context = Map.copyOf(context);
    this.suite = suite;
    this.hash = 31 * Arrays.hashCode(wrapped) + System.identityHashCode(gateway);
  }

  KmsGateway gateway() {
    return gateway;
  }

  @Override
  public KeyArn key() {
    return key.arn();
  }

  KeyUse use() {
    return key;
  }

  byte[] wrapped() {
    return wrapped;
  }

  Map<String, String> context() {
    return context;
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
            && context.equals(that.context)
            && Arrays.equals(wrapped, that.wrapped));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Tells of the context how many pairs it has: values are not for logs. */
  @Override
  public String toString() {
    return suite + " with " + key + ", " + context.size() + " context pairs";
  }
}
