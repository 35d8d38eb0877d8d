package io.github.kmsjca.hostile;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.datakey.DataKeySource;
import io.github.kmsjca.internal.datakey.DecryptionKey;
import io.github.kmsjca.internal.datakey.DecryptionRequest;
import io.github.kmsjca.internal.datakey.EncryptionKey;
import io.github.kmsjca.internal.datakey.EncryptionRequest;
import io.github.kmsjca.internal.datakey.LazyDataKeySource;
import io.github.kmsjca.internal.envelope.DecryptionPolicy;
import io.github.kmsjca.internal.envelope.Envelopes;
import io.github.kmsjca.internal.envelope.MessageCrypto;
import io.github.kmsjca.internal.envelope.MessageEncryptor;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.internal.message.EncryptedDataKey;
import io.github.kmsjca.internal.message.EncryptionContexts;
import io.github.kmsjca.internal.message.HeaderWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One data key that everybody knows, in the place of KMS: for millions of messages. */
final class FakeDataKeys implements DataKeySource {
  static final byte[] KEY = "a data key that everybody knows.".getBytes(StandardCharsets.US_ASCII);
  static final Map<String, String> CONTEXT = Map.of("tenant", "a");
  private static final KeyArn ARN = KeyArn.parse("arn:aws:kms:eu-west-1:111122223333:key/1");
  private static final KmsGateway NO_KMS =
      (KmsGateway)
          Proxy.newProxyInstance(
              KmsGateway.class.getClassLoader(),
              new Class<?>[] {KmsGateway.class},
              (proxy, method, arguments) -> {
                throw new AssertionError("a KMS call");
              });

  static MessageCrypto crypto() {
    Settings settings = new Settings(ConfigurationArgument.parse("region=eu-west-1"));
    try {
      return new Envelopes(settings, new LazyDataKeySource(settings, new Lifecycle("fuzzing")))
          .newCrypto();
    } catch (ConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  static DecryptionPolicy policy() {
    return new DecryptionPolicy(NO_KMS, List.of(KeyUse.of(ARN)), CONTEXT, false, false, null);
  }

  byte[] message(byte[] plaintext, int frameLength, byte[] aad) {
    EncryptionRequest request =
        new EncryptionRequest(
            NO_KMS,
            List.of(KeyUse.of(ARN)),
            CONTEXT,
            MessageSuite.AES_256_GCM_HKDF_SHA512_COMMIT_KEY);
    MessageEncryptor encryptor = new MessageEncryptor(crypto(), this, frameLength, request, null);
    encryptor.updateAad(aad, 0, aad.length);
    try {
      byte[] message = new byte[(int) encryptor.prepareFinal(plaintext.length)];
      encryptor.finish(plaintext, 0, plaintext.length, message, 0);
      return message;
    } catch (KmsCallException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public EncryptionKey forEncryption(EncryptionRequest request, long length) {
    return new Known();
  }

  @Override
  public DecryptionKey forDecryption(DecryptionRequest request) {
    return new Known();
  }

  private static final class Known implements EncryptionKey, DecryptionKey {
    @Override
    public byte[] bytes() {
      return KEY.clone();
    }

    @Override
    public List<EncryptedDataKey> dataKeys() {
      return List.of(
          new EncryptedDataKey(
              EncryptedDataKey.AWS_KMS,
              ARN.toString().getBytes(StandardCharsets.US_ASCII),
              new byte[20]));
    }

    @Override
    public byte[] encodedRecipients() {
      return HeaderWriter.recipients(EncryptionContexts.encode(CONTEXT), dataKeys());
    }

    @Override
    public void charge(long bytes) {}

    @Override
    public void release() {}
  }
}
