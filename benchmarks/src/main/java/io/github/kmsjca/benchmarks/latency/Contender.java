package io.github.kmsjca.benchmarks.latency;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.benchmarks.duel.Duel.Way;
import io.github.kmsjca.benchmarks.encrypt.EncryptionSdk;
import io.github.kmsjca.benchmarks.encrypt.JcaEnvelope;
import io.github.kmsjca.benchmarks.encrypt.MessageEncryption;
import io.github.kmsjca.benchmarks.encrypt.RawAesGcm;
import io.github.kmsjca.benchmarks.environment.BareClient;
import io.github.kmsjca.benchmarks.environment.KmsEnvironment;
import io.github.kmsjca.benchmarks.environment.LocalKmsProcess;
import io.github.kmsjca.localkms.LocalKms;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import software.amazon.awssdk.services.kms.KmsClient;

/** One that encrypts, with a slow KMS of its own. */
final class Contender implements AutoCloseable {
  private static final int MESSAGE_BYTES = 1024;

  private final String name;
  private final LocalKms kms;
  private final KmsClient client;
  private final List<Way> ways = new ArrayList<>();

  private Contender(String name, Duration latency) {
    this.name = name;
    this.kms = LocalKms.start();
    this.client = BareClient.of(kms.endpoint());
    kms.latency(latency);
  }

  static Contender ours(int threads, Duration latency, Duration maxAge)
      throws GeneralSecurityException, IOException {
    Contender contender = new Contender("ours", latency);
    Provider provider =
        KmsProvider.builder()
            .kmsClient(() -> contender.client)
            .set("dataKey.maxAge", maxAge.toMillis() + "ms")
            .build();
    SecretKey key = KmsEnvironment.secretKey(provider, contender.createKey());
    for (int i = 0; i < threads; i++) {
      contender.add(new JcaEnvelope(provider, key));
    }
    return contender;
  }

  static Contender encryptionSdk(int threads, Duration latency, Duration maxAge) {
    Contender contender = new Contender("AWS Encryption SDK, caching CMM", latency);
    EncryptionSdk sdk = new EncryptionSdk(contender.client, contender.createKey(), maxAge);
    for (int i = 0; i < threads; i++) {
      contender.add(sdk.messages(EncryptionSdk.DEFAULT_FRAME));
    }
    return contender;
  }

  /** It leaves its KMS alone: what is slow here is the machine. */
  static Contender control(int threads, Duration latency) throws GeneralSecurityException {
    Contender contender = new Contender("raw SunJCE, without KMS", latency);
    for (int i = 0; i < threads; i++) {
      contender.add(RawAesGcm.ofSunJce());
    }
    return contender;
  }

  private String createKey() {
    return kms.createKey(LocalKmsProcess.REGION, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
  }

  private void add(MessageEncryption encryption) {
    byte[] plaintext = new byte[MESSAGE_BYTES];
    ways.add(() -> encryption.encrypt(plaintext));
  }

  String name() {
    return name;
  }

  /** What each thread does. */
  List<Way> ways() {
    return ways;
  }

  long kmsCalls() {
    return kms.calls().count("GenerateDataKey");
  }

  @Override
  public void close() {
    client.close();
    kms.close();
  }
}
