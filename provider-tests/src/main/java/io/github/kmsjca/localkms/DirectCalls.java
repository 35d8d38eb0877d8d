package io.github.kmsjca.localkms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.dispatch.Dispatcher;
import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.sigv4.Credential;
import org.jspecify.annotations.Nullable;

/** Calls without HTTP, signature, log and faults, in the name of one caller. */
record DirectCalls(Dispatcher dispatcher, Credential owner) {

  /**
   * Performs a call.
   *
   * @throws IllegalArgumentException if KMS refuses it; the message begins with the error's name
   */
  @Nullable ObjectNode perform(String region, String operation, ObjectNode input) {
    try {
      Scope scope = new Scope(owner.account(), region);
      return dispatcher.dispatch(new Caller(owner.accessKeyId(), scope), operation, input);
    } catch (KmsFailure failure) {
      throw new IllegalArgumentException(failure.getMessage(), failure);
    }
  }
}
