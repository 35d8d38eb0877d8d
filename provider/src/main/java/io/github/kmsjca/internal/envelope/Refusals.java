package io.github.kmsjca.internal.envelope;

import javax.crypto.AEADBadTagException;

/** Messages that are not opened: in JCA's terms all of them have a bad tag. */
final class Refusals {
  private Refusals() {}

  static AEADBadTagException refusal(String why) {
    return new AEADBadTagException("the message is refused: " + why);
  }

  static AEADBadTagException refusal(String why, Exception cause) {
    AEADBadTagException refusal = refusal(why);
    refusal.initCause(cause);
    return refusal;
  }
}
