package io.github.kmsjca.testkit;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.localkms.LocalKms;
import java.net.URI;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyState;

/**
 * A local KMS with one signing key per spec, and providers that talk to it. Registered as an
 * extension in a static field, it ends with its test class.
 */
public final class TestKms implements AutoCloseable, AfterAllCallback {
  public static final String REGION = "us-east-1";

  /** Alias (without prefix) of the key of each spec that signs. */
  public static final Map<String, String> ALIAS_BY_SPEC = aliases();

  /** Alias of the symmetric key that {@link #withEncryptionKeys} makes. */
  public static final String SYMMETRIC = "symmetric";

  /** Alias of the RSA key for encryption that {@link #withEncryptionKeys} makes. */
  public static final String RSA_ENCRYPTION = "rsa-2048-encryption";

  /** Alias of the SM2 key for encryption that {@link #withEncryptionKeys} makes. */
  public static final String SM2_ENCRYPTION = "sm2-encryption";

  private final LocalKms kms;
  private final Map<String, String> arns = new LinkedHashMap<>();

  private TestKms(UnaryOperator<LocalKms.Builder> difference) {
    this.kms = difference.apply(LocalKms.builder().keyMaterial(TestKeys.seeded())).start();
    ALIAS_BY_SPEC.forEach((spec, alias) -> arns.put(alias, create(alias, spec, "SIGN_VERIFY")));
  }

  private static Map<String, String> aliases() {
    Map<String, String> aliases = new LinkedHashMap<>();
    for (String spec :
        new String[] {
          "RSA_2048",
          "RSA_3072",
          "RSA_4096",
          "ECC_NIST_P256",
          "ECC_NIST_P384",
          "ECC_NIST_P521",
          "ECC_SECG_P256K1",
          "ECC_NIST_EDWARDS25519",
          "SM2",
          "ML_DSA_44",
          "ML_DSA_65",
          "ML_DSA_87"
        }) {
      aliases.put(spec, spec.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return aliases;
  }

  /** The alias of a key that can do this, the smallest. */
  public static String aliasFor(SignatureAlgorithm row) {
    for (KeySpec spec : KeySpec.values()) {
      if (row.suits(spec)) {
        return Objects.requireNonNull(ALIAS_BY_SPEC.get(spec.name()));
      }
    }
    throw new IllegalArgumentException(row.jcaName());
  }

  public static TestKms start() {
    return new TestKms(builder -> builder);
  }

  /** One that does not know for a while what clients have made. */
  public static TestKms late(Duration consistencyDelay) {
    return new TestKms(builder -> builder.consistencyDelay(consistencyDelay));
  }

  /** One that does for a disabled key what AWS's guide says: its public half is refused, too. */
  public static TestKms hidingDisabledKeys() {
    return new TestKms(builder -> builder.publicKeyWhileDisabled(false));
  }

  /** One key of each kind that encrypts, beside those that sign. */
  public TestKms withEncryptionKeys() {
    arns.put(SYMMETRIC, create(SYMMETRIC, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"));
    arns.put(RSA_ENCRYPTION, create(RSA_ENCRYPTION, "RSA_2048", "ENCRYPT_DECRYPT"));
    arns.put(SM2_ENCRYPTION, create(SM2_ENCRYPTION, "SM2", "ENCRYPT_DECRYPT"));
    return this;
  }

  /** A further key with an alias; answers its ARN. */
  public String create(String alias, String spec, String usage) {
    String arn = kms.createKey(REGION, spec, usage);
    kms.createAlias(REGION, "alias/" + alias, arn);
    return arn;
  }

  public LocalKms local() {
    return kms;
  }

  public URI endpoint() {
    return kms.endpoint();
  }

  public String arn(String alias) {
    return Objects.requireNonNull(arns.get(alias), alias);
  }

  /** A provider instance of this KMS, not registered; more settings as key, value, key, value. */
  public Provider provider(String... settings) {
    KmsProvider.Builder builder =
        KmsProvider.builder()
            .set("endpoint", kms.endpoint().toString())
            .set("region", REGION)
            // Back-off grows with each attempt; tests of failures need not wait for the last.
            .set("maxAttempts", "2");
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    return builder.build();
  }

  /** The whole account as a KeyStore. */
  public static KeyStore keyStore(Provider provider) throws Exception {
    KeyStore keyStore = KeyStore.getInstance("AWSKMS", provider);
    keyStore.load(null, null);
    return keyStore;
  }

  public static PrivateKey key(Provider provider, String alias) throws Exception {
    PrivateKey key = (PrivateKey) keyStore(provider).getKey(alias, null);
    if (key == null) {
      throw new UnrecoverableKeyException("no key " + alias);
    }
    return key;
  }

  /** A plain SDK client, for what an administrator does. */
  public KmsClient sdk() {
    return sdk(REGION);
  }

  /** The same in another Region. */
  public KmsClient sdk(String region) {
    return KmsClient.builder()
        .endpointOverride(kms.endpoint())
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY)))
        .build();
  }

  /** Fails unless every key of a customer can be used, and has a name to be found by. */
  public void assertNoOrphans() {
    try (KmsClient admin = sdk()) {
      Set<String> named =
          admin.listAliasesPaginator().aliases().stream()
              .map(AliasListEntry::targetKeyId)
              .collect(Collectors.toSet());
      for (KeyListEntry key : admin.listKeysPaginator().keys()) {
        Assertions.assertTrue(named.contains(key.keyId()), () -> "no alias: " + key.keyArn());
        KeyState state = admin.describeKey(r -> r.keyId(key.keyId())).keyMetadata().keyState();
        Assertions.assertEquals(KeyState.ENABLED, state, key.keyArn());
      }
    }
  }

  /**
   * Fails unless exactly so many calls were made since the log was last cleared, those that were
   * dry runs apart.
   */
  public void assertCalls(long expected, String operation) {
    long made =
        kms.calls().all().stream()
            .filter(call -> call.operation().equals(operation))
            .filter(call -> !"DryRunOperationException".equals(call.error()))
            .count();
    Assertions.assertEquals(expected, made, () -> "calls: " + kms.calls().all());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    kms.close();
  }
}
