package io.github.kmsjca.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Signature;
import org.junit.jupiter.api.Test;

/** The JVM of this module has the provider where the POM says. */
class LibraryHostTest {
  @Test
  void theProviderIsThere() throws Exception {
    Calls calls =
        LibraryHost.calls(
            () -> {
              Signature signature = Signature.getInstance("SHA256withRSA");
              signature.initSign(LibraryHost.privateKey("rsa-2048"));
              signature.sign();
            });
    assertThat(calls.count("Sign")).isEqualTo(1);
    Installation usual = Installation.usual();
    Installation way = Boolean.getBoolean("library.otherInstallation") ? usual.other() : usual;
    assertThat(LibraryHost.place()).isEqualTo(way.place());
  }
}
