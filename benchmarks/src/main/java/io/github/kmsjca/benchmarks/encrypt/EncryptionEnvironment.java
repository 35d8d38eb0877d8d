package io.github.kmsjca.benchmarks.encrypt;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.benchmarks.environment.KmsEnvironment;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Duration;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the threads of a program share: the provider or the Encryption SDK, and its data keys. Both
 * ask the same KMS with the same client, in the warm-up; our provider is as it comes, without a
 * setting. Thread-safe.
 */
@State(Scope.Benchmark)
public class EncryptionEnvironment {
  /** Our default. */
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  /** Whether Amazon's Corretto provider is installed, which this provider then uses. */
  @Param("false")
  public boolean accp;

  private @Nullable KmsEnvironment kms;
  private @Nullable String arn;
  private @Nullable Provider provider;
  private @Nullable SecretKey key;
  private @Nullable EncryptionSdk sdk;

  @Setup(Level.Trial)
  public synchronized void prepare(KmsEnvironment environment) {
    if (accp) {
      AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
      AmazonCorrettoCryptoProvider.install();
    }
    kms = environment;
    arn = environment.kms().createSymmetricKey();
  }

  public synchronized Provider provider() {
    if (provider == null) {
      provider = kms().onBareClient();
    }
    return provider;
  }

  public synchronized SecretKey key() throws GeneralSecurityException, IOException {
    if (key == null) {
      key = keyOf(provider());
    }
    return key;
  }

  /** One with another frame length than the default. */
  public synchronized Provider providerWithFramesOf(String length) {
    KmsEnvironment environment = kms();
    return KmsProvider.builder().kmsClient(environment::client).set("frameLength", length).build();
  }

  public synchronized SecretKey keyOf(Provider owner) throws GeneralSecurityException, IOException {
    return KmsEnvironment.secretKey(owner, arn());
  }

  public synchronized EncryptionSdk sdk() {
    if (sdk == null) {
      sdk = new EncryptionSdk(kms().client(), arn(), MAX_AGE);
    }
    return sdk;
  }

  private KmsEnvironment kms() {
    return Objects.requireNonNull(kms);
  }

  private String arn() {
    return Objects.requireNonNull(arn);
  }
}
