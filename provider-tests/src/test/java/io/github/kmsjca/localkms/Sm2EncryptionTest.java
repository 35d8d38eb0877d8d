package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.engines.SM2Engine.Mode;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Encrypt and Decrypt with SM2 keys, against Bouncy Castle's own engine. */
final class Sm2EncryptionTest extends CiphertextTest {
  private static final EncryptionAlgorithmSpec SM2 = EncryptionAlgorithmSpec.SM2_PKE;

  private final KeyPair pair = KeyMaterial.random().generate("SM2");

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder).keyMaterial(spec -> pair);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 32, 33, 1024})
  void ciphertextsAreTheStandardSequence(int length) throws Exception {
    String key = sm2Key();
    byte[] plaintext = resized(MESSAGE, length);
    ASN1Sequence parts = ASN1Sequence.getInstance(encrypt(key, plaintext, SM2));
    assertThat(parts.size()).isEqualTo(4);
    byte[] hash = ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets();
    byte[] rest = ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets();
    assertThat(hash).hasSize(32);
    assertThat(rest).hasSize(length);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.write(4);
    plain.write(coordinate(parts, 0));
    plain.write(coordinate(parts, 1));
    plain.write(hash);
    plain.write(rest);
    SM2Engine engine = new SM2Engine(new SM3Digest(), Mode.C1C3C2);
    engine.init(false, PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()));
    assertThat(engine.processBlock(plain.toByteArray(), 0, plain.size())).isEqualTo(plaintext);
  }

  @Test
  void whatBouncyCastleEncryptsComesBack() throws Exception {
    String key = sm2Key();
    // Many, so that coordinates with leading zeros and with leading ones occur.
    for (int i = 0; i < 40; i++) {
      assertThat(decrypt(key, encryptedHere(MESSAGE), SM2)).isEqualTo(MESSAGE);
    }
  }

  @Test
  void aPlaintextHasAtMost1024Bytes() {
    assertRefused(
        () -> encrypt(sm2Key(), new byte[1025], SM2),
        "ValidationException",
        "Algorithm SM2PKE and key spec SM2 cannot encrypt data larger than 1024 bytes.");
  }

  @Test
  void damagedCiphertextsAreNone() {
    String key = sm2Key();
    byte[] ciphertext = encrypt(key, MESSAGE, SM2);
    for (int i = 0; i < ciphertext.length; i++) {
      byte[] damaged = flipped(ciphertext, i);
      assertInvalid(() -> decrypt(key, damaged, SM2));
    }
    for (int length : new int[] {1, 2, 40, ciphertext.length - 1, ciphertext.length + 1}) {
      assertInvalid(() -> decrypt(key, resized(ciphertext, length), SM2));
    }
    assertThat(decrypt(key, ciphertext, SM2)).isEqualTo(MESSAGE);
  }

  @Test
  void whatIsNoCiphertextAtAllIsRefused() throws Exception {
    String key = sm2Key();
    ASN1Sequence parts = ASN1Sequence.getInstance(encrypt(key, MESSAGE, SM2));
    List<byte[]> junk = new ArrayList<>();
    junk.add(MESSAGE);
    junk.add(nested(3072));
    junk.add(new DERSequence().getEncoded());
    junk.add(sequence(parts.getObjectAt(0), parts.getObjectAt(1), parts.getObjectAt(2)));
    junk.add(with(parts, 0, parts.getObjectAt(2)));
    junk.add(with(parts, 0, new ASN1Integer(BigInteger.ZERO)));
    junk.add(with(parts, 0, new ASN1Integer(BigInteger.ONE.negate())));
    junk.add(with(parts, 1, new ASN1Integer(BigInteger.ONE.shiftLeft(256))));
    junk.add(with(parts, 2, new DEROctetString(new byte[31])));
    junk.add(with(parts, 2, parts.getObjectAt(0)));
    junk.add(with(parts, 3, new DEROctetString(new byte[0])));
    junk.add(indefinite(parts));
    for (byte[] bytes : junk) {
      assertInvalid(() -> decrypt(key, bytes, SM2));
    }
    // Without the sequence: the form of Bouncy Castle's engine.
    SM2Engine engine = engineForEncryption();
    byte[] plain = engine.processBlock(MESSAGE, 0, MESSAGE.length);
    assertInvalid(() -> decrypt(key, plain, SM2));
  }

  @Test
  void keysListTheirAlgorithm() {
    String key = sm2Key();
    assertThat(kms.getPublicKey(r -> r.keyId(key)).encryptionAlgorithmsAsStrings())
        .containsExactly("SM2PKE");
    assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().encryptionAlgorithms())
        .containsExactly(SM2);
    assertRefused(
        () -> encrypt(key, MESSAGE, EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256),
        "InvalidKeyUsageException",
        "Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SM2.");
    String signing = key(KeySpec.SM2, KeyUsageType.SIGN_VERIFY);
    refusal(() -> encrypt(signing, MESSAGE, SM2), "InvalidKeyUsageException");
  }

  private String sm2Key() {
    return key(KeySpec.SM2, KeyUsageType.ENCRYPT_DECRYPT);
  }

  private byte[] encryptedHere(byte[] plaintext) throws Exception {
    byte[] plain = engineForEncryption().processBlock(plaintext, 0, plaintext.length);
    return sequence(
        new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, 1, 33))),
        new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, 33, 65))),
        new DEROctetString(Arrays.copyOfRange(plain, 65, 97)),
        new DEROctetString(Arrays.copyOfRange(plain, 97, plain.length)));
  }

  private SM2Engine engineForEncryption() throws IOException {
    SM2Engine engine = new SM2Engine(new SM3Digest(), Mode.C1C3C2);
    engine.init(
        true,
        new ParametersWithRandom(
            PublicKeyFactory.createKey(pair.getPublic().getEncoded()), new SecureRandom()));
    return engine;
  }

  private static byte[] coordinate(ASN1Sequence parts, int index) {
    return BigIntegers.asUnsignedByteArray(
        32, ASN1Integer.getInstance(parts.getObjectAt(index)).getPositiveValue());
  }

  private static byte[] with(ASN1Sequence parts, int index, ASN1Encodable other)
      throws IOException {
    ASN1Encodable[] all = parts.toArray();
    all[index] = other;
    return sequence(all);
  }

  private static byte[] sequence(ASN1Encodable... parts) throws IOException {
    return new DERSequence(parts).getEncoded();
  }

  /** The same content in a sequence whose end is marked: BER, but not DER. */
  private static byte[] indefinite(ASN1Sequence parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x30);
    bytes.write(0x80);
    for (ASN1Encodable part : parts) {
      bytes.write(part.toASN1Primitive().getEncoded());
    }
    bytes.write(0);
    bytes.write(0);
    return bytes.toByteArray();
  }

  /** Sequences in sequences, none of which ends. */
  private static byte[] nested(int depth) {
    byte[] bytes = new byte[2 * depth];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = 0x30;
      bytes[i + 1] = (byte) 0x80;
    }
    return bytes;
  }
}
