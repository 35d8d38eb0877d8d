package io.github.kmsjca.localkms.internal.http;

import io.github.kmsjca.localkms.internal.model.WireError;
import java.time.Duration;

/** What an interference does to a call. */
public sealed interface Effect {

  /** Nothing. */
  record Pass() implements Effect {}

  /** KMS refuses the call and does not perform it. */
  record Refuse(WireError error) implements Effect {}

  /** The call is not performed; somebody between client and KMS answers a web page. */
  record Page(int status) implements Effect {}

  /** The call is not performed, and that happens on its connection. */
  record Instead(Delivery delivery) implements Effect {}

  /** The call is performed, and the answer comes later by that much. */
  record Delay(Duration by) implements Effect {}

  /** The call is performed, and the answer, or the refusal, comes in that way. */
  record Through(Delivery delivery) implements Effect {}

  /** The call is performed, and a successful answer is altered. */
  record Alter(Alteration alteration) implements Effect {}

  /**
   * GetPublicKey describes a key that has no public half instead of refusing it, as some foreign
   * servers do.
   */
  record NoPublicKey() implements Effect {}
}
