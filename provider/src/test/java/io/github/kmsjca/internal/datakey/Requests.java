package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsGateway;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Requests for data keys. */
final class Requests {
  static final MessageSuite SUITE = MessageSuite.AES_256_GCM_HKDF_SHA512_COMMIT_KEY;
  static final MessageSuite WITHOUT_DERIVATION = MessageSuite.AES_256_GCM;

  private Requests() {}

  /** Keys with the same grant tokens, or none. */
  static List<KeyUse> uses(List<KeyArn> keys, String... tokens) {
    return keys.stream().map(key -> new KeyUse(key, List.of(tokens))).toList();
  }

  static EncryptionRequest encryption(KmsGateway kms) {
    return encryption(kms, Map.of());
  }

  static EncryptionRequest encryption(KmsGateway kms, Map<String, String> context) {
    return new EncryptionRequest(kms, uses(List.of(FakeKms.KEY)), context, SUITE);
  }

  static DecryptionRequest decryption(KmsGateway kms, byte[] wrapped) {
    return new DecryptionRequest(kms, KeyUse.of(FakeKms.KEY), wrapped, Map.of(), SUITE);
  }

  /** A wrapped data key of our own; equal numbers, equal bytes. */
  static byte[] wrapped(int number) {
    byte[] bytes = new byte[SUITE.keyLength()];
    Arrays.fill(bytes, (byte) 1);
    bytes[0] = (byte) number;
    bytes[1] = (byte) (number >> 8);
    return FakeKms.wrapped(bytes);
  }
}
