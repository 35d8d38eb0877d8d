package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;

/** A client that throws what no client should: it says nothing about the key or the settings. */
class UnexpectedExceptionTest {
  static Stream<Arguments> exceptions() {
    return Stream.of(
        Arguments.of(new NullPointerException("Connection"), "UNEXPECTED"),
        Arguments.of(new IllegalStateException("Connection pool shut down"), "UNEXPECTED"),
        Arguments.of(new IllegalArgumentException("of a wrapper"), "UNEXPECTED"),
        Arguments.of(SdkClientException.create("odd", new ClassCastException("odd")), "UNEXPECTED"),
        Arguments.of(new CancellationException("lease"), "TIMED_OUT"),
        Arguments.of(SdkClientException.create("odd", new CancellationException()), "TIMED_OUT"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void isTransient(RuntimeException thrown, String row) throws Exception {
    KeyStore store = store(() -> new Throwing(thrown));
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("web", null));
    assertEquals(row, Explanation.row(e));
    assertTrue(store.isKeyEntry("web"), "it may pass");
    assertThat(e.getMessage())
        .doesNotContain("configuration")
        .contains(
            ((thrown.getCause() == null) ? thrown : thrown.getCause()).getClass().getSimpleName());
    assertThat(e.getCause()).hasCause(thrown);
  }

  /** No client at all is a matter of the configuration, and its reason is told. */
  @Test
  void aSupplierThatFailsIsToldByItsReason() throws Exception {
    KeyStore store =
        store(
            () -> {
              throw new IllegalStateException("the application is not ready");
            });
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("web", null));
    assertEquals("CONFIGURATION", Explanation.row(e));
    assertThat(e).hasMessageContaining("the application is not ready");
  }

  private static KeyStore store(Supplier<KmsClient> client) throws Exception {
    return TestKms.keyStore(KmsProvider.builder().set("keys", "web").kmsClient(client).build());
  }

  private record Throwing(RuntimeException thrown) implements KmsClient {
    @Override
    public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
      throw thrown;
    }

    @Override
    public String serviceName() {
      return "kms";
    }

    @Override
    public void close() {}
  }
}
