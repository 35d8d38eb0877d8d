package io.github.kmsjca.internal.kms.call;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** Secrets in answers of the SDK. */
final class Secrets {
  private Secrets() {}

  /** Overwrites the SDK's own bytes, if there are any. */
  static void wipe(@Nullable SdkBytes secret) {
    if (secret != null) {
      Arrays.fill(secret.asByteArrayUnsafe(), (byte) 0);
    }
  }
}
