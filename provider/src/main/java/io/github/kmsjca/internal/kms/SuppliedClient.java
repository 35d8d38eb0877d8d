package io.github.kmsjca.internal.kms;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/** The application's own client: it has one Region, and the application closes it. */
final class SuppliedClient implements KmsClients {
  private final Supplier<?> supplier;
  private volatile @Nullable KmsClient client;

  SuppliedClient(Supplier<?> supplier) {
    this.supplier = supplier;
  }

  @Override
  public KmsClient client(Optional<String> region) {
    KmsClient kms = client;
    if (kms == null) {
      if (!(supplier.get() instanceof KmsClient supplied)) {
        throw new IllegalArgumentException("the application's supplier gave no KmsClient");
      }
      kms = supplied;
      client = kms;
    }
    String own = kms.serviceClientConfiguration().region().id();
    if (region.isPresent() && !region.get().equals(own)) {
      throw new IllegalArgumentException("the application's KmsClient is for Region " + own);
    }
    return kms;
  }

  @Override
  public Optional<String> credentialsAccount() {
    return Optional.empty();
  }
}
