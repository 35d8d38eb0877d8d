package io.github.kmsjca.samples;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.LocalKms;
import java.security.KeyStore;
import java.util.List;
import javax.crypto.SecretKey;

/** The local KMS of this JVM and the provider that talks to it: one of each, for all tests. */
public final class SampleKms {
  /** Alias of a symmetric key. */
  public static final String KEY = "vault";

  /** Alias of another one. */
  public static final String OTHER_KEY = "other";

  /** Alias of a key that signs. */
  public static final String SIGNING_KEY = "web";

  private static final String REGION = "eu-west-1";
  private static final LocalKms KMS = start();

  private SampleKms() {}

  private static LocalKms start() {
    LocalKms kms = LocalKms.start();
    create(kms, KEY, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    create(kms, OTHER_KEY, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    create(kms, SIGNING_KEY, "ECC_NIST_P256", "SIGN_VERIFY");
    System.setProperty("awskms.endpoint", kms.endpoint().toString());
    System.setProperty("awskms.region", REGION);
    System.setProperty("aws.accessKeyId", LocalKms.ACCESS_KEY_ID);
    System.setProperty("aws.secretAccessKey", LocalKms.SECRET_ACCESS_KEY);
    KmsProvider.install();
    return kms;
  }

  private static void create(LocalKms kms, String alias, String spec, String usage) {
    kms.createAlias(REGION, "alias/" + alias, kms.createKey(REGION, spec, usage));
  }

  /** Starts it with the first call. */
  public static LocalKms local() {
    return KMS;
  }

  /** What another JVM has to be told. */
  public static List<String> jvmOptions() {
    return List.of(
        "-Dawskms.endpoint=" + KMS.endpoint(),
        "-Dawskms.region=" + REGION,
        "-Daws.accessKeyId=" + LocalKms.ACCESS_KEY_ID,
        "-Daws.secretAccessKey=" + LocalKms.SECRET_ACCESS_KEY);
  }

  public static SecretKey key() throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    return (SecretKey) keys.getKey(KEY, null);
  }
}
