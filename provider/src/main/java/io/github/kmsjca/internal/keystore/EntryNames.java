package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.keystore.file.FilePlace;
import io.github.kmsjca.internal.kms.KeyName;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the names of entries mean in a KeyStore that is loaded without a file of its own: the file
 * of {@code certificates=} may say; any other name is KMS's. No KMS call.
 */
public final class EntryNames {
  private final Map<String, EntryText> texts = new HashMap<>();

  public EntryNames(Configuration configuration) throws IOException, CertificateException {
    Optional<FilePlace> file = FilePlace.of(configuration);
    if (file.isPresent()) {
      file.get().read().texts().forEach(text -> texts.put(text.alias(), text));
    }
  }

  /**
   * The key of an entry.
   *
   * @throws IllegalArgumentException if it has none, or KMS could not know such a name
   */
  public KeyName key(String entry) {
    EntryText text = texts.get(entry);
    if (text == null) {
      return KeyName.parse(entry);
    }
    KeyName key = text.key();
    if (key == null) {
      throw new IllegalArgumentException(
          "KeyStore entry '"
              + entry
              + "': "
              + (text.problem() == null ? "it is a certificate without a key" : text.problem()));
    }
    return key;
  }
}
