package io.github.kmsjca.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KeyPermissions;
import io.github.kmsjca.spec.KeyPermissions.OfKey;
import io.github.kmsjca.spec.KeyPermissions.Operation;
import io.github.kmsjca.spec.KeyPermissions.Verdict;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProviderException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.SignRequest;

class PermissionsTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @BeforeEach
  void clear() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  private static KeyPermissions check(String... names) {
    return ((KmsProvider) kms.provider()).check(names);
  }

  private static List<String> names(OfKey key) {
    return key.operations().stream().map(Operation::name).toList();
  }

  private static Operation operation(OfKey key, String name) {
    return key.operations().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
  }

  /** Every spec and usage; and nothing but dry runs is made of what uses a key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SYMMETRIC_DEFAULT     | ENCRYPT_DECRYPT     | DescribeKey,Encrypt,Decrypt,GenerateDataKey,ReEncrypt
          RSA_3072              | ENCRYPT_DECRYPT     | DescribeKey,GetPublicKey,Encrypt,Decrypt,ReEncrypt
          SM2                   | ENCRYPT_DECRYPT     | DescribeKey,GetPublicKey,Encrypt,Decrypt,ReEncrypt
          RSA_2048              | SIGN_VERIFY         | DescribeKey,GetPublicKey,Sign,Verify
          ECC_NIST_P256         | SIGN_VERIFY         | DescribeKey,GetPublicKey,Sign,Verify
          ECC_NIST_P384         | SIGN_VERIFY         | DescribeKey,GetPublicKey,Sign,Verify
          ECC_NIST_P521         | SIGN_VERIFY         | DescribeKey,GetPublicKey,Sign,Verify
          ECC_SECG_P256K1       | SIGN_VERIFY         | DescribeKey,GetPublicKey,Sign,Verify
          ECC_NIST_EDWARDS25519 | SIGN_VERIFY         | DescribeKey,GetPublicKey,Sign,Verify
          SM2                   | SIGN_VERIFY         | DescribeKey,GetPublicKey,Sign,Verify
          ML_DSA_44             | SIGN_VERIFY         | DescribeKey,GetPublicKey,Sign,Verify
          HMAC_224              | GENERATE_VERIFY_MAC | DescribeKey,GenerateMac,VerifyMac
          HMAC_512              | GENERATE_VERIFY_MAC | DescribeKey,GenerateMac,VerifyMac
          ECC_NIST_P256         | KEY_AGREEMENT       | DescribeKey,GetPublicKey,DeriveSharedSecret
          SM2                   | KEY_AGREEMENT       | DescribeKey,GetPublicKey,DeriveSharedSecret
          """)
  void everyKindOfKey(String spec, String usage, String operations) {
    String arn = kms.local().createKey(TestKms.REGION, spec, usage);
    KeyPermissions permissions = check(arn);
    assertThat(permissions.allAllowed()).as(permissions.toString()).isTrue();
    OfKey key = permissions.keys().get(0);
    assertThat(key.name()).isEqualTo(arn);
    assertThat(key.arn()).isEqualTo(arn);
    assertThat(key.keySpec()).isEqualTo(spec);
    assertThat(key.keyUsage()).isEqualTo(usage);
    assertThat(key.keyState()).isEqualTo("Enabled");
    assertThat(String.join(",", names(key))).isEqualTo(operations);
    for (Call call : kms.local().calls().all()) {
      if (!List.of("DescribeKey", "GetPublicKey", "ListKeys").contains(call.operation())) {
        assertThat(call.error()).as(call.toString()).isEqualTo("DryRunOperationException");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
  void keysForEncapsulation(String spec) {
    String arn = kms.local().createKey(TestKms.REGION, spec, "ENCAPSULATE_DECAPSULATE");
    OfKey key = check(arn).keys().get(0);
    assertThat(operation(key, "Encapsulate").verdict()).isEqualTo(Verdict.ALLOWED);
    assertThat(operation(key, "Decapsulate").verdict()).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void theTable() {
    KeyPermissions permissions = check("rsa-2048", "alias/" + TestKms.SYMMETRIC);
    assertThat(permissions.toString())
        .isEqualTo(
            """
            rsa-2048: %s, RSA_2048, SIGN_VERIFY, Enabled
                DescribeKey   ALLOWED
                GetPublicKey  ALLOWED
                Sign          ALLOWED (RSASSA_PKCS1_V1_5_SHA_256)
                Verify        ALLOWED (RSASSA_PKCS1_V1_5_SHA_256)
            alias/symmetric: %s, SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, Enabled
                DescribeKey      ALLOWED
                Encrypt          ALLOWED (SYMMETRIC_DEFAULT)
                Decrypt          ALLOWED (SYMMETRIC_DEFAULT)
                GenerateDataKey  ALLOWED
                ReEncrypt        ALLOWED (SYMMETRIC_DEFAULT)
            """
                .formatted(kms.arn("rsa-2048"), kms.arn(TestKms.SYMMETRIC)));
  }

  @Test
  void whatIsDenied() {
    kms.local().faults().always("Decrypt", Fault.accessDenied());
    KeyPermissions permissions = check(TestKms.SYMMETRIC);
    assertThat(permissions.allAllowed()).isFalse();
    OfKey key = permissions.keys().get(0);
    assertThat(operation(key, "Decrypt").verdict()).isEqualTo(Verdict.DENIED);
    assertThat(operation(key, "Decrypt").reason())
        .contains("KMS Decrypt with key " + key.arn(), "access was denied", "request id");
    assertThat(operation(key, "Encrypt").verdict()).isEqualTo(Verdict.ALLOWED);
    assertThat(operation(key, "Encrypt").reason()).isEmpty();
    assertThat(operation(key, "ReEncrypt").verdict()).isEqualTo(Verdict.ALLOWED);
    assertThat(permissions.toString()).contains("DENIED (SYMMETRIC_DEFAULT): KMS Decrypt");
  }

  /** Whether a disabled key still shows its public half is not certain. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKeyThatIsDisabled(boolean showsPublicKey) {
    String arn = kms.local().createKey(TestKms.REGION, "RSA_2048", "SIGN_VERIFY");
    try (KmsClient admin = kms.sdk()) {
      admin.disableKey(r -> r.keyId(arn));
    }
    if (!showsPublicKey) {
      kms.local().faults().always("GetPublicKey", Fault.error(400, "DisabledException", arn));
    }
    OfKey key = check(arn).keys().get(0);
    assertThat(key.keyState()).isEqualTo("Disabled");
    assertThat(operation(key, "DescribeKey").verdict()).isEqualTo(Verdict.ALLOWED);
    assertThat(operation(key, "GetPublicKey").verdict())
        .isEqualTo(showsPublicKey ? Verdict.ALLOWED : Verdict.FAILED);
    for (String name : List.of("Sign", "Verify")) {
      assertThat(operation(key, name).verdict()).isEqualTo(Verdict.FAILED);
      assertThat(operation(key, name).reason()).contains("DisabledException", "Enable it");
    }
  }

  @Test
  void withoutDescribeKey() {
    kms.local().faults().always("DescribeKey", Fault.accessDenied());
    OfKey rsa = check("rsa-2048").keys().get(0);
    assertThat(names(rsa)).containsExactly("DescribeKey", "GetPublicKey", "Sign", "Verify");
    assertThat(rsa.keyState()).isEmpty();
    assertThat(rsa.arn()).isEqualTo(kms.arn("rsa-2048"));
    assertThat(operation(rsa, "DescribeKey").verdict()).isEqualTo(Verdict.DENIED);
    assertThat(operation(rsa, "Sign").verdict()).isEqualTo(Verdict.ALLOWED);
    // Of a symmetric key nothing is known then.
    KeyPermissions unknown = check(TestKms.SYMMETRIC);
    assertThat(names(unknown.keys().get(0))).containsExactly("DescribeKey", "GetPublicKey");
    assertThat(unknown.keys().get(0).arn()).isEmpty();
    assertThat(unknown.allAllowed()).isFalse();
    assertThat(unknown.toString()).startsWith("symmetric\n    DescribeKey   DENIED: ");
  }

  @Test
  void withoutGetPublicKey() {
    kms.local().faults().always("GetPublicKey", Fault.accessDenied());
    OfKey rsa = check("rsa-2048").keys().get(0);
    assertThat(operation(rsa, "GetPublicKey").verdict()).isEqualTo(Verdict.DENIED);
    assertThat(operation(rsa, "Sign").verdict()).isEqualTo(Verdict.ALLOWED);
    String arn = kms.local().createKey(TestKms.REGION, "ECC_NIST_P256", "KEY_AGREEMENT");
    OfKey agreement = check(arn).keys().get(0);
    assertThat(names(agreement)).containsExactly("DescribeKey", "GetPublicKey");
  }

  /** One time-out is enough, and the next key may be in another Region. */
  @Test
  void whatFailsForAllIsTriedOnce() {
    KeyPermissions permissions = check("absent", "rsa-2048");
    assertThat(names(permissions.keys().get(0))).containsExactly("DescribeKey");
    assertThat(operation(permissions.keys().get(0), "DescribeKey").reason())
        .contains("NotFoundException");
    assertThat(names(permissions.keys().get(1))).contains("Sign");
    kms.local().faults().always("Sign", Fault.dropConnection());
    OfKey down = check("rsa-2048").keys().get(0);
    assertThat(names(down)).containsExactly("DescribeKey", "GetPublicKey", "Sign");
    assertThat(operation(down, "Sign").verdict()).isEqualTo(Verdict.FAILED);
  }

  /** KMS need not look at the signature of a dry run; if it does, the permission is there. */
  @ParameterizedTest
  @CsvSource({
    "rsa-2048, SIGN_VERIFY, Verify, KMSInvalidSignatureException",
    "HMAC_256, GENERATE_VERIFY_MAC, VerifyMac, KMSInvalidMacException"
  })
  void aWrongSignatureIsNoRefusal(String name, String usage, String operation, String error) {
    String alias =
        usage.equals("SIGN_VERIFY") ? name : kms.local().createKey(TestKms.REGION, name, usage);
    kms.local().faults().always(operation, Fault.error(400, error, ""));
    OfKey key = check(alias).keys().get(0);
    assertThat(operation(key, operation).verdict()).isEqualTo(Verdict.ALLOWED);
  }

  /** As an emulator might that does not know the member. */
  @Test
  void whoDoesNotKnowDryRunsIsFoundOut() {
    ExecutionInterceptor forgetful =
        new ExecutionInterceptor() {
          @Override
          public SdkRequest modifyRequest(
              Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof SignRequest sign
                ? sign.copy(r -> r.dryRun(false))
                : context.request();
          }
        };
    try (KmsClient client = client(forgetful)) {
      KmsProvider provider =
          KmsProvider.builder().set("accounts", LocalKms.ACCOUNT).kmsClient(() -> client).build();
      OfKey key = provider.check("rsa-2048").keys().get(0);
      assertThat(operation(key, "Sign").verdict()).isEqualTo(Verdict.FAILED);
      assertThat(operation(key, "Sign").reason()).contains("it was to be a dry run");
      // The others would be performed as well.
      assertThat(names(key)).doesNotContain("Verify");
    }
  }

  private static KmsClient client(ExecutionInterceptor interceptor) {
    try (KmsClient plain = kms.sdk()) {
      return KmsClient.builder()
          .endpointOverride(kms.endpoint())
          .region(plain.serviceClientConfiguration().region())
          .credentialsProvider(plain.serviceClientConfiguration().credentialsProvider())
          .overrideConfiguration(o -> o.addExecutionInterceptor(interceptor))
          .build();
    }
  }

  /** Should KMS not know dry runs after all, no protocol may have a use for what it signed. */
  @Test
  void whatIsSentMeansNothing() {
    List<SdkBytes> messages = new ArrayList<>();
    ExecutionInterceptor spy =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof SignRequest sign) {
              messages.add(sign.message());
            }
          }
        };
    try (KmsClient client = client(spy)) {
      KmsProvider provider =
          KmsProvider.builder().set("accounts", LocalKms.ACCOUNT).kmsClient(() -> client).build();
      provider.check("rsa-2048");
    }
    assertThat(messages)
        .singleElement()
        .satisfies(m -> assertThat(m.asUtf8String()).contains("is a test and means nothing"));
  }

  @Test
  void keysOutOfScopeAreNotAskedFor() {
    KmsProvider narrow = (KmsProvider) kms.provider("keys", kms.arn("rsa-2048"));
    OfKey key = narrow.check(kms.arn("rsa-3072")).keys().get(0);
    assertThat(names(key)).containsExactly("DescribeKey");
    assertThat(operation(key, "DescribeKey").reason()).contains("outside the scope");
    assertThat(kms.local().calls().count()).isZero();
  }

  @Test
  void entriesOfTheKeystoreFile(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("keystore");
    Files.writeString(
        file, "# AWSKMS keystore 1\n\nalias: web\nkey: " + kms.arn("rsa-2048") + "\n");
    KmsProvider provider = (KmsProvider) kms.provider("certificates", file.toString());
    OfKey key = provider.check("web").keys().get(0);
    assertThat(key.name()).isEqualTo("web");
    assertThat(key.arn()).isEqualTo(kms.arn("rsa-2048"));
    assertThat(provider.check("rsa-3072").allAllowed()).isTrue();
    Files.writeString(file, "no keystore");
    assertThatThrownBy(() -> provider.check("web")).isInstanceOf(ProviderException.class);
    Files.delete(file);
    assertThatThrownBy(() -> provider.check("web")).isInstanceOf(ProviderException.class);
  }

  @Test
  void namesThatNobodyCouldKnow() {
    assertThatThrownBy(() -> check()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> check("rsa-2048", "with space"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("with space");
    assertThatThrownBy(() -> check("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> check((String) null)).isInstanceOf(NullPointerException.class);
    assertThat(kms.local().calls().count()).isZero();
    KmsProvider broken = (KmsProvider) kms.provider("regionn", "x");
    assertThatThrownBy(() -> broken.check("web"))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("regionn");
  }

  @Test
  void theResultIsAValue() {
    List<OfKey> rows = new ArrayList<>(check("rsa-2048").keys());
    KeyPermissions permissions = new KeyPermissions(rows);
    rows.clear();
    assertThat(permissions.keys()).hasSize(1);
    assertThat(permissions).isEqualTo(check("rsa-2048"));
    List<OfKey> keys = permissions.keys();
    assertThatThrownBy(keys::clear).isInstanceOf(UnsupportedOperationException.class);
  }
}
