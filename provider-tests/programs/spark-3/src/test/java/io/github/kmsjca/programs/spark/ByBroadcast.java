package io.github.kmsjca.programs.spark;

import io.github.kmsjca.samples.spark.EncryptIban;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.api.java.UDF2;

/** Encrypts with a handle that did not come with the closure, but by Spark's serializer. */
final class ByBroadcast implements UDF2<Long, String, byte[]> {
  private static final long serialVersionUID = 1L;
  private final Broadcast<SecretKey> key;

  ByBroadcast(Broadcast<SecretKey> key) {
    this.key = key;
  }

  @Override
  public byte[] call(Long id, String iban) throws GeneralSecurityException {
    return new EncryptIban(key.value()).call(id, iban);
  }
}
