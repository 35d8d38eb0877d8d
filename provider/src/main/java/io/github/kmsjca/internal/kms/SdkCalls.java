package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.KmsClients;
import io.github.kmsjca.internal.telemetry.CallRecord;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsResponse;

/** Makes a call of the AWS SDK: by the client of the Region, recorded, its failure explained. */
final class SdkCalls {
  private final KmsClients clients;

  SdkCalls(KmsClients clients) {
    this.clients = clients;
  }

  /** A call with a key, in the Region that its name tells. */
  <T extends KmsResponse> T call(String operation, KeyName name, Function<KmsClient, T> request)
      throws KmsCallException {
    return call(operation, name.keyId(), name.region(), request);
  }

  /** A call with two keys of one Region. */
  <T extends KmsResponse> T call(
      String operation, KeyName source, KeyName destination, Function<KmsClient, T> request)
      throws KmsCallException {
    String keys = source.keyId() + " to key " + destination.keyId();
    return call(operation, keys, source.region(), request);
  }

  /** A call without a key. */
  <T extends KmsResponse> T call(
      String operation, Optional<String> region, Function<KmsClient, T> request)
      throws KmsCallException {
    return call(operation, "", region, request);
  }

  private <T extends KmsResponse> T call(
      String operation, String key, Optional<String> region, Function<KmsClient, T> request)
      throws KmsCallException {
    try (CallRecord record = CallRecord.begin(operation, key)) {
      try {
        T response = request.apply(clients.client(region));
        record.succeeded(ResponseChecks.bareRequestId(response));
        return response;
      } catch (RuntimeException e) {
        KmsCallException failure = SdkFailures.of(e, operation, key);
        record.failed(failure.failure().name());
        throw failure;
      } catch (LinkageError e) {
        record.failed(KmsFailure.CLASS_PATH.name());
        throw e; // told by whoever knows what this operation takes
      }
    }
  }

  /**
   * The Region of names that carry none.
   *
   * @throws IllegalArgumentException if it cannot be told
   */
  String defaultRegion() {
    return clients.defaultRegion();
  }

  /** The account of the credentials, where they tell it: no call of KMS. */
  Optional<String> accountOfCredentials(String operation) throws KmsCallException {
    try {
      return clients.credentials().flatMap(AwsCredentialsIdentity::accountId);
    } catch (RuntimeException e) {
      throw SdkFailures.of(e, operation, "");
    }
  }
}
