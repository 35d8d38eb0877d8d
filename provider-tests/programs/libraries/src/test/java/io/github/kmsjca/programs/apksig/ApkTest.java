package io.github.kmsjca.programs.apksig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.android.apksig.ApkSigner;
import com.android.apksig.ApkVerifier;
import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.LibraryHost;
import java.io.File;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Android packages, signed by the library that Android's own tools use. */
class ApkTest {
  /** Knows scheme v1 only; the newer ones are checked as well. */
  private static final int ANDROID_5 = 21;

  @TempDir private Path folder;

  private File unsigned() throws Exception {
    File file = folder.resolve("unsigned.apk").toFile();
    try (ZipOutputStream zip = new ZipOutputStream(new FileOutputStream(file))) {
      for (String name : List.of("AndroidManifest.xml", "classes.dex")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[10_000]);
      }
    }
    return file;
  }

  @SuppressWarnings("deprecation") // what replaces it is of a later version than most have
  private static void sign(PrivateKey key, X509Certificate certificate, File unsigned, File signed)
      throws Exception {
    // guide: documents.md
    ApkSigner.SignerConfig signer =
        new ApkSigner.SignerConfig.Builder("CERT", key, List.of(certificate)).build();
    new ApkSigner.Builder(List.of(signer))
        .setInputApk(unsigned)
        .setOutputApk(signed)
        .setMinSdkVersion(24)
        .setV1SigningEnabled(true)
        .setV2SigningEnabled(true)
        .setV3SigningEnabled(true)
        .build()
        .sign(); // 1 Sign for each scheme
    // end of guide
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-2048", "ecc-nist-p256"})
  void signs(String alias) throws Exception {
    File unsigned = unsigned();
    File signed = folder.resolve("signed.apk").toFile();
    X509Certificate certificate = LibraryHost.certificate(alias);
    Calls calls =
        LibraryHost.calls(() -> sign(LibraryHost.privateKey(alias), certificate, unsigned, signed));
    ApkVerifier.Result result =
        new ApkVerifier.Builder(signed).setMinCheckedPlatformVersion(ANDROID_5).build().verify();
    assertThat(result.getAllErrors()).isEmpty();
    assertThat(result.isVerifiedUsingV1Scheme()).isTrue();
    assertThat(result.isVerifiedUsingV2Scheme()).isTrue();
    assertThat(result.isVerifiedUsingV3Scheme()).isTrue();
    assertThat(result.getSignerCertificates()).containsExactly(certificate);
    Documents.APKSIG.assertCosts(calls, 1);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    File unsigned = unsigned();
    X509Certificate certificate = LibraryHost.certificate("rsa-2048");
    PrivateKey key = LibraryHost.privateKey("rsa-2048");
    LibraryHost.whileDisabled(
        "rsa-2048",
        () ->
            assertThatThrownBy(
                    () -> sign(key, certificate, unsigned, folder.resolve("no.apk").toFile()))
                .isInstanceOf(SignatureException.class)
                .hasStackTraceContaining("the key is disabled"));
  }
}
