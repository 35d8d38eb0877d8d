package io.github.kmsjca.internal.kms.client;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Where a client sent its last request: the SDK decides that with each, by rules of its own. All
 * requests of one client go to the same place. Thread-safe.
 */
final class LastEndpoint implements ExecutionInterceptor {
  private volatile @Nullable URI last;

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (last == null) {
      last = context.httpRequest().getUri();
    }
  }

  /** Empty before the first request. */
  Optional<URI> known() {
    return Optional.ofNullable(last);
  }
}
