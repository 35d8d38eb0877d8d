package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.keystore.file.FilePlace;
import io.github.kmsjca.internal.kms.KeyName;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The keys that the settings name, without a KMS call. */
public final class ConfiguredKeys {
  private ConfiguredKeys() {}

  /** Those of {@code keys=}, and of the file of {@code certificates=}. */
  public static Set<KeyName> of(Configuration configuration)
      throws IOException, CertificateException {
    Set<KeyName> names = new LinkedHashSet<>();
    for (String key : configuration.list(Setting.KEYS)) {
      names.add(KeyName.parse(key));
    }
    FilePlace file = FilePlace.of(configuration).orElse(null);
    if (file != null) {
      for (EntryText text : file.read().texts()) {
        KeyName key = text.key();
        if (key != null) {
          names.add(key);
        }
      }
    }
    return names;
  }
}
