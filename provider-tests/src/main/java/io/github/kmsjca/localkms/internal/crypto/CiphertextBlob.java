package io.github.kmsjca.localkms.internal.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A symmetric ciphertext, which tells the key material it was made with:
 *
 * <pre>
 * magic (5) | key material id (32) | seed (50) | SHA-256 of all before (32) | AES-GCM output
 * </pre>
 *
 * <p>The seed and the key material make key and IV of the one message. All before the output is
 * additional authenticated data, together with the encryption context; the plain hash protects
 * nothing, but tells a damaged blob from one whose key is elsewhere. Base64 of a blob begins like
 * one of AWS, and it is as long as theirs: 135 bytes longer than the plaintext.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CiphertextBlob(byte[] header, byte[] sealed) {
  static final int SEED_BYTES = 50;
  static final int TAG_BYTES = 16;

  private static final byte[] MAGIC = {1, 1, 2, 0, 0x78};
  private static final int MATERIAL_BYTES = 32;
  private static final int HASHED_BYTES = MAGIC.length + MATERIAL_BYTES + SEED_BYTES;
  private static final int HEADER_BYTES = HASHED_BYTES + 32;

  /** The header of a new blob. */
  static byte[] header(String materialId, byte[] seed) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.put(MAGIC).put(HexFormat.of().parseHex(materialId)).put(seed);
    return header.put(hash(header.array())).array();
  }

  /** Takes a blob apart; empty if it is none of ours. */
  public static Optional<CiphertextBlob> parse(byte[] bytes) {
    if (bytes.length <= HEADER_BYTES + TAG_BYTES) {
      return Optional.empty();
    }
    ByteBuffer blob = ByteBuffer.wrap(bytes);
    byte[] header = new byte[HEADER_BYTES];
    byte[] sealed = new byte[bytes.length - HEADER_BYTES];
    blob.get(header).get(sealed);
    boolean ours =
        ByteBuffer.wrap(header, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
            && ByteBuffer.wrap(header, HASHED_BYTES, HEADER_BYTES - HASHED_BYTES)
                .equals(ByteBuffer.wrap(hash(header)));
    return ours ? Optional.of(new CiphertextBlob(header, sealed)) : Optional.empty();
  }

  /** The id of the key material it was made with. */
  public String materialId() {
    return HexFormat.of().formatHex(header, MAGIC.length, MAGIC.length + MATERIAL_BYTES);
  }

  byte[] seed() {
    byte[] seed = new byte[SEED_BYTES];
    System.arraycopy(header, MAGIC.length + MATERIAL_BYTES, seed, 0, SEED_BYTES);
    return seed;
  }

  private static byte[] hash(byte[] header) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256", "SUN");
      digest.update(header, 0, HASHED_BYTES);
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
