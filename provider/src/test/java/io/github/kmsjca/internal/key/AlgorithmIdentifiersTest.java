package io.github.kmsjca.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmIdentifiersTest {

  @ParameterizedTest
  @EnumSource(names = "^(ECC|SM2|ML).*", mode = EnumSource.Mode.MATCH_ALL)
  void tellsWhatBouncyCastleWrote(KeySpec spec) throws IOException {
    byte[] info = info(spec, spec.bits() / 8);
    assertThat(AlgorithmIdentifiers.specOf(info)).isEqualTo(spec);
  }

  @Test
  void tellsWhatThePlatformWrote() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp521r1"));
    assertThat(AlgorithmIdentifiers.specOf(generator.generateKeyPair().getPublic().getEncoded()))
        .isEqualTo(KeySpec.ECC_NIST_P521);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 200, 60_000, 70_000})
  void readsEveryFormOfLength(int size) throws IOException {
    assertThat(AlgorithmIdentifiers.specOf(info(KeySpec.ECC_NIST_P256, size)))
        .isEqualTo(KeySpec.ECC_NIST_P256);
  }

  @Test
  void doesNotTellRsaNorUnknownCurves() throws IOException {
    AlgorithmIdentifier rsa =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    assertThat(AlgorithmIdentifiers.specOf(encoded(rsa, 270))).isNull();
    AlgorithmIdentifier curve =
        new AlgorithmIdentifier(
            X9ObjectIdentifiers.id_ecPublicKey, new ASN1ObjectIdentifier("1.3.36.3.3.2.8.1.1.7"));
    assertThat(AlgorithmIdentifiers.specOf(encoded(curve, 65))).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"ECC_NIST_P256", "ECC_NIST_EDWARDS25519", "ML_DSA_87"})
  void takesAnythingForBytes(KeySpec spec) throws IOException {
    byte[] info = info(spec, 32);
    for (int length = 0; length < info.length; length++) {
      byte[] cut = Arrays.copyOf(info, length);
      assertThat(AlgorithmIdentifiers.specOf(cut)).isIn(null, spec);
      byte[] flipped = info.clone();
      flipped[length] ^= (byte) 0x80;
      assertThat(AlgorithmIdentifiers.specOf(flipped)).isIn(null, spec);
    }
    assertThat(AlgorithmIdentifiers.specOf(new byte[] {0x30, (byte) 0xff})).isNull();
  }

  private static byte[] info(KeySpec spec, int keyBytes) throws IOException {
    ASN1ObjectIdentifier named = new ASN1ObjectIdentifier(spec.oid());
    boolean isCurve = spec.family() == KeyFamily.EC || spec.family() == KeyFamily.SM2;
    return encoded(
        isCurve
            ? new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, named)
            : new AlgorithmIdentifier(named),
        keyBytes);
  }

  private static byte[] encoded(AlgorithmIdentifier algorithm, int keyBytes) throws IOException {
    return new SubjectPublicKeyInfo(algorithm, new byte[keyBytes]).getEncoded();
  }
}
