package io.github.kmsjca.benchmarks.stream;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoOutputStream;
import io.github.kmsjca.benchmarks.encrypt.EncryptionSdk;
import java.io.IOException;
import java.io.OutputStream;

/** The AWS Encryption SDK's own streams. */
final class SdkStreams implements LargeMessages {
  private final EncryptionSdk sdk;
  private final AwsCrypto crypto;

  SdkStreams(EncryptionSdk sdk, int frameLength) {
    this.sdk = sdk;
    this.crypto = EncryptionSdk.crypto(frameLength);
  }

  @Override
  public void encrypt(byte[] plaintext, OutputStream message) throws IOException {
    CryptoOutputStream<?> stream = crypto.createEncryptingStream(sdk.materials(), message);
    // It takes no data key from its cache for a message that might be of any length.
    stream.setMaxInputLength(plaintext.length);
    LargeMessages.write(plaintext, stream);
  }

  @Override
  public void decrypt(Message message, OutputStream plaintext) throws IOException {
    LargeMessages.read(
        crypto.createUnsignedMessageDecryptingStream(sdk.materials(), message.stream()), plaintext);
  }
}
