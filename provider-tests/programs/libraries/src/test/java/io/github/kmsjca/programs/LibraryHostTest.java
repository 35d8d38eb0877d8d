package io.github.kmsjca.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.ProviderPlace;
import java.security.Signature;
import org.junit.jupiter.api.Test;

/** The JVM of this module has the provider as its JDK's tests want it. */
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
    assertThat(LibraryHost.place())
        .isEqualTo(
            Installation.usual() == Installation.FIRST_BY_CODE
                ? ProviderPlace.FIRST
                : ProviderPlace.LAST);
  }
}
