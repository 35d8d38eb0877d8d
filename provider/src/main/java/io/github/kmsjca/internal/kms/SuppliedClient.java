package io.github.kmsjca.internal.kms;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/** The application's own client: it has one Region, and the application closes it. */
final class SuppliedClient implements KmsClients {
  private final Supplier<?> supplier;
  private @Nullable KmsClient client;

  SuppliedClient(Supplier<?> supplier) {
    this.supplier = supplier;
  }

  @Override
  public KmsClient client(Optional<String> region) {
    KmsClient kms = supplied();
    Optional<String> own = region.isPresent() ? region(kms) : Optional.empty();
    if (own.isPresent() && !own.equals(region)) {
      throw new IllegalArgumentException("the application's KmsClient is for Region " + own.get());
    }
    return kms;
  }

  /** Under a lock, since the application is promised to be asked once. */
  private synchronized KmsClient supplied() {
    KmsClient kms = client;
    if (kms == null) {
      if (!(supplier.get() instanceof KmsClient supplied)) {
        throw new IllegalArgumentException("the application's supplier gave no KmsClient");
      }
      kms = supplied;
      client = kms;
    }
    return kms;
  }

  /** Unknown where the client is a wrapper that does not say: KMS then refuses a wrong Region. */
  private static Optional<String> region(KmsClient kms) {
    try {
      return Optional.of(kms.serviceClientConfiguration().region().id());
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> credentialsAccount() {
    return Optional.empty();
  }
}
