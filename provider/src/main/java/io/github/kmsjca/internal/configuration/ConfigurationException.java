package io.github.kmsjca.internal.configuration;

import java.util.List;

/** The configuration cannot be used; the message names every mistake. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigurationException(String providerName, List<String> problems, boolean withValidKeys) {
    super(
        "The configuration of provider "
            + providerName
            + " is not valid: "
            + String.join("; ", problems)
            + (withValidKeys ? ". Valid keys: " + validKeys() + "." : "."));
  }

  private static String validKeys() {
    StringBuilder keys = new StringBuilder();
    for (Setting setting : Setting.values()) {
      keys.append(keys.isEmpty() ? "" : ", ").append(setting.key());
    }
    return keys.toString();
  }
}
