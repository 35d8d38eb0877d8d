package io.github.kmsjca.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.LocalKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A public type or member does not change by accident: files in the repository have them all. With
 * {@code -Dapi.update=true} the files are written instead, for the reviewer to see the change.
 */
class PublicApiTest {
  @Test
  void provider() throws IOException {
    check(
        new PublicApi("io.github.kmsjca", "io.github.kmsjca.spec").linesBeside(KmsProvider.class),
        Path.of("..", "provider", "api", "kms-jca-provider.txt"));
  }

  @Test
  void localKms() throws IOException {
    check(
        new PublicApi("io.github.kmsjca.localkms", "io.github.kmsjca.localkms.junit")
            .linesBeside(LocalKms.class),
        Path.of("api", "kms-jca-local-kms.txt"));
  }

  private static void check(List<String> actual, Path file) throws IOException {
    if (Boolean.getBoolean("api.update")) {
      Files.createDirectories(file.getParent());
      Files.write(file, actual);
    }
    assertThat(actual)
        .as("public API, against %s; if the change is meant: -Dapi.update=true", file)
        .isNotEmpty()
        .containsExactlyElementsOf(Files.readAllLines(file));
  }
}
