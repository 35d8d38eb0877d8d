package io.github.kmsjca.programs.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsKeys;
import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.Tokens;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that were encrypted to a key in KMS, opened with jose4j. */
class Jose4jJweTest {
  private static final String PASSED_OVER =
      "io.github.kmsjca.programs.LibraryHost#isBehindOneThatTakesAdaptedKeys";

  private static final String CONTENT = "secret";

  private static String token(String algorithm, PublicKey key) throws Exception {
    JsonWebEncryption token = new JsonWebEncryption();
    token.setAlgorithmHeaderValue(algorithm);
    token.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    token.setKey(key);
    token.setPayload(CONTENT);
    return token.getCompactSerialization();
  }

  private static String decrypt(String text, Key key) throws Exception {
    // guide: jwt.md
    JsonWebEncryption token = new JsonWebEncryption();
    token.setCompactSerialization(text);
    token.setKey(key); // for ECDH-ES: KmsKeys.asECPrivateKey(key)
    String payload = token.getPayload(); // 1 Decrypt, or with ECDH-ES 1 DeriveSharedSecret
    // end of guide
    return payload;
  }

  @ParameterizedTest
  @CsvSource({
    KeyManagementAlgorithmIdentifiers.RSA_OAEP,
    KeyManagementAlgorithmIdentifiers.RSA_OAEP_256
  })
  void decryptsWithRsa(String algorithm) throws Exception {
    String token = token(algorithm, LibraryHost.certificate(TestKms.RSA_ENCRYPTION).getPublicKey());
    PrivateKey key = LibraryHost.privateKey(TestKms.RSA_ENCRYPTION);
    Calls calls = LibraryHost.calls(() -> assertThat(decrypt(token, key)).isEqualTo(CONTENT));
    Tokens.JOSE4J_RSA_DECRYPTION.assertCosts(calls, 1);
  }

  private static String ecdhToken() throws Exception {
    return token(
        KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW,
        LibraryHost.certificate("ecdh-p256").getPublicKey());
  }

  @Test
  @DisabledIf(value = PASSED_OVER, disabledReason = "the provider has to be first on JDK 17")
  void decryptsWithEcdh() throws Exception {
    String token = ecdhToken();
    PrivateKey key = KmsKeys.asECPrivateKey(LibraryHost.privateKey("ecdh-p256"));
    Calls calls = LibraryHost.calls(() -> assertThat(decrypt(token, key)).isEqualTo(CONTENT));
    Tokens.JOSE4J_ECDH_DECRYPTION.assertCosts(calls, 1);
    LibraryHost.whileDisabled(
        "ecdh-p256",
        () ->
            assertThatThrownBy(() -> decrypt(token, key))
                .hasStackTraceContaining("the key is disabled"));
  }

  @Test
  @EnabledIf(value = PASSED_OVER, disabledReason = "the provider is asked")
  void asTheLastOnJdk17TheProviderIsNotAsked() throws Exception {
    String token = ecdhToken();
    PrivateKey key = KmsKeys.asECPrivateKey(LibraryHost.privateKey("ecdh-p256"));
    assertThatThrownBy(() -> decrypt(token, key)).hasStackTraceContaining("is the provider first?");
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    String token =
        token(
            KeyManagementAlgorithmIdentifiers.RSA_OAEP_256,
            LibraryHost.certificate(TestKms.RSA_ENCRYPTION).getPublicKey());
    PrivateKey key = LibraryHost.privateKey(TestKms.RSA_ENCRYPTION);
    LibraryHost.whileDisabled(
        TestKms.RSA_ENCRYPTION,
        () ->
            assertThatThrownBy(() -> decrypt(token, key))
                .hasStackTraceContaining("the key is disabled"));
  }
}
