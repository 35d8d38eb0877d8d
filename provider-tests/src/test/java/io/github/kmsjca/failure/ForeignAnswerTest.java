package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** Answers that other servers give and AWS does not, or not that anybody has recorded. */
class ForeignAnswerTest {
  private static final String HMAC = "hmac";
  private static final String PRIVATE = "ecc-nist-p256";

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @BeforeAll
  static void start() {
    kms.create(HMAC, "HMAC_256", "GENERATE_VERIFY_MAC");
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  /** Whatever GetPublicKey says of a symmetric key, DescribeKey tells what it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "noPublicKey",
        "error:400:ValidationException",
        "error:400:NotAuthorized",
        "error:400:DisabledException",
        "error:400:KMSInvalidStateException",
        "error:400:KMSInvalidStateException:arn is pending import.",
        "error:400:KMSInvalidStateException:arn is pending deletion."
      })
  void aSymmetricKeyIsFound(String answer) throws Exception {
    kms.local().faults().always("GetPublicKey", Fault.parse(answer));
    KeyStore store = TestKms.keyStore(kms.provider());
    for (String alias : new String[] {TestKms.SYMMETRIC, HMAC}) {
      assertThat(store.isKeyEntry(alias)).isTrue();
      assertThat(store.getKey(alias, null)).isInstanceOf(KmsSecretKey.class);
    }
  }

  /** Also where a name of {@code keys=} has to be resolved first. */
  @Test
  void aListedSymmetricKeyIsFound() throws Exception {
    kms.local().faults().always("GetPublicKey", Fault.noPublicKey());
    Provider provider = kms.provider("keys", TestKms.SYMMETRIC);
    String arn = new KmsKeyFile(kms.arn(TestKms.SYMMETRIC)).key(provider).arn();
    assertEquals(kms.arn(TestKms.SYMMETRIC), arn);
  }

  /** A keystore file with one entry. */
  private record KmsKeyFile(String name) {
    KmsKey key(Provider provider) throws Exception {
      KeyStore store = KeyStore.getInstance("AWSKMS", provider);
      String text = "# AWSKMS keystore 1\n\nalias: entry\nkey: " + name + "\n";
      store.load(new ByteArrayInputStream(text.getBytes(UTF_8)), null);
      return (KmsKey) store.getKey("entry", null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PRIVATE, TestKms.RSA_ENCRYPTION, TestKms.SYMMETRIC, HMAC})
  void theSpecMayHaveItsFormerNameAlone(String alias) throws Exception {
    kms.local().faults().always("*", Fault.omit("KeySpec"));
    KmsKey key = (KmsKey) TestKms.keyStore(kms.provider()).getKey(alias, null);
    assertThat(key.keySpec()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin", "KeyState"})
  void aKeyIsFoundWithoutWhatIsNotNeeded(String member) throws Exception {
    kms.local().faults().always("DescribeKey", Fault.omit(member));
    KeyStore store = TestKms.keyStore(kms.provider("metadata", "true"));
    assertThat(store.getKey(TestKms.SYMMETRIC, null)).isInstanceOf(KmsSecretKey.class);
    String missing = "aws.kms." + Character.toLowerCase(member.charAt(0)) + member.substring(1);
    assertThat(attributes(store)).contains("aws.kms.multiRegion").doesNotContain(missing);
  }

  private static Set<String> attributes(KeyStore store) throws Exception {
    return store.getEntry(TestKms.SYMMETRIC, null).getAttributes().stream()
        .map(KeyStore.Entry.Attribute::getName)
        .collect(Collectors.toSet());
  }

  @Test
  void rotationMayNameTheKeyByItsBareId() throws Exception {
    kms.local().faults().always("GetKeyRotationStatus", Fault.bareKeyId());
    KeyStore store = TestKms.keyStore(kms.provider("metadata", "true"));
    assertThat(attributes(store)).contains("aws.kms.rotationEnabled");
  }

  /** It is the id of the key that was asked for, and no other would be taken. */
  @Test
  void aBareKeyIdIsTaken() throws Exception {
    Provider provider = kms.provider();
    PrivateKey key = TestKms.key(provider, PRIVATE);
    kms.local().faults().always("Sign", Fault.bareKeyId());
    assertThat(sign(provider, key)).isNotEmpty();
    Mac mac = Mac.getInstance("HmacSHA256", provider);
    mac.init(TestKms.keyStore(provider).getKey(HMAC, null));
    kms.local().faults().always("GenerateMac", Fault.bareKeyId());
    assertThat(mac.doFinal(new byte[1])).hasSize(32);
    String other = kms.arn("rsa-2048");
    String otherId = other.substring(other.indexOf('/') + 1);
    kms.local().faults().always("Sign", Fault.wrongKeyId(otherId));
    SignatureException e = assertThrowsExactly(SignatureException.class, () -> sign(provider, key));
    assertEquals("WRONG_KEY", Explanation.row(e));
  }

  @Test
  void aSymmetricKeyIsFoundByItsBareIdAlone() throws Exception {
    kms.local().faults().always("GetPublicKey", Fault.bareKeyId());
    assertThat(TestKms.keyStore(kms.provider()).getKey(TestKms.SYMMETRIC, null)).isNotNull();
    Provider own = kms.provider("accounts", LocalKms.ACCOUNT);
    assertEquals(kms.arn(PRIVATE), new KmsKeyFile(kms.arn(PRIVATE)).key(own).arn());
  }

  @Test
  void aMissingKeyIdIsAnIncompleteAnswer() throws Exception {
    Provider provider = kms.provider();
    PrivateKey key = TestKms.key(provider, PRIVATE);
    kms.local().faults().always("Sign", Fault.omit("KeyId"));
    SignatureException e = assertThrowsExactly(SignatureException.class, () -> sign(provider, key));
    assertEquals("INCOMPLETE_ANSWER", Explanation.row(e));
    Explanation.assertExplains(e, "it has no KeyId");
  }

  private static byte[] sign(Provider provider, PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(key);
    return signature.sign();
  }

  @ParameterizedTest
  @CsvSource({
    "NotAuthorized, ACCESS_DENIED",
    "Throttling, THROTTLED",
    "TooManyRequestsException, THROTTLED",
    "RequestTimeoutException, TIMED_OUT",
    "RequestAbortedException, UNAVAILABLE",
    "ValidationException, REFUSED"
  })
  void codesOfAwsInGeneral(String code, String row) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", Fault.error(400, code, ""));
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(PRIVATE, null));
    assertEquals(row, Explanation.row(e));
  }

  /** A disabled symmetric key is a key: what is asked of it tells that it is disabled. */
  @Test
  void aDisabledSymmetricKeyIsFound() throws Exception {
    String arn = kms.create("disabled", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    try (KmsClient admin = kms.sdk()) {
      admin.disableKey(r -> r.keyId(arn));
    }
    assertThat(TestKms.keyStore(kms.provider()).getKey("disabled", null)).isNotNull();
  }
}
