package io.github.kmsjca.internal.kms.client;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.kms.KmsClient;

/** The SDK's clients, by Region. */
public interface KmsClients {
  /**
   * The client of a Region, made when first asked for.
   *
   * @param region the Region that a key's ARN names; empty for the default Region
   * @throws NoClientException if there can be no client for that Region; the message says why
   */
  KmsClient client(Optional<String> region);

  /**
   * The Region of names that carry none.
   *
   * @throws IllegalArgumentException if it cannot be told
   */
  String defaultRegion();

  /**
   * What messages say of where the calls of a Region go, as far as it is known by now: Region,
   * account and endpoint. Asks nobody.
   */
  Place place(Optional<String> region);

  /**
   * The proxy on the way to the default Region's KMS, or that there is none; empty if the clients
   * are the application's.
   */
  Optional<SourcedValue> proxy();

  /**
   * True if KMS refused the credentials of this thread's latest call, and there are others now, by
   * which that call may be made once more.
   *
   * @param rest how long to wait for another thread that asks for them
   */
  boolean hasOtherCredentials(AwsServiceException refusal, Duration rest);

  /** Ends what was made here, and calls under way with it; never an application's own client. */
  void close();

  /** The credentials; empty if the clients are the application's. */
  Optional<AwsCredentialsIdentity> credentials();
}
