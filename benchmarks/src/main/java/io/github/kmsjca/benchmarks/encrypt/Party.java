package io.github.kmsjca.benchmarks.encrypt;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** Who encrypts. */
public enum Party {
  OURS("ours"),
  ENCRYPTION_SDK("AWS Encryption SDK, data key cached"),
  ENCRYPTION_SDK_64K("AWS Encryption SDK in frames of 64 KiB, data key cached"),
  PRIMITIVES("the platform's HKDF and AES-GCM, and nothing else"),
  SUNJCE("raw SunJCE, a software key"),
  ACCP("raw ACCP, a software key"),
  TINK("Tink AesGcm, a software key"),
  TINK_ENVELOPE("Tink KmsEnvelopeAead, KMS for free");

  private static final int LONGER_FRAME = 64 * 1024;

  private final String title;

  Party(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** For one thread, with the data keys of all. */
  MessageEncryption start(EncryptionEnvironment environment)
      throws GeneralSecurityException, IOException {
    return switch (this) {
      case OURS -> new JcaEnvelope(environment.provider(), environment.key());
      case ENCRYPTION_SDK -> environment.sdk().messages(EncryptionSdk.DEFAULT_FRAME);
      case ENCRYPTION_SDK_64K -> environment.sdk().messages(LONGER_FRAME);
      case PRIMITIVES -> new BarePrimitives();
      case SUNJCE -> RawAesGcm.ofSunJce();
      case ACCP -> RawAesGcm.ofAccp();
      case TINK -> TinkMessages.ofAesGcm();
      case TINK_ENVELOPE -> TinkMessages.ofEnvelope();
    };
  }
}
