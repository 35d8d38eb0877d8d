package io.github.kmsjca.internal.kms.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.kms.KmsClient;

/** The application's own client: it has one Region, and the application closes it. */
final class SuppliedClient implements KmsClients {
  private final Supplier<?> supplier;
  private volatile @Nullable Supplied supplied;

  /** The client and its Region, which it takes a while to tell. */
  private record Supplied(KmsClient client, Optional<String> region) {}

  SuppliedClient(Supplier<?> supplier) {
    this.supplier = supplier;
  }

  @Override
  public KmsClient client(Optional<String> region) {
    Supplied kms = supplied();
    if (region.isPresent() && kms.region.isPresent() && !kms.region.equals(region)) {
      throw new IllegalArgumentException(
          "the application's KmsClient is for Region " + kms.region.get());
    }
    return kms.client;
  }

  private Supplied supplied() {
    Supplied known = supplied;
    return known != null ? known : askSupplier();
  }

  /** Under a lock, since the application is promised to be asked once. */
  private synchronized Supplied askSupplier() {
    Supplied known = supplied;
    if (known == null) {
      if (!(supplier.get() instanceof KmsClient client)) {
        throw new IllegalArgumentException("the application's supplier gave no KmsClient");
      }
      known = new Supplied(client, region(client));
      supplied = known;
    }
    return known;
  }

  /** Unknown where the client is a wrapper that does not say: KMS then refuses a wrong Region. */
  private static Optional<String> region(KmsClient kms) {
    try {
      return Optional.of(kms.serviceClientConfiguration().region().id());
    } catch (UnsupportedOperationException | NullPointerException e) {
      return Optional.empty();
    }
  }

  @Override
  public String defaultRegion() {
    return supplied()
        .region
        .orElseThrow(
            () -> new IllegalArgumentException("the application's KmsClient does not tell"));
  }

  @Override
  public Place place(Optional<String> region) {
    Supplied known = supplied;
    if (known == null) {
      return Place.NOWHERE;
    }
    return Place.of(
        known.region.or(() -> region).orElse(""), "", endpoint(known.client), uri -> "");
  }

  private static Optional<URI> endpoint(KmsClient kms) {
    try {
      return kms.serviceClientConfiguration().endpointOverride();
    } catch (UnsupportedOperationException | NullPointerException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<SourcedValue> proxy() {
    return Optional.empty();
  }

  @Override
  public boolean hasOtherCredentials(AwsServiceException refusal, Duration rest) {
    return false; // how they are renewed is the application's business
  }

  @Override
  public void close() {
    // Whose it is closes it.
  }

  @Override
  public Optional<AwsCredentialsIdentity> credentials() {
    return Optional.empty();
  }
}
