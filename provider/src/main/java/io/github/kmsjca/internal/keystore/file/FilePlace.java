package io.github.kmsjca.internal.keystore.file;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Optional;

/**
 * Where a keystore file is, or is to be.
 *
 * @param namedBy who says so
 * @param mayBeMissing whether a missing file is an empty one, which storing makes
 */
public record FilePlace(Path path, String namedBy, boolean mayBeMissing) {
  /** The file of {@code certificates=}. */
  public static Optional<FilePlace> of(Configuration configuration) {
    return configuration
        .path(Setting.CERTIFICATES)
        .map(
            path ->
                new FilePlace(
                    path,
                    configuration
                        .value(Setting.CERTIFICATES)
                        .map(value -> "certificates= (" + value.source() + ")")
                        .orElse("certificates="),
                    mayBeMissing(configuration)));
  }

  /** A file that the program names. */
  public static FilePlace ofParameter(Path path, Configuration configuration) {
    return new FilePlace(path, "the KmsKeyStoreParameter", mayBeMissing(configuration));
  }

  /** Where new keys are to come into a KeyStore, it may be the first that anybody makes. */
  private static boolean mayBeMissing(Configuration configuration) {
    return configuration.isOn(Setting.IMPORT)
        || configuration.text(Setting.GENERATE).filter("kms"::equals).isPresent();
  }

  /** What the file says now. */
  public KeyStoreFile read() throws IOException, CertificateException {
    try {
      return KeyStoreFile.read(path);
    } catch (NoSuchFileException e) {
      if (mayBeMissing) {
        return KeyStoreFile.NONE;
      }
      throw new NoSuchFileException(FileText.of(path.toString()), null, missing());
    }
  }

  private String missing() {
    Path absolute = path.toAbsolutePath();
    Path folder = absolute.getParent();
    return "the keystore file "
        + FileText.of(absolute.toString())
        + ", which "
        + namedBy
        + " names, does not exist"
        + (folder != null && !Files.isDirectory(folder) ? ", nor does its folder" : "")
        + ". Correct the name, or make the file: its first line is '"
        + FileKind.FIRST_LINE
        + "'. With import=true or generate=kms a missing file is an empty keystore, and store makes"
        + " it";
  }
}
