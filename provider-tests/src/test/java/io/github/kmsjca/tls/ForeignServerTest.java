package io.github.kmsjca.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.ProviderPlace;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Java client with its key in KMS, and openssl, which accepts no other clients, as the server: it
 * tells on a page who called, and by what scheme the client signed.
 */
@ResourceLock(ProviderPlace.LOCK)
class ForeignServerTest {
  @TempDir static Path dir;

  private static SchemeKeys keys;
  private static OpensslServer openssl;

  @BeforeAll
  static void start() throws Exception {
    keys = new SchemeKeys(dir);
    openssl = OpensslServer.start(keys.ca(), dir);
  }

  @AfterAll
  static void stop() {
    openssl.close();
    keys.close();
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.tls.TlsScheme#someRows")
  void isConvinced(TlsScheme scheme, String protocol, ProviderPlace place, String keyManagers)
      throws Exception {
    place.with(
        keys.provider(),
        () -> {
          SSLContext context = keys.client(scheme, keyManagers).newContext();
          keys.clearCalls();
          String page = openssl.page(context, scheme.terms(protocol));
          assertThat(page)
              .contains("New, " + protocol + ", Cipher is ")
              .containsPattern("Subject: CN ?= ?client")
              .matches(scheme.inOpenssl());
          keys.assertSigned(scheme, 0, 1);
        });
  }
}
