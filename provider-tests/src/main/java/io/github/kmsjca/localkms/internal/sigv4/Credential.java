package io.github.kmsjca.localkms.internal.sigv4;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access key and the account it belongs to.
 *
 * @param session null for a lasting access key
 */
public record Credential(
    String accessKeyId, String secret, String account, @Nullable Session session) {

  /** What makes an access key a temporary one. */
  public record Session(String token, Instant expiration) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Session[until " + expiration + "]";
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credential[" + accessKeyId + " of " + account + "]";
  }
}
