package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import org.jspecify.annotations.Nullable;

/**
 * What a symmetric key is used for. Who may call Decrypt with a key can unwrap its data keys, so
 * the setting {@code usage=} can keep this provider's keys to one of the two. The gateway holds all
 * calls to that; who can tell before a call asks here as well.
 */
public enum Purpose {
  /** Ciphertexts and data keys by themselves. */
  DIRECT("direct", "to messages"),
  /**
   * Ciphertexts to another key: else a message's data keys could be moved to one that opens them.
   */
  RE_ENCRYPTION("direct", "to messages, which cannot be moved so"),
  /** The data keys of messages. */
  ENVELOPE("envelope", "to what KMS itself encrypts");

  private static final String ANY = "any";

  private final String setting;
  private final String otherwise;

  Purpose(String setting, String otherwise) {
    this.setting = setting;
    this.otherwise = otherwise;
  }

  /** The value of {@code usage=} that excludes it; {@code null} if it is permitted. */
  public @Nullable String excludedBy(Configuration configuration) {
    String permitted = configuration.text(Setting.USAGE).orElse(ANY);
    return permitted.equals(ANY) || permitted.equals(setting) ? null : permitted;
  }

  /** Why a call is refused. */
  String refusal(String permitted) {
    return "usage=" + permitted + " keeps this provider's symmetric keys " + otherwise;
  }
}
