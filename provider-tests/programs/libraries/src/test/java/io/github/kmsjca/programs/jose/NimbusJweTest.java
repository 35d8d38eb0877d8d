package io.github.kmsjca.programs.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWEDecryptionKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.Tokens;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that were encrypted to a key in KMS, opened with Nimbus JOSE + JWT. */
class NimbusJweTest {
  private static final String SUBJECT = "alice";

  private static String token(JWEAlgorithm algorithm, PublicKey key) throws Exception {
    EncryptedJWT token =
        new EncryptedJWT(
            new JWEHeader(algorithm, EncryptionMethod.A256GCM),
            new JWTClaimsSet.Builder().subject(SUBJECT).build());
    JWEEncrypter encrypter =
        key instanceof ECPublicKey ec
            ? new ECDHEncrypter(ec)
            : new RSAEncrypter((RSAPublicKey) key);
    token.encrypt(encrypter);
    return token.serialize();
  }

  private static JWTClaimsSet decryptByRsa(String text, PrivateKey key) throws Exception {
    // guide: jwt.md
    EncryptedJWT token = EncryptedJWT.parse(text);
    token.decrypt(new RSADecrypter(key)); // 1 Decrypt
    // end of guide
    return token.getJWTClaimsSet();
  }

  private static JWTClaimsSet decryptByEcdh(String text, PrivateKey key, Curve curve)
      throws Exception {
    // guide: jwt.md
    EncryptedJWT token = EncryptedJWT.parse(text);
    token.decrypt(new ECDHDecrypter(key, null, curve)); // 1 DeriveSharedSecret
    // end of guide
    return token.getJWTClaimsSet();
  }

  @ParameterizedTest
  @CsvSource({"RSA-OAEP", "RSA-OAEP-256"})
  void decryptsWithRsa(String algorithm) throws Exception {
    String token =
        token(
            JWEAlgorithm.parse(algorithm),
            LibraryHost.certificate(TestKms.RSA_ENCRYPTION).getPublicKey());
    PrivateKey key = LibraryHost.privateKey(TestKms.RSA_ENCRYPTION);
    Calls calls =
        LibraryHost.calls(
            () -> assertThat(decryptByRsa(token, key).getSubject()).isEqualTo(SUBJECT));
    Tokens.NIMBUS_RSA_DECRYPTION.assertCosts(calls, 1);
  }

  @ParameterizedTest
  @CsvSource({"ECDH-ES, ecdh-p256, P-256", "ECDH-ES+A256KW, ecdh-p384, P-384"})
  void decryptsWithEcdh(String algorithm, String alias, String curve) throws Exception {
    String token =
        token(JWEAlgorithm.parse(algorithm), LibraryHost.certificate(alias).getPublicKey());
    PrivateKey key = LibraryHost.privateKey(alias);
    Calls calls =
        LibraryHost.calls(
            () ->
                assertThat(decryptByEcdh(token, key, Curve.parse(curve)).getSubject())
                    .isEqualTo(SUBJECT));
    Tokens.NIMBUS_ECDH_DECRYPTION.assertCosts(calls, 1);
  }

  /** The keys of a KeyStore as a JWK set, among which the library finds the one of a token. */
  @Test
  void aProcessorFindsTheKey(@TempDir Path folder) throws Exception {
    KeyStore keys =
        KeyStoreText.load(LibraryHost.keyStoreFile(folder, TestKms.RSA_ENCRYPTION, "ecdh-p256"));
    // guide: jwt.md
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWEKeySelector(
        new JWEDecryptionKeySelector<>(
            JWEAlgorithm.RSA_OAEP_256,
            EncryptionMethod.A256GCM,
            new ImmutableJWKSet<>(JWKSet.load(keys, null))));
    // end of guide
    String token =
        token(
            JWEAlgorithm.RSA_OAEP_256,
            LibraryHost.certificate(TestKms.RSA_ENCRYPTION).getPublicKey());
    Calls calls =
        LibraryHost.calls(
            () -> assertThat(processor.process(token, null).getSubject()).isEqualTo(SUBJECT));
    Tokens.NIMBUS_RSA_DECRYPTION.assertCosts(calls, 1);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    PrivateKey rsa = LibraryHost.privateKey(TestKms.RSA_ENCRYPTION);
    String toRsa =
        token(
            JWEAlgorithm.RSA_OAEP_256,
            LibraryHost.certificate(TestKms.RSA_ENCRYPTION).getPublicKey());
    LibraryHost.whileDisabled(
        TestKms.RSA_ENCRYPTION,
        () ->
            assertThatThrownBy(() -> decryptByRsa(toRsa, rsa))
                .isInstanceOf(JOSEException.class)
                .hasStackTraceContaining("the key is disabled"));
    PrivateKey ec = LibraryHost.privateKey("ecdh-p256");
    String toEc = token(JWEAlgorithm.ECDH_ES, LibraryHost.certificate("ecdh-p256").getPublicKey());
    LibraryHost.whileDisabled(
        "ecdh-p256",
        () ->
            assertThatThrownBy(() -> decryptByEcdh(toEc, ec, Curve.P_256))
                .hasStackTraceContaining("the key is disabled"));
  }
}
