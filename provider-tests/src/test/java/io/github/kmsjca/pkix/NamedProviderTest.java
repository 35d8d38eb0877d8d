package io.github.kmsjca.pkix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code setProvider("AWSKMS")} does: bcpkix then wants all it needs from us, digests too. A
 * provider that may stand first must not have them: everybody would get them from it. So it is
 * pinned, and documented, that the call is to be left out.
 */
@ResourceLock(ProviderPlace.LOCK)
class NamedProviderTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;
  private static Reading reading;

  @BeforeAll
  static void start(@TempDir Path dir) {
    provider = kms.provider();
    reading = new Reading(dir);
  }

  @ParameterizedTest
  @EnumSource
  void worksButForPss(PkixRow row) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, row.alias());
    for (ProviderPlace place : ProviderPlace.values()) {
      List<PKCS10CertificationRequest> made = new ArrayList<>();
      kms.local().calls().clear();
      place.with(
          provider,
          () -> {
            if (row.isPss()) {
              assertMissing(
                  assertThrows(
                      OperatorCreationException.class,
                      () -> row.signer().setProvider("AWSKMS").build(key)),
                  "no such algorithm: SHA");
            } else {
              made.add(Issuing.request(row.signer().setProvider("AWSKMS").build(key), key));
            }
          });
      assertEquals(made.size(), kms.local().calls().count());
      for (PKCS10CertificationRequest request : made) {
        reading.request(row, key.publicKey(), request);
      }
    }
  }

  /** The short builder for CMS hands the name on to the digest of the content. */
  @Test
  void theShortBuilderForCmsWorksWithoutTheName() throws Exception {
    PkixRow row = PkixRow.P256;
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, row.alias());
    for (ProviderPlace place : ProviderPlace.values()) {
      List<X509CertificateHolder> certificates = new ArrayList<>();
      List<CMSSignedData> made = new ArrayList<>();
      place.with(
          provider,
          () -> {
            X509CertificateHolder certificate = Issuing.certificate(row.signer().build(key), key);
            certificates.add(certificate);
            made.add(
                Issuing.signedData(
                    new JcaSimpleSignerInfoGeneratorBuilder()
                        .build(row.signerName(), key, certificate),
                    certificate,
                    new byte[1]));
            assertMissing(
                assertThrows(
                    OperatorCreationException.class,
                    () ->
                        Issuing.signedData(
                            new JcaSimpleSignerInfoGeneratorBuilder()
                                .setProvider("AWSKMS")
                                .build(row.signerName(), key, certificate),
                            certificate,
                            new byte[1])),
                "no such algorithm: SHA256");
          });
      reading.signedData(row, key.publicKey(), certificates.get(0), made.get(0));
    }
  }

  private static void assertMissing(OperatorCreationException thrown, String message) {
    assertEquals(NoSuchAlgorithmException.class, thrown.getCause().getClass());
    assertTrue(thrown.getMessage().contains(message), thrown::toString);
    assertTrue(thrown.getMessage().contains("for provider AWSKMS"), thrown::toString);
  }
}
