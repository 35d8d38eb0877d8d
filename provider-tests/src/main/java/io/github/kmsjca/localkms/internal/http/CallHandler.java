package io.github.kmsjca.localkms.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kmsjca.localkms.internal.dispatch.Dispatcher;
import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.sigv4.SignatureCheck;
import io.github.kmsjca.localkms.internal.sigv4.SignedRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers one call, and remembers what the call log wants to know of it. */
final class CallHandler {
  private static final System.Logger LOG = System.getLogger("io.github.kmsjca.localkms");

  private static final List<String> KEY_MEMBERS =
      List.of("KeyId", "TargetKeyId", "DestinationKeyId");

  private static final List<String> ALGORITHM_MEMBERS =
      List.of("SigningAlgorithm", "EncryptionAlgorithm", "DestinationEncryptionAlgorithm");

  private final SignatureCheck signatures;
  private final Dispatcher dispatcher;
  private final Observer observer;
  private final String operation;
  private final SignedRequest request;
  private final String requestId;
  private @Nullable Caller caller;
  private @Nullable String keyId;
  private @Nullable String algorithm;
  private @Nullable String fault;

  CallHandler(
      SignatureCheck signatures,
      Dispatcher dispatcher,
      Observer observer,
      String operation,
      SignedRequest request,
      String requestId) {
    this.signatures = signatures;
    this.dispatcher = dispatcher;
    this.observer = observer;
    this.operation = operation;
    this.request = request;
    this.requestId = requestId;
  }

  /** Who called; whoever the request says if its signature was refused. */
  Caller caller() {
    return caller == null ? SignatureCheck.claimed(request) : caller;
  }

  /** The ARN of who called; empty if the signature was refused. */
  String principal() {
    return caller == null ? "" : caller.principal();
  }

  /** The key as the call named it. */
  @Nullable String keyId() {
    return keyId;
  }

  /** The algorithm that the call named, whatever its operation calls it. */
  @Nullable String algorithm() {
    return algorithm;
  }

  /** What interfered with the call; null if nothing did. */
  @Nullable String fault() {
    return fault;
  }

  Answer answer() throws IOException {
    try {
      if (!request.method().equals("POST")
          || !request.path().equals("/")
          || !dispatcher.knows(operation)) {
        throw ErrorType.UNKNOWN_OPERATION.failure();
      }
      Caller verified = signatures.check(request);
      caller = verified;
      JsonNode json = Exchange.json(request.body());
      keyId = first(KEY_MEMBERS, json);
      algorithm = first(ALGORITHM_MEMBERS, json);
      Interference interference = observer.interference(operation, verified.scope().region());
      fault = interference.name().isEmpty() ? null : interference.name();
      return new FaultyCall(dispatcher, verified, operation, json, requestId).answer(interference);
    } catch (KmsFailure failure) {
      return Answer.failure(failure.error());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The local KMS failed to perform " + operation, e);
      return Answer.failure(ErrorType.INTERNAL.with("The local KMS failed: " + e));
    }
  }

  private static @Nullable String first(List<String> members, JsonNode json) {
    return members.stream()
        .map(member -> json.path(member).textValue())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
