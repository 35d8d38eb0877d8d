package io.github.kmsjca.benchmarks.stream;

import io.github.kmsjca.benchmarks.encrypt.EncryptionEnvironment;
import io.github.kmsjca.benchmarks.encrypt.EncryptionSdk;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;

/** Who encrypts, and how. */
public enum StreamParty {
  OURS("ours"),
  OURS_BY_UPDATE("ours"),
  OURS_4K("ours in frames of 4 KiB"),
  OURS_1M("ours in frames of 1 MiB"),
  SUNJCE_ONE_SHOT("raw SunJCE in one shot"),
  SUNJCE_STREAM("CipherInputStream over SunJCE"),
  ENCRYPTION_SDK("AWS Encryption SDK's streams, data key cached"),
  ENCRYPTION_SDK_64K("AWS Encryption SDK's streams in frames of 64 KiB, data key cached");

  private final String title;

  StreamParty(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  LargeMessages start(EncryptionEnvironment environment, int size)
      throws GeneralSecurityException, IOException {
    return switch (this) {
      case OURS -> new FramedMessages(environment.provider(), environment.key());
      case OURS_4K -> inFramesOf("4KiB", environment);
      case OURS_1M -> inFramesOf("1MiB", environment);
      case OURS_BY_UPDATE -> new FramedUpdates(environment.provider(), environment.key());
      case SUNJCE_ONE_SHOT -> new SunJceMessages(size, false);
      case SUNJCE_STREAM -> new SunJceMessages(size, true);
      case ENCRYPTION_SDK -> new SdkStreams(environment.sdk(), EncryptionSdk.DEFAULT_FRAME);
      case ENCRYPTION_SDK_64K -> new SdkStreams(environment.sdk(), LargeMessages.PIECE);
    };
  }

  private static LargeMessages inFramesOf(String length, EncryptionEnvironment environment)
      throws GeneralSecurityException, IOException {
    Provider provider = environment.providerWithFramesOf(length);
    return new FramedMessages(provider, environment.keyOf(provider));
  }
}
