package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that is wrong: the provider is there, works for others, and explains itself. */
class ConfigurationFailureTest {
  static final String VALID_KEYS = "Valid keys: name, region, regions, endpoint, ";

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("regoin=eu-west-1", List.of("'regoin'", "did you mean 'region'?")),
        Arguments.of("region=a;region=b", List.of("'region' is given twice")),
        Arguments.of("region=;x", List.of("region=''", "'x' is not key=value", VALID_KEYS)),
        Arguments.of("callTimeout=soon", List.of("callTimeout='soon'", "duration such as 500ms")),
        Arguments.of("callTimeout=-1s", List.of("callTimeout='-1s'")),
        Arguments.of("trust=yes", List.of("trust='yes'", "true or false")),
        Arguments.of("maxAttempts=0", List.of("maxAttempts='0'", "whole number")),
        Arguments.of("endpoint=localhost:4599", List.of("endpoint='localhost:4599'", "URL")),
        Arguments.of("endpoint=ftp://a", List.of("endpoint='ftp://a'")),
        Arguments.of("keys= , ", List.of("keys=", "comma-separated")),
        Arguments.of(
            "nonsense=1;fips=perhaps;reload=often",
            List.of("'nonsense'", "fips='perhaps'", "reload='often'", VALID_KEYS)),
        Arguments.of("/no/such/file.properties", List.of("/no/such/file.properties")),
        Arguments.of("", List.of("properties file")));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void everyWayToLoadTellsEveryMistake(String argument, List<String> words) throws Exception {
    Provider provider = assertDoesNotThrow(() -> new KmsProvider().configure(argument));
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    byte[] file = "# AWSKMS keystore 1\n".getBytes(UTF_8);
    for (IOException e :
        List.of(
            assertThrowsExactly(IOException.class, () -> store.load(null, null)),
            assertThrowsExactly(IOException.class, () -> store.load(null)),
            assertThrowsExactly(
                IOException.class, () -> store.load(new ByteArrayInputStream(file), null)),
            assertThrowsExactly(
                IOException.class,
                () -> store.load(KmsKeyStoreParameter.builder().key("a").build())))) {
      assertThat(e.getMessage()).contains(words).contains("AWSKMS", "not valid");
      assertThat(e.getCause()).isNotNull();
    }
  }

  /** Nobody else's cryptography may suffer. */
  @Test
  void softwareKeysStillWork() throws Exception {
    Provider provider = new KmsProvider().configure("nonsense=1");
    KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(pair.getPrivate());
    signature.update(Explanation.SECRET);
    byte[] made = signature.sign();
    signature.initVerify(pair.getPublic());
    signature.update(Explanation.SECRET);
    assertTrue(signature.verify(made));
  }

  @Test
  void namesOfTheMistakesOwnInstance() throws Exception {
    Provider provider = new KmsProvider().configure("name=PAYMENTS;nonsense=1");
    assertEquals("PAYMENTS", provider.getName());
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    IOException e = assertThrowsExactly(IOException.class, () -> store.load(null, null));
    assertThat(e).hasMessageContaining("provider PAYMENTS");
  }

  @Test
  void builderNeverThrowsEither() throws Exception {
    Provider provider = KmsProvider.builder().set("nonsense", "1").set("fips", "x").build();
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    IOException e = assertThrowsExactly(IOException.class, () -> store.load(null, null));
    assertThat(e.getMessage()).contains("'nonsense' (builder)", "fips='x'", "(builder)");
  }

  @Test
  void missingCertificatesFile() throws Exception {
    Provider provider = KmsProvider.builder().set("certificates", "/no/such/file.pem").build();
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    IOException e = assertThrows(store);
    assertThat(e.toString()).contains("/no/such/file.pem");
  }

  private static IOException assertThrows(KeyStore store) {
    return Assertions.assertThrows(IOException.class, () -> store.load(null, null));
  }

  /** A name in keys= that KMS could not know is told when the store is loaded. */
  @Test
  void impossibleNameInKeys() throws Exception {
    Provider provider = KmsProvider.builder().set("keys", "web, b*d").build();
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    assertThat(assertThrows(store)).hasMessageContaining("keys='web, b*d' is not a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1111-2222-3333", "11112222333", "all"})
  void impossibleAccount(String account) throws Exception {
    Provider provider = KmsProvider.builder().set("accounts", account).build();
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    assertThat(assertThrows(store)).hasMessageContaining("12-digit account ids");
  }

  /** By a line of java.security, where a provider that throws would vanish without a word. */
  @TestFactory
  Stream<DynamicTest> registeredStatically(@TempDir Path dir) throws Exception {
    Path security = dir.resolve("java.security");
    int last = Security.getProviders().length + 1;
    Files.writeString(
        security, "security.provider." + last + "=AWSKMS nonsense=1;callTimeout=soon\n");
    return Report.tests(
        new ForkedJvm(StaticRegistrationProbe.class)
            .property("java.security.properties", security)
            .run());
  }
}
