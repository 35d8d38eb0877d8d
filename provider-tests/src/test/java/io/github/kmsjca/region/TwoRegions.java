package io.github.kmsjca.region;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.localkms.Faults;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** A local KMS with multi-Region keys in two of its Regions, and providers that know both. */
final class TwoRegions {
  static final String FIRST = TestKms.REGION;
  static final String SECOND = "eu-west-1";

  private final TestKms kms;

  TwoRegions(TestKms kms) {
    this.kms = kms;
  }

  LocalKms local() {
    return kms.local();
  }

  Faults first() {
    return local().faults().in(FIRST);
  }

  Faults second() {
    return local().faults().in(SECOND);
  }

  /** A key with a replica, and the same alias in both Regions; answers its ARN in the first. */
  String create(String alias, KeySpec spec, KeyUsageType usage) {
    String arn = createHere(alias, spec, usage);
    try (KmsClient first = kms.sdk(FIRST)) {
      first.replicateKey(r -> r.keyId(arn).replicaRegion(SECOND));
    }
    local().createAlias(SECOND, "alias/" + alias, inSecond(arn));
    return arn;
  }

  /** A multi-Region key without a replica. */
  String createHere(String alias, KeySpec spec, KeyUsageType usage) {
    CreateKeyRequest request =
        CreateKeyRequest.builder().keySpec(spec).keyUsage(usage).multiRegion(true).build();
    try (KmsClient first = kms.sdk(FIRST)) {
      String arn = first.createKey(request).keyMetadata().arn();
      local().createAlias(FIRST, "alias/" + alias, arn);
      return arn;
    }
  }

  static String inSecond(String arn) {
    return arn.replace(FIRST, SECOND);
  }

  /** Of both Regions, impatient; more settings as key, value, key, value. */
  Provider provider(String... settings) {
    String[] all = new String[settings.length + 4];
    all[0] = "regions";
    all[1] = FIRST + ", " + SECOND;
    all[2] = "attemptTimeout";
    all[3] = "1s";
    System.arraycopy(settings, 0, all, 4, settings.length);
    return kms.provider(all);
  }

  /** The key of a name, from a keystore file. */
  static Key key(Provider provider, String name) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    String file = "# AWSKMS keystore 1\n\nalias: it\nkey: " + name + "\n";
    store.load(new ByteArrayInputStream(file.getBytes(UTF_8)), null);
    return store.getKey("it", null);
  }

  static byte[] sign(Provider provider, Key key) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign((PrivateKey) key);
    signature.update(new byte[] {1, 2, 3});
    return signature.sign();
  }

  /** How many calls of an operation came to a Region; of any, if it is {@code "*"}. */
  long calls(String region, String operation) {
    return local().calls().all().stream()
        .filter(call -> call.region().equals(region))
        .map(Call::operation)
        .filter(name -> operation.equals("*") || name.equals(operation))
        .count();
  }

  /** Ours in the chain of causes. */
  static KmsCallException ofKms(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof KmsCallException found) {
        return found;
      }
    }
    throw new AssertionError("not a failure of a KMS call", e);
  }
}
