package io.github.kmsjca.internal.kms;

import io.github.kmsjca.spec.KmsFailure;

/**
 * Notices a KMS call made from within a KMS call on one thread. That happens when the AWS SDK
 * builds a TLS client of its own (for STS, say) while {@code javax.net.ssl.keyStoreType=AWSKMS}:
 * its default key manager would load our KeyStore, which would call KMS, and wait for itself for
 * ever.
 */
public final class ReentrancyGuard {
  private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

  private ReentrancyGuard() {}

  /** True while this thread is inside a KMS call of any instance. */
  public static boolean isInside() {
    return INSIDE.get() != null;
  }

  /**
   * Fails if this thread is inside a KMS call.
   *
   * @param operation what was to be done, for the message
   */
  public static void refuse(String operation, String key) throws KmsCallException {
    if (isInside()) {
      throw new KmsCallException(KmsFailure.REENTRY, operation, key, "", null);
    }
  }

  /** Fails if this thread is inside a KMS call; else it is from now on. */
  static void enter(String operation, String key) throws KmsCallException {
    refuse(operation, key);
    INSIDE.set(Boolean.TRUE);
  }

  static void leave() {
    INSIDE.remove();
  }
}
