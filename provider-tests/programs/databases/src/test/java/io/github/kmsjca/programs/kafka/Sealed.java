package io.github.kmsjca.programs.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

// guide: kafka.md
/** Texts that only those can read who may use the key. */
record Sealed(SecretKey key) implements Serde<String> {
  @Override
  public Serializer<String> serializer() {
    return (topic, value) ->
        value == null ? null : apply(Cipher.ENCRYPT_MODE, value.getBytes(UTF_8));
  }

  @Override
  public Deserializer<String> deserializer() {
    return (topic, message) ->
        message == null ? null : new String(apply(Cipher.DECRYPT_MODE, message), UTF_8);
  }

  private byte[] apply(int mode, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new SerializationException(e);
    }
  }
}

// end of guide
