package io.github.kmsjca.localkms.internal.sigv4;

/** An access key and the account it belongs to. */
public record Credential(String accessKeyId, String secret, String account) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credential[" + accessKeyId + " of " + account + "]";
  }
}
