package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.kms.ClassPathFailure;
import java.io.IOException;
import java.math.BigInteger;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.IllegalBlockSizeException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jspecify.annotations.Nullable;

/**
 * SM2 encryption in this JVM, to the form that KMS decrypts: GM/T 0009, an ASN.1 sequence of the
 * point's coordinates, the hash, and what is as long as the plaintext.
 */
final class Sm2Encryption extends WholeMessage {
  /** What KMS encrypts, and so decrypts. */
  static final int MOST_PLAINTEXT = 1024;

  private static final int COORDINATE = 32;
  private static final int HASH = 32;

  /** Two integers with a sign byte each, the hash, and the headers of five values. */
  private static final int MOST_OVERHEAD = 2 * (COORDINATE + 1) + HASH + 5 * 4;

  private final AsymmetricKeyParameter key;
  private final SecureRandom random;

  private Sm2Encryption(AsymmetricKeyParameter key, SecureRandom random) {
    super(MOST_PLAINTEXT);
    this.key = key;
    this.random = random;
  }

  static Sm2Encryption with(
      PublicKey key, @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    refuse(parameters);
    try {
      return new Sm2Encryption(
          PublicKeyFactory.createKey(key.getEncoded()),
          random == null ? new SecureRandom() : random);
    } catch (IOException | RuntimeException e) {
      throw new InvalidKeyException("the public key is not a valid SM2 key", e);
    }
  }

  static void refuse(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters != null) {
      throw new InvalidAlgorithmParameterException("SM2 takes no parameters");
    }
  }

  @Override
  byte[] finish(byte[] plaintext) throws IllegalBlockSizeException {
    if (plaintext.length == 0) {
      throw new IllegalBlockSizeException("SM2 encrypts 1 to " + MOST_PLAINTEXT + " bytes, not 0");
    }
    try {
      SM2Engine engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
      engine.init(true, new ParametersWithRandom(key, random));
      return encoded(engine.processBlock(plaintext, 0, plaintext.length));
    } catch (InvalidCipherTextException | IOException e) {
      throw new ProviderException("SM2 encryption failed", e);
    } catch (LinkageError e) {
      throw new ProviderException(ClassPathFailure.text(e), e);
    }
  }

  /** The engine's form is a byte that says "uncompressed", then all parts side by side. */
  private static byte[] encoded(byte[] parts) throws IOException {
    int y = 1 + COORDINATE;
    int hash = y + COORDINATE;
    int text = hash + HASH;
    return new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(parts, 1, y))),
              new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(parts, y, hash))),
              new DEROctetString(Arrays.copyOfRange(parts, hash, text)),
              new DEROctetString(Arrays.copyOfRange(parts, text, parts.length))
            })
        .getEncoded(ASN1Encoding.DER);
  }

  @Override
  int largestOutput(int messageLength) {
    return messageLength + MOST_OVERHEAD;
  }

  @Override
  String tooLongText(int most) {
    return "SM2 encrypts at most " + most + " bytes for KMS";
  }
}
