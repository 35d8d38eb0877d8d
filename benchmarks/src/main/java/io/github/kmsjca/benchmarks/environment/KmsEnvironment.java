package io.github.kmsjca.benchmarks.environment;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.services.kms.KmsClient;

/** The local KMS of one benchmark's JVM, a bare client, and providers that use it. */
@State(Scope.Benchmark)
public class KmsEnvironment {
  private @Nullable LocalKmsProcess kms;
  private @Nullable KmsClient client;

  @Setup(Level.Trial)
  public void start() throws IOException {
    kms = LocalKmsProcess.shared();
    client = kms.client();
    // For providers that make their own client.
    System.setProperty("aws.accessKeyId", LocalKms.ACCESS_KEY_ID);
    System.setProperty("aws.secretAccessKey", LocalKms.SECRET_ACCESS_KEY);
  }

  @TearDown(Level.Trial)
  public void stop() {
    client().close();
  }

  public LocalKmsProcess kms() {
    return Objects.requireNonNull(kms);
  }

  public KmsClient client() {
    return Objects.requireNonNull(client);
  }

  /** A provider that makes its own client, as configuration alone would have it. */
  public KmsProvider.Builder configured() {
    return KmsProvider.builder()
        .set("endpoint", kms().endpoint().toString())
        .set("region", LocalKmsProcess.REGION);
  }

  /** A provider on the bare client. */
  public Provider onBareClient() {
    return KmsProvider.builder().kmsClient(this::client).build();
  }

  public static KmsPrivateKey key(Provider provider, String name)
      throws GeneralSecurityException, IOException {
    return (KmsPrivateKey) handle(provider, name);
  }

  public static SecretKey secretKey(Provider provider, String name)
      throws GeneralSecurityException, IOException {
    return (SecretKey) handle(provider, name);
  }

  private static Key handle(Provider provider, String name)
      throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("AWSKMS", provider);
    keys.load(null, null);
    return Objects.requireNonNull(keys.getKey(name, null));
  }
}
