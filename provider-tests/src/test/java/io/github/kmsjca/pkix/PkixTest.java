package io.github.kmsjca.pkix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates, requests and CMS signatures, without a word about the provider. */
@ResourceLock(ProviderPlace.LOCK)
class PkixTest {
  private static final byte[] CONTENT = "the content".getBytes(StandardCharsets.UTF_8);

  /** More than KMS takes for one Ed25519 signature. */
  private static final int LARGE = 100_000;

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;
  private static Reading reading;

  /** What is made of a row while we are installed; exactly one KMS call, a Sign. */
  @FunctionalInterface
  private interface Maker<T> {
    T make(ContentSigner signer) throws Exception;
  }

  @BeforeAll
  static void start(@TempDir Path dir) {
    provider = kms.provider();
    reading = new Reading(dir);
  }

  private static KmsPrivateKey key(PkixRow row) throws Exception {
    return (KmsPrivateKey) TestKms.key(provider, row.alias());
  }

  private static <T> T make(PkixPlace place, PkixRow row, KmsPrivateKey key, Maker<T> maker)
      throws Exception {
    List<T> made = new ArrayList<>();
    kms.local().calls().clear();
    place.with(provider, () -> made.add(maker.make(row.signer().build(key))));
    kms.assertCalls(1, "Sign");
    assertEquals(1, kms.local().calls().count());
    return made.get(0);
  }

  @ParameterizedTest
  @EnumSource
  void certificate(PkixRow row) throws Exception {
    KmsPrivateKey key = key(row);
    for (PkixPlace place : PkixPlace.values()) {
      X509CertificateHolder made =
          make(place, row, key, signer -> Issuing.certificate(signer, key));
      reading.certificate(row, key.publicKey(), made);
    }
  }

  @ParameterizedTest
  @EnumSource
  void request(PkixRow row) throws Exception {
    KmsPrivateKey key = key(row);
    for (PkixPlace place : PkixPlace.values()) {
      PKCS10CertificationRequest made =
          make(place, row, key, signer -> Issuing.request(signer, key));
      reading.request(row, key.publicKey(), made);
    }
  }

  @ParameterizedTest
  @EnumSource
  void signedData(PkixRow row) throws Exception {
    KmsPrivateKey key = key(row);
    X509CertificateHolder certificate =
        make(PkixPlace.FIRST, row, key, signer -> Issuing.certificate(signer, key));
    for (PkixPlace place : PkixPlace.values()) {
      CMSSignedData made =
          make(place, row, key, signer -> Issuing.signedData(signer, certificate, CONTENT));
      reading.signedData(row, key.publicKey(), certificate, made);
    }
  }

  /** The signature is over the attributes, and so small, however large the content is. */
  @Test
  void aLargeContentWithEd25519() throws Exception {
    PkixRow row = PkixRow.ED25519;
    KmsPrivateKey key = key(row);
    X509CertificateHolder certificate =
        make(PkixPlace.LAST, row, key, signer -> Issuing.certificate(signer, key));
    CMSSignedData made =
        make(
            PkixPlace.LAST,
            row,
            key,
            signer -> Issuing.signedData(signer, certificate, new byte[LARGE]));
    reading.signedData(row, key.publicKey(), certificate, made);
  }

  /** A CA keeps its signer. */
  @Test
  void oneSignerForManyCertificates() throws Exception {
    for (PkixRow row : List.of(PkixRow.PSS_SHA256, PkixRow.P256)) {
      KmsPrivateKey key = key(row);
      List<X509CertificateHolder> made = new ArrayList<>();
      kms.local().calls().clear();
      PkixPlace.FIRST.with(
          provider,
          () -> {
            ContentSigner signer = row.signer().build(key);
            for (int i = 0; i < 3; i++) {
              made.add(Issuing.certificate(signer, key));
            }
          });
      kms.assertCalls(3, "Sign");
      for (X509CertificateHolder certificate : made) {
        reading.certificate(row, key.publicKey(), certificate);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyOfTheWrongKindIsNamed(PkixPlace place) throws Exception {
    KmsPrivateKey key = key(PkixRow.P256);
    kms.local().calls().clear();
    place.with(
        provider,
        () -> {
          OperatorCreationException thrown =
              assertThrows(
                  OperatorCreationException.class,
                  () -> new JcaContentSignerBuilder("SHA256withRSA").build(key));
          assertEquals(InvalidKeyException.class, thrown.getCause().getClass());
          assertTrue(thrown.getMessage().contains("is a ECC_NIST_P256 key"), thrown::toString);
        });
    assertEquals(0, kms.local().calls().count());
  }
}
