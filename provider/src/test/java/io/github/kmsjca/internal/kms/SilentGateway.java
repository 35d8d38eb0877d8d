package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.lifecycle.Lifecycle;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/** A gateway for tests that must not call KMS, but for what they override. */
public class SilentGateway implements KmsGateway {
  @Override
  public <R> R perform(KmsCall<?, R> call) throws KmsCallException {
    throw new AssertionError("an unexpected " + call.operation());
  }

  @Override
  public Lifecycle lifecycle() {
    return new Lifecycle("a test");
  }

  @Override
  public void rehearse(KmsCall<?, ?> call) throws KmsCallException {
    throw new AssertionError("an unexpected dry run of " + call.operation());
  }

  /** What the call makes of a client's answer, without all that a gateway does beside. */
  protected static <S, R> R answered(KmsCall<S, R> call, KmsClient client) throws KmsCallException {
    String keyId = call.keys().isEmpty() ? "" : call.keys().get(0).keyId();
    @Nullable Boolean performed = null;
    S response = call.send(new KmsCall.Target(client, keyId, performed));
    try {
      return call.result(response, new ResponseChecks(call.operation(), keyId, "of a test"));
    } finally {
      call.wipe(response);
    }
  }
}
