package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsGateway;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For whom and under what terms messages are encrypted. Messages of equal requests may share a data
 * key, and no others: the recipients are all that can open it, in this order, and KMS binds it to
 * the context. Immutable; its hash is computed once.
 */
public final class EncryptionRequest implements KeyRequest {
  private final KmsGateway gateway;
  private final List<KeyUse> recipients;
  private final Map<String, String> context;
  private final MessageSuite suite;
  private final int hash;

  /**
   * A request.
   *
   * @param recipients the keys that can decrypt, none twice; the first one generates
   */
  public EncryptionRequest(
      KmsGateway gateway,
      List<KeyUse> recipients,
      Map<String, String> context,
      MessageSuite suite) {
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("a message without recipients");
    }
    this.gateway = gateway;
    this.recipients = List.copyOf(recipients);
    this.context = Map.copyOf(context);
    this.suite = suite;
    this.hash =
        31 * (31 * this.recipients.hashCode() + this.context.hashCode())
            + System.identityHashCode(gateway);
  }

  KmsGateway gateway() {
    return gateway;
  }

  @Override
  public KeyArn key() {
    return recipients.get(0).arn();
  }

  List<KeyUse> recipients() {
    return recipients;
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
        || (other instanceof EncryptionRequest that
            && hash == that.hash
            && gateway == that.gateway
            && suite == that.suite
            && recipients.equals(that.recipients)
            && context.equals(that.context));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Tells of the context how many pairs it has: values are not for logs. */
  @Override
  public String toString() {
    return suite + " for " + recipients + ", " + context.size() + " context pairs";
  }
}
