package io.github.kmsjca.localkms.internal.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.engines.SM2Engine.Mode;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.util.BigIntegers;

/**
 * SM2PKE. The ciphertext is the DER form of GM/T 0009: the coordinates of a point, the hash, and
 * what is as long as the plaintext.
 */
final class Sm2Encryption {
  private static final int PARTS = 4;
  private static final int COORDINATE_BYTES = 32;
  private static final int HASH_BYTES = 32;
  private static final byte UNCOMPRESSED = 4;

  private Sm2Encryption() {}

  static byte[] encrypt(AsymmetricKeyParameter key, SecureRandom random, byte[] plaintext) {
    SM2Engine engine = new SM2Engine(new SM3Digest(), Mode.C1C3C2);
    engine.init(true, new ParametersWithRandom(key, random));
    try {
      return encoded(engine.processBlock(plaintext, 0, plaintext.length));
    } catch (InvalidCipherTextException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] decrypt(AsymmetricKeyParameter key, byte[] ciphertext)
      throws InvalidCipherTextException {
    try {
      byte[] plain = decoded(ciphertext);
      SM2Engine engine = new SM2Engine(new SM3Digest(), Mode.C1C3C2);
      engine.init(false, key);
      return engine.processBlock(plain, 0, plain.length);
    } catch (IOException | IllegalArgumentException | IllegalStateException malformed) {
      throw new InvalidCipherTextException("no ciphertext of SM2", malformed);
    }
  }

  private static byte[] encoded(byte[] plain) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(plain, 1, plain.length - 1);
    return new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(new BigInteger(1, next(buffer, COORDINATE_BYTES))),
              new ASN1Integer(new BigInteger(1, next(buffer, COORDINATE_BYTES))),
              new DEROctetString(next(buffer, HASH_BYTES)),
              new DEROctetString(next(buffer, buffer.remaining()))
            })
        .getEncoded(ASN1Encoding.DER);
  }

  /** The form that the engine takes, if the bytes are DER of nothing else. */
  private static byte[] decoded(byte[] der) throws IOException {
    ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
    if (sequence.size() != PARTS) {
      throw new IOException("Not four parts");
    }
    byte[] hash = ASN1OctetString.getInstance(sequence.getObjectAt(2)).getOctets();
    byte[] rest = ASN1OctetString.getInstance(sequence.getObjectAt(3)).getOctets();
    if (hash.length != HASH_BYTES || rest.length == 0) {
      throw new IOException("A part has the wrong length");
    }
    byte[] plain =
        ByteBuffer.allocate(1 + 2 * COORDINATE_BYTES + HASH_BYTES + rest.length)
            .put(UNCOMPRESSED)
            .put(coordinate(sequence, 0))
            .put(coordinate(sequence, 1))
            .put(hash)
            .put(rest)
            .array();
    if (!Arrays.equals(der, encoded(plain))) {
      throw new IOException("Not DER");
    }
    return plain;
  }

  private static byte[] coordinate(ASN1Sequence sequence, int index) {
    BigInteger value = ASN1Integer.getInstance(sequence.getObjectAt(index)).getPositiveValue();
    return BigIntegers.asUnsignedByteArray(COORDINATE_BYTES, value);
  }

  private static byte[] next(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
